"""Offices: who holds which position at which body, and whether he holds, gains, leaves or held it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from communique.reading.layers import Entity, Reference, Text, Word
from communique.reading.ru import morphology
from communique.reading.ru.nominative import nominative
from communique.reading.ru.portfolios import (
    body_fields,
    head_index,
    office_fields,
    phrase_at,
    single_portfolios,
    without_states,
)
from communique.reading.ru.positions import acting, head_of, office_words, phases, split_posts, trim
from communique.reading.ru.wordlists import load_table
from communique.records.reading import Office

Told = list[tuple[Reference, Entity]]
STATE_OFFICES = frozenset({"head_of_state", "head_of_government", "ambassador"})


@dataclass(frozen=True, slots=True)
class Post:
    """A printed position: words [first, last), told in the mention `of` when it stands in one."""

    person: Entity
    first: int
    last: int
    phase: str
    rule: str
    of: Reference | None = None
    position: str | None = None  # where it differs from the words: one of several offices told in the plural


class Mentions(NamedTuple):
    """Mentions with their actors by the word they begin with; pronouns by the word behind them."""

    beginning: dict[int, Told]
    pronouns: dict[int, Told]

    @classmethod
    def of(cls, entities: tuple[Entity, ...]) -> Mentions:
        found = cls({}, {})
        for entity in entities:
            for reference in entity.references:
                found.beginning.setdefault(reference.first, []).append((reference, entity))
                if reference.form == "pronoun":
                    found.pronouns.setdefault(reference.last, []).append((reference, entity))
        return found

    def around(self, post: Post) -> Iterator[tuple[Reference, Entity]]:
        """What begins inside a position, and pronouns right before it."""
        yield from self.pronouns.get(post.first, ())
        for first in range(post.first + 1, post.last):
            yield from self.beginning.get(first, ())


def find_offices(text: Text, entities: tuple[Entity, ...]) -> tuple[Office, ...]:
    """One office for each person and position of the report, in order of text."""
    posts = [
        *printed_posts(text, entities),
        *respective_posts(text, entities),
        *changed_posts(text, entities),
        *handed_posts(text, entities),
        *worked_posts(text, entities),
        *headed_posts(text, entities),
    ]
    offices: dict[tuple[str | None, ...], tuple[Post, Office]] = {}
    mentions = Mentions.of(entities)
    for post in without_short_forms(text, posts):
        office = as_office(text, entities, mentions, post)
        key = office.person, *_identity(text, post, office.body)
        known = offices.get(key)
        offices[key] = (post, office) if known is None else better(known, (post, office))
    return tuple(sorted(without_doubles(text, offices.values()), key=lambda o: o.span))


def without_doubles(text: Text, told: Iterable[tuple[Post, Office]]) -> Iterator[Office]:
    """Of several names of one post («госсекретарь», «глава дипломатии») the one told best; two posts of
    different fields («вице-премьер, министр финансов») are two."""
    kept: dict[tuple[str | None, ...], list[tuple[Post, Office]]] = {}
    for post, office in sorted(told, key=_told, reverse=True):
        key = office.person, office.body or str(office.country), office.phase
        others = kept.setdefault(key, [])
        if not any(_one_post(text, post, other) for other, _ in others):
            others.append((post, office))
    yield from (office for offices in kept.values() for _, office in offices)


def _one_post(text: Text, one: Post, other: Post) -> bool:
    mine, its = (office_fields(text.words[p.first : p.last]) for p in (one, other))
    return not mine or not its or bool(mine & its)


def without_short_forms(text: Text, posts: list[Post]) -> list[Post]:
    """Leave out «министр» where the same person is «министр обороны»."""
    return [p for p in posts if not any(is_short_form(text, p, other) for other in posts)]


def is_short_form(text: Text, short: Post, long: Post) -> bool:
    if short.person is not long.person or short.phase != "holds" or short is long:
        return False
    mine, its = text.words[short.first : short.last], text.words[long.first : long.last]
    if len([w for w in mine if w.pos in ("NOUN", "PROPN")]) > 1 or len(its) <= len(mine):
        return False
    return head_of(mine).lemma == head_of(its).lemma or head_of(mine).lemma in office_words("generic")


def better(known: tuple[Post, Office], new: tuple[Post, Office]) -> tuple[Post, Office]:
    """A change of office outweighs holding it; else what is printed with the name, then more fully, stays."""
    return max(known, new, key=_told)


CHANGES = ("holds", "former", "future", "acting", "leaves", "gains")


def _told(found: tuple[Post, Office]) -> tuple[int, bool, int]:
    post, office = found
    return (
        CHANGES.index(office.phase),
        post.of is not None and post.of.name is not None,
        len(office.span.text),
    )


def _identity(text: Text, post: Post, body: str | None) -> tuple[str | None, ...]:
    """What makes two printed positions one: the field of government, else the head word and the body."""
    words = text.words[post.first : post.last]
    fields = sorted(office_fields(words) & single_portfolios())
    if fields:
        return (fields[0],)
    head = head_of(words).lemma
    if post.person.countries == ("IGO",) and head in office_words("organisation"):
        head = "head_of_organisation"
    return head, body


# --- positions printed in a mention ----------------------------------------------------------------------


def printed_posts(text: Text, entities: tuple[Entity, ...]) -> Iterator[Post]:
    for person in entities:
        if person.type != "person":
            continue
        for reference in person.references:
            if (where := position_of(text, reference)) is not None:
                for first, last in split_posts(text, *where):
                    first = without_owner(text, first, last)
                    if not agrees(text, reference, first, last) or not is_office(text, entities, first, last):
                        continue
                    if worth_telling(text, person, first, last):
                        yield Post(
                            person, first, last, phase_of(text, reference, first, last), "printed", reference
                        )


def without_owner(text: Text, first: int, last: int) -> int:
    """The start of a position without whose it is and when it was: «свой посол», «прежний председатель»."""
    while first + 1 < last and text.words[first].lemma in office_words("left_out"):
        first += 1
    return first


def worth_telling(text: Text, person: Entity, first: int, last: int) -> bool:
    """A person known by office only holds it if the office is one of state, or names a body or state."""
    if any(r.name for r in person.references):
        return True
    words = text.words[first:last]
    return bool(office_fields(words)) or bool(person.part_of) or any(w.pos == "PROPN" for w in words)


def agrees(text: Text, reference: Reference, first: int, last: int) -> bool:
    """A position stands in the case of the name, and in the singular."""
    head = head_of(text.words[first:last])
    if head.feats.get("Number") == "Plur":
        return False
    if reference.name is None or acting(text.words[first:last]):
        return True
    if text.words[reference.name[0]].rel == "appos" and text.words[reference.name[0]].head == head.index:
        return True  # the tagger cannot tell the case of many a foreign name
    cases = {head.feats.get("Case"), text.words[reference.name[0]].feats.get("Case")}
    return len(cases) == 1 or None in cases or cases <= {"Gen", "Acc"} or cases <= {"Dat", "Loc", "Ins"}


def position_of(text: Text, reference: Reference) -> tuple[int, int] | None:
    if reference.form == "pronoun":
        return None
    if reference.position is not None:
        return reference.position
    if reference.name is None:
        return reference.first, reference.last
    return (reference.first, reference.name[0]) if reference.first < reference.name[0] else None


def is_office(text: Text, entities: tuple[Entity, ...], first: int, last: int) -> bool:
    """Headed by an office noun; nouns such as «член» need a state or body beside them."""
    words = text.words[first:last]
    head = head_of(words)
    named = head.lemma.removeprefix("экс-") in office_words("head")
    if not named and not office_fields(words) and not acting(words):
        return False
    if head.lemma in office_words("needs_body") and not office_fields(words):
        return len(words) > 1
    return True


def phase_of(text: Text, reference: Reference, first: int, last: int) -> str:
    """By the words in the position, or the mark just before it («экс-», «бывший»)."""
    words = text.words[max(reference.first, first - 2) : last]
    head = head_index(words)
    for phase, listed in phases():
        if any(phrase_at(p, words, i) for p in listed for i in range(head + 2)):
            return phase
    return "holds"


# --- changes of office -----------------------------------------------------------------------------------


def changed_posts(text: Text, entities: tuple[Entity, ...]) -> Iterator[Post]:
    """«назначен министром», «освобождён от должности министра»: person and office of one verb."""
    for row in load_table("offices.toml")["change"]:
        verbs = frozenset(map(str, row["verbs"]))
        for word in text.words:
            if word.lemma in verbs:
                yield from change_at(text, entities, word, str(row["phase"]), str(row["link"]))


def change_at(text: Text, entities: tuple[Entity, ...], verb: Word, phase: str, link: str) -> Iterator[Post]:
    people = list(people_of(text, entities, verb))
    if link == "resigns":
        people = people[:1] if _resigns(text, verb) else []
    if link in ("named", "resigns"):
        for person, reference in people:
            where = position_of(text, reference)
            if where and reference.name and is_office(text, entities, *where):
                first = without_owner(text, *where)
                yield Post(person, first, where[1], phase, f"change_{link}", reference)
        return
    where = office_of_verb(text, verb, link)
    if where is None:
        return
    outside = [(e, r) for e, r in people if r.last <= where[0] or r.first >= where[1]]
    if outside:
        yield Post(outside[0][0], *where, phase, f"change_{link}")


def _resigns(text: Text, verb: Word) -> bool:
    """«ушёл в отставку», «отправил в отставку», «подал прошение об отставке»"""
    below = range(verb.index + 1, min(verb.index + 5, len(text.words)))
    return any(text.words[i].lemma == "отставка" and text.words[i].sentence == verb.sentence for i in below)


def people_of(text: Text, entities: tuple[Entity, ...], verb: Word) -> Iterator[tuple[Entity, Reference]]:
    """Persons that hang from the verb: object or passive subject first, then its subject."""
    order = ("obj", "nsubj:pass", "nmod", "obl", "nsubj", "iobj")
    found = []
    for entity in entities:
        if entity.type == "person":
            for reference in entity.references:
                word = text.words[reference.head]
                if word.head == verb.index and word.rel in order:
                    found.append((order.index(word.rel), reference.first, entity, reference))
    for _, _, entity, reference in sorted(found, key=lambda f: f[:2]):
        yield entity, reference


def office_of_verb(text: Text, verb: Word, link: str) -> tuple[int, int] | None:
    """The noun phrase of the office: in the instrumental, or in the genitive after «пост», «должность»."""
    sentence = text.sentences[verb.sentence]
    near = text.words[max(sentence.first, verb.index - 8) : min(sentence.last, verb.index + 12)]
    for word in near:
        if word.lemma not in office_words("head") or word.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        ins = word.feats.get("Case") == "Ins" and (word.index > verb.index or word.head == verb.index)
        if link == "ins" and ins:
            first, last = phrase_range(text, word.index)
            return without_owner(text, first, last), last
        if link == "post" and word.feats.get("Case") == "Gen" and _after_post(text, word.index):
            return phrase_range(text, word.index)
    return None


def _after_post(text: Text, index: int) -> bool:
    return any(text.words[i].lemma in office_words("post") for i in range(max(0, index - 4), index))


def phrase_range(text: Text, head: int) -> tuple[int, int]:
    """The head with its adjectives before and everything that hangs from it after, up to a comma."""
    first = head
    while (
        first > 0
        and text.words[first - 1].pos == "ADJ"
        and text.words[first - 1].head in range(first, head + 1)
    ):
        first -= 1
    last, below = head + 1, {head}
    while last < len(text.words) and (text.words[last].head in below or _bridges(text, last, below)):
        if text.words[last].text in (",", "(", ";", ":", ".") or text.words[last].pos == "VERB":
            break
        below.add(last)
        last += 1
    return trim(text, first, last)


def _bridges(text: Text, i: int, below: set[int]) -> bool:
    """Prepositions and adjectives come before the word they hang from."""
    head = text.words[i].head
    return head > i and head - i < 6 and text.words[head].head in below


# --- an office handed on ---------------------------------------------------------------------------------


def handed_posts(text: Text, entities: tuple[Entity, ...]) -> Iterator[Post]:
    """«его сменит Антон Серов»: the one leaves the office, the other gains it; «её обязанности исполняет»."""
    for word in text.words:
        if word.lemma in office_words("replace"):
            yield from _replaced(text, entities, word)
        elif word.lemma in office_words("act_for"):
            yield from _acted_for(text, entities, word)


def _replaced(text: Text, entities: tuple[Entity, ...], verb: Word) -> Iterator[Post]:
    new = person_at(text, entities, verb, ("nsubj",))
    old = person_at(text, entities, verb, ("obj", "iobj"))
    if new is None or old is None or new is old or (post := last_post(text, entities, old)) is None:
        return
    yield Post(old, post.first, post.last, "leaves", "replaced", post.of)
    yield Post(new, post.first, post.last, "gains", "replaces", post.of)


def _acted_for(text: Text, entities: tuple[Entity, ...], verb: Word) -> Iterator[Post]:
    """The office is that of whose duties they are."""
    duties = [i for i in text.children[verb.index] if text.words[i].lemma == "обязанность"]
    new = person_at(text, entities, verb, ("nsubj",))
    for duty in duties:
        owners = set(text.children[duty])
        old = next(
            (e for e in entities if e.type == "person" and any(r.head in owners for r in e.references)), None
        )
        if new and old and new is not old and (post := last_post(text, entities, old)):
            yield Post(new, post.first, post.last, "acting", "acts_for", post.of)


def person_at(text: Text, entities: tuple[Entity, ...], verb: Word, rels: tuple[str, ...]) -> Entity | None:
    """The person whose mention hangs from the verb in one of these relations."""
    for entity in entities:
        for reference in entity.references:
            word = text.words[reference.head]
            if entity.type == "person" and word.head == verb.index and word.rel in rels:
                return entity
    return None


def last_post(text: Text, entities: tuple[Entity, ...], person: Entity) -> Post | None:
    return next(reversed([p for p in printed_posts(text, entities) if p.person is person]), None)


# --- work, and bodies that somebody heads ----------------------------------------------------------------


def worked_posts(text: Text, entities: tuple[Entity, ...]) -> Iterator[Post]:
    """«работал послом», «занимала должность посла», «был министром»: an office held, or once held."""
    for row in load_table("offices.toml")["work"]:
        verbs, link = frozenset(map(str, row["verbs"])), str(row["link"])
        for word in text.words:
            if word.lemma in verbs and word.pos == "VERB":
                told = change_at(text, entities, word, past_or_now(word), link)
                yield from (post for post in told if post.first > word.index)
    for word in text.words:
        if (
            word.lemma == "быть"
            and word.rel == "cop"
            and word.feats.get("Tense") == "Past"
            and word.head >= 0
        ):
            yield from _once(text, entities, text.words[word.head])


def past_or_now(verb: Word) -> str:
    return "former" if verb.feats.get("Tense") == "Past" else "holds"


def _once(text: Text, entities: tuple[Entity, ...], post: Word) -> Iterator[Post]:
    """«Серов был министром»: the post is what the subject was."""
    if post.lemma not in office_words("head") or post.feats.get("Case") != "Ins":
        return
    first, last = phrase_range(text, post.index)
    for entity, reference in people_of(text, entities, post):
        if text.words[reference.head].rel.startswith("nsubj") and not first <= reference.first < last:
            yield Post(entity, without_owner(text, first, last), last, "former", "worked")
            return


def headed_posts(text: Text, entities: tuple[Entity, ...]) -> Iterator[Post]:
    """«Серов возглавляет комитет», «Юрта, возглавлявшего комитет»: who heads the body that is the object."""
    verbs = office_words("heading")
    for word in text.words:
        if word.lemma in verbs and word.pos == "VERB" and word.feats.get("Voice") != "Pass":
            person = person_at(text, entities, word, ("nsubj",)) or _modified(entities, word)
            body = body_at(text, entities, word)
            if person is not None and body is not None:
                first, last = min(word.index, body.first), max(word.index + 1, body.last)
                yield Post(
                    person, first, last, heading_phase(word), "heading", None, f"глава {body.span.text}"
                )


def heading_phase(verb: Word) -> str:
    if verb.lemma == "возглавить":
        return "gains" if verb.feats.get("Tense") == "Past" else "future"
    return past_or_now(verb)


def _modified(entities: tuple[Entity, ...], verb: Word) -> Entity | None:
    """The person whom a participle tells of."""
    if verb.feats.get("VerbForm") != "Part":
        return None
    people = ((e, r) for e in entities if e.type == "person" for r in e.references)
    return next((e for e, r in people if r.head == verb.head or (r.name and r.name[0] == verb.head)), None)


def body_at(text: Text, entities: tuple[Entity, ...], verb: Word) -> Reference | None:
    """The body or enterprise that is the object of a verb."""
    for entity in entities:
        for reference in entity.references if entity.type in ("body", "enterprise") else ():
            word = text.words[reference.head]
            if word.head == verb.index and word.rel in ("obj", "obl", "iobj") and reference.form != "pronoun":
                return reference
    return None


# --- offices told in the plural --------------------------------------------------------------------------


def respective_posts(text: Text, entities: tuple[Entity, ...]) -> Iterator[Post]:
    """«руководители ведомств Антон Серов и Пётр Юрт»: each holds one of the offices."""
    groups = [r for e in entities if e.type == "group" for r in e.references if r.form == "description"]
    for group in groups:
        head = text.words[group.head]
        if head.lemma not in office_words("head") or head.feats.get("Number") != "Plur":
            continue
        listed = list(names_after(text, entities, group.last))
        for place, (person, reference) in enumerate(listed if len(listed) > 1 else ()):
            told = one_of(text, entities, group, place)
            yield Post(person, group.first, group.last, "holds", "respective", reference, told)


def names_after(text: Text, entities: tuple[Entity, ...], at: int) -> Iterator[tuple[Entity, Reference]]:
    """A list of persons by bare name that starts at a word."""
    names = {r.first: (e, r) for e in entities if e.type == "person" for r in e.references if r.name}
    while at in names and names[at][1].position is None:
        yield names[at]
        at = names[at][1].last
        if at < len(text.words) and text.words[at].text in (",", "и"):
            at += 1


def one_of(text: Text, entities: tuple[Entity, ...], group: Reference, place: int) -> str:
    """«министры торговли Кавказии и Эльбии» -> «министр торговли Эльбии»; «руководители ведомств» ->
    «руководитель ведомства», «премьеры двух стран» -> «премьер страны»."""
    states = [
        r
        for e in entities
        if e.type == "state"
        for r in e.references
        if group.head < r.first and r.last <= group.last
    ]
    states.sort(key=lambda r: r.first)
    end = states[0].first if states else group.last
    said = [w for w in text.words[group.head + 1 : end] if states or w.pos != "NUM"]
    rest = [w.text if states else singular(w) for w in said]
    own = [states[place].span.text] if place < len(states) else []
    return " ".join([text.words[group.head].lemma, *rest, *own])


def singular(word: Word) -> str:
    """«ведомств» -> «ведомства»: the genitive singular of a body's noun."""
    if word.pos != "NOUN" or word.feats.get("Number") != "Plur" or word.lemma not in office_words("bodies"):
        return word.text
    return morphology.inflected(word.text, "NOUN", word.feats, {"sing", "gent"}) or word.text


# --- the record ------------------------------------------------------------------------------------------


def as_office(text: Text, entities: tuple[Entity, ...], mentions: Mentions, post: Post) -> Office:
    body = body_of(text, entities, mentions, post)
    country = office_country(entities, post, body)
    return Office(
        person=post.person.id,
        position=position_name(text, entities, post, body),
        phase=post.phase,
        span=text.span(post.first, post.last),
        rule=post.rule,
        body=body.id if body else None,
        country=country,
    )


def position_name(text: Text, entities: tuple[Entity, ...], post: Post, body: Entity | None) -> str:
    """The position in the nominative; «его председатель» with the name of the body that «его» means."""
    printed = post.position or nominative(text, post.first, post.last)
    owned = post.first > 0 and text.words[post.first - 1].text.lower() in ("его", "её", "ее", "их")
    if not owned or body is None or post.position is not None or post.last - post.first > 1:
        return printed
    genitive = (
        r for r in body.references if text.words[r.head].feats.get("Case") == "Gen" and r.form != "pronoun"
    )
    named = next((r.span.text for r in genitive), None)
    return f"{printed} {named}" if named else printed


def office_country(entities: tuple[Entity, ...], post: Post, body: Entity | None) -> tuple[str, ...]:
    return post.person.countries or (body.countries if body else ())


def body_of(text: Text, entities: tuple[Entity, ...], mentions: Mentions, post: Post) -> Entity | None:
    """The body named in the position; else the one of this field and country; else the state named in it, and
    for heads of state and government and ambassadors the state they serve."""
    words = text.words[post.first : post.last]
    fields = office_fields(words)
    inside = list(named_inside(text, mentions, post))
    if post.rule == "respective":  # «главы МИД Чили и Перу …»: each heads that of his own state
        own = set(post.person.countries)
        inside = [e for e in inside if not own or not e.countries or own & set(e.countries)]
    if "ambassador" not in fields:
        bodies = [e for e in inside if e.type in ("body", "enterprise", "place") and not is_regime(text, e)]
        if bodies:
            return whole_of_board(text, bodies)
    elif sender := next((e for e in inside[:1] if e.type == "body" and e.countries == ("IGO",)), None):
        return sender  # «посол Совета в Сербии»
    if head_of(words).lemma == "коллега":
        fields |= colleague_fields(text, entities, post)
    if body := body_of_field(text, entities, post, fields):
        return body
    if ministry := ministry_named(text, entities, post):
        return ministry
    if seat := seat_of(text, entities, head_of(words).lemma):
        return seat
    if head_of(words).lemma in office_words("members"):
        return body_of_field(text, entities, post, frozenset({"parliament"}))
    state = next((e for e in inside if e.type == "state"), None)
    if fields & STATE_OFFICES:
        return state or state_of(entities, post.person.countries)
    return headed_body(entities, post.person) or state


def seat_of(text: Text, entities: tuple[Entity, ...], office: str) -> Entity | None:
    """The region that an office of its own name belongs to: a «башкан» heads Gagauzia."""
    stems = [str(row["region"]) for row in load_table("offices.toml")["seat"] if office in row["lemmas"]]
    bodies = (e for e in entities if stems and e.type in ("body", "place"))
    return next(
        (e for e in bodies if any(text.words[r.head].lemma.startswith(stems[0]) for r in e.references)), None
    )


def whole_of_board(text: Text, bodies: list[Entity]) -> Entity:
    """«председатель совета директоров „Севера“» is the company's."""
    board = any(text.words[r.head].lemma in office_words("boards") for r in bodies[0].references)
    firm = next((e for e in bodies[1:] if e.type == "enterprise"), None)
    return firm if board and firm is not None else bodies[0]


def ministry_named(text: Text, entities: tuple[Entity, ...], post: Post) -> Entity | None:
    """«министр портов и рек», «заместитель министра портов и рек»: the «министерство портов и рек»."""
    words = text.words[post.first : post.last]
    at = next((i for i, w in enumerate(words) if w.lemma in ("министр", "замминистра", "вице-министр")), None)
    wanted = tuple(w.lemma for w in without_states(words[at + 1 :])) if at is not None else ()
    if not wanted:
        return None
    own = set(post.person.countries)
    for entity in entities:
        if entity.type != "body" or (own and entity.countries and own.isdisjoint(entity.countries)):
            continue
        for r in entity.references:
            if text.words[r.first].lemma == "министерство" or text.words[r.head].lemma == "министерство":
                told = tuple(w.lemma for w in text.words[r.head + 1 : r.last])
                if told[: len(wanted)] == wanted:
                    return entity
    fields = office_fields(words[at:]) if at else frozenset()
    return body_of_field(text, entities, post, fields) if fields else None


def headed_body(entities: tuple[Entity, ...], person: Entity) -> Entity | None:
    """The body that coreference ties a person to, not named in his mention («делегация … во главе с …»)."""
    whole = next((e for e in entities if e.id == person.part_of), None)
    if whole is None or whole.type not in ("body", "enterprise"):
        return None
    held = any(p.first <= r.first and r.last <= p.last for p in person.references for r in whole.references)
    return None if held else whole


def colleague_fields(text: Text, entities: tuple[Entity, ...], post: Post) -> frozenset[str]:
    """The field of government of the one whose colleague he is: the person named before in the sentence."""
    sentence = text.words[post.first].sentence
    before = [
        (r.first, fields)
        for e in entities
        if e.type == "person" and e is not post.person
        for r in e.references
        if r.last <= post.first and r.position and text.words[r.head].sentence == sentence
        for fields in [office_fields(text.words[slice(*r.position)])]
    ]
    return max(before, default=(0, frozenset()))[1] - STATE_OFFICES


def is_regime(text: Text, entity: Entity) -> bool:
    """«лидер режима»: the regime is the state under another name, no body; unions of states have none."""
    return entity.countries != ("IGO",) and any(
        text.words[r.head].lemma in ("режим", "сторона", "дипломатия") for r in entity.references
    )


def named_inside(text: Text, mentions: Mentions, post: Post) -> Iterator[Entity]:
    """Entities named in the words of the position, in order, the longer first; «его» before it also counts,
    places told with «в» do not."""
    found = [
        (r.first, -r.last, e)
        for r, e in mentions.around(post)
        if e is not post.person and (named_in(text, r, post) or owns(r, post))
    ]
    for _, _, entity in sorted(found, key=lambda f: f[:2]):
        yield entity


def named_in(text: Text, r: Reference, post: Post) -> bool:
    return post.first < r.first and r.last <= post.last and text.words[r.first - 1].lemma not in ("в", "во")


def owns(r: Reference, post: Post) -> bool:
    """«его председатель»"""
    return r.form == "pronoun" and r.last == post.first


def body_of_field(
    text: Text, entities: tuple[Entity, ...], post: Post, fields: frozenset[str]
) -> Entity | None:
    wanted = fields - STATE_OFFICES - {"region"}
    own = set(post.person.countries)
    bodies = (e for e in entities if wanted and e.type == "body" and own & set(e.countries))
    return next((e for e in bodies if fields_of(text, e) & wanted), None)


def fields_of(text: Text, entity: Entity) -> frozenset[str]:
    return frozenset().union(*(body_fields(text.words[r.first : r.last]) for r in entity.references))


def state_of(entities: tuple[Entity, ...], countries: tuple[str, ...]) -> Entity | None:
    return next(
        (e for e in entities if e.type == "state" and countries and e.countries == countries[:1]), None
    )
