"""`communique evaluate`: how near readings come to gold readings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from communique.cli.output import print_json
from communique.cli.read import tell
from communique.cli.saved import each_dict, each_reading
from communique.intake.errors import Failure


def _kinds(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    from communique.codebook import kinds

    names = tuple(name.strip() for name in value.split(",")) if value else ()
    if unknown := [name for name in names if name not in kinds()]:
        raise click.BadParameter(f"no such kind: {', '.join(unknown)}; communique codebook lists them")
    return names


@click.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.argument("predicted", required=False, metavar="[PREDICTED.jsonl]")
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
@click.option("--worst", type=click.IntRange(1), metavar="N", help="Also the N reports with most errors.")
@click.option("--kinds", callback=_kinds, metavar="KIND,KIND", help="Only events of these kinds.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
def evaluate(
    gold: str, predicted: str | None, as_json: bool, worst: int | None, kinds: tuple[str, ...], jobs: int
) -> int:
    """Score readings against gold readings.

    Without PREDICTED.jsonl the texts of the gold readings are read now, each with its day of publication.
    Else reports are paired by their id.

    P, R and F1 are precision, recall and their harmonic mean. An event is right at the level

    \b
      event   with the same kind, in the same sentence
      stage   and with the same stage
      dyad    and with the same countries over all roles
      actors  and with the same actors in every role that gold fills
    """
    from communique.evaluation import ScoreError, render, render_worst, score

    failures: list[Failure] = []
    theirs = _named(gold, "id", "text")
    ours = _named(predicted, "id") if predicted else list(_read(gold, jobs, failures))
    if predicted:
        _refuse_strangers(theirs, ours)
    try:
        scores = score(theirs, ours, kinds)
    except ScoreError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        print_json(scores.to_dict())
    else:
        click.echo(render(scores))
    if worst is not None:
        click.echo("\n" + render_worst(scores, worst), err=as_json)
    return tell(failures)


def _named(path: str, *needed: str) -> list[dict[str, Any]]:
    """The readings of a file as they are, each with the fields needed."""
    values = []
    for line, value in each_dict(path):
        if absent := [name for name in needed if not isinstance(value.get(name), str)]:
            raise click.ClickException(f"{path}:{line}: no reading: it has no {' and no '.join(absent)}")
        values.append(value)
    return values


def _refuse_strangers(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    """Zeros for readings of other reports would say nothing."""
    theirs, ours = ([value["id"] for value in values] for values in (gold, predicted))
    if theirs and not set(theirs) & set(ours):
        names = f"gold has {theirs[0]!r}, the predictions have {ours[0]!r}" if ours else "there are none"
        raise click.ClickException(f"no prediction has the id of a gold report: {names}")


def _read(gold: str, jobs: int, failures: list[Failure]) -> Iterator[dict[str, Any]]:
    """Readings of the gold texts."""
    from communique.evaluation.gold import read_anew

    for result in read_anew(each_reading([gold]), jobs):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            yield result.to_dict()
