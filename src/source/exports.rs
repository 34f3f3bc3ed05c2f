//! A catalogue whose files are held in memory.

use std::io;
use std::path::Path;

use jiff::civil::Date;

use super::interner::Interner;
use super::{begins_json, udata_csv, udata_json};
use crate::catalog::{Builder, Catalog, DateOrigin, Snapshot};

/// Reads udata's CSV exports and objects of its API, each file a name and a text, as the catalogue of a day.
///
/// # Errors
/// A text that cannot be taken apart.
pub fn of_exports(files: &[(&str, String)], date: Date, portal: &str) -> io::Result<Catalog> {
    let (mut builder, mut interner) = (Builder::default(), Interner::default());
    for (name, text) in files {
        if begins_json(text.as_bytes()) {
            udata_json::read(Path::new(name), name, text.as_bytes(), &mut interner, &mut builder)?;
        } else {
            udata_csv::read(name, text.as_bytes(), &mut builder)?;
        }
    }
    let snapshot = Snapshot { date, origin: DateOrigin::FileName, ..Snapshot::default() };
    Ok(builder.finish(snapshot, Some(portal.into())))
}
