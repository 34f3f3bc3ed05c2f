//! Contact points: whom to write to about a dataset or dataservice.

use super::json::Json;
use super::record::Record;
use crate::catalog::ContactPoint;
use crate::source::fields::Fields;

/// The record's contact points, in its order; before udata 10, one.
pub(super) fn read(record: &mut Record) -> Box<[ContactPoint]> {
    let values = match record.get("contact_points") {
        Json::Null => std::slice::from_ref(record.get("contact_point")),
        list => list.items(),
    };
    let mut contacts: Vec<ContactPoint> = Vec::new();
    for value in values.iter().filter(|value| value.is_object()) {
        let mut part = record.part(value);
        let contact = ContactPoint {
            name: part.line("name"),
            // udata masks addresses of accounts (`***@example.org`): nobody can write there.
            email: Some(part.line("email")).filter(|email| !email.contains('*')).unwrap_or_default(),
            form: part.boxed("contact_form"),
            role: part.shared("role"),
        };
        let is_empty = contact.name.is_empty() && contact.email.is_empty() && contact.form.is_empty();
        if !is_empty && !contacts.contains(&contact) {
            contacts.push(contact);
        }
    }
    contacts.into()
}
