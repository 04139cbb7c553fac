//! How does what was found in a page travel between machines?

use crate::value_error;
use arrow_array::{Array, RecordBatch, cast::AsArray};
use arrow_schema::DataType;
use pyo3::PyResult;
use schema::{Document, Findings};
use serde::{Deserialize, Serialize};
use tables::Row;

/// One page with all that was found in it, or the reason why it was set aside.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindingsRow {
    /// The page's name as it was given.
    pub path: String,
    /// `read` or `set aside`.
    pub status: String,
    /// Why it was set aside.
    pub error: Option<String>,
    /// What made the row: a fingerprint of the program, its data and models.
    pub version: String,
    /// Id of the document.
    pub document_id: Option<String>,
    /// Number of event mentions.
    pub mentions: i64,
    /// The document, as JSON.
    pub document: Option<String>,
    /// The findings, as JSON.
    pub findings: Option<String>,
}

impl Row for FindingsRow {}

impl FindingsRow {
    /// Makes the row of one page.
    pub fn new(path: &str, version: &str, account: Result<(Document, Findings), String>) -> Self {
        let (path, version) = (path.to_owned(), version.to_owned());
        match account {
            Ok((document, findings)) => Self {
                path,
                status: "read".into(),
                error: None,
                version,
                document_id: Some(document.id.clone()),
                mentions: i64::try_from(findings.events.len()).unwrap_or(i64::MAX),
                document: serde_json::to_string(&document).ok(),
                findings: serde_json::to_string(&findings).ok(),
            },
            Err(reason) => Self {
                path,
                status: "set aside".into(),
                error: Some(reason),
                version,
                document_id: None,
                mentions: 0,
                document: None,
                findings: None,
            },
        }
    }
}

/// Reads the accounts back from a batch of findings; pages that were set aside are passed over.
pub fn accounts(batch: &RecordBatch) -> PyResult<Vec<(Document, Findings)>> {
    let (documents, findings) = (strings(batch, "document")?, strings(batch, "findings")?);
    let both = documents.into_iter().zip(findings).filter_map(|(document, findings)| document.zip(findings));
    both.map(|(document, findings)| Ok((parsed(document)?, parsed(findings)?))).collect()
}

fn parsed<'row, T: Deserialize<'row>>(json: &'row str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| value_error(format!("the table was not made by extract(): {error}")))
}

/// Gives a column of strings, whichever of Arrow's layouts it has.
pub fn strings<'batch>(batch: &'batch RecordBatch, column: &str) -> PyResult<Vec<Option<&'batch str>>> {
    let array = column_of(batch, column)?;
    match array.data_type() {
        DataType::Utf8 => Ok(array.as_string::<i32>().iter().collect()),
        DataType::LargeUtf8 => Ok(array.as_string::<i64>().iter().collect()),
        DataType::Utf8View => Ok(array.as_string_view().iter().collect()),
        other => Err(value_error(format!("column {column} holds {other}; it should hold strings"))),
    }
}

/// Gives a column of bytes; strings are bytes as well.
pub fn bytes<'batch>(batch: &'batch RecordBatch, column: &str) -> PyResult<Vec<Option<&'batch [u8]>>> {
    let array = column_of(batch, column)?;
    match array.data_type() {
        DataType::Binary => Ok(array.as_binary::<i32>().iter().collect()),
        DataType::LargeBinary => Ok(array.as_binary::<i64>().iter().collect()),
        DataType::BinaryView => Ok(array.as_binary_view().iter().collect()),
        _ => Ok(strings(batch, column)?.into_iter().map(|text| text.map(str::as_bytes)).collect()),
    }
}

/// Gives a column by its name.
pub fn column_of<'batch>(batch: &'batch RecordBatch, column: &str) -> PyResult<&'batch dyn Array> {
    let missing = || value_error(format!("the table has no column {column}"));
    batch.column_by_name(column).map(AsRef::as_ref).ok_or_else(missing)
}
