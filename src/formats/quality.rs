//! The quality of every dataset as a table.

use std::io::{self, Write};

use crate::catalog::{Catalog, Criterion};

/// Writes a row per dataset, archived ones included, in the order of the catalogue: its `id`, udata's nine criteria as
/// `true`, `false` or, where the source does not carry what they take, empty; and the `score`, from 0.00 to 1.00: that
/// of the criteria when all are known, else the one that the source gives, else empty.
pub fn write_quality(catalog: &Catalog, output: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(["id"].into_iter().chain(Criterion::ALL.map(Criterion::id)).chain(["score"]))?;
    for dataset in &catalog.datasets {
        let quality = catalog.quality(dataset);
        let score = quality.score().or(dataset.quality_score);
        table.write_field(&*dataset.id)?;
        for (_, answer) in quality.answers() {
            table.write_field(answer.map_or("", |passes| if passes { "true" } else { "false" }))?;
        }
        table.write_field(
            score.map(|score| format!("{}.{:02}", score / 100, score % 100)).unwrap_or_default(),
        )?;
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}
