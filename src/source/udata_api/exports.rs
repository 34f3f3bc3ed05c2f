//! `kind = "udata-exports"`: a portal's CSV exports, downloaded from their stable addresses into a snapshot.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, QuoteStyle, ReaderBuilder, Terminator, WriterBuilder};
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use super::api::Api;
use super::scope::Scope;
use super::update::Last;
use super::work::Work;
use super::{Event, FetchError, Watch};
use crate::archive::{Kind, ManifestFile};
use crate::net::{Downloaded, Redirects, Request, Unusable, Validators, shown};

/// The most bytes of an export. That of the resources of data.gouv.fr has 1.1 GB.
const LARGEST: u64 = 32 * 1024 * 1024 * 1024;

/// The exports that a catalogue is made of, in the order that filters need.
pub(super) const KINDS: [Kind; 5] =
    [Kind::Datasets, Kind::Resources, Kind::Dataservices, Kind::Reuses, Kind::Organizations];

/// An export in the working folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Export {
    pub(super) file: ManifestFile,
    pub(super) validators: Validators,
    /// What the filters of later exports go by.
    kept: Kept,
}

/// Ids of the rows that were kept, where there is a filter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Kept {
    datasets: BTreeSet<String>,
    organizations: BTreeSet<String>,
}

/// What downloads need.
pub(super) struct Downloads<'a> {
    pub(super) api: &'a Api<'a>,
    pub(super) scope: &'a Scope,
    pub(super) work: &'a Work,
    pub(super) last: Option<&'a Last>,
    pub(super) hosts: &'a [String],
    pub(super) watch: Watch<'a>,
}

impl Downloads<'_> {
    /// Downloads the exports of `kinds`. Those that the portal does not offer are returned apart.
    pub(super) fn all(&self, kinds: &[Kind]) -> Result<(Vec<Export>, Vec<Kind>), FetchError> {
        let (mut exports, mut absent) = (Vec::<Export>::new(), Vec::new());
        let mut kept = Kept::default();
        for kind in kinds {
            let export = match self.taken_up(*kind) {
                Some(export) => Some(export),
                None => self.one(*kind, &kept)?,
            };
            let Some(export) = export else {
                absent.push(*kind);
                continue;
            };
            (self.watch)(Event::End { kind: *kind, count: export.file.rows });
            kept.datasets.extend(export.kept.datasets.iter().cloned());
            kept.organizations.extend(export.kept.organizations.iter().cloned());
            exports.push(export);
        }
        Ok((exports, absent))
    }

    /// Where an export is in the working folder.
    pub(super) fn place(&self, kind: Kind) -> PathBuf {
        self.work.at(&name(kind))
    }

    /// What an earlier run had finished.
    fn taken_up(&self, kind: Kind) -> Option<Export> {
        let note = fs::read(self.work.at(&format!("{}.json", kind.name()))).ok()?;
        let export: Export = serde_json::from_slice(&note).ok()?;
        (fs::metadata(self.place(kind)).ok()?.len() == export.file.bytes).then_some(export)
    }

    fn one(&self, kind: Kind, kept: &Kept) -> Result<Option<Export>, FetchError> {
        (self.watch)(Event::Download { kind });
        let earlier = self.last.filter(|_| !self.scope.is_filtered()).and_then(|last| last.file(kind));
        let addresses = [self.stable(kind), self.old(kind)];
        for url in addresses {
            let mut request = Request {
                accept: "text/csv, application/gzip;q=0.9",
                redirects: Redirects::Hosts(self.hosts),
                ..Request::json(url.clone(), LARGEST)
            };
            if let Some((_, _, validators)) = &earlier {
                request.newer_than(validators);
            }
            let raw = self.work.at("download.part");
            let mut before = 0;
            let downloaded = self.api.client.download(&request, &raw, &looks_like_csv, &mut |length, _| {
                // A download that begins anew has been shorter before.
                (self.watch)(Event::Add(length.saturating_sub(before)));
                before = length;
            });
            let validators = match (downloaded, &earlier) {
                (Ok(Downloaded::File { validators, .. }), _) => validators,
                (Ok(Downloaded::Unchanged), Some((path, file, validators))) => {
                    fs::copy(path, self.place(kind)).map_err(FetchError::io(path))?;
                    let export =
                        Export { file: file.clone(), validators: validators.clone(), kept: Kept::default() };
                    return self.note(kind, export).map(Some);
                }
                (Ok(Downloaded::Unchanged), None) => {
                    let reason = "the server answers that nothing is new to who has nothing yet".to_owned();
                    return Err(FetchError::Export { url: shown(&url), reason });
                }
                // Before udata 10.3.2 exports stood at the root of the site.
                (Err(error), _) if matches!(error.status(), Some(404 | 410)) => continue,
                (Err(error), _) => return Err(error.into()),
            };
            let export = self.keep(kind, &raw, &url, validators, kept)?;
            fs::remove_file(&raw).map_err(FetchError::io(&raw))?;
            return self.note(kind, export).map(Some);
        }
        Ok(None)
    }

    /// `/api/1/site/datasets.csv`, with the filters that the portal applies itself.
    fn stable(&self, kind: Kind) -> Url {
        let mut url = self.api.at("1", &["site"]);
        // The configuration's address has a host, so this cannot be refused.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(&format!("{}.csv", kind.name()));
        }
        if matches!(kind, Kind::Datasets | Kind::Resources) {
            // With several values each its own list would be needed: then all rows come, and are chosen here.
            if let [listing] = &self.scope.datasets()[..] {
                for (name, value) in &listing.query {
                    url.query_pairs_mut().append_pair(name, value);
                }
            }
        }
        url
    }

    fn old(&self, kind: Kind) -> Url {
        let mut url = self.api.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(&format!("{}.csv", kind.name()));
        }
        url
    }

    /// Packs an export as it is kept: without owners' names, and without rows that no filter wants.
    fn keep(
        &self,
        kind: Kind,
        raw: &Path,
        url: &Url,
        validators: Validators,
        kept: &Kept,
    ) -> Result<Export, FetchError> {
        let wrong = |reason: String| FetchError::Export { url: shown(url), reason };
        let path = self.place(kind);
        let choice = Choice { kind, scope: self.scope, kept, owners: self.api.owners };
        let packed = pack(raw, &path, &choice).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => wrong(error.to_string()),
            _ => FetchError::io(&path)(error),
        })?;
        let bytes = fs::metadata(&path).map_err(FetchError::io(&path))?.len();
        let sha256 = sha256(&path).map_err(FetchError::io(&path))?;
        let date = self.work.started_at;
        let file = ManifestFile { name: name(kind), kind, rows: packed.rows, bytes, sha256, date };
        Ok(Export { file, validators, kept: packed.kept })
    }

    fn note(&self, kind: Kind, export: Export) -> Result<Export, FetchError> {
        let path = self.work.at(&format!("{}.json", kind.name()));
        let bytes = serde_json::to_vec(&export).map_err(|error| FetchError::io(&path)(error.into()))?;
        fs::write(&path, bytes).map_err(FetchError::io(&path))?;
        Ok(export)
    }
}

/// The name of an export in a snapshot.
pub(super) fn name(kind: Kind) -> String {
    format!("{}.csv.gz", kind.name())
}

/// Puts the exports into the snapshot, and counts.
pub(super) fn save(
    exports: &[Export],
    downloads: &Downloads,
    draft: &Path,
) -> Result<(Vec<ManifestFile>, BTreeMap<String, u64>), FetchError> {
    let mut counts = BTreeMap::new();
    for export in exports {
        let (from, to) = (downloads.place(export.file.kind), draft.join(&export.file.name));
        fs::copy(&from, &to).map_err(FetchError::io(&from))?;
        counts.insert(export.file.kind.name().to_owned(), export.file.rows);
    }
    let mut files: Vec<ManifestFile> = exports.iter().map(|export| export.file.clone()).collect();
    files.sort_by_key(|file| file.kind);
    Ok((files, counts))
}

/// Which rows are kept, and what of them.
struct Choice<'a> {
    kind: Kind,
    scope: &'a Scope,
    kept: &'a Kept,
    owners: bool,
}

/// A packed export.
#[derive(Default)]
struct Packed {
    rows: u64,
    kept: Kept,
}

fn pack(raw: &Path, path: &Path, choice: &Choice) -> io::Result<Packed> {
    let part = path.with_extension("part");
    let mut reader = ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(open(raw)?);
    let header = reader.byte_headers().map_err(invalid)?.clone();
    let column = |name: &str| header.iter().position(|column| column == name.as_bytes());
    if column("id").is_none() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the file has no column \"id\": it is no export of udata",
        ));
    }
    let owner = column("owner").filter(|_| !choice.owners);
    let is_filtered = choice.scope.is_filtered();
    let is_copied = owner.is_none() && !is_filtered;
    let mut out = if is_copied {
        None
    } else {
        let mut out = WriterBuilder::new()
            .delimiter(b';')
            .flexible(true)
            .quote_style(QuoteStyle::NonNumeric)
            .terminator(Terminator::CRLF)
            .from_writer(packer(&part)?);
        out.write_byte_record(&header).map_err(invalid)?;
        Some(out)
    };
    let mut packed = Packed::default();
    let (mut row, mut without, mut last) = (ByteRecord::new(), ByteRecord::new(), header.len());
    while reader.read_byte_record(&mut row).map_err(invalid)? {
        last = row.len();
        let cell = |name: &str| {
            let cell = column(name).and_then(|place| row.get(place)).unwrap_or_default();
            std::str::from_utf8(cell).unwrap_or_default()
        };
        if is_filtered && !choice.wants(&cell) {
            continue;
        }
        packed.rows += 1;
        if is_filtered {
            if choice.kind == Kind::Datasets {
                packed.kept.datasets.insert(cell("id").to_owned());
            }
            packed.kept.organizations.insert(cell("organization_id").to_owned());
        }
        let Some(out) = &mut out else { continue };
        let row = match owner {
            Some(owner) => {
                without.clear();
                row.iter()
                    .enumerate()
                    .for_each(|(place, cell)| without.push_field(if place == owner { b"" } else { cell }));
                &without
            }
            None => &row,
        };
        out.write_byte_record(row).map_err(invalid)?;
    }
    if last < header.len() {
        let reason = format!("its last row has {last} of {} cells: the file is cut off", header.len());
        return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
    }
    let packer = if let Some(out) = out {
        out.into_inner().map_err(|error| io::Error::other(error.to_string()))?
    } else {
        let mut packer = packer(&part)?;
        io::copy(&mut open(raw)?, &mut packer)?;
        packer
    };
    packer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(&part, path)?;
    Ok(packed)
}

impl Choice<'_> {
    /// Whether the filters want a row, whose cells `cell` gives by column.
    fn wants<'r>(&self, cell: &dyn Fn(&str) -> &'r str) -> bool {
        let is_of = |records: &[super::api::Record], id: &str| records.iter().any(|record| record.id == id);
        let lists = |column: &str, wanted: &dyn Fn(&str) -> bool| {
            cell(column).split(',').any(|one| wanted(one.trim()))
        };
        match self.kind {
            Kind::Resources => self.kept.datasets.contains(cell("dataset.id")),
            Kind::Organizations => {
                self.kept.organizations.contains(cell("id")) || is_of(&self.scope.organizations, cell("id"))
            }
            Kind::Reuses => {
                is_of(&self.scope.organizations, cell("organization_id"))
                    || lists("datasets", &|id| self.kept.datasets.contains(id))
            }
            Kind::Dataservices => {
                is_of(&self.scope.organizations, cell("organization_id"))
                    || lists("datasets", &|id| self.kept.datasets.contains(id))
            }
            _ => self
                .scope
                .wants_dataset(cell("id"), cell("organization_id"), &|tag| lists("tags", &|one| one == tag)),
        }
    }
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    let mut head = [0; 2];
    let is_packed = File::open(path)?.read_exact(&mut head).is_ok() && head == [0x1f, 0x8b];
    let file = BufReader::with_capacity(256 * 1024, File::open(path)?);
    Ok(if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// Packs without name or time, so that the same rows make the same bytes.
fn packer(path: &Path) -> io::Result<GzEncoder<BufWriter<File>>> {
    let out = BufWriter::with_capacity(256 * 1024, File::create(path)?);
    Ok(GzBuilder::new().operating_system(255).write(out, Compression::new(6)))
}

fn sha256(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            length => hasher.update(&buffer[..length]),
        }
    }
    let mut text = String::new();
    for byte in hasher.finalize() {
        use std::fmt::Write as _;
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

fn invalid(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => {
            io::Error::new(io::ErrorKind::InvalidData, format!("it is not CSV as udata writes it ({kind:?})"))
        }
    }
}

fn looks_like_csv(head: &[u8]) -> Result<(), Unusable> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let is_csv = ["\"id\"", "id;", "\"dataset.id\"", "dataset.id;"]
        .iter()
        .any(|begin| head.starts_with(begin.as_bytes()));
    if head.starts_with(&[0x1f, 0x8b]) || is_csv {
        return Ok(());
    }
    Err(Unusable("the file does not begin as a CSV export of udata does".to_owned()))
}
