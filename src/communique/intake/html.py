"""Pages to text in a guarded process of their own.

The process is started with the first page, serves page after page, and is killed and started anew when one
page takes too long or brings it down: a bad page costs itself and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from communique.intake.dates import parse_published
from communique.intake.drafts import Draft, language_tag
from communique.intake.errors import DateError, ExtractionError, LimitError
from communique.intake.limits import Limits, shown_size
from communique.records.when import When

_START_SECONDS = 120.0  # a cold start on a busy machine


class PageReader:
    """Use as a context manager; `page` and `fragment` may be called any number of times, by one thread."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PageReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def page(self, html: str) -> Draft:
        """The main text of a page, with title, date, address and language from its metadata.

        Raises:
            LimitError: the page is too large, too deep, too slow, or needs too much memory.
            ExtractionError: no text was found, with what is known of the reason.
        """
        answer = self._ask("page", html)
        published, why = _published(answer.get("published") or [])
        return Draft(
            text=answer["text"],
            title=answer.get("title") or None,
            published=published,
            url=answer.get("url"),
            language=_language(answer.get("language") or []),
            metadata={**_how(answer), **why},
        )

    def fragment(self, html: str) -> str:
        """All words of a fragment of HTML, a line for each block. Raises: as `page` does."""
        text: str = self._ask("fragment", html)["text"]
        if not text:
            raise ExtractionError("no words between the HTML tags")
        return text

    def close(self) -> None:
        """End the process, if there is one. May be called more than once."""
        if (process := self._process) is None:
            return
        self._process = None
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    def _ask(self, kind: str, html: str) -> dict[str, Any]:
        data = html.encode("utf-8", errors="surrogatepass")
        if len(data) > self._limits.html_bytes:
            raise LimitError(
                f"a page of {len(data):,} bytes, more than the {shown_size(self._limits.html_bytes)} allowed"
            )
        if self._process is not None and self._process.poll() is not None:
            self.close()  # killed from outside, between two pages
        if self._process is None:
            self._start()
        answer = self._exchange(b"%s %d\n" % (kind.encode(), len(data)) + data, self._limits.html_seconds)
        if "error" in answer:
            raise (LimitError if answer.get("limit") else ExtractionError)(answer["error"])
        return answer

    def _start(self) -> None:
        limits = self._limits
        bounds = (
            limits.html_memory,
            max(1, round(limits.html_seconds)),
            limits.html_depth,
            limits.html_nodes,
        )
        # -P: a file called json.py in the working folder must not be imported
        command = [sys.executable, "-P", "-m", "communique.intake.html_worker", *map(str, bounds)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=_environment())
        self._exchange(b"", _START_SECONDS)

    def _exchange(self, request: bytes, seconds: float) -> dict[str, Any]:
        """Write a request, read its answer. The process is gone after any error."""
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        late = threading.Event()
        timer = threading.Timer(seconds, _kill, (process, late))
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            if late.is_set():  # answered in the very moment: the kill is for this page, not the next
                self.close()
            return dict(json.loads(line))
        raise self._end(process, seconds if late.is_set() else None)

    def _end(self, process: subprocess.Popen[bytes], late: float | None) -> LimitError | ExtractionError:
        code = process.wait()
        self.close()
        if late is not None:
            return LimitError(f"the page took longer than {late:g} s")
        if -code == 24:  # SIGXCPU
            return LimitError(f"the page took more than {self._limits.html_seconds:g} s of processor time")
        what = f"signal {-code}" if code < 0 else f"exit status {code}"
        return ExtractionError(f"the process that reads pages ended ({what})")


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _environment() -> dict[str, str]:
    """The child must find this package where the parent found it."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def _published(candidates: list[list[str]]) -> tuple[When | None, dict[str, str]]:
    """The first date of the page's metadata that can be read; those that cannot are named."""
    unread = []
    for field, words in candidates:
        try:
            return parse_published(words, field), {"published_why": f"{field}: {words}"[:200]}
        except DateError as error:
            unread.append(str(error))
    return None, {"published_unread": "; ".join(unread)[:500]} if unread else {}


def _language(candidates: list[str]) -> str | None:
    return next((words for words in candidates if language_tag(words)), None)


def _how(answer: Mapping[str, Any]) -> dict[str, str]:
    from importlib.metadata import version

    how = {"extractor": f"trafilatura {version('trafilatura')}", "text_from": "extracted from the page"}
    if answer.get("heading_added"):
        how["text_from"] = "the page's first-level heading, then the text extracted from the page"
    return how
