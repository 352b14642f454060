"""Which word names the one who speaks: the subject of a verb of speech, the author of a document."""

from __future__ import annotations

from communique.reading.layers import Word
from communique.reading.ru.said.speech import (
    DASHES,
    PREVIOUS,
    SOURCE,
    UNTOLD,
    Speech,
    children_of,
    document_of,
    in_quote,
)
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
        if own and not relative and at == verb and not _other_number(speech, verb, own[0]):
            return own[0]
        if own and not relative and at != verb and _agrees(speech.word(verb), speech.word(own[0])):
            return own[0]
        if word.head < 0 or (own and at == verb and not relative):
            return None
        if relative or word.rel in ("acl:relcl", "acl", "amod"):
            if _in_which(speech, at):
                return _doer_of(speech, word.head)
            noun = antecedent(speech, own[0]) if relative else None
            if noun is not None:
                return noun
            return word.head if at == verb or speech.word(word.head).pos != "PRON" else None
        if word.rel not in SHARING or speech.word(word.head).pos not in ("VERB", "AUX", "ADJ"):
            return None
        if _stands_apart(speech, verb, word.head):
            return None
        at = word.head
    return None


def _other_number(speech: Speech, verb: int, noun: int) -> bool:
    """«эксперты, споря с послом, заявили»: a single human being is no subject of a plural verb."""
    one, other = (speech.word(i).feats.get("Number") for i in (verb, noun))
    human = speech.word(noun).feats.get("Animacy") == "Anim" and speech.word(noun).pos in ("NOUN", "PROPN")
    several = any(speech.word(c).rel in ("conj", "nummod", "nummod:gov") for c in speech.text.children[noun])
    return human and one == "Plur" and other == "Sing" and not several


WHO_REACH = 9
"""Words before «который» within which the one who speaks must stand."""


def antecedent(speech: Speech, which: int) -> int | None:
    """«слова посла Дании, который заявил»: the last human being before «который» that agrees with it."""
    first = speech.sentence(which).first
    number, gender = (speech.word(which).feats.get(key) for key in ("Number", "Gender"))
    for i in range(which - 1, max(first, which - WHO_REACH) - 1, -1):
        word = speech.word(i)
        if word.pos == "VERB" and word.feats.get("VerbForm") == "Fin":
            return None
        human = word.pos == "NOUN" and word.feats.get("Animacy") == "Anim"
        if human and word.feats.get("Number") == number and (number == "Plur" or gender == _gender(word)):
            return i
    return None


def _gender(word: Word) -> str | None:
    return word.feats.get("Gender")


def _stands_apart(speech: Speech, verb: int, above: int) -> bool:
    """«…, — заявили в порту», «Как отмечают в порту, …»: the verb above belongs to what is said."""
    quote = in_quote(speech, above)
    if quote is not None and not quote.holds(verb):
        return True
    if verb > 1 and speech.word(verb - 1).text in DASHES and above < verb - 1:
        return speech.word(verb - 2).pos == "PUNCT"
    if speech.word(verb).rel == "parataxis" and verb and speech.word(verb - 1).text == "," and above < verb:
        after = speech.word(verb + 1) if verb + 1 < len(speech.text.words) else None
        return after is not None and after.pos in ("NOUN", "PROPN", "PRON")  # «…, сказала Лозич»
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


THERE = frozenset({"там", "тут", "здесь"})


def _in_body(speech: Speech, verb: int) -> int | None:
    """«В министерстве заявили», «Там добавили»: the place stands for those who speak there."""
    if speech.word(verb).feats.get("Number") != "Plur":
        return None
    beside = [i for i in (verb + 1, verb - 1, verb - 2) if 0 <= i < len(speech.text.words)]
    there = next((i for i in beside if speech.word(i).text.lower() in THERE), None)
    if there is not None and speech.word(there).sentence == speech.word(verb).sentence:
        return there
    places = [
        c
        for c in children_of(speech, verb, "obl", "nmod")
        if (case := children_of(speech, c, "case"))
        and speech.word(case[0]).lemma in ("в", "на")
        and speech.word(c).feats.get("Case") == "Loc"
    ]
    before = _body_before(speech, verb)
    places += [before] if before is not None else []
    # «В конце мая в порту заявили»: of several that which stands nearest.
    return min(
        (c for c in places if speech.word(c).lemma not in speech.table.no_places),
        key=lambda c: abs(c - verb),
        default=None,
    )


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
            break
        named = word.pos in ("NOUN", "PROPN", "PRON") and word.feats.get("Case") == "Nom"
        human = word.feats.get("Animacy") == "Anim" or not after or i < cue.last + NEAR
        if named and human and _agrees(speech.word(cue.verb), word):
            return i
    at = cue.last if after else cue.verb - 1
    beside = speech.word(at) if sentence.first <= at < sentence.last else None
    if beside is not None and beside.pos == "PROPN" and beside.feats.get("Animacy") == "Anim":
        return at  # a name that the tagger takes for another case («сказала Лозич»)
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
        objects = [c for c in objects if speech.word(c).feats.get("Animacy") != "Inan"] or objects[:1]
        quoted = _quoted_human(speech, cue) if not objects or not _is_human(speech.word(objects[0])) else None
        return next(iter([quoted] if quoted is not None else objects), PREVIOUS)
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
    if found is None:
        return PREVIOUS if cue.form != "finite" or document_of(speech, cue) is None else _author(speech, cue)
    referred = _referred_to(speech, cue) if speech.word(cue.verb).lemma in speech.table.tails else None
    return _owner(speech, found) if referred is None else referred


def _referred_to(speech: Speech, cue: Cue) -> int | None:
    """«пишет «Берег» со ссылкой на дипломатов», «… на заявление министра»: the human beings it goes by."""
    sentence = speech.sentence(cue.verb)
    for i in range(max(sentence.first, cue.verb - FAR), min(cue.verb + FAR, sentence.last - 2)):
        if speech.word(i).lemma == "ссылка" and speech.word(i + 1).text.lower() == "на":
            for j in range(i + 2, min(i + 7, sentence.last)):
                word = speech.word(j)
                if _is_human(word) and word.pos == "NOUN" and word.feats.get("Case") in ("Acc", "Gen"):
                    return j
                if word.pos in ("NOUN", "PROPN") and word.lemma not in speech.table.owned:
                    return None
    return None


def _owner(speech: Speech, subject: int) -> int:
    """«Данные разведки подтвердили», «заявление министерства гласит»: whose words they are."""
    if speech.word(subject).lemma not in speech.table.owned:
        return subject
    return _author_of(speech, subject)


def _is_human(word: Word) -> bool:
    return word.feats.get("Animacy") == "Anim" and word.pos in ("NOUN", "PROPN", "PRON")


def _quoted_human(speech: Speech, cue: Cue) -> int | None:
    """«…, — цитирует «Берег» посла Дании»: the first human being in the accusative behind the verb."""
    for i in range(cue.last, min(cue.last + FAR, speech.sentence(cue.verb).last)):
        human = _is_human(speech.word(i)) or speech.word(i).lemma in ("источник", "собеседник")
        if human and speech.word(i).feats.get("Case") in ("Acc", "Gen"):
            return i
    return None


def _author(speech: Speech, cue: Cue) -> int:
    """«Говорится в сообщении ведомства»: the genitive of the document is its author."""
    if (author := author_of_which(speech, cue)) is not None:
        return author
    document = document_of(speech, cue)
    return UNTOLD if document is None else _author_of(speech, document)


def author_of_which(speech: Speech, cue: Cue) -> int | None:
    """«Министерство опубликовало заявление, в котором говорится»: who issued the document."""
    noun = speech.word(cue.verb).head
    if noun < 0 or speech.word(noun).lemma not in speech.table.documents or not _in_which(speech, cue.verb):
        return None
    authors = _genitives(speech, noun)
    return authors[0] if authors else _doer_of(speech, noun)


def _author_of(speech: Speech, document: int) -> int:
    authors = _genitives(speech, document)
    if authors and speech.word(authors[0]).lemma in speech.table.documents:  # «в тексте резолюции партии»
        authors = _genitives(speech, authors[0])
    if authors:
        return (
            next(iter(_genitives(speech, authors[0])), authors[0])
            if _for_another(speech, authors[0])
            else authors[0]
        )
    earlier = _earlier_author(speech, document)
    return SOURCE if earlier is None else earlier


def _for_another(speech: Speech, noun: int) -> bool:
    """«в сообщении от лица посла»: the noun only stands for him."""
    return speech.word(noun).lemma in ("лицо", "имя")


def _genitives(speech: Speech, noun: int) -> list[int]:
    owners = [c for c in children_of(speech, noun, "nmod") if c > noun]
    return [c for c in owners if speech.word(c).feats.get("Case") in ("Gen", None)]


def _earlier_author(speech: Speech, document: int) -> int | None:
    """Who issued a document told before: «Партия приняла резолюцию … В резолюции говорится»."""
    lemma = speech.word(document).lemma
    if lemma not in speech.table.owned:
        return None
    for i in range(document - 1, -1, -1):
        word = speech.word(i)
        if word.lemma != lemma or speech.sentence(i).section == "title":
            continue
        if authors := _genitives(speech, i):
            return authors[0]
        if word.rel in ("obj", "iobj") and word.head >= 0 and word.feats.get("Case") == "Acc":
            doer = children_of(speech, word.head, *SUBJECT)
            if doer and speech.word(word.head).lemma in speech.table.issuing:
                return doer[0]
    return None


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
