"""Pages made from what is asked: what all of them share, and which are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.requests import Request

from communique.web.ask import Ask
from communique.web.guard import site
from communique.web.kept import MOST_BYTES, Kept
from communique.web.library import Library
from communique.web.makers import Made, Order
from communique.web.messages import languages
from communique.web.pages import PAGES, Page
from communique.web.pasted import Pasted
from communique.web.render import respond
from communique.web.settings import Settings
from communique.web.troubles import told

Key = tuple[object, ...]


class Desk:
    """Makes pages; holds what all requests share. Args: most_kept: bytes of pages that are kept."""

    def __init__(self, library: Library | None, settings: Settings, most_kept: int = MOST_BYTES) -> None:
        self.library, self.settings = library, settings
        self.pasted, self.kept = Pasted(), Kept(most_kept)

    def ask(self, request: Request, language: str, user: str, suffix: str = "") -> Ask:
        """Args: suffix: of the address, where it only tells the form of the answer."""
        path = request.url.path.removesuffix(suffix) if suffix else request.url.path
        return self._ask(
            "/" if suffix and path == "/index" else path,
            request.query_params,
            request.path_params,
            language,
            user,
            site(request.url.scheme, request.headers.get("host", "")),
        )

    def _ask(
        self, path: str, query: QueryParams, parts: dict[str, str], language: str, user: str, site: str = ""
    ) -> Ask:
        return Ask(
            path=path,
            query=query,
            parts=parts,
            words=languages()[language],
            settings=self.settings,
            library=self.library,
            pasted=self.pasted,
            user=user,
            site=site,
        )

    def found(self, ask: Ask, page: Page, form: str) -> Made | None:
        """The page as it was made before, while the register still is what it was."""
        if not page.is_lasting or self.library is None:
            return None
        try:
            with self._view(ask):
                key = self._key(ask, page, form)
                return None if key is None else self.kept.get(key)
        except Exception:  # told by the one who makes the page
            return None

    def made(self, ask: Ask, page: Page, form: str) -> Made:
        """Every error is told in words, those that nobody foresaw too."""
        try:
            with self._view(ask):
                key = self._key(ask, page, form)
                if key is not None and (found := self.kept.get(key)) is not None:
                    return found
                response = respond(ask, page.make(ask), form)
        except Exception as error:
            key, response = None, told(ask, error, form)
        if response.status_code != 200:
            key = None
        made = Made(key, response.status_code, tuple(response.raw_headers), bytes(response.body))
        self.kept.put(made)
        return made

    def order(self, ask: Ask, page: Page, form: str) -> Order:
        return Order(
            PAGES.index(page),
            form,
            ask.path,
            tuple(ask.query.multi_items()),
            tuple(ask.parts.items()),
            ask.words.language,
            ask.user,
        )

    def filled(self, order: Order) -> Made:
        query = QueryParams(list(order.query))
        ask = self._ask(order.path, query, dict(order.parts), order.language, order.user)
        return self.made(ask, PAGES[order.place], order.form)

    @contextmanager
    def _view(self, ask: Ask) -> Iterator[None]:
        """The register as of the moment asked for, for as long as the page is made."""
        if self.library is None:
            yield
            return
        with self.library.view(ask.text("as_of") or None) as view:
            ask.view = view
            yield

    def _key(self, ask: Ask, page: Page, form: str) -> Key | None:
        """What a page depends on, where it may be kept: register, address, reader."""
        if not page.is_lasting or ask.view is None:
            return None
        today, query = ask.view.today, tuple(ask.query.multi_items())
        reader = (ask.words.language, ask.user, ask.may_write)
        return (ask.view.generation, today, ask.path, query, form, *reader)


def maker(register: Path, read_only: bool, settings: Settings) -> Callable[[Order], Made]:
    """What makes pages in a process of its own: nothing is kept there, derived there or written."""
    return Desk(Library(register, read_only, derives=False), settings, most_kept=0).filled
