"""From all readings and rulings of a register to what they say together: a pure function.

The order of the reports says nothing: they are sorted by key first, and every step sorts what it gives.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.resolve import resolve
from communique.linking.commitments import follow
from communique.linking.corrections import link_corrections
from communique.linking.datings import narrow
from communique.linking.happenings import join
from communique.linking.reprints import find_reprints
from communique.linking.rulings import apply, standing
from communique.linking.terms import find_terms
from communique.records.register import Derived, Ruling
from communique.register.seen import ReportSeen


def derive(reports: Sequence[ReportSeen], rulings: Sequence[Ruling] = ()) -> Derived:
    counted = apply(sorted(reports, key=lambda report: report.key), rulings)
    rulings = standing(rulings)  # those that no other took back
    reprints = find_reprints(counted)
    entities, merges = resolve(counted, rulings)
    terms = find_terms(counted, entities)
    datings = narrow(counted, entities, terms)
    happenings, joins = join(counted, entities, reprints, datings, rulings)
    return Derived(
        reprints=reprints,
        entities=entities,
        merges=tuple(sorted((*merges, *joins), key=lambda merge: (merge.kind, merge.left, merge.right))),
        terms=terms,
        datings=datings,
        happenings=happenings,
        commitments=follow(happenings, counted, entities, datings),
        corrections=link_corrections(counted, reprints),
    )
