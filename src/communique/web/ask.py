"""What a page is asked, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from starlette.datastructures import ImmutableMultiDict, QueryParams, UploadFile

from communique.gazetteer.countries import country_code
from communique.queries.answer import Answer
from communique.register.stored import StoredView
from communique.register.view import Filter
from communique.web.library import Library, Version
from communique.web.messages import Messages
from communique.web.pasted import Pasted
from communique.web.settings import MOST_ROWS, Settings

T = TypeVar("T")
# Parameters that a link to another page takes along: what the register knew, not what was asked of it.
KEPT = ("as_of",)
PLAIN = re.compile("[A-Za-z0-9/:._-]+")  # a path that needs no quoting


class BadQuestion(ValueError):
    """A parameter says nothing clear. `name` is the parameter, `given` what it held."""

    def __init__(self, name: str, given: str) -> None:
        super().__init__(f"{name}: {given[:80]!r}")
        self.name, self.given = name, given


class NoRegister(LookupError):
    """The page needs a register, and none is opened."""


class Upload(NamedTuple):
    """A file that was dropped: what it was called there, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for CSV where a page is no answer of a query."""

    head: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: the template with its values. `answer` is what it shows, for JSON and CSV; where it is none,
    `data` and `table` are."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    answer: Answer | None = None
    data: Any = None
    table: Table | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Redirect:
    """To another page of this server."""

    to: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be saved."""

    name: str
    media_type: str
    content: str


@dataclass(slots=True)
class Ask:
    """One request, with everything that answers it. `view` is None where no register is opened.

    `site` is where the page was asked for, https://desk.example, once the guard has checked the host; a page
    made by another process does not know it.
    """

    path: str
    query: QueryParams
    parts: Mapping[str, str]
    words: Messages
    settings: Settings
    library: Library | None
    pasted: Pasted
    user: str
    site: str = ""
    view: StoredView | None = None
    form: ImmutableMultiDict[str, str | UploadFile] | None = None
    upload: Upload | None = None
    remembered: dict[str, str] = field(default_factory=dict)

    @property
    def shelf(self) -> Library:
        """Raises: NoRegister."""
        if self.library is None:
            raise NoRegister
        return self.library

    @property
    def known(self) -> StoredView:
        """Raises: NoRegister."""
        if self.view is None:
            raise NoRegister
        return self.view

    @property
    def version(self) -> Version:
        return self.shelf.version(self.known.generation)

    @property
    def may_write(self) -> bool:
        return (
            self.library is not None
            and not self.library.read_only
            and not self.settings.read_only
            and (self.view is None or self.view.as_of is None)
        )

    def t(self, name: str, **values: object) -> str:
        return self.words.text(name, **values)

    # Parameters

    def text(self, name: str, default: str = "") -> str:
        return self.query.get(name, default).strip()

    def posted(self, name: str) -> str:
        value = self.form.get(name, "") if self.form is not None else ""
        return value.strip() if isinstance(value, str) else ""

    def posted_list(self, name: str) -> list[str]:
        """All that a form holds under a name, in its order."""
        given = self.form.getlist(name) if self.form is not None else []
        return [value.strip() for value in given if isinstance(value, str)]

    def day(self, name: str) -> date | None:
        """Raises: BadQuestion unless it is an ISO day, or nothing."""
        given = self.text(name)
        try:
            return date.fromisoformat(given) if given else None
        except ValueError:
            raise BadQuestion(name, given) from None

    def number(self, name: str, default: int, least: int = 0, most: int = MOST_ROWS) -> int:
        given = self.text(name)
        if not given:
            return default
        if not given.isascii() or not given.isdecimal() or len(given) > 9:
            raise BadQuestion(name, given)
        return max(least, min(most, int(given)))

    def chosen(self, name: str, allowed: Sequence[str] | Mapping[str, object]) -> tuple[str, ...]:
        """Every value given under a name. Raises: BadQuestion when one is none of those allowed."""
        given = [value for value in self.query.getlist(name) if value]
        for value in given:
            if value not in allowed:
                raise BadQuestion(name, value)
        return tuple(dict.fromkeys(given))

    def pair(self) -> tuple[str, str] | None:
        """Both of `a` and `b`, or neither. Raises: UnknownCountry, BadQuestion."""
        a, b = self.text("a"), self.text("b")
        if not a and not b:
            return None
        if not a or not b:
            raise BadQuestion("b" if a else "a", "")
        codes = country_code(a), country_code(b)
        if codes[0] == codes[1]:
            raise BadQuestion("b", b)
        return codes

    def filter(self, pair: tuple[str, str] | None = None) -> Filter:
        """What the parameters kind, stage, country, actor, since and until ask for."""
        from communique.codebook import kinds, stages

        country = self.text("country")
        return Filter(
            pair=pair,
            country=country_code(country) if country else None,
            actor=self.text("actor") or None,
            kinds=self.chosen("kind", kinds()),
            stages=self.chosen("stage", stages()),
            since=self.day("since"),
            until=self.day("until"),
        )

    # Addresses

    def url(self, path: str, fragment: str = "", **query: object) -> str:
        """The address of another page, as of the same moment. A list gives its name several times."""
        kept = [(name, self.query[name]) for name in KEPT if self.query.get(name) and name not in query]
        given = [(name, value) for name, values in query.items() for value in _listed(values)]
        pairs = [*given, *kept]
        tail = f"?{urlencode(pairs)}" if pairs else ""
        return (
            (path if PLAIN.fullmatch(path) else quote(path, safe="/:"))
            + tail
            + (f"#{quote(fragment)}" if fragment else "")
        )

    def here(self, suffix: str = "", **query: object) -> str:
        """This page with other parameters (None takes one away), or in another form (.json, .csv)."""
        pairs = [pair for pair in self.query.multi_items() if pair[0] not in query and pair[1]]
        pairs += [(name, str(value)) for name, values in query.items() for value in _listed(values)]
        path = self.path
        if suffix:
            path = f"{'/index' if path == '/' else path}{suffix}"
        return quote(path, safe="/:") + (f"?{urlencode(pairs)}" if pairs else "")

    def cited(self, title: str) -> str:
        """The address of the page that cites this one, with all that was asked of it."""
        pairs = [pair for pair in self.query.multi_items() if pair[1] and pair[0] not in ("lang", "title")]
        return quote(f"/cite/page{self.path}", safe="/:") + f"?{urlencode([*pairs, ('title', title)])}"

    def answered(self, ask: Callable[..., Answer], *arguments: Any, **named: Any) -> Answer:
        return ask(self.known, *arguments, **named)


def _listed(value: object) -> list[str]:
    if value is None or value == "":
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
