"""From kinds and stages to PLOVER events: a table of rules, of which the first that fits decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.codebook.kinds import Kind
from communique.codebook.tables import Row, Table, unique_rows

CONDITIONS = ("addressed", "demand", "one_sided")
_RULE_KEYS = ("name", "kinds", "modes", "stages", "steps", "when", "event", "mode")


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """A PLOVER event type with its quad class, 1 verbal cooperation to 4 material conflict, and its modes."""

    name: str
    quad: int
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Empty `kinds`, `modes`, `stages` and `steps` fit everything; `event` None says that PLOVER has none."""

    name: str
    kinds: tuple[str, ...]
    modes: tuple[str, ...]
    stages: tuple[str, ...]
    steps: tuple[str, ...]
    when: str | None
    event: str | None
    mode: str | None

    def fits(self, kind: str, mode: str | None, stage: str, step: str | None, known: frozenset[str]) -> bool:
        wanted = ((self.kinds, kind), (self.modes, mode), (self.stages, stage), (self.steps, step))
        return all(not allowed or value in allowed for allowed, value in wanted) and (
            self.when is None or self.when in known
        )


@dataclass(frozen=True, slots=True)
class PloverTable:
    """`modes` leads from (PLOVER event, kind, the codebook's mode) to PLOVER's mode."""

    events: Mapping[str, PloverEvent]
    rules: tuple[Rule, ...]
    modes: Mapping[tuple[str, str, str], str]

    def find(
        self, kind: str, mode: str | None, stage: str, step: str | None, known: frozenset[str]
    ) -> tuple[str | None, str | None]:
        """PLOVER's event and mode; (None, None) where PLOVER has none."""
        rule = next(rule for rule in self.rules if rule.fits(kind, mode, stage, step, known))
        if rule.event is None or rule.mode is not None:
            return rule.event, rule.mode
        return rule.event, self.modes.get((rule.event, kind, mode or ""))


def parse_plover(table: Table, kinds: Mapping[str, Kind], words: Mapping[str, frozenset[str]]) -> PloverTable:
    """Read and check the table. `words` holds the known stages and steps.

    Raises:
        CodebookError: a rule names what is not known, or some kind and stage are left without a rule.
    """
    events = _parse_events(table)
    rules = tuple(
        _parse_rule(row, kinds, words, events) for row in unique_rows(table, "rule", _RULE_KEYS).values()
    )
    modes = _parse_modes(table, kinds, events)
    _check_complete(table, rules, kinds, words["stage"])
    return PloverTable(events, rules, modes)


def _parse_events(table: Table) -> dict[str, PloverEvent]:
    events: dict[str, PloverEvent] = {}
    for name, values in table.values.get("events", {}).items():
        quad, modes = values.get("quad"), values.get("modes")
        if quad not in (1, 2, 3, 4) or not isinstance(modes, list):
            raise table.error("events", f"{name}: needs a quad of 1 to 4 and a list of modes")
        events[name] = PloverEvent(name, quad, tuple(modes))
    return events


def _parse_rule(
    row: Row,
    kinds: Mapping[str, Kind],
    words: Mapping[str, frozenset[str]],
    events: Mapping[str, PloverEvent],
) -> Rule:
    rule = Rule(
        name=row.text("name"),
        kinds=row.texts("kinds"),
        modes=row.texts("modes"),
        stages=row.texts("stages"),
        steps=row.texts("steps"),
        when=row.maybe_text("when"),
        event=row.maybe_text("event"),
        mode=row.maybe_text("mode"),
    )
    _check_known(row, "kind", rule.kinds, kinds)
    _check_known(row, "stage", rule.stages, words["stage"])
    _check_known(row, "step", rule.steps, words["step"])
    _check_known(row, "mode", rule.modes, {mode for kind in rule.kinds for mode in kinds[kind].modes})
    _check_known(row, "condition", filter(None, [rule.when]), CONDITIONS)
    _check_known(row, "PLOVER event", filter(None, [rule.event]), events)
    _check_known(
        row, "PLOVER mode", filter(None, [rule.mode]), events[rule.event].modes if rule.event else ()
    )
    return rule


def _check_known(row: Row, what: str, names: Any, known: Any) -> None:
    for name in names:
        if name not in known:
            raise row.error(f"no such {what}: {name!r}")


def _parse_modes(
    table: Table, kinds: Mapping[str, Kind], events: Mapping[str, PloverEvent]
) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for event, by_kind in table.values.get("modes", {}).items():
        for kind, modes in by_kind.items():
            if event not in events or kind not in kinds:
                raise table.error(f"modes.{event}.{kind}", f"no such event or kind: {event}, {kind}")
            for mode, theirs in modes.items():
                if mode not in kinds[kind].modes or theirs not in events[event].modes:
                    raise table.error(f"modes.{event}.{kind}", f"no such mode: {mode!r} or {theirs!r}")
                found[event, kind, mode] = theirs
    return found


def _check_complete(
    table: Table, rules: tuple[Rule, ...], kinds: Mapping[str, Kind], stages: frozenset[str]
) -> None:
    for kind in kinds:
        for stage in sorted(stages):
            if not any(rule.fits(kind, None, stage, None, frozenset()) for rule in rules):
                raise table.error("rule", f"no rule for {kind} at stage {stage}")
