//! What the data is about: tags, schemas, badges.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::super::counter::{Counter, Few};
use super::quality::{mean_of, points_of};
use super::{Measure, classes, count, figure, label, plain, share};
use crate::catalog::vocabulary::format::{Family, family};
use crate::catalog::{Dataset, DatasetIndex, Schema};
use crate::stats::figure::{Cell, Chart, Figure, Theme};
use crate::stats::scope::Scope;

#[derive(Default)]
pub(super) struct Subjects<'a> {
    datasets: u64,
    tags: Counter<&'a str>,
    tags_per_dataset: Few<&'static str>,
    schemas: Counter<(&'a str, &'a str)>,
    schema_datasets: Counter<&'a str>,
    with_schema: u64,
    badges: Counter<&'a str>,
    /// Of datasets with a badge: those of which the score is known, and their points.
    badge_scores: Counter<&'a str>,
    badge_points: Counter<&'a str>,
    /// Files that are tables, and those of them that follow a schema.
    tables: u64,
    tables_with_schema: u64,
}

/// Among how many tags pairs are sought, and how many pairs are named.
const PAIRED: usize = 50;
const RANKED: usize = 100;

/// How many tags a dataset has, in classes.
const TAGS: [(&str, usize); 5] =
    [("tags-none", 0), ("tags-two", 2), ("tags-five", 5), ("tags-ten", 10), ("tags-more", usize::MAX)];

/// The schema's name, or its address where it has none.
fn schema_name(schema: &Schema) -> &str {
    if schema.name.is_empty() { &schema.url } else { &schema.name }
}

impl Subjects<'_> {
    /// How many tags there are.
    pub(super) fn tags(&self) -> usize {
        self.tags.len()
    }
}

impl<'a> Measure<'a> for Subjects<'a> {
    fn add(&mut self, scope: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        self.datasets += 1;
        for tag in &dataset.tags {
            self.tags.add(tag);
        }
        for badge in &dataset.badges {
            self.badges.add(badge);
            if let Some(points) = points_of(scope.catalog(), dataset) {
                self.badge_scores.add(badge);
                self.badge_points.add_many(badge, points);
            }
        }
        let is_table = |format: &str| family(format) == Family::Tabular;
        for resource in dataset.resources.iter().filter(|one| one.format.as_deref().is_some_and(is_table)) {
            self.tables += 1;
            self.tables_with_schema += u64::from(resource.schema.is_some());
        }
        let class =
            TAGS.iter().find(|(_, most)| dataset.tags.len() <= *most).map_or("tags-more", |(id, _)| *id);
        self.tags_per_dataset.add(class);
        let mut names: Vec<&str> = Vec::new();
        for schema in dataset.resources.iter().filter_map(|resource| resource.schema.as_deref()) {
            let name = schema_name(schema);
            if !name.is_empty() {
                self.schemas.add((name, &schema.version));
                names.push(name);
            }
        }
        names.sort_unstable();
        names.dedup();
        self.with_schema += u64::from(!names.is_empty());
        for name in names {
            self.schema_datasets.add(name);
        }
    }

    fn merge(&mut self, other: Self) {
        self.datasets += other.datasets;
        self.tags.merge(other.tags);
        self.tags_per_dataset.merge(other.tags_per_dataset);
        self.schemas.merge(other.schemas);
        self.schema_datasets.merge(other.schema_datasets);
        self.with_schema += other.with_schema;
        self.badges.merge(other.badges);
        self.badge_scores.merge(other.badge_scores);
        self.badge_points.merge(other.badge_points);
        self.tables += other.tables;
        self.tables_with_schema += other.tables_with_schema;
    }

    fn figures(self, scope: &Scope<'a>) -> Vec<Figure> {
        let tags = self.tags.ranked();
        let pairs = pairs(scope, &tags);
        let once = tags.iter().filter(|(_, count)| *count == 1).count() as u64;
        let distinct = tags.len() as u64;
        let mut files: Counter<&str> = Counter::default();
        for ((name, _), count) in self.schemas.ranked() {
            files.add_many(name, count);
        }
        let schemas = files
            .ranked()
            .into_iter()
            .map(|(name, count)| {
                vec![Cell::text(name), Cell::Count(count), Cell::Count(self.schema_datasets.get(&name))]
            })
            .collect();
        let versions = self
            .schemas
            .ranked()
            .into_iter()
            .map(|((name, version), count)| {
                let version = if version.is_empty() { Cell::Empty } else { Cell::text(version) };
                vec![Cell::text(name), version, Cell::Count(count)]
            })
            .collect();
        vec![
            figure(
                Theme::Subjects,
                "tags",
                Chart::Bars { column: 1, most: 15 },
                &[label("tag"), count("datasets"), share("share")],
                tags.into_iter()
                    .map(|(tag, count)| {
                        vec![Cell::text(tag), Cell::Count(count), Cell::share(count, self.datasets)]
                    })
                    .collect(),
                vec![("tags", Cell::Count(distinct)), ("once", Cell::share(once, distinct))],
            ),
            pairs,
            plain(
                Theme::Subjects,
                "tags-per-dataset",
                Chart::Bars { column: 1, most: 8 },
                &[label("tags"), count("datasets"), share("share")],
                classes(TAGS.iter().map(|(id, _)| (Cell::Word(id), self.tags_per_dataset.get(id))).collect()),
            ),
            figure(
                Theme::Subjects,
                "schemas",
                Chart::Bars { column: 1, most: 10 },
                &[label("schema"), count("files"), count("datasets")],
                schemas,
                vec![
                    ("datasets", Cell::Count(self.with_schema)),
                    ("share", Cell::share(self.with_schema, self.datasets)),
                    ("tables", Cell::share(self.tables_with_schema, self.tables)),
                ],
            ),
            plain(
                Theme::Subjects,
                "schema-versions",
                Chart::None,
                &[label("schema"), label("version"), count("files")],
                versions,
            ),
            plain(
                Theme::Subjects,
                "badges",
                Chart::Bars { column: 1, most: 9 },
                &[label("badge"), count("datasets"), share("share"), share("mean_score")],
                self.badges
                    .ranked()
                    .into_iter()
                    .map(|(badge, count)| {
                        vec![
                            Cell::Term("badge", badge.into()),
                            Cell::Count(count),
                            Cell::share(count, self.datasets),
                            mean_of(self.badge_points.get(&badge), self.badge_scores.get(&badge)),
                        ]
                    })
                    .collect(),
            ),
        ]
    }
}

/// Of the most used tags, the pairs that most datasets have.
fn pairs(scope: &Scope, tags: &[(&str, u64)]) -> Figure {
    let tags = if scope.is_whole() { &tags[..tags.len().min(PAIRED)] } else { &[] };
    let places: HashMap<&str, usize> = tags.iter().zip(0..).map(|((tag, _), place)| (*tag, place)).collect();
    let mut counts = vec![0_u64; tags.len() * tags.len()];
    if !tags.is_empty() {
        for &index in scope.datasets() {
            let dataset = scope.catalog().dataset(index);
            let mut held: Vec<usize> =
                dataset.tags.iter().filter_map(|tag| places.get(&**tag).copied()).collect();
            held.sort_unstable();
            for (skipped, one) in held.iter().enumerate() {
                for other in &held[skipped + 1..] {
                    counts[one * tags.len() + other] += 1;
                }
            }
        }
    }
    let mut pairs: Vec<(u64, usize)> = counts.into_iter().zip(0..).filter(|(count, _)| *count > 1).collect();
    pairs.sort_unstable_by_key(|&(count, place)| (Reverse(count), place));
    plain(
        Theme::Subjects,
        "tag-pairs",
        Chart::None,
        &[label("tag"), label("other_tag"), count("datasets")],
        pairs
            .into_iter()
            .take(RANKED)
            .map(|(count, place)| {
                let (one, other) = (tags[place / tags.len()].0, tags[place % tags.len()].0);
                vec![Cell::text(one), Cell::text(other), Cell::Count(count)]
            })
            .collect(),
    )
}
