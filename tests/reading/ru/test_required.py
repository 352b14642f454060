"""What the tables' patterns cannot do without, and that nothing is lost by asking for it first."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.ru import noise, times
from communique.reading.ru.required import required


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("да", {"да"}),
        ("(?:от|до) марта", {" марта"}),
        ("март|июнь", {"март", "июнь"}),
        ("(?P<a>март)?", set()),
        (r"\d+ года?", {" год"}),
        (r"(?=.*фото)\w{3}", {"фото"}),
        (r"(?!фото)\w{3}", set()),
        ("(?i:Фото)", {"фото"}),
        ("март|\\d+", set()),
        ("(?:весна)+", {"весна"}),
        ("(?:весна)*", set()),
        ("[аб]", {"а", "б"}),
        (r"[\dа]", set()),
        ("Telegramkiss", {"telegram"}),
    ],
)
def test_required(pattern: str, needed: set[str]) -> None:
    assert required(re.compile(pattern)) == needed


def test_letters_that_match_others_without_case_are_not_asked_for() -> None:
    pattern = re.compile("kis", re.IGNORECASE)
    assert pattern.search("\u212ais") and not required(pattern)


RULES: list[noise.NoisePattern | times.TimeRule] = [*noise.load_patterns(), *times.load_rules()]
EXAMPLES = [line for rule in RULES for line in (*rule.yes, *rule.no)]


@pytest.mark.parametrize("line", EXAMPLES)
def test_no_match_is_lost(line: str) -> None:
    shown = re.sub("[⟦⟧]", "", line)
    for pattern in noise.load_patterns():
        if any(True for _ in noise.match_pattern(pattern, shown)):
            assert pattern.may_match(shown.lower()), (pattern.name, shown)
    spelt = " ".join(shape for word in shown.split() for shape in times.shapes_of(word))
    tried = {rule.name for _, rule in times.rules_for(spelt)}
    assert {rule.name for rule in times.load_rules() if rule.regex.search(spelt)} <= tried


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_what_a_rule_of_times_matches_holds_what_it_needs(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([rule for rule in times.load_rules() if rule.needs]))
    line = data.draw(st.from_regex(rule.regex))
    assert any(string in line.lower() for string in rule.needs)


def test_most_rules_know_what_they_need() -> None:
    without = [rule.name for rule in RULES if not rule.needs]
    assert len(without) <= 4, without


@pytest.mark.parametrize("lemma", sorted(times._time_lemmas()))
def test_words_of_time_are_told_by_their_forms(lemma: str) -> None:
    assert lemma in times._time_forms() or not lemma.isalpha()
