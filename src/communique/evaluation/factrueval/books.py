"""The gold files of one FactRuEval document: `.txt .tokens .spans .objects .coref .facts`.

    BookError(ValueError)   a file is missing or holds what the format has not; the message says where

Strings are put together as the comparator does it, so that they can be compared with those of a response.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from communique.evaluation.factrueval.strings import normal, plain

TAGS = {"Person": "per", "Org": "org", "Organization": "org", "LocOrg": "locorg", "Location": "loc"}
OTHER_TAGS = frozenset({"Project", "Facility"})  # in the data, but in no track
FACTS = ("occupation", "meeting", "deal", "ownership")
MODALITY, DIFFICULTY, PHASE = "модальность", "сложность", "фаза"
_DESCRIPTOR = ("descr", "descriptor")
_QUOTED = {'""', "''", "«»"}
# Orders in which the parts of a person's name may stand: f(irst), l(ast), p(atronymic), n(ickname).
_ORDERS = ("lfp", "fpl", "fp", "fl", "lf", "n", "f", "p", "l", "fn")
_PARTS = {"f": "firstname", "l": "lastname", "p": "patronymic", "n": "nickname"}


class BookError(ValueError):
    """`file: what`."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: half-open characters of the text, and the word as it is compared."""

    index: int
    start: int
    end: int
    text: str

    @property
    def is_mark(self) -> bool:
        return len(self.text) == 1 and self.text.lower() == self.text.upper()


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A piece of a mention: `tag` is surname, org_name, loc_descr, job, …; `tokens` are indices."""

    tag: str
    start: int
    end: int
    tokens: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """`tag` is per, org, loc or locorg, or another type in lower case; `strings` are its words."""

    tag: str
    spans: tuple[GoldSpan, ...]
    strings: frozenset[str]

    @property
    def tokens(self) -> frozenset[int]:
        return frozenset(token for span in self.spans for token in span.tokens)

    @property
    def extent(self) -> tuple[int, int]:
        return min(span.start for span in self.spans), max(span.end for span in self.spans)


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Mentions that are one, and its attributes: a name («lastname») and the strings that match it.

    `strings` is all that may stand for it in a fact: its words anywhere in the text, and its names.
    """

    tag: str
    mentions: tuple[GoldMention, ...]
    attributes: tuple[tuple[str, frozenset[str]], ...]
    strings: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact: arguments in order, each a name and the strings that match. `difficult` facts are not scored
    in the easy mode, `unreal` ones (future, possible, negated) not in the hard one."""

    kind: str
    arguments: tuple[tuple[str, frozenset[str]], ...]
    difficult: bool
    unreal: bool


@dataclass(frozen=True, slots=True)
class Book:
    """One document with its gold."""

    name: str
    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[GoldMention, ...]
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]


def book_names(folder: Path) -> list[str]:
    """The documents of a folder in the order of their numbers; `list.txt` is none.

    Raises: BookError when there are none.
    """
    names = [path.stem for path in folder.glob("book_*.txt")]
    if not names:
        raise BookError(f"{folder}: no files called book_*.txt")
    return sorted(names, key=lambda name: (len(name), name))


def read_text(folder: Path, name: str) -> str:
    """The text with its line breaks as they are: offsets count every character."""
    return (folder / f"{name}.txt").read_bytes().decode("utf-8")


def load_book(folder: Path, name: str) -> Book:
    """Raises: BookError naming the file."""
    files = _Files(folder, name)
    try:
        return Book(
            name, files.text, files.tokens, tuple(files.mentions.values()), files.all_entities, files.facts
        )
    except (KeyError, ValueError, IndexError, OSError) as error:
        raise BookError(f"{folder / name}: {files.at}: {type(error).__name__} {error}") from error


class _Files:
    """The files of a document, each read when it is asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name, self.at = folder, name, ""
        self.text = read_text(folder, name)

    def _lines(self, ending: str) -> Iterator[str]:
        for line in (self._folder / f"{self._name}.{ending}").read_text(encoding="utf-8-sig").split("\n"):
            self.at = f".{ending}: {line!r}"
            yield line.strip(" \t\r")

    def _blocks(self, ending: str) -> Iterator[list[str]]:
        block: list[str] = []
        for line in [*self._lines(ending), ""]:
            if line:
                block.append(line)
            elif block:
                yield block
                block = []

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for token, _ in self._numbered)

    @cached_property
    def _numbered(self) -> list[tuple[Token, str]]:
        """The tokens in order of text, each with its id."""
        rows = [line.split(" ") for line in self._lines("tokens") if line]
        rows.sort(key=lambda row: int(row[1]))
        return [
            (Token(index, int(start), int(start) + int(length), normal(word)), id)
            for index, (id, start, length, word) in enumerate(rows)
        ]

    @cached_property
    def spans(self) -> dict[str, GoldSpan]:
        ids = {id: token.index for token, id in self._numbered}
        return dict(_span(line, ids) for line in self._lines("spans") if line)

    @cached_property
    def mentions(self) -> dict[str, GoldMention]:
        return {
            id: self._mention(tag, spans)
            for id, tag, *spans in (line.split(" #")[0].split() for line in self._lines("objects") if line)
        }

    def _mention(self, tag: str, ids: list[str]) -> GoldMention:
        if tag not in TAGS and tag not in OTHER_TAGS:
            raise ValueError(f"no such type: {tag}")
        spans = tuple(self.spans[id] for id in ids)
        tokens = [self.tokens[i] for i in sorted({i for span in spans for i in span.tokens})]
        words = {" ".join(token.text for token in tokens), self._stretch(tokens)}
        return GoldMention(TAGS.get(tag, tag.lower()), spans, frozenset(words))

    @cached_property
    def _plain(self) -> str:
        return plain(self.text)

    def _stretch(self, tokens: list[Token]) -> str:
        """The text from the first word to the last, with the quotation marks around, less one character:
        the comparator's ends are inclusive here and exclusive there."""
        first, last = tokens[0].index, tokens[-1].index
        while first > 0 and self.tokens[first - 1].text == '"':
            first -= 1
        while last + 1 < len(self.tokens) and self.tokens[last + 1].text == '"':
            last += 1
        return self._plain[self.tokens[first].start : self.tokens[last].end - 1].strip(" \r\n\t")

    @cached_property
    def entities(self) -> dict[str, GoldEntity]:
        return {block[0].split()[0]: self._entity(block) for block in self._blocks("coref")}

    @property
    def all_entities(self) -> tuple[GoldEntity, ...]:
        return tuple(self.entities.values())

    def _entity(self, block: list[str]) -> GoldEntity:
        ids = block[0].split()[1:]
        mentions = tuple(self.mentions[id] for id in ids if id in self.mentions)
        spans = [self.spans[id] for id in ids if id in self.spans]
        spans += [span for mention in mentions for span in mention.spans]
        tag = _common_tag({mention.tag for mention in mentions})
        given = [
            (key.lower(), normal(value)) for key, _, value in (line.partition(" ") for line in block[1:])
        ]
        if tag != "per":
            given += [(key, self._quoted(value, spans)) for key, value in given if key == "name"]
        attributes = tuple(_attributes([(key, value) for key, value in given if value]))
        words = {string for mention in mentions for string in mention.strings}
        return GoldEntity(tag, mentions, attributes, frozenset(words.union(_names(tag, attributes))))

    def _quoted(self, name: str, spans: Iterable[GoldSpan]) -> str:
        """The name with the quotation marks that a mention of it stands in, or nothing."""
        for span in spans:
            if span.text == name and "name" in span.tag:
                before, after = self._word(span.tokens[0] - 1), self._word(span.tokens[-1] + 1)
                if before + after in _QUOTED:
                    return before + name + after
        return ""

    def _word(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    @cached_property
    def facts(self) -> tuple[GoldFact, ...]:
        path = self._folder / f"{self._name}.facts"
        return tuple(self._fact(block) for block in self._blocks("facts")) if path.is_file() else ()

    def _fact(self, block: list[str]) -> GoldFact:
        rows = [(key.lower(), value) for key, _, value in (line.partition(" ") for line in block[1:])]
        modality = {part.strip() for key, value in rows if key == MODALITY for part in value.split("|")}
        arguments = [
            ("position" if key == "job" else key, self._strings(value))
            for key, value in rows
            if key not in (MODALITY, DIFFICULTY)
        ]
        difficult = (DIFFICULTY, "повышенная") in rows
        unreal = bool(modality & {"возможность", "будущее", "отрицание"})
        return GoldFact(block[0].split()[1].lower(), tuple(arguments), difficult, unreal)

    def _strings(self, value: str) -> frozenset[str]:
        """What an argument may be: a position's words, an entity's names, or the value itself."""
        first, _, rest = value.partition(" ")
        if first.startswith("span"):
            found = {self.spans[part.split()[0][4:]].text for part in value.split("|")}
        elif first.startswith("obj"):
            found = {*self.entities[first[3:]].strings, rest.strip().lower()}
        else:
            found = {part.strip().lower() for part in value.split("|")}
        return frozenset(string.replace("ё", "е") for string in found)


def _span(line: str, ids: Mapping[str, int]) -> tuple[str, GoldSpan]:
    """`id tag start length first-token count  # token ids, words`."""
    left, _, right = line.partition("  # ")
    id, tag, start, length, _, count = left.split()[:6]
    parts = right.split()
    tokens = tuple(sorted(ids[token] for token in parts[: int(count)]))
    return id, GoldSpan(
        tag, int(start), int(start) + int(length), tokens, normal(" ".join(parts[int(count) :]))
    )


def _common_tag(tags: set[str]) -> str:
    """A place that acts somewhere counts as a place."""
    return "loc" if tags & {"loc", "locorg"} else min(tags, default="unknown")


def _attributes(given: list[tuple[str, str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Values by attribute; to each value any descriptor may be put before or after. Numbers at the end of
    an attribute («firstname1») keep it apart from the others and are then taken off."""
    descriptors = [value for key, value in given if key.endswith(_DESCRIPTOR)]
    found: dict[str, set[str]] = {}
    for key, value in given:
        if not key.endswith(_DESCRIPTOR) and key != "wikidata":
            described = (form for word in descriptors for form in _described(value, word))
            found.setdefault(key, set()).update({value, *described})
    for key, values in found.items():
        yield key.strip("1234567890"), frozenset(values)


def _described(value: str, word: str) -> tuple[str, ...]:
    return () if f" {word} " in f" {value} " else (f"{value} {word}", f"{word} {value}")


def _names(tag: str, attributes: Iterable[tuple[str, frozenset[str]]]) -> Iterator[str]:
    """The names an entity may be called by: those of a person in any usual order of their parts."""
    values: dict[str, set[str]] = {}
    for key, strings in attributes:
        values.setdefault(key, set()).update(strings)
    if tag != "per":
        yield from values.get("name", ())
        return
    for order in _ORDERS:
        for words in product(*(values.get(_PARTS[part], ()) for part in order)):
            yield " ".join(words)
