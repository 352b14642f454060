"""How moments are written in a register: ISO 8601 in UTC, to the millisecond, so that text sorts by time."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Args: moment: with its time zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
