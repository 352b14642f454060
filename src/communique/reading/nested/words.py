"""Plain text as words and sentences, cut as the reader cuts a report."""

from __future__ import annotations

from dataclasses import dataclass

from communique.reading.ru import segment

LONGEST = 128  # tokens of a sentence; a longer one is cut
Spans = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens as half-open character ranges, sentences as half-open token ranges."""

    text: str
    tokens: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Words:
        names = segment.capitalised(text)
        tokens: list[tuple[int, int]] = []
        sentences: list[tuple[int, int]] = []
        for start, end in segment.paragraphs(text):
            for first, last in segment.sentences(text, start, end):
                found = [(t.start, t.end) for t in segment.tokens(text, first, last, names)]
                for at in range(0, len(found), LONGEST):
                    part = found[at : at + LONGEST]
                    sentences.append((len(tokens), len(tokens) + len(part)))
                    tokens += part
        return cls(text, tuple(tokens), tuple(sentences))

    def words(self) -> list[str]:
        return [self.text[start:end] for start, end in self.tokens]

    def by_sentence(self) -> list[list[str]]:
        words = self.words()
        return [words[first:last] for first, last in self.sentences]

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens [first, last)."""
        return self.tokens[first][0], self.tokens[last - 1][1]
