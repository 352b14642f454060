"""Style sheet, script and pictures: few, small, read once from the package."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

TYPES = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "chart.js": "text/javascript; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
DAY = 86_400


@cache
def content(name: str) -> bytes:
    return (files("communique.web") / "static" / name).read_bytes()


@cache
def static_url(name: str) -> str:
    """The address with a digest of the content, so that browsers may keep it and never show an old one."""
    return f"/static/{name}?v={sha256(content(name)).hexdigest()[:12]}"


async def static_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in TYPES:
        raise HTTPException(404)
    headers = {"cache-control": f"public, max-age={DAY}"}
    return Response(content(name), headers=headers, media_type=TYPES[name])
