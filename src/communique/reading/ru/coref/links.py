"""What ties a person to others in grammar: whom he leads, whose post he takes, whose colleague he is."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Word
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import ORGANISED, Profile
from communique.reading.ru.coref.story import Draft, Story, nested_countries

LEADING = (["во", "главе", "с"], ["во", "главе", "со"], ["под", "руководством"], ["под", "началом"])
POSTING = frozenset({"в", "во", "при", "на"})  # prepositions of the place where somebody is posted


def states_of(story: Story, draft: Draft) -> tuple[str, ...]:
    """The countries of an actor, settled or not yet: those printed, else those of what is named inside."""
    return draft.countries or tuple(
        dict.fromkeys(c for m in draft.outer for c in nested_countries(story, m, groups=True))
    )


def led_group(story: Story, member: Profile) -> Draft | None:
    """«делегация Кавказии во главе с Антоном Серовым», «делегация …, которую возглавил Антон Серов»."""
    at = member.reference.first
    before = [w.text.lower() for w in story.text.words[max(0, at - 3) : at]]
    if any(before[-len(words) :] == words for words in LEADING):
        start = story.reaching(story.text.sentences[member.sentence].first)
        near = (d for p, d in story.before(story.index[member], start) if p.sentence == member.sentence)
        return next((d for d in near if d.type in ("group", "body")), None)
    return next(_led_by_verb(story, member), None)


def _led_by_verb(story: Story, member: Profile) -> Iterator[Draft]:
    """Whom the verb of leading has as its object, by name or by «который»."""
    verb = governor(story, member.head)
    if verb is None or verb.lemma not in word_class("lead") or not member.head.rel.startswith("nsubj"):
        return
    led = [i for i in story.text.children[verb.index] if story.text.words[i].rel in ("obj", "iobj", "obl")]
    if verb.rel == "acl:relcl":
        led.append(verb.head)
    for i in story.headed(led):
        if story.profiles[i].reference.type in ("group", "body") and i in story.owner:
            yield story.owner[i]


def governor(story: Story, word: Word) -> Word | None:
    return story.text.words[word.head] if word.head >= 0 else None


def predecessor(story: Story, member: Profile) -> Draft | None:
    """«его сменит Антон Серов»: whose post the person takes."""
    verb = governor(story, member.head)
    if verb is None or verb.lemma not in word_class("replace") or not member.head.rel.startswith("nsubj"):
        return None
    replaced = [i for i in story.text.children[verb.index] if story.text.words[i].rel in ("obj", "iobj")]
    found = (story.owner[i] for i in story.headed(replaced) if i in story.owner)
    return next((d for d in found if d.type == "person"), None)


def appointed_by_state(story: Story, member: Profile) -> tuple[str, ...]:
    """«послом Кавказии назначен Антон Серов»: the state named in the post that the verb gives him."""
    verb = governor(story, member.head)
    if verb is None or verb.lemma not in word_class("appoint"):
        return ()
    posts = [
        i
        for i in story.text.children[verb.index]
        if story.text.words[i].feats.get("Case") == "Ins" and story.text.words[i].pos == "NOUN"
    ]
    sentence = story.text.sentences[verb.sentence]
    for i in story.starting(sentence.first, sentence.last):
        p = story.profiles[i]
        word = story.text.words[p.reference.first]
        before = story.text.words[p.reference.first - 1].lemma if p.reference.first else ""
        if p.reference.type in ("state", "body") and before not in POSTING and word.head in posts:
            return p.reference.countries[:1]
    return ()


def own_subject(story: Story, member: Profile) -> Draft | None:
    """«Кавказия отозвала своего посла»: the subject of the clause, whose he is."""
    if member.words[0].lemma not in word_class("own"):
        return None
    verb = governor(story, member.head)
    for other, draft in story.before(story.index[member]):
        if other.sentence != member.sentence:
            break
        if other.subject and (verb is None or other.head.head == verb.index):
            return draft
    return None


def possessor(story: Story, member: Profile) -> Draft | None:
    """«… комитета во главе с его председателем»: the body that «его» means."""
    first = member.words[0]
    printed = first.text.lower().replace("ё", "е")
    if printed not in word_class("its") or member.head.lemma not in word_class("head_of_body"):
        return None
    for other, draft in story.before(story.index[member]):
        if member.sentence - other.sentence > 1:
            return None
        if draft.type in ORGANISED and _agrees(printed, other):
            return draft
    return None


def _agrees(printed: str, other: Profile) -> bool:
    gender = other.head.feats.get("Gender")
    return printed == "их" if other.plural else (printed == "ее") == (gender == "Fem")


def respective(story: Story, member: Profile) -> Draft | None:
    """«… служба Кавказии и комитет Эльбии. … руководители ведомств Антон Серов и Пётр Юрт»: the body at the
    same place of the pair told before."""
    group, place = group_before_names(story, story.index[member])
    if group is None or group.reference.countries or not group.plural:
        return None
    bodies: list[Draft] = []
    for _, draft in story.before(story.index[group]):
        if len(bodies) == 2:
            break
        if draft.type in ORGANISED and "MED" not in sectors_of(draft) and draft not in bodies:
            bodies.append(draft)
    pair = bodies[::-1]
    countries = {states_of(story, d)[:1] for d in pair}
    return pair[place] if len(pair) == 2 and len(countries) == 2 and place < 2 else None


def sectors_of(draft: Draft) -> set[str]:
    return {s for m in draft.members for s in m.reference.sectors}


def group_before_names(story: Story, index: int) -> tuple[Profile | None, int]:
    """The plural that a list of names follows, and the place of this name in the list."""
    first, place = story.profiles[index], 0
    if not first.name or first.reference.position:
        return None, 0
    for i in range(index - 1, -1, -1):
        p = story.profiles[i]
        if i < story.reaching(first.reference.first - 1):
            break
        gap = [w.text for w in story.text.words[p.reference.last : first.reference.first]]
        if p.reference.type == "group" and not gap:
            return p, place
        if p.name and gap in ([","], ["и"]):
            first, place = p, place + 1
    return None, 0


def linked_body(story: Story, draft: Draft) -> Draft | None:
    """The body a person heads or acts for by these ties, where his own words name none."""
    for member in draft.members if draft.type == "person" else ():
        if member.reference.form == "pronoun":
            continue
        if found := possessor(story, member) or respective(story, member):
            return found
        if (group := led_group(story, member)) is not None:
            return group if group.type == "body" else inner_body(story, group)
    return None


def inner_body(story: Story, group: Draft) -> Draft | None:
    """The body or enterprise named inside a group's words."""
    for member in group.members:
        for i in story.inside(member):
            if story.profiles[i].reference.type in ORGANISED and i in story.owner:
                return story.owner[i]
    return None
