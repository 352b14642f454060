"""Mentions by description: bodies, states and groups by a common noun."""

from __future__ import annotations

from collections.abc import Iterator

from communique.gazetteer import peoples, regions
from communique.reading.layers import Reference
from communique.reading.ru.references_lexicon import Head, words
from communique.reading.ru.references_make import make, sectors_in
from communique.reading.ru.references_persons import is_told_of_another
from communique.reading.ru.references_phrases import (
    bracketed,
    genitives,
    is_attribute,
    joined_edge,
    left_edge,
    listed,
    named_realm,
    quoted,
    right_edge,
)
from communique.reading.ru.references_scan import (
    CLOSING,
    OPENING,
    Known,
    Scan,
    capital,
    case,
    plural,
    state_adjective,
)


def find_bodies(scan: Scan) -> Iterator[Reference]:
    """Bodies by a noun with its complements: «министерство», «Комитет по обороне парламента Грузии»; by the
    bare noun too where the report has named one so («служба»)."""
    named: set[str] = set()
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "body")
        if head is None or i in scan.covered or word.pos not in {"NOUN", "PROPN"}:
            continue
        if (plural(word) or many_act(scan, i)) and word.lemma not in words("plural_bodies"):
            continue
        if word.lemma == "группа" and _of_people(scan, i):
            continue
        first, last = left_edge(scan, i), right_edge(scan, i, names=True)
        if last - 1 > i and not _owned_by_person(scan, first, i, last):
            last = right_edge(scan, i)
        if scan.word(last - 1).lemma not in words("board_members"):
            last = quoted(scan, last, scan.stop(i))
        last = bracketed(scan, last, scan.stop(i))
        if first > scan.start(i) and (end := quoted(scan, first - 1, scan.stop(i))) > last:
            first, last = first - 1, end
        known = word.lemma in named or _union_before(scan, i)
        again = known and (first, last) == (i, i + 1) and not plural(word)
        if again or _is_body(scan, head, first, last, i):
            told = belongs(scan, first, last, i) or any(capital(scan.word(j)) for j in range(i + 1, last))
            named |= {word.lemma} if told else set()
            yield make(
                scan, first, last, i, "body", "description", "body_noun",
                sectors=[*head.sectors, *sectors_in(scan, first, last)],
            )  # fmt: skip
    yield from _regions(scan)


def _union_before(scan: Scan, index: int) -> bool:
    """«Организация» by itself, where the report has named one of states before."""
    if scan.word(index).lemma not in words("unions"):
        return False
    return any(name.last <= index and name.entry.country == "IGO" for name in scan.known.values())


CHAIN = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET"})


def _owned_by_person(scan: Scan, first: int, index: int, last: int) -> bool:
    """«пресс-служба Серова» ends with its owner; in «начальника отдела агентства Серова» the name is the
    officer's."""
    name = next((i for i in range(index + 1, last) if i in scan.persons), None)
    if name is None:
        return True
    for i in range(first - 1, scan.start(index) - 1, -1):
        if scan.head(i, "office") and not plural(scan.word(i)):
            return case(scan.word(i)) not in {"Gen", "Acc"}
        if scan.word(i).pos not in CHAIN:
            return True
    return True


def _of_people(scan: Scan, index: int) -> bool:
    """«группа шведских рыбаков»: people, no body."""
    i, stop = index + 1, scan.stop(index)
    while i < stop and is_attribute(scan.word(i)) and case(scan.word(i)) == "Gen":
        i += 1
    word = scan.word(i) if i < stop else None
    return word is not None and word.pos == "NOUN" and plural(word) and word.feats.get("Animacy") == "Anim"


def _is_body(scan: Scan, head: Head, first: int, last: int, index: int) -> bool:
    word = scan.word(index)
    if first > scan.start(index) and scan.plain[first - 1] == "под" and word.lemma == "руководство":
        return False
    if word.lemma == "власть" and not plural(word) and not _acting_power(scan, first, index):
        return False
    if first < index and scan.word(first).lemma == "ваш":
        return False
    if first > scan.start(index) and scan.word(first - 1).lemma == "член":
        return False  # «член политбюро»: what somebody belongs to, while he acts
    if word.lemma == "пост" and not any(state_adjective(scan, i) for i in range(first, index)):
        return False  # «пост министра Норвегии»
    if word.lemma == "следствие" and (last > index + 1 or case(word) == "Ins"):
        return False  # «следствие ошибки», «стало следствием»
    if word.lemma == "партия" and _batch(scan, index):
        return False
    return counts(scan, head, first, last, index)


def _batch(scan: Scan, index: int) -> bool:
    """«Партия насосов»: the genitive is a common noun of things."""
    i, stop = index + 1, scan.stop(index)
    while i < stop and is_attribute(scan.word(i)):
        i += 1
    if i >= stop or i in scan.covered or scan.word(i).pos != "NOUN" or case(scan.word(i)) != "Gen":
        return False
    return scan.word(i).feats.get("Animacy") == "Inan" and plural(scan.word(i))


def _acting_power(scan: Scan, first: int, index: int) -> bool:
    """«Власть» in the singular: «исполнительная власть», or as a subject; not «приход к власти»."""
    attributes = [scan.word(i).lemma for i in range(first, index)]
    if attributes:
        return any(a in words("acting") or state_adjective(scan, first) is not None for a in attributes)
    return case(scan.word(index)) == "Nom"


def counts(scan: Scan, head: Head, first: int, last: int, index: int) -> bool:
    """Whether a noun is a mention in this phrase, by what its lexicon entry asks for."""
    if head.alone == "yes":
        return True
    if head.alone == "beside":
        return tied(scan, first, last, index)
    if head.alone == "counted":
        return belongs(scan, first, min(last, index + 2), index)
    if head.alone == "state":
        return belongs(scan, first, last, index)
    return head.alone == "capital" and _printed_as_name(scan, first, last, index)


def _printed_as_name(scan: Scan, first: int, last: int, index: int) -> bool:
    """A capital inside a sentence, or a quoted title in the phrase."""
    inside = first > scan.start(index) and scan.word(first - 1).text not in OPENING
    return (inside and capital(scan.word(first))) or scan.word(last - 1).text in CLOSING


def belongs(scan: Scan, first: int, last: int, head: int) -> bool:
    """Whether words of a phrase name the state, organisation or person that its noun belongs to."""
    for i in range(first, last):
        if i != head and (i in scan.known or i in scan.persons or state_adjective(scan, i) is not None):
            return True
        if i < head and scan.word(i).pos == "ADJ" and regions().longest(scan.plain, i)[1]:
            return True
    return first < head and scan.word(first).lemma == "наш"


def tied(scan: Scan, first: int, last: int, head: int) -> bool:
    """Whether the words of a phrase tie its noun to an actor of the report."""
    if belongs(scan, first, last, head):
        return True
    for i in range(first, last):
        if i == head:
            continue
        if scan.word(i).lemma in words("states") and plural(scan.word(i)):
            return True
        inner = scan.head(i, "body", "enterprise")
        if (i < head and scan.word(i).lemma in words("tying")) or (inner and inner.alone != "state"):
            return True
        if i < head and capital(scan.word(i)) and i > scan.start(head):
            return True
    return capital(scan.word(head)) and head > scan.start(head)


def _regions(scan: Scan) -> Iterator[Reference]:
    """Regions with a government of their own, named inside an office: «губернатор Омской области»."""
    for i, word in enumerate(scan.text.words):
        if word.lemma not in words("regions") or plural(word) or i in scan.covered:
            continue
        first = left_edge(scan, i)
        if first < i and first > scan.start(i) and scan.word(first - 1).lemma in words("region_heads"):
            yield make(scan, first, i + 1, i, "body", "name", "region", sectors=["GOV"])
    leading = words("region_heads")
    for i, word in enumerate(scan.text.words):
        if word.lemma not in leading or i + 1 >= scan.stop(i) or i + 1 in scan.covered:
            continue
        end, found = regions().longest(scan.plain, i + 1)
        if found and capital(scan.word(i + 1)) and scan.word(i + 1).pos != "ADJ":
            yield make(scan, i + 1, end, i + 1, "body", "name", "region", sectors=["GOV"])


def find_shared(scan: Scan) -> Iterator[Reference]:
    """«Армии Норвегии и Швеции»: the first body takes the head, the second is its state's name alone."""
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "body")
        # The genitive singular is often the same form: «армии», «министерства».
        many = plural(word) or case(word) == "Gen"
        if head is None or not many or word.lemma not in words("joint_bodies") or i in scan.covered:
            continue
        for first, state in _sharing(scan, i):
            code = state.entry.country or ""
            yield make(
                scan, first, state.last, first, "body", "description", "shared_noun",
                key=f"{word.lemma}:{code}", countries=[code], sectors=head.sectors,
            )  # fmt: skip


def _sharing(scan: Scan, index: int) -> list[tuple[int, Known]]:
    """Two states that share a plural noun, with where the mention of each body starts."""
    at = index + 1
    while at not in scan.known and at < scan.stop(index) and case(scan.word(at)) == "Gen":
        at += 1
    one = scan.known.get(at)
    if one is None or one.last + 1 >= scan.stop(index) or scan.plain[one.last] != "и":
        return []
    other = scan.known.get(one.last + 1)
    if other is None or {one.entry.type, other.entry.type} != {"state"}:
        return []
    return [(index, one), (other.first, other)]


def find_state_nouns(scan: Scan) -> Iterator[Reference]:
    """«Страна», «республика», «наше государство»: one state by a common noun."""
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "state")
        if head is None or i in scan.covered or plural(word) or not _points(scan, i):
            continue
        first = left_edge(scan, i)
        named = capital(word) and first == i > scan.start(i)  # «на Родине»
        if head.alone == "yes" or named or belongs(scan, first, i + 1, i):
            yield make(scan, first, i + 1, i, "state", "description", "state_noun", sectors=head.sectors)


def _points(scan: Scan, index: int) -> bool:
    """The noun points to one state: no name follows, it is no «глава государства», no quality is told."""
    if index + 1 < scan.stop(index) and index + 1 in scan.known:
        return False
    first, word = left_edge(scan, index), scan.word(index)
    if word.lemma == "государство" and first > scan.start(index) and scan.word(first - 1).lemma == "глава":
        return False
    attributes = [scan.word(i) for i in range(first, index)]
    if first > scan.start(index) and scan.word(first - 1).lemma in words("not_one_state"):
        return False
    if any(capital(a) and a.index > scan.start(index) and a.pos != "DET" for a in attributes):
        return False  # «Лесной республике»: a name that nobody knows
    if any(
        a.lemma in words("not_one_state") or a.pos == "NUM" or state_adjective(scan, a.index)
        for a in attributes
    ):
        return False
    if all(a.pos == "DET" for a in attributes):
        return True
    # «в демократической стране» is any such; «в нашей прекрасной стране», «в соседней стране» is one
    pointing = any(a.pos == "DET" or a.lemma in words("pointing") for a in attributes)
    return pointing and case(word) not in {"Nom", "Ins"}


def find_groups(scan: Scan) -> Iterator[Reference]:
    """People and sides by a plural or collective noun: «стороны», «лидеры двух стран», «народ Грузии»."""
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "group") or _people(scan, i)
        if head is None or i in scan.covered or word.pos not in {"NOUN", "PROPN"}:
            continue
        if _and_governments(scan, i - 1):
            continue
        first = _quantity(scan, joined_edge(scan, i))
        counted = any(scan.word(j).pos == "NUM" and scan.word(j).lemma != "один" for j in range(first, i))
        if counted and word.lemma == "глава" and first == i - 1 and right_edge(scan, i) == i + 1:
            continue  # «33 главы» of a book
        many = plural(word) or counted or many_act(scan, i)
        if not many and word.lemma not in words("collective_nouns"):
            continue
        last = _group_end(scan, i)
        ways = (
            _addressed(scan, first, i),
            _numbered(scan, first, i),
            _acting_together(scan, first, i),
            _between(scan, first, i, last),
        )
        if counts(scan, head, first, last, i) or any(ways):
            if word.lemma in words("states") and _only_genitive(scan, first, i):
                continue
            if _where(scan, first) or (case(word) == "Ins" and is_told_of_another(scan, i)):
                continue
            yield make(
                scan, first, last, i, "group", "description", "group_noun",
                sectors=[*head.sectors, *sectors_in(scan, first, last)],
            )  # fmt: skip
    yield from _peoples(scan)


PEOPLE = Head("group", (), "counted")


def _people(scan: Scan, index: int) -> Head | None:
    """Any plural of human beings; it counts with a state or a number: «норвежские рыбаки», «40 рыбаков»."""
    word = scan.word(index)
    human = word.pos == "NOUN" and plural(word) and word.feats.get("Animacy") == "Anim"
    return PEOPLE if human and word.lemma not in words("no_party") else None


def _numbered(scan: Scan, first: int, index: int) -> bool:
    """«трое рыбаков», «40 рыбаков», «сотни рыбаков»"""
    word = scan.word(index)
    if (
        word.feats.get("Animacy") != "Anim"
        or word.lemma in words("no_party")
        or _casualties(scan, first, index)
    ):
        return False
    return any(
        scan.word(j).pos == "NUM" or scan.word(j).lemma in words("quantities") for j in range(first, index)
    )


def _casualties(scan: Scan, first: int, index: int) -> bool:
    """«погибли 30 рыбаков»: a count of victims."""
    governors = {scan.word(i).head for i in range(first, index + 1)}
    return any(i >= 0 and scan.word(i).lemma in words("casualties") for i in governors)


def _quantity(scan: Scan, first: int) -> int:
    """The start of «сотни рыбаков»."""
    before = first - 1
    counted = before >= scan.start(first) and scan.word(before).lemma in words("quantities")
    return left_edge(scan, before) if counted and scan.stop(before) == scan.stop(first) else first


def _between(scan: Scan, first: int, index: int, last: int) -> bool:
    """«отношения между странами»: those that the report has named."""
    bare = first == index and last == index + 1 and scan.word(index).lemma in words("states")
    return bare and first > scan.start(index) and scan.plain[first - 1] == "между"


def _acting_together(scan: Scan, first: int, index: int) -> bool:
    """«Ведомства договорились»: bodies that the report has named, as the subject of a verb."""
    word = scan.word(index)
    subject = word.rel.startswith("nsubj") and (case(word) == "Nom" or many_act(scan, index))
    return first == index and subject and word.lemma in words("joint_bodies")


def many_act(scan: Scan, index: int) -> bool:
    """A subject of a plural verb that may be tagged as the genitive singular: «Министерства готовят план»."""
    word = scan.word(index)
    verb = scan.word(word.head) if word.head >= 0 and word.rel.startswith("nsubj") else None
    joined = any(scan.word(child).rel == "conj" for child in scan.text.children[index])
    return verb is not None and verb.pos == "VERB" and plural(verb) and case(word) == "Gen" and not joined


def _group_end(scan: Scan, index: int) -> int:
    """The complements of a group: also «из Сирии», and what is shared by «солдаты и офицеры …»."""
    end, stop = right_edge(scan, index, names=True), scan.stop(index)
    if _and_governments(scan, end):
        return right_edge(scan, end + 1, names=True)
    if end < stop and scan.word(end).text in OPENING and (named := scan.known.get(end + 1)) is not None:
        closed = named.last < stop and scan.word(named.last).text in CLOSING
        return named.last + 1 if closed else end
    if end == index + 1 and end + 1 < stop and scan.word(end).pos == "CCONJ":
        following = scan.head(end + 1, "group", "body")
        if following and case(scan.word(end + 1)) == case(scan.word(index)):
            return right_edge(scan, end + 1, names=True)
    if end + 1 < stop and scan.plain[end] == "из":
        if end + 1 in scan.known:
            return listed(scan, genitives(scan, scan.known[end + 1].last, stop), stop)
        if (realm := named_realm(scan, end + 1, stop)) > end + 1:
            return realm
        if scan.head(end + 1, "body") and case(scan.word(end + 1)) == "Gen":
            return genitives(scan, end + 1, stop)
        states = end + 2 < stop and scan.word(end + 2).lemma in words("states")
        return end + 3 if states and is_attribute(scan.word(end + 1)) else end
    return end


def _and_governments(scan: Scan, at: int) -> bool:
    """«главы государств и правительств Евросоюза» are one group."""
    return (
        0 < at < len(scan.plain) - 1
        and scan.plain[at] == "и"
        and scan.plain[at - 1] in {"государств", "стран"}
        and scan.plain[at + 1] == "правительств"
    )


def _addressed(scan: Scan, first: int, index: int) -> bool:
    return first < index and scan.word(first).lemma in words("address")


def _where(scan: Scan, first: int) -> bool:
    """«экспорт в западные страны», «в рыбаках»: a place or a target of things, no party."""
    return first > scan.start(first) and scan.plain[first - 1] in {"в", "во"}


def _only_genitive(scan: Scan, first: int, index: int) -> bool:
    """«территория стран», «соглашение государств-участников»: states as a mere complement of a thing."""
    word = scan.word(index)
    before = scan.word(first - 1) if first > scan.start(index) else None
    both = any(scan.word(i).lemma in {"два", "оба"} for i in range(first, index))
    if both and before is not None and before.lemma in words("between_two"):
        return False  # «товарооборот двух стран»
    return case(word) == "Gen" and before is not None and before.pos in {"NOUN", "PROPN"}


def _peoples(scan: Scan) -> Iterator[Reference]:
    for i, word in enumerate(scan.text.words):
        code = peoples().get(scan.plain[i])
        if code is not None and plural(word) and word.pos == "NOUN" and i not in scan.covered:
            yield make(
                scan, left_edge(scan, i), i + 1, i, "group", "description", "people",
                countries=[code], sectors=["CVL"],
            )  # fmt: skip
