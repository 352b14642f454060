"""`communique ingest`: reports into a register."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.read import day_of_publication
from communique.cli.registers import opened_register, told
from communique.records.when import When

if TYPE_CHECKING:
    from communique.intake.errors import Failure
    from communique.records.report import Report
    from communique.register.ingest import Taken
    from communique.register.register import Register


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--into",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="COMMUNIQUE_REGISTER",
    default="communique.db",
    show_default=True,
    show_envvar=True,
    help="The register's file; made where there is none.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes that read.  [default: one a core]")
@click.option(
    "--published",
    metavar="DATE",
    callback=day_of_publication,
    help="Day of publication of reports that bring none.",
)
@click.option("--language", metavar="TAG", help="Language of reports that do not name theirs.")
@click.option("--reread", is_flag=True, help="Also read again what another version of the reader read.")
@click.option("--no-derive", is_flag=True, help="Only store; `communique derive` can follow later.")
@click.option("--durable", is_flag=True, help="Survive loss of power too, not only of the process; slower.")
@click.option("--shard", metavar="I/N", help="Take only every Nth report, from the Ith (1/N … N/N) on.")
@click.option(
    "--acknowledge", is_flag=True, help="One JSON line on standard output for each report, once it is safe."
)
def ingest(
    paths: tuple[str, ...],
    target: Path,
    jobs: int | None,
    published: When | None,
    language: str | None,
    reread: bool,
    no_derive: bool,
    durable: bool,
    shard: str | None,
    acknowledge: bool,
) -> int:
    """Read reports and keep them, with their readings, in a register; then derive what they say together.

    PATH is anything that `communique read` takes. What is in the register already is not read again, so an
    ingest that was cut off is resumed by the same command. Prints what was taken in; reports that could not
    be read are listed on standard error and kept in the register with the reason.

    Exit status: 0 when every report was taken in, 1 when some were not, 2 for wrong usage.
    """
    if not paths and not reread:
        raise click.UsageError("name the files to take in (- is standard input), or give --reread")
    from communique.api import reports
    from communique.intake.errors import IntakeError

    jobs = jobs or os.cpu_count() or 1
    try:
        items = _shard(reports(paths, published=published, language=language), shard)
    except IntakeError as error:
        raise click.BadParameter(str(error)) from error
    with opened_register(target, write=True) as register:
        failed = _take(_everything(register, items, jobs, bool(paths), reread), acknowledge)
        if not no_derive:
            _derive(register)
    return int(failed)


def _everything(
    register: Register, items: Iterable[Report | Failure], jobs: int, new: bool, reread: bool
) -> Iterator[Taken]:
    if new:
        yield from register.ingest(items, jobs)
    if reread:
        yield from register.reread(jobs)


def _shard(items: Iterator[Report | Failure], shard: str | None) -> Iterator[Report | Failure]:
    if shard is None:
        return items
    first, _, step = shard.partition("/")
    if not (first.isdecimal() and step.isdecimal() and 1 <= int(first) <= int(step)):
        raise click.BadParameter(f"{shard!r}: write 1/4 for the first of four", param_hint="'--shard'")
    return (item for number, item in enumerate(items) if number % int(step) == int(first) - 1)


def _take(taken: Iterable[Taken], acknowledge: bool) -> bool:
    """Tell what becomes of each report; whether some failed."""
    counts: Counter[str] = Counter()
    failures = []
    for item in _progress(taken):
        counts[item.state] += 1
        if item.state == "failed":
            failures.append(item)
        if acknowledge:
            sys.stdout.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    counted = ", ".join(
        f"{counts[state]:,} {word}" for state, word in _WORDS.items() if counts[state] or state == "new"
    )
    click.echo(counted, err=acknowledge)
    for failure in failures:
        click.echo(f"  {failure.source}: {failure.reason}", err=True)
    return bool(failures)


_WORDS = {"new": "new", "known": "known already", "reread": "read again", "failed": "failed"}


def _progress(taken: Iterable[Taken]) -> Iterable[Taken]:
    if not sys.stderr.isatty():
        return taken
    return _with_bar(taken)


def _with_bar(taken: Iterable[Taken]) -> Iterator[Taken]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reports", total=None)
        for item in taken:
            progress.advance(task)
            yield item


def _derive(register: Register) -> None:
    sealed = register.derive()
    if sealed is None:
        click.echo("nothing new to derive", err=True)
    else:
        click.echo(told(sealed), err=True)
