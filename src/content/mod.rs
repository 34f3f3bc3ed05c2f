//! The Markdown pages of a site itself: about, accessibility, legal notice, whatever its authors write.
//!
//! A page is a file of the content folder: TOML front matter between two lines `+++`, then Markdown. Its
//! language may stand before the extension (`about.fr.md`); a site takes the variant in its own language, else
//! the one without a language. Links between pages are checked when the folder is loaded, links to records and
//! to other pages of the site when a page is rendered.

mod address;
mod error;
mod front_matter;
mod link;
mod load;
mod markdown;
mod page;

pub use error::{ContentError, Position};
pub use link::{LinkResolver, RecordKind};
pub use load::{load, of_texts, survey};
pub use page::{Attachment, Menu, Page};

/// The pages of a site in its language, and the files beside them.
#[derive(Debug, Default)]
pub struct Content {
    /// By weight, then by path.
    pub pages: Vec<Page>,
    /// Pictures and other files of the folder, by path.
    pub attachments: Vec<Attachment>,
}

impl Content {
    /// The page that the file at `file` makes, where `file` is relative to the content folder, with `/` between
    /// folders, with or without a language: `legal/notice.md` finds what `legal/notice.fr.md` makes.
    pub fn page(&self, file: &str) -> Option<&Page> {
        let name = address::FileName::parse(file)?;
        self.pages
            .iter()
            .find(|page| page.name == name.stem && (name.language.is_none() || page.file == file))
    }

    /// The pages of a menu, in order.
    pub fn menu(&self, menu: Menu) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(move |page| page.menu == menu)
    }
}
