"""`communique timeline`: happenings in the order of their time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import (
    asking,
    filter_of,
    filter_options,
    one_actor,
    show,
    sure_option,
    to_countries,
)
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("countries", nargs=-1, callback=to_countries, metavar="[COUNTRY [COUNTRY]]")
@click.option("--actor", metavar="NAME", help="Only what this actor (its name or id) takes part in.")
@filter_options
@click.option("--most", type=click.IntRange(1), metavar="N", help="Only the newest so many.")
@sure_option
@asking
def timeline(
    countries: tuple[str, ...],
    actor: str | None,
    kinds: tuple[str, ...],
    stages: tuple[str, ...],
    since: date | None,
    until: date | None,
    most: int | None,
    sure: int,
    register: Path,
    as_of: str | None,
    form: Form | None,
    output: Path | None,
) -> int:
    """Happenings in the order of their time, oldest first.

    Of all states, of one COUNTRY, or between two.
    """
    from communique.queries import timeline as ask

    with open_view(register, as_of) as view:
        wanted = filter_of(countries, kinds, stages, since, until, actor and one_actor(view, actor))
        return show(ask(view, wanted, most, sure / 100), lambda key: view.report(key).text, form, output)
