//! What an export holds, by its header; and where its columns stand.

/// The kinds of export that udata writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Dataset,
    Resource,
    Organization,
    Reuse,
    Dataservice,
    Discussion,
    Tag,
    Harvest,
}

impl Kind {
    /// udata's name for it.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Resource => "resource",
            Self::Organization => "organization",
            Self::Reuse => "reuse",
            Self::Dataservice => "dataservice",
            Self::Discussion => "discussion",
            Self::Tag => "tag",
            Self::Harvest => "harvest",
        }
    }

    /// Columns, separated by spaces, that some version of udata from 1.6 to 17 writes for this kind (`core/*/csv.py`), `metric.*`
    /// apart, and what JSON dumps turned into CSV add.
    const fn columns(self) -> &'static str {
        match self {
            Self::Dataset => {
                "id title slug acronym url organization organization_id owner owner_id description \
                 description_short frequency license temporal_coverage.start temporal_coverage.end \
                 spatial.granularity spatial.zones spatial.geom private deleted featured created_at \
                 last_modified badges tags archived resources_count main_resources_count \
                 resources_formats downloads harvest.backend harvest.domain harvest.remote_id \
                 harvest.remote_url harvest.uri harvest.created_at harvest.issued_at harvest.modified_at \
                 harvest.last_modified harvest.last_update harvest.dct_identifier quality_score"
            }
            Self::Resource => {
                "dataset.id dataset.title dataset.slug dataset.url dataset.organization \
                 dataset.organization_id dataset.license dataset.private dataset.archived id url title \
                 description filetype type format mime filesize size checksum.type checksum.value \
                 created_at modified downloads harvest.created_at harvest.issued_at harvest.modified_at \
                 harvest.last_modified harvest.last_update schema_name schema_version schema_url \
                 preview_url extras"
            }
            Self::Organization => {
                "id name acronym slug url description logo badges created_at last_modified deleted \
                 business_number_id members_count downloads"
            }
            Self::Reuse => {
                "id title slug url type description remote_url organization organization_id owner \
                 owner_id image featured private deleted created_at last_modified archived topic tags \
                 badges datasets"
            }
            Self::Dataservice => {
                "id title slug acronym url description base_api_url endpoint_description_url \
                 machine_documentation_url technical_documentation_url business_documentation_url \
                 authorization_request_url availability rate_limiting is_restricted has_token access_type \
                 license organization organization_id owner owner_id featured private deleted_at \
                 created_at metadata_modified_at archived badges tags datasets harvest.backend \
                 harvest.domain harvest.remote_id harvest.remote_url harvest.uri harvest.created_at \
                 harvest.issued_at harvest.modified_at harvest.last_update"
            }
            Self::Discussion => {
                "id user subject subject_class subject_id title size participants messages created closed \
                 closed_by closed_by_id closed_by_organization closed_by_organization_id"
            }
            Self::Tag => "name datasets reuses total",
            Self::Harvest => "id name url organization organization_id backend created_at validation config",
        }
    }
}

/// The names of a file's columns.
pub(super) struct Header {
    names: Vec<String>,
}

/// A column that a reader wants, wherever it stands. Absent columns read as empty cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) position: Option<usize>,
}

impl Header {
    /// The header that stands in a file's first record.
    pub(super) fn new(record: &csv::ByteRecord) -> Self {
        let name = |cell: &[u8]| {
            let name = String::from_utf8_lossy(cell);
            name.trim_start_matches('\u{feff}').trim().trim_matches('"').to_ascii_lowercase()
        };
        Self { names: record.iter().map(name).collect() }
    }

    /// How many cells a row has.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// What the file holds, by the columns that only one kind has. `None` when it is no known export.
    pub(super) fn kind(&self) -> Option<Kind> {
        let has = |name: &str| self.names.iter().any(|known| known == name);
        let has_one = |names: &[&str]| names.iter().any(|name| has(name));
        let kind = if has("dataset.id") && has("id") {
            Kind::Resource
        } else if has("id") && has_one(&["subject_class", "subject_id", "subject"]) && has("closed") {
            Kind::Discussion
        } else if has("id") && has("backend") && has_one(&["validation", "config", "name"]) {
            Kind::Harvest
        } else if has("id") && has("title") {
            let of_dataservices = [
                "base_api_url",
                "machine_documentation_url",
                "endpoint_description_url",
                "authorization_request_url",
            ];
            let of_reuses = has("remote_url") || (has("datasets") && has_one(&["type", "topic", "image"]));
            let of_datasets = [
                "slug",
                "organization",
                "organization_id",
                "frequency",
                "license",
                "tags",
                "resources_count",
                "spatial.granularity",
                "temporal_coverage.start",
            ];
            let is_dataset = has_one(&of_datasets) || (has("url") && has("description"));
            if has_one(&of_dataservices) {
                Kind::Dataservice
            } else if of_reuses {
                Kind::Reuse
            } else if is_dataset {
                Kind::Dataset
            } else {
                return None;
            }
        } else if has("id")
            && has("name")
            && has_one(&["slug", "logo", "badges", "members_count", "description"])
        {
            Kind::Organization
        } else if has("name") && has("datasets") && has_one(&["reuses", "total"]) {
            Kind::Tag
        } else {
            return None;
        };
        Some(kind)
    }

    /// Where the column stands; of two with the same name, the first.
    pub(super) fn column(&self, name: &'static str) -> Column {
        Column { name, position: self.names.iter().position(|known| known == name) }
    }

    /// The first of several columns that the file has.
    pub(super) fn column_of(&self, names: [&'static str; 2]) -> Column {
        let [first, second] = names.map(|name| self.column(name));
        if first.position.is_none() && second.position.is_some() { second } else { first }
    }

    /// Columns whose name another one before them has. Counts apart: udata itself exports one of organizations twice.
    pub(super) fn repeated(&self) -> impl Iterator<Item = &str> {
        self.names.iter().enumerate().filter_map(|(place, name)| {
            let is_repeated =
                !name.is_empty() && !name.starts_with("metric.") && self.names[..place].contains(name);
            is_repeated.then_some(name.as_str())
        })
    }

    /// Columns that no known export of this kind has.
    pub(super) fn unknown(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let is_known = move |name: &str| {
            kind.columns().split(' ').any(|known| known == name) || name.starts_with("metric.")
        };
        self.names.iter().map(String::as_str).filter(move |name| !is_known(name))
    }
}
