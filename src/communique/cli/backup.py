"""`communique backup`: a consistent copy of a register."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.registers import opened_register, register_option


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="COPY")
@register_option
def backup(target: Path, register: Path) -> None:
    """Copy a register to COPY, also while an ingest is writing into it. COPY must not exist yet."""
    with opened_register(register) as opened:
        try:
            opened.backup(target)
        except FileExistsError as error:
            raise click.BadParameter(f"{error}; give another name", param_hint="'COPY'") from error
    click.echo(f"{target}: {target.stat().st_size:,} bytes")
