"""Words, sentences, sections and trees of whole reports. All reports and people are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.reading.layers import Text
from communique.reading.nets import Arcs, Tag
from communique.reading.ru.cleaning import clean
from communique.reading.ru.glue import known
from communique.reading.ru.text import analyse, analyse_many, tree
from communique.records.reading import Noise
from communique.records.report import Dateline, Report
from communique.records.span import Span

PIECES = [
    "Министр",
    " встретился",
    " с послом",
    " Турции",
    ". ",
    "\n",
    "\n\n",
    "сотрудни-\nчества",
    "премьер-\nминистр",
    "пере\u00adговоры",
    "за\u0301мок",
    "и\u0306од",
    "« »",
    "«",
    "»",
    '"',
    "—",
    " - ",
    "А.Д.Орлов",
    " 18:00",
    " 12.07.2023",
    "прошлив столице",
    "Tengri.kzсо ссылкой",
    " ",
    "\u00a0",
    "\u2009",
    "**",
    "* * *",
    "## ",
    "> ",
    "[МИД](https://a.b/c)",
    "🇰🇿",
    "Қазақстан",
    "e\u0301",
    "\ufeff",
    "...",
    "?!",
    "и",
    "В.Орлов: Добрый",
    "МИДом",
    "\r\n",
    "\u2028",
    "н\u0308",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join)


def report(text: str, title: str | None = None) -> Report:
    return Report("own", text, title=title)


def read(
    text: str, noise: tuple[str, ...] = (), dateline: str | None = None, title: str | None = None
) -> Text:
    spans = (Span.of(text, text.index(part), text.index(part) + len(part)) for part in noise)
    line = None
    if dateline is not None:
        line = Dateline(Span.of(text, text.index(dateline), text.index(dateline) + len(dateline)))
    return analyse(report(text, title), tuple(Noise(span, "test") for span in spans), line)


def lines(text: Text) -> list[str]:
    return [" ".join(word.text for word in text.words[s.first : s.last]) for s in text.sentences]


def sections(text: Text) -> list[str]:
    return [sentence.section for sentence in text.sentences]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.data())
def test_any_text_gives_words_in_order_outside_noise(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.lists(st.integers(0, len(text)), max_size=4).map(sorted))
    spans = [Span.of(text, a, b) for a, b in zip(cut[::2], cut[1::2], strict=False) if a < b]
    found = analyse(report(text), [Noise(span, "test") for span in spans], None)
    place = 0
    for word in found.words:
        assert place <= word.start < word.end <= len(text)
        assert _letters(word.text) == _letters(clean(text[word.start : word.end], (), known).text)
        assert not any(span.start < word.end and word.start < span.end for span in spans)
        place = word.end
    check_sentences(found)


def _letters(read: str) -> str:
    """Without hyphens: whether one at a line break stays depends on what is printed around the word."""
    return re.sub(r"[-\u2010\s]", "", read)


def check_sentences(found: Text) -> None:
    assert [word for s in found.sentences for word in range(s.first, s.last)] == list(range(len(found.words)))
    for sentence in found.sentences:
        words = found.words[sentence.first : sentence.last]
        assert [word.rel for word in words].count("root") == 1
        assert all(word.head == -1 or sentence.first <= word.head < sentence.last for word in words)
        assert all(_root(found, word.index) == _root(found, sentence.first) for word in words)
    for name in found.names:
        assert found.words[name.first].sentence == found.words[name.last - 1].sentence
    assert all(found.words[child].head == i for i, below in enumerate(found.children) for child in below)


def _root(text: Text, at: int) -> int:
    for _ in text.words:
        if text.words[at].head < 0:
            return at
        at = text.words[at].head
    raise AssertionError("a circle")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Стороны обсудили сотрудни-\nчество.", "Стороны обсудили сотрудничество ."),
        ("Прибыл премьер-\nминистр.", "Прибыл премьер-министр ."),
        ("Пере\u00adго\u00adво\u00adры начались.", "Переговоры начались ."),
        ("Это за\u0301мок.", "Это замок ."),
        ("Встреча прошлав столице.", "Встреча прошла в столице ."),
        ("Он прибыл в 18:00 по приглашению.", "Он прибыл в 18:00 по приглашению ."),
        ("Посол прибыл,\u00a0сообщает\u2009МИД.", "Посол прибыл , сообщает МИД ."),
        (
            "Об этом **сообщает** [пресс-служба](https://example.org/a) МИД.",
            "Об этом сообщает пресс-служба МИД .",
        ),
        ("Передаёт Novosti24.kzсо ссылкой на МИД.", "Передаёт Novosti 24 . kz со ссылкой на МИД ."),
        ("> Стороны договорились.", "Стороны договорились ."),
        ("В XX веке жил А. Д. Орлов.", "В XX веке жил А . Д . Орлов ."),
    ],
)
def test_words_as_read(text: str, expected: str) -> None:
    assert lines(read(text)) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "Стороны провели переговоры.|Глава делегации остался доволен.",
        "Он назвал СНГ.|Одно из соглашений готово.",
        "«Мы готовы».|Посол уехал.",
        "Он родился в г. Атырау, ул. им. А. Д. Орлова, д. 5. |Теперь живёт в Астане.",
        "Встретил его А.Орлов. |Они поговорили.",
        "Курс вырос на 3,5 тыс. тенге и т. д. |Рынок ждёт.",
        "Подробнее на сайте Новости.Онлайн сегодня.",
        "Встреча прошла в Кремле\n|Фото: пресс-служба",
        "Начало встречи в узком составе |А.Орлов: Уважаемые коллеги! |Добрый день.",
        "Итоги подведены. \n|* * *\n|Посол уехал.",
    ],
)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    starts = [sentence.start for sentence in read(text).sentences]
    expected = [len(part) for part in _prefixes(marked)]
    assert starts == [e for e in expected if not text[e:].startswith("* *")]


def _prefixes(marked: str) -> list[str]:
    parts = marked.split("|")
    return ["".join(parts[:i]) for i in range(len(parts))]


@pytest.mark.parametrize(
    ("text", "noise", "expected"),
    [
        ("Посол встретился ЧИТАЙТЕ ТАКЖЕ с министром.", "ЧИТАЙТЕ ТАКЖЕ", ["Посол встретился с министром ."]),
        ("Посол встретился\n\nРеклама\n\nс министром.", "Реклама", ["Посол встретился с министром ."]),
        ("Принял Олег Орлов Орлов Олег Ильич посол.", "Орлов Олег Ильич посол", ["Принял Олег Орлов ."]),
        ("Посол уехал. Реклама Министр остался.", "Реклама", ["Посол уехал .", "Министр остался ."]),
        ("Посол уехал Реклама Министр остался.", "Реклама", ["Посол уехал", "Министр остался ."]),
    ],
)
def test_noise_is_skipped(text: str, noise: str, expected: list[str]) -> None:
    assert lines(read(text, (noise,))) == expected


def test_sections() -> None:
    text = (
        "Министр принял посла\n\n"
        "АСТАНА, 3 мая. /ВЕСТНИК/ - Министр принял посла Турции. Они говорили час.\n\n"
        "Далее обед."
    )
    found = read(text, dateline="АСТАНА, 3 мая. /ВЕСТНИК/")
    assert sections(found) == ["title", "dateline", "lead", "lead", "body"]
    assert lines(found)[1].startswith("АСТАНА") and lines(found)[2].startswith("Министр принял")


def test_a_first_line_that_ends_in_a_full_stop_is_no_title() -> None:
    assert sections(read("Министр принял посла.\nОни говорили час.")) == ["lead", "body"]


def test_the_reports_own_title_is_cut_from_its_line() -> None:
    found = read("Министр принял посла Они говорили час.", title="Министр принял посла")
    assert sections(found) == ["title", "lead"]


def test_a_text_of_one_line_has_no_title() -> None:
    assert sections(read("Министр принял посла")) == ["lead"]


def test_grammar() -> None:
    found = read("Президент Ерлан Сериков прибыл в Анкару.")
    president, name, surname, verb = found.words[:4]
    assert (president.pos, president.feats["Case"], president.lemma) == ("NOUN", "Nom", "президент")
    assert (verb.pos, verb.lemma, verb.head) == ("VERB", "прибыть", -1)
    assert president.head == verb.index and president.rel == "nsubj"
    assert (name.lemma, surname.lemma) == ("ерлан", "сериков")
    assert [(n.first, n.last, n.label) for n in found.names] == [(1, 3, "PER"), (5, 6, "LOC")]
    assert found.span(1, 3).text == "Ерлан Сериков"


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("Он говорил с Мариной Озеровой.", "Озеровой", "озерова"),
        ("Он говорил с Тиграном Манвеляном.", "Манвеляном", "манвелян"),
        ("Они подписали подготовленное соглашение.", "подготовленное", "подготовить"),
        ("Ещё один самолёт сел.", "самолёт", "самолет"),
        ("Он приехал в Россию.", "Россию", "россия"),
        ("Стали известны подробности.", "Стали", "стать"),
        ("Встречу провёл министр.", "Встречу", "встреча"),
        ("Он видел три БПЛА над морем.", "БПЛА", "бпла"),
        ("Это 1-й корпус.", "1-й", "1-й"),
    ],
)
def test_lemmas(sentence: str, word: str, lemma: str) -> None:
    assert next(w.lemma for w in read(sentence).words if w.text == word) == lemma


def test_many_reports_are_read_as_each_alone() -> None:
    texts = ["Министр принял посла.", "", "Посол уехал\n\nОн вернётся в мае."]
    assert analyse_many((report(t), (), None) for t in texts) == [read(t) for t in texts]


def test_a_surname_is_a_name_where_the_full_name_is_one() -> None:
    found = read("Министр Ерлан Байдаров прибыл. Пятая встреча, о которой Байдаров сказал.")
    assert [found.span(n.first, n.last).text for n in found.names] == ["Ерлан Байдаров", "Байдаров"]


VERB, NOUN = Tag("VERB", {}), Tag("NOUN", {})


@pytest.mark.parametrize(
    ("heads", "tags", "expected"),
    [
        ((1, -1, 1), (NOUN, VERB, NOUN), (1, -1, 1)),
        ((-1, -1, 1), (NOUN, VERB, NOUN), (1, -1, 1)),
        ((1, 0, 1), (NOUN, VERB, NOUN), (1, -1, 1)),
        ((-1, 2, 1), (NOUN, NOUN, NOUN), (-1, 0, 1)),
        ((), (), ()),
    ],
)
def test_trees_are_repaired(heads: tuple[int, ...], tags: tuple[Tag, ...], expected: tuple[int, ...]) -> None:
    rels = tuple("root" if head < 0 else "dep" for head in heads)
    found = tree(Arcs(heads, rels), tags)
    assert found.heads == expected
    assert found.rels.count("root") == min(1, len(heads))


@given(st.lists(st.integers(-1, 7), min_size=1, max_size=8))
def test_any_heads_become_a_tree(heads: list[int]) -> None:
    inside = tuple(head if head < len(heads) else -1 for head in heads)
    found = tree(Arcs(inside, tuple("dep" for _ in heads)), [NOUN] * len(heads)).heads
    assert found.count(-1) == 1
    for at in range(len(found)):
        steps = 0
        while found[at] >= 0:
            at, steps = found[at], steps + 1
            assert steps <= len(found)


def test_offsets_of_a_word_hyphenated_at_a_line_break() -> None:
    text = "Стороны обсудили сотрудни-\n  чество в обороне."
    word = next(w for w in read(text).words if w.text == "сотрудничество")
    assert re.fullmatch(r"сотрудни-\n  чество", text[word.start : word.end])
