//! A contact point: whom to write to about a record.

use std::sync::Arc;

/// A service or person to write to, as the publisher names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ContactPoint {
    /// The name; may be empty.
    pub name: Box<str>,
    /// The mail address, as the source wrote it; may be empty.
    pub email: Box<str>,
    /// A page with a form, as the source wrote it; may be empty.
    pub form: Box<str>,
    /// The role's id: `contact`, `creator`, `publisher`... (`vocabulary::CONTACT_ROLES`).
    pub role: Option<Arc<str>>,
}
