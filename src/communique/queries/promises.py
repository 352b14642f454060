"""`promises`: what was proposed or planned, with the words that opened it and those that settled it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from communique.linking.commitments import status as state_on
from communique.queries.answer import Answer, Quote, Section, Side
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.events import direction, sides
from communique.queries.lines import CommitmentLine
from communique.records.register import Commitment, Happening, Step
from communique.register.view import Pair, View

OPENING = ("proposed", "planned")
# Kinds that harm: announced, they are threats, and nobody waits for them as for a promise.
MEASURES = ("accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault")
WAITING = ("overdue", "open", "postponed")  # not settled
SETTLED = ("kept", "declined", "cancelled")
STATES = (*WAITING, *SETTLED)
# What may be asked for -> the states that it means.
ASKED = {
    "open": WAITING,
    "settled": SETTLED,
    "all": STATES,
    **{name: (name,) for name in STATES if name != "open"},
}


def promises(
    view: View,
    pair: Pair | None = None,
    status: str = "all",
    since: date | None = None,
    until: date | None = None,
    most: int | None = None,
) -> Answer:
    """Commitments, those that wait first, the most urgent of them first; then the settled, newest first.

    Args:
        pair: two ISO 3166-1 alpha-3 codes; None for all states.
        status: a key of `ASKED`. `open` is all that is not settled, also what is overdue or put off.
        since, until: days between which it was opened.
    Raises:
        KeyError: no such status.
    """
    desk = Desk(view)
    wanted = ASKED[status]
    found = [item for item in view.commitments(pair) if _opened_within(item, since, until)]
    sections = [section for section in commitment_sections(desk, found, found, wanted, most) if section.total]
    asked = {"status": status, "pair": " ".join(pair or ()), "since": since, "until": until}
    return answer(desk, "promises", "Commitments", asked, sections)


def _opened_within(item: Commitment, since: date | None, until: date | None) -> bool:
    day = (item.opened_on or "")[:10]
    return (since is None or day >= str(since)) and (until is None or day <= f"{until}~")


def commitment_sections(
    desk: Desk,
    waiting: Iterable[Commitment],
    settled: Iterable[Commitment],
    states: Collection[str] = STATES,
    most: int | None = None,
) -> Iterator[Section]:
    """What waits, measures announced apart; then what is settled."""
    open_states = [state for state in WAITING if state in states]
    by_harm: dict[bool, list[Commitment]] = {False: [], True: []}
    for item in waiting:
        by_harm[item.kind in MEASURES].append(item)
    yield commitment_section(desk, "open_commitments", "Open commitments", by_harm[False], open_states, most)
    title = "Threats and measures announced"
    yield commitment_section(desk, "announced_measures", title, by_harm[True], open_states, most)
    title = "Commitments kept, declined or cancelled"
    settled_states = [state for state in SETTLED if state in states]
    yield commitment_section(desk, "settled_commitments", title, settled, settled_states, most)


def commitment_section(
    desk: Desk,
    name: str,
    title: str,
    found: Iterable[Commitment],
    states: Collection[str],
    most: int | None = None,
) -> Section:
    today = desk.view.today
    chosen = [item for item in found if state_on(item, today) in states]
    if set(states) & set(WAITING):
        chosen = _most_urgent_first(chosen, today)
    else:
        chosen.sort(key=lambda item: (_moved(item), item.id), reverse=True)
    overdue = sum(state_on(item, today) == "overdue" for item in chosen)
    note = f"{overdue} overdue on {today}" if overdue else None
    return Section(
        name, title, tuple(commitment_line(desk, item) for item in chosen[:most]), len(chosen), note
    )


def _most_urgent_first(items: Iterable[Commitment], today: date) -> list[Commitment]:
    """What became overdue last; then what is due next; then what has no day, the newest first."""
    by_state: dict[str, list[Commitment]] = {state: [] for state in WAITING}
    for item in items:
        by_state[state_on(item, today)].append(item)
    overdue = sorted(by_state["overdue"], key=lambda item: (item.due_by or "", item.id), reverse=True)
    waiting = [*by_state["open"], *by_state["postponed"]]
    due = sorted((item for item in waiting if item.due_by), key=lambda item: (item.due_by or "", item.id))
    undated = [item for item in waiting if not item.due_by]
    undated.sort(key=lambda item: (item.opened_on or "", item.id), reverse=True)
    return [*overdue, *due, *undated]


def _moved(item: Commitment) -> str:
    return (item.steps[-1].on if item.steps else item.opened_on) or ""


def commitment_line(desk: Desk, item: Commitment) -> CommitmentLine:
    opened = desk.view.happening(item.opened)
    last = item.steps[-1] if item.steps else None
    return CommitmentLine(
        id=item.id,
        kind=item.kind,
        mode=opened.mode,
        stage=item.stage,
        state=state_on(item, desk.view.today),
        what=item.what,
        direction=direction(desk, opened),
        place=opened.place,
        topic=opened.topic,
        object=opened.object,
        instrument=opened.instrument,
        value=opened.value,
        confidence=opened.confidence,
        countries=item.countries,
        sides=_sides(desk, item, opened),
        opened_on=item.opened_on,
        due=item.due,
        due_by=item.due_by,
        due_why=item.due_why,
        moved_on=last.on if last else None,
        moved_why=last.why if last else None,
        sources=opened.sources,
        opened=item.opened,
        closed=last.happening if last else None,
        history=tuple(dict.fromkeys(map(_told, item.steps))),
        quotes=_words(desk, opened, opening=True),
        closing=_words(desk, desk.view.happening(last.happening), opening=False) if last else (),
    )


def _sides(desk: Desk, item: Commitment, opened: Happening) -> tuple[Side, ...]:
    known = sides(desk, opened)
    rest = [id for id in item.sides if id not in {side.id for side in known}]
    return (*known, *(desk.side("side", id, opened.reports) for id in rest))


def _told(step: Step) -> str:
    due = f", now due {step.due}" if step.due else ""
    return f"{step.on or 'undated'}: {step.state}{due} ({step.why})"


def _words(desk: Desk, item: Happening, opening: bool) -> tuple[Quote, ...]:
    """The words of those events of the happening that open (or settle) something; of all where none does."""
    members = [
        member
        for member in item.members
        if (event := desk.event(member)) is not None and (event.stage in OPENING) == opening
    ]
    return desk.event_quotes(members or item.members)
