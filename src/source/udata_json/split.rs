//! Cuts a file into its records, as bytes, without parsing them: one line each, or the items of a list in a document.

use std::io::{self, BufRead};

use memchr::{memchr, memchr3};

/// A longer record is none. The longest real one, a dataset with 15,000 files, has some 30 MB.
const LONGEST: usize = 256 * 1024 * 1024;

/// How records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// JSON Lines.
    Lines,
    /// A document: a list of records, a page of the API with a list under `data`, a record alone, or several of these.
    Document,
}

impl Layout {
    /// How records stand in a file that begins like this; `None` when it holds no JSON. `lines`: the file's name says
    /// that it is JSON Lines.
    pub(super) fn of(head: &[u8], lines: bool) -> Option<Self> {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let first = *head.first()?;
        if lines {
            return matches!(first, b'{' | b'[').then_some(Self::Lines);
        }
        match first {
            b'{' => {
                let end = memchr(b'\n', head);
                let is_whole = end.is_some_and(|end| {
                    let rest = head[end..].trim_ascii_start();
                    serde_json::from_slice::<serde::de::IgnoredAny>(&head[..end]).is_ok()
                        && matches!(rest.first(), Some(b'{') | None)
                });
                Some(if is_whole { Self::Lines } else { Self::Document })
            }
            b'[' => Some(Self::Document),
            _ => None,
        }
    }
}

/// What stands in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A record, now in the buffer.
    Record,
    /// What is left of a document around its records, now in the buffer: an envelope's other keys, or a record that
    /// stands alone.
    Envelope,
    /// The file ends inside a record; what there is of it is in the buffer.
    Cut,
}

/// Cuts the records out of a file.
pub(super) struct Splitter<R> {
    bytes: R,
    layout: Layout,
    state: State,
    longest: usize,
}

/// Where a document is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside of everything.
    Outside,
    /// In a list of records: the file's own (`false`) or an envelope's (`true`).
    List(bool),
}

impl<R: BufRead> Splitter<R> {
    pub(super) const fn new(bytes: R, layout: Layout) -> Self {
        Self { bytes, layout, state: State::Outside, longest: LONGEST }
    }

    /// Puts the next piece into `buffer`. `envelope` holds what was read of an envelope meanwhile. `None` at the end.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>, envelope: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        buffer.clear();
        match self.layout {
            Layout::Lines => self.line(buffer),
            Layout::Document => self.item(buffer, envelope),
        }
    }

    fn line(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        loop {
            let available = self.bytes.fill_buf()?;
            if available.is_empty() {
                return Ok((!buffer.is_empty()).then_some(Piece::Record));
            }
            let end = memchr(b'\n', available);
            let length = end.unwrap_or(available.len());
            buffer.extend_from_slice(&available[..length]);
            self.bytes.consume(length + usize::from(end.is_some()));
            self.check(buffer)?;
            if end.is_some() {
                return Ok(Some(Piece::Record));
            }
        }
    }

    fn item(&mut self, buffer: &mut Vec<u8>, envelope: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        loop {
            match self.state {
                State::Outside => match self.skip_to_value()? {
                    None => return Ok(None),
                    Some(b'[') => {
                        self.bytes.consume(1);
                        self.state = State::List(false);
                    }
                    Some(b'{') => {
                        envelope.clear();
                        match self.value(envelope, true)? {
                            End::Whole => {
                                std::mem::swap(buffer, envelope);
                                return Ok(Some(Piece::Envelope));
                            }
                            End::List => self.state = State::List(true),
                            End::Cut => {
                                std::mem::swap(buffer, envelope);
                                return Ok(Some(Piece::Cut));
                            }
                        }
                    }
                    Some(_) => {
                        // No record begins like this: the rest of the line is given as one, to be reported.
                        return match self.line(buffer)? {
                            Some(_) => Ok(Some(Piece::Record)),
                            None => Ok(None),
                        };
                    }
                },
                State::List(is_inner) => match self.skip_to_value()? {
                    Some(b']') => {
                        self.bytes.consume(1);
                        self.state = State::Outside;
                        if is_inner {
                            envelope.push(b']');
                            let end = self.value(envelope, true)?;
                            std::mem::swap(buffer, envelope);
                            match end {
                                End::Whole => return Ok(Some(Piece::Envelope)),
                                // A second list of records in the same envelope.
                                End::List => {
                                    std::mem::swap(buffer, envelope);
                                    self.state = State::List(true);
                                }
                                End::Cut => return Ok(Some(Piece::Cut)),
                            }
                        }
                    }
                    None => {
                        self.state = State::Outside;
                        return Ok(Some(Piece::Cut));
                    }
                    Some(_) => {
                        return Ok(Some(match self.value(buffer, false)? {
                            End::Cut => {
                                self.state = State::Outside;
                                Piece::Cut
                            }
                            End::Whole | End::List => Piece::Record,
                        }));
                    }
                },
            }
        }
    }

    /// Skips white space and commas up to the next value; gives its first byte.
    fn skip_to_value(&mut self) -> io::Result<Option<u8>> {
        loop {
            let available = self.bytes.fill_buf()?;
            if available.is_empty() {
                return Ok(None);
            }
            let is_between =
                |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | 0xef | 0xbb | 0xbf);
            let length = available.len();
            if let Some(place) = available.iter().position(|byte| !is_between(byte)) {
                let byte = available[place];
                self.bytes.consume(place);
                return Ok(Some(byte));
            }
            self.bytes.consume(length);
        }
    }

    /// Appends one value. With `is_envelope`, an object that has begun or begins here: stops behind the bracket that
    /// opens a list under its key `data`.
    fn value(&mut self, buffer: &mut Vec<u8>, is_envelope: bool) -> io::Result<End> {
        let mut scan = Scan { depth: usize::from(is_envelope && !buffer.is_empty()), ..Scan::default() };
        loop {
            let available = self.bytes.fill_buf()?;
            if available.is_empty() {
                return Ok(End::Cut);
            }
            let (length, end) = scan.advance(available, buffer, is_envelope);
            self.bytes.consume(length);
            self.check(buffer)?;
            if let Some(end) = end {
                return Ok(end);
            }
        }
    }

    fn check(&self, buffer: &[u8]) -> io::Result<()> {
        if buffer.len() > self.longest {
            let longest = self.longest >> 20;
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "a record of more than {longest} MB: it is no list of records, or a quote is never closed"
                ),
            ));
        }
        Ok(())
    }
}

/// How a value ends.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// With its own last byte.
    Whole,
    /// With the bracket of a list of records inside it.
    List,
    /// With the file.
    Cut,
}

/// A value being read.
#[derive(Debug, Default)]
struct Scan {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Scan {
    /// Takes bytes up to the value's end; says how many it took and how the value ended, if it did.
    fn advance(&mut self, bytes: &[u8], buffer: &mut Vec<u8>, is_envelope: bool) -> (usize, Option<End>) {
        let mut place = 0;
        while place < bytes.len() {
            let byte = bytes[place];
            if self.in_text {
                if self.escaped {
                    self.escaped = false;
                    buffer.push(byte);
                    place += 1;
                    continue;
                }
                let length = memchr3(b'"', b'\\', b'\\', &bytes[place..]).unwrap_or(bytes.len() - place);
                buffer.extend_from_slice(&bytes[place..place + length]);
                place += length;
                if let Some(&stop) = bytes.get(place) {
                    buffer.push(stop);
                    place += 1;
                    self.escaped = stop == b'\\';
                    self.in_text = stop == b'\\';
                }
                continue;
            }
            if self.depth == 0 && matches!(byte, b',' | b']') && !buffer.is_empty() {
                // The end of a number or a word.
                return (place, Some(End::Whole));
            }
            buffer.push(byte);
            place += 1;
            match byte {
                b'"' => self.in_text = true,
                b'{' => self.depth += 1,
                b'[' => {
                    if is_envelope && self.depth == 1 && is_data(buffer) {
                        return (place, Some(End::List));
                    }
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return (place, Some(End::Whole));
                    }
                }
                _ => {}
            }
        }
        (place, None)
    }
}

/// Whether the bracket at the end of `buffer` opens the list under `data`.
fn is_data(buffer: &[u8]) -> bool {
    let before = buffer[..buffer.len() - 1].trim_ascii_end();
    let Some(key) = before.strip_suffix(b":") else { return false };
    let key = key.trim_ascii_end();
    key.ends_with(b"\"data\"")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn read(text: &str, layout: Layout, block: usize) -> Vec<(Piece, String)> {
        let mut splitter = Splitter::new(io::BufReader::with_capacity(block, text.as_bytes()), layout);
        let (mut buffer, mut envelope) = (Vec::new(), Vec::new());
        let mut pieces = Vec::new();
        while let Some(piece) = splitter.next(&mut buffer, &mut envelope).unwrap() {
            pieces.push((piece, String::from_utf8(buffer.clone()).unwrap()));
        }
        pieces
    }

    #[test]
    fn layouts_are_recognised() {
        for (head, lines, layout) in [
            ("{\"id\": 1}\n{\"id\": 2}\n", false, Some(Layout::Lines)),
            ("{\"id\": 1}\n", false, Some(Layout::Lines)),
            ("{\n  \"data\": [", false, Some(Layout::Document)),
            ("{\"data\": [{\"id\": ", false, Some(Layout::Document)),
            ("\u{feff}[{\"id\": 1}]", false, Some(Layout::Document)),
            ("{\"id\": broken\n{\"id\": 2}\n", true, Some(Layout::Lines)),
            ("<!doctype html>", false, None),
            ("id;title", true, None),
            ("", true, None),
        ] {
            assert_eq!(Layout::of(head.as_bytes(), lines), layout, "{head}");
        }
    }

    #[test]
    fn a_page_is_cut_into_its_records() {
        let page = r#" {"facets": {"data": [1]}, "data" : [ {"a": "]}\"[", "data": []}, {"b": 2} ], "next_page": "x"} "#;
        for block in [1, 2, 7, 1000] {
            assert_eq!(
                read(page, Layout::Document, block),
                [
                    (Piece::Record, r#"{"a": "]}\"[", "data": []}"#.to_owned()),
                    (Piece::Record, r#"{"b": 2}"#.to_owned()),
                    (
                        Piece::Envelope,
                        r#"{"facets": {"data": [1]}, "data" : [], "next_page": "x"}"#.to_owned()
                    ),
                ]
            );
        }
    }

    #[test]
    fn lists_records_alone_and_cut_files() {
        let pieces = |text| read(text, Layout::Document, 3);
        assert_eq!(
            pieces("[1, {\"a\":1}\n]"),
            [(Piece::Record, "1".into()), (Piece::Record, "{\"a\":1}".into())]
        );
        assert_eq!(pieces("{\n\"a\": [1]\n}"), [(Piece::Envelope, "{\n\"a\": [1]\n}".into())]);
        assert_eq!(
            pieces("[{\"a\":1}, {\"b\":"),
            [(Piece::Record, "{\"a\":1}".into()), (Piece::Cut, "{\"b\":".into())]
        );
        assert_eq!(pieces("[]"), []);
    }

    #[test]
    fn a_record_without_end_is_an_error() {
        let text = io::repeat(b'a');
        let mut splitter =
            Splitter::new(io::BufReader::new(io::Read::chain(&b"[\""[..], text)), Layout::Document);
        splitter.longest = 1 << 20;
        assert!(splitter.next(&mut Vec::new(), &mut Vec::new()).is_err());
    }

    proptest! {
        #[test]
        fn any_records_are_found_again(texts in proptest::collection::vec("[\\[\\]{}\",:\\\\ a-zé]*", 0..6), block in 1_usize..40, pretty: bool) {
            let records: Vec<Value> = texts.iter().map(|text| json!({"t": text, "l": [text, {"x": text}]})).collect();
            let page = json!({"data": records, "total": records.len()});
            let text = if pretty { serde_json::to_string_pretty(&page) } else { serde_json::to_string(&page) }.unwrap();
            let found: Vec<Value> = read(&text, Layout::Document, block)
                .into_iter()
                .filter(|(piece, _)| *piece == Piece::Record)
                .map(|(_, text)| serde_json::from_str(&text).unwrap())
                .collect();
            prop_assert_eq!(found, records);
        }

        #[test]
        fn nothing_is_too_odd(text in "[\\[\\]{}\",:\\\\ 1data]*", block in 1_usize..9) {
            let _ = read(&text, Layout::Document, block);
        }
    }
}
