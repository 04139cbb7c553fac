# %% [markdown]
# # From a heap of pages to who did what, according to whom
#
# A notebook as a plain script: Jupyter, VS Code and Spyder open its cells (`# %%`), and `python examples/tutorial.py` runs it.
# It needs `rashomon`, `pyarrow` and `pandas`; it fetches nothing.

# %%
from pathlib import Path

import pyarrow as pa

import rashomon

SAMPLE = Path(__file__).parent / "al-bukamal"

# %% [markdown]
# ## Read pages
#
# Seven short accounts of the fighting around one border town. A page that cannot be read is named with its reason, and the run goes on.

# %%
case = rashomon.run(SAMPLE)
print(case)

# %% [markdown]
# ## What happened
#
# Every table is an Arrow table: pandas, polars and DuckDB take it without a copy.

# %%
events = pa.table(case.events).to_pandas()
print(events.sort_values("documents", ascending=False)[["id", "kind", "from", "place_name", "documents"]].head())

# %% [markdown]
# ## One event, every version of it
#
# In a notebook both are drawn; here they are text.

# %%
most_told = events.sort_values(["documents", "id"], ascending=[False, True]).iloc[0]
dossier = rashomon.dossier(case, most_told["id"])
print(dossier)
where = rashomon.map_of(case)
print(where)

# %% [markdown]
# ## Who contradicts whom
#
# A claim is one version of one value, by one speaker, in the words of one page. Disagreement is shown, never averaged.

# %%
claims = pa.table(case.claims).to_pandas()
disputed = claims[claims["agreement"] == "disputed"]
for (event, attribute), versions in disputed.groupby(["event", "attribute"]):
    print(event, attribute)
    for row in versions.itertuples():
        print("  ", row.value or (row.min, row.max), "according to", "; ".join(row.by), "in the words", repr(row.words))

# %% [markdown]
# Positions count code points, so the words are a slice of the text:

# %%
texts = pa.table(case.documents).to_pandas().set_index("id")["text"]
first = claims.iloc[0]
assert texts[first["document"]][first["start"] : first["end"]] == first["words"]

# %% [markdown]
# ## The dead, month by month
#
# A number is somebody's. "At least 16" has no upper end, "up to 75" no lower one; of what is claimed of each side of each event,
# the low end and the high end:

# %%
killed = claims[claims["attribute"] == "killed"].merge(events[["id", "from"]], left_on="event", right_on="id")
killed = killed.dropna(subset=["from"])
killed["month"] = killed["from"].astype(str).str[:7]
killed["low"], killed["high"] = killed["min"].fillna(killed["max"]), killed["max"].fillna(killed["min"])
by_side = killed.groupby(["month", "event", "of"], dropna=False).agg(low=("low", "min"), high=("high", "max"))
by_month = by_side.groupby("month").sum()
print(by_month)

# %% [markdown]
# ## Keep it
#
# The case file is what `rashomon serve`, `rashomon review` and SQLite open. What people decide there comes back as a table beside the machine's values.

# %%
case.write("tutorial.db")
again = rashomon.open_case("tutorial.db")
assert again.to_json() == case.to_json()
decided = pa.table(again.decided)
print(decided.num_rows, "decisions:", decided.column_names)
