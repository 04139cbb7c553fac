"""Which pages are meant by a folder, and how do they become a case?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Iterable, Iterator, Union

from rashomon._rashomon import Analyzer, Case, merge

Page = "tuple[str, bytes]"
BATCH = 64


def pages(folder: Union[str, Path]) -> Iterator[Page]:
    """Gives every file below a folder as its relative path and its bytes, sorted by path; hidden files are passed over.

    Args:
        folder: A folder of pages, or one file.

    Raises:
        FileNotFoundError: There is no such file or folder.
    """
    root = Path(folder)
    if not root.exists():
        raise FileNotFoundError(f"{root}: no such file or folder")
    if root.is_file():
        yield root.name, root.read_bytes()
        return
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in below.parts):
            yield below.as_posix(), path.read_bytes()


def run(source: Union[str, Path, Iterable[Page]], analyzer: Union[Analyzer, None] = None, progress: bool = True) -> Case:
    """Reads pages and merges what they say into a case; needs pyarrow.

    Args:
        source: A folder, a file, or pairs of a page's name and its bytes.
        analyzer: Loaded data and models; those inside the package without it.
        progress: Show a bar: of tqdm where it is installed, which notebooks draw as a widget, or a line otherwise.

    Returns:
        The case. Pages that could not be read are warned of, one line each.
    """
    import pyarrow as pa

    analyzer = analyzer or Analyzer()
    given = list(pages(source)) if isinstance(source, (str, Path)) else list(source)
    found = []
    for start in _steps(range(0, len(given), BATCH), progress):
        batch = given[start : start + BATCH]
        table = pa.table(
            {"path": pa.array([name for name, _ in batch], pa.string()), "content": pa.array([data for _, data in batch], pa.binary())}
        )
        found.append(pa.table(analyzer.extract(table)))
    findings = pa.concat_tables(found) if found else pa.table(analyzer.extract(pa.table({"path": pa.array([], pa.string()), "content": pa.array([], pa.binary())})))
    _warn(findings)
    return merge(findings, analyzer)


def _steps(batches: range, progress: bool) -> Iterable[int]:
    if not progress:
        return batches
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return batches
    return tqdm(batches, desc="pages", unit=f" x{BATCH}")


def _warn(findings) -> None:
    for row in findings.select(["path", "status", "error"]).to_pylist():
        if row["status"] != "read":
            print(f"set aside {row['path']!r}: {row['error']}", file=sys.stderr)
