//! How long a dataset's page and card take to render: 100,000 of each, on one thread.
//!
//! `cargo bench --bench render`

#![allow(clippy::unwrap_used)] // A sample that does not render is a fault of the benchmark.

#[path = "../tests/support/pages.rs"]
mod pages;

use std::path::Path;
use std::time::Instant;

use etalage::site::view::{Card, DatasetPage};
use etalage::theme::Theme;
use serde::Serialize;

const PAGES: u32 = 100_000;

#[derive(Serialize)]
struct CardContext {
    card: Card,
}

fn main() {
    let start = Instant::now();
    let theme = Theme::load(Path::new("/nowhere"), "default", "fr", None, &pages::globals("fr")).unwrap();
    println!("load the theme          {:>8.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let page: DatasetPage = pages::dataset();
    measure("dataset.html, 5 files", || theme.render("dataset.html", &page).unwrap().len());
    let card = CardContext { card: pages::card("Arbres d’alignement et des parcs") };
    measure("card.html", || theme.render("card.html", &card).unwrap().len());
    measure("context of a dataset", || {
        tera::Context::from_serialize(&page).map_or(0, |context| usize::from(context.contains_key("page")))
    });
}

fn measure(name: &str, mut once: impl FnMut() -> usize) {
    let (start, before) = (Instant::now(), processor_seconds());
    let mut bytes = 0;
    for _ in 0..PAGES {
        bytes += once();
    }
    let each = |seconds: f64| seconds * 1e6 / f64::from(PAGES);
    let processor = processor_seconds()
        .zip(before)
        .map_or_else(String::new, |(after, before)| format!(", {:.2} µs of processor", each(after - before)));
    let wall = each(start.elapsed().as_secs_f64());
    println!("{name:<24}{wall:>8.2} µs each{processor}, {} bytes", bytes / PAGES as usize);
}

/// How long this thread has run, where the system says (Linux): what a busy machine does not change.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}
