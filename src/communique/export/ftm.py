"""`ftm`: FollowTheMoney entities, for OpenAleph and its relatives, with the words beside.

    entities.ftm.json      one entity a line
    annotations.jsonld     Web Annotations: FollowTheMoney has no place for offsets

    report        Article                      place         Address
    person        Person                       term          Position, Occupancy
    state, body   PublicBody, Organization     happening     Event; Contract and ContractAward; Project
    enterprise    Company                      commitment    UnknownLink between its two sides
    group         LegalEntity                  evidence      Documentation, Mention

A state is a PublicBody, because only a LegalEntity can take part in an Event. Dates are written where
FollowTheMoney keeps them whole: its date type drops EDTF's marks of doubt and takes no seasons, decades or
missing years, so these stand in `summary` alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any

from communique.export import w3c
from communique.export.evidence import evidence_id
from communique.export.files import plain, write_jsonl
from communique.export.names import headline, web_address
from communique.export.scope import Scope
from communique.gazetteer.countries import countries
from communique.queries.desk import publisher
from communique.records.reading import Reading
from communique.records.register import Citation, Commitment, Entity, Happening, Member, Term

Json = dict[str, Any]
PREFIX = "communique-"
# States that FollowTheMoney calls otherwise than ISO's lower-case alpha-2.
CODES = {"XKX": "xk", "SUN": "suhh", "YUG": "yucs", "IGO": None}
LANGUAGES = {"ru": "rus", "kk": "kaz", "en": "eng", "be": "bel", "uk": "ukr"}  # as FollowTheMoney has them
PUBLIC = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"}
TOPICS = {"GOV": "gov", "MIL": "mil", "LEG": "gov.legislative", "JUD": "gov.judicial", "IGO": "gov.igo"}
PROJECTS = ("training", "production", "sustainment", "project")
MADE = ("done", "under_way")
_WHOLE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def write(scope: Scope, folder: Path) -> None:
    write_jsonl(folder / "entities.ftm.json", entities(scope))
    w3c.write(scope, folder / "annotations.jsonld")


def entities(scope: Scope) -> Iterator[Json]:
    for entity in scope.actors.values():
        yield actor(scope, entity)
    yield from posts(scope)
    yield from (tenure(term) for term in scope.terms)
    for item in scope.happenings:
        yield from happening(scope, item)
    for commitment in scope.commitments:
        yield from promise(scope, commitment)
    for key, reading in scope.readings():
        yield article(scope, key, reading)
        yield from mentions(scope, key)
        yield from documentation(scope, key)


def made(id: str, schema: str, **properties: Iterable[str | None] | str | None) -> Json:
    """An entity; every property is a list of texts, and an empty one is left out."""
    found: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) or value is None else list(value)
        keep = str if name == "bodyText" else _one_line
        if kept := list(dict.fromkeys(keep(plain(item)) for item in values if item)):
            found[name] = kept
    return {"id": id, "schema": schema, "properties": found}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def ref(id: str) -> str:
    return f"{PREFIX}{id}"


def country(codes: Iterable[str]) -> list[str | None]:
    """Lower-case alpha-2; what has none there is left out."""
    known = countries()
    return [CODES.get(code, known[code].alpha2.lower() if code in known else None) for code in codes]


def dates(edtf: str | None) -> Mapping[str, str]:
    """`date`, or `startDate` and `endDate`, where nothing of the time is lost."""
    first, slash, last = (edtf or "").partition("/")
    if not slash:
        return {"date": first} if _WHOLE.fullmatch(first) else {}
    ends = {"startDate": first, "endDate": last}
    return {name: day for name, day in ends.items() if _WHOLE.fullmatch(day)}


def whole(edtf: str | None) -> str | None:
    return edtf if edtf and _WHOLE.fullmatch(edtf) else None


# Actors


def schema_of(entity: Entity) -> str:
    if entity.type == "body":
        return "PublicBody" if PUBLIC & set(entity.sector) else "Organization"
    schemata = {"person": "Person", "state": "PublicBody", "enterprise": "Company", "place": "Address"}
    return schemata.get(entity.type, "LegalEntity")


def actor(scope: Scope, entity: Entity) -> Json:
    schema, names = schema_of(entity), _names(entity)
    if schema == "Address":
        return made(
            ref(entity.id), schema, full=entity.name, name=names["name"], country=country(entity.country)
        )
    parent = entity.part_of if entity.part_of in scope.actors else None
    has_parent = parent is not None and schema_of(scope.actors[parent]) != "Address" and schema != "Person"
    terms = scope.terms_of.get(entity.id, ())
    return made(
        ref(entity.id),
        schema,
        **names,
        country=country(entity.country),
        wikidataId=entity.external.get("wikidata"),
        topics=_topics(entity, bool(terms)),
        position=[term.position for term in terms] if schema == "Person" else None,
        parent=ref(parent) if has_parent and parent else None,
    )


def _names(entity: Entity) -> dict[str, list[str]]:
    """An abbreviation of a person is initials and alone says little: a weak alias."""
    found: dict[str, list[str]] = defaultdict(list, name=[entity.name])
    short = "weakAlias" if entity.type in ("person", "place") else "abbreviation"
    kinds = {"abbreviation": short, "former": "previousName"}
    for name in entity.names:
        if name.text != entity.name:
            found[kinds.get(name.kind, "alias")].append(name.text)
    return found


def _topics(entity: Entity, has_terms: bool) -> list[str]:
    if entity.type == "person":
        return ["role.pep"] if has_terms else []
    return [TOPICS[sector] for sector in entity.sector if sector in TOPICS]


def posts(scope: Scope) -> Iterator[Json]:
    """Each once, under all names that it was printed by."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in scope.terms:
        found[post_id(term)].append(term)
    for id, terms in sorted(found.items()):
        body = scope.actors.get(terms[0].body or "")
        is_body = body is not None and schema_of(body) in ("PublicBody", "Organization", "Company")
        yield made(
            id,
            "Position",
            name=[term.position for term in terms],
            country=country(terms[0].country),
            organization=ref(body.id) if is_body and body else None,
        )


def post_id(term: Term) -> str:
    """One for all who held it: of a kind, a body and a state."""
    words = "\n".join((term.post, term.body or "", *term.country))
    return ref(f"post-{sha256(words.encode()).hexdigest()[:12]}")


def tenure(term: Term) -> Json:
    cited = f"attested from {term.first_cited} to {term.last_cited}" if term.first_cited else None
    return made(
        ref(term.id),
        "Occupancy",
        holder=ref(term.person),
        post=post_id(term),
        startDate=whole(term.start) if term.start_known else None,
        endDate=whole(term.end) if term.end_known else None,
        status="ended" if term.end_known else "unknown",
        recordId=term.id,
        summary=[cited, *term.notes],
        proof=_proof(term.citations),
    )


def _proof(citations: Iterable[Citation]) -> list[str]:
    return [ref(citation.report) for citation in citations]


# Happenings


def happening(scope: Scope, item: Happening) -> Iterator[Json]:
    if item.kind == "contract" and item.stage in MADE:
        yield from contract(scope, item)
    elif item.kind == "activity" and item.mode in PROJECTS and item.stage in MADE:
        yield from project(scope, item)
    else:
        yield event(scope, item)


def _common(scope: Scope, item: Happening) -> dict[str, Iterable[str | None] | str | None]:
    return {
        "name": headline(scope, item),
        "country": country(item.countries),
        "summary": _summary(item),
        "keywords": [item.kind, item.mode, item.stage, item.step, item.plover, *item.context],
        "sourceUrl": [web_address(scope.desk.seen(key).url) for key in item.reports],
        "proof": [ref(key) for key in item.reports],
    }


def _summary(item: Happening) -> list[str | None]:
    fields = {
        "time (EDTF)": item.when,
        "why": item.when_why,
        "topic": item.topic,
        "object": item.object,
        "document": item.instrument,
        "count": item.count,
        "value": item.value,
    }
    return [f"{name}: {value}" for name, value in fields.items() if value]


def event(scope: Scope, item: Happening) -> Json:
    hosts = [*item.roles.get("host", ()), *item.roles.get("mediator", ())]
    involved = [id for fillers in item.roles.values() for id in fillers]
    return made(
        ref(item.id),
        "Event",
        **_common(scope, item),
        **dates(item.when),
        recordId=item.id,
        location=item.place,
        organizer=_legal(scope, hosts),
        involved=_legal(scope, involved),
    )


def _legal(scope: Scope, ids: Iterable[str]) -> list[str]:
    """Places cannot take part."""
    known = [scope.actors[id] for id in ids if id in scope.actors]
    return [ref(entity.id) for entity in known if schema_of(entity) != "Address"]


def contract(scope: Scope, item: Happening) -> Iterator[Json]:
    customers = _legal(scope, item.roles.get("customer", ()))
    suppliers = _legal(scope, item.roles.get("supplier", ()))
    yield made(
        ref(item.id),
        "Contract",
        **_common(scope, item),
        title=item.instrument or headline(scope, item),
        authority=customers,
        type=item.mode,
        contractDate=whole(item.when),
        status=item.stage,
    )
    for supplier in suppliers:
        yield made(
            f"{ref(item.id)}-award-{supplier.removeprefix(PREFIX)}",
            "ContractAward",
            supplier=supplier,
            contract=ref(item.id),
            role="supplier",
            **dates(item.when),
            summary=item.value,
        )


def project(scope: Scope, item: Happening) -> Iterator[Json]:
    yield made(
        ref(item.id),
        "Project",
        **_common(scope, item),
        **dates(item.when),
        projectId=item.id,
        status=item.stage,
        goal=item.topic or item.object,
    )
    for role, ids in item.roles.items():
        for participant in _legal(scope, ids):
            yield made(
                f"{ref(item.id)}-{role}-{participant.removeprefix(PREFIX)}",
                "ProjectParticipant",
                project=ref(item.id),
                participant=participant,
                role=role,
            )


def promise(scope: Scope, item: Commitment) -> Iterator[Json]:
    """From the first side to each other one; the life of a commitment has no place but the summary."""
    sides = _legal(scope, item.sides)
    for other in sides[1:]:
        yield made(
            f"{ref(item.id)}-{other.removeprefix(PREFIX)}",
            "UnknownLink",
            subject=sides[0],
            object=other,
            role=f"commitment: {item.kind}",
            status=scope.state_of(item),
            summary=[item.what, f"due (EDTF): {item.due}" if item.due else None],
            date=whole(item.opened_on),
            recordId=item.id,
            proof=[ref(key) for key in scope.view.happening(item.opened).reports],
        )


# Reports


def article(scope: Scope, key: str, reading: Reading) -> Json:
    report, seen, known = reading.report, scope.desk.seen(key), scope.desk.source(key).url
    return made(
        ref(key),
        "Article",
        title=report.title,
        name=None if report.title else scope.desk.source(key).title,
        publishedAt=whole(seen.published),
        sourceUrl=web_address(known),
        publisher=publisher(seen) if seen.url or seen.agency else None,
        language=LANGUAGES.get(report.language),
        mimeType="text/plain",
        bodyText=report.text,
        contentHash=sha1(plain(report.text).encode()).hexdigest(),  # the checksum that the format has
        processingAgent=reading.reader,
    )


def mentions(scope: Scope, key: str) -> Iterator[Json]:
    """Who is named in the report, and who that is."""
    for one in scope.desk.seen(key).actors:
        entity = scope.actors.get(scope.entity_of(Member(key, one.id)) or "")
        if entity is not None and one.names and schema_of(entity) != "Address":
            yield made(
                ref(f"{key}-{one.id}"),
                "Mention",
                document=ref(key),
                name=one.names,
                resolved=ref(entity.id),
                detectedSchema=schema_of(entity),
                contextCountry=country(one.country),
            )


def documentation(scope: Scope, key: str) -> Iterator[Json]:
    """The sentences of the report that assert a happening."""
    for event in scope.desk.seen(key).events:
        id = scope.happening_of.get(Member(key, event.id))
        spans = event.evidence or event.trigger
        if id is None or not spans:
            continue
        citations = [Citation(key, *span) for span in spans]
        text = scope.desk.text(key)
        yield made(
            ref(f"{key}-{event.id}"),
            "Documentation",
            document=ref(key),
            entity=ref(id),
            role="evidence",
            summary=[text[one.start : one.end] for one in citations],
            recordId=" ".join(map(evidence_id, citations)),
        )
