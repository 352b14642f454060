"""What rules write into records, in other languages: every sentence of the program has its words."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from pages import addresses, opened
from starlette.testclient import TestClient

from communique import codebook
from communique.gazetteer.posts import posts
from communique.reading.ru.countries import ACTOR_RULES, GROUP_RULES
from communique.register.register import Register
from communique.web.messages import DEFAULT, languages, load
from communique.web.sentences import PLACE

OTHERS = [code for code in languages() if code != DEFAULT]
# Where rules write sentences into records, and queries into sections.
ROOMS = {
    "actors": "evidence identify link_bodies link_persons resolve ruled",
    "linking": "commitments commitments_match commitments_occasion commitments_sides corrections datings"
    " datings_evidence datings_horizon datings_readings datings_windows happenings happenings_compare"
    " reprints terms terms_bounds terms_conflicts",
    "queries": "dossier events promises search who",
    "reading/ru": "times dateline coref/story",
    "reading/ru/events": "build completion details enumerations focus mediation members places reach resumed"
    " sideless spoken stages threats wars",
    "register": "reviewed",
}
WRITERS = [f"{room}/{name}.py" for room, names in ROOMS.items() for name in names.split()]
# Never written into a record: why two events are not joined; titles, which pages name themselves; histories
# of commitments, which no page shows; rules' names.
UNSEEN = {
    "kinds differ",
    "one has happened, the other not",
    "other sides",
    "other times",
    "told as news on another day",
    "another step of the agreement",
    "other persons appointed",
    "other bodies",
    "other documents",
    "direction not told",
    "not known",
    "Open commitments",
    "Threats and measures announced",
    "Commitments kept, declined or cancelled",
    "Visits by year and direction",
    "Who met whom",
    "Corrections by the sources",
    "In office",
    "Other words of cooperation",
    "Other deeds of cooperation",
    "Words of conflict",
    "Deeds of conflict",
    "Other events",
    "Joint activities",
    ", now due ",
}
RUN = re.compile(r"[A-Za-z][a-z]+(?:,? [a-z]{2,})+")


@cache
def sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = load(language)["sentences"]
    return found


@cache
def fixed(language: str) -> str:
    """All that stands in sentences whatever differs, one piece a line."""
    return "\n".join(piece for said in sentences(language) for piece in PLACE.split(said)[::2])


def pieces_of(path: str) -> Iterator[str]:
    """Texts of a module, those of f-strings in pieces, but for docstrings, errors and keys."""
    tree = ast.parse((files("communique") / path).read_text(encoding="utf-8"))
    passed = {id(node) for parent in ast.walk(tree) for node in _idle(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


def _idle(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr | ast.Raise | ast.Compare | ast.Subscript):
        yield from ast.walk(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
        yield from ast.walk(node.func)
    elif isinstance(node, ast.Dict):
        yield from (inner for key in node.keys if key for inner in ast.walk(key))


def roles_alone(piece: str) -> bool:
    """Lists of roles are data: «visitor host»."""
    known = {role for kind in codebook.kinds().values() for role in kind.roles} | {"proposer"}
    return set(piece.split()) <= known


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", WRITERS)
def test_every_sentence_of_the_rules_has_words(path: str, language: str) -> None:
    missing = [
        piece
        for piece in pieces_of(path)
        for run in RUN.findall(piece)
        if piece not in UNSEEN and not roles_alone(run) and run not in fixed(language)
    ]
    assert not missing


# Modules that speak of reasons and write none that a page shows: the judge of pairs of reports, of which only
# the number is told; errors of rulings; what only hands on the reasons of others.
SILENT = {
    "linking": "same rulings corrections_words commitments_turns happenings_record",
    "queries": "actor record history assemble lines",
}


@pytest.mark.parametrize("room", ["actors", "linking", "queries"])
def test_no_writer_is_forgotten(room: str) -> None:
    known = set(f"{ROOMS[room]} {SILENT.get(room, '')}".split())
    for item in (files("communique") / room).iterdir():
        if item.name.endswith(".py") and re.search(r"\b(why|note) ?=", item.read_text(encoding="utf-8")):
            assert item.name.removesuffix(".py") in known


@pytest.mark.parametrize("language", list(languages()))
def test_sentences_keep_what_differs(language: str) -> None:
    """Words may leave out what only programs read; they name nothing that is not there."""
    for said, words in sentences(language).items():
        assert set(re.findall(r"\{(\w+)\}", words)) <= set(re.findall(r"\{(\w+)\}", said)), said


def reasons() -> list[str]:
    """Reasons of one word and those of tables, as they are written."""
    source = ast.parse((files("communique") / "reading/ru/events/stages.py").read_text(encoding="utf-8"))
    pairs = [node.elts for node in ast.walk(source) if isinstance(node, ast.Tuple) and len(node.elts) == 2]
    told = [tuple(getattr(item, "value", None) for item in pair) for pair in pairs]
    stages = [f"stage {stage}: {why}" for stage, why in told if stage in codebook.stages() and why]
    table = tomllib.loads((files("communique.linking") / "data" / "corrections.toml").read_text("utf-8"))
    return [
        *stages,
        *(f"{row['why']} ({row['name']})" for row in table["correction"]),
        *(rule.__name__.removeprefix("from_") for rule in (*ACTOR_RULES, *GROUP_RULES)),
        *(f"both {post.key} of KAZ" for post in posts()),
        "both ambassador:HUN of KAZ",
        "both local:almaty of KAZ",
        *("metadata", "dateline", "century", "speaks"),
    ]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("reason", reasons())
def test_reasons_of_tables_have_words(reason: str, language: str) -> None:
    assert languages()[language].said(reason)[1] == language


# As they stand in registers, one of each kind, with what they are in Russian.
KNOWN = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("sentence", KNOWN)
def test_sentences_of_rules(sentence: str) -> None:
    assert languages()["ru"].said(sentence) == (KNOWN[sentence], "ru")


def test_what_is_not_known_stays_as_it_is() -> None:
    assert languages()["ru"].said("nobody knows why") == ("nobody knows why", DEFAULT)


def test_english_bears_no_codes() -> None:
    said = languages()[DEFAULT].said
    assert said("visit keep: SRB; dated 2024-10-09, due 2024-23")[0] == (
        "visit took place: Serbia; dated 9 October 2024, due autumn 2024"
    )
    assert said("publication")[0] == "the country of publication"
    assert said("nobody knows why") == ("nobody knows why", DEFAULT)


# Pages


def spoken_part(page: str) -> str:
    """What a page says itself, without code, quoted words and the report's text."""
    bare = page.split("<main", 1)[1].split("</main>")[0]
    for tag in ("pre", "code", "q", "blockquote", "svg"):
        bare = re.sub(rf"<{tag}\b.*?</{tag}>", " ", bare, flags=re.DOTALL)
    bare = re.sub(r'<div class="text.*?</div>', " ", bare, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "\n", bare)


def test_no_english_is_left_on_pages_in_another_language(client: TestClient, press_file: object) -> None:
    with Register.open(str(press_file)) as register, register.view() as view:
        every = [address for address in addresses(view) if "json" not in address and "/cite" not in address]
    for address in every:
        page = opened(client, address, "ru")
        assert not re.findall(r'<[^>]*lang="en"[^>]*>(?!English)[^<]*', page), address
        assert not re.findall(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}", spoken_part(page)), address
