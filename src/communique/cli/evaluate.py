"""`communique evaluate`: how near readings come to gold readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
    """
    from communique.evaluation import ScoreError, render, render_worst, score

    failures: list[Failure] = []
    theirs = [value for _, value in each_dict(gold)]
    ours = [value for _, value in each_dict(predicted)] if predicted else list(_read(gold, jobs, failures))
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


def _read(gold: str, jobs: int, failures: list[Failure]) -> Iterator[dict[str, Any]]:
    """Readings of the gold texts; gold records other than text, title, language and day are not looked at."""
    from communique.batch import read_reports

    reports = (replace(right.report, published=right.published) for right in each_reading([gold]))
    for result in read_reports(reports, jobs):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            yield result.to_dict()
