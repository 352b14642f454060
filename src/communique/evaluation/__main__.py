"""Measures on gold data: `python -m communique.evaluation nerel|factrueval|mentions|events|pairs …`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from communique.evaluation.scoring import Scores

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# What each command prints of the scores of readings.
MENTIONS = ("mentions", "offices", "statements")
EVENTS = ("event", "stage", "dyad", "actors", "role fillers (paired events)")
as_json = click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """Measure the reader on gold data that lie on this computer."""


@app.command()
@click.argument("folder", type=FOLDER, metavar="BRAT_DIR")
@click.option("--model", type=click.Choice(["fast", "accurate"]), default="fast", show_default=True)
@as_json
def nerel(folder: Path, model: Literal["fast", "accurate"], as_json: bool) -> None:
    """Nested entities, strict F1 of span and type over the 29 types of NEREL, on a folder of brat files."""
    from communique.evaluation.brat import BratError, load_brat
    from communique.evaluation.nerel import nested_model, score_nerel
    from communique.evaluation.spans import render_spans

    try:
        scores = score_nerel(load_brat(folder), nested_model(model))
    except ImportError as error:
        raise click.ClickException(f"there is no model of nested entities here: {error}") from error
    except BratError as error:
        raise click.ClickException(str(error)) from error
    _tell(scores.to_dict() if as_json else render_spans(scores))


@app.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write the response files here."
)
@click.option("--response", type=FOLDER, help="Score these response files instead of reading.")
@click.option("--tagger", type=click.Choice(["reader", "slovnet"]), default="reader", show_default=True)
@as_json
def factrueval(
    folder: Path, out: Path | None, response: Path | None, tagger: Literal["reader", "slovnet"], as_json: bool
) -> None:
    """FactRuEval-2016: names, and the three tracks.

    Names are strict spans of PER, LOC and ORG as the reader, or slovnet's net, finds them. For the tracks the
    reader's answers are written to --out as book_N.task1, .task2 and .task3, the files the organisers'
    comparator takes, and scored as it does.
    """
    from communique.evaluation.factrueval.books import BookError
    from communique.evaluation.factrueval.runs import measure, render_measures

    try:
        measures = measure(folder, out, response, tagger)
    except (BookError, OSError) as error:
        raise click.ClickException(str(error)) from error
    _tell(measures.to_dict() if as_json else render_measures(measures))


@app.command()
@click.argument("file", type=FILE, metavar="REPORTS.jsonl")
@click.option("--pairs", type=FILE, help="JSON: for each notice the reports of its talks.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True)
@as_json
def notices(file: Path, pairs: Path | None, jobs: int, as_json: bool) -> None:
    """Notices of talks: which commitments they open, and whether the reports of the talks close them.

    Reads all reports of the file, of which those of kind "announcement" are notices, and derives a register.
    """
    from communique.evaluation.notices import NoticeError, load_pairs, measure, render
    from communique.records.json import FormatError

    try:
        result = measure(file, load_pairs(pairs) if pairs else None, jobs)
    except (NoticeError, FormatError) as error:
        raise click.ClickException(str(error)) from error
    _tell(result.to_dict() if as_json else render(result))


@app.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--read/--linking", "read", default=False, help="Read the texts, or link the gold names alone.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True)
@as_json
def actors(folder: Path, read: bool, jobs: int, as_json: bool) -> None:
    """Actors across documents: pairs of names of BSNLP-2021, by topic, type and all together.

    DIR is a topic, or a folder of topics. --linking gives the forms of the gold names as printed, and nothing
    else, to the linker; --read reads the texts and links what the reader finds.
    """
    from communique.evaluation.actors import measure, render
    from communique.evaluation.bsnlp import BsnlpError

    try:
        measured = measure(folder, read, jobs)
    except BsnlpError as error:
        raise click.ClickException(str(error)) from error
    as_dict = {topic: {name: row.to_dict() for name, row in rows.items()} for topic, rows in measured.items()}
    _tell(as_dict if as_json else render(measured))


def _gold_command(about: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command on a file of gold readings, which are read anew by the default reader."""

    def make(run: Callable[..., None]) -> click.Command:
        for option in (
            as_json,
            click.option("--jobs", type=click.IntRange(1), default=1, show_default=True),
            click.option("--last", type=click.IntRange(1), help="Only the last N reports."),
            click.option("--first", type=click.IntRange(1), help="Only the first N reports."),
            click.argument("gold", type=FILE, metavar="GOLD.jsonl"),
        ):
            run = option(run)
        return app.command(help=about)(run)

    return make


@_gold_command("Mentions, coreference (B-cubed), offices and statements against gold readings.")
def mentions(gold: Path, first: int | None, last: int | None, jobs: int, as_json: bool) -> None:
    scores = _score(gold, first, last, jobs)
    _tell_scores(scores, MENTIONS, ("b3",), as_json)


@_gold_command("Events, their stages, dyads, actors and values against gold readings.")
def events(gold: Path, first: int | None, last: int | None, jobs: int, as_json: bool) -> None:
    scores = _score(gold, first, last, jobs)
    accuracies = tuple(f"acc:{name}" for name in scores.accuracy)
    _tell_scores(scores, EVENTS, accuracies, as_json)


@app.command()
@click.argument("file", type=FILE, metavar="FILE.tsv")
@as_json
def pairs(file: Path, as_json: bool) -> None:
    """Precision, recall and F1 of "same event" on pairs of news texts with a verdict (OK or BAD)."""
    from communique.evaluation.pairs import PairError, load_pairs, score_pairs

    try:
        found = score_pairs(load_pairs(file)).to_dict()
    except PairError as error:
        raise click.ClickException(str(error)) from error
    _tell(found if as_json else "\n".join(f"{name:10}{value:8g}" for name, value in found.items()))


def _score(path: Path, first: int | None, last: int | None, jobs: int) -> Scores:
    """Scores of the default reader on the chosen gold readings. A report that fails ends the command."""
    from communique.evaluation.gold import read_anew
    from communique.evaluation.scoring import score
    from communique.intake.errors import Failure
    from communique.records.json import FormatError, from_dict, load_dicts, to_dict

    try:
        chosen = _chosen([value for _, value in load_dicts(path)], first, last)
        readings = list(read_anew(map(from_dict, chosen), jobs))
    except FormatError as error:
        raise click.ClickException(str(error)) from error
    if failures := [reading for reading in readings if isinstance(reading, Failure)]:
        raise click.ClickException(str(failures[0]))
    return score(chosen, (to_dict(reading) for reading in readings if not isinstance(reading, Failure)))


def _chosen(values: list[dict[str, Any]], first: int | None, last: int | None) -> list[dict[str, Any]]:
    if first and last:
        raise click.UsageError("--first and --last exclude each other")
    return values[-last:] if last else list(islice(values, first))


def _tell_scores(scores: Scores, figures: Iterable[str], others: Iterable[str], as_json: bool) -> None:
    found = scores.to_dict()
    chosen = {name: found[name] for name in (*figures, *others) if name in found}  # no pairs, no role fillers
    _tell({"reports": scores.reports, **chosen} if as_json else _table(scores.reports, chosen))


def _table(reports: int, rows: Mapping[str, Mapping[str, float]]) -> str:
    lines = [f"{reports} reports", f"{'':30}{'P':>7}{'R':>7}{'F1':>7}{'gold':>8}{'found':>8}"]
    for name, row in rows.items():
        if "accuracy" in row:
            lines.append(
                f"{name.removeprefix('acc:'):30}{'right in':>14}{row['accuracy']:7.3f}{row['n']:8.0f} pairs"
            )
        else:
            rates = "".join(f"{row[key]:7.3f}" for key in ("p", "r", "f1"))
            lines.append(f"{name:30}{rates}{row['gold']:8.0f}{row['pred']:8.0f}")
    return "\n".join(lines)


def _tell(what: str | Mapping[str, Any]) -> None:
    click.echo(what if isinstance(what, str) else json.dumps(what, ensure_ascii=False, indent=2))


def main() -> None:
    """One thread, set before NumPy is loaded: small matrices gain nothing by more."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    app(prog_name="python -m communique.evaluation")


if __name__ == "__main__":
    main()
