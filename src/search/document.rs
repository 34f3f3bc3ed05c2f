//! Documents: the records that can be found, their numbers, and the texts that they are found by.

use crate::catalog::{Catalog, Dataservice, Dataset, Metrics, Organization, OrganizationIndex, Reuse};
use crate::config::Archived;
use crate::text::plain::{clean_line, plain};

use super::input::SearchInput;

/// Bytes of a description that are indexed.
pub const DESCRIPTION_BYTES: usize = 6_000;
/// Distinct words of a dataset's resources that are indexed.
pub const RESOURCE_WORDS: usize = 200;
/// The words of a description's beginning, which count twice: they say what the record is.
pub const FIRST_WORDS: usize = 30;

/// Document numbers of a range start at a multiple of this, so that a record more or less does not move the
/// ranges behind it.
const RANGE_STEP: u32 = 256;

/// Kinds of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A dataset.
    Dataset,
    /// An organization.
    Organization,
    /// A reuse.
    Reuse,
    /// An API.
    Dataservice,
}

impl Kind {
    /// Every kind, in the order of document numbers.
    pub const ALL: [Self; 4] = [Self::Dataset, Self::Organization, Self::Reuse, Self::Dataservice];

    /// The name that configurations and results use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Organization => "organization",
            Self::Reuse => "reuse",
            Self::Dataservice => "dataservice",
        }
    }
}

/// What a document is made of. The order is that of [`crate::config::SearchWeights`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Title or name.
    Title,
    /// Acronym; an organization's business number.
    Acronym,
    /// The publishing organization's name and acronym.
    Organization,
    /// Tags.
    Tags,
    /// Titles and formats of resources.
    Resources,
    /// Description.
    Description,
    /// Words that synonyms add.
    Synonyms,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::Acronym,
        Self::Organization,
        Self::Tags,
        Self::Resources,
        Self::Description,
        Self::Synonyms,
    ];

    /// Whether a stop word is worth keeping here: `est` says something in a name, nothing in a sentence.
    pub const fn keeps_stop_words(self) -> bool {
        !matches!(self, Self::Resources | Self::Description)
    }
}

/// A record of any kind.
#[derive(Clone, Copy)]
pub enum Record<'a> {
    /// A dataset.
    Dataset(&'a Dataset),
    /// An organization.
    Organization(&'a Organization),
    /// A reuse.
    Reuse(&'a Reuse),
    /// An API.
    Dataservice(&'a Dataservice),
}

impl<'a> Record<'a> {
    /// The source's id.
    pub fn id(self) -> &'a str {
        match self {
            Self::Dataset(record) => &record.id,
            Self::Organization(record) => &record.id,
            Self::Reuse(record) => &record.id,
            Self::Dataservice(record) => &record.id,
        }
    }

    /// The source's slug, which may differ from the address on this site.
    pub fn slug(self) -> &'a str {
        match self {
            Self::Dataset(record) => &record.slug,
            Self::Organization(record) => &record.slug,
            Self::Reuse(record) => &record.slug,
            Self::Dataservice(record) => &record.slug,
        }
    }

    /// Title or name.
    pub fn title(self) -> &'a str {
        match self {
            Self::Dataset(record) => &record.title,
            Self::Organization(record) => &record.name,
            Self::Reuse(record) => &record.title,
            Self::Dataservice(record) => &record.title,
        }
    }

    /// Who publishes it.
    pub fn organization(self) -> Option<OrganizationIndex> {
        match self {
            Self::Dataset(record) => record.links.organization,
            Self::Organization(_) => None,
            Self::Reuse(record) => record.links.organization,
            Self::Dataservice(record) => record.links.organization,
        }
    }

    /// Its counts.
    pub fn metrics(self) -> Metrics {
        match self {
            Self::Dataset(record) => record.metrics,
            Self::Organization(record) => record.metrics,
            Self::Reuse(record) => record.metrics,
            Self::Dataservice(record) => record.metrics,
        }
    }

    /// The description, in Markdown.
    pub fn description(self) -> &'a str {
        match self {
            Self::Dataset(record) => &record.description,
            Self::Organization(record) => &record.description,
            Self::Reuse(record) => &record.description,
            Self::Dataservice(record) => &record.description,
        }
    }

    /// Calls `text` with each text of the record but its description, and the field it belongs to.
    pub fn texts(self, catalog: &Catalog, mut text: impl FnMut(Field, &str)) {
        text(Field::Title, self.title());
        if let Some(organization) = self.organization().map(|index| catalog.organization(index)) {
            text(Field::Organization, &organization.name);
            text(Field::Organization, &organization.acronym);
        }
        match self {
            Self::Dataset(dataset) => {
                text(Field::Acronym, &dataset.acronym);
                tags(&dataset.tags, &mut text);
                for format in dataset.formats() {
                    text(Field::Resources, format);
                }
                for resource in dataset.resources.iter() {
                    text(Field::Resources, &resource.title);
                }
            }
            Self::Organization(organization) => {
                text(Field::Acronym, &organization.acronym);
                text(Field::Acronym, &organization.business_number_id);
            }
            Self::Reuse(reuse) => {
                tags(&reuse.tags, &mut text);
            }
            Self::Dataservice(dataservice) => {
                text(Field::Acronym, &dataservice.acronym);
                tags(&dataservice.tags, &mut text);
            }
        }
    }
}

fn tags(tags: &[std::sync::Arc<str>], text: &mut impl FnMut(Field, &str)) {
    for tag in tags {
        text(Field::Tags, tag);
    }
}

/// What is indexed of a description.
pub fn description_text(markdown: &str) -> String {
    plain(markdown, DESCRIPTION_BYTES)
}

/// Document numbers that follow each other: records of a kind, archived or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The kind.
    pub kind: Kind,
    /// Whether these are the archived ones.
    pub archived: bool,
    /// The first number.
    pub first: u32,
    /// The place in the catalog of each record.
    pub positions: Vec<u32>,
}

/// Which record has which number. Live records of a kind come before its archived ones, each in the catalog's
/// order: that of publication. So a new record takes the last number and moves no other.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    /// The ranges, in the order of numbers.
    pub ranges: Vec<Range>,
}

impl Numbering {
    /// Numbers the records of `kinds` that have a page.
    pub fn new(input: &SearchInput<'_>, kinds: &[Kind]) -> Self {
        let catalog = input.catalog;
        let mut numbering = Self::default();
        for kind in kinds {
            let archived: Vec<bool> = match kind {
                Kind::Dataset => catalog.datasets.iter().map(|record| record.archived).collect(),
                Kind::Organization => vec![false; catalog.organizations.len()],
                Kind::Reuse => catalog.reuses.iter().map(|record| record.archived).collect(),
                Kind::Dataservice => catalog.dataservices.iter().map(|record| record.archived).collect(),
            };
            numbering.push(*kind, false, &archived);
            if input.archived != Archived::Hide {
                numbering.push(*kind, true, &archived);
            }
        }
        numbering
    }

    fn push(&mut self, kind: Kind, wanted: bool, archived: &[bool]) {
        let positions: Vec<u32> = (0..)
            .zip(archived)
            .filter(|(_, archived)| **archived == wanted)
            .map(|(place, _)| place)
            .collect();
        if !positions.is_empty() {
            let first = self.end().next_multiple_of(RANGE_STEP);
            self.ranges.push(Range { kind, archived: wanted, first, positions });
        }
    }

    /// One past the last number.
    pub fn end(&self) -> u32 {
        self.ranges.last().map_or(0, |range| range.first + length(range))
    }

    /// How many documents there are.
    pub fn count(&self) -> usize {
        self.ranges.iter().map(|range| range.positions.len()).sum()
    }

    /// Every document in the order of numbers: its number, its kind and its place in the catalog.
    pub fn documents(&self) -> impl Iterator<Item = (u32, Kind, usize)> {
        self.ranges.iter().flat_map(|range| {
            (range.first..).zip(&range.positions).map(|(number, place)| (number, range.kind, *place as usize))
        })
    }
}

fn length(range: &Range) -> u32 {
    u32::try_from(range.positions.len()).unwrap_or(u32::MAX)
}

impl<'a> SearchInput<'a> {
    /// The record of a kind at a place of the catalog.
    pub fn record(&self, kind: Kind, place: usize) -> Record<'a> {
        match kind {
            Kind::Dataset => Record::Dataset(&self.catalog.datasets[place]),
            Kind::Organization => Record::Organization(&self.catalog.organizations[place]),
            Kind::Reuse => Record::Reuse(&self.catalog.reuses[place]),
            Kind::Dataservice => Record::Dataservice(&self.catalog.dataservices[place]),
        }
    }

    /// Its address segment.
    pub fn segment(&self, kind: Kind, place: usize) -> &'a str {
        match kind {
            Kind::Dataset => &self.dataset_segments[place],
            Kind::Organization => &self.organization_segments[place],
            Kind::Reuse => &self.reuse_segments[place],
            Kind::Dataservice => &self.dataservice_segments[place],
        }
    }

    /// The name of the organization that publishes a record, on one line; empty when there is none.
    pub fn organization_name(&self, record: Record<'a>) -> String {
        record
            .organization()
            .map_or_else(String::new, |index| clean_line(&self.catalog.organization(index).name).into_owned())
    }
}
