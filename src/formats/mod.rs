//! Machine-readable views of a site.

pub mod opensearch;
mod quality;
pub mod robots;
pub mod sitemap;
mod xml;

pub use quality::write_quality;
