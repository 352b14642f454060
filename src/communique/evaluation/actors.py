"""Actors across reports against the ids of BSNLP-2021: pairs of names that are, or are not, of one.

What is compared are names as documents print them: each distinct form of a document stands once. A pair
counts as found where both got the same entity, and as right where they have the same gold id; precision,
recall and F1 over all pairs of a topic. Two ways to get entities:

    linking   the gold forms are given, each as an actor of its document, without its id, its base form or
              the text: what is measured is linking alone, from forms in any case to entities over documents
    reading   the reader reads the texts; a gold form is that of the actor whose mention it is (else whose
              mention ends with it, or holds it); forms that no actor mentions got no entity, and their
              pairs count as missed
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.actors.resolve import resolve
from communique.batch import read_reports
from communique.evaluation.bsnlp import TYPES, GoldDocument, load_topic, topics
from communique.intake.errors import Failure
from communique.records.reading import Actor, Reading
from communique.records.register import Entity, Member, entities_by_member
from communique.records.report import Report
from communique.records.when import When, WhenError
from communique.register.seen import ActorSeen, ReportSeen, seen

ALL = "all"
ACTOR_TYPES = {"PER": "person", "ORG": "body", "LOC": "place"}
# What the reader's actors may be where gold has a name of the type.
READ_TYPES = {
    "PER": ("person", "group"),
    "ORG": ("body", "enterprise", "group"),
    "LOC": ("state", "place", "body", "group"),
}


@dataclass(frozen=True, slots=True)
class PairScores:
    """Pairs of names with one gold id, with one entity, and with both; `linked` of `names` got an entity."""

    gold: int
    found: int
    right: int
    names: int
    linked: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __add__(self, other: PairScores) -> PairScores:
        return PairScores(
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
            self.names + other.names,
            self.linked + other.linked,
        )

    def to_dict(self) -> dict[str, float]:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "gold": self.gold,
            "found": self.found,
            "names": self.names,
            "linked": self.linked,
        }


NOTHING = PairScores(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Judged:
    """One name with its gold id and the entity it got, if any."""

    type: str
    gold: str
    entity: str | None


def score_pairs(names: Iterable[Judged]) -> dict[str, PairScores]:
    """By type of the names, and over all of them together, also across types."""
    listed = list(names)
    by_type = {type: _pairs([name for name in listed if name.type == type]) for type in TYPES}
    return {ALL: _pairs(listed), **by_type}


def _pairs(names: Sequence[Judged]) -> PairScores:
    linked = [name for name in names if name.entity is not None]
    return PairScores(
        gold=_pairs_in(Counter(name.gold for name in names)),
        found=_pairs_in(Counter(name.entity for name in linked)),
        right=_pairs_in(Counter((name.gold, name.entity) for name in linked)),
        names=len(names),
        linked=len(linked),
    )


def _pairs_in(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


# -- linking alone --------------------------------------------------------------------------------------


def judge_linking(documents: Iterable[GoldDocument]) -> list[Judged]:
    documents = list(documents)
    of_member = _entities([_as_seen(document) for document in documents])
    return [
        Judged(name.type, name.id, of_member[Member(document.id, f"a{number}")])
        for document in documents
        for number, name in enumerate(document.names, 1)
    ]


def _as_seen(document: GoldDocument) -> ReportSeen:
    actors = tuple(
        ActorSeen(
            id=f"a{number}",
            name=name.form,
            type=ACTOR_TYPES[name.type],
            country=(),
            sector=(),
            part_of=None,
            names=(name.form,),
            abbreviations=(0,) if name.form.isupper() else (),
            mentions=1,
            at=(number, number + 1),
        )
        for number, name in enumerate(document.names, 1)
    )
    return ReportSeen(
        key=document.id,
        language="ru",
        published=_day(document),
        published_why=None,
        url=None,
        title=None,
        length=len(document.text),
        actors=actors,
    )


def _day(document: GoldDocument) -> str | None:
    try:
        return str(When.parse(document.day))
    except WhenError:
        return None


def _entities(reports: Sequence[ReportSeen]) -> dict[Member, str]:
    entities: Iterable[Entity] = resolve(reports, ())[0]
    return entities_by_member(entities)


# -- reading and linking --------------------------------------------------------------------------------


def judge_reading(documents: Iterable[GoldDocument], jobs: int = 1) -> list[Judged]:
    documents = list(documents)
    read = {reading.report.id: reading for reading in _read(documents, jobs)}
    of_member = _entities(
        [seen(read[document.id], document.id) for document in documents if document.id in read]
    )
    judged = []
    for document in documents:
        actors = read[document.id].actors if document.id in read else ()
        for name in document.names:
            actor = actor_of(name.form, READ_TYPES[name.type], actors)
            entity = None if actor is None else of_member.get(Member(document.id, actor.id))
            judged.append(Judged(name.type, name.id, entity))
    return judged


def _read(documents: Iterable[GoldDocument], jobs: int) -> Iterable[Reading]:
    readings = read_reports((_report(document) for document in documents), jobs)
    return (reading for reading in readings if not isinstance(reading, Failure))


def _report(document: GoldDocument) -> Report:
    day = _day(document)
    return Report(
        id=document.id,
        text=f"{document.title}\n\n{document.text}",
        title=document.title,
        published=When.parse(day) if day else None,
        url=document.url,
    )


def actor_of(form: str, types: Sequence[str], actors: Iterable[Actor]) -> Actor | None:
    """The actor whose mention a printed form is: the closest fit, then by the order of types."""
    words = _words(form)
    fits = [
        (fit, types.index(actor.type), number, actor)
        for number, actor in enumerate(actors)
        if actor.type in types and (fit := _fit(words, actor)) is not None
    ]
    return min(fits, key=lambda found: found[:3])[3] if fits else None


def _fit(words: list[str], actor: Actor) -> tuple[int, int] | None:
    """0 for a mention of just these words, 1 for one that ends with them, 2 for one that holds them; then by
    the words that are too many."""
    fits = [fit for mention in actor.mentions if (fit := _fit_mention(words, _words(mention.span.text)))]
    return min(fits, default=None)


def _fit_mention(words: list[str], mention: list[str]) -> tuple[int, int] | None:
    over = len(mention) - len(words)
    if words == mention:
        return (0, 0)
    if over > 0 and mention[over:] == words:
        return (1, over)
    if over > 0 and any(mention[at : at + len(words)] == words for at in range(over)):
        return (2, over)
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


# -- a folder of topics ---------------------------------------------------------------------------------


def measure(folder: Path, read: bool, jobs: int = 1) -> dict[str, dict[str, PairScores]]:
    """Scores by topic and type; under `all`, those of all topics with their pairs added up.

    Raises: BsnlpError when the folder holds no topic, or a file of one cannot be read.
    """
    found: dict[str, dict[str, PairScores]] = {}
    for topic in topics(folder):
        documents = load_topic(topic)
        judged = judge_reading(documents, jobs) if read else judge_linking(documents)
        found[topic.resolve().name] = score_pairs(judged)
    if len(found) > 1:
        listed = list(found.values())
        found[ALL] = {name: sum((rows[name] for rows in listed), NOTHING) for name in (ALL, *TYPES)}
    return found


def render(measured: Mapping[str, Mapping[str, PairScores]]) -> str:
    lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'pairs':>10}{'found':>10}{'names':>7}{'linked':>8}"]
    for topic, rows in measured.items():
        for name, row in rows.items():
            rates = "".join(f"{rate:7.3f}" for rate in (row.precision, row.recall, row.f1))
            lines.append(
                f"{f'{topic} {name}':24}{rates}{row.gold:10}{row.found:10}{row.names:7}{row.linked:8}"
            )
    return "\n".join(lines)
