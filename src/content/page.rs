//! A page of the site's own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use super::link::LinkResolver;
use super::{ContentError, markdown};
use crate::catalog::Digest;

/// The menu that leads to a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Menu {
    /// At the top of every page.
    Header,
    /// At the foot of every page.
    Footer,
    /// None: only links lead to it.
    #[default]
    None,
}

/// A page, in the site's language.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The file that it is made from, relative to the content folder, with `/` between folders.
    pub file: String,
    /// The file without language and extension (`legal/notice`): the same in every language.
    pub name: String,
    /// The address under `/pages/`, without slashes at the ends (`legal/notice`).
    pub path: String,
    /// The title, never empty.
    pub title: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// The menu.
    pub menu: Menu,
    /// The place in the menu: small ones first.
    pub weight: i64,
    /// The template, when it is not `content.html`.
    pub template: Option<String>,
    /// The day that the page gives as its own.
    pub date: Option<Date>,
    /// The same page elsewhere: each other language's path under its own `/pages/`.
    pub translations: BTreeMap<&'static str, String>,
    /// The digest of the file and of the paths above.
    pub digest: Digest,
    /// The ids of its headings, in order.
    pub(super) anchors: Vec<String>,
    /// The Markdown.
    pub(super) markdown: String,
    /// The line of the file that the Markdown starts on, from 1.
    pub(super) first_line: usize,
}

impl Page {
    /// The text as it is written, and the line of the file that it starts on, from 1.
    pub fn markdown(&self) -> (&str, usize) {
        (&self.markdown, self.first_line)
    }

    /// The text as safe HTML. Headings have ids and start at the second level.
    ///
    /// # Errors
    /// [`ContentError::Link`] for a link to a record or a page that the site does not have.
    pub fn render(&self, resolver: &dyn LinkResolver) -> Result<String, ContentError> {
        markdown::render(self, resolver)
    }

    /// Every link to a record or a path of the site that there is not, as errors.
    pub fn unresolved(&self, resolver: &dyn LinkResolver) -> Vec<ContentError> {
        markdown::unresolved(self, resolver)
    }
}

/// A file beside the pages, copied as it is to `/pages/<path>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its path under `/pages/` and in the content folder.
    pub path: String,
    /// Where it is on the disk.
    pub source: PathBuf,
    /// The digest of its bytes.
    pub digest: Digest,
}
