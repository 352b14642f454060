"""`communique verify`: proof that readings keep their promises about citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from communique.cli.output import print_json
from communique.cli.read import tell
from communique.cli.registers import opened_register
from communique.intake.errors import Failure
from communique.records.json import FormatError, from_dict, load_dicts, to_line
from communique.records.reading import Reading

Found = Iterator[tuple[str, str]]
SQLITE = b"SQLite format 3\0"
SAVED_SUFFIXES = (".json", ".jsonl", ".ndjson")


@dataclass
class Tally:
    """What was looked at and what was found."""

    reports: int = 0
    readings: int = 0
    citations: int = 0
    events: int = 0
    records: int = 0
    problems: int = 0

    def lines(self) -> str:
        words = ["reading", "event", "citation"]
        if self.reports:
            words = ["report", *words, "record"]
        counts = [_counted(getattr(self, f"{word}s"), word) for word in words]
        return (
            f"{', '.join(counts)}: {_counted(self.problems, 'problem') if self.problems else 'no problems'}"
        )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="The counts as one JSON object; problems go to stderr.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
def verify(paths: tuple[str, ...], as_json: bool, jobs: int) -> int:
    """Prove that every citation equals the text at its offsets.

    PATH is a register, a file of saved readings, or anything that `communique read` takes, which is then
    read. Also checked: references between records, the terms of the codebook, that saving as JSON loses
    nothing; of a register, that the hashes of reports and readings hold and that every derived record rests
    on something in them. Prints counts and problems.

    Exit status: 0 when there are no problems, 1 when there are some or something was not read.
    """
    tally, failures = Tally(), []
    for path in (path for path in paths if _is_register(path)):
        _check_register(Path(path), tally, as_json)
    for result in _results([path for path in paths if not _is_register(path)], jobs):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            _check(result, tally, as_json)
    if as_json:
        print_json(vars(tally))
    else:
        click.echo(tally.lines())
    return tell(failures) or int(tally.problems > 0)


def _is_register(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def _check_register(path: Path, tally: Tally, to_stderr: bool) -> None:
    from communique.evaluation.registers import audit

    with opened_register(path) as register:
        found = audit(register.store)
    tally.reports += found.reports
    tally.readings += found.readings
    tally.citations += found.citations
    tally.events += found.events
    tally.records += found.records
    tally.problems += len(found.problems)
    for problem in found.problems:
        click.echo(problem, err=to_stderr)


def _check(reading: Reading, tally: Tally, to_stderr: bool) -> None:
    from communique.evaluation import CHECKS, WELL_FORMED, render_problems, spans_of
    from communique.evaluation import verify as verified

    # Gold readings, which no reader made, have no rules and no citations of their fields.
    problems = verified(
        reading, (*(CHECKS if reading.reader else WELL_FORMED), text_is_as_received, json_loses_nothing)
    )
    tally.readings += 1
    tally.events += len(reading.events)
    tally.citations += sum(1 for _ in spans_of(reading))
    tally.problems += len(problems)
    if problems:
        click.echo(render_problems(reading.report.id, problems), err=to_stderr)


def text_is_as_received(reading: Reading) -> Found:
    """The text still has the digest that was taken when it came in, where there is one."""
    from communique.intake.drafts import text_digest

    noted = reading.report.metadata.get("sha256")
    if noted is not None and noted != text_digest(reading.report.text):
        yield "text", "is not the text that was taken in: its digest differs"


def json_loses_nothing(reading: Reading) -> Found:
    """Saved and read back, with the words cut out of the text anew, it is the same reading."""
    try:
        if from_dict(json.loads(to_line(reading))) != reading:
            yield "", "reads back from JSON as another reading"
    except FormatError as error:
        yield error.where, f"cannot be read back from JSON: {error.what}"


def _results(paths: Iterable[str], jobs: int) -> Iterator[Reading | Failure]:
    from communique.api import read_files

    for path in paths:
        yield from _saved(path) if _is_saved(path) else read_files(path, jobs=jobs)


def _saved(path: str) -> Iterator[Reading | Failure]:
    """Every reading of a file; one that is wrong does not hide the others."""
    try:
        for line, value in load_dicts(Path(path)):
            try:
                yield from_dict(value)
            except FormatError as error:
                yield Failure(path, line, str(error))
    except FormatError as error:
        yield Failure(path, None, str(error))


def _is_saved(path: str) -> bool:
    """The first object of the file has a text and a list of events."""
    if not path.lower().endswith(SAVED_SUFFIXES) or not Path(path).is_file():
        return False
    try:
        first = next((value for _, value in load_dicts(Path(path))), {})
    except (OSError, FormatError):
        return False
    return isinstance(first.get("text"), str) and isinstance(first.get("events"), list)
