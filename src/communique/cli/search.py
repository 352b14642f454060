"""`communique search`: reports that hold words in any of their forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import asking, filter_of, filter_options, one_actor, show, to_countries
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option(
    "--country",
    "countries",
    multiple=True,
    callback=to_countries,
    metavar="COUNTRY",
    help="Only reports of happenings that this state takes part in; given twice, of those between two.",
)
@click.option("--actor", metavar="NAME", help="Only reports of happenings of this actor (its name or id).")
@filter_options
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="So many reports.")
@click.option("--offset", type=click.IntRange(0), default=0, help="After the first so many.")
@asking
def search(
    words: tuple[str, ...],
    countries: tuple[str, ...],
    actor: str | None,
    kinds: tuple[str, ...],
    stages: tuple[str, ...],
    since: date | None,
    until: date | None,
    limit: int,
    offset: int,
    register: Path,
    as_of: str | None,
    form: Form | None,
    output: Path | None,
) -> int:
    """Reports that hold all these words, in any of their forms, best first.

    With filters, only reports that tell a happening which fits them; with --since and --until alone, also
    those published in that time.
    """
    from communique.queries import search as ask

    with open_view(register, as_of) as view:
        wanted = filter_of(countries, kinds, stages, since, until, actor and one_actor(view, actor))
        answer = ask(view, " ".join(words), wanted, limit, offset)
        return show(answer, lambda key: view.report(key).text, form, output)
