"""`communique history`: the life of one record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import asking_of_file, show
from communique.cli.registers import opened_register

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("id", metavar="ID")
@asking_of_file
def history(id: str, register: Path, form: Form | None, output: Path | None) -> int:
    """Every version of a record, from the day on which the register first knew it, and what became new.

    ID is that of an actor, happening, commitment, term or correction as the other verbs show it, or REPORT:ID
    for a member of one: then the life of all that it belonged to.
    """
    from communique.queries import history as ask
    from communique.register.view import UnknownRecord

    with opened_register(register) as opened:
        try:
            answer = ask(opened, id)
        except UnknownRecord as error:
            raise click.ClickException(f"the register never had a record {id!r}") from error
        return show(answer, lambda key: "", form, output)
