"""`communique serve`: a register, or a pasted report, in the browser."""

from __future__ import annotations

import getpass
import os
import secrets
import signal
import sys
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from communique.web.library import Library
    from communique.web.makers import Makers
    from communique.web.settings import Settings

PORT = 8642
KEEP_ALIVE_SECONDS = 15
CONNECTIONS = 200  # more at once are told to come again
HEAD_BYTES = 32_768


@click.command()
@click.argument("register", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65_535),
    help="The port to listen on; 0 takes any that is free.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name under which the page may be asked for, beside the address itself; may be repeated.",
)
@click.option(
    "--token", help="What the link must bear.  [default: a random one, where --host is no loopback]"
)
@click.option(
    "--user-header",
    metavar="NAME",
    help="The header in which a reverse proxy names the user; requests without it are refused.",
)
@click.option("--reviewer", help="Under whose name decisions are kept.  [default: the name of the account]")
@click.option("--read-only", is_flag=True, help="Take no decisions.")
@click.option(
    "--processes",
    type=click.IntRange(0, 64),
    help="So many make pages beside the one that serves; 0 for none.  [default: one a core, at most 4]",
)
def serve(
    register: Path | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    token: str | None,
    user_header: str | None,
    reviewer: str | None,
    read_only: bool,
    processes: int | None,
) -> None:
    """Open a REGISTER in the browser: read, check, correct. Without one, read pasted reports.

    Listens on this machine alone unless told otherwise; on any other address, the link that is printed bears
    a token, or a reverse proxy must name the user.
    """
    if not is_loopback(host) and not token and not user_header:
        token = secrets.token_urlsafe(24)
    _run(register, host, port, hosts, token, user_header, reviewer, read_only, processes)


def _run(
    register: Path | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    token: str | None,
    user_header: str | None,
    reviewer: str | None,
    read_only: bool,
    processes: int | None,
) -> None:
    try:
        import uvicorn

        from communique.web.app import make_app
    except ImportError as error:
        raise click.ClickException(f"the page needs communique[web] ({error})") from error
    from communique.web.settings import Settings

    settings = Settings(
        hosts=served_hosts(host, hosts),
        token=token,
        user_header=user_header,
        read_only=read_only,
        reviewer=reviewer or _account(),
    )
    library = _opened(register, read_only)
    makers = None
    if library is not None:
        _warm(library)
        makers = _makers(library, settings, processes)
    config = uvicorn.Config(
        make_app(library, settings, makers),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=HEAD_BYTES,
        http="h11",
    )
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    socket.listen(config.backlog)  # who follows the link before all is loaded waits instead of being refused
    click.echo(f"communique at {link(host, socket.getsockname()[1], token)}  (stop with Ctrl+C)", err=True)
    sys.stderr.flush()
    signal.signal(signal.SIGTERM, _interrupt)  # the server stops by itself, then gives the signal on
    with suppress(KeyboardInterrupt):
        server.run(sockets=[socket])
    if makers is not None:
        makers.close()
    if library is not None:
        library.close()


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _opened(register: Path | None, read_only: bool) -> Library | None:
    from communique.register.errors import RegisterError
    from communique.web.library import Library

    if register is None:
        return None
    try:
        return Library(register, read_only)
    except RegisterError as error:
        raise click.ClickException(str(error)) from error


def _makers(library: Library, settings: Settings, processes: int | None) -> Makers | None:
    """Processes that make pages; none where one core is all there is, unless asked for."""
    from communique.web.desk import maker
    from communique.web.makers import MOST, Makers

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = processes if processes is not None else min(cores, MOST) if cores > 1 else 0
    if count == 0:
        return None
    return Makers(partial(maker, library.path, library.read_only, settings), count)


def _warm(library: Library) -> None:
    """In the background, now and after every derivation, what pages need of the whole register."""
    from threading import Thread

    from communique.web.warm import warm

    library.when_sealed = warm
    Thread(target=warm, args=(library,), name="warm", daemon=True).start()


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def served_hosts(host: str, more: tuple[str, ...]) -> frozenset[str]:
    """Names in the Host header that are answered: this machine's own, the address, and those allowed."""
    from communique.web.settings import LOOPBACK

    own = f"[{host}]" if ":" in host else host
    return LOOPBACK | {own.lower(), *(name.lower() for name in more)}


def link(host: str, port: int, token: str | None) -> str:
    shown = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _account() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return ""
