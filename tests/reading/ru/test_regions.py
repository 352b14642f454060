"""Whose city or region a phrase names."""

from __future__ import annotations

import pytest

from communique.reading.layers import Word
from communique.reading.ru.regions import country_of_place

CASES = [  # words with their parts of speech, the state
    ("акимат/NOUN Алматы/PROPN", "KAZ"),
    ("тбилисский/ADJ завод/NOUN", "GEO"),
    ("власти/NOUN Нагорного/ADJ Карабаха/PROPN", "AZE"),
    ("мэр/NOUN Гомеля/PROPN", "BLR"),
    ("представительство/NOUN в/ADP Москве/PROPN", None),
    ("крымский/ADJ мост/NOUN", "UKR"),
    ("завод/NOUN", None),
]
LEMMAS = {"Гомеля": "гомель"}


@pytest.mark.parametrize(("phrase", "country"), CASES)
def test_country_of_place(phrase: str, country: str | None) -> None:
    assert country_of_place([word(i, one) for i, one in enumerate(phrase.split())]) == country


def word(index: int, tagged: str) -> Word:
    form, pos = tagged.split("/")
    return Word(index, 0, 1, form, LEMMAS.get(form, form.lower()), pos, {}, -1, "root", 0)
