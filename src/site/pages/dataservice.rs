//! An API's page.

use super::super::view::{DataserviceFacts, DataservicePage};
use super::super::words::external;
use super::super::{List, Route, Site, SiteError};
use crate::catalog::DataserviceIndex;
use crate::text::plain;

impl Site {
    pub(super) fn dataservice_page(&self, index: DataserviceIndex) -> Result<DataservicePage, SiteError> {
        let api = self.catalog.dataservice(index);
        let list = List::Dataservice(index);
        let route = Route::Dataservice(index);
        let count = self.members(list).len();
        let source = self.source_page("dataservices", &api.slug, &api.id);
        let summary = plain::summary(&api.description, 200);
        let mut page =
            self.record_frame(&route, "dataservices", api.title.to_string(), summary, source.as_ref());
        page.noindex |= api.archived;
        page.breadcrumbs.push(self.step("dataservices", &Route::Dataservices(None)));
        let description = self.markdown.render(&api.description);
        let (license, license_url) = self.license(api.license.as_deref());
        let facts = DataserviceFacts {
            id: api.id.to_string(),
            title: api.title.to_string(),
            acronym: api.acronym.to_string(),
            archived: api.archived,
            producer: self.producer(api.links.organization, api.owner.as_deref()),
            description_html: description.html,
            description_cut: description.truncated,
            base: external(&api.base_api_url),
            machine_documentation: external(&api.machine_documentation_url),
            technical_documentation: external(&api.technical_documentation_url),
            business_documentation: external(&api.business_documentation_url),
            authorization: external(&api.authorization_request_url),
            contacts: self.contacts(&api.contact_points),
            availability: api
                .availability
                .map(|hundredths| self.locale.percent(f64::from(hundredths) / 10_000.0, 1))
                .unwrap_or_default(),
            rate_limiting: api.rate_limiting.to_string(),
            access: api.access_type.as_deref().map(|id| self.term("access", id)),
            license,
            license_url,
            tags: self.tags(&api.tags),
            badges: self.badges(&api.badges),
            created: self.day_of(api.created_at),
            updated: self.day_of(api.last_modified),
            metrics: self.metrics(&api.metrics),
            harvest: api.harvest.as_deref().map(|harvest| self.harvest_facts(harvest)),
            datasets: self.counted("count-datasets", count),
            missing: api.datasets_missing,
            source,
        };
        Ok(DataservicePage {
            page,
            dataservice: facts,
            cards_html: self.cards_html(&route)?,
            pager: self.newest_pager(count, |number| Route::ListPage(list, number)),
        })
    }
}
