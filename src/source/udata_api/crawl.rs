//! A list, whole: all its pages, then a second look at what moved, changed or went meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::api::{Api, Record, is_archived, is_missing, lie};
use super::listing::Listing;
use super::page::Wrong;
use super::store::{Store, is_whole, write};
use super::walk::Walk;
use super::{Event, FetchError, Watch, pool};
use crate::archive::Kind;
use crate::net::shown;

/// Records of a page. Lists with all files of every dataset are slow: udata's proxies cut larger ones off.
const PAGE: u64 = 50;
/// Records of a page of a long list.
const LONG_PAGE: u64 = 100;
/// What a long list is.
const LONG: u64 = 2000;
/// Records of the pages of each look at ids and dates; each look cuts the list elsewhere.
const LOOKS: [u64; 5] = [1000, 700, 1000, 300, 110];
/// So many records that a list lacks are asked for singly to know whether they are gone.
const MOST_DOUBTS: usize = 1000;

/// How a list was cut into pages, kept for a fetch that is taken up.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Plan {
    block: u64,
    total: u64,
    /// The first page was the whole list.
    is_one: bool,
}

/// Fetches a list into `folder`, going on with what is there. `None` when the portal serves no such list.
pub(super) fn crawl(
    api: &Api,
    listing: &Listing,
    folder: &Path,
    watch: Watch,
) -> Result<Option<Store>, FetchError> {
    let io = || FetchError::io(folder);
    let store = Store::open(folder).map_err(io())?;
    let path = folder.join("plan.json");
    let plan: Option<Plan> = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let plan = match plan {
        Some(plan) => plan,
        None => match begin(api, listing, &store) {
            Ok(plan) => {
                let bytes = serde_json::to_vec(&plan).map_err(|error| FetchError::io(&path)(error.into()))?;
                fs::write(&path, bytes).map_err(FetchError::io(&path))?;
                plan
            }
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(error),
        },
    };
    watch(Event::Begin { kind: listing.kind, total: plan.total, kept: store.len() as u64 });
    if !plan.is_one {
        let walk = Walk::new(api, listing, plan.block);
        walk.all(plan.total, &|number| is_whole(&store.page(number)), &|number, records| {
            verify(api, listing, &records)?;
            write(&store.page(number), &records).map_err(FetchError::io(store.page(number)))?;
            watch(Event::Add(records.len() as u64));
            Ok(())
        })?;
    }
    let mut store = Store::open(folder).map_err(io())?;
    if !plan.is_one {
        settle(api, listing, &mut store)?;
    }
    watch(Event::End { kind: listing.kind, count: store.len() as u64 });
    Ok(Some(store))
}

/// The first page, which tells how the others are asked for.
fn begin(api: &Api, listing: &Listing, store: &Store) -> Result<Plan, FetchError> {
    let first = Walk::new(api, listing, PAGE).first()?;
    verify(api, listing, &first.records)?;
    let ids: BTreeSet<&str> = first.records.iter().map(|record| &*record.id).collect();
    let is_one = ids.len() as u64 == first.total && first.records.len() == ids.len();
    let block = first.size.unwrap_or(if first.total > LONG { LONG_PAGE } else { PAGE });
    let plan = Plan { block, total: first.total, is_one };
    if is_one || block == PAGE || first.size.is_some() {
        write(&store.page(0), &first.records).map_err(FetchError::io(store.page(0)))?;
    }
    Ok(plan)
}

/// Refuses records that the filter should have kept out.
fn verify(api: &Api, listing: &Listing, records: &[Record]) -> Result<(), FetchError> {
    if listing.kind != Kind::Datasets {
        return Ok(());
    }
    for (name, wanted) in &listing.query {
        let matches = |record: &Record| match *name {
            "organization" => record.value["organization"]["id"].as_str().is_none_or(|id| id == wanted),
            "license" => record.value["license"].as_str().is_none_or(|id| id == wanted),
            "tag" => {
                let mut tags = record.value["tags"].as_array().into_iter().flatten();
                tags.any(|tag| tag.as_str() == Some(wanted))
            }
            _ => true,
        };
        if !records.iter().all(matches) {
            let url = shown(&api.at(listing.version(), &[listing.kind.name()]));
            return Err(FetchError::FilterIgnored {
                url,
                what: "datasets",
                filter: format!("{name}={wanted}"),
            });
        }
    }
    Ok(())
}

/// What a look at ids and dates found.
#[derive(Debug)]
pub(super) struct Look {
    /// Stamps by id.
    pub(super) stamps: BTreeMap<String, u64>,
    /// How many there are, when that did not change meanwhile.
    pub(super) total: Option<u64>,
    /// How many the first page told.
    pub(super) said: u64,
}

impl Look {
    /// Whether nothing moved: as many different records as there are.
    pub(super) fn is_consistent(&self) -> bool {
        self.total == Some(self.stamps.len() as u64)
    }
}

/// Lists ids and dates.
pub(super) fn look(api: &Api, listing: &Listing, size: u64) -> Result<Look, FetchError> {
    let listing = listing.stamps();
    let mut walk = Walk::new(api, &listing, size);
    let mut first = walk.first()?;
    if let Some(made) = first.size {
        walk = Walk::new(api, &listing, made);
        first = walk.first()?;
    }
    let stamps = Mutex::new(BTreeMap::new());
    let keep = |records: Vec<Record>| {
        let mut stamps = stamps.lock().unwrap_or_else(PoisonError::into_inner);
        stamps.extend(records.into_iter().map(|record| (record.id, record.stamp)));
    };
    keep(first.records);
    walk.all(first.total, &|number| number == 0, &|_, records| {
        keep(records);
        Ok(())
    })?;
    let stamps = stamps.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Look { stamps, total: walk.total(), said: first.total })
}

/// Looks at the list again, from its other end, until it and the records agree: what moved is found, what changed is
/// had anew, what went goes.
pub(super) fn settle(api: &Api, listing: &Listing, store: &mut Store) -> Result<(), FetchError> {
    let before = store.len() as u64;
    let mut last = None;
    for (round, size) in LOOKS.into_iter().enumerate() {
        let seen = look(api, listing, size)?;
        if seen.said > 2 * before.max(50) + 1000 {
            let reason =
                format!("the list had {before} records and now says {}: it grows without end", seen.said);
            return Err(lie(&api.at(listing.version(), &[listing.kind.name()]), Wrong::Lie(reason)));
        }
        let changed = |(id, stamp): (&String, &u64)| store.get(id).is_some_and(|place| place.stamp != *stamp);
        // A portal whose lists do not give the fields that its records have tells nothing of changes.
        let is_telling =
            seen.stamps.iter().filter(|(id, stamp)| changed((id, stamp))).count() <= 20.max(store.len() / 2);
        let wanted: Vec<String> = seen
            .stamps
            .iter()
            .filter(|(id, stamp)| store.get(id).is_none() || is_telling && changed((id, stamp)))
            .map(|(id, _)| id.clone())
            .collect();
        let unlisted: Vec<String> = store
            .iter()
            .filter(|(id, _)| !seen.stamps.contains_key(*id))
            .map(|(id, _)| id.to_owned())
            .collect();
        let is_sure = seen.is_consistent() && (round > 0 || unlisted.len() > MOST_DOUBTS);
        renew(api, listing.kind, store, &wanted, &|| ())?;
        if is_sure {
            for id in &unlisted {
                store.remove(id);
            }
        } else if unlisted.len() <= MOST_DOUBTS {
            renew(api, listing.kind, store, &unlisted, &|| ())?;
            let archived: Vec<String> = unlisted
                .into_iter()
                .filter(|id| {
                    store
                        .get(id)
                        .is_some_and(|place| store.read(place).is_ok_and(|value| is_archived(&value)))
                })
                .collect();
            for id in archived {
                store.remove(&id);
            }
        }
        if seen.total == Some(store.len() as u64) {
            return Ok(());
        }
        last = Some(seen.said);
    }
    Err(FetchError::Short {
        url: shown(&api.at(listing.version(), &[listing.kind.name()])),
        kind: listing.kind.name(),
        total: last.unwrap_or_default(),
        found: store.len() as u64,
        looks: u32::try_from(LOOKS.len()).unwrap_or(u32::MAX),
    })
}

/// Asks for records singly, and takes out those that are not there any more.
pub(super) fn renew(
    api: &Api,
    kind: Kind,
    store: &mut Store,
    ids: &[String],
    tell: &(dyn Fn() + Sync),
) -> Result<(), FetchError> {
    let store = Mutex::new(store);
    pool::each(api.client.concurrency(), ids.len(), |place| {
        let id = &ids[place];
        let found = api.record_of(kind, id)?.filter(|record| record.id == *id);
        tell();
        let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
        match found {
            Some(record) => {
                let folder = store.page(0);
                store.put(&record).map_err(FetchError::io(folder))?;
            }
            None => store.remove(id),
        }
        Ok(())
    })
}
