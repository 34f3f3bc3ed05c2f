//! What no snapshot keeps of a record: who did it, who may change it, and what is only weight.

use serde_json::{Map, Value};

/// Keys that tell of persons, or of what the caller of the API may do. Members and owners are dealt with apart.
const DROPPED: [&str; 4] = ["permissions", "teams", "posted_by", "closed_by"];
/// Layers of map services: 96 % of the largest records, and shown nowhere (`udata-hydra`).
const HEAVY_EXTRA: &str = "analysis:parsing:ogc_metadata";

/// Takes from a record what is not kept: names and faces of persons (of an owner, the slug and id stay where `owners`
/// says so), members, permissions, the heavy extra. `metrics.members` and a count of members stay.
pub fn redact(record: &mut Value, owners: bool) {
    if let Value::Object(object) = record
        && let Some(Value::Array(members)) = object.get("members")
    {
        let count = members.len();
        object.entry("members_count").or_insert_with(|| count.into());
        object.remove("members");
    }
    clean(record, owners);
}

fn clean(value: &mut Value, owners: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, owners)),
        Value::Object(object) => {
            for key in DROPPED {
                object.remove(key);
            }
            for key in ["owner", "user"] {
                person(object, key, owners && key == "owner");
            }
            if let Some(Value::Object(extras)) = object.get_mut("extras") {
                extras.remove(HEAVY_EXTRA);
            }
            object.values_mut().for_each(|inner| clean(inner, owners));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Leaves of the person under `key` the id and slug, or nothing.
fn person(object: &mut Map<String, Value>, key: &str, kept: bool) {
    let Some(value) = object.get_mut(key) else { return };
    match value {
        Value::Object(person) if kept => {
            person.retain(|key, _| matches!(key.as_str(), "class" | "id" | "slug"));
        }
        Value::Null => {}
        _ => *value = Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn persons_and_weight_go() {
        let record = json!({
            "id": "1",
            "owner": {"class": "User", "id": "2", "slug": "a-b", "first_name": "A", "last_name": "B", "avatar": null},
            "members": [{"user": {"first_name": "C", "email": "***@data.gouv.fr"}, "role": "admin"}],
            "permissions": {"edit": false},
            "contact_points": [{"name": "Service", "email": "contact@example.org", "owner": {"first_name": "D"}}],
            "resources": [{"id": "3", "extras": {"check:status": 200, "analysis:parsing:ogc_metadata": {"layers": []}}}],
        });
        let mut without = record.clone();
        redact(&mut without, false);
        assert_eq!(
            without,
            json!({
                "id": "1",
                "owner": null,
                "members_count": 1,
                "contact_points": [{"name": "Service", "email": "contact@example.org", "owner": null}],
                "resources": [{"id": "3", "extras": {"check:status": 200}}],
            })
        );
        let mut with = record;
        redact(&mut with, true);
        assert_eq!(with["owner"], json!({"class": "User", "id": "2", "slug": "a-b"}));
    }
}
