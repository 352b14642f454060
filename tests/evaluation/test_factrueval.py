"""FactRuEval: the gold files, the response files, and scores as the comparator gives them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from communique.evaluation.factrueval import search
from communique.evaluation.factrueval.answers import answers
from communique.evaluation.factrueval.books import (
    Book,
    BookError,
    GoldFact,
    book_names,
    load_book,
)
from communique.evaluation.factrueval.names import gold_names, reader_names, score_names, slovnet_names
from communique.evaluation.factrueval.response import Fact, Response, load_response, write_response
from communique.evaluation.factrueval.runs import measure, render_measures
from communique.evaluation.factrueval.search import Outcome, Problem, Tally, best_assignment
from communique.evaluation.factrueval.strings import alike, normal
from communique.evaluation.factrueval.tracks import score_entities, score_facts, score_mentions

FOLDER = Path(__file__).parent / "fixtures" / "factrueval"
GOOD_MENTIONS = ((16, 22, "locorg"), (23, 34, "per"), (48, 56, "loc"), (71, 76, "locorg"))


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(FOLDER, "book_7")


# Strings


def test_letters_may_differ_the_more_the_longer_the_string() -> None:
    assert alike("а", "а") and not alike("а", "б")
    assert alike("рига", "риги") and not alike("рига", "ригой")
    assert alike("дунайский", "дунайские") and alike("дунайский", "дунайских")
    assert not alike("дунайский", "дунайскому")


def test_quotes_dashes_and_spaces_beside_marks_do_not_count() -> None:
    assert normal(" Фонд «Ёлка» – Юг ") == 'фонд "елка"- юг'.replace("- ", "-")
    assert normal("о . о . о . ( рига )") == "о. о. о. (рига)"


# Gold


def test_documents_come_by_number_and_the_list_is_none() -> None:
    assert book_names(FOLDER) == ["book_7", "book_12"]


def test_an_entity_may_be_called_by_its_words_and_its_names(book: Book) -> None:
    minister, plant = book.entities[0], book.entities[5]
    assert {"милош йович", "йович милош", "йович", "милош"} <= minister.strings
    names = dict(plant.attributes)["name"]
    assert {"дунайский путь", "компания дунайский путь", 'компания "дунайский путь"'} <= names


def test_facts_know_what_is_difficult_and_what_is_not_real(book: Book) -> None:
    assert [(fact.kind, fact.difficult) for fact in book.facts] == [
        ("occupation", False),
        ("occupation", True),
        ("meeting", False),
    ]
    assert book.facts[1].arguments[1] == ("position", frozenset({"президентом"}))
    deal, office = load_book(FOLDER, "book_12").facts
    assert deal.unreal and not office.unreal
    assert office.arguments[-1] == ("фаза", frozenset({"конец"}))


@pytest.mark.parametrize("ending", ["tokens", "spans", "objects", "coref"])
def test_a_missing_gold_file_is_told(tmp_path: Path, ending: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "copy")
    (tmp_path / "copy" / f"book_7.{ending}").unlink()
    with pytest.raises(BookError, match="book_7"):
        load_book(tmp_path / "copy", "book_7")


def test_names_are_persons_whole_and_the_name_parts_of_others(book: Book) -> None:
    assert [(book.text[start:end], label) for start, end, label in gold_names(book)] == [
        ("Сербии", "LOC"),
        ("Милош Йович", "PER"),
        ("Белграде", "LOC"),
        ("Кипра", "LOC"),
        ("Андреасом Лукидисом", "PER"),
        ("Йович", "PER"),
        ("Дунайский путь", "ORG"),
    ]


def test_both_taggers_find_the_names_of_an_easy_text(book: Book) -> None:
    for tagger in (slovnet_names, reader_names):
        assert score_names([book], tagger).micro.f1 > 0.8


# Responses


def test_a_response_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    given = Response(
        ((3, 9, "per"), (12, 15, "locorg")),
        (("per", (("firstname", "Пётр"), ("lastname", "Кунев"))), ("loc", (("name", "Рига"),))),
        (Fact("deal", (("participant", "АО «Нева»: верфь"), ("participant", "Рига"))),),
    )
    write_response(tmp_path, "book_1", given)
    assert (tmp_path / "book_1.task1").read_text(encoding="utf-8") == "per 3 6\nlocorg 12 3\n"
    read = load_response(tmp_path, "book_1")
    assert read.mentions == given.mentions
    assert read.entities[0] == ("per", (("firstname", "петр"), ("lastname", "кунев")))
    assert read.facts == (Fact("deal", (("participant", 'ао "нева" верфь'), ("participant", "рига"))),)


def test_no_answers_are_three_empty_files(tmp_path: Path) -> None:
    write_response(tmp_path, "book_1", Response())
    assert [path.stat().st_size for path in sorted(tmp_path.iterdir())] == [0, 0, 0]
    assert load_response(tmp_path, "book_1") == Response()


def test_the_reader_answers_all_tracks(book: Book) -> None:
    response = answers(book.text)
    assert set(GOOD_MENTIONS) <= set(response.mentions)
    assert ("per", (("firstname", "Андреас"), ("lastname", "Лукидис"))) in response.entities
    minister = (("who", "Милош Йович"), ("where", "Сербия"), ("position", "Министр обороны"))
    assert Fact("occupation", minister) in response.facts
    met = (("participant", "Милош Йович"), ("participant", "Андреас Лукидис"))
    assert Fact("meeting", met) in response.facts


# Track 1


def test_a_mention_is_worth_its_right_words(book: Book) -> None:
    found = Response(((0, 22, "locorg"), (29, 34, "per"), (48, 56, "org"), (146, 171, "org")))
    best = score_mentions(book, found)
    # «Министр обороны Сербии»: one word of three; «Йович» of «Милош Йович»: one of two; «Белграде» is no
    # organisation. The press service holds the company, so the company is not scored.
    assert best.tallies["locorg"].gold_hits == pytest.approx(1 / 3)
    assert (best.tallies["locorg"].gold, best.tallies["locorg"].found) == (2, 1)
    assert best.tallies["per"] == Tally(0.5, 0.5, 3, 1)
    assert best.tallies["loc"] == Tally(0, 0, 1, 0)
    assert best.tallies["org"].found == 1
    assert best.exact


def test_places_that_act_may_count_as_places(book: Book) -> None:
    found = Response(((16, 22, "loc"), (48, 56, "loc")))
    assert score_mentions(book, found).tallies["loc"] == Tally(1, 1, 1, 2)
    assert score_mentions(book, found, locorg=False).tallies["loc"] == Tally(2, 2, 3, 2)


# Track 2


def test_an_entity_is_worth_its_right_attributes(book: Book) -> None:
    found = (
        ("per", (("firstname", "милош"), ("lastname", "йович"), ("patronymic", "петрович"))),
        ("per", (("lastname", "лукидис"),)),
        ("locorg", (("name", "сербия"),)),
        ("org", (("name", 'компания "дунайский путь"'),)),
    )
    best = score_entities(book, Response(entities=found))
    assert best.tallies["per"].gold_hits == pytest.approx(2 / 3 + 1 / 2)
    assert (best.tallies["per"].gold, best.tallies["per"].found) == (2, 2)
    assert best.tallies["loc"] == Tally(1, 1, 3, 1)
    # The company is told only inside the press service's name: finding it neither gains nor costs.
    assert best.tallies["org"] == Tally(0, 0, 1, 0)
    lenient = score_entities(book, Response(entities=found), lenient=True)
    assert lenient.tallies["per"].gold_hits == pytest.approx(1 + 1 / 2)


# Track 3


MINISTER = Fact("occupation", (("who", "милош йович"), ("where", "сербия"), ("position", "министр обороны")))


def occupation(book: Book, *facts: Fact, hard: bool = False) -> Tally:
    return score_facts(book, Response(facts=facts), hard)["occupation"].total


def test_a_whole_fact_is_worth_one_and_difficult_ones_count_in_the_hard_mode_only(book: Book) -> None:
    assert occupation(book, MINISTER) == Tally(1, 1, 1, 1)
    assert occupation(book, MINISTER, hard=True) == Tally(1, 1, 2, 1)
    president = Fact("occupation", (("who", "андреас лукидис"), ("where", "кипр")))
    assert occupation(book, MINISTER, president) == Tally(1, 1, 1, 1)


def test_a_position_weighs_half_and_alone_finds_nothing(book: Book) -> None:
    without = Fact("occupation", MINISTER.arguments[:2])
    assert occupation(book, without).gold_hits == pytest.approx(2 / 2.5)
    assert occupation(book, Fact("occupation", MINISTER.arguments[2:])) == Tally(0, 0, 1, 1)


def test_a_fact_in_pieces_is_worth_less(book: Book) -> None:
    """Two pieces that share the person: of three pairs of arguments two are held together."""
    who, where, position = MINISTER.arguments
    pieces = Fact("occupation", (who, where)), Fact("occupation", (who, position))
    tally = occupation(book, *pieces)
    assert tally.gold_hits == pytest.approx((1 + 2 / 3) / 2)
    assert tally.found_hits == pytest.approx(2 * tally.gold_hits)


def test_what_is_not_real_is_dropped_and_phases_count_in_the_hard_mode() -> None:
    book = load_book(FOLDER, "book_12")
    deal = Fact("deal", (("participant", "нева"), ("participant", "риека"), ("type", "купля/продажа")))
    office = Fact("occupation", (("who", "лунев"), ("where", "завод нева"), ("position", "директор")))
    easy = score_facts(book, Response(facts=(deal, office)))
    assert (easy["deal"].total, easy["occupation"].total) == (Tally(1, 1, 1, 1), Tally(1, 1, 1, 1))
    hard = score_facts(book, Response(facts=(deal, office)), hard=True)
    assert hard["deal"].total == Tally(0, 0, 0, 1)
    assert hard["occupation"].total.gold_hits == pytest.approx(2.5 / 3)


def random_facts(chance: random.Random, number: int) -> list[tuple[tuple[str, str], ...]]:
    """Facts over few persons and places, so that many may be paired with many."""
    values = {"who": ("анна", "борис", "вера"), "where": ("рига", "осло"), "position": ("судья", "посол")}
    return [
        tuple(
            (name, chance.choice(values[name]))
            for name in chance.sample(sorted(values), chance.randint(1, 3))
        )
        for _ in range(number)
    ]


def exhaustive(gold: Sequence[GoldFact], found: Sequence[Fact], book: Book) -> float:
    """The comparator's way: the best F1 over every assignment, each scored fact by fact."""
    best = 0.0
    for given in product((*range(len(gold)), None), repeat=len(found)):
        parts = [Tally(found=given.count(None))]
        for number, fact in enumerate(gold):
            pieces = tuple(piece for piece, g in zip(found, given, strict=True) if g == number)
            if not all(_possible(fact, piece) for piece in pieces):
                break
            parts.append(_worth(fact, pieces))
        else:
            best = max(best, sum(parts, Tally()).f1)
    return best


def _possible(gold: GoldFact, found: Fact) -> bool:
    return any(
        name != "position" and (name, frozenset({value})) in gold.arguments for name, value in found.arguments
    )


def _worth(gold: GoldFact, pieces: Sequence[Fact]) -> Tally:
    """Written anew from the description of the track."""
    if gold.difficult:
        return Tally()
    weigh = {"who": 2, "where": 2, "position": 1}
    wanted = [(name, *values) for name, values in gold.arguments]
    given = [list(piece.arguments) for piece in pieces]
    hit = [argument for argument in wanted if any(argument in piece for piece in given)]
    surplus = [argument for piece in given for argument in piece if argument not in wanted]
    if not pieces:
        return Tally(gold=1)
    right, of = (sum(weigh[name] for name, *_ in some) for some in (hit, [*wanted, *surplus]))
    first = wanted[: len(hit)]
    pairs = len(hit) * (len(hit) - 1) // 2
    held = sum(
        any(one in piece and other in piece for piece in given)
        for at, one in enumerate(first)
        for other in first[at + 1 :]
    )
    together = held / pairs if pairs and len(pieces) > 1 else 1.0
    quality = right / of * (1 + together) / 2
    return Tally(quality, quality * len(pieces), 1, len(pieces))


@pytest.mark.parametrize("seed", range(60))
def test_the_search_finds_what_trying_everything_finds(book: Book, seed: int) -> None:
    chance = random.Random(seed)
    gold = [
        GoldFact("occupation", tuple((n, frozenset({v})) for n, v in row), chance.random() < 0.2, False)
        for row in random_facts(chance, chance.randint(1, 4))
    ]
    found = [Fact("occupation", row) for row in random_facts(chance, chance.randint(1, 5))]
    document = Book(book.name, book.text, book.tokens, (), (), tuple(gold))
    best = score_facts(document, Response(facts=tuple(found)))["occupation"]
    assert best.exact
    assert best.total.f1 == pytest.approx(exhaustive(gold, found, document))


def test_a_large_component_is_climbed_and_says_so(book: Book) -> None:
    """Fourteen facts of one person: trying everything would take 15 to the power of 14 steps."""
    places = [f"{letter * 6}бург" for letter in "абвгдежзийклмн"]
    gold = tuple(
        GoldFact("occupation", (("who", frozenset({"анна"})), ("where", frozenset({place}))), False, False)
        for place in places
    )
    found = tuple(Fact("occupation", (("who", "анна"), ("where", place))) for place in reversed(places))
    document = Book(book.name, book.text, book.tokens, (), (), gold)
    best = score_facts(document, Response(facts=found))["occupation"]
    assert not best.exact
    assert best.total == Tally(14, 14, 14, 14)


def test_climbing_reaches_the_optimum_of_small_problems(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not always, but nearly: on 60 random problems F1 is lower than the best in no more than three."""
    short = 0
    for seed in range(60):
        chance = random.Random(seed)
        rows = random_facts(chance, 3)
        gold = tuple(
            GoldFact("occupation", tuple((n, frozenset({v})) for n, v in row), False, False) for row in rows
        )
        found = tuple(Fact("occupation", row) for row in random_facts(chance, 4))
        document = Book(book.name, book.text, book.tokens, (), (), gold)
        exact = score_facts(document, Response(facts=found))["occupation"].total
        with monkeypatch.context() as patch:
            patch.setattr(search, "LIMIT", 0)
            climbed = score_facts(document, Response(facts=found))["occupation"].total
        assert climbed.f1 <= exact.f1 + 1e-9
        short += climbed.f1 < exact.f1 - 1e-9
    assert short <= 3


def test_what_can_be_paired_with_nothing_is_paid_for() -> None:
    alone = Outcome.of("x", Tally(found=1))
    problem = Problem([], 3, lambda gold, items: [Outcome()], lambda item: alone)
    assert best_assignment(problem).total == Tally(found=3)


# Whole folders


def test_a_folder_is_answered_written_and_measured(tmp_path: Path) -> None:
    found = measure(FOLDER, tmp_path / "out", None)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"book_{number}.task{track}" for number in (7, 12) for track in (1, 2, 3)}
    assert found.names is not None and found.names.micro.f1 > 0.8
    assert set(found.tracks) == {"track 1", "track 1 -l", "track 2", "track 2 -m", "track 3", "track 3 -m"}
    again = measure(FOLDER, None, tmp_path / "out")
    assert again.names is None and again.tracks == found.tracks
    assert found.to_dict()["track 3"]["overall"]["gold"] == 4
    assert "track 3 -m" in render_measures(found)


def test_slovnet_gives_the_known_figures(data: Path) -> None:
    """The baselines measured with slovnet itself: 0.926 / 0.905 / 0.730, all together 0.868."""
    folder = data / "corpora" / "gold" / "factrueval2016" / "devset"
    if not folder.is_dir():
        pytest.skip("no FactRuEval in the data folder")
    books = [load_book(folder, name) for name in book_names(folder)]
    assert (len(books), sum(len(book.facts) for book in books)) == (122, 273)
    scores = score_names(books, slovnet_names)
    rounded = {name: round(figure.f1, 3) for name, figure in scores.types.items()}
    assert rounded == {"PER": 0.926, "LOC": 0.905, "ORG": 0.730}
    assert round(scores.micro.f1, 3) == 0.868
