"""`communique export`: a register in the format of another tool."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from communique.cli.answers import filter_of, filter_options, pair_of, to_countries
from communique.cli.registers import as_of_option, open_view, register_option
from communique.export.errors import ExportError
from communique.export.formats import FORMATS

# \b keeps click from filling the lines.
_LISTED = "\b\nFormats:\n" + "\n".join(f"  {name:13} {item.about}" for name, item in FORMATS.items())


@click.command(epilog=_LISTED)
@click.argument("format", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    help="The file, or for formats of several files the folder, to write. It is there whole or not at all.",
)
@click.option(
    "--pair", nargs=2, callback=to_countries, metavar="A B", help="Only what stands between two states."
)
@filter_options
@click.option("--force", is_flag=True, help="Put the folder in the place of one that holds something.")
@register_option
@as_of_option
def export(
    format: str,
    output: Path,
    pair: tuple[str, ...] | None,
    kinds: tuple[str, ...],
    stages: tuple[str, ...],
    since: date | None,
    until: date | None,
    force: bool,
    register: Path,
    as_of: str | None,
) -> None:
    """Write a register, or a part of it, in the format of another tool.

    Every row can be followed to the characters that say it. The same register gives the same bytes.
    """
    from communique.export import write

    wanted = filter_of(pair_of(pair or ()) or (), kinds, stages, since, until)
    with open_view(register, as_of) as view:
        try:
            write(view, format, output, wanted, force)
        except ExportError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{output}: {error.strerror or error}") from error
