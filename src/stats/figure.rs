//! A figure: a table of typed cells, with how it is drawn.

use jiff::civil::Date;

use crate::catalog::{DatasetIndex, OrganizationIndex};

/// Something measured. The words for it are the messages `figure-<id>` (its title), `figure-<id>-about` (how it is
/// counted) and, where it has [`Figure::key`], `figure-<id>-key` (what it says in a sentence).
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its name in addresses and on the command line: `datasets-per-month`.
    pub id: &'static str,
    /// Where it stands on the dashboard.
    pub theme: Theme,
    /// How it is drawn.
    pub chart: Chart,
    /// What its rows hold.
    pub columns: Vec<Column>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// The arguments of the sentence that says the main thing; none where there is no such sentence.
    pub key: Vec<Argument>,
}

/// A named value in a sentence.
pub type Argument = (&'static str, Cell);

/// The parts of the dashboard, in its order. Their headings are the messages `theme-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// How much there is.
    Totals,
    /// What came when.
    Publication,
    /// How old it is.
    Freshness,
    /// Under which licence.
    Licenses,
    /// In which formats.
    Formats,
    /// How well it is described.
    Quality,
    /// Whether and where the files are found.
    Files,
    /// Who publishes.
    Organizations,
    /// Which places and times it covers.
    Coverage,
    /// What it is about.
    Subjects,
    /// Who uses it.
    Uses,
    /// What people ask.
    Discussions,
    /// Where it was harvested.
    Harvest,
    /// What is wrong with the export.
    Integrity,
}

impl Theme {
    /// Every part.
    pub const ALL: [Self; 14] = [
        Self::Totals,
        Self::Publication,
        Self::Freshness,
        Self::Licenses,
        Self::Formats,
        Self::Quality,
        Self::Files,
        Self::Organizations,
        Self::Coverage,
        Self::Subjects,
        Self::Uses,
        Self::Discussions,
        Self::Harvest,
        Self::Integrity,
    ];

    /// Its name in messages and anchors.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Publication => "publication",
            Self::Freshness => "freshness",
            Self::Licenses => "licenses",
            Self::Formats => "formats",
            Self::Quality => "quality",
            Self::Files => "files",
            Self::Organizations => "organizations",
            Self::Coverage => "coverage",
            Self::Subjects => "subjects",
            Self::Uses => "uses",
            Self::Discussions => "discussions",
            Self::Harvest => "harvest",
            Self::Integrity => "integrity",
        }
    }
}

/// A column of a figure. Its heading is the message `column-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in CSV and JSON.
    pub id: &'static str,
    /// What its cells are.
    pub unit: Unit,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A name: a word, a record, a month.
    Label,
    /// A whole number.
    Count,
    /// A share, from 0 to 1.
    Share,
    /// Bytes.
    Bytes,
    /// Days.
    Days,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown, or without a meaning here.
    Empty,
    /// A word of ours: the message `word-<id>`.
    Word(&'static str),
    /// A word of a vocabulary: the message `<vocabulary>-<id>`, or the id itself.
    Term(&'static str, Box<str>),
    /// A text of the catalogue.
    Text(Box<str>),
    /// A whole number.
    Count(u64),
    /// A share, from 0 to 1.
    Share(f64),
    /// Bytes.
    Bytes(u64),
    /// A year.
    Year(i16),
    /// A month.
    Month(i16, i8),
    /// A day.
    Day(Date),
    /// A dataset: its id and title.
    Dataset(DatasetIndex),
    /// An organization: its id and name.
    Organization(OrganizationIndex),
}

impl Cell {
    /// The number that a chart draws; 0 for what is none.
    pub fn number(&self) -> f64 {
        match *self {
            Self::Count(value) | Self::Bytes(value) => value as f64,
            Self::Share(value) => value,
            _ => 0.0,
        }
    }

    /// A text of the catalogue.
    pub fn text(text: impl Into<Box<str>>) -> Self {
        Self::Text(text.into())
    }

    /// `part` of `whole`, empty where there is no whole.
    pub fn share(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Empty } else { Self::Share(part as f64 / whole as f64) }
    }
}

/// A column that a chart draws, and the class of its colour (`chart-<class>` in the theme's style).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The column's place.
    pub column: usize,
    /// Good, bad, or one of several.
    pub tone: &'static str,
}

/// How a figure is drawn. The first column names the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// Not at all: large numbers, or a table.
    None,
    /// A bar a row, one under the other, of at most so many rows.
    Bars {
        /// The column whose number the bars show.
        column: usize,
        /// How many rows are drawn.
        most: usize,
    },
    /// A bar a row, parted: all bars are as long, and show shares.
    Parted {
        /// The columns of the parts.
        parts: &'static [Part],
        /// How many rows are drawn.
        most: usize,
    },
    /// Columns side by side, parts on top of each other: what is in an order (months, classes).
    Columns {
        /// The columns of the parts.
        parts: &'static [Part],
    },
    /// Lines over what is in an order.
    Lines {
        /// The columns of the lines.
        parts: &'static [Part],
    },
    /// Cells in a row, darker for more.
    Strip {
        /// The column whose number is shown.
        column: usize,
    },
    /// The departments or regions of France, darker for more. The first column holds their codes.
    Map {
        /// The column whose number is shown.
        column: usize,
        /// What is filled.
        level: super::TerritoryLevel,
    },
}
