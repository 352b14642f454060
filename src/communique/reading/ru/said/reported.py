"""Reported speech: clauses with «что», «по словам», parentheses, and «Об этом сообщил»."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Sentence
from communique.reading.ru.said.extents import around, clause_end, that_word, trimmed
from communique.reading.ru.said.quotations import new_paragraph
from communique.reading.ru.said.speakers import antecedent, author_of_which, speaker_of, subject_of
from communique.reading.ru.said.speech import (
    DASHES,
    Speech,
    Utterance,
    children_of,
    document_of,
    in_quote,
    is_finite,
    sentence_like,
)
from communique.reading.ru.said.verbs import Cue

FOLLOWS = frozenset({"следует", "явствует", "вытекает", "следовало"})
"""«как следует из слов посла»: verbs by which a report draws on somebody's words."""

LEAD_REACH = 14
"""Words between «Об этом» and its verb: room for a name and for whom it was told."""


def that_clauses(speech: Speech) -> Iterator[Utterance]:
    """Посол заявил, что …"""
    for cue in speech.cues:
        if not cue.has("that") or (at := that_word(speech, cue)) is None or _is_condition(speech, cue):
            continue
        untold = (
            cue.entry.document and document_of(speech, cue) is None and author_of_which(speech, cue) is None
        )
        if untold and not _opens_sentence(speech, cue):
            continue
        if words := trimmed(speech, at + 1, clause_end(speech, cue.verb, at + 1)):
            noun = _noun_that_tells(speech, cue, at)
            who = speaker_of(speech, cue) if noun is None else by_speaker(speech, noun)
            weak = cue.is_weak("that") or noun is not None or untold
            yield Utterance(*words, "reported", "that_clause", who, (cue.verb, cue.last), weak)


def _is_condition(speech: Speech, cue: Cue) -> bool:
    """«если эксперты подтвердят, что …»: nobody has said it."""
    if speech.word(cue.verb).feats.get("Tense") != "Fut":
        return False
    for i in range(cue.verb - 1, speech.sentence(cue.verb).first - 1, -1):
        if speech.word(i).text == ",":
            return False
        if speech.word(i).text.lower() in ("если", "когда"):
            return True
    return False


def _opens_sentence(speech: Speech, cue: Cue) -> bool:
    """«Отмечается, что», «При этом подчёркивается, что»: nothing but adverbs stands before the verb; what
    «сообщается» is the report's own news."""
    word = speech.word(cue.verb)
    before = speech.text.words[speech.sentence(cue.verb).first : cue.verb]
    adverbs = all(
        w.pos in ("ADV", "PART", "CCONJ", "PUNCT") or w.text.lower() in ("при", "этом", "кроме", "того")
        for w in before
    )
    return adverbs and word.lemma != "сообщаться" and word.feats.get("Tense") != "Past"


def inverted_clauses(speech: Speech) -> Iterator[Utterance]:
    """«О том, что порт закрыт, сообщил посол», «На то, что срок истёк, обратил внимание посол»."""
    for sentence in speech.text.sentences:
        head = [w.text.lower() for w in speech.text.words[sentence.first : sentence.first + 4]]
        if head[:1] not in (["о"], ["на"], ["об"]) or head[1:] not in ([*(x), ",", "что"] for x in INVERTED):
            continue
        for cue in speech.cues_in(sentence.first + 4, sentence.last):
            before = speech.word(cue.verb - 1)
            told = cue.form == "finite" and not cue.entry.document
            if told and before.text == "," and not in_quote(speech, cue.verb):
                words = trimmed(speech, sentence.first + 4, cue.verb)
                who = speaker_of(speech, cue, after=True)
                if words is not None and (who is None or who > cue.verb or who < sentence.first):
                    yield Utterance(*words, "reported", "that_clause", who, (cue.verb, cue.last))
                break


INVERTED = (("том",), ("то",))


def colons(speech: Speech) -> Iterator[Utterance]:
    """Посол рассказал: паром пойдёт в мае."""
    for cue in speech.cues:
        colon = cue.last
        if cue.form != "finite" or not (cue.has("that") and cue.has("quote")) or cue.entry.document:
            continue
        if in_quote(speech, cue.verb) or colon + 1 >= len(speech.text.words):
            continue
        after = speech.word(colon + 1)
        if speech.word(colon).text != ":" or new_paragraph(speech.text, colon + 1) or after.pos == "PUNCT":
            continue
        if words := trimmed(speech, colon + 1, clause_end(speech, cue.verb, colon + 1)):
            yield Utterance(*words, "reported", "that_clause", speaker_of(speech, cue), (cue.verb, cue.last))


def clauses_alone(speech: Speech) -> Iterator[Utterance]:
    """Посол заявил, паром пойдёт в мае: a clause that a comma alone brings."""
    for cue in speech.cues:
        comma = cue.last
        if cue.form != "finite" or not cue.has("that") or cue.entry.document or cue.entry.with_nouns:
            continue
        if comma + 2 >= speech.sentence(cue.verb).last or speech.word(comma).text != ",":
            continue
        before = speech.word(cue.verb - 1) if cue.verb else None
        who = subject_of(speech, cue.verb)
        if who is None or who > cue.verb or (before is not None and before.text in DASHES | {",", "как"}):
            continue
        if speech.sentence(cue.verb).first < who and speech.word(who - 1).text in DASHES | {","}:
            continue
        if not _is_main_clause(speech, cue, comma + 1):
            continue
        if words := trimmed(speech, comma + 1, clause_end(speech, cue.verb, comma + 1)):
            yield Utterance(*words, "reported", "clause_alone", who, (cue.verb, cue.last), weak=True)


def _is_main_clause(speech: Speech, cue: Cue, start: int) -> bool:
    """Whether a clause with a subject in the nominative and a finite verb begins here, by no conjunction."""
    stop = min(start + 12, speech.sentence(cue.verb).last)
    words = speech.text.words[start:stop]
    if words[0].pos in ("SCONJ", "CCONJ", "VERB", "ADP") or words[0].lemma in (
        "который",
        "как",
        "что",
        "это",
    ):
        return False
    subject = next((w.index for w in words if w.feats.get("Case") == "Nom" and w.pos in NOMINAL), None)
    if subject is None or any(w.text == "," for w in speech.text.words[start:subject]):
        return False
    return any(
        w.pos in ("VERB", "AUX", "ADJ") and is_finite(w) for w in speech.text.words[subject + 1 : stop]
    )


NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def _noun_that_tells(speech: Speech, cue: Cue, at: int) -> int | None:
    """«прокомментировал заявление посла о том, что …»: the clause tells what the noun is about, and its
    owner says it."""
    if cue.entry.with_nouns or speech.word(at - 1).text.lower() != "том":
        return None
    return next(
        (i for i in range(at - 1, cue.last - 1, -1) if speech.word(i).lemma in speech.table.telling_nouns),
        None,
    )


def is_by_phrase(speech: Speech, i: int) -> bool:
    """«по словам», «по данным», «согласно», «со слов», «как следует из слов» at word i (the noun, or
    «согласно»)."""
    word = speech.word(i)
    if word.lemma in ("согласно", "согласный") and word.text.lower() == "согласно":
        return True
    owned = word.lemma in speech.table.by_words or word.text.lower() in ("словам", "данным")
    if not owned and word.lemma not in speech.table.owned:
        return False
    head = [speech.word(j).text.lower() for j in range(max(0, i - 4), i)]
    if not owned:
        return head[-1:] == ["из"] and any(w in FOLLOWS for w in head)
    between = head[len(head) - 1 - head[::-1].index("по") + 1 :] if "по" in head else None
    dative = word.feats.get("Case") == "Dat"
    if between is not None and dative and len(between) <= 2 and not any(w in ",.;«»" for w in between):
        return True
    if word.text.lower() == "слов" and (head[-1:] in (["с"], ["со"]) or head[-2:-1] in (["с"], ["со"])):
        return True
    return head[-1:] == ["из"] and any(w in FOLLOWS for w in head[:-1])


def by_speaker(speech: Speech, i: int) -> int | None:
    """Whose words they are: the genitive after the noun, or the possessive before it («по его словам»)."""
    for c in speech.text.children[i]:
        if speech.word(c).text.lower() in ("его", "ее", "её", "их"):
            return c
    if speech.word(i - 1).text.lower() in ("его", "ее", "её", "их"):
        return i - 1
    genitive = children_of(speech, i, "nmod", "obl", "appos", "flat:name", "fixed", "obj")
    later = [c for c in genitive if c > i]
    if later:
        return later[0]
    nxt = i + 1
    while nxt + 1 < len(speech.text.words) and speech.word(nxt).pos == "ADJ":
        nxt += 1
    if speech.word(i).text.lower() == "согласно" and nxt < len(speech.text.words):
        authors = [c for c in children_of(speech, nxt, "nmod") if c > nxt]
        if authors and speech.word(nxt).lemma in speech.table.documents | speech.table.by_words:
            return authors[0]
    if nxt < len(speech.text.words) and speech.word(nxt).pos in ("NOUN", "PROPN", "ADJ", "PRON"):
        return nxt
    return None


def by_words(speech: Speech) -> Iterator[Utterance]:
    """«По словам посла, …», «…, по данным ведомства»."""
    for i in range(1, len(speech.text.words)):
        if not is_by_phrase(speech, i) or (who := by_speaker(speech, i)) is None:
            continue
        if speech.word(who).lemma == "который":
            yield from _by_whose_words(speech, i, who)
            continue
        start = i if speech.word(i).text.lower() == "согласно" else _preposition(speech, i)
        if (words := around(speech, start, max(i, who), i)) is not None:
            yield Utterance(*words, "reported", "by_words", who, (start, i + 1))


def _by_whose_words(speech: Speech, i: int, which: int) -> Iterator[Utterance]:
    """«посла, по мнению которого порт закрыт»; but not «договор, согласно которому …»"""
    if speech.word(i).text.lower() == "согласно" or (who := antecedent(speech, which)) is None:
        return
    if words := trimmed(speech, which + 1, clause_end(speech, i, which + 1)):
        yield Utterance(*words, "reported", "by_words", who, (_preposition(speech, i), i + 1))


def _preposition(speech: Speech, i: int) -> int:
    """The first word of the phrase: its preposition, or the «как» of «как следует из слов»."""
    j = i
    while speech.word(j).text.lower() not in ("по", "с", "со", "из"):
        j -= 1
    if speech.word(j).text.lower() != "из":
        return j
    return next((k for k in range(j - 1, max(j - 4, -1), -1) if speech.word(k).text.lower() == "как"), j)


def parentheses(speech: Speech) -> Iterator[Utterance]:
    """«…, сообщил министр», «…, считает посол, …», «Как отметил посол, …»"""
    for cue in speech.cues:
        if not cue.has("insert") or cue.form not in ("finite", "passive"):
            continue
        if cue.entry.document and document_of(speech, cue) is None:
            continue
        start = _insert_start(speech, cue)
        if start is None or that_word(speech, cue) is not None:
            continue
        who = speaker_of(speech, cue, after=True)
        inner = who if who is not None and who > cue.verb else cue.last - 1
        words = around(speech, start, inner, cue.verb)
        if words is None or _tells_that(speech, words):
            continue
        verb, weak = (cue.verb, cue.last), cue.is_weak("insert")
        if not _mostly_quoted(speech, words, cue.verb):
            yield Utterance(*words, "reported", "parenthesis", who, verb, weak)
        elif (quoted := _quoted_behind(speech, words, inner)) is not None:
            yield Utterance(*quoted, "direct", "parenthesis", who, verb, weak)


def _quoted_behind(speech: Speech, words: tuple[int, int], inner: int) -> tuple[int, int] | None:
    """The quotation that says nearly all of the words behind a parenthesis: «Это, отметил он, «мешает …»»."""
    behind = (q for q in speech.opened(max(inner, words[0] - 1), words[1]) if q.depth == 0)
    q = next((q for q in behind if sentence_like(speech, q)), None)
    return trimmed(speech, q.first, q.last) if q is not None else None


def _tells_that(speech: Speech, words: tuple[int, int]) -> bool:
    """«Об этом сообщил посол, пишет газета»: who told it is no news of its own."""
    pair = [speech.word(i).text.lower() for i in range(words[0], min(words[0] + 2, words[1]))]
    return pair == ["об", "этом"] and any(c.form == "finite" for c in speech.cues_in(*words))


def _mostly_quoted(speech: Speech, words: tuple[int, int], verb: int) -> bool:
    """Whether the words are a quotation with its marks, and not reported; one around the verb aside."""
    quoted = sum(
        max(0, min(q.after, words[1]) - max(q.opening, words[0]))
        for q in speech.outermost_over(*words)
        if not q.holds(verb)
    )
    return quoted > 0.7 * (words[1] - words[0])


def _insert_start(speech: Speech, cue: Cue) -> int | None:
    """The first word of a parenthesis: a comma or dash (or «как») before the verb, two adverbs aside."""
    first = speech.sentence(cue.verb).first
    i = cue.verb
    while i > first and speech.word(i - 1).pos in ("ADV", "PART") and cue.verb - i < 2:
        if speech.word(i - 1).text.lower() == "как":
            break
        i -= 1
    if i == first:
        return None
    before = speech.word(i - 1)
    if before.text.lower() == "как":
        return i - 1 if i - 1 == first or speech.word(i - 2).text in (",", ".") else None
    if i - 1 == first or (before.text != "," and before.text not in DASHES):
        return None
    subject = subject_of(speech, cue.verb)
    return i - 1 if subject is None or subject > cue.verb or cue.entry.document else None


def leads(speech: Speech) -> Iterator[Utterance]:
    """«… Об этом сообщил министр»; «… Такое мнение высказал посол»: the words before it in its paragraph, or
    else the paragraph before; in one sentence («…, об этом сообщает посол») what stands before the comma."""
    for cue in speech.cues:
        if not cue.has("quote") or cue.form != "finite":
            continue
        sentence = speech.sentence(cue.verb)
        if (about := _about_this(speech, sentence, cue)) is None:
            continue
        if (
            about > sentence.first + 2
            and speech.word(about - 1).text == ","
            and not _is_aside(speech, sentence)
        ):
            words = trimmed(speech, sentence.first, about - 1)
        else:
            words = _lead_words(speech, sentence)
        if words is not None and not _told(speech, words):
            who = speaker_of(speech, cue, after=True)
            yield Utterance(*words, "reported", "lead", who, (cue.verb, cue.last))


def _about_this(speech: Speech, sentence: Sentence, cue: Cue) -> int | None:
    """The word at which «об этом», «о чём» or «такое мнение» begins, not far before the verb."""
    for i in range(max(sentence.first, cue.verb - LEAD_REACH), cue.verb - 1):
        pair = [speech.word(j).text.lower().replace("ё", "е") for j in (i, i + 1)]
        begins = i == sentence.first or speech.word(i - 1).text == ","
        if begins and (pair == ["об", "этом"] or (pair == ["о", "чем"] and i == sentence.first)):
            another = any(is_finite(w) for w in speech.text.words[i + 2 : cue.verb] if w.pos == "VERB")
            return None if another or in_quote(speech, i) else i
    return None


def _is_aside(speech: Speech, sentence: Sentence) -> bool:
    """«Как передаёт агентство, об этом …», «По его словам, …»: what stands before the comma says nothing."""
    return speech.word(sentence.first).text.lower() in ("как", "по", "согласно", "со")


def claims(speech: Speech) -> Iterator[Utterance]:
    """«… Такое мнение высказал посол», «… Эту информацию подтвердил министр»: the words before it."""
    for sentence in speech.text.sentences:
        head = speech.text.words[sentence.first : sentence.first + 2]
        if (
            len(head) < 2
            or head[0].lemma not in ("такой", "этот", "данный")
            or head[1].lemma not in speech.table.claim_nouns
        ):
            continue
        verb = next(
            (
                w
                for w in speech.text.words[sentence.first : sentence.last]
                if w.lemma in speech.table.claim_verbs
            ),
            None,
        )
        if verb is None or verb.index - sentence.first > LEAD_REACH or not is_finite(verb):
            continue
        who = subject_of(speech, verb.index)
        words = _lead_words(speech, sentence)
        if who is not None and who > verb.index and words is not None and not _told(speech, words):
            yield Utterance(*words, "reported", "lead", who, (verb.index, verb.index + 1))


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
    cues = speech.cues_in(words[0], min(words[1] + 2, len(speech.text.words)))
    real = [c for c in cues if speech.word(c.verb).feats.get("Tense") != "Fut"]
    return any((c.has("that") and that_word(speech, c) is not None) or _closes(speech, c) for c in real)


def _closes(speech: Speech, cue: Cue) -> bool:
    """«Порт закрыт, заявил посол»: somebody is told at the end of a sentence whose words it was."""
    if not cue.has("insert") or cue.form != "finite" or _insert_start(speech, cue) is None:
        return False
    return speech.word(cue.verb - 1).text in DASHES | {","} and cue.entry.document is False
