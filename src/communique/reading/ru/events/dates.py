"""When an event is: which of the times told around it is its own, or the reason for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.reading.layers import Text, TimeExpression
from communique.reading.ru.dateline import anchor
from communique.reading.ru.events.candidates import Candidate, ids_in
from communique.reading.ru.events.details import Setting
from communique.reading.ru.events.merge import Happening, add_roles
from communique.reading.ru.events.others_times import (
    above,
    gap,
    is_of_another_clause,
    is_of_another_deed,
    is_of_its_decision,
    is_of_its_signing,
    is_planned_for,
    set_in,
)
from communique.reading.ru.events.resumed import (
    is_of_days,
    resumed_when,
    saying,
    top_of,
    verb_of,
)
from communique.reading.ru.events.spoken import spoken_when
from communique.reading.ru.events.stages import AHEAD, WEAK, WORD_KINDS
from communique.reading.ru.tense import is_finite
from communique.reading.ru.wordlists import load_table
from communique.records.reading import CitedWhen
from communique.records.when import When

EARLIER = "before the day of publication"
SINCE_THEN = "since_then"
SCENES = frozenset(
    {"встреча", "переговоры", "переговор", "беседа", "визит", "поездка", "саммит", "заседание", "разговор",
     "мероприятие", "консультация", "форум", "конференция"}
)  # fmt: skip


def is_set_in_a_scene(setting: Setting, happening: Happening) -> bool:
    """«в ходе беседы выразил поддержку», «по итогам переговоров подпишут»: it has the time of the scene."""
    text = setting.text
    for candidate in happening.candidates:
        verb = candidate.frame.support if candidate.frame.support is not None else candidate.frame.word
        for at in (verb, text.words[verb].head):
            for child in text.children[at] if at >= 0 else ():
                if child in candidate.words:
                    continue
                if any(text.words[scene].lemma in SCENES for scene in set_in(text, child)):
                    return True
    return False


Told = Sequence[tuple[Happening, CitedWhen | None]]
# «на встрече говорил о вторжении»: no meeting is the scene of these.
OF_FORCE = frozenset({"assault", "coerce", "mobilize", "protest"})


def scene_when(setting: Setting, happening: Happening, told: Told) -> CitedWhen | None:
    """The time of the last meeting or visit told before."""
    if happening.kind in OF_FORCE or not is_set_in_a_scene(setting, happening):
        return None
    for other, when in reversed(told):
        if other.kind in ("meeting", "visit") and when is not None and is_of_days(when.value):
            fits = (other.stage == "planned") == (happening.stage == "planned")
            return CitedWhen(when.value, (), "the time of the meeting it is set in") if fits else None
    return None


SCENE_KINDS = frozenset({"meeting", "visit"})
NEAR_SENTENCES = 2


def visit_when(setting: Setting, happening: Happening, told: Told) -> CitedWhen | None:
    """«10 мая прилетел в Осло. … Премьер встретился с королём»: of the time of the visit told just before."""
    if happening.kind not in SCENE_KINDS or happening.stage in ("proposed", "called_for"):
        return None
    if is_told_of_earlier(setting, happening):
        return None
    first = happening.candidates[0].sentence
    for other, when in reversed(told):
        near = first - other.candidates[-1].sentence <= NEAR_SENTENCES
        if when is None or other.kind not in SCENE_KINDS or not near or ".." in str(when.value):
            continue
        if happening.ids() & other.ids() and are_of_one_time(setting, happening, other, when.value):
            return CitedWhen(when.value, (), "the time of the meeting or visit told before")
    return None


def are_of_one_time(setting: Setting, happening: Happening, scene: Happening, when: When) -> bool:
    """Both are over or both to come; «21-23 мая гостит в Осло, где встретится с королём»: the visit that goes
    on holds both."""
    if scene.stage == "under_way" and happening.stage == "planned":
        now = setting.published
        return bool(now and now.latest and when.latest and when.latest >= now.latest)
    return (scene.stage == "planned") == (happening.stage == "planned")


def is_told_of_earlier(setting: Setting, happening: Happening) -> bool:
    """«недавнего визита», «ранее встретились»: it is of another time than what is told around it."""
    return any(
        t.inferred == EARLIER and on_the_way(setting.text, t, c)
        for c in happening.candidates
        for t in setting.times
    )


def is_told_by_a_verb(happening: Happening) -> bool:
    """«встретились», «прошли переговоры»; «переговоры» alone may be those of any day."""
    return any(c.stage_why not in WEAK for c in happening.candidates)


def is_told_by_an_attribute(text: Text, happening: Happening) -> bool:
    """«решила вернуть задержанные корабли»: told of a thing in passing."""
    return all(text.words[c.frame.word].rel in ("acl", "amod") for c in happening.candidates)


def earlier_when(setting: Setting, happening: Happening) -> CitedWhen | None:
    """«Ранее Осло ввёл санкции», «проходивших на днях переговоров»: some time before; «ранее введённые»
    dates only its own words."""
    if happening.stage != "done" or happening.kind in WORD_KINDS:
        return None
    first = happening.candidates[0].sentence
    for candidate in happening.candidates:
        sentence = setting.text.sentences[candidate.sentence]
        for time in (t for t in setting.times if sentence.first <= t.first < sentence.last):
            anew = candidate.sentence != first and time.rule != "until_now"  # no older for being told again
            if time.inferred == EARLIER and not anew and is_earlier_by(setting.text, time, candidate):
                return CitedWhen(time.value, (time.span,), EARLIER) if time.value else None
    return None


def is_earlier_by(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """The word hangs on the finite verb that tells the happening, or on a participle of its noun."""
    head = text.words[top_of(text, time)].head
    if head < 0:
        return False
    verb = text.words[head]
    if not is_finite(verb):
        told_of = verb.head in (candidate.frame.word, candidate.frame.support)
        return verb.feats.get("VerbForm") == "Part" and told_of and time.rule in LATELY
    for at in above(text, candidate.frame.word):
        if at == head:
            return True
        if text.words[at].rel in BESIDE_A_VERB:
            return False
    return False


BESIDE_A_VERB = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "csubj"})
LATELY = frozenset({"these_days", "before_published"})


def goes_on(text: Text, sentence: int) -> bool:
    """«Он также призвал», «Кроме того, …», «В ходе беседы …»: it goes on with what stands before."""
    here = text.sentences[sentence]
    words = [w.text.lower() for w in text.words[here.first : here.last] if w.text[:1].isalpha()][:3]
    return any(" ".join(words[:n]) in openers() for n in (1, 2, 3))


@cache
def openers() -> frozenset[str]:
    return frozenset(load_table("openers.toml")["words"])


def time_before(setting: Setting, happening: Happening) -> CitedWhen | None:
    """«5 мая министр приехал в Осло. Там он встретился с королём»: the day named in the sentence before."""
    first = happening.candidates[0].sentence
    met = happening.kind in SCENE_KINDS and happening.stage != "under_way"
    same_scene = met and is_told_by_a_verb(happening)
    if first == 0 or not (same_scene or (happening.stage == "done" and goes_on(setting.text, first))):
        return None
    if is_told_of_earlier(setting, happening) or is_told_by_an_attribute(setting.text, happening):
        return None
    before = setting.text.sentences[first - 1]
    times = [t for t in setting.times if before.first <= t.first < before.last and t.value is not None]
    if not times or not can_be(setting, times[-1], happening.stage):
        return None
    if not is_of_a_deed(setting.text, times[-1]):
        return None
    value = times[-1].value
    if value is None or not is_of_days(value):
        return None
    return CitedWhen(value, (times[-1].span,), "the day named in the sentence before")


def is_of_a_deed(text: Text, time: TimeExpression) -> bool:
    """It dates what was done, by a clause of its own: no saying («стало известно»), no remark on a thing
    («истекающий 9 мая»), no words told («сказал, что 9 мая …»)."""
    verb = verb_of(text, time)
    if verb is None or not is_finite(text.words[verb]):
        return False
    rels = {text.words[at].rel for at in above(text, verb)}
    said = {text.words[verb].lemma} | {text.words[c].text.lower() for c in text.children[verb]}
    return not rels & {"ccomp", "acl", "acl:relcl", "advcl"} and not said & saying()


def on_the_way(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """The time hangs on the trigger, its verb, or a word within the clause."""
    heads = {text.words[i].head for i in range(time.first, time.last)} | set(range(time.first, time.last))
    return bool(heads & set(candidate.frame.near_words))


def follows_its_noun(text: Text, time: TimeExpression, candidate: Candidate) -> bool:
    """«атаки Перу на Чили 7 мая», however the parser hung the day: nothing but the noun's phrase between."""
    word = candidate.frame.word
    if text.words[word].pos != "NOUN" or not 0 < time.first - word <= PHRASE or not is_of_days(time.value):
        return False
    return all(w.pos in IN_A_PHRASE or w.text in "«»" for w in text.words[word + 1 : time.first])


PHRASE = 7  # words
IN_A_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"})


def times_on_the_way(setting: Setting, candidate: Candidate) -> list[TimeExpression]:
    """Times in the candidate's clause, nearest first."""
    sentence = setting.text.sentences[candidate.sentence]
    here = [
        t
        for t in setting.times
        if t.value is not None and sentence.first <= t.first < sentence.last and t.inferred != EARLIER
        if t.rule != SINCE_THEN or candidate.stage == "under_way"  # what is done since then has no day
    ]
    own = [
        t
        for t in here
        if (
            (on_the_way(setting.text, t, candidate) or follows_its_noun(setting.text, t, candidate))
            and not is_of_another_deed(setting.text, t, candidate)
        )
        or is_of_its_signing(setting.text, t, candidate)
        or is_of_its_decision(setting.text, t, candidate)
    ]
    signing = {t for t in own if is_of_its_signing(setting.text, t, candidate)}
    return sorted(own, key=lambda t: (t not in signing, gap(t, candidate.frame.word)))


def times_of(setting: Setting, candidate: Candidate) -> list[TimeExpression]:
    """Times in the candidate's clause that can be its own at its stage, nearest first."""
    return [t for t in times_on_the_way(setting, candidate) if can_be(setting, t, candidate.stage)]


def can_be(setting: Setting, time: TimeExpression, stage: str) -> bool:
    """What is done is not dated after the day of publication, what is to come not before it."""
    now, value = setting.published, time.value
    if now is None or value is None or now.earliest is None or now.latest is None:
        return True
    if stage == "done":
        return value.earliest is None or value.earliest <= now.latest
    if stage in AHEAD and not is_planned_for(setting.text, time):
        return value.latest is None or value.latest >= now.earliest
    return True


def planned_by_its_time(setting: Setting, happening: Happening) -> Happening:
    """«ждут саммита в декабре»: a bare noun dated after the day of publication names what is planned."""
    now = setting.published
    if now is None or now.latest is None or happening.kind in WORD_KINDS:
        return happening
    if any(c.stage_why not in WEAK or c.stage != "done" for c in happening.candidates):
        return happening
    for candidate in happening.candidates:
        for time in times_on_the_way(setting, candidate)[:1]:
            if time.value and time.value.earliest is not None and time.value.earliest > now.latest:
                later = tuple(
                    replace(c, stage="planned", stage_why="dated after the day of publication")
                    for c in happening.candidates
                )
                return replace(happening, candidates=later)
    return happening


def parted_by_days(setting: Setting, happening: Happening) -> tuple[Happening, ...]:
    """«Чили нанесла удар 9 мая. 2 мая Чили обстреляла Перу», «встреча прошла в мае, … встретились в июле»:
    deeds of two days, months or years are two, though of one kind and the same sides."""
    if happening.kind in WORD_KINDS or len(happening.candidates) < 2:
        return (happening,)
    days = [day_of(setting, candidate) for candidate in happening.candidates]
    first = next((day for day in days if day is not None), None)
    if first is None:
        return (happening,)
    other = tuple(
        c
        for c, day in zip(happening.candidates, days, strict=True)
        if day is not None and are_apart(first, day)
    )
    if not other:
        return (happening,)
    rest = tuple(c for c in happening.candidates if c not in other)
    own = add_roles((), [role for c in other for role in c.roles])
    whole = happening.ids() <= ids_in(own, ())
    apart = Happening(other, own if whole else happening.roles)
    return replace(happening, candidates=rest), *parted_by_days(setting, apart)


def day_of(setting: Setting, candidate: Candidate) -> When | None:
    """The day, or month or year, that a candidate's clause prints for it; none for an attribute
    («согласованный 9 мая»)."""
    if setting.text.words[candidate.frame.word].rel in ("amod", "acl") and candidate.frame.support is None:
        return None
    times = [t.value for t in times_of(setting, candidate)[:1]]
    return times[0] if times else None


def are_apart(one: When, other: When) -> bool:
    return is_before(one, other) or is_before(other, one)


def printed_when(setting: Setting, happening: Happening) -> CitedWhen | None:
    """The most exact time printed with the happening, in order of its citations; a bare noun's the last."""
    firm = [c for c in happening.candidates if c.stage_why not in WEAK]
    found = [t for c in firm for t in times_of(setting, c)[:1]]
    found = found or [t for c in happening.candidates for t in times_of(setting, c)[:1]]
    found = [t for t in found if can_be(setting, t, happening.stage)]
    if not found:
        return None
    best = min(found, key=lambda t: (precision(t.value), found.index(t)))
    return cited(best, happening)


def cited(time: TimeExpression, happening: Happening) -> CitedWhen:
    """«с 1 мая»: what goes on has an open end, what is done or planned has its beginning."""
    assert time.value is not None
    words = str(time.value)
    value = time.value
    if words.endswith("/..") and happening.stage != "under_way":
        value = When.parse(words.removesuffix("/.."))
    return CitedWhen(value, (time.span,), time.inferred)


def precision(value: When | None) -> int:
    """Days that the value leaves open; a value without a year counts by its form alone."""
    if value is None or value.earliest is None or value.latest is None:
        return 10_000 if value is None or ".." in str(value) else 3
    return (value.latest - value.earliest).days


def is_told_at_the_head(setting: Setting, happening: Happening) -> bool:
    """Some citation stands in the title or the lead."""
    sections = {setting.text.sentences[c.sentence].section for c in happening.candidates}
    return bool(sections & {"title", "lead"})


def is_told_of_another_day(setting: Setting, happening: Happening, day: When) -> bool:
    """«Накануне газета сообщила, что X поддержал Y»: its sentences name times before that of the head."""
    for candidate in happening.candidates:
        first = setting.text.sentences[candidate.sentence].first
        before = [t for t in setting.times if first <= t.first < candidate.frame.word]
        if not any(t.rule in COUNTED_BACK and is_before(t.value, day) for t in before):
            return False
    return True


COUNTED_BACK = frozenset({"day_before", "relative_day", "weekday", "week"})


def is_before(value: When | None, day: When) -> bool:
    return bool(value and value.latest and day.earliest and value.latest < day.earliest)


def dated_head(setting: Setting, happening: Happening) -> CitedWhen | None:
    """What a report tells under a dated head as done happened on the day of the head (note 45)."""
    if not setting.dateline or happening.stage not in ("done", "under_way"):
        return None
    day, printed = anchor(setting.published, setting.dateline)
    dated = When.of_date(day) if day else printed
    if dated is None or is_told_of_another_day(setting, happening, dated):
        return None
    if happening.kind in WORD_KINDS or is_told_at_the_head(setting, happening):
        return CitedWhen(dated, (), "dateline")
    return None


def verb_told(text: Text, time: TimeExpression, candidate: Candidate) -> int | None:
    """«9 апреля сообщила, что подписала соглашение»: «подписала», where the day is that of the words told."""
    chain, its = above(text, candidate.frame.word), above(text, top_of(text, time))
    for at in chain:
        head = text.words[at].head
        if text.words[at].rel == "ccomp" and head in its and text.words[head].feats.get("Tense") == "Past":
            return at
    return None


def told_by(setting: Setting, time: TimeExpression, candidate: Candidate, verb: int) -> CitedWhen | None:
    """What is told on a day as done was done by then, «объявила, что высылает» on that day; of what goes on
    or is to come the day says nothing (codebook, note 41), nor of what a noun names in passing («заявила, что
    по соглашению …»)."""
    if candidate.stage != "done" or candidate.stage_why in WEAK:
        return None
    if setting.text.words[verb].feats.get("Tense") == "Past":
        return CitedWhen(When.interval(None, time.value), (time.span,), "told on that day")
    return CitedWhen(time.value, (time.span,), time.inferred) if time.value else None


def only_time_of_sentence(setting: Setting, happening: Happening) -> CitedWhen | None:
    """«4 марта проведёт переговоры с X, который посетит Россию»: one time for all the sentence tells."""
    for candidate in happening.candidates:
        sentence = setting.text.sentences[candidate.sentence]
        here = [t for t in setting.times if sentence.first <= t.first < sentence.last and t.value is not None]
        if (
            len(here) != 1
            or here[0].rule == SINCE_THEN
            or ".." in str(here[0].value)
            or not can_be(setting, here[0], happening.stage)
        ):
            continue
        if is_of_another_clause(setting.text, here[0], candidate):
            continue
        if is_of_another_deed(setting.text, here[0], candidate):
            continue
        verb = verb_told(setting.text, here[0], candidate)
        if verb is not None and candidate.kind not in WORD_KINDS:
            return told_by(setting, here[0], candidate, verb)
        return cited(here[0], happening)
    return None


def when_of(setting: Setting, happening: Happening, told: Told = ()) -> CitedWhen | None:
    """`told` are the happenings before this one with their times."""
    return (
        printed_when(setting, happening)
        or scene_when(setting, happening, told)
        or dated_head(setting, happening)
        or only_time_of_sentence(setting, happening)
        or earlier_when(setting, happening)
        or visit_when(setting, happening, told)
        or time_before(setting, happening)
        or resumed_when(setting, happening)
        or spoken_when(setting, happening)
    )
