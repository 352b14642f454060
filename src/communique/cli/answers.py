"""What the verbs that ask a register share: countries, days and filters as arguments, and how they answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from communique.cli.output import has_colour, opened, width_of
from communique.cli.registers import as_of_option, register_option
from communique.whole import whole_file

if TYPE_CHECKING:
    from communique.faces.register.write import Form
    from communique.queries.answer import Answer
    from communique.register.view import Filter, View

F = TypeVar("F", bound=Callable[..., Any])
FORMS = ("text", "json", "jsonl", "csv", "parquet", "md", "html")  # those of communique.faces.register.write
MOST = 25  # lines of a section, where a person has not asked for more


_format_option: Callable[[F], F] = click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMS),
    help="For a person; JSON; JSON Lines; a table for spreadsheets; Parquet; Markdown; one printable page. "
    "[default: by the name of --output, else text]",
)
_output_option: Callable[[F], F] = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output.",
)


def asking(command: F) -> F:
    """The options that every question takes."""
    for option in (_output_option, _format_option, as_of_option, register_option):
        command = option(command)
    return command


def asking_of_file(command: F) -> F:
    """As `asking`, for a question that goes through all of a register's life."""
    for option in (_output_option, _format_option, register_option):
        command = option(command)
    return command


def to_countries(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """A callback: alpha-3 codes for codes (KAZ, KZ) or names in English, Russian or Kazakh."""
    from communique.gazetteer.countries import UnknownCountry, country_code

    try:
        if isinstance(value, tuple):
            return tuple(map(country_code, value))
        return None if value is None else country_code(value)
    except UnknownCountry as error:
        raise click.BadParameter(str(error)) from error


def first_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A callback: the first day of a day, month or year."""
    return _day(value, last=False)


def last_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A callback: the last day of a day, month or year."""
    return _day(value, last=True)


def _day(value: str | None, last: bool) -> date | None:
    from communique.intake.dates import parse_published
    from communique.intake.errors import IntakeError

    if value is None:
        return None
    try:
        when = parse_published(value, "date")
    except IntakeError as error:
        raise click.BadParameter(f"{error}. Write 2024-03-06, 06.03.2024, 2024-03 or 2024") from error
    day = when.latest if last else when.earliest
    if day is None:
        raise click.BadParameter(f"{value!r} has no {'last' if last else 'first'} day")
    return day


since_option: Callable[[F], F] = click.option(
    "--since", callback=first_day, metavar="DATE", help="From that day, month or year on."
)
until_option: Callable[[F], F] = click.option(
    "--until", callback=last_day, metavar="DATE", help="Up to the end of that day, month or year."
)


def most_options(command: F) -> F:
    """How many lines of a section are wanted."""
    command = click.option("--all", "everything", is_flag=True, help="Every line of every section.")(command)
    return click.option(
        "--most",
        type=click.IntRange(1),
        default=MOST,
        show_default=True,
        metavar="N",
        help="At most so many lines of a section; its head says how many there are.",
    )(command)


sure_option: Callable[[F], F] = click.option(
    "--sure",
    type=click.IntRange(0, 100),
    default=0,
    metavar="PERCENT",
    help="Only events that the reading is at least so sure of.",
)


def filter_options(command: F) -> F:
    """Happenings by kind, stage and time."""
    for option in (
        until_option,
        since_option,
        _names_option("--stage", "stages", "Only at this stage (done, planned, …); may be given again."),
        _names_option("--kind", "kinds", "Only of this kind (visit, agreement, …); may be given again."),
    ):
        command = option(command)
    return command


def _names_option(name: str, terms: str, told: str) -> Callable[[F], F]:
    return click.option(name, terms, multiple=True, metavar="NAME", callback=_known, help=told)


def _known(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    from communique import codebook

    allowed = getattr(codebook, str(param.name))()
    names = tuple(name.strip().replace("-", "_") for value in values for name in value.split(",") if name)
    if unknown := [name for name in names if name not in allowed]:
        raise click.BadParameter(f"no such term: {', '.join(unknown)}; there are {', '.join(allowed)}")
    return names


def filter_of(
    countries: Sequence[str],
    kinds: tuple[str, ...] = (),
    stages: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    actor: str | None = None,
) -> Filter:
    """One country restricts to what it takes part in, two to what stands between them.

    Raises:
        click.UsageError: the same country twice, or more than two.
    """
    from communique.register.view import Filter

    pair = pair_of(countries) if len(countries) != 1 else None
    country = countries[0] if len(countries) == 1 else None
    return Filter(pair, country, actor, kinds, stages, since, until)


def pair_of(countries: Sequence[str]) -> tuple[str, str] | None:
    """Raises: click.UsageError unless there are two different countries, or none."""
    if not countries:
        return None
    if len(countries) != 2 or countries[0] == countries[1]:
        raise click.UsageError(f"two different countries are wanted, not {' '.join(countries)}")
    return countries[0], countries[1]


def one_actor(view: View, name_or_id: str) -> str:
    """The id of an actor. Raises: click.ClickException when there is none of that id or name."""
    from communique.queries.actor import UnknownActor, find_actors

    try:
        return find_actors(view, name_or_id)[0].id
    except UnknownActor as error:
        raise click.ClickException(str(error)) from error


def show(answer: Answer, text_of: Callable[[str], str], form: Form | None, output: Path | None) -> int:
    """Write the answer; gives the exit status."""
    chosen = form or _form_of(output)
    if chosen == "parquet":
        from communique.faces.register.write import write_binary

        with _opened_binary(output) as binary:
            _or_say(lambda: write_binary(answer, binary))
        return 0
    from communique.faces.register.write import write_text

    with opened(output) as out:
        write_text(answer, chosen, out, text_of, width_of(out), has_colour(out))
    return 0


def _form_of(output: Path | None) -> Form:
    from communique.faces.register.write import SUFFIXES

    return "text" if output is None else SUFFIXES.get(output.suffix.lower(), "text")


def _or_say(write: Callable[[], None]) -> None:
    try:
        write()
    except ImportError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _opened_binary(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output unless that is a terminal, or a file that gets its name only when it is whole."""
    if path is None:
        if sys.stdout.isatty():
            raise click.UsageError("Parquet is not for terminals: give --output, or send it into a pipe")
        yield sys.stdout.buffer
        return
    try:
        with whole_file(path) as target, target.open("wb") as out:
            yield out
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint="'--output'") from error
