//! A reuse's page.

use super::super::view::{ReuseFacts, ReusePage};
use super::super::words::external;
use super::super::{List, Route, Site, SiteError};
use crate::catalog::ReuseIndex;
use crate::text::plain;

impl Site {
    pub(super) fn reuse_page(&self, index: ReuseIndex) -> Result<ReusePage, SiteError> {
        let reuse = self.catalog.reuse(index);
        let list = List::Reuse(index);
        let route = Route::Reuse(index);
        let count = self.members(list).len();
        let source = self.source_page("reuses", &reuse.slug, &reuse.id);
        let summary = plain::summary(&reuse.description, 200);
        let mut page = self.record_frame(&route, "reuses", reuse.title.to_string(), summary, source.as_ref());
        page.noindex |= reuse.archived;
        page.breadcrumbs.push(self.step("reuses", &Route::Reuses(None)));
        let description = self.markdown.render(&reuse.description);
        let facts = ReuseFacts {
            id: reuse.id.to_string(),
            title: reuse.title.to_string(),
            archived: reuse.archived,
            kind: reuse.kind.as_deref().map(|id| self.term("reuse-type", id)),
            topic: reuse.topic.as_deref().map(|id| self.term("reuse-topic", id)),
            producer: self.producer(reuse.links.organization, reuse.owner.as_deref()),
            description_html: description.html,
            description_cut: description.truncated,
            link: external(&reuse.url),
            tags: self.tags(&reuse.tags),
            created: self.day_of(reuse.created_at),
            updated: self.day_of(reuse.last_modified),
            metrics: self.metrics(&reuse.metrics),
            datasets: self.counted("count-datasets", count),
            missing: reuse.datasets_missing,
            source,
        };
        Ok(ReusePage {
            page,
            reuse: facts,
            cards_html: self.cards_html(&route)?,
            pager: self.newest_pager(count, |number| Route::ListPage(list, number)),
        })
    }
}
