//! In which formats the files are: open or not, for people or for programs.

use std::collections::BTreeMap;

use super::super::counter::{Counter, Few};
use super::{Measure, count, figure, label, plain, share};
use crate::catalog::vocabulary::format::{Family, family};
use crate::catalog::{Dataset, DatasetIndex};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::{Scope, day};

/// Formats that udata does not count as open (`core/dataset/constants.py`, `CLOSED_FORMATS`), normalised.
const CLOSED: [&str; 5] = ["pdf", "doc", "docx", "xls", "xlsx"];

/// Formats of no family of udata that programs read without people.
const FOR_PROGRAMS: [&str; 22] = [
    "api",
    "atom",
    "bufr",
    "gbfs",
    "grib",
    "grib2",
    "gtfs",
    "gtfs-rt",
    "hdf5",
    "ics",
    "netcdf",
    "neptune",
    "netex",
    "odata",
    "protobuf",
    "rds",
    "rss",
    "siri",
    "siri-lite",
    "soap",
    "sparql",
    "ssim",
];

/// Whether anyone can write a program that reads the format.
fn is_open(format: &str) -> bool {
    !CLOSED.contains(&format)
}

/// Whether programs read it as data: tables, structured text, maps, and exchange formats of a trade.
fn is_machine_readable(format: &str) -> bool {
    match family(format) {
        Family::Tabular | Family::MachineReadable | Family::Geographical => true,
        Family::Documents => false,
        Family::Other => FOR_PROGRAMS.contains(&format),
    }
}

/// Datasets with files, those with one in an open format, and those with one for programs.
#[derive(Clone, Copy, Default)]
struct Openness {
    with_files: u64,
    open: u64,
    machine: u64,
}

#[derive(Default)]
pub(super) struct Formats<'a> {
    datasets: Counter<&'a str>,
    files: Counter<&'a str>,
    families: Few<Family>,
    unknown: u64,
    unknown_files: u64,
    years: BTreeMap<i16, Openness>,
    /// Whether the source lists files.
    listed: bool,
}

impl<'a> Measure<'a> for Formats<'a> {
    fn add(&mut self, _: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        if dataset.resources_count() == 0 {
            return;
        }
        let mut formats: Vec<&str> = Vec::new();
        if dataset.resources.is_empty() {
            formats.extend(dataset.formats_declared.iter().map(|format| &**format));
        }
        for resource in dataset.resources.iter() {
            self.listed = true;
            let Some(format) = resource.format.as_deref() else {
                self.unknown_files += 1;
                continue;
            };
            formats.push(format);
        }
        formats.sort_unstable();
        if !dataset.resources.is_empty() {
            for same in formats.chunk_by(|a, b| a == b) {
                self.files.add_many(same[0], same.len() as u64);
            }
        }
        formats.dedup();
        let openness = self.years.entry(day(dataset.published).year()).or_default();
        openness.with_files += 1;
        openness.open += u64::from(formats.iter().any(|format| is_open(format)));
        openness.machine += u64::from(formats.iter().any(|format| is_machine_readable(format)));
        self.unknown += u64::from(formats.is_empty());
        let mut families: Vec<Family> = formats.iter().map(|format| family(format)).collect();
        families.sort_unstable();
        families.dedup();
        for format in formats {
            self.datasets.add(format);
        }
        for family in families {
            self.families.add(family);
        }
    }

    fn merge(&mut self, other: Self) {
        self.datasets.merge(other.datasets);
        self.files.merge(other.files);
        self.families.merge(other.families);
        self.unknown += other.unknown;
        self.unknown_files += other.unknown_files;
        self.listed |= other.listed;
        for (year, openness) in other.years {
            let ours = self.years.entry(year).or_default();
            ours.with_files += openness.with_files;
            ours.open += openness.open;
            ours.machine += openness.machine;
        }
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let files = |count: u64| if self.listed { Cell::Count(count) } else { Cell::Empty };
        let mut family_files: Counter<Family> = Counter::default();
        for (format, count) in self.files.sorted() {
            family_files.add_many(family(format), count);
        }
        let mut families: Vec<Vec<Cell>> = Family::ALL
            .into_iter()
            .filter(|family| self.families.get(family) > 0)
            .map(|family| {
                vec![
                    Cell::Term("family", family.id().into()),
                    Cell::Count(self.families.get(&family)),
                    files(family_files.get(&family)),
                ]
            })
            .collect();
        if self.unknown + self.unknown_files > 0 {
            families.push(vec![
                Cell::Word("format-unknown"),
                Cell::Count(self.unknown),
                files(self.unknown_files),
            ]);
        }
        let formats = self
            .datasets
            .ranked()
            .into_iter()
            .map(|(format, count)| {
                vec![
                    Cell::Term("format", format.into()),
                    Cell::Term("family", family(format).id().into()),
                    Cell::Count(count),
                    files(self.files.get(&format)),
                    Cell::Word(if is_open(format) { "yes" } else { "no" }),
                    Cell::Word(if is_machine_readable(format) { "yes" } else { "no" }),
                ]
            })
            .collect();
        let sum = |of: fn(&Openness) -> u64| self.years.values().map(of).sum::<u64>();
        let (with_files, open, machine) =
            (sum(|year| year.with_files), sum(|year| year.open), sum(|year| year.machine));
        let years = self
            .years
            .iter()
            .map(|(&year, &Openness { with_files, open, machine })| {
                vec![
                    Cell::Year(year),
                    Cell::Count(with_files),
                    Cell::Count(open),
                    Cell::Count(machine),
                    Cell::share(open, with_files),
                    Cell::share(machine, with_files),
                ]
            })
            .collect();
        vec![
            plain(
                Theme::Formats,
                "format-families",
                Chart::Bars { column: 1, most: 6 },
                &[label("family"), count("datasets"), count("files")],
                families,
            ),
            plain(
                Theme::Formats,
                "formats",
                Chart::Bars { column: 2, most: 12 },
                &[
                    label("format"),
                    label("family"),
                    count("datasets"),
                    count("files"),
                    label("open"),
                    label("machine_readable"),
                ],
                formats,
            ),
            figure(
                Theme::Formats,
                "format-openness",
                Chart::Lines { parts: &[Part { column: 4, tone: "a" }, Part { column: 5, tone: "b" }] },
                &[
                    label("year"),
                    count("with_files"),
                    count("open"),
                    count("machine_readable"),
                    share("open_share"),
                    share("machine_readable_share"),
                ],
                years,
                vec![("open", Cell::share(open, with_files)), ("machine", Cell::share(machine, with_files))],
            ),
        ]
    }
}
