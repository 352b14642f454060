"""A reading made by hand, with every field filled, for the tests of faces and of the command line."""

from __future__ import annotations

from communique.records.reading import (
    Actor,
    Cited,
    CitedWhen,
    Decision,
    Event,
    Filler,
    Mention,
    Noise,
    Office,
    Plover,
    Reading,
    Statement,
)
from communique.records.report import Dateline, Report
from communique.records.span import Span
from communique.records.when import When

TEXT = (
    "БИШКЕК. 3 марта. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов принял в Бишкеке "
    "Милоша Йовича. «Мы довольны встречей», — отметил он. М. Йович пригласил А. Токтосунова в Белград.\n"
    "Читайте также"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def mention(words: str, form: str = "name", rule: str = "full_name") -> Mention:
    return Mention(span(words), span(words), form, rule)


def sample_reading() -> Reading:
    return Reading(
        report=Report(
            "own-1",
            TEXT,
            title="Встреча в Бишкеке",
            url="https://example.org/1",
            metadata={"path": "own.txt", "encoding": "utf-8", "encoding_why": "decodes as UTF-8"},
        ),
        reader="communique test",
        published=When.parse("XXXX-03-03"),
        published_why="the dateline",
        dateline=Dateline(
            span("БИШКЕК. 3 марта. АГЕНТСТВО"),
            "Бишкек",
            When.parse("XXXX-03-03"),
            "АГЕНТСТВО",
            date_span=span("3 марта"),
        ),
        sources=("a4",),
        noise=(Noise(span("Читайте также"), "read_also"),),
        actors=(
            Actor(
                "a1",
                "Асан Токтосунов",
                "person",
                (
                    mention("Министр обороны Кыргызстана Асан Токтосунов"),
                    mention("он.", "pronoun", "last_subject"),
                    mention("А. Токтосунова"),
                ),
                ("KGZ",),
                ("GOV", "MIL"),
                "a3",
            ),
            Actor(
                "a2", "Милош Йович", "person", (mention("Милоша Йовича"),), inferred={"country": "no words"}
            ),
            Actor("a3", "Кыргызстан", "state", (mention("Кыргызстана"),), ("KGZ",)),
            Actor("a4", "АГЕНТСТВО", "enterprise", (mention("АГЕНТСТВО"),), sector=("MED",)),
        ),
        offices=(
            Office(
                "a1",
                "Министр обороны Кыргызстана",
                "holds",
                span("Министр обороны Кыргызстана"),
                "before_name",
                "a3",
                ("KGZ",),
            ),
        ),
        events=(_meeting(), _visit()),
        statements=(
            Statement("a1", span("Мы довольны встречей"), "direct", "quoted", "отметил", span("отметил")),
        ),
        rejected=(Decision("meeting.noun", ("«встречей»",), ("inside a quotation",), 0.25),),
    )


def _meeting() -> Event:
    return Event(
        "e1",
        "meeting",
        "done",
        (span("принял"),),
        (span("Министр обороны Кыргызстана Асан Токтосунов принял в Бишкеке Милоша Йовича."),),
        Decision("meeting.receive", ("«принял» with a person",), ("visit: nobody travels",), 0.875),
        mode="in_person",
        roles={
            "participant": (Filler("a1", (span("Асан Токтосунов"),)), Filler("a2", (span("Милоша Йовича"),))),
            "host": (Filler("a1", (), "receives"),),
        },
        when=CitedWhen(When.parse("XXXX-03-03"), (span("3 марта"),)),
        place=Cited("Бишкек", (span("в Бишкеке"),)),
        plover=Plover("CONSULT", None, ("military",)),
    )


def _visit() -> Event:
    return Event(
        "e2",
        "visit",
        "proposed",
        (span("пригласил"), span("в Белград")),
        (span("М. Йович пригласил А. Токтосунова в Белград."),),
        Decision("visit.invite"),
        mode="working",
        step="negotiated",
        roles={"visitor": (Filler("a1"),)},
        proposer=(Filler("a2"),),
        topic=Cited("тема", (), "made up"),
        object=Cited("предмет"),
        instrument=Cited("документ"),
        count=Cited("several"),
        value=Cited("2 млрд сомов"),
        said_by=(Filler("a4"),),
        plover=Plover("AGREE", "meet"),
    )
