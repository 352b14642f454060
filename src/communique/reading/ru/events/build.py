"""From happenings to the reading's events: spans, fillers, PLOVER codes, and what decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique import codebook
from communique.reading.layers import Text
from communique.reading.ru.events.candidates import Candidate, Role
from communique.reading.ru.events.details import (
    Setting,
    contexts_of,
    count_of,
    instrument_of,
    thing_of,
    topic_of,
    value_of,
)
from communique.reading.ru.events.merge import Happening
from communique.reading.ru.events.stages import WORD_KINDS
from communique.records.reading import (
    Cited,
    CitedWhen,
    Decision,
    Event,
    Filler,
    Office,
    Plover,
    Statement,
)
from communique.records.span import Span


def words_spans(text: Text, words: Sequence[int]) -> list[Span]:
    """Spans over the words, neighbours joined."""
    runs: list[list[int]] = []
    for word in sorted(set(words)):
        if runs and word == runs[-1][-1] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [text.span(run[0], run[-1] + 1) for run in runs]


def trigger_of(text: Text, happening: Happening) -> tuple[Span, ...]:
    spans = {span for c in happening.candidates for span in words_spans(text, c.words)}
    return tuple(sorted(spans))


def evidence_of(text: Text, happening: Happening) -> tuple[Span, ...]:
    sentences = sorted({c.sentence for c in happening.candidates})
    return tuple(Span.of(text.text, text.sentences[i].start, text.sentences[i].end) for i in sentences)


def filler(text: Text, roles: Sequence[Role]) -> Filler:
    """One actor's filler: the words that put it into the role, or the reason where there are none."""
    spans = tuple(sorted({r.who.reference.span for r in roles if r.who.reference is not None}))
    if not spans:
        spans = tuple(sorted({text.span(r.who.word, r.who.word + 1) for r in roles if r.who.word >= 0}))
    why = roles[0].why or (
        f"reached as {roles[0].who.how}" if roles[0].who.how in ("above", "speaker") else None
    )
    return Filler(roles[0].who.entity.id, spans, why if why or spans else "inferred from the sentence")


def fillers_of(text: Text, happening: Happening, role: str) -> tuple[Filler, ...]:
    chosen = happening.ids(role)
    all_roles = [
        r for c in happening.candidates for r in c.roles if r.role == role and r.who.entity.id in chosen
    ]
    all_roles += [r for r in happening.roles if r.role == role and r not in all_roles]
    by_actor: dict[str, list[Role]] = {}
    for one in all_roles:
        by_actor.setdefault(one.who.entity.id, []).append(one)
    return tuple(filler(text, roles) for roles in by_actor.values())


def said_by(setting: Setting, happening: Happening, statements: Sequence[Statement]) -> tuple[Filler, ...]:
    """The speaker whose words hold the trigger; nobody where the report itself tells it too.

    A title tells in short what the body tells, and asserts nothing of its own (codebook, note 10).
    """
    if happening.kind in WORD_KINDS:
        return ()
    out: list[Filler] = []
    for candidate in happening.candidates:
        statement = statement_at(setting.text, candidate, statements)
        if statement is None or statement.speaker is None:
            if setting.text.sentences[candidate.sentence].section == "title":
                continue
            return ()
        if all(f.actor != statement.speaker for f in out):
            out.append(
                Filler(statement.speaker, (statement.verb_span,) if statement.verb_span else (), "speaks")
            )
    return tuple(out)


def statement_at(text: Text, candidate: Candidate, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement that holds the trigger."""
    word = text.words[candidate.frame.word]
    holding = [s for s in statements if s.content.start <= word.start and word.end <= s.content.end]
    return min(holding, key=lambda s: s.content.end - s.content.start, default=None)


def step_of(happening: Happening) -> str | None:
    if happening.kind != "agreement" or happening.stage not in ("done", "under_way"):
        return None
    return next((c.rule.step for c in happening.candidates if c.rule.step), None)


def plover_of(
    setting: Setting, happening: Happening, mode: str | None, step: str | None
) -> tuple[str | None, str | None]:
    addressed = bool(happening.ids("recipient"))
    return codebook.plover(happening.kind, mode, happening.stage, step, addressed=addressed)


def decision_of(
    happening: Happening, confidence: float, fields: Mapping[str, float], rejected: Sequence[str]
) -> Decision:
    why = [f"stage {c.stage}: {c.stage_why}" for c in happening.candidates]
    why += [f"{r.role} {r.who.entity.name}: {r.why or r.who.slot}" for r in happening.roles]
    sure = round(confidence, 3)
    return Decision(happening.lead.rule.name, tuple(dict.fromkeys(why)), tuple(rejected), sure, fields)


def mode_of(happening: Happening) -> tuple[str | None, str | None]:
    """The mode, and the reason where no word names it."""
    if happening.mode in codebook.kinds()[happening.kind].modes:
        return happening.mode, None
    if happening.kind == "meeting" and happening.lead.rule.name in FACE_TO_FACE:
        return "in_person", "neither a call nor a conference is named"
    return None, None


FACE_TO_FACE = frozenset({"meeting.meeting_held", "meeting.met", "meeting.received"})


def body_of(setting: Setting, happening: Happening, offices: Sequence[Office]) -> tuple[Filler, ...]:
    """The body of an appointment, from the office that its person gains or leaves there."""
    if happening.kind != "appointment" or happening.ids("body"):
        return fillers_of(setting.text, happening, "body")
    persons = happening.ids("person")
    told = evidence_of(setting.text, happening)
    return tuple(
        Filler(office.body, (office.span,))
        for office in offices
        if office.person in persons and office.body and any(span.covers(office.span) for span in told)
    )[:1]


def event_of(
    setting: Setting,
    happening: Happening,
    number: int,
    statements: Sequence[Statement],
    offices: Sequence[Office],
    confidence: float,
    fields: Mapping[str, float],
    when: CitedWhen | None,
    place: Cited | None,
    rejected: Sequence[str] = (),
) -> Event:
    text, step = setting.text, step_of(happening)
    mode, mode_why = mode_of(happening)
    topic = topic_of(setting, happening)
    allowed = codebook.kinds()[happening.kind].roles
    roles = {role: fillers_of(text, happening, role) for role in allowed if role != "body"}
    roles["body"] = body_of(setting, happening, offices)
    event, plover_mode = plover_of(setting, happening, mode, step)
    return Event(
        id=f"e{number}",
        kind=happening.kind,
        stage=happening.stage,
        mode=mode,
        step=step,
        trigger=trigger_of(text, happening),
        evidence=evidence_of(text, happening),
        roles={role: roles[role] for role in allowed if roles.get(role)},
        proposer=fillers_of(text, happening, "proposer"),
        when=when,
        place=place,
        topic=topic,
        object=thing_of(setting, happening),
        instrument=instrument_of(setting, happening),
        count=count_of(setting, happening),
        value=value_of(setting, happening),
        said_by=said_by(setting, happening, statements),
        inferred={"mode": mode_why} if mode_why else {},
        plover=Plover(event, plover_mode, contexts_of(setting, happening, topic.spans if topic else ())),
        decision=decision_of(happening, confidence, fields, rejected),
    )
