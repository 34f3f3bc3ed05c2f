//! Files that hosts, robots and other programs look for: robots.txt, sitemaps, headers, redirects, moved ids,
//! the snapshot's manifest.

use std::hash::Hash;

use serde::Serialize;

use super::{Body, List, Route, Site, SiteError};
use crate::catalog::{
    DataserviceIndex, DatasetIndex, DigestHasher, NotRenewed, OrganizationIndex, Provenance, ReuseIndex,
    SourceFile,
};
use crate::config::HostKind;
use crate::formats::{opensearch, robots, sitemap};
use crate::output::host::{self, Redirect};

/// A file for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum File {
    /// `robots.txt`
    Robots,
    /// `sitemap.xml`: the index of the sitemaps.
    SitemapIndex,
    /// `sitemaps/<n>.xml`, from 1.
    Sitemap(u32),
    /// `_headers`
    Headers,
    /// `_redirects`
    Redirects,
    /// `moved/<suffix>.json`: where ids lead, by the end of the id.
    Moved(u32),
    /// `snapshot/manifest.json`: what the site was made from.
    Manifest,
    /// `opensearch.xml`: lets a browser's bar search the site.
    OpenSearch,
    /// `.nojekyll`: keeps GitHub from leaving out files that start with an underscore.
    NoJekyll,
}

/// `snapshot/manifest.json`
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    /// The day that the catalogue speaks of.
    date: jiff::civil::Date,
    /// Where the catalogue comes from.
    source: &'a Provenance,
    /// That a newer catalogue could not be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_renewed: Option<&'a NotRenewed>,
    /// How many records of each kind have a page or stand on one.
    counts: Counts,
    /// The files that were read.
    files: &'a [SourceFile],
}

/// How many records of each kind a site holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Datasets, archived ones included.
    pub datasets: usize,
    /// Archived ones among them.
    pub archived: usize,
    /// Files of all datasets.
    pub resources: usize,
    /// Organizations.
    pub organizations: usize,
    /// Reuses.
    pub reuses: usize,
    /// APIs.
    pub dataservices: usize,
    /// Topics.
    pub topics: usize,
    /// Posts.
    pub posts: usize,
    /// Distinct tags of datasets.
    pub tags: usize,
}

impl File {
    /// Its path in the output.
    pub fn path(self) -> String {
        match self {
            Self::Robots => "robots.txt".to_owned(),
            Self::SitemapIndex => "sitemap.xml".to_owned(),
            Self::Sitemap(number) => format!("sitemaps/{number}.xml"),
            Self::Headers => "_headers".to_owned(),
            Self::Redirects => "_redirects".to_owned(),
            Self::Moved(shard) => format!("moved/{shard:x}.json"),
            Self::Manifest => "snapshot/manifest.json".to_owned(),
            Self::OpenSearch => "opensearch.xml".to_owned(),
            Self::NoJekyll => ".nojekyll".to_owned(),
        }
    }
}

impl Site {
    /// The files for machines that this site has.
    pub(super) fn machine_files(&self) -> Vec<File> {
        let mut files = vec![File::Robots, File::SitemapIndex, File::Manifest, File::OpenSearch];
        files.extend(
            (1..=super::listing::page_number(sitemap::files(self.indexed_count()))).map(File::Sitemap),
        );
        match self.config.host.kind {
            HostKind::Netlify | HostKind::Cloudflare | HostKind::Plain => {
                files.extend([File::Headers, File::Redirects]);
            }
            HostKind::Gitlab => files.push(File::Redirects),
            HostKind::Github => files.push(File::NoJekyll),
        }
        files.extend((0..self.moved.shards()).map(File::Moved));
        files
    }

    /// The body of a file for machines.
    pub(super) fn machine_body(&self, file: File) -> Result<Body<'_>, SiteError> {
        Ok(Body::Bytes(match file {
            File::Robots => robots::render(
                &self.addresses.url("sitemap.xml"),
                self.addresses.base_path(),
                self.config.site.noindex,
            )
            .into_bytes(),
            File::SitemapIndex => {
                let count = super::listing::page_number(sitemap::files(self.indexed_count()));
                sitemap::index((1..=count).map(|number| self.addresses.url(&File::Sitemap(number).path())))
                    .into_bytes()
            }
            File::Sitemap(number) => sitemap::urls(
                self.indexed()
                    .skip((number as usize - 1) * sitemap::MOST)
                    .take(sitemap::MOST)
                    .map(|route| (self.addresses.url(&self.address(&route)), self.last_modification(&route))),
            )
            .into_bytes(),
            File::Headers => host::headers(&self.config).into_bytes(),
            File::Redirects => {
                let kind = self.config.host.kind;
                let redirects: Vec<_> = self.redirects().take(redirects_kept(kind)).collect();
                host::redirects(&self.config, &redirects).text.into_bytes()
            }
            File::Moved(shard) => self.moved.body(self, shard)?,
            File::Manifest => {
                let snapshot = &self.catalog.snapshot;
                let manifest = Manifest {
                    date: snapshot.date,
                    source: &snapshot.source,
                    not_renewed: snapshot.not_renewed.as_ref(),
                    counts: self.counts(),
                    files: &snapshot.files,
                };
                let mut bytes = serde_json::to_vec_pretty(&manifest)
                    .map_err(|source| SiteError::Json { path: file.path(), source })?;
                bytes.push(b'\n');
                bytes
            }
            File::OpenSearch => {
                let title = &self.config.site.title;
                let search = self.addresses.url(&self.address(&Route::Search));
                opensearch::render(&opensearch::Description {
                    short_name: &self.word("opensearch-name"),
                    long_name: title,
                    description: &self.named("opensearch-description", title),
                    language: &self.config.site.language,
                    results: &search,
                })
                .into_bytes()
            }
            File::NoJekyll => Vec::new(),
        }))
    }

    /// Feeds what a file for machines depends on.
    pub(super) fn hash_machine(&self, file: File, hasher: &mut DigestHasher) {
        match file {
            File::Robots | File::Headers | File::NoJekyll => {}
            File::OpenSearch => {
                let description = self.named("opensearch-description", &self.config.site.title);
                (self.word("opensearch-name"), description).hash(hasher);
            }
            File::Moved(shard) => self.moved.hash_shard(self, shard, hasher),
            File::SitemapIndex | File::Sitemap(_) | File::Redirects | File::Manifest => {
                self.catalog_key.hash(hasher);
                let snapshot = &self.catalog.snapshot;
                if file == File::Manifest {
                    (&snapshot.source, &snapshot.not_renewed).hash(hasher);
                }
                for source in &snapshot.files {
                    (&source.sha256, &source.name).hash(hasher);
                }
            }
        }
    }

    /// How many records of each kind the site holds.
    pub fn counts(&self) -> Counts {
        let catalog = &self.catalog;
        let mut tags: Vec<&str> =
            catalog.datasets.iter().flat_map(|dataset| dataset.tags.iter().map(|tag| &**tag)).collect();
        tags.sort_unstable();
        tags.dedup();
        Counts {
            datasets: catalog.datasets.len(),
            archived: catalog.datasets.iter().filter(|dataset| dataset.archived).count(),
            resources: catalog.resources_count(),
            organizations: catalog.organizations.len(),
            reuses: catalog.reuses.len(),
            dataservices: catalog.dataservices.len(),
            topics: catalog.topics.len(),
            posts: catalog.posts.len(),
            tags: tags.len(),
        }
    }

    /// Where ids lead, for hosts that redirect: records first, then files.
    fn redirects(&self) -> impl Iterator<Item = Redirect> + '_ {
        let catalog = &self.catalog;
        let addresses = &self.addresses;
        let records = |kind: &'static str, ids: Vec<(&str, &str, Route)>| -> Vec<Redirect> {
            ids.into_iter()
                .filter(|(id, segment, _)| id != segment)
                .map(|(id, _, route)| Redirect { from: format!("{kind}/{id}"), to: self.href(&route) })
                .collect()
        };
        let datasets = catalog.datasets.iter().enumerate().filter_map(move |(position, dataset)| {
            let index = DatasetIndex::new(position);
            (self.is_shown(index) && *dataset.id != *addresses.dataset(index)).then(|| Redirect {
                from: format!("datasets/{}", dataset.id),
                to: self.href(&Route::Dataset(index)),
            })
        });
        let organizations = (0..catalog.organizations.len()).map(OrganizationIndex::new);
        let reuses = (0..catalog.reuses.len()).map(ReuseIndex::new);
        let dataservices = (0..catalog.dataservices.len()).map(DataserviceIndex::new);
        let others = [
            records(
                "organizations",
                organizations
                    .map(|index| {
                        (
                            &*catalog.organization(index).id,
                            addresses.organization(index),
                            Route::Organization(index),
                        )
                    })
                    .collect(),
            ),
            records(
                "reuses",
                reuses
                    .map(|index| (&*catalog.reuse(index).id, addresses.reuse(index), Route::Reuse(index)))
                    .collect(),
            ),
            records(
                "dataservices",
                dataservices
                    .map(|index| {
                        (
                            &*catalog.dataservice(index).id,
                            addresses.dataservice(index),
                            Route::Dataservice(index),
                        )
                    })
                    .collect(),
            ),
            records(
                "topics",
                self.topics_listed
                    .iter()
                    .map(|&index| (&*catalog.topic(index).id, addresses.topic(index), Route::Topic(index)))
                    .collect(),
            ),
            records(
                "posts",
                self.posts_listed
                    .iter()
                    .map(|&index| (&*catalog.post(index).id, addresses.post(index), Route::Post(index)))
                    .collect(),
            ),
        ];
        datasets.chain(others.into_iter().flatten()).chain(self.file_redirects())
    }

    fn file_redirects(&self) -> impl Iterator<Item = Redirect> + '_ {
        self.catalog.datasets.iter().enumerate().flat_map(move |(position, dataset)| {
            let index = DatasetIndex::new(position);
            let shown = self.is_shown(index);
            dataset.resources.iter().enumerate().filter(move |_| shown).map(move |(place, resource)| {
                Redirect {
                    from: format!("datasets/r/{}", resource.id),
                    to: format!(
                        "{}#{}",
                        self.href(&Self::page_of_file(index, place)),
                        super::pages::anchor(&resource.id)
                    ),
                }
            })
        })
    }

    /// The page of a dataset that shows its file at `place`.
    pub(super) fn page_of_file(index: DatasetIndex, place: usize) -> Route {
        match place / super::route::FILES {
            0 => Route::Dataset(index),
            page => Route::Files(index, super::listing::page_number(page + 1)),
        }
    }

    /// Every page that search engines are asked to know, records first.
    fn indexed(&self) -> impl Iterator<Item = Route> + '_ {
        let fixed = [
            Route::Home,
            Route::List(List::Datasets),
            Route::Recent,
            Route::Producers(None),
            Route::Organizations(1),
            Route::Reuses(None),
            Route::Dataservices(None),
            Route::Tags(None),
            Route::Licenses,
            Route::Formats,
            Route::Granularities,
            Route::Dashboard,
            Route::SiteMap,
        ];
        let topics = (!self.topics_listed.is_empty()).then_some(Route::Topics(None));
        let posts = (!self.posts_listed.is_empty()).then_some(Route::Posts(None));
        fixed
            .into_iter()
            .chain(topics)
            .chain(posts)
            .chain((0..super::listing::page_number(self.content.pages.len())).map(Route::Content))
            .chain(self.listed.iter().map(|&index| Route::Dataset(index)))
            .chain(self.named.iter().map(|&index| Route::Organization(index)))
            .chain(self.reuses_listed.iter().map(|&index| Route::Reuse(index)))
            .chain(self.dataservices_listed.iter().map(|&index| Route::Dataservice(index)))
            .chain(self.topics_listed.iter().map(|&index| Route::Topic(index)))
            .chain(self.posts_listed.iter().map(|&index| Route::Post(index)))
    }

    fn indexed_count(&self) -> usize {
        self.indexed().count()
    }

    fn last_modification(&self, route: &Route) -> Option<jiff::Timestamp> {
        match route {
            Route::Dataset(index) => self.catalog.dataset(*index).last_update(),
            Route::Organization(index) => self.catalog.organization(*index).last_modified,
            Route::Reuse(index) => self.catalog.reuse(*index).last_modified,
            Route::Dataservice(index) => self.catalog.dataservice(*index).last_modified,
            Route::Topic(index) => self.catalog.topic(*index).last_modified,
            Route::Post(index) => self.catalog.post(*index).last_modified,
            _ => None,
        }
    }
}

/// How many redirects of ids are worth writing for a host. A server of one's own reads no `_redirects`, but what
/// it is given serves as a table for its own configuration.
fn redirects_kept(kind: HostKind) -> usize {
    host::redirect_limit(kind).unwrap_or(10_000)
}
