//! How do rows become columns?

use arrow_array::RecordBatch;
use arrow_schema::FieldRef;
use serde::{Serialize, de::DeserializeOwned};
use serde_arrow::schema::{SchemaLike, TracingOptions};
use serde_json::json;

/// Rows that could not be written as columns.
#[derive(Debug, thiserror::Error)]
#[error("a table cannot be made of its rows: {0}")]
pub struct TableError(#[from] serde_arrow::Error);

/// A row of a table: a plain struct whose fields are the columns.
pub trait Row: Serialize + DeserializeOwned {
    /// The columns that hold days (`2016-06-28`); each may be empty.
    const DAYS: &'static [&'static str] = &[];
}

/// Makes one record batch of rows; no rows give a batch with all columns.
///
/// # Errors
/// Where a value does not fit its column, which is a bug.
pub fn batch<T: Row>(rows: &[T]) -> Result<RecordBatch, TableError> {
    Ok(serde_arrow::to_record_batch(&columns::<T>()?, &rows)?)
}

fn columns<T: Row>() -> Result<Vec<FieldRef>, TableError> {
    let plain =
        TracingOptions::default().strings_as_large_utf8(false).sequence_as_large_list(false).allow_null_fields(true);
    let with_days = T::DAYS.iter().try_fold(plain, |options, day| {
        options.overwrite(*day, json!({"name": day, "data_type": "Date32", "nullable": true}))
    })?;
    Ok(Vec::<FieldRef>::from_type::<T>(with_days)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActorRow, ClaimRow, DocumentRow, EventRow, MentionRow, PlaceRow};
    use arrow_schema::DataType;

    #[test]
    fn no_rows_still_have_columns_that_spark_can_hold() {
        let batches = [
            batch::<DocumentRow>(&[]),
            batch::<MentionRow>(&[]),
            batch::<EventRow>(&[]),
            batch::<ClaimRow>(&[]),
            batch::<ActorRow>(&[]),
            batch::<PlaceRow>(&[]),
        ];
        for batch in batches {
            let batch = batch.expect("columns");
            assert_eq!(batch.num_rows(), 0);
            for field in batch.schema().fields() {
                let plain = matches!(
                    field.data_type(),
                    DataType::Utf8
                        | DataType::Int64
                        | DataType::Float64
                        | DataType::Boolean
                        | DataType::Date32
                        | DataType::List(_)
                );
                assert!(plain, "{field:?}");
            }
        }
    }

    #[test]
    fn days_become_days() {
        let row = EventRow { from: Some("2016-06-28".into()), ..event() };
        let table = batch(&[row, event()]).expect("a table");
        let column = table.column_by_name("from").expect("a column");
        assert_eq!(column.data_type(), &DataType::Date32);
        assert_eq!((column.is_null(0), column.is_null(1)), (false, true));
    }

    fn event() -> EventRow {
        serde_json::from_value(json!({
            "id": "E-1", "kind": "attack", "summary": "", "agents": [], "agent_names": [], "targets": [],
            "target_names": [], "mentions": 1, "documents": 1, "sources": 1, "origins": 1
        }))
        .expect("a row")
    }
}
