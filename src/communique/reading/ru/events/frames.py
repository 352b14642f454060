"""What stands around a trigger: its grammatical slots, and who fills them.

Slots are named by grammar: `subject` (also the agent of a passive), `object` (also the subject of a passive),
a bare case (`gen`, `dat`, `ins`), or preposition and case (`с+ins`, `в+acc`); `adj` holds adjectives of
states («российско-белорусские переговоры»). The relations are Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from communique.gazetteer import adjectives
from communique.reading.layers import Entity, Reference, Text

CLAUSE = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "root"})
PASSIVE_ENDINGS = frozenset({"nsubj:pass", "csubj:pass"})
REACH = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A grammatical place around a trigger. `how` says how it was reached: own, light, shared, antecedent."""

    name: str
    word: int
    how: str


@dataclass(frozen=True, slots=True)
class Who:
    """An entity in a slot with the reference that put it there."""

    entity: Entity
    reference: Reference | None
    slot: str
    how: str
    word: int = -1


@dataclass(frozen=True, slots=True)
class People:
    """Entities by the words their references hang on: `top[word]` are the references headed by it."""

    text: Text
    top: Mapping[int, tuple[tuple[Reference, Entity], ...]]
    cover: Mapping[int, tuple[tuple[Reference, Entity], ...]]
    entities: tuple[Entity, ...]
    by_id: Mapping[str, Entity]

    @classmethod
    def of(cls, text: Text, entities: tuple[Entity, ...]) -> People:
        top: dict[int, list[tuple[Reference, Entity]]] = {}
        cover: dict[int, list[tuple[Reference, Entity]]] = {}
        for entity in entities:
            for ref in entity.references:
                for word in {highest(text, ref), ref.head}:
                    top.setdefault(word, []).append((ref, entity))
                for word in range(ref.first, ref.last):
                    cover.setdefault(word, []).append((ref, entity))
        longest = lambda pair: (-(pair[0].last - pair[0].first), pair[0].first)  # noqa: E731
        return cls(
            text,
            {w: tuple(sorted(refs, key=longest)) for w, refs in top.items()},
            {w: tuple(sorted(refs, key=longest)) for w, refs in cover.items()},
            entities,
            {entity.id: entity for entity in entities},
        )

    def state(self, country: str) -> Entity | None:
        """The report's entity for a state, if it names one."""
        return next((e for e in self.entities if e.type == "state" and e.countries == (country,)), None)

    def at(self, word: int) -> tuple[Reference, Entity] | None:
        """The longest reference headed by the word, if any."""
        found = self.top.get(word)
        if found:
            return found[0]
        outer = [
            pair
            for pair in self.cover.get(word, ())
            if pair[0].name and pair[0].name[0] <= word < pair[0].name[1]
        ]
        return outer[0] if outer else None


def highest(text: Text, ref: Reference) -> int:
    """The word of a reference that is governed from outside it."""
    for i in range(ref.first, ref.last):
        head = text.words[i].head
        if text.words[i].pos != "PUNCT" and not ref.first <= head < ref.last:
            return i
    return ref.head


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger word with the verb that carries it, its slots, and the lemmas near it in its clause."""

    word: int
    support: int | None
    governor: int | None
    preposition: str | None
    slots: tuple[Slot, ...]
    near: frozenset[str]
    near_words: tuple[int, ...] = field(default=())


def preposition(text: Text, word: int) -> str | None:
    """The preposition of a noun by lemma; of a compound one («в ходе», «по итогам») both words («в ход»)."""
    for child in text.children[word]:
        if text.words[child].rel == "case" and child < word:
            fixed = [text.words[c].lemma for c in text.children[child] if text.words[c].rel == "fixed"]
            first = text.words[child].lemma
            return " ".join(["во" if first == "в" and fixed == ["время"] else first, *fixed])
    return None


# «на встрече по итогам саммита»: the tree may hang the happening on the noun of a compound preposition.
SETTING_NOUNS = frozenset({"итог", "результат", "ход", "рамка", "окончание", "завершение"})


def set_in(text: Text, word: int) -> str | None:
    """The compound preposition of a happening that hangs on its noun as a genitive."""
    head = text.words[word].head
    if head < 0 or text.words[word].rel != "nmod" or text.words[head].lemma not in SETTING_NOUNS:
        return None
    first = preposition(text, head)
    return f"{first} {text.words[head].lemma}" if first and " " not in first else None


def case_of(text: Text, word: int) -> str:
    return text.words[word].feats.get("Case", "").lower()


def slot_name(text: Text, word: int, passive: bool) -> str | None:
    """The slot that a dependent fills, by its relation, preposition and case."""
    rel = text.words[word].rel
    if rel in ("nsubj", "csubj"):
        return "subject"
    if rel in ("nsubj:pass", "obj"):
        return "object"
    if rel not in ("obl", "nmod", "iobj", "obl:agent", "xcomp", "conj", "appos", "dep", "parataxis"):
        return None
    case, prep = case_of(text, word), preposition(text, word)
    if prep:
        return f"{prep}+{case}" if case and " " not in prep else prep
    if rel in ("obl", "obl:agent") and case == "ins" and passive:
        return "subject"
    if rel == "nmod" and case == "acc" and text.words[word].feats.get("Animacy") == "Anim":
        return "gen"  # «визит министра»: of people both cases look the same
    return case if rel in ("obl", "nmod", "iobj", "obl:agent") and case else None


def is_passive(text: Text, word: int) -> bool:
    w = text.words[word]
    return w.feats.get("Voice") == "Pass" or any(
        text.words[c].rel in PASSIVE_ENDINGS for c in text.children[word]
    )


# Nouns that only carry the one behind them: «в отношении России», «с участием министра», «со стороны Ирана».
TRANSPARENT = frozenset(
    {"отношение", "адрес", "участие", "посредничество", "сторона", "приглашение", "ход", "глава",
     "председательство", "лицо", "имя", "рамка", "сопровождение", "содействие", "поддержка", "ряд",
     "итог", "время", "состав"}
)  # fmt: skip


WHERE = frozenset({"в+loc", "в+acc", "от+gen", "из+gen", "у+gen", "для+gen"})
TOGETHER = frozenset({"совместно", "вместе", "наряду"})


def own_slots(text: Text, word: int, how: str = "own") -> Iterator[Slot]:
    passive = is_passive(text, word)
    for child in text.children[word]:
        name = slot_name(text, child, passive)
        if name:
            yield Slot(name, antecedent(text, child), how)
        lemma, prep = text.words[child].lemma, preposition(text, child)
        if lemma in TOGETHER:
            yield from own_slots(text, child, how)
        if name and prep and lemma == "сторона":
            yield Slot(f"{prep} сторона", child, how)
        if name and prep and lemma in TRANSPARENT:
            for inner in text.children[child]:
                if slot_name(text, inner, False):
                    yield Slot(f"{prep} {lemma}", antecedent(text, inner), how)


def antecedent(text: Text, word: int) -> int:
    """«посол, который прибыл»: the pronoun stands for the noun its clause hangs on."""
    if text.words[word].lemma != "который" and text.words[word].lemma != "кто":
        return word
    up = word
    for _ in range(6):
        if text.words[up].rel in ("acl:relcl", "acl") and text.words[up].head >= 0:
            return text.words[up].head
        up = text.words[up].head
        if up < 0:
            break
    return word


def is_verb(text: Text, word: int) -> bool:
    return text.words[word].pos in ("VERB", "AUX") or text.words[word].feats.get("VerbForm") is not None


def shared_subject(text: Text, word: int, depth: int = 0) -> Iterator[Slot]:
    """A subject that the verb has from elsewhere: coordination, an infinitive's or participle's governor."""
    w = text.words[word]
    if w.head < 0 or depth > 3:
        return
    form, up = w.feats.get("VerbForm"), w.head
    if w.rel in ("acl", "amod", "acl:relcl") and form == "Part" and not is_verb(text, up):
        yield Slot("object" if w.feats.get("Voice") == "Pass" else "subject", up, "antecedent")
        return
    if w.rel in ("conj", "xcomp", "advcl", "ccomp", "csubj", "parataxis") or form in ("Inf", "Conv"):
        if w.rel in ("advcl", "parataxis") and form not in ("Inf", "Conv"):
            return
        if w.rel == "ccomp" and form == "Fin":
            yield from told_of_oneself(text, word, up)
            return
        slots = tuple(own_slots(text, up, "shared"))
        if form == "Inf" and text.words[up].lemma in INTENTIONS:
            yield from (Slot("subject", s.word, "shared") for s in slots if s.name in ("gen", "subject"))
            return
        if form == "Inf" and text.words[up].lemma in CONTROL_BY_OBJECT:
            yield from (Slot("subject", s.word, "shared") for s in slots if s.name in ("object", "dat"))
            return
        subjects = [s for s in slots if s.name == "subject"]
        yield from subjects or shared_subject(text, up, depth + 1)


def told_of_oneself(text: Text, word: int, up: int) -> Iterator[Slot]:
    """«министр сообщил, что приедет»: a finite verb without subject has that of the verb it tells under."""
    feats = text.words[word].feats
    for slot in own_slots(text, up, "shared"):
        number = text.words[slot.word].feats.get("Number")
        many = number == "Plur" or any(text.words[c].rel == "conj" for c in text.children[slot.word])
        if slot.name == "subject" and (feats.get("Number") == "Plur") == many and feats.get("Person") != "1":
            yield slot


CONTROL_BY_OBJECT = frozenset(
    {"пригласить", "приглашать", "призвать", "призывать", "попросить", "просить", "предложить", "предлагать",
     "поручить", "обязать", "заставить", "вынудить", "позволить", "разрешить", "помочь", "запретить"}
)  # fmt: skip


# Nouns whose genitive is to do what their infinitive says: «решение ЕС ввести санкции», «план Чили …».
# Not those of speech: who has made a demand or a proposal is not who is to act.
INTENTIONS = frozenset(
    {"решение", "намерение", "желание", "готовность", "план", "попытка", "обязательство", "обещание", "отказ",
     "стремление", "способность", "согласие", "нежелание", "неготовность", "возможность", "право", "замысел",
     "обязанность", "неспособность", "постановление"}
)  # fmt: skip


def near_words(text: Text, word: int) -> tuple[int, ...]:
    """Words within three steps of the trigger without leaving its clause."""
    seen, frontier = {word}, [word]
    for _ in range(REACH):
        following: list[int] = []
        for at in frontier:
            w = text.words[at]
            steps = [c for c in text.children[at] if text.words[c].rel not in CLAUSE]
            if w.head >= 0 and w.rel not in CLAUSE:
                steps.append(w.head)
            following += [s for s in steps if s not in seen]
            seen.update(steps)
        frontier = following
    return tuple(sorted(seen))


# «ряд контрактов», «большое количество договоров»: the counted noun is meant, the quantity word carries it.
QUANTITIES = frozenset(
    {
        "ряд",
        "количество",
        "число",
        "множество",
        "серия",
        "пакет",
        "десяток",
        "сотня",
        "большинство",
        "динамика",
        "часть",
    }
)


def carrier(text: Text, word: int) -> int:
    """The word through which a noun stands in its clause: its quantity word if it has one, else itself."""
    at = word
    for _ in range(3):
        up = text.words[at].head
        if up < 0 or (text.words[at].rel != "conj" and text.words[up].lemma not in QUANTITIES):
            return at
        at = up
    return at


def governor_of(text: Text, word: int) -> int | None:
    """The word that a trigger hangs on; coordination and quantity words are stepped over."""
    up = text.words[carrier(text, word)].head
    return up if up >= 0 else None


# «объявлено во время визита»: the verb tells of something else than what it is set in.
WHILE = frozenset(
    {"в ход", "во время", "по итог", "по результат", "после", "перед", "в рамка", "накануне", "по окончание"}
)  # fmt: skip


# «не прибыли на саммит»: the verb tells of somebody's way there.
GOING = frozenset({"прибыть", "прилететь", "приехать", "вылететь", "отправиться", "посетить"})


def support_verb(text: Text, word: int, light: frozenset[str]) -> int | None:
    """The light verb that carries a noun trigger («состоялась встреча», «провёл переговоры»)."""
    up = governor_of(text, word)
    if up is not None and text.words[word].pos == "ADV" and is_verb(text, up):
        return up
    if up is None or text.words[word].pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    if preposition(text, word) in WHILE:
        return None
    if preposition(text, word) == "на" and text.words[up].lemma in GOING:
        return None
    return up if is_verb(text, up) and text.words[up].lemma in light else None


# What a participle or a relative clause may add to the noun it describes.
DESCRIBING = frozenset({"subject", "с+ins", "между+ins", "против+gen", "в отношение", "в рамка"})


def described_slots(text: Text, word: int, light: frozenset[str]) -> list[Slot]:
    """«санкции, введённые Японией», «война, которую ведёт Япония»: who did it is told beside the noun."""
    out: list[Slot] = []
    for child in text.children[word]:
        w = text.words[child]
        passive = w.rel in ("acl", "amod") and w.feats.get("Voice") == "Pass"
        relative = w.rel == "acl:relcl" and w.lemma in light and w.feats.get("Voice") != "Pass"
        if passive or (relative and any(text.words[c].rel == "obj" for c in text.children[child])):
            out += [s for s in own_slots(text, child, "light") if s.name in DESCRIBING and s.word != word]
    return out


def frame_of(text: Text, word: int, light: frozenset[str]) -> Frame:
    support = support_verb(text, word, light)
    slots = list(own_slots(text, word))
    verb = word if is_verb(text, word) else support
    if support is not None:
        carrying = {word, carrier(text, word)}
        slots += [s for s in own_slots(text, support, "light") if s.word not in carrying]
    if verb is not None and not any(s.name == "subject" for s in slots):
        slots += shared_subject(text, verb)
    if text.words[word].pos == "NOUN":
        slots += [Slot("adj", c, "own") for c in text.children[word] if text.words[c].rel == "amod"]
    if text.words[word].pos == "NOUN":
        slots += described_slots(text, word, light)
    near = near_words(text, word)
    return Frame(
        word,
        support,
        governor_of(text, word),
        preposition(text, word) or set_in(text, word),
        tuple(dict.fromkeys(slots)),
        frozenset(text.words[i].lemma for i in near),
        near,
    )


def coordinated(text: Text, word: int) -> Iterator[int]:
    """The word and what is joined to it by «и» or a comma."""
    yield word
    for child in text.children[word]:
        if text.words[child].rel == "conj":
            yield from coordinated(text, child)


def listed(text: Text, slot: Slot) -> Iterator[int]:
    """What is joined in a slot; after «между» also what the tree takes for an apposition."""
    for word in coordinated(text, slot.word):
        yield word
        if slot.name == "между+ins":
            yield from members_of_list(text, word)


def members_of_list(text: Text, word: int, depth: int = 3) -> Iterator[int]:
    for child in text.children[word] if depth else ():
        if text.words[child].rel in ("appos", "flat", "flat:name", "conj"):
            if text.words[child].rel == "appos" and case_of(text, child) == "ins":
                yield child
            if text.words[child].rel == "conj" and depth < 3 and case_of(text, child) == "ins":
                yield child
            yield from members_of_list(text, child, depth - 1)


SIDES = frozenset({"subject", "object", "с+ins", "gen", "dat", "по+dat", "на+acc", "против+gen", "с сторона"})


def by_adjective(people: People, slot: Slot, word: int) -> Iterator[tuple[Reference | None, Entity]]:
    """«белорусско-сербские переговоры», «иранская артиллерия»: the state that an adjective names."""
    adjectives_at = [word] if slot.name == "adj" else []
    if slot.name in WHERE and word not in people.cover:
        yield from owners(people, word)
    if slot.name in SIDES and word not in people.cover:
        adjectives_at = [c for c in people.text.children[word] if people.text.words[c].rel == "amod"]
        yield from owners(people, word)
    for at in adjectives_at:
        for country in countries_of_adjective(people.text.words[at].text):
            state = people.state(country)
            if state is not None:
                yield None, state


def owners(people: People, word: int) -> Iterator[tuple[Reference, Entity]]:
    """«корабли ВМС Индии», «курсанты из Лаоса»: whose they are, where they are no actor of the report."""
    for child in people.text.children[word]:
        name = slot_name(people.text, child, False)
        if name in ("gen", "из+gen"):
            for at in coordinated(people.text, child):
                found = people.at(at)
                if found and found[1].type in ("state", "body"):
                    yield found
                    yield from beside(people, at, found[1])


@lru_cache(8192)
def countries_of_adjective(word: str) -> tuple[str, ...]:
    """«казахско-армянский» gives both, first part by its stem («казахско» as «казахский»)."""
    table = adjectives()
    parts = word.lower().replace("ё", "е").split("-")
    out = [
        table.get(f"{part[:-1]}ий") if i < len(parts) - 1 else table.get(part) for i, part in enumerate(parts)
    ]
    return tuple(code for code in out if code)


def fillers(people: People, frame: Frame) -> tuple[Who, ...]:
    """Every entity that fills a slot of the frame, in order of slots."""
    out: list[Who] = []
    for slot in frame.slots:
        for word in listed(people.text, slot):
            for reference, entity in named_at(people, slot, word):
                if not any(w.entity.id == entity.id and w.slot == slot.name for w in out):
                    out.append(Who(entity, reference, slot.name, slot.how, word))
    return tuple(out)


def named_at(people: People, slot: Slot, word: int) -> list[tuple[Reference | None, Entity]]:
    found = people.at(word)
    if found and is_outlet(found[1]):
        return []
    if not found:
        return list(by_adjective(people, slot, word))
    return [found, *beside(people, word, found[1])]


def beside(people: People, word: int, first: Entity) -> list[tuple[Reference, Entity]]:
    """The further actors that a noun tells with its first one; «лидеры Чили и Перу» tells of both already."""
    told = set(first.countries) if len(first.countries) > 1 else set[str]()
    return [pair for pair in second_bodies(people, word) if not set(pair[1].countries) <= told]


def is_outlet(entity: Entity) -> bool:
    """News outlets tell of events and take no part in them."""
    return entity.type == "enterprise" and set(entity.sectors) == {"MED"}


def second_bodies(people: People, word: int) -> Iterator[tuple[Reference, Entity]]:
    """«правительства Чили и Перу»: the second body is told by its own name word alone (note 25); where no
    body is made of it («власти Чили, Перу и Кубы», «МИД Чили, Перу и Кубы»), by its state. «правительства
    Чили, НАТО и Перу» is a list of sides, whatever its first is called."""
    many = is_many(people.text, word)
    for child in people.text.children[word]:
        if slot_name(people.text, child, False) == "gen":
            further = [people.top.get(at, ()) for at in list(coordinated(people.text, child))[1:]]
            mixed = any(is_organisation(entity) for pairs in further for _, entity in pairs)
            for pairs in further:
                bodies = [pair for pair in pairs if pair[1].type == "body"]
                yield from bodies or [pair for pair in pairs if (many or mixed) and is_one_state(pair[1])]
            yield from second_bodies(people, child)


def is_many(text: Text, word: int) -> bool:
    """A plural, by its verb too («правительства осудили»), an abbreviation that has none («МИД»), or a noun
    of many («руководство»)."""
    w = text.words[word]
    if w.lemma in OF_MANY:
        return True
    verb = text.words[w.head] if w.head >= 0 and w.rel.startswith("nsubj") else w
    return "Plur" in (w.feats.get("Number"), verb.feats.get("Number")) or (
        w.text.isupper() and len(w.text) > 1
    )


OF_MANY = frozenset({"руководство", "командование", "население", "общественность", "элита", "верхушка"})


def is_organisation(entity: Entity) -> bool:
    return entity.type == "body" and entity.countries == ("IGO",)


def is_one_state(entity: Entity) -> bool:
    return entity.type in ("state", "body") and len(entity.countries) == 1
