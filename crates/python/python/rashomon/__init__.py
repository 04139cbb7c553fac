"""One event, many accounts: a heap of pages to a sourced event database.

    import rashomon

    case = rashomon.run("pages/")
    case.events                     # an Arrow table: who, whom, where, when, how many accounts
    case.claims                     # who says what, in which words, with positions
    print(case.dossier("E-7QK4"))   # one event with every version of it

Positions count Unicode code points, days are ISO 8601, coordinates are degrees. Nothing is fetched from a network.
"""

from rashomon._rashomon import Analyzer, Case, Table, __version__, merge, open_case
from rashomon.pages import pages, run
from rashomon.notebook import dossier, map_of

__all__ = ["Analyzer", "Case", "Table", "__version__", "dossier", "map_of", "merge", "open_case", "pages", "run"]
