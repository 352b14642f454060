"""The list of formats, and the one function that writes any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.export.errors import ExportError

if TYPE_CHECKING:
    from communique.register.view import Filter, View

Writer = Callable[[Any, Path], None]  # a `Scope`, and a new file or an empty folder


@dataclass(frozen=True, slots=True)
class Format:
    """`home` is MODULE:FUNCTION within this package, imported when it is asked for."""

    about: str
    home: str
    is_folder: bool = False

    def load(self) -> Writer:
        module, _, function = self.home.partition(":")
        found: Writer = getattr(import_module(f"communique.export.{module}"), function)
        return found


FORMATS: Mapping[str, Format] = {
    "tables": Format("CSV and Parquet with a Frictionless data package and codebook", "tables:write", True),
    "csv": Format("the same without Parquet", "tables:write_csv", True),
}


def write(
    view: View, format: str, path: Path | str, wanted: Filter | None = None, force: bool = False
) -> None:
    """Write what the view holds to a file or folder, which is there whole at the end or not at all.

    Args:
        format: a name of `FORMATS`.
        path: a file that is there is replaced; a folder that holds something only with `force`.
        wanted: which happenings; what they rest on comes with them; None for all.
    Raises:
        ExportError: no such format, the path is taken, or the format needs what is not installed.
        OSError: it cannot be written.
    """
    from communique.export.files import Occupied, new_file, new_folder
    from communique.export.scope import ALL, Scope

    if format not in FORMATS:
        raise ExportError(f"no such format: {format}; there are {', '.join(FORMATS)}")
    chosen, path = FORMATS[format], Path(path)
    writer = chosen.load()
    try:
        with new_folder(path, force) if chosen.is_folder else new_file(path) as target:
            writer(Scope(view, wanted or ALL), target)
    except Occupied as error:
        raise ExportError(str(error)) from error
