//! Files of a dataset, a hundred a page.

use super::super::numbering::pages;
use super::super::route::FILES;
use super::super::view::{Availability, External, File, FileGroup, FilesPage, Pager};
use super::super::words::{external, format_label};
use super::super::{List, Route, Site};
use crate::catalog::vocabulary::format;
use crate::catalog::{self, DatasetIndex, FileType, Moment, Resource, ResourceType, Schema};
use crate::text::path;

/// Formats that are pages or services, to be visited rather than downloaded.
const VISITED: &[&str] =
    &["api", "arcgis", "csw", "html", "ogc-api", "sparql", "url", "wcs", "wfs", "wms", "wmts"];

impl Site {
    pub(super) fn files_page(&self, index: DatasetIndex, page: u32) -> FilesPage {
        let dataset = self.catalog.dataset(index);
        let route = Route::Files(index, page);
        let number = self.counted("page-number", page as usize);
        let mut frame =
            self.frame(&route, "datasets", format!("{} – {number}", dataset.title), String::new());
        // The files' own page is the dataset's.
        frame.noindex = true;
        frame.breadcrumbs.push(self.step("datasets", &Route::List(List::Datasets)));
        frame.breadcrumbs.push(super::super::view::Link {
            label: dataset.title.to_string(),
            href: self.href(&Route::Dataset(index)),
        });
        FilesPage {
            page: frame,
            title: dataset.title.to_string(),
            href: self.href(&Route::Dataset(index)),
            producer: self.producer(dataset.links.organization, dataset.owner.as_deref()),
            groups: self.file_groups(index, page),
            pager: self.files_pager(index, page).unwrap_or_default(),
        }
    }

    pub(super) fn files_pager(&self, index: DatasetIndex, page: u32) -> Option<Pager> {
        let count = pages(self.catalog.dataset(index).resources.len(), FILES);
        self.plain_pager(count, page, |number| match number {
            1 => Route::Dataset(index),
            number => Route::Files(index, number),
        })
    }

    /// The files of a page, by type.
    pub(super) fn file_groups(&self, index: DatasetIndex, page: u32) -> Vec<FileGroup> {
        let resources = &self.catalog.dataset(index).resources;
        let from = (page as usize - 1) * FILES;
        let shown = resources.get(from..).unwrap_or_default();
        let shown = &shown[..shown.len().min(FILES)];
        let mut groups = Vec::new();
        for kind in ResourceType::ALL {
            let files: Vec<File> = shown
                .iter()
                .filter(|resource| resource.kind == kind)
                .map(|resource| self.file(resource))
                .collect();
            if !files.is_empty() {
                let count = resources.iter().filter(|resource| resource.kind == kind).count();
                let label = match kind {
                    ResourceType::Main => "count-files-main",
                    ResourceType::Documentation => "count-files-documentation",
                    ResourceType::Update => "count-files-update",
                    ResourceType::Api => "count-files-api",
                    ResourceType::Code => "count-files-code",
                    ResourceType::Other => "count-files-other",
                };
                groups.push(FileGroup { kind: kind.id(), label: self.counted(label, count), files });
            }
        }
        groups
    }

    /// What others publish beside a dataset.
    pub(super) fn community_files(&self, index: DatasetIndex) -> Vec<FileGroup> {
        let community = &self.catalog.dataset(index).community_resources;
        if community.is_empty() {
            return Vec::new();
        }
        let files = community.iter().take(super::LINES).map(|community| {
            let person = if self.config.catalog.owners { community.owner.as_deref() } else { None };
            let author =
                if community.author.is_empty() { person.unwrap_or_default() } else { &community.author };
            File { author: author.to_owned(), ..self.file(&community.resource) }
        });
        let label = self.counted("count-files-community", community.len());
        vec![FileGroup { kind: "community", label, files: files.collect() }]
    }

    fn file(&self, resource: &Resource) -> File {
        let link = external(&resource.url);
        let name = resource.format.as_deref();
        let (checksum_algorithm, checksum) = resource
            .checksum
            .as_deref()
            .map(|checksum| (checksum.algorithm.to_string(), checksum.value.to_string()))
            .unwrap_or_default();
        let (availability, checked) = match resource.availability {
            catalog::Availability::Unknown => (Availability::Unknown, None),
            catalog::Availability::Available => (Availability::Available, None),
            catalog::Availability::Unavailable { checked_on, .. } => {
                (Availability::Unavailable, checked_on.and_then(|day| self.day(day)))
            }
        };
        let updated = self.day_of(resource.last_modified.map(Moment::timestamp));
        let created = self.day_of(resource.created_at.map(Moment::timestamp));
        let (schema, schema_link) = schema(resource.schema.as_deref());
        File {
            id: anchor(&resource.id),
            title: if resource.title.is_empty() {
                self.word("file-untitled")
            } else {
                resource.title.to_string()
            },
            format: name.map(format_label).unwrap_or_default(),
            family: name.map_or(format::Family::Other, format::family).id(),
            size: resource.filesize.map(|bytes| self.locale.size(bytes.get())).unwrap_or_default(),
            created: created
                .filter(|created| updated.as_ref().is_none_or(|updated| updated.iso != created.iso)),
            updated,
            address: if link.is_none() { resource.url.chars().take(300).collect() } else { String::new() },
            action: match (&link, resource.kind, name) {
                (None, ..) => "none",
                (_, ResourceType::Api, _) => "visit",
                (_, _, Some(name)) if VISITED.contains(&name) => "visit",
                _ => "download",
            },
            link,
            hosted: resource.filetype == FileType::File,
            downloads: if resource.downloads.exact() == Some(0) {
                String::new()
            } else {
                self.rounded(resource.downloads)
            },
            description_html: if resource.description.is_empty() {
                String::new()
            } else {
                self.file_markdown.render(&resource.description).html
            },
            checksum_algorithm,
            checksum,
            schema,
            schema_link,
            mime: resource.mime.as_deref().unwrap_or_default().to_owned(),
            availability,
            checked,
            preview: external(&resource.preview_url),
            author: String::new(),
        }
    }
}

/// The words for a schema and its address.
pub(super) fn schema(schema: Option<&Schema>) -> (String, Option<External>) {
    let Some(schema) = schema else { return (String::new(), None) };
    let name = if schema.name.is_empty() { &schema.url } else { &schema.name };
    let label =
        if schema.version.is_empty() { name.to_string() } else { format!("{name} {}", schema.version) };
    (label, external(&schema.url))
}

/// A file's anchor: its id where that can be one, as UUIDs can; else a safe form of it. The page's own anchors are
/// words, which no id of a file may take.
pub(in crate::site) fn anchor(id: &str) -> String {
    let safe = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if safe && id.bytes().any(|byte| byte.is_ascii_digit()) {
        id.to_owned()
    } else {
        format!("{}-{}", path::slugify(id), &blake3::hash(id.as_bytes()).to_hex()[..8])
    }
}
