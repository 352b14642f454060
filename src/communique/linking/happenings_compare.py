"""Do two events of different reports tell one happening? What forbids it, and what speaks for it.

`contradiction` names what cannot be reconciled. `weigh` adds up what is left; its parts were set by reading
joined events of general news, and so was the threshold.
"""

from __future__ import annotations

import re

from communique.linking.happenings_sides import MUTUAL, Profile, Side
from communique.linking.same import Score

JOINED = 0.6  # the least that joins
AFTER = 1  # days a report's own time may be off: night, time zones
NEWS = 4  # days for which a happening without a printed time is news
STEPS_APART = frozenset(
    {"signed", "ratified", "in_force", "extended", "suspended", "terminated", "initialled"}
)
SPOKEN = frozenset({"support", "request", "accuse"})
STANDING = frozenset(
    {"activity", "aid", "contract", "support"}
)  # kinds that also tell long-standing practice


def contradiction(a: Profile, b: Profile) -> str | None:
    """Why the two cannot be one happening; None where they can."""
    for rule in (
        _kinds_differ,
        _stages_differ,
        _sides_differ,
        _times_differ,
        _steps_differ,
        _appointed_differ,
        _documents_differ,
    ):
        if why := rule(a, b):
            return why
    return None


def _kinds_differ(a: Profile, b: Profile) -> str | None:
    return "kinds differ" if a.event.kind != b.event.kind else None


def _stages_differ(a: Profile, b: Profile) -> str | None:
    return "one has happened, the other not" if a.course != b.course else None


def _sides_differ(a: Profile, b: Profile) -> str | None:
    if any(_opposed(one, other) for one, other in zip(a.sides, b.sides, strict=True)):
        return "other sides"
    return None


def _opposed(a: Side, b: Side) -> bool:
    """Other countries, or other persons of one country and no entity in common."""
    if a.entities & b.entities:
        return False
    if a.countries and b.countries:
        shared = a.countries & b.countries
        if not shared or (len(a.countries) > 1 and len(b.countries) > 1 and len(shared) < 2):
            return True
    return any(not names & b.persons[c] for c, names in a.persons.items() if c in b.persons)


def _times_differ(a: Profile, b: Profile) -> str | None:
    """Times given must meet; a time given must fit the news of a report that gives none."""
    if a.when and b.when:
        apart = max(a.when[0] - b.when[1], b.when[0] - a.when[1])
        return "other times" if apart > AFTER else None
    for one, other in ((a, b), (b, a)):
        first, last = other.reported
        if one.when and first is not None and last is not None and one.course == "realised":
            gap = max(first - one.when[1], one.when[0] - last)
            if gap > NEWS:
                return "told as news on another day"
    return None


def _steps_differ(a: Profile, b: Profile) -> str | None:
    steps = {a.event.step, b.event.step} & STEPS_APART
    return "another step of the agreement" if len(steps) > 1 else None


def _appointed_differ(a: Profile, b: Profile) -> str | None:
    """Several persons come into office at once: each is a happening of its own."""
    if a.event.kind != "appointment":
        return None
    named = [{name for names in one.sides[0].persons.values() for name in names} for one in (a, b)]
    bodies = [one.sides[1].entities for one in (a, b)]
    if all(named):
        return None if named[0] & named[1] else "other persons appointed"
    return "other bodies" if all(bodies) and not bodies[0] & bodies[1] else None


def _documents_differ(a: Profile, b: Profile) -> str | None:
    if a.event.instrument and b.event.instrument and a.about and b.about and not a.about & b.about:
        return "other documents"
    return None


def weigh(a: Profile, b: Profile, texts: Score) -> Score:
    """Args: texts: what the judge of pairs says of the two reports."""
    parts = [(texts.value, f"texts {texts.value:+.2f}")]
    for part in (
        _by_sides,
        _by_time,
        _by_subject,
        _by_amount,
        _by_speech,
        _by_words,
        _by_place,
        _by_mode,
        _by_practice,
    ):
        value, what = part(a, b)
        if value:
            parts.append((value, f"{what} {value:+.2f}"))
    total = sum(value for value, _ in parts)
    return Score(round(max(-1.0, min(1.0, total)), 3), "; ".join(what for _, what in parts))


def _by_sides(a: Profile, b: Profile) -> tuple[float, str]:
    shared = sum(len(one.entities & other.entities) for one, other in zip(a.sides, b.sides, strict=True))
    countries = sum(len(one.countries & other.countries) for one, other in zip(a.sides, b.sides, strict=True))
    if shared:
        return (0.45 if shared > 1 or countries > 1 else 0.3), "same actors"
    if a.event.kind not in MUTUAL and a.sides[0].entities and b.sides[0].entities:
        return -0.2, "another actor"
    return (
        (0.2, "same countries")
        if countries > 1
        else (0.05, "one country in common")
        if countries
        else (0, "")
    )


def _by_time(a: Profile, b: Profile) -> tuple[float, str]:
    exact = a.when and a.when == b.when and a.when[0] == a.when[1]
    return (0.2, "same day") if exact else (0, "")


def _by_subject(a: Profile, b: Profile) -> tuple[float, str]:
    if not a.about or not b.about:
        return 0, ""
    shared = len(a.about & b.about) / min(len(a.about), len(b.about))
    return (0.2, "same subject") if shared >= 0.4 else (-0.35, "other subject") if shared < 0.2 else (0, "")


def _by_speech(a: Profile, b: Profile) -> tuple[float, str]:
    """A speaker thanks, asks and blames many on one day: who or what it was about must be the same."""
    if a.event.kind not in SPOKEN or a.sides[1].entities & b.sides[1].entities or a.about & b.about:
        return 0, ""
    return -0.2, "said of nothing in common"


def _by_amount(a: Profile, b: Profile) -> tuple[float, str]:
    """Amounts printed with no number in common."""
    if not a.event.value or not b.event.value:
        return 0, ""
    given = [set(re.findall(r"\d+", one.event.value or "")) for one in (a, b)]
    return (-0.4, "other amount") if all(given) and not given[0] & given[1] else (0, "")


def _by_words(a: Profile, b: Profile) -> tuple[float, str]:
    return (0.15, "same words of the act") if a.acts & b.acts else (-0.2, "other words of the act")


def _by_place(a: Profile, b: Profile) -> tuple[float, str]:
    if not a.place or not b.place:
        return 0, ""
    return (0.1, "same place") if a.place & b.place else (-0.3, "other place")


def _by_mode(a: Profile, b: Profile) -> tuple[float, str]:
    modes = a.event.mode, b.event.mode
    return (-0.25, "other mode") if None not in modes and modes[0] != modes[1] else (0, "")


def _by_practice(a: Profile, b: Profile) -> tuple[float, str]:
    """Long-standing practice is told again and again without being one happening."""
    general = [
        one.event.count == "several" or (one.event.stage == "under_way" and one.event.kind in STANDING)
        for one in (a, b)
    ]
    return (-0.35, "general practice") if any(general) and not (a.when and b.when) else (0, "")
