"""A small register made by hand, for the tests of queries, faces and verbs: three invented relations between
Kyrgyzstan, Serbia and Mongolia, with every kind of record, and with texts that attack whoever shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from communique.records.reading import (
    Actor,
    Cited,
    CitedWhen,
    Decision,
    Event,
    Filler,
    Mention,
    Office,
    Plover,
    Reading,
    Statement,
)
from communique.records.register import (
    Citation,
    Commitment,
    Correction,
    Derived,
    Entity,
    Happening,
    Member,
    Merge,
    Name,
    Reprint,
    Step,
    Term,
    Variant,
)
from communique.records.report import Report
from communique.records.span import Span
from communique.records.when import When
from communique.register.keys import report_key
from communique.register.memory import Memory
from communique.register.seen import seen
from communique.register.select import by_time

TODAY = date(2026, 1, 15)

MET = (
    "Министр обороны Кыргызстана Асан Токтосунов принял в Бишкеке главу делегации Сербии Милоша Йовича.\n"
    "М. Йович пригласил А. Токтосунова посетить Белград осенью 2024 года.\n"
    "«Мы довольны Сербией», — отметил министр."
)
REPRINT = MET + "\nПеречень событий дня."
WENT = "Асан Токтосунов побывал в Белграде с рабочим визитом. Гостю показали три завода."
DRILL = (
    "Сербия и Кыргызстан проведут учения в мае 2025 года.\n"
    "=СУММ(A1) — так назвали тему.\n" + "Прочее к делу не относится. " * 150
)
TARIFF = (
    "<script>alert('Монголия')</script> Монголия введёт пошлины против Сербии.\n"
    + "Глава Монголии сказал: «Длинная речь началась. "
    + "Погода стояла хорошая. " * 40
    + "Сербия нас подвела. Сербы это знают. "
    + "Вот и всё» — так он закончил.\n"
)
FIXED = "Ранее сообщалось ошибочно, что учения пройдут в мае: они намечены на июнь 2025 года."

TEXTS: Mapping[str, tuple[str, str, str | None, str]] = {  # name -> text, day, address, title
    "met": (MET, "2024-03-03", "https://www.aaa.example/1", "Встреча в Бишкеке"),
    "reprint": (REPRINT, "2024-03-04", "https://bbb.example/2", "Перепечатка"),
    "went": (WENT, "2024-10-05", "https://aaa.example/3", "Поездка"),
    "drill": (DRILL, "2024-11-01", "javascript:alert(1)", '-"><img src=x onerror=alert(1)>'),
    "tariff": (TARIFF, "2024-12-01", None, "Пошлины"),
    "fixed": (FIXED, "2024-11-03", "https://aaa.example/4", "Поправка"),
}
ACTORS = {  # local id -> name, type, country, words that mention it
    "a1": ("Асан Токтосунов", "person", "KGZ", ("Асан Токтосунов", "А. Токтосунова")),
    "a2": ("Милош Йович", "person", "SRB", ("Милоша Йовича", "М. Йович")),
    "a3": ("Кыргызстан", "state", "KGZ", ("Кыргызстана", "Кыргызстан")),
    "a4": ("Сербия", "state", "SRB", ("Сербии", "Сербия", "Сербией")),
    "a5": ("Монголия", "state", "MNG", ("Монголия введёт", "Монголии")),
}


def _spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    found = (Span.of(text, text.index(word), text.index(word) + len(word)) for word in words if word in text)
    return tuple(found)


def _actors(text: str) -> tuple[Actor, ...]:
    made = []
    for id, (name, kind, country, words) in ACTORS.items():
        if mentions := _spans(text, words):
            forms = tuple(Mention(span, span, "name", "test") for span in mentions)
            made.append(Actor(id, name, kind, forms, (country,), ("GOV",)))
    return tuple(made)


def _event(
    text: str,
    id: str,
    kind: str,
    stage: str,
    trigger: str,
    roles: Mapping[str, Sequence[str]],
    when: str | None = None,
    mode: str | None = None,
    plover: str | None = None,
    proposer: Sequence[str] = (),
    topic: str | None = None,
) -> Event:
    at = text.index(trigger)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    evidence = Span.of(text, start, len(text) if end < 0 else end)
    return Event(
        id,
        kind,
        stage,
        _spans(text, [trigger]),
        (evidence,),
        Decision("test", confidence=0.9),
        mode=mode,
        roles={role: tuple(map(Filler, ids)) for role, ids in roles.items()},
        proposer=tuple(map(Filler, proposer)),
        when=CitedWhen(When.parse(when), _spans(text, [trigger])) if when else None,
        topic=Cited(topic) if topic else None,
        plover=Plover(plover),
    )


def _events(name: str, text: str) -> tuple[Event, ...]:
    if name in ("met", "reprint"):
        return (
            _event(text, "e1", "meeting", "done", "принял", {"participant": ("a1", "a2")}, "2024-03-03",
                   "in_person", "CONSULT"),
            _event(text, "e2", "visit", "proposed", "пригласил", {"visitor": ("a1",), "host": ("a4",)},
                   "2024-23", "working", "AGREE", ("a2",)),
        )  # fmt: skip
    if name == "went":
        return (_event(text, "e1", "visit", "done", "побывал", {"visitor": ("a1",), "host": ("a4",)},
                       "2024-10", "working", "CONSULT"),)  # fmt: skip
    if name == "drill":
        return (_event(text, "e1", "activity", "planned", "проведут", {"party": ("a3", "a4")}, "2025-05",
                       "exercise", "AGREE", topic="=СУММ(A1)"),)  # fmt: skip
    if name == "tariff":
        return (_event(text, "e1", "sanction", "planned", "введёт", {"actor": ("a5",), "recipient": ("a4",)},
                       None, "embargo", "THREATEN"),)  # fmt: skip
    return ()


def _statements(name: str, text: str) -> tuple[Statement, ...]:
    if name == "met":
        (words,) = _spans(text, ["Мы довольны Сербией"])
        return (Statement("a1", words, "direct", "test", "отметил", _spans(text, ["отметил"])[0]),)
    if name == "tariff":
        start, end = text.index("Длинная речь"), text.index("Вот и всё") + len("Вот и всё")
        return (Statement("a5", Span.of(text, start, end), "direct", "test"),)
    return ()


def readings() -> dict[str, Reading]:
    """By the names of `TEXTS`."""
    made = {}
    for name, (text, day, url, title) in TEXTS.items():
        offices: tuple[Office, ...] = ()
        if name == "met":
            (span,) = _spans(text, ["Министр обороны Кыргызстана"])
            offices = (Office("a1", "министр обороны Кыргызстана", "holds", span, "test", "a3", ("KGZ",)),)
        made[name] = Reading(
            report=Report(name, text, title=title, url=url, published=When.parse(day)),
            reader="communique test",
            published=When.parse(day),
            published_why="metadata",
            actors=_actors(text),
            offices=offices,
            events=_events(name, text),
            statements=_statements(name, text),
        )
    return made


KEYS = {name: report_key(reading.report) for name, reading in readings().items()}


def member(name: str, id: str) -> Member:
    return Member(KEYS[name], id)


def citation(name: str, words: str) -> Citation:
    start = TEXTS[name][0].index(words)
    return Citation(KEYS[name], start, start + len(words))


class SampleRegister(Memory):
    """A view whose derived records are given, not derived."""

    def __init__(self, today: date = TODAY) -> None:
        self.as_of = None
        self.today = today
        self._readings = {KEYS[name]: reading for name, reading in readings().items()}
        self._readings = dict(sorted(self._readings.items()))
        self._seen = {key: seen(reading, key) for key, reading in self._readings.items()}
        self._rulings = ()
        self.derived = derived()
        self._entities = {entity.id: entity for entity in self.derived.entities}
        self._entity_of = {one: entity.id for entity in self.derived.entities for one in entity.members}
        self._happenings = {item.id: item for item in by_time(self.derived.happenings)}
        self._commitments = {item.id: item for item in self.derived.commitments}


IDS = {"a1": "p1", "a2": "p2", "a3": "KGZ", "a4": "SRB", "a5": "MNG"}


def _entities() -> tuple[Entity, ...]:
    made = []
    for local, (name, kind, country, _) in ACTORS.items():
        members = tuple(
            sorted(
                member(report, actor.id)
                for report, reading in readings().items()
                for actor in reading.actors
                if actor.id == local
            )
        )
        names = (Name(name, "cyrl", len(members)), Name("Asan Toktosunov", "latn", 0, "gazetteer"))
        id = IDS[local]
        external = {"wikidata": "Q1"} if id == "p1" else {}
        shown = names[: 2 if id == "p1" else 1]
        made.append(Entity(id, kind, name, shown, members, (country,), ("GOV",), external=external))
    return tuple(sorted(made, key=lambda entity: entity.id))


def _happenings() -> tuple[Happening, ...]:
    reprinted = (KEYS["met"], KEYS["reprint"])
    days = "2024-03-03", "2024-03-04"
    both = ("KGZ", "SRB")
    count = (Variant("1", (member("met", "e1"),)), Variant("2", (member("reprint", "e1"),)))
    return (
        Happening(
            "h1", "meeting", "done", (member("met", "e1"), member("reprint", "e1")), both,
            {"participant": ("p1", "p2")}, mode="in_person", when="2024-03-03", when_printed="XXXX-03-03",
            when_why="the day of publication", first_day="2024-03-03", last_day="2024-03-03", place="Бишкек",
            topic="подготовка кадров", plover="CONSULT", confidence=0.9, variants={"count": count},
            first_reported=days[0], last_reported=days[1], reports=reprinted,
        ),
        Happening(
            "h2", "visit", "proposed", (member("met", "e2"), member("reprint", "e2")), both,
            {"visitor": ("p1",), "host": ("SRB",)}, mode="working", when="2024-23", when_printed="2024-23",
            first_day="2024-09-01", last_day="2024-11-30", proposer=("p2",), plover="AGREE",
            first_reported=days[0], last_reported=days[1], reports=reprinted,
        ),
        Happening(
            "h3", "visit", "done", (member("went", "e1"),), both, {"visitor": ("p1",), "host": ("SRB",)},
            mode="working", when="2024-10", first_day="2024-10-01", last_day="2024-10-31", plover="CONSULT",
            plover_mode="visit", first_reported="2024-10-05", last_reported="2024-10-05",
            reports=(KEYS["went"],), confidence=0.3,
        ),
        Happening(
            "h4", "activity", "planned", (member("drill", "e1"),), both, {"party": ("KGZ", "SRB")},
            mode="exercise", when="2025-05", first_day="2025-05-01", last_day="2025-05-31",
            topic="=СУММ(A1)", plover="AGREE", first_reported="2024-11-01", last_reported="2024-11-01",
            reports=(KEYS["drill"],),
        ),
        Happening(
            "h5", "sanction", "planned", (member("tariff", "e1"),), ("MNG", "SRB"),
            {"actor": ("MNG",), "recipient": ("SRB",)}, mode="embargo", plover="THREATEN",
            first_reported="2024-12-01", last_reported="2024-12-01", reports=(KEYS["tariff"],),
        ),
    )  # fmt: skip


def _commitments() -> tuple[Commitment, ...]:
    step = Step("kept", "2024-10-05", "h3", "a visit of the same sides in the time named", 0.9)
    both = ("KGZ", "SRB")
    return (
        Commitment("c2", "visit", "proposed", "h2", "2024-03-03", both, ("SRB", "p1"), "визит в Белград",
                   "kept", "2024-23", "2024-11-30", "printed", (step,)),
        Commitment("c4", "activity", "planned", "h4", "2024-11-01", both, ("KGZ", "SRB"), "учения", "open",
                   "2025-05", "2025-05-31", "printed"),
        Commitment("c5", "sanction", "planned", "h5", "2024-12-01", ("MNG", "SRB"), ("MNG", "SRB"),
                   "пошлины", "open"),
    )  # fmt: skip


def _terms() -> tuple[Term, ...]:
    cited = (citation("met", "Министр обороны Кыргызстана"),)
    kgz = ("KGZ",)
    return (
        Term("t1", "p1", "министр обороны Кыргызстана", "defence_minister", kgz, None, "2024-03-03",
             "2024-10-05", "2023-01-10", None, True, False, "accepted", cited, external={"wikidata": "Q1"}),
        Term("t2", "p2", "глава делегации", "глава делегации", ("SRB",), None, "2024-03-03", "2024-03-03",
             None, None, False, False, "accepted", (citation("met", "главу делегации"),)),
    )  # fmt: skip


def derived() -> Derived:
    correction = Correction(
        "r1", "correction", citation("fixed", "Ранее сообщалось ошибочно"), "«сообщалось ошибочно»",
        KEYS["drill"], (member("drill", "e1"),),
    )  # fmt: skip
    merge = Merge("actor", member("met", "a1"), member("went", "a1"), True, 0.8, "one name", "rule:same_name")
    return Derived(
        reprints=(Reprint(KEYS["reprint"], KEYS["met"], "near", 0.95, "the same words"),),
        entities=_entities(),
        merges=(merge,),
        terms=_terms(),
        happenings=_happenings(),
        commitments=_commitments(),
        corrections=(correction,),
    )
