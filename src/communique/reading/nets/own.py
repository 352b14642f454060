"""The reader's own nets: one hears which words tell of events, one finds entities.

Convolutions over whole reports, run packed: reports lie end to end in one table of rows, separator rows
around each sentence, `GAP` zero rows between reports. The first layer is a table with one row a distinct
word; each further layer is one matrix product against its three taps side by side, then shifted adds; what
the training normalised is folded into the weights. `communique.training.student` makes the weights and says
what they are. Both are of one build; each has weights of its own, since either became worse by learning what
the other has to. Every result is a function of its report alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.reading.layers import Told
from communique.reading.nets.inputs import AFFIXES, Inputs
from communique.reading.nets.linear import Linear, log_softmax
from communique.reading.nets.packs import Embedding, Floats
from communique.reading.nets.tokens import Ints

GAP = 4  # rows between reports: as far as one layer sees
BATCH = 4096  # rows a pass: the states of a pass stay in the cache of one core
WIDEST = 24  # tokens of an entity
NEAR = 32  # at least as wide as any entity of any model
EDGE = 0.04  # probability that an entity begins or ends at a word, below which none is looked for
TOLD = 0.02  # probability of an event below which nothing is kept
DIGITS = 4  # of a probability that are told
CAP = 8_192  # distinct words: 3 KB a word in the table, so 25 MB
GAP_ROW, SEPARATOR_ROW = 0, 1

Sentences = Sequence[Sequence[str]]


class EntitySpan(NamedTuple):
    """Tokens [first, last) of a report; `label` is a type of NEREL; entities may lie in one another."""

    first: int
    last: int
    label: str
    probability: float


class Weights:
    """Arrays by name, and the labels they number."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._arrays = arrays

    def __getitem__(self, name: str) -> Floats:
        return np.ascontiguousarray(self._arrays[name], np.float32)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def labels(self, name: str) -> list[str]:
        return str(self._arrays[f"labels.{name}"][()]).split("\n")

    def numbers(self, name: str) -> dict[str, int]:
        return {label: number for number, label in enumerate(self.labels(name))}


@dataclass(slots=True)
class _Words:
    """First-layer rows, 3 x words x width, for the words met so far."""

    inputs: Inputs
    embedding: Embedding
    shape: Floats
    affix: Floats
    weight: Floats  # 3 x in x out
    bias: Floats
    rows: Floats = field(default_factory=lambda: np.zeros((3, 1, 1), np.float32))
    numbers: dict[str, int] = field(default_factory=dict)
    met: int = 2
    _pending: list[str] = field(default_factory=list)

    def number(self, report: Sentences) -> list[int]:
        """Rows of a report: a separator, then each sentence with one behind it."""
        known, out = self.numbers, [SEPARATOR_ROW]
        for sentence in report:
            out += [known.get(word) or self._add(word) for word in sentence]
            out.append(SEPARATOR_ROW)
        return out

    def _add(self, word: str) -> int:
        row = self.numbers[word] = self.met
        self.met += 1
        self._pending.append(word)
        return row

    def forget(self) -> None:
        """Start anew when full; rows given out before are void then."""
        if self.met > CAP:
            self.numbers.clear()
            self.met = 2

    def fill(self) -> None:
        if self.rows.shape[1] < self.met or self.rows.shape[2] == 1:
            grown = np.zeros((3, self.met * 2, self.weight.shape[2]), np.float32)
            if self.rows.shape[2] > 1:
                grown[:, : self.rows.shape[1]] = self.rows
            else:
                self._separator(grown)
            self.rows = grown
        if self._pending:
            self._compute(self._pending, self.met - len(self._pending))
            self._pending = []

    def _separator(self, rows: Floats) -> None:
        empty = np.zeros(self.weight.shape[1], np.float32)
        empty[self.embedding_width : self.embedding_width + self.shape.shape[1]] = self.shape[0]
        rows[:, SEPARATOR_ROW] = np.einsum("i,tio->to", empty, self.weight)
        rows[1, SEPARATOR_ROW] += self.bias

    @property
    def embedding_width(self) -> int:
        return int(self.weight.shape[1] - self.shape.shape[1] - self.affix.shape[1])

    def _compute(self, words: Sequence[str], at: int) -> None:
        numbers = [self.inputs.of(word) for word in words]
        vectors = self.embedding(np.array([n[0] for n in numbers], np.intp))
        shapes = self.shape[[n[1] for n in numbers]]
        buckets = np.array([n[2] for n in numbers], np.intp).reshape(-1, AFFIXES)
        affixes = self.affix[buckets].sum(1)
        joined = np.concatenate((vectors, shapes, affixes), axis=1)
        np.matmul(joined, self.weight, out=self.rows[:, at : at + len(words)])
        self.rows[1, at : at + len(words)] += self.bias


@dataclass(frozen=True, slots=True)
class _Layer:
    """Three taps side by side (in x 3*out) with the norm folded in."""

    taps: Floats
    bias: Floats
    dilation: int

    def add_to(self, x: Floats, gaps: Ints) -> None:
        n, d = len(self.bias), self.dilation
        taps = x @ self.taps
        y = taps[:, n : 2 * n]
        y += self.bias
        y[d:] += taps[:-d, :n]
        y[:-d] += taps[d:, 2 * n :]
        np.maximum(y, 0, out=y)
        x += y
        x[gaps] = 0


def _linear(weights: Weights, name: str) -> Linear:
    weight = np.ascontiguousarray(weights[f"{name}.weight"].T)
    has_bias = f"{name}.bias" in weights
    return Linear(weight, weights[f"{name}.bias"] if has_bias else np.zeros(weight.shape[1], np.float32))


class _Pass(NamedTuple):
    """Reports in one table: where each sentence's words lie, by report."""

    rows: Ints
    gaps: Ints
    sentences: list[list[slice]]


def _lay_out(reports: Sequence[tuple[Sentences, list[int]]]) -> _Pass:
    flat = [GAP_ROW] * GAP
    gaps = list(range(GAP))
    sentences = []
    for report, rows in reports:
        at, own = len(flat) + 1, []
        for sentence in report:
            own.append(slice(at, at + len(sentence)))
            at += len(sentence) + 1
        sentences.append(own)
        flat += rows
        gaps += range(len(flat), len(flat) + GAP)
        flat += [GAP_ROW] * GAP
    return _Pass(np.array(flat, np.intp), np.array(gaps, np.intp), sentences)


class Trunk:
    """What both nets have in common: the states of a report's words."""

    def __init__(self, weights: Weights, inputs: Inputs, embedding: Embedding) -> None:
        self._words = _Words(
            inputs,
            embedding,
            weights["shape"],
            weights["affix"],
            weights["first.weight"],
            weights["first.bias"],
        )
        dilations = [int(d) for d in weights["dilations"]]
        self._layers = [
            _Layer(weights[f"layer{n}.taps"], weights[f"layer{n}.bias"], d) for n, d in enumerate(dilations)
        ]

    def passes(self, reports: Sequence[Sentences]) -> Iterator[tuple[_Pass, Floats]]:
        """Runs of reports, and the states of their words, one report after the other."""
        for batch in _batches(reports):
            self._words.forget()
            numbered = [(report, self._words.number(report)) for report in batch]
            self._words.fill()
            layout = _lay_out(numbered)
            yield layout, self._states(layout)[_token_rows(layout)]

    def _states(self, layout: _Pass) -> Floats:
        left, middle, right = self._words.rows
        x: Floats = middle[layout.rows]
        x[1:] += left[layout.rows[:-1]]
        x[:-1] += right[layout.rows[1:]]
        np.maximum(x, 0, out=x)
        x[layout.gaps] = 0
        for layer in self._layers:
            layer.add_to(x, layout.gaps)
        return x


class EventNet:
    """Hears in tokenised reports which words may tell of events."""

    def __init__(self, weights: Weights, inputs: Inputs, embedding: Embedding) -> None:
        self._trunk, self._events = Trunk(weights, inputs, embedding), _Events(weights)

    def read(self, reports: Sequence[Sentences]) -> list[dict[int, Told]]:
        """What the words of each report may tell, by token of the report, in order."""
        return [told for layout, x in self._trunk.passes(reports) for told in self._hints(layout, x)]

    def _hints(self, layout: _Pass, x: Floats) -> Iterator[dict[int, Told]]:
        found = self._events(x)
        for at, end in _reports(layout):
            yield {i - at: found[i] for i in range(at, end) if i in found}


class EntityNet:
    """Finds nested entities in tokenised reports."""

    def __init__(self, weights: Weights, inputs: Inputs, embedding: Embedding) -> None:
        self._trunk, self._entities = Trunk(weights, inputs, embedding), _Entities(weights)

    def read(self, reports: Sequence[Sentences]) -> list[list[EntitySpan]]:
        """Entities of each report, by token of the report, in order."""
        return [spans for layout, x in self._trunk.passes(reports) for spans in self._spans(layout, x)]

    def weigh(self, report: Sentences) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Of each sentence every span the net has an opinion on, none left out ahead.

        First and last words (n), and log probabilities (n x classes, in the order of `labels`).
        """
        for _, x in self._trunk.passes([report]):
            for at, end in itertools.pairwise(itertools.accumulate(map(len, report), initial=0)):
                first, last = np.nonzero(allowed(end - at, WIDEST))
                yield first, last, self._entities.weigh(x[at:end], first, last)

    @property
    def labels(self) -> list[str]:
        """The classes, the first of them for no entity."""
        return self._entities.labels

    def _spans(self, layout: _Pass, x: Floats) -> Iterator[list[EntitySpan]]:
        lengths = [s.stop - s.start for own in layout.sentences for s in own]
        found = self._entities(x, np.repeat(np.arange(len(lengths)), lengths))
        for at, end in _reports(layout):
            yield [EntitySpan(a - at, b - at, k, p) for a, b, k, p in _between(found, at, end)]


def _reports(layout: _Pass) -> Iterator[tuple[int, int]]:
    """The words of each report among those of the pass."""
    sizes = (sum(s.stop - s.start for s in own) for own in layout.sentences)
    return itertools.pairwise(itertools.accumulate(sizes, initial=0))


def _between(spans: list[EntitySpan], start: int, end: int) -> list[EntitySpan]:
    return [span for span in spans if start <= span.first < end]


def _token_rows(layout: _Pass) -> Ints:
    parts = [np.arange(s.start, s.stop) for own in layout.sentences for s in own]
    return np.concatenate(parts) if parts else np.zeros(0, np.intp)


def _batches(reports: Sequence[Sentences]) -> Iterator[Sequence[Sentences]]:
    start, rows = 0, 0
    for n, report in enumerate(reports):
        rows += sum(map(len, report)) + len(report)
        if rows >= BATCH:
            yield reports[start : n + 1]
            start, rows = n + 1, 0
    if start < len(reports):
        yield reports[start:]


class _Entities:
    """Nested entities: spans between words where one may begin and words where one may end."""

    def __init__(self, weights: Weights) -> None:
        self._gate = _linear(weights, "gate")
        self._start, self._end = _linear(weights, "start"), _linear(weights, "end")
        self._inside, self._wide = _linear(weights, "inside"), weights["wide.weight"]
        self._type = _linear(weights, "types")
        self.labels = weights.labels("types")

    def weigh(self, x: Floats, first: Ints, last: Ints) -> Floats:
        """Log probabilities of the classes of each span, spans x classes."""
        return log_softmax(self._type(self._hidden(x, first, last)))

    def __call__(self, x: Floats, sentence: Ints) -> list[EntitySpan]:
        """Entities by token; where two cross, the more probable."""
        if not len(x):
            return []
        edge = np.log(EDGE / (1 - EDGE))
        gate = self._gate(x)
        starts, ends = np.flatnonzero(gate[:, 0] > edge), np.flatnonzero(gate[:, 1] > edge)
        first, last = _pairs(starts, ends, sentence)
        if not len(first):
            return []
        hidden = self._hidden(x, first, last)
        scores = self._type(hidden)
        kind = scores.argmax(1)
        scores -= scores.max(1, keepdims=True)
        np.exp(scores, out=scores)
        probability = 1 / scores.sum(1)
        found = np.flatnonzero(kind)
        first, last, kind, probability = first[found], last[found], kind[found], probability[found]
        return sorted(
            EntitySpan(int(first[n]), int(last[n]) + 1, self.labels[int(kind[n])], float(probability[n]))
            for n in uncrossed(first, last, probability)
        )

    def _hidden(self, x: Floats, first: Ints, last: Ints) -> Floats:
        starts, start_of = np.unique(first, return_inverse=True)
        ends, end_of = np.unique(last, return_inverse=True)
        width = last - first
        inside = self._inside(x)
        total = np.zeros((len(x) + 1, inside.shape[1]), np.float64)
        np.cumsum(inside, axis=0, dtype=np.float64, out=total[1:])
        hidden: Floats = ((total[last + 1] - total[first]) / (width + 1)[:, None]).astype(np.float32)
        hidden += self._start(x[starts])[start_of]
        hidden += self._end(x[ends])[end_of]
        hidden += self._wide[width]
        np.maximum(hidden, 0, out=hidden)
        return hidden


def allowed(size: int, widest: int) -> NDArray[np.bool_]:
    """Which pairs of the tokens of a sentence may begin and end an entity of at most `widest` tokens."""
    width = np.arange(size)[None] - np.arange(size)[:, None]
    return (width >= 0) & (width < widest)


def uncrossed(first: Ints, last: Ints, probability: Floats) -> Iterator[int]:
    """Numbers of the spans to keep, best first: one that crosses a better one is dropped."""
    starts, ends = first.tolist(), last.tolist()
    taken: dict[int, list[tuple[int, int]]] = {}
    for n in np.argsort(-probability, kind="stable").tolist():
        a, b = starts[n], ends[n]
        near = [span for key in range(a // NEAR - 1, b // NEAR + 1) for span in taken.get(key, ())]
        if not any((a < c <= b < d) or (c < a <= d < b) for c, d in near):
            taken.setdefault(a // NEAR, []).append((a, b))
            yield n


def _pairs(starts: Ints, ends: Ints, sentence: Ints) -> tuple[Ints, Ints]:
    """Every start with every end of the same sentence that is not too far behind it."""
    low = np.searchsorted(ends, starts)
    high = np.searchsorted(ends, starts + WIDEST)
    counts = high - low
    first = np.repeat(starts, counts)
    offset = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    last = ends[np.repeat(low, counts) + offset]
    same = sentence[first] == sentence[last]
    return first[same], last[same]


class _Events:
    """Words that may tell of an event."""

    def __init__(self, weights: Weights) -> None:
        self._score = _linear(weights, "events")
        self._kinds, self._stages = weights.labels("kinds"), weights.labels("stages")

    def __call__(self, x: Floats) -> dict[int, Told]:
        n = len(self._kinds)
        scores = self._score(x)
        found = np.flatnonzero(scores[:, :n].max(1, initial=-np.inf) > np.log(TOLD / (1 - TOLD)))
        kinds = 1 / (1 + np.exp(-scores[found, :n].clip(-30, 30)))
        stages = np.exp(scores[found, n:] - scores[found, n:].max(1, keepdims=True, initial=-np.inf))
        stages /= stages.sum(1, keepdims=True)
        # On some processors the last digits of a product depend on what is read beside a report.
        kinds, stages = kinds.round(DIGITS), stages.round(DIGITS)
        return {
            int(row): Told(
                {self._kinds[k]: float(p[k]) for k in np.flatnonzero(p > TOLD).tolist()},
                dict(zip(self._stages, map(float, s), strict=True)),
            )
            for row, p, s in zip(found, kinds, stages, strict=True)
        }
