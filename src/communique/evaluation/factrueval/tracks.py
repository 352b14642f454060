"""The three tracks of FactRuEval-2016, scored as its comparator does.

1 mentions: a pair is worth the share of its words that are right, where only words of names weigh.
2 entities: a pair is worth the share of its attributes that are right.
3 facts: a gold fact may be found in pieces; what it is worth is told at `_quality`.

Where this differs from the comparator: it knows the type Facility, which the data have and the comparator's
tables lack; and it has no list of the normal forms of positions, so a response has to give positions in the
words of the text. Tracks 1 and 2 are searched whole, where the comparator skips some assignments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations

from communique.evaluation.factrueval.books import (
    FACTS,
    PHASE,
    Book,
    GoldEntity,
    GoldFact,
    GoldMention,
    Token,
)
from communique.evaluation.factrueval.response import Fact, Response
from communique.evaluation.factrueval.search import Best, Outcome, Problem, Tally, best_assignment
from communique.evaluation.factrueval.strings import alike, normal

TYPES = ("per", "loc", "org", "locorg")
_NAME = frozenset({"org_name", "loc_name"})
_WEIGHING = {
    "per": frozenset({"name", "patronymic", "nickname", "surname"}),
    "org": _NAME,
    "loc": _NAME,
    "locorg": _NAME,
}
_ABOVE = {"per": {"loc", "org", "locorg"}, "loc": {"loc", "org", "locorg"}}  # what a mention may lie inside
_ABOVE_OTHERS = {"org", "locorg"}
_WEIGHTS = {"position": 0.5, PHASE: 0.5}  # of a fact's arguments; 1 for all others

_FOUND = Tally(found=1)
_MISSED = Tally(gold=1)


# Track 1


@dataclass(frozen=True, slots=True)
class _Words:
    """A mention as words: `weighing` are those of names, `marks` single characters that are no letters."""

    tag: str
    tokens: frozenset[int]
    weighing: frozenset[int] = frozenset()
    marks: frozenset[int] = frozenset()


def score_mentions(book: Book, response: Response, locorg: bool = True) -> Best:
    """Track 1; without `locorg` its fourth type counts as loc (the comparator's `-l`)."""
    marks = frozenset(token.index for token in book.tokens if token.is_mark)
    gold = [_gold_words(mention, marks, locorg) for mention in book.mentions if mention.tag in TYPES]
    gold.sort(key=lambda words: TYPES.index(words.tag))
    found = [_found_words(book.tokens, *span, locorg) for span in response.mentions]
    groups = _siblings(gold)
    inside = [
        any(other.tag in _above(one.tag) and one.tokens < other.tokens for other in gold) for one in gold
    ]
    worth = [[max(_overlap(gold[g], other) for g in group) for other in found] for group in groups]
    problem = Problem(
        pairs=_candidates(worth),
        found=len(found),
        given=lambda group, items: _mention_outcomes(gold, inside, groups[group], found, items),
        alone=lambda item: Outcome.of(found[item].tag, _FOUND),
        together=max(map(len, groups), default=1),
    )
    return best_assignment(problem)


def _above(tag: str) -> set[str]:
    return _ABOVE.get(tag, _ABOVE_OTHERS)


def _kind(tag: str, locorg: bool) -> str:
    return "loc" if tag == "locorg" and not locorg else tag


def _gold_words(mention: GoldMention, marks: frozenset[int], locorg: bool) -> _Words:
    tag = _kind(mention.tag, locorg)
    weighing = {token for span in mention.spans if span.tag in _WEIGHING[tag] for token in span.tokens}
    return _Words(tag, mention.tokens, frozenset(weighing), mention.tokens & marks)


def _found_words(tokens: Sequence[Token], start: int, end: int, tag: str, locorg: bool) -> _Words:
    inside = [t for t in tokens if start <= t.start and t.end <= end and not _beside_a_word(t, tokens)]
    return _Words(_kind(tag, locorg), frozenset(token.index for token in inside))


def _beside_a_word(token: Token, tokens: Sequence[Token]) -> bool:
    """A mark or digit with no space before or behind it counts for nothing."""
    before = token.index > 0 and tokens[token.index - 1].end == token.start
    behind = token.index + 1 < len(tokens) and tokens[token.index + 1].start == token.end
    return token.end - token.start == 1 and token.is_mark and (before or behind)


def _siblings(gold: Sequence[_Words]) -> list[list[int]]:
    """Mentions of the same words, which are scored together, as their numbers."""
    groups: dict[frozenset[int], list[int]] = {}
    for index, words in enumerate(gold):
        groups.setdefault(words.tokens, []).append(index)
    return list(groups.values())


def _overlap(one: _Words, other: _Words) -> float:
    """Shared words over all words of both, 0 where the types differ."""
    shared = len(one.tokens & other.tokens) if one.tag == other.tag else 0
    return shared / len(one.tokens | other.tokens) if shared else 0.0


def _candidates(worth: Sequence[Sequence[float]]) -> list[frozenset[int]]:
    """Who may get what: by the rules of the tracks a perfect match goes before all others, so nothing else is
    open to either side of one, save where several gold items want the same."""
    wanted = Counter(f for row in worth for f, value in enumerate(row) if value == 1)
    return [_row_candidates(row, wanted) for row in worth]


def _row_candidates(row: Sequence[float], wanted: Mapping[int, int]) -> frozenset[int]:
    perfect = {f for f, value in enumerate(row) if value == 1}
    others = {f for f, value in enumerate(row) if value and f not in wanted}
    return frozenset(perfect if any(wanted[f] == 1 for f in perfect) else perfect | others)


def _mention_outcomes(
    gold: Sequence[_Words],
    inside: Sequence[bool],
    group: Sequence[int],
    found: Sequence[_Words],
    items: tuple[int, ...],
) -> list[Outcome]:
    """One outcome for each way to give all items to different mentions of the group."""
    outcomes = []
    for takers in permutations(group, len(items)):
        given = {g: found[item] for g, item in zip(takers, items, strict=True)}
        if all(_overlap(gold[g], words) for g, words in given.items()):
            parts = [_mention_outcome(gold, inside, group, g, given) for g in group]
            outcomes.append(sum(parts, Outcome()))
    return outcomes


def _mention_outcome(
    gold: Sequence[_Words],
    inside: Sequence[bool],
    group: Sequence[int],
    g: int,
    given: dict[int, _Words],
) -> Outcome:
    if not gold[g].weighing or inside[g] or _yields(gold, group, g, given):
        return Outcome()
    if g not in given:
        return Outcome.of(gold[g].tag, _MISSED)
    worth = _worth(gold[g], given[g])
    return Outcome.of(gold[g].tag, Tally(worth, worth, 1, 1))


def _yields(gold: Sequence[_Words], group: Sequence[int], g: int, given: dict[int, _Words]) -> bool:
    """Of two mentions of the same words one counts: the one that was found, else the organisation."""
    rivals = [o for o in group if o != g and gold[o].tag in _above(gold[g].tag)]
    if not rivals:
        return False
    rival = rivals[0]
    if (g in given) != (rival in given):
        return g not in given
    return rival < g if gold[rival].tag == gold[g].tag else gold[g].tag != "org"


def _worth(gold: _Words, found: _Words) -> float:
    """The share of right words. Of gold only words of names weigh; missing marks cost nothing."""
    right = len(gold.weighing & found.tokens)
    missed = len(gold.weighing - found.tokens - gold.marks)
    of = right + missed + len(found.tokens - gold.tokens)
    return right / of if of else _overlap(gold, found)


# Track 2


def score_entities(book: Book, response: Response, lenient: bool = False) -> Best:
    """Track 2; `lenient` does not mind attributes that gold lacks (the comparator's `-m`)."""
    gold = [entity for entity in book.entities if entity.attributes and entity.tag in TYPES]
    found = [(_kind(tag, False), attributes) for tag, attributes in response.entities]
    worth = [
        [_likeness(entity, attributes, lenient) if tag == entity.tag else 0.0 for tag, attributes in found]
        for entity in gold
    ]
    ignored = [_unscored(entity, book.mentions) for entity in gold]

    def given(g: int, items: tuple[int, ...]) -> list[Outcome]:
        if ignored[g]:
            return [Outcome()]
        tally = Tally(worth[g][items[0]], worth[g][items[0]], 1, 1) if items else _MISSED
        return [Outcome.of(gold[g].tag, tally)]

    alone = [Outcome.of(tag, _FOUND) for tag, _ in found]
    return best_assignment(Problem(_candidates(worth), len(found), given, alone.__getitem__, together=1))


def _likeness(entity: GoldEntity, attributes: Iterable[tuple[str, str]], lenient: bool) -> float:
    given = [(name, normal(value)) for name, value in attributes]
    hits = [
        [key == name and any(alike(string, value) for string in strings) for name, value in given]
        for key, strings in entity.attributes
    ]
    right = sum(map(any, hits))
    surplus = 0 if lenient else sum(not any(row[i] for row in hits) for i in range(len(given)))
    return right / (len(hits) + surplus)


def _unscored(entity: GoldEntity, mentions: Sequence[GoldMention]) -> bool:
    """Told only inside other names, or only by adjectives and descriptions."""
    told = [m for m in entity.mentions if not _all_tags(m, {"geo_adj"}) and not _described(m)]
    outside = [m for m in entity.mentions if not any(_lies_in(m, other) for other in mentions)]
    return bool(entity.mentions) and (not told or not outside)


def _all_tags(mention: GoldMention, tags: set[str]) -> bool:
    return all(span.tag in tags for span in mention.spans)


def _described(mention: GoldMention) -> bool:
    return all("descr" in span.tag for span in mention.spans)


def _lies_in(mention: GoldMention, other: GoldMention) -> bool:
    if other.tag not in _above(mention.tag):
        return False
    (start, end), (first, last) = mention.extent, other.extent
    if (start, end) == (first, last):
        return mention.tag in ("per", "loc") and other.tag == "org"
    return first <= start and end <= last


# Track 3


def score_facts(book: Book, response: Response, hard: bool = False) -> dict[str, Best]:
    """Track 3 by kind of fact, each with the best assignment of its own.

    The easy mode leaves difficult facts unscored and phases out; the `hard` one (the comparator's `-m`)
    scores both, and drops facts that are future, possible or negated.
    """
    return {kind: _score_kind(kind, book.facts, response.facts, hard) for kind in FACTS}


def _score_kind(kind: str, facts: Iterable[GoldFact], responses: Iterable[Fact], hard: bool) -> Best:
    gold = [_seen(fact, hard) for fact in facts if fact.kind == kind and not (hard and fact.unreal)]
    found = [fact for fact in responses if fact.kind == kind]
    problem = Problem(
        pairs=[frozenset(f for f, other in enumerate(found) if _may_be(fact, other)) for fact in gold],
        found=len(found),
        given=lambda g, items: [_fact_outcome(kind, gold[g], [found[i] for i in items], hard)],
        alone=partial(_alone, kind),
    )
    return best_assignment(problem)


def _alone(kind: str, item: int) -> Outcome:
    return Outcome.of(kind, _FOUND)


def _seen(fact: GoldFact, hard: bool) -> GoldFact:
    kept = tuple(argument for argument in fact.arguments if hard or argument[0] != PHASE)
    return GoldFact(fact.kind, kept, fact.difficult, fact.unreal)


def _may_be(gold: GoldFact, found: Fact) -> bool:
    """Some argument other than the position is the same."""
    return any(
        name != "position" and _same(name, strings, argument)
        for name, strings in gold.arguments
        for argument in found.arguments
    )


def _same(name: str, strings: Iterable[str], argument: tuple[str, str]) -> bool:
    return name == argument[0] and any(alike(string, argument[1]) for string in strings)


def _fact_outcome(kind: str, gold: GoldFact, found: Sequence[Fact], hard: bool) -> Outcome:
    if gold.difficult and not hard:
        return Outcome()  # neither the gold fact nor what was given to it is paid for
    quality = _quality(gold, found) if found else 0.0
    return Outcome.of(kind, Tally(quality, quality * len(found), 1, len(found)))


def _quality(gold: GoldFact, found: Sequence[Fact]) -> float:
    """Weights of the gold arguments found, over those and all missed and surplus ones; up to halved where
    they were found in several pieces, by the share of pairs that no piece holds both of."""
    at = [[_place(gold, argument) for argument in fact.arguments] for fact in found]
    matched = {place for places in at for place in places if place is not None}
    hits = sum(_weight(gold.arguments[place][0]) for place in matched)
    missed = sum(_weight(name) for place, (name, _) in enumerate(gold.arguments) if place not in matched)
    surplus = sum(
        _weight(argument[0])
        for fact, places in zip(found, at, strict=True)
        for argument, place in zip(fact.arguments, places, strict=True)
        if place is None
    )
    extent = hits / (hits + missed + surplus)
    return extent * (1 + _held_together(at, len(matched))) / 2


def _place(gold: GoldFact, argument: tuple[str, str]) -> int | None:
    """The first gold argument that this one is."""
    places = (place for place, (name, strings) in enumerate(gold.arguments) if _same(name, strings, argument))
    return next(places, None)


def _held_together(at: Sequence[Sequence[int | None]], matched: int) -> float:
    """The share of pairs of gold arguments that one found fact holds both of, as the comparator counts: among
    the first `matched` arguments of the gold fact."""
    pairs = matched * (matched - 1) / 2
    if len(at) == 1 or not pairs:
        return 1.0
    first = [{place for place in places if place is not None and place < matched} for places in at]
    held = {(one, other) for places in first for one in places for other in places if one < other}
    return len(held) / pairs


def _weight(name: str) -> float:
    return _WEIGHTS.get(name, 1.0)
