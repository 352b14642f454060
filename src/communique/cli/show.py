"""`communique show`: saved readings, as `communique read` would print them."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.output import Form, explain_option, format_option, opened, output_option, writer
from communique.cli.saved import each_reading


@click.command()
@click.argument("saved", nargs=-1, required=True, metavar="SAVED.jsonl...")
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this report; may be given again.")
@format_option
@output_option
@explain_option
def show(saved: tuple[str, ...], ids: tuple[str, ...], form: Form, output: Path | None, explain: bool) -> int:
    """Show saved readings: files written by `communique read --format jsonl` or json, or gold data.

    A file called - is standard input.
    """
    seen: set[str] = set()
    with opened(output) as out:
        sink = writer(form, out, explain)
        for reading in each_reading(saved):
            if not ids or reading.report.id in ids:
                seen.add(reading.report.id)
                sink.write(reading)
        sink.finish()
    if missing := [id for id in ids if id not in seen]:
        click.echo(f"no such report: {', '.join(missing)}", err=True)
    return 1 if missing else 0
