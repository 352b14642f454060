"""Persons: by name, by office, beside a name, and by «дипломат», «политик»."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.gazetteer import adjectives
from communique.reading.layers import Word
from communique.reading.ru.coref.lexicon import load_table_persons, word_class
from communique.reading.ru.coref.profile import STATE_FIELDS, Profile, content, greets, same_case
from communique.reading.ru.coref.story import Draft, Found, Story, nested_countries, speaker_of
from communique.reading.ru.holders import in_office, known
from communique.reading.ru.morphology import is_given_name
from communique.reading.ru.names import PersonName, is_patronymic, plain, same_name, same_word
from communique.reading.ru.positions import head_of, split_posts
from communique.reading.ru.references_lexicon import words as listed


def join_persons(story: Story) -> None:
    """Persons by name: the fullest names first, then each shorter one to the nearest that holds it."""
    named = [
        i
        for i, p in enumerate(story.profiles)
        if p.name and p.name.full and i not in story.owner and p.reference.type == "person"
    ]
    named.sort(key=lambda i: (-len(names_of(story.profiles[i]).full), story.profiles[i].start))
    bearers: dict[str, dict[Draft, None]] = {}  # the beginning of a word -> those in whose names it stands
    for i in named:
        p = story.profiles[i]
        near = {d: None for start in name_starts(p) for d in bearers.get(start, ())}
        fits = [d for d in near if any(same_name(names_of(p), name) for name in d.names)]
        draft = best_namesake(p, sorted(fits, key=story.drafts.index) if len(fits) > 1 else fits)
        given = story.give(i, draft, "same_name" if draft else "first")
        for start in name_starts(p):
            bearers.setdefault(start, {})[given] = None


def join_first_names(story: Story) -> None:
    """«Антон Ильич» without a surname: the Антон of this report, else him whom the table knows by the two."""
    for i, p in enumerate(story.profiles):
        draft = story.owner.get(i)
        if draft is None or len(draft.names) > 1 or p.name is None or not familiar(story, p):
            continue
        fits = [d for d in story.nearest(i, "person") if d is not draft and has_first_names(d, p.name)]
        told = [d for d in fits if any(name.patronymic for name in d.names)] or fits
        if told:
            story.merge(draft, told[0], "first_names")


def familiar(story: Story, p: Profile) -> bool:
    """A given name and a patronymic; what only looks like one («Янукович») counts only inside speech."""
    if p.name is None or len(p.name.full) != 2 or p.name.initials or known(frozenset([p.name])):
        return False
    given, second = p.name.full
    if not is_patronymic(second):
        return False
    return (is_given_name(given) and father_of(second)) or story.speech.inside(p.start)


def father_of(patronymic: str) -> bool:
    """Whether the name that a patronymic is made of is a known given name («Ильич», «Григорьевич»)."""
    stem = _PATRONYMIC_END.sub("", patronymic)
    fathers = (stem, stem + "й", stem.removesuffix("ь") + "ий", stem + "ь", stem + "а", stem + "я")
    return any(map(is_given_name, fathers))


_PATRONYMIC_END = re.compile(r"(?:[ое]вич|ич|[ое]вн|инич|иничн|ичн)(?:а|у|е|ем|ы|ой)?$")


def has_first_names(draft: Draft, name: PersonName) -> bool:
    """Whether the person has this given name, and no other patronymic."""
    given, patronymic = name.full
    printed = [*draft.names, *(h.name for h in draft.terms)]
    others = [n.patronymic for n in printed if n.patronymic]
    if any(not same_word(patronymic, other) for other in others):
        return False
    return any(same_word(given, word) for n in printed if n.surname for word in n.full if word != n.surname)


def name_starts(p: Profile) -> list[str]:
    """The first two letters of each word, in which the case forms of a word agree (`same_word`)."""
    return [word[:2] for word in names_of(p).full]


def names_of(p: Profile) -> PersonName:
    assert p.name is not None
    return p.name


def best_namesake(p: Profile, fits: list[Draft]) -> Draft | None:
    """Of several bearers of a surname: the office tells, then the nearest mention before."""
    if len(fits) < 2:
        return fits[0] if fits else None
    fits = [d for d in fits if p.offices & d.offices] or fits
    return min(fits, key=lambda d: min(distance(p, m) for m in d.members))


def distance(p: Profile, other: Profile) -> tuple[int, int]:
    """Mentions before count as nearer than mentions after."""
    return int(other.start > p.start), abs(p.start - other.start)


def office_holder(story: Story, index: int) -> Found:
    """A person told by office only: who holds it in this report, before or after."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.reference.form == "pronoun" or p.name or p.plural:
        return None
    countries = office_countries(story, p)
    people = person_drafts(story, index)
    for wanted, lenient in passes(story, p, countries):
        for draft in people:
            if holds_office(story, p, draft, wanted, lenient):
                return draft, "holds_the_office"
    if "head_of_state" in p.offices and countries <= {story.home} and not is_listed(story.home):
        return likely_head(story, people)
    return None


def passes(story: Story, p: Profile, countries: set[str]) -> list[tuple[set[str], bool]]:
    """Countries wanted, and whether a person without a printed country will do. A bare «глава государства» is
    first looked for at home."""
    ways = [(countries, False), (countries, True)]
    if not countries and story.home and p.offices & STATE_FIELDS:
        ways.insert(0, ({story.home}, False))
    return ways


def is_listed(country: str | None) -> bool:
    """Whether the table knows who is head of this state now: then nobody else is taken for him."""
    return "head_of_state" in in_office(country)


def office_countries(story: Story, p: Profile) -> set[str]:
    """Countries in the words of an office; «глава нашего государства» is of the country of publication."""
    found = set(p.reference.countries[:1]) or set(nested_countries(story, p))
    if not found and "наш" in p.lemmas and story.home:
        return {story.home}
    return found


def head_of_organisation(story: Story, index: int) -> Found:
    """«генсек», «генеральный секретарь НАТО», «глава альянса»: who is told to be its head by other words."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.name or p.plural or not leads(p):
        return None
    led = led_by(story, p)
    if not led and p.head.lemma not in GENERAL:
        return None
    for draft in story.nearest(index, "person"):
        heads = [m for m in draft.members if m is not p and m.reference.form != "pronoun" and leads(m)]
        if not heads or not any(m.name for m in draft.members):
            continue
        its = {d for m in heads for d in led_by(story, m)}
        organisation = any(h.portfolio == "organisation" for h in draft.terms)
        if (led & its) if led else (organisation or any(d.countries == ("IGO",) for d in its)):
            return draft, "head_of_the_organisation"
    return None


GENERAL = frozenset({"генсек", "генсекретарь"})


def leads(p: Profile) -> bool:
    """«глава», «генсек», «генеральный секретарь»: one post under several names."""
    post = {w.lemma for w in p.words if w.index <= p.head.index}
    if p.head.lemma == "секретарь":
        return "генеральный" in post
    return len(post) == 1 and p.head.lemma in GENERAL | {"глава", "руководитель", "лидер"}


def led_by(story: Story, p: Profile) -> set[Draft]:
    """The organisation of states that stands first in the words of a post."""
    inside = [i for i in story.inside(p) if i in story.owner and story.owner[i].type == "body"]
    return {story.owner[i] for i in inside[:1] if story.owner[i].countries == ("IGO",)}


def likely_head(story: Story, people: list[Draft]) -> Found:
    """The own head of state is often printed by name alone: the person told of most with no office, at least
    twice, and of no other country."""
    fits = [d for d in people if not d.offices and len(d.members) > 1 and set(d.countries) <= {story.home}]
    best = max(fits, key=lambda d: len(d.members), default=None)
    return (best, "likely_head_of_state") if best else None


def person_drafts(story: Story, index: int) -> list[Draft]:
    """Persons, nearest mention before first, then those that follow."""
    return list(story.nearest(index, "person"))


def holds_office(story: Story, p: Profile, draft: Draft, countries: set[str], lenient: bool) -> bool:
    """`lenient`: a person whose country is not printed may hold an office printed with its country."""
    its = person_countries(story, draft)
    if countries and not countries & its and (its or not lenient or at_home(story, draft, countries)):
        return False
    if p.offices:
        return bool(p.offices & draft.offices)
    return any(position_has(story, m, p) for m in draft.placed)


def at_home(story: Story, draft: Draft, countries: set[str]) -> bool:
    """An office printed without a country is one at home: no foreign office is its bearer's. The table may
    know better who holds it at home."""
    if story.home in (None, *countries):
        return False
    own = draft.offices & STATE_FIELDS
    if own and own <= in_office(story.home) and not draft.terms:
        return False
    return any(m.offices for m in draft.members)


def person_countries(story: Story, draft: Draft) -> set[str]:
    """Countries printed with a person, else known of him."""
    printed = set(draft.countries) or {c for m in draft.outer for c in nested_countries(story, m)}
    return printed or {h.country for h in draft.terms}


def position_has(story: Story, member: Profile, p: Profile) -> bool:
    """Whether a printed position of this member says as much («министр» of «премьер, министр обороны»)."""
    if member not in story.posts:
        story.posts[member] = posts_of(story, member)
    heads, lemmas = story.posts[member]
    if office_lemma(p.head) not in heads:
        return False
    told = {w.lemma for w in p.words if w.pos not in ("PUNCT", "ADP", "CCONJ")} - {"бывший"}
    if p.head.lemma.startswith("экс-"):
        told = told - {p.head.lemma} | {p.head.lemma.removeprefix("экс-")}
    rest = lemmas | word_class("seat") | {*adjectives_of(p), p.head.lemma}
    return told <= rest or set(content(p)) <= rest


def posts_of(story: Story, member: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """The office nouns of a printed position, and all its lemmas."""
    assert member.reference.position is not None
    posts = split_posts(story.text, *member.reference.position)
    heads = (head_of(story.text.words[first:last]) for first, last in posts)
    words = story.text.words[slice(*member.reference.position)]
    return frozenset(map(office_lemma, heads)), frozenset(w.lemma for w in words)


def office_lemma(head: Word) -> str:
    """«генконсул» and «генеральный консул» are one."""
    lemma = head.lemma.removeprefix("экс-")
    return lemma.removeprefix("ген") if len(lemma) > 7 else lemma


def adjectives_of(p: Profile) -> list[str]:
    """Words of the reference that are adjectives of states: its countries tell as much."""
    return [w.lemma for w in p.words if plain(w.text) in adjectives()]


def apposed_person(story: Story, index: int) -> Found:
    """An office beside the name it belongs to: «посол Кавказии» + «Антон Серов», «Антон Серов, посол …»."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.name or p.reference.form == "pronoun" or p.plural:
        return None
    if not p.offices:
        return after_name(story, p) if p.reference.position is not None else None
    for i in range(index + 1, len(story.profiles)):
        other = story.profiles[i]
        if other.reference.first >= p.reference.last:
            end = covered_end(story, index, i)
            if other.name and joins(story, end, other) and same_case(p, other) and i in story.owner:
                return story.owner[i], "office_before_name"
            if other.reference.first > p.reference.last + 6:
                break
    return after_name(story, p)


def after_name(story: Story, p: Profile) -> Found:
    """«Антон Серов, начальник порта»: any office right behind a name, in its case."""
    if p.reference.first and story.text.words[p.reference.first - 1].text in (",", "—", "–", "("):
        for i in reversed(story.ending(p.reference.first - 1)):
            other = story.profiles[i]
            acting = p.words[0].lemma in ("исполнять", "исполняющий", "временно", "врио", "и")
            if other.name and i in story.owner and (acting or same_case(p, other)):
                return story.owner[i], "office_after_name"
    return None


def joins(story: Story, end: int, named: Profile) -> bool:
    """The name follows at once, or with a second office of his: «министр …, вице-премьер Антон Серов»."""
    between = [w.text for w in story.text.words[end : named.reference.first]]
    return not between or (named.reference.position is not None and between in ([","], ["и"], ["–"], ["—"]))


def covered_end(story: Story, index: int, stop: int) -> int:
    """Where the words end that an office covers with the states and bodies printed right after it."""
    end = story.profiles[index].reference.last
    for p in story.profiles[index + 1 : stop]:
        if p.reference.first == end and p.reference.type in ("state", "body", "enterprise"):
            end = p.reference.last
    return end


def person_word(story: Story, index: int) -> Found:
    """«дипломат», «политик»: the nearest person before whose office allows it; of several told of in one
    sentence its subject."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.name or p.plural or p.reference.form == "pronoun":
        return None
    if len([w for w in p.words if w.pos in ("NOUN", "PROPN")]) > 1:
        return None
    for row in load_table_persons():
        if p.head.lemma in row[0]:
            earlier = story.before_of("person", index)
            fits = ((o, d) for o, d in earlier if not clash(story, p, d) and allows(story, d, row[1], row[2]))
            if (draft := subject_or_last(p, fits)) is not None:
                return draft, "described_person"
    return None


def subject_or_last(p: Profile, told: Iterable[tuple[Profile, Draft]]) -> Draft | None:
    """Of persons told of before, nearest first: the subject of the last sentence with any, else the last."""
    best: Draft | None = None
    sentence = p.sentence
    for other, draft in told:
        if best is not None and other.sentence != sentence:
            break
        if best is None or (other.subject and other.sentence != p.sentence):
            best, sentence = draft, other.sentence
    return best


def clash(story: Story, p: Profile, draft: Draft) -> bool:
    """Whether the words name another country than the person's."""
    its = person_countries(story, draft)
    return bool(p.reference.countries and its) and not set(p.reference.countries) & its


def allows(story: Story, draft: Draft, kinds: frozenset[str], stems: tuple[str, ...]) -> bool:
    if not kinds and not stems:
        return True
    if kinds & draft.offices:
        return True
    words = [w.text.lower() for m in draft.members for w in m.words]
    return any(word.startswith(stem) for word in words for stem in stems)


def colleague(story: Story, index: int) -> Found:
    """«перуанский коллега»: the person of that country told of last, if he holds an office or has a name."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.head.lemma not in listed("colleagues") or p.name or p.plural:
        return None
    wanted = set(p.reference.countries)
    for _, draft in story.before_of("person", index):
        if wanted & person_countries(story, draft) and (draft.names or draft.offices):
            return draft, "colleague_of_the_country"
    return None


def addressed_person(story: Story, index: int) -> Found:
    """«Уважаемый господин президент!»: the person told of most, but for the one who speaks."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.plural or not (greets(p) or "господин" in p.lemmas):
        return None
    if p.name and p.name.full and any(w.pos == "PROPN" for w in p.words):
        return None
    speaker = speaker_of(story, index)
    people = [d for d in story.typed("person") if d is not speaker]
    best = max(people, key=lambda d: len(d.members), default=None)
    return (best, "person_addressed") if best else None
