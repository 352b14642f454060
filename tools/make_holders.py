"""Rebuild `reading/ru/data/holders.tsv`: holders of the highest offices of three states, by Russian name.

    make_holders.py GAZETTEER_FOLDER > src/communique/reading/ru/data/holders.tsv

Reads `office_holders_kz_by_ru.tsv` (facts of Wikidata, CC0) and, where no Russian name is given, writes the
English name in Russian word by word with `name_tokens_en_ru_wikidata.tsv.gz` (CC0). A name with a word that
table lacks is left out.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

POSITIONS = {
    "President": "head_of_state",
    "Prime Minister": "head_of_government",
    "Minister of Foreign Affairs": "foreign",
    "Minister of Defence": "defence",
}
COUNTRIES = {"KZ": "KAZ", "BY": "BLR", "RU": "RUS"}
# Spellings of the Russian press for words that the table lacks or spells another way.
PRESS_SPELLINGS = """
kassym-jomart касым-жомарт|tokayev токаев|alexander александр|sergey сергей
sergei сергей|vladimir владимир|nazarbayev назарбаев|massimov масимов
bakhytzhan бакытжан|sagintayev сагинтаев|askar аскар|mamin мамин
idrissov идрисов|tazhin тажин|saudabayev саудабаев|yerzhan ержан
kazykhanov казыханов|tleuberdi тлеуберди|lukashenko лукашенко|yermoshin ермошин
novitsky новицкий|myasnikovich мясникович|kobyakov кобяков|rumas румас
golovchenko головченко|juryi юрий|žadobin жадобин|ravkov равков
khrenin хренин|makei макей|kasyanov касьянов|khristenko христенко
fradkov фрадков|zubkov зубков|mishustin мишустин|shoygu шойгу
sidorski сидорский
"""
PRESS = dict(pair.split() for pair in PRESS_SPELLINGS.replace("\n", "|").split("|") if pair)


def russian_tokens(folder: Path) -> dict[str, str]:
    """English name word -> its commonest Russian form."""
    best: dict[str, tuple[int, str]] = {}
    with gzip.open(folder / "name_tokens_en_ru_wikidata.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            english, russian, count = line.rstrip("\n").split("\t")
            best[english] = max(best.get(english, (0, "")), (int(count), russian))
    return {english: russian for english, (_, russian) in best.items()} | PRESS


def russian_name(row: dict[str, str], tokens: dict[str, str]) -> str | None:
    if row["name_ru"]:
        name = row["name_ru"].split("|")[0]
        family, comma, given = name.partition(", ")
        return f"{given} {family}".strip() if comma else name
    words = [tokens.get(word.lower()) for word in row["name_en"].split()]
    return " ".join(w.title() for w in words if w) if words and all(words) else None


def rows(folder: Path) -> Iterator[tuple[str, ...]]:
    tokens = russian_tokens(folder)
    with (folder / "office_holders_kz_by_ru.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = russian_name(row, tokens) if row["position_en"] in POSITIONS else None
            if name:
                yield COUNTRIES[row["country"]], POSITIONS[row["position_en"]], name, row["start"], row["end"]


def main() -> None:
    print("# country\tportfolio\tname\tfrom\tto\t(facts of Wikidata, CC0; made by tools/make_holders.py)")
    for row in sorted(set(rows(Path(sys.argv[1])))):
        print("\t".join(row))


if __name__ == "__main__":
    main()
