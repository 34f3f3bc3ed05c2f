//! Machine-readable views of a site.

pub mod opensearch;
pub mod robots;
pub mod sitemap;
mod xml;
