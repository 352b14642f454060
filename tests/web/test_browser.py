"""Pages in a real browser: nothing overflows, no script of a report runs, keys decide, offsets hold.

Skipped where no browser is installed. With COMMUNIQUE_SCREENSHOTS=FOLDER the pictures of the docs are made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import ARGUMENTS, REASON, browser_path, served
from pages import addresses

from communique.register.keys import report_key
from communique.register.register import Register
from communique.web.app import make_app
from communique.web.library import Library
from communique.web.settings import Settings
from hostile import EMOJI, HOSTILE
from press import MEETING, VISIT

WIDTHS = (360, 1024, 1600)
LANGUAGES = {"en": "en-GB", "ru": "ru-RU"}
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
GRAVE = ("serious", "critical")

pytestmark = pytest.mark.skipif(
    browser_path() is None and os.environ.get("COMMUNIQUE_REQUIRE_BROWSER") != "1", reason=REASON
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = browser_path()
    assert path is not None, REASON
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def press(press_file: Path) -> Iterator[str]:
    library = Library(press_file, read_only=True)
    with served(make_app(library)) as address:
        yield address
    library.close()


@pytest.fixture(scope="module")
def hostile(hostile_file: Path) -> Iterator[str]:
    library = Library(hostile_file)
    with served(make_app(library, Settings(reviewer="Анна"))) as address:
        yield address
    library.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages that must neither log nor raise errors nor ask anything; `troubles` lists what they did."""
    contexts = []

    def opened(width: int = 1024, language: str = "en", height: int = 900) -> Any:
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, locale=LANGUAGES[language])
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (page.troubles.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda said: page.troubles.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()


def of_each_kind(path: Path) -> list[str]:
    """One address of each kind of page that a browser shows."""
    with Register.open(path) as register, register.view() as view:
        found = addresses(view)
    kinds = {address.partition("?")[0].split("/")[1] + str("?" in address): address for address in found}
    shown = [address for address in kinds.values() if not address.endswith((".json", ".jsonl"))]
    return [*shown, "/review/merges", "/review/rulings"]


def overflow(page: Any) -> int:
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_overflows(open_page: Any, press: str, press_file: Path, width: int, language: str) -> None:
    page = open_page(width, language)
    for address in of_each_kind(press_file):
        page.goto(press + address)
        assert page.get_attribute("html", "lang") == language
        assert overflow(page) <= 0, address
        assert not page.troubles, (address, page.troubles)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_report_runs_a_script_or_breaks_a_page(
    open_page: Any, hostile: str, hostile_file: Path, width: int
) -> None:
    page = open_page(width)
    reports = [f"/report/{report_key(report)}" for report in HOSTILE]
    for address in [*of_each_kind(hostile_file), *reports]:
        page.goto(hostile + address)
        assert page.evaluate("window.hacked") is None, address
        assert overflow(page) <= 0, address
        assert not page.troubles, (address, page.troubles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(open_page: Any, press: str, press_file: Path, language: str) -> None:
    source = AXE.read_text(encoding="utf-8")
    assert sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256
    page = open_page(1280, language)
    for address in of_each_kind(press_file):
        page.goto(press + address)
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [
            (item["id"], node["html"][:200], node["failureSummary"][:300])
            for item in found["violations"]
            if item["impact"] in GRAVE
            for node in item["nodes"][:2]
        ]
        assert not grave, (address, grave)


# The reading view


def test_pointing_at_words_lights_the_record_and_back(open_page: Any, press: str) -> None:
    page = open_page(1280)
    page.goto(f"{press}/report/{report_key(MEETING)}")
    page.hover(".text .k-event >> nth=0")
    tie = page.get_attribute(".text .k-event >> nth=0", "data-r").split()[0]
    assert "lit" in page.get_attribute(f"#card-{tie}", "class")
    page.hover("h1")
    assert page.locator(".lit").count() == 0
    tie = page.eval_on_selector_all(
        ".c-actor",
        """cards => cards.map(card => card.dataset.tie).sort((a, b) => document.querySelectorAll(
            `.text [data-r~=${b}]`).length - document.querySelectorAll(`.text [data-r~=${a}]`).length)[0]""",
    )
    page.locator(f"#card-{tie} .number").evaluate("number => number.focus({preventScroll: true})")
    assert page.locator(".text .lit").count() == page.locator(f".text [data-r~={tie}]").count() > 1


def test_a_layer_can_be_put_out(open_page: Any, press: str) -> None:
    page = open_page(1280)
    page.goto(f"{press}/report/{report_key(MEETING)}")
    first = page.locator(".text .k-actor:not(.k-event)").first
    before = first.evaluate("element => getComputedStyle(element).backgroundColor")
    page.uncheck("[data-layer=actor]")
    assert first.evaluate("element => getComputedStyle(element).backgroundColor") != before


def test_a_link_to_words_shows_them(open_page: Any, press: str) -> None:
    page = open_page(1024, height=300)
    start = VISIT.text.index("подписали")
    page.goto(f"{press}/report/{report_key(VISIT)}?at={start}-{start + 9}#hit")
    assert page.text_content("#hit") == "подписали"
    assert page.evaluate("document.getElementById('hit').getBoundingClientRect().top") < 300


def long_report() -> str:
    """100,000 characters of different sentences, each with something to mark."""
    syllables = ("Бар", "Вел", "Гор", "Дан", "Жив", "Крон", "Лаз", "Мир", "Неш", "Рад")
    sentences = (
        f"Министр обороны Сербии Милош {a}{b.lower()}ич встретился {place} марта в Бишкеке с послом Турции "
        f"{b}{a.lower()} Озтюрком и обсудил с ним поставку техники на {place} млн долларов.\n"
        for place, (a, b) in enumerate(product(syllables, syllables), 1)
    )
    text = "".join(sentences)
    return (text * (100_000 // len(text) + 1))[:100_000]


def test_a_pasted_report_of_100_000_characters(open_page: Any) -> None:
    with served(make_app()) as address:
        page = open_page(1280)
        page.goto(address)
        text = long_report()
        page.fill("#text", text)
        page.click("button.main")
        page.wait_for_url("**/pasted/*")
        assert page.locator(".text [data-r]").count() > 500
        joined = page.evaluate(
            "[...document.querySelectorAll('.text [data-o]')].map(e => e.textContent).join('')"
        )
        assert joined == text
        page.hover(".text .k-event >> nth=0")
        assert page.locator(".lit").count() > 0
        assert not page.troubles


def test_a_file_can_be_chosen(open_page: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(MEETING.text.encode("cp1251"))
    with served(make_app()) as address:
        page = open_page()
        page.goto(address)
        page.set_input_files("#file", path)
        page.click("button.main")
        page.wait_for_url("**/pasted/*")
        assert "Токтосунов" in page.text_content(".text")


# Review


@pytest.fixture
def reviewing(own_file: Path) -> Iterator[tuple[str, Library]]:
    library = Library(own_file)
    with served(make_app(library, Settings(reviewer="Анна"))) as address:
        yield address, library
    library.close()


def told(page: Any) -> str:
    page.locator("[data-told]:not(:empty)").wait_for()
    words: str = page.text_content("[data-told]")
    page.evaluate("document.querySelector('[data-told]').textContent = ''")
    return words


def test_review_by_keys(open_page: Any, reviewing: tuple[str, Library]) -> None:
    address, library = reviewing
    page = open_page(1280)
    page.goto(f"{address}/review")
    targets = page.eval_on_selector_all("[data-item]", "items => items.map(item => item.dataset.target)")
    page.keyboard.press("y")
    told(page)
    page.keyboard.press("n")
    told(page)
    made = [(ruling.action, ruling.target, ruling.by) for ruling in library.rulings()]
    assert made == [("accept", targets[0], "Анна"), ("reject", targets[1], "Анна")]
    page.keyboard.press("z")
    told(page)
    assert library.rulings()[-1].action == "undo"
    assert page.get_attribute("[data-item].now", "data-target") == targets[1]
    page.keyboard.press("k")
    assert page.get_attribute("[data-item].now", "data-target") == targets[0]
    page.keyboard.press("j")
    page.keyboard.press("u")
    assert page.get_attribute("[data-item].now", "data-target") == targets[2]
    page.keyboard.press("?")
    assert page.is_visible("dialog[open]")
    page.keyboard.press("Escape")
    assert not page.troubles


def test_keys_are_letters_inside_fields(open_page: Any, reviewing: tuple[str, Library]) -> None:
    address, library = reviewing
    page = open_page(1280)
    page.goto(f"{address}/review")
    page.fill("[data-name]", "")
    page.click("[data-name]")
    page.keyboard.type("nynz")
    assert page.input_value("[data-name]") == "nynz"
    assert library.rulings() == ()
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    told(page)
    assert [ruling.by for ruling in library.rulings()] == ["nynz"]


def test_a_field_is_corrected_by_selecting_words(open_page: Any, reviewing: tuple[str, Library]) -> None:
    address, library = reviewing
    page = open_page(1280)
    page.goto(f"{address}/review/record/{report_key(MEETING)}/e1")
    page.keyboard.press("e")
    page.select_option("[data-field]", "topic")
    select(page, "подготовку военных кадров")
    page.locator("[data-item]").evaluate("element => element.focus()")
    page.keyboard.press("s")
    start = MEETING.text.index("подготовку")
    assert page.input_value("[data-span]") == f"{start}-{start + 25}"
    page.click("[data-correct] button")
    told(page)
    (ruling,) = library.rulings()
    assert ruling.spans[0][1:] == (start, start + 25)


def test_sides_are_corrected_by_keys(open_page: Any, reviewing: tuple[str, Library]) -> None:
    """Selected words choose who is named there; rows go and come; z takes all of it back."""
    address, library = reviewing
    page = open_page(1280)
    page.goto(f"{address}/review/record/{report_key(MEETING)}/e1")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "actor"
    before = actors_in(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # takes the first side away
    page.locator("[data-item]").evaluate("element => element.focus()")
    select(page, "Милошем Йовичем")
    page.locator("[data-row]:visible [data-actor]").last.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    chosen = page.locator("[data-row]:visible [data-actor]").last.evaluate(
        "one => one.selectedOptions[0].label"
    )
    assert chosen == "Милош Йович SRB"
    start = MEETING.text.index("Милошем")
    assert page.input_value("[data-sides] [data-span]") == f"{start}-{start + 15}"
    select(page, "обсудили")
    page.keyboard.press("s")
    assert told(page) == "None of the report's actors is named there."
    page.select_option("[data-row]:visible [name=role] >> nth=-1", "said_by")
    page.click("[data-add]")
    assert page.locator("[data-row]:visible").count() == len(before) + 1
    page.click("[data-sides] button.main")
    told(page)
    made = {ruling.field: json.loads(ruling.value or "") for ruling in library.rulings()}
    assert made["roles"] != {} and before[0] not in str(made["roles"])
    assert len(made["said_by"]) == 1
    page.locator("[data-item]").evaluate("element => element.focus()")
    page.keyboard.press("z")
    told(page)
    assert [ruling.action for ruling in library.rulings()] == ["correct", "correct", "undo", "undo"]
    assert not page.troubles


def test_sides_are_corrected_without_scripts(browser: Any, reviewing: tuple[str, Library]) -> None:
    address, library = reviewing
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/review/record/{report_key(MEETING)}/e1")
    page.click("[data-edit-sides] summary")
    assert page.is_hidden("[data-add]")
    page.select_option("[data-row] [data-actor] >> nth=0", "")
    page.click("[data-sides] button.main")
    page.wait_for_url("**/review/record/**")
    assert [(ruling.field, ruling.by) for ruling in library.rulings()] == [("roles", "Анна")]
    context.close()


def actors_in(page: Any) -> list[str]:
    """Those who are chosen in the rows of sides."""
    chosen = page.eval_on_selector_all("[data-row] [data-actor]", "all => all.map(one => one.value)")
    return [id for id in chosen if id]


def test_terms_are_chosen_by_their_words(open_page: Any, reviewing: tuple[str, Library]) -> None:
    address, library = reviewing
    page = open_page(1280, "ru")
    page.goto(f"{address}/review/record/{report_key(MEETING)}/e1")
    page.keyboard.press("e")
    page.select_option("[data-field]", "mode")
    page.select_option("[data-choice]", label="дистанционная")
    page.click("[data-correct] button")
    told(page)
    page.select_option("[data-field]", "place")
    assert page.is_hidden("[data-choice]")
    page.fill("[data-value]", "Бишкек")
    page.click("[data-correct] button")
    told(page)
    made = [(ruling.field, json.loads(ruling.value or "")) for ruling in library.rulings()]
    assert made == [("mode", "remote"), ("place", "Бишкек")]


def select(page: Any, words: str) -> None:
    """Select words in the report's text, across as many pieces as they take."""
    page.evaluate(
        """words => {
          const pieces = [...document.querySelectorAll('[data-text] [data-o]')];
          const text = pieces.map(piece => piece.textContent).join('');
          const start = text.indexOf(words), end = start + words.length;
          const place = at => { for (const piece of pieces) { const size = piece.textContent.length;
            if (at <= size) return [piece.firstChild, at]; at -= size; } };
          const range = document.createRange();
          range.setStart(...place(start)); range.setEnd(...place(end));
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        words,
    )


def test_offsets_hold_behind_characters_of_two_units(open_page: Any, hostile: str) -> None:
    report = next(report for report in HOSTILE if report.id == "emoji")
    page = open_page(1280)
    page.goto(f"{hostile}/review/record/{report_key(report)}/e1")
    for words in (EMOJI, "Милошем Йовичем", "подготовку кадров", f"{EMOJI} подготовку"):
        select(page, words)
        page.locator("[data-item]").evaluate("element => element.focus()")
        page.keyboard.press("s")
        start = report.text.index(words)
        assert page.input_value("[data-span]") == f"{start}-{start + len(words)}"


def test_a_conflict_is_told(open_page: Any, reviewing: tuple[str, Library]) -> None:
    address, library = reviewing
    one, other = open_page(1280), open_page(1280)
    for page in (one, other):
        page.goto(f"{address}/review")
    one.keyboard.press("y")
    told(one)
    other.keyboard.press("n")
    assert "Анна" in told(other)
    assert [ruling.action for ruling in library.rulings()] == ["accept"]


# Timelines


def asked(page: Any) -> tuple[str | None, str | None]:
    """The days that the address of the page names."""
    query = parse_qs(urlsplit(page.url).query)
    return query.get("since", [None])[0], query.get("until", [None])[0]


def drag(page: Any, start: float, end: float) -> None:
    """Over the chart, between two shares of its axis."""
    page.locator("[data-timeline]").scroll_into_view_if_needed()
    box = page.locator("[data-timeline] svg").bounding_box()
    left, right = (130 / 960 * box["width"], (960 - 16) / 960 * box["width"])
    xs = [box["x"] + left + share * (right - left) for share in (start, end)]
    page.mouse.move(xs[0], box["y"] + 6)
    page.mouse.down()
    page.mouse.move((xs[0] + xs[1]) / 2, box["y"] + 8)
    page.mouse.move(xs[1], box["y"] + 10)


def test_months_are_chosen_by_dragging(open_page: Any, press: str) -> None:
    page = open_page(1280, "ru")
    page.goto(f"{press}/dossier/KGZ/SRB?since=2024-01-01&until=2024-12-31")
    drag(page, 0.26, 0.49)
    assert " ".join(page.text_content("[data-chosen]").split()) == "1 апреля 2024 г. – 30 июня 2024 г."
    page.mouse.up()
    page.wait_for_url("**since=2024-04-01**")
    assert asked(page) == ("2024-04-01", "2024-06-30")
    page.go_back()
    drag(page, 0.26, 0.49)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert not page.troubles


def test_a_timeline_is_zoomed_by_keys_and_by_links(open_page: Any, press: str) -> None:
    page = open_page(1280)
    page.goto(f"{press}/timeline?lang=en")
    page.focus("[data-zoom=closer]")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    near = asked(page)
    page.focus("[data-timeline] .scroll")
    page.keyboard.press("-")
    page.wait_for_url(lambda url: str(near[0]) not in url)
    far = asked(page)
    assert far[0] is not None and near[0] is not None and far[0] < near[0]
    page.click("text=All years")
    assert asked(page) == (None, None)
    page.goto(f"{press}/dossier/KGZ/SRB")
    page.fill(".zoom [name=since]", "2024-10-01")
    page.fill(".zoom [name=until]", "2024-10-31")
    page.click(".zoom button")
    assert asked(page) == ("2024-10-01", "2024-10-31")
    page.goto(f"{press}/dossier/KGZ/SRB?since=2001-01-01&until=2001-02-01")
    assert page.is_visible("text=Nothing lies between these days.")
    page.click("text=All years")
    assert page.locator(".dot").count() > 0
    assert not page.troubles


# The rest


def test_the_slider_of_the_network_hides_other_years(open_page: Any, press: str) -> None:
    page = open_page(1280)
    page.goto(f"{press}/network?type=person")
    assert page.locator(".edge").count() > 0
    if page.locator("[data-from]").count():
        page.locator("[data-from]").evaluate(
            "input => { input.value = input.max; input.dispatchEvent(new Event('input')); }"
        )
        page.locator("[data-to]").evaluate(
            "input => { input.value = input.max; input.dispatchEvent(new Event('input')); }"
        )
    assert not page.troubles


def test_a_dossier_prints_as_pdf(open_page: Any, press: str) -> None:
    page = open_page(1024, "ru")
    page.goto(f"{press}/dossier/KGZ/SRB")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000
    page.emulate_media(media="print")
    assert not page.is_visible("header.site")
    assert not page.is_visible(".filter")
    assert overflow(page) <= 0


def test_pages_read_without_scripts(browser: Any, press: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{press}/report/{report_key(MEETING)}")
    assert page.locator(".card").count() > 3
    page.goto(f"{press}/dossier/KGZ/SRB")
    assert page.locator(".line").count() > 3
    context.close()


def test_pictures_for_the_docs(open_page: Any, press: str, reviewing: tuple[str, Library]) -> None:
    """Written where COMMUNIQUE_SCREENSHOTS says, made in any case."""
    folder = os.environ.get("COMMUNIQUE_SCREENSHOTS")
    shots = {
        "reading": f"{press}/report/{report_key(MEETING)}",
        "dossier": f"{press}/dossier/KGZ/SRB",
        "review": f"{reviewing[0]}/review",
    }
    for name, address in shots.items():
        page = open_page(1200, height=780)
        page.goto(address)
        if name == "reading":
            page.hover(".text .k-event >> nth=0")
        picture = page.screenshot()
        assert picture.startswith(b"\x89PNG")
        if folder:
            (Path(folder) / f"{name}.png").write_bytes(picture)
