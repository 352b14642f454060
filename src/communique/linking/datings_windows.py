"""Between which days a person can have held a post, by a term of the register: its own bounds, and where one
is open, the days on which others are attested in the same post."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from communique.gazetteer.office_holders import OfficeHolder, office_holders
from communique.gazetteer.posts import is_single
from communique.linking.terms_claims import is_bare, may_be
from communique.linking.terms_conflicts import UNIONS, span_of
from communique.linking.terms_names import same_name
from communique.records.register import Entity, Term
from communique.records.when import When

# Fewer citations than these, or over fewer days, may be slips of reports or readings, or tell of
# history. They bound nobody else's term.
ATTESTED = 3
LASTING = timedelta(days=31)
SLIPS = 0.1  # share of slips among the citations of a person in a post, above which he is no evidence


class Window(NamedTuple):
    """First and last day possible, None when open; `bound` says what the bounds rest on, for a reader."""

    low: date | None
    high: date | None
    term: Term
    bound: str
    refs: tuple[str, ...] = ()


class Holder(NamedTuple):
    """The first and the last day on which somebody is attested in a post, and by what."""

    first: date
    last: date
    name: str
    ref: str


Post = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Windows:
    """Windows by person, made once for all reports. `doubtful` are the posts in which a person is often cited
    outside of his terms: another report that has him there says nothing of its day."""

    of_person: Mapping[str, tuple[Window, ...]]
    doubtful: frozenset[tuple[str, str]] = frozenset()

    def held(self, person: str, post: str, country: Sequence[str]) -> tuple[Window, ...]:
        """The windows in which a person held a post; a bare «министр» is any ministry of that state."""
        return tuple(
            window
            for window in self.of_person.get(person, ())
            if (window.term.post == post or (is_bare(post) and may_be(post, window.term.post)))
            and (person, window.term.post) not in self.doubtful
            and (not country or not window.term.country or tuple(country) == window.term.country)
        )


def make_windows(terms: Iterable[Term], entities: Mapping[str, Entity]) -> Windows:
    """Terms that reports alone tell, and that are in conflict with better attested ones, give none."""
    terms = sorted(terms, key=lambda term: term.id)
    usable = [term for term in terms if _is_usable(term)]
    holders = _holders(usable, entities)
    windows: dict[str, list[Window]] = defaultdict(list)
    for term in usable:
        name = entities[term.person].name
        windows[term.person].append(_window(term, name, holders.get((term.post, term.country), ())))
    return Windows({person: tuple(found) for person, found in windows.items()}, _doubtful(terms))


def _is_usable(term: Term) -> bool:
    """Somebody told of as former or future only has a term, but who knows whether not a second one."""
    return _has_row(term) or (term.status != "conflict" and term.first_cited is not None)


def _doubtful(terms: Iterable[Term]) -> frozenset[tuple[str, str]]:
    """Posts of persons with too many citations in terms that conflict with better attested ones."""
    all_cited: Counter[tuple[str, str]] = Counter()
    conflicting: Counter[tuple[str, str]] = Counter()
    for term in terms:
        all_cited[term.person, term.post] += len(term.citations)
        if not _is_usable(term) and term.first_cited is not None:
            conflicting[term.person, term.post] += len(term.citations)
    return frozenset(key for key, number in conflicting.items() if number > SLIPS * all_cited[key])


# -- who else held a post ------------------------------------------------------------------------------


def _holders(terms: Iterable[Term], entities: Mapping[str, Entity]) -> dict[Post, tuple[Holder, ...]]:
    """All who are well attested in posts of which a state has one, the gazetteer's too."""
    found: dict[Post, list[Holder]] = defaultdict(list)
    for term in terms:
        if not is_single(term.post) or term.country in ((), UNIONS):
            continue
        if (span := span_of(term)) is not None and _attested(term):
            found[term.post, term.country].append(Holder(*span, entities[term.person].name, term.id))
    for row in office_holders():
        if is_single(row.post) and (low := row.days[0]) is not None:
            end = When.parse(row.end).earliest if row.end else None
            holder = Holder(low, max(low, end or low), _name(row), row_ref(row.wikidata, row.post, row.start))
            found[row.post, (row.country,)].append(holder)
    return {post: tuple(sorted(holders)) for post, holders in found.items()}


def _name(row: OfficeHolder) -> str:
    return row.names_ru[-1] if row.names_ru else row.name_en


def row_ref(wikidata: str | None, post: str, start: str | None) -> str:
    """How a row of the gazetteer is named as evidence."""
    return f"gazetteer:{wikidata}:{post}:{start}"


def _attested(term: Term) -> bool:
    if _has_row(term):
        return True
    first = When.parse(term.first_cited).earliest if term.first_cited else None
    last = When.parse(term.last_cited).latest if term.last_cited else None
    lasting = first is not None and last is not None and last - first >= LASTING
    return lasting and len(term.citations) >= ATTESTED


# -- one window ----------------------------------------------------------------------------------------


def _window(term: Term, name: str, holders: Sequence[Holder]) -> Window:
    low = When.parse(term.start).earliest if term.start else None
    high = When.parse(term.end).latest if term.end and term.end_known else None
    told = [f"from {term.start}"] if low else []
    told += [f"to {term.end}"] if high else []
    refs = [row_ref(term.external.get("wikidata"), term.post, term.start)] if _has_row(term) else []
    before, after = _neighbours(term, name, holders)
    if low is None and before is not None:
        low = before.last
        told.append(f"after {before.name} ({before.last})")
        refs.append(before.ref)
    if high is None and after is not None:
        high = after.first
        told.append(f"before {after.name} ({after.first})")
        refs.append(after.ref)
    return Window(low, high, term, " ".join([*told, _source(term)]), tuple(refs))


def _has_row(term: Term) -> bool:
    return "gazetteer" in term.external


def _source(term: Term) -> str:
    if _has_row(term):
        return f"(gazetteer, {term.external.get('wikidata')})"
    return f"(cited from {term.first_cited} to {term.last_cited})" if term.first_cited else "(reports)"


def _neighbours(term: Term, name: str, holders: Sequence[Holder]) -> tuple[Holder | None, Holder | None]:
    """The holder before and the one after, as far as attested."""
    mine = span_of(term)
    if mine is None:
        return None, None
    others = [holder for holder in holders if not same_name(name, holder.name)]
    before = max((other for other in others if other.last < mine[0]), key=_by_last, default=None)
    after = min((other for other in others if other.first > mine[1]), default=None)
    return before, after


def _by_last(holder: Holder) -> tuple[date, Holder]:
    return holder.last, holder
