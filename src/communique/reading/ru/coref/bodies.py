"""Bodies and enterprises: by key, name, abbreviation, field of government, and by «ведомство», «компания»."""

from __future__ import annotations

from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.profile import ORGANISED, Profile, alias_of, bare, content, same_words
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
    for i, p in enumerate(story.profiles):
        if i in story.owner or p.reference.type not in ORGANISED or p.reference.form == "pronoun" or bare(p):
            continue
        draft, why = None, "first"
        for candidate in story.drafts:
            if (
                candidate.type in ORGANISED
                and (rule := body_rule(p, candidate))
                and not own_first(story, p, candidate)
            ):
                draft, why = candidate, rule
                break
        story.give(i, draft, why)


def own_first(story: Story, p: Profile, draft: Draft) -> bool:
    """A body first told without its state is one at home, no foreign one that is named later."""
    foreign = story.home is not None and p.reference.countries and story.home not in p.reference.countries
    return bool(foreign and p.bodies and not draft.countries)


def body_rule(p: Profile, draft: Draft) -> str | None:
    if p.reference.countries and draft.countries and not set(p.reference.countries) & set(draft.countries):
        return None
    rules = (same_body(p, member) for member in draft.members if member.reference.form != "pronoun")
    return next((rule for rule in rules if rule), None)


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
    if less_told(one, other) or less_told(other, one):
        return "less_told"
    return None


def same_field(one: Profile, other: Profile) -> bool:
    """«МИД Норвегии», «норвежское внешнеполитическое ведомство»: a state has one such body."""
    shared = one.bodies & other.bodies & single_portfolios()
    return bool(shared and set(one.reference.countries) & set(other.reference.countries))


def shortened(short: Profile, long: Profile) -> bool:
    """A proper name with its end left out («Горная группа ООН»), or words before its head."""
    mine, its = content(short), content(long)
    if len(mine) < 2 or len(mine) >= len(its):
        return False
    if same_words(mine, its[: len(mine)]):
        return True
    return long.head.lemma in mine and same_words(mine, its[-len(mine) :])


def less_told(short: Profile, long: Profile) -> bool:
    """Attributes left out beside the same head and state: «норвежское (лесное) агентство»."""
    mine, its = content(short), content(long)
    same = short.head.lemma == long.head.lemma and short.reference.countries == long.reference.countries
    if not same or not short.reference.countries or not 1 < len(mine) < len(its):
        return False
    return not short.bodies and set(mine) <= set(its) and short.head.index == short.words[-1].index


def quoted(p: Profile) -> tuple[str, ...]:
    """The words between quotation marks in a name («Заря» of «движение „Заря“»)."""
    marks = [i for i, w in enumerate(p.words) if w.text in '«»"“”„']
    if len(marks) < 2:
        return ()
    return tuple(w.lemma for w in p.words[marks[0] + 1 : marks[-1]] if w.pos != "PUNCT")


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


def abbreviations(p: Profile) -> frozenset[str]:
    """Abbreviations printed in the reference: «МО» of «МО РК», «ПАСЕ» in brackets."""
    return frozenset(w.text for w in p.words if len(w.text) > 1 and w.text.isupper() and w.text.isalpha())


def initials(p: Profile) -> str:
    """First letters of the written-out words, without the words of a country and what is in brackets."""
    letters = []
    for word in p.words:
        if word.text == "(":
            break
        if word.pos not in ("PUNCT", "ADP"):
            letters.append(word.text[0].upper())
    return "".join(letters)


def compatible_countries(one: Profile, other: Profile) -> bool:
    mine, its = set(one.reference.countries), set(other.reference.countries)
    return not mine or not its or bool(mine & its)


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
