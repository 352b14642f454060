"""What is said: every example line of `speech.toml`, quotation marks, and spans that hold their words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.layers import Entity, Reference, Text
from communique.reading.ru.said.features import Heard, features
from communique.reading.ru.said.model import load_model
from communique.reading.ru.said.quotations import find_quotations
from communique.reading.ru.said.utterances import find_utterances
from communique.reading.ru.said.verbs import load_rows, load_table
from communique.reading.ru.statements import find_heard, find_statements
from communique.reading.ru.text import analyse
from communique.records.report import Report
from communique.records.span import Span


def read(words: str) -> Text:
    return analyse(Report("x", words), (), None)


def said(words: str) -> list[str]:
    text = read(words)
    return [text.span(found.first, found.last).text for found in find_utterances(text)]


def examples() -> list[str]:
    rows = load_rows()
    own: list[str] = [line for row in rows["verb"] for line in row["yes"] + row["no"]]
    more = ("by_words_yes", "by_words_no", "claims_yes", "claims_no")
    return [*own, *(line for name in more for line in rows[name])]


@pytest.mark.parametrize("line", examples())
def test_example_lines_of_the_table(line: str) -> None:
    assert said(line.replace("[[", "").replace("]]", "")) == re.findall(r"\[\[(.*?)\]\]", line)


def weak_examples() -> list[str]:
    return [line for row in load_rows()["verb"] for line in row.get("weak_yes", ())]


@pytest.mark.parametrize("line", weak_examples())
def test_what_may_have_been_said(line: str) -> None:
    text = read(line.replace("[[", "").replace("]]", ""))
    weak = [text.span(u.first, u.last).text for u in find_utterances(text, weak=True) if u.weak]
    assert weak == re.findall(r"\[\[(.*?)\]\]", line)
    assert [u for u in find_utterances(text) if u.weak] == []


def test_every_group_of_verbs_has_both_kinds_of_examples() -> None:
    rows = [
        (row["lemmas"][0], row["yes"] if row["frames"] else row["weak_yes"], row)
        for row in load_rows()["verb"]
    ]
    assert [lemma for lemma, yes, row in rows if not (yes and row["no"])] == []
    assert [lemma for lemma, _, row in rows if row.get("weak") and not row.get("weak_yes")] == []


def test_no_verb_stands_twice_in_one_frame() -> None:
    doubled = [
        (lemma, frame)
        for lemma, entries in load_table().verbs.items()
        for i, entry in enumerate(entries)
        for other in entries[i + 1 :]
        for frame in sorted(entry.frames & other.frames)
        if entry.with_nouns == other.with_nouns
    ]
    assert doubled == []


CASES = [  # words of a report, what is said in it
    ("Порт открыт.\nПричал А: Суда уже в пути.", ["Суда уже в пути"]),  # one letter that is no initial
    ("«Порт готов, — сказал посол. — Ждём суда».", ["Порт готов, — сказал посол. — Ждём суда"]),
    ("– Порт готов, – сказал мастер. – Ждём суда.", ["Порт готов", "Ждём суда"]),
    ("– Порт готов, – сказал мастер.", ["Порт готов"]),
    ("– порт;\n– мост.", []),
    ("Порт готов. Как передаёт агентство, об этом заявил посол.", ["Порт готов"]),
    ("Порт готов, об этом сообщил посол.", ["Порт готов"]),
    ("Порт готов. Такое мнение высказал посол.", ["Порт готов"]),
    ("Такое мнение у посла было.", []),
    ("Здесь, образно говоря, как дома наш посол.", []),
    ("Договор, согласно которому порт закрыт, истёк.", []),
    ("Посол заявил, что порт готов, и предложил открыть линию.", ["порт готов", "открыть линию"]),
    ("Посол заявил, что порт готов, отметив, что суда уже в пути.", ["порт готов", "суда уже в пути"]),
    ("Посол заявил, что порт готов, передаёт агентство.", ["порт готов"]),
    ("Таким образом, считает посол, договор нужно обновить.", ["договор нужно обновить"]),
    ("Порт готов. Об этом сообщил посол.", ["Порт готов"]),
    ("Посол призвал соседей открыть границу и осудил обстрел.", ["открыть границу"]),
    (
        "Посол сказал: «Порт готов». «Суда из Риеки придут в пятницу».",
        ["Порт готов", "Суда из Риеки придут в пятницу"],
    ),
    ("«Порт готов, -- сказал посол. -- Ждём суда».", ["Порт готов, -- сказал посол. -- Ждём суда"]),
    ("Посол упомянул о пошлинах и согласился с тем, что порт готов.", ["о пошлинах", "порт готов"]),
    ("Напомним, что порт открыт с мая.", []),
    ("Посол рассказал: паром пойдёт в мае.", ["паром пойдёт в мае"]),
    ("Посол рассказал:\n– паром;\n– мост.", []),
    (
        "В порту заявили, что паром задержится, а посол отметил, что груз цел.",
        ["паром задержится", "груз цел"],
    ),
    ("Порт закрыт до осени, заявил посол, выступая в Осло.", ["Порт закрыт до осени"]),
    ("Порт закрыт. Об этом сообщил посол, пишет газета.", ["Порт закрыт"]),
    ("Порт закрыт, заявил посол. Об этом сообщает газета.", ["Порт закрыт"]),
    ("Порт закрыт. Посол назвал это ошибкой рыбаков.", ["ошибкой рыбаков"]),
    ("Посол выразил надежду на скорый мир.", ["надежду на скорый мир"]),
    ("Вчера, согласно новому отчёту завода, порт закрыли.", ["порт закрыли"]),
    ("Посол не сказал, что порт готов.", []),
    ("Со слов посла, порт готов.", ["порт готов"]),
    ("Посол заявил, что порт закрыт (его строили рыбаки с мая).", ["порт закрыт"]),
    ("Посол заявил, что закрыт порт Риека (ПР).", ["закрыт порт Риека (ПР)"]),
    ("Как следует из слов посла, порт готов.", ["порт готов"]),
    ("О том, что порт закрыт, сообщил посол.", ["порт закрыт"]),
    ("На то, что порт закрыт, обратил внимание посол.", ["порт закрыт"]),
    ("О том, что порт закрыт, давно говорилось.", []),
    (
        "Это, отметил посол, «мешает судам, портит сети рыбаков и губит порт весной».",
        ["мешает судам, портит сети рыбаков и губит порт весной"],
    ),
    (
        "Порт давно закрыт и «перестал быть тихим», заявил посол.",
        ["Порт давно закрыт и «перестал быть тихим»"],
    ),
    ("Порт закрыт — по словам посла, груз цел.", ["груз цел"]),
    ("Порт закрыт, но, по словам посла, груз цел.", ["груз цел"]),
    (
        "Посол выразил тревогу из-за обстрела порта, отметив, что суда целы.",
        ["тревогу из-за обстрела порта", "суда целы"],
    ),
    (
        "Посол заверил мэра, что мост поможет порту: «Суда придут весной».",
        ["мост поможет порту", "Суда придут весной"],
    ),
    ("Как подчеркнул посол, порт готов: «Ждём суда весной».", ["порт готов", "Ждём суда весной"]),
    ("Мост открыли, подчеркнул посол и обещал приехать.", ["Мост открыли", "приехать"]),
    ("Посол говорил об этом после того, как мост открыли.", []),
    ("Посол призвал к скорому миру, чтобы суда пришли весной.", ["к скорому миру, чтобы суда пришли весной"]),
    ("Посол спросил мэра, открыт ли порт.", ["открыт ли порт"]),
    (
        "Порт откроют, если мэр подтвердит, что суда целы. Об этом заявил посол.",
        ["Порт откроют, если мэр подтвердит, что суда целы"],
    ),
    ("Газета цитирует мэра, по мнению которого порт закрыт.", ["порт закрыт"]),
    ("Посол продолжает настаивать, что порт закрыт.", ["порт закрыт"]),
    ("Посол назвал план «чудом».", ["план «чудом»"]),
    ("В порту новую линию назвали ошибкой.", ["новую линию назвали ошибкой"]),
    ("Посол выступил «за мир с соседями«. «Суда целы и ждут», — сказал он.", ["Суда целы и ждут"]),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_what_is_said(words: str, expected: list[str]) -> None:
    assert said(words) == expected


MARKS = [  # words, the words inside each pair of marks
    ("Он сказал: «Да, «Заря» придёт».", ["Да, «Заря» придёт", "Заря"]),
    ('Он сказал: "Да" и "нет".', ["Да", "нет"]),
    ("Он сказал: „Да“.", ["Да"]),
    ("Он сказал: «Да.\nПотом ушёл.", ["Да."]),
    ("Он за «мир«, и «да».", ["мир", "да"]),
]


@pytest.mark.parametrize(("words", "inside"), MARKS)
def test_pairs_of_marks(words: str, inside: list[str]) -> None:
    text = read(words)
    assert [text.span(q.first, q.last).text for q in find_quotations(text)] == inside


def entity(text: Text, id: str, words: str, type: str, *more: str) -> Entity:
    """An actor mentioned by the first occurrence of each of the words."""
    refs = []
    for name in (words, *more):
        start = text.text.index(name)
        inside = [w.index for w in text.words if start <= w.start < start + len(name)]
        head = next(i for i in inside if text.words[i].head not in inside)
        span = Span.of(text.text, start, start + len(name))
        form = "pronoun" if text.words[head].pos == "PRON" else "name"
        refs.append(Reference(span, inside[0], inside[-1] + 1, head, type, form, "test"))
    return Entity(id, words, type, tuple(refs))


SPEAKERS = [  # words, the speaker's mention, its type, who is found
    (
        "Министр обороны Асан Токтосунов заявил, что порт готов.",
        "Министр обороны Асан Токтосунов",
        "person",
        "a1",
    ),
    ("Порт готов, сообщила Мария Костич.", "Мария Костич", "person", "a1"),
    ("В Минобороны Сербии заявили, что порт готов.", "Минобороны Сербии", "body", "a1"),
    ("По словам Милоша Йовича, порт готов.", "Милоша Йовича", "person", "a1"),
    ("«Порт готов», — говорится в сообщении Минобороны Сербии.", "Минобороны Сербии", "body", "a1"),
    ("Там же было отмечено, что порт готов.", "порт", "place", None),
    ("«Порт готов», — прокомментировал решение суда посол Милош Йович.", "посол Милош Йович", "person", "a1"),
    ("«Порт готов», — приводит газета слова Милоша Йовича.", "Милоша Йовича", "person", "a1"),
    ("Фонд рыбаков (ФР) в отчёте пишет, что порт готов.", "Фонд рыбаков (ФР)", "body", "a1"),
    ("В конце мая в Минобороны Сербии заявили, что порт готов.", "Минобороны Сербии", "body", "a1"),
    ("Как отмечают в Минобороны Сербии, порт готов.", "Минобороны Сербии", "body", "a1"),
    ("Фонд рыбаков выпустил ноту, в которой заявил, что порт готов.", "Фонд рыбаков", "body", "a1"),
    ("Фонд рыбаков выпустил ноту, в которой говорится, что порт готов.", "Фонд рыбаков", "body", "a1"),
    ("Фонд рыбаков выпустил ноту. В ноте говорится, что порт готов.", "Фонд рыбаков", "body", "a1"),
    ("Данные Минобороны Сербии подтвердили, что порт готов.", "Минобороны Сербии", "body", "a1"),
    ("Газета приводит слова мэра Осло, который заявил, что порт готов.", "мэра Осло", "person", "a1"),
    ("В случае войны в Минобороны Сербии ожидают, что порт готов.", "Минобороны Сербии", "body", "a1"),
    ("«Порт готов», — цитирует «Берег» мэра Осло Анну Лозич.", "мэра Осло Анну Лозич", "person", "a1"),
    ("Как пишет «Берег» со ссылкой на дипломатов, порт готов.", "дипломатов", "group", "a1"),
]


@pytest.mark.parametrize(("words", "mention", "type", "speaker"), SPEAKERS)
def test_who_speaks(words: str, mention: str, type: str, speaker: str | None) -> None:
    text = read(words)
    (found,) = [one for one in find_heard(text, (entity(text, "a1", mention, type),)) if not one.said.weak]
    assert (found.who.id if found.who else None) == speaker
    assert text.span(found.said.first, found.said.last).text.lower() == "порт готов"


def test_a_line_that_only_names_who_speaks() -> None:
    text = read("Анна Лозич ждёт.\n\nМилош Йович: «Порт готов, и суда уже идут».")
    actors = (entity(text, "a1", "Анна Лозич", "person"), entity(text, "a2", "Милош Йович", "person"))
    assert [one.who.id for one in find_heard(text, actors) if one.who] == ["a2"]


def test_model_weighs_what_may_be_a_statement() -> None:
    """Of two candidates of one shape the model keeps the likelier: a named speaker, against nobody."""
    text = read("Посол Милош Йович заявил, что порт готов.")
    (found,) = find_statements(text, (entity(text, "a1", "Посол Милош Йович", "person"),))
    assert (found.speaker, found.content.text) == ("a1", "порт готов")
    (heard,) = find_heard(text, (entity(text, "a1", "Посол Милош Йович", "person"),))
    nobody = Heard(heard.said, None)
    sure = [load_model().confidence(features(text, one, [one])) for one in (heard, nobody)]
    assert 1 > sure[0] > sure[1] > 0


PIECES = st.sampled_from(
    [
        "Посол заявил",
        ", что ",
        "«",
        "»",
        '"',
        " — ",
        "сказал он",
        ". ",
        "\n",
        "порт готов",
        ": ",
        "Об этом",
        " ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_hold_their_words(words: str) -> None:
    text = read(words)
    for found in find_utterances(text):
        span = text.span(found.first, found.last)
        assert words[span.start : span.end] == span.text
