"""Does what the guides say work: the tutorial, the page for R, the stubs and the docstrings?"""

import ast
import csv
import inspect
import json
import os
import re
import runpy
import sqlite3
import subprocess
import urllib.request
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import rashomon
from rashomon import _rashomon

ROOT = Path(__file__).parents[3]
BINARY = os.environ.get("RASHOMON_BINARY", str(ROOT / "target/debug/rashomon"))
PACKAGE = ROOT / "crates/python/python/rashomon"


def served(case, *how):
    """Serves a case; gives the server, its origin, and what a program sends that may decide."""
    server = subprocess.Popen([BINARY, "serve", str(case), "--port", "0", *how], stdout=subprocess.PIPE, text=True)
    origin, token = server.stdout.readline().strip().split("/?token=")
    return server, origin, {"Cookie": f"rashomon_session={token}", "Origin": origin}


def asked(address, body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {**(headers or {}), "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def test_the_tutorial_runs_from_its_first_cell_to_its_last(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    came = runpy.run_path(str(ROOT / "examples/tutorial.py"))
    shown = capsys.readouterr().out
    assert "rashomon.Case of 7 documents" in shown
    assert "according to" in shown and str(came["most_told"]["id"]) in repr(came["dossier"])
    assert came["where"]._repr_html_().startswith("<svg") and "Al-Bukamal" in came["where"]._repr_html_()
    assert (came["by_month"]["low"] <= came["by_month"]["high"]).all() and len(came["by_month"]) > 1
    assert came["decided"].num_rows == 0 and {"value", "machine"} <= set(came["decided"].column_names)


def test_what_people_decided_is_a_table_beside_what_the_machine_says(tmp_path):
    path = tmp_path / "case.db"
    subprocess.run([BINARY, "run", str(ROOT / "examples/al-bukamal"), "-o", str(path), "--quiet"], check=True)
    server, origin, session = served(path, "--by", "ana")
    try:
        event = asked(f"{origin}/api/v1/events?limit=1")["items"][0]
        settle = {"act": "settle", "event": event["id"], "field": "kind", "value": "siege", "why": "as the map shows"}
        asked(f"{origin}/api/v1/decisions", settle, session)
        assert asked(f"{origin}/api/v1/events?id={event['id']}")["items"][0]["type"] == "siege"
    finally:
        server.terminate()
        server.wait()
    [row] = pa.table(rashomon.open_case(path).decided).to_pylist()
    assert (row["event"], row["act"], row["field"], row["value"]) == (event["id"], "settle", "kind", "siege")
    assert (row["machine"], row["by"], row["why"], row["holds"]) == (event["type"], "ana", "as the map shows", True)


def test_a_case_without_places_says_so_instead_of_a_map():
    page = ("x.txt", b"Report\n\nJune 28, 2016\n\nRebels attacked soldiers on Tuesday.\n")
    shown = rashomon.map_of(rashomon.run([page], progress=False))
    assert "no event" in repr(shown) and "<svg" not in shown._repr_html_()


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("r") / "case.db"
    subprocess.run([BINARY, "run", str(ROOT / "examples/al-bukamal"), "-o", str(path), "--quiet"], check=True)
    return path


@pytest.fixture(scope="module")
def page_for_r():
    return "".join(re.findall(r"```r\n(.*?)```", (ROOT / "docs/r.md").read_text(encoding="utf-8"), re.S))


def test_every_query_of_the_page_for_r_is_answered(sample, page_for_r):
    queries = re.findall(r'dbGetQuery\(case, "(.*?)"\)', page_for_r)
    queries += [f"SELECT * FROM {name}" for name in re.findall(r'dbReadTable\(case, "(\w+)"\)', page_for_r)]
    assert len(queries) >= 6
    with sqlite3.connect(f"file:{sample}?mode=ro", uri=True) as case:
        answered = {query: case.execute(query) for query in queries}
        for query, rows in answered.items():
            assert rows.fetchone() or "v_decisions" in query, query
        columns = {name for rows in answered.values() for name, *_ in rows.description}
    assert {"id", "event", "from_day", "low", "best", "high"} <= columns


def test_the_files_and_addresses_of_the_page_for_r_hold_what_it_takes_from_them(sample, page_for_r, tmp_path):
    made = tmp_path / "events.parquet"
    subprocess.run([BINARY, "export", str(sample), "-f", "parquet", "-o", str(made)], check=True, capture_output=True)
    assert {"from", "to", "lat", "lon", "agents", "targets", "agent_names", "target_names"} <= set(pq.read_table(made).column_names)
    with open(tmp_path / "events.claims.csv", newline="", encoding="utf-8") as file:
        claims = list(csv.DictReader(file))
    wanted = re.search(r'c\("event"(.*?)\)', page_for_r)
    assert claims and set(re.findall(r'"(\w+)"', wanted.group(0))) <= set(claims[0])

    server, origin, _ = served(sample)
    try:
        paths = re.findall(r'paste0\(api, "(.*?)"', page_for_r)
        assert len(paths) == 2
        found = asked(f"{origin}/api/v1{paths[0]}")
        assert found["items"] and all(item["summary"] for item in found["items"]) and found["total"] == len(found["items"])
        every, cursor = [], ""
        while True:
            page = asked(f"{origin}/api/v1" + paths[1].replace("limit=50", "limit=7") + cursor)
            every += page["items"]
            if not page.get("next"):
                break
            cursor = "&cursor=" + urllib.request.quote(page["next"], safe="")
        assert len({item["id"] for item in every}) == len(every) == page["total"] > 7
    finally:
        server.terminate()
        server.wait()


def named(module):
    return {name for name in vars(module) if not name.startswith("_")} | {"__version__"}


def test_the_stubs_name_what_is_there_and_nothing_else():
    stub = ast.parse((PACKAGE / "_rashomon.pyi").read_text(encoding="utf-8"))
    told = {node.name: node for node in stub.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    values = {node.target.id for node in stub.body if isinstance(node, ast.AnnAssign)}
    assert set(told) | values == named(_rashomon)
    assert (PACKAGE / "py.typed").exists()
    for name, node in told.items():
        if isinstance(node, ast.ClassDef):
            there = {part for part in vars(getattr(_rashomon, name)) if not part.startswith("_")}
            assert {part.name for part in node.body if isinstance(part, ast.FunctionDef) and not part.name.startswith("_")} == there, name


def test_everything_that_users_call_says_what_it_does():
    for name in rashomon.__all__:
        thing = getattr(rashomon, name)
        if name == "__version__":
            continue
        assert inspect.getdoc(thing), name
        for part, value in vars(thing).items() if inspect.isclass(thing) else ():
            assert part.startswith("_") or inspect.getdoc(value), f"{name}.{part}"
