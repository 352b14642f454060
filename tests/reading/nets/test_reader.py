"""All nets together, with the weights that ship."""

from __future__ import annotations

from communique.reading.nets import load_entity_net, load_event_net, load_reader

REPORTS = [
    [["Президент", "Чили", "Педро", "Риос", "прибыл", "в", "Ригу", "."], ["Его", "встретил", "посол", "."]],
    [["Договор", "подписан", "12", "мая", "."]],
    [],
]


def test_every_report_gets_its_own_analysis() -> None:
    together = load_reader().read(REPORTS)
    assert len(together) == len(REPORTS)
    for report, found in zip(REPORTS, together, strict=True):
        (alone,) = load_reader().read([report])
        assert (alone.tags, alone.arcs, alone.names) == (found.tags, found.arcs, found.names)
        assert [len(tags) for tags in found.tags] == [len(arcs.heads) for arcs in found.arcs]


def test_entities_do_not_depend_on_other_reports() -> None:
    for report, found in zip(REPORTS, load_entity_net().read(REPORTS), strict=True):
        (alone,) = load_entity_net().read([report])
        assert [e[:3] for e in alone] == [e[:3] for e in found]


def test_the_reader_tells_what_the_net_of_events_hears() -> None:
    assert [one.told for one in load_reader().read(REPORTS)] == load_event_net().read(REPORTS)


def test_what_an_easy_sentence_says() -> None:
    found = load_reader().read(REPORTS)[0]
    assert found.tags[0][0].pos == "NOUN" and found.tags[0][4].pos == "VERB"
    assert found.arcs[0].heads[0] == 4 and found.arcs[0].rels[0] == "nsubj"
    assert [(name.first, name.last, name.label) for name in found.names][:1] == [(1, 2, "LOC")]
    assert (2, 4, "PERSON") in [e[:3] for e in load_entity_net().read(REPORTS)[0]]
    assert max(found.told[4].kinds.items(), key=lambda item: item[1])[0] == "visit"
