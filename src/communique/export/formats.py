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
    "plover": Format("PLOVER events, JSON Lines", "plover:write"),
    "gdelt": Format("GDELT 2.0 event and mention rows with CAMEO codes", "gdelt:write", True),
    "ftm": Format("FollowTheMoney entities, Web Annotations beside", "ftm:write", True),
    "gexf": Format("who met whom, dynamic GEXF 1.3 for Gephi", "graph:write_gexf"),
    "graphml": Format("who met whom, GraphML", "graph:write_graphml"),
    "w3c": Format("every citation as a W3C Web Annotation, JSON-LD", "w3c:write"),
    "ninjs": Format("reports as ninjs 3.1, annotations beside", "ninjs:write", True),
    "bibtex": Format("reports as citations, BibTeX and biblatex", "bibliography:write_bibtex"),
    "csl": Format("reports as citations, CSL-JSON", "bibliography:write_csl"),
    "ris": Format("reports as citations, RIS", "bibliography:write_ris"),
    "visits": Format("visits, one row for each who travels", "visits:write", True),
    "dcad": Format("agreements on defence, in the shape of DCAD", "dcad:write", True),
    "sipri": Format("arms transfers, in the shape of SIPRI's register, and more", "sipri:write", True),
    "sfm": Format("terms of office as claims, after Security Force Monitor", "tenures:write_sfm", True),
    "archigos": Format("terms of leaders, in the shape of Archigos", "tenures:write_archigos", True),
    "whogov": Format("office-holders of each July, in the shape of WhoGov", "tenures:write_whogov", True),
    "brat": Format("readings for brat", "annotators:write_brat", True),
    "label-studio": Format("readings for Label Studio", "annotators:write_label_studio", True),
    "prodigy": Format("readings for Prodigy, JSON Lines", "annotators:write_prodigy"),
    "inception": Format("readings for INCEpTION, UIMA CAS JSON", "annotators:write_inception", True),
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
