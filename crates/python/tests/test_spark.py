"""Does a cluster find and merge the same as one machine?"""

import shutil
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

import rashomon
from rashomon import spark as rs

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from articles import article

SAMPLE = Path(__file__).parents[3] / "examples" / "al-bukamal"
ARTICLES = 60


@pytest.fixture(scope="module")
def session():
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sample, made-up articles of which some are copies, one page twice, one without a date, and two that cannot be read."""
    folder = tmp_path_factory.mktemp("pages here")
    for page in SAMPLE.iterdir():
        shutil.copy(page, folder / page.name)
    for number in range(ARTICLES):
        name, content = article(number, ARTICLES)
        (folder / Path(name).name).write_bytes(content)
    again = (folder / "00000003.txt").read_bytes()
    (folder / "again.txt").write_bytes(again)
    (folder / "undated.txt").write_bytes(b"Undated report\n\n" + again.split(b"\n", 4)[4])
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def embedded(folder):
    return rashomon.run(folder, progress=False)


def test_spark_and_one_machine_make_the_same_case(session, folder, embedded, tmp_path):
    findings = str(tmp_path / "findings")
    made = rs.extract_to(rs.pages(session, str(folder)).repartition(5), findings)
    assert made == 5
    rows = rs.findings(session, findings).toArrow().to_pylist()
    assert sorted(row["path"] for row in rows) == sorted(name for name, _ in rashomon.pages(folder))
    assert {row["path"] for row in rows if row["status"] != "read"} == {"photo.jpg", "empty.txt"}
    assert all(row["error"] for row in rows if row["status"] != "read")
    case = rs.merge(session, findings)
    assert pa.table(case.documents)["copy_of"].null_count < len(case.documents)
    assert case.to_json() == embedded.to_json()
    case.write(tmp_path / "case.db")
    assert rashomon.open_case(tmp_path / "case.db").to_json() == embedded.to_json()

    tables = rs.merge_tables(session, findings)
    assert sorted(row.id for row in tables["events"].select("id").collect()) == pa.table(embedded.events)["id"].to_pylist()
    assert {row.event for row in tables["claims"].select("event").collect()} <= set(pa.table(embedded.events)["id"].to_pylist())


def test_many_small_parts_make_the_same_case(session, folder, embedded, tmp_path, monkeypatch):
    from rashomon import merging

    monkeypatch.setattr(merging, "TELLINGS", 40)
    monkeypatch.setattr(merging, "ROWS", "7")
    findings = str(tmp_path / "findings")
    rs.write(rs.extract(rs.pages(session, str(folder)).repartition(3)), findings)
    assert rs.merge(session, findings).to_json() == embedded.to_json()


def test_a_job_goes_on_where_it_was_cut_off(session, folder, tmp_path):
    findings = tmp_path / "findings"
    frame = rs.pages(session, str(folder)).coalesce(1).sortWithinPartitions("path").repartition(4, "path").sortWithinPartitions("path")
    assert rs.extract_to(frame, str(findings)) == 4
    whole = sorted(row["path"] for row in rs.findings(session, str(findings)).toArrow().to_pylist())
    (findings / rs.LIST).unlink()
    with pytest.raises(FileNotFoundError):
        rs.findings(session, str(findings))
    next(findings.glob("part-*.parquet")).unlink()
    (findings / "_part-cut-off.parquet").write_bytes(b"half")
    assert rs.extract_to(frame, str(findings)) == 1
    assert sorted(row["path"] for row in rs.findings(session, str(findings)).toArrow().to_pylist()) == whole


def test_what_was_written_is_not_written_over(session, folder, tmp_path):
    findings = str(tmp_path / "findings")
    frame = rs.extract(rs.pages(session, str(folder)).limit(3))
    rs.write(frame, findings)
    with pytest.raises(Exception, match="(?i)exist"):
        rs.write(frame, findings)
