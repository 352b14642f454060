"""`communique codebook`: the terms that records are made of."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from communique.cli.output import has_colour, print_json, width_of

if TYPE_CHECKING:
    from communique.codebook import Kind


@click.command()
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def codebook(kinds: tuple[str, ...], as_json: bool) -> int:
    """List the kinds of events with their roles and modes, and the stages and other terms.

    With KIND, only these kinds.
    """
    from communique.codebook import kinds as all_kinds

    if unknown := [name for name in kinds if name not in all_kinds()]:
        raise click.UsageError(f"no such kind: {', '.join(unknown)}. There are: {', '.join(all_kinds())}")
    chosen = [kind for name, kind in all_kinds().items() if not kinds or name in kinds]
    if as_json:
        print_json({"kinds": [_kind_dict(kind) for kind in chosen], **({} if kinds else terms())})
        return 0
    _print("Kinds", {kind.name: _kind_text(kind) for kind in chosen})
    for title, words in ({} if kinds else terms()).items():
        _print(title.replace("_", " ").capitalize(), words)
    return 0


def _kind_dict(kind: Kind) -> dict[str, object]:
    return {"name": kind.name, "meaning": kind.meaning, "roles": kind.roles, "modes": kind.modes}


def _kind_text(kind: Kind) -> str:
    modes = f"\nmodes: {', '.join(kind.modes)}" if kind.modes else ""
    return f"{kind.meaning}\nroles: {', '.join(kind.roles)}{modes}"


def terms() -> dict[str, Mapping[str, str]]:
    """The lists of words that any kind may use, each word with its meaning."""
    from communique import codebook as tables

    names = ("stages", "steps", "phases", "manners", "actor_types", "mention_forms", "sectors", "contexts")
    return {name: getattr(tables, name)() for name in names}


def _print(title: str, rows: Mapping[str, str]) -> None:
    from communique.faces.tables import Table, plain
    from communique.faces.terminal import render_table

    cells = tuple((plain(name), plain(meaning)) for name, meaning in rows.items())
    table = Table(title, ("name", "meaning"), cells)
    click.echo(render_table(table, width_of(sys.stdout), has_colour(sys.stdout)), nl=False)
