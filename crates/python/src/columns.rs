//! How are numbers and days read from columns?

use crate::{findings::column_of, value_error};
use arrow_array::{
    Array, Int32Array, Int64Array, RecordBatch,
    cast::AsArray,
    types::{Int32Type, Int64Type},
};
use jiff::civil::Date;
use pyo3::PyResult;
use std::sync::Arc;

/// Gives a column of whole numbers.
pub fn integers<'batch>(batch: &'batch RecordBatch, column: &str) -> PyResult<&'batch Int64Array> {
    let array = column_of(batch, column)?.as_primitive_opt::<Int64Type>();
    array.ok_or_else(|| value_error(format!("column {column} should hold 64-bit integers")))
}

/// Gives a column of small whole numbers, be they days as [`of_day`] writes them.
pub fn small(batch: &RecordBatch, column: &str) -> PyResult<Vec<Option<i32>>> {
    let array: Option<&Int32Array> = column_of(batch, column)?.as_primitive_opt::<Int32Type>();
    let wrong = || value_error(format!("column {column} should hold 32-bit integers"));
    array.map(|array| array.iter().collect()).ok_or_else(wrong)
}

/// Gives a column of lists of whole numbers.
pub fn lists(batch: &RecordBatch, column: &str) -> PyResult<Vec<Vec<i64>>> {
    let wrong = || value_error(format!("column {column} should hold lists of 64-bit integers"));
    let lists = column_of(batch, column)?.as_list_opt::<i32>().ok_or_else(wrong)?;
    let numbers = |list: Option<Arc<dyn Array>>| {
        let list = list.ok_or_else(wrong)?;
        Ok(list.as_primitive_opt::<Int64Type>().ok_or_else(wrong)?.values().to_vec())
    };
    lists.iter().map(numbers).collect()
}

/// Writes a day as a number that sorts as days do: 20160628.
pub fn of_day(day: Date) -> i32 {
    i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day())
}

/// Reads such a number.
pub fn to_day(number: i32) -> Option<Date> {
    let part = |number: i32| i8::try_from(number).ok();
    let year = i16::try_from(number.div_euclid(10_000)).ok()?;
    Date::new(year, part(number.rem_euclid(10_000) / 100)?, part(number.rem_euclid(100))?).ok()
}
