"""Make the gazetteer's table of cities from GeoNames: which state a city printed in Russian belongs to.

    python tools/make_cities.py CITIES_GEONAMES.tsv > src/communique/gazetteer/data/cities.tsv

The input has the columns of the project data's `cities_geonames.tsv` (GeoNames, CC BY 4.0). Kept are places
of some size whose Cyrillic spelling uses Russian letters only and names one state; capitals stand in
`states.tsv`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

SMALLEST = 150_000
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-Яа-яЁё]+)*")
# Spellings that are also common words or names of other things.
AMBIGUOUS = frozenset(
    {"мир", "орел", "белая", "владимир", "бор", "победа", "чай", "лига", "мина", "роза", "остров"}
)


def alpha3(folder: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, from the table beside the input."""
    with (folder / "countries_isocodes.tsv").open(encoding="utf-8") as lines:
        return {row["alpha2"]: row["alpha3"] for row in csv.DictReader(lines, delimiter="\t")}


def main() -> None:
    path = Path(sys.argv[1])
    codes = alpha3(path.parent)
    owners: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["population"] or 0) < SMALLEST or row["country"] not in codes:
                continue
            for name in filter(RUSSIAN.fullmatch, row["cyrillic_variants"].split("|")):
                if name.endswith("район"):
                    continue
                owners[name.replace("ё", "е")].add(codes[row["country"]])
    print("# Cities of 150,000 people and more by their Russian spelling; GeoNames, CC BY 4.0.")
    for name, found in sorted(owners.items()):
        if len(found) == 1 and name.lower() not in AMBIGUOUS:
            print(f"{name}\t{next(iter(found))}")


main()
