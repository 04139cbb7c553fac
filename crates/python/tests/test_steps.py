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
NEAR = pa.schema([("task", pa.int64()), ("one", pa.int64()), ("other", pa.int64())])


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
        groups = [group for slips_of, pairs_of in bins(world, slips, judged) for group in steps.Merger(world).groups(slips_of, pairs_of)]
        dates = steps.Merger(world).dates(slips, groups)
        if not dates:
            break
        world = steps.known(world, dates=dates)
    judged = compared(world, slips)
    settled = pa.concat_tables([pa.table(steps.Merger(world).settle(slips_of, pairs_of)) for slips_of, pairs_of in bins(world, slips, judged)])
    links = noted(world, slips, judged, settled)
    made = [row for row in settled.select(["what", "json"]).to_pylist() if row["what"] in ("event", "link")]
    case = steps.Merger(world).case(findings, pa.Table.from_pylist(made + links))
    assert case.to_json() == rashomon.merge(findings, analyzer).to_json()


def noted(world, slips, judged, settled):
    """Gives the links of groups that stayed apart, those of different chains among them."""
    homes = settled.filter(pa.compute.equal(settled["what"], "home"))
    near = [row for row in settled.to_pylist() if row["what"] == "refusal"]
    assert near and len(homes)
    for task in sorted(set(judged["task"].to_pylist())):
        came = judged.filter(pa.compute.equal(judged["task"], task)).select(["task", "near", "odds"])
        across = pa.table(steps.Merger.across(homes, came.rename_columns(["task", "pairs", "odds"])))
        near += [{**row, "json": None} for row in across.to_pylist()]
    few = [near[place] for place in steps.Merger.few(pa.Table.from_pylist(near, settled.schema))]
    across = [row for row in few if row["json"] is None]
    assert 0 < len(across) < len(few) < len(near)
    refused = pa.table(steps.Merger(world).refuse(slips, steps.Merger.packed(pa.Table.from_pylist(across, NEAR)))).to_pylist()
    return [{"what": "link", "json": row["json"]} for row in few if row["json"]] + refused


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


def bins(world, slips, judged):
    """Gives the slips and the pairs of every bin."""
    dealer = steps.Dealer()
    for start in range(judged.num_rows):
        dealer.add(judged.slice(start, 1))
    dealt = steps.Merger(world, pa.table(dealer.deal(BIN)))
    homes, inside = pa.table(dealt.dealt(slips, 2)), pa.table(dealt.inside(judged))
    assert json.loads(homes["wanted"][0].as_py())
    for home in sorted(set(homes["bin"].to_pylist())):
        here = lambda table: table.filter(pa.array([other == home for other in table["bin"].to_pylist()], pa.bool_()))
        yield here(homes), here(inside)


def met(merger, ordered):
    """Hands over a few hundred rows at a time, as an engine does, and holds what is not done with."""
    held = ordered.slice(0, 0)
    for start in range(0, ordered.num_rows, 300):
        held = pa.concat_tables([held, ordered.slice(start, 300)])
        pairs, done = merger.meet(held, False, [20140110, 20140120])
        held = held.slice(done)
        yield pa.table(pairs)
    yield pa.table(merger.meet(held, True, [20140110, 20140120])[0])
