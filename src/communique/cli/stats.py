"""`communique stats`: what a register holds, counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import asking, show
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@asking
def stats(register: Path, as_of: str | None, form: Form | None, output: Path | None) -> int:
    """What a register holds: records, happenings by kind, stage, year and sources, commitments by state, and
    the pairs of states with most happenings."""
    from communique.queries import stats as ask

    with open_view(register, as_of) as view:
        return show(ask(view), lambda key: view.report(key).text, form, output)
