"""Tags corrected by the dictionary and by the other words of a name."""

from __future__ import annotations

import pytest

from communique.reading.nets import NameSpan, Tag
from communique.reading.nets.packs import MODELS, data_folder, load_pack
from communique.reading.nets.taggers import parse_tag
from communique.reading.ru import morphology
from communique.reading.ru.agreement import agreed, possible

WORDS = [
    "Сериковым",
    "министра",
    "Турции",
    "новой",
    "БПЛА",
    "Reuters",
    "1-й",
    "Гвинея-Бисау",
    "которому",
    "—",
    "Ё",
]


@pytest.mark.parametrize(
    ("word", "tag", "case", "gender"),
    [
        ("учётом", "NOUN|Case=Gen|Gender=Fem|Number=Sing", "Ins", "Masc"),
        ("министра", "NOUN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing", "Gen", "Masc"),
        ("Сериковым", "PROPN|Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing", "Ins", "Masc"),
        ("Токтаров", "PROPN|Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing", "Nom", "Masc"),
        ("Ионеску", "PROPN|Animacy=Anim|Case=Nom|Gender=Masc|Number=Sing", "Nom", "Masc"),
        ("Беларусью", "PROPN|Animacy=Inan|Case=Ins|Gender=Masc|Number=Sing", "Ins", "Fem"),
        ("РФ", "PROPN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing", "Gen", "Fem"),
    ],
)
def test_possible(word: str, tag: str, case: str, gender: str) -> None:
    found = possible(word, parse_tag(tag))
    assert (found.feats["Case"], found.feats["Gender"]) == (case, gender)


def test_words_of_a_name_share_a_case() -> None:
    nominative, instrumental = (
        parse_tag(f"PROPN|Animacy=Anim|Case={case}|Gender=Masc|Number=Sing") for case in ("Nom", "Ins")
    )
    words, name = ["Ерланом", "Сериковым"], [NameSpan(0, 2, "PER")]
    assert [t.feats["Case"] for t in agreed(words, [instrumental, nominative], name)] == ["Ins", "Ins"]
    assert agreed(words, [instrumental, instrumental], name) == [instrumental, instrumental]


def test_every_tag_of_the_net_is_taken_with_any_word() -> None:
    for item in load_pack(data_folder() / MODELS["morph"]).vocabs["tag"]:
        tag = parse_tag(item)
        found = agreed(WORDS, [tag] * len(WORDS), [NameSpan(0, 3, "PER"), NameSpan(4, 6, "ORG")])
        for word, got in zip(WORDS, found, strict=True):
            assert isinstance(got, Tag)
            assert morphology.lemma(word, got.pos, got.feats)
            assert morphology.nominative_form(word, got.pos, got.feats)
