"""The register behind the page: what is opened, what is derived, and when a connection is free."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.register.decide import new_ruling
from communique.register.errors import NotARegister, Overtaken
from communique.register.register import Register
from communique.web.library import Library


def test_a_wrong_file_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(NotARegister):
        Library(tmp_path / "missing.db")
    assert not (tmp_path / "missing.db").exists()
    (tmp_path / "notes.txt").write_text("no database at all, but a few words of somebody")
    with pytest.raises(NotARegister):
        Library(tmp_path / "notes.txt")


def test_what_was_left_underived_is_derived(own_file: Path) -> None:
    with Register.open(own_file, write=True) as register, register.view() as view:
        target = str(view.happenings()[0].members[0])
    with Register.open(own_file, write=True) as register:
        register.rule(new_ruling("reject", target, "Анна"))
    library = Library(own_file)
    library.settle()
    assert not library.is_pending()
    library.close()


def test_a_ruling_on_what_is_overtaken_is_refused(library: Library) -> None:
    with library.view(None) as view:
        target = str(view.happenings()[0].members[0])
    first = new_ruling("accept", target, "Анна")
    library.rule(first, ())
    with pytest.raises(Overtaken, match="Анна"):
        library.rule(new_ruling("reject", target, "Борис"), ())
    library.rule(new_ruling("reject", target, "Борис"), (first.id,))
    assert len(library.rulings()) == 2


def test_what_is_held_is_made_once_a_generation(library: Library) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [library.held("x", generation, make) for generation in (1, 1, 2, 2)] == [1, 1, 2, 2]
