"""A real browser and a real server, for tests that look at pages as a person does."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import Any

import uvicorn

NAMES = ("chromium", "chromium-browser", "google-chrome")
REASON = "no browser: install Debian's package chromium, or set COMMUNIQUE_BROWSER to one of Chromium's kind"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 20


def browser_path() -> str | None:
    given = os.environ.get("COMMUNIQUE_BROWSER")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of a server of the application on a free port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="error", lifespan="off", http="h11")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = monotonic() + START_SECONDS
        while not server.started and monotonic() < deadline:
            sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(START_SECONDS)
