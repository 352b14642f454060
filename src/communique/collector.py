"""Python's collector of garbage cycles, told what kind of process this is.

By default it walks over everything that lives again and again while records are being made; on a large
register that takes most of the time of an answer. Records form no cycles, so hardly anything is to be found.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the young ones are looked at; then young looks before the middle, middle before all.
SELDOM = (50_000, 20, 100)


def seldom() -> None:
    """For a process that makes many records and lets go of few."""
    gc.set_threshold(*SELDOM)


@contextmanager
def paused() -> Iterator[None]:
    """While records are made that all live to the end."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def settled(anew: bool = True) -> None:
    """What lives now is there to stay: collect what does not, and look at the rest no more.

    Args:
        anew: look once more at what earlier calls took for lasting, which takes long.
    """
    if anew:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
