//! Links of content pages to other pages and to records.

use super::{Route, Site, SiteError};
use crate::catalog::{DataserviceIndex, DatasetIndex, OrganizationIndex, ReuseIndex};
use crate::content::{LinkResolver, RecordKind};

impl LinkResolver for Site {
    fn page(&self, file: &str) -> Option<String> {
        let page = self.content.page(file)?;
        Some(self.addresses.href(&super::content_address(&page.path)))
    }

    fn attachment(&self, path: &str) -> Option<String> {
        let attachment = self.content.attachments.iter().find(|attachment| attachment.path == path)?;
        Some(self.addresses.href(&format!("pages/{}", attachment.path)))
    }

    fn path(&self, path: &str) -> Option<String> {
        let address = path.trim_start_matches('/');
        self.resolve(address).map(|_| self.addresses.href(address))
    }

    fn record(&self, kind: RecordKind, name: &str) -> Option<String> {
        let addresses = &self.addresses;
        let catalog = &self.catalog;
        let route = match kind {
            RecordKind::Dataset => {
                let position = addresses
                    .datasets()
                    .find(name)
                    .or_else(|| catalog.datasets.iter().position(|dataset| &*dataset.id == name))?;
                let index = DatasetIndex::new(position);
                self.is_shown(index).then_some(Route::Dataset(index))?
            }
            RecordKind::Organization => {
                Route::Organization(OrganizationIndex::new(addresses.organizations().find(name).or_else(
                    || catalog.organizations.iter().position(|organization| &*organization.id == name),
                )?))
            }
            RecordKind::Reuse => Route::Reuse(ReuseIndex::new(
                addresses
                    .reuses()
                    .find(name)
                    .or_else(|| catalog.reuses.iter().position(|reuse| &*reuse.id == name))?,
            )),
            RecordKind::Dataservice => {
                Route::Dataservice(DataserviceIndex::new(addresses.dataservices().find(name).or_else(
                    || catalog.dataservices.iter().position(|dataservice| &*dataservice.id == name),
                )?))
            }
        };
        Some(self.href(&route))
    }
}

impl Site {
    /// Renders every content page once, so that a broken link stops a build before anything is written.
    pub(super) fn check_links(&self) -> Result<(), SiteError> {
        for page in &self.content.pages {
            page.render(self)?;
        }
        Ok(())
    }
}
