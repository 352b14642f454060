"""The codebook as data: the kinds, roles, modes, stages and codes of readings, and what they are in PLOVER.

The tables lie in `data/`; they are loaded and checked once, when first asked for. A bad table raises
`CodebookError`, whose message is `path:line: what`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from communique.codebook.kinds import Kind, parse_kinds
from communique.codebook.plover import PloverEvent, PloverTable, parse_plover
from communique.codebook.tables import CodebookError, Row, Table, load_table, parse_table, unique_rows

__all__ = [
    "CodebookError",
    "Kind",
    "PloverEvent",
    "Row",
    "Table",
    "actor_types",
    "check_event",
    "contexts",
    "kinds",
    "load_table",
    "manners",
    "mention_forms",
    "parse_table",
    "phases",
    "plover",
    "plover_events",
    "sectors",
    "stages",
    "steps",
]

_DATA = files(__name__) / "data"
_LISTS = ("stage", "step", "phase", "manner", "actor_type", "mention_form", "sector", "context")


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of event by its name."""
    return parse_kinds(load_table(_DATA / "kinds.toml"))


@cache
def _vocabulary() -> Mapping[str, Mapping[str, str]]:
    table = load_table(_DATA / "vocabulary.toml")
    return {
        name: {
            word: row.text("meaning") for word, row in unique_rows(table, name, ("name", "meaning")).items()
        }
        for name in _LISTS
    }


@cache
def _plover_table() -> PloverTable:
    words = {name: frozenset(_vocabulary()[name]) for name in ("stage", "step")}
    return parse_plover(load_table(_DATA / "plover.toml"), kinds(), words)


def stages() -> Mapping[str, str]:
    """How far a happening has come: each stage with its meaning, from called for to denied."""
    return _vocabulary()["stage"]


def steps() -> Mapping[str, str]:
    """How far an agreement has come: each step with its meaning, in the order of a treaty's life."""
    return _vocabulary()["step"]


def phases() -> Mapping[str, str]:
    """Whether a person holds an office, comes into it or goes: each phase with its meaning."""
    return _vocabulary()["phase"]


def manners() -> Mapping[str, str]:
    """Direct or reported speech."""
    return _vocabulary()["manner"]


def actor_types() -> Mapping[str, str]:
    return _vocabulary()["actor_type"]


def mention_forms() -> Mapping[str, str]:
    return _vocabulary()["mention_form"]


def sectors() -> Mapping[str, str]:
    """PLOVER's and CAMEO's actor sectors."""
    return _vocabulary()["sector"]


def contexts() -> Mapping[str, str]:
    """PLOVER's contexts."""
    return _vocabulary()["context"]


def plover_events() -> Mapping[str, PloverEvent]:
    """PLOVER's event types with quad class and modes."""
    return _plover_table().events


def plover(
    kind: str,
    mode: str | None,
    stage: str,
    step: str | None = None,
    *,
    addressed: bool = False,
    demand: bool = False,
    one_sided: bool = False,
) -> tuple[str | None, str | None]:
    """The PLOVER event and mode of an event; (None, None) where PLOVER has none.

    Args:
        addressed: for `called_for`: the call is made to somebody.
        demand: for `proposed` and `planned`: not an offer but a demand made of the other side.
        one_sided: for `cancelled`, and the steps `terminated` and `suspended`: one side ended it.
    Raises:
        ValueError: no such kind or stage.
    """
    if kind not in kinds() or stage not in stages():
        raise ValueError(f"no such kind or stage: {kind}, {stage}")
    flags = {"addressed": addressed, "demand": demand, "one_sided": one_sided}
    return _plover_table().find(kind, mode, stage, step, frozenset(name for name, on in flags.items() if on))


def check_event(
    kind: str, mode: str | None, stage: str, step: str | None = None, roles: Iterable[str] = ()
) -> tuple[str, ...]:
    """What the codebook does not allow in these fields, one sentence each; empty when all is well."""
    if (known := kinds().get(kind)) is None:
        return (f"no such kind: {kind!r}",)
    problems = [f"{kind} has no role {role!r}" for role in roles if role not in known.roles]
    if mode is not None and mode not in known.modes:
        problems.append(f"{kind} has no mode {mode!r}")
    if stage not in stages():
        problems.append(f"no such stage: {stage!r}")
    if step is not None and step not in steps():
        problems.append(f"no such step: {step!r}")
    if step is not None and kind not in ("agreement", "contract"):
        problems.append(f"{kind} has no steps")
    return tuple(problems)
