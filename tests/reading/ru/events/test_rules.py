"""Rules are tested by their own sentences: each `yes` gives a candidate of the rule, no `no` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pytest

from communique import codebook
from communique.reading.pipeline import Stage, run
from communique.reading.ru.events import details
from communique.reading.ru.events.find import read_candidates, sift
from communique.reading.ru.events.frames import People
from communique.reading.ru.events.rules import RuleError, Trigger, load_rules, parse_trigger
from communique.reading.ru.stages import STAGES
from communique.reading.ru.text import analyse_many
from communique.records.report import Report

BEFORE = ("noise", "dateline", "published")
AFTER = ("utterances", "references", "entities", "offices", "statements")
SENTENCES = [
    pytest.param(rule, sentence, wanted, id=f"{rule.name}-{'yes' if wanted else 'no'}{number}")
    for rule in load_rules().triggers
    for wanted, sentences in ((True, rule.yes), (False, rule.no))
    for number, sentence in enumerate(sentences, 1)
]


def stages(*names: str) -> tuple[Stage, ...]:
    return tuple(stage for stage in STAGES if stage.gives in names)


def read_all(sentences: Sequence[str]) -> Iterator[frozenset[str]]:
    """The names of the rules whose candidates are kept, for each sentence as a report of its own."""
    reports = [Report(id=f"s{number}", text=sentence) for number, sentence in enumerate(sentences)]
    heads = [run(stages(*BEFORE), {"report": report}) for report in reports]
    texts = analyse_many([(head["report"], head["noise"], head["dateline"]) for head in heads])
    for head, text in zip(heads, texts, strict=True):
        layers = run(stages(*AFTER), {**head, "text": text})
        people = People.of(text, layers["entities"])
        kept, _ = sift(people, read_candidates(people, layers["statements"]))
        yield frozenset(candidate.rule.name for candidate in kept)


@cache
def found() -> dict[str, frozenset[str]]:
    """All sentences of all rules, analysed in one pass of the nets."""
    sentences = sorted({s for rule in load_rules().triggers for s in (*rule.yes, *rule.no)})
    return dict(zip(sentences, read_all(sentences), strict=True))


@pytest.mark.parametrize(("rule", "sentence", "wanted"), SENTENCES)
def test_sentence_of_rule(rule: Trigger, sentence: str, wanted: bool) -> None:
    assert (rule.name in found()[sentence]) is wanted, sorted(found()[sentence])


@pytest.mark.parametrize("rule", load_rules().triggers, ids=lambda rule: rule.name)
def test_rule_shows_what_it_is_for(rule: Trigger) -> None:
    assert len(rule.yes) >= 2, "two sentences that the rule must find"
    assert len(rule.no) >= 1, "a sentence that it must leave alone"


def repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def test_names_of_rules_are_unique() -> None:
    assert not repeated(rule.name for rule in load_rules().triggers)


@pytest.mark.parametrize("rule", load_rules().triggers, ids=lambda rule: rule.name)
def test_rule_speaks_the_codebook(rule: Trigger) -> None:
    kind = codebook.kinds()[rule.kind]
    roles = {role for names in rule.roles.values() for role in names.split()}
    assert roles <= {*kind.roles, "proposer", "place", "topic"}
    assert rule.mode is None or rule.mode in kind.modes


def test_mode_words_speak_the_codebook() -> None:
    for kind, entries in load_rules().modes.items():
        assert {entry.mode for entry in entries} <= set(codebook.kinds()[kind].modes)


def test_contexts_are_those_of_the_codebook() -> None:
    table = details._contexts()
    used = {
        *table["words"],
        *(name for part in ("default", "always") for v in table[part].values() for name in v),
    }
    assert used <= set(codebook.contexts())
    assert set(table["default"]) == set(codebook.kinds())


WRONG = [
    ({"name": "x", "verbs": ["а"], "word": ["б"]}, "unknown"),
    ({"name": "x", "verbs": ["а"], "need": ["luck"]}, "unknown need"),
    ({"name": "x", "with": ["а"]}, "no head words"),
    ({"name": "x", "verbs": ["@nowhere"]}, "no list"),
    ({"name": "x", "verbs": ["а"], "yes": ["А."]}, "no sentences under \\['no'\\]"),
]


@pytest.mark.parametrize(("entry", "message"), WRONG)
def test_wrong_rule_is_refused(entry: dict[str, object], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        parse_trigger("meeting", {"yes": ["А."], "no": ["Б."], **entry} if "yes" not in entry else entry, {})
