//! One object, its fields found by the path of their keys.

use std::borrow::Cow;
use std::sync::Arc;

use super::json::Json;
use crate::catalog::{FindingKind, Organization, OrganizationReference, Origin, fault};
use crate::source::fields::{Fields, Session};
use crate::source::interner::Interner;
use crate::source::value;

/// An object of udata's API, or one inside it.
pub(super) struct Record<'r, 'a> {
    value: &'r Json<'r>,
    number: u64,
    id: Cow<'r, str>,
    session: &'r mut Session<'a>,
}

/// The organization that a record names, with what the reference tells of it.
pub(super) struct OrganizationPart {
    organization: Option<Organization>,
}

impl OrganizationPart {
    /// Its id and name.
    pub(super) fn reference(&self) -> OrganizationReference<'_> {
        self.organization.as_ref().map_or_else(OrganizationReference::default, |organization| {
            OrganizationReference { id: &organization.id, name: &organization.name }
        })
    }

    /// What is known of it, when no other record describes it; `None` without an id.
    pub(super) fn into_organization(self) -> Option<Organization> {
        self.organization.filter(|organization| !organization.id.is_empty())
    }
}

impl<'r, 'a> Record<'r, 'a> {
    /// The record of that number in its file, the first being 1.
    pub(super) fn new(value: &'r Json<'r>, number: u64, session: &'r mut Session<'a>) -> Self {
        let id = value.get("id").scalar().unwrap_or_default();
        Self { value, number, id, session }
    }

    /// An object inside this one, such as a resource.
    pub(super) fn part<'s>(&'s mut self, value: &'s Json<'s>) -> Record<'s, 'a> {
        Record::new(value, self.number, self.session)
    }

    /// The value at a path.
    pub(super) fn get(&self, path: &str) -> &'r Json<'r> {
        let value: &'r Json<'r> = self.value;
        value.path(path)
    }

    /// The first of several paths with a value.
    pub(super) fn first<const N: usize>(&self, paths: [&'static str; N]) -> &'static str {
        let has = |path: &&'static str| *self.get(path) != Json::Null;
        paths.into_iter().find(has).unwrap_or(paths[0])
    }

    /// A list of texts or of objects with `key`: sorted, without repeats. A text is a list joined by commas.
    pub(super) fn list(&mut self, path: &'static str, key: &str) -> Box<[Arc<str>]> {
        let value = self.get(path);
        let texts = match value {
            Json::Text(text) => return self.list_of(value::items(text)),
            Json::List(_) => self.texts(path, value, key),
            Json::Null => Vec::new(),
            _ => {
                self.report_type(path, "a list");
                Vec::new()
            }
        };
        self.list_of(texts.iter().map(|text| &**text))
    }

    /// The texts of a list, or those under `key` of its objects. What is neither is reported.
    fn texts(&mut self, path: &'static str, list: &'r Json<'r>, key: &str) -> Vec<Cow<'r, str>> {
        let mut texts = Vec::with_capacity(list.items().len());
        for item in list.items() {
            let named = if item.is_object() { item.get(key) } else { item };
            match named.scalar() {
                Some(text) => texts.push(text),
                None => self.report_type(path, "a list of texts"),
            }
        }
        texts
    }

    /// Ids, in their order, each once: of a list of ids or of objects, or of a text that joins them by commas.
    pub(super) fn ids(&mut self, path: &'static str) -> Vec<Cow<'r, str>> {
        let value = self.get(path);
        let mut ids = match value {
            Json::Text(text) => value::items(text).map(Cow::Borrowed).collect(),
            list => self.texts(path, list, "id"),
        };
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| !id.is_empty() && seen.insert(id.clone()));
        ids
    }

    /// The organization: a reference, an id or a name.
    pub(super) fn organization(&mut self) -> OrganizationPart {
        let value = self.get("organization");
        let organization = match value {
            Json::Object(_) => {
                let mut part = self.part(value);
                Some(Organization {
                    id: part.id().into(),
                    name: part.line(part.first(["name", "title"])),
                    slug: part.boxed("slug"),
                    acronym: part.line("acronym"),
                    logo: part.boxed("logo"),
                    badges: part.list("badges", "kind"),
                    ..Organization::default()
                })
            }
            Json::Text(text) => {
                let text = value::one_line(text);
                let is_id = text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
                let (id, name) = if is_id { (&*text, "") } else { ("", &*text) };
                Some(Organization { id: id.into(), name: name.into(), ..Organization::default() })
            }
            Json::Null => None,
            _ => {
                self.report_type("organization", "an organization");
                None
            }
        };
        OrganizationPart { organization }
    }

    /// The slug of the person who owns it; names are never read.
    pub(super) fn person(&mut self) -> Option<Box<str>> {
        let path = if self.get("owner").is_object() { "owner.slug" } else { "owner" };
        self.owner(path)
    }

    /// Reports a value of another type than the field's.
    pub(super) fn report_type(&mut self, path: &str, expected: &str) {
        let kind = match self.get(path) {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        };
        self.report(fault::BAD_TYPE, path, &format!("{kind}, not {expected}"), "left out");
    }
}

impl<'r> Fields<'r> for Record<'r, '_> {
    /// The path of its keys, joined by dots.
    type Field = &'static str;

    fn name(path: &'static str) -> &'static str {
        path
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn origin(&self) -> Origin {
        self.session.origin(self.number)
    }

    fn report(&mut self, kind: FindingKind, field: &str, value: &str, done: &str) {
        self.session.report((self.number, &self.id), kind, (field, value), done);
    }

    fn interner(&mut self) -> &mut Interner {
        &mut self.session.interner
    }

    fn text(&mut self, path: &'static str) -> Cow<'r, str> {
        self.get(path).scalar().unwrap_or_else(|| {
            self.report_type(path, "a text or number");
            Cow::Borrowed("")
        })
    }
}
