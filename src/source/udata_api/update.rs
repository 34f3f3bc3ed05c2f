//! A list brought up to date on top of the last snapshot: what changed, what is new and what went, by few requests.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::api::{Api, Record, is_missing};
use super::change_list::{Changes, compare};
use super::crawl::{renew, settle};
use super::listing::{Listing, stamp};
use super::page::Asked;
use super::store::{Store, write};
use super::{Event, FetchError, Watch};
use crate::archive::{Kind, Manifest, ManifestFile};
use crate::net::Validators;

/// Up to here a list is fetched whole every time: that takes few requests, and misses nothing.
const SMALL: u64 = 500;
/// Up to here ids and dates are listed every time.
const MIDDLING: u64 = 3000;
/// So long the totals are trusted; then ids are listed whatever they say.
const TRUST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Records of a page of those that changed last.
const PAGE: u64 = 100;
/// More changes than this are not asked for singly: the list is fetched anew.
const MOST_SINGLE: usize = 2000;
/// Records of a file of the last snapshot's.
const BLOCK: usize = 200;

/// What the last fetch left for the next one, in `.fetch/` of its snapshot.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// What it was made for: another configuration does not go on from it.
    pub(super) identity: String,
    /// When the ids of a kind were last listed.
    pub(super) looked_at: BTreeMap<Kind, Timestamp>,
    /// The versions of the exports whose rows are kept.
    pub(super) exports: BTreeMap<Kind, Validators>,
}

/// The last snapshot, as something to go on from.
#[derive(Debug)]
pub(super) struct Last {
    folder: PathBuf,
    manifest: Manifest,
    memory: Memory,
}

/// The folder of [`Memory`] in a snapshot.
const FOLDER: &str = ".fetch";

impl Memory {
    /// Writes it into a snapshot's folder, with the rows of exports.
    pub(super) fn save(&self, snapshot: &Path, rows: &BTreeMap<Kind, PathBuf>) -> io::Result<()> {
        let folder = snapshot.join(FOLDER);
        fs::create_dir_all(&folder)?;
        for (kind, path) in rows {
            fs::copy(path, folder.join(rows_name(*kind)))?;
        }
        fs::write(folder.join("memory.json"), serde_json::to_vec_pretty(self)?)
    }
}

fn rows_name(kind: Kind) -> String {
    format!("{}.rows.gz", kind.name())
}

impl Last {
    /// The snapshot in `folder`, if it was made for the same.
    pub(super) fn read(folder: &Path, manifest: Option<&Manifest>, identity: &str) -> Option<Self> {
        let memory: Memory =
            serde_json::from_slice(&fs::read(folder.join(FOLDER).join("memory.json")).ok()?).ok()?;
        let manifest = manifest.filter(|manifest| manifest.complete && memory.identity == identity)?;
        Some(Self { folder: folder.to_owned(), manifest: manifest.clone(), memory })
    }

    /// When ids of a kind were last listed, where its list is long enough to be brought up to date.
    fn looked_at(&self, kind: Kind) -> Option<Timestamp> {
        let file = self.manifest.file(kind)?;
        (file.rows > SMALL && self.folder.join(&file.name).is_file())
            .then(|| self.memory.looked_at.get(&kind).copied())?
    }

    /// An export that the snapshot is made of: where it is, what it is, and its version.
    pub(super) fn file(&self, kind: Kind) -> Option<(PathBuf, ManifestFile, Validators)> {
        let file = self.manifest.file(kind)?;
        let validators = self.memory.exports.get(&kind).filter(|validators| !validators.is_empty())?;
        let path = self.folder.join(&file.name);
        let is_there = std::fs::metadata(&path).is_ok_and(|metadata| metadata.len() == file.bytes);
        is_there.then(|| (path, file.clone(), validators.clone()))
    }

    /// The rows of the export of a kind, and its version.
    pub(super) fn export(&self, kind: Kind) -> Option<(PathBuf, Validators)> {
        let path = self.folder.join(FOLDER).join(rows_name(kind));
        path.is_file().then(|| (path, self.memory.exports.get(&kind).cloned().unwrap_or_default()))
    }
}

/// A list that was brought up to date.
#[derive(Debug)]
pub(super) struct Updated {
    pub(super) store: Store,
    /// When its ids were last listed.
    pub(super) looked_at: Timestamp,
    /// The version of the export, and its rows, where one was compared.
    pub(super) export: Option<(Validators, PathBuf)>,
}

/// Brings the list of a kind up to date on top of the last snapshot, in `folder`. `None` when it must be fetched whole.
pub(super) fn update(
    api: &Api,
    kind: Kind,
    last: &Last,
    hosts: &[String],
    folder: &Path,
    watch: Watch,
) -> Result<Option<Updated>, FetchError> {
    let Some(looked_at) = last.looked_at(kind) else { return Ok(None) };
    if kind == Kind::Topics {
        // What is in a topic changes without the topic itself.
        return Ok(None);
    }
    let now = Timestamp::now();
    let is_old = now.duration_since(looked_at) > TRUST;
    let file = last.folder.join(kind.file_name());
    seed(kind, &file, folder).map_err(FetchError::io(&file))?;
    let mut store = Store::open(folder).map_err(FetchError::io(folder))?;
    let rows = last.manifest.file(kind).map_or(0, |file| file.rows);
    if store.len() as u64 != rows {
        // Not the file that the manifest speaks of.
        return Ok(None);
    }
    watch(Event::Begin { kind, total: rows, kept: rows });
    let listing = Listing::of(kind);
    let mut total = None;
    if let Some(order) = order(kind) {
        total = recent(api, &Listing { sort: Some(order), ..listing.clone() }, &mut store, watch)?;
        if total.is_none() {
            return Ok(None);
        }
    }
    let is_long = is_compared(kind, store.len());
    let mut export = None;
    if is_long {
        let earlier = last.export(kind);
        let earlier = earlier.as_ref().map(|(path, validators)| (path.as_path(), validators));
        let compared = compare(api, kind, hosts, earlier, &folder.join("export"))?;
        if let Some(compared) = compared {
            let changes = compared.changes.as_ref();
            if changes.is_some_and(|changes| changes.changed.len() + changes.gone.len() > MOST_SINGLE) {
                return Ok(None);
            }
            if let Some(changes) = changes {
                apply(api, kind, &mut store, changes)?;
            }
            export = Some((compared.validators, compared.rows));
        }
    }
    let agrees = total == Some(store.len() as u64);
    let looked_at = if is_long && agrees && !is_old {
        looked_at
    } else {
        settle(api, &listing, &mut store)?;
        now
    };
    watch(Event::End { kind, count: store.len() as u64 });
    Ok(Some(Updated { store, looked_at, export }))
}

/// Whether a list is so long that its export is compared rather than its ids listed.
pub(super) fn is_compared(kind: Kind, length: usize) -> bool {
    order(kind).is_some() && length as u64 > MIDDLING
}

/// The order of a list in which what changed last comes first, where the API has one.
const fn order(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Datasets => Some("-last_update"),
        Kind::Organizations | Kind::Reuses => Some("-last_modified"),
        Kind::Dataservices | Kind::Topics | Kind::Posts | Kind::Resources => None,
    }
}

/// Puts the records of the last snapshot into `folder`, once.
fn seed(kind: Kind, file: &Path, folder: &Path) -> io::Result<()> {
    let mark = folder.join("seeded");
    if mark.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let mut lines = BufReader::with_capacity(256 * 1024, MultiGzDecoder::new(File::open(file)?));
    let (mut line, mut block, mut number) = (Vec::new(), Vec::with_capacity(BLOCK), 0);
    loop {
        line.clear();
        let is_end = lines.read_until(b'\n', &mut line)? == 0;
        if !is_end {
            let value: Value = serde_json::from_slice(&line)?;
            let id = value["id"].as_str().unwrap_or_default().to_owned();
            let resources = value["resources"].as_array().map_or(0, Vec::len) as u64;
            block.push(Record { stamp: stamp(kind, &value), id, resources, value });
        }
        if block.len() == BLOCK || is_end && !block.is_empty() {
            write(&folder.join(format!("{number:06}.last")), &block)?;
            block.clear();
            number += 1;
        }
        if is_end {
            return fs::write(mark, b"");
        }
    }
}

/// Takes what changed last, page by page, up to a page of nothing new. Returns how many records the list has; `None`
/// when the API does not know this order, or so much changed that the whole list is less work.
fn recent(api: &Api, listing: &Listing, store: &mut Store, watch: Watch) -> Result<Option<u64>, FetchError> {
    let most_pages = (store.len() as u64 / PAGE / 2).max(4);
    let mut page = 1;
    loop {
        let asked = Asked { page, size: PAGE };
        let answer = match api.page_in_order(listing, asked, false, true) {
            Ok(answer) => answer,
            Err(error) if is_missing(&error) || is_refused(&error) || super::api::is_overload(&error) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let is_over = answer.records.is_empty() || page * PAGE >= answer.total;
        let mut new = 0;
        for record in answer.records {
            if store.get(&record.id).is_none_or(|place| place.stamp != record.stamp) {
                new += 1;
                store.put(&record).map_err(FetchError::io(store.page(0)))?;
            }
        }
        watch(Event::Add(new));
        if new == 0 || is_over {
            // What changed while the pages were turned stands on the first page again.
            return if page == 1 || is_over {
                Ok(Some(answer.total))
            } else {
                first_again(api, listing, store).map(Some)
            };
        }
        page += 1;
        if page > most_pages {
            return Ok(None);
        }
    }
}

fn first_again(api: &Api, listing: &Listing, store: &mut Store) -> Result<u64, FetchError> {
    let answer = api.page_in_order(listing, Asked { page: 1, size: PAGE }, true, true)?;
    for record in answer.records {
        if store.get(&record.id).is_none_or(|place| place.stamp != record.stamp) {
            store.put(&record).map_err(FetchError::io(store.page(0)))?;
        }
    }
    Ok(answer.total)
}

fn is_refused(error: &FetchError) -> bool {
    matches!(error, FetchError::Net(error) if error.status() == Some(400))
}

/// Takes over what an export tells: edits that the order by date does not show, and deletions.
fn apply(api: &Api, kind: Kind, store: &mut Store, changes: &Changes) -> Result<(), FetchError> {
    // What came by its date just now is newer than the export.
    let wanted: Vec<String> = changes.changed.iter().filter(|id| !store.is_new(id)).cloned().collect();
    renew(api, kind, store, &wanted, &|| ())?;
    for id in &changes.gone {
        if !store.is_new(id) {
            store.remove(id);
        }
    }
    Ok(())
}
