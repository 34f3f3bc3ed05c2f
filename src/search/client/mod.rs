//! The browser's part: two modules, shipped as they are written.

/// The search itself: no page, runs in a worker or in node.
pub const CORE: &str = include_str!("search-core.js");
/// The search page and the suggestions of the header's box.
pub const UI: &str = include_str!("search-ui.js");
