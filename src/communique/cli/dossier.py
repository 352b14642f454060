"""`communique dossier`: what stands between two states."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import (
    asking,
    most_options,
    pair_of,
    show,
    since_option,
    sure_option,
    to_countries,
    until_option,
)
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("one", callback=to_countries, metavar="COUNTRY")
@click.argument("other", callback=to_countries, metavar="COUNTRY")
@since_option
@until_option
@most_options
@sure_option
@asking
def dossier(
    one: str,
    other: str,
    since: date | None,
    until: date | None,
    most: int,
    everything: bool,
    sure: int,
    register: Path,
    as_of: str | None,
    form: Form | None,
    output: Path | None,
) -> int:
    """State of relations of two states: open commitments first, then meetings, visits, agreements, contracts,
    joint activities, aid, other events, what each says about the other, who met whom, topics, sources.

    COUNTRY is a code (KAZ, KZ) or a name in English, Russian or Kazakh. Every line carries the words that
    say it. With --output FILE.html: one page for print, each line leading to its words.
    """
    from communique.queries import dossier as ask

    pair_of((one, other))
    with open_view(register, as_of) as view:
        answer = ask(view, one, other, since, until, None if everything else most, sure / 100)
        return show(answer, lambda key: view.report(key).text, form, output)
