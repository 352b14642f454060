"""Dates of publication as files print them, read as one calendar day or as EDTF."""

from __future__ import annotations

import re
from email.utils import parsedate

from communique.intake.errors import DateError
from communique.records.when import When, WhenError

_CLOCK = r"(?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?"
_ZONE = r" ?(?:Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})[T ]{_CLOCK}(?:{_ZONE})?",
        rf"(?P<y>[0-9]{{4}})/(?P<m>[0-9]{{2}})/(?P<d>[0-9]{{2}})(?: {_CLOCK})?(?:{_ZONE})?",
        rf"(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{4}})(?:,? {_CLOCK})?",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:T[0-9]{4,6}(?:Z|[+-][0-9]{4})?)?",
    )
)
_MAIL = re.compile(r"(?:[A-Za-z]{3},? )?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}.{0,20}")


def parse_published(words: str, field: str = "published") -> When:
    """Read a date of publication.

    Args:
        words: EDTF (`2009-07-10`, `XXXX-07-10`, `2009-07`), an ISO 8601 date-time, an RFC 2822 date, or
            one of `2009/07/10`, `10.07.2009`, `20090710`.
        field: the name the error gives.
    Returns:
        For a date-time the calendar day as printed, in its own offset; it is never moved to another zone.
    Raises:
        DateError: the words are no date, or name a day that does not exist.
    """
    words = words.strip()
    try:
        return When.parse(_iso_day(words) or words)
    except WhenError as error:
        shown = words if len(words) <= 60 else f"{words[:57]}..."
        raise DateError(f"{field}: {shown!r} is no date ({error.what})") from None


def _iso_day(words: str) -> str | None:
    for form in _FORMS:
        if found := form.fullmatch(words):
            return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    if _MAIL.fullmatch(words) and (mail := parsedate(words)):
        return f"{mail[0]:04}-{mail[1]:02}-{mail[2]:02}"
    return None
