"""The word lists of the Russian reader: TOML tables in this package's data folder, each parsed once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """The table `data/<name>`, such as `offices.toml`; shared by all callers, not to be changed.

    Raises: FileNotFoundError, tomllib.TOMLDecodeError.
    """
    path = files("communique.reading.ru").joinpath("data", *name.split("/"))
    return tomllib.loads(path.read_text(encoding="utf-8"))
