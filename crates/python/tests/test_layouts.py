"""Do the programs of the field read what we export, as people have them from PyPI?"""

import csv
import json
import os
import subprocess
from pathlib import Path

import duckdb
import pandas
import pyogrio
import pytest

ROOT = Path(__file__).parents[3]
BINARY = os.environ.get("RASHOMON_BINARY", str(ROOT / "target/debug/rashomon"))
ACLED, GED, POLECAT = 31, 49, 40


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "case.db"
    subprocess.run([BINARY, "run", str(ROOT / "examples/al-bukamal"), "-o", str(path), "--quiet"], check=True)
    return path


def export(case, layout, ending):
    path = case.with_name(f"{layout}.{ending}")
    if not path.exists():
        subprocess.run([BINARY, "export", str(case), "-f", layout, "-o", str(path)], check=True, capture_output=True)
    return path


def events(case):
    listed = subprocess.run([BINARY, "events", str(case), "--format", "json"], check=True, capture_output=True)
    return json.loads(listed.stdout)


def about(path):
    return json.loads(path.with_suffix(".about.json").read_text())


def test_pandas_reads_acled_with_its_types(case):
    path = export(case, "acled", "csv")
    rows = pandas.read_csv(path, parse_dates=["event_date"])
    assert len(rows.columns) == ACLED and len(rows) == about(path)["records"] > 0
    assert rows["event_id_cnty"].is_unique and rows["fatalities"].dtype == "int64"
    assert rows["time_precision"].dropna().isin([1, 2, 3]).all()
    assert rows["latitude"].dropna().between(-90, 90).all() and rows["longitude"].dropna().between(-180, 180).all()


def test_pandas_reads_ged_with_its_types(case):
    rows = pandas.read_csv(export(case, "ged", "csv"), parse_dates=["date_start", "date_end"])
    assert len(rows.columns) == GED and len(rows) > 0
    assert (rows["best"] == rows[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)).all()
    assert ((rows["low"] <= rows["best"]) & (rows["best"] <= rows["high"])).all()
    # An event without a day stands in the table with both cells empty.
    assert (rows["date_start"].isna() == rows["date_end"].isna()).all()
    dated = rows.dropna(subset=["date_start", "date_end"])
    assert len(dated) > 0 and (dated["date_start"] <= dated["date_end"]).all()


def test_strict_readers_as_those_of_r_find_every_row_of_the_same_width(case):
    for layout, ending, separator in [("acled", "csv", ","), ("ged", "csv", ","), ("claims", "csv", ","), ("polecat", "tsv", "\t")]:
        with open(export(case, layout, ending), newline="", encoding="utf-8") as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            widths = {len(row) for row in reader}
        assert len(widths) == 1, f"{layout}: {widths}"
        if layout == "polecat":
            assert widths == {POLECAT}


def test_every_claim_of_the_companion_names_its_event_and_words(case):
    path = export(case, "acled", "csv")
    claims = pandas.read_csv(path.with_suffix(".claims.csv"), dtype=str, keep_default_na=False)
    assert set(claims["event"]) <= {event["id"] for event in events(case)}
    quoted = claims[claims["document"] != ""]
    assert len(quoted) > 0 and (quoted["words"] != "").all() and quoted["document_sha256"].str.len().eq(64).all()
    assert (quoted["end"].astype(int) - quoted["start"].astype(int) > 0).all()


def test_duckdb_reads_parquet_csv_and_json_lines_alike(case):
    parquet, plover = export(case, "parquet", "parquet"), export(case, "plover", "jsonl")
    ids = {row[0] for row in duckdb.sql(f"SELECT id FROM read_parquet('{parquet}')").fetchall()}
    assert ids == {event["id"] for event in events(case)}
    days = duckdb.sql(f"SELECT typeof(\"from\") FROM read_parquet('{parquet}') LIMIT 1").fetchall()
    assert days == [("DATE",)]
    acled = duckdb.sql(f"SELECT count(*), typeof(any_value(event_date)) FROM read_csv('{export(case, 'acled', 'csv')}')").fetchall()
    assert acled[0][0] > 0 and acled[0][1] == "DATE"
    assert duckdb.sql(f"SELECT count(*) FROM read_json('{plover}', format='newline_delimited')").fetchall()[0][0] > 0
    assert duckdb.sql(f"SELECT count(DISTINCT event) FROM read_csv('{parquet.with_suffix('.claims.csv')}', all_varchar=true)").fetchall()[0][0] > 0


def test_pandas_reads_parquet(case):
    rows = pandas.read_parquet(export(case, "parquet", "parquet"))
    assert set(rows["id"]) == {event["id"] for event in events(case)}


@pytest.mark.parametrize(("layout", "driver"), [("geojson", "GeoJSON"), ("kml", "KML")])
def test_the_drivers_of_qgis_read_maps(case, layout, driver):
    path = export(case, layout, layout)
    info = pyogrio.read_info(path)
    placed = [event for event in events(case) if event.get("place") and event["place"].get("lat") is not None]
    assert info["driver"].upper().endswith(driver.upper())
    _, table = pyogrio.read_arrow(path)
    shapes = [shape for shape in table.to_pydict()[table.column_names[-1]] if shape is not None]
    assert len(shapes) == len(placed) > 0


def test_a_filter_narrows_every_format_to_the_same_events(case):
    listed = subprocess.run([BINARY, "events", str(case), "--type", "airstrike", "--format", "json"], check=True, capture_output=True)
    wanted = {event["id"] for event in json.loads(listed.stdout)}
    exported = subprocess.run([BINARY, "export", str(case), "-f", "json", "--type", "airstrike"], check=True, capture_output=True)
    assert {event["id"] for event in json.loads(exported.stdout)["events"]} == wanted
