"""Bodies and enterprises: by key, name, abbreviation, field of government, and by «ведомство», «компания»."""

from __future__ import annotations

from communique.reading.ru.coref.body_names import BodyName, Book
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import ORGANISED, Profile, bare, same_words
from communique.reading.ru.coref.story import Draft, Found, Story
from communique.reading.ru.portfolios import single_portfolios


def join_keys(story: Story) -> None:
    """Bodies and enterprises whose words alone give the identity."""
    found: dict[str, Draft] = {}
    for i, p in enumerate(story.profiles):
        if i not in story.owner and (key := identity(p)) is not None:
            found[key] = story.give(i, found.get(key), "same_key")


def identity(p: Profile) -> str | None:
    """The key of the gazetteer; where a state has one such body, the field of government and the state."""
    key = p.reference.key or ""
    if ":" not in key or p.reference.type not in ORGANISED | {"place"}:
        return None
    fields = p.bodies & single_portfolios()
    if len(fields) == 1 and len(p.reference.countries) == 1:
        return f"{min(fields)}:{p.reference.countries[0]}"
    return key


def join_bodies(story: Story) -> None:
    """Bodies and enterprises by their names."""
    book = Book()
    for draft in story.typed(*ORGANISED):
        for member in draft.members:
            enter(book, draft, member)
    for i, p in enumerate(story.profiles):
        if i in story.owner or p.reference.type not in ORGANISED or p.reference.form == "pronoun" or bare(p):
            continue
        name = BodyName.of(p)
        found = (
            (draft, rule)
            for draft in nearest_home(story, p, book.near(name))
            if (rule := body_rule(name, draft, book))
            and not own_first(story, p, draft, rule)
            and apart(story, p, draft)
        )
        draft = story.give(
            i, *(next(found, None) or in_brackets(story, i) or own_body(story, p) or (None, "first"))
        )
        book.add(draft, name)


def apart(story: Story, p: Profile, draft: Draft) -> bool:
    """«совет директоров „Севера“» is another than «Север» inside its name."""
    inside = (i for i in story.inside(p) if story.profiles[i].reference.first > p.reference.first)
    if any(story.owner.get(i) is draft for i in inside):
        return False
    at = p.reference
    return not any(m.reference.first < at.first and at.last <= m.reference.last for m in draft.outer)


QUOTES = frozenset('«"“„')


def in_brackets(story: Story, index: int) -> Found:
    """«Северный банк» («СБ»): the short name in brackets right behind the long one."""
    p, words = story.profiles[index], story.text.words
    first, last = p.reference.first, p.reference.last
    if first > 1 and words[first - 1].text in QUOTES and last + 1 < len(words):
        first, last = first - 1, last + 1  # «…» («СБ»)
    if not first or words[first - 1].text != "(" or last >= len(words) or words[last].text != ")":
        return None
    for i in reversed(story.ending(first - 1)):
        if i in story.owner and story.owner[i].type in ORGANISED and not story.profiles[i].plural:
            return story.owner[i], "in_brackets"
    return None


def own_body(story: Story, p: Profile) -> Found:
    """«Министерство обороны» without its state is that at home, where the report names it with its state."""
    fields = p.bodies & single_portfolios()
    if story.home is None or not fields or p.reference.countries:
        return None
    own = (d for d in story.typed("body") if d.countries == (story.home,) and d.bodies & fields)
    return next(((draft, "body_at_home") for draft in own), None)


def nearest_home(story: Story, p: Profile, drafts: list[Draft]) -> list[Draft]:
    """«МИД» without a state is rather the own one, told without it too, than one named with its state."""
    if story.home is None or not p.bodies or p.reference.countries:
        return drafts
    return sorted(drafts, key=lambda d: bool(d.countries) and story.home not in d.countries)


def own_first(story: Story, p: Profile, draft: Draft, rule: str) -> bool:
    """A body first told without its state is one at home, no foreign one that is named later."""
    if story.home is None or not (p.bodies or rule == "state_left_out"):
        return False
    if not p.reference.countries:
        before = all(p.start < m.start for m in draft.members)
        return before and bool(draft.countries) and story.home not in draft.countries
    return story.home not in p.reference.countries and not draft.countries


def enter(book: Book, draft: Draft, member: Profile) -> None:
    if member.reference.form != "pronoun":
        book.add(draft, BodyName.of(member))


def body_rule(name: BodyName, draft: Draft, book: Book) -> str | None:
    if name.countries and draft.countries and name.countries.isdisjoint(draft.countries):
        return None
    rules = (same_body(name, member) for member in book.names[draft])
    return next((rule for rule in rules if rule), None)


def same_body(one: BodyName, other: BodyName) -> str | None:
    """The rule by which two printed names are one body's, or None."""
    if not one.compatible(other):
        return None
    if one.alias is not None and one.alias == other.alias:
        return "alias"
    if same_words(one.content, other.content):
        return "same_words"
    same_state = bool(one.countries and one.stateless) and one.countries == other.countries
    if same_state and same_words(one.stateless, other.stateless):
        return "same_state_and_words"
    if same_title(one.title, other.title):
        return "same_title"
    if owned_by_one(one, other):
        return "owned_by_one"
    if state_left_out(one, other) or state_left_out(other, one):
        return "state_left_out"
    if abbreviates(one, other) or abbreviates(other, one):
        return "abbreviation"
    if same_field(one.profile, other.profile):
        return "same_portfolio"
    mine, its = one.quoted, other.quoted
    if (mine and (same_words(mine, its) or same_words(mine, other.content))) or (
        its and same_words(its, one.content)
    ):
        return "quoted_name"
    if shortened(one, other) or shortened(other, one):
        return "shortened"
    if less_told(one, other) or less_told(other, one):
        return "less_told"
    return None


def same_field(one: Profile, other: Profile) -> bool:
    """«МИД Норвегии», «норвежское внешнеполитическое ведомство»: a state has one such body."""
    shared = one.bodies & other.bodies & single_portfolios()
    mine, its = set(one.reference.countries), set(other.reference.countries)
    return bool(shared) and (bool(mine & its) or not (mine or its))


def same_title(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """«Bereg» and «Bereg Trading Co»: of names in Latin letters the end may be left out."""
    short, long = sorted((one, other), key=len)
    if not short or (len(short) < len(long) and not all(word.isascii() for word in short)):
        return False
    return same_words(short, long[: len(short)])


def owned_by_one(one: BodyName, other: BodyName) -> bool:
    """«администрация президента Антона Серова» and «администрация Серова»."""
    mine, its = one.profile, other.profile
    if mine.head.lemma != its.head.lemma or "PROPN" not in (mine.words[-1].pos, its.words[-1].pos):
        return False
    owned = mine.words[-1].index > mine.head.index and its.words[-1].index > its.head.index
    title = mine.words[-1].pos == its.words[-1].pos == "PROPN" and len(mine.words[-1].text) > 3
    return (
        owned
        and title
        and not (one.countries or other.countries)
        and same_words(one.content[-1:], other.content[-1:])
    )


def state_left_out(short: BodyName, long: BodyName) -> bool:
    """«комитет по делам портов Кавказии» and «комитет по делам портов»: the state is told once."""
    if short.countries or not long.countries or "IGO" in long.countries or len(short.stateless) < 2:
        return False
    return same_words(short.stateless, long.stateless)


def shortened(short: BodyName, long: BodyName) -> bool:
    """A proper name with its end left out («Горная группа ООН»), or words before its head."""
    mine, its = short.content, long.content
    if len(mine) < 2 or len(mine) >= len(its):
        return False
    if same_words(mine, its[: len(mine)]):
        return True
    return long.profile.head.lemma in mine and same_words(mine, its[-len(mine) :])


def less_told(short: BodyName, long: BodyName) -> bool:
    """Attributes left out beside the same head and state: «норвежское (лесное) агентство»."""
    mine, its, p = short.content, long.content, short.profile
    same = p.head.lemma == long.profile.head.lemma
    if not same or not short.countries or p.reference.countries != long.profile.reference.countries:
        return False
    held = 1 < len(mine) < len(its) and set(mine) <= set(its)
    return held and not p.bodies and p.head.index == p.words[-1].index


def abbreviates(short: BodyName, long: BodyName) -> bool:
    """«МО РК» or «ПАСЕ» for what is written out, or for a name that carries the abbreviation in brackets."""
    if len(short.profile.words) > 3 or not short.abbreviations:
        return False
    head, words = short.profile.words[0].text, long.profile.words
    if head not in short.abbreviations or not short.compatible(long):
        return False
    bracketed = any(w.text == "(" for w in words) and head in long.abbreviations
    return bracketed or (len(head) > 1 and len(words) > 1 and long.initials.startswith(head))


def bare_body(story: Story, index: int) -> Found:
    """«парламент», «ведомство», «компания»: the one body in focus that the words fit."""
    p = story.profiles[index]
    if p.reference.type not in ORGANISED or p.reference.form == "pronoun" or not bare(p):
        return None
    fits = [d for d in story.nearest(index, *ORGANISED) if fits_bare(p, d)]
    return next(((draft, "body_in_focus") for draft in nearest_home(story, p, fits)), None)


def fits_bare(p: Profile, draft: Draft) -> bool:
    if p.reference.rule == "customer":
        return draft.type == "body"
    if p.bodies:
        return bool(p.bodies & draft.bodies)
    if p.head.lemma in draft.lemmas:
        return True
    if p.head.lemma in word_class("union") and draft.countries == ("IGO",):
        return True
    if "MED" in p.reference.sectors and p.reference.form == "description":
        return any("MED" in m.reference.sectors for m in draft.members)
    if p.head.lemma in ("ведомство", "министерство"):
        return bool(draft.bodies - NO_DEPARTMENTS) or (
            p.head.lemma == "ведомство" and bool(draft.heads & word_class("department"))
        )
    return False


NO_DEPARTMENTS = frozenset({"authorities", "forces", "head_of_government", "parliament", "head_of_state"})
"""Fields whose bodies nobody calls a «ведомство»."""
