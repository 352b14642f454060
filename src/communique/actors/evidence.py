"""What speaks for and against two names being of one: each piece a number and a few words.

The numbers add up to a score from -1 to 1, which is no probability. They were set on readings of news: a name
alone stays below every bar, a name with its country and nothing against it reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    value: float
    words: str


class Score(NamedTuple):
    value: float
    why: str


def total(pieces: Iterable[Piece | None]) -> Score:
    kept = [piece for piece in pieces if piece is not None]
    value = max(-1.0, min(1.0, sum(piece.value for piece in kept)))
    return Score(round(value, 2), "; ".join(piece.words for piece in kept if piece.words))


DAYS_OF_ONE_STORY = 7
DAYS_OF_ONE_TIME = 730
DAYS_OF_A_LIFE = 40 * 365


def by_country(one: str | None, other: str | None, against: float = -0.15) -> Piece:
    """Args: against: what two countries count; readings often infer the country from the words around."""
    if one and other:
        return (
            Piece(0.3, f"both of {one}") if one == other else Piece(against, f"one of {one}, one of {other}")
        )
    return Piece(0.05, "country of one not known") if one or other else Piece(0.0, "")


def by_days(gap: int | None) -> Piece:
    """Args: gap: days between the nearest reports of the two, None where one has no date."""
    if gap is None:
        return Piece(0.0, "")
    if gap <= DAYS_OF_ONE_STORY:
        return Piece(0.1, "in the same week" if gap else "on the same day")
    if gap <= DAYS_OF_ONE_TIME:
        return Piece(0.05, f"{gap} days apart")
    return Piece(-0.2 if gap > DAYS_OF_A_LIFE else 0.0, f"{gap // 365} years apart")


def by_company(shared: int, states: int) -> Piece:
    """Args: shared: other persons and bodies that the reports of both name; states: states that they do."""
    if shared:
        words = f"{shared} other actor{'s' * (shared > 1)} in common"
        return Piece(min(0.15 + 0.1 * (shared - 1), 0.45), words)
    if states:
        return Piece(min(0.05 + 0.05 * states, 0.15), f"{states} state{'s' * (states > 1)} in common")
    return Piece(0.0, "")
