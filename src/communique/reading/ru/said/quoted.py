"""Direct speech: quotations with the verb that names their speaker, and without."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.ru.said.extents import THAT, that_word, trimmed
from communique.reading.ru.said.quotations import Quotation, new_paragraph
from communique.reading.ru.said.reported import by_speaker, is_by_phrase
from communique.reading.ru.said.speakers import speaker_of
from communique.reading.ru.said.speech import (
    DASHES,
    PREVIOUS,
    STOPS,
    Speech,
    Utterance,
    children_of,
    document_of,
    is_speech,
    sentence_like,
)
from communique.reading.ru.said.verbs import Cue

ATTRIBUTION_REACH = 7
"""Words after a closing mark within which its verb of speech must stand («— также ранее сказал посол»)."""


def attributed_quotations(speech: Speech) -> Iterator[Utterance]:
    """«…», — сказал посол."""
    for q in speech.quotations:
        if q.depth or not sentence_like(speech, q) or (cue := cue_after(speech, q)) is None:
            continue
        if _is_outlets_tail(speech, q, cue):
            continue
        if (words := _around_quotation(speech, q)) is not None:
            who = speaker_of(speech, cue, after=True)
            yield Utterance(*words, "reported", "parenthesis", who, (cue.verb, cue.last))
        elif not q.opening or speech.word(q.opening - 1).text.lower() not in THAT:
            yield from _parts(speech, q, speaker_of(speech, cue, after=True), cue, "quotation_then_verb")


def _around_quotation(speech: Speech, q: Quotation) -> tuple[int, int] | None:
    """«Порт «перестал быть тихим», заявил посол»: the words of the sentence up to a quotation at its end,
    where it makes up less than half of them and no other verb of speech brings it."""
    first = speech.sentence(q.opening).first
    start, opening, end = (speech.word(i).start for i in (first, q.opening, q.last - 1))
    short = (end - opening) * 2 < end - start
    if not short or _begins_sentence(speech, q.opening) or speech.sentence(q.last - 1).first != first:
        return None
    if any(c.form != "participle" for c in speech.cues_in(first, q.opening)) or new_line_within(
        speech, first, q
    ):
        return None
    return trimmed(speech, first, q.after)


def new_line_within(speech: Speech, first: int, q: Quotation) -> bool:
    return any(new_paragraph(speech.text, i) for i in range(first + 1, q.after))


def _is_outlets_tail(speech: Speech, q: Quotation, cue: Cue) -> bool:
    """«Посол заявил, что договор «устарел», пишет газета»: the verb names who tells of it, and the quotation
    belongs to a verb of speech before it."""
    word = speech.word(cue.verb)
    if word.lemma not in speech.table.tails or _begins_sentence(speech, q.opening):
        return False
    before = speech.cues_in(speech.sentence(q.opening).first, q.opening)
    return any(c.form in ("finite", "converb") and not c.entry.document for c in before)


def interrupted_quotations(speech: Speech) -> Iterator[Utterance]:
    """«Порт готов, — сказал посол. — Ждём суда»: the speaker is named inside the marks."""
    for q in speech.quotations:
        if q.depth == 0 and cue_after(speech, q) is None and any(_inner_cues(speech, q)):
            yield from _parts(speech, q, PREVIOUS, None, "interrupted_quotation")


def cue_after(speech: Speech, q: Quotation) -> Cue | None:
    """The verb of speech right after a closing mark, with a comma or dash between."""
    words = speech.text.words
    i, marks = q.after, ""
    while i < len(words) and words[i].pos == "PUNCT" and len(marks) < 4 and words[i].text not in '«"„(':
        marks += words[i].text
        i += 1
    if i >= len(words) or (new_paragraph(speech.text, i) and "—" not in marks):
        return None
    if not (set(marks) & set("—–-−,") or words[q.last - 1].text == ","):
        return None
    if not set(marks) & DASHES and (words[i].pos == "CCONJ" or not is_speech(speech, q)):
        return None  # «завод «Северный путь», он сообщил …»
    return _next_cue(speech, i)


def _next_cue(speech: Speech, start: int) -> Cue | None:
    for i in range(start, min(start + ATTRIBUTION_REACH, len(speech.text.words))):
        word = speech.word(i)
        if word.text in STOPS or (new_paragraph(speech.text, i) and i > start):
            return None
        here = speech.cues_in(i, i + 1)
        cue = next((c for c in here if c.has("quote") and _tells(speech, c)), None)
        if cue is not None:
            return cue
        if word.pos == "VERB" or word.lemma in ("что", "который"):
            return None
    return None


def _tells(speech: Speech, cue: Cue) -> bool:
    """Whether a verb after a quotation can name its speaker: a passive does with a document only."""
    return cue.form == "finite" or (cue.form == "passive" and document_of(speech, cue) is not None)


def _parts(
    speech: Speech, q: Quotation, speaker: int | None, cue: Cue | None, rule: str
) -> Iterator[Utterance]:
    """One quotation is one statement, also where its speaker is named inside («…, — сказал он. — …»)."""
    verb = (cue.verb, cue.last) if cue else None
    for c, _ in _inner_cues(speech, q):
        speaker, verb = speaker_of(speech, c, after=True), (c.verb, c.last)
        break
    if words := trimmed(speech, q.first, q.last):
        yield Utterance(*words, "direct", rule, speaker, verb)


def _inner_cues(speech: Speech, q: Quotation) -> Iterator[tuple[Cue, int]]:
    """Verbs of speech between dashes inside a quotation, each with the word where the quotation goes on."""
    for cue in speech.cues_in(q.first, q.last):
        if cue.has("quote") and _dash_before(speech, cue.verb):
            end = _dash_after(speech, cue.verb, q.last)
            if end is not None:
                yield cue, end


def _dash_before(speech: Speech, verb: int) -> bool:
    return _dash_index(speech, verb) < verb


def _dash_index(speech: Speech, verb: int) -> int:
    if speech.word(verb - 1).text in DASHES and speech.word(verb - 2).pos == "PUNCT":
        return verb - 1
    return verb


def _dash_after(speech: Speech, verb: int, last: int) -> int | None:
    for i in range(verb + 1, min(verb + 12, last)):
        if speech.word(i).text in DASHES and speech.word(i - 1).text in (".", ","):
            return i + 1
    return None


def introduced_quotations(speech: Speech) -> Iterator[Utterance]:
    """Посол сказал: «…»"""
    for q in speech.quotations:
        if q.depth or not q.opening or speech.word(q.opening - 1).text != ":":
            continue
        cue = _introducing(speech, q.opening - 1)
        words = [w for w in speech.text.words[q.first : q.last] if w.pos != "PUNCT"]
        if cue is None and (len(words) < 4 or not is_speech(speech, q)):
            continue
        speaker = speaker_of(speech, cue) if cue else _root_subject(speech, q.opening - 1)
        yield from _parts(speech, q, speaker, cue, "verb_then_quotation")


def _introducing(speech: Speech, colon: int) -> Cue | None:
    sentence = speech.sentence(colon)
    before = speech.cues_in(sentence.first, colon)
    inside = [c for c in before if c.has("quote") and c.form != "passive"]
    if not inside:
        return None
    last = inside[-1]
    outer = next((c for c in inside if _holds_clause(speech, c, last.verb)), None)
    return last if outer is None or _stands_before(speech, last, colon) else outer


def _holds_clause(speech: Speech, cue: Cue, verb: int) -> bool:
    """Whether a verb stands in the clause with «что» of a finite verb of speech before it."""
    that = that_word(speech, cue) if cue.has("that") and cue.form == "finite" else None
    return that is not None and that < verb


def _stands_before(speech: Speech, cue: Cue, colon: int) -> bool:
    """Whether nothing but a subject and an adverb stands between a verb of speech and the colon."""
    between = speech.text.words[cue.last : colon]
    return len(between) < 5 and not any(w.pos in ("VERB", "PUNCT") for w in between)


def _root_subject(speech: Speech, colon: int) -> int:
    """«По словам посла, …: «…»», «Посол Серов: «…»»; with no phrase of speech at all, whoever spoke last."""
    sentence = speech.sentence(colon)
    by = next((i for i in range(sentence.first, colon) if i and is_by_phrase(speech, i)), None)
    if by is not None and (who := by_speaker(speech, by)) is not None:
        return who
    if (owner := _owner_before(speech, sentence.first, colon)) is not None:
        return owner
    return _named_before(speech, sentence.first, colon)


def _owner_before(speech: Speech, first: int, colon: int) -> int | None:
    """«Опубликовано заявление посла: «…»»: whose words the last noun of speech before it tells of."""
    for i in range(colon - 1, first - 1, -1):
        if speech.word(i).lemma in speech.table.telling_nouns | speech.table.own_words:
            owners = [c for c in children_of(speech, i, "nmod") if c > i and c < colon]
            return owners[0] if owners else None
    return None


def _named_before(speech: Speech, first: int, colon: int) -> int:
    """The head of a line that only names who speaks («Посол Серов: «…»»); a name alone has no verb."""
    start = next((i for i in range(colon, first, -1) if new_paragraph(speech.text, i)), first)
    words = speech.text.words[start:colon]
    if any(w.pos in ("VERB", "AUX") for w in words):
        return PREVIOUS
    named = (w for w in words if w.pos in ("NOUN", "PROPN") and w.feats.get("Case") == "Nom")
    who = next((w for w in named if w.feats.get("Animacy") == "Anim"), None)
    return PREVIOUS if who is None else who.index


def bare_quotations(speech: Speech) -> Iterator[Utterance]:
    """A quotation without a speaker, on a line of its own or after another one: the last speaker's."""
    done = {q.opening for q in speech.quotations if cue_after(speech, q) is not None}
    for q in speech.quotations:
        if q.depth or q.opening in done or not is_speech(speech, q) or q.last - q.first < 5:
            continue
        if _begins_sentence(speech, q.opening) and _ends_sentence(speech, q):
            yield from _parts(speech, q, PREVIOUS, None, "quotation_alone")


def _begins_sentence(speech: Speech, i: int) -> bool:
    before = i - 1
    while before >= 0 and speech.word(before).text in DASHES | {">"}:
        before -= 1
    return before < 0 or new_paragraph(speech.text, i) or speech.word(before).text in STOPS


def _ends_sentence(speech: Speech, q: Quotation) -> bool:
    if q.after >= len(speech.text.words) or new_paragraph(speech.text, q.after):
        return True
    return speech.word(q.after).text in STOPS or speech.word(q.last - 1).text in STOPS
