//! What is asked of a list: a kind of record, filters, order, and which fields.

use serde_json::Value;

use crate::archive::Kind;

/// A list of the API.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    pub(super) kind: Kind,
    /// Filters, in the order that they are sent.
    pub(super) query: Vec<(&'static str, String)>,
    /// Sent as `sort`, where the API knows it.
    pub(super) sort: Option<&'static str>,
    /// Sent as `X-Fields`: what is taken of each record; everything without.
    pub(super) mask: Option<&'static str>,
    /// Asks version 2, whose datasets have their resources apart.
    pub(super) is_light: bool,
}

impl Listing {
    /// All records of a kind, oldest first: what is new meanwhile comes last, and moves nothing.
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind, query: Vec::new(), sort: Some("created"), mask: whole(kind), is_light: false }
    }

    /// With a filter.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.query.push((name, value.to_owned()));
        self
    }

    /// The same records, newest first, by what tells whether they changed.
    pub(super) fn stamps(&self) -> Self {
        Self { sort: Some("-created"), mask: Some(stamps(self.kind)), ..self.clone() }
    }

    /// The same records with resources apart.
    pub(super) fn light(&self) -> Self {
        Self { is_light: true, ..self.clone() }
    }

    /// The version of the API that serves it: topics are in the second only.
    pub(super) fn version(&self) -> &'static str {
        if self.is_light || self.kind == Kind::Topics { "2" } else { "1" }
    }

    /// The `X-Fields` header for a list.
    pub(super) fn list_mask(&self) -> Option<String> {
        self.mask.map(|mask| format!("data{{{mask}}},page,page_size,total,next_page,previous_page"))
    }

    /// A name for files, different for different filters.
    pub(super) fn name(&self) -> String {
        if self.query.is_empty() {
            return self.kind.name().to_owned();
        }
        let hash = blake3::hash(format!("{:?}", self.query).as_bytes()).to_hex();
        format!("{}-{}", self.kind.name(), &hash[..16])
    }
}

/// Reuses and posts hold whole datasets with all their files, of which the ids do.
fn whole(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Reuses => Some("*,datasets{id,class,title,slug,uri,page}"),
        Kind::Posts => Some("*,datasets{id,class,title,slug,uri,page},reuses{id,class,title,slug,uri,page}"),
        _ => None,
    }
}

/// The fields that tell whether a record changed. Views and the like change every night, and do not count.
const fn stamps(kind: Kind) -> &'static str {
    match kind {
        Kind::Datasets => {
            "id,title,slug,license,archived,last_modified,last_update,internal{last_modified_internal}"
        }
        Kind::Organizations | Kind::Topics | Kind::Posts => "id,name,slug,last_modified",
        Kind::Reuses => "id,title,slug,archived,last_modified",
        Kind::Dataservices | Kind::Resources => "id,title,slug,archived_at,metadata_modified_at",
    }
}

/// A number that is another when one of the fields of [`stamps`] is. Absent and null are the same.
pub(super) fn stamp(kind: Kind, record: &Value) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for field in stamps(kind).split([',', '{', '}']) {
        let value = match field {
            "last_modified_internal" => &record["internal"][field],
            "internal" | "" => continue,
            field => &record[field],
        };
        if !value.is_null() {
            hasher.update(field.as_bytes());
            hasher.update(value.to_string().as_bytes());
            hasher.update(b"\n");
        }
    }
    u64::from_le_bytes(hasher.finalize().as_bytes()[..8].try_into().unwrap_or_default())
}
