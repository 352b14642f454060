"""Where the words that somebody said begin and end."""

from __future__ import annotations

from communique.reading.layers import Sentence, Word
from communique.reading.ru.said.quotations import Quotation, new_paragraph
from communique.reading.ru.said.speech import (
    DASHES,
    STOPS,
    Speech,
    children_of,
    in_quote,
    is_finite,
    is_speech,
    same_shape,
)
from communique.reading.ru.said.verbs import Cue

JOINING = frozenset({"и", "а", "но"})
SUBJECTS = frozenset({"NOUN", "PROPN", "PRON", "DET", "VERB", "ADJ"})
SUBORDINATORS = frozenset({"что", "который", "чтобы", "поскольку", "хотя", "если"})
THAT = frozenset({"что", "чтобы", "будто", "якобы"})


QUESTIONS = frozenset({"почему", "зачем", "как", "какой", "сколько", "когда", "что"})


THAT_REACH = 22
"""Words between a verb and its «что»: room for a place, a date and an addressee."""


def trimmed(speech: Speech, first: int, last: int) -> tuple[int, int] | None:
    """The range without marks at its edges; a pair of quotation marks around the whole goes too."""

    def edge(i: int) -> bool:
        return speech.word(i).text in DASHES or speech.word(i).text in STOPS or speech.word(i).text in ",:"

    while first < last and edge(first):
        first += 1
    while last > first and edge(last - 1) and speech.word(last - 1).text not in ("!", "?", "…", "..."):
        last -= 1
    whole = [q for q in speech.opened(first, first + 1) if q.after == last and q.last < q.after]
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
    return word.lemma in speech.table.tails and word.pos == "VERB" and is_finite(word)


def _joined_cue(speech: Speech, verb: int, i: int) -> bool:
    """«заявил, что …, и предложил», «…, отметив, что»: at word i another act of the same speaker begins."""
    words = speech.text.words
    if words[i].text != "," and words[i].text not in JOINING:
        return False
    at, joined = _past_adverbs(speech, i)
    cue = next(iter(speech.cues_in(at, at + 1)), None)
    if cue is None or cue.form == "converb":
        return cue is not None and (cue.has("that") or cue.has("quote"))
    own = children_of(speech, at, "nsubj")
    return joined and cue.form == "finite" and not own and same_shape(words[verb], words[at])


def _past_adverbs(speech: Speech, i: int) -> tuple[int, bool]:
    """The word after a comma or conjunction and what adverbs follow, and whether a conjunction was there."""
    words, at, joined = speech.text.words, i + 1, speech.word(i).text in JOINING
    while at < len(words) and (
        words[at].pos in ("ADV", "PART", "CCONJ") or words[at].text in ("при", "этом")
    ):
        joined = joined or words[at].text in JOINING
        at += 1
    return at, joined


def marks_around(speech: Speech, start: int, i: int) -> Quotation | None:
    """The quotation that opens inside the words said and still holds word i."""
    return next((q for q in speech.opened(start, i) if q.holds(i)), None)


def _breaks_off(speech: Speech, verb: int, start: int, i: int) -> bool:
    """Whether what was said is over before word i: an outlet's name, another act of speech, a quotation."""
    mark = speech.word(i).text
    if mark == ":":
        return any(is_speech(speech, q) for q in speech.opened(i + 1, i + 2))
    if i == start or mark not in JOINING | DASHES | {","}:
        return False
    if mark not in JOINING and _is_tail(speech, i):
        return True
    return _joined_cue(speech, verb, i) or (mark == "," and _another_speaks(speech, i))


OTHER_REACH = 9
"""Words between a comma and the verb of speech of somebody else: room for his post and name."""


def _another_speaks(speech: Speech, comma: int) -> bool:
    """«Посол заявил, что паром пойдёт, а в порту отметили, что …»: at this comma somebody else begins."""
    end = min(comma + OTHER_REACH, speech.sentence(comma).last)
    for cue in speech.cues_in(comma + 1, end):
        before = speech.text.words[comma + 1 : cue.verb]
        if any(w.text in ",:;" or w.pos == "SCONJ" or w.lemma in SUBORDINATORS for w in before):
            return False
        plain = cue.form == "finite" and cue.has("that") and speech.word(cue.last).text == ","
        if not plain or in_quote(speech, cue.verb) or speech.word(cue.last + 1).text.lower() not in THAT:
            return False
        return any(_may_speak(speech, w, cue) for w in before)
    return False


def _may_speak(speech: Speech, word: Word, cue: Cue) -> bool:
    """A person in the nominative, or a body that those who speak stand in («в порту отметили»)."""
    case, many = word.feats.get("Case"), speech.word(cue.verb).feats.get("Number") == "Plur"
    if word.pos not in ("NOUN", "PROPN"):
        return False
    named = word.pos == "PROPN" or word.feats.get("Animacy") == "Anim"
    return (case == "Nom" and named) or (case == "Loc" and many)


def clause_end(speech: Speech, verb: int, start: int) -> int:
    """Where words that begin at `start` after a verb of speech end: with the sentence, before the name of an
    outlet or another act of speech, or with the quotation that holds the verb or opens inside."""
    outer = in_quote(speech, verb)
    last = min(speech.sentence(start - 1).last, outer.last if outer else len(speech.text.words))
    i = start
    while i < last:
        inside = marks_around(speech, start, i)
        if inside is not None:
            i, last = inside.last, max(last, min(inside.after, len(speech.text.words)))
        elif _breaks_off(speech, verb, start, i):
            return i
        i += 1
    return _before_aside(speech, start, last)


ASIDE = 5
"""Words from which on brackets with a verb hold a remark of the report, and no second name."""


def _before_aside(speech: Speech, start: int, last: int) -> int:
    """Where the words end before a remark in brackets that closes them: «порт закрыт (его строили с мая)»."""
    end = last
    while end > start and speech.word(end - 1).text in STOPS | {","}:
        end -= 1
    if end <= start or speech.word(end - 1).text != ")":
        return last
    opening = next((i for i in range(end - 1, start + 1, -1) if speech.word(i).text == "("), None)
    if opening is None or end - opening < ASIDE:
        return last
    told = any(w.pos == "VERB" and is_finite(w) for w in speech.text.words[opening:end])
    return opening if told else last


def that_word(speech: Speech, cue: Cue) -> int | None:
    """The word «что» that opens the verb's clause; a finite verb in between breaks it off."""
    sentence = speech.sentence(cue.verb)
    for i in range(cue.last, min(cue.last + THAT_REACH, sentence.last)):
        word = speech.word(i)
        if i > cue.last and _takes_that(speech, i):
            return None
        if word.text.lower() in THAT and (i == cue.last or speech.word(i - 1).text in (",", "том", "то")):
            between = speech.text.words[cue.last : i]
            aim = word.text.lower() == "чтобы" and any(
                _is_infinitive(w) or w.text.lower() in ("к", "ко") for w in between
            )
            return None if aim else i  # «предложил приехать, чтобы увидеть»: a purpose, no words
        if cue.has("asks") and word.lemma in QUESTIONS and _asks(speech, i):
            return i - 1 if speech.word(i - 1).text == "," else i - 2
        if cue.has("asks") and word.text == "," and _whether(speech, i, sentence.last):
            return i
        if word.pos == "VERB" and is_finite(word):
            return None
    return None


def _whether(speech: Speech, comma: int, last: int) -> bool:
    """«спросил посла, открыт ли порт»: an indirect question begins at the comma."""
    return any(w.text.lower() == "ли" for w in speech.text.words[comma + 2 : min(comma + 5, last)])


def _takes_that(speech: Speech, i: int) -> bool:
    """«выразил тревогу из-за обстрела, отметив, что …»: the clause belongs to another verb, at word i."""
    return any(
        c.form == "converb" and c.has("that") and speech.word(c.last).text == ","
        for c in speech.cues_in(i, i + 1)
        if c.last < speech.sentence(i).last
    )


def _is_infinitive(word: Word) -> bool:
    return word.feats.get("VerbForm") == "Inf"


TIMES = frozenset({"того", "тем", "то", "так", "такой", "время", "момент"})
"""«после того, как», «перед тем, как»: what follows tells when, and is not asked."""


def _asks(speech: Speech, i: int) -> bool:
    """«рассказал, почему …», «рассказал, в чём …»: an indirect question right after the comma."""
    if speech.word(i - 1).text == "," and speech.word(i - 2).text.lower() in TIMES:
        return False
    return speech.word(i - 1).text == "," or (
        speech.word(i - 1).pos == "ADP" and speech.word(i - 2).text == ","
    )


def around(speech: Speech, start: int, inner: int, anchor: int) -> tuple[int, int] | None:
    """The words that a parenthesis [start, …] belongs to: those after it at the head of a sentence, those
    before it at its end, all of them in the middle."""
    sentence = speech.sentence(start)
    after = _parenthesis_end(speech, inner, sentence.last) + 1
    end = clause_end(speech, anchor, after) if after < sentence.last else after
    rest = trimmed(speech, after, end) if after < end else None
    if rest is None or _of_speaker(speech, rest[0]) or _goes_on_acting(speech, anchor, rest[0]):
        at_head = start == sentence.first
        return _next_paragraph(speech, sentence) if at_head else trimmed(speech, sentence.first, start)
    if clause := _in_that(speech, after, end):
        return trimmed(speech, clause, end)
    if _opens_clause(speech, sentence, start) or _another_clause(speech, sentence, start, after - 1):
        return rest
    return trimmed(speech, sentence.first, end)


def _of_speaker(speech: Speech, i: int) -> bool:
    """«…, заявил посол, выступая в порту», «…, сказал посол, передаёт агентство»: no words of his begin."""
    word = speech.word(i)
    return word.feats.get("VerbForm") == "Conv" or (word.lemma in speech.table.tails and word.pos == "VERB")


def _goes_on_acting(speech: Speech, anchor: int, i: int) -> bool:
    """«…, подчеркнул посол и предложил …»: what follows is told of the speaker."""
    if speech.word(i).text not in JOINING or speech.word(anchor).pos != "VERB":
        return False
    at, _ = _past_adverbs(speech, i)
    word = speech.word(at) if at < len(speech.text.words) else None
    return (
        word is not None and word.pos == "VERB" and is_finite(word) and same_shape(speech.word(anchor), word)
    )


def _opens_clause(speech: Speech, sentence: Sentence, start: int) -> bool:
    """Whether the clause only begins after a parenthesis at `start`: before it stand adverbs («Таким образом,
    считает он»), a colon, or an open «что» or «который»."""
    if start == sentence.first or speech.word(start - 1).text == ":":
        return True
    before = [w for w in speech.text.words[sentence.first : start] if w.pos != "PUNCT"]
    if any(w.lemma in SUBORDINATORS for w in before):
        return True
    return len(before) <= 2 and all(w.pos not in SUBJECTS or w.feats.get("Case") != "Nom" for w in before)


ADDING = frozenset({"и", "а", "но", "однако", "причем", "зато"})


def _another_clause(speech: Speech, sentence: Sentence, start: int, close: int) -> bool:
    """Whether another clause begins with the parenthesis at `start`, which ends at word `close`: «Порт закрыт
    — по словам посла, груз цел», «Порт закрыт, но, по словам посла, груз цел»."""
    before = start - 1
    if speech.word(before).text in DASHES:
        return speech.word(start).text not in DASHES and speech.word(close).text == ","
    if speech.word(before).text == ",":
        before -= 1
    if before <= sentence.first:
        return False
    joined = speech.word(before).text.lower().replace("ё", "е") in ADDING
    return joined and speech.word(before - 1).text in DASHES | {",", ";"}


def _next_paragraph(speech: Speech, sentence: Sentence) -> tuple[int, int] | None:
    """«По словам посла:» on a line of its own: the next line is what he said."""
    if speech.word(sentence.last - 1).text != ":" or sentence.last >= len(speech.text.words):
        return None
    end = sentence.last + 1
    while end < len(speech.text.words) and not new_paragraph(speech.text, end):
        end += 1
    return trimmed(speech, sentence.last, end)


def _in_that(speech: Speech, first: int, last: int) -> int:
    """«Новость, по словам министра, в том, что …»: where the clause begins, 0 for none."""
    for i in range(first, min(first + 6, last)):
        if speech.word(i).text.lower() == "что" and speech.word(i - 2).text.lower() == "том":
            return i + 1
    return 0


def _parenthesis_end(speech: Speech, inner: int, last: int) -> int:
    """The comma, colon or dash that closes a parenthesis, past its own appositions; else its last word."""
    i = inner + 1
    while i < last:
        if speech.word(i).text in (",", ":", "—", "–"):
            return i
        if speech.word(i).pos in ("VERB", "AUX") and is_finite(speech.word(i)):
            return subtree_end(speech, inner, last)
        i += 1
    return last


def subtree_end(speech: Speech, i: int, last: int) -> int:
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
