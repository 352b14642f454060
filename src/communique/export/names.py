"""What records are called outside: IRIs, and what a person reads for them."""

from __future__ import annotations

from communique import codebook
from communique.export.scope import Scope
from communique.records.register import Happening

PREFIX = "urn:communique:"


def iri(record: str, id: str, field: str | None = None) -> str:
    """`urn:communique:happening:h123`, with the field as a fragment."""
    return f"{PREFIX}{record}:{id}" + (f"#{field}" if field else "")


def web_address(url: str | None) -> str | None:
    """The address, where it is one of the web and may stand as an IRI."""
    if url is None or not url.startswith(("http://", "https://")):
        return None
    return None if any(character in ' <>"{}|\\^`' or character < "!" for character in url) else url


def wikidata_address(id: str | None) -> str | None:
    return f"http://www.wikidata.org/entity/{id}" if id else None


def headline(scope: Scope, item: Happening) -> str:
    """`visit (done): Асан Токтосунов, Сербия`: what happened, and who took part, each once."""
    roles = [role for role in codebook.kinds()[item.kind].roles if role in item.roles]
    ids = dict.fromkeys(id for role in roles for id in item.roles[role])
    sides = ", ".join(scope.desk.name(id) for id in ids)
    kind = f"{item.kind}, {item.mode}" if item.mode else item.kind
    return f"{kind} ({item.stage})" + (f": {sides}" if sides else "")
