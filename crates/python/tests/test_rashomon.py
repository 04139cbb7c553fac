"""Do Python's users get the same case as the command line's?"""

import json
from pathlib import Path

import pyarrow as pa
import pytest

import rashomon

SAMPLE = Path(__file__).parents[3] / "examples" / "al-bukamal"


@pytest.fixture(scope="module")
def analyzer():
    return rashomon.Analyzer()


@pytest.fixture(scope="module")
def case(analyzer):
    return rashomon.run(SAMPLE, analyzer, progress=False)


def test_the_tables_hold_the_sample(case):
    events = pa.table(case.events)
    assert events.num_rows > 5
    assert "new-syrian-army" in {actor for agents in events["agents"].to_pylist() for actor in agents}
    assert {str(day)[:4] for day in events["from"].to_pylist() if day} >= {"2016", "2018"}


def test_every_claim_reads_its_words(case):
    texts = {row["id"]: row["text"] for row in pa.table(case.documents).select(["id", "text"]).to_pylist()}
    claims = pa.table(case.claims).to_pylist()
    assert claims
    for claim in claims:
        assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["words"]


def test_a_dossier_renders_without_markup_from_the_web(analyzer):
    page = ("x.txt", b"Blast <script>alert(1)</script>\n\nJune 28, 2016\n\nRebels attacked the town of Palmyra on Tuesday.\n")
    case = rashomon.run([page], analyzer, progress=False)
    event = pa.table(case.events)["id"].to_pylist()[0]
    shown = rashomon.dossier(case, event)
    assert "Palmyra" in repr(shown)
    assert "<script>" not in shown._repr_html_()


def test_a_case_renders_and_is_written(case, analyzer, tmp_path):
    shown = case._repr_html_()
    assert "<table>" in shown and "Bukamal" in shown
    hostile = rashomon.run([("x.txt", b"A <b>\n\nJune 28, 2016\n\nThe <script>x</script> Front attacked Palmyra on Tuesday.\n")], analyzer, progress=False)
    assert "<script>" not in hostile._repr_html_()
    case.write(tmp_path / "case.db")
    assert rashomon.open_case(tmp_path / "case.db").to_json() == case.to_json()
    with pytest.raises(ValueError):
        case.write(tmp_path / "no" / "case.db")


def test_no_pages_make_an_empty_case(analyzer):
    assert len(rashomon.run([], analyzer, progress=False).documents) == 0


def test_other_threads_work_while_pages_are_read(analyzer):
    import threading
    import time

    pages = pa.table({"path": ["a.txt"] * 40, "content": [b"Report\n\nJune 28, 2016\n\n" + b"Rebels attacked Palmyra on Tuesday. " * 60] * 40})
    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            time.sleep(0)
            counted[0] += 1

    other = threading.Thread(target=count)
    other.start()
    before = counted[0]
    analyzer.extract(pages)
    during = counted[0] - before
    done.set()
    other.join()
    assert during > 100, "the interpreter was locked"


def test_the_progress_is_shown_without_tqdm(analyzer, capsys, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    rashomon.run((("%d.txt" % n, b"") for n in range(1024)), analyzer)
    assert "pages 1024/?" in capsys.readouterr().err


def test_a_bad_page_is_a_row_and_an_unknown_event_an_error(analyzer, case):
    pages = pa.table({"path": ["a.txt", "b.txt"], "content": [b"", b"\xff\xd8\xff\xe0\x00\x10JFIF"]})
    rows = pa.table(analyzer.extract(pages)).to_pylist()
    assert [row["status"] for row in rows] == ["set aside", "set aside"]
    assert all(row["error"] for row in rows)
    with pytest.raises(KeyError):
        case.dossier("E-0000")
    with pytest.raises(ValueError, match="no column"):
        analyzer.extract(pa.table({"name": ["a"]}))
    with pytest.raises(ValueError):
        rashomon.open_case("nowhere.db")


def test_order_and_batches_change_nothing(analyzer, case):
    pages = list(rashomon.pages(SAMPLE))[::-1]
    names, contents = zip(*pages)
    halves = [
        pa.table(analyzer.extract(pa.table({"path": list(names[a:b]), "content": list(contents[a:b])})))
        for a, b in ((0, 3), (3, len(pages)))
    ]
    merged = rashomon.merge(pa.concat_tables(halves[::-1]), analyzer)
    assert merged.to_json() == case.to_json()
    assert json.loads(case.to_json())["schema"] == "rashomon/1"
