"""How is a case merged on a cluster?

Every step runs the same Rust code as ``rashomon.merge``, each on a part of the case, so the events are the same byte for byte.
What Spark does is to bring together what belongs together: runs of words, the tellings of a block, the pairs of some weeks,
the chains of a bin. Each step is kept below ``work`` under a name made from its input, so a restart goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any, Callable, Iterator, Optional

from rashomon import _rashomon

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds
    from pyspark.sql import DataFrame, SparkSession

    from rashomon._rashomon import Case

#: Tellings that one task compares or settles at once; some hundred pairs each, about a third of a gigabyte.
TELLINGS = 25_000
#: Rows that Arrow hands over at once while merging.
ROWS = "4000"
ROUNDS = 2
RUN = "hash bigint, document bigint, publisher string, day int"
SHARED = "document_one bigint, day_one int, document_other bigint, day_other int"
ENTRY = "block bigint, `from` int, `to` int, telling bigint, kind string, spot bigint"
PAIRS = "task bigint, pairs binary"
CONNECTS = "task bigint, connects binary"
JUDGED = f"{PAIRS}, odds binary, connects binary"
LINK = "what string, json string"
NEAR = "group_one bigint, group_other bigint, odds int, one bigint, other bigint, task bigint"
SETTLED = f"{LINK}, telling bigint, home bigint"
_mergers: dict = {}


class Merging:
    """A case on its way: the steps, what is known of the whole, and where its parts are kept."""

    def __init__(self, session: "SparkSession", findings: "DataFrame", work: str, data: Optional[str] = None) -> None:
        self.session, self.data = session, data
        read = findings.where("status = 'read'")
        self.findings = _once(read)
        self.work = f"{work.rstrip('/')}/{_name(read)}"
        self.world, self.tellings, self.undated = "", 0, 0

    def settled(self) -> "DataFrame":
        """Gives events and links as JSON: the columns ``what`` and ``json``."""
        before = self.session.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch")
        self.session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS)
        try:
            slips = self._meet_the_world()
            for number in range(ROUNDS if self.undated else 0):
                if not self._date(slips, number):
                    break
            judged, sure = self._surest(slips, "settled")
            settle = lambda merger, slips, pairs: merger.settle(slips, pairs)
            settled = self._settle(slips, judged, "settled", settle, SETTLED)
            made = settled.unionAll(sure).where("what in ('event', 'link')").select("what", "json")
            return made.unionAll(self._noted(slips, judged, settled))
        finally:
            self.session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", before)

    def case(self) -> "Case":
        """Gives the whole case on the driver."""
        settled = self.settled().toArrow()
        findings = self.findings.select("document", "findings").toArrow()
        return _rashomon.Merger(self.world, None, self.data).case(findings, settled)

    def _meet_the_world(self) -> "DataFrame":
        accounts = self.findings.select("document", "findings")
        censuses = self._kept("census", lambda: _each(accounts, self._step("census"), "json string"))
        jsons = (row.json for row in censuses.toLocalIterator())
        self.world, runs, self.tellings, self.undated = _rashomon.world(jsons)
        slips = self._kept("slips", lambda: _each(accounts, self._step("slips"), "document bigint, slip string"))
        copies = self._copies(accounts, _rashomon.sample(runs))
        first = self.session.createDataFrame([(original,) for original in {original for _, original in copies}], "document bigint")
        originals = [row.slip for row in slips.join(first, "document").select("slip").collect()] if copies else []
        fame = [row.json for row in _each(slips, self._step("fame"), "json string").toLocalIterator()]
        self.world = _rashomon.known(self.world, copies=copies, originals=originals, fame=fame)
        return slips

    def _copies(self, accounts: "DataFrame", sample: int) -> "list[tuple[int, int]]":
        from pyspark.sql import functions as f

        runs = _each(accounts, self._step("runs", sample), RUN).repartition("hash").sortWithinPartitions("hash", "document")
        shared = runs.mapInArrow(_whole("hash", self._step("shared")), SHARED)
        counts = self._kept("copies", lambda: shared.groupBy("document_one", "day_one", "document_other", "day_other").count())
        pairs = counts.where(f.col("document_other").isNotNull() & (f.col("count") >= _rashomon.Merger(None, None, self.data).least))
        single = counts.where("document_other is null")
        of = lambda side: single.select(f.col("document_one").alias(f"document_{side}"), f.col("count").alias(f"runs_{side}"))
        known = pairs.withColumnRenamed("count", "shared").join(of("one"), "document_one").join(of("other"), "document_other")
        return _rashomon.originals(known.toArrow(), _rashomon.Merger(None, None, self.data))

    def _judged(self, slips: "DataFrame", name: str) -> "DataFrame":
        """Gives every pair worth comparing, once, with what the comparison came to."""
        cuts = self._cuts(slips)
        entries = _each(slips, self._step("entries"), ENTRY).repartition("block")
        ordered = entries.sortWithinPartitions("block", "from", "to", "telling")
        pairs = self._kept(f"pairs-{name}", lambda: ordered.mapInArrow(_meeting(self._merger(), cuts), PAIRS))
        return self._kept(f"judged-{name}", lambda: _with(slips, pairs, _ends(pairs), self._step("judge"), JUDGED))

    def _cuts(self, slips: "DataFrame") -> "list[int]":
        """Cuts time so that about as many tellings fall into each slice."""
        slices = self.tellings // TELLINGS
        if slices < 1:
            return []
        some = slips.where("document % 17 = 0") if slices > 8 else slips
        days = _each(some, self._step("entries"), ENTRY).where("`from` is not null")
        return [int(cut) for cut in days.approxQuantile("from", [n / (slices + 1) for n in range(1, slices + 1)], 0.1 / slices)]

    def _surest(self, slips: "DataFrame", name: str) -> "tuple[DataFrame, DataFrame]":
        """Gives every pair as judged, and the groups that are beyond doubt: their chains are short, however connected a war is."""
        judged = self._judged(slips, name)
        surest = lambda merger, slips, pairs: merger.surest(slips, pairs)
        dealt = lambda: _dealer(f"{self.work}/judged-{name}").deal(TELLINGS)
        return judged, self._kept(f"sure-{name}", lambda: self._in_bins(slips, judged, dealt(), surest, SETTLED))

    def _settle(self, slips: "DataFrame", judged: "DataFrame", name: str, step: Callable, schema: str) -> "DataFrame":
        """Takes a step with the chains of groups that may still join, and with all tellings that are alone."""

        def settle() -> "DataFrame":
            homes = _homes(f"{self.work}/sure-{name}")
            merger = self._merger(homes)
            found = lambda: _each(judged.select("task", "pairs", "odds"), lambda table: merger().bridges(table), CONNECTS)
            self._kept(f"bridges-{name}", found)
            dealer = _dealer(f"{self.work}/bridges-{name}")
            dealer.keep(homes)
            return self._in_bins(slips, judged, dealer.deal(TELLINGS), step, schema, max(1, self.tellings // TELLINGS))

        return self._kept(name, settle)

    def _in_bins(self, slips: "DataFrame", judged: "DataFrame", dealt: Any, step: Callable, schema: str, others: Optional[int] = None) -> "DataFrame":
        """Takes a step with the tellings of each bin and the pairs within it."""
        import pyarrow as pa

        merger = self._merger(pa.table(dealt))
        held = _each(slips, lambda table: merger().dealt(table, others), "bin bigint, slip string, wanted string")
        inside = _each(judged.select("pairs"), lambda table: merger().inside(table), "bin bigint, pairs binary")
        both = held.groupBy("bin").cogroup(inside.groupBy("bin"))
        return both.applyInArrow(_both(lambda slips, pairs: step(merger(), slips, pairs)), schema)

    def _noted(self, slips: "DataFrame", judged: "DataFrame", settled: "DataFrame") -> "DataFrame":
        """Gives for each group a few links that say what it came near and stayed apart from."""
        from pyspark.sql import functions as f

        def near() -> "DataFrame":
            merger = self._merger(_homes(f"{self.work}/settled"))
            all = _each(judged.select("task", "pairs", "odds"), lambda table: merger().across(table), NEAR)
            few = lambda table: table.take(_rashomon.Merger.few(table))
            return all.repartition("group_one").sortWithinPartitions("group_one").mapInArrow(_whole("group_one", few), NEAR)

        told = self._kept("few", near)
        groups = settled.where("what = 'home'").groupBy("home")
        first = f.slice(f.sort_array(f.collect_list("telling")), 1, _rashomon.SPEAKERS)
        for side in ("one", "other"):
            of = groups.agg(first.alias(f"speakers_{side}")).withColumnRenamed("home", f"group_{side}")
            told = told.join(of, f"group_{side}", "left")
        speakers = [f"coalesce(speakers_{side}, array(group_{side})) as speakers_{side}" for side in ("one", "other")]
        apart = told.selectExpr("task", "one", "other", *speakers)
        tellings = apart.selectExpr("task as sent", "explode(concat(array(one, other), speakers_one, speakers_other)) as telling")
        ends = tellings.selectExpr("sent", "telling >> 15 as document").distinct()
        return self._kept("refused", lambda: _with(slips, apart, ends, self._step("refuse"), LINK))

    def _date(self, slips: "DataFrame", number: int) -> bool:
        """Dates accounts without a date by what they share with others; false where there is nothing new."""
        import pyarrow as pa

        merger, name = self._merger(), f"groups-{number}"
        step = lambda merger, slips, pairs: {"json": pa.array(merger.groups(slips, pairs), pa.string())}
        judged, _ = self._surest(slips, name)
        groups = [row.json for row in self._settle(slips, judged, name, step, "json string").collect()]
        if not groups:
            return False
        met = sorted({telling >> 15 for group in groups for telling in json.loads(group)})
        wanted = self.session.createDataFrame([(document,) for document in met], "document bigint")
        dates = merger().dates(slips.join(wanted, "document").toArrow(), groups)
        if dates:
            self.world = _rashomon.known(self.world, dates=dates)
        return bool(dates)

    def _merger(self, homes: Any = None) -> Callable:
        """Gives what makes the steps on a worker, once for each process and world."""
        world, data = self.world, self.data
        name = hashlib.sha256(world.encode()).hexdigest() + ("" if homes is None else uuid.uuid4().hex)
        return lambda: _laid_out(name, world, homes, data)

    def _step(self, name: str, *more: Any) -> Callable:
        merger = self._merger()
        return lambda *tables: getattr(merger(), name)(*tables, *more)

    def _kept(self, name: str, make: "Callable[[], DataFrame]") -> "DataFrame":
        """Gives what is there of an earlier run, or makes it."""
        path = f"{self.work}/{name}"
        if not _exists(self.session, f"{path}/_SUCCESS"):
            make().write.mode("overwrite").parquet(path)
        return self.session.read.parquet(path)


def _laid_out(name: str, world: str, homes: Any, data: Optional[str]):
    if name not in _mergers:
        _mergers.clear()
        _mergers[name] = _rashomon.Merger(world or None, homes, data)
    return _mergers[name]


def _each(frame: "DataFrame", step: Callable, schema: str) -> "DataFrame":
    """Takes a step with the rows of each batch; one that gives text gives one row of it."""

    def batches(arrived: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        for batch in arrived:
            came = step(pa.Table.from_batches([batch]))
            table = pa.table({"json": pa.array([came], pa.string())}) if isinstance(came, str) else pa.table(came)
            yield from table.to_batches()

    return frame.mapInArrow(batches, schema)


def _whole(column: str, step: Callable) -> Callable:
    """Takes a step with rows sorted by a column, never parting those of one value."""

    def batches(arrived: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa
        import pyarrow.compute as pc

        held = None
        for batch in arrived:
            table = pa.Table.from_batches([batch])
            held = table if held is None else pa.concat_tables([held, table])
            if held.num_rows == 0:
                continue
            begun = pc.index(held[column], held[column][-1]).as_py()
            if begun:
                yield from pa.table(step(held.slice(0, begun))).to_batches()
            held = held.slice(begun)
        if held is not None and held.num_rows:
            yield from pa.table(step(held)).to_batches()

    return batches


def _meeting(merger: Callable, cuts: "list[int]") -> Callable:
    """Lets the tellings of each block meet; however large a block, only its last rows are held."""

    def batches(arrived: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        held = None
        for batch in arrived:
            table = pa.Table.from_batches([batch])
            held = table if held is None else pa.concat_tables([held, table])
            pairs, done = merger().meet(held, False, cuts)
            held = held.slice(done).combine_chunks()
            yield from pa.table(pairs).to_batches()
        if held is not None:
            yield from pa.table(merger().meet(held, True, cuts)[0]).to_batches()

    return batches


def _with(rows: "DataFrame", pairs: "DataFrame", ends: "DataFrame", step: Callable, schema: str) -> "DataFrame":
    """Takes a step with the pairs of each task and the rows of the accounts (``document``) that are to be sent there."""
    return ends.join(rows, "document").groupBy("sent").cogroup(pairs.groupBy("task")).applyInArrow(_both(step), schema)


def _ends(pairs: "DataFrame") -> "DataFrame":
    """Gives which accounts tell the pairs of each task."""
    # The task under another name: Spark cannot tell two columns apart that come of one.
    return _each(pairs, lambda table: _rashomon.Merger.ends(table), "sent bigint, document bigint").distinct()


def _both(step: Callable) -> Callable:
    def tables(slips: "pa.Table", pairs: "pa.Table") -> "pa.Table":
        import pyarrow as pa

        return pa.table(step(slips, pairs))

    return tables


def _dealer(folder: str) -> "_rashomon.Dealer":
    """Takes up what connects, past the JVM of the driver, whose memory so many rows would fill."""
    import pyarrow as pa

    dealer = _rashomon.Dealer()
    for batch in _rows(folder).to_batches(columns=["task", "connects"], batch_readahead=1, fragment_readahead=1):
        dealer.add(pa.Table.from_batches([batch]))
    return dealer


def _homes(folder: str) -> "pa.Table":
    """Gives the groups of tellings, sorted by these, past the JVM of the driver."""
    import pyarrow.dataset as ds

    return _rows(folder).to_table(columns=["telling", "home"], filter=ds.field("what") == "home").sort_by("telling").combine_chunks()


def _rows(folder: str) -> "ds.Dataset":
    from pyarrow import dataset, fs

    system, root = fs.FileSystem.from_uri(folder)
    return dataset.dataset(root, filesystem=system, format="parquet")


def _once(findings: "DataFrame") -> "DataFrame":
    """Drops pages that were read twice: of each document the row with the first path stays."""
    from pyspark.sql import functions as f

    ids = findings.select("document_id", "path")
    twice = ids.groupBy("document_id").agg(f.min("path").alias("first"), f.count("*").alias("count")).where("count > 1")
    marked = findings.join(f.broadcast(twice), "document_id", "left")
    singles = marked.where("first is null").select(findings.columns)
    firsts = marked.where("path = first").select(findings.columns).dropDuplicates(["document_id"])
    return singles.unionAll(firsts)


def _name(findings: "DataFrame") -> str:
    """Names findings by what they hold."""
    from pyspark.sql import functions as f

    sums = findings.agg(
        f.count("*").alias("rows"),
        f.sum(f.xxhash64("document_id", "path", "version").cast("decimal(38,0)")).alias("sum"),
    ).first()
    return hashlib.sha256(f"{sums['rows']} {sums['sum']}".encode()).hexdigest()[:16]


def _exists(session: "SparkSession", path: str) -> bool:
    file = session.sparkContext._jvm.org.apache.hadoop.fs.Path(path)
    return file.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()).exists(file)
