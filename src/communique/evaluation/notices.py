"""Notices of talks against the reports of them: is each notice closed by its report, and none by another?

A file of reports as JSON Lines, of which those of `kind` announcement are notices; and, as JSON, for each
notice by its id the ids of the reports of its talks, none where they are not reported in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.batch import read_reports
from communique.intake import read_sources
from communique.intake.errors import Failure
from communique.records.json import load_dicts
from communique.records.reading import Reading
from communique.records.register import Commitment, Derived
from communique.register.derive import derive
from communique.register.keys import report_key
from communique.register.seen import seen

NOTICE = "announcement"
Pairs = Mapping[str, Sequence[str]]


class NoticeError(ValueError):
    """The file holds no notices, or a report cannot be read; or the pairs name reports that are not there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One commitment that a notice opened: `by` are the reports of the happening that settled it, if any."""

    what: str
    state: str
    by: tuple[str, ...]
    why: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """`expected` is None where no pairs were given."""

    id: str
    opened: tuple[Kept, ...]
    expected: tuple[str, ...] | None

    @property
    def right(self) -> bool:
        """Whether a commitment of it was settled by a report that was expected."""
        return any(set(kept.by) & set(self.expected or ()) for kept in self.opened)

    @property
    def wrong(self) -> int:
        """Commitments of it settled by reports none of which was expected."""
        return sum(bool(kept.by) and not set(kept.by) & set(self.expected or ()) for kept in self.opened)


@dataclass(frozen=True, slots=True)
class Result:
    notices: tuple[Notice, ...]

    def to_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {"notices": len(self.notices)}
        if all(notice.expected is not None for notice in self.notices):
            found |= {
                "reported": sum(bool(notice.expected) for notice in self.notices),
                "closed by their report": sum(notice.right for notice in self.notices),
                "commitments closed by another": sum(notice.wrong for notice in self.notices),
            }
        return found


def measure(path: Path, pairs: Pairs | None = None, jobs: int = 1) -> Result:
    """Read all reports of the file, derive a register, and follow what its notices opened.

    Raises:
        NoticeError: see there.
        FormatError: the file is no JSON Lines.
    """
    notices = [str(row.get("id")) for _, row in load_dicts(path) if row.get("kind") == NOTICE]
    if not notices:
        raise NoticeError(f"{path}: no report is of kind {NOTICE!r}")
    readings = _read(path, jobs)
    ids = {report_key(reading.report): reading.report.id for reading in readings}
    _check(pairs or {}, notices, set(ids.values()), path)
    derived = derive([seen(reading, report_key(reading.report)) for reading in readings])
    return Result(tuple(_notice(id, derived, ids, pairs) for id in sorted(notices)))


def _read(path: Path, jobs: int) -> list[Reading]:
    readings = []
    for reading in read_reports(read_sources([str(path)]), jobs):
        if isinstance(reading, Failure):
            raise NoticeError(str(reading))
        readings.append(reading)
    return readings


def load_pairs(path: Path) -> Pairs:
    """Raises: NoticeError unless the file holds one object of lists of ids."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise NoticeError(f"{path}: no JSON: {error}") from None
    if not isinstance(value, dict) or not all(isinstance(ids, list) for ids in value.values()):
        raise NoticeError(f'{path}: must look like {{"NOTICE": ["REPORT"]}}')
    return {notice: [str(id) for id in ids] for notice, ids in value.items()}


def _check(pairs: Pairs, notices: Sequence[str], known: set[str], path: Path) -> None:
    if strangers := sorted(
        (set(pairs) - set(notices)) | {id for ids in pairs.values() for id in ids} - known
    ):
        raise NoticeError(f"{path} holds no {', '.join(strangers)}, of which the pairs speak")


def _notice(id: str, derived: Derived, ids: Mapping[str, str], pairs: Pairs | None) -> Notice:
    happenings = {item.id: item for item in derived.happenings}
    opened = [
        item
        for item in derived.commitments
        for name in (item.opened, *(step.happening for step in item.steps if step.state == "open"))
        if any(ids[report] == id for report in happenings[name].reports)
    ]
    by = {name: tuple(sorted(ids[report] for report in item.reports)) for name, item in happenings.items()}
    kept = tuple(_kept(item, by, id) for item in {item.id: item for item in opened}.values())
    return Notice(id, kept, None if pairs is None else tuple(pairs.get(id, ())))


def _kept(item: Commitment, by: Mapping[str, tuple[str, ...]], notice: str) -> Kept:
    last = item.steps[-1] if item.steps and item.state not in ("open", "postponed") else None
    reports = tuple(id for id in by[last.happening] if id != notice) if last else ()
    return Kept(item.what, item.state, reports, last.why if last else None)


def render(result: Result) -> str:
    """The figures, and each notice with what it opened and what settled that."""
    return "\n".join((*_figures(result), *(line for notice in result.notices for line in _lines(notice))))


def _figures(result: Result) -> Iterator[str]:
    for name, figure in result.to_dict().items():
        yield f"{name:32}{figure:6}"


def _lines(notice: Notice) -> Iterator[str]:
    yield f"\n{notice.id}" + (
        f", reported by {_list(notice.expected)}" if notice.expected is not None else ""
    )
    for kept in notice.opened:
        yield f"  {kept.state:10} {kept.what}"
        if kept.by:
            yield f"             by {_list(kept.by)}: {kept.why}"
    if not notice.opened:
        yield "  nothing was opened by it"


def _list(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "none"
