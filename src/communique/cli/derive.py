"""`communique derive`: bring what a register says up to date."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.registers import opened_register, register_option, told


@click.command()
@register_option
@click.option("--force", is_flag=True, help="Derive anew even when nothing came in.")
@click.option("--note", help="Why; kept with the generation.")
def derive(register: Path, force: bool, note: str | None) -> None:
    """Derive what all reports say together, from the readings and rulings that the register holds.

    `communique ingest` does so by itself; this is for after rulings, or after `ingest --no-derive`.
    """
    with opened_register(register, write=True) as opened:
        sealed = opened.derive(note, force)
    if sealed is None:
        click.echo("nothing came in since the last derivation")
    else:
        click.echo(told(sealed))
