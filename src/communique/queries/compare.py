"""`compare`: what a register knows now and did not at another moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.queries.answer import Answer, Quote, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.records.register import Commitment, Happening
from communique.register.view import ANY, Filter, Pair, View

FIELDS = ("kind", "stage", "step", "mode", "when", "place", "topic", "object", "instrument", "count", "value")
PROMISED = ("state", "due", "what")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A record that came, went or changed (`change`: new, gone or changed); `kind` and `what` are those known
    now, of one that is gone those known then; `changed` tells each field as «name: then → now»."""

    record: str
    type: str
    change: str
    kind: str
    what: str
    when: str | None
    countries: tuple[str, ...]
    changed: tuple[str, ...]
    quotes: tuple[Quote, ...]


def compare(then: View, now: View, pair: Pair | None = None, most: int | None = None) -> Answer:
    """Happenings and commitments that came, changed and went between two moments, of a pair or of all."""
    desks = Desk(then), Desk(now)
    wanted = Filter(pair=pair) if pair else ANY
    happenings = _changes(desks, _by_id(then.happenings(wanted)), _by_id(now.happenings(wanted)), FIELDS)
    promised = _changes(desks, _by_id(then.commitments(pair)), _by_id(now.commitments(pair)), PROMISED)
    sections = [
        _section("happenings", "Happenings", list(happenings), most),
        _section("commitments", "Commitments", list(promised), most),
    ]
    asked = {"then": then.as_of, "pair": " ".join(pair or ())}
    counts = {
        f"{section.name}_{change}": sum(line.change == change for line in section.rows)
        for section in sections
        for change in ("new", "changed", "gone")
    }
    cut = [Section(part.name, part.title, part.rows[:most], part.total) for part in sections if part.total]
    return answer(desks[1], "compare", "Changes", asked, cut, counts)


def _section(name: str, title: str, rows: list[ChangeLine], most: int | None) -> Section:
    order = {"new": 0, "changed": 1, "gone": 2}
    rows.sort(key=lambda line: (order[line.change], line.record))
    return Section(name, title, tuple(rows), len(rows))


def _by_id(items: Iterable[Any]) -> Mapping[str, Any]:
    return {item.id: item for item in items}


def _changes(
    desks: tuple[Desk, Desk], before: Mapping[str, Any], after: Mapping[str, Any], names: tuple[str, ...]
) -> Iterator[ChangeLine]:
    for id in sorted({*before, *after}):
        old: Any = before.get(id)
        new: Any = after.get(id)
        if old is None:
            yield _line(desks[1], new, "new", ())
        elif new is None:
            yield _line(desks[0], old, "gone", ())
        elif changed := tuple(_differences(old, new, names)):
            yield _line(desks[1], new, "changed", changed)


def _differences(old: Any, new: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield f"{name}: {one or '–'} → {other or '–'}"
    if isinstance(new, Happening) and old.reports != new.reports:
        yield f"reports: {len(old.reports)} → {len(new.reports)}"


def _line(desk: Desk, item: Happening | Commitment, change: str, changed: tuple[str, ...]) -> ChangeLine:
    is_event = isinstance(item, Happening)
    opened = item if isinstance(item, Happening) else desk.view.happening(item.opened)
    return ChangeLine(
        record=item.id,
        type="happening" if is_event else "commitment",
        change=change,
        kind=item.kind,
        what=(item.topic or item.object or "") if isinstance(item, Happening) else item.what,
        when=item.when or item.first_reported if isinstance(item, Happening) else item.due,
        countries=item.countries,
        changed=changed,
        quotes=desk.event_quotes(opened.members[:1])[:1],
    )
