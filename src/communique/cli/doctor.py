"""`communique doctor`: is a register's file sound?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from communique.cli.output import print_json
from communique.cli.registers import opened_register, register_option


@click.command()
@register_option
@click.option("--migrate", is_flag=True, help="First bring a file that an earlier version made up to date.")
@click.option("--json", "as_json", is_flag=True, help="Findings as a JSON list.")
def doctor(register: Path, migrate: bool, as_json: bool) -> int:
    """Examine a register's file: SQLite's version, pages, references, reports, index, generations, disk.

    Nothing is changed (but for --migrate). `communique verify FILE` checks what the file says.

    Exit status: 0 when it is sound, 1 when something is wrong.
    """
    from communique.register.doctor import examine

    if migrate:
        if not register.is_file():
            raise click.ClickException(f"{register}: there is no such file")
        with opened_register(register, write=True):
            pass
    with opened_register(register) as opened:
        findings = examine(opened.store)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.level:5}{finding.check:12}{finding.what}")
    return int(any(finding.level == "bad" for finding in findings))
