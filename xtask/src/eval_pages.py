"""Reads pages with trafilatura and htmldate, and prints what each tells as JSON, one page a line, with the CPU seconds in the last."""

import json
import sys
import time


def main():
    import trafilatura
    from htmldate import find_date

    started = time.process_time()
    for line in sys.stdin:
        html = json.loads(line)
        read = trafilatura.bare_extraction(html, with_metadata=True, include_comments=True)
        read = read.as_dict() if read is not None else {}
        try:
            date = find_date(html, original_date=True)
        except ValueError:
            date = None
        told = {name: read.get(of) for name, of in [("account", "text"), ("comments", "comments"), ("title", "title"), ("author", "author")]}
        print(json.dumps({**told, "date": date}))
    print(json.dumps(time.process_time() - started))


main()
