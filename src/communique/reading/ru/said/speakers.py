"""Which word names the one who speaks: the subject of a verb of speech, the author of a document."""

from __future__ import annotations

from communique.reading.layers import Word
from communique.reading.ru.said.speech import PREVIOUS, SOURCE, Speech, children_of, document_of, in_quote
from communique.reading.ru.said.verbs import Cue

SUBJECT = ("nsubj", "nsubj:pass")
SHARING = ("conj", "advcl", "xcomp", "parataxis", "ccomp")
"""Relations in which a verb may share the subject of the verb above it."""
CLIMB = 4
NEAR, FAR = 4, 14
"""Words after a verb within which its subject must begin, and a human one («отверг решение суда посол …»)."""


def subject_of(speech: Speech, verb: int) -> int | None:
    """The word that does the verb: its own subject, or that of a verb it hangs on and agrees with."""
    at = verb
    for _ in range(CLIMB):
        word = speech.word(at)
        own = [c for c in children_of(speech, at, *SUBJECT) if speech.word(c).feats.get("Case") != "Acc"]
        relative = bool(own) and speech.word(own[0]).lemma == "который"
        if own and not relative and (at == verb or _agrees(speech.word(verb), speech.word(own[0]))):
            return own[0]
        if word.head < 0 or (own and at == verb and not relative):
            return None
        if relative or word.rel in ("acl:relcl", "acl", "amod"):
            if _in_which(speech, at):
                return _doer_of(speech, word.head)
            return word.head if at == verb or speech.word(word.head).pos != "PRON" else None
        if word.rel not in SHARING or speech.word(word.head).pos not in ("VERB", "AUX", "ADJ"):
            return None
        if word.rel == "parataxis" and _stands_apart(speech, verb, word.head):
            return None
        at = word.head
    return None


def _stands_apart(speech: Speech, verb: int, above: int) -> bool:
    """«…, — заявили в порту», «Как отмечают в порту, …»: the verb above belongs to what is said."""
    quote = in_quote(speech, above)
    if quote is not None and not quote.holds(verb):
        return True
    return verb > 0 and speech.word(verb - 1).text.lower() == "как"


def _in_which(speech: Speech, verb: int) -> bool:
    """«выпустил ноту, в которой обвинил …»: the clause tells where something is said, not who says it."""
    words = speech.text.words
    first = speech.sentence(verb).first
    comma = next((i for i in range(verb - 1, first, -1) if words[i].text == ","), None)
    return (
        comma is not None
        and words[comma + 1].lemma in ("в", "где")
        and any(w.lemma in ("который", "где") for w in words[comma + 1 : comma + 3])
    )


def _doer_of(speech: Speech, noun: int) -> int | None:
    """The subject of the verb that a document is the object of."""
    above = speech.word(noun).head
    own = children_of(speech, above, *SUBJECT) if above >= 0 else []
    return own[0] if own and own[0] != noun else None


def _in_body(speech: Speech, verb: int) -> int | None:
    """«В министерстве заявили»: the place stands for those who speak there."""
    if speech.word(verb).feats.get("Number") != "Plur":
        return None
    places = [
        c
        for c in children_of(speech, verb, "obl", "nmod")
        if (case := children_of(speech, c, "case"))
        and speech.word(case[0]).lemma in ("в", "на")
        and speech.word(c).feats.get("Case") == "Loc"
    ]
    # «В конце мая в порту заявили»: of several that which stands nearest.
    near = min(places, key=lambda c: abs(c - verb), default=None)
    return _body_before(speech, verb) if near is None else near


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
    """In number and gender, where both show them; «министр заявила» is no fault."""
    person = noun.pos == "NOUN" and noun.feats.get("Animacy") == "Anim"
    for feature in ("Number",) if person else ("Number", "Gender"):
        mine, its = verb.feats.get(feature), noun.feats.get(feature)
        if mine and its and mine != its:
            return False
    return True


def _nearest_nominative(speech: Speech, cue: Cue, after: bool) -> int | None:
    """For what the parser missed: the next nominative after the verb, or the last before it."""
    sentence = speech.sentence(cue.verb)
    later = range(cue.last, min(cue.last + FAR, sentence.last))
    for i in later if after else range(cue.verb - 1, sentence.first - 1, -1):
        word = speech.word(i)
        if after and (word.pos == "VERB" or word.text in ",.:"):
            return None
        named = word.pos in ("NOUN", "PROPN", "PRON") and word.feats.get("Case") == "Nom"
        human = word.feats.get("Animacy") == "Anim" or not after or i < cue.last + NEAR
        if named and human and _agrees(speech.word(cue.verb), word):
            return i
    return None


def speaker_of(speech: Speech, cue: Cue, after: bool = False) -> int | None:
    """Head word of the speaker of a verb of speech; PREVIOUS where the verb has no subject of its own."""
    verb = cue.verb
    if cue.entry.speaker_is_object:
        objects = children_of(speech, verb, "obj")
        if (
            objects and speech.word(objects[0]).lemma in speech.table.own_words
        ):  # «приводит газета слова посла»
            objects = [c for c in children_of(speech, objects[0], "nmod") if c > objects[0]]
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


def _author(speech: Speech, cue: Cue) -> int:
    """«Говорится в сообщении ведомства»: the genitive of the document is its author."""
    document = document_of(speech, cue)
    if document is None:
        return SOURCE
    authors = [c for c in children_of(speech, document, "nmod") if c > document]
    if authors and speech.word(authors[0]).lemma in speech.table.documents:  # «в тексте резолюции партии»
        authors = [c for c in children_of(speech, authors[0], "nmod") if c > authors[0]]
    return authors[0] if authors else SOURCE


def _passive_speaker(speech: Speech, cue: Cue) -> int | None:
    """«С российской стороны отмечена», «лидерами отмечена»: the side or the instrument."""
    if document_of(speech, cue) is not None:
        return _author(speech, cue)
    sentence = speech.sentence(cue.verb)
    back = range(cue.verb - 1, max(sentence.first, cue.verb - 6) - 1, -1)
    near: list[int] = [*back, cue.last, cue.last + 1]
    for i in near:
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
