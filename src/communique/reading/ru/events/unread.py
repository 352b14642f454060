"""What the net takes for an event and no rule reads: no record, but something for a reviewer to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.reading.layers import Text
from communique.reading.ru.events.merge import Happening
from communique.records.reading import Decision

LEAST = 0.5  # probability of the kind
NAME = "net events"
AROUND = 30  # characters to either side that are quoted


def unread(text: Text, happenings: Sequence[Happening]) -> list[Decision]:
    """Sentences that tell of a kind of event of which the report has none, the likeliest word of each."""
    read = {happening.kind for happening in happenings}
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for word, told in text.told.items():
        for kind, probability in told.kinds.items():
            if probability >= LEAST and kind not in read:
                key = (text.words[word].sentence, kind)
                best[key] = max(best.get(key, (0.0, 0)), (probability, word))
    return list(_decisions(text, best))


def _decisions(text: Text, best: dict[tuple[int, str], tuple[float, int]]) -> Iterator[Decision]:
    for (number, kind), (probability, place) in sorted(best.items()):
        sentence, word = text.sentences[number], text.words[place]
        start, end = max(sentence.start, word.start - AROUND), min(sentence.end, word.end + AROUND)
        reason = f"may tell of {kind} ({probability:.2f}), and no rule reads it"
        yield Decision(NAME, (f"«{text.text[start:end]}»",), (reason,), round(probability, 3))
