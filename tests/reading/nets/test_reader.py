"""All nets together, with the weights that ship."""

from __future__ import annotations

from communique.reading.nets import load_reader, load_student

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
    for report, found in zip(REPORTS, load_student().read(REPORTS), strict=True):
        (alone,) = load_student().read([report])
        assert [e[:3] for e in alone.entities] == [e[:3] for e in found.entities]


def test_hints_are_the_same_without_entities() -> None:
    assert load_student().told(REPORTS) == [found.told for found in load_student().read(REPORTS)]


def test_what_an_easy_sentence_says() -> None:
    found = load_reader().read(REPORTS)[0]
    assert found.tags[0][0].pos == "NOUN" and found.tags[0][4].pos == "VERB"
    assert found.arcs[0].heads[0] == 4 and found.arcs[0].rels[0] == "nsubj"
    assert [(name.first, name.last, name.label) for name in found.names][:1] == [(1, 2, "LOC")]
    assert (2, 4, "PERSON") in [e[:3] for e in load_student().read(REPORTS)[0].entities]
    assert max(found.told[4].kinds.items(), key=lambda item: item[1])[0] == "visit"
