"""The country of each actor: from its words, its parts, or the story around it; what is inferred says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from communique.gazetteer import names, plain
from communique.gazetteer.tables import name_words
from communique.reading.layers import Reference, Text, Word
from communique.reading.ru.coref.lexicon import word_class
from communique.reading.ru.coref.links import (
    POSTING,
    appointed_by_state,
    governor,
    led_group,
    own_subject,
    possessor,
    predecessor,
    respective,
    states_of,
)
from communique.reading.ru.coref.profile import STATE_FIELDS, Profile, collective
from communique.reading.ru.coref.story import Draft, Story, country_of, nested_countries, speaker_of
from communique.reading.ru.holders import in_office
from communique.reading.ru.hosts import is_met, visited_state
from communique.reading.ru.portfolios import office_fields
from communique.reading.ru.regions import country_of_place
from communique.records.report import Dateline

DOMAINS = {
    "ru": "RUS",
    "su": "RUS",
    "kz": "KAZ",
    "by": "BLR",
    "md": "MDA",
    "ua": "UKR",
    "uz": "UZB",
    "kg": "KGZ",
    "tj": "TJK",
    "az": "AZE",
    "am": "ARM",
    "ge": "GEO",
    "tm": "TKM",
    "cn": "CHN",
    "tr": "TUR",
    "rs": "SRB",
}


_DOMAIN = re.compile(r"\b[a-z0-9-]{2,}\.(" + "|".join(DOMAINS) + r")\b", re.IGNORECASE)


CountryRule = Callable[[Story, Draft], tuple[str, ...]]


def printed_home(text: Text, references: tuple[Reference, ...]) -> str | None:
    """The country of the web domain printed most in the report, else of the press outlet it names first."""
    found = Counter(DOMAINS[m.group(1).lower()] for m in _DOMAIN.finditer(text.text))
    if found:
        return found.most_common(1)[0][0]
    press = (r.countries[0] for r in references if "MED" in r.sectors and len(r.countries) == 1)
    return next((country for country in press if country in DOMAINS.values()), None)


def home_of(url: str | None) -> str | None:
    """The country of a web address by its domain («https://news.example.kz/1» -> KAZ), else None."""
    found = re.search(r"^(?:\w+://)?[^/]*?\.(" + "|".join(DOMAINS) + r")(?:[:/]|$)", url or "", re.IGNORECASE)
    return DOMAINS[found.group(1).lower()] if found else None


def home_of_dateline(dateline: Dateline | None) -> str | None:
    """The country whose capital the dateline names, else None."""
    if dateline is None or not dateline.place:
        return None
    words = [plain(word) for word in name_words(dateline.place.split(",")[0])]
    stop, entries = names().longest(words, 0)
    return next((e.country for e in entries if e.kind == "capital"), None) if stop else None


def settle_countries(story: Story) -> None:
    """Persons, bodies and states first, then the sides, then groups, which may be told by the sides."""
    for draft in sorted(story.drafts, key=rank):
        settle_country(story, draft)


def rank(draft: Draft) -> int:
    if draft.type != "group":
        return 0
    return 1 if any(collective(m) for m in draft.members) else 2


def settle_country(story: Story, draft: Draft) -> None:
    """Give the draft a country where its words, its parts, or the story around it tell one."""
    if draft.countries:
        if draft.type in SINGLE:
            draft.countries = first_country(story, draft)
        return
    for rule in GROUP_RULES if draft.type == "group" else ACTOR_RULES:
        if countries := rule(story, draft):
            draft.countries = countries
            draft.inferred["country"] = rule.__name__.removeprefix("from_")
            return


def first_country(story: Story, draft: Draft) -> tuple[str, ...]:
    """The one country of an actor whose words name several: its state before an organisation of states, and
    never the one where it is posted («посольство Кавказии в Горной Стране»)."""
    told = [own_countries(story, m) for m in draft.members if m.reference.form != "pronoun"]
    every = [c for countries in told for c in countries] or list(draft.countries)
    if draft.type == "person":
        every.sort(key=lambda c: c == "IGO")
    return (every[0],)


def own_countries(story: Story, p: Profile) -> tuple[str, ...]:
    """Countries of the reference without those of a place told with «в», where others are left."""
    inside = (story.profiles[i].reference for i in story.inside(p))
    later = (r for r in inside if r.first > p.reference.first)
    posted = {c for r in later if story.text.words[r.first - 1].lemma in POSTING for c in r.countries}
    return tuple(c for c in p.reference.countries if c not in posted) or p.reference.countries


def from_europe(story: Story, draft: Draft) -> tuple[str, ...]:
    """«еврокомиссар», «евродепутат»: an office of the European Union."""
    told = (w.lemma for m in draft.members for w in words_of_office(story, m)[:1])
    return ("IGO",) if draft.type == "person" and any(lemma in EUROPEAN for lemma in told) else ()


EUROPEAN = frozenset({"еврокомиссар", "евродепутат", "евродепутатка", "европарламентарий", "евродипломат"})


def from_parts(story: Story, draft: Draft) -> tuple[str, ...]:
    """The state or body named inside a mention."""
    for member in draft.members:
        if found := tuple(dict.fromkeys(nested_countries(story, member))):
            return found if draft.type == "group" else found[:1]
    return ()


def from_holder(story: Story, draft: Draft) -> tuple[str, ...]:
    """The state whose office this person is known to hold (table of office-holders)."""
    return tuple(dict.fromkeys(h.country for h in draft.terms))[:1]


def from_leader(story: Story, draft: Draft) -> tuple[str, ...]:
    """«режим Серова», «правительство Серова», «жена Серова»: the state of the one whose name is borne."""
    if draft.type not in ("body", "person"):
        return ()
    named = (story.owner[i] for m in draft.members for i in story.inside(m) if i in story.owner)
    terms = (h.country for d in named if d.type == "person" for h in d.terms)
    return tuple(code for code in terms if code != "IGO")[:1]


def from_dateline(story: Story, draft: Draft) -> tuple[str, ...]:
    """The agency of the dateline has its seat where the report is published."""
    told = any(m.reference.rule.startswith("dateline_agency") for m in draft.members)
    return (story.home,) if told and story.home else ()


def from_place(story: Story, draft: Draft) -> tuple[str, ...]:
    """The state whose city or region stands in its name: «акимат Алматы», «Ереванский университет»."""
    told = (m for m in draft.members if m.reference.form != "pronoun")
    code = next((c for m in told if (c := country_of_place(words_of_office(story, m)))), None)
    return (code,) if code else ()


def words_of_office(story: Story, p: Profile) -> Sequence[Word]:
    """The words of a mention; of a person's only his position."""
    if p.reference.type != "person":
        return p.words
    return story.text.words[slice(*p.reference.position)] if p.reference.position else ()


def from_domain(story: Story, draft: Draft) -> tuple[str, ...]:
    """A press outlet called by its web domain."""
    for member in draft.members:
        if found := _DOMAIN.search(member.reference.span.text):
            return (DOMAINS[found.group(1).lower()],)
    return ()


def from_neighbour(story: Story, draft: Draft) -> tuple[str, ...]:
    """The state whose name stands right before the person's: «президенту Кавказии Антону Серову»."""
    if draft.type != "person":
        return ()
    for member in draft.members:
        if not member.name or member.reference.position:
            continue
        if any(story.profiles[i].reference.type == "group" for i in story.ending(member.reference.first)):
            continue  # «главы МИД Чили и Перу …»: the list tells whose each is
        for i in story.ending(member.reference.first):
            other = story.profiles[i]
            beside = other.reference.type == "state" and other.sentence == member.sentence
            if beside and governs(story, other):
                return story.owner[i].countries[:1]
    return ()


def governs(story: Story, state: Profile) -> bool:
    """A state in the genitive after a noun, no place told with a preposition."""
    before = story.text.words[state.reference.first - 1] if state.reference.first else None
    return before is not None and before.pos != "ADP" and state.head.feats.get("Case") == "Gen"


def from_list(story: Story, draft: Draft) -> tuple[str, ...]:
    """The state at the same place of the list before: «министры Кавказии и Горной Страны Серов и Юрт»."""
    if draft.type != "person":
        return ()
    found = (listed_country(story, m) for m in draft.members if m.name and not m.reference.position)
    return next((c for c in found if c), ())


def from_side(story: Story, draft: Draft) -> tuple[str, ...]:
    """«С норвежской стороны – министр портов Ларс Хауген», «в состав норвежской делегации вошли …»: the side
    told before a list of those who take part."""
    if draft.type != "person":
        return ()
    for member in draft.members:
        if not member.name or not member.reference.position:
            continue
        start = story.reaching(story.text.sentences[member.sentence].first)
        for other, whole in story.before(story.index[member], start):
            if other.sentence == member.sentence and takes_part(story, other):
                return whole.countries[:1]
    return ()


def takes_part(story: Story, p: Profile) -> bool:
    """A side at the head of a sentence («с … стороны», «от Норвегии»), or a delegation some belong to."""
    first = p.reference.first
    before = story.text.words[first - 1].lemma if first else ""
    if p.reference.type == "state":
        heads = first - 1 == story.text.sentences[p.sentence].first
        return heads and (before == "от" or (before in ("с", "со") and p.reference.rule == "side"))
    member = story.text.words[first - 1].lemma == "состав" if first else False
    return p.reference.type == "group" and p.head.lemma == "делегация" and member


def from_ties(story: Story, draft: Draft) -> tuple[str, ...]:
    """Those whom the person leads, whose he is, or whose post he takes."""
    if draft.type != "person":
        return ()
    for member in draft.members:
        if member.reference.form == "pronoun":
            continue
        for tie in (led_group, own_subject, predecessor, possessor, respective):
            tied = tie(story, member)
            if tied is not None and (found := states_of(story, tied)[:1]):
                return found
        if found := appointed_by_state(story, member):
            return found
    return ()


def listed_country(story: Story, first: Profile) -> tuple[str, ...]:
    place = 0
    for i in range(story.index[first] - 1, -1, -1):
        p = story.profiles[i]
        if i < story.reaching(first.reference.first - 1):
            break
        gap = [w.text for w in story.text.words[p.reference.last : first.reference.first]]
        if p.reference.type == "group" and len(p.reference.countries) > 1 and not gap:
            return p.reference.countries[place : place + 1]
        if p.name and gap in ([","], ["и"]):
            first, place = p, place + 1
    return ()


def from_host(story: Story, draft: Draft) -> tuple[str, ...]:
    """Whom somebody from home meets on his visit abroad is of the state that he visits."""
    if draft.type not in ("person", "body") or story.home is None:
        return ()
    told = (m for m in draft.members if m.reference.form != "pronoun")
    if not any(is_met(story, m) or is_of_one_met(story, m) for m in told):
        return ()
    code = visited_state(story)
    return (code,) if code is not None else ()


def is_of_one_met(story: Story, p: Profile) -> bool:
    """«встретился с председателем комитета»: the body in the office of somebody met."""
    first, last = p.reference.first, p.reference.last
    around = story.profiles[story.reaching(first) : story.index[p]]
    return any(
        q.reference.type == "person"
        and q.reference.first <= first
        and last <= q.reference.last
        and is_met(story, q)
        for q in around
    )


def from_field(story: Story, draft: Draft) -> tuple[str, ...]:
    """The one body of this field that the report names with its country, unless a minister at home has it."""
    fields = draft.offices | draft.bodies | deputy_fields(story, draft)
    if not fields or written_out(draft):
        return ()
    found = {
        d.countries[:1]
        for d in story.typed("body")
        if d is not draft and d.countries and "country" not in d.inferred and d.bodies & fields
    }
    if len(found) != 1:
        return ()
    people = story.typed("person") if draft.type == "body" else []
    if (story.home,) in {d.countries[:1] for d in people if d.offices & fields} - found:
        return (story.home or "",)
    return found.pop()


def written_out(draft: Draft) -> bool:
    """«Министерство иностранных дел и торговли»: at home a body is told so without its state, also where a
    foreign one of its field is named."""
    long = (m for m in draft.members if m.reference.form != "pronoun" and len(m.words) > 2)
    return draft.type == "body" and any(m.head.lemma == "министерство" for m in long)


def deputy_fields(story: Story, draft: Draft) -> frozenset[str]:
    """The field of the minister whose deputy or spokesman a person is."""
    found: set[str] = set()
    for member in draft.members:
        if draft.type == "person" and member.reference.position is not None:
            first, last = member.reference.position
            found |= office_fields(story.text.words[first + 1 : last]) - STATE_FIELDS
    return frozenset(found)


def from_abroad(story: Story, draft: Draft) -> tuple[str, ...]:
    """For a head of state or government who is not the listed one at home: another state of the sentence,
    else the one that the report speaks of most."""
    fields = draft.offices & {"head_of_state", "head_of_government"}
    if (
        draft.type != "person"
        or not fields & in_office(story.home)
        or not any(m.name for m in draft.members)
        or draft.terms
    ):
        return ()
    first = min((m for m in draft.members if m.name), key=lambda m: m.start)
    states = [d for d in story.typed("state") if d.countries and d.countries[0] != story.home]
    start = story.reaching(story.text.sentences[first.sentence].first)
    for p, other in story.before(story.index[first], start):
        if other in states and p.sentence == first.sentence:
            return other.countries
    best = max(states, key=lambda d: len(d.members), default=None)
    return best.countries if best and len(best.members) > 1 else ()


def from_title(story: Story, draft: Draft) -> tuple[str, ...]:
    """A minister without a state, where the first sentence tells what another state does and the report never
    names its own: «Норвегия закупит зерно. … министр торговли Ларс Хауген»."""
    if draft.type != "person" or not draft.offices or story.home is None:
        return ()
    if any(story.home in d.countries and "country" not in d.inferred for d in story.drafts):
        return ()
    first = (d for p, d in story.told("state") if p.sentence == 0 and p.subject)
    return next((d.countries[:1] for d in first if d.countries), ())


def from_others(story: Story, draft: Draft) -> tuple[str, ...]:
    """Where the report names other states and never its own, nobody in it is taken for one at home: a body is
    of the state told of last before it, a person of the one told of most."""
    if story.home is None or draft.type not in ("person", "body") or tells_of_home(story):
        return ()
    told = told_by_name(story)
    if not told or story.home in told or beside_one_of_its_field(story, draft):
        return ()
    if draft.type == "body":
        first = min(draft.members, key=lambda m: m.start)
        named = (d.countries[0] for _, d in story.before(story.index[first]) if names_one_state(d))
        if (nearest := next(named, None)) is not None:
            return (nearest,)
    return (told.most_common(1)[0][0],)


def beside_one_of_its_field(story: Story, draft: Draft) -> bool:
    """«Министерство иностранных дел ответило МИД Грузии»: the one told without its state is the own one."""
    if not draft.bodies:
        return False
    return any(d.bodies & draft.bodies and names_one_state(d) for d in story.typed("body") if d is not draft)


def names_one_state(draft: Draft) -> bool:
    """Whether its own words tell its one state; an organisation of states has none."""
    return len(draft.countries) == 1 and draft.countries != ("IGO",) and "country" not in draft.inferred


def told_by_name(story: Story) -> Counter[str]:
    """How often the report tells of each state, by its name, its bodies, or its people."""
    found: Counter[str] = Counter()
    for draft in story.drafts:
        if names_one_state(draft):
            found[draft.countries[0]] += len(draft.members)
    return found


def from_publication(story: Story, draft: Draft) -> tuple[str, ...]:
    """The country of publication: its press leaves its own country out, but for firms of foreign names."""
    if story.home is None or draft.type not in ("person", "body", "enterprise"):
        return ()
    foreign = draft.type == "enterprise" and any(foreign_firm(m) for m in draft.members)
    return () if foreign or tells_of_others(story, draft) else (story.home,)


def tells_of_others(story: Story, draft: Draft) -> bool:
    """Whether the report names other states and never its own: then only offices of state are own ones."""
    if draft.offices or draft.bodies:
        return False
    named = {d.countries[0] for d in story.typed("state") if d.countries}
    return bool(named) and story.home not in named and not tells_of_home(story)


def tells_of_home(story: Story) -> bool:
    """Whether a place of the country of publication is named."""
    text = story.text
    places = (text.words[n.first : n.last] for n in text.names if n.label == "LOC")
    return any(country_of_place(words) == story.home for words in places)


def foreign_firm(p: Profile) -> bool:
    return "MED" in p.reference.sectors or any(w.text[:1].isascii() and w.text[:1].isalpha() for w in p.words)


def from_focus(story: Story, draft: Draft) -> tuple[str, ...]:
    """The state that the report speaks of most."""
    if draft.type not in ("person", "body"):
        return ()
    best = told_by_name(story).most_common(1)
    return (best[0][0],) if best else ()


def of_both(p: Profile) -> bool:
    """«предприятия двух стран»"""
    return bool(word_class("both") & set(p.lemmas)) and bool(word_class("state") & set(p.lemmas))


def beyond_two(p: Profile) -> bool:
    """«все страны», «лидеры Запада», «министры из 43 стран», «главы государств и правительств»"""
    return any(w.pos in ("NUM", "PROPN") or w.lemma in MANY for w in p.words)


MANY = frozenset({"весь", "некоторый", "многий", "другой", "любой", "каждый", "остальной", "правительство"})


def from_both(story: Story, draft: Draft) -> tuple[str, ...]:
    """«власти обеих стран»"""
    both = draft.type == "body" and any(of_both(m) for m in draft.members)
    return told_sides(story, draft) if both else ()


def from_joint(story: Story, draft: Draft) -> tuple[str, ...]:
    """«совместная комиссия»: a body of the two sides."""
    joint = any(word_class("joint") & set(m.lemmas) for m in draft.members)
    return told_sides(story, draft) if draft.type == "body" and joint else ()


def from_us(story: Story, draft: Draft) -> tuple[str, ...]:
    """«наши воины»: the speaker's own state, or that of the publication."""
    for member in draft.members:
        own = "наш" in member.lemmas or member.lemmas == ("мы",)
        if own and member.head.lemma not in word_class("sides") | word_class("partners"):
            speaker = speaker_of(story, story.index[member])
            if speaker is None and story.speech.inside(member.start):
                return ()  # nobody knows who says so
            country = country_of(story, speaker) if speaker else story.home
            return (country,) if country else ()
    return ()


def from_locals(story: Story, draft: Draft) -> tuple[str, ...]:
    """«участники протеста», «местные жители»: people at home; «мы»: those of the speaker's state."""
    if story.home is None:
        return ()
    for member in draft.members:
        if word_class("abroad") & set(member.lemmas):
            return ()
        if member.head.lemma in word_class("locals") or "местный" in member.lemmas:
            return (story.home,)
        if member.head.lemma == "участник" and word_class("unrest") & set(member.lemmas):
            return (story.home,)
    return ()


def from_sender(story: Story, draft: Draft) -> tuple[str, ...]:
    """«Кавказия направит наблюдателей»: those sent are the sender's."""
    for member in draft.members:
        verb = governor(story, member.head)
        if verb is None or verb.lemma not in word_class("send") or member.head.rel != "obj":
            continue
        start = story.reaching(story.text.sentences[verb.sentence].first)
        before = story.before(story.index[member], start)
        senders = (d for o, d in before if o.head.head == verb.index and o.subject)
        if (sender := next(senders, None)) is not None and sender.type in ("state", "body"):
            return states_of(story, sender)[:1]
    return ()


def from_sides(story: Story, draft: Draft) -> tuple[str, ...]:
    """The two sides spoken of most up to here, the title counting for more."""
    if any(of_both(m) or (collective(m) and plainly_sides(m)) for m in draft.members):
        return told_sides(story, draft)
    if any(collective(m) and not beyond_two(m) for m in draft.members):
        return told_sides(story, draft, alone=True)
    return ()


def plainly_sides(p: Profile) -> bool:
    """«стороны», «две делегации», «лидеры»; not «главы государств», «все страны», «43 страны»."""
    return len(p.words) == 1 or bool(word_class("both") & set(p.lemmas)) or p.head.lemma == "сторона"


def told_sides(story: Story, draft: Draft, alone: bool = False) -> tuple[str, ...]:
    """`alone`: only where no third state is spoken of half as often as the second."""
    first = min(draft.members, key=lambda m: m.start)
    caller = {c for m in draft.members for c in who_calls_on(story, m)}
    before = (i for i, p in enumerate(story.profiles) if p.start <= first.start)
    best = states_told(story, before, caller)
    if len(best) < 2 and (caller or draft.type == "body"):
        best = states_told(story, range(len(story.profiles)), caller)
    if len(best) < 2 or (alone and len(best) == 3 and 2 * best[2][1] > best[1][1]):
        return ()
    return tuple(sorted(country for country, _ in best[:2]))


def states_told(story: Story, profiles: Iterable[int], but: Collection[str]) -> list[tuple[str, int]]:
    """The three states told of most, without those of `but`."""
    weights: Counter[str] = Counter()
    for i in profiles:
        other, p = story.owner[i], story.profiles[i]
        alone = other.type in ("state", "person", "body") and len(other.countries) == 1
        if alone and other.countries[0] not in {"IGO", *but}:
            weights[other.countries[0]] += TITLE_WEIGHT if p.sentence == 0 else 1
    return weights.most_common(3)


def who_calls_on(story: Story, p: Profile) -> tuple[str, ...]:
    """The state of whoever calls on the sides: «Кавказия призывает стороны к миру» is none of them."""
    verb = governor(story, p.head)
    if verb is None or verb.lemma not in word_class("call_on") or p.head.rel not in ("obj", "iobj", "obl"):
        return ()
    subjects = [i for i in story.text.children[verb.index] if story.text.words[i].rel == "nsubj"]
    found = (story.owner[i] for i in story.headed(subjects) if i in story.owner)
    return next((states_of(story, d)[:1] for d in found), ())


TITLE_WEIGHT = 3  # mentions in the body that one in the title outweighs; 1 to 5 tried on the gold readings


SINGLE = frozenset({"person", "body", "state", "enterprise", "place"})


ACTOR_RULES: tuple[CountryRule, ...] = (
    from_europe,
    from_holder,
    from_parts,
    from_leader,
    from_neighbour,
    from_list,
    from_ties,
    from_side,
    from_place,
    from_domain,
    from_dateline,
    from_host,
    from_both,
    from_joint,
    from_field,
    from_abroad,
    from_title,
    from_others,
    from_publication,
    from_focus,
)


GROUP_RULES: tuple[CountryRule, ...] = (
    from_parts,
    from_place,
    from_sides,
    from_us,
    from_sender,
    from_locals,
)
