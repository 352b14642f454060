"""Mentions of persons: offices, names, and both together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.reading.layers import Reference
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import STATE_FIELDS
from communique.reading.ru.holders import known
from communique.reading.ru.names import parse_name
from communique.reading.ru.positions import all_fields
from communique.reading.ru.references_lexicon import words
from communique.reading.ru.references_make import make, sectors_in
from communique.reading.ru.references_phrases import agrees, bracketed, left_edge, quoted, right_edge
from communique.reading.ru.references_scan import (
    CLOSING,
    OPENING,
    Scan,
    capital,
    case,
    plural,
    state_adjective,
)


@dataclass(frozen=True, slots=True)
class Office:
    """Words [first, last): an office or noun for a person around its head, without a name."""

    first: int
    last: int
    head: int
    kind: str
    alone: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An office, or several of one person, and the name that follows, if one does."""

    office: Office
    last: Office
    name: tuple[int, int] | None

    @property
    def end(self) -> int:
        return self.name[1] if self.name else self.last.last


def find_persons(scan: Scan) -> Iterator[Reference]:
    """Persons by office with name, by office alone, and by name alone."""
    used: set[int] = set()
    for index in range(len(scan.text.words)):
        office = office_at(scan, index)
        if office is None:
            continue
        holder = holder_of(scan, office)
        if holder.name is not None and holder.name[0] not in used:
            used.add(holder.name[0])
            yield _person(scan, holder, holder.name)
        elif holder.name is None and stands_for_holder(scan, office):
            yield _holder(scan, office)
    yield from _bare_names(scan, used)


def office_at(scan: Scan, index: int) -> Office | None:
    """The office whose head a word is."""
    head = scan.head(index, "office", "person")
    word = scan.word(index)
    if head is None or index in scan.covered or word.pos not in {"NOUN", "PROPN"}:
        return None
    if plural(word) and scan.plain[index] != word.lemma:  # «президентка» may be tagged as a plural
        return None
    if word.lemma == "глава" and index > scan.start(index) and scan.plain[index - 1] == "во":
        return None  # «во главе с»
    first = _acting_edge(scan, _joined_adjectives(scan, left_edge(scan, index), index))
    if any(scan.word(i).pos == "NUM" and scan.word(i).lemma != "один" for i in range(first, index)):
        return None
    return Office(first, _whence(scan, index, _edge(scan, index)), index, head.kind, head.alone)


def _whence(scan: Scan, index: int, end: int) -> int:
    """The end of «коллега из Перу»; else the end as it is."""
    said = (
        scan.word(index).lemma in words("colleagues")
        and end + 1 < scan.stop(index)
        and scan.plain[end] == "из"
    )
    known = scan.known.get(end + 1) if said else None
    return known.last if known is not None and known.entry.type == "state" else end


def _joined_adjectives(scan: Scan, first: int, index: int) -> int:
    """The start of «чрезвычайный и полномочный» before an office."""
    if first == index or first - 2 < scan.start(index) or scan.plain[first - 1] != "и":
        return first
    one, other = scan.word(first - 2), scan.word(first)
    joined = one.pos == other.pos == "ADJ" and case(one) == case(scan.word(index)) and one.pos == "ADJ"
    return left_edge(scan, first - 2) if joined and agrees(one, scan.word(index)) else first


def _acting_edge(scan: Scan, first: int) -> int:
    """The start of «(временно) исполняющий обязанности» before an office."""
    start = scan.start(first)
    if first - 1 >= start and scan.plain[first - 1] in SHORT_ACTING:
        return first - 1
    if first - 4 >= start and "".join(scan.plain[first - 4 : first]) == "и.о.":
        return first - 4
    if (
        first - 2 < start
        or scan.plain[first - 1] != "обязанности"
        or scan.word(first - 2).lemma not in words("performing")
    ):
        return first
    return first - 3 if first - 3 >= start and scan.plain[first - 3] == "временно" else first - 2


SHORT_ACTING = frozenset({"врио", "врид", "ио"})


def _edge(scan: Scan, index: int) -> int:
    """The right edge of an office, past another person's name inside it («пресс-секретарь Серова»)."""
    end, stop = right_edge(scan, index), scan.stop(index)
    for further in (quoted(scan, end, stop), bracketed(scan, end, stop)):
        if further > end and further in scan.persons:
            return further
    if end >= stop or end not in scan.persons or case(scan.word(end)) != "Gen":
        return end
    own = case(scan.word(index)) in {"Gen", "Acc"}
    nested = any(scan.head(i, "office") for i in range(index + 1, end))
    after = scan.persons[end]
    if end > index + 1 and not nested and not scan.head(end - 1, "body"):
        return end  # «министр развития и торговли Ларс Хауген»: a minister has no owner
    passes = not own or (nested and after < stop and after in scan.persons)
    return after if passes or (nested and _of_leader(scan, end)) else end


def _of_leader(scan: Scan, name: int) -> bool:
    """«помощника президента Серова»: the name is that of the head of state whose office stands before it."""
    office = all_fields(scan.text, name - 1, name) & STATE_FIELDS
    if not office or not scan.head(name - 1, "office"):
        return False
    printed = scan.text.span(name, scan.persons[name]).text
    return any(h.portfolio in office for h in known([parse_name(printed)]))


def holder_of(scan: Scan, office: Office) -> Holder:
    """The office with its name, across further offices and across quoted names that the grammar stops at."""
    name = name_after(scan, office)
    if name is not None:
        return Holder(office, office, name)
    following = _next_office(scan, office)
    if following is not None:
        held = holder_of(scan, following)
        if held.name is not None:
            return Holder(office, held.last, held.name)
    return Holder(office, office, _bridged(scan, office))


def _next_office(scan: Scan, office: Office) -> Office | None:
    """Another office of the same person: «наследный принц, председатель правительства …»."""
    at, stop = office.last, scan.stop(office.head)
    if at >= stop:
        return None
    if (rank := office_at(scan, at)) is not None:
        same = case(scan.word(at)) == case(scan.word(office.head))
        return rank if same and rank.first == at and name_after(scan, rank) is not None else None
    if scan.word(at).text not in {",", "и", "-", "–", "—"}:
        return None
    for index in range(at + 1, min(at + 4, stop)):
        following = office_at(scan, index)
        if following is not None:
            same = case(scan.word(index)) == case(scan.word(office.head))
            return following if same and following.first <= at + 1 else None
    return None


def name_after(scan: Scan, office: Office) -> tuple[int, int] | None:
    """The name of the holder, printed straight after the office."""
    at, stop = office.last, scan.stop(office.head)
    if at in scan.persons and at < stop:
        return None if _subject_of_its_own(scan, at, office) else _whole_name(scan, at)
    end = at
    while end < stop and _looks_like_name(scan, end, office):
        end += 1
    if end > at and end in scan.persons and end < stop:
        return at, scan.persons[end]
    return (at, end) if end > at else _foreign_name(scan, at, stop)


def _subject_of_its_own(scan: Scan, at: int, office: Office) -> bool:
    """«На встрече с коллегой Олег Сомов отметил»: a subject behind an office in another case."""
    word = scan.word(at)
    if _acting_edge(scan, left_edge(scan, office.head)) < left_edge(scan, office.head):
        # «исполняющий обязанности директора Олег Сомов», but «назначен исполняющим … Олег Сомов подписал»
        acting = scan.word(office.first + (scan.plain[office.first] == "временно"))
        return acting.lemma in words("performing") and case(acting) == "Ins" and case(word) == "Nom"
    oblique = case(scan.word(office.head)) not in {"Nom", None}
    if not oblique or case(word) != "Nom":
        return False
    # «двоюродный брат президента Олег Сомов»
    of_kin = 0 <= word.head < office.first and scan.word(word.head).lemma in word_class("kin")
    return word.rel.startswith("nsubj") or of_kin


def _foreign_name(scan: Scan, at: int, stop: int) -> tuple[int, int] | None:
    """Capitalised words after a state's name whose case the tagger cannot see («Мин Аун Хлайном»)."""
    if at - 1 not in scan.covered or scan.covered[at - 1].entry.type != "state":
        return None
    end = at
    while end < min(stop, at + 4) and end not in scan.covered:
        word = scan.word(end)
        if not capital(word) or word.text.isupper() or word.pos not in {"PROPN", "NOUN", "X"}:
            break
        if scan.head(end, "office", "body", "group"):
            break
        end = scan.persons.get(end, end + 1)
    return (at, end) if end > at + 1 else None


def _whole_name(scan: Scan, first: int) -> tuple[int, int]:
    """A name with the parts that the tagger cut off («Мухаммедом» «Бен Заидом»)."""
    last, stop = scan.persons[first], scan.stop(first)
    while last < stop and last in scan.persons and case(scan.word(last)) == case(scan.word(first)):
        last = scan.persons[last]
    while last < stop and _goes_on(scan, first, last):
        last += 1
    return first, last


def _goes_on(scan: Scan, first: int, at: int) -> bool:
    """«Аль», «Бен» and capitalised words in the same case continue a foreign name."""
    word = scan.word(at)
    if not capital(word) or at in scan.covered or at in scan.persons or word.text.isupper():
        return False
    return word.pos == "PROPN" and case(word) == case(scan.word(first)) and not scan.head(at, "office")


def _looks_like_name(scan: Scan, index: int, office: Office) -> bool:
    word = scan.word(index)
    return (
        word.pos == "PROPN"
        and capital(word)
        and not word.text.isupper()
        and index not in scan.covered
        and index not in scan.persons
        and case(word) == case(scan.word(office.head))
        and not scan.head(index, "office", "body")
    )


BRIDGE = 8  # words between an office's edge and the name that the tree hangs from it
LONG_BRIDGE = 16  # the same where both are nominatives, and no other nominative is between


def _bridged(scan: Scan, office: Office) -> tuple[int, int] | None:
    """A name that the syntax tree makes the office's, past words the grammar does not read.

    «директор Института физики РАН Олег Сомов», «глава МИД, Олег Сомов,», «представитель завода в группе по
    пошлинам Олег Сомов».
    """
    stop, alone = scan.stop(office.head), case(scan.word(office.head)) == "Nom"
    for at in range(office.last, min(office.last + LONG_BRIDGE, stop)):
        word = scan.word(at)
        if at in scan.persons:
            near = at < office.last + BRIDGE and _hangs_from(scan, at, office)
            return _whole_name(scan, at) if near or (alone and case(word) == "Nom") else None
        alone = alone and not (word.pos in {"NOUN", "PRON"} and case(word) == "Nom")
        if _stops_bridge(scan, at, office):
            return None
    return None


def _stops_bridge(scan: Scan, at: int, office: Office) -> bool:
    """A verb, the beginning of a clause, or a mark that closes the phrase."""
    word = scan.word(at)
    closes = word.text in {"(", ")", "-"} or word.text in OPENING or word.text in CLOSING
    comma = word.text == "," and at == office.last and at + 1 in scan.persons
    if word.pos in {"VERB", "AUX", "SCONJ"} or (word.pos == "PUNCT" and not (closes or comma)):
        return True
    return word.pos == "CCONJ" and (at == office.last or at + 1 in scan.persons)


def _hangs_from(scan: Scan, at: int, office: Office) -> bool:
    word = scan.word(at)
    if case(word) != case(scan.word(office.head)):
        return False
    return word.head == office.head and word.rel in {"appos", "flat", "flat:name", "nmod"}


def stands_for_holder(scan: Scan, office: Office) -> bool:
    """Not «назначен министром», «пост министра», «кандидат»: a post or a class of people, not its holder."""
    if office.alone == "named":
        return False
    if office.alone == "state" and not any(
        state_adjective(scan, i) for i in range(office.first, office.head)
    ):
        return False
    word = scan.word(office.head)
    if office.first < left_edge(scan, office.head) and scan.plain[office.first].startswith(
        ("исполняющ", "временно")
    ):
        return not (case(scan.word(office.first)) == "Ins" and _appointed(scan, office))
    before = scan.word(office.first - 1) if office.first > scan.start(office.head) else None
    if before is not None and (before.lemma in words("posts") or before.lemma == "как"):
        return False
    if case(word) == "Ins" and (_appointed(scan, office) or is_told_of_another(scan, office.head)):
        return False
    governor = scan.word(word.head) if word.head >= 0 else None
    if governor is None:
        return True
    if case(word) == "Ins" and governor.lemma in words("posting"):
        return False
    return not (case(word) == "Gen" and governor.lemma in words("posts"))


def is_told_of_another(scan: Scan, index: int) -> bool:
    """«будучи президентом», «является представителем»: what somebody is, in the instrumental."""
    below = (scan.word(i) for i in scan.text.children[index])
    if any(w.rel == "cop" or w.lemma == "будучи" for w in below):
        return True
    above = scan.word(index).head
    return above >= 0 and scan.word(above).lemma in words("posting")


def _appointed(scan: Scan, office: Office) -> bool:
    """«назначили чрезвычайным и полномочным послом»: a verb that gives a post, no preposition between."""
    for i in range(office.first - 1, max(scan.start(office.head), office.first - APPOINTED) - 1, -1):
        word = scan.word(i)
        if word.lemma in words("posting") and word.pos in {"VERB", "ADJ"}:
            return True
        if word.pos in {"ADP", "VERB", "PUNCT"}:
            return False
    return False


APPOINTED = 5  # words back to the verb that gives a post


def _person(scan: Scan, holder: Holder, name: tuple[int, int]) -> Reference:
    first, head, end = holder.office.first, holder.office.head, name[0]
    while end > first and scan.word(end - 1).text == ",":
        end -= 1
    return make(
        scan, first, name[1], head, "person", "name", "office_and_name",
        key=person_key(scan, *name), name=name, position=(first, end),
        countries=() if scan.word(head).lemma in words("honours") else None,
        sectors=[*_own(scan, head), *sectors_in(scan, first, end)],
    )  # fmt: skip


def _holder(scan: Scan, office: Office) -> Reference:
    return make(
        scan, office.first, office.last, office.head, "person", "description", "office_alone",
        position=(office.first, office.last) if office.kind == "office" else None,
        sectors=[*_own(scan, office.head), *sectors_in(scan, office.first, office.last)],
    )  # fmt: skip


def _own(scan: Scan, head: int) -> tuple[str, ...]:
    found = scan.head(head, "office", "person")
    return found.sectors if found is not None else ()


def person_key(scan: Scan, first: int, last: int) -> str:
    return " ".join(scan.plain[i] for i in range(first, last) if scan.word(i).text != ".")


def _bare_names(scan: Scan, used: set[int]) -> Iterator[Reference]:
    """Names without an office, with a noun before them that describes the person («журналистка …»)."""
    inside = -1
    for first in sorted(scan.persons):
        if first in used or first < inside:
            continue
        last = _whole_name(scan, first)[1]
        inside = last
        start = _described(scan, first)
        position = (start, first) if start < first else None
        rule = "noun_and_name" if position else "name"
        yield make(
            scan, start, last, first, "person", "name", rule,
            key=person_key(scan, first, last), countries=None if position else (), name=(first, last),
            position=position,
        )  # fmt: skip


def _described(scan: Scan, first: int) -> int:
    """Where the animate noun before a name, with its attributes, begins; the name itself without one."""
    before = first - 1
    if before < scan.start(first) or scan.stop(before) != scan.stop(first):
        return first
    word = scan.word(before)
    animate = word.pos == "NOUN" and word.feats.get("Animacy") == "Anim" and not plural(word)
    if animate and case(word) == case(scan.word(first)) and before not in scan.covered:
        return left_edge(scan, before)
    return first
