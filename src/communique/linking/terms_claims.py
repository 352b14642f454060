"""Claims: each office of each report as one dated line, grouped by person, post and state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from communique.gazetteer import plain
from communique.gazetteer.posts import bare_words, post_of
from communique.linking.terms_names import table
from communique.records.register import Citation, Entity, Member
from communique.records.when import When
from communique.register.seen import EventSeen, OfficeSeen, ReportSeen

IN_OFFICE = ("holds", "acting")
CHANGES = ("gains", "leaves")


class Group(NamedTuple):
    """One person (entity id) in one post of one state."""

    person: str
    post: str
    country: tuple[str, ...]


class Claim(NamedTuple):
    """`day` is the report's, `first` and `last` its bounds, None when it bears no year. `changed` is the EDTF
    day on which the report says that the post was taken or left, where it says so."""

    day: str | None
    first: date | None
    last: date | None
    phase: str
    position: str
    body: str | None
    citation: Citation
    changed: str | None = None

    def order(self) -> tuple[date, Citation]:
        return (self.first or date.max, self.citation)


def day_of(report: ReportSeen) -> tuple[str | None, date | None, date | None]:
    """The report's day with its bounds; nothing where the year is not known."""
    if report.published is None:
        return None, None, None
    when = When.parse(report.published)
    if not when.has_year or when.earliest is None or when.latest is None:
        return None, None, None
    return report.published, when.earliest, when.latest


def claims_of(
    reports: Sequence[ReportSeen], entities: Mapping[str, Entity], who: Mapping[Member, str]
) -> dict[Group, list[Claim]]:
    """All claims, each group in order of time; reports in any order."""
    groups: dict[Group, list[Claim]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.key):
        for group, claim in _of_report(report, entities, who):
            groups[group].append(claim)
    return {group: sorted(claims, key=Claim.order) for group, claims in sorted(_folded(groups).items())}


def _of_report(
    report: ReportSeen, entities: Mapping[str, Entity], who: Mapping[Member, str]
) -> Iterator[tuple[Group, Claim]]:
    day, first, last = day_of(report)
    changes = changes_of(report)
    named = {actor.id for actor in report.actors if actor.names}
    for office in report.offices:
        person = who.get(report.member(office.person))
        post = post_key(office.position)
        if person is None or post is None or office.person not in named or entities[person].type != "person":
            continue
        body = who.get(report.member(office.body)) if office.body else None
        country = office.country or entities[person].country
        yield (
            Group(person, post, country if len(country) == 1 else ()),
            Claim(
                day, first, last, phase_of(office), office.position, body, Citation(report.key, *office.span),
                changes.get((office.person, phase_of(office))),
            ),
        )  # fmt: skip


def phase_of(office: OfficeSeen) -> str:
    """That of the reading; «экс премьер-министр» is a former one whatever it says."""
    first = plain(office.position).partition(" ")[0]
    return "former" if office.phase in IN_OFFICE and first in table()["former"] else office.phase


def post_key(position: str) -> str | None:
    """The key of a post of the table, else its words without names of states; None for no office."""
    if (key := post_of(position)) is not None:
        return key
    words = bare_words(position)
    none = table()["no_office"]
    return None if not words or words[0] in none or words[-1] in none else " ".join(words)


def changes_of(report: ReportSeen) -> dict[tuple[str, str], str]:
    """(local person, gains or leaves) -> the day that an appointment of the report tells."""
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in report.events:
        if event.kind == "appointment" and event.stage == "done" and event.mode in CHANGES:
            for person in event.roles.get("person", ()):
                days[person, event.mode].update(_with_year(event))
    return {key: min(found) for key, found in days.items() if len(found) == 1}


def _with_year(event: EventSeen) -> Iterator[str]:
    if event.when is not None and When.parse(event.when).has_year:
        yield event.when


def _folded(groups: Mapping[Group, list[Claim]]) -> dict[Group, list[Claim]]:
    """Claims without a state, and those whose position is a bare word («министр»), go to the only other post
    of the same person that they can mean."""
    posts: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        posts[group.person].append(group)
    folded: dict[Group, list[Claim]] = defaultdict(list)
    for group in sorted(groups):
        folded[_meant(group, posts[group.person])].extend(groups[group])
    return folded


def _meant(group: Group, others: Sequence[Group]) -> Group:
    if not group.country:
        same = [other for other in others if other.post == group.post and other.country]
        if len(same) == 1:
            return same[0]
    if is_bare(group.post):
        near = [other for other in others if not group.country or other.country == group.country]
        fuller = [other for other in near if not is_bare(other.post) and may_be(group.post, other.post)]
        heads = [other for other in fuller if other.post == "head_of_state"]
        if len(heads or fuller) == 1:
            return (heads or fuller)[0]
    return group


def is_bare(post: str) -> bool:
    """The position says nothing without the name of a body."""
    return post in table()["bare"]


def may_be(word: str, post: str) -> bool:
    """«министр» may be the defence minister, «лидер» the head of state; «министр» is neither of the two."""
    if word == "министр":
        return post.endswith("_minister") or post.startswith("министр ")
    return post.startswith(f"{word} ") or (word in table()["leader"] and post == "head_of_state")


def most_printed(values: Iterable[str | None]) -> str | None:
    """The most frequent; the longer, then the first by the alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None
