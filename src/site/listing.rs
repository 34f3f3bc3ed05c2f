//! Lists of datasets: which there are, what they hold, where their pages are.

use std::borrow::Cow;

use super::numbering;
use super::view::Pager;
use super::{Route, Site};
use crate::catalog::{DataserviceIndex, DatasetIndex, OrganizationIndex, ReuseIndex};

/// A list of datasets with pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// All that are listed.
    Datasets,
    /// Those of an organization.
    Organization(OrganizationIndex),
    /// Those that a reuse uses.
    Reuse(ReuseIndex),
    /// Those that an API serves.
    Dataservice(DataserviceIndex),
    /// Those with a tag, by the tag's place in the taxonomy; likewise below.
    Tag(u32),
    /// Those under a licence.
    License(u32),
    /// Those with a file in a family of formats.
    Family(u32),
    /// Those with a file in a format.
    Format(u32),
    /// Those of a granularity.
    Granularity(u32),
}

impl List {
    /// The name that templates know it by.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Datasets => "datasets",
            Self::Organization(_) => "organization",
            Self::Reuse(_) => "reuse",
            Self::Dataservice(_) => "dataservice",
            Self::Tag(_) => "tag",
            Self::License(_) => "license",
            Self::Family(_) => "family",
            Self::Format(_) => "format",
            Self::Granularity(_) => "granularity",
        }
    }
}

impl Site {
    /// The datasets of a list, oldest first.
    pub(super) fn members(&self, list: List) -> Cow<'_, [DatasetIndex]> {
        let taxonomy = &self.taxonomy;
        match list {
            List::Datasets => Cow::Borrowed(&self.listed),
            List::Organization(index) => {
                Cow::Owned(self.listed_among(&self.catalog.organization(index).links.datasets))
            }
            List::Reuse(index) => Cow::Owned(self.shown_among(&self.catalog.reuse(index).links.datasets)),
            List::Dataservice(index) => {
                Cow::Owned(self.shown_among(&self.catalog.dataservice(index).links.datasets))
            }
            List::Tag(position) => Cow::Borrowed(&taxonomy.tags.entry(position).datasets),
            List::License(position) => Cow::Borrowed(&taxonomy.licenses.entry(position).datasets),
            List::Family(position) => Cow::Borrowed(&taxonomy.families.entry(position).datasets),
            List::Format(position) => Cow::Borrowed(&taxonomy.formats.entry(position).datasets),
            List::Granularity(position) => Cow::Borrowed(&taxonomy.granularities.entry(position).datasets),
        }
    }

    /// The route of the list's address without a number.
    pub(super) const fn head(list: List) -> Route {
        match list {
            List::Organization(index) => Route::Organization(index),
            List::Reuse(index) => Route::Reuse(index),
            List::Dataservice(index) => Route::Dataservice(index),
            _ => Route::List(list),
        }
    }

    /// The pager of the address without a number, for `count` records; none when all stand there.
    pub(super) fn newest_pager(&self, count: usize, page: impl Fn(u32) -> Route) -> Option<Pager> {
        let next = page_number(numbering::after_newest(count)?);
        Some(Pager {
            next: self.href(&page(next)),
            last: self.href(&page(1)),
            chronological: true,
            ..Pager::default()
        })
    }

    /// The pager of numbered page `number`. It names no page that a later record could move.
    pub(super) fn numbered_pager(
        &self,
        count: usize,
        number: u32,
        head: &Route,
        page: impl Fn(u32) -> Route,
    ) -> Pager {
        let newer = (number as usize) < numbering::numbered_pages(count);
        Pager {
            label: self.counted("page-number", number as usize),
            previous: self.href(&if newer { page(number + 1) } else { head.clone() }),
            next: if number > 1 { self.href(&page(number - 1)) } else { String::new() },
            first: self.href(head),
            last: if number > 1 { self.href(&page(1)) } else { String::new() },
            chronological: true,
        }
    }

    /// The pager of page `number` of `pages` in a list that does not grow at one end.
    pub(super) fn plain_pager(
        &self,
        pages: usize,
        number: u32,
        page: impl Fn(u32) -> Route,
    ) -> Option<Pager> {
        let last = page_number(pages);
        (pages > 1).then(|| Pager {
            label: self.counted("page-number", number as usize),
            previous: if number > 1 { self.href(&page(number - 1)) } else { String::new() },
            next: if number < last { self.href(&page(number + 1)) } else { String::new() },
            first: if number > 1 { self.href(&page(1)) } else { String::new() },
            last: if number < last { self.href(&page(last)) } else { String::new() },
            chronological: false,
        })
    }

    /// The listed ones among `datasets`.
    pub(super) fn listed_among(&self, datasets: &[DatasetIndex]) -> Vec<DatasetIndex> {
        datasets.iter().copied().filter(|&index| self.is_listed(index)).collect()
    }

    /// Those among `datasets` that have a page.
    pub(super) fn shown_among(&self, datasets: &[DatasetIndex]) -> Vec<DatasetIndex> {
        datasets.iter().copied().filter(|&index| self.is_shown(index)).collect()
    }
}

/// A page's number. There are fewer pages than records, whose indexes are 32 bits wide.
#[allow(clippy::cast_possible_truncation)]
pub(super) const fn page_number(number: usize) -> u32 {
    number as u32
}
