"""`communique read`: reports in, readings out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

import click

from communique.cli.output import Form, explain_option, format_option, opened, output_option, writer
from communique.intake.errors import Failure, IntakeError
from communique.records.reading import Reading
from communique.records.when import When

A_FEW = 5  # reports; more than these get a progress bar


def day_of_publication(ctx: click.Context, param: click.Parameter, value: str | None) -> When | None:
    from communique.intake.dates import parse_published

    try:
        return None if value is None else parse_published(value)
    except IntakeError as error:
        raise click.BadParameter(f"{error}. Write the day as 2024-03-06 or 06.03.2024") from error


@click.command()
@click.argument("paths", nargs=-1, metavar="FILE...")
@click.option("--sample", is_flag=True, help="Read the sample report that comes with the program.")
@format_option
@output_option
@explain_option
@click.option(
    "--published",
    metavar="DATE",
    callback=day_of_publication,
    help="Day of publication (2024-03-06, 06.03.2024, or any EDTF) of reports that bring none of their own.",
)
@click.option(
    "--language",
    metavar="TAG",
    help="Language of reports that do not name theirs; only Russian (ru) is read, others are refused.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that read, for many reports.",
)
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    sample: bool,
    form: Form,
    output: Path | None,
    explain: bool,
    published: When | None,
    language: str | None,
    jobs: int,
) -> int:
    """Read reports into records.

    FILE is a file (text, HTML, JSON, JSON Lines), a folder, a pattern such as 'news/*.html', or - for
    standard input. Reports that cannot be read are listed at the end, on standard error.

    Exit status: 0 when every report was read, 1 when some were not, 2 for wrong usage.
    """
    if bool(paths) == sample:
        told = "--sample reads the sample alone: give it without files, or the files without it"
        none = "name the files to read (- is standard input), or give --sample"
        raise click.UsageError(told if sample else none, ctx)
    if output is not None and any(Path(path).resolve() == output.resolve() for path in paths):
        raise click.BadParameter(f"{output} is one of the files to read", ctx, param_hint="'--output'")
    with _Sample() if sample else nullcontext(paths) as sources:
        # Before the output is opened: Python may drop an interrupt that comes while it imports.
        results = _results(sources, published, language, jobs)
        with opened(output) as out:
            failures = _write(_progress(results, sources, out.isatty()), writer(form, out, explain))
    return tell(failures)


class _Sample(AbstractContextManager[tuple[str, ...]]):
    """The path of the sample report, also where the package lies in an archive."""

    def __init__(self) -> None:
        self._file = as_file(files("communique") / "samples" / "report.txt")

    def __enter__(self) -> tuple[str, ...]:
        return (str(self._file.__enter__()),)

    def __exit__(self, *error: object) -> None:
        self._file.__exit__(None, None, None)


def _results(
    paths: tuple[str, ...], published: When | None, language: str | None, jobs: int
) -> Iterator[Reading | Failure]:
    from communique.api import read_files

    try:
        return read_files(paths, published=published, language=language, jobs=jobs)
    except IntakeError as error:
        raise click.BadParameter(str(error)) from error


class Sink(Protocol):
    def write(self, reading: Reading) -> None: ...

    def finish(self) -> None: ...


def _write(results: Iterable[Reading | Failure], sink: Sink) -> list[Failure]:
    """Write the readings and give the failures."""
    failures = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            sink.write(result)
    sink.finish()
    return failures


def _progress(
    results: Iterable[Reading | Failure], paths: tuple[str, ...], shown_anyway: bool
) -> Iterable[Reading | Failure]:
    """A bar on standard error, when that is a terminal that does not show the readings themselves."""
    if shown_anyway or not sys.stderr.isatty():
        return results
    from communique.intake import count_sources

    total = count_sources(paths)
    return results if total is None or total <= A_FEW else _with_bar(results, total)


def _with_bar(results: Iterable[Reading | Failure], total: int) -> Iterator[Reading | Failure]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(results, total=total)


def tell(failures: list[Failure]) -> int:
    """List what failed on standard error. Gives the exit status."""
    if not failures:
        return 0
    what = "1 report was" if len(failures) == 1 else f"{len(failures)} reports were"
    click.echo(f"{what} not read:", err=True)
    for failure in failures:
        click.echo(f"  {failure}", err=True)
    return 1
