//! A small udata: lists by pages, filters, orders, masks, single records, resources apart; over records that a test
//! makes and may change while it serves.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

use super::{Received, Reply, Server};

/// The records, by kind.
pub type Records = BTreeMap<String, Vec<Value>>;

/// Stands in for an answer, or lets the udata answer.
pub type Fault = dyn Fn(&Received, &mut Records) -> Option<Reply> + Send + Sync;

/// A udata that serves.
pub struct Udata {
    pub server: Server,
    records: Arc<Mutex<Records>>,
}

impl Udata {
    pub fn start(records: Records) -> Self {
        Self::with(records, |_, _| None)
    }

    /// One whose answers `fault` may stand in for; it may also change the records before it lets the udata answer.
    pub fn with(
        records: Records,
        fault: impl Fn(&Received, &mut Records) -> Option<Reply> + Send + Sync + 'static,
    ) -> Self {
        let records = Arc::new(Mutex::new(records));
        let shared = Arc::clone(&records);
        let server = Server::start(move |request| {
            let mut records = shared.lock().unwrap();
            fault(request, &mut records).unwrap_or_else(|| answer(request, &records))
        });
        Self { server, records }
    }

    pub fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap()
    }
}

/// A dataset of an organization, with `resources` files.
pub fn dataset(number: usize, resources: usize) -> Value {
    let id = format!("5f{number:022x}");
    let files: Vec<Value> = (0..resources)
        .map(|place| {
            json!({"id": format!("{number:08x}-0000-4000-8000-{place:012x}"), "title": format!("Fichier {place}"),
                   "url": format!("https://files.example.org/{number}/{place}.csv"), "format": "csv", "type": "main",
                   "filetype": "remote", "extras": {}, "created_at": "2020-01-01T00:00:00+00:00",
                   "last_modified": "2020-01-01T00:00:00+00:00"})
        })
        .collect();
    json!({"id": id, "title": format!("Jeu {number}"), "slug": format!("jeu-{number}"), "acronym": null,
           "description": format!("Description du jeu {number}."), "tags": ["mobilite"], "license": "lov2",
           "archived": null, "private": false, "deleted": null, "frequency": "annual",
           "created_at": date(number), "last_modified": date(number), "last_update": date(number),
           "organization": {"class": "Organization", "id": format!("60{:022x}", number % 3),
                            "name": format!("Ville {}", number % 3), "slug": format!("ville-{}", number % 3)},
           "owner": null, "resources": files, "metrics": {"views": number, "discussions": 2}, "extras": {},
           "internal": {"last_modified_internal": date(number)}})
}

/// A day that is later for greater numbers.
pub fn date(number: usize) -> String {
    format!("20{:02}-{:02}-{:02}T10:00:00+00:00", 10 + number / 336, number / 28 % 12 + 1, number % 28 + 1)
}

/// A portal with that many datasets, three organizations, and some records of each other kind.
pub fn portal(datasets: usize) -> Records {
    let organizations = (0..3).map(|number| {
        json!({"id": format!("60{number:022x}"), "name": format!("Ville {number}"), "slug": format!("ville-{number}"),
               "created_at": date(number), "last_modified": date(number), "deleted": null,
               "members": [{"role": "admin", "user": {"class": "User", "first_name": "Jeanne", "last_name": "Secret"}}]})
    });
    let reuses = (0..70).map(|number| {
        json!({"id": format!("61{number:022x}"), "title": format!("Usage {number}"), "slug": format!("usage-{number}"),
               "created_at": date(number), "last_modified": date(number), "type": "application", "private": false,
               "organization": null, "deleted": null, "url": "https://reuse.example.org",
               "owner": {"class": "User", "id": "62", "slug": "jeanne-secret", "first_name": "Jeanne"},
               "datasets": [dataset(number % datasets.max(1), 3)]})
    });
    let apis = (0..2).map(|number| {
        json!({"id": format!("63{number:022x}"), "title": format!("API {number}"), "slug": format!("api-{number}"),
               "created_at": date(number), "metadata_modified_at": date(number), "private": false,
               "organization": {"id": format!("60{number:022x}"), "name": "Ville", "slug": "ville"}})
    });
    let topics = (0..2).map(|number| {
        json!({"id": format!("64{number:022x}"), "name": format!("Sujet {number}"), "slug": format!("sujet-{number}"),
               "created_at": date(number), "last_modified": date(number), "private": false,
               "elements": (0..60).map(|place| json!({"id": format!("{number}-{place}"), "title": null,
                   "element": {"class": "Dataset", "id": dataset(place % datasets.max(1), 0)["id"]}})).collect::<Vec<_>>()})
    });
    let posts = (0..4).map(|number| {
        json!({"id": format!("65{number:022x}"), "name": format!("Article {number}"), "slug": format!("article-{number}"),
               "created_at": date(number), "last_modified": date(number), "published": date(number), "content": "Texte",
               "datasets": [dataset(number, 1)], "reuses": []})
    });
    BTreeMap::from([
        ("datasets".to_owned(), (0..datasets).map(|number| dataset(number, number % 4)).collect()),
        ("organizations".to_owned(), organizations.collect()),
        ("reuses".to_owned(), reuses.collect()),
        ("dataservices".to_owned(), apis.collect()),
        ("topics".to_owned(), topics.collect()),
        ("posts".to_owned(), posts.collect()),
    ])
}

/// What udata answers.
pub fn answer(request: &Received, records: &Records) -> Reply {
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    match parts[..] {
        ["api", "1", "site"] => reply(&json!({"id": "test", "title": "Test", "metrics": {}})),
        ["api", version, kind] if records.contains_key(kind) => list(request, version, kind, records),
        ["api", version, kind, key] if records.contains_key(kind) => {
            let found = records[kind].iter().find(|record| record["id"] == key || record["slug"] == key);
            match found {
                None => status(404, "not found"),
                Some(record) if !record["deleted"].is_null() => status(410, "deleted"),
                Some(record) => {
                    reply(&mask(&shape(request, version, kind, record), request.header("x-fields")))
                }
            }
        }
        ["api", "2", kind, id, part @ ("resources" | "elements")] => {
            let records = records.get(kind).map_or(&[][..], Vec::as_slice);
            match records.iter().find(|record| record["id"] == id) {
                Some(record) => pages(request, record[part].as_array().unwrap().clone()),
                None => status(404, "not found"),
            }
        }
        _ => status(404, "not found"),
    }
}

fn list(request: &Received, version: &str, kind: &str, records: &Records) -> Reply {
    let mut found: Vec<&Value> = records[kind]
        .iter()
        .filter(|record| {
            record["deleted"].is_null() && record["archived"].is_null() && record["private"] != true
        })
        .collect();
    if let Some(id) = request.query.get("organization") {
        if id.len() != 24 {
            return status(400, "Organization arg must be an identifier");
        }
        found.retain(|record| record["organization"]["id"] == id.as_str());
    }
    if let Some(tag) = request.query.get("tag") {
        found
            .retain(|record| record["tags"].as_array().is_some_and(|tags| tags.iter().any(|one| one == tag)));
    }
    if let Some(words) = request.query.get("q") {
        found.retain(|record| record["title"].as_str().unwrap_or_default().contains(words));
    }
    if let Some(sort) = request.query.get("sort") {
        let field = match sort.trim_start_matches('-') {
            "created" => "created_at",
            "last_update" if kind == "datasets" => "last_update",
            "last_modified" if kind != "datasets" => "last_modified",
            _ => return status(400, "not a valid choice"),
        };
        found.sort_by_key(|record| record[field].as_str().unwrap_or_default());
        if sort.starts_with('-') {
            found.reverse();
        }
    }
    pages(request, found.into_iter().map(|record| shape(request, version, kind, record)).collect())
}

/// The second version has parts behind links.
fn shape(request: &Received, version: &str, kind: &str, record: &Value) -> Value {
    let mut record = record.clone();
    let part = if kind == "datasets" { "resources" } else { "elements" };
    if version == "2" && record[part].is_array() {
        let host = request.header("host").unwrap_or_default();
        let href = format!("http://{host}/api/2/{kind}/{}/{part}/", record["id"].as_str().unwrap());
        record[part] = json!({"rel": "subsection", "type": "GET", "href": href,
                              "total": record[part].as_array().unwrap().len()});
    }
    record
}

fn pages(request: &Received, records: Vec<Value>) -> Reply {
    let (page, size) = (request.number_of("page", 1), request.number_of("page_size", 20));
    let (first, total) = ((page - 1) * size, records.len());
    if first >= total && page > 1 {
        return status(404, "page not found");
    }
    let link = |page: usize| {
        let host = request.header("host").unwrap_or_default();
        format!("http://{host}{}?page={page}&page_size={size}", request.path)
    };
    let data: Vec<Value> = records.into_iter().skip(first).take(size).collect();
    let next = (first + size < total).then(|| link(page + 1));
    let body = json!({"data": data, "page": page, "page_size": size, "total": total, "next_page": next,
                      "previous_page": (page > 1).then(|| link(page - 1))});
    reply(&mask(&body, request.header("x-fields")))
}

/// Takes what an `X-Fields` header names.
fn mask(value: &Value, fields: Option<&str>) -> Value {
    let Some(fields) = fields else { return value.clone() };
    match value {
        Value::Array(items) => items.iter().map(|item| mask(item, Some(fields))).collect(),
        Value::Object(object) => {
            let mut kept = serde_json::Map::new();
            for (name, inner) in split(fields) {
                match name {
                    "*" => {
                        for (key, part) in object {
                            kept.entry(key.clone()).or_insert_with(|| part.clone());
                        }
                    }
                    name => {
                        let part = object.get(name).unwrap_or(&Value::Null);
                        kept.insert(name.to_owned(), mask(part, inner));
                    }
                }
            }
            Value::Object(kept)
        }
        other => other.clone(),
    }
}

/// `a,b{c,d}` as names with what stands between their braces.
fn split(fields: &str) -> Vec<(&str, Option<&str>)> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (place, c) in fields.char_indices().chain([(fields.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = fields[start..place].trim();
                parts.push(match part.split_once('{') {
                    Some((name, inner)) => (name, Some(&inner[..inner.len() - 1])),
                    None => (part, None),
                });
                start = place + 1;
            }
            _ => {}
        }
    }
    parts
}

pub fn reply(value: &Value) -> Reply {
    Reply::json(value.to_string())
}

pub fn status(status: u16, message: &str) -> Reply {
    Reply { status, ..reply(&json!({"message": message})) }
}
