//! Who publishes: how many, how much, since when, and who fell silent.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::super::counter::Counter;
use super::freshness::{age, ages};
use super::quality::{mean_of, points_of};
use super::{Column, Measure, count, figure, label, plain, share};
use crate::catalog::{Dataset, DatasetIndex, OrganizationIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme, Unit};
use crate::stats::scope::{Scope, day};

/// What is told of an organization.
#[derive(Clone, Copy)]
struct Published {
    datasets: u64,
    files: u64,
    views: u64,
    downloads: u64,
    /// Datasets of which the score is known, and their points.
    scored: u64,
    points: u64,
    first: Date,
    /// The last day on which it published or updated a dataset.
    last: Date,
}

impl Published {
    fn add(&mut self, other: Self) {
        self.datasets += other.datasets;
        self.files += other.files;
        self.views += other.views;
        self.downloads += other.downloads;
        self.scored += other.scored;
        self.points += other.points;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

#[derive(Default)]
pub(super) struct Organizations {
    organizations: HashMap<OrganizationIndex, Published>,
}

impl Organizations {
    /// How many organizations publish.
    pub(super) fn number(&self) -> usize {
        self.organizations.len()
    }

    fn count(&mut self, organization: OrganizationIndex, published: Published) {
        self.organizations.entry(organization).and_modify(|known| known.add(published)).or_insert(published);
    }
}

impl<'a> Measure<'a> for Organizations {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let Some(organization) = dataset.links.organization.filter(|_| scope.is_whole()) else { return };
        let first = day(dataset.published);
        let points = points_of(scope.catalog(), dataset);
        self.count(
            organization,
            Published {
                datasets: 1,
                files: dataset.resources_count() as u64,
                views: dataset.metrics.views.exact().unwrap_or(0),
                downloads: dataset.metrics.downloads.exact().unwrap_or(0),
                scored: points.is_some().into(),
                points: points.unwrap_or(0),
                first,
                last: dataset.last_update().map_or(first, |updated| day(updated).max(first)),
            },
        );
    }

    fn merge(&mut self, other: Self) {
        for (organization, published) in other.organizations {
            self.count(organization, published);
        }
    }

    fn figures(self, scope: &Scope<'a>) -> Vec<Figure> {
        if !scope.is_whole() {
            return Vec::new();
        }
        let name = |index: OrganizationIndex| &*scope.catalog().organization(index).name;
        let mut list: Vec<(OrganizationIndex, Published)> = self.organizations.into_iter().collect();
        list.sort_by(|a, b| {
            b.1.datasets.cmp(&a.1.datasets).then_with(|| name(a.0).cmp(name(b.0))).then(a.0.cmp(&b.0))
        });
        vec![
            largest(&list),
            activity(&list, scope.today()),
            silent(&list, scope.today()),
            archived(scope),
            per_year(&list),
            concentration(&list),
            badges(&list, scope),
        ]
    }
}

type List = [(OrganizationIndex, Published)];

fn largest(list: &List) -> Figure {
    plain(
        Theme::Organizations,
        "organizations",
        Chart::Bars { column: 1, most: 12 },
        &[
            label("organization"),
            count("datasets"),
            count("files"),
            count("views"),
            count("downloads"),
            share("mean_score"),
            label("first_publication"),
            label("last_activity"),
        ],
        list.iter()
            .map(|(index, published)| {
                vec![
                    Cell::Organization(*index),
                    Cell::Count(published.datasets),
                    Cell::Count(published.files),
                    Cell::Count(published.views),
                    Cell::Count(published.downloads),
                    mean_of(published.points, published.scored),
                    Cell::Day(published.first),
                    Cell::Day(published.last),
                ]
            })
            .collect(),
    )
}

fn silence(published: &Published, today: Date) -> Option<i32> {
    today.since(published.last).ok().map(|span| span.get_days())
}

fn activity(list: &List, today: Date) -> Figure {
    let mut counter = Counter::default();
    for (_, published) in list {
        counter.add(age(silence(published, today)));
    }
    let quiet: u64 = ["age-three-years", "age-older"].iter().map(|id| counter.get(id)).sum();
    figure(
        Theme::Organizations,
        "organizations-activity",
        Chart::Bars { column: 1, most: 8 },
        &[label("age"), count("organizations"), share("share")],
        super::classes(ages(&counter)),
        vec![
            ("silent", Cell::Count(quiet)),
            ("share", Cell::share(quiet, list.len() as u64)),
            ("all", Cell::Count(list.len() as u64)),
        ],
    )
}

fn silent(list: &List, today: Date) -> Figure {
    let silent = list.iter().filter_map(|(index, published)| {
        let days = silence(published, today).filter(|days| *days > 365)?;
        Some(vec![
            Cell::Organization(*index),
            Cell::Count(published.datasets),
            Cell::Count(days.unsigned_abs().into()),
            Cell::Day(published.last),
        ])
    });
    let days = Column { id: "days", unit: Unit::Days };
    plain(
        Theme::Organizations,
        "organizations-silent",
        Chart::Bars { column: 1, most: 10 },
        &[label("organization"), count("datasets"), days, label("last_activity")],
        silent.collect(),
    )
}

/// Organizations all of whose datasets are archived.
fn archived(scope: &Scope) -> Figure {
    let catalog = scope.catalog();
    let mut list: Vec<(usize, OrganizationIndex, Option<Date>)> = catalog
        .organizations
        .iter()
        .enumerate()
        .filter_map(|(position, organization)| {
            let datasets = || organization.links.datasets.iter().map(|&index| catalog.dataset(index));
            let is_gone = datasets().len() > 0 && datasets().all(|dataset| dataset.archived);
            let last = datasets().filter_map(Dataset::last_update).max().map(day);
            is_gone.then_some((datasets().len(), OrganizationIndex::new(position), last))
        })
        .collect();
    list.sort_by_key(|&(datasets, index, _)| (Reverse(datasets), &*catalog.organization(index).name, index));
    plain(
        Theme::Organizations,
        "organizations-archived",
        Chart::Bars { column: 1, most: 10 },
        &[label("organization"), count("archived_datasets"), label("last_update")],
        list.into_iter()
            .map(|(datasets, index, last)| {
                vec![
                    Cell::Organization(index),
                    Cell::Count(datasets as u64),
                    last.map_or(Cell::Empty, Cell::Day),
                ]
            })
            .collect(),
    )
}

fn per_year(list: &List) -> Figure {
    let mut years: BTreeMap<i16, u64> = BTreeMap::new();
    for (_, published) in list {
        *years.entry(published.first.year()).or_default() += 1;
    }
    let mut running = 0;
    let rows = years
        .into_iter()
        .map(|(year, count)| {
            running += count;
            vec![Cell::Year(year), Cell::Count(count), Cell::Count(running)]
        })
        .collect();
    plain(
        Theme::Organizations,
        "organizations-per-year",
        Chart::Columns { parts: &[Part { column: 1, tone: "a" }] },
        &[label("year"), count("first_publications"), count("running")],
        rows,
    )
}

/// What share of all datasets the largest so many hundredths of the organizations publish, and Gini's coefficient.
fn concentration(list: &List) -> Figure {
    let whole: u64 = list.iter().map(|(_, published)| published.datasets).sum();
    let sum = |first: usize| list.iter().take(first).map(|(_, published)| published.datasets).sum::<u64>();
    let row = |hundredths: usize| {
        let organizations = (list.len() * hundredths).div_ceil(100);
        let datasets = sum(organizations);
        vec![
            Cell::Share(hundredths as f64 / 100.0),
            Cell::Count(organizations as u64),
            Cell::Count(datasets),
            Cell::share(datasets, whole),
        ]
    };
    let rows = if whole == 0 { Vec::new() } else { [1, 5, 10, 20, 50, 100].into_iter().map(row).collect() };
    figure(
        Theme::Organizations,
        "organizations-concentration",
        Chart::Bars { column: 3, most: 6 },
        &[share("largest_share"), count("organizations"), count("datasets"), share("share")],
        rows,
        vec![("ten", Cell::share(sum(10), whole)), ("gini", Cell::Share(gini(list)))],
    )
}

/// Gini's coefficient: 0 when all publish as much, near 1 when one publishes everything.
fn gini(list: &List) -> f64 {
    let mut counts: Vec<u64> = list.iter().map(|(_, published)| published.datasets).collect();
    counts.sort_unstable();
    let (number, whole) = (counts.len() as f64, counts.iter().sum::<u64>() as f64);
    if whole == 0.0 {
        return 0.0;
    }
    let weighted: f64 =
        counts.iter().enumerate().map(|(rank, count)| (rank as f64 + 1.0) * *count as f64).sum();
    2.0 * weighted / (number * whole) - (number + 1.0) / number
}

fn badges(list: &List, scope: &Scope) -> Figure {
    let (mut organizations, mut datasets) = (Counter::default(), Counter::default());
    for (index, published) in list {
        let badges = &scope.catalog().organization(*index).badges;
        for badge in badges {
            organizations.add(Some(&**badge));
            datasets.add_many(Some(&**badge), published.datasets);
        }
        if badges.is_empty() {
            organizations.add(None);
            datasets.add_many(None, published.datasets);
        }
    }
    let mut ranked = organizations.ranked();
    ranked.sort_by_key(|(badge, count)| (badge.is_none(), Reverse(*count)));
    plain(
        Theme::Organizations,
        "organization-badges",
        Chart::Bars { column: 1, most: 8 },
        &[label("badge"), count("organizations"), count("datasets")],
        ranked
            .into_iter()
            .map(|(badge, count)| {
                vec![
                    badge.map_or(Cell::Word("no-badge"), |badge| Cell::Term("badge", badge.into())),
                    Cell::Count(count),
                    Cell::Count(datasets.get(&badge)),
                ]
            })
            .collect(),
    )
}
