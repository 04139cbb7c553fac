"""The same findings on a cluster: extraction as a Spark job over Arrow batches.

    from rashomon import spark as rs
    pages = rs.pages(session, "/data/pages")          # path, content
    findings = rs.extract(pages)                      # one row a page
    rs.write(findings, "/data/findings")              # Parquet; a restart skips what is there
    case = rs.merge(session, "/data/findings")        # as rashomon.merge

Ship the package with ``--py-files`` or ``spark.archives``; nothing else has to be installed on the workers but pyarrow.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Iterator, Optional

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from rashomon._rashomon import Case

SCHEMA = (
    "path string, status string, error string, version string, document_id string, mentions bigint, "
    "document string, findings string"
)
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


def write(findings: "DataFrame", folder: str) -> None:
    """Writes findings as Parquet."""
    findings.write.mode("errorifexists").parquet(folder)


def merge(session: "SparkSession", folder: str) -> "Case":
    """Merges the findings of a folder on the driver: the same case as ``rashomon.merge`` gives."""
    import rashomon

    table = session.read.parquet(folder).where("status = 'read'").toArrow()
    return rashomon.merge(table, _analyzer(None))


def _analyzer(data: Optional[str]):
    """Loads data and models once for each Python process."""
    import rashomon

    if data not in _analyzers:
        _analyzers[data] = rashomon.Analyzer(data)
    return _analyzers[data]


def main() -> int:
    """Runs ``rashomon-spark PAGES FINDINGS [CASE.json]``."""
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(prog="rashomon-spark", description="Read pages on a Spark cluster.")
    parser.add_argument("pages", help="folder of pages, on a file system that every worker sees")
    parser.add_argument("findings", help="folder for the findings, as Parquet; must not exist")
    parser.add_argument("case", nargs="?", help="file for the merged case, in the layout rashomon/1")
    asked = parser.parse_args()
    session = SparkSession.builder.appName("rashomon").getOrCreate()
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "512")
    write(extract(pages(session, asked.pages)), asked.findings)
    if asked.case:
        with open(asked.case, "w", encoding="utf-8") as file:
            file.write(merge(session, asked.findings).to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
