"""Word classes of coreference, the names of organisations and the nouns for persons (`coreference.toml`)."""

from __future__ import annotations

from functools import cache

from communique.reading.ru.wordlists import load_table


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of one class of `data/coreference.toml`."""
    rows = load_table("coreference.toml")["word"]
    return frozenset(str(x) for row in rows if row["class"] == name for x in row["lemmas"])


@cache
def aliases() -> dict[str, str]:
    """Name of an organisation, lemmas joined by a blank -> its fullest name."""
    table: dict[str, str] = {}
    for row in load_table("coreference.toml")["alias"]:
        names = [str(n) for n in row["names"]]
        table.update(dict.fromkeys(names, names[0]))
    return table


@cache
def load_table_persons() -> tuple[tuple[frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    """Rows of lemmas, portfolios and stems of positions."""
    rows = load_table("coreference.toml")["person"]
    return tuple(
        (
            frozenset(map(str, row["lemmas"])),
            frozenset(map(str, row["kinds"])),
            tuple(map(str, row["words"])),
        )
        for row in rows
    )
