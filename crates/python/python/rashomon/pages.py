"""Which pages are meant by a folder, and how do they become a case?"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sized
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
    for name, path in _files(folder):
        yield name, path.read_bytes()


def _files(folder: Union[str, Path]) -> "list[tuple[str, Path]]":
    root = Path(folder)
    if not root.exists():
        raise FileNotFoundError(f"{root}: no such file or folder")
    if root.is_file():
        return [(root.name, root)]
    named = ((path.relative_to(root), path) for path in sorted(root.rglob("*")) if path.is_file())
    return [(below.as_posix(), path) for below, path in named if not any(part.startswith(".") for part in below.parts)]


def run(source: Union[str, Path, Iterable[Page]], analyzer: Union[Analyzer, None] = None, progress: bool = True) -> Case:
    """Reads pages and merges what they say into a case; needs pyarrow.

    Args:
        source: A folder, a file, or pairs of a page's name and its bytes.
        analyzer: Loaded data and models; those inside the package without it.
        progress: Show a bar: of tqdm where it is installed, which notebooks draw as a widget, or a line on standard error.

    Returns:
        The case. Pages that could not be read are warned of, one line each.
    """
    import pyarrow as pa

    analyzer = analyzer or Analyzer()
    total: Union[int, None] = None
    if isinstance(source, (str, Path)):
        total, source = len(_files(source)), pages(source)
    elif isinstance(source, Sized):
        total = len(source)
    found = [pa.table(analyzer.extract(_table([])))]
    with _bar(total, progress) as bar:
        for batch in _batches(source):
            found.append(pa.table(analyzer.extract(_table(batch))))
            bar.update(len(batch))
    findings = pa.concat_tables(found)
    _warn(findings)
    return merge(findings, analyzer)


def _batches(given: Iterable[Page]) -> "Iterator[list[Page]]":
    given = iter(given)
    while batch := list(itertools.islice(given, BATCH)):
        yield batch


def _table(batch: "list[Page]"):
    import pyarrow as pa

    names, contents = [name for name, _ in batch], [content for _, content in batch]
    return pa.table({"path": pa.array(names, pa.string()), "content": pa.array(contents, pa.binary())})


def _bar(total: Union[int, None], progress: bool):
    if not progress:
        return _Silent()
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Lines(total)
    return tqdm(total=total, desc="pages", unit=" pages")


class _Silent:
    """Shows nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        pass

    def update(self, pages: int) -> None:
        pass


class _Lines(_Silent):
    """A line on standard error for every thousand pages."""

    def __init__(self, total: Union[int, None]) -> None:
        self.total, self.done = total, 0

    def update(self, pages: int) -> None:
        self.done += pages
        if self.done // 1000 > (self.done - pages) // 1000:
            print(f"pages {self.done}/{self.total or '?'}", file=sys.stderr)


def _warn(findings) -> None:
    for row in findings.select(["path", "status", "error"]).to_pylist():
        if row["status"] != "read":
            print(f"set aside {row['path']!r}: {row['error']}", file=sys.stderr)
