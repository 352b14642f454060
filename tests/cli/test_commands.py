"""The command line from outside: streams, formats, exit statuses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from communique import __version__
from communique.cli import VERBS, app, run
from communique.records.json import load_readings, to_line
from sample_readings import TEXT, sample_reading

REPORT = (
    "БИШКЕК. 3 марта. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов принял делегацию Минобороны "
    "Сербии во главе с Милошем Йовичем. Стороны обсудили подготовку кадров.\n"
)


def communique(
    *arguments: str | Path, given: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "communique", *map(str, arguments)],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **env},
        timeout=120,
        check=False,
    )


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.jsonl"
    path.write_text(to_line(sample_reading()) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_help_names_every_verb_without_importing_it() -> None:
    code = (
        "import sys; from communique.cli import run; run(['--help']); "
        "heavy = {'numpy', 'rich', 'pandas', 'pymorphy3', 'trafilatura'} & set(sys.modules); "
        "verbs = [name for name in sys.modules if name.startswith('communique.cli.')]; "
        "sys.exit(repr((heavy, verbs)) if heavy or verbs else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"  {verb} " in done.stdout for verb in VERBS)


def test_every_verb_is_there_and_its_help_says_what_it_does() -> None:
    context = click.Context(app)
    for verb in VERBS:
        command = app.get_command(context, verb)
        assert command is not None and command.name == verb
        assert command.help
        assert all(param.help for param in command.params if isinstance(param, click.Option))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


WRONG = [  # arguments, what the complaint names
    (["nonsense"], "nonsense"),
    (["read"], "--sample"),
    (["read", "x.txt", "--sample"], "--sample"),
    (["read", "x.txt", "--format", "xml"], "--format"),
    (["read", "x.txt", "--published", "2024-02-30"], "--published"),
    (["read", "x.txt", "--language", "no language"], "language"),
    (["read", "x.txt", "--jobs", "0"], "--jobs"),
    (["read", "x.txt", "--output", "x.txt"], "--output"),
    (["read", "x.txt", "--output", "/nowhere/x.txt"], "/nowhere/x.txt"),
    (["show"], "SAVED"),
    (["evaluate"], "GOLD"),
    (["evaluate", "x.jsonl", "--kinds", "picnic"], "picnic"),
    (["codebook", "picnic"], "picnic"),
    (["verify"], "PATH"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG, ids=lambda value: str(value))
def test_wrong_usage(arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert named in err and not out


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_saved_readings_come_back_unchanged(form: str, saved: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"copy.{form}"
    assert run(["show", str(saved), "--format", form, "--output", str(copy)]) == 0
    assert list(load_readings(copy)) == [sample_reading()]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([copy.name, saved.name])


@pytest.mark.parametrize(("count", "shape"), [(0, list), (1, dict), (2, list)])
def test_json_is_one_object_or_a_list(
    count: int, shape: type[list[object]], saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved.write_text(saved.read_text(encoding="utf-8") * count, encoding="utf-8")
    assert run(["show", str(saved), "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, shape)
    assert count == 1 or len(list(value)) == count


def test_show_one_report_by_its_id(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(saved), "--id", "own-1"]) == 0
    assert "Асан Токтосунов" in capsys.readouterr().out
    assert run(["show", str(saved), "--id", "own-2"]) == 1
    assert "own-2" in capsys.readouterr().err


def test_show_reads_standard_input(saved: Path) -> None:
    done = communique("show", "-", given=saved.read_text(encoding="utf-8"))
    assert done.returncode == 0 and "own-1" in done.stdout


BROKEN = ['{"id": "1"}', "[1]", "{", '{"id": "1", "text": "а", "noise": [[0, 9]]}', ""]


@pytest.mark.parametrize("line", BROKEN[:-1])
def test_a_broken_file_of_readings_is_told_with_its_line(
    line: str, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved.write_text(saved.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    assert run(["show", str(saved)]) == 1
    assert f"{saved}:2" in capsys.readouterr().err


def test_read_prints_plain_text_into_a_pipe(report: Path) -> None:
    done = communique("read", report, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "meeting" in done.stdout and "Токтосунов" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_read_takes_standard_input_folders_and_patterns(report: Path) -> None:
    given = communique("read", "-", "--format", "jsonl", given=REPORT)
    folder = communique("read", report.parent, "--format", "jsonl")
    pattern = communique("read", report.parent / "*.txt", "--format", "jsonl")
    for done in (given, folder, pattern):
        assert done.returncode == 0
        assert json.loads(done.stdout)["text"] == REPORT


def test_failures_come_last_and_the_rest_is_read(report: Path, tmp_path: Path) -> None:
    done = communique("read", tmp_path / "no.txt", report, "--format", "jsonl")
    assert done.returncode == 1
    assert json.loads(done.stdout)["text"] == REPORT
    assert "1 report was not read" in done.stderr and "no.txt" in done.stderr


def test_a_language_without_a_reader_is_a_failure(report: Path) -> None:
    done = communique("read", report, "--language", "kk")
    assert done.returncode == 1 and "kk" in done.stderr and "Traceback" not in done.stderr


def test_explain_says_how_things_were_decided(report: Path) -> None:
    done = communique("read", report, "--explain")
    assert "How each event was decided" in done.stdout
    assert "encoding_why" in done.stdout


def test_several_processes_keep_the_order_and_change_nothing(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(
            REPORT.replace("3 марта", f"{number + 1} марта"), encoding="utf-8"
        )
    (tmp_path / "2.txt").write_text(" \n", encoding="utf-8")
    alone = communique("read", tmp_path, "--format", "jsonl")
    together = communique("read", tmp_path, "--format", "jsonl", "--jobs", "2")
    assert alone.stdout.count("\n") == 4
    assert (alone.stdout, alone.stderr, 1) == (together.stdout, together.stderr, together.returncode)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_on_a_terminal_only_where_wanted(
    setting: dict[str, str], coloured: bool, saved: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **setting}
    if not setting:
        env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "communique", "show", str(saved)]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: _chunk(ours), b""))
        assert process.wait(60) == 0
    os.close(ours)
    assert (b"\x1b[" in shown) == coloured
    assert "Токтосунов".encode() in shown


def _chunk(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the other end is closed
        return b""


def test_output_is_utf8_whatever_the_locale(saved: Path) -> None:
    done = communique("show", saved, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0 and "Токтосунов" in done.stdout


def test_a_reader_that_goes_away_is_no_error(saved: Path) -> None:
    saved.write_text(saved.read_text(encoding="utf-8") * 300, encoding="utf-8")
    command = [sys.executable, "-m", "communique", "show", str(saved)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def test_an_interrupt_ends_quietly_and_leaves_no_half_file(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "communique", "read", "-", "--format", "jsonl", "--output", str(output)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().strip() == "interrupted"
    assert list(tmp_path.iterdir()) == []


def test_evaluate_against_itself_is_perfect(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(saved), str(saved), "--json", "--worst", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["actors"]["f1"] == 1
    assert run(["evaluate", str(saved), str(saved), "--kinds", "visit"]) == 0
    assert "visit" in capsys.readouterr().out


def test_evaluate_reads_the_gold_texts_itself(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(saved), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert (scores["reports"], scores["missing"]) == (1, 0)


def test_verify_counts_citations(saved: Path, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(report), "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["readings"] == 1 and counts["citations"] > 5 and counts["problems"] == 0


def test_verify_finds_a_changed_text(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "saved.jsonl"
    assert run(["read", str(report), "--format", "jsonl", "--output", str(saved)]) == 0
    assert run(["verify", str(saved)]) == 0
    saved.write_text(
        saved.read_text(encoding="utf-8").replace("принял деле", "принял дела"), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["verify", str(saved)]) == 1
    assert "digest" in capsys.readouterr().out


def test_verify_finds_offsets_outside_the_text(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = json.loads(saved.read_text(encoding="utf-8"))
    value["noise"] = [[len(TEXT) - 1, len(TEXT) + 1]]
    saved.write_text(json.dumps(value), encoding="utf-8")
    assert run(["verify", str(saved)]) == 1
    assert "is no span" in capsys.readouterr().err


def test_codebook_lists_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook"]) == 0
    assert "participant" in capsys.readouterr().out
    assert run(["codebook", "visit", "--json"]) == 0
    assert [kind["name"] for kind in json.loads(capsys.readouterr().out)["kinds"]] == ["visit"]


def test_dates_as_people_write_them_are_taken(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(report), "--published", "03.03.2024", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["published"] == "2024-03-03"
    assert run(["read", str(report), "--published", "вчера"]) == 2
    assert "Write the day as 2024-03-06" in capsys.readouterr().err


def test_the_sample_goes_without_files(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "--sample", str(report)]) == 2
    assert "without files" in capsys.readouterr().err


def test_reports_are_no_saved_readings(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(report)]) == 1
    assert "reports are read by communique read" in capsys.readouterr().err


def test_evaluate_refuses_predictions_for_other_reports(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = tmp_path / "others.jsonl"
    others.write_text('{"id": "other", "text": "Погода."}\n', encoding="utf-8")
    assert run(["evaluate", str(saved), str(others)]) == 1
    assert "the predictions have 'other'" in capsys.readouterr().err
    others.write_text('{"text": "Погода."}\n', encoding="utf-8")
    assert run(["evaluate", str(saved), str(others)]) == 1
    assert "others.jsonl:1: no reading: it has no id" in capsys.readouterr().err


def test_one_is_told_in_the_singular(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(report)]) == 0
    assert capsys.readouterr().out.startswith("1 reading, 1 event, ")


def test_saved_readings_may_be_named_by_a_string(saved: Path) -> None:
    assert list(load_readings(str(saved))) == list(load_readings(saved))
