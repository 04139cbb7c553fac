//! How do the events become one table for DuckDB, R, pandas and Spark?

use crate::{Written, claims, codebook::Codebook, sheet::Sheet, steps::in_steps};
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    file::{metadata::KeyValue, properties::WriterProperties},
};
use schema::Case;
use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};
use store::{CaseFile, StoreError, query::Filter};
use tables::{EventRow, Index};

/// Rows that are compressed together: enough to be read fast, few enough for memory.
const GROUP: usize = 20_000;

/// Writes the table of events that pass, some thousand at a time, and their claims beside it.
pub(crate) fn write(
    file: &CaseFile,
    filter: &Filter,
    codebook: &Codebook,
    (out, companion): (&mut dyn Write, &mut dyn Write),
) -> Result<Written, StoreError> {
    let buffer = Buffer::default();
    let filtered = KeyValue::new("rashomon.filter".to_owned(), filter.query_string());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by(concat!("rashomon ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![filtered]));
    let schema = tables::batch::<EventRow>(&[]).map_err(wrong)?.schema();
    let writer = ArrowWriter::try_new(buffer.clone(), schema, Some(properties.build())).map_err(wrong)?;
    claims::begin(companion)?;
    let work = |case: &Case, (writer, beside, written): &mut Made| {
        let rows = tables::events(case, &Index::new(case));
        writer.write(&tables::batch(&rows).map_err(wrong)?).map_err(wrong)?;
        written.records += rows.len();
        for event in &case.events {
            written.claims += claims::write(&Sheet::new(event, case, codebook), beside)?;
        }
        Ok(())
    };
    let (writer, _, written) =
        in_steps((file, filter), (writer, Vec::new(), Written::default()), work, |(_, beside, _)| {
            buffer.drain(out)?;
            companion.write_all(&std::mem::take(beside))?;
            Ok(())
        })?;
    writer.close().map_err(wrong)?;
    buffer.drain(out)?;
    out.flush()?;
    companion.flush()?;
    Ok(written)
}

/// The table in the making, the claims beside it that were not yet handed on, and what was written in all.
type Made = (ArrowWriter<Buffer>, Vec<u8>, Written);

fn wrong(error: impl std::fmt::Display) -> StoreError {
    StoreError::Export(std::io::Error::other(error.to_string()))
}

/// What is written and not yet handed on: the writer wants to own what it writes to.
#[derive(Clone, Debug, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn drain(&self, out: &mut dyn Write) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        out.write_all(&bytes)
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
