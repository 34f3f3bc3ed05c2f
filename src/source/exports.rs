//! A catalogue whose exports are held in memory.

use std::io;

use jiff::civil::Date;

use super::udata_csv;
use crate::catalog::{Builder, Catalog, DateOrigin, Snapshot};

/// Reads udata's CSV exports, each a name and a text, as the catalogue of a day.
///
/// # Errors
/// A text that is no CSV.
pub fn of_exports(files: &[(&str, String)], date: Date, portal: &str) -> io::Result<Catalog> {
    let mut builder = Builder::default();
    for (name, text) in files {
        udata_csv::read(name, text.as_bytes(), &mut builder)?;
    }
    let snapshot = Snapshot { date, origin: DateOrigin::FileName, ..Snapshot::default() };
    Ok(builder.finish(snapshot, Some(portal.into())))
}
