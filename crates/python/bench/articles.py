"""Which made-up articles stand for a news archive?

Every article is made of its number alone: towns, groups, days and counts from small lists, own sentences, a headline, a date
line, an outlet. Happenings grow with the archive, each told by one to five articles, every eighth article copies another.
"""

from __future__ import annotations

import datetime
import random

TOWNS = ["Aleppo", "Homs", "Hama", "Idlib", "Palmyra", "Raqqa", "Deir ez-Zor", "Daraa", "Mosul", "Tikrit", "Ramadi", "Kirkuk", "Baiji", "Sinjar", "Manbij"]
GROUPS = ["the Syrian army", "rebels", "Islamic State militants", "Kurdish fighters", "the Iraqi army", "police", "pro-government forces"]
OUTLETS = ["Harbor Post", "Valley Radio", "Delta Wire", "Northern Courier", "Lake Gazette", "Morning Ledger"]
STRIKES = [
    "{agent} shelled the {side} districts of {town} on {day}, killing {killed} people and wounding {wounded}.",
    "{agent} attacked a checkpoint held by {target} near {town} on {day}; {killed} fighters were killed.",
    "Clashes between {agent} and {target} broke out in {town} on {day} and left {killed} dead.",
    "A car bomb exploded outside a market in {town} on {day}, killing at least {killed} people, officials said.",
    "{agent} captured the village west of {town} from {target} on {day} after two days of fighting.",
    "Warplanes struck the {side} outskirts of {town} on {day}, and {killed} civilians died, a monitoring group said.",
]
AROUND = [
    "A spokesman for {target} denied the account and said that the road remained open.",
    "Residents reached by telephone described hours of explosions and said that the power had failed.",
    "Aid workers said that about {wounded} families had left for camps further {side}.",
    "It was not possible to confirm the figures independently.",
    "The hospital in {town} said it had received {wounded} wounded people since the morning.",
    "Talks over a local truce have stalled for weeks, and both sides blame each other.",
    "Food prices in the town have doubled since the summer, traders said.",
    "The United Nations called on all parties to protect civilians.",
    "Fighting around {town} has killed hundreds since the beginning of the year.",
    "{agent} said in a statement that the operation would go on until its aims were met.",
]
SIDES = ["northern", "southern", "eastern", "western"]


def article(number: int, archive: int) -> "tuple[str, bytes]":
    """Gives the article of this number in an archive of so many: its name and its bytes."""
    chance = random.Random(number)
    if number % 8 == 7:
        text = article(chance.randrange(number // 8 * 8, number), archive)[1].decode().split("\n", 4)[4]
    else:
        text = _story(chance, archive)
    outlet = OUTLETS[chance.randrange(len(OUTLETS))]
    day = datetime.date(2014, 1, 1) + datetime.timedelta(days=_spread(archive) * number // max(archive, 1) + 1)
    head = f"{outlet}: report {number}\n\n{day:%B} {day.day}, {day.year}\n\n"
    return f"{number // 1000:05}/{number:08}.txt", (head + text).encode()


def _spread(archive: int) -> int:
    """Days that an archive covers: the root of its size, so that every day has more to tell in a large one."""
    return max(30, min(1500, int(archive**0.5)))


def _story(chance: random.Random, archive: int) -> str:
    paragraphs = []
    for _ in range(chance.randrange(2, 6)):
        happening = random.Random(chance.randrange(max(1, archive // 2)) + 1_000_000_007)
        fill = {
            "agent": happening.choice(GROUPS),
            "target": happening.choice(GROUPS),
            "town": happening.choice(TOWNS),
            "side": happening.choice(SIDES),
            "killed": happening.randrange(2, 40),
            "wounded": happening.randrange(3, 90),
        }
        day = datetime.date(2014, 1, 1) + datetime.timedelta(days=happening.randrange(_spread(archive)))
        fill["day"] = f"{day:%B} {day.day}, {day.year}"
        told = happening.choice(STRIKES).format(**fill)
        around = " ".join(chance.choice(AROUND).format(**fill) for _ in range(chance.randrange(3, 7)))
        paragraphs.append(told[0].upper() + told[1:] + " " + around[0].upper() + around[1:])
    return "\n\n".join(paragraphs) + "\n"
