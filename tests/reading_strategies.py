"""Hypothesis strategies for times and whole readings, for properties in more than one test module."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from communique import codebook
from communique.records import (
    Actor,
    Cited,
    CitedWhen,
    Dateline,
    Decision,
    Event,
    Filler,
    Mention,
    Noise,
    Office,
    Plover,
    Reading,
    Report,
    Span,
    Statement,
    When,
)

words = st.text(st.characters(codec="utf-8"), max_size=12)
some_words = words.filter(bool)
IDS = ["a1", "a2", "a3"]


def years() -> st.SearchStrategy[int]:
    return st.integers(1, 9998)


def points() -> st.SearchStrategy[When]:
    """Single times of every exactness, with and without a year, with and without a mark."""
    maybe_year = st.none() | years()
    plain = st.one_of(
        st.dates(date(1, 1, 1), date(9998, 12, 31)).map(When.of_date),
        st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: When.day(None, day.month, day.day)),
        st.builds(lambda day: When.day(None, None, day), st.integers(1, 31)),
        st.builds(When.month, maybe_year, st.integers(1, 12)),
        st.builds(When.season, maybe_year, st.integers(21, 24)),
        st.builds(When.quarter, maybe_year, st.integers(1, 4)),
        st.builds(When.year, years()),
        st.builds(lambda decade: When.parse(f"{decade:03}X"), st.integers(1, 998)),
    )
    return st.builds(When.qualified, plain, st.sampled_from(["", "", "~", "?", "%"]))


def whens() -> st.SearchStrategy[When]:
    """Single times, intervals that run forward, and sets."""
    return st.one_of(points(), intervals(), st.lists(points(), min_size=1, max_size=3).map(When.one_of))


@st.composite
def intervals(draw: st.DrawFn) -> When:
    """With both years and in order, open at the start, or without years and over New Year."""
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    first, last = (When.of_date(day) for day in days)
    yearless = [When.day(None, day.month, day.day) for day in days if day.month != days[0].month] or [last]
    start = draw(st.sampled_from([first, None, When.day(None, days[0].month, days[0].day)]))
    return When.interval(start, yearless[0] if start and not start.has_year else last)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that the types allow and the format can carry; not one that the codebook would allow."""
    text = draw(some_words)
    span = spans(text)
    some_spans = st.lists(span, max_size=2).map(tuple)
    when = st.none() | whens()
    reason = st.none() | words
    reasons = st.dictionaries(st.sampled_from(["mode", "stage", "step"]), words, max_size=2)
    decision = st.builds(
        Decision,
        rule=words,
        why=st.lists(words, max_size=2).map(tuple),
        rejected=st.lists(words, max_size=2).map(tuple),
        confidence=st.none() | st.floats(0, 1),
    )
    filler = st.builds(Filler, st.sampled_from(IDS), some_spans, reason)
    fillers = st.lists(filler, max_size=3, unique_by=lambda one: one.actor).map(tuple)
    cited = st.none() | st.builds(Cited, words, some_spans, reason)
    codes = st.lists(st.sampled_from(["KAZ", "BLR", "IGO"]), max_size=2, unique=True).map(tuple)
    mentions = st.lists(st.builds(Mention, span, span, words, words), max_size=2).map(tuple)
    actor = st.builds(
        Actor,
        id=st.sampled_from(IDS),
        name=words,
        type=st.sampled_from(sorted(codebook.actor_types())),
        mentions=mentions,
        country=codes,
        sector=st.lists(st.sampled_from(["GOV", "MIL"]), max_size=2, unique=True).map(tuple),
        part_of=st.none() | st.sampled_from(IDS),
        inferred=reasons,
    )
    event = st.builds(
        Event,
        id=words,
        kind=st.sampled_from(sorted(codebook.kinds())),
        stage=st.sampled_from(sorted(codebook.stages())),
        trigger=some_spans,
        evidence=some_spans,
        decision=decision,
        mode=st.none() | words,
        step=st.none() | st.sampled_from(sorted(codebook.steps())),
        roles=st.dictionaries(st.sampled_from(["host", "party", "actor"]), fillers, max_size=2),
        proposer=fillers,
        when=st.none() | st.builds(CitedWhen, whens(), some_spans, reason),
        place=cited,
        topic=cited,
        object=cited,
        instrument=cited,
        count=cited,
        value=cited,
        said_by=fillers,
        plover=st.builds(Plover, reason, reason, st.lists(words, max_size=2).map(tuple)),
        inferred=reasons,
    )
    office = st.builds(
        Office,
        st.sampled_from(IDS),
        words,
        st.sampled_from(sorted(codebook.phases())),
        span,
        words,
        reason,
        codes,
    )
    dateline = st.builds(
        Dateline, span, reason, when, reason, st.none() | span, st.none() | span, st.none() | span
    )
    statement = st.builds(
        Statement, st.none() | st.sampled_from(IDS), span, st.just("direct"), words, reason, st.none() | span
    )
    report = st.builds(
        Report,
        id=words,
        text=st.just(text),
        language=st.sampled_from(["ru", "kk"]),
        title=reason,
        published=when,
        url=reason,
        metadata=st.dictionaries(words, words, max_size=2),
    )
    return draw(
        st.builds(
            Reading,
            report=report,
            reader=words,
            published=when,
            published_why=reason,
            dateline=st.none() | dateline,
            sources=st.lists(st.sampled_from(IDS), max_size=2).map(tuple),
            noise=st.lists(st.builds(Noise, span, words), max_size=2).map(tuple),
            actors=st.lists(actor, max_size=2).map(tuple),
            offices=st.lists(office, max_size=1).map(tuple),
            events=st.lists(event, max_size=2).map(tuple),
            statements=st.lists(statement, max_size=1).map(tuple),
            rejected=st.lists(decision, max_size=1).map(tuple),
        )
    )
