"""`communique dump`: a register as JSON Lines."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.output import opened, output_option
from communique.cli.registers import as_of_option, opened_register, register_option


@click.command()
@register_option
@as_of_option
@output_option
@click.option("--digest", is_flag=True, help="Only the SHA-256 of what would be written.")
def dump(register: Path, as_of: str | None, output: Path | None, digest: bool) -> None:
    """Write all that a register knows, one JSON object a line, sorted.

    Nothing in it says when, in what order or by how many processes the register was made: two registers of
    the same reports and rulings give the same bytes.
    """
    from communique.register import dump as dumping

    with opened_register(register) as opened_file:
        generation = opened_file.generation_at(as_of)
        if digest:
            click.echo(dumping.digest(opened_file.store, generation))
            return
        with opened(output) as out:
            for line in dumping.dump(opened_file.store, generation):
                out.write(line + "\n")
