"""What was said in a text, and which word names the one who said it: rules over verbs and marks of speech.

Every rule is a small function from a `Speech` (the text with its quotations and verbs of speech) to
utterances; `RULES` lists them, strongest first, and where two find the same words the first one keeps them.
Who the speaker is, as an actor, is found afterwards (`communique.reading.ru.statements`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communique.reading.layers import Sentence, Text, Word
from communique.reading.ru.said.quotations import Quotation, find_quotations, new_paragraph
from communique.reading.ru.said.verbs import Cue, SpeechTable, find_cues, load_table

DASHES = frozenset("—–-−")
STOPS = frozenset({".", "!", "?", "…", "...", "?!", ";"})
THAT = frozenset({"что", "чтобы", "будто", "якобы"})
QUESTIONS = frozenset({"почему", "зачем", "как", "какой", "сколько", "когда", "что"})
OF_PRONOUNS = frozenset({"он", "она", "они", "его", "ее", "их"})
ATTRIBUTION_REACH = 7
"""Words after a closing mark within which its verb of speech must stand («— также ранее сказал посол»)."""
THAT_REACH = 22
"""Words between a verb and its «что»: room for a place, a date and an addressee."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words [first, last) as said by whoever `speaker` names.

    `speaker` is the head word of the speaker's mention, -1 for the last speaker before these words, and None
    for a passive without anybody («было подчёркнуто»). `verb` is a word range.
    """

    first: int
    last: int
    manner: str
    rule: str
    speaker: int | None
    verb: tuple[int, int] | None = None


PREVIOUS = -1
"""The last one who spoke before these words."""
SOURCE = -2
"""The author of the document that the report goes by («говорится в сообщении»)."""


@dataclass(frozen=True, slots=True)
class Speech:
    text: Text
    table: SpeechTable
    quotations: tuple[Quotation, ...]
    cues: tuple[Cue, ...]

    def word(self, i: int) -> Word:
        return self.text.words[i]

    def sentence(self, i: int) -> Sentence:
        return self.text.sentences[self.text.words[i].sentence]


def make_speech(text: Text) -> Speech:
    table = load_table()
    return Speech(text, table, find_quotations(text), find_cues(text, table))


# --- who speaks ---------------------------------------------------------------------------------------


def _children(speech: Speech, i: int, *rels: str) -> list[int]:
    return [c for c in speech.text.children[i] if speech.word(c).rel in rels]


def subject_of(speech: Speech, verb: int, depth: int = 0) -> int | None:
    """The word that does the verb: its own subject, or that of the verb it hangs on."""
    word = speech.word(verb)
    own = [
        c for c in _children(speech, verb, "nsubj", "nsubj:pass") if speech.word(c).feats.get("Case") != "Acc"
    ]
    if own and speech.word(own[0]).lemma != "который":
        return own[0]
    if own or word.rel in ("acl:relcl", "acl", "amod"):
        return word.head if word.head >= 0 else None
    if depth < 3 and word.head >= 0 and word.rel in ("conj", "advcl", "xcomp", "parataxis", "ccomp"):
        if speech.word(word.head).pos in ("VERB", "AUX", "ADJ"):
            return subject_of(speech, word.head, depth + 1)
    return None


def _in_body(speech: Speech, verb: int) -> int | None:
    """«В министерстве заявили»: the place stands for those who speak there."""
    if speech.word(verb).feats.get("Number") != "Plur":
        return None
    for c in _children(speech, verb, "obl", "nmod"):
        case = _children(speech, c, "case")
        if case and speech.word(case[0]).lemma in ("в", "на") and speech.word(c).feats.get("Case") == "Loc":
            return c
    return _body_before(speech, verb)


def _body_before(speech: Speech, verb: int) -> int | None:
    """The same where the parser hung the place elsewhere: «в» before a locative, no nominative between."""
    sentence = speech.sentence(verb)
    for i in range(verb - 1, max(sentence.first, verb - 9) - 1, -1):
        word = speech.word(i)
        if word.text in (",", ";", ":") or word.feats.get("Case") == "Nom":
            return None
        if word.pos == "ADP" and word.text.lower() in ("в", "на"):
            return next(
                (
                    j
                    for j in range(i + 1, verb)
                    if speech.word(j).feats.get("Case") == "Loc"
                    and speech.word(j).pos in ("NOUN", "PROPN", "X")
                ),
                None,
            )
    return None


def _agrees(verb: Word, noun: Word) -> bool:
    for feature in ("Gender", "Number"):
        a, b = verb.feats.get(feature), noun.feats.get(feature)
        if a and b and a != b and not (feature == "Gender" and noun.pos == "NOUN"):
            return False
    return True


def _nearest_nominative(speech: Speech, cue: Cue, after: bool) -> int | None:
    """For what the parser missed: the next nominative after the verb, or the last before it."""
    sentence = speech.sentence(cue.verb)
    span = (
        range(cue.last, min(cue.last + 4, sentence.last))
        if after
        else range(cue.verb - 1, sentence.first - 1, -1)
    )
    for i in span:
        word = speech.word(i)
        if word.text == "," and not after:
            continue
        if word.pos in ("VERB",) and after:
            return None
        if (
            word.pos in ("NOUN", "PROPN", "PRON")
            and word.feats.get("Case") == "Nom"
            and _agrees(speech.word(cue.verb), word)
        ):
            return i
    return None


def speaker_of(speech: Speech, cue: Cue, after: bool = False) -> int | None:
    """Head word of the speaker of a verb of speech; PREVIOUS where the verb has no subject of its own."""
    verb = cue.verb
    if cue.entry.speaker_is_object:
        objects = _children(speech, verb, "obj")
        return objects[0] if objects else PREVIOUS
    if cue.entry.document:
        return _author(speech, cue)
    if cue.form == "passive":
        return _passive_speaker(speech, cue)
    found = subject_of(speech, verb)
    if found is None:
        found = _in_body(speech, verb)
    if found is None:
        found = _nearest_nominative(speech, cue, after=True) if after else None
    if found is None:
        found = _nearest_nominative(speech, cue, after=False)
    return PREVIOUS if found is None else found


def _document(speech: Speech, cue: Cue) -> int | None:
    """The text in which something is said: «в сообщении», «на сайте», near the verb."""
    sentence = speech.sentence(cue.verb)
    around = [
        *range(cue.last, min(cue.last + 6, sentence.last)),
        *range(cue.verb - 1, max(sentence.first, cue.verb - 8) - 1, -1),
    ]
    for i in around:
        if speech.word(i).lemma in speech.table.documents and speech.word(i).feats.get("Case") == "Loc":
            return i
    return None


def _author(speech: Speech, cue: Cue) -> int:
    """«Говорится в сообщении ведомства»: the genitive of the document is its author."""
    document = _document(speech, cue)
    if document is None:
        return SOURCE
    authors = [c for c in _children(speech, document, "nmod") if c > document]
    if authors and speech.word(authors[0]).lemma in speech.table.documents:  # «в тексте резолюции партии»
        authors = [c for c in _children(speech, authors[0], "nmod") if c > authors[0]]
    return authors[0] if authors else SOURCE


def _passive_speaker(speech: Speech, cue: Cue) -> int | None:
    """«С российской стороны отмечена», «лидерами отмечена»: the side or the instrument."""
    if _document(speech, cue) is not None:
        return _author(speech, cue)
    sentence = speech.sentence(cue.verb)
    for i in [*range(cue.verb - 1, max(sentence.first, cue.verb - 6) - 1, -1), cue.last, cue.last + 1]:
        if i >= sentence.last or speech.word(i).text in (",", "."):
            break
        word = speech.word(i)
        if word.lemma == "сторона" or (
            word.feats.get("Case") == "Ins"
            and word.pos in ("NOUN", "PROPN", "PRON")
            and word.feats.get("Animacy") == "Anim"
        ):
            return i
    return None


# --- where the words said begin and end -----------------------------------------------------------------


def trimmed(speech: Speech, first: int, last: int) -> tuple[int, int] | None:
    """The range without marks at its edges; a pair of quotation marks around the whole goes too."""

    def edge(i: int) -> bool:
        return speech.word(i).text in DASHES or speech.word(i).text in STOPS or speech.word(i).text in ",:"

    while first < last and edge(first):
        first += 1
    while last > first and edge(last - 1) and speech.word(last - 1).text not in ("!", "?", "…", "..."):
        last -= 1
    whole = [q for q in speech.quotations if q.opening == first and q.after == last and q.last < q.after]
    if whole:
        return trimmed(speech, whole[0].first, whole[0].last)
    return (first, last) if first < last else None


def _is_tail(speech: Speech, i: int) -> bool:
    """«, передаёт агентство»: a comma, then a verb with which an outlet names itself."""
    nxt = i + 1
    while nxt < len(speech.text.words) and speech.word(nxt).text in DASHES:
        nxt += 1
    if nxt >= len(speech.text.words):
        return False
    word = speech.word(nxt)
    return word.lemma in speech.table.tails and word.pos == "VERB" and form_is_finite(word)


def form_is_finite(word: Word) -> bool:
    return word.feats.get("VerbForm", "Fin") == "Fin"


def _joined_cue(speech: Speech, verb: int, i: int) -> bool:
    """«заявил, что …, и предложил», «…, отметив, что»: at word i another act of the same speaker begins."""
    words = speech.text.words
    at = i + 1
    joined = words[i].text in ("и", "а", "но")
    if not joined and words[i].text != ",":
        return False
    while at < len(words) and (
        words[at].pos in ("ADV", "PART", "CCONJ") or words[at].text in ("при", "этом", "также")
    ):
        joined = joined or words[at].text in ("и", "а", "но")
        at += 1
    nxt = next((c for c in speech.cues if c.verb == at), None)
    if nxt is None:
        return False
    if nxt.form == "converb":
        return True
    own = _children(speech, at, "nsubj")
    return joined and nxt.form == "finite" and not own and _same_shape(words[verb], words[at])


def _same_shape(a: Word, b: Word) -> bool:
    return all(a.feats.get(k) == b.feats.get(k) for k in ("Number", "Gender", "Tense"))


def _in_marks(speech: Speech, start: int, i: int) -> Quotation | None:
    """The quotation that opens inside the words said and still holds word i."""
    return next((q for q in speech.quotations if start <= q.opening and q.holds(i)), None)


def clause_end(speech: Speech, verb: int, start: int) -> int:
    """Where words that begin at `start` after a verb of speech end: with the sentence, before the name of an
    outlet or another act of speech, or with the quotation that holds the verb or opens inside."""
    last = speech.sentence(start).last
    around = next((q for q in speech.quotations if q.holds(verb)), None)
    if around is not None:
        last = min(last, around.last)
    i = start
    while i < last:
        inside = _in_marks(speech, start, i)
        if inside is not None and inside.last > i:
            i = max(inside.last, i + 1)
            last = max(last, min(inside.after, len(speech.text.words))) if inside.after > last else last
            continue
        if speech.word(i).text == ":" and any(
            q.opening == i + 1 and is_speech(speech, q) for q in speech.quotations
        ):
            return i
        if speech.word(i).text in (",", "—", "–", "-", "и", "а", "но") and i > start:
            if (speech.word(i).text not in ("и", "а", "но") and _is_tail(speech, i)) or _joined_cue(
                speech, verb, i
            ):
                return i
        i += 1
    return last


def in_quote(speech: Speech, i: int) -> Quotation | None:
    return next((q for q in speech.quotations if q.depth == 0 and q.holds(i)), None)


def is_speech(speech: Speech, q: Quotation) -> bool:
    """Whether the words in the marks can be somebody's sentence and not a name or a nickname."""
    words = [w for w in speech.text.words[q.first : q.last] if w.pos != "PUNCT"]
    if len(words) >= 8:
        return True
    return any(w.pos in ("VERB", "AUX") for w in words) or any(
        w.feats.get("Variant") == "Short" for w in words
    )


# --- rules --------------------------------------------------------------------------------------------

Rule = Callable[[Speech], Iterator[Utterance]]


def turns(speech: Speech) -> Iterator[Utterance]:
    """Transcripts: «И.Петров: …», a turn to the next label (codebook note 52)."""
    labels = list(_labels(speech))
    for n, (first, colon) in enumerate(labels):
        end = labels[n + 1][0] if n + 1 < len(labels) else len(speech.text.words)
        stop = next((i for i in range(colon + 1, end) if _cut(speech, i)), end)
        if (words := trimmed(speech, colon + 1, stop)) and speech.word(first).pos != "X":
            yield Utterance(*words, "direct", "turn", colon - 1, None)


def _cut(speech: Speech, i: int) -> bool:
    return speech.word(i).text in ("<", "<…>", "*", "***", "&lt;") or speech.word(i).text.startswith("<…")


def _labels(speech: Speech) -> Iterator[tuple[int, int]]:
    """Ranges [first, colon) of printed speakers: «И.Петров :», «Посол И.Петров:» at the head of a sentence."""
    for colon, word in enumerate(speech.text.words):
        if word.text != ":" or colon == 0 or in_quote(speech, colon):
            continue
        if (first := _label_start(speech, colon)) is not None:
            yield first, colon


def _label_start(speech: Speech, colon: int) -> int | None:
    i = colon
    words = speech.text.words
    while i > 0 and colon - i < 5 and _name_like(words, i - 1) and not new_paragraph(speech.text, i):
        i -= 1
    if i == colon or colon + 1 >= len(words) or words[colon + 1].text in '«"':
        return None
    initials = any(len(w.text) == 1 and w.text.isupper() for w in words[i:colon])
    begins = (
        new_paragraph(speech.text, i)
        or words[i - 1].text in STOPS | {">", "*"}
        or words[i - 1].text.startswith("<")
    )
    if not (initials or begins) or not words[colon + 1].text[:1].isupper():
        return None
    if any(s.first <= i < s.last and s.section == "title" for s in speech.text.sentences):
        return None
    if initials:
        i = max(
            j
            for j in range(i, colon)
            if len(words[j].text) == 1 and words[j].text.isupper() and j + 1 < colon
        )
    return i


def _name_like(words: tuple[Word, ...], i: int) -> bool:
    if words[i].text == ".":
        return i > 0 and len(words[i - 1].text) == 1 and words[i - 1].text.isupper()
    return words[i].text[:1].isupper() and words[i].pos in ("PROPN", "NOUN", "X", "ADJ", "ADP", "PRON")


def attributed_quotations(speech: Speech) -> Iterator[Utterance]:
    """«…», — сказал посол."""
    for q in speech.quotations:
        if q.depth or not _sentence_like(speech, q) or (cue := cue_after(speech, q)) is None:
            continue
        if q.opening and speech.word(q.opening - 1).text.lower() not in THAT:
            yield from _parts(speech, q, speaker_of(speech, cue, after=True), cue, "quotation_then_verb")


def _sentence_like(speech: Speech, q: Quotation) -> bool:
    return q.last - q.first >= 3 or is_speech(speech, q)


def cue_after(speech: Speech, q: Quotation) -> Cue | None:
    """The verb of speech right after a closing mark, with a comma or dash between."""
    words = speech.text.words
    i, marks = q.after, ""
    while i < len(words) and words[i].pos == "PUNCT" and len(marks) < 4 and words[i].text not in '«"„(':
        marks += words[i].text
        i += 1
    if i >= len(words) or (new_paragraph(speech.text, i) and "—" not in marks):
        return None
    if not (set(marks) & set("—–-,") or words[q.last - 1].text == ","):
        return None
    return _next_cue(speech, i)


def _next_cue(speech: Speech, start: int) -> Cue | None:
    for i in range(start, min(start + ATTRIBUTION_REACH, len(speech.text.words))):
        word = speech.word(i)
        if word.text in STOPS or (new_paragraph(speech.text, i) and i > start):
            return None
        cue = next((c for c in speech.cues if c.verb == i and c.has("quote") and _tells(speech, c)), None)
        if cue is not None:
            return cue
        if word.pos == "VERB" or word.lemma in ("что", "который"):
            return None
    return None


def _tells(speech: Speech, cue: Cue) -> bool:
    """Whether a verb after a quotation can name its speaker: a passive does with a document only."""
    return cue.form == "finite" or (cue.form == "passive" and _document(speech, cue) is not None)


def _parts(
    speech: Speech, q: Quotation, speaker: int | None, cue: Cue | None, rule: str
) -> Iterator[Utterance]:
    """A quotation cut where the speaker is named inside the marks: «…, — сказал он. — …»."""
    verb = (cue.verb, cue.last) if cue else None
    start = q.first
    inner = [c for c in speech.cues if q.holds(c.verb) and c.has("quote") and _dash_before(speech, c.verb)]
    for c in inner:
        end = _dash_after(speech, c.verb, q.last)
        if end is None:
            continue
        if words := trimmed(speech, start, _dash_index(speech, c.verb)):
            yield Utterance(*words, "direct", rule, speaker_of(speech, c, after=True), (c.verb, c.last))
        start, speaker, verb = end, speaker_of(speech, c, after=True), (c.verb, c.last)
    if words := trimmed(speech, start, q.last):
        yield Utterance(*words, "direct", rule, speaker, verb)


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
    inside = [
        c for c in speech.cues if sentence.first <= c.verb < colon and c.has("quote") and c.form != "passive"
    ]
    return inside[-1] if inside else None


def _root_subject(speech: Speech, colon: int) -> int:
    """«По словам посла, …: «…»» or, with no phrase of speech at all, whoever spoke last."""
    sentence = speech.sentence(colon)
    by = next((i for i in range(sentence.first, colon) if i and _by_phrase(speech, i)), None)
    if by is not None and (who := _by_speaker(speech, by)) is not None:
        return who
    return PREVIOUS


def bare_quotations(speech: Speech) -> Iterator[Utterance]:
    """A quotation with no speaker of its own, in a line of its own or after another one: the last speaker's."""
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


def that_clauses(speech: Speech) -> Iterator[Utterance]:
    """Посол заявил, что …"""
    for cue in speech.cues:
        if not cue.has("that") or (at := _that(speech, cue)) is None:
            continue
        if cue.entry.document and _document(speech, cue) is None:
            continue
        if words := trimmed(speech, at + 1, clause_end(speech, cue.verb, at + 1)):
            yield Utterance(*words, "reported", "that_clause", speaker_of(speech, cue), (cue.verb, cue.last))


def _that(speech: Speech, cue: Cue) -> int | None:
    """The word «что» that opens the verb's clause; a finite verb in between breaks it off."""
    sentence = speech.sentence(cue.verb)
    for i in range(cue.last, min(cue.last + THAT_REACH, sentence.last)):
        word = speech.word(i)
        if word.text.lower() in THAT and speech.word(i - 1).text in (",", "том", "то"):
            return i
        if cue.has("asks") and word.lemma in QUESTIONS and _asks(speech, i):
            return i - 1 if speech.word(i - 1).text == "," else i - 2
        if word.pos == "VERB" and form_is_finite(word):
            return None
    return None


def _asks(speech: Speech, i: int) -> bool:
    """«рассказал, почему …», «рассказал, в чём …»: an indirect question right after the comma."""
    return speech.word(i - 1).text == "," or (
        speech.word(i - 1).pos == "ADP" and speech.word(i - 2).text == ","
    )


def _by_phrase(speech: Speech, i: int) -> bool:
    """«по словам», «по данным», «согласно», «с её слов» at word i (the noun, or «согласно»)."""
    word = speech.word(i)
    if word.lemma in ("согласно", "согласный") and word.text.lower() == "согласно":
        return True
    if word.lemma not in speech.table.by_words and word.text.lower() not in ("словам", "данным"):
        return False
    head = [speech.word(j).text.lower() for j in range(max(0, i - 4), i)]
    between = head[len(head) - 1 - head[::-1].index("по") + 1 :] if "по" in head else None
    dative = word.feats.get("Case") == "Dat"
    if between is not None and dative and len(between) <= 2 and not any(w in ",.;«»" for w in between):
        return True
    return bool(head) and word.text.lower() == "слов" and head[-2:-1] in (["с"], ["со"])


def _by_speaker(speech: Speech, i: int) -> int | None:
    """Whose words they are: the genitive after the noun, or the possessive before it («по его словам»)."""
    for c in speech.text.children[i]:
        if speech.word(c).text.lower() in ("его", "ее", "её", "их"):
            return c
    if speech.word(i - 1).text.lower() in ("его", "ее", "её", "их"):
        return i - 1
    genitive = _children(speech, i, "nmod", "obl", "appos", "flat:name", "fixed", "obj")
    later = [c for c in genitive if c > i]
    if later:
        return later[0]
    nxt = i + 1
    if nxt < len(speech.text.words) and speech.word(nxt).pos in ("NOUN", "PROPN", "ADJ", "PRON"):
        return nxt
    return None


def by_words(speech: Speech) -> Iterator[Utterance]:
    """«По словам посла, …», «…, по данным ведомства»."""
    for i in range(1, len(speech.text.words)):
        if not _by_phrase(speech, i) or (who := _by_speaker(speech, i)) is None:
            continue
        start = i if speech.word(i).text.lower() == "согласно" else _preposition(speech, i)
        if (words := _around(speech, start, max(i, who), i)) is not None:
            yield Utterance(*words, "reported", "by_words", who, (start, i + 1))


def _preposition(speech: Speech, i: int) -> int:
    j = i
    while speech.word(j).text.lower() not in ("по", "с", "со"):
        j -= 1
    return j


def _around(speech: Speech, start: int, inner: int, anchor: int) -> tuple[int, int] | None:
    """The words that a parenthesis [start, …] belongs to: those after it at the head of a sentence, those
    before it at its end, all of them in the middle."""
    sentence = speech.sentence(start)
    close = _parenthesis_end(speech, inner, sentence.last)
    before = start - sentence.first
    after_first = close + 1
    end = clause_end(speech, anchor, min(after_first, sentence.last - 1))
    rest = trimmed(speech, after_first, end) if after_first < end else None
    lead = [w for w in speech.text.words[sentence.first : start] if w.pos != "PUNCT"]
    if rest is None and before <= 0:
        return _next_paragraph(speech, sentence)
    if rest is None:
        return trimmed(speech, _clause_start(speech, start), start)
    if speech.word(start - 1).text == ":" and start > sentence.first:
        return rest
    if _is_that(speech, after_first, end):
        return trimmed(speech, _is_that(speech, after_first, end), end)
    if before <= 0 or (
        len(lead) <= 2
        and all(
            w.pos in ("ADV", "CCONJ", "ADP", "DET", "PRON", "PART", "NOUN", "SCONJ")
            and w.feats.get("Case") != "Nom"
            for w in lead
        )
    ):
        return rest
    opened = next(
        (
            i
            for i in range(start - 1, sentence.first, -1)
            if speech.word(i).lemma in ("что", "который", "чтобы")
        ),
        None,
    )
    if opened is not None:
        return rest
    return trimmed(speech, sentence.first, end)


def _next_paragraph(speech: Speech, sentence: Sentence) -> tuple[int, int] | None:
    """«По словам посла:» on a line of its own: the next line is what he said."""
    if speech.word(sentence.last - 1).text != ":" or sentence.last >= len(speech.text.words):
        return None
    end = sentence.last + 1
    while end < len(speech.text.words) and not new_paragraph(speech.text, end):
        end += 1
    return trimmed(speech, sentence.last, end)


def _is_that(speech: Speech, first: int, last: int) -> int:
    """«Новость, по словам министра, в том, что …»: where the clause begins, 0 for none."""
    for i in range(first, min(first + 6, last)):
        if speech.word(i).text.lower() == "что" and speech.word(i - 2).text.lower() == "том":
            return i + 1
    return 0


def _clause_start(speech: Speech, start: int) -> int:
    return speech.sentence(start).first


def _parenthesis_end(speech: Speech, inner: int, last: int) -> int:
    """The comma, colon or dash that closes a parenthesis, past its own appositions; else its last word."""
    i = inner + 1
    while i < last:
        if speech.word(i).text in (",", ":", "—", "–"):
            return i
        if speech.word(i).pos in ("VERB", "AUX") and form_is_finite(speech.word(i)):
            return _subtree_end(speech, inner, last)
        i += 1
    return last


def _subtree_end(speech: Speech, i: int, last: int) -> int:
    """Last word of a noun and its genitives, where no comma closes the parenthesis."""
    end, stack = i, [i]
    while stack:
        j = stack.pop()
        end = max(end, j)
        stack += [
            c
            for c in speech.text.children[j]
            if c > j
            and c < last
            and speech.word(c).rel in ("nmod", "appos", "flat:name", "amod", "flat", "nsubj")
        ]
    return end


def parentheses(speech: Speech) -> Iterator[Utterance]:
    """«…, сообщил министр», «…, считает посол, …», «Как отметил посол, …»"""
    for cue in speech.cues:
        if not cue.has("insert") or cue.form not in ("finite", "passive"):
            continue
        if cue.entry.document and _document(speech, cue) is None:
            continue
        start = _insert_start(speech, cue)
        if start is None or _that(speech, cue) is not None:
            continue
        who = speaker_of(speech, cue, after=True)
        inner = who if who is not None and who > cue.verb else cue.last - 1
        words = _around(speech, start, inner, cue.verb)
        if words is not None and not _mostly_quoted(speech, words):
            yield Utterance(*words, "reported", "parenthesis", who, (cue.verb, cue.last))


def _mostly_quoted(speech: Speech, words: tuple[int, int]) -> bool:
    quoted = sum(
        max(0, min(q.after, words[1]) - max(q.opening, words[0])) for q in speech.quotations if q.depth == 0
    )
    return quoted > 0.7 * (words[1] - words[0])


def _insert_start(speech: Speech, cue: Cue) -> int | None:
    """The first word of a parenthesis: a comma or dash (or «как») right before the verb, adverbs aside."""
    sentence = speech.sentence(cue.verb)
    i = cue.verb
    while i > sentence.first and (
        speech.word(i - 1).pos in ("ADV", "PART", "PRON")
        and speech.word(i - 1).text.lower() != "как"
        and cue.verb - i < 2
    ):
        i -= 1
    if i == sentence.first:
        return None
    before = speech.word(i - 1)
    if before.text.lower() == "как" and (i - 1 == sentence.first or speech.word(i - 2).text in (",", ".")):
        return i - 1
    opened = before.text == "," or before.text in DASHES
    if not opened or i - 1 == sentence.first:
        return None
    inverted = (
        subject_of(speech, cue.verb) is None
        or (subject_of(speech, cue.verb) or 0) > cue.verb
        or cue.entry.document
    )
    return i - 1 if inverted else None


def leads(speech: Speech) -> Iterator[Utterance]:
    """«… Об этом сообщил министр»: the words before it in its paragraph, or else the paragraph before."""
    for cue in speech.cues:
        if not cue.has("quote") or cue.form != "finite":
            continue
        sentence = speech.sentence(cue.verb)
        head = [
            speech.word(i).text.lower() for i in range(sentence.first, min(sentence.first + 2, sentence.last))
        ]
        if head not in (["об", "этом"], ["о", "чем"], ["о", "чём"]) or cue.verb - sentence.first > 14:
            continue
        if (words := _lead_words(speech, sentence)) is not None and not _told(speech, words):
            yield Utterance(
                *words, "reported", "lead", speaker_of(speech, cue, after=True), (cue.verb, cue.last)
            )


def _lead_words(speech: Speech, sentence: Sentence) -> tuple[int, int] | None:
    first = sentence.first
    if first == 0:
        return None
    start = first - 1
    while start > 0 and not new_paragraph(speech.text, start):
        start -= 1
    before = speech.text.sentences[speech.word(first - 1).sentence]
    if before.section == "title":
        return None
    longest = max(start, speech.text.sentences[max(0, before.index - 1)].first)
    return trimmed(speech, longest if longest < first else before.first, first)


def _told(speech: Speech, words: tuple[int, int]) -> bool:
    """Whether the words before «Об этом» report somebody's words themselves."""
    return any(
        words[0] <= c.verb < words[1] and c.has("that") and _that(speech, c) is not None for c in speech.cues
    )


def _content_from(
    speech: Speech, cue: Cue, start: int, rule: str, speaker: int | None
) -> Iterator[Utterance]:
    opened = [q for q in speech.quotations if q.opening == start]
    if words := trimmed(speech, start, clause_end(speech, cue.verb, start)):
        manner = "direct" if opened else "reported"
        yield Utterance(*words, manner, rule, speaker, (cue.verb, cue.last))


def _left_edge(speech: Speech, head: int, floor: int) -> int:
    """First word of what hangs on `head`, not before `floor`."""
    left, stack = head, [head]
    while stack:
        j = stack.pop()
        if j >= floor:
            left = min(left, j)
            stack += [
                c for c in speech.text.children[j] if floor <= c < j and speech.word(c).rel not in ("nsubj",)
            ]
    return left


def about_phrases(speech: Speech) -> Iterator[Utterance]:
    """Посол заявил о готовности …; высказался за …; призвал к …; обратил внимание на …"""
    wanted = {"about": ("о", "об", "обо"), "for": ("за", "против", "в"), "to": ("к", "ко"), "on": ("на",)}
    for cue in speech.cues:
        if cue.form not in ("finite", "converb") or _that(speech, cue) is not None:
            continue
        words = [w for frame, ws in wanted.items() if cue.has(frame) for w in ws]
        at = _phrase(speech, cue, words)
        if at is not None:
            yield from _content_from(speech, cue, at, "about_phrase", speaker_of(speech, cue))


def _phrase(speech: Speech, cue: Cue, prepositions: list[str]) -> int | None:
    """The preposition of a noun that hangs on the verb, within a few words after it."""
    sentence = speech.sentence(cue.verb)
    for i in range(cue.last, min(cue.last + 9, sentence.last)):
        word = speech.word(i)
        if word.text in STOPS or (word.pos == "VERB" and form_is_finite(word)):
            return None
        if word.pos != "ADP" or word.text.lower() not in prepositions:
            continue
        if i + 1 < sentence.last and speech.word(i + 1).text.lower() in (
            "этом",
            "том",
            "чём",
            "чем",
            "нем",
            "него",
        ):
            return None
        if word.text.lower() == "в" and speech.word(i + 1).lemma not in ("поддержка", "польза"):
            continue
        return i
    return None


def noun_phrases(speech: Speech) -> Iterator[Utterance]:
    """Посол подчеркнул важность …; подтвердил готовность …"""
    for cue in speech.cues:
        if not cue.has("noun") or cue.form not in ("finite", "converb") or _that(speech, cue) is not None:
            continue
        at = _object(speech, cue)
        if at is None:
            continue
        yield from _content_from(
            speech, cue, _left_edge(speech, at, cue.last), "noun_phrase", speaker_of(speech, cue)
        )


def _object(speech: Speech, cue: Cue) -> int | None:
    if cue.entry.with_nouns:
        return (
            cue.last
            if cue.last < speech.sentence(cue.verb).last and speech.word(cue.last).pos != "PUNCT"
            else None
        )
    for c in _children(speech, cue.verb, "obj", "nsubj", "nmod"):
        lemma = speech.word(c).lemma
        if c > cue.verb and lemma not in cue.entry.not_with and lemma in speech.table.nouns:
            return c
    return None


def infinitives(speech: Speech) -> Iterator[Utterance]:
    """Посол призвал соседей открыть …; министр предложил провести …"""
    for cue in speech.cues:
        if not cue.has("inf") or cue.form not in ("finite", "converb") or _that(speech, cue) is not None:
            continue
        at = _infinitive(speech, cue)
        if at is not None:
            yield from _content_from(speech, cue, at, "infinitive", speaker_of(speech, cue))


def _infinitive(speech: Speech, cue: Cue) -> int | None:
    sentence = speech.sentence(cue.verb)
    quote = None
    for i in range(cue.last, min(cue.last + 16, sentence.last)):
        word = speech.word(i)
        if any(q.opening == i for q in speech.quotations):
            quote = i
        if word.feats.get("VerbForm") == "Inf":
            if quote is not None:
                return quote
            return _left_edge(speech, i, _after_addressee(speech, cue, i))
        if (word.pos == "VERB" and form_is_finite(word)) or word.text in STOPS:
            return None
    return None


def _after_addressee(speech: Speech, cue: Cue, inf: int) -> int:
    """Word after the one who is asked («призвал соседей открыть»)."""
    asked = [c for c in _children(speech, cue.verb, "obj", "iobj", "obl", "nsubj") if cue.verb < c < inf]
    return max([cue.last, *(_subtree_end(speech, c, inf) + 1 for c in asked)])


def names(speech: Speech) -> Iterator[Utterance]:
    """Посол назвал визит полезным."""
    for cue in speech.cues:
        if (
            not cue.has("names")
            or cue.form not in ("finite", "converb")
            or cue.last >= speech.sentence(cue.verb).last
        ):
            continue
        sentence = speech.sentence(cue.verb)
        words = speech.text.words[cue.last : min(cue.last + 14, sentence.last)]
        if not any(w.feats.get("Case") == "Ins" and w.pos in ("NOUN", "ADJ", "VERB", "PROPN") for w in words):
            continue
        yield from _content_from(speech, cue, cue.last, "names", speaker_of(speech, cue))


def passives(speech: Speech) -> Iterator[Utterance]:
    """В ходе беседы подчёркнута важность …; было отмечено, что … is a clause of its own."""
    for cue in speech.cues:
        if not cue.has("passive") or cue.form != "passive":
            continue
        start = cue.last
        if _that(speech, cue) is not None or start >= speech.sentence(cue.verb).last:
            continue
        yield from _content_from(speech, cue, start, "passive", speaker_of(speech, cue))


RULES: tuple[Rule, ...] = (
    turns,
    attributed_quotations,
    introduced_quotations,
    that_clauses,
    leads,
    by_words,
    parentheses,
    names,
    infinitives,
    noun_phrases,
    about_phrases,
    passives,
    bare_quotations,
)


def _iou(a: Utterance, b: Utterance) -> float:
    both = max(0, min(a.last, b.last) - max(a.first, b.first))
    return both / ((a.last - a.first) + (b.last - b.first) - both)


def _untitled(speech: Speech, said: Utterance) -> bool:
    return speech.sentence(said.first).section != "title"


def find_utterances(text: Text) -> tuple[Utterance, ...]:
    """Everything that is said in the text, in its order; words inside somebody's quotation speak for him alone."""
    speech = make_speech(text)
    kept: list[Utterance] = []
    for rule in RULES:
        for said in rule(speech):
            if not _untitled(speech, said) or any(_iou(said, k) > 0.5 for k in kept):
                continue
            if said.verb and any(k.verb and k.verb[0] == said.verb[0] and k.rule != said.rule for k in kept):
                continue
            kept.append(said)
    return tuple(sorted(kept, key=lambda said: (said.first, -said.last)))
