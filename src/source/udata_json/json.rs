//! A JSON value that borrows its texts from the bytes it was read from.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// Layers of map services, 96 % of the largest records and shown nowhere: not even read.
const SKIPPED: &str = "analysis:parsing:ogc_metadata";

/// A value. Objects keep the order of their keys; of two keys with the same name the last counts.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) enum Json<'a> {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    const NULL: &'static Json<'static> = &Json::Null;

    /// The value under a key; null where there is none.
    pub(super) fn get(&self, key: &str) -> &Self {
        let Self::Object(entries) = self else { return Self::NULL };
        entries.iter().rev().find(|(name, _)| name == key).map_or(Self::NULL, |(_, value)| value)
    }

    /// The value under a key of a key: `metrics.views`.
    pub(super) fn path(&self, path: &str) -> &Self {
        path.split('.').fold(self, |value, key| value.get(key))
    }

    /// Whether the object has the key, even if null.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(self, Self::Object(entries) if entries.iter().any(|(name, _)| name == key))
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The text; `None` of anything else.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Whether it is an object.
    pub(super) const fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The text, number or id that stands for the value: of an object that a list of ids gave in full, its id.
    pub(super) fn scalar(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Null => Some(Cow::Borrowed("")),
            Self::Bool(true) => Some(Cow::Borrowed("true")),
            Self::Bool(false) => Some(Cow::Borrowed("false")),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Text(text) => Some(Cow::Borrowed(text.trim())),
            Self::Object(_) => match self.get("id") {
                Self::Object(_) | Self::List(_) | Self::Null => None,
                id => id.scalar(),
            },
            Self::List(_) => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Json<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some(Key(key)) = entries.next_key()? {
            if key == SKIPPED {
                entries.next_value::<IgnoredAny>()?;
            } else {
                object.push((key, entries.next_value()?));
            }
        }
        Ok(Json::Object(object))
    }
}

/// A key, borrowed where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a key")
            }

            fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Json<'_> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn values_are_found_by_path() {
        let json = parse(r#"{"a": {"b": [1, "x"]}, "n": 0.5, "t": " é ", "a.b": 2, "n": 7}"#);
        assert_eq!(json.path("a.b").items().len(), 2);
        assert_eq!(json.path("n").scalar().as_deref(), Some("7"));
        assert_eq!(json.path("t").scalar().as_deref(), Some("é"));
        assert_eq!(json.path("a.b.c"), &Json::Null);
        assert_eq!(json.path("a").scalar(), None);
        assert_eq!(parse(r#"{"id": "lov2", "title": "L"}"#).scalar().as_deref(), Some("lov2"));
    }

    #[test]
    fn layers_of_maps_are_not_kept() {
        let json = parse(r#"{"extras": {"analysis:parsing:ogc_metadata": {"layers": [1]}, "x": 1}}"#);
        assert!(!json.get("extras").has(SKIPPED) && json.get("extras").has("x"));
    }
}
