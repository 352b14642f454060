"""Making rulings: an id of their own, the moment, and what they decide."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from communique.records.register import Citation, Ruling
from communique.register.moments import stamp


def new_ruling(
    action: str,
    target: str,
    by: str,
    other: str | None = None,
    field: str | None = None,
    value: str | None = None,
    why: str | None = None,
    spans: Sequence[Citation] = (),
) -> Ruling:
    """A ruling of this moment. `value` is JSON; what is no JSON counts as text. Not checked here: see
    `communique.linking.rulings.check`."""
    return Ruling(
        id=f"r{secrets.token_hex(6)}",
        at=stamp(datetime.now(UTC)),
        by=by,
        action=action,
        target=target,
        other=other,
        field=field,
        value=None if value is None else _json(value),
        spans=tuple(spans),
        why=why,
    )


def _json(value: str) -> str:
    try:
        return json.dumps(json.loads(value), ensure_ascii=False)
    except ValueError:
        return json.dumps(value, ensure_ascii=False)
