//! udata's API: pages of lists, single records, and the parts that stand behind links.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use url::Url;

use super::FetchError;
use super::listing::{Listing, stamp};
use super::page::{Asked, Envelope, Wrong, is_id};
use crate::archive::{Kind, redact};
use crate::net::{Answer, Client, NetError, Request, Unusable, shown};

/// The most bytes of a page, unpacked. The largest dataset of data.gouv.fr alone has some 25 MB; what is larger is
/// had in parts.
const PAGE: u64 = 32 * 1024 * 1024;
/// The most parts (resources, elements) of a record.
const MOST_PARTS: u64 = 200_000;
/// How often a request is tried that a smaller one can stand in for.
const FEW: u32 = 4;

/// A portal's API.
#[derive(Debug)]
pub(super) struct Api<'a> {
    pub(super) client: &'a Client,
    pub(super) base: Url,
    /// Whether owners' slugs are kept.
    pub(super) owners: bool,
    /// Whether numbers of discussions are kept.
    pub(super) discussions: bool,
    /// Kinds whose lists take no order.
    unsorted: Mutex<BTreeSet<Kind>>,
}

/// A record as a snapshot keeps it.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) id: String,
    /// Another when the record changed.
    pub(super) stamp: u64,
    /// How many resources it has.
    pub(super) resources: u64,
    /// The record itself.
    pub(super) value: Value,
}

/// A page of a list.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) records: Vec<Record>,
    /// How many there are on all pages.
    pub(super) total: u64,
    /// The size of pages that the server made of the one asked for.
    pub(super) size: Option<u64>,
}

impl<'a> Api<'a> {
    pub(super) fn new(client: &'a Client, base: Url, owners: bool, discussions: bool) -> Self {
        Self { client, base, owners, discussions, unsorted: Mutex::default() }
    }

    /// An address of the API, with a slash at the end.
    pub(super) fn at(&self, version: &str, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        // Refused only by addresses without a host, which the configuration does not let through.
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(["api", version]).extend(path).push("");
        }
        url
    }

    /// A page of a list. Where a smaller page could do instead, `is_firm` is false: it gives up sooner.
    pub(super) fn page(&self, listing: &Listing, asked: Asked, is_firm: bool) -> Result<Page, FetchError> {
        let is_unsorted = self.unsorted().contains(&listing.kind);
        match self.page_in_order(listing, asked, is_firm, !is_unsorted) {
            Err(FetchError::Net(error))
                if error.status() == Some(400) && listing.sort.is_some() && !is_unsorted =>
            {
                let page = self.page_in_order(listing, asked, is_firm, false)?;
                self.unsorted().insert(listing.kind);
                Ok(page)
            }
            result => result,
        }
    }

    /// A page of a list, in its order or in none.
    pub(super) fn page_in_order(
        &self,
        listing: &Listing,
        asked: Asked,
        is_firm: bool,
        is_sorted: bool,
    ) -> Result<Page, FetchError> {
        let mut url = self.at(listing.version(), &[listing.kind.name()]);
        {
            let mut query = url.query_pairs_mut();
            for (name, value) in &listing.query {
                query.append_pair(name, value);
            }
            if let Some(sort) = listing.sort.filter(|_| is_sorted) {
                query.append_pair("sort", sort);
            }
            query.append_pair("page", &asked.page.to_string());
            query.append_pair("page_size", &asked.size.to_string());
        }
        let body = self.list(&url, asked, listing.list_mask(), is_firm)?;
        let envelope = Envelope::read(&body, asked).map_err(|wrong| lie(&url, wrong))?;
        let mut records = Vec::with_capacity(envelope.data.len());
        for raw in &envelope.data {
            let value: Value = serde_json::from_str(raw.get())
                .map_err(|error| lie(&url, Wrong::Lie(format!("a record is not JSON ({error})"))))?;
            records.push(self.record(listing.kind, value, &url)?);
        }
        Ok(Page { records, total: envelope.total, size: envelope.page_size })
    }

    /// A record by its id or slug. `None` when the portal does not have it (any more), or does not show it.
    pub(super) fn record_of(&self, kind: Kind, key: &str) -> Result<Option<Record>, FetchError> {
        let whole = Listing::of(kind);
        let mut versions = vec![whole.version()];
        if kind == Kind::Datasets {
            versions.push("2");
        }
        let mut failed = None;
        for (place, version) in versions.iter().enumerate() {
            let url = self.at(version, &[kind.name(), key]);
            let mut request = Request::json(url.clone(), PAGE);
            request.attempts = (place + 1 < versions.len()).then_some(FEW);
            if let Some(mask) = whole.mask {
                request.headers.push(("x-fields", mask.to_owned()));
            }
            match self.get(&request, &mut |answer| object(&answer)) {
                Ok(value) => {
                    return Ok(Some(self.record(kind, value, &url)?).filter(|record| is_shown(&record.value)));
                }
                Err(error) if matches!(error.status(), Some(404 | 410)) => return Ok(None),
                Err(error) if error.is_overload() => failed = Some(error),
                Err(error) => return Err(error.into()),
            }
        }
        // One was tried at least, and this is reached by its failure only.
        failed.map_or(Ok(None), |error| Err(error.into()))
    }

    /// What a record becomes in a snapshot: its parts in it, and without what is not kept.
    fn record(&self, kind: Kind, mut value: Value, url: &Url) -> Result<Record, FetchError> {
        let id = match value.get("id").and_then(Value::as_str) {
            Some(id) if is_id(id) => id.to_owned(),
            Some(id) => {
                let id: String = id.chars().filter(|c| !c.is_control()).take(60).collect();
                return Err(lie(
                    url,
                    Wrong::Lie(format!("a record has the id \"{id}\", which is none of udata's")),
                ));
            }
            None => return Err(lie(url, Wrong::Lie("a record has no id".to_owned()))),
        };
        match kind {
            Kind::Datasets if is_link(&value["resources"]) => {
                let resources = self.parts(&["datasets", &id, "resources"])?.unwrap_or_default();
                value["resources"] = Value::Array(resources);
            }
            Kind::Topics if is_link(&value["elements"]) => {
                if let Some(elements) = self.parts(&["topics", &id, "elements"])? {
                    value["elements"] = Value::Array(elements);
                }
            }
            _ => {}
        }
        if let Some(object) = value.as_object_mut() {
            object.retain(|key, part| key != "community_resources" || !is_link(part));
        }
        redact(&mut value, self.owners);
        if let Some(metrics) =
            value.get_mut("metrics").and_then(Value::as_object_mut).filter(|_| !self.discussions)
        {
            metrics.retain(|name, _| !name.starts_with("discussions"));
        }
        let resources = value["resources"].as_array().map_or(0, Vec::len) as u64;
        Ok(Record { stamp: stamp(kind, &value), id, resources, value })
    }

    /// All parts of a record that stand behind a link; `None` when there is no such link.
    fn parts(&self, path: &[&str]) -> Result<Option<Vec<Value>>, FetchError> {
        let mut size = 50;
        'sizes: loop {
            let (mut parts, mut page, mut total): (Vec<Value>, u64, u64) = (Vec::new(), 1, 0);
            while page == 1 || (page - 1) * size < total {
                let asked = Asked { page, size };
                let mut url = self.at("2", path);
                url.query_pairs_mut()
                    .append_pair("page", &page.to_string())
                    .append_pair("page_size", &size.to_string());
                let body = match self.list(&url, asked, None, size == 1) {
                    Ok(body) => body,
                    Err(FetchError::Net(error)) if error.status() == Some(404) && page == 1 => {
                        return Ok(None);
                    }
                    // The list became shorter meanwhile.
                    Err(FetchError::Net(error)) if error.status() == Some(404) => break,
                    Err(FetchError::Net(error)) if error.is_overload() && size > 1 => {
                        size = if size > 10 { 10 } else { 1 };
                        continue 'sizes;
                    }
                    Err(error) => return Err(error),
                };
                let envelope = Envelope::read(&body, asked).map_err(|wrong| lie(&url, wrong))?;
                total = envelope.total;
                if total > MOST_PARTS {
                    return Err(lie(&url, Wrong::Lie(format!("a record has {total} parts"))));
                }
                for raw in &envelope.data {
                    let part = serde_json::from_str(raw.get());
                    parts.push(
                        part.map_err(|error| lie(&url, Wrong::Lie(format!("a part is not JSON ({error})"))))?,
                    );
                }
                page += 1;
            }
            let mut seen = BTreeSet::new();
            parts.retain(|part| match part.get("id").and_then(Value::as_str) {
                Some(id) => seen.insert(id.to_owned()),
                None => true,
            });
            if parts.len() as u64 >= total {
                return Ok(Some(parts));
            }
            if size == 1 {
                let reason = format!("{total} parts are announced, and {} come", parts.len());
                return Err(lie(&self.at("2", path), Wrong::Lie(reason)));
            }
            // They moved while they were listed, or the server makes other pages than asked: again, by other pages.
            size = if size > 10 { 10 } else { 1 };
        }
    }

    /// The body of a page that has the right shape.
    fn list(
        &self,
        url: &Url,
        asked: Asked,
        mask: Option<String>,
        is_firm: bool,
    ) -> Result<Vec<u8>, FetchError> {
        let mut request = Request::json(url.clone(), PAGE);
        request.attempts = (!is_firm).then_some(FEW);
        request.headers.extend(mask.map(|mask| ("x-fields", mask)));
        self.get(&request, &mut |answer| {
            is_json(&answer)?;
            match Envelope::read(&answer.body, asked) {
                Err(Wrong::Passing(reason)) => Err(Unusable(reason)),
                // What is no use to ask for again is said by the caller, who reads the same once more.
                Err(Wrong::Lie(_)) | Ok(_) => Ok(()),
            }?;
            Ok(answer.body)
        })
        .map_err(FetchError::from)
    }

    /// Asks. A request that is tried a few times only, for there is another way, is tried longer where what fails is
    /// not the request itself: a server that asks for time, or a network that is away.
    fn get<T>(
        &self,
        request: &Request,
        accept: &mut dyn FnMut(Answer) -> Result<T, Unusable>,
    ) -> Result<T, NetError> {
        match self.client.get(request, &mut *accept) {
            Err(error @ NetError::GaveUp { .. }) if request.attempts.is_some() && !error.is_overload() => {
                self.client.get(&Request { attempts: None, ..request.clone() }, accept)
            }
            result => result,
        }
    }

    fn unsorted(&self) -> std::sync::MutexGuard<'_, BTreeSet<Kind>> {
        self.unsorted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The object that an answer holds.
pub(super) fn object(answer: &Answer) -> Result<Value, Unusable> {
    is_json(answer)?;
    match serde_json::from_slice(&answer.body) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(Unusable("the answer is JSON, but not a record".to_owned())),
        Err(error) => Err(Unusable(format!("the answer is not JSON ({error})"))),
    }
}

fn is_json(answer: &Answer) -> Result<(), Unusable> {
    if answer.media_type == "text/html" || answer.body.trim_ascii_start().starts_with(b"<") {
        return Err(Unusable("a web page came where JSON was asked for".to_owned()));
    }
    Ok(())
}

/// Whether a part stands behind a link: `{"rel": "subsection", "href": ..., "total": ...}`.
fn is_link(part: &Value) -> bool {
    part.get("href").is_some_and(Value::is_string)
}

/// Whether the portal shows the record to everybody, in its lists.
pub(super) fn is_shown(record: &Value) -> bool {
    let is_set = |field: &str| {
        record.get(field).is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)))
    };
    !["private", "deleted", "deleted_at"].into_iter().any(is_set)
}

/// Whether the record was put away: shown by its address, in no list.
pub(super) fn is_archived(record: &Value) -> bool {
    ["archived", "archived_at"].into_iter().any(|field| {
        record.get(field).is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)))
    })
}

/// An error that asking again does not mend.
pub(super) fn lie(url: &Url, wrong: Wrong) -> FetchError {
    let (Wrong::Lie(reason) | Wrong::Passing(reason)) = wrong;
    FetchError::Lie { url: shown(url), reason }
}

/// Whether a smaller page may go where this one did not.
pub(super) fn is_overload(error: &FetchError) -> bool {
    matches!(error, FetchError::Net(error) if error.is_overload())
}

/// Whether the portal does not have what was asked for.
pub(super) fn is_missing(error: &FetchError) -> bool {
    matches!(error, FetchError::Net(error) if is_not_found(error))
}

fn is_not_found(error: &NetError) -> bool {
    matches!(error.status(), Some(404 | 410))
}
