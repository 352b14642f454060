"""The application: which page answers which address, in which form, and what is told when it cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from urllib.parse import quote, unquote

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from communique.web.ask import Ask, Upload
from communique.web.guard import YEAR_SECONDS, Guard
from communique.web.kept import Kept
from communique.web.library import Library
from communique.web.messages import languages, wanted_language
from communique.web.pages import PAGES, Page
from communique.web.pasted import Pasted
from communique.web.render import respond
from communique.web.settings import AT_ONCE, Settings
from communique.web.static import static_file
from communique.web.troubles import not_found, told

LANGUAGE_COOKIE, REVIEWER_COOKIE = "communique_lang", "communique_reviewer"
FORMS = ("", ".json", ".csv")


def make_app(library: Library | None = None, settings: Settings | None = None) -> ASGIApp:
    """Args: library: the register; without one, pages only read what is pasted."""
    desk = Desk(library, settings or Settings())
    routes = [Route("/static/{name}", static_file, methods=["GET"])]
    for page in PAGES:
        for form in FORMS if page.has_forms else ("",):
            path = f"/index{form}" if page.path == "/" and form else page.path + form
            shape = ".json" if path.endswith(".json") else form
            routes.append(Route(path, desk.endpoint(page, shape), methods=list(page.methods)))
    routes.sort(key=lambda route: not route.path.endswith(FORMS[1:]))  # {id}.json before {id}
    handlers = dict.fromkeys((400, 404, 405, 408, 413), desk.refused)
    app = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(app, desk.settings)


class Desk:
    """What all requests share."""

    def __init__(self, library: Library | None, settings: Settings) -> None:
        self.library, self.settings = library, settings
        self.pasted, self.kept = Pasted(), Kept()
        self._limiter: CapacityLimiter | None = None

    def endpoint(self, page: Page, form: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            ask = await self._ask(request)
            if form:
                ask.path = ask.path.removesuffix(form).replace("/index", "/")
            try:
                with anyio.fail_after(self.settings.seconds):
                    response = await self._in_thread(partial(self._answered, ask, page, form))
            except TimeoutError as error:
                response = told(ask, error, form)
            return self._with_cookies(request, ask, response)

        return answer

    async def _in_thread(self, work: Callable[[], Response]) -> Response:
        """Pages are made outside the event loop, so that a slow one does not hold up the others."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(AT_ONCE)
        return await to_thread.run_sync(work, limiter=self._limiter, abandon_on_cancel=True)

    def _answered(self, ask: Ask, page: Page, form: str) -> Response:
        try:
            with self._view(ask):
                key = self._key(ask, page, form)
                if key is not None and (found := self.kept.get(key)) is not None:
                    return found.response()
                response = respond(ask, page.make(ask), form)
                if key is not None and response.status_code == 200:
                    self.kept.put(key, response)
                return response
        except Exception as error:  # every error is told in words, those that nobody foresaw too
            return told(ask, error, form)

    @contextmanager
    def _view(self, ask: Ask) -> Iterator[None]:
        """The register as of the moment asked for, for as long as the page is made."""
        if self.library is None:
            yield
            return
        with self.library.view(ask.text("as_of") or None) as view:
            ask.view = view
            yield

    def _key(self, ask: Ask, page: Page, form: str) -> tuple[object, ...] | None:
        """What a page depends on, where it may be kept: register, address, reader."""
        if not page.is_lasting or ask.view is None:
            return None
        today, query = ask.view.today, tuple(ask.query.multi_items())
        reader = (ask.words.language, ask.user, ask.may_write)
        return (ask.view.generation, today, ask.path, query, form, *reader)

    async def _ask(self, request: Request) -> Ask:
        ask = self._bare(request)
        if request.method == "POST":
            size = self.settings.body_bytes
            async with request.form(max_files=1, max_fields=100, max_part_size=size) as form:
                ask.form = form
                dropped = form.get("file")
                if isinstance(dropped, UploadFile) and dropped.filename:
                    ask.upload = Upload(dropped.filename, await dropped.read())
        return ask

    def _bare(self, request: Request) -> Ask:
        chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
        language = (
            chosen if chosen in languages() else wanted_language(request.headers.get("accept-language", ""))
        )
        named = request.scope.get("user_name") or unquote(request.cookies.get(REVIEWER_COOKIE, ""))
        return Ask(
            path=request.url.path,
            query=request.query_params,
            parts=request.path_params,
            words=languages()[language],
            settings=self.settings,
            library=self.library,
            pasted=self.pasted,
            user=_printable(named) or self.settings.reviewer,
        )

    def _with_cookies(self, request: Request, ask: Ask, response: Response) -> Response:
        """The language that was chosen, and the name under which somebody decided, are remembered."""
        secure = request.url.scheme == "https"
        wanted = dict(ask.remembered)
        if (chosen := request.query_params.get("lang")) in languages():
            wanted[LANGUAGE_COOKIE] = str(chosen)
        for name, value in wanted.items():
            response.set_cookie(
                name, quote(value), max_age=YEAR_SECONDS, httponly=True, samesite="strict", secure=secure
            )
        return response

    async def refused(self, request: Request, error: Exception) -> Response:
        """What Starlette itself refuses: no such page, no such method, a body that is no form."""
        status = error.status_code if isinstance(error, HTTPException) else 400
        return not_found(self._bare(request), status)


def _printable(name: str) -> str:
    return "".join(character for character in name if character.isprintable())[:80]
