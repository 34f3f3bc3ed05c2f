//! Keys: ids and slugs, found exactly. A query that looks like one reads a single small file.
//!
//! A file, before gzip: how many keys; their hashes' low 24 bits as gaps; the document number of each.

use super::document::Numbering;
use super::encode;
use super::input::SearchInput;

/// Keys a file, about.
const FILE: usize = 4_096;

/// The files, compressed. Their number is a power of two; a key's file is told by the highest bits of its hash.
pub fn files(input: &SearchInput<'_>, numbering: &Numbering) -> Vec<Vec<u8>> {
    let mut keys: Vec<(u32, u32)> = Vec::with_capacity(numbering.count() * 2);
    for (number, kind, place) in numbering.documents() {
        let record = input.record(kind, place);
        let segment = input.segment(kind, place);
        let mut texts =
            vec![record.id().to_lowercase(), segment.to_lowercase(), record.slug().to_lowercase()];
        texts.sort_unstable();
        texts.dedup();
        keys.extend(
            texts.iter().filter(|text| !text.is_empty()).map(|text| (encode::text_hash(text), number)),
        );
    }
    keys.sort_unstable();
    let count = keys.len().div_ceil(FILE).next_power_of_two();
    let bits = count.trailing_zeros();
    let file_of = |hash: u32| if bits == 0 { 0 } else { hash >> (32 - bits) };
    (0..u32::try_from(count).unwrap_or(1))
        .map(|file| {
            let start = keys.partition_point(|(hash, _)| file_of(*hash) < file);
            let end = keys.partition_point(|(hash, _)| file_of(*hash) <= file);
            let mut own: Vec<(u32, u32)> =
                keys[start..end].iter().map(|(hash, number)| (hash & 0x00ff_ffff, *number)).collect();
            own.sort_unstable();
            let mut bytes = Vec::new();
            encode::number(&mut bytes, u32::try_from(own.len()).unwrap_or(u32::MAX));
            encode::rising(&mut bytes, own.iter().map(|(hash, _)| *hash));
            for (_, number) in own {
                encode::number(&mut bytes, number);
            }
            encode::gzip(&bytes)
        })
        .collect()
}
