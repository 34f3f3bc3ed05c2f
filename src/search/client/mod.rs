//! The browser's part: modules written by hand, shipped without their comments and indents.

/// The search itself: no page, runs in a worker or in node.
pub const CORE: &str = include_str!("search-core.js");
/// The search page and the suggestions of search boxes.
pub const UI: &str = include_str!("search-ui.js");
/// The service worker that keeps what was read, where `[search] offline` asks for it.
pub const OFFLINE: &str = include_str!("search-offline.js");
/// What elasticlunr.js needs to read `elasticlunr.json`.
pub const ELASTICLUNR: &str = include_str!("elasticlunr-pipeline.js");

/// A module as it is shipped: lines without indent, those of comments left out. No line of the modules begins
/// inside a text.
pub fn shipped(module: &str) -> String {
    let mut lines = String::with_capacity(module.len());
    for line in module.lines().map(str::trim_start) {
        if !line.is_empty() && !["//", "/**", "*"].iter().any(|start| line.starts_with(start)) {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    lines
}
