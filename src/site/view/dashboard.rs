//! The dashboard, the page of a figure, the dashboard of an organization.

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{Day, Frame, Link, Total};
use crate::theme::Describe;

/// The context of `dashboard.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct DashboardPage {
    /// The frame.
    pub page: Frame,
    /// The catalogue's numbers.
    pub totals: Vec<Total>,
    /// The page of those numbers, with their data.
    pub totals_page: Link,
    /// The parts of the dashboard that have anything to show.
    pub themes: Vec<ThemeView>,
    /// The quality of every dataset as a table, for programs.
    pub quality_csv: String,
    /// The day that the catalogue speaks of.
    pub snapshot: Day,
    /// How that day is known, in words.
    pub snapshot_origin: String,
}

/// A part of a dashboard.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct ThemeView {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Its figures.
    pub figures: Vec<FigureView>,
    /// Figures that have a page but are not drawn here.
    pub details: Vec<Link>,
}

/// A figure.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct FigureView {
    /// Its name in addresses and anchors.
    pub id: &'static str,
    /// The title.
    pub title: String,
    /// What it says, in a sentence; may be empty.
    pub key: String,
    /// How it is counted.
    pub about: String,
    /// The chart, as SVG without styles or scripts; empty where it is not drawn.
    pub chart_html: String,
    /// What the chart's colours mean; empty where it has but one.
    pub keys: Vec<KeyView>,
    /// Its numbers as a table; empty where they stand on its page only.
    pub table_html: String,
    /// How many of its rows the table shows, where not all.
    pub table_note: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// Its numbers for programs; empty where they have no file of their own.
    pub csv: String,
    /// The same as JSON.
    pub json: String,
    /// Whether it needs room: a long series.
    pub wide: bool,
    /// Whether it is a map, whose sources want to be named.
    pub map: bool,
}

/// What a colour of a chart means.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct KeyView {
    /// The colour's class.
    pub tone: &'static str,
    /// Its words.
    pub label: String,
}

/// The context of `figure.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct FigurePage {
    /// The frame.
    pub page: Frame,
    /// The figure.
    pub figure: FigureView,
    /// The other figures of its part of the dashboard.
    pub others: Vec<Link>,
    /// The day that the catalogue speaks of.
    pub snapshot: Day,
}

/// The context of `organization-dashboard.html`.
#[derive(Debug, Serialize, Describe!)]
pub struct OrganizationDashboardPage {
    /// The frame.
    pub page: Frame,
    /// The organization and its page.
    pub organization: Link,
    /// Its numbers.
    pub totals: Vec<Total>,
    /// How many datasets have what to mend, by what.
    pub reasons: Vec<ReasonView>,
    /// The first of them.
    pub mend: Vec<MendView>,
    /// How many more there are.
    pub mend_more: usize,
    /// All of them, as CSV.
    pub mend_csv: String,
    /// All figures as CSV.
    pub csv: String,
    /// All figures as JSON.
    pub json: String,
    /// The parts that have anything to show.
    pub themes: Vec<ThemeView>,
}

/// How many datasets there are to mend for a reason.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct ReasonView {
    /// How many, in words (`12 jeux de données`).
    pub count: String,
    /// What is wrong with them.
    pub label: String,
}

/// A dataset to mend.
#[derive(Debug, Default, Serialize, Describe!)]
pub struct MendView {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What to mend.
    pub reasons: Vec<String>,
}
