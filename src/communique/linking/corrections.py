"""Corrections: what a report says of an earlier one, and which one that was.

The words are found when a report is read (`find`); the report spoken of is looked for later among all
reports (`link_corrections`): of the same source, not later, near in time, and on the same subject.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

from communique.linking.corrections_words import find_words
from communique.records.register import Citation, Correction, Member, Reprint
from communique.records.when import bounds
from communique.register.seen import CorrectionSeen, EventSeen, ReportSeen

# A source puts right what it said in these days (a denial answers sooner than a newsroom's archive).
NEAR_DAYS = {"correction": 14, "retraction": 14, "denial": 7}
# Share of the smaller report's names, and of words of the title, that must recur; a reprint of it needs none.
LEAST_SCORE = 0.5
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters of a word that survive most endings
_KEY = 12


def find(text: str, noise: Iterable[tuple[int, int]] = ()) -> tuple[CorrectionSeen, ...]:
    """Words of `text`, outside `noise`, by which it corrects, takes back or denies what was reported."""
    return tuple(
        CorrectionSeen(item.kind, (item.start, item.end), item.why) for item in find_words(text, noise)
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a report is about, as far as that can be compared: `day` is the last it can be of."""

    report: ReportSeen
    day: date | None
    sources: frozenset[str]
    names: frozenset[str]
    title: frozenset[str]
    happenings: frozenset[tuple[str, str]]


def link_corrections(
    reports: Sequence[ReportSeen], reprints: Sequence[Reprint] = ()
) -> tuple[Correction, ...]:
    """Every correction found in the reports, with the report it speaks of where that is known."""
    correcting = [report for report in reports if report.corrections]
    if not correcting:
        return ()
    subjects = {report.key: _subject(report) for report in reports}
    near = _near(correcting, subjects)
    original = {item.report: item.of for item in reprints}
    found = (
        _correction(report, number, _spoken_of(report, item.kind, subjects, near, original))
        for report in correcting
        for number, item in enumerate(report.corrections)
    )
    return tuple(sorted(found, key=lambda item: item.id))


def _correction(report: ReportSeen, number: int, of: tuple[ReportSeen, str] | None) -> Correction:
    item = report.corrections[number]
    citation = Citation(report.key, *item.span)
    name = f"{item.kind}:{citation.report}:{citation.start}:{citation.end}"
    earlier, why = of if of else (None, "")
    return Correction(
        id="r" + sha256(name.encode()).hexdigest()[:_KEY],
        kind=item.kind,
        citation=citation,
        why=f"{item.why}; {why}" if why else item.why,
        of=earlier.key if earlier else None,
        events=_events(report, earlier),
    )


def _events(report: ReportSeen, earlier: ReportSeen | None) -> tuple[Member, ...]:
    """The earlier report's events that the correcting one speaks of too; all, where it tells no event."""
    if earlier is None:
        return ()
    told = {key for event in report.events for key in _event_keys(event)}
    events = [event for event in earlier.events if not told or told & set(_event_keys(event))]
    return tuple(sorted(earlier.member(event.id) for event in events))


def _event_keys(event: EventSeen) -> list[tuple[str, str]]:
    return [(event.kind, country) for country in event.countries or ("",)]


def _subject(report: ReportSeen) -> _Subject:
    host = urlsplit(report.url or "").netloc.removeprefix("www.")
    names = {word for actor in report.actors for name in (actor.name, *actor.names) for word in _stems(name)}
    return _Subject(
        report=report,
        day=bounds(report.published)[1],
        sources=frozenset(filter(None, (host.lower(), (report.agency or "").lower()))),
        names=frozenset(names),
        title=frozenset(_stems(report.title or "")),
        happenings=frozenset(key for event in report.events for key in _event_keys(event)),
    )


def _stems(text: str) -> list[str]:
    return [word.lower()[:_STEM] for word in _WORD.findall(text)]


def _near(
    correcting: Sequence[ReportSeen], subjects: Mapping[str, _Subject]
) -> Mapping[str, Sequence[_Subject]]:
    """By source, and by word of a name: only what some correcting report has is kept."""
    wanted = {key for report in correcting for key in _blocks(subjects[report.key])}
    found: dict[str, list[_Subject]] = defaultdict(list)
    for subject in subjects.values():
        for key in wanted & _blocks(subject):
            found[key].append(subject)
    return found


def _blocks(subject: _Subject) -> set[str]:
    return {f"source {name}" for name in subject.sources} | {f"name {name}" for name in subject.names}


def _spoken_of(
    report: ReportSeen,
    kind: str,
    subjects: Mapping[str, _Subject],
    near: Mapping[str, Sequence[_Subject]],
    original: Mapping[str, str],
) -> tuple[ReportSeen, str] | None:
    """The earlier report that is likeliest meant, and why; None where none is likely enough."""
    later = subjects[report.key]
    candidates = {item.report.key: item for key in sorted(_blocks(later)) for item in near.get(key, ())}
    scored = []
    for key, earlier in sorted(candidates.items()):
        gap = _gap(earlier, later)
        if key == report.key or gap is None or gap > NEAR_DAYS[kind] or original.get(key) == report.key:
            continue
        if kind != "denial" and not earlier.sources & later.sources:
            continue
        score = _likeness(earlier, later)
        if original.get(report.key) == key:
            score = 1.0
        if score >= LEAST_SCORE:
            scored.append((-score, gap, key))
    if not scored:
        return None
    score, gap, key = min(scored)
    why = f"{gap} days before, likeness of names, title and events {-score:.2f}"
    return subjects[key].report, why


def _gap(earlier: _Subject, later: _Subject) -> int | None:
    """Days between; None when the order is not known or wrong."""
    if earlier.day is None or later.day is None or earlier.day > later.day:
        return None
    return (later.day - earlier.day).days


def _likeness(one: _Subject, other: _Subject) -> float:
    parts = [
        (0.5, _overlap(one.names, other.names)),
        (0.3, _overlap(one.title, other.title)),
        (0.2, _overlap(one.happenings, other.happenings)),
    ]
    known = [(weight, share) for weight, share in parts if share is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * share for weight, share in known) / total if total else 0.0


def _overlap(
    one: frozenset[object] | frozenset[str], other: frozenset[object] | frozenset[str]
) -> float | None:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else None
