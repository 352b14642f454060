"""`communique promises`: what was proposed or planned, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.cli.answers import asking, pair_of, show, since_option, to_countries, until_option
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form

F = TypeVar("F", bound=Callable[..., Any])
_STATES = {
    "open": "Not settled, also what is overdue or put off.",
    "overdue": "Not settled although the last day it was due has passed.",
    "postponed": "Put off to a later day.",
    "kept": "Done, or begun.",
    "declined": "Refused by the other side.",
    "cancelled": "Called off.",
    "settled": "Kept, declined or cancelled.",
}


def _state_options(command: F) -> F:
    for name, told in reversed(_STATES.items()):
        command = click.option(f"--{name}", "status", flag_value=name, help=told)(command)
    return command


@click.command()
@click.argument("countries", nargs=-1, callback=to_countries, metavar="[COUNTRY COUNTRY]")
@_state_options
@since_option
@until_option
@click.option("--most", type=click.IntRange(1), metavar="N", help="At most so many of each part.")
@asking
def promises(
    countries: tuple[str, ...],
    status: str | None,
    since: date | None,
    until: date | None,
    most: int | None,
    register: Path,
    as_of: str | None,
    form: Form | None,
    output: Path | None,
) -> int:
    """Commitments, of all states or between two: what was proposed or planned, with the words that opened it
    and those that settled it. What waits comes first, what is overdue before all.

    --since and --until ask for the day on which it was first reported. Overdue is measured against today, or
    against the day of --as-of.
    """
    from communique.queries import promises as ask

    pair = pair_of(countries)
    with open_view(register, as_of) as view:
        answer = ask(view, pair, status or "all", since, until, most)
        return show(answer, lambda key: view.report(key).text, form, output)
