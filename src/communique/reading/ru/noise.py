"""Noise: characters of a Russian report that are no part of it, found on the raw text alone.

Patterns are data (`data/noise.toml`); what needs the rest of the page to be seen (a head printed twice, the
biography a page slips in behind a name, links among sentences) is a small function here. Every span keeps
the name of the rule that found it. Rules overlap; their spans are merged, the first rule's name is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from communique.reading.ru.morphology import parses, plain
from communique.reading.ru.required import required
from communique.reading.ru.wordlists import load_table
from communique.records.reading import Noise
from communique.records.report import Report
from communique.records.span import Span

Range = tuple[int, int]

MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
PARTS = {
    "space": r"[ \t\u00a0\u2009\u202f]",
    "month": f"(?:{MONTHS})",
    "stamp": rf"\d{{1,2}}[ \u00a0](?:{MONTHS})[ \u00a0]\d{{4}}(?:[ \u00a0]года)?",
    "words": r"(?:[^.!?\n]|[.!?](?!\s)){1,500}",
}
STAMP = rf"\d{{1,2}}\s(?:{MONTHS})\s\d{{4}}\sгода(?:\s\d{{1,2}}:\d{{2}})?"
SECTION = r"(?:(?:События|Новости|Документы|Стенограммы|Поездки|Выступления)\s+)?"
ENDS = ".!?…:;,"
CLOSERS = '»"”)*_]'


@dataclass(frozen=True, slots=True)
class NoisePattern:
    """One entry of `data/noise.toml`; `yes` marks what must be found with ⟦ ⟧, `no` must give nothing.

    `needs` are strings without which `regex` finds nothing.
    """

    name: str
    kind: str
    regex: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    needs: frozenset[str]

    def may_match(self, lower: str) -> bool:
        """Whether a text, given in lower case, can hold a match."""
        return not self.needs or any(string in lower for string in self.needs)


@lru_cache(maxsize=1)
def load_patterns() -> tuple[NoisePattern, ...]:
    """Raises: ValueError naming the entry that is malformed."""
    return tuple(_pattern(entry) for entry in _data()["rule"])


def _data() -> dict[str, Any]:
    return load_table("noise.toml")


def _pattern(entry: Mapping[str, Any]) -> NoisePattern:
    name, kind = str(entry["name"]), str(entry["kind"])
    if kind not in {"line", "list", "passage"}:
        raise ValueError(f"noise.toml: {name}: kind {kind!r}")
    try:
        regex = re.compile(_with_parts(str(entry["pattern"])), re.VERBOSE | re.MULTILINE)
    except re.error as error:
        raise ValueError(f"noise.toml: {name}: {error}") from error
    yes, no = (tuple(str(line) for line in entry[key]) for key in ("yes", "no"))
    return NoisePattern(name, kind, regex, yes, no, required(regex))


def _with_parts(pattern: str) -> str:
    for name, part in PARTS.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


def lines_of(text: str) -> tuple[Range, ...]:
    """Non-empty lines of the text, blanks at their ends left out."""
    return tuple((m.start(), m.end()) for m in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text))


def match_pattern(pattern: NoisePattern, text: str) -> Iterator[Range]:
    if pattern.kind == "passage":
        yield from (m.span() for m in pattern.regex.finditer(text) if m.end() > m.start())
        return
    lines = lines_of(text)
    for number, (start, end) in enumerate(lines):
        if pattern.regex.fullmatch(text, start, end):
            yield start, _end_of_links(text, lines, number) if pattern.kind == "list" else end


def _end_of_links(text: str, lines: tuple[Range, ...], number: int) -> int:
    """End of the run of link lines below a list's heading; the heading's own end where none follow.

    A heading that carries its link on its own line has none below it.
    """
    start, end = lines[number]
    if ":" in text[start : end - 1].rstrip():
        return end
    for below in lines[number + 1 :]:
        if not is_unmarked(text[slice(*below)]):
            break
        end = below[1]
    return end


# Characters. A headline of two sentences is short; no headline is longer than the second value.
SHORT_LINK, MAX_LINK = 120, 250
SENTENCE_BREAK = re.compile(r"(?<=[а-яё»\")0-9])[.!?]\"?\s?(?=[А-ЯЁ«\"])")


def looks_like_link(line: str) -> bool:
    """A headline without a mark at its end: no sentence, no speech, no heading of a section."""
    whole = len(line) < SHORT_LINK or SENTENCE_BREAK.search(line) is None
    return len(line) < MAX_LINK and whole and is_unmarked(line)


def is_unmarked(line: str) -> bool:
    """No mark at the end, no mark of speech, heading or note at the beginning."""
    bare = line.rstrip(CLOSERS)
    speech = line.startswith(("#", "—", "–", "«", "*")) or line.count("»") > line.count("«")
    return len(line) > 8 and not bare.endswith(tuple(ENDS)) and not speech


def pattern_noise(text: str) -> Iterator[tuple[Range, str]]:
    lower = text.lower()
    for pattern in load_patterns():
        if pattern.may_match(lower):
            for found in match_pattern(pattern, text):
                yield found, pattern.name


# -- a head printed twice -------------------------------------------------------------------------


def _loose(words: str) -> str:
    """The same words whatever the blanks between them and the mark at their end."""
    return r"\s+".join(re.escape(w) for w in words.rstrip(ENDS + " ").split()) + r"[.!?…]?"


def repeated_head(text: str, title: str | None = None) -> Iterator[tuple[Range, str]]:
    """A line that begins with the title, or title and lead, once more (codebook, note 1).

    `title` is the page's own, which the text may leave out at its head; else the first line is the title.
    """
    lines = lines_of(text)
    heads = [text[slice(*line)] for line in lines]
    apart = bool(title) and bool(lines) and not _is_same(title or "", heads[0])
    for number in range(0 if apart else 1, len(lines)):
        start, end = lines[number]
        above = [title or "", *heads[:number]] if apart else heads[:number]
        found = _head_again(text, above, start, end)
        if found is not None:
            yield (start, found), "repeated_head"
            yield from _title_again(text, above[0], found, end)


def _is_same(one: str, other: str) -> bool:
    return one.rstrip(ENDS + " ").split() == other.rstrip(ENDS + " ").split()


def _head_again(text: str, above: list[str], start: int, end: int) -> int | None:
    title, *leads = above
    words = title.rstrip(ENDS + " ").split()
    if len(title.split()) < 3 or any(text.find(word, start, end) < 0 for word in words):
        return None
    again = re.compile(f"({SECTION})" + _loose(title) + r"(?![\w-])").match(text, start, end)
    if again is None:
        return None
    at = again.end()
    for lead in leads:
        more = re.compile(r"\s*" + _loose(lead)).match(text, at, end)
        at = more.end() if more else at
    return at if again.group(1) or _furniture_follows(text[at:end]) else None


def _furniture_follows(rest: str) -> bool:
    """The line ends, or a stamp or an announcement comes: a lead that only opens with the title's words
    goes on with a sentence and is text."""
    return not rest.strip() or re.match(rf"\s*(?:{STAMP}|Анонс на )", rest) is not None


def _title_again(text: str, title: str, start: int, end: int) -> Iterator[tuple[Range, str]]:
    """Further copies of the title on the same line, each before a new sentence or the line's end."""
    for m in re.finditer(_loose(title) + r"(?=\s+[А-ЯЁA-Z«]|\s*$)", text[start:end]):
        yield (start + m.start(), start + m.end()), "repeated_title"


def repeated_line(text: str) -> Iterator[tuple[Range, str]]:
    """A whole line whose words stand above already, list marks and blanks aside; the copy goes."""
    above = ""
    for start, end in lines_of(text):
        line = text[start:end].lstrip("->• ").rstrip(ENDS)
        key = "".join(line.split())
        if len(line.split()) >= 4 and key in above:
            yield (start, end), "repeated_line"
        above += key + "\n"


# -- links and captions among sentences -------------------------------------------------------------


def quoted_link(text: str) -> Iterator[tuple[Range, str]]:
    """«> Headline» with no mark at its end: a link in a quotation's clothes."""
    for start, end in lines_of(text):
        line = text[start:end]
        if (line.startswith("> ") and is_unmarked(line[2:])) or line.startswith(("> (Видео)", "> (Фото)")):
            yield (start, end), "quoted_link"


def foreign_line(text: str) -> Iterator[tuple[Range, str]]:
    """A line in another script inside a Cyrillic report: a post shown as it stood, then told in Russian."""
    lines = [line for line in lines_of(text) if _foreign(text[slice(*line)])]
    if lines and mostly_cyrillic(text):
        yield from ((line, "foreign_line") for line in lines)


def _foreign(line: str) -> bool:
    if len(line) < 40 or sum(map(line.count, FREQUENT)) > 0.15 * len(line):
        return False
    letters, latin = _letters(line, "a", "ʯ")
    return letters >= 40 and latin > 0.85 * letters


FREQUENT = "оеаинт"  # four letters of ten in Russian print


def mostly_cyrillic(text: str) -> bool:
    letters, cyrillic = _letters(text, "а", "ӿ")
    return cyrillic > 0.6 * letters


def _letters(text: str, first: str, last: str) -> tuple[int, int]:
    """How many letters there are, and how many of them between these two."""
    counts = {c: n for c, n in Counter(text).items() if c.isalpha()}
    return sum(counts.values()), sum(n for c, n in counts.items() if first <= c.lower() <= last)


GLUED_LINK = re.compile(r"(?<=[а-яё»\"][.!?])[А-ЯЁ][^.!?,:;«»\"\n]{15,100}?[а-яё](?=[А-ЯЁ][а-яё])")


def glued_link(text: str) -> Iterator[tuple[Range, str]]:
    """A headline set between two sentences with no blank on either side and no mark of its own.

    A blank lost inside a sentence looks the same; a headline opens with a noun, ends with one, has four
    words or more, and is printed once.
    """
    for m in GLUED_LINK.finditer(text):
        words = m.group().split()
        if (
            len(words) >= 4
            and all(_likely_noun(w) for w in (words[0], words[-1]))
            and text.count(m.group()) == 1
        ):
            yield m.span(), "glued_link"


def _likely_noun(word: str) -> bool:
    return any(p.tag.POS == "NOUN" for p in parses(word)[:1])


def trailing_links(text: str) -> Iterator[tuple[Range, str]]:
    """Headlines without a mark at their end, below the report's last sentence.

    Where most lines have no mark, the report is printed so and nothing is told by it.
    """
    copies = {line for line, _ in repeated_line(text)}
    lines = [line for line in lines_of(text) if line not in copies]
    below = list(takewhile(lambda line: _stands_alone(text[slice(*line)]), reversed(lines)))
    if len(below) <= len(lines) / 2:
        yield from ((line, "trailing_link") for line in below)


def _stands_alone(line: str) -> bool:
    return looks_like_link(line) and len(line.split()) >= 3 and not line.startswith(("-", "•"))


# -- biographies ------------------------------------------------------------------------------------

CAPITALISED = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
NAME_WORD = rf"(?:{CAPITALISED}|бен|аль|ибн|оглы)"


@lru_cache(maxsize=1)
def posts() -> frozenset[str]:
    """Lemmas of nouns that head a post, and of the adjectives before them, as biographies print it."""
    return frozenset(_data()["biography"]["posts"])


@lru_cache(maxsize=4096)
def may_head_a_title(word: str) -> bool:
    forms = (word, word.rpartition("-")[2])
    return any(plain(p.normal_form) in posts() for form in forms if form for p in parses(form))


@lru_cache(maxsize=4096)
def could_be(word: str, grammeme: str) -> bool:
    """Whether some reading of the word has the OpenCorpora grammeme: VERB, NOUN, nomn, gent."""
    return any(grammeme in p.tag for p in parses(word))


def biography(text: str) -> Iterator[tuple[Range, str]]:
    """«Пётр Иванов Иванов Пётр Ильич губернатор края , …»: a name, then its full form and post.

    Pages print such pop-ups where a name is linked. The words before must hold the same name, and a post
    must follow; the pop-up ends at the mark with a blank before it, or where the sentence goes on.
    """
    at = 0
    while m := re.compile(rf"(?<=\s)({CAPITALISED})\s").search(text, at):
        at = m.end()
        end = _biography_end(text, m.start())
        if end is not None:
            yield (m.start(), end), "biography"
            at = end


def _biography_end(text: str, start: int) -> int | None:
    before = re.search(rf"(?:(?:{NAME_WORD} |[А-ЯЁ]\. ?))+$", text[max(0, start - 60) : start])
    names = re.compile(rf"(?:{NAME_WORD} )+").match(text, start)
    if names is None or before is None:
        return None
    words, printed = names.group().split(), before.group().replace(".", " ").split()[-4:]
    if not _shared_names(words[:1], printed) or _shared_names(words, printed) < 2:
        return None
    return _post_end(text, start, words)


def _shared_names(words: list[str], before: list[str]) -> int:
    """How many of the first four words are the same names, whatever the case, as stand right before."""
    printed = [plain(w) for w in before]
    return sum(any(_same_name(plain(w), other) for other in printed) for w in words[:4])


def _same_name(one: str, other: str) -> bool:
    """Case forms of one name, or a name and its initial; all in lower case."""
    if len(other) == 1:
        return one.startswith(other)
    keep = max(2, min(len(one), len(other)) - 3)
    return one[:keep] == other[:keep] and abs(len(one) - len(other)) <= 3


def _post_end(text: str, start: int, names: list[str]) -> int | None:
    """Where the post behind a name ends; None when no post follows."""
    seen_post = False
    last = start
    for m in re.finditer(r"[^\s]+", text[start : start + 400]):
        word, at = m.group(), start + m.start()
        if seen_post and _breaks_post(text, at, word):
            break
        seen_post = seen_post or may_head_a_title(word.strip(",.«»"))
        last = start + m.end()
        if not seen_post and m.start() > 70:
            return None
    return last if seen_post and last > start + len(" ".join(names[:2])) else None


def _breaks_post(text: str, at: int, word: str) -> bool:
    """The sentence goes on here: a mark by itself, a verb, a conjunction before a nominative, an adverb."""
    if word in {",", ".", ":", ";", "(", "и", "–", "—"}:
        return not _post_goes_on(text[at + len(word) :].split(maxsplit=1), word)
    word = word.strip(",.«»:;")
    goes_on = any(could_be(word, part) for part in ("VERB", "PRTS")) and not could_be(word, "NOUN")
    return goes_on or word in {"также", "тоже", "уже", "ещё"}


def _post_goes_on(rest: list[str], mark: str) -> bool:
    """«промышленности и торговли» goes on, «губернатор … и главнокомандующий» does not; a second post after a
    dash («заместитель … – представитель …») does."""
    if not rest:
        return False
    following = rest[0].strip(",.«»")
    if mark == "и":
        return any(p.tag.case == "gent" for p in parses(following)[:1])
    return mark in {"–", "—"} and may_head_a_title(following)


# -- all together -----------------------------------------------------------------------------------

Finder = Callable[[str], Iterator[tuple[Range, str]]]
FINDERS: tuple[Finder, ...] = (
    pattern_noise,
    repeated_line,
    quoted_link,
    foreign_line,
    glued_link,
    trailing_links,
    biography,
)


def find_noise(report: Report) -> tuple[Noise, ...]:
    """Spans that are no part of the report, in order, apart from one another, without blanks at their ends.

    Offsets are those of `report.text`.
    """
    found = [*repeated_head(report.text, report.title)]
    found += [hit for finder in FINDERS for hit in finder(report.text)]
    return tuple(
        Noise(Span.of(report.text, start, end), rule) for (start, end), rule in _merge(report.text, found)
    )


def _merge(text: str, found: Iterable[tuple[Range, str]]) -> list[tuple[Range, str]]:
    merged: list[tuple[Range, str]] = []
    for (start, end), rule in sorted(found, key=lambda hit: (hit[0][0], -hit[0][1])):
        if merged and start <= merged[-1][0][1]:
            (first, last), name = merged[-1]
            merged[-1] = (first, max(last, end)), name
        else:
            merged.append(((start, end), rule))
    return [(_strip(text, span), rule) for span, rule in merged if text[slice(*span)].strip()]


def _strip(text: str, span: Range) -> Range:
    start, end = span
    whole = text[start:end]
    return start + len(whole) - len(whole.lstrip()), end - len(whole) + len(whole.rstrip())
