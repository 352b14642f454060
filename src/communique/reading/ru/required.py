"""What a regular expression cannot do without: strings that tell, before it runs, that it finds nothing.

The answer is read off the parsed expression, so it holds by construction for every pattern of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

# Letters that match others when case is ignored, beyond their own capital (k and the sign of Kelvin).
FOLDED = frozenset("skiåßμ")
FEW = 4  # characters of a set that are tried one by one
Strings = frozenset[str]


def required(pattern: re.Pattern[str]) -> Strings:
    """Strings in lower case, one of which at least stands in `text.lower()` of any text with a match.

    Empty where nothing is known: then the pattern must be tried.
    """
    parser = import_module("re._parser")
    return _of(parser.parse(pattern.pattern, pattern.flags)) or frozenset()


def _of(items: Iterable[tuple[Any, Any]]) -> Strings | None:
    """The best of what the parts of a sequence need, each of them of necessity."""
    choices: list[Strings] = []
    run = ""
    for operation, argument in items:
        letter = _letter(str(operation), argument)
        if letter:
            run += letter
            continue
        choices += [frozenset({run})] if run else []
        run = ""
        if found := _of_part(str(operation), argument):
            choices.append(found)
    choices += [frozenset({run})] if run else []
    return max(choices, key=lambda strings: (min(map(len, strings)), -len(strings)), default=None)


def _letter(operation: str, argument: Any) -> str:
    letter = chr(argument).lower() if operation == "LITERAL" else ""
    return "" if letter in FOLDED else letter


def _of_part(operation: str, argument: Any) -> Strings | None:
    """`argument` is laid out as `re._parser` has it for each operation."""
    if operation == "SUBPATTERN":
        return _of(argument[3])
    if operation == "ATOMIC_GROUP":
        return _of(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of(argument[2]) if argument[0] > 0 else None
    if operation == "ASSERT":
        return _of(argument[1])
    if operation == "BRANCH":
        return _of_all(_of(way) for way in argument[1])
    if operation == "IN" and len(argument) <= FEW:
        return _of_all(_of([item]) if str(item[0]) == "LITERAL" else None for item in argument)
    return None


def _of_all(ways: Iterable[Strings | None]) -> Strings | None:
    """Of ways to match, any of which may be taken: the strings of all, unless one needs nothing."""
    together: Strings = frozenset()
    for way in ways:
        if not way:
            return None
        together |= way
    return together
