//! Objects of udata's HTTP API, of any version since 2018: JSON Lines, pages of lists (v1 and v2), or lone objects.
//!
//! What a file holds is told by its records, not by its name. A key that is missing, null or of another type than
//! its field's costs that field alone; a record that is no JSON costs itself.

mod blocs;
mod contact;
mod dataservice;
mod dataset;
mod harvest;
mod json;
mod kind;
mod mend;
mod organization;
mod post;
mod record;
mod resource;
mod reuse;
mod split;
mod topic;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};
use std::path::Path;

use self::json::Json;
use self::kind::Kind;
use self::record::Record;
use self::split::{Layout, Piece, Splitter};
use super::Summary;
use super::fields::{Fields, Session};
use super::interner::Interner;
use crate::catalog::{Builder, Example, Findings, fault};

/// Resources that may wait for the links of their page: more than any page holds.
const PENDING: usize = 10_000;

/// How much of a file is looked at to tell how records stand in it.
const HEAD: u64 = 64 * 1024;

/// Reads one file into `builder`. Fails only when `bytes` does. `interner` may be that of other files.
pub(super) fn read(
    path: &Path,
    name: &str,
    mut bytes: impl Read,
    interner: &mut Interner,
    builder: &mut Builder,
) -> io::Result<Summary> {
    let mut head = Vec::new();
    Read::by_ref(&mut bytes).take(HEAD).read_to_end(&mut head)?;
    let Some(layout) = Layout::of(&head, is_lines(name)) else {
        return Ok(Summary { kind: None, rows: 0 });
    };
    let mut reader = Reader {
        session: Session {
            name,
            file: builder.file(name),
            interner: std::mem::take(interner),
            findings: Findings::default(),
        },
        builder,
        hint: Kind::of_name(name).or_else(|| Kind::of_name(&folder(path))),
        dataset_id: dataset_in_path(path),
        rows: 0,
        blank: 0,
        kinds: BTreeMap::new(),
        unread: Vec::new(),
    };
    let read = reader.read(Splitter::new(
        BufReader::with_capacity(256 * 1024, io::Cursor::new(head).chain(bytes)),
        layout,
    ));
    let Reader { session, builder, rows, kinds, unread, .. } = reader;
    *interner = session.interner;
    read.map_err(|error| io::Error::new(error.kind(), format!("after record {rows}: {error}")))?;
    // Of equals the first in the order of kinds.
    let kind = kinds.iter().rev().max_by_key(|(_, count)| **count).map(|(kind, _)| kind.id());
    let mut findings = session.findings;
    if kind.is_some() {
        for example in unread {
            findings.add(fault::UNKNOWN_RECORD, example);
        }
    }
    builder.findings().merge(findings);
    Ok(Summary { kind, rows })
}

/// Whether a file's name says that it is JSON Lines.
fn is_lines(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".jsonl", ".ndjson", ".jsonlines"].iter().any(|extension| name.ends_with(extension))
}

/// The name of a file's folder.
fn folder(path: &Path) -> Cow<'_, str> {
    path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy()
}

/// The id of a dataset that a file's name or folder is (`5de8f397634f4164071119c5.json`), for files of resources apart.
fn dataset_in_path(path: &Path) -> Option<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_id = |part: &&str| part.len() == 24 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let in_name = |name: &str| name.split(['.', '_', '-']).find(is_id).map(str::to_owned);
    in_name(&name).or_else(|| in_name(&folder(path)))
}

/// A file being read.
struct Reader<'a, 'b> {
    session: Session<'a>,
    builder: &'b mut Builder,
    /// What the file's name says.
    hint: Option<Kind>,
    /// The dataset that resources apart belong to, when they do not say it.
    dataset_id: Option<String>,
    rows: u64,
    /// Empty lines, which count in the number of a record but hold none.
    blank: u64,
    kinds: BTreeMap<Kind, u64>,
    /// Records of no known kind: worth a word only in a file that holds others.
    unread: Vec<Example>,
}

impl Reader<'_, '_> {
    fn read(&mut self, mut splitter: Splitter<impl io::BufRead>) -> io::Result<()> {
        let (mut buffer, mut envelope) = (Vec::new(), Vec::new());
        // Resources of a page whose links, behind them, say whose they are.
        let mut pending: Vec<Vec<u8>> = Vec::new();
        let from_path = self.dataset_id.clone();
        while let Some(piece) = splitter.next(&mut buffer, &mut envelope)? {
            if buffer.trim_ascii().is_empty() && piece != Piece::Cut {
                self.blank += 1;
                continue;
            }
            match piece {
                Piece::Record if pending.len() < PENDING && self.waits_for_dataset(&buffer) => {
                    pending.push(std::mem::take(&mut buffer));
                }
                Piece::Envelope if envelope_is_page(&buffer) => {
                    if self.dataset_id.is_none() {
                        self.dataset_id = dataset_in_links(&buffer);
                    }
                    self.parse_all(&mut pending);
                    self.dataset_id.clone_from(&from_path);
                }
                Piece::Record | Piece::Envelope => {
                    self.rows += 1;
                    self.parse(&buffer);
                }
                Piece::Cut => {
                    self.rows += 1;
                    let number = self.number();
                    let value = String::from_utf8_lossy(&buffer[..buffer.len().min(500)]);
                    let done = "left out: the file ends inside it, and whatever followed is missing";
                    self.session.report((number, ""), fault::BAD_JSON, ("", &value), done);
                }
            }
        }
        self.parse_all(&mut pending);
        Ok(())
    }

    /// Whether the record is a resource that does not say whose it is, while nothing else does.
    fn waits_for_dataset(&self, bytes: &[u8]) -> bool {
        self.dataset_id.is_none()
            && serde_json::from_slice::<Json>(bytes).is_ok_and(|value| {
                Kind::of(&value, self.hint) == Some(Kind::Resource) && resource::is_orphan(&value)
            })
    }

    fn parse_all(&mut self, records: &mut Vec<Vec<u8>>) {
        for record in records.drain(..) {
            self.rows += 1;
            self.parse(&record);
        }
    }

    /// The number of the record being read: that of its line in JSON Lines.
    const fn number(&self) -> u64 {
        self.rows + self.blank
    }

    /// Parses the bytes of a record and reads it.
    fn parse(&mut self, bytes: &[u8]) {
        let number = self.number();
        let text = String::from_utf8_lossy(bytes);
        let is_whole = matches!(text, Cow::Borrowed(_));
        let text = text.trim_start_matches('\u{feff}');
        let mended;
        let (value, is_mended) = match serde_json::from_str::<Json>(text) {
            Ok(value) => (value, false),
            Err(error) => {
                mended = mend::mend(text);
                let Ok(value) = serde_json::from_str::<Json>(&mended) else {
                    let start = text.trim().chars().take(Findings::VALUE_LENGTH).collect::<String>();
                    let done = format!("left out: {error}");
                    self.session.report((number, ""), fault::BAD_JSON, ("", &start), &done);
                    return;
                };
                (value, true)
            }
        };
        let id = value.get("id").scalar().unwrap_or_default();
        if !is_whole {
            let done = "what is not UTF-8 was replaced by U+FFFD";
            self.session.report((number, &id), fault::BAD_UTF8, ("", ""), done);
        }
        if is_mended {
            self.session.report((number, &id), fault::MENDED_JSON, ("", ""), "read");
        }
        self.value(&value, 0);
    }

    /// Reads an object, or the records of a page or list.
    fn value(&mut self, value: &Json, depth: u8) {
        let kind = if let Json::List(items) = value {
            if depth < 2 {
                for item in items {
                    self.value(item, depth + 1);
                }
            }
            return;
        } else {
            Kind::of(value, self.hint)
        };
        if kind == Some(Kind::Page) && depth < 2 {
            let linked = ["next_page", "previous_page"]
                .into_iter()
                .find_map(|key| dataset_in_link(value.get(key).text()?));
            let outer = self.dataset_id.clone();
            self.dataset_id = linked.or_else(|| outer.clone());
            for item in value.get("data").items() {
                self.value(item, depth + 1);
            }
            self.dataset_id = outer;
            return;
        }
        let number = self.number();
        let mut record = Record::new(value, number, &mut self.session);
        let Some(kind) = kind.filter(|kind| *kind != Kind::Page) else {
            if value.is_object() && self.hint.is_some() && record.id().is_empty() {
                record.report(fault::MISSING_ID, "id", "", "left out");
            } else if self.unread.len() < Findings::EXAMPLES {
                self.unread.push(Example {
                    file: self.session.name.to_owned(),
                    row: number,
                    id: value.get("id").scalar().unwrap_or_default().into_owned(),
                    done: "not read: it is no dataset, organization, reuse, dataservice, topic, post or resource"
                        .to_owned(),
                    ..Example::default()
                });
            }
            return;
        };
        *self.kinds.entry(kind).or_default() += 1;
        if record.id().is_empty() && kind != Kind::Site {
            record.report(fault::MISSING_ID, "id", "", "left out");
        }
        let builder = &mut *self.builder;
        match kind {
            Kind::Dataset => dataset::read(&mut record, builder),
            Kind::Organization => {
                builder.describes_organizations();
                organization::read(&mut record, builder);
            }
            Kind::Reuse => reuse::read(&mut record, builder),
            Kind::Dataservice => dataservice::read(&mut record, builder),
            Kind::Topic => topic::read(&mut record, builder),
            Kind::Post => post::read(&mut record, builder),
            Kind::Resource | Kind::CommunityResource if record.id().is_empty() => {}
            Kind::Resource => resource::read_apart(&mut record, self.dataset_id.as_deref(), builder),
            Kind::CommunityResource => resource::read_community(&mut record, builder),
            Kind::Site | Kind::Page => {}
        }
    }
}

/// Whether what stands around records is a page: what the document held beside them, or a list of its own that is empty.
fn envelope_is_page(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Json>(bytes).is_ok_and(|value| Kind::of(&value, None) == Some(Kind::Page))
}

/// The dataset whose resources a page lists, by its links.
fn dataset_in_links(envelope: &[u8]) -> Option<String> {
    let value: Json = serde_json::from_slice(envelope).ok()?;
    ["next_page", "previous_page"].into_iter().find_map(|key| dataset_in_link(value.get(key).text()?))
}

/// The id or slug in `/api/2/datasets/<id>/resources/`.
fn dataset_in_link(link: &str) -> Option<String> {
    let (_, rest) = link.split_once("/datasets/")?;
    let (id, rest) = rest.split_once('/')?;
    rest.starts_with("resources/").then(|| id.to_owned())
}
