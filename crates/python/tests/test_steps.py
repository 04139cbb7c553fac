"""Do the steps of merging, which a cluster takes apart, come to the case of one machine?"""

import json
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute

import rashomon
from rashomon import _rashomon as steps

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from articles import article

ARTICLES = 24
BIN = 20


def test_steps_over_small_parts_come_to_the_same_case():
    pages = [article(number, ARTICLES) for number in range(ARTICLES)]
    pages.append(("undated.txt", b"Undated report\n\n" + pages[3][1].split(b"\n", 4)[4]))
    analyzer = rashomon.Analyzer()
    table = pa.table({"path": [name for name, _ in pages], "content": pa.array([content for _, content in pages], pa.binary())})
    findings = pa.table(analyzer.extract(table))
    parts = [findings.slice(start, 5) for start in range(0, len(pages), 5)]

    empty = steps.Merger()
    world, runs, tellings, undated = steps.world(empty.census(part) for part in parts)
    assert (tellings > 20, undated) == (True, 1)
    laid_out = steps.Merger(world)
    slips = pa.concat_tables([pa.table(laid_out.slips(part)) for part in parts])
    copies = originals(empty, parts, steps.sample(runs))
    first = {original for _, original in copies}
    kept = [row["slip"] for row in slips.to_pylist() if row["document"] in first]
    assert copies and len(kept) == len(first)
    fame = [laid_out.fame(slips.slice(start, 4)) for start in range(0, len(slips), 4)]
    world = steps.known(world, copies=copies, originals=kept, fame=fame)

    for _ in range(2):
        judged = compared(world, slips)
        homes, _ = surest(world, slips, judged)
        groups = [group for merger, *both in bins(world, slips, judged, homes) for group in merger.groups(*both)]
        dates = steps.Merger(world).dates(slips, groups)
        if not dates:
            break
        world = steps.known(world, dates=dates)
    judged = compared(world, slips)
    homes, sure = surest(world, slips, judged)
    assert len(homes) and len(sure)
    settled = pa.concat_tables([pa.table(merger.settle(*both)) for merger, *both in bins(world, slips, judged, homes)])
    links = sure + noted(world, slips, judged, homes_of(settled))
    made = [row for row in settled.select(["what", "json"]).to_pylist() if row["what"] in ("event", "link")]
    case = steps.Merger(world).case(findings, pa.Table.from_pylist(made + links))
    assert case.to_json() == rashomon.merge(findings, analyzer).to_json()


def surest(world, slips, judged):
    """Gives the groups that are beyond doubt, and why they are ones."""
    settled = pa.concat_tables([pa.table(merger.surest(*both)) for merger, *both in bins(world, slips, judged)])
    return homes_of(settled), [row for row in settled.select(["what", "json"]).to_pylist() if row["what"] == "link"]


def homes_of(settled):
    return settled.filter(pa.compute.equal(settled["what"], "home")).select(["telling", "home"]).sort_by("telling")


def noted(world, slips, judged, homes):
    """Gives the links of groups that stayed apart."""
    merger = steps.Merger(world, homes)
    near = pa.concat_tables([pa.table(merger.across(judged.slice(start, 7))) for start in range(0, len(judged), 7)])
    few = near.take(steps.Merger.few(near)).to_pylist()
    assert 0 < len(few) <= len(near)
    groups = {}
    for row in homes.to_pylist():
        groups.setdefault(row["home"], []).append(row["telling"])
    speakers = lambda row, side: groups.get(row[f"group_{side}"], [row[f"group_{side}"]])[: steps.SPEAKERS]
    rows = [{**row, **{f"speakers_{side}": speakers(row, side) for side in ("one", "other")}} for row in few]
    lists = [(f"speakers_{side}", pa.list_(pa.int64())) for side in ("one", "other")]
    apart = pa.Table.from_pylist(rows, pa.schema([("one", pa.int64()), ("other", pa.int64()), *lists]))
    return pa.table(steps.Merger(world).refuse(slips, apart)).to_pylist()


def originals(merger, parts, sample):
    runs = pa.concat_tables([pa.table(merger.runs(part, sample)) for part in parts])
    shared = pa.table(merger.shared(runs.sort_by([("hash", "ascending"), ("document", "ascending")]))).to_pylist()
    days = {row["document_one"]: row["day_one"] for row in shared}
    single = Counter(row["document_one"] for row in shared if row["document_other"] is None)
    pairs = Counter((row["document_one"], row["document_other"]) for row in shared if row["document_other"] is not None)
    rows = [
        {
            "document_one": one,
            "day_one": days[one],
            "document_other": other,
            "day_other": days[other],
            "shared": count,
            "runs_one": single[one],
            "runs_other": single[other],
        }
        for (one, other), count in pairs.items()
        if count >= merger.least
    ]
    whole, day = pa.int64(), pa.int32()
    types = [("document_one", whole), ("day_one", day), ("document_other", whole), ("day_other", day)]
    types += [("shared", whole), ("runs_one", whole), ("runs_other", whole)]
    return steps.originals(pa.Table.from_pylist(rows, pa.schema(types)), merger)


def compared(world, slips):
    """Gives what the comparison of every pair came to, judged task by task."""
    merger = steps.Merger(world)
    entries = pa.concat_tables([pa.table(merger.entries(slips.slice(start, 3))) for start in range(0, len(slips), 3)])
    ordered = entries.sort_by([(column, "ascending") for column in ("block", "from", "to", "telling")], null_placement="at_start")
    pairs = pa.concat_tables(list(met(merger, ordered)))
    tasks = sorted(set(pairs["task"].to_pylist()))
    assert len(tasks) > 1
    sent = pa.table(steps.Merger.ends(pairs)).to_pylist()
    here = lambda task: slips.filter(pa.array([{"sent": task, "document": number} in sent for number in slips["document"].to_pylist()]))
    judged = pa.concat_tables([pa.table(merger.judge(here(task), pairs.filter(pa.compute.equal(pairs["task"], task)))) for task in tasks])
    assert sum(map(len, judged["pairs"].to_pylist())) < sum(map(len, pairs["pairs"].to_pylist()))
    return judged


def bins(world, slips, judged, homes=None):
    """Gives a merger, the slips and the pairs of every bin: of what is sure, or of the groups that may still join."""
    dealer, connects = steps.Dealer(), judged
    if homes is not None:
        merger = steps.Merger(world, homes)
        connects = pa.concat_tables([pa.table(merger.bridges(judged.slice(start, 7))) for start in range(0, len(judged), 7)])
        dealer.keep(homes)
    for start in range(connects.num_rows):
        dealer.add(connects.slice(start, 1))
    merger = steps.Merger(world, pa.table(dealer.deal(BIN)))
    dealt, inside = pa.table(merger.dealt(slips, None if homes is None else 2)), pa.table(merger.inside(judged))
    assert json.loads(dealt["wanted"][0].as_py())
    for home in sorted(set(dealt["bin"].to_pylist())):
        here = lambda table: table.filter(pa.array([other == home for other in table["bin"].to_pylist()], pa.bool_()))
        yield merger, here(dealt), here(inside)


def met(merger, ordered):
    """Hands over a few hundred rows at a time, as an engine does, and holds what is not done with."""
    held = ordered.slice(0, 0)
    for start in range(0, ordered.num_rows, 300):
        held = pa.concat_tables([held, ordered.slice(start, 300)])
        pairs, done = merger.meet(held, False, [20140110, 20140120])
        held = held.slice(done)
        yield pa.table(pairs)
    yield pa.table(merger.meet(held, True, [20140110, 20140120])[0])
