"""Times in a Russian report: words to EDTF, against the dateline's day, else the day of publication.

The grammar is data (`data/times.toml`): patterns over a sentence spelt as tokens, words of time by their
lemma. Each rule names a resolver below. What is not printed is inferred and says how; what cannot be resolved
has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from communique.reading.layers import Sentence, Text, TimeExpression, Word
from communique.reading.ru.dateline import anchor
from communique.reading.ru.morphology import in_dictionary, parses, plain
from communique.reading.ru.required import required
from communique.reading.ru.tense import Tense, is_its_verb, tense_at
from communique.reading.ru.wordlists import load_table
from communique.records.report import Dateline
from communique.records.when import When, WhenError

# A year of 365 days for steps from a day whose year is not known; a step over the end of February then may be
# off by one in a leap year, so such steps give no value.
PLAIN_YEAR = 2001
PUBLISHED_IN_EXAMPLES = "2024-03-06"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One entry of `data/times.toml`; `needs` are strings without which `regex` finds nothing."""

    name: str
    resolve: str
    regex: re.Pattern[str]
    edge: str | None
    surface: tuple[str, str] | None
    alone: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    needs: frozenset[str]


class Token(NamedTuple):
    """A piece of a word as the patterns see it; `word` is the index in `Text.words`."""

    shape: str
    word: int


class Found(NamedTuple):
    """A match of a rule in one sentence: words [first, last), and the groups of the pattern."""

    rule: TimeRule
    first: int
    last: int
    groups: Mapping[str, str]


class Value(NamedTuple):
    when: When | None
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a resolver may look at: the day to count from (`day`, or `about` where its year is not known), the
    tense of the nearest verb, the times found before, days printed with their year anywhere in the text."""

    day: date | None
    about: When | None
    tense: Tense
    before: tuple[TimeExpression, ...]
    printed: Mapping[tuple[int, int], int]
    sentence_start: int
    firm: bool = True  # the tense is that of the verb that the time hangs on


# -- the grammar -------------------------------------------------------------------------------------


def _data() -> dict[str, Any]:
    return load_table("times.toml")


def _any(table: str) -> str:
    return "|".join(sorted(_data()[table], key=len, reverse=True))


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    """Named parts of patterns; a digit at the end of the name goes into the names of its groups."""
    month, rel, number = _any("months"), _any("relative"), rf"(?:\d{{1,3}}|{_any('numbers')})"
    part = (
        r"(?:(?:в|во|на|к|ко|с) )?(?:начало|середина|конец|(?:(?:первый|второй) )?половина"
        r"|(?:первый|последний|двадцатых) числах|(?:первый|второй|третий) декаде)"
    )
    parts = {
        "rel": f"(?P<rel>{rel})",
        "season": f"(?P<season>{_any('seasons')})",
        "adjective": _any("month_adjectives"),
        "number": number,
        "ordinal": f"(?:{_any('ordinals')})",
        "part": f"(?:{part} )",
        "part_of": r"(?:(?:начало|середина|конец) )?",
        "Y": rf"(?:(?: ,)? {{year}}(?: (?:(?:{rel}) год|год|г))?|(?: (?P<yrel>{rel}|тот же) год)"
        r"| (?P<ythis>сего год|[ст] \. г))?",
        "year": r"(?P<year>(?:1[89]|20)\d\d)(?!\d)",
        "year_b": r"(?P<year_b>(?:1[89]|20)\d\d)",
        "month_b": rf"(?:в )?(?P<month_b>{month})",
    }
    for n in ("", "2"):
        parts[f"d{n}"] = rf"(?P<d{n}>[0-3]?\d)(?: - (?:е|го|ого|му))?"
        parts[f"month{n}"] = f"(?P<month{n}>{month})"
        parts[f"weekday{n}"] = f"(?P<weekday{n}>{_any('weekdays')})"
    return parts


@lru_cache(maxsize=1)
def load_rules() -> tuple[TimeRule, ...]:
    """Raises: ValueError naming the entry that is malformed."""
    return tuple(_rule(entry) for entry in _data()["rule"])


def _rule(entry: Mapping[str, Any]) -> TimeRule:
    name, resolve = str(entry["name"]), str(entry["resolve"])
    if resolve not in RESOLVERS:
        raise ValueError(f"times.toml: {name}: no resolver {resolve!r}")
    try:
        regex = re.compile(rf"(?<!\S)(?:{_expand(str(entry['pattern']))})(?!\S)")
    except re.error as error:
        raise ValueError(f"times.toml: {name}: {error}") from error
    group, _, case = str(entry.get("surface", "")).partition("=")
    surface = (group, case) if group else None
    edge, alone = entry.get("edge"), bool(entry.get("alone"))
    yes, no = tuple(entry["yes"]), tuple(entry["no"])
    return TimeRule(name, resolve, regex, edge, surface, alone, yes, no, required(regex))


@lru_cache(maxsize=1)
def _needs() -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*(rule.needs for rule in load_rules()))))


def rules_for(line: str) -> Iterator[tuple[int, TimeRule]]:
    """The rules that may find something in a line, with their places in the table."""
    present = {string for string in _needs() if string in line}
    for order, rule in enumerate(load_rules()):
        if not rule.needs or not rule.needs.isdisjoint(present):
            yield order, rule


def _expand(pattern: str) -> str:
    """Put the parts in, the optional year first since it has a part of its own."""
    parts = _parts()
    for name in ("Y", *sorted(parts, key=len, reverse=True)):
        pattern = pattern.replace("{" + name + "}", parts[name])
    return pattern


# -- a sentence as tokens ----------------------------------------------------------------------------

GLUED_MONTH = re.compile(
    r"(в)((?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[ея])"
)


GROWN_ON = re.compile(
    r"((?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[яа]|год[ау])(\w+)"
)


@lru_cache(maxsize=1)
def _time_lemmas() -> frozenset[str]:
    tables = (
        "months",
        "month_adjectives",
        "weekdays",
        "seasons",
        "numbers",
        "ordinals",
        "relative",
        "days",
        "units",
    )
    return frozenset(lemma for table in tables for lemma in _data()[table]) | frozenset(
        _data()["other"]["lemmas"]
    )


@lru_cache(maxsize=1)
def _time_forms() -> frozenset[str]:
    """All forms of the words of time: no other word of the dictionary has one of their lemmas."""
    return frozenset(plain(f.word) for lemma in _time_lemmas() for p in parses(lemma) for f in p.lexeme)


# Forms that the dictionary reads otherwise too, or that differ in meaning from their lemma («на днях»).
SHAPES = {"лет": "год", "гг": "год", "г": "г", "днях": "днях", "дни": "дни", "пор": "пор"}


def _lemma(parse: Any) -> str:
    """The dictionary's lemma; that of «прошедшей», «ближайшее» is «прошедший», «ближайший» here."""
    adjective = parse.tag.POS == "PRTF" or "Supr" in parse.tag
    inflected = parse.inflect({"nomn", "sing", "masc"}) if adjective else None
    return plain(inflected.word if inflected else parse.normal_form)


def shape_of(word: str) -> str:
    """The token that patterns see: the lemma of a word of time, else the word in lower case with ё as е."""
    bare = plain(word)
    if not bare.isalpha():
        return bare
    if bare in SHAPES:
        return SHAPES[bare]
    if bare not in _time_forms() and in_dictionary(word):
        return bare
    lemmas = [_lemma(p) for p in parses(word)]
    return next((lemma for lemma in lemmas if lemma in _time_lemmas()), bare)


def tokens_of(text: Text, sentence: Sentence) -> list[Token]:
    words = text.words[sentence.first : sentence.last]
    return [Token(shape, word.index) for word in words for shape in shapes_of(word.text)]


@lru_cache(maxsize=65536)
def tells_time(word: str) -> bool:
    """A number or word of time, or one grown to another."""
    return any(shape.isdigit() or shape in _time_lemmas() for shape in shapes_of(word))


@lru_cache(maxsize=65536)
def shapes_of(word: str) -> tuple[str, ...]:
    """The tokens of one word: numbers, letters and marks apart, a preposition grown to a month too."""
    pieces: list[str] = []
    for piece in re.findall(r"\d+|[^\W\d_]+|\S", word):
        glued = GLUED_MONTH.fullmatch(plain(piece))
        pieces += glued.groups() if glued else grown_on(piece)
    return tuple(map(shape_of, pieces))


def grown_on(piece: str) -> tuple[str, ...]:
    """«маябыли»: the month or year that another word grew on; all else as it stands."""
    grown = GROWN_ON.fullmatch(plain(piece))
    if grown is None or in_dictionary(piece) or not in_dictionary(grown[2]):
        return (piece,)
    return grown.groups()


# -- finding -----------------------------------------------------------------------------------------


def find_times(text: Text, published: When | None, dateline: Dateline | None) -> tuple[TimeExpression, ...]:
    """Time expressions in order of text, apart from one another: the longest match, then the earlier rule.

    Relative words count from the dateline's day, else from `published`. Values hold what the words say; what
    they leave out (mostly the year) is filled in where that day allows it, and `inferred` says so. `value` is
    None for vague words and for what nothing resolves.
    """
    matches = [match for sentence in text.sentences for match in _matches(text, sentence)]
    if dateline is not None:
        matches = [m for m in matches if not dateline.span.overlaps(text.span(m.first, m.last))]
    day, about = anchor(published, dateline)
    if day is None and about is None:
        about = _told_day(matches)
    found: list[TimeExpression] = []
    printed = _printed_years(matches)
    for match in matches:
        start = text.sentences[text.words[match.first].sentence].start
        tense = tense_at(text, match.first, match.last)
        firm = is_its_verb(text, match.first, match.last)
        context = Context(day, about, tense, tuple(found), printed, start, firm)
        found.append(_expression(text, match, context))
    return tuple(found)


def _told_day(matches: list[Found]) -> When | None:
    """«Вчера, 7 марта» tells the day of a report that bears no date."""
    for match in matches:
        if match.rule.name == "relative_day_with_date":
            g = match.groups
            named = When.day(int(g["year"]) if "year" in g else None, _month(g["month"]), int(g["d"]))
            context = Context(named.single_day, named, Tense.OTHER, (), {}, 0)
            return _days_from(context, -int(_data()["days"][g["day"]])).when
    return None


def _matches(text: Text, sentence: Sentence) -> Iterator[Found]:
    """Matches in one sentence: from the left, the longest, then that of the earlier rule."""
    if not any(tells_time(word.text) for word in text.words[sentence.first : sentence.last]):
        return
    tokens = tokens_of(text, sentence)
    line = " ".join(token.shape for token in tokens)
    hits = [hit for order, rule in rules_for(line) for hit in _hits(text, tokens, line, order, rule)]
    end = -1
    for start, minus_end, _, found in sorted(hits, key=lambda hit: hit[:3]):
        if start >= end:
            yield found
            end = -minus_end


def _hits(
    text: Text, tokens: list[Token], line: str, order: int, rule: TimeRule
) -> Iterator[tuple[int, int, int, Found]]:
    """Matches of one rule, each with what it is sorted by."""
    for m in rule.regex.finditer(line):
        first = tokens[line.count(" ", 0, m.start())].word
        last = tokens[line.count(" ", 0, m.end())].word + 1
        if _surface_fits(rule, text.words[first:last], m) and not (rule.alone and _has_genitive(text, last)):
            groups = {name: value for name, value in m.groupdict().items() if value is not None}
            yield m.start(), -m.end(), order, Found(rule, first, last, groups)


def _has_genitive(text: Text, at: int) -> bool:
    """A noun or adjective in the genitive comes next: «накануне саммита»."""
    following = text.words[at : at + 1]
    return any(w.pos in ("NOUN", "PROPN", "ADJ", "DET") and w.feats.get("Case") == "Gen" for w in following)


def _surface_fits(rule: TimeRule, words: tuple[Word, ...], match: re.Match[str]) -> bool:
    """The word of the named group stands in the case that the rule asks («в среду», not «в среде»)."""
    if rule.surface is None:
        return True
    group, case = rule.surface
    wanted = {"Acc": ("accs",), "Gen": ("gent",), "Ins": ("ablt",)}[case]
    return any(
        plain(p.normal_form) == match[group] and p.tag.case in wanted
        for word in words
        for p in parses(word.text)
    )


def _expression(text: Text, found: Found, context: Context) -> TimeExpression:
    try:
        value = RESOLVERS[found.rule.resolve](found.groups, context)
        value = _with_edge(value, found.rule.edge)
    except WhenError:
        value = NONE
    span = text.span(found.first, found.last)
    return TimeExpression(span, found.first, found.last, value.when, found.rule.name, value.inferred)


def _with_edge(value: Value, edge: str | None) -> Value:
    if value.when is None or edge is None:
        return value
    since = edge == "since"
    return Value(When.interval(*((value.when, None) if since else (None, value.when))), value.inferred)


def _printed_years(matches: list[Found]) -> dict[tuple[int, int], int]:
    """(month, day) -> year, for days that the text prints with one year only, wherever it does."""
    years: dict[tuple[int, int], set[int]] = {}
    for g in (m.groups for m in matches if m.rule.resolve == "point"):
        if {"d", "month", "year"} <= g.keys():
            years.setdefault((_month(g["month"]), int(g["d"])), set()).add(int(g["year"]))
    return {day: next(iter(found)) for day, found in years.items() if len(found) == 1}


# -- resolving ---------------------------------------------------------------------------------------

NONE = Value(None)
FROM_PUBLISHED = "year from the day of publication"
COUNTED = "counted from the day of publication"
Groups = Mapping[str, str]
Resolver = Callable[[Groups, Context], Value]


def _month(lemma: str) -> int:
    return int(_data()["months"][lemma])


def _number(groups: Groups) -> int:
    printed = groups.get("num", "1")
    return int(printed) if printed.isdigit() else int(_data()["numbers"][printed])


def _step(lemma: str) -> int:
    return int(_data()["relative"][lemma])


def _year_words(groups: Groups, context: Context) -> tuple[int | None, str | None]:
    """The year that is printed, or that «прошлого года» means; the reason when it is not printed."""
    if "year" in groups:
        return int(groups["year"]), None
    if "yrel" in groups and groups["yrel"] == "тот же":
        named = _last_year(context)
        return (named, "the year named before") if named else (None, None)
    if "ythis" in groups and context.day is not None:
        return context.day.year, COUNTED
    if "yrel" in groups and context.day is not None:
        return context.day.year + _step(groups["yrel"]), COUNTED
    return None, None


def _last_year(context: Context) -> int | None:
    for earlier in reversed(context.before):
        if earlier.value is not None and earlier.value.earliest is not None:
            return earlier.value.earliest.year
    return None


def point(groups: Groups, context: Context) -> Value:
    """A day, month or year; a missing year is that of the same day elsewhere in the text, or the nearest."""
    year, why = _year_words(groups, context)
    month = int(groups["m"]) if "m" in groups else _month(groups["month"]) if "month" in groups else None
    if month is None:
        return Value(When.year(year), why) if year is not None else NONE
    bare = When.day(year, month, int(groups["d"])) if "d" in groups else When.month(year, month)
    return Value(bare, why) if year is not None else _dated(bare, context, "yrel" in groups)


def month_adjective(groups: Groups, context: Context) -> Value:
    """«июньский саммит»: the month of what the adjective describes."""
    month = int(_data()["month_adjectives"][groups["adjective"]])
    if "year" in groups:
        return Value(When.month(int(groups["year"]), month))
    return _dated(When.month(None, month), context)


def _dated(bare: When, context: Context, year_is_meant: bool = False) -> Value:
    """Fill in the year. `year_is_meant`: «прошлого года» or the like stands there, so no other is guessed."""
    if (year := _year_elsewhere(bare, context)) is not None:
        return Value(bare.with_year(year), "year printed with the same day elsewhere")
    if (year := _year_in_sentence(context)) is not None:
        return Value(bare.with_year(year), NAMED_BEFORE)
    if context.day is None or year_is_meant:
        return Value(bare)
    filled = nearest(bare, context.day, context.tense)
    sure = context.firm and context.tense is not Tense.FUTURE
    if filled is not None and not sure and _gap(filled, context.day) > FAR:
        filled = nearest(bare, context.day, Tense.OTHER)
    return Value(filled, FROM_PUBLISHED) if filled else Value(bare)


# Days. Of a day that long ago or ahead the press prints the year: the tense of a verb farther off misleads,
# and «состоится» of a day just past is an old report.
FAR = 270


def _year_elsewhere(bare: When, context: Context) -> int | None:
    known = bare.point
    if known is None or known.day is None or known.month is None:
        return None
    return context.printed.get((int(known.month), int(known.day)))


NAMED_BEFORE = "year named just before"
SENTENCE_BEFORE = 400  # characters; where the day of publication is not known, a year that far back counts


def _year_in_sentence(context: Context) -> int | None:
    """«В 2023 году форум прошёл 8-9 июня»: a bare year before, in the same sentence.

    Where the day of publication is not known, any printed year of the sentence before does too.
    """
    since = context.sentence_start - (0 if context.day else SENTENCE_BEFORE)
    for earlier in reversed([e for e in context.before if e.span.start >= since]):
        value = earlier.value
        if value is None or value.earliest is None:
            continue
        bare = earlier.inferred is None and value.point is not None and value.point.month is None
        if bare or earlier.inferred == NAMED_BEFORE or (context.day is None and earlier.inferred is None):
            return value.earliest.year
        return None
    return None


def nearest(bare: When, day: date, tense: Tense) -> When | None:
    """The year that fits: past, the latest not begun after the day; future, the earliest not over before it;
    else the nearest. One day of grace, for reports filed after midnight."""
    choices = list(_in_years(bare, range(day.year - 5, day.year + 5)))
    fit = choices
    if tense is Tense.PAST:
        fit = [c for c in choices if c.earliest and c.earliest <= day + timedelta(days=1)]
    elif tense is Tense.FUTURE:
        fit = [c for c in choices if c.latest and c.latest >= day]
    return min(fit, key=lambda c: (_gap(c, day), c), default=None)


def _in_years(bare: When, years: range) -> Iterator[When]:
    for year in years:
        try:
            yield bare.with_year(year)
        except WhenError:
            continue


def _gap(when: When, day: date) -> int:
    """Days between a time and a day; 0 when it holds the day."""
    first, last = when.earliest or day, when.latest or day
    return max((first - day).days, (day - last).days, 0)


def interval(groups: Groups, context: Context) -> Value:
    """Two days or two months; the first may leave its month and year to the second."""
    year, why = _year_words(groups, context)
    month2 = _month(groups["month2"])
    first_month = groups.get("month", groups.get("month_b"))
    month = _month(first_month) if first_month else month2
    late = year
    if year is not None and month > month2:
        year -= 1
    if "year_b" in groups:
        year = int(groups["year_b"])
        late = late or year
    if "d" in groups:
        start, end = When.day(year, month, int(groups["d"])), When.day(late, month2, int(groups["d2"]))
    else:
        start, end = When.month(year, month), When.month(late, month2)
    both = When.interval(start, end)
    return Value(both, why) if year is not None else _dated(both, context)


def several(groups: Groups, context: Context) -> Value:
    """«27, 28 и 29 февраля»: an interval where the days follow one another, else all of them."""
    days = sorted(int(groups[name]) for name in ("d", "d3", "d4", "d2") if name in groups)
    year, why = _year_words(groups, context)
    month = _month(groups["month2"])
    in_row = days == list(range(days[0], days[0] + len(days)))
    first = When.day(year, month, days[0])
    if in_row:
        both = When.interval(first, When.day(year, month, days[-1]))
        return Value(both, why) if year is not None else _dated(both, context)
    dated = Value(first, why) if year is not None else _dated(first, context)
    point_ = dated.when.point if dated.when else None
    known = int(point_.year) if point_ and point_.has_year else None
    each = ",".join(str(When.day(known, month, day)) for day in days)
    return Value(When.parse("{" + each + "}"), dated.inferred)


def relative_day(groups: Groups, context: Context) -> Value:
    return _days_from(context, int(_data()["days"][groups["day"]]))


def _days_from(context: Context, steps: int) -> Value:
    """The day `steps` days from the one counted from; a day without a year gives one without."""
    if context.day is not None:
        return Value(When.of_date(context.day + timedelta(days=steps)), COUNTED)
    known = context.about.point if context.about else None
    if known is None or not known.day or not known.month or "X" in known.month + known.day:
        return NONE
    if steps == 0:
        return Value(context.about, COUNTED)
    start = date(PLAIN_YEAR, int(known.month), int(known.day))
    end = start + timedelta(days=steps)
    if start.month != end.month and 2 in (start.month, end.month) and 3 in (start.month, end.month):
        return NONE
    return Value(When.day(None, end.month, end.day), COUNTED)


def day_before(groups: Groups, context: Context) -> Value:
    return _days_from(context, -1)


def _last_day(context: Context) -> date | None:
    for earlier in reversed(context.before[-4:]):
        if earlier.value is not None and earlier.value.single_day is not None:
            return earlier.value.single_day
    return context.day


def from_named_day(groups: Groups, context: Context) -> Value:
    """«Днём ранее», «на следующий день»: a step from the last day named, else from the day of publication."""
    named = _last_day(context)
    steps = 1 if groups["step"].startswith(("на", "день позднее")) else -1
    return (
        Value(When.of_date(named + timedelta(days=steps)), "counted from the day named before")
        if named
        else NONE
    )


def same_time(groups: Groups, context: Context) -> Value:
    """«В тот же день», «в том же году»: the last time named, as exact as the words."""
    why = "the time named before"
    unit = groups.get("unit", groups.get("unit2"))
    if unit == "год":
        year = _last_year(context)
        return Value(When.year(year), why) if year else NONE
    named = [e.value.point for e in context.before[-6:] if e.value is not None and e.value.point is not None]
    fit = [p for p in named if p.month is not None and (unit != "день" or p.day is not None)]
    if not fit:
        return NONE
    last = fit[-1]
    if unit == "месяц" and last.month is not None:
        return Value(When.month(int(last.year) if last.has_year else None, int(last.month)), why)
    return Value(When.of(last), why)


def weekday(groups: Groups, context: Context) -> Value:
    """Past: the latest such day, that of publication included; future: the next one, likewise.

    «Минувшую» leaves the day of publication out, «следующий» is in the next week, «эту» in the same.
    """
    if context.day is None:
        return NONE
    number = int(_data()["weekdays"][groups["weekday"]])
    back = (context.day.isoweekday() - number) % 7
    step = _step(groups["rel"]) if "rel" in groups else None
    if step is None:
        steps = (7 - back) % 7 if context.tense is Tense.FUTURE else -back
    elif step == -1:
        steps = -(back or 7)
    elif groups["rel"] == "ближайший":
        steps = (7 - back) % 7 or 7
    else:
        steps = number - context.day.isoweekday() + 7 * step
        ahead, behind = context.tense is Tense.FUTURE, context.tense is Tense.PAST
        if step == 0 and ((behind and steps > 0) or (ahead and steps < 0)):
            steps += 7 if ahead else -7
    return Value(When.of_date(context.day + timedelta(days=steps)), COUNTED)


def weekdays(groups: Groups, context: Context) -> Value:
    """«Во вторник и среду»: days in a row are an interval, as «с понедельника по среду» is; others a set."""
    numbers = _data()["weekdays"]
    apart = timedelta(days=(int(numbers[groups["weekday2"]]) - int(numbers[groups["weekday"]])) % 7)
    ahead = context.tense is Tense.FUTURE or "rel" in groups
    counted = weekday(groups if ahead else {"weekday": groups["weekday2"]}, context).when
    day = counted.single_day if counted else None
    if day is None or not apart:
        return NONE
    first, last = (day, day + apart) if ahead else (day - apart, day)
    if "and" in groups and apart.days > 1:
        return Value(When.parse(f"{{{When.of_date(first)},{When.of_date(last)}}}"), COUNTED)
    return Value(When.interval(When.of_date(first), When.of_date(last)), COUNTED)


def weekend(groups: Groups, context: Context) -> Value:
    """The Saturday and Sunday last over, or begun; with a future tense the next that are not over."""
    if context.day is None:
        return NONE
    step = _step(groups["rel"]) if "rel" in groups else 0
    step = step or (1 if context.tense is Tense.FUTURE else -1)
    saturday = context.day + timedelta(days=6 - context.day.isoweekday())
    if step < 0 and saturday > context.day:
        saturday -= timedelta(weeks=1)
    return Value(When.interval(When.of_date(saturday), When.of_date(saturday + timedelta(days=1))), COUNTED)


def period(groups: Groups, context: Context) -> Value:
    """A week (Monday to Sunday), month or year by its place before or after that of publication."""
    step = _step(groups["rel"]) if "rel" in groups else 0
    if context.day is None:
        return (
            Value(When.parse("XXXX"), "the report's year is not known") if groups["unit"] == "год" else NONE
        )
    return Value(_period(groups["unit"], step, context.day), COUNTED)


def _period(unit: str, step: int, day: date) -> When:
    if unit == "год":
        return When.year(day.year + step)
    if unit == "месяц":
        months = day.year * 12 + day.month - 1 + step
        return When.month(months // 12, months % 12 + 1)
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
    return When.interval(When.of_date(monday), When.of_date(monday + timedelta(days=6)))


def quarter(groups: Groups, context: Context) -> Value:
    """A quarter as its first and last month."""
    order = {"i": 1, "ii": 2, "iii": 3, "iv": 4} | {str(n): n for n in range(1, 5)} | _data()["numbers"]
    number = int(order[groups["q"]])
    year, why = _year_words(groups, context)
    both = When.interval(When.month(year, 3 * number - 2), When.month(year, 3 * number))
    return Value(both, why) if year is not None else _dated(both, context)


def season(groups: Groups, context: Context) -> Value:
    """21 spring to 24 winter (codebook, note 27). Winter takes the year of publication."""
    code = int(_data()["seasons"][groups["season"]])
    year, why = _year_words(groups, context)
    if year is not None or context.day is None:
        return Value(When.season(year, code), why)
    if "rel" in groups:
        return Value(_relative_season(code, _step(groups["rel"]), context.day), COUNTED)
    return _dated(When.season(None, code), context)


def _relative_season(code: int, step: int, day: date) -> When:
    """«Прошлой осенью» is the last one that is over, «этой» the year's, «следующей» the next to begin."""
    this = When.season(day.year, code)
    if step < 0:
        return this if this.latest and this.latest < day else When.season(day.year - 1, code)
    return this if step == 0 or (this.earliest and this.earliest > day) else When.season(day.year + 1, code)


def years(groups: Groups, context: Context) -> Value:
    first, last = groups["y1"], groups["y2"]
    return Value(When.interval(When.year(int(first)), When.year(int(first[: 4 - len(last)] + last))))


def decade(groups: Groups, context: Context) -> Value:
    printed = groups["y"] if len(groups["y"]) == 4 else "19" + groups["y"]
    return Value(When.parse(printed[:3] + "X"), None if len(groups["y"]) == 4 else "century")


def distance(groups: Groups, context: Context) -> Value:
    """«Два дня назад», «через неделю»: as exact as the unit; a half year as a month."""
    sign = -1 if "ago" in groups or "half" in groups else 1
    if context.day is None or (sign > 0 and context.tense is Tense.PAST):
        return NONE  # «через два дня» in a tale counts from a day of that tale
    unit, number = ("месяц", 6) if "half" in groups else (groups["unit"], _number(groups))
    if unit in ("день", "сутки", "неделя"):
        return _days_from(context, sign * number * (7 if unit == "неделя" else 1))
    return Value(_period(unit, sign * number, context.day), COUNTED)


def running(groups: Groups, context: Context) -> Value:
    """«Уже два дня»: from then on."""
    start = distance({**groups, "ago": "назад"}, context).when
    return Value(When.interval(start, None), COUNTED) if start else NONE


def running_day(groups: Groups, context: Context) -> Value:
    """«Уже шестой день»: from the first of them to the day of publication."""
    if context.day is None:
        return NONE
    number = int(_data()["ordinals"][groups.get("num", groups.get("num2"))])
    start = context.day - timedelta(days=number - 1)
    return Value(When.interval(When.of_date(start), When.of_date(context.day)), COUNTED)


def these_days(groups: Groups, context: Context) -> Value:
    """«На днях» looks back with a past tense; ahead, it is vague."""
    return until_published(groups, context) if context.tense is Tense.PAST else NONE


def until_published(groups: Groups, context: Context) -> Value:
    """«Ранее», «недавно»: some time before the day of publication."""
    day = When.of_date(context.day) if context.day else context.about
    return Value(When.interval(None, day), "before the day of publication") if day else NONE


def nothing(groups: Groups, context: Context) -> Value:
    """Vague words are found, so that nothing else reads them, and have no value."""
    return NONE


RESOLVERS: Mapping[str, Resolver] = {
    f.__name__: f
    for f in (
        point, month_adjective, interval, several, relative_day, day_before, from_named_day, same_time,
        weekday, weekdays, weekend, period, quarter, season, years, decade, distance, running, running_day,
        these_days, until_published, nothing,
    )
}  # fmt: skip
