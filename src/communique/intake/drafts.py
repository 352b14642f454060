"""The one door to `Report`: each format hands over a draft; what all reports must keep is checked here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.intake.encodings import refuse_controls
from communique.intake.errors import EmptyError, FormatError, LimitError
from communique.intake.letters import language_by_letters
from communique.intake.limits import Limits
from communique.records.report import Report
from communique.records.when import When

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{2,8})*")
# Neither white space nor one of the invisible marks that pages are padded with.
_INK = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060\u00ad]")
_NO_LANGUAGE = ("und", "mul", "zxx", "mis")
_SHORTER = {"rus": "ru", "kaz": "kk", "eng": "en", "bel": "be", "ukr": "uk"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source says of one report, before defaults; `metadata` is what the format's reader knows."""

    text: str
    id: str | None = None
    title: str | None = None
    published: When | None = None
    url: str | None = None
    language: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where the source says nothing."""

    published: When | None = None
    language: str | None = None


def finish(draft: Draft, id: str, defaults: Defaults, limits: Limits, **origin: str) -> Report:
    """Make the report.

    Args:
        id: where the source gives none.
        origin: metadata of the source: path, media_type, encoding, …
    Raises:
        EmptyError, LimitError, EncodingError: the text is blank, too long, or holds NUL.
        FormatError: a lone surrogate, which no UTF-8 file or database can store, or no language tag.
    """
    check_text(draft.text, limits)
    language, why = _language(draft, defaults)
    metadata = {**origin, **draft.metadata, "language_why": why, "sha256": text_digest(draft.text)}
    published = draft.published
    if published is None and defaults.published is not None:
        published = defaults.published
        metadata["published_why"] = "given by the caller"
    report = Report(draft.id or id, draft.text, language, draft.title, published, draft.url, metadata)
    _check_storable(report)
    return report


def check_text(text: str, limits: Limits) -> None:
    """Raises: as `finish` does for the text."""
    if not _INK.search(text):
        raise EmptyError("empty: only white space" if text else "empty: no text")
    if len(text) > limits.characters:
        raise LimitError(f"{len(text):,} characters, more than the {limits.characters:,} allowed")
    _check_surrogates("text", text)
    refuse_controls(text)


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def language_tag(words: str) -> str | None:
    """A BCP 47 tag without its region («ru-RU» and «rus» are `ru`), or None when it is no tag."""
    tag = words.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    primary, *rest = tag.split("-")
    script = [part.title() for part in rest[:1] if len(part) == 4 and part.isalpha()]
    return "-".join([_SHORTER.get(primary.lower(), primary.lower()), *script])


def _language(draft: Draft, defaults: Defaults) -> tuple[str, str]:
    if draft.language is not None and draft.language.strip().lower() not in _NO_LANGUAGE:
        if (tag := language_tag(draft.language)) is None:
            raise FormatError(f"language: {draft.language[:40]!r} is no language tag")
        return tag, f"declared: {draft.language}"
    if defaults.language is not None:
        return defaults.language, "given by the caller"
    return language_by_letters(draft.text)


def _check_storable(report: Report) -> None:
    for name in ("id", "title", "url"):
        value = getattr(report, name)
        if value is not None:
            _check_surrogates(name, value)
    for name, value in report.metadata.items():
        _check_surrogates(name, value)


def _check_surrogates(name: str, value: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        raise FormatError(f"{name}: lone surrogate U+{code:04X} at character {error.start}") from None
