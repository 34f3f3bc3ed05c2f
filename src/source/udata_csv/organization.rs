//! The organization export. Its `url` is the portal's own page, so that no organization's own site is known.

use super::header::{Column, Header};
use super::row::Row;
use crate::catalog::{Builder, Organization, fault};
use crate::source::fields::Fields;

pub(super) struct OrganizationReader {
    name: Column,
    acronym: Column,
    slug: Column,
    description: Column,
    logo: Column,
    badges: Column,
    deleted: Column,
    created_at: Column,
    last_modified: Column,
    business_number_id: Column,
    members_count: Column,
    views: Column,
    downloads: Column,
    followers: Column,
}

impl OrganizationReader {
    pub(super) fn new(header: &Header) -> Self {
        let column = |name| header.column(name);
        Self {
            name: column("name"),
            acronym: column("acronym"),
            slug: column("slug"),
            description: column("description"),
            logo: column("logo"),
            badges: column("badges"),
            deleted: column("deleted"),
            created_at: column("created_at"),
            last_modified: column("last_modified"),
            business_number_id: column("business_number_id"),
            members_count: header.column_of(["members_count", "metric.members"]),
            views: column("metric.views"),
            downloads: column("downloads"),
            followers: column("metric.followers"),
        }
    }

    pub(super) fn read(&self, row: &mut Row, builder: &mut Builder) {
        let (is_deleted, _) = row.state(self.deleted);
        if is_deleted {
            row.report(fault::DELETED_RECORD, self.deleted.name, "", "left out");
            return;
        }
        if row.id().is_empty() {
            return;
        }
        let organization = Organization {
            id: row.id().into(),
            slug: row.boxed(self.slug),
            name: row.title(self.name),
            acronym: row.line(self.acronym),
            description: row.description(self.description).into(),
            logo: row.boxed(self.logo),
            badges: row.list(self.badges),
            business_number_id: row.line(self.business_number_id),
            created_at: row.date(self.created_at),
            last_modified: row.date(self.last_modified),
            members_count: row.small_number(self.members_count),
            metrics: row.metrics(self.views, self.downloads, self.followers),
            ..Organization::default()
        };
        builder.organization(organization, row.origin());
    }
}
