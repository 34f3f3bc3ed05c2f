//! What an object of udata's API is: by the keys that only one kind has, else by the name of its file.

use super::json::Json;

/// The kinds of object that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Dataset,
    Organization,
    Reuse,
    Dataservice,
    Topic,
    Post,
    Resource,
    CommunityResource,
    /// The portal itself.
    Site,
    /// A page of a list: its records stand under `data`.
    Page,
}

impl Kind {
    /// udata's name for it.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Organization => "organization",
            Self::Reuse => "reuse",
            Self::Dataservice => "dataservice",
            Self::Topic => "topic",
            Self::Post => "post",
            Self::Resource => "resource",
            Self::CommunityResource => "community-resource",
            Self::Site => "site",
            Self::Page => "page",
        }
    }

    /// The kind of an object; `hint` is what its file's name says.
    pub(super) fn of(object: &Json, hint: Option<Self>) -> Option<Self> {
        let has = |key: &str| object.has(key);
        let has_one = |keys: &[&str]| keys.iter().any(|key| object.has(key));
        if matches!(object.get("data"), Json::List(_))
            && (has_one(&["total", "page", "next_page", "page_size"]) || !has("id"))
        {
            return Some(Self::Page);
        }
        if let Some(kind) = of_address(object) {
            return Some(kind);
        }
        if !has("id") {
            return None;
        }
        let is_file = has("url") && has_one(&["filetype", "filesize", "checksum", "latest", "mime"]);
        if is_file && !has("slug") {
            let is_community = has_one(&["organization", "owner"]);
            return Some(if is_community { Self::CommunityResource } else { Self::Resource });
        }
        if has_one(&["feed_size", "datasets_page"]) {
            return Some(Self::Site);
        }
        let is_titled = has("title");
        let by_keys = if has_one(&["headline", "body_type", "credit_to", "credit_url"]) {
            Some(Self::Post)
        } else if has("elements") || (has("name") && has_one(&["color", "datasets"]) && !has("metrics")) {
            Some(Self::Topic)
        } else if has_one(&[
            "base_api_url",
            "machine_documentation_url",
            "endpoint_description_url",
            "metadata_modified_at",
            "self_api_url",
        ]) {
            Some(Self::Dataservice)
        } else if is_titled && has_one(&["resources", "frequency", "temporal_coverage", "spatial", "license"])
        {
            Some(Self::Dataset)
        } else if is_titled && has("url") && has_one(&["type", "topic", "image"]) {
            Some(Self::Reuse)
        } else if has("name")
            && !is_titled
            && has_one(&["members", "members_count", "logo", "business_number_id", "badges", "teams"])
        {
            Some(Self::Organization)
        } else {
            None
        };
        by_keys.or(hint)
    }

    /// The kind that a file's name tells: `organizations.jsonl`, `export-reuse-2020.json.gz`, `datasets/page-3.json`.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        // The longer names first: a community resource is no resource of a dataset.
        [
            ("community", Self::CommunityResource),
            ("resource", Self::Resource),
            ("dataservice", Self::Dataservice),
            ("organization", Self::Organization),
            ("dataset", Self::Dataset),
            ("reuse", Self::Reuse),
            ("topic", Self::Topic),
            ("post", Self::Post),
        ]
        .into_iter()
        .find_map(|(word, kind)| name.contains(word).then_some(kind))
    }
}

/// The kind that the object's own address in the API tells.
fn of_address(object: &Json) -> Option<Kind> {
    let address = ["uri", "self_api_url"].into_iter().find_map(|key| object.get(key).text())?;
    let (_, path) = address.split_once("/api/")?;
    let mut parts = path.split('/').skip(1);
    let kind = match parts.next()? {
        "datasets" => Kind::Dataset,
        "organizations" => Kind::Organization,
        "reuses" => Kind::Reuse,
        "dataservices" => Kind::Dataservice,
        "topics" => Kind::Topic,
        "posts" => Kind::Post,
        _ => return None,
    };
    // `/api/1/datasets/<id>/resources/<id>/` is another thing.
    let rest = parts.filter(|part| !part.is_empty()).count();
    (rest == 1 && !object.has("filetype")).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_keys() {
        for (text, kind) in [
            (r#"{"id": "1", "title": "a", "resources": [], "tags": []}"#, Some(Kind::Dataset)),
            (r#"{"id": "1", "uri": "https://demo.data.gouv.fr/api/1/datasets/a/"}"#, Some(Kind::Dataset)),
            (r#"{"id": "1", "name": "a", "logo": null}"#, Some(Kind::Organization)),
            (r#"{"id": "1", "title": "a", "url": "b", "type": "api", "datasets": []}"#, Some(Kind::Reuse)),
            (r#"{"id": "1", "title": "a", "base_api_url": null}"#, Some(Kind::Dataservice)),
            (r#"{"id": "1", "name": "a", "elements": {"href": "b"}}"#, Some(Kind::Topic)),
            (r#"{"id": "1", "name": "a", "headline": "b"}"#, Some(Kind::Post)),
            (r#"{"id": "1", "title": "a", "url": "b", "filetype": "file"}"#, Some(Kind::Resource)),
            (
                r#"{"id": "1", "url": "b", "mime": null, "dataset": {}, "owner": null}"#,
                Some(Kind::CommunityResource),
            ),
            (r#"{"data": [], "page": 1}"#, Some(Kind::Page)),
            (r#"{"id": "lov2", "title": "Licence", "url": null}"#, None),
            (r#"{"a": 1}"#, None),
        ] {
            assert_eq!(Kind::of(&serde_json::from_str(text).unwrap(), None), kind, "{text}");
        }
    }
}
