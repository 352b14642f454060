"""`communique merges`: why mentions are, or are not, one actor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.answers import asking, show
from communique.cli.registers import open_view

if TYPE_CHECKING:
    from communique.faces.register.write import Form


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--most", type=click.IntRange(1), metavar="N", help="Only the least sure so many.")
@asking
def merges(
    name: str, most: int | None, register: Path, as_of: str | None, form: Form | None, output: Path | None
) -> int:
    """Every decision that two mentions are, or are not, the actor NAME (its name or id): the score from -1 to
    1, the reason, and who decided. The least sure come first; `communique rule` takes one back.
    """
    from communique.queries import UnknownActor
    from communique.queries import merges as ask

    with open_view(register, as_of) as view:
        try:
            answer = ask(view, name, most)
        except UnknownActor as error:
            raise click.ClickException(str(error)) from error
        return show(answer, lambda key: view.report(key).text, form, output)
