"""CAMEO codes and Goldstein's scale, by the rules of `data/cameo.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique import codebook
from communique.codebook import Table, load_table
from communique.codebook.tables import Row, unique_rows
from communique.records.register import Happening

_KEYS = ("name", "kinds", "modes", "stages", "steps", "contexts", "plover", "code")


@dataclass(frozen=True, slots=True)
class Rule:
    """Empty lists fit everything; `code` None says that CAMEO has none."""

    name: str
    kinds: tuple[str, ...]
    modes: tuple[str, ...]
    stages: tuple[str, ...]
    steps: tuple[str, ...]
    contexts: tuple[str, ...]
    plover: tuple[str, ...]
    code: str | None

    def fits(self, item: Happening) -> bool:
        wanted = (
            (self.kinds, item.kind),
            (self.modes, item.mode),
            (self.stages, item.stage),
            (self.steps, item.step),
            (self.plover, item.plover),
        )
        return all(not allowed or value in allowed for allowed, value in wanted) and (
            not self.contexts or bool(set(self.contexts) & set(item.context))
        )


@cache
def _table() -> Table:
    return load_table(files("communique.export") / "data" / "cameo.toml")


@cache
def rules() -> tuple[Rule, ...]:
    """Raises: CodebookError where a rule names what the codebook does not know."""
    return tuple(_rule(row) for row in unique_rows(_table(), "rule", _KEYS).values())


def _rule(row: Row) -> Rule:
    rule = Rule(
        row.text("name"),
        row.texts("kinds"),
        row.texts("modes"),
        row.texts("stages"),
        row.texts("steps"),
        row.texts("contexts"),
        row.texts("plover"),
        row.maybe_text("code"),
    )
    modes = {mode for kind in codebook.kinds().values() for mode in kind.modes}
    for given, known in (
        (rule.kinds, codebook.kinds()),
        (rule.modes, modes),
        (rule.stages, codebook.stages()),
        (rule.steps, codebook.steps()),
        (rule.contexts, codebook.contexts()),
        (rule.plover, codebook.plover_events()),
    ):
        if unknown := [name for name in given if name not in known]:
            raise row.error(f"no such kind, mode, stage, step, context or event: {', '.join(unknown)}")
    return rule


@cache
def _goldstein() -> Mapping[str, float]:
    return dict(_table().values["goldstein"])


def cameo_code(item: Happening) -> str | None:
    """None where CAMEO has no code, as for an appointment, or what only somebody calls for."""
    if item.plover is None:
        return None
    return next(rule for rule in rules() if rule.fits(item)).code


def goldstein(code: str) -> float | None:
    """From -10, attack, to 10; None for a code that came after the scale (176, cyber attacks)."""
    values = _goldstein()
    return values.get(code, values.get(code[:3]))
