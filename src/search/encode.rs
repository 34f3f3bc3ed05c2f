//! Bytes: variable-length numbers, gzip, names by content.

use std::io::Write;

use flate2::{Compression, GzBuilder};

/// Appends a number as LEB128: seven bits a byte, the lowest first.
pub fn number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}

/// Appends rising numbers as gaps; the first gap is from zero.
pub fn rising(bytes: &mut Vec<u8>, values: impl IntoIterator<Item = u32>) {
    let mut last = 0;
    for value in values {
        number(bytes, value - last);
        last = value;
    }
}

/// Appends four-bit values, two a byte, the first in the low half.
pub fn halves(bytes: &mut Vec<u8>, values: impl IntoIterator<Item = u8>) {
    let mut values = values.into_iter();
    while let Some(low) = values.next() {
        bytes.push(low | values.next().unwrap_or(0) << 4);
    }
}

/// Compresses with gzip. No time in the header: the same bytes give the same file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    compressed(bytes, Compression::best())
}

/// The same for files that are thousands and of which few are read: in two thirds of the time, a quarter of a
/// hundredth larger.
pub fn gzip_quickly(bytes: &[u8]) -> Vec<u8> {
    compressed(bytes, Compression::new(6))
}

fn compressed(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder =
        GzBuilder::new().operating_system(255).write(Vec::with_capacity(bytes.len() / 2), level);
    // Writing to a vector does not fail; were it to, an empty file is what the browser reports.
    if encoder.write_all(bytes).is_err() {
        return Vec::new();
    }
    encoder.finish().unwrap_or_default()
}

const NAME_LETTERS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// A name from a file's content: `length` letters of six bits each.
pub fn content_name(bytes: &[u8], length: usize) -> String {
    let hash = blake3::hash(bytes);
    hash.as_bytes().iter().take(length).map(|byte| char::from(NAME_LETTERS[usize::from(byte & 63)])).collect()
}

/// FNV-1a over a text's UTF-16 units, which the browser computes as well.
pub fn text_hash(text: &str) -> u32 {
    text.encode_utf16().fold(0x811c_9dc5, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        rising(&mut bytes, [5, 133, 133 + 300]);
        assert_eq!(bytes, [5, 0x80, 1, 0xac, 2]);
    }

    #[test]
    fn halves_are_paired() {
        let mut bytes = Vec::new();
        halves(&mut bytes, [1, 2, 3]);
        assert_eq!(bytes, [0x21, 3]);
    }

    #[test]
    fn gzip_is_the_same_every_time() {
        let once = gzip(b"some text, some text");
        assert_eq!(once, gzip(b"some text, some text"));
        assert_eq!(once[..2], [0x1f, 0x8b]);
        assert_eq!(once[4..8], [0; 4], "no time");
    }
}
