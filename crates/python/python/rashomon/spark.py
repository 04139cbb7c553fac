"""The same findings and the same case on a cluster.

    from rashomon import spark as rs
    pages = rs.pages(session, "/data/pages")          # path, content
    rs.extract_to(pages, "/data/findings")            # Parquet; a restart skips what is there
    case = rs.merge(session, "/data/findings")        # as rashomon.merge
    case.write("case.db")

Ship the package with ``--py-files`` or ``spark.archives``; nothing else has to be installed on the workers but pyarrow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import uuid
from typing import TYPE_CHECKING, Iterator, Optional

from rashomon.merging import Merging

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from rashomon._rashomon import Case

SCHEMA = (
    "path string, status string, error string, version string, document_id string, mentions bigint, "
    "document string, findings string"
)
#: Pages in one file of findings.
ROWS = 4096
#: The list of the files that belong to a finished job.
LIST = "_files.json"
VALUE = "struct<bounds:struct<min:bigint,max:bigint>,value:string,`by`:array<string>,documents:array<string>,mentions:array<string>,party:boolean>"
EVENT = (
    "id string, kind string, summary string, `when` struct<`from`:string,`to`:string>, place string, agents array<string>, "
    f"targets array<string>, mentions array<string>, claims array<struct<attribute:string,`of`:string,`values`:array<{VALUE}>,agreement:string>>"
)
LINK = "one string, other string, joined boolean, score double, reasons array<string>"
_analyzers: dict = {}


def pages(session: "SparkSession", folder: str) -> "DataFrame":
    """Reads every file below a folder as one page.

    Names are relative to the folder, so that they are the same on every machine. Spark itself passes over empty files;
    they are pages here, to be set aside with their reason like any other.
    """
    from pyspark.sql import functions as f

    root = session.sparkContext._jvm.org.apache.hadoop.fs.Path(folder)
    system = root.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())
    prefix = system.makeQualified(root).toString().rstrip("/") + "/"
    files = session.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
    named = files.select(f.substring("path", len(prefix) + 1, 2**31 - 1).alias("path"), "content")
    empty = [(path[len(prefix) :], bytearray()) for path in _empty_files(system, root)]
    return named.unionAll(session.createDataFrame(empty, "path string, content binary")) if empty else named


def _empty_files(system, root) -> "Iterator[str]":
    listed = system.listFiles(root, True)
    while listed.hasNext():
        file = listed.next()
        if file.getLen() == 0 and not file.getPath().getName().startswith((".", "_")):
            yield file.getPath().toString()


def extract(frame: "DataFrame", data: Optional[str] = None) -> "DataFrame":
    """Finds what every page says: one row a page, also for those that cannot be read.

    Args:
        frame: A frame with the columns ``path`` (string) and ``content`` (binary or string).
        data: A folder of data files that is there on every worker; those inside the package without it.
    """

    def batches(arrived: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        analyzer = _analyzer(data)
        for batch in arrived:
            yield from pa.table(analyzer.extract(batch)).to_batches()

    return frame.select("path", "content").mapInArrow(batches, SCHEMA)


def extract_to(frame: "DataFrame", folder: str, data: Optional[str] = None) -> int:
    """Finds what every page says and writes it as Parquet; a restart goes on where the job was cut off.

    Some thousand rows at a time are one file, named by a hash of its pages. What is there already is not made again; a file
    comes into being whole, and the list of all of them at the very end.

    Args:
        frame: As for ``extract``.
        folder: A folder that driver and workers see under one name: a path, or an address that pyarrow knows.
        data: As for ``extract``.

    Returns:
        The number of files that this job made; those of an earlier one not among them.
    """

    def files(arrived: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        for table in _gathered(arrived):
            name, made = _file(table, folder, data)
            yield pa.RecordBatch.from_pydict({"file": [name], "made": [made]})

    rows = frame.select("path", "content").mapInArrow(files, "file string, made boolean").collect()
    listed = sorted({row.file for row in rows})
    _put(folder, LIST, lambda sink: sink.write(json.dumps(listed).encode()))
    return sum(row.made for row in rows)


def _gathered(arrived: "Iterator[pa.RecordBatch]") -> "Iterator[pa.Table]":
    import pyarrow as pa

    held: list = []
    for batch in arrived:
        held.append(batch)
        if sum(batch.num_rows for batch in held) >= ROWS:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


def _file(table: "pa.Table", folder: str, data: Optional[str]) -> "tuple[str, bool]":
    """Makes the file of some pages unless it is there; gives its name."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import fs

    analyzer = _analyzer(data)
    digest = hashlib.sha256(analyzer.version.encode())
    for path, content in zip(table["path"].to_pylist(), table["content"].to_pylist()):
        for part in (path or "", content or b""):
            part = part.encode() if isinstance(part, str) else bytes(part)
            digest.update(len(part).to_bytes(8, "little") + part)
    name = f"part-{digest.hexdigest()[:24]}.parquet"
    system, root = fs.FileSystem.from_uri(folder)
    if system.get_file_info(f"{root}/{name}").type == fs.FileType.File:
        return name, False
    found = pa.table(analyzer.extract(table))
    _put(folder, name, lambda sink: pq.write_table(found, sink, compression="zstd"))
    return name, True


def _put(folder: str, name: str, write) -> None:
    """Writes a file that nobody ever sees half written."""
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(folder)
    system.create_dir(root, recursive=True)
    begun = f"{root}/_{name}.{uuid.uuid4().hex}"
    with system.open_output_stream(begun) as sink:
        write(sink)
    system.move(begun, f"{root}/{name}")


def write(findings: "DataFrame", folder: str) -> None:
    """Writes a frame of findings as Parquet, all or nothing."""
    findings.write.mode("errorifexists").parquet(folder)


def findings(session: "SparkSession", folder: str) -> "DataFrame":
    """Reads the findings that ``extract_to`` or ``write`` put into a folder.

    Raises:
        FileNotFoundError: The job that writes them has not ended.
    """
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(folder)
    if system.get_file_info(f"{root}/{LIST}").type == fs.FileType.File:
        with system.open_input_stream(f"{root}/{LIST}") as source:
            names = json.loads(source.read())
        return session.read.schema(SCHEMA).parquet(*[f"{folder.rstrip('/')}/{name}" for name in names])
    if system.get_file_info(f"{root}/_SUCCESS").type != fs.FileType.File:
        raise FileNotFoundError(f"{folder}: no findings, or the job that writes them was cut off; start it again")
    return session.read.parquet(folder)


def merge(session: "SparkSession", folder: str, data: Optional[str] = None) -> "Case":
    """Merges the findings of a folder on the cluster and gives the case on the driver: the same as ``rashomon.merge`` gives.

    What the steps come to is kept in the folder ``_merging`` of that folder, so a restart goes on where it stopped.
    """
    return Merging(session, findings(session, folder), f"{folder.rstrip('/')}/_merging", data).case()


def merge_tables(session: "SparkSession", folder: str, data: Optional[str] = None) -> "dict[str, DataFrame]":
    """Merges as ``merge`` does, and leaves everything on the cluster, for cases that no driver holds.

    Returns:
        Frames ``events``, ``claims`` (one row for each version of each attribute) and ``links`` (why accounts were joined or not).
    """
    from pyspark.sql import functions as f

    settled = Merging(session, findings(session, folder), f"{folder.rstrip('/')}/_merging", data).settled()
    of = lambda what, schema: settled.where(f.col("what") == what).select(f.from_json("json", schema).alias("row")).select("row.*")
    events = of("event", EVENT)
    claim = events.select(f.col("id").alias("event"), f.explode("claims").alias("claim"))
    claims = claim.select("event", "claim.attribute", "claim.of", "claim.agreement", f.explode("claim.values").alias("value"))
    return {
        "events": events.drop("claims"),
        "claims": claims.select("event", "attribute", "of", "agreement", "value.*"),
        "links": of("link", LINK),
    }


def _analyzer(data: Optional[str]):
    """Loads data and models once for each Python process."""
    import rashomon

    if data not in _analyzers:
        _analyzers[data] = rashomon.Analyzer(data)
    return _analyzers[data]


def main() -> int:
    """Runs ``rashomon-spark PAGES FINDINGS [CASE]``."""
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(prog="rashomon-spark", description="Read pages on a Spark cluster; the same command goes on where it was cut off.")
    parser.add_argument("pages", help="folder of pages, on a file system that every worker sees")
    parser.add_argument("findings", help="folder for the findings, as Parquet")
    parser.add_argument("case", nargs="?", help="where the merged case goes: a file .db or .json, or a folder for Parquet")
    parser.add_argument("--data", help="folder of your own data files, there on every worker")
    asked = parser.parse_args()
    session = SparkSession.builder.appName("rashomon").getOrCreate()
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "512")
    made = extract_to(pages(session, asked.pages), asked.findings, asked.data)
    print(f"findings: {made} new files in {asked.findings}", file=sys.stderr)
    if asked.case and asked.case.endswith((".db", ".json")):
        case = merge(session, asked.findings, asked.data)
        if asked.case.endswith(".db"):
            case.write(asked.case)
        else:
            with open(asked.case, "w", encoding="utf-8") as file:
                file.write(case.to_json())
    elif asked.case:
        for name, frame in merge_tables(session, asked.findings, asked.data).items():
            frame.write.mode("overwrite").parquet(f"{asked.case.rstrip('/')}/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
