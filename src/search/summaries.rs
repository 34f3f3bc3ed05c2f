//! Summaries: what a result shows, some documents a file.
//!
//! A file, before gzip, is text: a line a document, fields separated by tabs: id, address segment, title,
//! organization, last update, formats. An organization equal to that of the line before is `=`. A segment that
//! begins with `~` begins with the title's folded words joined by hyphens.

use std::fmt::Write;

use rayon::prelude::*;

use crate::text::plain::clean_line;

use super::analysis::Tokenizer;
use super::document::{Kind, Numbering, Record};
use super::encode;
use super::input::SearchInput;

/// Documents a file. The fewer, the less is read for ten results that lie far apart; the more, the fewer files.
const CHUNKS: [usize; 5] = [16, 20, 24, 32, 40];
/// Datasets that a file of the search stands for, at least: hosts count files.
const DATASETS_A_FILE: usize = 12;
/// Files that are made after the summaries: columns, suggestions.
const LATER_FILES: usize = 16;
/// Files a folder. A folder is named by its content, a file by its place in it: so the manifest names
/// many times fewer things.
pub const FOLDER: usize = 32;
/// Formats that a result shows.
const FORMATS: usize = 4;

/// How many documents share a file, where the search has so many files of other kinds: the fewest that leave it with a
/// file for [`DATASETS_A_FILE`] datasets.
pub fn chunk(numbering: &Numbering, others: usize) -> usize {
    let datasets: usize = numbering
        .ranges
        .iter()
        .filter(|range| range.kind == Kind::Dataset)
        .map(|range| range.positions.len())
        .sum();
    let most = (datasets / DATASETS_A_FILE).saturating_sub(others + LATER_FILES);
    let end = numbering.end() as usize;
    CHUNKS.into_iter().find(|chunk| end.div_ceil(*chunk) <= most).unwrap_or(CHUNKS[CHUNKS.len() - 1])
}

/// The files of each folder, of `chunk` documents each, compressed; an empty file is not written.
pub fn folders(input: &SearchInput<'_>, numbering: &Numbering, chunk: usize) -> Vec<Vec<Vec<u8>>> {
    let mut places: Vec<Option<(Kind, usize)>> = vec![None; numbering.end() as usize];
    for (number, kind, place) in numbering.documents() {
        places[number as usize] = Some((kind, place));
    }
    let chunks: Vec<Vec<u8>> = places
        .par_chunks(chunk)
        .map(|places| {
            if places.iter().all(Option::is_none) {
                return Vec::new();
            }
            encode::gzip_quickly(lines(input, places).as_bytes())
        })
        .collect();
    chunks.chunks(FOLDER).map(<[Vec<u8>]>::to_vec).collect()
}

fn lines(input: &SearchInput<'_>, places: &[Option<(Kind, usize)>]) -> String {
    let mut text = String::new();
    let mut tokenizer = Tokenizer::default();
    let mut before = String::new();
    for place in places {
        if let Some((kind, place)) = place {
            let record = input.record(*kind, *place);
            let title = clean_line(record.title());
            let organization = input.organization_name(record);
            let shown = if organization == before && !organization.is_empty() { "=" } else { &organization };
            let _ = write!(
                text,
                "{}\t{}\t{title}\t{shown}\t{}\t{}",
                clean_line(record.id()),
                segment(&mut tokenizer, input.segment(*kind, *place), &title),
                updated(record),
                formats(record),
            );
            before = organization;
        }
        text.push('\n');
    }
    text
}

fn segment(tokenizer: &mut Tokenizer, segment: &str, title: &str) -> String {
    let mut derived = String::new();
    tokenizer.words(title, true, |_, folded| {
        if !derived.is_empty() {
            derived.push('-');
        }
        derived.push_str(folded);
    });
    match segment.strip_prefix(derived.as_str()) {
        Some(rest) if !derived.is_empty() => format!("~{rest}"),
        _ => segment.to_owned(),
    }
}

fn updated(record: Record<'_>) -> String {
    let updated = match record {
        Record::Dataset(dataset) => dataset.last_update(),
        Record::Organization(_) => None,
        Record::Reuse(reuse) => reuse.last_modified,
        Record::Dataservice(dataservice) => dataservice.last_modified,
    };
    updated.map_or_else(String::new, |time| jiff::tz::TimeZone::UTC.to_datetime(time).date().to_string())
}

fn formats(record: Record<'_>) -> String {
    let Record::Dataset(dataset) = record else { return String::new() };
    let formats = dataset.formats();
    let shown: Vec<&str> = formats.iter().take(FORMATS).map(|format| &***format).collect();
    clean_line(&shown.join(",")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::document::Range;
    use super::*;

    fn chunk_of(datasets: u32, others: usize) -> usize {
        let range =
            Range { kind: Kind::Dataset, archived: false, first: 0, positions: (0..datasets).collect() };
        chunk(&Numbering { ranges: vec![range] }, others)
    }

    #[test]
    fn files_hold_more_where_there_would_be_too_many() {
        assert_eq!(chunk_of(120_000, 1_500), 16);
        assert_eq!(chunk_of(120_000, 2_600), 20);
        for (datasets, others) in [(120_000, 2_600), (38_000, 900), (10_000, 400), (3_000, 120)] {
            let files = (datasets as usize).div_ceil(chunk_of(datasets, others)) + others + LATER_FILES;
            assert!(files * DATASETS_A_FILE <= datasets as usize, "{files} files for {datasets} datasets");
        }
        assert_eq!(chunk_of(100, 20), 40);
    }
}
