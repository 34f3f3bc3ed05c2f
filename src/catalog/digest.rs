//! Short hashes of records, by which a later build knows what changed.

use std::hash::{Hash, Hasher};

/// 128 bits of BLAKE3: enough that two records of a catalogue never share one by accident.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 16]);

/// Feeds what `#[derive(Hash)]` visits to BLAKE3, so that a new field of a record is never forgotten.
#[derive(Default)]
pub struct DigestHasher(blake3::Hasher);

impl DigestHasher {
    /// The digest of all that was written.
    pub fn digest(&self) -> Digest {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        Digest(bytes)
    }
}

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0.finalize().as_bytes()[..8]);
        u64::from_le_bytes(bytes)
    }
}

/// The digest of anything that can be hashed.
pub fn digest_of(value: &impl Hash) -> Digest {
    let mut hasher = DigestHasher::default();
    value.hash(&mut hasher);
    hasher.digest()
}
