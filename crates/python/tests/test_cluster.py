"""Is a row lost, or there twice, when parts of a cluster are killed in the middle?"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyspark
import pytest
from pyspark.sql import SparkSession

import rashomon
from rashomon import spark as rs

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from articles import article

ARTICLES = 120
PARTS = 20


def started(command, log):
    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    return subprocess.Popen([str(home / "bin" / "spark-class"), *command], env=environment, stdout=log, stderr=log, start_new_session=True)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A master and two workers, each a process of its own."""
    SparkSession.getActiveSession() and SparkSession.getActiveSession().stop()
    folder = tmp_path_factory.mktemp("cluster")
    log = open(folder / "log.txt", "w+")
    port = 20_000 + os.getpid() % 20_000
    address = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    master = started([f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"], log)
    worker = [f"{deploy}.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "-c", "1", "-m", "1g", "-d"]
    workers = [started([*worker, str(folder / name), address], log) for name in ("one", "two")]
    session = (
        SparkSession.builder.master(address)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "700m")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.task.maxFailures", "8")
        .getOrCreate()
    )
    yield session, workers
    session.stop()
    for process in [*workers, master]:
        if process.poll() is None:
            process.kill()
        process.wait()


def below(parent):
    """Gives the processes below another, with the words they were started with."""
    found, parents = [], {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                parents[int(entry.name)] = (int(status[1]), (entry / "cmdline").read_bytes().decode(errors="replace"))
            except OSError:
                continue
    todo = [parent]
    while todo:
        at = todo.pop()
        for pid, (above, words) in parents.items():
            if above == at:
                found.append((pid, words))
                todo.append(pid)
    return found


def kill_one(words, parents):
    """Kills one process that was started with these words below one of the parents."""
    for parent in parents:
        for pid, started_with in below(parent):
            if words in started_with:
                os.kill(pid, signal.SIGKILL)
                return True
    return False


def test_no_row_is_lost_and_none_is_there_twice(cluster, tmp_path):
    session, workers = cluster
    rows = [article(number, ARTICLES) for number in range(ARTICLES)] + [("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF")]
    frame = session.createDataFrame([(name, bytearray(content)) for name, content in rows], "path string, content binary")
    findings, killed = tmp_path / "findings", []

    def kill():
        kills = [
            ("a Python worker", lambda: kill_one("pyspark.daemon", [w.pid for w in workers])),
            ("an executor", lambda: kill_one("CoarseGrainedExecutorBackend", [workers[1].pid])),
            ("a worker", lambda: workers[0].kill() or True),
        ]
        for number, (what, do) in enumerate(kills):
            while len(list(findings.glob("part-*"))) < 2 + 4 * number:
                time.sleep(0.02)
            while not do():
                time.sleep(0.02)
            killed.append((what, len(list(findings.glob("part-*")))))

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    rs.extract_to(frame.repartition(PARTS), str(findings))
    killer.join(timeout=5)
    assert [what for what, _ in killed] == ["a Python worker", "an executor", "a worker"]
    assert all(done < PARTS for _, done in killed), f"killed after the work was done: {killed}"
    assert workers[0].poll() is not None

    found = rs.findings(session, str(findings)).toArrow().to_pylist()
    assert sorted(row["path"] for row in found) == sorted(name for name, _ in rows)
    case = rs.merge(session, str(findings))
    assert case.to_json() == rashomon.run(rows, progress=False).to_json()
