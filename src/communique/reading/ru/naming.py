"""The canonical name of an actor: its fullest printed form, in the nominative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from communique.gazetteer import plain, states
from communique.reading.layers import Text, Word
from communique.reading.ru import morphology
from communique.reading.ru.coref.profile import Profile, rebel
from communique.reading.ru.coref.story import Draft, Story
from communique.reading.ru.holders import Holder
from communique.reading.ru.names import PersonName, fullness, name_nominative, same_word
from communique.reading.ru.nominative import nominative
from communique.reading.ru.references_lexicon import heads, words

_QUOTED = re.compile(r"^[^«»\"“”„]*?([«\"“„].+)$")
_BRACKETS = re.compile(r"\s*\([А-ЯЁA-Z-]+\)$")
_PATRONYMIC = re.compile(r"(?:ович|евич|ич|овна|евна|ична)$")
TITLE_NOUN = 3  # words before a quoted title that are its common noun, not part of the name


def canonical_name(story: Story, draft: Draft) -> str:
    """The name; letters ё are written as the report writes them."""
    name = _name(story, draft)
    return name if story.prints_yo else name.replace("ё", "е").replace("Ё", "Е")


def _name(story: Story, draft: Draft) -> str:
    named = [m for m in draft.members if m.name and m.name.full]
    named = [m for m in named if m.name in draft.names] or named
    if named:
        best = max(named, key=lambda m: (fullness(m.name) if m.name else (0, 0), _nominative(m), -m.start))
        return person_name(story.text, best, named, draft.terms)
    if draft.type == "state" and not any(rebel(m.reference) for m in draft.members):
        return state_name(story, draft)
    return described_name(story, draft)


def described_name(story: Story, draft: Draft) -> str:
    told = [m for m in draft.members if m.reference.form != "pronoun"] or draft.members
    best = max(told, key=_fuller)
    if best.reference.form == "pronoun":
        return best.reference.span.text
    if best.reference.rule == "shared_noun":
        return _shared(story, best)
    first, last = _without_owner(best), best.reference.last
    if draft.type == "group" and best.reference.form != "name":
        return _lowered(story, best, group_name(story.text, first, last))
    name = _with_owner(story, best, first)
    if draft.type == "enterprise":
        return _in_letters(_title(name), told)
    return _BRACKETS.sub("", _lowered(story, best, name))


def _with_owner(story: Story, p: Profile, first: int) -> str:
    """The words in the nominative but for the name of another person («администрация президента Серова»)."""
    last = p.reference.last
    inside = (story.profiles[i].reference for i in story.inside(p))
    named = (r for r in inside if r.type == "person" and r.name and r.first > first)
    kept = min((r.name[0] for r in named if r.name), default=last)
    name = nominative(story.text, first, kept)
    return name if kept == last else f"{name} {story.text.span(kept, last).text}"


def _fuller(p: Profile) -> tuple[bool, int, bool, bool, int]:
    sides = p.head.lemma == "сторона"
    return p.reference.form == "name", len(p.words), sides, _nominative(p), -p.start


def _without_owner(p: Profile) -> int:
    """«свой посол» is a «посол»."""
    owned = p.words[0].lemma in ("свой", "наш") or p.words[0].text.lower() in ("его", "ее", "её", "их")
    return p.reference.first + (owned and len(p.words) > 1)


def _nominative(p: Profile) -> bool:
    return p.head.feats.get("Case") == "Nom"


# States


def state_name(story: Story, draft: Draft) -> str:
    """The name printed most, the shorter of two; that of the gazetteer where only a capital tells it."""
    state = next((s for s in states() if s.code in draft.countries), None)
    short = state.abbreviations[:1] if state and len(state.names[0].split()) > LONG else ()
    named = Counter(
        nominative(story.text, m.reference.first, m.reference.last)
        for m in draft.members
        if m.reference.rule in ("state_name", "realm")
        and (m.reference.form == "name" or m.reference.span.text in short)
    )
    if named:
        return min(named, key=lambda name: (-named[name], len(name)))
    return (short or state.names)[0] if state else described_name(story, draft)


LONG = 2  # words; of states with longer names the abbreviation is the common name: США, ОАЭ


# Bodies, enterprises and groups


def _shared(story: Story, p: Profile) -> str:
    """«Армии Кавказии и Эльбии»: each is «армия» with its own state."""
    noun = (p.reference.key or "").partition(":")[0]
    inside = (q.reference.span.text for q in story.profiles if q.reference.type == "state")
    state = next((s for s in inside if p.reference.span.text.endswith(s)), p.words[-1].text)
    return f"{noun} {state}"


def _title(name: str) -> str:
    """The quoted title without its common noun: «компания „Заря“» -> «Заря»; straight marks are left out."""
    found = _QUOTED.match(name)
    before = name[: found.start(1)].split() if found else []
    if found is None or len(before) > TITLE_NOUN or any(word.isupper() for word in before):
        return name
    title = found[1].strip()
    return title.strip('"“”„') if title[0] != "«" else title


def _in_letters(name: str, told: list[Profile]) -> str:
    """«УЗНОВОСТИ» printed as «Узновостям» elsewhere is «Узновости»."""
    mixed = any(not m.reference.span.text.isupper() for m in told)
    return name.capitalize() if mixed and name.isupper() and name.isalpha() and len(name) > 4 else name


def _lowered(story: Story, p: Profile, name: str) -> str:
    """A common noun at the head of a sentence is printed with a capital only there."""
    first = p.words[0]
    starts = first.index == story.text.sentences[first.sentence].first
    common = first.pos in ("NOUN", "ADJ", "DET", "NUM", "VERB") or first.lemma in heads()
    if p.reference.type == "body":
        common = first.lemma in words("lower_bodies")
    changes = starts and common and p.reference.form == "description" and not first.text.isupper()
    return name[0].lower() + name[1:] if changes else name


def group_name(text: Text, first: int, last: int) -> str:
    """«40 узбекских курсантов» -> «узбекские курсанты», «двух армий» -> «две армии»."""
    at = first
    while at + 1 < last and _counts(text.words[at]):
        at += 1
    if at == first and last - first == 1 and text.words[first].feats.get("Number") == "Sing":
        word = text.words[first]
        return morphology.inflected(word.text, "NOUN", word.feats, {"plur", "nomn"}) or word.text
    if at == first:
        return _joined_adjectives(text, first, last)
    if text.words[first].lemma in ("два", "оба") and at == first + 1:
        return _pair(text, first, last)
    name = nominative(text, at, last)
    head = next((w for w in text.words[at:last] if w.pos == "NOUN"), None)
    if head is not None and head.feats.get("Number") == "Sing":  # «174 рыбака»
        many = morphology.inflected(head.text, "NOUN", head.feats, {"plur", "nomn"})
        return many if many and last - at == 1 else name
    return name


def _counts(word: Word) -> bool:
    return word.pos == "NUM" or word.text.isdigit() or word.lemma in ("сотня", "тысяча", "десяток")


def _pair(text: Text, first: int, last: int) -> str:
    """«двух», «обеих» with a plural genitive: «две» with the genitive singular."""
    noun = next((w for w in text.words[first + 1 : last] if w.pos == "NOUN"), None)
    if noun is None or noun.feats.get("Case") == "Nom":
        return nominative(text, first, last)
    forms = {"два": ("два", "две"), "оба": ("оба", "обе")}[text.words[first].lemma]
    number = forms[noun.feats.get("Gender") == "Fem"]
    single = morphology.inflected(noun.text, "NOUN", noun.feats, {"sing", "gent"})
    return f"{number} {single}" if single and last - first == 2 else nominative(text, first, last)


def _joined_adjectives(text: Text, first: int, last: int) -> str:
    """«чилийского и перуанского флотов»: two adjectives in the singular before one plural."""
    name = nominative(text, first, last)
    for word in text.words[first:last]:
        if word.pos in ("NOUN", "PROPN"):
            break
        if word.pos == "ADJ" and word.feats.get("Number") == "Sing" and word.feats.get("Case") != "Nom":
            form = morphology.nominative_form(word.text, "ADJ", word.feats)
            name = name.replace(word.text, form, 1)
    return name


# Persons


def _capitals(name: PersonName) -> list[str]:
    return ["-".join(part.capitalize() for part in word.split("-")) for word in name.full]


def person_name(text: Text, best: Profile, named: list[Profile], terms: tuple[Holder, ...] = ()) -> str:
    """A person's name in the nominative, given name first; words as printed where they are nominative."""
    assert best.reference.name is not None
    first, last = best.reference.name
    printed = text.span(first, last).text
    case = name_case(text, best)
    if case != "Nom":
        known = [w for m in named if m is not best for w in _printed_nominative(text, m)]
        known += [word for h in terms for name in h.spellings for word in _capitals(name)]
        for i in range(first, last):
            printed = printed.replace(text.words[i].text, _word(text, best, i, case, known), 1)
    return _given_first(printed)


def _printed_nominative(text: Text, p: Profile) -> Iterator[str]:
    """The words of a name that stands in the nominative."""
    if p.reference.name is not None and name_case(text, p) == "Nom":
        yield from (w.text for w in text.words[slice(*p.reference.name)] if len(w.text) > 2)


def _word(text: Text, p: Profile, i: int, case: str, known: list[str]) -> str:
    """One word: as printed in the nominative elsewhere, by the dictionary, or by its ending."""
    word = text.words[i]
    if not word.text[:1].isupper() or len(word.text) == 1:
        return word.text
    for other in known:
        if same_word(plain(other), plain(word.text)):
            return other
    if morphology.undeclined(word.text):
        return word.text
    told = nominative(text, i, i + 1) if morphology.in_dictionary(word.text) else word.text
    if told != word.text:
        return told
    return name_nominative(word.text, p.gender or word.feats.get("Gender", "Masc"), case)


def name_case(text: Text, p: Profile) -> str:
    """The case of a name: of the office before it, else of a subject, else the first oblique one told."""
    assert p.reference.name is not None
    words = text.words[slice(*p.reference.name)]
    office = p.head.feats.get("Case") if p.head.index < p.reference.name[0] else None
    if office is not None and p.head.pos == "NOUN":
        return office
    if any(w.rel.startswith("nsubj") for w in words):
        return "Nom"
    told = [w.feats["Case"] for w in words if "Case" in w.feats and w.feats["Case"] != "Nom"]
    return told[0] if told else "Nom"


def _given_first(name: str) -> str:
    """«Серов Антон Ильич» -> «Антон Ильич Серов»."""
    words = name.split()
    if len(words) == 3 and _PATRONYMIC.search(words[2]) and not _PATRONYMIC.search(words[1]):
        return " ".join([*words[1:], words[0]])
    return name
