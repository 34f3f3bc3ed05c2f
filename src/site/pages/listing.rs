//! Lists of datasets, reuses and APIs.

use super::super::key::page_records;
use super::super::view::{Frame, Link, ListingPage, RecordLine};
use super::super::words::{external, format_label};
use super::super::{List, Route, Site, SiteError};
use crate::catalog::DatasetIndex;
use crate::catalog::vocabulary::license;

impl Site {
    /// A page of a list of datasets: its newest, or a numbered one.
    pub(super) fn list_page(&self, list: List, page: Option<u32>) -> Result<ListingPage, SiteError> {
        let head = Self::head(list);
        let route = page.map_or_else(|| head.clone(), |page| Route::ListPage(list, page));
        let count = self.members(list).len();
        let heading = self.list_heading(list);
        let numbered = |number| Route::ListPage(list, number);
        let (title, pager, total) = match page {
            Some(number) => {
                let pager = self.numbered_pager(count, number, &head, numbered);
                (format!("{heading} – {}", pager.label), Some(pager), String::new())
            }
            None => {
                (heading.clone(), self.newest_pager(count, numbered), self.counted("count-datasets", count))
            }
        };
        let mut frame = self.frame(&route, "datasets", title, String::new());
        self.add_list_steps(list, page, &heading, &mut frame);
        let about = match list {
            List::License(position) => license::by_id(&self.taxonomy.licenses.entry(position).id)
                .and_then(|license| external(license.url?)),
            _ => None,
        };
        Ok(ListingPage {
            cards_html: self.cards_html(&route)?,
            kind: list.kind(),
            heading,
            intro: String::new(),
            total,
            lines: Vec::new(),
            about,
            pager,
            listings: if page.is_none() {
                self.listings(&route)
            } else {
                super::super::view::Listings::default()
            },
            page: frame,
        })
    }

    /// The words over a list.
    pub(in crate::site) fn list_heading(&self, list: List) -> String {
        let taxonomy = &self.taxonomy;
        let catalog = &self.catalog;
        match list {
            List::Datasets => self.word("datasets"),
            List::Organization(index) => self.named("datasets-of", &catalog.organization(index).name),
            List::Reuse(index) => self.named("datasets-of", &catalog.reuse(index).title),
            List::Dataservice(index) => self.named("datasets-of", &catalog.dataservice(index).title),
            List::Tag(position) => self.named("heading-tag", &taxonomy.tags.entry(position).id),
            List::License(position) => {
                self.named("heading-license", &self.license_title(&taxonomy.licenses.entry(position).id))
            }
            List::Family(position) => {
                self.named("heading-format", &self.label("family", &taxonomy.families.entry(position).id))
            }
            List::Format(position) => {
                self.named("heading-format", &format_label(&taxonomy.formats.entry(position).id))
            }
            List::Granularity(position) => self.named(
                "heading-granularity",
                &self.label("granularity", &taxonomy.granularities.entry(position).id),
            ),
        }
    }

    fn add_list_steps(&self, list: List, page: Option<u32>, heading: &str, frame: &mut Frame) {
        let steps = &mut frame.breadcrumbs;
        match list {
            List::Datasets => {}
            List::Organization(_) => steps.push(self.step("organizations", &Route::Organizations(1))),
            List::Reuse(_) => steps.push(self.step("reuses", &Route::Reuses(None))),
            List::Dataservice(_) => steps.push(self.step("dataservices", &Route::Dataservices(None))),
            List::Tag(_) => steps.push(self.step("tags", &Route::Tags(None))),
            List::License(_) => steps.push(self.step("licenses", &Route::Licenses)),
            List::Family(_) | List::Format(_) => steps.push(self.step("formats", &Route::Formats)),
            List::Granularity(_) => steps.push(self.step("granularities", &Route::Granularities)),
        }
        if page.is_some() {
            let label = match list {
                List::Organization(index) => self.catalog.organization(index).name.to_string(),
                List::Reuse(index) => self.catalog.reuse(index).title.to_string(),
                List::Dataservice(index) => self.catalog.dataservice(index).title.to_string(),
                _ => heading.to_owned(),
            };
            steps.push(Link { label, href: self.href(&Self::head(list)) });
        }
    }

    /// The page of datasets updated last.
    pub(super) fn recent_page(&self) -> Result<ListingPage, SiteError> {
        let route = Route::Recent;
        let heading = self.word("recently-updated");
        let mut frame = self.frame(&route, "datasets", heading.clone(), String::new());
        frame.breadcrumbs.push(self.step("datasets", &Route::List(List::Datasets)));
        Ok(ListingPage {
            page: frame,
            kind: "recent",
            heading,
            intro: self.word("recently-updated-intro"),
            total: String::new(),
            cards_html: self.cards_html(&route)?,
            lines: Vec::new(),
            about: None,
            pager: None,
            listings: self.listings(&route),
        })
    }

    /// The listed datasets updated last, newest first. Updates after the snapshot's day are mistakes of dates and
    /// come last.
    pub(in crate::site) fn recently_updated(&self, most: usize) -> Vec<DatasetIndex> {
        let date = self.catalog.snapshot.date;
        let mut updated: Vec<_> = self
            .listed
            .iter()
            .filter_map(|&index| {
                let moment = self.catalog.dataset(index).last_update()?;
                Some((super::super::words::date_of(moment) <= date, moment, index))
            })
            .collect();
        let most = most.min(updated.len());
        if most > 0 {
            updated.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
        }
        updated.truncate(most);
        updated.sort_unstable_by(|a, b| b.cmp(a));
        updated.into_iter().map(|(_, _, index)| index).collect()
    }

    /// A page of reuses.
    pub(super) fn reuses_page(&self, page: Option<u32>) -> ListingPage {
        let lines =
            page_records(&self.reuses_listed, page).rev().map(|index| self.reuse_line(index)).collect();
        self.records_page("reuses", "count-reuses", self.reuses_listed.len(), page, Route::Reuses, lines)
    }

    /// A page of APIs.
    pub(super) fn dataservices_page(&self, page: Option<u32>) -> ListingPage {
        let lines = page_records(&self.dataservices_listed, page)
            .rev()
            .map(|index| self.dataservice_line(index))
            .collect();
        let count = self.dataservices_listed.len();
        self.records_page("dataservices", "count-dataservices", count, page, Route::Dataservices, lines)
    }

    pub(super) fn records_page(
        &self,
        kind: &'static str,
        counted: &str,
        count: usize,
        page: Option<u32>,
        route: fn(Option<u32>) -> Route,
        lines: Vec<RecordLine>,
    ) -> ListingPage {
        let heading = self.word(kind);
        let head = route(None);
        let numbered = |number| route(Some(number));
        let (title, pager, total) = match page {
            Some(number) => {
                let pager = self.numbered_pager(count, number, &head, numbered);
                (format!("{heading} – {}", pager.label), Some(pager), String::new())
            }
            None => (heading.clone(), self.newest_pager(count, numbered), self.counted(counted, count)),
        };
        let mut frame = self.frame(&route(page), kind, title, String::new());
        if page.is_some() {
            frame.breadcrumbs.push(self.step(kind, &head));
        }
        ListingPage {
            page: frame,
            kind,
            heading,
            intro: String::new(),
            total,
            cards_html: String::new(),
            lines,
            about: None,
            pager,
            listings: super::super::view::Listings::default(),
        }
    }
}
