"""Does a cluster find the same as one machine?"""

import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

import rashomon
from rashomon import spark as rs

SAMPLE = Path(__file__).parents[3] / "examples" / "al-bukamal"


@pytest.fixture(scope="module")
def session():
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages here")
    for page in SAMPLE.iterdir():
        shutil.copy(page, folder / page.name)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_spark_and_one_machine_make_the_same_case(session, folder, tmp_path):
    findings = str(tmp_path / "findings")
    rs.write(rs.extract(rs.pages(session, str(folder)).repartition(5)), findings)
    rows = session.read.parquet(findings).toArrow().to_pylist()
    assert sorted(row["path"] for row in rows) == sorted(name for name, _ in rashomon.pages(folder))
    assert {row["path"]: row["status"] for row in rows if row["status"] != "read"} == {
        "photo.jpg": "set aside",
        "empty.txt": "set aside",
    }
    embedded = rashomon.run(folder, progress=False)
    assert rs.merge(session, findings).to_json() == embedded.to_json()


def test_what_was_written_is_not_written_over(session, folder, tmp_path):
    findings = str(tmp_path / "findings")
    frame = rs.extract(rs.pages(session, str(folder)))
    rs.write(frame, findings)
    with pytest.raises(Exception, match="(?i)exist"):
        rs.write(frame, findings)
    assert pa.table(session.read.parquet(findings).toArrow()).num_rows == 9
