"""What stands before every page: who may ask, from where, how much, and what a browser may do with answers.

400   the host is none of those that are served, or the address is too long
401   the token is missing, or the reverse proxy names nobody
403   a write that another site may have caused, or that is not allowed here
408   a body that does not arrive in time
413   a body that is too large
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import URL, Headers, MutableHeaders, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.settings import QUERY_BYTES, Settings

TOKEN_COOKIE = "communique_token"
SAFE = ("GET", "HEAD")
OWN_SITES = ("same-origin", "none")  # values of Sec-Fetch-Site; `none` is a person's own doing
YEAR_SECONDS = 31_536_000

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Unwilling(HTTPException):
    """A body that is too large or too slow; applications of Starlette tell it as any other refusal."""


TOO_LARGE = "That is more than this server takes at once."
TOO_LATE = "That did not arrive in time."


class Guard:
    """An ASGI application around another. Who asks is put into `scope["user_name"]`."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        guarded = _with_headers(send)
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        await self._answer(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        request = HTTPConnection(scope)
        checks: tuple[Callable[[HTTPConnection], Response | None], ...] = (
            self._host,
            _address,
            self._user,
            self._origin,
            self._size,
        )
        return next((refused for check in checks if (refused := check(request))), None)

    def _host(self, request: HTTPConnection) -> Response | None:
        hosts = request.headers.getlist("host")
        if len(hosts) == 1 and host_name(hosts[0]) in self.settings.hosts:
            return None
        return _refused(400, "This host is not served here; see communique serve --allow-host.")

    def _user(self, request: HTTPConnection) -> Response | None:
        header, token = self.settings.user_header, self.settings.token
        name = request.headers.get(header, "").strip() if header else ""
        request.scope["user_name"] = name
        if not header and not token:
            return None
        if name:
            return None
        if token and _same(request.cookies.get(TOKEN_COOKIE, ""), token):
            return None
        if token and _same(request.query_params.get("token", ""), token):
            return _with_token(request.url, token)
        return _refused(401, "Open the link that communique serve printed when it started.")

    def _origin(self, request: HTTPConnection) -> Response | None:
        if request.scope["method"] in SAFE:
            return None
        if is_own(request.headers):
            return None
        return _refused(403, "A decision must come from a page of this server.")

    def _size(self, request: HTTPConnection) -> Response | None:
        told = request.headers.get("content-length", "0")
        if not told.isdecimal() or int(told) > self.settings.body_bytes:
            return _refused(413, TOO_LARGE)
        return None

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reads the body within its limits of size and time, then asks the application."""
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, self._bounded(receive), sending)
        except Unwilling as error:
            if started:
                raise
            await _refused(error.status_code, error.detail)(scope, receive, send)

    def _bounded(self, receive: Receive) -> Receive:
        left, deadline = self.settings.body_bytes, anyio.current_time() + self.settings.seconds
        ended = False

        async def bounded() -> Message:
            nonlocal left, ended
            if ended:  # what comes after the body is only the news that the other side went away
                return await receive()
            try:
                with anyio.fail_after(max(0.0, deadline - anyio.current_time())):
                    message = await receive()
            except TimeoutError:
                raise Unwilling(408, TOO_LATE) from None
            left -= len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if left < 0:
                raise Unwilling(413, TOO_LARGE)
            return message

        return bounded


def host_name(host: str) -> str:
    """The name in a Host header, without port, in small letters; empty when it is none."""
    try:
        parts = urlsplit(f"//{host}")
        name = parts.hostname or ""
        parts.port  # noqa: B018  raises for what is no port
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return f"[{name}]" if ":" in name else name


def site(scheme: str, host: str) -> str:
    """https://desk.example:8642 for a host that was checked, put together anew from what was read of it."""
    port = urlsplit(f"//{host}").port
    return f"{scheme}://{host_name(host)}" + (f":{port}" if port else "")


def is_own(headers: Headers) -> bool:
    """Whether a write comes from a page of this server: what the browser says of the site, or the origin.

    Forms of our own pages bear the origin `null`, since these send no referrer; what the browser says of the
    site tells them from those of a sandbox, which are cross-site.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None:
        return origin is not None and _origin_fits(headers, origin)
    return site in OWN_SITES and (origin in (None, "null") or _origin_fits(headers, str(origin)))


def _origin_fits(headers: Headers, origin: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == headers.get("host", "").lower()


def _address(request: HTTPConnection) -> Response | None:
    size = len(request.scope.get("query_string", b"")) + len(request.scope.get("raw_path", b""))
    return _refused(400, "The address is too long.") if size > QUERY_BYTES else None


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _with_token(url: URL, token: str) -> Response:
    """The same page without the token in its address, so that nobody copies it by mistake."""
    rest = [pair for pair in QueryParams(url.query).multi_items() if pair[0] != "token"]
    target = URL(path=url.path, query=str(QueryParams(rest)))
    answer = RedirectResponse(str(target), 303)
    secure = url.scheme == "https"
    answer.set_cookie(
        TOKEN_COOKIE, token, max_age=YEAR_SECONDS, httponly=True, samesite="strict", secure=secure
    )
    return answer


def _refused(status: int, why: str) -> Response:
    return PlainTextResponse(why + "\n", status)


def _with_headers(send: Send) -> Callable[[Any], Awaitable[None]]:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return guarded
