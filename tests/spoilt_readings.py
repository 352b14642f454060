"""Readings spoilt in ways that programs spoil them, so that every figure of the scorer moves."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

Dict = dict[str, Any]


def spoil(gold: Dict, random: Random) -> Dict:
    """A copy with other ids and moved spans; fields and records changed, dropped, doubled or merged."""
    reading = rename_actors(copy.deepcopy(gold), random)
    text_end = len(reading["text"])
    for actor in reading["actors"]:
        actor["mentions"] = [moved(span, text_end, random) for span in kept(actor["mentions"], random)]
        if random.random() < 0.1:
            actor["country"] = random.choice(["RUS", ["RUS", "KAZ"], None])
    merge_actors(reading, random)
    reading["events"] = [spoil_event(event, reading, random) for event in kept(reading["events"], random)]
    reading["events"] += copy.deepcopy(reading["events"][:1]) if random.random() < 0.3 else []
    reading["noise"] = [moved(span, text_end, random) for span in kept(reading["noise"], random)]
    for office in reading["offices"]:
        if random.random() < 0.2:
            office.update(
                random.choice([{"phase": "former"}, {"body": None}, {"country": "USA"}, {"person": None}])
            )
    reading["offices"] = kept(reading["offices"], random)
    for statement in reading["statements"]:
        statement["content"] = moved(statement["content"], text_end, random)
        if random.random() < 0.2:
            statement["speaker"] = random.choice([None, "z0", "a1"])
    reading["statements"] = kept(reading["statements"], random) + reading["statements"][:1]
    return reading


def kept(items: list[Any], random: Random) -> list[Any]:
    chosen = [item for item in items if random.random() < 0.85]
    random.shuffle(chosen)
    return chosen


def moved(span: list[int], end: int, random: Random) -> list[int]:
    if random.random() < 0.6:
        return span
    width = max(1, (span[1] - span[0]) // 2)
    start = min(max(0, span[0] + random.randint(-width, width)), end - 1)
    return [start, min(end, max(start + 1, span[1] + random.randint(-width, width)))]


def rename_actors(reading: Dict, random: Random) -> Dict:
    """Other ids, some of which gold has too, for other actors."""
    ids = [actor["id"] for actor in reading["actors"]]
    new = {id: f"z{index}" if random.random() < 0.7 else id for index, id in enumerate(ids)}
    for actor in reading["actors"]:
        actor["id"] = new[actor["id"]]
    for event in reading["events"]:
        event["roles"] = {role: [new.get(id, id) for id in ids] for role, ids in event["roles"].items()}
        said_by = event.get("said_by")
        event["said_by"] = new.get(said_by, said_by) if isinstance(said_by, str) else said_by
    for office in reading["offices"]:
        office.update({key: new.get(office.get(key), office.get(key)) for key in ("person", "body")})
    for statement in reading["statements"]:
        statement["speaker"] = new.get(statement.get("speaker"), statement.get("speaker"))
    return reading


def merge_actors(reading: Dict, random: Random) -> None:
    if len(reading["actors"]) > 2 and random.random() < 0.4:
        one, other = random.sample(reading["actors"], 2)
        one["mentions"] = one["mentions"] + other["mentions"]
        other["mentions"] = []


def spoil_event(event: Dict, reading: Dict, random: Random) -> Dict:
    end, ids = len(reading["text"]), [actor["id"] for actor in reading["actors"]]
    event["evidence"] = [moved(span, end, random) for span in event["evidence"]]
    event["trigger"] = [moved(span, end, random) for span in event["trigger"]]
    changes: list[Dict] = [
        {"kind": random.choice(["meeting", "visit", None])},
        {"stage": random.choice(["done", "planned"])},
        {"when": random.choice([None, "2020", ""])},
        {"place": random.choice([None, "Минск", "Минске", "в Минске"])},
        {"said_by": random.choice([None, "a1", ids[:2]])},
        {"mode": None},
        {"plover": random.choice([None, {"event": "AID"}])},
        {"roles": {role: random.sample(ids, min(2, len(ids))) for role in ("party", "host")}},
        {"roles": None},
        {"evidence": []},
    ]
    for change in changes:
        if random.random() < 0.08:
            event.update(change)
    return event
