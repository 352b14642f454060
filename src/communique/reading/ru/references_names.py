"""Mentions by name of states, organisations and press outlets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.reading.layers import Name, Reference, Word
from communique.reading.ru.morphology import is_common
from communique.reading.ru.references_lexicon import words
from communique.reading.ru.references_make import countries_in, make
from communique.reading.ru.references_phrases import (
    bracketed,
    genitives,
    is_attribute,
    left_edge,
    prepositional,
    proper,
    quoted,
    right_edge,
)
from communique.reading.ru.references_scan import (
    OPENING,
    Known,
    Scan,
    capital,
    case,
    plural,
    state_adjective,
)


def find_names(scan: Scan) -> Iterator[Reference]:
    """Every name of the gazetteer that acts or is acted upon in the report."""
    for name in (*scan.known.values(), *scan.inner):
        match name.entry.type, name.entry.kind:
            case _, "capital" | "residence":
                if reference := capital_as_side(scan, name):
                    yield reference
            case "state", _:
                if not _currency(scan, name):
                    yield state_name(scan, name)
            case "body", _:
                if not name.entry.beside or _beside_state(scan, name):
                    yield body_name(scan, name)
            case _:
                yield plain_name(scan, name)
    yield from realms(scan)


def _currency(scan: Scan, name: Known) -> bool:
    """«долларов США»: the money of a state."""
    return name.first > scan.start(name.first) and scan.word(name.first - 1).lemma in words("currencies")


def plain_name(scan: Scan, name: Known) -> Reference:
    """A name as it stands; of enterprises with its quotation marks and its state («российский «Маяк»»)."""
    entry, first, last = name.entry, name.first, name.last
    countries = list(entry.members) or ([entry.country] if entry.country else [])
    if "BUS" in entry.sectors and quoted(scan, first - 1, scan.stop(first)) == last + 1:
        first, last = first - 1, last + 1
        before = first - 1
        first = before if before >= scan.start(name.first) and state_adjective(scan, before) else first
    return make(
        scan, first, last, name.first, entry.type, entry.kind, "gazetteer",
        key=entry.key, countries=countries, sectors=entry.sectors,
    )  # fmt: skip


def state_name(scan: Scan, name: Known) -> Reference:
    """A state by name, with «Республика» and its attributes before it."""
    first = name.first
    if (
        first > scan.start(first)
        and scan.plain[first - 1] != ","
        and scan.word(first - 1).lemma in words("realm")
    ):
        first = left_edge(scan, first - 1)
        while first > scan.start(first) and scan.word(first - 1).lemma in words("realm"):
            first = left_edge(scan, first - 1)
        if first < name.first and scan.word(first).lemma == "союз":
            first = name.first  # «Союз Норвегии и Швеции»
    form = "abbreviation" if name.entry.kind == "abbreviation" else "name"
    return make(
        scan, first, name.last, name.first, "state", form, "state_name",
        key=name.entry.key, countries=[name.entry.country or ""], sectors=name.entry.sectors,
    )  # fmt: skip


def body_name(scan: Scan, name: Known) -> Reference:
    """A body by name, with the state it belongs to («МИД Армении», «российское Минобороны»)."""
    first = _owner_before(scan, name.first)
    stop = scan.stop(name.first)
    last = name.last
    following = scan.known.get(last)
    known = following is not None and (name.entry.country != "IGO" or following.entry.country == "IGO")
    if known or (name.entry.country is None and _owner_follows(scan, last, stop)):
        last = genitives(scan, last, stop, names=not _owned(scan, first, name))
    if name.entry.country is None or (name.last - name.first > 1 and _by_field(scan, last)):
        last = prepositional(scan, last, stop, scan.word(name.first))
    last = bracketed(scan, last, stop)
    own = [name.entry.country] if name.entry.country else countries_in(scan, first, last)
    if following is not None and following.entry.type == "state" and own != ["IGO"]:
        own = [following.entry.country or "", *own][
            :1
        ]  # «Конгресс Норвегии» is not that of the United States
    if own == ["IGO"]:  # «норвежский Красный Крест»
        branch = [code for i in range(first, name.first) if (code := state_adjective(scan, i))]
        own = branch[:1] or own
    return make(
        scan, first, last, name.first, name.entry.type, name.entry.kind, "body_name",
        key=":".join([name.entry.key, *own[:1]]), countries=own, sectors=name.entry.sectors,
    )  # fmt: skip


def _owned(scan: Scan, first: int, name: Known) -> bool:
    """«российский МИД», «глава МИД»: a name behind is not that of the body's owner."""
    return first < name.first or (first > scan.start(first) and scan.head(first - 1, "office") is not None)


def _owner_before(scan: Scan, index: int) -> int:
    """Where «российское», «наше» and the attributes after it begin; the name itself without one."""
    edge = left_edge(scan, index)
    owners = (i for i in range(edge, index) if state_adjective(scan, i) or scan.word(i).pos == "DET")
    return next(owners, index)


def _owner_follows(scan: Scan, at: int, stop: int) -> bool:
    """Whose body it is stands next: a name, a title, «этой страны»; not just any genitive."""
    i = at
    while i < stop and is_attribute(scan.word(i)):
        i += 1
    return i < stop and (capital(scan.word(i)) or scan.head(i, "state", "body", "office") is not None)


def _by_field(scan: Scan, at: int) -> bool:
    return at < len(scan.plain) and scan.plain[at] == "по"


def _beside_state(scan: Scan, name: Known) -> bool:
    following = scan.known.get(name.last)
    before = name.first > 0 and state_adjective(scan, name.first - 1) is not None
    return before or (following is not None and following.entry.type == "state")


SIDE_PREPOSITIONS = frozenset({"с", "со", "между", "от", "к", "ко", "против", "для", "у", "перед"})
PLACE_PREPOSITIONS = frozenset({"в", "во", "из", "на", "под", "через", "до", "около", "по", "близ", "за"})


def capital_as_side(scan: Scan, name: Known) -> Reference | None:
    """A capital that stands for its state: as subject, beside another capital, after «с», «между», «от»."""
    rule = _side_rule(scan, name)
    if rule is None:
        return None
    first = name.first
    if first > scan.start(first) and scan.word(first - 1).lemma == "официальный":
        first -= 1
    return make(
        scan, first, name.last, name.first, name.entry.type, "name", rule, key=name.entry.key,
        countries=[name.entry.country] if name.entry.country else [], sectors=name.entry.sectors,
    )  # fmt: skip


def _head_of(scan: Scan, name: Known) -> Word:
    """The word by which a name hangs in its sentence («дом» of «Белый дом»)."""
    inside = range(name.first, name.last)
    return scan.word(next((i for i in inside if scan.word(i).head not in inside), name.first))


def _side_rule(scan: Scan, name: Known) -> str | None:
    word = _head_of(scan, name)
    if scan.text.sentences[word.sentence].section == "dateline":
        return None
    before = scan.plain[name.first - 1] if name.first > scan.start(name.first) else ""
    if before == "на" and word.head >= 0 and scan.word(word.head).lemma in words("leaning"):
        return "capital_as_side"
    if before in PLACE_PREPOSITIONS:
        return "capital_speaks" if before in {"в", "во"} and _unnamed_speakers(scan, word.index) else None
    if before in SIDE_PREPOSITIONS:
        return "capital_as_side"
    if word.rel in {"nsubj", "nsubj:pass"} and not _moved_to(scan, word.index):
        return "capital_as_subject"
    if word.rel == "conj" and word.head >= 0 and scan.covered.get(word.head) is not None:
        other = scan.covered[word.head]
        return "capital_beside" if other.entry.kind != "capital" or _side_rule(scan, other) else None
    if word.rel == "nmod" and word.head >= 0 and scan.word(word.head).lemma in words("stances"):
        return "capital_of_stance"
    if (
        word.head >= 0
        and word.rel in {"obj", "xcomp", "iobj"}
        and scan.word(word.head).lemma in words("addressing")
    ):
        return "capital_as_object"
    if word.rel in {"nmod", "obj"} and name.entry.kind == "residence":
        return "capital_of_stance"
    if word.rel == "iobj" or (word.rel in {"obl", "nmod"} and case(word) in {"Ins", "Dat"}):
        return "capital_as_side"
    return None


def _moved_to(scan: Scan, index: int) -> bool:
    head = scan.word(index).head
    return head >= 0 and scan.word(head).lemma in {"посетить", "находиться", "расположить", "стать", "быть"}


def _unnamed_speakers(scan: Scan, index: int) -> bool:
    """«В Баку утверждают»: the verb is plural, third person, and nobody is its subject."""
    head = scan.word(index).head
    if head < 0 or scan.word(head).pos != "VERB" or not plural(scan.word(head)):
        return False
    if scan.word(head).lemma not in words("speaking"):
        return False
    return not any(scan.word(child).rel.startswith("nsubj") for child in scan.text.children[head])


def realms(scan: Scan) -> Iterator[Reference]:
    """Full names made of an adjective: «Киргизская Республика», «сирийское государство»."""
    for i, word in enumerate(scan.text.words):
        if word.lemma not in words("realm") or i in scan.covered or plural(word):
            continue
        first = left_edge(scan, i)
        if first == i and i > scan.start(i) and capital(word) and state_adjective(scan, i - 1):
            first = i - 1  # the tagger gave adjective and noun different cases
        code = next((code for j in range(first, i) if (code := state_adjective(scan, j))), None)
        if code is None or not (capital(scan.word(first)) or word.lemma == "государство"):
            continue
        yield make(
            scan, first, i + 1, i, "state", "name", "realm", key=code, countries=[code], sectors=["GOV"]
        )


def find_sides(scan: Scan) -> Iterator[Reference]:
    """«Казахстанская сторона»; «российская и американская стороны»: the bare adjective is a mention too."""
    for i, word in enumerate(scan.text.words):
        if word.lemma != "сторона":
            continue
        for j in _adjectives_before(scan, i):
            code = state_adjective(scan, j)
            if code is not None:
                last = i + 1 if j == i - 1 else j + 1
                head = i if j == i - 1 else j
                yield make(
                    scan,
                    j,
                    last,
                    head,
                    "state",
                    "description",
                    "side",
                    key=code,
                    countries=[code],
                    sectors=["GOV"],
                )


def _adjectives_before(scan: Scan, index: int) -> Iterator[int]:
    j = index - 1
    while j >= scan.start(index) and (is_attribute(scan.word(j)) or scan.plain[j] in {"и", ","}):
        if is_attribute(scan.word(j)):
            yield j
        j -= 1


def find_titled(scan: Scan) -> Iterator[Reference]:
    """Bodies and enterprises by a noun and a name: «компания «Ромашка»», «агентство Bloomberg»."""
    for i in range(len(scan.text.words)):
        head = scan.head(i, "enterprise", "body")
        if head is None or i in scan.covered or plural(scan.word(i)) or head.alone == "state":
            continue
        last = named_end(scan, i)
        if last is None:
            continue
        first = left_edge(scan, i)
        yield make(
            scan,
            first,
            last,
            i,
            head.kind,
            "name",
            "titled",
            key=title_key(scan, i + 1, last),
            sectors=head.sectors,
        )


def named_end(scan: Scan, index: int) -> int | None:
    """Where the name after a noun ends; None when no name follows."""
    stop = scan.stop(index)
    at = genitives(scan, index + 1, stop)
    for start in dict.fromkeys((index + 1, at, right_edge(scan, index))):
        for end in (quoted(scan, start, stop), _known_title(scan, start), proper(scan, start, stop)):
            if end > start:
                return bracketed(scan, genitives(scan, end, stop), stop)
    return None


def _known_title(scan: Scan, at: int) -> int:
    name = scan.known.get(at)
    return name.last if name is not None and name.entry.type in {"enterprise"} else at


def title_key(scan: Scan, first: int, last: int) -> str:
    """The name inside the quotation marks, plain."""
    kept = [scan.plain[i] for i in range(first, last) if scan.word(i).pos != "PUNCT"]
    return " ".join(kept)


def find_firms(scan: Scan) -> Iterator[Reference]:
    """Enterprises without a title: by their state («норвежский судоремонтный завод»), and by the bare noun
    once the report has named such a one («компания»)."""
    named = {i for name in find_titled(scan) if name.type == "enterprise" for i in [name.head]}
    lemmas = {scan.word(i).lemma: i for i in sorted(named, reverse=True)}
    for i, word in enumerate(scan.text.words):
        head = scan.head(i, "enterprise")
        if head is None or i in named or i in scan.covered or plural(word):
            continue
        first = left_edge(scan, i)
        last = genitives(scan, i + 1, scan.stop(i))
        owner = next((j for j in range(first, last) if state_adjective(scan, j) or j in scan.known), None)
        if head.alone == "beside" and owner is not None:
            lemmas.setdefault(word.lemma, i)
            yield make(scan, first, last, i, "enterprise", "description", "firm", sectors=head.sectors)
        elif "MED" in head.sectors and first == i and last == i + 1 and _outlet_before(scan, i):
            yield make(scan, i, last, i, "enterprise", "description", "outlet_again", sectors=head.sectors)
        elif (
            "BUS" in head.sectors
            and last == i + 1
            and (first == i or scan.word(first).pos == "DET")
            and lemmas.get(word.lemma, i) < i
        ):
            yield make(scan, first, last, i, "enterprise", "description", "firm_again", sectors=head.sectors)


def _outlet_before(scan: Scan, index: int) -> bool:
    """Whether an outlet has been named before: «по данным издания» tells of it again."""
    if scan.word(index).lemma not in words("outlets") or index + 1 in scan.persons:
        return False
    return any(name.last <= index and "MED" in name.entry.sectors for name in scan.known.values())


def find_customers(scan: Scan) -> Iterator[Reference]:
    """«заказчик» where the report has named the enterprise that delivers: the public body that ordered."""
    orders = [w.index for w in scan.text.words if w.lemma == "заказчик" and not plural(w)]
    if not orders:
        return
    firms = [r.first for r in (*find_titled(scan), *find_firms(scan)) if "BUS" in r.sectors]
    for i in orders:
        alone = genitives(scan, i + 1, scan.stop(i)) == i + 1 and left_edge(scan, i) == i
        if alone and any(first < i for first in firms):
            yield make(scan, i, i + 1, i, "body", "description", "customer")


def find_cited(scan: Scan) -> Iterator[Reference]:
    """Sources nobody knows, after a verb of telling: «передаёт example.md», «сообщает @kanal»."""
    for word in scan.text.words:
        if word.lemma not in words("citing") or word.index + 1 >= scan.stop(word.index):
            continue
        first = last = word.index + 1
        if scan.word(last).text == "@":
            last += 1
        last = _site(scan, last)
        if last > first and scan.word(last - 1).text != "@" and first not in scan.covered:
            yield make(
                scan, first, last, first, "enterprise", "name", "cited_source",
                key=title_key(scan, first, last), sectors=["MED"],
            )  # fmt: skip


def _site(scan: Scan, at: int) -> int:
    """The end of Latin words joined by dots or underscores, printed without blanks."""
    while at < scan.stop(at - 1):
        word = scan.word(at)
        glued = scan.word(at - 1).end == word.start
        part = word.text[:1].isalpha() or (glued and (word.text in "._-" or word.text.isalnum()))
        if not word.text.isascii() or not part:
            break
        at += 1
    return at - 1 if scan.word(at - 1).text == "." else at


def find_tagged(scan: Scan) -> Iterator[Reference]:
    """Organisations that only the tagger knows."""
    for name in scan.text.names:
        if name.label != "ORG" or name.first in scan.covered or not _names_something(scan, name):
            continue
        first, last = name.first, _whole_title(scan, name)
        if first > scan.start(first) and scan.word(first - 1).text in OPENING and last < scan.stop(first):
            first, last = first - 1, last + 1
        if scan.word(first).text in OPENING and _title_of_thing(scan, first):
            continue
        if _names_a_thing(scan, name):
            continue
        firm = _tells(scan, name.first) or (_firm(scan, first, last) and not _of_party(scan, first))
        kind = "enterprise" if firm else "body"
        form = "abbreviation" if scan.word(name.first).text.isupper() else "name"
        yield make(
            scan, first, last, name.first, kind, form, "tagged_organisation", key=title_key(scan, first, last)
        )


def _names_a_thing(scan: Scan, name: Name) -> bool:
    """«проект Ladoga», «академик РАН»: a name that only tells a noun apart which is no body or firm."""
    word = scan.word(name.first)
    if not word.rel.startswith("appos") or word.head < 0 or word.head >= name.first:
        return False
    noun = scan.word(word.head)
    told = noun.pos == "NOUN" and scan.head(noun.index, "body", "enterprise") is None
    return told and scan.text.text.count(word.text) == 1


def _whole_title(scan: Scan, name: Name) -> int:
    """The end with what the tagger cut off: the noun of an adjective, and the state it belongs to."""
    last, stop = name.last, scan.stop(name.first)
    if last >= stop or scan.word(name.first).text in OPENING:
        return last
    noun = next((i for i in range(name.first, last) if scan.head(i, "body", "enterprise")), None)
    if noun is not None and scan.word(name.first).text[1:].islower() and left_edge(scan, noun) == name.first:
        return max(last, bracketed(scan, right_edge(scan, noun), stop))
    ending, following = scan.word(last - 1), scan.word(last)
    office = scan.head(last, "office", "person") is not None
    if ending.pos == "ADJ" and following.pos == "NOUN" and case(ending) == case(following) and not office:
        last += 1
    state = scan.known.get(last)
    if last - name.first > 1 and last < stop and state is not None and state.entry.type == "state":
        last = genitives(scan, last, stop)
    return last


def _of_party(scan: Scan, first: int) -> bool:
    """«представители партий «Берег» и «Море»»: quoted, but no enterprise."""
    before = first - 1
    while before > scan.start(first) and (
        scan.word(before).pos != "NOUN" or scan.word(before).text[:1].isupper()
    ):
        before -= 1
    return before >= 0 and scan.word(before).lemma in words("parties")


def _title_of_thing(scan: Scan, opening: int) -> bool:
    """«стадион «Берег»», «на станции „Узел“»: the quoted name of a thing that does not act."""
    before = scan.word(opening - 1) if opening > scan.start(opening) else None
    return before is not None and before.lemma in words("named_things")


def _names_something(scan: Scan, name: Name) -> bool:
    """Not a common noun with a capital, an adjective alone, or words that lost the blank between them."""
    single = scan.word(name.first)
    if scan.plain[name.first] in words("no_actor"):
        return False
    if name.last - name.first == 1 and (single.pos == "ADJ" or scan.head(name.first, "body", "office")):
        return False
    if scan.head(name.first, "office", "person") or _deed(scan, name):
        return False
    return not any(GLUED.search(scan.word(i).text) for i in range(name.first, name.last))


def _deed(scan: Scan, name: Name) -> bool:
    """«Внешняя торговля Сербии», «Продление»: a common noun of no body, that a capital made a name of."""
    noun = next(
        (i for i in range(name.first, name.last) if scan.word(i).pos in {"NOUN", "PROPN"}), name.first
    )
    word = scan.word(noun)
    if word.text.isupper() or scan.head(noun, "body", "enterprise"):
        return False
    if word.lemma.endswith(DEED) and word.pos == "NOUN":
        return True
    begins = name.first == scan.start(name.first) and name.last - name.first == 1
    return begins and word.pos == "NOUN" and word.feats.get("Animacy") == "Inan" and is_common(word.text)


DEED = ("ость", "ение", "ание", "овля")


GLUED = re.compile("[а-яё][А-ЯЁ]")


def _firm(scan: Scan, first: int, last: int) -> bool:
    """Names in quotation marks or Latin letters, and those that say so: «Газпромбанк», «Карская АЭС»."""
    quoted_name = scan.word(first).text in OPENING
    latin = all(scan.word(i).text.isascii() and not scan.word(i).text.isupper() for i in range(first, last))
    said = any(scan.word(i).lemma.endswith(tuple(words("firms"))) for i in range(first, last))
    return quoted_name or latin or said


def _tells(scan: Scan, index: int) -> bool:
    """Whether a report or a press agency is cited here: «пишет Reuters», «сообщает «Вестник»»."""
    head = scan.word(index).head
    return head >= 0 and scan.word(head).lemma in {
        "писать",
        "передавать",
        "сообщать",
        "цитировать",
        "передать",
    }
