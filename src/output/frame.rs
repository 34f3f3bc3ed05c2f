//! The shape of the files in `.etalage/`: a heading line, then frames that each carry their own checksum, so
//! that a file cut short or damaged is told from a whole one and still gives the frames before the damage.

/// Bytes of a frame's checksum: half of a 256-bit BLAKE3 hash.
const CHECKSUM: usize = 16;

/// Adds a frame to `file`: length (u32, little endian), checksum, payload.
///
/// Payloads are cut by their writers to far less than 4 GB; a longer one would be cut here and then fail its
/// checksum, as damage.
pub(super) fn push(file: &mut Vec<u8>, payload: &[u8]) {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(&checksum(payload));
    file.extend_from_slice(payload);
}

fn checksum(payload: &[u8]) -> [u8; CHECKSUM] {
    let mut bytes = [0; CHECKSUM];
    bytes.copy_from_slice(&blake3::hash(payload).as_bytes()[..CHECKSUM]);
    bytes
}

/// The frames of a file, up to the first that is damaged.
pub(super) struct Frames<'a> {
    rest: &'a [u8],
}

impl<'a> Frames<'a> {
    /// The frames of `file` after `heading`; `None` when the file begins otherwise.
    pub(super) fn after(heading: &str, file: &'a [u8]) -> Option<Self> {
        file.strip_prefix(heading.as_bytes()).map(|rest| Self { rest })
    }

    /// Whether every byte was part of a whole frame.
    pub(super) fn finished(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes were not read.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first_chunk::<4>()?;
        let (sum, rest) = rest.split_first_chunk::<CHECKSUM>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (payload, rest) = rest.split_at_checked(length)?;
        if checksum(payload) != *sum {
            return None;
        }
        self.rest = rest;
        Some(payload)
    }
}

/// Writes an unsigned number in seven-bit groups, the lowest first (LEB128).
pub(super) fn push_number(payload: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        payload.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    payload.push(number.to_le_bytes()[0]);
}

/// Writes `text` as what differs from `before`: how many bytes they share, how many follow, those bytes.
pub(super) fn push_text(payload: &mut Vec<u8>, before: &str, text: &str) {
    let shared = before.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
    push_number(payload, shared as u64);
    push_number(payload, (text.len() - shared) as u64);
    payload.extend_from_slice(&text.as_bytes()[shared..]);
}

/// Reads what the functions above wrote. `None` at the end and where the bytes make no sense.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(payload: &'a [u8]) -> Self {
        Self { rest: payload }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*bytes)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array::<1>()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn text(&mut self, before: &str) -> Option<Box<str>> {
        let shared = self.count()?;
        let length = self.count()?;
        let tail = self.bytes(length)?;
        let mut text = before.as_bytes().get(..shared)?.to_vec();
        text.extend_from_slice(tail);
        String::from_utf8(text).ok().map(String::into_boxed_str)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_and_texts_come_back(numbers: Vec<u64>, texts: Vec<String>) {
            let mut payload = Vec::new();
            for number in &numbers {
                push_number(&mut payload, *number);
            }
            let mut before = "";
            for text in &texts {
                push_text(&mut payload, before, text);
                before = text;
            }
            let mut reader = Reader::new(&payload);
            for number in &numbers {
                prop_assert_eq!(reader.number(), Some(*number));
            }
            let mut before = "";
            for text in &texts {
                prop_assert_eq!(&*reader.text(before).unwrap(), text);
                before = text;
            }
            prop_assert!(reader.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            for frame in (Frames { rest: &bytes }) {
                prop_assert!(frame.len() < bytes.len());
            }
            let mut reader = Reader::new(&bytes);
            while reader.text("before").is_some() {}
        }

        #[test]
        fn a_file_cut_or_changed_anywhere_gives_only_what_was_written(
            payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..6),
            place: prop::sample::Index,
            cut: bool,
        ) {
            let mut file = Vec::new();
            for payload in &payloads {
                push(&mut file, payload);
            }
            let place = place.index(file.len());
            if cut {
                file.truncate(place);
            } else {
                file[place] ^= 0x10;
            }
            let mut frames = Frames { rest: &file };
            let read: Vec<_> = frames.by_ref().collect();
            prop_assert!(read.len() < payloads.len());
            prop_assert!(read.iter().zip(&payloads).all(|(read, written)| read == written));
            // A cut between two frames cannot be seen here: the last frame's payload says that it is the last.
            prop_assert!(cut || !frames.finished());
        }
    }
}
