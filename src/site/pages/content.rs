//! A content page: Markdown that the site's authors wrote.

use std::fs::File;
use std::io;

use super::super::view::{Alternate, ContentPage};
use super::super::{Body, Route, Site, SiteError, content_address};

impl Site {
    pub(super) fn content_page(&self, position: u32) -> Result<ContentPage, SiteError> {
        let page = &self.content.pages[position as usize];
        let route = Route::Content(position);
        let mut frame = self.frame(&route, "content", page.title.clone(), page.description.clone());
        // A page may have another name in another language, or not exist in it.
        frame.alternates = self
            .config
            .site
            .translations
            .iter()
            .filter_map(|(language, base)| {
                let path = page.translations.get(language.as_str())?;
                let href = format!("{}/{}", base.trim_end_matches('/'), content_address(path));
                Some(Alternate { language: language.clone(), href })
            })
            .collect();
        Ok(ContentPage {
            page: frame,
            title: page.title.clone(),
            html: page.render(self)?,
            snapshot: self.day(self.catalog.snapshot.date).unwrap_or_default(),
            about: self.is_about(position),
            not_renewed: self.catalog.snapshot.not_renewed.is_some(),
        })
    }

    /// Whether a content page is the one about the portal.
    pub(in crate::site) fn is_about(&self, position: u32) -> bool {
        let page = super::frame::ABOUT.iter().find_map(|file| self.content.page(file));
        page.is_some_and(|page| page.path == self.content.pages[position as usize].path)
    }

    /// A file beside the pages, copied as it is.
    pub(super) fn attachment_body(&self, position: u32) -> Result<Body<'_>, SiteError> {
        let attachment = &self.content.attachments[position as usize];
        let path = || attachment.source.display().to_string();
        let mut file =
            File::open(&attachment.source).map_err(|source| SiteError::Stream { path: path(), source })?;
        Ok(Body::Stream(Box::new(move |out| {
            io::copy(&mut file, out).map_err(|source| SiteError::Stream { path: path(), source })?;
            Ok(())
        })))
    }

    /// The rendered text of a content page: what its links lead to is part of it.
    pub(in crate::site) fn content_html(&self, position: u32) -> String {
        // Every page was rendered once when the site was loaded.
        self.content.pages[position as usize].render(self).unwrap_or_default()
    }
}
