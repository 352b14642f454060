"""Own reports and pages for the tests of intake; all people and states are invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from communique.intake import Failure, Limits, read_sources
from communique.records.report import Report

REPORT = (
    "Министр обороны Ардонии принял посла Велькарии\n\n"
    "В столице состоялась встреча министра обороны Павла Ардова с послом Велькарии Ингой Рейс. "
    "Стороны обсудили подготовку кадров и договорились провести учения осенью.\n"
)
LEAD = (
    "В столице Ардонии состоялась встреча министра обороны с послом соседней Велькарии. "
    "Стороны обсудили план работы на будущий год и порядок обмена делегациями. "
    "Посол передал приглашение посетить завод и учебный центр в удобное для сторон время."
)
TAIL = "Во вторник делегация осмотрит завод, после чего вылетит домой."


def page(
    head: str = "", body: str = f"<article><p>{LEAD}</p><p>{TAIL}</p></article>", lang: str = "ru"
) -> str:
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def take(
    *paths: Path | str,
    published: str | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> list[Report | Failure]:
    names = [str(path) for path in paths]
    return list(read_sources(names, published=published, language=language, limits=limits or Limits()))


def reports(taken: Sequence[Report | Failure]) -> list[Report]:
    """Raises: AssertionError when there is a failure among them."""
    good = [one for one in taken if isinstance(one, Report)]
    assert len(good) == len(taken), [str(one) for one in taken if isinstance(one, Failure)]
    return good


def only(taken: Sequence[Report | Failure]) -> Report:
    (report,) = reports(taken)
    return report


def refused(taken: Sequence[Report | Failure]) -> str:
    """The reason of the only failure."""
    (failure,) = taken
    assert isinstance(failure, Failure), failure
    return failure.reason
