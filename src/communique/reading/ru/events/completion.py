"""Roles that a trigger's own slots leave open: filled from the words around it, with the reason (note 53).

The functions are tried in the order of `STEPS`; each fills only roles that are still empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from communique.gazetteer import cities, names, plain
from communique.reading.layers import Entity, Text
from communique.reading.ru.events.candidates import Candidate, Role, fits, sides, without_sources
from communique.reading.ru.events.frames import (
    WHILE,
    People,
    Slot,
    Who,
    case_of,
    coordinated,
    is_outlet,
    is_verb,
    named_at,
    own_slots,
    shared_subject,
)
from communique.reading.ru.events.open_roles import MUTUAL, OBJECT_OWNER, open_roles, roles_for
from communique.reading.ru.events.reach import (
    by_accession,
    by_against,
    by_anti_adjective,
    by_each_other,
    by_place_of_force,
    by_possessive,
    by_scene_verb,
    by_wider_owner,
)
from communique.reading.ru.events.stages import WORD_KINDS, chain, load_stage_words
from communique.reading.ru.events.victims import suffers

DEPTH = 3


def roles_above(candidate: Candidate) -> list[str]:
    """The roles that a subject from another verb may take: doers only, never the one it is done to."""
    if candidate.stage == "proposed" or any(r.who.slot == "subject" for r in candidate.roles):
        return []
    if only_counterparts(candidate):
        return [MUTUAL[candidate.kind]]
    return [role for role in roles_for(candidate, "subject") if role != "recipient"]


def only_counterparts(candidate: Candidate) -> bool:
    """«решила провести встречу с Чили и Перу»: with whom is told, who does it is not."""
    role = MUTUAL.get(candidate.kind)
    met = [r for r in candidate.roles if r.role == role]
    asked = role is not None and role in candidate.rule.roles.get("subject", "").split()
    return asked and sides(candidate.roles) > 1 and all(r.who.slot == "с+ins" for r in met)


def is_somebody_elses(people: People, candidate: Candidate) -> bool:
    """«из-за президента уехали тысячи человек»: the deed has a subject of its own, though no actor."""
    words, deeds = people.text.words, candidate.kind not in WORD_KINDS
    return deeds and any(
        slot.name == "subject"
        and slot.how == "own"
        and slot.word not in candidate.words
        and words[slot.word].pos in ("NOUN", "PROPN")
        and not people.at(slot.word)
        for slot in candidate.frame.slots
    )


def only_tells(people: People, candidate: Candidate, verb: int, passed: list[int]) -> bool:
    """«министр сообщил об отводе войск»: who tells of a deed does not do it; his own plans are his."""
    text, planned = people.text, load_stage_words().governor
    if candidate.kind in WORD_KINDS or text.words[verb].lemma not in TELLING:
        return False
    if candidate.kind == "meeting" and candidate.frame.preposition in THERE:
        return False
    if candidate.kind == "visit" and candidate.frame.preposition in WHILE:
        return False
    # «заявил, что планируется удар»: by whom is not told
    plans = {text.words[at].lemma for at in passed} & planned.keys()
    return all(plan.endswith("ся") for plan in plans)


# «сказал на встрече», «сообщил по итогам переговоров»: he was there.
THERE = WHILE | {"на", "в", "во"}
TELLING = frozenset(
    {"сообщить", "сообщать", "заявить", "заявлять", "рассказать", "рассказывать", "сказать", "отметить",
     "отмечать", "подчеркнуть", "подчеркивать", "писать", "написать", "передавать", "узнать", "уточнить",
     "добавить", "напомнить", "прокомментировать", "комментировать", "говорить", "считать", "утверждать",
     "подтвердить", "пояснить"}
)  # fmt: skip


ATTENDING = frozenset(
    {"участвовать", "участие", "принять", "принимать", "провести", "проводить", "прибыть", "отправиться",
     "приехать", "прилететь", "пригласить", "выступить", "выступать", "присутствовать", "встретиться",
     "обсудить", "договориться", "посетить", "возглавить", "собраться"}
)  # fmt: skip


def is_of_its_own_body(people: People, candidate: Candidate) -> bool:
    """«в преддверии саммита НАТО»: a session of a body, told by somebody who is not said to be there."""
    if candidate.kind != "meeting" or not any(
        r.who.slot == "gen" and r.who.entity.type in ("body", "group") for r in candidate.roles
    ):
        return False
    text, frame = people.text, candidate.frame
    if frame.preposition in THERE - {"в", "во"}:  # «на саммите … взял обязательство»: he was there
        return False
    ups = [*chain(text, frame.word), *([frame.support] if frame.support is not None else [])]
    return not any(text.words[up].lemma in ATTENDING for up in ups)


# Under these a deed of force is only spoken of, suffered or stopped.
SPOKEN_OF = frozenset(
    {"обсудить", "обсуждать", "осудить", "осуждать", "осуждающий", "назвать", "называть", "отрицать",
     "упомянуть", "остановить", "прекратить", "предотвратить", "отразить", "считать", "видеть", "помнить",
     "пережить", "оправдать", "оправдывать", "поддержать", "поддерживать", "признать", "расследовать",
     "ожидать", "ждать"}
)  # fmt: skip


# Kinds whose nouns only tell what somebody else did, where they hang on a preposition or on one another.
OF_OTHERS = frozenset({"assault", "coerce", "mobilize", "sanction", "contract", "retreat", "protest"})
# Who thanks, greets, or warns of a deed has no part in it.
TAKING_A_STAND = frozenset(
    {"поблагодарить", "благодарить", "приветствовать", "поприветствовать", "похвалить", "одобрять",
     "раскритиковать", "критиковать", "предостеречь", "предостерегать", "опасаться", "бояться",
     "возражать", "возразить", "протестовать", "сожалеть", "возмутиться", "поздравить", "поздравлять",
     "отреагировать", "реагировать", "воздерживаться", "воздержаться"}
)  # fmt: skip


def is_force_spoken_of(people: People, candidate: Candidate) -> bool:
    """«возражает из-за вторжения», «обсудили арест»: a noun of force that nobody's verb carries."""
    text, frame = people.text, candidate.frame
    if is_verb(text, frame.word) or frame.support is not None:
        return False
    if candidate.kind in OF_OTHERS | {"appointment"} and stands_under(text, frame.word, TAKING_A_STAND):
        return True
    if candidate.kind not in ("assault", "coerce"):
        return False
    up = text.words[frame.governor].lemma if frame.governor is not None else ""
    decided = up in load_stage_words().governor  # «решение о нападении» is his who took it
    return (frame.preposition is not None and not decided) or up in SPOKEN_OF


def stands_under(text: Text, word: int, verbs: frozenset[str]) -> bool:
    """«поблагодарил за введение санкций»: the first verb above the noun is one of these."""
    verb = next((up for up in chain(text, word) if is_verb(text, up)), None)
    return verb is not None and text.words[verb].lemma in verbs


def by_subject_above(people: People, candidate: Candidate) -> Iterator[Role]:
    """«власти планируют выйти», «заявил о готовности помочь»: the subject of the nearest verb above."""
    tests = (is_of_its_own_body, is_somebody_elses, is_force_spoken_of)
    elsewhere = any(test(people, candidate) for test in tests)
    wanted = [] if elsewhere else roles_above(candidate)
    text, at, passed = people.text, candidate.frame.word, list[int]()
    for _ in range(5 if wanted else 0):
        at = text.words[at].head
        if at < 0 or only_tells(people, candidate, at, passed):
            return
        passed.append(at)
        subjects = [s for s in own_slots(text, at, "above") if s.name == "subject"]
        found = [pair for s in subjects for w in coordinated(text, s.word) for pair in named_at(people, s, w)]
        if found:
            why = f"subject of «{text.words[at].text}»"
            yield from (
                Role(role, Who(e, ref, "subject", "above"), why) for ref, e in found for role in wanted
            )
            return
        if subjects:
            return


def by_nominative_before(people: People, candidate: Candidate) -> Iterator[Role]:
    """The nearest actor in the nominative before the verb, where the tree gives the verb no subject."""
    wanted = [] if is_somebody_elses(people, candidate) else roles_above(candidate)
    text, frame = people.text, candidate.frame
    verb = frame.word if is_verb(text, frame.word) else frame.support
    if not wanted or verb is None or text.words[verb].feats.get("VerbForm") in ("Inf", "Part"):
        return
    first = text.sentences[text.words[verb].sentence].first
    for word in reversed(range(first, verb)):
        if is_verb(text, word) and text.words[word].feats.get("VerbForm") == "Fin":
            return
        found = [pair for w in joined_with(text, word) for pair in people.top.get(w, ())[:1]]
        if found and (case_of(text, word) == "nom" or (word == verb - 1 and is_undeclined(text, word))):
            why = "the nearest actor before the verb"
            yield from (
                Role(role, Who(e, ref, "subject", "above"), why) for ref, e in found for role in wanted
            )
            return


def joined_with(text: Text, word: int) -> Iterator[int]:
    """The word and all of its list, from the first of it on: «Чили, Перу и Куба отказались»."""
    while text.words[word].rel == "conj" and text.words[text.words[word].head].pos in ("NOUN", "PROPN"):
        word = text.words[word].head
    yield from coordinated(text, word)


def is_undeclined(text: Text, word: int) -> bool:
    """«отношения Калу обсуждала с …»: a surname that is the same in all cases."""
    w = text.words[word]
    return w.pos == "PROPN" and w.feats.get("Animacy") == "Anim" and w.text.lower() == w.lemma


def by_speaking_body(people: People, candidate: Candidate) -> Iterator[Role]:
    """«в МИД осудили атаку», «в Баку призвали»: a plural verb without a subject has the body it speaks in."""
    wanted, text = roles_above(candidate), people.text
    word = candidate.frame.word
    feats = text.words[word].feats
    if not wanted or feats.get("Number") != "Plur" or feats.get("VerbForm") != "Fin":
        return
    for slot in candidate.frame.slots:
        for ref, entity in named_at(people, slot, slot.word) if slot.name == "в+loc" else ():
            if entity.type in ("body", "state", "enterprise"):
                why = "the verb has no subject of its own"
                yield from (Role(role, Who(entity, ref, "subject", "own"), why) for role in wanted)


def below(text: Text, word: int, depth: int = DEPTH, *, talks: bool = False) -> Iterator[Slot]:
    """Slots of the words that fill the trigger's slots, nearest first («соглашение → с СНГ»).

    With `talks`, nothing of other talks: «на саммите решат начать переговоры с Чили» is no talk with it.
    """
    level = [word]
    for _ in range(depth):
        level = [at for at in level if not (talks and text.words[at].lemma in OTHER_TALKS)]
        slots = [slot for at in level for slot in own_slots(text, at, "nested")]
        yield from slots
        level = [slot.word for slot in slots if slot.name in CARRYING]


OTHER_TALKS = frozenset({"встреча", "диалог", "консультация", "переговоры", "переговор"})
# Slots through which an owner or a side is still the event's own; «для», «при» lead into other happenings.
CARRYING = frozenset(
    {"gen", "о+loc", "об+loc", "в+loc", "в+acc", "из+gen", "object", "dat", "ins", "на+acc", "за+acc", "acc"}
)


def nested_slots(people: People, candidate: Candidate) -> Iterator[Slot]:
    """Slots of what fills the trigger's slots, and of its infinitive («отказалась поставлять Украине»)."""
    for child in people.text.children[candidate.frame.word]:
        if people.text.words[child].rel == "xcomp" and candidate.kind in WORD_KINDS:
            yield from (s for s in own_slots(people.text, child, "nested") if s.name != "subject")
            # «готова развивать сотрудничество с Кубой»
            yield from (s for s in below(people.text, child) if s.name == "с+ins")
    for slot in candidate.frame.slots:
        if slot.name != "subject" and not people.at(slot.word):
            inner = below(people.text, slot.word, talks=candidate.kind == "meeting")
            yield from (s for s in inner if not suffers(people.text, candidate.kind, s.word))


def by_nested_slot(people: People, candidate: Candidate) -> Iterator[Role]:
    """«денонсировала соглашение с СНГ»: the slot belongs to the object, the role to the event."""
    taken: dict[str, int] = {}
    for slot in nested_slots(people, candidate):
        for role in roles_for(candidate, slot.name):
            if role in MUTUAL.values() and slot.name not in ("с+ins", "между+ins", "с участие"):
                continue
            for word in coordinated(people.text, slot.word):
                for ref, entity in named_at(people, slot, word):
                    if taken.setdefault(role, slot.word) == slot.word and entity.id not in candidate.ids():
                        yield Role(role, Who(entity, ref, slot.name, "nested"))


OWNING = frozenset({"gen", "с+ins", "adj", "в отношение", "между+ins", "против+gen", "на+acc", "к+dat"})


def by_object_owner(people: People, candidate: Candidate) -> Iterator[Role]:
    """«осудил действия Израиля», «поддержал инициативу президента»: whose thing it is."""
    role = OBJECT_OWNER.get(candidate.kind)
    if role is None or role not in open_roles(candidate) or asks_somebody_else(people.text, candidate):
        return
    for slot in nested_slots(people, candidate):
        if slot.name not in OWNING:
            continue
        for word in coordinated(people.text, slot.word):
            for ref, entity in named_at(people, slot, word):
                if entity.id not in candidate.ids():
                    yield Role(role, Who(entity, ref, slot.name, "nested"), "whose it is")


def asks_somebody_else(text: Text, candidate: Candidate) -> bool:
    """«призвал другие страны присоединиться к Чили»: who is asked is told, though no actor of the report."""
    return candidate.kind == "request" and any(
        slot.name == "object" and slot.how == "own" and text.words[slot.word].pos in ("NOUN", "PRON")
        for slot in candidate.frame.slots
    )


HOST_SLOTS = frozenset({"в+acc", "в+loc", "object", "gen"})


def city_roles(candidate: Candidate, slot: str) -> list[str]:
    if candidate.kind == "visit" and slot in HOST_SLOTS and all(r.role != "host" for r in candidate.roles):
        return ["host"]
    return roles_for(candidate, slot)


def by_city(people: People, candidate: Candidate) -> Iterator[Role]:
    """«прибыл в Ереван», «отозвал посла из Еревана»: the state whose city it is, if the report names it."""
    for slot in [*candidate.frame.slots, *nested_slots(people, candidate)]:
        wanted = city_roles(candidate, slot.name)
        state = state_of_city(people, slot.word) if wanted else None
        if state is not None and state.id not in candidate.ids():
            who = Who(state, None, slot.name, "city", slot.word)
            yield from (Role(role, who, "the state whose city it is") for role in wanted)
            return


def state_of_city(people: People, word: int) -> Entity | None:
    printed = people.text.words[word]
    _, entries = names().longest([plain(printed.text)], 0)
    country = next((entry.country for entry in entries if entry.kind == "capital"), None)
    if country is None and printed.pos == "PROPN":
        country = cities().get(printed.lemma)
    return people.state(country) if country else None


LED_BY = ("во", "главе", "с")


def by_head_of_delegation(people: People, candidate: Candidate) -> Iterator[Role]:
    """«делегация во главе с министром»: who leads it takes part with it."""
    words = people.text.words
    for role in candidate.roles:
        if role.role not in ("participant", "visitor") or role.who.reference is None:
            continue
        end = role.who.reference.last
        if tuple(w.text.lower() for w in words[end : end + 3]) == LED_BY and end + 3 < len(words):
            for ref, entity in people.cover.get(end + 3, ())[:1]:
                yield Role(role.role, Who(entity, ref, "во главе с", "nested", end + 3))


def by_proposal(people: People, candidate: Candidate) -> Iterator[Role]:
    """«X предложил Y совершить визит в Z»: X proposes, Y is to come; a call in a speech is its speaker's."""
    if candidate.stage not in ("proposed", "called_for") or candidate.kind in WORD_KINDS:
        return
    text, have = people.text, {r.role for r in candidate.roles}
    for up in [candidate.frame.word, *chain(text, candidate.frame.word)]:
        if text.words[up].lemma not in PROPOSING:
            continue
        for slot in [*own_slots(text, up, "above"), *shared_subject(text, up)]:
            roles = PROPOSAL_ROLES.get((slot.name, candidate.kind)) or PROPOSAL_ROLES.get((slot.name, ""), "")
            why = f"«{text.words[up].text}»"
            for word in coordinated(text, slot.word):
                for ref, entity in named_at(people, slot, word):
                    who = Who(entity, ref, slot.name, "proposal")
                    yield from (
                        Role(role, who, why)
                        for role in roles.split()
                        if role not in have or role in MUTUAL.values()
                    )
        return


PROPOSING = frozenset(
    {
        "предложить",
        "предлагать",
        "пригласить",
        "приглашать",
        "приглашение",
        "предложение",
        "призвать",
        "призывать",
        "инициатива",
    }
)
PROPOSAL_ROLES = {
    ("subject", ""): "proposer",
    ("subject", "activity"): "proposer party",
    ("gen", ""): "proposer",
    ("dat", "visit"): "visitor",
    ("object", "visit"): "visitor",
    ("dat", "meeting"): "participant",
    ("object", "meeting"): "participant",
    ("dat", "agreement"): "party",
    ("dat", "activity"): "party",
    ("object", "activity"): "party",
}


def by_moved_troops(people: People, candidate: Candidate) -> Iterator[Role]:
    """«в регионе разместили миротворцев»: the troops stand for their side, where nobody moves them."""
    if candidate.kind != "mobilize" or "actor" not in open_roles(candidate):
        return
    for word in candidate.words:
        for ref, entity in people.cover.get(word, ())[:1]:
            yield Role("actor", Who(entity, ref, "object", "own", word), "the troops that are moved")


def by_relation(people: People, candidate: Candidate) -> Iterator[Role]:
    """«уверенность, что …сотрудничество между X и Y»: the relation is favoured (note 30)."""
    if candidate.kind != "support" or "recipient" not in open_roles(candidate):
        return
    text = people.text
    for word in range(candidate.frame.word, text.sentences[candidate.sentence].last):
        if text.words[word].text.lower() == "между":
            slot = Slot("между+ins", text.words[word].head, "nested")
            for at in coordinated(text, slot.word):
                for ref, entity in named_at(people, slot, at):
                    yield Role(
                        "recipient", Who(entity, ref, slot.name, "nested"), "the relation between them"
                    )
            return


STEPS: tuple[Callable[[People, Candidate], Iterator[Role]], ...] = (
    by_proposal,
    by_each_other,
    by_possessive,
    by_accession,
    by_speaking_body,
    by_anti_adjective,
    by_subject_above,
    by_nominative_before,
    by_nested_slot,
    by_object_owner,
    by_moved_troops,
    by_relation,
    by_city,
    by_head_of_delegation,
)


# What is only asked for once the candidate stands: these fill roles, they make no events.
LATE_STEPS: tuple[Callable[[People, Candidate], Iterator[Role]], ...] = (
    by_scene_verb,
    by_against,
    by_wider_owner,
    by_place_of_force,
)


def complete(
    people: People,
    candidate: Candidate,
    steps: Sequence[Callable[[People, Candidate], Iterator[Role]]] = STEPS,
) -> Candidate:
    """The candidate with its open roles filled as far as the words around it allow."""
    for step in steps:
        have = {(r.role, r.who.entity.id) for r in candidate.roles}
        new: list[Role] = []
        for role in step(people, candidate):
            if (role.role, role.who.entity.id) not in have and fits(role.role, role.who.entity):
                have.add((role.role, role.who.entity.id))
                new.append(role)
        if new:
            roles = without_sources(people.text, candidate.roles + tuple(new))
            candidate = replace(candidate, roles=roles)
    return candidate


def somebody_else_acts(text: Text, candidate: Candidate) -> bool:
    """«сказал, что соседи осудили атаку»: the act has a subject of its own, though no actor of the report."""
    if "actor" not in candidate.rule.roles.get("subject", ""):
        return False
    return any(
        slot.name == "subject" and slot.how == "own" and text.words[slot.word].pos in ("NOUN", "PROPN")
        for slot in candidate.frame.slots
    )


def in_his_own_words(candidate: Candidate, speaker: Entity) -> Candidate:
    """«Дания поддерживает заявку», – сказал датский министр: the actor is the person who speaks (note 2)."""
    if candidate.kind not in WORD_KINDS or speaker.type != "person":
        return candidate
    return replace(
        candidate,
        roles=tuple(
            Role(r.role, replace(r.who, entity=speaker), "speaks for his state")
            if r.role == "actor"
            and r.who.entity.type == "state"
            and r.who.entity.countries == speaker.countries
            else r
            for r in candidate.roles
        ),
    )


def speak(text: Text, candidate: Candidate, speaker: Entity | None) -> Candidate:
    """A speech act without its actor is the speaker's (note 2), a call without a caller too."""
    if speaker is None or is_outlet(speaker):
        return candidate
    candidate = in_his_own_words(candidate, speaker)
    role: str | None = None
    if candidate.kind in WORD_KINDS:
        role = None if somebody_else_acts(text, candidate) else "actor"
    else:
        role = "proposer" if candidate.stage in ("called_for", "proposed") else None
    if role is None or any(r.role == role for r in candidate.roles):
        return candidate
    one = Role(role, Who(speaker, None, "speaker", "speaker"), "the speaker of the statement")
    return replace(candidate, roles=(*candidate.roles, one))
