//! etalage turns an open data catalogue into a complete static portal.
//!
//! In reading order: a [`source`] reads a [`catalog`]; a [`site`] joins it with a [`theme`], [`content`] pages
//! and a [`config`]; the [`output`] writes what the site renders. [`text`] makes catalogue text safe and readable.
//! [`stats`] measures the catalogue. [`preview`] serves it while it is worked on; [`check`] tells everything that is
//! wrong with any of it, the [`workshop`] what is wrong with a theme. An [`archive`] keeps what a portal said on a day.
//! A [`scaffold`] is where a new site begins.

pub mod archive;
pub mod catalog;
pub mod check;
pub mod config;
pub mod content;
pub mod formats;
pub mod net;
pub mod output;
pub mod preview;
pub mod scaffold;
pub mod search;
pub mod site;
pub mod source;
pub mod stats;
pub mod text;
pub mod theme;
pub mod workshop;
