"""Words of the interface: one file a language under `messages/`, found by the file alone.

A message is a text with {names}, or a table of plural forms, of which the number `n` picks one. What a file
lacks is taken from English; a test sees to it that nothing is lacking.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from communique.gazetteer.countries import countries
from communique.web.sentences import Sentences

DEFAULT = "en"
_FOLDER = files("communique.web") / "messages"


def _one_other(n: int) -> str:
    return "one" if n == 1 else "other"


def _east_slavic(n: int) -> str:
    """CLDR's rule for Russian: 1, 21 день; 2, 24 дня; 5, 11 дней."""
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


FORMS = {"one", "few", "many", "other"}
PLURALS: Mapping[str, Callable[[int], str]] = {"one-other": _one_other, "east-slavic": _east_slavic}


class Messages:
    """Texts of one language, by names like `dossier.title`."""

    def __init__(self, language: str, table: Mapping[str, Any], fallback: Messages | None = None) -> None:
        self.language = language
        self.name: str = table["language"]
        self._flat = dict(flattened(table))
        self._fallback = fallback
        self._plural = PLURALS[table["plural"]]
        self._countries: str = table["countries"]
        self._sentences = Sentences(table.get("sentences", {}), self, own=fallback is None)

    def text(self, name: str, **values: object) -> str:
        """Raises: KeyError when no language has a message of that name."""
        message = self.raw(name)
        if isinstance(message, Mapping):
            number = values["n"]
            assert isinstance(number, int)
            message = message[self._plural(number)]
        shown = {key: self.number(value) if key == "n" else value for key, value in values.items()}
        return str(message).format(**shown) if values else str(message)

    def raw(self, name: str) -> Any:
        if name in self._flat:
            return self._flat[name]
        if self._fallback is None:
            raise KeyError(name)
        return self._fallback.raw(name)

    def term(self, table: str, term: str) -> str:
        """A word of the codebook as people say it; the word itself where there is none."""
        try:
            return self.text(f"{table}.{term}")
        except KeyError:
            return term.replace("_", " ")

    def country(self, code: str) -> str:
        found = countries().get(code)
        return code if found is None else getattr(found, self._countries)

    def number(self, value: object) -> str:
        """Thousands are parted by a narrow space that does not break, or as the language has it."""
        if isinstance(value, int) and abs(value) >= 10_000:
            return f"{value:,}".replace(",", str(self.raw("number.thousands")))
        return str(value)

    def said(self, sentence: str) -> tuple[str, str]:
        """A sentence of the program's rules in this language, and the language that it is in now."""
        found = self._sentences.say(sentence)
        return (sentence, DEFAULT) if found is None else (found, self.language)


def flattened(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names with their messages; a table whose keys are plural forms is one message."""
    for key, value in table.items():
        if not before and key == "sentences":
            continue
        if isinstance(value, Mapping) and not set(value) <= FORMS:
            yield from flattened(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


@cache
def languages() -> Mapping[str, Messages]:
    """Every language that has a file, English first."""
    codes = sorted(
        item.name.removesuffix(".toml") for item in _FOLDER.iterdir() if item.name.endswith(".toml")
    )
    english = Messages(DEFAULT, load(DEFAULT))
    others = {code: Messages(code, load(code), english) for code in codes if code != DEFAULT}
    return {DEFAULT: english, **others}


def load(language: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def wanted_language(header: str) -> str:
    """The best language for an Accept-Language header (RFC 9110, 12.5.4)."""
    ranked = sorted(_ranked(header), key=lambda item: -item[1])
    return next((code for code, weight in ranked if weight > 0 and code in languages()), DEFAULT)


def _ranked(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        tag, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=") or "1"
        try:
            yield tag.split("-")[0].lower(), float(weight)
        except ValueError:
            continue
