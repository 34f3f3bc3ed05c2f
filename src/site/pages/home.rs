//! Home, and the pages without records: search, the map of the site, "not found".

use super::super::view::{HomePage, Link, PlainPage, RecordLine, SiteMapPage, SiteMapSection, Total};
use super::super::{List, Route, Site, SiteError, content_address};
use crate::catalog::DatasetIndex;

/// Datasets named as updated last.
const UPDATED: usize = 8;
/// Producers named.
const PRODUCERS: usize = 10;
/// Tags named.
const TAGS: usize = 24;

impl Site {
    pub(super) fn home_page(&self) -> Result<HomePage, SiteError> {
        let frame = self.frame(&Route::Home, "home", String::new(), self.config.site.description.clone());
        Ok(HomePage {
            page: frame,
            totals: self.totals(),
            newest_html: self.cards_html(&Route::Home)?,
            updated: self
                .recently_updated(UPDATED)
                .into_iter()
                .map(|index| self.dataset_line(index))
                .collect(),
            producers: self.largest_producers(PRODUCERS),
            tags: self.largest_tags(TAGS),
            listings: self.listings(&Route::Home),
            snapshot: self.day(self.catalog.snapshot.date).unwrap_or_default(),
            not_renewed: self.catalog.snapshot.not_renewed.is_some(),
        })
    }

    /// Four numbers counted from what the site lists.
    pub(super) fn totals(&self) -> Vec<Total> {
        let files: usize =
            self.listed.iter().map(|&index| self.catalog.dataset(index).resources_count()).sum();
        let total = |count: usize, key: &str, route: Route| Total {
            value: self.locale.number(count as u64),
            label: self.counted(key, count),
            href: self.href(&route),
        };
        vec![
            total(self.listed.len(), "total-datasets", Route::List(List::Datasets)),
            total(files, "total-files", Route::Formats),
            total(self.producers.values().map(Vec::len).sum(), "total-producers", Route::Organizations(1)),
            total(self.reuses_listed.len(), "total-reuses", Route::Reuses(None)),
        ]
    }

    /// A dataset in a compact list.
    pub(super) fn dataset_line(&self, index: DatasetIndex) -> RecordLine {
        let dataset = self.catalog.dataset(index);
        RecordLine {
            title: dataset.title.to_string(),
            href: self.href(&Route::Dataset(index)),
            producer: self.producer(dataset.links.organization, dataset.owner.as_deref()),
            note: String::new(),
            summary: String::new(),
            date: self.day_of(dataset.last_update()),
            archived: dataset.archived,
        }
    }

    pub(super) fn search_page(&self) -> PlainPage {
        let title = self.word("search");
        PlainPage {
            page: self.frame(&Route::Search, "search", title, String::new()),
            listings: self.listings(&Route::Search),
            moved: 0,
        }
    }

    pub(super) fn not_found_page(&self) -> PlainPage {
        let mut page = self.frame(&Route::NotFound, "", self.word("not-found"), String::new());
        page.noindex = true;
        PlainPage { page, listings: self.listings(&Route::NotFound), moved: self.moved.shards() }
    }

    /// The map of the site for people: every kind of page and where it starts.
    pub(super) fn site_map_page(&self) -> SiteMapPage {
        let title = self.word("site-map");
        let listings = self.listings(&Route::SiteMap);
        let section = |key: &str, links: Vec<Link>| SiteMapSection { heading: self.word(key), links };
        let mut others = vec![
            self.step("organizations", &Route::Organizations(1)),
            self.step("reuses", &Route::Reuses(None)),
            self.step("dataservices", &Route::Dataservices(None)),
        ];
        if !self.topics_listed.is_empty() {
            others.push(self.step("topics", &Route::Topics(None)));
        }
        if !self.posts_listed.is_empty() {
            others.push(self.step("posts", &Route::Posts(None)));
        }
        others.extend([self.step("dashboard", &Route::Dashboard), self.step("search", &Route::Search)]);
        let mut sections = vec![
            section("datasets", listings.orders),
            section(
                "site-map-ways",
                vec![
                    self.step("tags", &Route::Tags(None)),
                    self.step("formats", &Route::Formats),
                    self.step("licenses", &Route::Licenses),
                    self.step("granularities", &Route::Granularities),
                ],
            ),
            section("site-map-others", others),
        ];
        let pages: Vec<Link> = self
            .content
            .pages
            .iter()
            .map(|page| Link {
                label: page.title.clone(),
                href: self.addresses.href(&content_address(&page.path)),
            })
            .collect();
        if !pages.is_empty() {
            sections.push(section("site-map-pages", pages));
        }
        SiteMapPage { page: self.frame(&Route::SiteMap, "", title, String::new()), sections }
    }
}
