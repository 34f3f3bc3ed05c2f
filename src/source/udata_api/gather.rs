//! All records that are wanted, of every kind: the whole portal, or what the filters leave and what belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

use super::api::{Api, Record};
use super::change_list::compare;
use super::crawl::{crawl, renew};
use super::listing::Listing;
use super::scope::{Scope, elements, includes, listed, producer};
use super::store::{Place, Store};
use super::update::{Last, Memory, is_compared, update};
use super::walk::Walk;
use super::work::Work;
use super::{Event, FetchError, Watch};
use crate::archive::Kind;
use crate::config::SourceConfig;
use crate::net::shown;

/// Above this many organizations their whole list is walked instead of asking for each.
const MOST_SINGLE: usize = 400;
/// Page sizes of the walks that look for what belongs to the datasets.
const SEARCHES: [u64; 3] = [200, 130, 70];

/// The records of a fetch, by kind.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    stores: BTreeMap<Kind, Vec<Store>>,
    /// Kinds that were asked for and that the portal does not serve.
    pub(super) absent: Vec<Kind>,
    /// What the next fetch goes on from.
    pub(super) memory: Memory,
    /// The rows of exports, by kind.
    pub(super) rows: BTreeMap<Kind, PathBuf>,
}

impl Gathered {
    /// Fetches everything that is wanted.
    pub(super) fn gather(
        api: &Api,
        source: &SourceConfig,
        scope: &Scope,
        work: &Work,
        last: Option<&Last>,
        hosts: &[String],
        watch: Watch,
    ) -> Result<Self, FetchError> {
        let mut gathered = Self::default();
        let job = Job { api, source, scope, work, last, hosts, watch };
        if scope.is_filtered() {
            job.filtered(&mut gathered)?;
        } else {
            job.whole(&mut gathered)?;
        }
        Ok(gathered)
    }

    /// Whether there is a file of the kind.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.stores.contains_key(&kind)
    }

    /// How many different records of a kind there are.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.places(kind).len()
    }

    /// Gives every record of a kind once, in the order of ids; returns how many resources they have.
    pub(super) fn each(
        &self,
        kind: Kind,
        take: &mut dyn FnMut(&str, &Value) -> io::Result<()>,
    ) -> io::Result<u64> {
        let mut resources = 0;
        for (id, (store, place)) in self.places(kind) {
            take(id, &store.read(place)?)?;
            resources += place.resources;
        }
        Ok(resources)
    }

    fn places(&self, kind: Kind) -> BTreeMap<&str, (&Store, Place)> {
        let stores = self.stores.get(&kind).into_iter().flatten();
        stores.flat_map(|store| store.iter().map(move |(id, place)| (id, (store, *place)))).collect()
    }

    fn add(&mut self, kind: Kind, store: Option<Store>) {
        match store {
            Some(store) => self.stores.entry(kind).or_default().push(store),
            None => self.absent.push(kind),
        }
    }
}

struct Job<'a> {
    api: &'a Api<'a>,
    source: &'a SourceConfig,
    scope: &'a Scope,
    work: &'a Work,
    last: Option<&'a Last>,
    hosts: &'a [String],
    watch: Watch<'a>,
}

impl Job<'_> {
    /// The whole portal.
    fn whole(&self, gathered: &mut Gathered) -> Result<(), FetchError> {
        for kind in Kind::ALL.into_iter().filter(|kind| includes(self.source, *kind)) {
            let store = self.all(kind, gathered)?;
            if kind == Kind::Datasets && store.is_none() {
                return Err(FetchError::NotUdata {
                    url: shown(&self.api.base),
                    reason: "it has no /api/1/datasets/ (404)".to_owned(),
                });
            }
            gathered.add(kind, store);
        }
        Ok(())
    }

    /// All records of a kind: on top of the last snapshot where that is less work.
    fn all(&self, kind: Kind, gathered: &mut Gathered) -> Result<Option<Store>, FetchError> {
        if let Some(last) = self.last {
            let folder = self.work.at(&format!("{}-update", kind.name()));
            if let Some(updated) = update(self.api, kind, last, self.hosts, &folder, self.watch)? {
                gathered.memory.looked_at.insert(kind, updated.looked_at);
                if let Some((validators, rows)) = updated.export {
                    gathered.memory.exports.insert(kind, validators);
                    gathered.rows.insert(kind, rows);
                }
                return Ok(Some(updated.store));
            }
        }
        let Some(store) = self.list(&Listing::of(kind))? else { return Ok(None) };
        gathered.memory.looked_at.insert(kind, Timestamp::now());
        if is_compared(kind, store.len()) {
            let folder = self.work.at(&format!("{}-export", kind.name()));
            if let Some(compared) = compare(self.api, kind, self.hosts, None, &folder)? {
                gathered.memory.exports.insert(kind, compared.validators);
                gathered.rows.insert(kind, compared.rows);
            }
        }
        Ok(Some(store))
    }

    /// What the filters leave, and what belongs to it.
    fn filtered(&self, gathered: &mut Gathered) -> Result<(), FetchError> {
        for listing in self.scope.datasets() {
            gathered.add(Kind::Datasets, self.list(&listing)?);
        }
        let mut named: BTreeSet<String> = self
            .scope
            .topics
            .iter()
            .flat_map(|topic| elements(&topic.value, "Dataset"))
            .map(str::to_owned)
            .collect();
        named.retain(|id| !gathered.stores.values().flatten().any(|store| store.get(id).is_some()));
        let datasets = self.singly(Kind::Datasets, &named, &self.scope.datasets)?;
        gathered.add(Kind::Datasets, Some(datasets));
        let datasets: BTreeSet<String> =
            gathered.places(Kind::Datasets).into_keys().map(str::to_owned).collect();
        if datasets.is_empty() {
            return Ok(());
        }
        let organizations: BTreeSet<&str> =
            self.scope.organizations.iter().map(|record| &*record.id).collect();
        let mut reuses = BTreeSet::new();
        if includes(self.source, Kind::Reuses) {
            let belongs = |record: &Value| {
                producer(record).is_some_and(|id| organizations.contains(id))
                    || listed(record, "datasets").any(|id| datasets.contains(id))
            };
            match self.search(Kind::Reuses, "id,organization{id},datasets{id}", &belongs)? {
                Some(found) => {
                    gathered.add(Kind::Reuses, Some(self.singly(Kind::Reuses, &found, &[])?));
                    reuses = found;
                }
                None => gathered.add(Kind::Reuses, None),
            }
        }
        if includes(self.source, Kind::Dataservices) {
            self.related(Kind::Dataservices, &[], gathered)?;
        }
        if includes(self.source, Kind::Topics) || !self.scope.topics.is_empty() {
            self.related(Kind::Topics, &self.scope.topics, gathered)?;
        }
        if includes(self.source, Kind::Posts) {
            let belongs = |record: &Value| {
                listed(record, "datasets").any(|id| datasets.contains(id))
                    || listed(record, "reuses").any(|id| reuses.contains(id))
            };
            let found = self.search(Kind::Posts, "id,datasets{id},reuses{id}", &belongs)?;
            let posts = found.map(|found| self.singly(Kind::Posts, &found, &[])).transpose()?;
            gathered.add(Kind::Posts, posts);
        }
        let store = self.organizations(gathered)?;
        gathered.add(Kind::Organizations, store);
        Ok(())
    }

    /// The lists that go with the filter, and records that are at hand.
    fn related(&self, kind: Kind, at_hand: &[Record], gathered: &mut Gathered) -> Result<(), FetchError> {
        let mut is_absent = false;
        for listing in self.scope.related(kind) {
            match self.list(&listing)? {
                Some(store) => gathered.add(kind, Some(store)),
                None => is_absent = true,
            }
        }
        if is_absent && at_hand.is_empty() {
            gathered.absent.push(kind);
        } else {
            gathered.add(kind, Some(self.singly(kind, &BTreeSet::new(), at_hand)?));
        }
        Ok(())
    }

    /// The organizations of the filter, and those that publish what was found.
    fn organizations(&self, gathered: &Gathered) -> Result<Option<Store>, FetchError> {
        let mut wanted = BTreeSet::new();
        for kind in [Kind::Datasets, Kind::Reuses, Kind::Dataservices, Kind::Topics] {
            let result = gathered.each(kind, &mut |_, record| {
                wanted.extend(producer(record).map(str::to_owned));
                Ok(())
            });
            result.map_err(FetchError::io(self.work.at(kind.name())))?;
        }
        for record in &self.scope.organizations {
            wanted.remove(&record.id);
        }
        if wanted.len() <= MOST_SINGLE {
            return self.singly(Kind::Organizations, &wanted, &self.scope.organizations).map(Some);
        }
        let Some(mut store) = self.list(&Listing::of(Kind::Organizations))? else { return Ok(None) };
        wanted.extend(self.scope.organizations.iter().map(|record| record.id.clone()));
        let others: Vec<String> =
            store.iter().map(|(id, _)| id.to_owned()).filter(|id| !wanted.contains(id)).collect();
        for id in &others {
            store.remove(id);
        }
        Ok(Some(store))
    }

    fn list(&self, listing: &Listing) -> Result<Option<Store>, FetchError> {
        crawl(self.api, listing, &self.work.at(&listing.name()), self.watch)
    }

    /// Records that are asked for one by one, and those at hand. What the portal does not show is left out.
    fn singly(&self, kind: Kind, ids: &BTreeSet<String>, at_hand: &[Record]) -> Result<Store, FetchError> {
        let folder = self.work.at(&format!("{}-singly", kind.name()));
        let mut store = Store::open(&folder).map_err(FetchError::io(&folder))?;
        let wanted: Vec<String> = ids.iter().filter(|id| store.get(id).is_none()).cloned().collect();
        let kept = ids.len() - wanted.len();
        (self.watch)(Event::Begin { kind, total: ids.len() as u64, kept: kept as u64 });
        renew(self.api, kind, &mut store, &wanted, &|| (self.watch)(Event::Add(1)))?;
        for record in at_hand {
            store.put(record).map_err(FetchError::io(&folder))?;
        }
        (self.watch)(Event::End { kind, count: store.len() as u64 });
        Ok(store)
    }

    /// The ids of the records of a kind that belong to what was fetched, by a walk over a few fields of all of them.
    /// `None` when the portal does not serve the kind.
    fn search(
        &self,
        kind: Kind,
        mask: &'static str,
        belongs: &(dyn Fn(&Value) -> bool + Sync),
    ) -> Result<Option<BTreeSet<String>>, FetchError> {
        let listing = Listing { mask: Some(mask), ..Listing::of(kind) };
        let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
        let mut total = 0;
        for size in SEARCHES {
            let mut walk = Walk::new(self.api, &listing, size);
            let mut first = match walk.first() {
                Ok(first) => first,
                Err(error) if super::api::is_missing(&error) => return Ok(None),
                Err(error) => return Err(error),
            };
            if let Some(made) = first.size {
                walk = Walk::new(self.api, &listing, made);
                first = walk.first()?;
            }
            total = first.total;
            let kept = Mutex::new((&mut seen, &mut found));
            let keep = |records: Vec<Record>| {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                for record in records {
                    if belongs(&record.value) {
                        kept.1.insert(record.id.clone());
                    }
                    kept.0.insert(record.id);
                }
            };
            keep(first.records);
            walk.all(total, &|number| number == 0, &|_, records| {
                keep(records);
                Ok(())
            })?;
            if seen.len() as u64 >= total {
                return Ok(Some(found));
            }
        }
        Err(FetchError::Short {
            url: shown(&self.api.at(listing.version(), &[kind.name()])),
            kind: kind.name(),
            total,
            found: seen.len() as u64,
            looks: u32::try_from(SEARCHES.len()).unwrap_or(u32::MAX),
        })
    }
}
