"""The edges of a noun phrase: how far a mention reaches to the left and to the right of its head.

The grammar goes by case endings and by names known beforehand, word by word; the syntax tree is asked only
where they do not decide, since trees of long chains of names are the least certain part of the analysis.
"""

from __future__ import annotations

from communique.reading.layers import Word
from communique.reading.ru.references_lexicon import words
from communique.reading.ru.references_scan import (
    ATTRIBUTES,
    CLOSING,
    NOUNS,
    OPENING,
    Known,
    Scan,
    capital,
    case,
    plural,
    state_adjective,
)

LONGEST_QUOTE = 14  # words of a quoted name; longer quotations are speech


def agrees(attribute: Word, head: Word) -> bool:
    """Whether an attribute may belong to a noun: same case where both show one; numerals govern theirs."""
    if attribute.feats.get("Variant") == "Short":
        return False  # «нужно народу»
    if attribute.pos == "NUM" or case(attribute) is None:
        return True
    if case(attribute) == case(head):
        return True
    if head.feats.get("Animacy") == "Anim" and {case(attribute), case(head)} == {"Acc", "Gen"}:
        return True
    # «двух новых министров»: after numerals the tagger may call the noun's case either way.
    return case(head) == "Acc" and case(attribute) in {"Gen", "Nom"}


def is_attribute(word: Word) -> bool:
    participle = word.pos == "VERB" and word.feats.get("VerbForm") == "Part" and case(word) is not None
    return participle or word.pos in ATTRIBUTES


def left_edge(scan: Scan, index: int) -> int:
    """The first of the attributes that stand unbroken before a noun."""
    head, first = scan.word(index), index
    while first > scan.start(index):
        word = scan.word(first - 1)
        if word.lemma in {"который", "каждый", "какой", "сам", "сколько"} or first - 1 in scan.covered:
            break
        if not ((is_attribute(word) and agrees(word, head)) or _possessive(scan, first - 1, index)):
            break
        first -= 1
    return first


def _possessive(scan: Scan, at: int, index: int) -> bool:
    """«его», «её», «их» that hang from the noun: no object («пригласил его министр»)."""
    word = scan.word(at)
    return (
        scan.plain[at] in {"его", "ее", "их"} and word.head == index and word.rel in {"det", "nmod", "amod"}
    )


def joined_edge(scan: Scan, index: int) -> int:
    """The left edge across joined adjectives of states: «норвежские и шведские рыбаки»."""
    first = left_edge(scan, index)
    while first - 2 >= scan.start(index) and scan.plain[first - 1] in {"и", ","}:
        if not (state_adjective(scan, first) and state_adjective(scan, first - 2)):
            break
        if not _same_case(scan.word(first - 2), scan.word(index)):
            break
        first -= 2
    return first


def _same_case(attribute: Word, head: Word) -> bool:
    cases = {case(attribute), case(head)}
    return len(cases) == 1 or None in cases or "Acc" in cases


def genitive(scan: Scan, at: int, stop: int) -> int:
    """The end of one genitive noun phrase that starts at a word, or the word itself when none does."""
    i = at
    while i < stop:
        word = scan.word(i)
        if word.lemma in words("realm") and (state := named_realm(scan, i, stop)) > i:
            return state if case(word) in {"Gen", None} else at
        if (name := scan.known.get(i)) is not None:
            return name.last if _may_be_genitive(scan, name) and not _of_other(scan, i, name) else at
        if _is_day(scan, i, stop):
            return at
        if word.text.isdigit() and i > 0 and i - 1 in scan.covered:
            return at  # «министерству транспорта Норвегии 60 тракторов»: a number begins another phrase
        joins = i > at and word.pos == "CCONJ" and _attribute_follows(scan, i + 1, stop)
        if joins or (is_attribute(word) and case(word) in {"Gen", None}):
            i += 1
        elif word.pos in NOUNS and (case(word) == "Gen" or (word.text.isupper() and len(word.text) > 1)):
            return _named_place(scan, i, stop)
        else:
            return at
    return at


def _named_place(scan: Scan, at: int, stop: int) -> int:
    """The end of «провинции Чеджу», «города Осло»: the name of a place may keep its nominative."""
    following = scan.word(at + 1) if at + 1 < stop else None
    if following is None or scan.word(at).lemma not in words("named_things") or case(following) == "Gen":
        return at + 1
    named = following.pos == "PROPN" and capital(following) and at + 1 not in scan.persons
    return at + 2 if named and at + 1 not in scan.covered else at + 1


def _of_other(scan: Scan, at: int, name: Known) -> bool:
    """«… в Совете ЕС Бельгии»: a state right behind an organisation of states begins another phrase."""
    before = scan.covered.get(at - 1)
    return before is not None and before.entry.country == "IGO" and name.entry.type == "state"


def _is_day(scan: Scan, at: int, stop: int) -> bool:
    """«15 февраля», «2024 года»: no complement of a name."""
    return scan.word(at).text[:1].isdigit() and at + 1 < stop and scan.word(at + 1).lemma in words("months")


def named_realm(scan: Scan, at: int, stop: int) -> int:
    """The end of «Республики Беларусь», «Республики Союз Мьянма»: the name itself keeps its nominative."""
    i = at
    while i < stop and scan.word(i).lemma in words("realm") and i not in scan.known:
        i += 1
    name = scan.known.get(i) if i < stop else None
    return name.last if name is not None and name.entry.type == "state" else at


NOT_GENITIVE = ("ой", "ою", "ею", "ом", "ем", "ами", "ями", "ах", "ях", "у", "ю", "е")


def _may_be_genitive(scan: Scan, name: Known) -> bool:
    """Whether a known name can be a genitive: the tagger's word, or the ending where it may be wrong."""
    word = scan.word(name.first)
    if case(word) in {"Gen", None} or name.entry.kind == "abbreviation" or word.text.isupper():
        return True
    if name.last - name.first > 1 or word.pos == "X":
        return case(scan.word(name.last - 1)) == "Gen"
    low = scan.plain[name.first]
    nominative = case(word) == "Nom" and low.endswith(("а", "я", "ь", "й"))
    return not nominative and not low.endswith(NOT_GENITIVE) and low.endswith(("а", "я", "и", "ы", "о"))


def _attribute_follows(scan: Scan, at: int, stop: int) -> bool:
    return at < stop and is_attribute(scan.word(at)) and case(scan.word(at)) == "Gen"


def genitives(scan: Scan, at: int, stop: int, *, names: bool = False) -> int:
    """The end of a chain of genitives («комитета Верховной Рады Украины»), quoted names included.

    Names of persons end the chain, unless `names`: then one may close it («пресс-службы Серова»).
    """
    start = at
    while at < stop:
        if scan.plain[at] in {"имени", "им"} and at > start and (end := _in_honour(scan, at, stop)) > at:
            at = end
            continue
        if at > start and at + 1 in scan.persons and scan.head(at, "office"):
            return at  # «начальника центра генерала Серова»: the rank goes with the name
        if at in scan.persons:
            owner = at == start or any(scan.head(i, "office") for i in range(start, at))
            return scan.persons[at] if names and owner and case(scan.word(at)) == "Gen" else at
        end = genitive(scan, at, stop)
        if end == at and (at > start or scan.head(at - 1, "body", "enterprise")):
            end = quoted(scan, at, stop)
        if end == at:
            return at
        at = end
    return at


def _in_honour(scan: Scan, at: int, stop: int) -> int:
    """The end of «имени Серова», «им. А. П. Серова»; the start when no name follows."""
    i = at + 1
    while i < stop and i not in scan.persons and (scan.word(i).text == "." or len(scan.word(i).text) == 1):
        i += 1
    if i < stop and i in scan.persons:
        return min(scan.persons[i], stop)
    return i + 1 if i < stop and capital(scan.word(i)) else at


def coordinated(scan: Scan, at: int, stop: int, wanted: str) -> int:
    """The end of further members in the same case: «, обороне и безопасности», «и информации»."""
    end = at
    while end < stop and (scan.word(end).text == "," or scan.word(end).pos == "CCONJ"):
        after = member(scan, end + 1, stop, wanted)
        if after == end + 1:
            break
        closed = scan.word(end).pos == "CCONJ"
        end = genitives(scan, after, stop)
        if closed:
            return end
        if end < stop and scan.word(end).text != "," and scan.word(end).pos != "CCONJ":
            return at
    return end if end > at and scan.word(end - 1).text != "," else at


def member(scan: Scan, at: int, stop: int, wanted: str) -> int:
    """The end of [attributes] noun in a case, without names of actors or persons; the start when none."""
    i = at
    while i < stop and is_attribute(scan.word(i)) and case(scan.word(i)) == wanted:
        i += 1
    if i >= stop or i in scan.covered or i in scan.persons:
        return at
    word = scan.word(i)
    # «безопасности» is genitive, dative and locative alike; the tagger cannot always tell.
    fits = case(word) == wanted or (case(word) in {"Gen", "Dat", "Loc"} and scan.plain[i].endswith("и"))
    if word.pos != "NOUN" or not fits or scan.head(i, "office", "person", "group", "body"):
        return at
    return i + 1


def governed(scan: Scan, at: int, stop: int, cases: frozenset[str]) -> int:
    """The end of a noun phrase after a preposition, with its genitives; the start when none follows."""
    i = at
    while i < stop:
        word = scan.word(i)
        if word.text[:1].isdigit():
            return at  # «посольство в Осло в 2030 году»
        if i in scan.known:
            return genitives(scan, scan.known[i].last, stop)
        if (is_attribute(word) and (case(word) in cases or case(word) is None)) or (
            i > at and word.pos == "CCONJ" and is_attribute(scan.word(min(i + 1, stop - 1)))
        ):
            i += 1
        elif word.pos in NOUNS and (case(word) in cases or capital(word)):
            return genitives(scan, i + 1, stop)
        else:
            return at
    return at


FIELD = {"по": frozenset({"Dat"}), "при": frozenset({"Loc"})}
POST = {
    "в": frozenset({"Loc"}),
    "во": frozenset({"Loc"}),
    "на": frozenset({"Loc"}),
    "при": frozenset({"Loc"}),
}


def _sphere(scan: Scan, at: int, stop: int) -> int:
    """The end of «в области обороны», «в научной и образовательной сферах»; the start when none follows."""
    end = governed(scan, at + 1, stop, frozenset({"Loc"}))
    if not any(scan.word(i).lemma in {"область", "сфера"} for i in range(at + 1, end)):
        return at
    return max(end, coordinated(scan, end, stop, "Gen"))


def prepositional(scan: Scan, at: int, stop: int, head: Word) -> int:
    """The end of «по …», «при …», for posts abroad «в …», that belong to a head; the start when none do."""
    if at >= stop:
        return at
    fielded = head.lemma in words("fielded") or _field_of_office(scan, head)
    if not fielded and head.lemma not in words("posted"):
        return at
    if scan.plain[at] == "в" and (end := _sphere(scan, at, stop)) > at:
        return end
    found = FIELD.get(scan.plain[at])
    if found is None and head.lemma in words("posted"):
        found = POST.get(scan.plain[at])
    if found is None or (scan.plain[at] == "на" and at + 1 not in scan.known):
        return at
    if at + 1 < stop and scan.word(at + 1).lemma in words("occasions"):
        return at
    if at + 1 < stop and scan.word(at + 1).lemma == "глава":
        return at  # «во главе с»
    end = with_others(scan, governed(scan, at + 1, stop, found), stop)
    if end == at + 1:
        return at
    further = coordinated(scan, end, stop, "Gen")
    return (
        further if further > end else coordinated(scan, end, stop, "Dat" if scan.plain[at] == "по" else "Loc")
    )


def with_others(scan: Scan, end: int, stop: int) -> int:
    """The end of «(по) борьбе с пожарами», «(по) контролю за рыболовством»; the word itself without more."""
    if end >= stop or scan.plain[end] not in WITH.get(scan.word(end - 1).lemma, ()):
        return end
    further = governed(scan, end + 1, stop, frozenset({"Ins"}))
    return further if further > end + 1 else end


WITH = {
    **dict.fromkeys(
        (
            "борьба",
            "связь",
            "сотрудничество",
            "взаимодействие",
            "работа",
            "отношение",
            "координация",
            "переговоры",
        ),
        ("с", "со"),
    ),
    **dict.fromkeys(("контроль", "надзор", "наблюдение"), ("за",)),
}
"""Nouns of a field and the preposition that goes on."""


def _field_of_office(scan: Scan, head: Word) -> bool:
    return scan.head(head.index, "office") is not None and head.lemma not in words("whole")


def quoted(scan: Scan, at: int, stop: int) -> int:
    """The end of a quoted name that starts at a word, the closing mark included; the start when none does.

    What begins in lower case, or holds a clause of its own, is somebody's words, no name.
    """
    if at + 1 >= stop or scan.word(at).text not in OPENING or scan.word(at + 1).text[:1].islower():
        return at
    for i in range(at + 1, min(stop, at + LONGEST_QUOTE)):
        if scan.word(i).text in CLOSING and i > at + 1:
            return at if _is_clause(scan, at + 1, i) else i + 1
    return at


def _is_clause(scan: Scan, first: int, last: int) -> bool:
    """A comma and a finite verb between quotation marks, or a verb with a subject: a sentence."""
    inside = [scan.word(i) for i in range(first, last)]
    finite = any(w.feats.get("VerbForm") == "Fin" for w in inside)
    subject = any(w.rel.startswith("nsubj") and first <= w.head < last for w in inside)
    return finite and (subject or any(w.text == "," for w in inside))


def bracketed(scan: Scan, at: int, stop: int) -> int:
    """The end of «(ОДКБ)»: an abbreviation in brackets, up to three words."""
    if at + 2 >= stop or scan.word(at).text != "(" or not capital(scan.word(at + 1)):
        return at
    for i in range(at + 2, min(stop, at + 5)):
        if scan.word(i).text == ")":
            return i + 1 if scan.word(at + 1).text.isupper() else at
    return at


def proper(scan: Scan, at: int, stop: int) -> int:
    """The end of a run of capitalised or Latin words («агентство Bloomberg»)."""
    while at < stop and at not in scan.persons and at not in scan.covered:
        word = scan.word(at)
        if word.pos not in {"PROPN", "X"} or not capital(word) or scan.head(at, "office", "body", "person"):
            break
        at += 1
    return at


def listed(scan: Scan, at: int, stop: int) -> int:
    """The end of a list of known names that goes on: «президенты Чили, Перу и Кубы»."""
    while at + 1 < stop and (scan.word(at).text == "," or scan.word(at).pos == "CCONJ"):
        name = scan.known.get(at + 1)
        if name is None or not _may_be_genitive(scan, name):
            break
        at = name.last
    return at


def right_edge(scan: Scan, index: int, *, names: bool = False) -> int:
    """How far the complements of a head reach: genitives, their coordination, «по …», «при …», «в …»."""
    stop, head = scan.stop(index), scan.word(index)
    end = genitives(scan, index + 1, stop, names=names)
    if end > index + 1 and end - 1 in scan.covered and plural(head):
        end = listed(scan, end, stop)
    elif end > index + 1 and end - 1 not in scan.covered and end - 1 not in scan.persons:
        end = coordinated(scan, end, stop, "Gen")
    if end == index + 1 and head.lemma in words("commanding"):
        end = max(end, governed(scan, end, stop, frozenset({"Ins"})))
    while (further := prepositional(scan, end, stop, head)) > end:
        end = genitives(scan, further, stop)
    return end
