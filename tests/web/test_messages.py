"""Words of the interface: all in message files, all in every language."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from string import Formatter

import pytest

from communique import codebook
from communique.linking.rulings import ACTIONS, FIELDS
from communique.queries.promises import STATES
from communique.queries.who import SURE
from communique.web.lines import TABLES
from communique.web.messages import DEFAULT, PLURALS, flattened, languages, load, wanted_language

OTHERS = [code for code in languages() if code != DEFAULT]
TEMPLATES = sorted(
    item.name for item in (files("communique.web") / "templates").iterdir() if item.name.endswith(".j2")
)
# Names of formats and standards, the same in every language.
NAMES = {"JSON", "CSV", "BibTeX", "CSL-JSON", "communique", "PLOVER", "EDTF"}
SPOKEN = re.compile(r'\b(?:title|aria-label|placeholder|alt)="([^"{]*[^\W\d_][^"{]*)"')


@cache
def names(language: str) -> dict[str, object]:
    return dict(flattened(load(language)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_message(language: str) -> None:
    assert set(names(language)) == set(names(DEFAULT))


@pytest.mark.parametrize("language", OTHERS)
def test_messages_have_the_same_places_for_values(language: str) -> None:
    for name, message in names(DEFAULT).items():
        assert places(message) == places(names(language)[name]), name


def places(message: object) -> set[str]:
    forms = message.values() if isinstance(message, dict) else [message]
    return {field for form in forms for _, field, _, _ in Formatter().parse(str(form)) if field}


@pytest.mark.parametrize("language", list(languages()))
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    rule = PLURALS[load(language)["plural"]]
    wanted = {rule(number) for number in range(200)}
    for name, message in names(language).items():
        if isinstance(message, dict):
            assert set(message) == wanted, name


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 сообщение"), (3, "3 сообщения"), (11, "11 сообщений"), (21, "21 сообщение")]
)
def test_russian_plurals(number: int, said: str) -> None:
    assert languages()["ru"].text("line.reports", n=number) == said


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_text_stands_in_templates(template: str) -> None:
    source = (files("communique.web") / "templates" / template).read_text(encoding="utf-8")
    assert not SPOKEN.findall(source)
    bare = re.sub(r"<kbd>\w</kbd>", " ", source)
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", bare, flags=re.S)
    bare = re.sub(r"<[^>]*>", " ", bare, flags=re.S)
    words = set(re.findall(r"[^\W\d_][\w-]*", bare)) - NAMES
    assert not words, words


def test_every_term_of_the_codebook_has_words() -> None:
    known = names(DEFAULT)
    kinds = codebook.kinds()
    tables = {
        "kind": kinds,
        "stage": codebook.stages(),
        "step": codebook.steps(),
        "phase": codebook.phases(),
        "manner": codebook.manners(),
        "actor_type": codebook.actor_types(),
        "sector": codebook.sectors(),
        "mode": {mode for kind in kinds.values() for mode in kind.modes},
        "role": {role for kind in kinds.values() for role in kind.roles},
        "field": FIELDS,
        "ruling": ACTIONS,
        "promised": STATES,
        "sure": SURE,
        "column": {name for columns in TABLES.values() for name in columns},
    }
    missing = [
        f"{table}.{term}"
        for table, terms in tables.items()
        for term in terms
        if f"{table}.{term}" not in known
    ]
    assert not missing


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("ru-KZ, en;q=0.3", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("de, ru;q=0.2, en;q=0.1", "ru"),
        ("ru;q=0, en", "en"),
        ("ru;q=high", "en"),
        ("*;q=0.5", "en"),
    ],
)
def test_the_browser_says_which_language(header: str, language: str) -> None:
    assert wanted_language(header) == language
