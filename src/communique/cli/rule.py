"""`communique rule`: what a person decides, as a record of its own."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from communique.cli.registers import opened_register, register_option


@click.command()
@click.argument(
    "action", type=click.Choice(("accept", "reject", "correct", "retract", "same", "different", "undo"))
)
@click.argument("target")
@click.argument("other", required=False)
@register_option
@click.option("--field", help="For correct: the field that gets another value.")
@click.option("--value", help="For correct: the value, as JSON (a bare word counts as text).")
@click.option("--why", help="One sentence.")
@click.option("--by", help="Who decides.  [default: the name of the account]")
@click.option("--no-derive", is_flag=True, help="Only store it; `communique derive` can follow later.")
def rule(
    action: str,
    target: str,
    other: str | None,
    register: Path,
    field: str | None,
    value: str | None,
    why: str | None,
    by: str | None,
    no_derive: bool,
) -> None:
    """Decide about a record; nothing is overwritten, and `undo` takes a ruling back.

    \b
    accept REPORT:ID            the record of a reading is right
    reject REPORT:ID            it is no record
    correct REPORT:ID --field stage --value done
    retract REPORT              the whole report no longer counts
    same REPORT:ID REPORT:ID    two actors, or two events, are one
    different REPORT:ID REPORT:ID
    undo RULING
    """
    from communique.linking.rulings import RulingError
    from communique.register.decide import new_ruling

    with opened_register(register, write=True) as opened:
        try:
            ruling = new_ruling(action, target, by or getpass.getuser(), other, field, value, why)
            opened.rule(ruling)
        except RulingError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"ruling {ruling.id}")
        if not no_derive:
            opened.derive(note=f"ruling {ruling.id}")
