//! The records of a CSV file, with those put right that a lost quote ran together.

use std::collections::VecDeque;
use std::io::{self, Read};

use csv::ByteRecord;

/// A longer record is none: a quote is opened there that nothing closes. The longest real one has 2 MB.
const LONGEST: usize = 64 * 1024 * 1024;

/// Records, one after the other, the header apart.
pub(super) struct Records<R> {
    reader: csv::Reader<Bounded<R>>,
    delimiter: u8,
    /// How many cells a record has.
    width: usize,
    /// Records that were recovered from one, still to be given.
    recovered: VecDeque<ByteRecord>,
}

impl<R: Read> Records<R> {
    /// The records of a file whose header has `width` cells.
    pub(super) fn new(bytes: R, delimiter: u8, width: usize) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(true)
            .flexible(true)
            .buffer_capacity(256 * 1024)
            .from_reader(Bounded { bytes, since: 0, limit: LONGEST });
        Self { reader, delimiter, width, recovered: VecDeque::new() }
    }

    /// Reads the next record; `None` at the end. Says whether it was put right.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> io::Result<Option<Mended>> {
        if let Some(recovered) = self.recovered.pop_front() {
            *record = recovered;
            return Ok(Some(Mended::Yes));
        }
        self.reader.get_mut().since = 0;
        if !self.reader.read_byte_record(record).map_err(io_error)? {
            return Ok(None);
        }
        if record.len() == self.width {
            return Ok(Some(Mended::No));
        }
        if let Some(records) = recover(record, self.delimiter, self.width) {
            self.recovered = records.into();
            if let Some(first) = self.recovered.pop_front() {
                *record = first;
                return Ok(Some(Mended::Yes));
            }
        }
        Ok(Some(Mended::No))
    }
}

/// Whether a record was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mended {
    Yes,
    No,
}

/// Fails when more is read for one record than one can hold.
struct Bounded<R> {
    bytes: R,
    since: usize,
    limit: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since > self.limit {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("a record of more than {} MB: a quote is opened and never closed", self.limit >> 20),
            ));
        }
        let length = self.bytes.read(buffer)?;
        self.since += length;
        Ok(length)
    }
}

/// Of what is not IO there is nothing: records are bytes of any length.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The records that a lost closing quote ran together: the cell that it should have closed holds the rest of its
/// row, then perhaps whole rows, then the beginning of the row in which the next quote stands. Only where every
/// record then has exactly `width` cells, so that a row that is merely ragged stays as it is.
fn recover(record: &ByteRecord, delimiter: u8, width: usize) -> Option<Vec<ByteRecord>> {
    (0..record.len()).find_map(|place| {
        let before = record.iter().take(place);
        let after = record.iter().skip(place + 1);
        let mut lines: Vec<Vec<&[u8]>> =
            record[place].split(|byte| *byte == b'\n').map(|line| cells(line, delimiter)).collect();
        let first = lines.first_mut()?;
        first.splice(0..0, before);
        let last = lines.last_mut()?;
        last.extend(after);
        (lines.iter().all(|cells| cells.len() == width))
            .then(|| lines.into_iter().map(|cells| cells.into_iter().collect()).collect())
    })
}

/// The cells of a line in which quotes mean nothing, without the quotes that stand around them.
fn cells(line: &[u8], delimiter: u8) -> Vec<&[u8]> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let bare = |cell: &'_ [u8]| -> usize { usize::from(cell.starts_with(b"\"")) };
    line.split(|byte| *byte == delimiter)
        .map(|cell| {
            let cell = &cell[bare(cell)..];
            cell.strip_suffix(b"\"").unwrap_or(cell)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let width = text.lines().next().unwrap().split(';').count();
        let mut records = Records::new(text.as_bytes(), b';', width);
        let mut record = ByteRecord::new();
        let mut all = Vec::new();
        while records.next(&mut record).unwrap().is_some() {
            all.push(record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
        }
        all
    }

    #[test]
    fn a_quote_lost_at_the_end_of_a_row_costs_nothing() {
        let rows = read(
            "\"id\";\"t\";\"s\";n\r\n\"1\";\"a\";\"b;5\r\n\"2\";\"c\";\"d\";6\r\n\"3\";\"e\";\"f\";7\r\n",
        );
        assert_eq!(rows, [["1", "a", "b", "5"], ["2", "c", "d", "6"], ["3", "e", "f", "7"]]);
    }

    #[test]
    fn a_quote_lost_inside_a_row_costs_nothing() {
        let rows = read("\"id\";\"t\";\"s\";n\r\n\"1\";\"a;\"b\";5\r\n\"2\";\"c\";\"d\";6\r\n");
        assert_eq!(rows, [["1", "a", "b", "5"], ["2", "c", "d", "6"]]);
    }

    #[test]
    fn a_quote_too_many_costs_nothing_where_quotes_are_rare() {
        let rows = read("id;t;s;n\n1;a;\"b;5\n2;c;d;6\n3;e;f;7\n4;\"g\";h;8\n");
        assert_eq!(
            rows,
            [["1", "a", "b", "5"], ["2", "c", "d", "6"], ["3", "e", "f", "7"], ["4", "g", "h", "8"]]
        );
    }

    #[test]
    fn what_is_merely_ragged_stays_as_it_is() {
        let rows = read("id;t;s;n\n1;a\n2;b;c;d;e\n\"3\";\"f\ng;h\";i\n");
        assert_eq!(rows, [vec!["1", "a"], vec!["2", "b", "c", "d", "e"], vec!["3", "f\ng;h", "i"]]);
    }

    #[test]
    fn a_record_without_end_is_an_error() {
        let mut records = Records::new(b"id;t\n1;\"".chain(io::repeat(b'a')), b';', 2);
        records.reader.get_mut().limit = 1 << 20;
        assert!(records.next(&mut ByteRecord::new()).is_err());
    }
}
