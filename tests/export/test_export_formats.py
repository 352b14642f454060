"""What holds for every format: whole or absent, the same bytes, traceable to evidence."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from register_fixture import TODAY, readings, register

from communique.export import FORMATS, ExportError, write
from communique.export import w3c as annotations_module
from communique.export.files import Occupied, new_file, new_folder
from communique.register.memory import Memory
from communique.register.view import Filter

EVIDENCE = re.compile(r"[0-9a-f]{16}:[0-9]+-[0-9]+")
# Citations of reports, and tools that get the marks themselves, name the report.
BY_REPORT = {"bibtex", "csl", "ris", "brat", "label-studio", "prodigy", "inception", "ninjs"}
ALL = [pytest.param(name, id=name) for name in FORMATS]


@cache
def reversed_register() -> Memory:
    return Memory(tuple(reversed(readings())), today=TODAY)


def contents(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {
        str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()
    }


@pytest.mark.parametrize("name", ALL)
def test_every_format_writes_one_thing_and_leaves_nothing_beside(name: str, tmp_path: Path) -> None:
    write(register(), name, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").is_dir() == FORMATS[name].is_folder
    assert all(contents(tmp_path / "out").values())


@pytest.mark.parametrize("name", ALL)
def test_the_order_of_reports_changes_no_byte(name: str, tmp_path: Path) -> None:
    write(register(), name, tmp_path / "a")
    write(reversed_register(), name, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize("name", ALL)
def test_what_is_written_leads_to_the_words(name: str, tmp_path: Path) -> None:
    write(register(), name, tmp_path / "out")
    told = "".join(body.decode("utf-8", "replace") for body in contents(tmp_path / "out").values())
    names = " ".join(contents(tmp_path / "out"))
    for key in register().reports():
        assert name not in BY_REPORT or key in told + names
    assert name in BY_REPORT or EVIDENCE.search(told)


@pytest.mark.parametrize("name", ALL)
def test_an_empty_register_is_exported_too(name: str, tmp_path: Path) -> None:
    write(Memory((), today=TODAY), name, tmp_path / "out")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ALL)
def test_a_part_holds_nothing_of_other_states(name: str, tmp_path: Path) -> None:
    write(register(), name, tmp_path / "out", Filter(pair=("ARM", "BLR")))
    told = "".join(body.decode("utf-8", "replace") for body in contents(tmp_path / "out").values())
    assert "Токтосунов" not in told


def test_hash_seed_zone_and_locale_change_no_byte(tmp_path: Path) -> None:
    code = (
        "import sys; from register_fixture import register; from communique.export import write, FORMATS\n"
        "for name in FORMATS: write(register(), name, sys.argv[1] + '/' + name)"
    )
    digests = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Almaty", "C.UTF-8")):
        out = tmp_path / seed
        out.mkdir()
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        env["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), env.get("PYTHONPATH", "")])
        subprocess.run([sys.executable, "-c", code, str(out)], env=env, check=True, timeout=120)
        digests.add(hashlib.sha256(repr(contents(out)).encode()).hexdigest())
    assert len(digests) == 1


def test_no_such_format(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such format: excel; there are tables"):
        write(register(), "excel", tmp_path / "out")


def test_an_export_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonld"
    out.write_text("old")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(annotations_module, "annotation", broken)
    with pytest.raises(OSError, match="No space"):
        write(register(), "w3c", out)
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_holds_something_is_kept(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(ExportError, match="is not empty"):
        write(register(), "csv", tmp_path)
    assert contents(tmp_path) == {"mine": b"mine"}
    out = tmp_path / "out"
    write(register(), "csv", out)
    (out / "old.csv").write_text("old")
    write(register(), "csv", out, force=True)
    assert not (out / "old.csv").exists() and (out / "evidence.csv").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out"]


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Occupied), new_folder(tmp_path / "file", force=True):
        pass
    with pytest.raises(Occupied), new_file(tmp_path):
        pass


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(ExportError, match="no folder"):
        write(register(), "csv", tmp_path / "link", force=True)
    assert not any((tmp_path / "real").iterdir())


@pytest.mark.parametrize("what", ["new_file", "new_folder"])
def test_a_killed_export_is_absent(what: str, tmp_path: Path) -> None:
    code = (
        "import os, sys, signal; from pathlib import Path\n"
        "from communique.export.files import new_file, new_folder\n"
        f"with {what}(Path(sys.argv[1])) as part:\n"
        "    (part / 'a' if part.is_dir() else part).write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path / "out")], check=False)
    assert run.returncode == -9
    assert not (tmp_path / "out").exists()
