"""How the page is served: to whom, what may be done, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# More than a file of the longest report that intake takes: 1,000,000 characters of Cyrillic, with markup.
BODY_BYTES = 12_000_000
SECONDS = 30.0  # for an answer; and for a body to arrive
QUERY_BYTES = 8_192
AT_ONCE = 3  # answers made at the same time; Python runs one at a time anyway, and each holds a connection
MOST_ROWS = 1_000  # lines of one section of a page


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts` are the names under which the page may be asked for. `token` must be shown once (then a cookie
    holds it); `user_header` is the header in which a reverse proxy names the user. `reviewer` is the name
    under which decisions are kept where nobody gives another."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    user_header: str | None = None
    read_only: bool = False
    reviewer: str = ""
    body_bytes: int = BODY_BYTES
    seconds: float = SECONDS
