//! Short hashes of records, by which a later build knows what changed.

use std::hash::{Hash, Hasher};

/// 128 bits of BLAKE3: enough that two records of a catalogue never share one by accident.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 16]);

/// How much is gathered before it is hashed: BLAKE3 is several times faster over kilobytes than over words.
const BLOCK: usize = 16 * 1024;

/// Feeds what `#[derive(Hash)]` visits to BLAKE3, so that a new field of a record is never forgotten.
#[derive(Default)]
pub struct DigestHasher {
    hasher: blake3::Hasher,
    /// What was written and not hashed yet.
    pending: Vec<u8>,
}

impl DigestHasher {
    /// The digest of all that was written.
    pub fn digest(&self) -> Digest {
        Digest(self.start())
    }

    /// The first bytes of the hash of all that was written.
    fn start<const N: usize>(&self) -> [u8; N] {
        let mut hasher = self.hasher.clone();
        let hash = hasher.update(&self.pending).finalize();
        let mut bytes = [0; N];
        bytes.copy_from_slice(&hash.as_bytes()[..N]);
        bytes
    }
}

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= BLOCK {
            self.hasher.update(&self.pending);
            self.pending.clear();
        }
    }

    fn finish(&self) -> u64 {
        u64::from_le_bytes(self.start())
    }
}

/// The digest of anything that can be hashed.
pub fn digest_of(value: &impl Hash) -> Digest {
    let mut hasher = DigestHasher::default();
    value.hash(&mut hasher);
    hasher.digest()
}
