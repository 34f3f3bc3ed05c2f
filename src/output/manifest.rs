//! The manifest: which files the last build left in the output, and what each was made from.

use std::cmp::Ordering;

use super::frame::{self, Frames, Reader};
use crate::catalog::Digest;

/// The first line of the file. The number changes with the format: a file of another is read as damaged.
const HEADING: &str = "etalage manifest 1\n";
/// How many routes a frame holds.
const ROUTES_A_FRAME: usize = 1024;
/// The payload of the last frame.
const END: &[u8] = b"end";

/// The files of a finished build.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// By path, without repeats.
    pub(super) routes: Vec<RouteRecord>,
}

/// What is known of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RouteRecord {
    /// Its path in the output.
    pub(super) path: Box<str>,
    /// The key it was rendered from.
    pub(super) key: Digest,
    /// What it gave.
    pub(super) files: Files,
}

/// The files of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Files {
    /// One, at the route's own path.
    One(FileRecord),
    /// Several, each with its path, in order of path.
    Bundle(Box<[(Box<str>, FileRecord)]>),
}

/// What a file held when it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileRecord {
    /// Bytes.
    pub(super) size: u64,
    /// The digest of its bytes.
    pub(super) content: Digest,
}

/// What could be read of a manifest.
pub(super) struct Read {
    /// The routes up to the damage, if any.
    pub(super) manifest: Manifest,
    /// Whether that is all of them.
    pub(super) whole: bool,
}

impl Manifest {
    /// The record of the route at `path`.
    pub(super) fn route(&self, path: &str) -> Option<&RouteRecord> {
        self.routes.binary_search_by(|route| (*route.path).cmp(path)).ok().map(|place| &self.routes[place])
    }

    /// Every file that it names.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, FileRecord)> {
        self.routes.iter().flat_map(RouteRecord::files)
    }

    /// The bytes of a manifest of those routes, which are in order of path.
    pub(super) fn encode<'a>(routes: impl Iterator<Item = (&'a str, Digest, &'a Files)>) -> Vec<u8> {
        let mut file = HEADING.as_bytes().to_vec();
        let mut payload = Vec::new();
        let mut before = "";
        let mut count = 0;
        for (path, key, files) in routes {
            if count == ROUTES_A_FRAME {
                frame::push(&mut file, &payload);
                payload.clear();
                (before, count) = ("", 0);
            }
            frame::push_text(&mut payload, before, path);
            payload.extend_from_slice(&key.0);
            match files {
                Files::One(record) => {
                    frame::push_number(&mut payload, 0);
                    push_record(&mut payload, *record);
                }
                Files::Bundle(bundle) => {
                    frame::push_number(&mut payload, bundle.len() as u64 + 1);
                    let mut before = path;
                    for (path, record) in bundle {
                        frame::push_text(&mut payload, before, path);
                        push_record(&mut payload, *record);
                        before = path;
                    }
                }
            }
            before = path;
            count += 1;
        }
        if count > 0 {
            frame::push(&mut file, &payload);
        }
        frame::push(&mut file, END);
        file
    }

    /// Reads what `encode` wrote, as far as it is whole.
    pub(super) fn decode(file: &[u8]) -> Read {
        let mut manifest = Self::default();
        let mut ended = false;
        if let Some(mut frames) = Frames::after(HEADING, file) {
            for payload in frames.by_ref() {
                if payload == END {
                    ended = true;
                    break;
                }
                if decode_frame(payload, &mut manifest.routes).is_none() {
                    break;
                }
            }
            ended &= frames.finished();
        }
        let ordered = manifest.routes.is_sorted_by(|one, next| (*one.path).cmp(&next.path) == Ordering::Less);
        if !ordered {
            manifest.routes.sort_by(|one, other| one.path.cmp(&other.path));
            manifest.routes.dedup_by(|one, other| one.path == other.path);
        }
        Read { manifest, whole: ended && ordered }
    }
}

impl RouteRecord {
    /// Its files, with their paths.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, FileRecord)> {
        self.files.under(&self.path)
    }

    /// Its file at `path`.
    pub(super) fn file(&self, path: &str) -> Option<FileRecord> {
        match &self.files {
            Files::One(record) => (*self.path == *path).then_some(*record),
            Files::Bundle(bundle) => {
                bundle.binary_search_by(|(name, _)| (**name).cmp(path)).ok().map(|place| bundle[place].1)
            }
        }
    }
}

impl Files {
    /// The files of the route at `path`.
    pub(super) fn under<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, FileRecord)> {
        let (one, bundle) = match self {
            Self::One(record) => (Some((path, *record)), &[][..]),
            Self::Bundle(bundle) => (None, &bundle[..]),
        };
        one.into_iter().chain(bundle.iter().map(|(path, record)| (&**path, *record)))
    }
}

fn push_record(payload: &mut Vec<u8>, record: FileRecord) {
    frame::push_number(payload, record.size);
    payload.extend_from_slice(&record.content.0);
}

fn read_record(reader: &mut Reader) -> Option<FileRecord> {
    Some(FileRecord { size: reader.number()?, content: Digest(reader.array()?) })
}

fn decode_frame(payload: &[u8], routes: &mut Vec<RouteRecord>) -> Option<()> {
    let mut reader = Reader::new(payload);
    let start = routes.len();
    while !reader.is_empty() {
        let before = routes[start..].last().map_or("", |route: &RouteRecord| &route.path);
        let path = reader.text(before)?;
        let key = Digest(reader.array()?);
        let files = match reader.count()?.checked_sub(1) {
            None => Files::One(read_record(&mut reader)?),
            Some(count) => {
                let mut bundle: Vec<(Box<str>, FileRecord)> = Vec::new();
                for _ in 0..count {
                    let path = reader.text(bundle.last().map_or(&path, |(path, _)| path))?;
                    bundle.push((path, read_record(&mut reader)?));
                }
                Files::Bundle(bundle.into())
            }
        };
        routes.push(RouteRecord { path, key, files });
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record() -> impl Strategy<Value = FileRecord> {
        (any::<u64>(), any::<[u8; 16]>())
            .prop_map(|(size, content)| FileRecord { size, content: Digest(content) })
    }

    fn manifest() -> impl Strategy<Value = Manifest> {
        let files = prop_oneof![
            record().prop_map(Files::One),
            prop::collection::btree_map("[a-z/]{1,9}", record(), 0..5).prop_map(|bundle| Files::Bundle(
                bundle.into_iter().map(|(path, record)| (path.into_boxed_str(), record)).collect()
            )),
        ];
        prop::collection::btree_map("datasets/[a-zé]{0,9}", (any::<[u8; 16]>(), files), 0..2500).prop_map(
            |routes| {
                let route = |(path, (key, files)): (String, _)| RouteRecord {
                    path: path.into(),
                    key: Digest(key),
                    files,
                };
                Manifest { routes: routes.into_iter().map(route).collect() }
            },
        )
    }

    fn encode(manifest: &Manifest) -> Vec<u8> {
        Manifest::encode(manifest.routes.iter().map(|route| (&*route.path, route.key, &route.files)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn a_manifest_comes_back(manifest in manifest()) {
            let read = Manifest::decode(&encode(&manifest));
            prop_assert!(read.whole);
            prop_assert_eq!(read.manifest, manifest);
        }

        #[test]
        fn damage_is_seen_and_names_are_never_made_up(manifest in manifest(), place: prop::sample::Index, cut: bool) {
            let mut file = encode(&manifest);
            let place = place.index(file.len());
            if cut {
                file.truncate(place);
            } else {
                file[place] ^= 1;
            }
            let read = Manifest::decode(&file);
            prop_assert!(!read.whole);
            prop_assert!(manifest.routes.starts_with(&read.manifest.routes));
        }
    }
}
