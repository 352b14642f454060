"""Terms that exclude each other: two persons in a post of which a state has one, at the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from communique.gazetteer.posts import is_single
from communique.linking.terms_names import same_name
from communique.records.register import Entity, Term
from communique.records.when import bounds

# Handovers and slips («министр» of one who has just left) overlap by some weeks.
SLACK = timedelta(days=31)
UNIONS = ("IGO",)  # many bodies of states, each with a president of its own
# A start told for much longer ago is that of somebody from history books, whom reports call by his old post.
LONGEST = timedelta(days=15 * 365)
SHOWN = 3  # rivals that a note names: the best attested


def mark_conflicts(terms: Sequence[Term], entities: Mapping[str, Entity]) -> list[Term]:
    """Both stay; the one with fewer citations is marked, or both where none has more."""
    rivals: dict[str, list[Term]] = defaultdict(list)
    for group in _rivals(terms):
        for one, other in _pairs(group, entities):
            rivals[one.id].append(other)
    return [_marked(term, rivals.get(term.id, []), entities) for term in terms]


def _marked(term: Term, rivals: list[Term], entities: Mapping[str, Entity]) -> Term:
    if not rivals:
        return term
    best = sorted(rivals, key=lambda rival: (*(-part for part in weight(rival)), rival.id))[:SHOWN]
    return replace(term, status="conflict", notes=(*term.notes, *(_note(rival, entities) for rival in best)))


def _rivals(terms: Iterable[Term]) -> list[list[Term]]:
    groups: dict[tuple[str, tuple[str, ...]], list[Term]] = defaultdict(list)
    for term in terms:
        if term.country not in ((), UNIONS) and is_single(term.post):
            groups[term.post, term.country].append(term)
    return [sorted(group, key=lambda term: term.id) for _, group in sorted(groups.items())]


def _pairs(group: Sequence[Term], entities: Mapping[str, Entity]) -> Iterator[tuple[Term, Term]]:
    """(weaker, stronger) terms that overlap; both ways round where neither is stronger."""
    spans = [(span, term) for term in group if (span := span_of(term)) is not None]
    spans.sort(key=lambda item: (item[0], item[1].id))
    for place, ((_, end), term) in enumerate(spans):
        for (start, _), other in spans[place + 1 :]:
            if start + SLACK >= end:
                break
            if not same_person(term, other, entities):
                yield from _weaker(term, other)


def _weaker(one: Term, other: Term) -> Iterator[tuple[Term, Term]]:
    if weight(one) <= weight(other):
        yield one, other
    if weight(other) <= weight(one):
        yield other, one


def weight(term: Term) -> tuple[int, int]:
    """A term that the gazetteer has too weighs more than any that reports alone tell."""
    return int(_has_row(term)), len(term.citations)


def span_of(term: Term) -> tuple[date, date] | None:
    """The days over which the term is attested: by citations, and by the start and the end that are told."""
    cited = [bound for edtf in (term.first_cited, term.last_cited) for bound in bounds(edtf) if bound]
    start = bounds(term.start)[1] if term.start_known and bounds(term.start)[0] else None
    end = bounds(term.end)[0] if term.end_known else None
    told = [day for day in (start, end) if day is not None and (_has_row(term) or _is_near(day, cited))]
    days = [*cited, *told]
    return (min(days), max(days)) if days else None


def _has_row(term: Term) -> bool:
    return "gazetteer" in term.external


def _is_near(day: date, cited: Sequence[date]) -> bool:
    return not cited or (min(cited) - LONGEST <= day <= max(cited) + LONGEST)


def same_person(one: Term, other: Term, entities: Mapping[str, Entity]) -> bool:
    return one.person == other.person or same_name(entities[one.person].name, entities[other.person].name)


def _note(other: Term, entities: Mapping[str, Entity]) -> str:
    span = span_of(other)
    assert span is not None
    return f"{entities[other.person].name} is attested in the same post from {span[0]} to {span[1]}"
