"""One report and what it asserts: of the register, or pasted and read at once."""

from __future__ import annotations

import re
from typing import Any

from communique.intake.errors import IntakeError
from communique.records.json import to_dict
from communique.records.reading import Event, Reading
from communique.records.register import Member
from communique.register.view import UnknownRecord
from communique.web.ask import Ask, BadQuestion, Redirect, Shown, Table
from communique.web.cards import Cards
from communique.web.marked import marked_text

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
MOST_HITS = 200
HEAD = (
    "id",
    "kind",
    "mode",
    "stage",
    "step",
    "when",
    "place",
    "topic",
    "sides",
    "confidence",
    "start",
    "end",
    "words",
)


def ask_for_text(ask: Ask) -> Shown:
    return Shown("read.html.j2", ask.t("read.title"), {"problem": "", "given": {}})


def take_text(ask: Ask) -> Shown | Redirect:
    """Reads what was pasted or dropped, and leads to it; a problem is told above the form, still filled."""
    try:
        return Redirect(ask.url(f"/pasted/{_taken(ask)}"))
    except (IntakeError, ValueError) as error:
        given = {name: ask.posted(name) for name in ("text", "title", "published")}
        values = {"problem": str(error), "given": given}
        return Shown("read.html.j2", ask.t("read.title"), values, status=422)


def read_for_program(ask: Ask) -> Shown:
    """The reading as JSON, in the one shape that readings have everywhere. Raises: IntakeError."""
    try:
        found = ask.pasted.get(_taken(ask))
    except IntakeError:
        raise
    except ValueError as error:
        raise IntakeError(str(error)) from error
    assert found is not None
    return Shown("read.html.j2", "", data=to_dict(found))


def _taken(ask: Ask) -> str:
    """Raises: IntakeError, ValueError."""
    published, language = ask.posted("published") or None, ask.posted("language") or None
    if ask.upload is not None and ask.upload.content:
        taken = ask.pasted.read_file(ask.upload.name, ask.upload.content, published, language)
        if not taken.keys:
            raise IntakeError("; ".join(taken.failures) or "no report in it")
        return taken.keys[0]
    text = ask.form.get("text", "") if ask.form is not None else ""
    # A browser sends line ends of two characters, whatever was pasted.
    pasted = text.replace("\r\n", "\n") if isinstance(text, str) else ""
    return ask.pasted.read_text(pasted, ask.posted("title") or None, published, language)


def pasted(ask: Ask) -> Shown:
    """Raises: UnknownRecord when it was forgotten."""
    key = ask.parts["key"]
    found = ask.pasted.get(key)
    if found is None:
        raise UnknownRecord(key)
    return shown_reading(ask, found, {"key": key, "is_pasted": True, "reprints": (), "others": {}})


def report(ask: Ask) -> Shown:
    """Raises: UnknownRecord, NoRegister."""
    key = ask.parts["key"]
    found = ask.known.reading(key)
    reprints = ask.known.reprints(key)
    others = {actor.id: ask.known.entity_of(Member(key, actor.id)) for actor in found.actors}
    return shown_reading(ask, found, {"key": key, "is_pasted": False, "reprints": reprints, "others": others})


def shown_reading(ask: Ask, reading: Reading, more: dict[str, Any]) -> Shown:
    cards = Cards(reading, ask.words)
    values = {
        "reading": reading,
        "text": marked_text(reading, hits_of(ask)),
        "groups": cards.groups(),
        "chain": cards.chain(),
        "noise": sum(noise.span.end - noise.span.start for noise in reading.noise),
        **more,
    }
    title = reading.report.title or headline(reading.report.text)
    table = Table(HEAD, [_row(event, reading) for event in reading.events])
    return Shown("reading.html.j2", title, values, data=to_dict(reading), table=table)


def hits_of(ask: Ask) -> list[tuple[int, int]]:
    """The characters that a link leads to: at=120-134, as often as wanted. Raises: BadQuestion."""
    found = []
    for given in ask.query.getlist("at")[:MOST_HITS]:
        match = PLACE.fullmatch(given)
        if match is None or int(match[1]) >= int(match[2]):
            raise BadQuestion("at", given)
        found.append((int(match[1]), int(match[2])))
    return found


def headline(text: str, most: int = 100) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _row(event: Event, reading: Reading) -> tuple[object, ...]:
    names = {actor.id: actor.name for actor in reading.actors}
    sides = (
        f"{role}: {names.get(filler.actor, filler.actor)}"
        for role, fillers in event.roles.items()
        for filler in fillers
    )
    first = event.trigger[0] if event.trigger else None
    return (
        event.id,
        event.kind,
        event.mode,
        event.stage,
        event.step,
        str(event.when.value) if event.when else None,
        event.place.value if event.place else None,
        event.topic.value if event.topic else None,
        "; ".join(sides),
        event.decision.confidence,
        first.start if first else None,
        first.end if first else None,
        " … ".join(span.text for span in event.trigger),
    )
