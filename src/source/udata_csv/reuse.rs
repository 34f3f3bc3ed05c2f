//! The reuse export.

use super::header::{Column, Header};
use super::row::Row;
use super::{distinct, organization_of};
use crate::catalog::vocabulary::{REUSE_TOPICS, REUSE_TYPES};
use crate::catalog::{Builder, RecordKind, Reuse, fault};
use crate::source::fields::{Fields, one_of};

pub(super) struct ReuseReader {
    title: Column,
    slug: Column,
    kind: Column,
    description: Column,
    url: Column,
    organization: Column,
    organization_id: Column,
    owner: Column,
    image: Column,
    featured: Column,
    private: Column,
    deleted: Column,
    created_at: Column,
    last_modified: Column,
    archived: Column,
    topic: Column,
    tags: Column,
    badges: Column,
    datasets: Column,
    views: Column,
    downloads: Column,
    followers: Column,
}

impl ReuseReader {
    pub(super) fn new(header: &Header) -> Self {
        let column = |name| header.column(name);
        Self {
            title: column("title"),
            slug: column("slug"),
            kind: column("type"),
            description: column("description"),
            url: column("remote_url"),
            organization: column("organization"),
            organization_id: column("organization_id"),
            owner: column("owner"),
            image: column("image"),
            featured: column("featured"),
            private: column("private"),
            deleted: column("deleted"),
            created_at: column("created_at"),
            last_modified: column("last_modified"),
            archived: column("archived"),
            topic: column("topic"),
            tags: column("tags"),
            badges: column("badges"),
            datasets: column("datasets"),
            views: column("metric.views"),
            downloads: column("downloads"),
            followers: column("metric.followers"),
        }
    }

    pub(super) fn read(&self, row: &mut Row, builder: &mut Builder) {
        let organization = (row.text(self.organization_id), row.line(self.organization));
        let organization = organization_of(&organization);
        let datasets = row.text(self.datasets);
        let datasets = distinct(&datasets);
        if row.is_hidden(self.private, self.deleted) {
            builder.hide(RecordKind::Reuse, row.id(), organization, &datasets, row.origin());
            return;
        }
        let reuse = Reuse {
            id: row.id().into(),
            slug: row.boxed(self.slug),
            title: row.title(self.title),
            description: row.description(self.description).into(),
            kind: row.term(self.kind, one_of(&REUSE_TYPES), fault::UNKNOWN_REUSE_TYPE),
            topic: row.term(self.topic, one_of(&REUSE_TOPICS), fault::UNKNOWN_REUSE_TOPIC),
            url: row.url(self.url),
            image: row.boxed(self.image),
            owner: row.owner(self.owner),
            featured: row.flag(self.featured),
            archived: row.state(self.archived).0,
            created_at: row.date(self.created_at),
            last_modified: row.date(self.last_modified),
            badges: row.list(self.badges),
            tags: row.list(self.tags),
            metrics: row.metrics(self.views, self.downloads, self.followers),
            ..Reuse::default()
        };
        builder.reuse(reuse, organization, &datasets, row.origin());
    }
}
