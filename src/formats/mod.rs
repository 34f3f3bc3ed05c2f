//! Machine-readable views of a site.

pub mod robots;
pub mod sitemap;
mod xml;
