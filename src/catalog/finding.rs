//! What was wrong with the data: counted by kind, with the first examples of each.

use std::collections::BTreeMap;

use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Info,
    /// Something was mended or left out of a record.
    Warning,
    /// A record was lost.
    Error,
}

/// A kind of fault, named in kebab case (`dangling-dataset`), with its severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingKind {
    /// The name that reports use.
    pub name: &'static str,
    /// How bad.
    pub severity: Severity,
}

/// One occurrence.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Example {
    /// The file's name.
    pub file: String,
    /// The record's number in the file, the first after the header being 1; 0 when there is none.
    pub row: u64,
    /// The record's id; may be empty.
    pub id: String,
    /// The column or key.
    pub field: String,
    /// What stood there, cut to 120 characters.
    pub value: String,
    /// What was done about it.
    pub done: String,
}

/// All occurrences of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The kind's name.
    pub kind: &'static str,
    /// How bad.
    pub severity: Severity,
    /// How many.
    pub count: u64,
    /// The first ones, in order of file and row.
    pub examples: Vec<Example>,
}

/// A collection of findings that keeps a bounded number of examples of each kind.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    kinds: BTreeMap<&'static str, Finding>,
}

impl Findings {
    /// How many examples of a kind are kept.
    pub const EXAMPLES: usize = 10;
    /// How many characters of a value are kept.
    pub const VALUE_LENGTH: usize = 120;

    /// Counts one occurrence.
    pub fn add(&mut self, kind: FindingKind, example: Example) {
        self.add_with(kind, || example);
    }

    /// Counts one occurrence; the example is made only while there is room for one.
    pub fn add_with(&mut self, kind: FindingKind, example: impl FnOnce() -> Example) {
        let finding = self.kinds.entry(kind.name).or_insert_with(|| Finding {
            kind: kind.name,
            severity: kind.severity,
            count: 0,
            examples: Vec::new(),
        });
        finding.count += 1;
        if finding.examples.len() < Self::EXAMPLES {
            let mut example = example();
            if let Some((end, _)) = example.value.char_indices().nth(Self::VALUE_LENGTH) {
                example.value.truncate(end);
                example.value.push('…');
            }
            finding.examples.push(example);
        }
    }

    /// Takes over the findings of another reader.
    pub fn merge(&mut self, other: Self) {
        for (name, theirs) in other.kinds {
            match self.kinds.get_mut(name) {
                None => {
                    self.kinds.insert(name, theirs);
                }
                Some(ours) => {
                    ours.count += theirs.count;
                    ours.examples.extend(theirs.examples);
                    ours.examples.sort();
                    ours.examples.truncate(Self::EXAMPLES);
                }
            }
        }
    }

    /// Every kind found, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.kinds.values()
    }

    /// How many occurrences of the kind `name` were found.
    pub fn count(&self, name: &str) -> u64 {
        self.kinds.get(name).map_or(0, |finding| finding.count)
    }
}
