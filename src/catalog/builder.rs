//! Collects the records of any source; `join` makes a catalog of them.

mod check;
mod elements;
mod join;
mod record;
mod resources;

use std::collections::BTreeMap;

use foldhash::HashMap;
use jiff::Timestamp;

use self::record::{Entry, NO_ORGANIZATION, boxed, published};
use super::quality::Lacking;
use super::{
    Availability, CommunityResource, Criterion, Dataservice, Dataset, Discussion, Findings, Organization,
    Post, Resource, Reuse, Topic,
};

/// Where a record stands: the file's number and the record's own number in it, the first being 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// What [`Builder::file`] gave.
    pub file: u32,
    /// The record's number in the file.
    pub row: u32,
}

/// The organization that a record names.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrganizationReference<'a> {
    /// Its id; empty when the record has none.
    pub id: &'a str,
    /// Its name, for organizations that no file describes.
    pub name: &'a str,
}

/// The kinds of record that name datasets and organizations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// A dataset.
    Dataset,
    /// A resource.
    Resource,
    /// A reuse.
    Reuse,
    /// A dataservice.
    Dataservice,
}

/// Collects records in any order of kinds. Records of one kind keep the order in which they come, which decides
/// between duplicates and is the order of findings; resources of a dataset that come one after the other are
/// the cheapest. Joined by [`Builder::finish`].
///
/// Several builders may read different files at once: [`Builder::merge`] puts them together.
#[derive(Debug, Default)]
pub struct Builder {
    files: Vec<Box<str>>,
    datasets: Vec<Entry<Dataset>>,
    organizations: Vec<Entry<Organization>>,
    reuses: Vec<Entry<Reuse>>,
    dataservices: Vec<Entry<Dataservice>>,
    topics: Vec<Entry<Topic>>,
    posts: Vec<Entry<Post>>,
    communities: Vec<Community>,
    /// What records tell of their organizations, for those that no record describes.
    named: BTreeMap<Box<str>, Organization>,
    groups: Vec<ResourceGroup>,
    /// The resources of the dataset that the last rows were about, not yet in a group.
    open: ResourceGroup,
    references: References,
    hidden: Vec<Hidden>,
    discussions: Vec<NamedDiscussion>,
    organizations_given: bool,
    discussions_given: bool,
    portals: BTreeMap<Box<str>, u64>,
    lacking: Lacking,
    checks: HashMap<Box<str>, Availability>,
    findings: Findings,
}

/// Resources of one dataset that stand in consecutive rows.
#[derive(Debug, Default)]
struct ResourceGroup {
    dataset_id: Box<str>,
    first: Origin,
    /// Whether all of them stand in one record, that of their dataset.
    is_inline: bool,
    resources: Vec<Resource>,
}

/// A file that others publish beside a dataset.
#[derive(Debug)]
struct Community {
    dataset_id: Box<str>,
    origin: Origin,
    resource: CommunityResource,
}

impl ResourceGroup {
    /// Where the resource at `position` stands.
    fn origin(&self, position: usize) -> Origin {
        let rows = if self.is_inline { 0 } else { u32::try_from(position).unwrap_or(u32::MAX) };
        let row = self.first.row.saturating_add(rows);
        Origin { row, ..self.first }
    }

    /// Each resource with where it stands.
    fn rows(&self) -> impl Iterator<Item = (&Resource, Origin)> {
        self.resources.iter().enumerate().map(|(position, resource)| (resource, self.origin(position)))
    }
}

/// The distinct organizations that records name.
#[derive(Debug, Default)]
struct References {
    list: Vec<NamedOrganization>,
    places: HashMap<Box<str>, u32>,
}

#[derive(Debug)]
struct NamedOrganization {
    /// The source's, or made up from the name.
    id: Box<str>,
    is_made_up: bool,
    name: Box<str>,
}

/// A private or deleted record: only what it names is kept, to be checked.
#[derive(Debug)]
struct Hidden {
    kind: RecordKind,
    origin: Origin,
    id: Box<str>,
    organization_id: Box<str>,
    datasets: Box<[Box<str>]>,
}

/// A discussion, and the id of what it is about.
#[derive(Debug)]
struct NamedDiscussion {
    origin: Origin,
    subject_id: Box<str>,
    record: Discussion,
}

impl References {
    /// The place of the organization with that id, by name where there is no id.
    fn place(&mut self, organization: OrganizationReference) -> u32 {
        if organization.id.is_empty() && organization.name.is_empty() {
            return NO_ORGANIZATION;
        }
        if organization.id.is_empty() {
            self.place_of(&id_of_name(organization.name), organization.name, true)
        } else {
            self.place_of(organization.id, organization.name, false)
        }
    }

    fn place_of(&mut self, id: &str, name: &str, is_made_up: bool) -> u32 {
        if let Some(&place) = self.places.get(id) {
            if self.list[place as usize].name.is_empty() {
                self.list[place as usize].name = name.into();
            }
            return place;
        }
        // Fewer organizations than rows, and rows are counted in 32 bits.
        let place = u32::try_from(self.list.len()).unwrap_or(NO_ORGANIZATION);
        self.places.insert(id.into(), place);
        self.list.push(NamedOrganization { id: id.into(), name: name.into(), is_made_up });
        place
    }
}

/// An id for an organization of which only the name is known: the same for the same name, and none that udata
/// could give.
fn id_of_name(name: &str) -> String {
    format!("name-{}", &blake3::hash(name.as_bytes()).to_hex()[..16])
}

impl Builder {
    /// Names a file, for findings; the number goes into [`Origin`].
    pub fn file(&mut self, name: &str) -> u32 {
        self.files.push(name.into());
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a dataset, without resources.
    pub fn dataset(&mut self, dataset: Dataset, organization: OrganizationReference, origin: Origin) {
        let organization = self.references.place(organization);
        self.datasets.push(Entry::new(dataset, origin, organization, &[]));
    }

    /// Adds a resource of the dataset with that id.
    pub fn resource(&mut self, dataset_id: &str, resource: Resource, origin: Origin) {
        let open = &mut self.open;
        let follows = open.first.file == origin.file
            && u32::try_from(open.resources.len()).is_ok_and(|count| open.first.row + count == origin.row);
        if open.resources.is_empty() || !follows || *open.dataset_id != *dataset_id {
            self.close_group();
            self.open.dataset_id = dataset_id.into();
            self.open.first = origin;
        }
        self.open.resources.push(resource);
    }

    /// Adds all resources of the dataset with that id, which stand in one record.
    pub fn resources(&mut self, dataset_id: &str, resources: Vec<Resource>, origin: Origin) {
        if !resources.is_empty() {
            self.close_group();
            let dataset_id = dataset_id.into();
            self.groups.push(ResourceGroup { dataset_id, first: origin, is_inline: true, resources });
        }
    }

    /// Adds a file that others publish beside the dataset with that id.
    pub fn community_resource(&mut self, dataset_id: &str, resource: CommunityResource, origin: Origin) {
        self.communities.push(Community { dataset_id: dataset_id.into(), origin, resource });
    }

    /// Puts the open group of resources away, without room to spare.
    fn close_group(&mut self) {
        let open = &mut self.open;
        if !open.resources.is_empty() {
            let resources = open.resources.drain(..).collect();
            self.groups.push(ResourceGroup {
                dataset_id: std::mem::take(&mut open.dataset_id),
                first: open.first,
                is_inline: false,
                resources,
            });
        }
    }

    /// Says that the source describes organizations, so that one that is not described is worth a finding.
    pub fn describes_organizations(&mut self) {
        self.organizations_given = true;
    }

    /// Adds an organization that the source describes.
    pub fn organization(&mut self, mut organization: Organization, origin: Origin) {
        organization.described = true;
        self.organizations.push(Entry::new(organization, origin, NO_ORGANIZATION, &[]));
    }

    /// Notes what a record tells of its organization: it counts where no record describes the organization, and
    /// of several the first.
    pub fn named_organization(&mut self, organization: Organization) {
        if !self.named.contains_key(&organization.id) {
            self.named.insert(organization.id.clone(), organization);
        }
    }

    /// Adds a topic.
    pub fn topic(&mut self, topic: Topic, organization: OrganizationReference, origin: Origin) {
        let organization = self.references.place(organization);
        self.topics.push(Entry::new(topic, origin, organization, &[]));
    }

    /// Adds a post.
    pub fn post(&mut self, post: Post, origin: Origin) {
        self.posts.push(Entry::new(post, origin, NO_ORGANIZATION, &[]));
    }

    /// Adds a reuse of the datasets with those ids.
    pub fn reuse(
        &mut self,
        reuse: Reuse,
        organization: OrganizationReference,
        datasets: &[&str],
        origin: Origin,
    ) {
        let organization = self.references.place(organization);
        self.reuses.push(Entry::new(reuse, origin, organization, datasets));
    }

    /// Adds a dataservice over the datasets with those ids.
    pub fn dataservice(
        &mut self,
        dataservice: Dataservice,
        organization: OrganizationReference,
        datasets: &[&str],
        origin: Origin,
    ) {
        let organization = self.references.place(organization);
        self.dataservices.push(Entry::new(dataservice, origin, organization, datasets));
    }

    /// Notes a private or deleted record. It appears nowhere, and what belongs to it neither; it still counts as
    /// given, so that what names it does not dangle, and what it names is checked as for any other.
    pub fn hide(
        &mut self,
        kind: RecordKind,
        id: &str,
        organization: OrganizationReference,
        datasets: &[&str],
        origin: Origin,
    ) {
        self.hidden.push(Hidden {
            kind,
            origin,
            id: id.into(),
            organization_id: organization.id.into(),
            datasets: boxed(datasets),
        });
    }

    /// Says that the source lists discussions: datasets without any have none.
    pub fn lists_discussions(&mut self) {
        self.discussions_given = true;
    }

    /// Adds a discussion about the record with that id.
    pub fn discussion(&mut self, discussion: Discussion, subject_id: &str, origin: Origin) {
        self.discussions.push(NamedDiscussion { origin, subject_id: subject_id.into(), record: discussion });
    }

    /// Counts a record whose page is on the portal at `origin` (`https://www.data.gouv.fr`).
    pub fn portal(&mut self, origin: &str) {
        match self.portals.get_mut(origin) {
            Some(count) => *count += 1,
            None => {
                self.portals.insert(origin.into(), 1);
            }
        }
    }

    /// Says that the source carries nothing of what a criterion of the quality score takes, such as a column that
    /// an old export does not have.
    pub fn lacks(&mut self, criterion: Criterion) {
        self.lacking.add(criterion);
    }

    /// Gives what a later check of addresses found, by address: it stands in for what the source says.
    pub fn checks(&mut self, checks: HashMap<Box<str>, Availability>) {
        self.checks = checks;
    }

    /// Where findings go.
    pub fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }

    /// How many datasets were added.
    pub fn datasets_count(&self) -> usize {
        self.datasets.len()
    }

    /// The newest modification of a dataset that is not after `limit`; its newest publication where there is none.
    pub fn newest_date(&self, limit: Timestamp) -> Option<Timestamp> {
        let newest = |date: fn(&Dataset) -> Option<Timestamp>| {
            self.datasets.iter().filter_map(|entry| date(&entry.record)).filter(|date| *date <= limit).max()
        };
        newest(|dataset| dataset.last_modified)
            .or_else(|| newest(|dataset| Some(published(&dataset.id, dataset.created_at))))
    }

    /// Takes over all that another builder holds, as if it had come after what this one holds.
    pub fn merge(&mut self, mut other: Self) {
        self.close_group();
        other.close_group();
        let files = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let places: Vec<u32> = other
            .references
            .list
            .iter()
            .map(|named| self.references.place_of(&named.id, &named.name, named.is_made_up))
            .collect();
        let moved = |origin: &mut Origin, organization: &mut u32| {
            origin.file += files;
            if let Some(&place) = places.get(*organization as usize) {
                *organization = place;
            }
        };
        append(&mut self.datasets, other.datasets, |entry| moved(&mut entry.origin, &mut entry.organization));
        append(&mut self.organizations, other.organizations, |entry| {
            moved(&mut entry.origin, &mut entry.organization);
        });
        append(&mut self.reuses, other.reuses, |entry| moved(&mut entry.origin, &mut entry.organization));
        append(&mut self.dataservices, other.dataservices, |entry| {
            moved(&mut entry.origin, &mut entry.organization);
        });
        append(&mut self.topics, other.topics, |entry| moved(&mut entry.origin, &mut entry.organization));
        append(&mut self.posts, other.posts, |entry| moved(&mut entry.origin, &mut entry.organization));
        append(&mut self.communities, other.communities, |community| community.origin.file += files);
        for organization in other.named.into_values() {
            self.named_organization(organization);
        }
        append(&mut self.groups, other.groups, |group| group.first.file += files);
        append(&mut self.hidden, other.hidden, |hidden| hidden.origin.file += files);
        append(&mut self.discussions, other.discussions, |discussion| discussion.origin.file += files);
        self.files.append(&mut other.files);
        self.organizations_given |= other.organizations_given;
        self.discussions_given |= other.discussions_given;
        for (origin, count) in other.portals {
            *self.portals.entry(origin).or_default() += count;
        }
        self.lacking.merge(other.lacking);
        self.findings.merge(other.findings);
    }
}

/// Appends `theirs`, changed one by one; takes the whole list over where ours is empty.
fn append<T>(ours: &mut Vec<T>, mut theirs: Vec<T>, change: impl Fn(&mut T)) {
    theirs.iter_mut().for_each(change);
    if ours.is_empty() {
        *ours = theirs;
    } else {
        ours.append(&mut theirs);
    }
}
