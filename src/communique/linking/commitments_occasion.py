"""Occasions: what a report expects of talks without a day of its own is due when the talks are.

«4 мая министр посетит Осло; по итогам переговоров будет подписано соглашение»: the agreement too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.linking.commitments_turns import OPENING, Turn

# What may be an occasion for what.
OCCASIONS: Mapping[str, tuple[str, ...]] = {"agreement": ("meeting", "visit"), "meeting": ("visit",)}
LONGEST = 7  # days; what takes longer is no occasion


def with_occasions(found: Iterable[Turn]) -> list[Turn]:
    """The turns, in their order; plans without a time have that of their one occasion in the same report."""
    found = list(found)
    by_report: dict[str, list[Turn]] = defaultdict(list)
    for turn in found:
        if turn.act in OPENING and _is_short(turn):
            for report in sorted(turn.reports):
                by_report[report].append(turn)
    return [_dated(turn, by_report) for turn in found]


def _is_short(turn: Turn) -> bool:
    return turn.first is not None and turn.last is not None and (turn.last - turn.first).days <= LONGEST


def _dated(turn: Turn, by_report: Mapping[str, Sequence[Turn]]) -> Turn:
    if turn.when is not None or turn.act not in OPENING or turn.kind not in OCCASIONS:
        return turn
    occasions = {
        (other.when, other.first, other.last): other
        for report in sorted(turn.reports)
        for other in by_report.get(report, ())
        if other.kind in OCCASIONS[turn.kind] and _same_states(turn, other)
    }
    if len(occasions) != 1:
        return turn
    (occasion,) = occasions.values()
    why = f"at the {occasion.kind} that the same report expects"
    return replace(turn, when=occasion.when, when_why=why, first=occasion.first, last=occasion.last)


def _same_states(turn: Turn, other: Turn) -> bool:
    ours, theirs = set(turn.happening.countries), set(other.happening.countries)
    return len(ours) > 1 and ours == theirs
