"""`actor`: everything about one person, body, enterprise or state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from communique.gazetteer import plain
from communique.queries.answer import Answer, Quote, Section
from communique.queries.assemble import answer
from communique.queries.desk import Desk
from communique.queries.events import days_of, event_section, only_time
from communique.queries.lines import ActorLine, CounterpartLine, MergeLine, NameLine, StatementLine
from communique.queries.passages import passages
from communique.queries.promises import commitment_sections
from communique.queries.who import best_attested_first, term_line
from communique.records.register import Citation, Entity, Happening, Member, Merge
from communique.register.view import Filter, Said, UnknownRecord, View

NEAR = 5  # names offered for one that nobody bears


class UnknownActor(LookupError):
    """No actor has that id or bears that name; `near` holds names like it."""

    def __init__(self, text: str, near: Sequence[str]) -> None:
        hint = f"; perhaps {', '.join(near)}" if near else ""
        super().__init__(f"no actor is called {text!r}{hint}")
        self.text, self.near = text, tuple(near)


def actor(
    view: View,
    name_or_id: str,
    since: date | None = None,
    until: date | None = None,
    most: int | None = None,
) -> Answer:
    """The actor of that id, else the one that the name fits best; others of that name are listed.

    Raises:
        UnknownActor: there is none.
    """
    desk = Desk(view)
    found = find_actors(view, name_or_id)
    entity = found[0]
    items = view.happenings(Filter(actor=entity.id, since=since, until=until))
    said = view.statements(speaker=entity.id)
    terms = best_attested_first(view.terms(entity.id))
    promised = view.commitments(actor=entity.id)
    merged = view.merges(entity.id)
    sections = [
        _section("actor", "Actor", [actor_line(desk, entity)]),
        _section("names", "Names", [_name_line(desk, entity, place) for place in range(len(entity.names))]),
        _section("terms", "Offices", [term_line(desk, term) for term in terms]),
        *commitment_sections(desk, promised, promised, most=most),
        event_section(desk, "events", "Events", items, most),
        counterpart_section(desk, entity.id, items, most),
        statement_section(desk, "statements", "Statements", said, most),
        Section("merges", "Why these are one", _merge_lines(desk, merged[:most]), len(merged)),
        _cut("others", "Others of that name", [actor_line(desk, other) for other in found[1:]], most),
    ]
    asked = {"actor": name_or_id, "since": since, "until": until}
    return answer(desk, "actor", entity.name, asked, [section for section in sections if section.rows])


def find_actors(view: View, name_or_id: str) -> Sequence[Entity]:
    """Best first. Raises: UnknownActor when there is none."""
    try:
        return [view.entity(name_or_id)]
    except UnknownRecord:
        found = view.named(name_or_id)
    if not found:
        names = {plain(name.text): name.text for entity in view.entities().values() for name in entity.names}
        near = get_close_matches(plain(name_or_id), names, NEAR)
        raise UnknownActor(name_or_id, [names[key] for key in near])
    return found


def _section(name: str, title: str, rows: Sequence[object]) -> Section:
    return Section(name, title, tuple(rows), len(rows))


def _cut(name: str, title: str, rows: Sequence[object], most: int | None) -> Section:
    return Section(name, title, tuple(rows[:most]), len(rows))


def actor_line(desk: Desk, entity: Entity) -> ActorLine:
    return ActorLine(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        country=entity.country,
        sector=entity.sector,
        part_of=entity.part_of and desk.name(entity.part_of),
        external=tuple(f"{name}:{value}" for name, value in sorted(entity.external.items())),
        report_count=len({member.report for member in entity.members}),
        mentions=len(entity.members),
        quotes=first_mention(desk, desk.by_day(entity.members[:1])),
    )


def first_mention(desk: Desk, members: Iterable[Member]) -> tuple[Quote, ...]:
    """Where each of these actors of readings is first mentioned in its report."""
    found = []
    for member in members:
        seen = desk.seen(member.report)
        actor = next((actor for actor in seen.actors if actor.id == member.id), None)
        if actor is not None and actor.at[0] < actor.at[1]:
            found.append(desk.quote(Citation(member.report, *actor.at)))
    return tuple(found)


def _name_line(desk: Desk, entity: Entity, place: int) -> NameLine:
    name = entity.names[place]
    return NameLine(name.text, name.kind, name.script, name.reports, _printed(desk, entity, name.text))


def _printed(desk: Desk, entity: Entity, name: str) -> tuple[Quote, ...]:
    """One place where a report prints the name, in whatever case; members are few enough but for states."""
    for member in entity.members[:50]:
        actor = next((item for item in desk.seen(member.report).actors if item.id == member.id), None)
        if actor is None or name not in (actor.name, *actor.names):
            continue
        at = desk.text(member.report).find(name)
        if at >= 0:
            return (desk.quote(Citation(member.report, at, at + len(name))),)
        return first_mention(desk, [member])
    return ()


def counterpart_section(desk: Desk, id: str, items: Iterable[Happening], most: int | None = None) -> Section:
    """Who else takes part in the happenings, the most frequent first."""
    shared: dict[str, list[Happening]] = defaultdict(list)
    for item in items:
        for other in sorted({other for ids in item.roles.values() for other in ids} - {id}):
            shared[other].append(item)
    chosen = sorted(shared.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = tuple(_counterpart(desk, other, found) for other, found in chosen[:most])
    return Section("counterparts", "Counterparts", rows, len(shared))


def _counterpart(desk: Desk, other: str, items: Sequence[Happening]) -> CounterpartLine:
    kinds = Counter(item.kind for item in items).most_common()
    first, last = days_of(items)
    return CounterpartLine(
        name=desk.name(other),
        id=other,
        country=desk.country(other),
        times=len(items),
        kinds=tuple(f"{kind} {count}" for kind, count in kinds),
        when=only_time(items),
        first_day=first,
        last_day=last,
        happenings=tuple(item.id for item in items),
        quotes=desk.newest_quotes(items, 1),
    )


def statement_section(
    desk: Desk,
    name: str,
    title: str,
    said: Iterable[Said],
    most: int | None = None,
    about: str | None = None,
) -> Section:
    """Newest first; of a long statement, the passages about that country."""
    chosen = sorted(said, key=lambda item: (item.on or "", item.member), reverse=True)
    rows = tuple(statement_line(desk, item, about) for item in chosen[:most])
    return Section(name, title, rows, len(chosen))


def statement_line(desk: Desk, said: Said, about: str | None = None) -> StatementLine:
    return StatementLine(
        id=str(said.member),
        on=said.on,
        speaker=said.speaker and desk.name(said.speaker),
        speaker_id=said.speaker,
        office=said.speaker and desk.office(said.speaker, [said.member.report]),
        countries=said.countries,
        about=said.about,
        manner=said.manner,
        verb=said.verb,
        length=said.content.end - said.content.start,
        quotes=tuple(map(desk.quote, passages(desk, said.content, about))),
    )


def _merge_lines(desk: Desk, merges: Iterable[Merge]) -> tuple[MergeLine, ...]:
    return tuple(merge_line(desk, item) for item in merges)


def merge_line(desk: Desk, merge: Merge) -> MergeLine:
    names = [desk.entity_of(member) for member in (merge.left, merge.right)]
    return MergeLine(
        left=str(merge.left),
        left_name=_seen_name(desk, merge.left) or names[0],
        right=str(merge.right),
        right_name=_seen_name(desk, merge.right) or names[1],
        same=merge.same,
        score=merge.score,
        why=merge.why,
        by=merge.by,
        ruling=merge.ruling,
        quotes=first_mention(desk, (merge.left, merge.right)),
    )


def _seen_name(desk: Desk, member: Member) -> str | None:
    actors = desk.seen(member.report).actors
    return next((actor.name for actor in actors if actor.id == member.id), None)
