"""Options that the verbs of a register share, and how they open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from communique.register.rebuild import Sealed
    from communique.register.register import Register
    from communique.register.stored import StoredView

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_REGISTER = "communique.db"

register_option: Callable[[F], F] = click.option(
    "--register",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="COMMUNIQUE_REGISTER",
    default=DEFAULT_REGISTER,
    show_default=True,
    show_envvar=True,
    help="The register's file.",
)
as_of_option: Callable[[F], F] = click.option(
    "--as-of",
    metavar="DATE",
    help="Answer with what the register knew at the end of that day (2024-03-06, UTC) or at that instant.",
)


def told(sealed: Sealed) -> str:
    """What a derivation did, in one line."""
    return (
        f"generation {sealed.generation} of {sealed.reports:,} reports:"
        f" {sealed.added:,} records added, {sealed.closed:,} closed"
    )


@contextmanager
def opened_register(path: Path, *, write: bool = False) -> Iterator[Register]:
    """The register, with its errors told as errors of the command line."""
    from communique.register.errors import RegisterError
    from communique.register.register import Register

    try:
        with Register.open(path, write=write) as register:
            yield register
    except RegisterError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def open_view(path: Path, as_of: str | None) -> Iterator[StoredView]:
    """A view of a register; what was known before the first seal is nothing, and that is said."""
    with opened_register(path) as register, register.view(as_of) as view:
        if view.generation == 0:
            first = register.first_known()
            known = "has derived nothing yet" if first is None else f"first knew anything at {first}"
            click.echo(f"{path} {known}", err=True)
        yield view
