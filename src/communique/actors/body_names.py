"""Names of bodies and enterprises: what they come down to, whatever case, abbreviation or legal form.

«британский МИД», «МИД Великобритании» and «Министерства иностранных дел Британии» all give the key `#foreign`
and the country GBR; ПАО «Газпром» and «Газпром» the key of the organisation known as Газпром.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from communique.actors.place_names import state_adjectives, state_names
from communique.actors.wordforms import stem
from communique.gazetteer import PhraseBook, forms, names, plain
from communique.gazetteer.tables import name_words

MEMO = 200_000
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{2,})[»”“\"]")
_BRACKETS = re.compile(r"\(([^()]*)\)")


class BodyName(NamedTuple):
    """`key` are stems of the words that tell the name from others; @x stands for an organisation known by
    name, #x for a body that every state has. `country` is what the name itself says. `bare`: a common noun,
    which many are called by. `abbreviation` is what stands in brackets behind the name."""

    key: tuple[str, ...]
    country: str | None = None
    bare: bool = False
    abbreviation: str | None = None

    @property
    def known(self) -> bool:
        """Whether the whole name is that of one organisation of the tables."""
        return len(self.key) == 1 and self.key[0].startswith("@")

    @property
    def of_state(self) -> str | None:
        """The key of a body that a state has one of, where the name says no more: `#foreign`."""
        return self.key[0] if len(self.key) == 1 and self.key[0][0] == "#" else None


class Known(NamedTuple):
    token: str
    country: str | None


@lru_cache(MEMO)
def parse_body(printed: str, named: bool = True) -> BodyName:
    """Args: named: whether the report uses it as a name; a description is bare unless it holds a name."""
    text, abbreviation = _without_brackets(printed)
    core = _core(text)
    tokens, country = _tokens(core, core != text)
    if core != text and country is None:
        country = _tokens(text, False)[1]
    key = tuple(token for token, _ in tokens)
    bare = not _QUOTED.search(text) and _is_bare(tokens, country, named)
    return BodyName(key, country, bare, abbreviation)


def _is_bare(tokens: Sequence[tuple[str, str]], country: str | None, named: bool) -> bool:
    if len(tokens) == 1 and tokens[0][0] in _bodies_with_state():
        return country is None
    of_state = [token for token, _ in tokens if token[0] == "#"]
    if of_state and len(tokens) > 1 and all(token in _common() or token in of_state for token, _ in tokens):
        return len(of_state) < len(tokens)  # «местные власти», «правительство региона»
    return not any(_tells(token, word, index, named) for index, (token, word) in enumerate(tokens))


def _without_brackets(text: str) -> tuple[str, str | None]:
    inside = _BRACKETS.search(text)
    if inside is None:
        return text, None
    kept = " ".join(_BRACKETS.sub(" ", text).split())
    return (kept, inside[1].strip() or None) if kept else (text, None)


def _core(text: str) -> str:
    """What stands in quotes, where nothing outside tells more than what kind of thing it is."""
    quoted = _QUOTED.search(text)
    if quoted is None:
        return text
    outside = _plain_words(text[: quoted.start()] + " " + text[quoted.end() :])
    idle = all(stem(word) in _kinds_of_thing() or word in state_adjectives() for word in outside)
    return quoted[1] if idle else text


def _plain_words(text: str) -> list[str]:
    return [plain(word) for word in name_words(text) if word[0].isalnum()]


def _tokens(text: str, quoted: bool) -> tuple[list[tuple[str, str]], str | None]:
    """Tokens, each with the word printed, and the country that the name says; in quotes every word tells."""
    printed = [word for word in name_words(text) if word[0].isalnum()]
    words = [plain(word) for word in printed]
    tokens: list[tuple[str, str]] = []
    countries: list[str] = []
    idle: list[tuple[str, str]] = []
    fixed: list[str | None] = []
    for token, word, country in _cut(words, printed, quoted):
        if token is not None and token[0] == "@":
            fixed.append(country)
        elif country is not None:
            countries.append(country)
        if token is not None:
            (idle if token in _idle() else tokens).append((token, word))
    if len(tokens) == len(fixed) == 1:
        return tokens, fixed[0]  # an organisation known by name is of no other state than the table's
    said = [*(country for country in fixed if country), *countries]
    return tokens or idle, said[0] if said else None


def _cut(
    words: Sequence[str], printed: Sequence[str], quoted: bool
) -> Iterator[tuple[str | None, str, str | None]]:
    at = 0
    while at < len(words):
        end, found = _known().longest(words, at)
        state_end, codes = state_names().longest(words, at)
        if found and end >= state_end:
            best = next((known for known in found if known.country), found[0])
            yield best.token, printed[at], best.country
            at = end
        elif codes and not quoted:
            yield None, printed[at], codes[0]
            at = state_end
        elif (code := state_adjectives().get(words[at])) is not None and not quoted:
            yield (stem(words[at]) if _is_own_name(words, printed, at) else None), printed[at], code
            at += 1
        else:
            yield stem(words[at]), printed[at], None
            at += 1


def _is_own_name(words: Sequence[str], printed: Sequence[str], at: int) -> bool:
    """«Украинская правда», but neither «украинская газета» nor «Украинский парламент»."""
    return printed[at][0].isupper() and at + 1 < len(words) and not _known().longest(words, at + 1)[1]


def _tells(token: str, word: str, index: int, named: bool) -> bool:
    """Whether a token tells this body from others of its kind."""
    if token[0] in "@#":
        return True
    if token in _common():
        return False
    return not word.islower() and (index > 0 or named or not word.istitle())


@cache
def _known() -> PhraseBook[Known]:
    """Organisations known by name and bodies of states."""
    book: PhraseBook[Known] = PhraseBook()
    for key, phrases in _state_bodies().items():
        for phrase in phrases:
            book.add([forms(word) for word in name_words(phrase)], Known(f"#{key}", None))
    for code, body, listed in _rows("national.tsv"):
        for phrase in listed.split("|"):
            book.add([_declined(word) for word in name_words(phrase)], Known(f"#{body}", code))
    for first, country, others in _organisations():
        for phrase in others:
            book.add([_declined(word) for word in name_words(phrase)], Known(f"@{plain(first)}", country))
    return book


def _declined(word: str) -> frozenset[str]:
    return forms(word) | {plain(word)}


def _organisations() -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    for first, *rest in _rows("organisations.tsv"):
        phrases = (first, *(name for cell in rest for name in cell.split("|")))
        yield first, _gazetteer_country(first, phrases), phrases
    yield from _gazetteer_bodies()


def _gazetteer_bodies() -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """Those of one country or between states; «МИД» and the like of the gazetteer are bodies of any state."""
    import tomllib

    text = (files("communique.gazetteer") / "data" / "bodies.toml").read_text(encoding="utf-8")
    ours = {
        plain(name)
        for first, *rest in _rows("organisations.tsv")
        for cell in rest
        for name in (first, *cell.split("|"))
    }
    ours |= {plain(name) for _, _, phrases in _rows("national.tsv") for name in phrases.split("|")}
    for row in tomllib.loads(text)["body"]:
        phrases = tuple(row["names"])
        if row.get("country") and row.get("type", "body") != "state" and not ours & set(map(plain, phrases)):
            yield str(row.get("key", phrases[0])), row["country"], phrases


def _gazetteer_country(first: str, phrases: Sequence[str]) -> str | None:
    for phrase in phrases:
        words = [plain(word) for word in name_words(phrase)]
        end, entries = names().longest(words, 0)
        if end == len(words) and entries and entries[0].country:
            return entries[0].country
    return None


@cache
def _state_bodies() -> dict[str, list[str]]:
    return {key: phrases.split("|") for key, _, phrases in _rows("bodies.tsv")}


@cache
def _bodies_with_state() -> frozenset[str]:
    """Those whose name must say the state."""
    return frozenset(f"#{key}" for key, how, _ in _rows("bodies.tsv") if how == "said")


@cache
def _idle() -> frozenset[str]:
    """Stems of legal forms, of what kind of thing it is, and of small words."""
    return frozenset(stem(word) for kind in ("legal", "what", "fill") for word in _words(kind))


@cache
def _kinds_of_thing() -> frozenset[str]:
    """Stems of what stands before a name in quotes and is no part of it: «партия», «завод»."""
    return _idle() | frozenset(stem(word) for word in _words("named"))


@cache
def _common() -> frozenset[str]:
    return _idle() | frozenset(stem(word) for kind in ("quasi", "bare") for word in _words(kind))


def _words(kind: str) -> list[str]:
    return next(words for name, words in _rows("org_words.tsv") if name == kind).split("|")


def _rows(file: str) -> Iterator[list[str]]:
    text = (files("communique.actors") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
