"""Review: what is least sure, decided by a person; every decision is a ruling of the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from communique.linking.rulings import standing
from communique.queries.answer import Quote, Source
from communique.queries.desk import Desk
from communique.queries.review import (
    Doubt,
    event_of,
    merge_lines,
    without,
)
from communique.records.json import to_line
from communique.records.reading import Actor, Reading
from communique.records.register import Citation, Member, Ruling
from communique.register.decide import new_ruling
from communique.register.errors import ReadOnly
from communique.register.reviewed import reports_reviewed, reviewed
from communique.register.view import UnknownRecord
from communique.web.ask import Ask, Attachment, BadQuestion, Redirect, Shown, Table
from communique.web.cards import Card, Cards
from communique.web.marked import excerpt, field_marks, hit_marks, marked_text
from communique.web.pages import corrections
from communique.web.pages.reading import headline
from communique.web.render import flat
from communique.web.warm import held

ON_PAGE = 10
AROUND, NEAR = 400, 140  # characters of context about the words of an event, about a name
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
ACTIONS = ("accept", "reject", "correct", "same", "different", "undo", "retract")
ITEMS = re.compile(r"[^\s,]{1,80}")


class Item(NamedTuple):
    """An event to be looked at: its card, its words in their context, what was ruled on it (with the value of
    a correction for people), its fields as they stand, and the actors of its report."""

    target: str
    report: str
    card: Card
    text: Any
    rulings: tuple[tuple[Ruling, str], ...]
    title: str
    published: str
    current: corrections.Values
    actors: tuple[tuple[str, str], ...]
    mentions: str

    @property
    def saw(self) -> str:
        return ",".join(ruling.id for ruling, _ in self.rulings)

    @property
    def roles(self) -> tuple[str, ...]:
        return corrections.roles_of(self.current)

    @property
    def rows(self) -> list[corrections.Side]:
        return corrections.rows_of(self.current)


def queue(ask: Ask) -> Shown:
    """Events, the least sure first. Raises: NoRegister, BadQuestion."""
    view = ask.known
    rulings = ask.shelf.rulings()
    found = held(ask.shelf, view, "doubts")
    left = without(found, {ruling.target for ruling in standing(rulings)})
    limit, offset = ask.number("limit", ON_PAGE, 1, 50), ask.number("offset", 0, most=1_000_000)
    items = [_item(ask, doubt.member, rulings) for doubt in left[offset : offset + limit]]
    values = {**_shared(ask), "items": items, "total": len(left), "offset": offset, "limit": limit}
    rows = [_row(doubt) for doubt in left[offset : offset + limit]]
    head = ("target", "confidence", "happening")
    data = {"total": len(left), "events": [dict(zip(head, row, strict=True)) for row in rows]}
    return Shown("review.html.j2", ask.t("review.title"), values, data=data, table=Table(head, rows))


def _row(doubt: Doubt) -> tuple[object, ...]:
    return (str(doubt.member), doubt.confidence, doubt.happening)


def _shared(ask: Ask) -> dict[str, Any]:
    return {
        "reviewer": ask.user,
        "fields": corrections.TEXTS,
        "most_rows": corrections.MOST_ROWS,
        "coded": corrections.choices(),
        "pending": not ask.shelf.read_only and ask.shelf.is_pending(),
    }


def _item(ask: Ask, member: Member, rulings: Sequence[Ruling], whole: bool = False) -> Item:
    reading, event = event_of(ask.known, member)
    cards = next(group for group in Cards(reading, ask.words).groups() if group.name == "events")
    card = next(card for card in cards.cards if card.record == event.id)
    text = reading.report.text
    spans = [(span.start, span.end) for span in (*event.trigger, *event.evidence)]
    hits = [(span.start, span.end) for span in event.trigger]
    start, end = _around(text, min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0))
    marks = [*field_marks(reading, event.id), *hit_marks(text, hits)]
    target = str(member)
    return Item(
        target=target,
        report=member.report,
        card=card,
        text=marked_text(reading, hits) if whole else excerpt(text, start, end, marks),
        rulings=tuple((ruling, _told(ask, ruling, reading)) for ruling in _on(target, rulings)),
        title=reading.report.title or headline(text),
        published=str(reading.published or ""),
        current=corrections.values_of(event, target, rulings),
        actors=_named(reading.actors),
        mentions=corrections.mentions_of(reading.actors),
    )


def _told(ask: Ask, ruling: Ruling, reading: Reading | None) -> str:
    """The value of a correction, for people; nothing of other rulings."""
    return corrections.shown(ruling, reading, ask.words) if ruling.action == "correct" else ""


def _around(text: str, start: int, end: int, most: int = AROUND) -> tuple[int, int]:
    """Out to the ends of lines, but no further than so many characters."""
    left = max(text.rfind("\n", 0, start) + 1, start - most, 0)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + most)
    return _to_blank(text, left, start, -1), _to_blank(text, right, end, 1)


def _to_blank(text: str, at: int, to: int, step: int) -> int:
    """From the middle of a word to its border, towards `to`."""
    while at != to and 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at -= step
    return at


def _on(target: str, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Rulings on a record, and those that take them back."""
    own = [ruling for ruling in rulings if target in (ruling.target, ruling.other)]
    ids = {ruling.id for ruling in own}
    return tuple(ruling for ruling in rulings if ruling in own or ruling.target in ids)


def _named(actors: Sequence[Actor]) -> tuple[tuple[str, str], ...]:
    """Ids with what people see: states beside names, the id itself where two would look the same."""
    told = {actor.id: " ".join([flat(actor.name), *actor.country]) for actor in actors}
    counts = Counter(told.values())
    return tuple((id, name if counts[name] == 1 else f"{name} ({id})") for id, name in told.items())


def merges(ask: Ask) -> Shown:
    """Decisions about who is who, those nearest to the border first. Raises: NoRegister, BadQuestion."""
    view = ask.known
    rulings = ask.shelf.rulings()
    ruled = {frozenset((ruling.target, ruling.other)) for ruling in standing(rulings)}
    found = held(ask.shelf, view, "merges")
    left = [merge for merge in found if frozenset((str(merge.left), str(merge.right))) not in ruled]
    limit, offset = ask.number("limit", ON_PAGE, 1, 50), ask.number("offset", 0, most=1_000_000)
    lines = merge_lines(view, left[offset : offset + limit])
    desk = Desk(view)
    items = [(line, [_context(desk, quote) for quote in line.quotes], _saw(line, rulings)) for line in lines]
    values = {**_shared(ask), "items": items, "total": len(left), "offset": offset, "limit": limit}
    head = ("left", "left_name", "right", "right_name", "same", "score", "why", "by")
    rows = [tuple(getattr(line, name) for name in head) for line in lines]
    data = {"total": len(left), "merges": [dict(zip(head, row, strict=True)) for row in rows]}
    return Shown("merges.html.j2", ask.t("review.merges_title"), values, data=data, table=Table(head, rows))


def _context(desk: Desk, quote: Quote) -> tuple[Quote, Any, Source]:
    """The words with what stands around them on their line, and their report."""
    text = desk.text(quote.report)
    start, end = _around(text, quote.start, quote.end, NEAR)
    marks = hit_marks(text, [(quote.start, quote.end)])
    return quote, excerpt(text, start, end, marks), desk.source(quote.report)


def _saw(line: Any, rulings: Sequence[Ruling]) -> str:
    ends = {line.left, line.right}
    return ",".join(ruling.id for ruling in rulings if ends & {ruling.target, ruling.other})


def record(ask: Ask) -> Shown:
    """One event with its whole report. Raises: UnknownRecord, NoRegister."""
    member = Member(ask.parts["report"], ask.parts["id"])
    item = _item(ask, member, ask.shelf.rulings(), whole=True)
    values = {**_shared(ask), "item": item}
    rows = [(r.id, r.at, r.by, r.action, r.field, r.value, r.why) for r, _ in item.rulings]
    head = ("id", "at", "by", "action", "field", "value", "why")
    data = {
        "target": item.target,
        "fields": item.current,
        "rulings": [dict(zip(head, row, strict=True)) for row in rows],
    }
    return Shown("record.html.j2", item.card.head, values, data=data, table=Table(head, rows))


def rulings(ask: Ask) -> Shown:
    """Everything that people decided, the newest first. Raises: NoRegister."""
    ask.known  # noqa: B018  raises without a register
    found = list(reversed(ask.shelf.rulings()))
    counting = {ruling.id for ruling in standing(found)}
    head = ("id", "at", "by", "action", "target", "other", "field", "value", "why")
    rows = [tuple(getattr(ruling, name) for name in head) for ruling in found]
    told = {ruling.id: _told(ask, ruling, _reading_of(ask, ruling)) for ruling in found}
    values = {**_shared(ask), "rulings": found, "counting": counting, "told": told}
    data = {"rulings": [dict(zip(head, row, strict=True)) for row in rows]}
    return Shown("rulings.html.j2", ask.t("review.rulings_title"), values, data=data, table=Table(head, rows))


def _reading_of(ask: Ask, ruling: Ruling) -> Reading | None:
    """The reading that knows the names of the sides; other corrections need none."""
    if ruling.field not in corrections.LISTS:
        return None
    try:
        return ask.known.reading(ruling.target.partition(":")[0])
    except UnknownRecord:
        return None


def gold(ask: Ask) -> Attachment:
    """The readings that were reviewed, as people left them, one JSON object a line. Raises: NoRegister."""
    found = ask.shelf.rulings()
    lines = []
    for key in reports_reviewed(found):
        try:
            lines.append(to_line(reviewed(ask.known.reading(key), key, found)))
        except UnknownRecord:
            continue
    return Attachment(
        "reviewed.jsonl", "application/jsonl; charset=utf-8", "".join(f"{line}\n" for line in lines)
    )


# Rulings


def rule(ask: Ask) -> Redirect:
    """Takes one decision and leads back to where it was made. Raises: RulingError, Overtaken, ReadOnly."""
    _rule(ask)
    back = ask.posted("back")
    return Redirect(back if back.startswith("/review") else "/review")


def rule_for_script(ask: Ask) -> Shown:
    """As `rule`, for the page's own script: gives the rulings. Raises: RulingError, Overtaken, ReadOnly."""
    made = _rule(ask)
    last = made[-1]
    data = {"ruling": last.id, "rulings": [one.id for one in made], "by": last.by, "at": last.at}
    return Shown("error.html.j2", "", data=data)


def _rule(ask: Ask) -> list[Ruling]:
    """One ruling, or as many as there are fields that the form of sides changes."""
    if not ask.may_write:
        raise ReadOnly("this page only shows")
    action = ask.posted("action")
    if action not in ACTIONS:
        raise BadQuestion("action", action)
    reviewer = ask.user if ask.settings.user_header else (ask.posted("reviewer") or ask.user)
    if not reviewer:
        raise BadQuestion("reviewer", "")
    asked: list[tuple[str | None, str | None]] = [(None, None)]
    if action == "correct":
        asked = list(corrections.asked(ask))
    saw = ITEMS.findall(ask.posted("saw"))
    made: list[Ruling] = []
    for field, value in asked:
        ruling = _ruling(ask, action, reviewer[:80], field, value)
        ask.shelf.rule(ruling, [*saw, *(one.id for one in made)])
        made.append(ruling)
    ask.remembered["communique_reviewer"] = reviewer[:80]
    return made


def _ruling(ask: Ask, action: str, by: str, field: str | None, value: str | None) -> Ruling:
    other, why = ask.posted("other") or None, ask.posted("why")[:500] or None
    return new_ruling(action, ask.posted("target"), by, other, field, value, why, _cited(ask))


def _cited(ask: Ask) -> list[Citation]:
    """Words that a person selected, in code points of the report. Raises: BadQuestion."""
    given = ask.posted("span")
    if not given:
        return []
    key = ask.posted("target").partition(":")[0]
    length = len(ask.known.report(key).text)
    found = []
    for part in given.split(",")[:20]:
        match = SPAN.fullmatch(part.strip())
        if match is None or not 0 <= int(match[1]) < int(match[2]) <= length:
            raise BadQuestion("span", part)
        found.append(Citation(key, int(match[1]), int(match[2])))
    return found
