"""Which made-up findings stand for those of a large archive, where only merging is measured?

As many as wanted, of any size, without reading a page: accounts of five mentions each, happenings told one to five times.
Towns and days grow with the root of the number of mentions, so a town has as much to tell of one day in a large case as in a small one.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import random
from typing import Iterator

KINDS = ["attack", "clash", "airstrike", "shelling", "killing", "capture_territory"]
PER_ACCOUNT, OUTLETS, ARMED = 5, 40, 60
FIRST = datetime.date(2011, 1, 1)


def rows(mentions: int) -> "Iterator[dict]":
    """Gives the rows of findings with so many mentions, as ``Analyzer.extract`` gives those of pages."""
    chance = random.Random(1)
    root = (mentions / 10_000) ** 0.5
    towns, days = max(10, int(100 * root)), max(20, int(200 * root))
    told: "list[tuple]" = []
    while len(told) < mentions:
        happening = (chance.randrange(days), len(told), chance.randrange(towns), chance.choice(KINDS), chance.randrange(ARMED), chance.randrange(ARMED), chance.randrange(30))
        for _ in range(1 + chance.randrange(3) * chance.randrange(3)):
            told.append((happening[0], chance.randrange(OUTLETS), happening))
    told = sorted(told[:mentions])
    side = max(1, int(towns**0.5))
    for start in range(0, len(told), PER_ACCOUNT):
        yield _row(start // PER_ACCOUNT, told[start : start + PER_ACCOUNT], side, chance)


def _row(number: int, told: "list[tuple]", side: int, chance: random.Random) -> dict:
    document_id = f"D-{hashlib.sha256(str(number).encode()).hexdigest()[:12]}"
    text, events, places, actors = "", [], {}, {}
    for day, _, (_, word, town, kind, agent, target, killed) in told:
        start = len(text)
        text += f"Group{agent:02} struck group{target:02} near town{town} on day{day}, word{chance.randrange(400)} word{chance.randrange(400)} rare{chance.randrange(4000)} mark{word}"
        clause = {"start": start, "end": len(text)}
        text += ". "
        date = str(FIRST + datetime.timedelta(days=day))
        places[town] = {
            "id": f"town-{town}",
            "name": f"Town {town}",
            "lat": (town // side) * 0.18 - 30.0,
            "lon": (town % side) * 0.18,
            "precision": "point",
            "country": None,
            "aliases": [],
        }
        for group in (agent, target):
            actors[group] = {"id": f"group-{group}", "name": f"Group {group}", "kind": "armed_group", "country": None, "aliases": []}
        events.append(
            {
                "id": f"{document_id}#{start}",
                "clause": clause,
                "trigger": {"start": start, "end": start},
                "kind": kind,
                "realis": "actual",
                "attribution": [],
                "arguments": [{"role": role, "actor": f"group-{group}", "span": clause} for role, group in (("agent", agent), ("target", target))],
                "place": {"place": f"town-{town}", "span": clause, "basis": "stated", "rule": ""},
                "time": {"value": {"absolute": {"from": date, "to": date}}, "span": clause, "basis": "stated", "rule": ""},
                "quantities": [{"attribute": "killed", "bounds": {"min": killed, "max": killed}, "of": None, "span": clause, "rule": ""}],
                "rule": "",
            }
        )
    last = str(FIRST + datetime.timedelta(days=told[-1][0]))
    document = {
        "id": document_id,
        "path": f"{number}.txt",
        "hash": document_id,
        "title": None,
        "source": {"name": f"Outlet {told[-1][1]}", "domain": None, "speaks_for": None, "rule": ""},
        "author": None,
        "published": {"when": {"from": last, "to": last}, "basis": "stated", "evidence": "", "span": None, "rejected": []},
        "language": None,
        "agencies": [],
        "text": text,
        "verbatim": True,
        "sections": [{"kind": "body", "span": {"start": 0, "end": len(text)}, "author": None, "at": None}],
        "copy_of": None,
    }
    findings = {
        "document": document_id,
        "actors": list(actors.values()),
        "places": list(places.values()),
        "actor_mentions": [],
        "relations": [],
        "place_mentions": [],
        "times": [],
        "quantities": [],
        "attributions": [],
        "events": events,
    }
    return {
        "path": f"{number}.txt",
        "status": "read",
        "error": None,
        "version": "made up",
        "document_id": document_id,
        "mentions": len(events),
        "document": json.dumps(document),
        "findings": json.dumps(findings),
    }
