//! What an organization should mend first: its datasets that are late, without a licence, with files that did not
//! answer, or undocumented.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::scope::{Scope, is_late};
use super::table::plain;
use crate::catalog::{Availability, Catalog, Dataset, DatasetIndex, ResourceType};

/// A description of at most so many characters says little (udata's `QUALITY_DESCRIPTION_LENGTH`).
const SHORT: usize = 100;

/// Something to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Later than promised.
    Late,
    /// No licence, or one that is not specified.
    License,
    /// Files that did not answer when the portal last tried.
    Files,
    /// A description too short to say what it is.
    Description,
    /// Neither documentation nor a description of any file.
    Documentation,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Late, Self::License, Self::Files, Self::Description, Self::Documentation];

    /// Its name in CSV and messages.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::License => "license",
            Self::Files => "files",
            Self::Description => "description",
            Self::Documentation => "documentation",
        }
    }
}

/// A dataset to mend.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mend {
    /// The dataset.
    pub dataset: DatasetIndex,
    /// What to mend.
    pub reasons: Vec<Reason>,
    /// How many files did not answer.
    pub unavailable: usize,
    /// How often it was viewed, as far as known.
    pub views: u64,
}

/// The datasets of a scope that have something to mend: first those with most, then those most viewed.
pub fn mend(scope: &Scope) -> Vec<Mend> {
    let catalog = scope.catalog();
    let mut list: Vec<Mend> = scope
        .datasets()
        .iter()
        .filter_map(|&index| {
            let dataset = catalog.dataset(index);
            let unavailable = dataset
                .resources
                .iter()
                .filter(|resource| matches!(resource.availability, Availability::Unavailable { .. }))
                .count();
            let reasons: Vec<Reason> = Reason::ALL
                .into_iter()
                .filter(|reason| match reason {
                    Reason::Late => is_late(dataset, scope.today()) == Some(true),
                    Reason::License => dataset.license.as_deref().is_none_or(|id| id == "notspecified"),
                    Reason::Files => unavailable > 0,
                    Reason::Description => dataset.description.chars().nth(SHORT).is_none(),
                    Reason::Documentation => is_undocumented(dataset),
                })
                .collect();
            let views = scope.count(dataset.metrics.views).unwrap_or(0);
            (!reasons.is_empty()).then_some(Mend { dataset: index, reasons, unavailable, views })
        })
        .collect();
    list.sort_by_key(|mend| (Reverse(mend.reasons.len()), Reverse(mend.views), mend.dataset));
    list
}

/// Whether it has files, and nothing says what is in them.
fn is_undocumented(dataset: &Dataset) -> bool {
    !dataset.resources.is_empty()
        && dataset.resources.iter().all(|resource| {
            resource.kind != ResourceType::Documentation && resource.description.trim().is_empty()
        })
}

/// The list as CSV: a line a dataset, a column a reason. `address` gives a dataset's page.
pub fn write_mend(
    list: &[Mend],
    catalog: &Catalog,
    address: impl Fn(DatasetIndex) -> String,
    output: impl Write,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    let header = ["dataset", "dataset_title", "page"].into_iter().chain(Reason::ALL.map(Reason::id));
    table.write_record(header.chain(["unavailable", "views"]))?;
    for mend in list {
        let dataset = catalog.dataset(mend.dataset);
        let mut record =
            vec![plain(&dataset.id).into_owned(), plain(&dataset.title).into_owned(), address(mend.dataset)];
        record.extend(Reason::ALL.map(|reason| mend.reasons.contains(&reason).to_string()));
        record.extend([mend.unavailable.to_string(), mend.views.to_string()]);
        table.write_record(&record)?;
    }
    table.flush()
}
