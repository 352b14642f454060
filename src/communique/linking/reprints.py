"""Reprints: reports that carry the text of an earlier one, wholly or nearly; linked, never deleted.

Pairs are looked for where one of 16 bands of 4 minhashes agrees (locality-sensitive hashing), so that cost
grows with the number of reports and not of their pairs.
A text that was filled in anew on a template is no reprint: each of the two then says rare things that
the other does not (another number, another name), while a reprint was cut or added to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from communique.linking.fingerprint import HASHES, NUMBER, Print, parse
from communique.linking.same import days_between
from communique.records.register import Reprint
from communique.register.seen import ReportSeen

BANDS = 16
NEAR = 0.6  # share of runs of four words in common
WITHIN = 0.85  # share of the shorter text's runs that the longer one has
LEAST = 0.3  # below this share of runs, the estimate of `WITHIN` is mere noise
LEAST_WORDS = 12  # shorter texts agree by chance
SURE = 0.85  # share of runs from which neither other numbers nor days apart speak against a reprint
LATE = 3  # days after which a text that is not surely the same is the next bulletin
SWAPPED = 0.08  # weight of what each says alone, over the weight of all: more is a template filled in anew
CROWD = 60  # members of a band beyond which it is a template's; each is compared with its neighbours only


def find_reprints(reports: Sequence[ReportSeen]) -> tuple[Reprint, ...]:
    """Every reprint with its earliest printing, sorted by report."""
    ordered = sorted(reports, key=printing_order)
    prints = [parse(report.fingerprint) for report in ordered]
    original = list(range(len(ordered)))
    for late, early in sorted(_candidates(prints)):
        one, other = prints[early], prints[late]
        root = original[early]
        days = days_between(ordered[early].published, ordered[late].published) or 0
        if one and other and original[late] == late and _is_reprint(one, other, days):
            original[late] = root
    return tuple(
        sorted(
            (_reprint(ordered, prints, late, early) for late, early in enumerate(original) if early != late),
            key=lambda reprint: reprint.report,
        )
    )


def printing_order(report: ReportSeen) -> tuple[str, str]:
    """Dated reports by day, then those without a date; among equals the key decides."""
    return report.published or "~", report.key


def _candidates(prints: Sequence[Print | None]) -> set[tuple[int, int]]:
    """Pairs (late, early) of reports that may share their text."""
    shelves: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for number, one in enumerate(prints):
        if one and one.length >= LEAST_WORDS:
            for shelf in ((-1, one.exact), *_bands(one)):
                shelves[shelf].append(number)
    return {
        (late, early)
        for shelf in shelves.values()
        for at, late in enumerate(shelf)
        for early in shelf[max(0, at - CROWD) : at]
    }


def _bands(one: Print) -> Iterator[tuple[int, bytes]]:
    width = HASHES // BANDS
    for band in range(BANDS):
        yield band, one.runs[band * width : (band + 1) * width].tobytes()


def _is_reprint(one: Print, other: Print, days: int) -> bool:
    if one.exact == other.exact:
        return True
    shared = shared_runs(one, other)
    near = shared >= NEAR or (shared >= LEAST and within(one, other, shared) >= WITHIN)
    if not near or swapped(one, other) > SWAPPED:
        return False
    return shared >= SURE or (days <= LATE and not _other_numbers(one, other))


def _other_numbers(one: Print, other: Print) -> bool:
    """Whether each text has a number that the other has not: a bulletin filled in anew."""
    numbers = [set(side.codes[(side.flags & NUMBER) > 0].tolist()) for side in (one, other)]
    return bool(numbers[0] - numbers[1] and numbers[1] - numbers[0])


def shared_runs(one: Print, other: Print) -> float:
    """Estimated share of runs of four words that both texts have, of all that either has."""
    return float((one.runs == other.runs).mean())


def within(one: Print, other: Print, shared: float) -> float:
    """Estimated share of the shorter text's runs that the longer one has."""
    return min(1.0, shared * (one.length + other.length) / (1 + shared) / min(one.length, other.length))


def swapped(one: Print, other: Print) -> float:
    """The smaller of the weights that each text has alone, over the weight of the smaller text."""
    alone = [
        float(a.rarities[~np.isin(a.codes, b.codes, assume_unique=True)].sum())
        for a, b in ((one, other), (other, one))
    ]
    return min(alone) / max(1.0, min(float(one.rarities.sum()), float(other.rarities.sum())))


def _reprint(reports: Sequence[ReportSeen], prints: Sequence[Print | None], late: int, early: int) -> Reprint:
    one, other = prints[early], prints[late]
    assert one is not None
    assert other is not None
    exact = one.exact == other.exact
    shared = 1.0 if exact else round(shared_runs(one, other), 2)
    why = (
        "all letters and digits of the text are the same"
        if exact
        else f"of the runs of four words in either text about {shared:.0%} stand in both"
    )
    return Reprint(reports[late].key, reports[early].key, "exact" if exact else "near", shared, why)
