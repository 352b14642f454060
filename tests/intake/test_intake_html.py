"""Pages, in the guarded process; the functions of that process are also called directly."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_texts import LEAD, TAIL, only, page, refused, take

from communique.intake import ExtractionError, LimitError, Limits
from communique.intake.html import PageReader
from communique.intake.html_worker import Bounds, _forbid, read_fragment
from communique.records.report import Report

TITLE = "Министр принял посла"
BOUNDS = Bounds(2**30, 5, 200, 100_000)


SHARED = PageReader(Limits())  # started with the first page


@pytest.fixture(scope="module", autouse=True)
def pages() -> Iterator[PageReader]:
    with SHARED:
        yield SHARED


def test_text_and_metadata(tmp_path: Path) -> None:
    head = (
        f'<meta charset="windows-1251"><title>{TITLE} — Агентство</title>'
        '<meta property="article:published_time" content="2009-07-10T23:30:00-06:00">'
        '<link rel="canonical" href="https://a.example/1">'
    )
    body = f"<nav><a href=/>Главная</a></nav><article><h1>{TITLE}</h1><p>{LEAD}</p><p>{TAIL}</p></article>"
    (tmp_path / "p.html").write_bytes(page(head, body).encode("cp1251"))
    report = only(take(tmp_path / "p.html"))
    assert (report.id, report.title, str(report.published)) == ("p", TITLE, "2009-07-10")
    assert (report.url, report.language) == ("https://a.example/1", "ru")
    assert report.text.split("\n") == [TITLE, LEAD, TAIL]
    assert report.metadata["encoding"] == "cp1251"
    assert report.metadata["extractor"].startswith("trafilatura ")


def test_heading_outside_the_article_comes_first(pages: PageReader) -> None:
    logo = "<div class=header><h1>Агентство</h1></div>"
    body = f"{logo}<h1>{TITLE}</h1><article><p>{LEAD}</p><p>{TAIL}</p></article>"
    draft = pages.page(page(f"<title>{TITLE} | Агентство</title>", body))
    assert draft.text.split("\n") == [TITLE, LEAD, TAIL]
    assert (draft.text.count(TITLE), draft.title) == (1, TITLE)


def test_title_without_a_heading_is_not_glued_in(pages: PageReader) -> None:
    draft = pages.page(page(f"<title>{TITLE}</title>"))
    assert (draft.title, draft.text) == (TITLE, f"{LEAD}\n{TAIL}")


LINKED = '<script type="application/ld+json">%s</script>'
ARTICLE = '{"@graph":[{"@type":"NewsArticle","datePublished":"2009-07-10T01:00:00+06:00"}]}'
DATES = [
    ('<meta name="pubdate" content="10.07.2009">', "", "2009-07-10"),
    ('<meta itemprop="datePublished" content="2009-07-10">', "", "2009-07-10"),
    (LINKED % ARTICLE, "", "2009-07-10"),
    (LINKED % "{broken", "", None),
    (LINKED % ARTICLE.replace("NewsArticle", "Person"), "", None),
    ('<meta name="date" content="когда-то"><meta name="dc.date" content="2009-07-10">', "", "2009-07-10"),
    ('<meta property="article:modified_time" content="2011-01-01">', "", None),
    ("", '<time datetime="2009-07-10T10:00">10 июля</time>', "2009-07-10"),
    ("", '<time datetime="2009-07-10">а</time><time datetime="2009-07-11">б</time>', None),
    ("", "<footer>© 2009 Агентство</footer>", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "extra", "day"), DATES)
def test_dates(pages: PageReader, head: str, extra: str, day: str | None) -> None:
    body = f"{extra}<article><p>{LEAD}</p><p>{TAIL}</p></article>"
    published = pages.page(page(head, body)).published
    assert (str(published) if published else None) == day


def test_unreadable_dates_are_kept_as_words(pages: PageReader) -> None:
    draft = pages.page(page('<meta name="date" content="0000-00-00">'))
    assert "0000-00-00" in draft.metadata["published_unread"]


def test_language(pages: PageReader) -> None:
    assert pages.page(page(lang="kk-KZ")).language == "kk-KZ"
    assert pages.page(page(lang="???")).language is None
    assert pages.page(page('<meta property="og:locale" content="ru_RU">', lang="")).language == "ru_RU"


def test_short_page(pages: PageReader) -> None:
    assert pages.page(page(body="<p>Посол прибыл.</p>")).text == "Посол прибыл."


FRAGMENTS = [
    ("<p>Первый  абзац &amp; всё.</p>\n<p>Второй<br/>ряд</p>", "Первый абзац & всё.\nВторой\nряд"),
    ("просто слова", "просто слова"),
    ("<script>var a</script><style>p{}</style><p>а<!-- нет -->б</p>", "аб"),
    ("<ul><li>а</li><li>б</li></ul>хвост", "а\nб\nхвост"),
    ("<p>а<p>б<div>в", "а\nб\nв"),
    ("", ""),
    ("<p> </p>", ""),
]


@pytest.mark.parametrize(("html", "text"), FRAGMENTS)
def test_fragments(html: str, text: str) -> None:
    assert read_fragment(html, BOUNDS)["text"] == text


def test_empty_fragment(pages: PageReader) -> None:
    assert pages.fragment("<p>а</p>") == "а"
    with pytest.raises(ExtractionError, match="no words"):
        pages.fragment("<p></p>")


def test_one_bad_page_among_good(tmp_path: Path) -> None:
    bad = {
        "b.html": "<html><head><title>х</title></head><body><script>var a=1</script></body></html>",
        "c.html": "<html><body>" + "<div>" * 400 + "<p>Посол прибыл.</p>",
        "d.html": "<html><body>" + "<p>а</p>" * 6000,
    }
    for name, html in {"a.html": page(), **bad, "e.html": page()}.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    taken = take(tmp_path, limits=Limits(html_nodes=5000))
    assert [isinstance(one, Report) for one in taken] == [True, False, False, False, True]
    reasons = [refused([one]) for one in taken[1:4]]
    assert reasons[0].startswith("no main text found in the page")
    assert reasons[1:] == ["HTML nested deeper than 200", "HTML of more than 5,000 elements"]


def test_late_page_is_killed_and_the_next_read() -> None:
    slow = page(body="".join(f"<p>{LEAD}</p>" for _ in range(4000)))
    with PageReader(Limits(html_seconds=0.02)) as reader:
        with pytest.raises(LimitError, match=r"longer than 0\.02 s"):
            reader.page(slow)
        reader._limits = Limits()
        assert reader.page(page()).text.startswith(LEAD)


def test_page_larger_than_allowed() -> None:
    with (
        PageReader(Limits(html_bytes=100)) as reader,
        pytest.raises(LimitError, match="bytes, more than the 100"),
    ):
        reader.page(page())


@pytest.mark.skipif(os.name != "posix", reason="no bound on memory")
def test_memory_bound() -> None:
    huge = page(body=f"<p>{'слово ' * 3_000_000}</p>")
    limits = Limits(html_memory=200 * 2**20, html_bytes=2**26)
    with PageReader(limits) as reader:
        with pytest.raises((LimitError, ExtractionError)):
            reader.page(huge)
        assert reader.page(page()).text.startswith(LEAD)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_process_killed_from_outside() -> None:
    with PageReader(Limits()) as reader:
        reader.page(page())
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGKILL)
        reader._process.wait()
        assert reader.page(page()).text.startswith(LEAD)


def test_hostile_bytes_in_a_page(pages: PageReader) -> None:
    for html in (
        "<html>\x0b\x1f<p>а",
        "<html>" + "\ud800" + LEAD,
        "<!doctype html>",
        "<" * 5000,
        "<html><p>&#0;&#xD800;а",
    ):
        try:
            pages.page(html)
        except (ExtractionError, LimitError) as error:
            assert str(error)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_damage_gives_text_or_an_error(data: st.DataObject) -> None:
    html = page(f"<title>{TITLE}</title>")
    at = data.draw(st.integers(0, len(html)))
    junk = data.draw(
        st.text(st.sampled_from("<>/&;\"'=!-?[]{}\x0b\ufeffа "), max_size=12) | st.text(max_size=6)
    )
    cut = data.draw(st.integers(0, 40))
    try:
        draft = SHARED.page(html[:at] + junk + html[at + cut :])
    except (ExtractionError, LimitError) as error:
        assert str(error)
    else:
        assert draft.text.strip()


def test_process_may_not_reach_out() -> None:
    for event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.fork"):
        with pytest.raises(PermissionError, match=event):
            _forbid(event, ())
    _forbid("open", ())


def test_menus_of_a_page_laid_out_by_tables_stay_out(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text(
        f"""<html><head><title>Старая страница</title></head><body><table>
        <tr><td colspan=3><a href=/>Главная</a> | <a href=/forum>Форум</a></td></tr>
        <tr><td><a href=/1>Архив</a><br><a href=/2>Курс валют</a></td>
        <td><b>Заголовок</b><br><br>{"<br><br>".join([LEAD, *[TAIL] * 6])}</td>
        <td><b>Популярное</b><br><a href=/3>Посол Норвегии посетил Тунис</a></td></tr>
        </table></body></html>""",
        encoding="utf-8",
    )
    report = only(take(tmp_path / "old.html"))
    assert LEAD in report.text
    assert not any(words in report.text for words in ("Форум", "Архив", "Норвегии", "|"))


def test_tables_of_data_are_kept() -> None:
    with PageReader(Limits()) as reader:
        table = "<table><tr><td>Страна</td><td>Раз</td></tr><tr><td>Сербия</td><td>7</td></tr></table>"
        text = reader.page(
            f"<html><body><article><p>{LEAD}</p>{table}<p>{TAIL}</p></article></body></html>"
        ).text
    assert "Сербия" in text and "7" in text
