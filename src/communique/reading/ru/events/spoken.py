"""The day of what is done by being said, told where its speaker is told to speak."""

from __future__ import annotations

from collections.abc import Iterator

from communique.reading.layers import Text, TimeExpression
from communique.reading.ru.events.candidates import countries
from communique.reading.ru.events.details import Setting
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.resumed import days_in, is_over, saying, verb_of, words
from communique.reading.ru.events.stages import WORD_KINDS
from communique.records.reading import CitedWhen

SAID = "the day on which its speaker is told to speak"
REACH = 4  # sentences
BELOW = frozenset({"ccomp", "acl", "acl:relcl", "advcl", "csubj"})
# What stands behind these is of a day of its own.
BACKGROUND = frozenset({"напомним", "напомню", "ранее", "накануне", "прежде", "раньше", "справка"})


def spoken_when(setting: Setting, happening: Happening) -> CitedWhen | None:
    """«Об этом посол заявил в среду. «Мы осуждаем …»»: the day on which the speaker is told to speak."""
    if happening.kind not in WORD_KINDS or happening.stage != "done":
        return None
    for candidate in happening.candidates:
        for time in days_in(setting, candidate.sentence - 1) if candidate.sentence else ():
            if is_of_the_speaker(setting, time, happening):
                return CitedWhen(time.value, (time.span,), SAID) if time.value else None
    return said_in_the_lead(setting, happening) or spoke_before(setting, happening)


def said_in_the_lead(setting: Setting, happening: Happening) -> CitedWhen | None:
    """«Чили осудила Перу», a title, and «…, заявил в среду посол Чили» beneath it: the day of the lead."""
    sections = [s.section for s in setting.text.sentences]
    if sections[happening.candidates[0].sentence] != "title" or "lead" not in sections:
        return None
    for time in days_in(setting, sections.index("lead")):
        if is_of_the_speaker(setting, time, happening, by_state=True):
            return CitedWhen(time.value, (time.span,), SAID) if time.value else None
    return None


def spoke_before(setting: Setting, happening: Happening) -> CitedWhen | None:
    """«Посол 9 мая выступил в парламенте. … Дипломат поблагодарил соседей»: what a speaker says farther on
    is of the day on which he spoke last, unless the report turns to what was before."""
    if any(opens_background(setting.text, c.sentence) for c in happening.candidates):
        return None
    for at in sentences_before(setting.text, happening):
        for time in reversed(days_in(setting, at)):
            if spoke_by_himself(setting, time, happening):
                return CitedWhen(time.value, (time.span,), SAID) if time.value else None
    return None


def sentences_before(text: Text, happening: Happening) -> Iterator[int]:
    """The sentences before the happening, nearest first, as far back as the report keeps to one story."""
    first = happening.candidates[0].sentence
    for at in range(first - 1, max(first - 1 - REACH, -1), -1):
        yield at
        if opens_background(text, at):
            return


def opens_background(text: Text, sentence: int) -> bool:
    here = text.sentences[sentence]
    return any(w.text.lower() in BACKGROUND for w in text.words[here.first : min(here.first + 2, here.last)])


def spoke_by_himself(setting: Setting, time: TimeExpression, happening: Happening) -> bool:
    """The time hangs on a past verb of speech of the actor, in no clause told by others."""
    text = setting.text
    verb = verb_of(text, time)
    if verb is None or text.words[verb].rel in BELOW or text.words[verb].lemma not in saying():
        return False
    return is_of_the_speaker(setting, time, happening)


def is_of_the_speaker(
    setting: Setting, time: TimeExpression, happening: Happening, by_state: bool = False
) -> bool:
    """The time hangs on a past verb of speech whose subject is the actor, or of the actor's state."""
    text = setting.text
    verb = verb_of(text, time)
    if verb is None or text.words[verb].lemma not in words().said or not is_over(text, verb):
        return False
    subjects = [c for c in text.children[verb] if text.words[c].rel == "nsubj"]
    speakers = [entity for c in subjects for _, entity in setting.people.top.get(c, ())]
    if any(entity.id in happening.ids("actor") for entity in speakers):
        return True
    mine = countries([role for role in happening.roles if role.role == "actor"])
    return by_state and any(set(entity.countries) & mine for entity in speakers)
