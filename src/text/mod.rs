//! Makes catalogue text safe and readable: Markdown, plain text, links, address segments, numbers and dates.

pub mod characters;
pub mod entity;
pub mod fold;
mod html;
pub mod link;
pub mod locale;
pub mod markdown;
pub mod path;
pub mod plain;
mod source;

pub use plain::is_placeholder;
