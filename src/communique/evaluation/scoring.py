"""How near predicted readings come to gold ones: the figures of the reading format, level by level.

Events are paired one to one, best pairs first. A pair counts at the level

    event    same kind, and the predicted evidence or trigger overlaps the gold evidence
    stage    and the same stage
    dyad     and the same countries over all role fillers
    actors   and, in every role that gold fills, the same actors

Predicted actors stand for the gold actors whose mentions they overlap most. Mentions are paired by
intersection over union (IoU) of at least 0.5; coreference is B-cubed over those pairs (Bagga and Baldwin
1998).

    ScoreError(ValueError)   the two sides are not readings of the same text
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

Dict = Mapping[str, Any]
Range = Sequence[int]

LEVELS = ("event", "stage", "dyad", "actors")
ROLE_FILLERS, NOISE = "role fillers (paired events)", "noise (characters)"
SIDES = (ROLE_FILLERS, "mentions", "offices", "statements", NOISE)
ACCURACIES = ("when", "place", "said_by", "mode", "plover")

SAME_MENTION = 0.5
# Below this overlap a mention says nothing about which actor a predicted one stands for.
SAME_ACTOR = 0.3
SAME_STATEMENT = 0.5


class ScoreError(ValueError):
    """Gold and prediction cannot be compared."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of hits, of predicted and of gold items."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return _ratio(self.hits, self.predicted)

    @property
    def recall(self) -> float:
        return _ratio(self.hits, self.gold)

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    def to_dict(self) -> dict[str, float]:
        rates = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return rates | {"tp": self.hits, "pred": self.predicted, "gold": self.gold}


@dataclass(frozen=True, slots=True)
class BCubed:
    """Sums over paired mentions of the share of their cluster that is right, and the numbers of mentions."""

    precision_sum: float = 0.0
    recall_sum: float = 0.0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: BCubed) -> BCubed:
        return BCubed(
            self.precision_sum + other.precision_sum,
            self.recall_sum + other.recall_sum,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        return _ratio(self.precision_sum, self.predicted)

    @property
    def recall(self) -> float:
        return _ratio(self.recall_sum, self.gold)

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    def to_dict(self) -> dict[str, float]:
        rates = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return rates | {"pred": self.predicted, "gold": self.gold}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the paired events have a field right."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(self.hits + other.hits, self.of + other.of)

    @property
    def rate(self) -> float:
        return _ratio(self.hits, self.of)

    def to_dict(self) -> dict[str, float]:
        return {"accuracy": self.rate, "n": self.of}


@dataclass(frozen=True, slots=True)
class ReportErrors:
    """The gold events of one report that were missed, and the predicted ones that match none."""

    id: str
    text: str
    missed: tuple[Dict, ...]
    spurious: tuple[Dict, ...]

    @property
    def count(self) -> int:
        return len(self.missed) + len(self.spurious)


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures over all gold reports. `figures` has the levels and the side scores, `kinds` one per kind."""

    reports: int = 0
    missing: int = 0
    figures: Mapping[str, Figure] = field(default_factory=dict)
    kinds: Mapping[str, Figure] = field(default_factory=dict)
    b3: BCubed = BCubed()
    accuracy: Mapping[str, Accuracy] = field(default_factory=dict)
    errors: tuple[ReportErrors, ...] = ()

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.reports + other.reports,
            self.missing + other.missing,
            _add(self.figures, other.figures),
            _add(self.kinds, other.kinds),
            self.b3 + other.b3,
            _add(self.accuracy, other.accuracy),
            self.errors + other.errors,
        )

    def to_dict(self) -> dict[str, Any]:
        """The figures by name, as the project's scorer writes them with `--json`."""
        return {
            "reports": self.reports,
            "missing": self.missing,
            **{name: figure.to_dict() for name, figure in self.figures.items()},
            **{f"kind:{name}": figure.to_dict() for name, figure in self.kinds.items()},
            "b3": self.b3.to_dict(),
            **{f"acc:{name}": accuracy.to_dict() for name, accuracy in self.accuracy.items()},
        }


def score(gold: Iterable[Dict], predicted: Iterable[Dict], kinds: Collection[str] | None = None) -> Scores:
    """Score predicted readings against gold ones, both in the shape of the reading format.

    Readings are paired by `id`; a gold report without a prediction counts as an empty reading, and
    predictions for other reports are left out. `kinds` keeps only events of those kinds on both sides.

    Raises:
        ScoreError: a predicted text differs from the gold text.
    """
    theirs = {reading["id"]: reading for reading in gold}
    ours = {reading["id"]: reading for reading in predicted}
    total = Scores()
    for id, reading in theirs.items():
        total += score_report(reading, ours.get(id), kinds)
    return total


def score_report(gold: Dict, predicted: Dict | None, kinds: Collection[str] | None = None) -> Scores:
    """Score one reading; None is a report without a prediction. Raises: ScoreError when the texts differ."""
    if predicted is not None and predicted.get("text") not in (None, gold["text"]):
        raise ScoreError(f"{gold['id']}: the predicted text is not the gold text")
    both = _Both(gold, predicted or {}, frozenset(kinds or ()))
    pairs = _pair_events(both)
    matches, mentions = _pair_mentions(both)
    return Scores(
        reports=1,
        missing=int(predicted is None),
        figures=_level_figures(both, pairs)
        | _role_fillers(pairs)
        | {
            "mentions": mentions,
            "offices": _offices(both),
            "statements": _statements(both),
            NOISE: _noise(both),
        },
        kinds=_kind_figures(both, pairs),
        b3=_b_cubed(both, matches),
        accuracy=_accuracies(both, pairs),
        errors=(_errors(both, pairs),),
    )


class Paired(NamedTuple):
    """A gold event and a predicted one that tell of the same happening, by place, and which fields agree."""

    gold: int
    predicted: int
    right: Mapping[str, bool]


def paired_events(gold: Dict, predicted: Dict) -> list[Paired]:
    """The pairs that the levels are counted on; `right` names stage, sides (the dyad) and `ACCURACIES`."""
    both = _Both(gold, predicted, frozenset())
    return [
        Paired(
            *pair.at,
            {"stage": pair.stage, "sides": pair.dyad} | _fields_right(both, pair.gold, pair.predicted),
        )
        for pair in _pair_events(both)
    ]


@dataclass(frozen=True)
class _Both:
    """A gold reading, the predicted one, and which gold actor each predicted actor stands for."""

    gold: Dict
    predicted: Dict
    kinds: frozenset[str]

    @cached_property
    def gold_events(self) -> list[Dict]:
        return self._of_kinds(self.gold)

    @cached_property
    def predicted_events(self) -> list[Dict]:
        return self._of_kinds(self.predicted)

    def _of_kinds(self, reading: Dict) -> list[Dict]:
        return [
            event for event in _list(reading, "events") if not self.kinds or event.get("kind") in self.kinds
        ]

    @cached_property
    def actors(self) -> dict[str, str]:
        """Predicted actor id -> the gold actor that its mentions overlap most, where any do."""
        best = {}
        for actor in _list(self.predicted, "actors"):
            if votes := self._votes(actor):
                best[actor["id"]] = max(votes, key=votes.__getitem__)
        return best

    def _votes(self, actor: Dict) -> dict[str, float]:
        votes: dict[str, float] = {}
        for mention in _list(actor, "mentions"):
            for other in _list(self.gold, "actors"):
                nearest = max((_iou(mention, theirs) for theirs in _list(other, "mentions")), default=0.0)
                if nearest > SAME_ACTOR:
                    votes[other["id"]] = votes.get(other["id"], 0.0) + nearest
        return votes

    def gold_id(self, id: str) -> str:
        """The gold id for a predicted one; one that matches nothing equals no gold id."""
        return self.actors.get(id, f"?{id}")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A gold and a predicted event that may be the same happening, and in what they agree."""

    at: tuple[int, int]
    gold: Dict
    predicted: Dict
    gold_roles: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    stage: bool
    dyad: bool

    @property
    def actors(self) -> bool:
        return all(self.roles.get(role) == ids for role, ids in self.gold_roles.items())

    @property
    def quality(self) -> int:
        """Stage weighs most, then the dyad, the actors, and least each shared filler and the trigger."""
        shared = sum(len(ids & self.roles.get(role, frozenset())) for role, ids in self.gold_roles.items())
        triggers = _any_overlap(_list(self.gold, "trigger"), _list(self.predicted, "trigger"))
        return 4 * self.stage + 3 * self.dyad + 2 * self.actors + shared + triggers


def _pair_events(both: _Both) -> list[_Pair]:
    """One to one, best first; among equals the pair that comes first in gold, then in the prediction."""
    candidates = [
        _pair(both, (i, j), gold, predicted)
        for i, gold in enumerate(both.gold_events)
        for j, predicted in enumerate(both.predicted_events)
        if _same_happening(gold, predicted)
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for pair in sorted(candidates, key=lambda pair: (-pair.quality, pair.at)):
        if pair.at[0] not in taken[0] and pair.at[1] not in taken[1]:
            pairs.append(pair)
            for side, index in zip(taken, pair.at, strict=True):
                side.add(index)
    return pairs


def _same_happening(gold: Dict, predicted: Dict) -> bool:
    evidence = _list(gold, "evidence")
    return gold["kind"] == predicted.get("kind") and (
        _any_overlap(evidence, _list(predicted, "evidence"))
        or _any_overlap(evidence, _list(predicted, "trigger"))
    )


def _pair(both: _Both, at: tuple[int, int], gold: Dict, predicted: Dict) -> _Pair:
    return _Pair(
        at=at,
        gold=gold,
        predicted=predicted,
        gold_roles=_roles(gold),
        roles={role: frozenset(map(both.gold_id, ids)) for role, ids in _roles(predicted).items()},
        stage=gold["stage"] == predicted.get("stage"),
        dyad=_countries(gold, both.gold) == _countries(predicted, both.predicted),
    )


def _roles(event: Dict) -> dict[str, frozenset[str]]:
    """Filled roles only."""
    return {role: frozenset(ids) for role, ids in (event.get("roles") or {}).items() if ids}


def _countries(event: Dict, reading: Dict) -> frozenset[str]:
    by_id = {actor["id"]: actor.get("country") for actor in _list(reading, "actors")}
    found = (by_id.get(id) for ids in _roles(event).values() for id in ids)
    return frozenset(code for country in found for code in _one_or_many(country))


def _level_figures(both: _Both, pairs: Sequence[_Pair]) -> dict[str, Figure]:
    hits = {
        "event": len(pairs),
        "stage": sum(pair.stage for pair in pairs),
        "dyad": sum(pair.stage and pair.dyad for pair in pairs),
        "actors": sum(pair.stage and pair.dyad and pair.actors for pair in pairs),
    }
    return {level: Figure(hits[level], len(both.predicted_events), len(both.gold_events)) for level in LEVELS}


def _kind_figures(both: _Both, pairs: Sequence[_Pair]) -> dict[str, Figure]:
    hits = Counter(pair.gold["kind"] for pair in pairs)
    predicted = Counter(str(event.get("kind")) for event in both.predicted_events)
    gold = Counter(event["kind"] for event in both.gold_events)
    return {kind: Figure(hits[kind], predicted[kind], gold[kind]) for kind in gold | predicted}


def _role_fillers(pairs: Sequence[_Pair]) -> dict[str, Figure]:
    """Absent where no paired event has a filler."""
    found = [
        Figure(len(ours & theirs), len(ours), len(theirs))
        for pair in pairs
        for role in pair.gold_roles.keys() | pair.roles.keys()
        for ours, theirs in [(pair.roles.get(role, frozenset()), pair.gold_roles.get(role, frozenset()))]
    ]
    return {ROLE_FILLERS: sum(found, Figure())} if found else {}


def _accuracies(both: _Both, pairs: Sequence[_Pair]) -> dict[str, Accuracy]:
    """Absent where no events are paired."""
    if not pairs:
        return {}
    right = [_fields_right(both, pair.gold, pair.predicted) for pair in pairs]
    return {name: Accuracy(sum(fields[name] for fields in right), len(pairs)) for name in ACCURACIES}


def _fields_right(both: _Both, gold: Dict, predicted: Dict) -> dict[str, bool]:
    sayers = {both.actors.get(id, id) for id in _one_or_many(predicted.get("said_by"))}
    return {
        "when": (gold.get("when") or None) == (predicted.get("when") or None),
        "place": _same_place(gold.get("place"), predicted.get("place")),
        "said_by": set(_one_or_many(gold.get("said_by"))) == sayers,
        "mode": (gold.get("mode") or None) == (predicted.get("mode") or None),
        "plover": (gold.get("plover") or {}).get("event") == (predicted.get("plover") or {}).get("event"),
    }


def _same_place(gold: str | None, predicted: str | None) -> bool:
    """The same word but for its ending (at least three letters), or one inside the other."""
    if not gold or not predicted:
        return not gold and not predicted
    theirs, ours = gold.lower(), predicted.lower()
    stem = max(3, min(len(theirs), len(ours)) - 2)
    return theirs[:stem] == ours[:stem] or theirs in ours or ours in theirs


def _errors(both: _Both, pairs: Sequence[_Pair]) -> ReportErrors:
    gold, predicted = {pair.at[0] for pair in pairs}, {pair.at[1] for pair in pairs}
    return ReportErrors(
        both.gold["id"],
        both.gold["text"],
        tuple(event for i, event in enumerate(both.gold_events) if i not in gold),
        tuple(event for j, event in enumerate(both.predicted_events) if j not in predicted),
    )


def _pair_mentions(both: _Both) -> tuple[list[tuple[str, str]], Figure]:
    """Greedy one-to-one pairs by overlap, as (gold actor, predicted actor), and their count."""
    gold, predicted = _mentions(both.gold), _mentions(both.predicted)
    candidates = sorted(
        (-overlap, i, j)
        for i, (_, theirs) in enumerate(gold)
        for j, (_, ours) in enumerate(predicted)
        if (overlap := _iou(theirs, ours)) >= SAME_MENTION
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in candidates:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((gold[i][0], predicted[j][0]))
    return pairs, Figure(len(pairs), len(predicted), len(gold))


def _mentions(reading: Dict) -> list[tuple[str, Range]]:
    return [
        (actor["id"], mention) for actor in _list(reading, "actors") for mention in _list(actor, "mentions")
    ]


def _b_cubed(both: _Both, matches: Iterable[tuple[str, str]]) -> BCubed:
    gold = Counter(id for id, _ in _mentions(both.gold))
    predicted = Counter(id for id, _ in _mentions(both.predicted))
    shared = Counter(matches)
    return BCubed(
        sum(count * count / predicted[ours] for (_, ours), count in shared.items()),
        sum(count * count / gold[theirs] for (theirs, _), count in shared.items()),
        predicted.total(),
        gold.total(),
    )


def _offices(both: _Both) -> Figure:
    """The same person and phase, and the same body, or where none is given the same country."""
    gold = Counter(
        (office.get("person"), office.get("body") or str(office.get("country")), office.get("phase"))
        for office in _list(both.gold, "offices")
    )
    predicted = Counter(
        (
            both.gold_id(office["person"]) if office.get("person") else None,
            both.gold_id(office["body"]) if office.get("body") else str(office.get("country")),
            office.get("phase"),
        )
        for office in _list(both.predicted, "offices")
    )
    return Figure((gold & predicted).total(), predicted.total(), gold.total())


def _statements(both: _Both) -> Figure:
    """The same speaker, contents that overlap by more than half; a gold statement takes the first such."""
    gold, predicted = _list(both.gold, "statements"), _list(both.predicted, "statements")
    left = list(predicted)
    for theirs in gold:
        for ours in left:
            speaker = both.actors.get(ours.get("speaker"), ours.get("speaker"))
            if _iou(theirs["content"], ours["content"]) > SAME_STATEMENT and theirs.get("speaker") == speaker:
                left.remove(ours)
                break
    return Figure(len(predicted) - len(left), len(predicted), len(gold))


def _noise(both: _Both) -> Figure:
    gold, predicted = _characters(both.gold), _characters(both.predicted)
    return Figure(len(gold & predicted), len(predicted), len(gold))


def _characters(reading: Dict) -> set[int]:
    return {at for start, end in _list(reading, "noise") for at in range(start, end)}


def _list(holder: Dict, key: str) -> list[Any]:
    return holder.get(key) or []


def _one_or_many(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _iou(a: Range, b: Range) -> float:
    """Intersection over union, 0 where the ranges do not overlap."""
    shared = _overlap(a, b)
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared else 0.0


def _any_overlap(some: Iterable[Range], others: Sequence[Range]) -> bool:
    return any(_overlap(a, b) for a in some for b in others)


class _Adds(Protocol):
    def __add__(self: N, other: N, /) -> N: ...


N = TypeVar("N", bound=_Adds)


def _add(some: Mapping[str, N], others: Mapping[str, N]) -> dict[str, N]:
    """Both mappings, with the sum under the names that both have."""
    return {**some, **{name: some[name] + value if name in some else value for name, value in others.items()}}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
