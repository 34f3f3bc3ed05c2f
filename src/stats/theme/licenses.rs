//! Under which licences the data is, and how many of them are open.

use std::collections::BTreeMap;

use super::super::counter::Counter;
use super::{Measure, count, figure, label, plain, share};
use crate::catalog::vocabulary::license;
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::{Scope, day};

#[derive(Default)]
pub(super) struct Licenses<'a> {
    licenses: Counter<Option<&'a str>>,
    /// By year of publication: open, other, none.
    years: BTreeMap<i16, [u64; 3]>,
}

/// Whether the vocabulary knows the licence as open.
fn is_open(id: &str) -> bool {
    license::by_id(id).is_some_and(|license| license.open)
}

impl<'a> Measure<'a> for Licenses<'a> {
    fn add(&mut self, _: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let license = dataset.license.as_deref();
        self.licenses.add(license);
        let class = license.map_or(2, |id| usize::from(!is_open(id)));
        self.years.entry(day(dataset.published).year()).or_default()[class] += 1;
    }

    fn merge(&mut self, other: Self) {
        self.licenses.merge(other.licenses);
        for (year, classes) in other.years {
            let ours = self.years.entry(year).or_default();
            for (ours, theirs) in ours.iter_mut().zip(classes) {
                *ours += theirs;
            }
        }
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let whole = self.licenses.total();
        let mut open = 0;
        let rows = self
            .licenses
            .ranked()
            .into_iter()
            .map(|(id, count)| {
                let is_open = id.is_some_and(is_open);
                open += if is_open { count } else { 0 };
                vec![
                    id.map_or(Cell::Word("no-license"), |id| Cell::Term("license", id.into())),
                    Cell::Count(count),
                    Cell::share(count, whole),
                    Cell::Word(if is_open { "yes" } else { "no" }),
                ]
            })
            .collect();
        let years = self
            .years
            .into_iter()
            .map(|(year, [open, other, none])| {
                let numbers = [open, other, none].map(Cell::Count);
                let share = Cell::share(open, open + other + none);
                [Cell::Year(year)].into_iter().chain(numbers).chain([share]).collect()
            })
            .collect();
        vec![
            figure(
                Theme::Licenses,
                "licenses",
                Chart::Bars { column: 1, most: 10 },
                &[label("license"), count("datasets"), share("share"), label("open")],
                rows,
                vec![("share", Cell::share(open, whole)), ("open", Cell::Count(open))],
            ),
            plain(
                Theme::Licenses,
                "licenses-per-year",
                Chart::Parted {
                    parts: &[
                        Part { column: 1, tone: "good" },
                        Part { column: 2, tone: "other" },
                        Part { column: 3, tone: "none" },
                    ],
                    most: 20,
                },
                &[label("year"), count("open"), count("other"), count("none"), share("open_license_share")],
                years,
            ),
        ]
    }
}
