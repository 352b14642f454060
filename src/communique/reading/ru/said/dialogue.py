"""Direct speech without quotation marks: «– Порт готов, – говорит мастер. – Ждём суда.»"""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.ru.said.extents import trimmed
from communique.reading.ru.said.quotations import new_paragraph
from communique.reading.ru.said.speakers import speaker_of
from communique.reading.ru.said.speech import DASHES, Speech, Utterance, in_quote
from communique.reading.ru.said.verbs import Cue

ADVERBS = 3
"""Words between the dash and its verb («– также ранее сказал мастер»)."""
ENDS = frozenset({",", ".", "!", "?", "…", "...", "»"})


def dialogue(speech: Speech) -> Iterator[Utterance]:
    """A line that a dash opens, up to its end, where a second dash brings the verb of who speaks."""
    for i, word in enumerate(speech.text.words):
        if word.text not in DASHES or not new_paragraph(speech.text, i):
            continue
        end = _line_end(speech, i)
        cue = _telling(speech, i + 1, end)
        if cue is None:
            continue
        who, verb = speaker_of(speech, cue, after=True), (cue.verb, cue.last)
        if (told := trimmed(speech, i + 1, _dash_before(speech, cue.verb))) is not None:
            yield Utterance(*told, "direct", "dialogue", who, verb)
        on = _goes_on(speech, cue, end)
        if on is not None and (more := trimmed(speech, on, end)) is not None:
            yield Utterance(*more, "direct", "dialogue", who, verb)


def _line_end(speech: Speech, i: int) -> int:
    end = i + 1
    while end < len(speech.text.words) and not new_paragraph(speech.text, end):
        end += 1
    return end


def _telling(speech: Speech, first: int, last: int) -> Cue | None:
    """The verb of speech right behind a dash that follows a comma or the end of a sentence."""
    for cue in speech.cues_in(first, last):
        if cue.has("quote") and cue.form == "finite" and not in_quote(speech, cue.verb):
            dash = _dash_before(speech, cue.verb)
            if first < dash < cue.verb and speech.word(dash - 1).text in ENDS:
                return cue
    return None


def _dash_before(speech: Speech, verb: int) -> int:
    near = range(verb - 1, max(verb - 2 - ADVERBS, 0), -1)
    return next((i for i in near if speech.word(i).text in DASHES), verb)


def _goes_on(speech: Speech, cue: Cue, end: int) -> int | None:
    """Where what is said goes on behind the speaker's name («. – …»)."""
    for i in range(cue.last, end - 1):
        if speech.word(i).text in DASHES and speech.word(i - 1).text in (".", ","):
            return i + 1
    return None
