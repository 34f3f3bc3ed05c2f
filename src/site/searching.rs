//! The site's search: what the index is built from, under the site's addresses and words.

use std::fs;

use super::words::format_label;
use super::{Body, BundleFile, Site, SiteError};
use crate::catalog::Digest;
use crate::config::Config;
use crate::search::{self, Facet, SearchInput};

/// The site's own synonyms, as its file has them. Also looks whether the languages of the search are known.
pub(super) fn synonyms(config: &Config) -> Result<String, SiteError> {
    if let Some(unknown) =
        config.search.languages.iter().find(|code| !search::analysis::Stemmer::is_known(code))
    {
        return Err(SiteError::SearchLanguage(unknown.clone()));
    }
    let Some(file) = &config.search.synonyms else { return Ok(String::new()) };
    let file = config.path(file);
    fs::read_to_string(&file)
        .map_err(|source| SiteError::Synonyms { path: file.display().to_string(), source })
}

impl Site {
    /// The digest of all that the search depends on.
    pub fn search_key(&self) -> Digest {
        self.with_search_input(|input| search::input_key(input, &self.config.search))
    }

    /// The files of the search.
    pub(super) fn search_bundle(&self) -> Body<'_> {
        let files = self.with_search_input(|input| search::build(input, &self.config.search));
        Body::Bundle(files.into_iter().map(|(path, bytes)| BundleFile { path, bytes }).collect())
    }

    fn with_search_input<T>(&self, use_input: impl FnOnce(&SearchInput<'_>) -> T) -> T {
        let label = |facet, value: &str| self.facet_label(facet, value);
        use_input(&SearchInput {
            catalog: &self.catalog,
            dataset_segments: self.addresses.datasets().names(),
            organization_segments: self.addresses.organizations().names(),
            reuse_segments: self.addresses.reuses().names(),
            dataservice_segments: self.addresses.dataservices().names(),
            archived: self.config.catalog.archived,
            language: &self.config.site.language,
            synonyms: &self.synonyms,
            label: &label,
        })
    }

    /// The words of a facet's value; none where the value speaks for itself.
    fn facet_label(&self, facet: Facet, value: &str) -> Option<String> {
        match facet {
            Facet::Organization | Facet::Tag => None,
            Facet::License => Some(self.license_title(value)),
            Facet::Format => {
                Some(self.theme.label("family", value).map_or_else(|| format_label(value), str::to_owned))
            }
            Facet::Granularity => Some(self.label("granularity", value)),
            Facet::Badge => Some(self.label("badge", value)),
            Facet::Updated => Some(self.label("updated", value)),
            Facet::Producer => Some(
                self.theme
                    .label("producer", value)
                    .or_else(|| self.theme.label("badge", value))
                    .unwrap_or(value)
                    .to_owned(),
            ),
        }
    }
}
