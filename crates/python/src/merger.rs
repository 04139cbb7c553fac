//! How does a cluster merge a case, step by step?
//!
//! Each method is one step of `merge::parts` over Arrow tables; `rashomon/merging.py` puts them together.

use crate::{
    case::Case,
    columns, findings,
    homes::Homes,
    judging, meeting,
    packed::{self, Pairs},
    settling,
    table::Table,
    value_error,
};
use arrow_array::{Int32Array, Int64Array, RecordBatch, StringArray};
use jiff::civil::Date;
use merge::{
    Settings,
    parts::{self, Census, Entry, Ground, Holder, Part, Shared, Slip, World},
};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use rashomon::Carried;
use schema::{Event, Link};
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

/// The steps of merging, with what is known of the whole case.
#[pyclass(frozen, module = "rashomon")]
pub struct Merger {
    /// What people decided about merging.
    pub settings: Settings,
    ground: Ground,
    homes: Homes,
}

#[pymethods]
impl Merger {
    /// Lays out a world, and for each ``telling``, sorted, the ``bin`` in which it is dealt with, or its ``home``.
    #[new]
    #[pyo3(signature = (world=None, homes=None, data=None))]
    fn new(world: Option<&str>, homes: Option<PyTable>, data: Option<PathBuf>) -> PyResult<Self> {
        let carried = Carried::new(data.as_deref()).map_err(value_error)?;
        let problem = |problems: Vec<schema::Problem>| value_error(&problems[0]);
        let settings = Settings::load(&carried.files).map_err(problem)?;
        let world: World = world.map(|world| parsed(world.as_bytes())).transpose()?.unwrap_or_default();
        let homes = Homes::of(&homes.map(|homes| homes.into_inner().0).unwrap_or_default())?;
        Ok(Self { settings, ground: Ground::of(world), homes })
    }

    /// How many runs of words a copy shares at least.
    #[getter]
    fn least(&self) -> usize {
        parts::least(&self.settings)
    }

    /// Counts what is met in some findings.
    fn census(&self, py: Python<'_>, findings: PyTable) -> PyResult<String> {
        let batches = findings.into_inner().0;
        py.detach(|| {
            let mut census = Census::default();
            for batch in &batches {
                census.add(Census::of(&findings::accounts(batch)?, &self.settings));
            }
            settling::json(&census)
        })
    }

    /// Hashes the runs of words of some findings, or one of ``sample``.
    fn runs(&self, py: Python<'_>, findings: PyTable, sample: u64) -> PyResult<Table> {
        let batches = findings.into_inner().0;
        py.detach(|| {
            let (mut hashes, mut holders) = (Vec::new(), Vec::new());
            for batch in &batches {
                for (document, _) in findings::accounts(batch)? {
                    let Some(holder) = Holder::of(&document) else { continue };
                    let runs = parts::runs(&document, sample, &self.settings);
                    holders.extend(std::iter::repeat_n(holder, runs.len()));
                    hashes.extend(runs.into_iter().map(u64::cast_signed));
                }
            }
            held(hashes, &holders)
        })
    }

    /// Lets those who hold the same run meet: rows of pairs, and of single accounts of which the run counts.
    ///
    /// The rows are sorted by ``hash``, and no row of a hash is missing.
    fn shared(&self, py: Python<'_>, runs: PyTable) -> PyResult<Table> {
        let batches = runs.into_inner().0;
        py.detach(|| {
            let mut rows: Vec<(i64, Holder)> = Vec::new();
            for batch in &batches {
                let publishers = findings::strings(batch, "publisher")?.into_iter().map(|name| name.map(str::to_owned));
                let holders = holders(batch, "")?.into_iter().zip(publishers);
                let holders = holders.map(|(holder, publisher)| Holder { publisher, ..holder });
                rows.extend(columns::integers(batch, "hash")?.values().iter().copied().zip(holders));
            }
            let (mut ones, mut others) = (Vec::new(), Vec::new());
            for group in rows.chunk_by(|one, other| one.0 == other.0) {
                let days: BTreeMap<i64, Option<Date>> =
                    group.iter().map(|(_, holder)| (holder.document, holder.day)).collect();
                let known = |document: i64| (document, days.get(&document).copied().flatten());
                let shared = Shared::of(group.iter().map(|(_, holder)| holder.clone()).collect());
                ones.extend(shared.holders.iter().map(|holder| known(*holder)));
                others.extend(shared.holders.iter().map(|_| None));
                ones.extend(shared.pairs.iter().map(|(one, _)| known(*one)));
                others.extend(shared.pairs.iter().map(|(_, other)| Some(known(*other))));
            }
            let day = |known: (i64, Option<Date>)| known.1.map(columns::of_day);
            Table::with([
                ("document_one", Arc::new(Int64Array::from_iter_values(ones.iter().map(|known| known.0)))),
                ("day_one", Arc::new(Int32Array::from_iter(ones.iter().map(|known| day(*known))))),
                ("document_other", Arc::new(Int64Array::from_iter(others.iter().map(|known| known.map(|k| k.0))))),
                ("day_other", Arc::new(Int32Array::from_iter(others.iter().map(|known| known.and_then(day))))),
            ])
        })
    }

    /// Makes slips of some findings.
    fn slips(&self, py: Python<'_>, findings: PyTable) -> PyResult<Table> {
        let batches = findings.into_inner().0;
        py.detach(|| {
            let (mut numbers, mut slips) = (Vec::new(), Vec::new());
            for batch in &batches {
                for (document, findings) in findings::accounts(batch)? {
                    let slip = Slip::of(document, findings, &self.ground, &self.settings).map_err(value_error)?;
                    numbers.push(parts::number(&slip.document().id).unwrap_or_default());
                    slips.push(settling::json(&slip)?);
                }
            }
            Table::with([
                ("document", Arc::new(Int64Array::from(numbers))),
                ("slip", Arc::new(StringArray::from(slips))),
            ])
        })
    }

    /// Counts how often some slips name what.
    fn fame(&self, py: Python<'_>, slips: PyTable) -> PyResult<String> {
        let slips = slips_of(slips)?;
        py.detach(|| settling::json(&self.part(slips).fame()))
    }

    /// Gives every telling of some slips in each of its blocks.
    fn entries(&self, py: Python<'_>, slips: PyTable) -> PyResult<Table> {
        let slips = slips_of(slips)?;
        py.detach(|| {
            let entries = self.part(slips).entries();
            let integers = |value: fn(&Entry) -> i64| Arc::new(Int64Array::from_iter_values(entries.iter().map(value)));
            let days = |day: fn(&Entry) -> Option<i32>| Arc::new(Int32Array::from_iter(entries.iter().map(day)));
            Table::with([
                ("block", integers(|entry| entry.block.cast_signed())),
                ("from", days(|entry| entry.days.0.map(columns::of_day))),
                ("to", days(|entry| entry.days.1.map(columns::of_day))),
                ("telling", integers(|entry| entry.telling)),
                ("kind", Arc::new(StringArray::from_iter_values(entries.iter().map(|entry| &entry.kind)))),
                ("spot", integers(|entry| entry.spot)),
            ])
        })
    }

    /// Lets the tellings of whole blocks meet, sorted by ``block, from, to, telling``; the last block is only begun unless ``ended``.
    ///
    /// Gives the pairs, each with the slices of time that its tellings stand in, and the number of rows that are done with.
    fn meet(&self, py: Python<'_>, entries: PyTable, ended: bool, cuts: Vec<i32>) -> PyResult<(Table, usize)> {
        let batches = entries.into_inner().0;
        py.detach(|| meeting::met(&batches, &cuts, ended, &self.settings))
    }

    /// Compares the pairs of one task, of whose tellings the slips are here; each pair once.
    ///
    /// Gives rows of ``task``, ``pairs`` with their ``odds``, and what ``connects`` of them, being sure, as far as it makes chains.
    fn judge(&self, py: Python<'_>, slips: PyTable, pairs: PyTable) -> PyResult<Table> {
        let (slips, pairs) = (slips_of(slips)?, pairs.into_inner().0);
        py.detach(|| judging::judged(&self.part(slips), &pairs, &self.settings))
    }

    /// Gives which groups may still join, as far as some judged pairs tell: ``task`` and ``connects``.
    fn bridges(&self, py: Python<'_>, judged: PyTable) -> PyResult<Table> {
        let batches = judged.into_inner().0;
        py.detach(|| judging::bridges(&self.homes, &batches, &self.settings))
    }

    /// Gives of what came near a few pairs of each two groups.
    fn across(&self, py: Python<'_>, judged: PyTable) -> PyResult<Table> {
        let batches = judged.into_inner().0;
        py.detach(|| judging::across(&self.homes, &batches, &self.settings))
    }

    /// Gives the accounts that the pairs of each task are of: ``sent``, which is the task, and ``document``.
    #[staticmethod]
    fn ends(py: Python<'_>, pairs: PyTable) -> PyResult<Table> {
        let batches = pairs.into_inner().0;
        py.detach(|| packed::ends(&batches))
    }

    /// Gives for some slips the bins that their tellings are dealt with in, and which tellings that are; those that nothing connects
    /// are dealt to so many ``others``.
    #[pyo3(signature = (slips, others=None))]
    fn dealt(&self, py: Python<'_>, slips: PyTable, others: Option<i64>) -> PyResult<Table> {
        let batches = slips.into_inner().0;
        py.detach(|| {
            let (mut bins, mut kept, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
            for batch in &batches {
                for json in findings::strings(batch, "slip")?.into_iter().flatten() {
                    let slip: Slip = parsed(json.as_bytes())?;
                    for (bin, tellings) in self.bins_of(&slip, others) {
                        bins.push(bin);
                        kept.push(json.to_owned());
                        wanted.push(settling::json(&tellings)?);
                    }
                }
            }
            Table::with([
                ("bin", Arc::new(Int64Array::from(bins))),
                ("slip", Arc::new(StringArray::from(kept))),
                ("wanted", Arc::new(StringArray::from(wanted))),
            ])
        })
    }

    /// Gives the pairs both of whose tellings are dealt with in one bin.
    fn inside(&self, py: Python<'_>, pairs: PyTable) -> PyResult<Table> {
        let batches = pairs.into_inner().0;
        py.detach(|| {
            let mut inside: BTreeMap<i64, Pairs> = BTreeMap::new();
            for (one, other) in packed::all(&batches)? {
                if let Some(bin) = self.homes.bin(one).filter(|bin| self.homes.bin(other) == Some(*bin)) {
                    inside.entry(bin).or_default().push((one, other));
                }
            }
            packed::table(["bin", "pairs"], &inside)
        })
    }

    /// Gives the groups of one bin in which an account without a date meets another, as JSON.
    fn groups(&self, py: Python<'_>, slips: PyTable, pairs: PyTable) -> PyResult<Vec<String>> {
        let (wanted, slips, pairs) = (wanted_of(&slips)?, slips_of(slips)?, packed::all(pairs.batches())?);
        py.detach(|| {
            let groups = self.part(slips).groups(&wanted, |telling| self.homes.home(telling), &pairs);
            groups.iter().map(settling::json).collect()
        })
    }

    /// Groups the tellings of one bin as far as it is beyond doubt: rows of ``what`` (``link`` or ``home``), and what it is.
    fn surest(&self, py: Python<'_>, slips: PyTable, pairs: PyTable) -> PyResult<Table> {
        let (wanted, slips, pairs) = (wanted_of(&slips)?, slips_of(slips)?, packed::all(pairs.batches())?);
        py.detach(|| settling::table(&self.part(slips).surest(&wanted, &pairs)))
    }

    /// Makes the events of one bin: rows of ``what`` (``event``, ``link`` or ``home``), and what it is.
    fn settle(&self, py: Python<'_>, slips: PyTable, pairs: PyTable) -> PyResult<Table> {
        let (wanted, slips, pairs) = (wanted_of(&slips)?, slips_of(slips)?, packed::all(pairs.batches())?);
        py.detach(|| settling::table(&self.part(slips).settle(&wanted, |telling| self.homes.home(telling), &pairs)))
    }

    /// Gives the places of the rows of which a case tells, of all that came near the groups named first.
    #[staticmethod]
    fn few(py: Python<'_>, near: PyTable) -> PyResult<Vec<usize>> {
        let batches = near.into_inner().0;
        py.detach(|| settling::few(&batches))
    }

    /// Tells why groups, of whose speakers the slips are here, stayed apart: rows of ``what`` and ``json``.
    fn refuse(&self, py: Python<'_>, slips: PyTable, apart: PyTable) -> PyResult<Table> {
        let (slips, apart) = (slips_of(slips)?, settling::apart(apart.batches())?);
        py.detach(|| settling::links(&self.part(slips).refuse(&apart)))
    }

    /// Dates accounts without a date by groups, given as JSON; gives the dates as JSON, nothing where there are none.
    fn dates(&self, py: Python<'_>, slips: PyTable, groups: Vec<String>) -> PyResult<Option<String>> {
        let slips = slips_of(slips)?;
        py.detach(|| {
            let groups: PyResult<Vec<Vec<i64>>> = groups.iter().map(|group| parsed(group.as_bytes())).collect();
            let dates = self.part(slips).dates(&groups?);
            if dates.is_empty() { Ok(None) } else { settling::json(&dates).map(Some) }
        })
    }

    /// Puts the case together of all findings and what was settled.
    fn case(&self, py: Python<'_>, findings: PyTable, settled: PyTable) -> PyResult<Case> {
        let (findings, settled) = (findings.into_inner().0, settled.into_inner().0);
        py.detach(|| {
            let world = self.ground.world();
            let (mut accounts, mut events, mut links) = (Vec::new(), Vec::<Event>::new(), Vec::<Link>::new());
            for batch in &findings {
                accounts.extend(findings::accounts(batch)?.into_iter().map(|account| world.completed(account)));
            }
            for batch in &settled {
                let rows = findings::strings(batch, "what")?.into_iter().zip(findings::strings(batch, "json")?);
                for (what, json) in rows {
                    let json = json.unwrap_or_default().as_bytes();
                    if what == Some("event") { events.push(parsed(json)?) } else { links.push(parsed(json)?) }
                }
            }
            Ok(Case::new(world.case(accounts, events, links, &self.settings)))
        })
    }
}

impl Merger {
    fn part(&self, slips: Vec<Slip>) -> Part<'_> {
        Part::new(slips, &self.ground, &self.settings)
    }

    /// Gives the bins of an account's tellings; those that nothing connects go where their account's number says, if anywhere.
    fn bins_of(&self, slip: &Slip, others: Option<i64>) -> BTreeMap<i64, Vec<i64>> {
        let document = parts::number(&slip.document().id).unwrap_or_default();
        let mut bins: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for telling in parts::tellings(document, slip.tellings()) {
            let other = others.map(|others| -1 - document % others.max(1));
            if let Some(bin) = self.homes.bin(telling).or(other) {
                bins.entry(bin).or_default().push(telling);
            }
        }
        bins
    }
}

fn held(hashes: Vec<i64>, holders: &[Holder]) -> PyResult<Table> {
    let publishers = holders.iter().map(|holder| holder.publisher.as_deref());
    let days = holders.iter().map(|holder| holder.day.map(columns::of_day));
    Table::with([
        ("hash", Arc::new(Int64Array::from(hashes))),
        ("document", Arc::new(Int64Array::from_iter_values(holders.iter().map(|holder| holder.document)))),
        ("publisher", Arc::new(StringArray::from_iter(publishers))),
        ("day", Arc::new(Int32Array::from_iter(days))),
    ])
}

/// Reads holders, but for their publishers, from the columns whose names end so.
pub fn holders(batch: &RecordBatch, ending: &str) -> PyResult<Vec<Holder>> {
    let documents = columns::integers(batch, &format!("document{ending}"))?;
    let days = columns::small(batch, &format!("day{ending}"))?.into_iter().map(|day| day.and_then(columns::to_day));
    let holder = |(document, day): (&i64, Option<Date>)| Holder { document: *document, publisher: None, day };
    Ok(documents.values().iter().zip(days).map(holder).collect())
}

fn slips_of(table: PyTable) -> PyResult<Vec<Slip>> {
    let mut slips = Vec::new();
    for batch in &table.into_inner().0 {
        for json in findings::strings(batch, "slip")?.into_iter().flatten() {
            slips.push(parsed(json.as_bytes())?);
        }
    }
    Ok(slips)
}

fn wanted_of(table: &PyTable) -> PyResult<Vec<i64>> {
    let mut wanted = Vec::new();
    for batch in table.batches() {
        for json in findings::strings(batch, "wanted")?.into_iter().flatten() {
            wanted.extend(parsed::<Vec<i64>>(json.as_bytes())?);
        }
    }
    wanted.sort_unstable();
    Ok(wanted)
}

/// Reads what another step wrote.
pub fn parsed<T: DeserializeOwned>(json: &[u8]) -> PyResult<T> {
    serde_json::from_slice(json).map_err(|error| value_error(format!("the table was made by another step: {error}")))
}
