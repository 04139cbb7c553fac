"""What do extraction and merging cost on one machine, in parts and on Spark, and how does that grow?

    python scale.py REPORT.csv [--articles N…] [--mentions N…] [--whole N…]

`--articles` measures extraction, `--mentions` merging, `--whole` both one after the other: from files to the case.
Each measurement is a process of its own; CPU seconds and memory are those of the whole process tree, start-up apart.
What every engine finds and merges is compared with what one machine does, byte for byte, before a figure is written.
Figures of what is measured again are replaced, others stay.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

COLUMNS = ["work", "engine", "size", "events", "wall_seconds", "cpu_seconds", "cpu_ms_each", "start_up_cpu_seconds", "peak_mib", "load"]
PARTS = "2 parts"
ENGINES = ["embedded", PARTS, "spark local[2]"]
WORKS = ["extract", "merge", "whole"]
BINARY = os.environ.get("RASHOMON_BINARY", str(Path(__file__).parents[3] / "target/release/rashomon"))
PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", help="file for the figures")
    parser.add_argument("--articles", type=int, nargs="*", default=[50_000, 400_000], help="sizes of extraction")
    parser.add_argument("--mentions", type=int, nargs="*", default=[500_000, 5_000_000], help="sizes of merging")
    parser.add_argument("--whole", type=int, nargs="*", default=[10_000], help="sizes of whole runs, from files to the case")
    parser.add_argument("--engines", nargs="*", default=ENGINES, choices=ENGINES, help="what to measure; what one machine cannot hold needs Spark")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        return one(*asked.one)
    with tempfile.TemporaryDirectory() as folder:
        for work, sizes in (("extract", asked.articles), ("merge", asked.mentions), ("whole", asked.whole)):
            for size in sizes:
                given = Path(folder) / f"{work}-{size}"
                given.mkdir()
                {"extract": _articles, "merge": _findings, "whole": _files}[work](given, size)
                figures = [measured(work, engine, size, given) for engine in asked.engines if work == "whole" or engine != PARTS]
                digests = {figure["engine"]: figure.pop("digest") for figure in figures}
                if len(set(digests.values())) > 1:
                    raise SystemExit(f"{work} {size}: not every engine gives what one machine gives: {digests}")
                write(Path(asked.report), figures)
    return 0


def write(report: Path, figures: "list[dict]") -> None:
    """Puts figures into the report, in the place of those of the same work and size."""
    known = []
    if report.exists():
        with open(report, newline="", encoding="utf-8") as file:
            known = list(csv.DictReader(file))
    again = {(figure["work"], figure["engine"], str(figure["size"])) for figure in figures}
    rows = [row for row in known if (row["work"], row["engine"], row["size"]) not in again] + figures
    rows.sort(key=lambda row: (WORKS.index(row["work"]), int(row["size"]), ENGINES.index(row["engine"])))
    with open(report, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def measured(work: str, engine: str, size: int, given: Path) -> dict:
    """Measures one piece of work in a process of its own, from outside and by what it says of itself."""
    command = [sys.executable, __file__, "none", "--one", work, engine, str(given)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    watch = Watch(child.pid)
    lines = [json.loads(line) for line in child.stdout if line.startswith("{")]
    watch.ended.set()
    if child.wait() != 0 or len(lines) != 2:
        raise SystemExit(f"{work} {size} on {engine}: failed")
    begun, done = lines
    cpu = done["cpu"] - begun["cpu"]
    figure = {
        "work": work,
        "engine": engine,
        "size": size,
        "events": done["events"],
        "wall_seconds": round(done["wall"] - begun["wall"], 1),
        "cpu_seconds": round(cpu, 1),
        "cpu_ms_each": round(1000 * cpu / size, 3),
        "start_up_cpu_seconds": round(begun["cpu"], 1),
        "peak_mib": watch.peak // 2**20,
        "load": round(os.getloadavg()[0], 1),
        "digest": done["digest"],
    }
    print({name: value for name, value in figure.items() if name != "digest"}, file=sys.stderr)
    return figure


class Watch:
    """Looks at the memory of a process tree while it lives."""

    def __init__(self, pid: int) -> None:
        self.peak, self.ended = 0, threading.Event()
        threading.Thread(target=self._look, args=(pid,), daemon=True).start()

    def _look(self, pid: int) -> None:
        while not self.ended.wait(0.5):
            self.peak = max(self.peak, sum(memory for _, memory in tree(pid)))


def tree(root: int) -> "list[tuple[float, int]]":
    """Gives CPU seconds and resident bytes of a process and all below it."""
    above, figures = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            above[int(entry.name)] = int(fields[1])
            figures[int(entry.name)] = (sum(int(ticks) for ticks in fields[11:15]) / TICK, int(fields[21]) * PAGE)
    inside = {root}
    while more := {pid for pid, parent in above.items() if parent in inside and pid not in inside}:
        inside |= more
    return [figures[pid] for pid in inside if pid in figures]


def say(**what) -> None:
    cpu = sum(seconds for seconds, _ in tree(os.getpid()))
    print(json.dumps({"cpu": cpu, "wall": time.monotonic(), **what}), flush=True)


def one(work: str, engine: str, given: str) -> int:
    session = _session() if engine.startswith("spark") else None
    import rashomon

    rashomon.Analyzer()
    say()
    how = {"embedded": "embedded", PARTS: "parts"}.get(engine, "spark")
    events, digest = globals()[f"_{work}_{how}"](session, given)
    say(events=events, digest=digest)
    if session:
        session.stop()
    return 0


def _session():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .config("spark.driver.maxResultSize", "0")
        .config("spark.sql.shuffle.partitions", "16")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "512")
        .getOrCreate()
    )
    session.range(2).mapInArrow(lambda batches: batches, "id bigint").count()
    return session


def _extract_embedded(_, given: str) -> "tuple[int, str]":
    import pyarrow as pa
    import pyarrow.parquet as pq

    import rashomon

    analyzer, digest, mentions = rashomon.Analyzer(), Digest(), 0
    for file in sorted(Path(given).glob("*.parquet")):
        for batch in pq.ParquetFile(file).iter_batches(batch_size=512):
            mentions += digest.add(pa.table(analyzer.extract(pa.Table.from_batches([batch]))))
    return mentions, digest.told()


def _extract_spark(session, given: str) -> "tuple[int, str]":
    import pyarrow.parquet as pq

    from rashomon import spark as rs

    with tempfile.TemporaryDirectory() as folder:
        rs.extract_to(session.read.parquet(given), f"{folder}/findings")
        digest, mentions = Digest(), 0
        for file in sorted(Path(folder, "findings").glob("*.parquet")):
            mentions += digest.add(pq.read_table(file))
        return mentions, digest.told()


class Digest:
    """A sum over rows that does not depend on their order."""

    def __init__(self) -> None:
        self.sum = 0

    def add(self, table) -> int:
        for row in table.select(["path", "document", "findings"]).to_pylist():
            self.sum += int.from_bytes(hashlib.sha256(json.dumps(row).encode()).digest()[:16], "big")
        return sum(table["mentions"].to_pylist())

    def told(self) -> str:
        return f"{self.sum % 2**128:032x}"


def _merge_embedded(_, given: str) -> "tuple[int, str]":
    import pyarrow.parquet as pq

    import rashomon

    case = rashomon.merge(pq.read_table(given, columns=["document", "findings"]), rashomon.Analyzer())
    return len(case.events), _ids(sorted(_column(case.events, "id")))


def _merge_spark(session, given: str) -> "tuple[int, str]":
    from rashomon import spark as rs

    with tempfile.TemporaryDirectory() as folder:
        merging = rs.Merging(session, session.read.parquet(given), folder)
        ids = [row.id for row in merging.settled().where("what = 'event'").selectExpr("get_json_object(json, '$.id') as id").collect()]
        return len(ids), _ids(sorted(ids))


def _whole_embedded(_, given: str) -> "tuple[int, str]":
    import rashomon

    return _told(rashomon.run(given, progress=False))


def _whole_parts(_, given: str) -> "tuple[int, str]":
    import rashomon

    with tempfile.TemporaryDirectory() as folder:
        quiet = ["--quiet", "--progress", "none"]
        parts = [f"{folder}/parts/{part}.db" for part in (1, 2)]
        Path(folder, "parts").mkdir()
        for part, to in enumerate(parts, 1):
            subprocess.run([BINARY, "run", given, "--partition", f"{part}/2", "-o", to, *quiet], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([BINARY, "merge", f"{folder}/parts", "-o", f"{folder}/case.db"], check=True, stderr=subprocess.DEVNULL)
        return _told(rashomon.open_case(f"{folder}/case.db"))


def _whole_spark(session, given: str) -> "tuple[int, str]":
    from rashomon import spark as rs

    with tempfile.TemporaryDirectory() as folder:
        rs.extract_to(rs.pages(session, given).repartition(16), f"{folder}/findings")
        return _told(rs.merge(session, f"{folder}/findings"))


def _told(case) -> "tuple[int, str]":
    """Gives the number of events, and a sum over all events, their ids and claims."""
    events = json.loads(case.to_json())["events"]
    return len(events), hashlib.sha256(json.dumps(events).encode()).hexdigest()


def _column(table, name: str) -> list:
    import pyarrow as pa

    return pa.table(table)[name].to_pylist()


def _ids(ids: "list[str]") -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def _articles(folder: Path, size: int) -> None:
    from articles import article

    _write(folder, (dict(zip(("path", "content"), article(number, size))) for number in range(size)), 2048)


def _files(folder: Path, size: int) -> None:
    from articles import article

    for number in range(size):
        name, content = article(number, size)
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def _findings(folder: Path, size: int) -> None:
    from made_up import rows

    _write(folder, rows(size), 8192)


def _write(folder: Path, rows, each: int) -> None:
    import itertools

    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = iter(rows)
    for number in itertools.count():
        some = list(itertools.islice(rows, each))
        if not some:
            return
        table = pa.Table.from_pylist(some)
        if "error" in table.column_names:
            table = table.set_column(table.column_names.index("error"), "error", table["error"].cast(pa.string()))
        pq.write_table(table, folder / f"{number:05}.parquet", compression="zstd")


if __name__ == "__main__":
    sys.exit(main())
