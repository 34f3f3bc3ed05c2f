//! What can be wrong with a configuration: said with the file, the line and the nearest known key.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The smallest configuration, for those who have none.
pub(super) const SMALLEST: &str = "\
[site]
title = \"Données ouvertes\"
base_url = \"https://donnees.example.fr\"
language = \"fr\"

[source]
path = \"exports\"
";

/// An error of the configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no such file.
    #[error(
        "{}: no such file. Name another one with --config, or write it; this is enough:\n\n{}",
        path.display(),
        indented(SMALLEST)
    )]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read.
    #[error("{}: could not read the configuration: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something in the file is wrong.
    #[error("{place}: {problem}{excerpt}")]
    Wrong {
        /// The file and the line (`etalage.toml:3`).
        place: String,
        /// What is wrong, and what to do.
        problem: String,
        /// The line itself.
        excerpt: Excerpt,
    },
    /// An option of the command line is wrong.
    #[error("{option}: {problem}")]
    Option {
        /// The option (`--base-url`).
        option: &'static str,
        /// What is wrong, and what to do.
        problem: String,
    },
}

/// A line of the configuration with a mark under what is meant; may be empty.
#[derive(Debug, Default)]
pub struct Excerpt {
    /// From 1.
    pub(super) line: usize,
    pub(super) text: String,
    /// Where the mark begins, and how long it is, in characters.
    pub(super) mark: (usize, usize),
}

impl Excerpt {
    /// The line.
    pub fn line(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.is_empty() {
            return Ok(());
        }
        let number = self.line.to_string();
        let (begin, length) = self.mark;
        let (gutter, marks) = (" ".repeat(number.len()), "^".repeat(length.max(1)));
        write!(out, "\n  {number} | {}\n  {gutter} | {}{marks}", self.text, " ".repeat(begin))
    }
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!("    {line}") });
    lines.collect::<Vec<_>>().join("\n")
}
