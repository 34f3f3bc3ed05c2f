//! The contract with themes: what templates are given and which messages there are, numbered, so that a theme made for
//! an earlier number is told what to write instead.

mod reference;
mod shape;

pub use reference::reference;
pub(crate) use shape::{Describe, doc_of};
pub use shape::{Described, Field, Fields, Shape, Structure};

/// The number of the contract that this program keeps. It grows by one when a name is removed; `contract` in a
/// theme's theme.toml says which number the theme was made for.
pub const CONTRACT: u32 = 1;

/// What a removed name was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A field of a structure that templates are given: `DatasetFacts.updated`.
    Variable,
    /// A message: `home-newest`.
    Message,
}

/// A name that themes may still use and that is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// What it was.
    pub kind: Kind,
    /// Its name, as [`Kind`] writes it.
    pub name: &'static str,
    /// The contract that has it no more.
    pub contract: u32,
    /// What to write instead; empty when nothing says the same.
    pub successor: &'static str,
}

/// Every name that was removed, with what stands in for it.
pub const REMOVED: &[Removed] = &[
    message("ways-all-formats", 1, "formats"),
    message("ways-topic", 1, "ways-all"),
    message("chart-months", 1, "figure-datasets-per-month"),
    message("chart-months-note", 1, ""),
    message("month", 1, ""),
    message("month-count", 1, "figure-datasets-per-month"),
    message("month-running", 1, "figure-datasets-running"),
    variable("DashboardPage.chart_html", 1, "FigureView.chart_html"),
    variable("DashboardPage.chart_note", 1, "FigureView.key"),
    variable("DashboardPage.months", 1, "themes"),
    variable("Month.iso", 1, "FigureView.table_html"),
    variable("Month.text", 1, "FigureView.table_html"),
    variable("Month.count", 1, "FigureView.table_html"),
    variable("Month.running", 1, "FigureView.table_html"),
    variable("DatasetFacts.quality", 1, "DatasetPage.quality_html"),
];

const fn message(name: &'static str, contract: u32, successor: &'static str) -> Removed {
    Removed { kind: Kind::Message, name, contract, successor }
}

const fn variable(name: &'static str, contract: u32, successor: &'static str) -> Removed {
    Removed { kind: Kind::Variable, name, contract, successor }
}

/// What to say of a name that a theme uses and that was removed.
pub fn successor(kind: Kind, name: &str) -> Option<String> {
    successor_in(REMOVED, kind, name)
}

fn successor_in(removed: &[Removed], kind: Kind, name: &str) -> Option<String> {
    let found = removed.iter().find(|removed| removed.kind == kind && removed.name == name)?;
    let since = format!("`{}` is no more since contract {}", found.name, found.contract);
    Some(if found.successor.is_empty() {
        format!("{since}, and nothing stands in for it")
    } else {
        format!("{since}: write `{}`", found.successor)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_name_is_told_with_what_stands_in_for_it() {
        let removed = [
            Removed { kind: Kind::Variable, name: "HomePage.latest", contract: 2, successor: "newest_html" },
            Removed { kind: Kind::Message, name: "hits", contract: 3, successor: "" },
        ];
        assert_eq!(
            successor_in(&removed, Kind::Variable, "HomePage.latest").as_deref(),
            Some("`HomePage.latest` is no more since contract 2: write `newest_html`")
        );
        assert_eq!(
            successor_in(&removed, Kind::Message, "hits").as_deref(),
            Some("`hits` is no more since contract 3, and nothing stands in for it")
        );
        assert_eq!(successor_in(&removed, Kind::Message, "HomePage.latest"), None);
    }

    #[test]
    fn names_are_removed_by_contracts_that_are_known() {
        assert!(REMOVED.iter().all(|removed| removed.contract <= CONTRACT));
    }
}
