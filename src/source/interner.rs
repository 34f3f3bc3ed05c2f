//! One copy of each string that thousands of records share.

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use crate::catalog::vocabulary::format;

/// Gives the same `Arc` for the same text.
#[derive(Default)]
pub(super) struct Interner {
    texts: HashSet<Arc<str>>,
    nothing: Arc<str>,
    descriptions: HashSet<Arc<str>>,
    /// Formats as they are written, with what they mean.
    formats: HashMap<Box<str>, Option<Arc<str>>>,
}

impl Interner {
    /// Formats as written that are remembered; past them (13,000 in the national catalogue, nearly all of them
    /// ids made up by a harvester) each one is worked out again.
    const FORMATS: usize = 50_000;
    /// Descriptions that are remembered at once. The repeated ones of a harvester stand close together.
    const DESCRIPTIONS: usize = 20_000;

    pub(super) fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return known.clone();
        }
        let new: Arc<str> = text.into();
        self.texts.insert(new.clone());
        new
    }

    /// A text that may be long and often is another record's. Of the last ones only, so that a catalogue
    /// without any repetition costs no memory.
    pub(super) fn description(&mut self, text: &str) -> Arc<str> {
        if text.is_empty() {
            return self.nothing.clone();
        }
        if let Some(known) = self.descriptions.get(text) {
            return known.clone();
        }
        if self.descriptions.len() >= Self::DESCRIPTIONS {
            self.descriptions.clear();
        }
        let new: Arc<str> = text.into();
        self.descriptions.insert(new.clone());
        new
    }

    /// The normalised format, if any.
    pub(super) fn format(&mut self, raw: &str) -> Option<Arc<str>> {
        if let Some(known) = self.formats.get(raw) {
            return known.clone();
        }
        let format = format::normalize(raw).map(|format: Cow<str>| self.intern(&format));
        if self.formats.len() < Self::FORMATS {
            self.formats.insert(raw.into(), format.clone());
        }
        format
    }
}
