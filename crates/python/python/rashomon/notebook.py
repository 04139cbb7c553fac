"""How do an event and the places of a case look in a notebook?"""

from __future__ import annotations

from html import escape

from rashomon._rashomon import Case


class Dossier:
    """One event as plain text, drawn as a quiet block where the reader shows HTML."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<pre style="white-space: pre-wrap; line-height: 1.45">{escape(self.text)}</pre>'


def dossier(case: Case, event: str) -> Dossier:
    """Shows one event: who, whom, where, when, how many, and every claim with its speaker and words.

    Args:
        case: The case.
        event: The event's id, or the start of it.

    Raises:
        KeyError: No event of this case has that id.
    """
    return Dossier(case.dossier(event))


class Map:
    """Where the events of a case happened: a drawing where the reader shows SVG, a sentence elsewhere."""

    def __init__(self, svg: "str | None") -> None:
        self.svg = svg

    def __repr__(self) -> str:
        return "no event of this case has a place on the map" if self.svg is None else "a map; a notebook draws it, .svg holds it"

    def _repr_html_(self) -> str:
        return self.svg or f"<p>{self!r}</p>"


def map_of(case: Case) -> Map:
    """Draws where the events happened: a circle for each place, by how many; point at one to read what. Nothing is fetched.

    Args:
        case: The case.
    """
    return Map(case.map())
