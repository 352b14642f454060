"""JSON text to values, with every way it can be broken told as a FormatError or LimitError."""

from __future__ import annotations

import json
import re
from typing import Any

from communique.intake.errors import FormatError, LimitError

# A string, closed or not (possessive, so that an unclosed one costs one pass), or a bracket.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.S)


def parse_json(text: str, depth: int) -> Any:
    """Parse one JSON value.

    Raises:
        LimitError: objects and lists are nested deeper than `depth`.
        FormatError: the text is no JSON; the message gives line and column.
    """
    check_depth(text, depth)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(f"broken JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except (ValueError, RecursionError) as error:  # such as an integer of too many digits
        raise FormatError(f"broken JSON: {error}") from None


def check_depth(text: str, depth: int) -> None:
    """Raises: LimitError when brackets outside strings nest deeper than `depth`; text need not be JSON."""
    if text.count("{") + text.count("[") <= depth:
        return
    level = 0
    for token in _TOKEN.finditer(text):
        mark = text[token.start()]
        if mark in "{[":
            level += 1
        elif mark != '"':
            level -= 1
        if level > depth:
            raise LimitError(f"JSON nested deeper than {depth}")
