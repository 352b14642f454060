"""Gold readings and what the reader makes of their texts: the one way by which readings are scored here.

`communique evaluate` and `python -m communique.evaluation events|mentions` both go by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.batch import read_reports
from communique.intake.errors import Failure
from communique.records.reading import Reading


def read_anew(gold: Iterable[Reading], jobs: int = 1) -> Iterator[Reading | Failure]:
    """Readings of the texts of gold readings by the default reader, in their order.

    The reader is given the text, title, language and day of publication, and no other gold record.
    """
    return read_reports((replace(right.report, published=right.published) for right in gold), jobs)
