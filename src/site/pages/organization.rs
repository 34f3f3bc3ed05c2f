//! An organization's page.

use super::super::view::{Link, OrganizationFacts, OrganizationPage};
use super::super::words::external;
use super::super::{List, Route, Site, SiteError};
use crate::catalog::OrganizationIndex;
use crate::text::plain;

impl Site {
    pub(super) fn organization_page(&self, index: OrganizationIndex) -> Result<OrganizationPage, SiteError> {
        let organization = self.catalog.organization(index);
        let list = List::Organization(index);
        let route = Route::Organization(index);
        let facts = self.organization_facts(index);
        let mut page = self.record_frame(
            &route,
            "organizations",
            facts.name.clone(),
            plain::summary(&organization.description, 200),
            facts.source.as_ref(),
        );
        page.breadcrumbs.push(self.step("organizations", &Route::Organizations(1)));
        let empty = facts.datasets_count == 0 && facts.reuses_count == 0 && facts.dataservices_count == 0;
        page.noindex |= empty;
        let (reuses, reuses_more) = self.reuse_lines(&organization.links.reuses);
        let (dataservices, dataservices_more) = self.dataservice_lines(&organization.links.dataservices);
        Ok(OrganizationPage {
            page,
            cards_html: self.cards_html(&route)?,
            pager: self.newest_pager(facts.datasets_count, |number| Route::ListPage(list, number)),
            organization: facts,
            reuses,
            reuses_more,
            dataservices,
            dataservices_more,
        })
    }

    fn organization_facts(&self, index: OrganizationIndex) -> OrganizationFacts {
        let organization = self.catalog.organization(index);
        let description = self.markdown.render(&organization.description);
        let datasets_count = self.listed_count(index);
        let shown = self.shown_among(&organization.links.datasets).len();
        OrganizationFacts {
            id: organization.id.to_string(),
            name: organization.name.to_string(),
            acronym: organization.acronym.to_string(),
            certified: organization.is_certified_public_service(),
            badges: self.badges(&organization.badges),
            description_html: description.html,
            description_cut: description.truncated,
            site: external(&organization.url),
            register: register(&organization.business_number_id),
            business_number: organization.business_number_id.to_string(),
            datasets: self.counted("count-datasets", datasets_count),
            datasets_count,
            dashboard: if self.has_dashboard(index) {
                self.href(&Route::OrganizationDashboard(index))
            } else {
                String::new()
            },
            archived_count: shown - datasets_count,
            files: self.counted("count-files", self.organization_files(index)),
            reuses_count: organization.links.reuses.len(),
            dataservices_count: organization.links.dataservices.len(),
            members: organization
                .members_count
                .map(|count| self.counted("count-members", count as usize))
                .unwrap_or_default(),
            metrics: self.metrics(&organization.metrics),
            created: self.day_of(organization.created_at),
            updated: self.day_of(organization.last_modified),
            source: self.source_page("organizations", &organization.slug, &organization.id),
        }
    }

    /// How many files an organization's listed datasets have.
    pub(in crate::site) fn organization_files(&self, index: OrganizationIndex) -> usize {
        self.catalog
            .organization(index)
            .links
            .datasets
            .iter()
            .filter(|&&dataset| self.is_listed(dataset))
            .map(|&dataset| self.catalog.dataset(dataset).resources_count())
            .sum()
    }
}

/// The public register's page for a SIRET: 14 digits.
fn register(number: &str) -> Option<Link> {
    (number.len() == 14 && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| Link {
        label: number.to_owned(),
        href: format!("https://annuaire-entreprises.data.gouv.fr/etablissement/{number}"),
    })
}
