//! Snapshots: the state of a portal on a day, kept in a folder that anyone can read and prove whole.
//!
//! A snapshot is a folder with `manifest.json` ([`Manifest`]) and one file a kind of record ([`Kind`]):
//! `datasets.jsonl.gz`, `organizations.jsonl.gz`, `reuses.jsonl.gz`, `dataservices.jsonl.gz`, `topics.jsonl.gz`,
//! `posts.jsonl.gz`. A kind that was not asked for has no file; one that was asked for and is empty has an empty one.
//!
//! Each line of a file is one JSON object: the record as udata's API v1 serves it (`/api/1/datasets/<id>/`), topics
//! as v2 does, for v1 no longer has them. Its parts stand in it, not behind links: `resources` is the list of
//! resources of a dataset, in the portal's order, and `elements` that of a topic. Lines are in the order of their
//! `id`, each id once, with `\n` after each; inside a line there is no other. What [`redact`] takes away is not there.
//! Files are gzip without name or time, so that the same records make the same bytes.
//!
//! A site says what it was made from in a manifest of its own ([`Published`]).
//!
//! [`SnapshotFile`] writes one file; [`Manifest::save`] comes last and makes the folder a snapshot.

mod failure;
mod kind;
mod manifest;
mod published;
mod redact;
mod sorted;

pub use failure::FailedRenewal;
pub use kind::Kind;
pub use manifest::{Failure, Manifest, ManifestError, ManifestFile, Origin};
pub use published::{Loss, Published, PublishedFile};
pub use redact::redact;
pub use sorted::SnapshotFile;
