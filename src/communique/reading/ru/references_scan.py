"""A report's words with what is known before any grammar: names of the gazetteer and names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.gazetteer import Entry, adjectives, names, peoples, plain
from communique.reading.layers import Text, Word
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.morphology import is_given_name, place_only
from communique.reading.ru.names import same_word
from communique.reading.ru.references_lexicon import Head, heads, heads_of, words

ATTRIBUTES = frozenset({"ADJ", "DET", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN", "X"})
OPENING, CLOSING = frozenset("«\"“„'"), frozenset("»\"”“'")


@dataclass(frozen=True, slots=True)
class Known:
    """Words [first, last) are a name of the gazetteer."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Scan:
    """A report's words made ready for the noun-phrase grammar.

    `known` and `persons` give, for the first word of a name, the name; `covered` the known name over a word;
    `inner` are states inside longer known names; `speakers` are words that name who says something; `ends`
    gives for a word where the run of words ends that a phrase around it must not leave; `heads` what the
    lexicon has of a word, by kind.
    """

    text: Text
    plain: tuple[str, ...]
    known: Mapping[int, Known]
    covered: Mapping[int, Known]
    inner: tuple[Known, ...]
    persons: Mapping[int, int]
    ends: tuple[int, ...]
    heads: tuple[Mapping[str, Head] | None, ...]
    speakers: frozenset[int] = frozenset()

    def word(self, index: int) -> Word:
        return self.text.words[index]

    def stop(self, index: int) -> int:
        """The end of the sentence, or of the paragraph, that a word stands in."""
        return self.ends[index]

    def start(self, index: int) -> int:
        return self.text.sentences[self.text.words[index].sentence].first

    def head(self, index: int, *kinds: str) -> Head | None:
        """The lexicon's entry of a word for the first of these kinds that it has."""
        found = self.heads[index]
        if found is None:
            return None
        return next((found[kind] for kind in kinds if kind in found), None)


def case(word: Word) -> str | None:
    return word.feats.get("Case")


def plural(word: Word) -> bool:
    return word.feats.get("Number") == "Plur"


def capital(word: Word) -> bool:
    return word.text[:1].isupper()


def state_adjective(scan: Scan, index: int) -> str | None:
    """The code of the state whose adjective a word is."""
    word = scan.word(index)
    # A rare adjective («малавийские») may be tagged as a participle.
    fits = word.pos in ATTRIBUTES or word.feats.get("VerbForm") == "Part"
    return adjectives().get(scan.plain[index]) if fits else None


def scan_text(text: Text, speakers: frozenset[int] = frozenset()) -> Scan:
    """Look up every name of the gazetteer and gather the names of persons."""
    forms = tuple(_form(word.text) for word in text.words)
    known = {name.first: name for name in _known_names(text, forms)}
    covered = {i: name for name in known.values() for i in range(name.first, name.last)}
    inner = tuple(part for name in known.values() for part in _inner_names(text, forms, name))
    persons = dict(_person_names(text, forms, covered))
    own = tuple(heads_of(word.lemma) for word in text.words)
    return Scan(text, forms, known, covered, inner, persons, tuple(_ends(text)), own, speakers)


def _form(printed: str) -> str:
    """A word as names are looked up: «МИДом», «ТАССа» without the ending of their case."""
    declined = DECLINED.fullmatch(printed) if printed[:2].isupper() and not printed.isupper() else None
    return plain(declined[1] if declined else printed)


DECLINED = re.compile("([А-ЯЁ]{2,}[БВГДЖЗКЛМНПРСТФХЦЧШЩ])(?:а|у|ом|е|ы|ов)")


def _ends(text: Text) -> list[int]:
    """For every word the end of its run: a sentence, cut where a blank line lies inside."""
    ends = [0] * len(text.words)
    end = len(text.words)
    for i in range(len(text.words) - 1, -1, -1):
        if i + 1 < len(text.words):
            here, after = text.words[i], text.words[i + 1]
            if here.sentence != after.sentence or "\n\n" in text.text[here.end : after.start]:
                end = i + 1
        ends[i] = end
    return ends


def _inner_names(text: Text, forms: Sequence[str], name: Known) -> Iterator[Known]:
    """States named inside a longer known name («Служба безопасности Украины»)."""
    if name.entry.type in {"enterprise", "state"}:  # «Северная Корея» does not name «Корея»
        return
    for at in range(name.first + 1, name.last):
        end, entries = names().longest(forms[: name.last], at)
        entry = _printed_so(text.words[at:end], entries)
        if entry is None or entry.kind in {"capital", "residence"} or entry.key == name.entry.key:
            continue
        if entry.type == "state":
            yield Known(at, end, entry)


def _known_names(text: Text, forms: Sequence[str]) -> Iterator[Known]:
    at, book = 0, names()
    while at < len(forms):
        end, entries = book.longest(forms, at)
        end = min(end, text.sentences[text.words[at].sentence].last)
        entry = _printed_so(text.words[at:end], entries)
        if entry is not None:
            country_name = entry.type == "state" and entry.kind != "abbreviation"
            if not (_is_title(text, at, end) if country_name else _begins_person(text, at, end)):
                end = _further_field(text, at, end)
                yield Known(at, end, entry)
            at = end
        else:
            at += 1


def _further_field(text: Text, first: int, end: int) -> int:
    """The end of «Министерство иностранных дел и европейской интеграции»: the name of a ministry goes on."""
    words = text.words
    if words[first].lemma != "министерство" or plural(words[first]):
        return end
    stop = text.sentences[words[first].sentence].last
    at = end + 1
    if at >= stop or words[end].text != "и":
        return end
    while at < stop and words[at].pos == "ADJ" and case(words[at]) == "Gen":
        at += 1
    if at >= stop or words[at].pos != "NOUN" or case(words[at]) != "Gen" or words[at].lemma in heads():
        return end
    return at + 1


def _begins_person(text: Text, first: int, last: int) -> bool:
    """«Раду Мариан»: one word of a person's name that looks like a body's or an outlet's."""
    if last - first > 1 or text.words[first].text.isupper() or _is_led(text, first):
        return False
    given = is_given_name(text.words[first].text)
    return any(
        n.label == "PER"
        and ((n.first == last and given) or (n.first <= first < n.last and n.last - n.first > 1))
        for n in text.names
    )


def _is_led(text: Text, at: int) -> bool:
    """«главы Еврокомиссии Урсулы …»: a body in the genitive stands between the office and the name."""
    before = heads().get(text.words[at - 1].lemma, {}) if at else {}
    return "office" in before and case(text.words[at]) == "Gen"


def _is_title(text: Text, first: int, last: int) -> bool:
    """A state's name alone in quotation marks names something else («телеканал «Армения»»)."""
    opened = first > 0 and text.words[first - 1].text in OPENING
    return opened and last < len(text.words) and text.words[last].text in CLOSING


def _printed_so(name: Sequence[Word], entries: Sequence[Entry]) -> Entry | None:
    """The first entry that may be printed with these capitals."""
    return next((entry for entry in entries if _capitals_agree(name, entry)), None)


def _capitals_agree(name: Sequence[Word], entry: Entry) -> bool:
    if not name or (name[0].pos == "ADJ" and len(name) == 1):
        return False
    if entry.kind == "abbreviation":
        return all(word.text[:2].isupper() or not word.text.isalpha() for word in name)
    if entry.type in {"state", "enterprise"} or (entry.country is not None and len(name) == 1):
        return any(capital(word) for word in name)
    return len(name) > 1 or entry.type == "body" or capital(name[0])


def _person_names(
    text: Text, forms: Sequence[str], covered: Mapping[int, Known]
) -> Iterator[tuple[int, int]]:
    """Names the tagger found, and later words that repeat one of their words."""
    tagged = ((_uncovered(n.first, n.last, covered), n.last) for n in text.names if n.label == "PER")
    found = [(first, last) for first, last in tagged if first < last]
    found = [(_without_office(text, first, last), last) for first, last in found]
    found = [(_initials(text, first), last) for first, last in found if _is_name(text, forms, first, last)]
    found += _initialled(text, found)
    taken = {i for first, last in found for i in range(first, last)}
    yield from found
    stems = _surnames(forms, found)
    for word in text.words:
        if word.index in taken or word.index in covered or not capital(word) or len(word.text) < 4:
            continue
        if word.text.isupper() or word.pos == "ADJ":
            continue
        if any(same_word(forms[word.index], stem) for stem in stems.get(forms[word.index][:3], ())):
            yield word.index, word.index + 1


def _uncovered(first: int, last: int, covered: Mapping[int, Known]) -> int:
    """Where a name begins that the tagger took a body into («башкан Гагаузии Серова»)."""
    while first < last and first in covered:
        first += 1
    return first


def _without_office(text: Text, first: int, last: int) -> int:
    """Where a name begins that the tagger took an office into («Президент Серов»)."""
    while last - first > 1 and (
        text.words[first].lemma in heads()
        or text.words[first].text.islower()
        or text.words[first].lemma in word_class("greeting")
    ):
        first += 1
    return first


def _is_name(text: Text, forms: Sequence[str], first: int, last: int) -> bool:
    """Not an adjective or a common noun that only its capital made a name of, nor the name of a thing."""
    if last - first > 1:
        return True
    word = text.words[first]
    if word.text.islower() or _namesake(text, first) or place_only(word.text):
        return False
    return word.pos in NOUNS and word.lemma not in heads() and forms[first] not in adjectives() | peoples()


def _namesake(text: Text, index: int) -> bool:
    """«орден Льва», «у поста Липки», «аймаков Гурван и Хатан»: a thing or place called by the name."""
    before = index - 1
    while before > 0 and text.words[before].text in {",", "и"} and text.words[before - 1].text[:1].isupper():
        before -= 2
    return before >= 0 and text.words[before].lemma in words("named_things")


def _initials(text: Text, first: int) -> int:
    """Initials printed before a name that the tagger left out: «В.» in «В.Путин»."""
    while first >= 2 and text.words[first - 1].text == "." and len(text.words[first - 2].text) == 1:
        if not capital(text.words[first - 2]) or text.words[first - 2].sentence != text.words[first].sentence:
            break
        first -= 2
    return first


def _initialled(text: Text, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names the tagger missed that initials give away: «И.Серов», «И. П. Серов»."""
    taken = {i for first, last in found for i in range(first, last)}
    missed = []
    for word in text.words[:-2]:
        at = word.index
        if at in taken or (at > 0 and text.words[at - 1].text == ".") or not _initial(text, at):
            continue
        while _initial(text, at):
            at += 2
        surname = text.words[at] if at < len(text.words) else None
        if surname is None or at in taken or surname.sentence != word.sentence:
            continue
        if capital(surname) and len(surname.text) > 2 and not surname.text.isupper():
            missed.append((word.index, at + 1))
    return missed


def _initial(text: Text, at: int) -> bool:
    if at + 2 >= len(text.words) or text.words[at + 1].text != ".":
        return False
    word = text.words[at]
    return len(word.text) == 1 and word.text.isalpha() and capital(word)


def _surnames(forms: Sequence[str], found: Sequence[tuple[int, int]]) -> dict[str, set[str]]:
    """Words of names found elsewhere in the report, by their first three letters."""
    stems: dict[str, set[str]] = {}
    for first, last in found:
        for form in forms[first:last]:
            if len(form) >= 4 and form not in words("third_person"):
                stems.setdefault(form[:3], set()).add(form)
    return stems
