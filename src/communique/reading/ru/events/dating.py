"""Which time a happening has: the times it may have, what each looks like, and the model that chooses.

The rules of `details` propose one time. Beside it stand the day of publication, the times printed in and around
its sentences, the times of what is told beside it, and no time at all. A conditional logit over named features
(`data/models/when.json`, made by `python -m communique.training.when`) says which of them is likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.reading.layers import TimeExpression
from communique.reading.ru.events.details import (
    EARLIER,
    SCENE_KINDS,
    Setting,
    Told,
    can_be,
    cited,
    is_finite,
    is_of_another_clause,
    is_of_the_decision,
    is_set_in_a_scene,
    is_told_by_a_verb,
    on_the_way,
    verb_told,
)
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.stages import WEAK, WORD_KINDS
from communique.reading.ru.regression import load_table
from communique.records.reading import CitedWhen
from communique.records.when import When

BACK, AHEAD = 3, 1  # sentences around a happening whose times it may have
OF_PUBLICATION = "the day of publication"
OF_ANOTHER = "the time of what is told beside it"


@dataclass(slots=True)
class Choice:
    """A time that a happening may have; `when` is None for no time. `features` are names with a weight each."""

    when: CitedWhen | None
    features: set[str] = field(default_factory=set)


def choices(
    setting: Setting, happening: Happening, told: Told, ruled: CitedWhen | None
) -> list[Choice]:
    """The times that a happening may have, no time first; `ruled` is what the rules say."""
    found: dict[str, Choice] = {"": Choice(None)}
    for when, names in sources(setting, happening, told, ruled):
        key = str(when.value) if when else ""
        found.setdefault(key, Choice(when)).features.update(names)
    about = list(setting_names(setting, happening))
    for choice in found.values():
        value = choice.when.value if choice.when else None
        own = {f"exact {exactness(value)}", *fits(setting, happening, value)}
        choice.features |= own
        choice.features |= {f"{name} / {one}" for name in list(choice.features) for one in about}
    return list(found.values())


Source = tuple[CitedWhen | None, list[str]]


def sources(
    setting: Setting, happening: Happening, told: Told, ruled: CitedWhen | None
) -> Iterator[Source]:
    yield ruled, [f"ruled {reason(ruled)}"]
    if ruled is not None:
        yield None, ["none against a rule"]
    if setting.published is not None:
        yield CitedWhen(setting.published, (), OF_PUBLICATION), ["published"]
    yield from printed(setting, happening)
    yield from of_others(setting, happening, told)


def reason(when: CitedWhen | None) -> str:
    if when is None:
        return "none"
    return f"{when.inferred or 'printed'} {bool(when.spans)}"


def printed(setting: Setting, happening: Happening) -> Iterator[Source]:
    """Times in the sentences of the happening and around them."""
    sentences = setting.text.sentences
    for candidate in happening.candidates:
        at = candidate.sentence
        first = sentences[max(0, at - BACK)].first
        last = sentences[min(len(sentences) - 1, at + AHEAD)].last
        here = [t for t in setting.times if first <= t.first < last and t.value is not None]
        inside = [t for t in here if sentences[at].first <= t.first < sentences[at].last]
        for time in here:
            away = setting.text.words[time.first].sentence - at
            names = [f"printed {away}", f"printed {away} {time.rule}"]
            if away == 0:
                names += own_sentence(setting, happening, candidate, time, inside)
            else:
                nearest = [t for t in here if setting.text.words[t.first].sentence - at == away]
                names.append(f"printed {away} last {time is nearest[-1]} of {min(len(nearest), 2)}")
            yield cited(time, happening), names


def own_sentence(setting: Setting, happening: Happening, candidate, time: TimeExpression, inside) -> list[str]:
    text = setting.text
    way = on_the_way(text, time, candidate)
    names = [f"own way {way}", f"own only {len(inside) == 1}", f"own way {way} only {len(inside) == 1}"]
    names.append(f"own clause {not is_of_another_clause(text, time, candidate)}")
    if is_of_the_decision(text, time, candidate):
        names.append("own of the decision")
    if verb_told(text, time, candidate) is not None:
        names.append("own told by then")
    nearest = min(inside, key=lambda t: abs(t.first - candidate.frame.word))
    names.append(f"own nearest {time is nearest}")
    names.append(f"own before {time.first < candidate.frame.word}")
    return names


def of_others(setting: Setting, happening: Happening, told: Told) -> Iterator[Source]:
    """Times of other happenings of the report."""
    here = happening.candidates[0].sentence
    for other, when in told:
        if when is None or other is happening:
            continue
        away = here - other.candidates[-1].sentence
        side = "after" if away < 0 else "before" if away else "beside"
        near = "near" if abs(away) <= 2 else "far"
        group = "scene" if other.kind in SCENE_KINDS else "other"
        shared = bool(happening.ids() & other.ids())
        same = (other.stage == "planned") == (happening.stage == "planned")
        names = [
            f"other {side}", f"other {side} {near} {group}", f"other {group} shared {shared}",
            f"other same {same} {group}", f"other {side} {near} shared {shared} same {same} {group}",
        ]
        if is_set_in_a_scene(setting, happening) and other.kind in SCENE_KINDS:
            names.append("other the scene")
        yield CitedWhen(when.value, (), OF_ANOTHER), names


def group_of(happening: Happening) -> str:
    kind = happening.kind
    return "word" if kind in WORD_KINDS else "scene" if kind in SCENE_KINDS else kind


def setting_names(setting: Setting, happening: Happening) -> Iterator[str]:
    """What a happening looks like, as far as its time may hang on it."""
    text = setting.text
    first = happening.candidates[0]
    section = {text.sentences[c.sentence].section for c in happening.candidates}
    yield f"kind {group_of(happening)}"
    yield f"stage {happening.stage}"
    yield f"section {'head' if section & {'title', 'lead'} else 'body'}"
    yield f"early {min(first.sentence, 4)}"
    yield f"head dated {setting.dateline is not None}"
    yield f"weak {not is_told_by_a_verb(happening)}"
    yield f"stage {happening.stage} {'head' if section & {'title', 'lead'} else 'body'}"


def fits(setting: Setting, happening: Happening, value: When | None) -> Iterator[str]:
    now = setting.published
    if value is None or now is None or now.earliest is None or now.latest is None:
        return
    early, late = value.earliest, value.latest
    if early is not None and early > now.latest:
        yield "after publication"
    elif late is not None and late < now.earliest:
        days = (now.earliest - late).days
        yield f"before publication {'days' if days < 8 else 'weeks' if days < 60 else 'long'}"
    else:
        yield "holds publication"


def exactness(value: When | None) -> str:
    if value is None:
        return "none"
    words = str(value)
    if ".." in words:
        return "open"
    if "/" in words or "{" in words:
        return "interval"
    return {4: "year", 7: "month", 10: "day"}.get(len(words), "other")
