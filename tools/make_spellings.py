"""Makes src/communique/actors/data/spellings.tsv: English name words and their Russian spelling, where the
tables of letters do not find the one from the other.

    python tools/make_spellings.py DATA/corpora/gazetteer/name_tokens_en_ru_wikidata.tsv.gz

The words are those of steveash/NETransliteration-COLING2018, read from Wikidata (CC0).
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.actors.letters import bones, sounds

OUT = Path(__file__).parent.parent / "src" / "communique" / "actors" / "data" / "spellings.tsv"
LEAST = 3  # times that Wikidata has the pair: below, half of the pairs are of different names
LEAST_BONES = 3  # consonants: shorter words («May») are alike too easily
SHARE = 0.1  # of the pairs of an English word: rarer ones are slips
HEAD = """# English name words and Russian spellings that the letters alone do not tell.
# Made by tools/make_spellings.py from steveash/NETransliteration-COLING2018 (Wikidata, CC0).
"""


def pairs(path: Path) -> Iterator[tuple[str, str, int]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            english, russian, count = line.rstrip("\n").split("\t")
            yield english, russian.replace("ё", "е"), int(count)


def told_by_letters(english: str, russian: str) -> bool:
    heard = sounds(russian)[0]
    if heard in sounds(english):
        return True
    found = bones(heard)
    return len(found) >= LEAST_BONES and any(found == bones(reading) for reading in sounds(english))


def table(rows: Iterable[tuple[str, str, int]]) -> dict[str, list[str]]:
    totals: dict[str, int] = defaultdict(int)
    kept: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for english, russian, count in rows:
        totals[english] += count
        if count >= LEAST and english != russian and not told_by_letters(english, russian):
            kept[english].append((-count, russian))
    return {
        english: [russian for count, russian in sorted(found) if -count >= SHARE * totals[english]]
        for english, found in sorted(kept.items())
    }


def main() -> None:
    lines = [
        f"{english}\t{' '.join(found)}\n"
        for english, found in table(pairs(Path(sys.argv[1]))).items()
        if found
    ]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} words in {OUT}")


if __name__ == "__main__":
    main()
