"""Reported speech in a phrase: «о готовности», «важность …», «открыть …», «назвал … полезным»."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from communique.reading.layers import Word
from communique.reading.ru.said.extents import (
    JOINING,
    clause_end,
    marks_around,
    subtree_end,
    that_word,
    trimmed,
)
from communique.reading.ru.said.speakers import speaker_of
from communique.reading.ru.said.speech import (
    STOPS,
    Speech,
    Utterance,
    children_of,
    document_of,
    is_finite,
    same_shape,
)
from communique.reading.ru.said.verbs import Cue

CLAUSES = frozenset({"который", "что", "чтобы", "если", "когда", "пока", "где"})
PREPOSITIONS = {
    "about": ("о", "об", "обо"),
    "for": ("за", "против", "в"),
    "to": ("к", "ко"),
    "on": ("на",),
    "of": ("в", "во"),
    "thanks": ("за",),
}
POINTING = frozenset({"этом", "том", "чём", "чем", "нем", "нём", "него"})
"""«об этом», «о том»: nothing is said in the phrase itself."""


def _another_verb(speech: Speech, verb: int, start: int, last: int) -> int:
    """Where a phrase ends for another verb of the same doer: «важность диалога и осудил», «, попросил»."""
    for i in range(start + 1, last):
        word = speech.word(i)
        if word.lemma in CLAUSES:
            return last
        if word.pos != "VERB" or not is_finite(word) or not same_shape(speech.word(verb), word):
            continue
        if marks_around(speech, start, i) or children_of(speech, i, "nsubj"):
            return last
        return _before_joint(speech, start, i) or last
    return last


def _before_joint(speech: Speech, start: int, i: int) -> int:
    """The comma or conjunction (and what adverbs stand with it) that joins a verb; 0 when there is none."""
    while i > start and speech.word(i).text not in JOINING | {","}:
        i -= 1
    while i > start and speech.word(i - 1).text in JOINING | {",", "в", "частности", "также"}:
        i -= 1
    return i if i > start else 0


def _content_from(
    speech: Speech, cue: Cue, start: int, rule: str, speaker: int | None, weak: bool = False
) -> Iterator[Utterance]:
    opened = bool(speech.opened(start, start + 1))
    end = _another_verb(speech, cue.verb, start, clause_end(speech, cue.verb, start))
    if words := trimmed(speech, start, end):
        manner = "direct" if opened else "reported"
        yield Utterance(*words, manner, rule, speaker, (cue.verb, cue.last), weak)


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
    for cue in speech.cues:
        if cue.form not in ("finite", "converb") or that_word(speech, cue) is not None:
            continue
        words = {
            word: cue.is_weak(frame) for frame, of in PREPOSITIONS.items() if cue.has(frame) for word in of
        }
        if (at := _phrase(speech, cue, words)) is not None:
            weak = words[speech.word(at).text.lower()]
            yield from _content_from(speech, cue, at, "about_phrase", speaker_of(speech, cue), weak)


def _phrase(speech: Speech, cue: Cue, prepositions: Container[str]) -> int | None:
    """The preposition of a noun that hangs on the verb, within a few words after it."""
    sentence = speech.sentence(cue.verb)
    for i in range(cue.last, min(cue.last + 9, sentence.last - 1)):
        word, noun = speech.word(i), speech.word(i + 1)
        if word.text in STOPS or (word.pos == "VERB" and is_finite(word)):
            return None
        if word.pos != "ADP" or word.text.lower() not in prepositions:
            continue
        favour = noun.lemma in ("поддержка", "польза") and not cue.is_weak("for")
        if cue.has("for") and word.text.lower() == "в" and not favour:
            continue
        return None if noun.text.lower() in POINTING else i
    return None


def inverted_phrases(speech: Speech) -> Iterator[Utterance]:
    """«О закрытии порта сообщил посол»: the phrase at the head of a sentence, before its verb."""
    for sentence in speech.text.sentences:
        first = _past_openers(speech, sentence.first)
        if first + 2 >= sentence.last or speech.word(first).text.lower() not in PREPOSITIONS["about"]:
            continue
        verb = next((w for w in speech.text.words[first : sentence.last] if _ends_phrase(w)), None)
        cue = next(iter(speech.cues_in(verb.index, verb.index + 1)), None) if verb is not None else None
        if cue is None or cue.form != "finite" or speech.word(first + 1).text.lower() in POINTING:
            continue
        who = speaker_of(speech, cue, after=True)
        inside = who is not None and first < who < cue.verb
        end = _left_edge(speech, who, first + 1) if who is not None and inside else cue.verb
        while end > first and speech.word(end - 1).pos in ("ADV", "PART", "PUNCT"):
            end -= 1
        if end > first + 1:
            yield Utterance(first, end, "reported", "inverted_phrase", who, (cue.verb, cue.last), weak=True)


OPENERS = frozenset({"также", "ранее", "позже", "позднее", "кроме", "того", "при", "этом", ","})


def _past_openers(speech: Speech, i: int) -> int:
    """The word after «Ранее», «Кроме того,» at the head of a sentence."""
    while i + 1 < len(speech.text.words) and speech.word(i).text.lower() in OPENERS:
        i += 1
    return i


def _ends_phrase(word: Word) -> bool:
    return (word.pos == "VERB" and is_finite(word)) or word.text in STOPS | {":", "«", '"'}


def noun_phrases(speech: Speech) -> Iterator[Utterance]:
    """Посол подчеркнул важность …; подтвердил готовность …; «в документе подчёркивается важность …»"""
    for cue in speech.cues:
        if not (cue.has("noun") or cue.has("gen")) or cue.form not in ("finite", "converb"):
            continue
        if that_word(speech, cue) is not None:
            continue
        if cue.entry.document and document_of(speech, cue) is None:
            continue
        at = _object(speech, cue)
        if at is None:
            continue
        weak = cue.is_weak("noun") or not (cue.entry.with_nouns or _is_said(speech, at))
        start = _left_edge(speech, at, min(at, cue.last) if cue.entry.with_nouns else cue.last)
        yield from _content_from(speech, cue, start, "noun_phrase", speaker_of(speech, cue), weak)


def _is_said(speech: Speech, noun: int) -> bool:
    return speech.word(noun).lemma in speech.table.nouns


def _object(speech: Speech, cue: Cue) -> int | None:
    """The noun that is said: what follows «выразил готовность», or the object of «подчеркнул»."""
    if cue.entry.with_nouns:
        if cue.last >= speech.sentence(cue.verb).last:
            return None
        word = speech.word(cue.last)  # «обратила внимание политолог»: who, not what
        if word.pos == "PUNCT" or word.feats.get("Case") == "Nom":
            return None
        return cue.last - 1 if speech.word(cue.last - 1).lemma not in EMPTY else cue.last
    objects = [c for c in children_of(speech, cue.verb, "obj", "nsubj", "nsubj:pass", "nmod") if c > cue.verb]
    objects = [c for c in objects if speech.word(c).lemma not in cue.entry.not_with]
    said = next((c for c in objects if _is_said(speech, c)), None)
    case = "Gen" if cue.has("gen") else "Acc"
    return (
        said if said is not None else next((c for c in objects if _may_be_said(speech.word(c), case)), None)
    )


NAMED = frozenset({"его", "ее", "её", "их", "это"})
"""«назвал их ошибкой»: what is named is told before."""

EMPTY = frozenset({"внимание"})
"""Nouns of a fixed phrase that are no part of what is said: «обратил внимание», against «выразил надежду»."""


def _may_be_said(word: Word, case: str) -> bool:
    """A thing in the case of what is said."""
    return word.pos == "NOUN" and word.feats.get("Animacy") != "Anim" and word.feats.get("Case") == case


def infinitives(speech: Speech) -> Iterator[Utterance]:
    """Посол призвал соседей открыть …; министр предложил провести …"""
    for cue in speech.cues:
        if not cue.has("inf") or cue.form not in ("finite", "converb") or that_word(speech, cue) is not None:
            continue
        at = _infinitive(speech, cue)
        if at is not None and not (cue.entry.unaddressed and _addressed(speech, cue, at)):
            weak = cue.is_weak("inf")
            yield from _content_from(speech, cue, at, "infinitive", speaker_of(speech, cue), weak)


def _infinitive(speech: Speech, cue: Cue) -> int | None:
    sentence = speech.sentence(cue.verb)
    quote = None
    for i in range(cue.last, min(cue.last + 16, sentence.last)):
        word = speech.word(i)
        if speech.opened(i, i + 1):
            quote = i
        if word.feats.get("VerbForm") == "Inf":
            if quote is not None:
                return quote
            return _left_edge(speech, i, _after_addressee(speech, cue, i))
        if (word.pos == "VERB" and is_finite(word)) or word.text in STOPS:
            return None
    return None


def _addressed(speech: Speech, cue: Cue, inf: int) -> bool:
    """Whether a dative stands between the verb and the infinitive («предложил министру приехать»)."""
    between = speech.text.words[cue.last : inf]
    return any(w.feats.get("Case") == "Dat" and w.pos in ("NOUN", "PROPN", "PRON") for w in between)


def _after_addressee(speech: Speech, cue: Cue, inf: int) -> int:
    """Word after the one who is asked («призвал соседей открыть»)."""
    asked = [c for c in children_of(speech, cue.verb, "obj", "iobj", "obl", "nsubj") if cue.verb < c < inf]
    return max([cue.last, *(subtree_end(speech, c, inf) + 1 for c in asked)])


def _named_so(cue: Cue, word: Word) -> bool:
    """What something is called: an instrumental, or what «как» opens («расценил визит как успех»)."""
    if cue.has("as") and word.text.lower() == "как":
        return True
    ending = word.feats.get("Case") == "Ins" and word.pos in ("NOUN", "ADJ", "VERB", "PROPN", "NUM", "DET")
    return ending and cue.has("names")


def _object_before(speech: Speech, cue: Cue) -> int | None:
    """«новый доклад назвали фарсом»: where the thing that is named begins, when it stands before the verb and
    its name right behind."""
    things = [c for c in children_of(speech, cue.verb, "obj") if c < cue.verb]
    if not things or speech.word(cue.last).feats.get("Case") == "Acc":
        return None
    start = _left_edge(speech, things[-1], speech.sentence(cue.verb).first)
    return start if speech.word(things[-1]).pos in ("NOUN", "PROPN") else None


INSTRUMENTAL = re.compile(r"([оеё]м|[ыи]м|[оеё]й|ью|[аяыи]ми)$")


def _quoted_name(speech: Speech, cue: Cue, last: int) -> bool:
    """«назвал план «чудом»»: what the tagger does not know within marks, by its ending."""
    inside = (q.first for q in speech.opened(cue.last, last))
    return cue.has("names") and any(INSTRUMENTAL.search(speech.word(i).text.lower()) for i in inside)


def names(speech: Speech) -> Iterator[Utterance]:
    """Посол назвал визит полезным; расценил визит как успех."""
    for cue in speech.cues:
        if not (cue.has("names") or cue.has("as")) or cue.form not in ("finite", "converb"):
            continue
        stop = min(cue.last + 14, speech.sentence(cue.verb).last)
        named = any(_named_so(cue, w) for w in speech.text.words[cue.last : stop])
        if named or _quoted_name(speech, cue, stop):
            weak = cue.is_weak("names") and cue.is_weak("as")
            start = cue.last + (speech.word(cue.last).text.lower() in NAMED)
            start = _object_before(speech, cue) or start
            yield from _content_from(speech, cue, start, "names", speaker_of(speech, cue), weak)


def passives(speech: Speech) -> Iterator[Utterance]:
    """В ходе беседы подчёркнута важность …; было отмечено, что … is a clause of its own."""
    for cue in speech.cues:
        if not cue.has("passive") or cue.form != "passive":
            continue
        start = cue.last
        if that_word(speech, cue) is not None or start >= speech.sentence(cue.verb).last:
            continue
        yield from _content_from(speech, cue, start, "passive", speaker_of(speech, cue))
