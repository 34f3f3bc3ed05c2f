//! The dataservice export.

use super::header::{Column, Header};
use super::row::Row;
use super::{distinct, harvest, organization_of};
use crate::catalog::vocabulary::{ACCESS_TYPES, license};
use crate::catalog::{Builder, Dataservice, RecordKind, fault};
use crate::source::fields::{Fields, one_of};

pub(super) struct DataserviceReader {
    title: Column,
    slug: Column,
    acronym: Column,
    description: Column,
    base_api_url: Column,
    machine_documentation_url: Column,
    technical_documentation_url: Column,
    business_documentation_url: Column,
    authorization_request_url: Column,
    availability: Column,
    rate_limiting: Column,
    access_type: Column,
    is_restricted: Column,
    has_token: Column,
    license: Column,
    organization: Column,
    organization_id: Column,
    owner: Column,
    featured: Column,
    private: Column,
    deleted: Column,
    created_at: Column,
    last_modified: Column,
    archived: Column,
    badges: Column,
    tags: Column,
    datasets: Column,
    harvest: harvest::Columns,
    views: Column,
    downloads: Column,
    followers: Column,
}

impl DataserviceReader {
    pub(super) fn new(header: &Header) -> Self {
        let column = |name| header.column(name);
        Self {
            title: column("title"),
            slug: column("slug"),
            acronym: column("acronym"),
            description: column("description"),
            base_api_url: column("base_api_url"),
            // Renamed in udata 10.1.3.
            machine_documentation_url: header
                .column_of(["machine_documentation_url", "endpoint_description_url"]),
            technical_documentation_url: column("technical_documentation_url"),
            business_documentation_url: column("business_documentation_url"),
            authorization_request_url: column("authorization_request_url"),
            availability: column("availability"),
            rate_limiting: column("rate_limiting"),
            access_type: column("access_type"),
            is_restricted: column("is_restricted"),
            has_token: column("has_token"),
            license: column("license"),
            organization: column("organization"),
            organization_id: column("organization_id"),
            owner: column("owner"),
            featured: column("featured"),
            private: column("private"),
            deleted: column("deleted_at"),
            created_at: column("created_at"),
            last_modified: column("metadata_modified_at"),
            archived: column("archived"),
            badges: column("badges"),
            tags: column("tags"),
            datasets: column("datasets"),
            harvest: harvest::Columns::new(header),
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
            builder.hide(RecordKind::Dataservice, row.id(), organization, &datasets, row.origin());
            return;
        }
        let dataservice = Dataservice {
            id: row.id().into(),
            slug: row.boxed(self.slug),
            title: row.title(self.title),
            acronym: row.line(self.acronym),
            description: row.description(self.description).into(),
            base_api_url: row.url(self.base_api_url),
            machine_documentation_url: row.url(self.machine_documentation_url),
            technical_documentation_url: row.url(self.technical_documentation_url),
            business_documentation_url: row.url(self.business_documentation_url),
            authorization_request_url: row.url(self.authorization_request_url),
            availability: row.hundredths(self.availability, 100.0),
            rate_limiting: row.line(self.rate_limiting),
            access_type: self.access_type(row),
            license: row.term(
                self.license,
                |text| Some(license::recognize(text)?.id),
                fault::UNKNOWN_LICENSE,
            ),
            owner: row.owner(self.owner),
            featured: row.flag(self.featured),
            archived: row.state(self.archived).0,
            created_at: row.date(self.created_at),
            last_modified: row.date(self.last_modified),
            badges: row.list(self.badges),
            tags: row.list(self.tags),
            harvest: self.harvest.read(row),
            metrics: row.metrics(self.views, self.downloads, self.followers),
            ..Dataservice::default()
        };
        builder.dataservice(dataservice, organization, &datasets, row.origin());
    }

    /// The access type; of exports before 10.1.3, what their two flags say.
    fn access_type(&self, row: &mut Row) -> Option<std::sync::Arc<str>> {
        let known = row.term(self.access_type, one_of(&ACCESS_TYPES), fault::UNKNOWN_ACCESS_TYPE);
        known.or_else(|| {
            self.is_restricted.position?;
            let (is_restricted, has_token) = (row.flag(self.is_restricted), row.flag(self.has_token));
            Some(row.intern(match (is_restricted, has_token) {
                (true, _) => "restricted",
                (false, true) => "open_with_account",
                (false, false) => "open",
            }))
        })
    }
}
