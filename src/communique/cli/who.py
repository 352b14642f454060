"""`communique who`: who held a post on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import asking, first_day, show, to_countries
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("position", metavar="POSITION")
@click.argument("country", callback=to_countries, metavar="COUNTRY")
@click.argument("day", callback=first_day, required=False, metavar="[DATE]")
@asking
def who(
    position: str,
    country: str,
    day: date | None,
    register: Path,
    as_of: str | None,
    form: Form | None,
    output: Path | None,
) -> int:
    """Who held a post on a day, with the evidence and how sure that is; without DATE, all known holders.

    POSITION is a Russian or English title: 'министр обороны', 'Minister of Defence'.

    \b
      stated    its start (and end) are stated
      between   reports name the holder before and after the day
      likely    a report names him within a year of it
      possible  nothing speaks against it
      unlikely  and another is known to have held the post
    """
    from communique.queries import who as ask

    with open_view(register, as_of) as view:
        return show(ask(view, position, country, day), lambda key: view.report(key).text, form, output)
