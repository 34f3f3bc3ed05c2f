//! Addresses: the last part of each record's address, and how an address is written.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::catalog::{
    Catalog, DataserviceIndex, DatasetIndex, OrganizationIndex, PostIndex, ReuseIndex, TopicIndex,
};
use crate::config::Config;
use crate::text::path;

/// Words that an address under `/datasets/` and the like uses for itself.
const RESERVED: &[&str] = &["page", "files", "recent", "producers", "search", "r", "index.html"];

/// What a path segment must not hold literally (RFC 3986, section 3.3).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Where everything stands: the base address and a unique, safe segment for each record.
#[derive(Debug)]
pub struct Addresses {
    base_url: String,
    base_path: String,
    datasets: Segments,
    organizations: Segments,
    reuses: Segments,
    dataservices: Segments,
    topics: Segments,
    posts: Segments,
}

/// The segments of the records of one kind, in catalog order.
#[derive(Debug, Default)]
pub struct Segments {
    names: Vec<Box<str>>,
    /// Positions in the order of names, to find a record by its segment.
    by_name: Vec<u32>,
}

impl Segments {
    /// Makes a segment for each `(slug, id)`.
    pub fn assign(records: &[(&str, &str)]) -> Self {
        Self::new(path::assign_all(records, RESERVED))
    }

    /// Takes segments that are already unique.
    #[allow(clippy::cast_possible_truncation)] // A catalog's indexes are 32 bits wide.
    pub fn new(names: Vec<Box<str>>) -> Self {
        let mut by_name: Vec<u32> = (0..names.len() as u32).collect();
        by_name.sort_unstable_by(|&a, &b| names[a as usize].cmp(&names[b as usize]));
        Self { names, by_name }
    }

    /// All of them, in catalog order.
    pub fn names(&self) -> &[Box<str>] {
        &self.names
    }

    /// The position of the record with that segment.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name
            .binary_search_by(|&position| (*self.names[position as usize]).cmp(name))
            .ok()
            .map(|found| self.by_name[found] as usize)
    }
}

impl Addresses {
    /// The addresses of a catalog's records.
    pub fn new(config: &Config, catalog: &Catalog) -> Self {
        let pairs = |records: Vec<(&str, &str)>| Segments::assign(&records);
        Self {
            base_url: config.site.base_url.clone(),
            base_path: config.base_path().to_owned(),
            datasets: pairs(catalog.datasets.iter().map(|record| (&*record.slug, &*record.id)).collect()),
            organizations: pairs(
                catalog.organizations.iter().map(|record| (&*record.slug, &*record.id)).collect(),
            ),
            reuses: pairs(catalog.reuses.iter().map(|record| (&*record.slug, &*record.id)).collect()),
            dataservices: pairs(
                catalog.dataservices.iter().map(|record| (&*record.slug, &*record.id)).collect(),
            ),
            topics: pairs(catalog.topics.iter().map(|record| (&*record.slug, &*record.id)).collect()),
            posts: pairs(catalog.posts.iter().map(|record| (&*record.slug, &*record.id)).collect()),
        }
    }

    /// The segments of datasets.
    pub const fn datasets(&self) -> &Segments {
        &self.datasets
    }

    /// The segments of organizations.
    pub const fn organizations(&self) -> &Segments {
        &self.organizations
    }

    /// The segments of reuses.
    pub const fn reuses(&self) -> &Segments {
        &self.reuses
    }

    /// The segments of dataservices.
    pub const fn dataservices(&self) -> &Segments {
        &self.dataservices
    }

    /// The segments of topics.
    pub const fn topics(&self) -> &Segments {
        &self.topics
    }

    /// The segments of posts.
    pub const fn posts(&self) -> &Segments {
        &self.posts
    }

    /// The last part of a dataset's address.
    pub fn dataset(&self, index: DatasetIndex) -> &str {
        &self.datasets.names[index.position()]
    }

    /// The last part of an organization's address.
    pub fn organization(&self, index: OrganizationIndex) -> &str {
        &self.organizations.names[index.position()]
    }

    /// The last part of a reuse's address.
    pub fn reuse(&self, index: ReuseIndex) -> &str {
        &self.reuses.names[index.position()]
    }

    /// The last part of a dataservice's address.
    pub fn dataservice(&self, index: DataserviceIndex) -> &str {
        &self.dataservices.names[index.position()]
    }

    /// The last part of a topic's address.
    pub fn topic(&self, index: TopicIndex) -> &str {
        &self.topics.names[index.position()]
    }

    /// The last part of a post's address.
    pub fn post(&self, index: PostIndex) -> &str {
        &self.posts.names[index.position()]
    }

    /// The path under which the site lives, without a slash at the end.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// The address of `path` (`datasets/x/`) for links within the site.
    pub fn href(&self, path: &str) -> String {
        let mut href = String::with_capacity(self.base_path.len() + path.len() + 1);
        href.push_str(&self.base_path);
        href.push('/');
        push_encoded(&mut href, path);
        href
    }

    /// The complete address of `path`.
    pub fn url(&self, path: &str) -> String {
        let mut url = String::with_capacity(self.base_url.len() + path.len() + 1);
        url.push_str(&self.base_url);
        url.push('/');
        push_encoded(&mut url, path);
        url
    }
}

fn push_encoded(address: &mut String, path: &str) {
    for (position, segment) in path.split('/').enumerate() {
        if position > 0 {
            address.push('/');
        }
        address.extend(utf8_percent_encode(segment, SEGMENT));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_found_by_its_segment() {
        let segments = Segments::new(vec!["pear".into(), "apple".into(), "fig".into()]);
        assert_eq!(segments.find("apple"), Some(1));
        assert_eq!(segments.find("fig"), Some(2));
        assert_eq!(segments.find("plum"), None);
    }

    #[test]
    fn an_address_is_escaped_segment_by_segment() {
        let mut address = String::new();
        push_encoded(&mut address, "tags/100%?/é/");
        assert_eq!(address, "tags/100%25%3F/%C3%A9/");
    }
}
