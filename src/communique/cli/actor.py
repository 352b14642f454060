"""`communique actor`: everything about one person, body, enterprise or state."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import asking, most_options, show, since_option, until_option
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("name", metavar="NAME")
@since_option
@until_option
@most_options
@asking
def actor(
    name: str,
    since: date | None,
    until: date | None,
    most: int,
    everything: bool,
    register: Path,
    as_of: str | None,
    form: Form | None,
    output: Path | None,
) -> int:
    """Names in all scripts, offices, commitments, events, counterparts and statements of one actor, and why
    its mentions are taken for one.

    NAME is a name as reports print it, or the id of an actor. Where several bear the name, the one that most
    reports speak of is told, and the others are listed.
    """
    from communique.queries import UnknownActor
    from communique.queries import actor as ask

    with open_view(register, as_of) as view:
        try:
            answer = ask(view, name, since, until, None if everything else most)
        except UnknownActor as error:
            raise click.ClickException(str(error)) from error
        return show(answer, lambda key: view.report(key).text, form, output)
