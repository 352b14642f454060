"""From the members of one cluster to the record of an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from communique.records.register import Entity, Member, Name
from communique.register.seen import ActorSeen, ReportSeen

ID_LENGTH = 12  # hexadecimal digits of the hash in an id
LETTERS = {"person": "p", "body": "b", "enterprise": "e", "group": "g", "place": "l", "state": "s"}


class Local(NamedTuple):
    """One actor of one reading, with the report it stands in."""

    report: ReportSeen
    actor: ActorSeen

    @property
    def member(self) -> Member:
        return Member(self.report.key, self.actor.id)

    def order(self) -> tuple[str, str, str]:
        """The earliest published first; undated last."""
        return (self.report.published or "~", self.report.key, self.actor.id)


def entity_of(members: Sequence[Local]) -> Entity:
    """Args: members: in their order, not empty."""
    head = members[0]
    type = Counter(member.actor.type for member in members).most_common(1)[0][0]
    countries = Counter(member.actor.country for member in members if member.actor.country)
    country = countries.most_common(1)[0][0] if countries else ()
    counts = Counter(member.actor.name for member in members)
    names = tuple(
        Name(text, script(text), number)
        for text, number in sorted(counts.items(), key=lambda i: (-i[1], i[0]))
    )
    state = type == "state" and len(country) == 1
    return Entity(
        id=country[0] if state else f"{LETTERS[type]}{_digest(head)}",
        type=type,
        name=names[0].text,
        names=names,
        members=tuple(sorted(member.member for member in members)),
        country=country,
        sector=tuple(sorted({sector for member in members for sector in member.actor.sector})),
        external={"iso": country[0]} if state else {},
    )


def _digest(head: Local) -> str:
    return sha256(str(head.member).encode()).hexdigest()[:ID_LENGTH]


def script(text: str) -> str:
    """cyrl, latn or other, by the first letter."""
    letter = next((letter.lower() for letter in text if letter.isalpha()), "")
    if "а" <= letter <= "я" or letter in "ёіїєґўәғқңөұүһ":
        return "cyrl"
    return "latn" if letter and letter < "ɐ" else "other"
