"""Which references of one report are one actor.

Sieves from sure to unsure (after Lee et al. 2013, "Deterministic coreference resolution based on
entity-centric, precision-ranked rules"): names first, over the whole report; then, in order of text,
descriptions and third-person pronouns; then the first and second persons, which need the speakers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.reading.layers import Reference, Text, Word
from communique.reading.ru.holders import Holder, holders, known
from communique.reading.ru.names import PersonName, parse_name, same_name, same_word
from communique.reading.ru.portfolios import (
    body_fields,
    head_index,
    load_table,
    office_fields,
    single_portfolios,
)
from communique.reading.ru.speech import Speech, find_speech

ORGANISED = frozenset({"body", "enterprise"})
THIRD = frozenset({"он", "она", "они", "оно", "его", "ее", "их"})
MASCULINE = frozenset(["он", "его", "ему", "им", "нем", "него", "ним"])
FEMININE = frozenset(["она", "ее", "ей", "ею", "ней", "нее", "нею"])
PLURAL = frozenset(["они", "их", "ими", "них", "ними"])


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of one class of `data/coreference.toml`."""
    rows = load_table("coreference.toml")["word"]
    return frozenset(str(x) for row in rows if row["class"] == name for x in as_list(row["lemmas"]))


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@cache
def aliases() -> dict[str, str]:
    """Name of an organisation, lemmas joined by a blank -> its fullest name."""
    table: dict[str, str] = {}
    for row in load_table("coreference.toml")["alias"]:
        names = [str(n) for n in as_list(row["names"])]
        table.update(dict.fromkeys(names, names[0]))
    return table


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A reference and what coreference needs to know of it."""

    reference: Reference
    words: tuple[Word, ...]
    head: Word
    lemmas: tuple[str, ...]
    name: PersonName | None
    offices: frozenset[str]
    bodies: frozenset[str]
    subject: bool
    plural: bool
    gender: str | None

    @property
    def start(self) -> int:
        return self.reference.span.start

    @property
    def sentence(self) -> int:
        return self.head.sentence


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making; `countries` in order of their first mention."""

    type: str
    members: list[Profile] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    inferred: dict[str, str] = field(default_factory=dict)

    def add(self, profile: Profile, why: str) -> None:
        self.members.append(profile)
        self.why[profile.start] = why
        if not self.countries and profile.reference.form != "pronoun":
            self.countries = profile.reference.countries

    @property
    def gender(self) -> str | None:
        """The gender most of its names show; None when they show none."""
        seen = Counter(p.gender for p in self.members if p.gender and p.reference.form != "pronoun")
        return seen.most_common(1)[0][0] if seen else None

    @property
    def offices(self) -> frozenset[str]:
        """Fields of the offices printed for it, else of those the table of office-holders knows."""
        printed = frozenset().union(*(p.offices for p in self.members)) if self.members else frozenset()
        return printed or frozenset(h.portfolio for h in self.terms)

    @property
    def terms(self) -> tuple[Holder, ...]:
        """Known terms of office of this person; running ones only, where there are any."""
        names = [p.name for p in self.members if p.name]
        found = known(names) if self.type == "person" else ()
        found = tuple(h for h in found if not self.countries or h.country in self.countries)
        return tuple(h for h in found if not h.until) or found

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset().union(*(p.bodies for p in self.members)) if self.members else frozenset()


@dataclass(slots=True)
class Story:
    """The report as coreference sees it: profiles in order of text, drafts made so far."""

    text: Text
    profiles: tuple[Profile, ...]
    speech: Speech
    home: str | None
    drafts: list[Draft] = field(default_factory=list)
    owner: dict[int, Draft] = field(default_factory=dict)  # index of a profile -> its draft

    def give(self, index: int, draft: Draft | None, why: str) -> Draft:
        if draft is None:
            draft = Draft(self.profiles[index].reference.type)
            self.drafts.append(draft)
        draft.add(self.profiles[index], why)
        self.owner[index] = draft
        return draft

    def before(self, index: int) -> Iterable[tuple[Profile, Draft]]:
        """Profiles before this one that have a draft, nearest first; those that hold it are left out."""
        at = self.profiles[index].reference
        for i in range(index - 1, -1, -1):
            if i in self.owner and self.profiles[i].reference.last <= at.first:
                yield self.profiles[i], self.owner[i]

    def after(self, index: int) -> Iterable[tuple[Profile, Draft]]:
        for i in range(index + 1, len(self.profiles)):
            if i in self.owner:
                yield self.profiles[i], self.owner[i]


# --- profiles -----------------------------------------------------------------------------------------


def profile(text: Text, reference: Reference, others: Sequence[Reference] = ()) -> Profile:
    words = text.words[reference.first : reference.last]
    head = text.words[reference.head]
    named = text.span(*reference.name).text if reference.name else None
    person = reference.type == "person"
    return Profile(
        reference=reference,
        words=words,
        head=head,
        lemmas=tuple(w.lemma for w in words if w.pos != "PUNCT"),
        name=parse_name(named) if named and not of_kin(text, reference) else None,
        offices=offices_of(text, reference, others) if person else frozenset(),
        bodies=body_fields(words) if reference.type in ORGANISED else frozenset(),
        subject=is_subject(text, reference),
        plural=is_plural(head),
        gender=gender_of(text, reference),
    )


def of_kin(text: Text, reference: Reference) -> bool:
    """«жена Серова», «адвокат Серова»: the name is not this person's."""
    if reference.position is None or reference.name is None:
        return False
    words = text.words[slice(*reference.position)]
    return bool(words) and words[head_index(words)].lemma in word_class("kin")


STATE_FIELDS = frozenset({"head_of_state", "head_of_government"})


def offices_of(text: Text, reference: Reference, others: Sequence[Reference]) -> frozenset[str]:
    """Fields of the printed office; the president of a company or an academy is no head of state."""
    first, last = reference.position or (reference.first, reference.last)
    fields = office_fields(text.words[first:last])
    if not fields & STATE_FIELDS or "правительств" in text.span(first, last).text.lower():
        return fields
    after = head_index(text.words[first:last]) + first + 1
    inside = (o for o in others if o.first == after and o.last <= last and o.type in ORGANISED)
    return fields - STATE_FIELDS if any(inside) else fields


def is_subject(text: Text, reference: Reference) -> bool:
    return any(
        text.words[i].rel.startswith("nsubj")
        for i in range(reference.first, reference.last)
        if not reference.first <= text.words[i].head < reference.last
    )


def is_plural(head: Word) -> bool:
    printed = head.text.lower().replace("ё", "е")
    if printed in PLURAL:
        return printed != "им" or head.feats.get("Number") == "Plur"
    return head.feats.get("Number") == "Plur"


def gender_of(text: Text, reference: Reference) -> str | None:
    """Masc or Fem: of a pronoun by its form, of a person by the given name, else by the head."""
    printed = text.words[reference.head].text.lower().replace("ё", "е")
    if printed in MASCULINE | FEMININE:
        return "Masc" if printed in MASCULINE else "Fem"
    at = reference.name[0] if reference.name else reference.head
    gender = text.words[at].feats.get("Gender")
    return gender if gender in ("Masc", "Fem") else None


# --- sieve 1: names over the whole report -------------------------------------------------------------


def rebel(reference: Reference) -> bool:
    return "REB" in reference.sectors


def join_states(story: Story) -> None:
    """States by country code: «Россия», «РФ», «Москва» as acting side, «российская сторона»."""
    found: dict[str, Draft] = {}
    for i, p in enumerate(story.profiles):
        if p.reference.type == "state" and len(p.reference.countries) == 1 and p.reference.form != "pronoun":
            key = str(p.reference.key or p.lemmas) if rebel(p.reference) else p.reference.countries[0]
            found[key] = story.give(i, found.get(key), "same_country")


def join_keys(story: Story) -> None:
    """Bodies and enterprises whose words alone give the identity."""
    found: dict[str, Draft] = {}
    for i, p in enumerate(story.profiles):
        if (
            i not in story.owner
            and ":" in (p.reference.key or "")
            and p.reference.type in ORGANISED | {"place"}
        ):
            key = str(p.reference.key)
            found[key] = story.give(i, found.get(key), "same_key")


def alias_of(p: Profile) -> str | None:
    for cut in (p.lemmas, tuple(x for x in p.lemmas if x not in '()«»"')):
        if (full := aliases().get(" ".join(cut))) is not None:
            return full
    printed = " ".join(w.text.lower() for w in p.words if w.pos != "PUNCT")
    return aliases().get(printed)


def initials(p: Profile) -> str:
    """First letters of the written-out words, without the words of a country and what is in brackets."""
    letters = []
    for word in p.words:
        if word.text == "(":
            break
        if word.pos not in ("PUNCT", "ADP"):
            letters.append(word.text[0].upper())
    return "".join(letters)


def abbreviations(p: Profile) -> frozenset[str]:
    """Abbreviations printed in the reference: «МО» of «МО РК», «ПАСЕ» in brackets."""
    return frozenset(w.text for w in p.words if len(w.text) > 1 and w.text.isupper() and w.text.isalpha())


def abbreviates(short: Profile, long: Profile) -> bool:
    """«МО РК» or «ПАСЕ» for what is written out, or for a name that carries the abbreviation in brackets."""
    tokens = abbreviations(short)
    if len(short.words) > 3 or not tokens:
        return False
    head = short.words[0].text
    if head not in tokens or not compatible_countries(short, long):
        return False
    bracketed = any(w.text == "(" for w in long.words) and head in abbreviations(long)
    return bracketed or (len(head) > 1 and len(long.words) > 1 and initials(long).startswith(head))


def compatible_countries(one: Profile, other: Profile) -> bool:
    mine, its = set(one.reference.countries), set(other.reference.countries)
    return not mine or not its or bool(mine & its)


def content(p: Profile) -> tuple[str, ...]:
    """Words that tell bodies apart; brackets, quotes and prepositions tell nothing."""
    kept: list[str] = []
    for word in p.words:
        if word.text == "(" and kept:
            break
        if word.pos not in ("PUNCT", "ADP", "CCONJ"):
            kept.append(word.lemma)
    return expanded(tuple(kept))


@cache
def expanded(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """The same with every organisation named inside put in one form («ассамблея СНГ»)."""
    for size in range(min(len(lemmas) - 1, 6), 0, -1):
        for i in range(1, len(lemmas) - size + 1):
            if (full := aliases().get(" ".join(lemmas[i : i + size]))) is not None:
                return (*lemmas[:i], full, *lemmas[i + size :])
    return lemmas


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(a == b or same_word(a, b) for a, b in zip(one, other, strict=True))


def quoted(p: Profile) -> tuple[str, ...]:
    """The words between quotation marks in a name («Заря» of «движение „Заря“»)."""
    marks = [i for i, w in enumerate(p.words) if w.text in '«»"“”„']
    if len(marks) < 2:
        return ()
    return tuple(w.lemma for w in p.words[marks[0] + 1 : marks[-1]] if w.pos != "PUNCT")


def same_body(one: Profile, other: Profile) -> str | None:
    """The rule by which two printed names are one body's, or None."""
    if not compatible_countries(one, other):
        return None
    if (alias := alias_of(one)) is not None and alias == alias_of(other):
        return "alias"
    if same_words(content(one), content(other)):
        return "same_words"
    if abbreviates(one, other) or abbreviates(other, one):
        return "abbreviation"
    if same_field(one, other):
        return "same_portfolio"
    mine, its = quoted(one), quoted(other)
    if (mine and (same_words(mine, its) or same_words(mine, content(other)))) or (
        its and same_words(its, content(one))
    ):
        return "quoted_name"
    if shortened(one, other) or shortened(other, one):
        return "shortened"
    return None


def same_field(one: Profile, other: Profile) -> bool:
    """«МИД Норвегии», «норвежское внешнеполитическое ведомство»: a state has one such body."""
    shared = one.bodies & other.bodies & single_portfolios()
    return bool(shared and set(one.reference.countries) & set(other.reference.countries))


def shortened(short: Profile, long: Profile) -> bool:
    """A proper name with words left out: «Минская группа» of «Минская группа ОБСЕ», «академия» before a name."""
    mine, its = content(short), content(long)
    if len(mine) < 2 or len(mine) >= len(its):
        return False
    if same_words(mine, its[: len(mine)]):
        return True
    return long.head.lemma in mine and same_words(mine, its[-len(mine) :])


def bare(p: Profile) -> bool:
    """A function word without its country or name: «парламент», «ведомство», «МИД»."""
    return (
        not p.reference.countries
        and len(content(p)) == 1
        and (bool(p.bodies) or p.head.lemma in word_class("body") | word_class("company"))
        and alias_of(p) is None
    )


def join_bodies(story: Story) -> None:
    """Bodies and enterprises by their names."""
    for i, p in enumerate(story.profiles):
        if i in story.owner or p.reference.type not in ORGANISED or p.reference.form == "pronoun" or bare(p):
            continue
        draft, why = None, "first"
        for candidate in story.drafts:
            if candidate.type in ORGANISED and (rule := body_rule(p, candidate)):
                draft, why = candidate, rule
                break
        story.give(i, draft, why)


def body_rule(p: Profile, draft: Draft) -> str | None:
    if p.reference.countries and draft.countries and not set(p.reference.countries) & set(draft.countries):
        return None
    rules = (same_body(p, member) for member in draft.members if member.reference.form != "pronoun")
    return next((rule for rule in rules if rule), None)


def join_persons(story: Story) -> None:
    """Persons by name: the fullest names first, then each shorter one to the nearest that holds it."""
    named = [
        i
        for i, p in enumerate(story.profiles)
        if p.name and p.name.full and i not in story.owner and p.reference.type == "person"
    ]
    named.sort(key=lambda i: (-len(names_of(story.profiles[i]).full), story.profiles[i].start))
    for i in named:
        p = story.profiles[i]
        fits = [
            d
            for d in story.drafts
            if d.type == "person" and any(m.name and same_name(names_of(p), m.name) for m in d.members)
        ]
        draft = best_namesake(p, fits)
        story.give(i, draft, "same_name" if draft else "first")


def names_of(p: Profile) -> PersonName:
    assert p.name is not None
    return p.name


def best_namesake(p: Profile, fits: list[Draft]) -> Draft | None:
    """Of several bearers of a surname: the office tells, then the nearest mention before."""
    if len(fits) > 1:
        fits = [d for d in fits if p.offices & d.offices] or fits
    return min(fits, key=lambda d: min(distance(p, m) for m in d.members), default=None)


def distance(p: Profile, other: Profile) -> tuple[int, int]:
    """Mentions before count as nearer than mentions after."""
    return int(other.start > p.start), abs(p.start - other.start)


# --- sieve 2: descriptions and third-person pronouns, in order of text ---------------------------------

Found = tuple[Draft | None, str] | None
Rule = Callable[[Story, int], Found]


def repeated_description(story: Story, index: int) -> Found:
    """The same words again, or words with the country told another way."""
    p = story.profiles[index]
    if p.reference.form == "pronoun" or p.reference.type == "person" or generic(p):
        return None
    for other, draft in story.before(index):
        if other.reference.form == "pronoun" or draft.type != p.reference.type:
            continue
        if set(other.reference.countries) == set(p.reference.countries) and same_words(
            bare_content(p), bare_content(other)
        ):
            return draft, "same_description"
    return None


def generic(p: Profile) -> bool:
    """Words that refer back and so may mean another one each time: «страна», «ведомство», «стороны»."""
    if p.reference.countries:
        return False
    words = word_class("state") | word_class("body") | word_class("company") | word_class("sides")
    return p.head.lemma in words and len(content(p)) <= 2


def bare_content(p: Profile) -> tuple[str, ...]:
    """Words without those that name a country and without numerals and pronouns."""
    kept = [w.lemma for w in p.words if w.pos not in ("PUNCT", "ADP", "NUM", "DET", "PRON", "CCONJ")]
    return tuple(kept)


def state_word(story: Story, index: int) -> Found:
    """«страна», «республика»: the state last spoken of; «наша страна», «отечество»: the speaker's own."""
    p = story.profiles[index]
    if p.reference.type != "state" or p.plural:
        return None
    if p.head.lemma in word_class("homeland") or ours(story, p):
        return own_state(story, index)
    for _, draft in story.before(index):
        if draft.type == "state":
            return draft, "state_in_focus"
    for _, draft in story.after(index):
        if draft.type == "state":
            return draft, "state_that_follows"
    return None


def ours(story: Story, p: Profile) -> bool:
    """«наша страна», also where the reference leaves the pronoun out."""
    below = (story.text.words[i].lemma for i in story.text.children[p.head.index])
    return "наш" in p.lemmas or "наш" in below


def own_state(story: Story, index: int) -> Found:
    speaker = speaker_of(story, index)
    country = (country_of(story, speaker) if speaker else None) or story.home
    if country is not None:
        return state_draft(story, country) or new_state(story, country), "speakers_state"
    return next(((d, "state_in_focus") for _, d in story.before(index) if d.type == "state"), None)


def new_state(story: Story, country: str) -> Draft:
    """A state that is spoken of without being named."""
    draft = Draft("state", countries=(country,), inferred={"country": "speaker or publication"})
    story.drafts.append(draft)
    return draft


def state_draft(story: Story, country: str) -> Draft | None:
    return next((d for d in story.drafts if d.type == "state" and d.countries == (country,)), None)


def country_of(story: Story, draft: Draft) -> str | None:
    if len(draft.countries) >= 1 and draft.type != "group":
        return draft.countries[0]
    if draft.type == "person":
        nested = (c for m in draft.members for c in nested_countries(story, m))
        return next(nested, story.home)
    return story.home


def nested_countries(story: Story, p: Profile, groups: bool = False) -> Iterable[str]:
    """Countries of the states and bodies named inside this reference, and of the groups where asked for."""
    wanted = ("state", "body", "group") if groups else ("state", "body")
    for i, inner in enumerate(story.profiles):
        inside = p.reference.first <= inner.reference.first and inner.reference.last <= p.reference.last
        if inner is not p and inside and i in story.owner and story.owner[i].type in wanted:
            yield from story.owner[i].countries


def office_holder(story: Story, index: int) -> Found:
    """A person told by office only: who holds it in this report, before or after."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.reference.form == "pronoun" or p.name or p.plural:
        return None
    countries = office_countries(story, p)
    people = person_drafts(story, index)
    for wanted, lenient in passes(story, p, countries):
        for draft in people:
            if holds_office(story, p, draft, wanted, lenient):
                return draft, "holds_the_office"
    if "head_of_state" in p.offices and countries <= {story.home} and not is_listed(story.home):
        return likely_head(story, people)
    return None


def passes(story: Story, p: Profile, countries: set[str]) -> list[tuple[set[str], bool]]:
    """Countries wanted, and whether a person without a printed country will do. A bare «глава государства» is
    first looked for at home."""
    ways = [(countries, False), (countries, True)]
    if not countries and story.home and p.offices & STATE_FIELDS:
        ways.insert(0, ({story.home}, False))
    return ways


def is_listed(country: str | None) -> bool:
    """Whether the table knows who is head of this state now: then nobody else is taken for him."""
    return any(h.country == country and h.portfolio == "head_of_state" and not h.until for h in holders())


def office_countries(story: Story, p: Profile) -> set[str]:
    """Countries in the words of an office; «глава нашего государства» is of the country of publication."""
    found = set(p.reference.countries[:1]) or set(nested_countries(story, p))
    if not found and "наш" in p.lemmas and story.home:
        return {story.home}
    return found


def likely_head(story: Story, people: list[Draft]) -> Found:
    """The own head of state is often printed by name alone: the person told of most with no office, at least
    twice, and of no other country."""
    fits = [d for d in people if not d.offices and len(d.members) > 1 and set(d.countries) <= {story.home}]
    best = max(fits, key=lambda d: len(d.members), default=None)
    return (best, "likely_head_of_state") if best else None


def person_drafts(story: Story, index: int) -> list[Draft]:
    """Persons, nearest mention before first, then those that follow."""
    seen: list[Draft] = []
    for _, draft in (*story.before(index), *story.after(index)):
        if draft.type == "person" and draft not in seen:
            seen.append(draft)
    return seen


def holds_office(story: Story, p: Profile, draft: Draft, countries: set[str], lenient: bool) -> bool:
    """`lenient`: a person whose country is not printed may hold an office printed with its country."""
    its = person_countries(story, draft)
    if countries and not countries & its and (its or not lenient or at_home(story, draft, countries)):
        return False
    if p.offices:
        return bool(p.offices & draft.offices)
    return any(position_has(story, m, p) for m in draft.members)


def at_home(story: Story, draft: Draft, countries: set[str]) -> bool:
    """An office printed without a country is one at home: no foreign office is its bearer's."""
    return story.home not in (None, *countries) and any(m.offices for m in draft.members)


def person_countries(story: Story, draft: Draft) -> set[str]:
    """Countries printed with a person, else known of him."""
    printed = set(draft.countries) or {c for m in draft.members for c in nested_countries(story, m)}
    return printed or {h.country for h in draft.terms}


def position_has(story: Story, member: Profile, p: Profile) -> bool:
    """Whether a printed position of this member says as much («министр» of «министр обороны»)."""
    if member.reference.position is None:
        return False
    words = story.text.words[slice(*member.reference.position)]
    if not words or words[head_index(words)].lemma != p.head.lemma:
        return False
    return set(content(p)) <= {w.lemma for w in words}


def apposed_person(story: Story, index: int) -> Found:
    """An office beside the name it belongs to: «посол Кавказии» + «Антон Серов», «Антон Серов, посол …»."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.name or p.reference.form == "pronoun" or p.plural or not p.offices:
        return None
    for i in range(index + 1, len(story.profiles)):
        other = story.profiles[i]
        if other.reference.first >= p.reference.last:
            end = covered_end(story, index, i)
            if other.name and joins(story, end, other) and same_case(p, other) and i in story.owner:
                return story.owner[i], "office_before_name"
            if other.reference.first > p.reference.last + 6:
                break
    for other, draft in story.before(index):
        marks = story.text.words[other.reference.last : p.reference.first]
        if other.name and [w.text for w in marks] in ([","], ["—"], ["–"], ["("]) and same_case(p, other):
            return draft, "office_after_name"
    return None


def joins(story: Story, end: int, named: Profile) -> bool:
    """The name follows at once, or a second office of his does: «министр …, заместитель премьера Антон Серов»."""
    between = [w.text for w in story.text.words[end : named.reference.first]]
    return not between or (named.reference.position is not None and between in ([","], ["и"], ["–"], ["—"]))


def covered_end(story: Story, index: int, stop: int) -> int:
    """Where the words end that an office covers with the states and bodies printed right after it."""
    end = story.profiles[index].reference.last
    for p in story.profiles[index + 1 : stop]:
        if p.reference.first == end and p.reference.type in ("state", "body", "enterprise"):
            end = p.reference.last
    return end


def same_case(one: Profile, other: Profile) -> bool:
    cases = one.head.feats.get("Case"), other.head.feats.get("Case")
    return cases[0] == cases[1] or set(cases) <= {"Gen", "Acc"} or None in cases


def person_word(story: Story, index: int) -> Found:
    """«дипломат», «политик»: the nearest person before whose office allows it."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.name or p.plural or p.reference.form == "pronoun":
        return None
    if len([w for w in p.words if w.pos in ("NOUN", "PROPN")]) > 1:
        return None
    for row in load_table_persons():
        if p.head.lemma in row[0]:
            for _, draft in story.before(index):
                if draft.type != "person" or clash(story, p, draft):
                    continue
                if allows(story, draft, row[1], row[2]):
                    return draft, "described_person"
    return None


def clash(story: Story, p: Profile, draft: Draft) -> bool:
    """Whether the words name another country than the person's."""
    its = person_countries(story, draft)
    return bool(p.reference.countries and its) and not set(p.reference.countries) & its


@cache
def load_table_persons() -> tuple[tuple[frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    """Rows of lemmas, portfolios and stems of positions."""
    rows = load_table("coreference.toml")["person"]
    return tuple(
        (
            frozenset(map(str, as_list(row["lemmas"]))),
            frozenset(map(str, as_list(row["kinds"]))),
            tuple(map(str, as_list(row["words"]))),
        )
        for row in rows
    )


def allows(story: Story, draft: Draft, kinds: frozenset[str], stems: tuple[str, ...]) -> bool:
    if not kinds and not stems:
        return True
    if kinds & draft.offices:
        return True
    words = [w.text.lower() for m in draft.members for w in m.words]
    return any(word.startswith(stem) for word in words for stem in stems)


def bare_body(story: Story, index: int) -> Found:
    """«парламент», «ведомство», «компания»: the one body in focus that the words fit."""
    p = story.profiles[index]
    if p.reference.type not in ORGANISED or p.reference.form == "pronoun" or not bare(p):
        return None
    for drafts in (story.before(index), story.after(index)):
        for _, draft in drafts:
            if draft.type in ORGANISED and fits_bare(p, draft):
                return draft, "body_in_focus"
    return None


def fits_bare(p: Profile, draft: Draft) -> bool:
    if p.bodies:
        return bool(p.bodies & draft.bodies)
    if any(p.head.lemma in m.lemmas for m in draft.members if m.reference.form != "pronoun"):
        return True
    if p.head.lemma in word_class("union") and draft.countries == ("IGO",):
        return True
    return p.head.lemma == "ведомство" and bool(draft.bodies)


def sides(story: Story, index: int) -> Found:
    """«стороны», «обе страны», «лидеры двух стран»: the group of the two sides in focus."""
    p = story.profiles[index]
    if p.reference.type != "group" or not collective(p):
        return None
    mine = set(p.reference.countries)
    for _, draft in story.before(index):
        if draft.type == "group" and any(collective(m) for m in draft.members):
            if mine and set(draft.countries) != mine:
                continue
            if any(m.head.lemma == p.head.lemma for m in draft.members):
                return draft, "same_sides"
    return None


def collective(p: Profile) -> bool:
    """«стороны», «обе страны», «наши страны», «лидеры двух стран»: those in focus and no others."""
    pair = bool(word_class("both") & set(p.lemmas))
    if not (p.plural or pair) or p.reference.countries:
        return False
    qualified = any(w.pos == "ADJ" and w.lemma not in word_class("both") for w in p.words)
    return not qualified and (pair or p.head.lemma in word_class("sides") | word_class("leaders"))


def greeted_group(story: Story, index: int) -> Found:
    """«Уважаемые коллеги!»: those who meet, where the report has named them before."""
    p = story.profiles[index]
    if p.reference.type != "group" or not p.plural or not greets(p):
        return None
    earlier = [(o, d) for o, d in story.before(index) if d.type == "group" and not collective(o)]
    greeted = [d for o, d in earlier if greets(o)]
    first = [d for o, d in earlier if o.reference.form != "pronoun"]
    for choice in (greeted, first[::-1]):
        if choice:
            return choice[0], "those_greeted"
    return None


def addressed_person(story: Story, index: int) -> Found:
    """«Уважаемый господин президент!»: the person told of most, but for the one who speaks."""
    p = story.profiles[index]
    if p.reference.type != "person" or p.plural or not (greets(p) or "господин" in p.lemmas):
        return None
    if p.name and p.name.full and any(w.pos == "PROPN" for w in p.words):
        return None
    speaker = speaker_of(story, index)
    people = [d for d in story.drafts if d.type == "person" and d is not speaker]
    best = max(people, key=lambda d: len(d.members), default=None)
    return (best, "person_addressed") if best else None


def greets(p: Profile) -> bool:
    return p.words[0].lemma in word_class("greeting") or p.head.lemma in word_class("comrade")


def pronoun(story: Story, index: int) -> Found:
    """он, она, они, его, …: the best candidate of the sentences just before."""
    p = story.profiles[index]
    if p.reference.form != "pronoun" or p.head.lemma not in THIRD:
        return None
    best: tuple[float, Draft] | None = None
    for other, draft in story.before(index):
        if p.sentence - other.sentence > 3:
            break
        if (score := pronoun_score(story, p, other, draft)) is not None and (best is None or score > best[0]):
            best = score, draft
    return (best[1], "nearest_agreeing") if best else None


def pronoun_score(story: Story, p: Profile, other: Profile, draft: Draft) -> float | None:
    """Higher is likelier; None where gender or number forbid it."""
    if p.plural != (other.plural or draft.type == "group"):
        return None
    if p.plural:
        base = 2.0 if draft.type in ("group", "body") else 0.0
    elif draft.type == "person":
        if draft.gender and p.gender and draft.gender != p.gender:
            return None
        base = 3.0
    else:
        if other.gender != p.gender:
            return None
        base = -1.0
    nearness = -1.5 * (p.sentence - other.sentence) - (p.start - other.start) / 400
    return base + nearness + (1.5 if other.subject else 0.0) + min(len(draft.members), 4) * 0.2


def own_clause(story: Story, index: int) -> Found:
    """свой, себя: the subject of the same sentence."""
    p = story.profiles[index]
    if p.head.lemma not in word_class("own"):
        return None
    for other, draft in story.before(index):
        if other.sentence != p.sentence:
            break
        if other.subject:
            return draft, "subject_of_clause"
    return None


DESCRIPTIONS: tuple[Rule, ...] = (
    repeated_description,
    state_word,
    apposed_person,
    office_holder,
    addressed_person,
    person_word,
    bare_body,
    greeted_group,
    sides,
    pronoun,
    own_clause,
)


def is_speech_person(p: Profile) -> bool:
    return p.reference.form == "pronoun" and p.head.lemma in word_class("i") | word_class("we") | word_class(
        "you"
    )


def join_descriptions(story: Story) -> None:
    for i, p in enumerate(story.profiles):
        if i in story.owner or is_speech_person(p):
            continue
        found = next((f for rule in DESCRIPTIONS if (f := rule(story, i)) is not None), None)
        story.give(i, *(found or (None, "first")))


# --- sieve 3: speakers and addressees -----------------------------------------------------------------


def speaker_of(story: Story, index: int) -> Draft | None:
    """Who speaks the words this reference stands in; None outside of speech."""
    at = story.profiles[index].reference
    mention = story.speech.speaker(at.span.start)
    if mention is None:
        return None
    return next(
        (story.owner[i] for i, p in enumerate(story.profiles) if p.reference is mention and i in story.owner),
        None,
    )


def addressee_of(story: Story, index: int, speaker: Draft | None) -> Draft | None:
    """A capital «Вы» is one person, a small one the group greeted; each as near as may be.

    Called by name in the turn, else the other one who speaks, else the person told of most.
    """
    p = story.profiles[index]
    polite = p.head.text[:1].isupper() and p.head.index not in {s.first for s in story.text.sentences}
    groups = [d for o, d in story.before(index) if d.type == "group" and greets(o)]
    if groups and not polite:
        return groups[0]
    people = [d for d in story.drafts if d is not speaker and d.type == "person"]
    called = [d for o, d in story.before(index) if d in people and is_called(story, o)]
    spoke = [d for d in people if any(story.speech.speaks(m.reference) for m in d.members)]
    for choice in (named_just_now(story, index, people), called[:1], spoke, groups, people):
        if choice:
            return max(choice, key=lambda d: len(d.members))
    return None


def named_just_now(story: Story, index: int, people: list[Draft]) -> list[Draft]:
    """Who is given the floor: «Первый – Антон Серов. Прошу Вас.»"""
    p = story.profiles[index]
    if not p.head.text[:1].isupper():
        return []
    near = [
        d
        for o, d in story.before(index)
        if d in people and o.name and p.sentence - o.sentence <= 1 and story.speech.inside(o.start)
    ]
    return near[:1]


def is_called(story: Story, p: Profile) -> bool:
    """A name or title set off by commas inside speech: «Спасибо, Антон Петрович.»"""
    words, last = story.text.words, p.reference.last
    after = words[last].text if last < len(words) else "."
    before = words[p.reference.first - 1].text if p.reference.first else "."
    return story.speech.inside(p.start) and after in ",!." and before in ".,:!?"


def join_speech_persons(story: Story) -> None:
    for i, p in enumerate(story.profiles):
        if i not in story.owner and is_speech_person(p):
            speaker = speaker_of(story, i)
            if p.head.lemma in word_class("i"):
                story.give(i, speaker, "speaker")
            elif p.head.lemma in word_class("you"):
                story.give(i, addressee_of(story, i, speaker), "addressee")
            else:
                story.give(i, our_side(story, i, speaker), "speakers_side")


def our_side(story: Story, index: int, speaker: Draft | None) -> Draft | None:
    """«мы»: the state a person speaks for, or the speaking state or body itself."""
    if speaker is not None and speaker.type != "person":
        return speaker
    country = country_of(story, speaker) if speaker else story.home
    return state_draft(story, country) if country else None


SIEVES: tuple[Callable[[Story], None], ...] = (
    join_states,
    join_keys,
    join_bodies,
    join_persons,
    join_descriptions,
    join_speech_persons,
)


def resolve(text: Text, references: tuple[Reference, ...], home: str | None) -> Story:
    """Run all sieves; afterwards every reference has exactly one draft."""
    story = Story(
        text, tuple(profile(text, r, references) for r in references), find_speech(text, references), home
    )
    for sieve in SIEVES:
        sieve(story)
    return story
