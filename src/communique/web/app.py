"""The application: which page answers which address, in which form, and what is told when it cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar
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
from communique.web.desk import Desk
from communique.web.guard import YEAR_SECONDS, Guard
from communique.web.library import Library
from communique.web.makers import Makers
from communique.web.messages import languages, wanted_language
from communique.web.pages import PAGES, Page
from communique.web.settings import AT_ONCE, Settings
from communique.web.static import static_file
from communique.web.troubles import not_found, told

T = TypeVar("T")
LANGUAGE_COOKIE, REVIEWER_COOKIE = "communique_lang", "communique_reviewer"
FORMS = ("", ".json", ".csv")


def make_app(
    library: Library | None = None, settings: Settings | None = None, makers: Makers | None = None
) -> ASGIApp:
    """Args:
    library: the register; without one, pages only read what is pasted.
    makers: processes that make the pages of the register; without them, this one makes all.
    """
    server = Server(Desk(library, settings or Settings()), makers)
    routes = [Route("/static/{name}", static_file, methods=["GET"])]
    for page in PAGES:
        for form in FORMS if page.has_forms else ("",):
            path = f"/index{form}" if page.path == "/" and form else page.path + form
            shape = ".json" if path.endswith(".json") else form
            routes.append(Route(path, server.endpoint(page, shape), methods=list(page.methods)))
    routes.sort(key=lambda route: not route.path.endswith(FORMS[1:]))  # {id}.json before {id}
    handlers = dict.fromkeys((400, 404, 405, 408, 413), server.refused)
    app = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(app, server.desk.settings)


class Server:
    """From requests to pages and back: who makes them, how long it may take, what the browser remembers."""

    def __init__(self, desk: Desk, makers: Makers | None = None) -> None:
        self.desk, self.makers = desk, makers
        self._limiter: CapacityLimiter | None = None

    def endpoint(self, page: Page, form: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            ask = self._asked(request, form)
            if request.method == "POST":
                await self._take_form(request, ask)
            try:
                with anyio.fail_after(self.desk.settings.seconds):
                    response = await self._made(ask, page, form)
            except TimeoutError as error:
                response = told(ask, error, form)
            return _with_cookies(request, ask, response)

        return answer

    async def _made(self, ask: Ask, page: Page, form: str) -> Response:
        if self.makers is None or not page.is_of_register:
            made = await self._in_thread(partial(self.desk.made, ask, page, form))
            return made.response()
        found = await self._in_thread(partial(self.desk.found, ask, page, form))
        if found is None:
            found = await self.makers.make(self.desk.order(ask, page, form))
            self.desk.kept.put(found)
        return found.response()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        """Pages are made outside the event loop, so that a slow one does not hold up the others."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(AT_ONCE)
        return await to_thread.run_sync(work, limiter=self._limiter, abandon_on_cancel=True)

    async def _take_form(self, request: Request, ask: Ask) -> None:
        size = self.desk.settings.body_bytes
        async with request.form(max_files=1, max_fields=100, max_part_size=size) as form:
            ask.form = form
            dropped = form.get("file")
            if isinstance(dropped, UploadFile) and dropped.filename:
                ask.upload = Upload(dropped.filename, await dropped.read())

    def _asked(self, request: Request, form: str = "") -> Ask:
        chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
        accepted = request.headers.get("accept-language", "")
        language = chosen if chosen in languages() else wanted_language(accepted)
        named = request.scope.get("user_name") or unquote(request.cookies.get(REVIEWER_COOKIE, ""))
        return self.desk.ask(request, language, _printable(named) or self.desk.settings.reviewer, form)

    async def refused(self, request: Request, error: Exception) -> Response:
        """What Starlette itself refuses: no such page, no such method, a body that is no form."""
        status = error.status_code if isinstance(error, HTTPException) else 400
        return not_found(self._asked(request), status)


def _with_cookies(request: Request, ask: Ask, response: Response) -> Response:
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


def _printable(name: str) -> str:
    return "".join(character for character in name if character.isprintable())[:80]
