//! A udata portal's API: fetched into a snapshot, politely, and whole or not at all.
//!
//! [`fetch`] walks over the lists of the API ([`walk`]), looks a second time at what moved meanwhile ([`crawl`]), keeps
//! what came on disk so that a killed fetch is taken up ([`store`], [`work`]), and puts the new snapshot in the place
//! of the last one when it is whole.

mod api;
mod change_list;
mod crawl;
mod error;
mod exports;
mod gather;
mod listing;
mod page;
mod pool;
mod scope;
mod store;
mod update;
mod walk;
mod work;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::Value;
use url::Url;

use self::api::Api;
pub use self::error::FetchError;
use self::exports::Downloads;
use self::gather::Gathered;
use self::scope::Scope;
use self::update::{Last, Memory};
use self::work::Work;
pub use self::work::recover;
use crate::archive::{Kind, Manifest, ManifestFile, Origin, SnapshotFile};
use crate::config::{Config, Include, SourceConfig, SourceKind};
use crate::net::{Client, Manners, NetError, Request, Tally, Unusable, shown};

/// The environment variable that holds a key for the API, where one is needed. It stands nowhere else.
pub const KEY: &str = "ETALAGE_API_KEY";
/// Where data.gouv.fr keeps its files.
const NATIONAL_HOSTS: [&str; 4] =
    ["static.data.gouv.fr", "www.data.gouv.fr", "object.files.data.gouv.fr", "files.data.gouv.fr"];
/// Another number makes nobody go on with pages of an earlier version.
const FORMAT: u32 = 1;
/// Requests a second to a server of one's own.
const OWN_PACE: f64 = 200.0;

/// How far a fetch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A list begins.
    Begin {
        /// What it holds.
        kind: Kind,
        /// How many records.
        total: u64,
        /// How many of them an earlier run left.
        kept: u64,
    },
    /// An export begins to come: what follows counts bytes.
    Download {
        /// What it holds.
        kind: Kind,
    },
    /// Records or bytes came.
    Add(u64),
    /// The list is whole.
    End {
        /// What it holds.
        kind: Kind,
        /// How many records.
        count: u64,
    },
    /// The snapshot is written.
    Writing,
}

/// Is told how far it is, from several threads.
pub type Watch<'a> = &'a (dyn Fn(Event) + Sync);

/// What a fetch did.
#[derive(Debug)]
pub struct Fetched {
    /// What the snapshot holds.
    pub manifest: Manifest,
    /// What it took.
    pub tally: Tally,
    /// Whether it went on with what an earlier run had left.
    pub is_resumed: bool,
    /// Kinds that the portal does not serve.
    pub absent: Vec<Kind>,
}

/// Fetches the source that the configuration names into the snapshot folder `target`.
pub fn fetch(config: &Config, target: &Path, watch: Watch) -> Result<Fetched, FetchError> {
    let source = &config.source;
    let url = source.url.as_deref().ok_or(FetchError::NoUrl)?;
    let base = Url::parse(url)
        .map_err(|error| NetError::BadUrl { url: url.to_owned(), reason: error.to_string() })?;
    let origin = Origin {
        kind: match source.kind {
            Some(SourceKind::UdataExports) => "udata-exports",
            _ => "udata-api",
        }
        .to_owned(),
        url: url.to_owned(),
        filters: scope::filters(source),
        include: includes(&source.include),
    };
    let client = Client::new(manners(config, &base));
    recover(target).map_err(FetchError::io(target))?;
    let last = Manifest::read(target).ok().flatten().filter(|last| last.source == origin);
    let identity = format!("{FORMAT} {origin:?} {}", config.catalog.owners);
    let identity = blake3::hash(identity.as_bytes()).to_hex();
    let base_of = Last::read(target, last.as_ref(), &identity);
    let work = Work::open(target, &identity, Timestamp::now())?;
    let discussions = source.include.contains(&Include::DiscussionsCounts);
    let api = Api::new(&client, base, config.catalog.owners, discussions);
    greet(&api)?;
    let scope = Scope::find(&api, source)?;
    let base = Base { url, origin, last: last.as_ref(), identity: &identity };
    let hosts = hosts(config);
    if source.kind == Some(SourceKind::UdataExports) {
        let last = base_of.as_ref();
        let downloads = Downloads { api: &api, scope: &scope, work: &work, last, hosts: &hosts, watch };
        let wanted: Vec<Kind> =
            exports::KINDS.into_iter().filter(|kind| scope::includes(source, *kind)).collect();
        let (exports, absent) = downloads.all(&wanted)?;
        let rows = exports
            .iter()
            .find(|export| export.file.kind == Kind::Datasets)
            .map_or(0, |export| export.file.rows);
        base.refuse(&api, source, &scope, rows, &absent)?;
        watch(Event::Writing);
        let draft = work.draft()?;
        let (files, counts) = exports::save(&exports, &downloads, &draft)?;
        let versions = exports.into_iter().map(|export| (export.file.kind, export.validators)).collect();
        let memory = Memory { exports: versions, ..Memory::default() };
        return base.publish(
            client.tally(),
            work,
            &draft,
            absent,
            (files, counts),
            (memory, &BTreeMap::new()),
        );
    }
    let gathered = Gathered::gather(&api, source, &scope, &work, base_of.as_ref(), &hosts, watch)?;
    base.refuse(&api, source, &scope, gathered.count(Kind::Datasets) as u64, &gathered.absent)?;
    watch(Event::Writing);
    let draft = work.draft()?;
    let saved = save(&gathered, &draft, work.started_at)?;
    let Gathered { memory, rows, absent, .. } = gathered;
    base.publish(client.tally(), work, &draft, absent, saved, (memory, &rows))
}

/// What a fetch goes by, and what its snapshot will say of it.
struct Base<'a> {
    url: &'a str,
    origin: Origin,
    last: Option<&'a Manifest>,
    identity: &'a str,
}

impl Base<'_> {
    /// Refuses what is no snapshot: no dataset, or a kind that the last one had and that is not served any more, which
    /// is an accident until told otherwise.
    fn refuse(
        &self,
        api: &Api,
        source: &SourceConfig,
        scope: &Scope,
        datasets: u64,
        absent: &[Kind],
    ) -> Result<(), FetchError> {
        let url = self.url.to_owned();
        if absent.contains(&Kind::Datasets) {
            let reason = "it offers no list of datasets (404)".to_owned();
            return Err(FetchError::NotUdata { url, reason });
        }
        if datasets == 0 {
            return Err(if scope.is_filtered() {
                FetchError::NoMatch { url, filters: scope::sentence(source) }
            } else {
                FetchError::Empty { url }
            });
        }
        for kind in absent {
            let before = self.last.and_then(|last| last.counts.get(kind.name())).copied().unwrap_or(0);
            if before > 0 {
                let url = shown(&api.at("1", &[kind.name()]));
                return Err(FetchError::Vanished { url, kind: kind.name(), before });
            }
        }
        Ok(())
    }

    /// Writes the manifest, and puts the snapshot in its place.
    fn publish(
        self,
        tally: Tally,
        work: Work,
        draft: &Path,
        absent: Vec<Kind>,
        (files, counts): (Vec<ManifestFile>, BTreeMap<String, u64>),
        (memory, rows): (Memory, &BTreeMap<Kind, PathBuf>),
    ) -> Result<Fetched, FetchError> {
        let memory = Memory { identity: self.identity.to_owned(), ..memory };
        memory.save(draft, rows).map_err(FetchError::io(draft))?;
        let manifest = Manifest {
            version: Manifest::VERSION,
            source: self.origin,
            date: Offset::UTC.to_datetime(work.started_at).date(),
            started_at: work.started_at,
            finished_at: Timestamp::now(),
            complete: true,
            counts,
            files,
            failures: Vec::new(),
        };
        manifest.save(draft)?;
        let is_resumed = work.is_resumed;
        work.publish(draft)?;
        Ok(Fetched { manifest, tally, is_resumed, absent })
    }
}

/// The hosts that an export may be redirected to.
fn hosts(config: &Config) -> Vec<String> {
    let source = &config.source;
    let mut hosts = source.hosts.clone();
    let host = source.url.as_deref().and_then(|url| Some(Url::parse(url).ok()?.host_str()?.to_owned()));
    if host.is_some_and(|host| host == "data.gouv.fr" || host.ends_with(".data.gouv.fr")) {
        hosts.extend(NATIONAL_HOSTS.map(str::to_owned));
    }
    hosts
}

/// The folder of the snapshot of a source with an address.
pub fn snapshot_folder(config: &Config) -> PathBuf {
    config.path(config.source.snapshot.as_deref().unwrap_or(Path::new("snapshot")))
}

/// How the client behaves towards the portal.
fn manners(config: &Config, base: &Url) -> Manners {
    let source = &config.source;
    let default = Manners::default();
    let key = std::env::var(KEY).ok().filter(|key| !key.trim().is_empty());
    // A server of one's own needs less consideration than a public one.
    let pace = if source.allow_private && is_own(base) { OWN_PACE } else { default.per_second };
    Manners {
        user_agent: format!(
            "etalage/{} (catalogue of {}; https://crates.io/crates/etalage)",
            env!("CARGO_PKG_VERSION"),
            config.site.base_url
        ),
        per_second: source.per_second.unwrap_or(pace),
        concurrency: source.concurrency.unwrap_or(default.concurrency),
        timeout: Duration::from_secs(60),
        allow_private: source.allow_private,
        key: key.map(|key| (base.clone(), key.trim().to_owned())),
        ..default
    }
}

/// Whether the address itself says that it is of this machine.
fn is_own(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Asks the portal for itself, to know that it is one.
fn greet(api: &Api) -> Result<(), FetchError> {
    let url = api.at("1", &["site"]);
    let mut request = Request::json(url, 4 * 1024 * 1024);
    request.attempts = Some(5);
    let not_udata = |reason: String| FetchError::NotUdata { url: shown(&api.base), reason };
    let answered = api.client.get(&request, |answer| {
        let site = api::object(&answer)?;
        let is_site = site.get("id").is_some() || site.get("metrics").is_some();
        if is_site { Ok(()) } else { Err(Unusable("the answer describes no site".to_owned())) }
    });
    answered.map_err(|error| match error.cause() {
        NetError::Unusable { reason, .. } => not_udata(format!("for /api/1/site/, {reason}")),
        NetError::Status { status: 404 | 405 | 410, .. } => {
            not_udata("it has no /api/1/site/ (404)".to_owned())
        }
        _ => error.into(),
    })
}

/// Writes the files of a snapshot, and counts.
fn save(
    gathered: &Gathered,
    draft: &Path,
    date: Timestamp,
) -> Result<(Vec<ManifestFile>, BTreeMap<String, u64>), FetchError> {
    let mut files = Vec::new();
    let mut counts = BTreeMap::new();
    for kind in Kind::ALL.into_iter().filter(|kind| gathered.has(*kind)) {
        let write = || -> std::io::Result<(ManifestFile, u64)> {
            let mut file = SnapshotFile::create(draft, kind)?;
            let resources = gathered.each(kind, &mut |id: &str, value: &Value| file.add(id, value))?;
            Ok((file.finish(date)?, resources))
        };
        let (file, resources) = write().map_err(FetchError::io(draft.join(kind.file_name())))?;
        counts.insert(kind.name().to_owned(), file.rows);
        if kind == Kind::Datasets {
            counts.insert("resources".to_owned(), resources);
        }
        files.push(file);
    }
    Ok((files, counts))
}

/// The kinds to include, as the manifest notes them.
fn includes(include: &[Include]) -> Vec<String> {
    let names = Include::ALL.into_iter().filter(|one| *one == Include::Datasets || include.contains(one));
    names.map(|one| one.name().to_owned()).collect()
}
