"""The codebook's tables, and the mapping to PLOVER row by row."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from communique import codebook
from communique.codebook import CodebookError, load_table, parse_table
from communique.codebook.kinds import parse_kinds
from communique.codebook.plover import parse_plover

PLOVER = [  # kind, mode, stage, step, what else is known, event, mode
    ("meeting", "in_person", "done", None, {}, "CONSULT", None),
    ("meeting", None, "under_way", None, {}, "CONSULT", None),
    ("meeting", "remote", "done", None, {}, "CONSULT", "phone"),
    ("meeting", "multilateral", "done", None, {}, "CONSULT", "multilateral"),
    ("meeting", "third_place", "done", None, {}, "CONSULT", "third-party"),
    ("meeting", "multilateral", "planned", None, {}, "AGREE", None),
    ("meeting", None, "proposed", None, {"demand": True}, "REQUEST", "meet"),
    ("meeting", None, "called_for", None, {}, None, None),
    ("meeting", None, "called_for", None, {"addressed": True}, "REQUEST", "meet"),
    ("meeting", None, "declined", None, {}, "REJECT", "meet"),
    ("meeting", None, "cancelled", None, {}, "REJECT", "meet"),
    ("meeting", None, "cancelled", None, {"one_sided": True}, "SANCTION", "discontinue"),
    ("meeting", None, "denied", None, {}, None, None),
    ("visit", "working", "done", None, {}, "CONSULT", "visit"),
    ("visit", "working", "proposed", None, {}, "AGREE", None),
    ("agreement", "treaty", "done", "signed", {}, "SUPPORT", None),
    ("agreement", "treaty", "planned", "ratified", {}, "AGREE", None),
    ("agreement", "treaty", "done", "terminated", {}, None, None),
    ("agreement", "treaty", "done", "terminated", {"one_sided": True}, "SANCTION", "discontinue"),
    ("contract", "repair", "done", None, {}, "COOPERATE", None),
    ("contract", "supply", "declined", None, {}, "REJECT", "assist"),
    ("activity", "exercise", "under_way", None, {}, "COOPERATE", None),
    ("aid", "military", "done", None, {}, "AID", None),
    ("aid", "military", "planned", None, {"demand": True}, "REQUEST", "assist"),
    ("support", "praise", "done", None, {}, "SUPPORT", None),
    ("request", "act", "done", None, {}, "REQUEST", None),
    ("request", "yield", "done", None, {}, "REQUEST", "yield"),
    ("appointment", "leaves", "done", None, {}, "RETREAT", "resign"),
    ("appointment", "gains", "done", None, {}, None, None),
    ("appointment", "leaves", "planned", None, {}, None, None),
    ("concede", None, "done", None, {}, "CONCEDE", None),
    ("retreat", "withdraw", "done", None, {}, "RETREAT", "withdraw"),
    ("retreat", "withdraw", "planned", None, {}, "CONCEDE", None),
    ("retreat", "withdraw", "called_for", None, {}, None, None),
    ("accuse", "allege", "done", None, {}, "ACCUSE", "allege"),
    ("reject", "yield", "done", None, {}, "REJECT", "yield"),
    ("threaten", "violence", "done", None, {}, "THREATEN", "violence"),
    ("protest", "strike", "under_way", None, {}, "PROTEST", "strike"),
    ("sanction", "expel", "done", None, {}, "SANCTION", "expel"),
    ("sanction", "expel", "planned", None, {}, "THREATEN", "expel"),
    ("mobilize", "troops", "planned", None, {}, "THREATEN", None),
    ("coerce", "martial_law", "done", None, {}, "COERCE", "martial-law"),
    ("assault", "heavy_weapons", "done", None, {}, "ASSAULT", "heavy-weapons"),
    ("assault", None, "planned", None, {}, "THREATEN", "violence"),
]


@pytest.mark.parametrize(("kind", "mode", "stage", "step", "known", "event", "theirs"), PLOVER)
def test_plover(
    kind: str, mode: str | None, stage: str, step: str | None, known: dict[str, bool], event: str, theirs: str
) -> None:
    assert codebook.plover(kind, mode, stage, step, **known) == (event, theirs)


def test_every_combination_has_an_answer_in_plovers_own_words() -> None:
    for kind, stage, step in product(codebook.kinds().values(), codebook.stages(), (None, *codebook.steps())):
        for mode in (None, *kind.modes):
            event, theirs = codebook.plover(kind.name, mode, stage, step)
            assert (event is None and theirs is None) or event in codebook.plover_events()
            assert theirs is None or (event and theirs in codebook.plover_events()[event].modes)


def test_plover_asks_for_known_words() -> None:
    with pytest.raises(ValueError, match="no such kind or stage"):
        codebook.plover("parade", None, "done")


@pytest.mark.parametrize(
    ("kind", "mode", "stage", "step", "roles", "problem"),
    [
        ("parade", None, "done", None, [], "no such kind: 'parade'"),
        ("visit", "treaty", "done", None, [], "visit has no mode 'treaty'"),
        ("visit", None, "over", None, [], "no such stage: 'over'"),
        ("agreement", None, "done", "sealed", [], "no such step: 'sealed'"),
        ("visit", None, "done", "signed", [], "visit has no steps"),
        ("visit", None, "done", None, ["visitor", "party"], "visit has no role 'party'"),
    ],
)
def test_check_event(
    kind: str, mode: str | None, stage: str, step: str | None, roles: list[str], problem: str
) -> None:
    assert codebook.check_event(kind, mode, stage, step, roles) == (problem,)


def test_check_event_has_nothing_against_a_good_one() -> None:
    assert codebook.check_event("agreement", "treaty", "done", "signed", ["party"]) == ()


def test_the_lists_are_there() -> None:
    assert len(codebook.kinds()) == 19
    assert len(codebook.contexts()) == 37
    assert next(iter(codebook.stages())) == "called_for"
    assert {"GOV", "MIL", "IGO"} <= set(codebook.sectors())
    assert set(codebook.manners()) == {"direct", "reported"}
    assert len(codebook.steps()) == 8 and len(codebook.phases()) == 6 and len(codebook.actor_types()) == 6
    assert "pronoun" in codebook.mention_forms()
    assert codebook.plover_events()["AID"].quad == 2


BAD_KINDS = [
    (
        '[[kind]]\nname = "meeting"\nmeaning = "m"\nroles = ["a"]\nmoods = []\n',
        "t.toml:1: unknown key 'moods'",
    ),
    ('\n[[kind]]\nname = "meeting"\nmeaning = "m"\nroles = []\n', "t.toml:2: meeting has no roles"),
    (
        '[[kind]]\nname = "a"\nmeaning = "m"\nroles = ["a"]\n\n[[kind]]\nname = "a"\n',
        "t.toml:6: kind 'a' is there",
    ),
    ('[[kind]]\nname = "a"\nmeaning = "m"\nroles = ["a", "a"]\n', "t.toml:1: 'roles' holds 'a' twice"),
    ('[[kind]]\nname = "a"\nmeaning = "m"\nroles = "a"\n', "t.toml:1: 'roles' must be a list"),
    ('[[kind]]\nname = "a"\nmeaning = 1\nroles = ["a"]\n', "t.toml:1: 'meaning' must be a string"),
    ('[[kind]]\nname = "a"\nmeaning = "m"\nroles = ["a"]\nby_word = 1\n', "t.toml:1: 'by_word' must be true"),
    ('[[kind]]\nname = "a\n', "t.toml:2: Illegal character"),
    ('kind = [{ name = "a" }]\n', "t.toml:1: 'kind' must be written as"),
]


@pytest.mark.parametrize(("text", "message"), BAD_KINDS)
def test_a_bad_table_says_where(text: str, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_kinds(parse_table(text, "t.toml"))
    assert str(caught.value).startswith(message)


BAD_RULES = [
    ('[[rule]]\nname = "r"\nkinds = ["parade"]\n', "t.toml:1: no such kind: 'parade'"),
    (
        '[[rule]]\nname = "r"\n\n[[rule]]\nname = "s"\nevent = "PARADE"\n',
        "t.toml:4: no such PLOVER event: 'PARADE'",
    ),
    ('[[rule]]\nname = "r"\nwhen = "sunny"\n', "t.toml:1: no such condition: 'sunny'"),
    ('[[rule]]\nname = "r"\nstages = ["done"]\n', "t.toml:1: no rule for meeting at stage called_for"),
    ('[[rule]]\nname = "r"\n[modes.X.meeting]\nremote = "y"\n', "t.toml:3: no such event or kind: X"),
    ('[events]\nX = { quad = 5, modes = [] }\n[[rule]]\nname = "r"\n', "t.toml:1: X: needs a quad"),
]


@pytest.mark.parametrize(("text", "message"), BAD_RULES)
def test_a_bad_rule_says_where(text: str, message: str) -> None:
    words = {"stage": frozenset(codebook.stages()), "step": frozenset(codebook.steps())}
    with pytest.raises(CodebookError) as caught:
        parse_plover(parse_table(text, "t.toml"), codebook.kinds(), words)
    assert str(caught.value).startswith(message)


def test_a_table_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_bytes('name = "визит"'.encode("cp1251"))
    with pytest.raises(CodebookError, match=r"t\.toml:1: not UTF-8"):
        load_table(path)
