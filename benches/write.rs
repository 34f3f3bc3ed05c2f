//! Writing alone: pages made up in memory, through the output and in the plainest way.
//!
//!     cargo bench --bench write -- [--files N] [--bytes N] [--out DIR]
//!
//! By default 20,000 pages of 12 kB, each in a folder of its own. Nothing is deleted before the end: ext4 takes three
//! times as long to fill a folder that was just emptied.
#![allow(clippy::unwrap_used)] // A benchmark that cannot go on stops.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use etalage::catalog::digest_of;
use etalage::output::{Output, Planned};
use etalage::site::Body;

fn main() {
    let mut files = 20_000;
    let mut size = 12_000;
    let mut out = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|number| number.parse().ok()).unwrap();
        match &*argument {
            "--files" => files = number(),
            "--bytes" => size = number(),
            "--out" => out = arguments.next().unwrap().into(),
            _ => {}
        }
    }
    // `cargo test` runs this too: then a few pages do.
    if cfg!(debug_assertions) {
        files = 100;
    }
    let scratch = tempfile::Builder::new().prefix("write-").tempdir_in(out).unwrap();
    println!("{files} pages of {size} bytes");
    let site = scratch.path().join("site");
    let everything = |text| timed(text, files, || build(&site, files, size, text, 1));
    timed("plain", files, || plain(&scratch.path().join("plain"), files, size));
    everything("first build");
    timed("nothing changed", files, || build(&site, files, size, "first build", 1));
    timed("one in a hundred changed", files, || build(&site, files, size, "some", 100));
    everything("everything changed");
    timed("rendered, the same", files, || same(&site, files, size, "everything changed"));
}

fn timed(name: &str, files: usize, work: impl FnOnce()) {
    let _ = Command::new("sync").status();
    let begun = Instant::now();
    work();
    let took = begun.elapsed().as_secs_f64();
    println!("{name:<28}{took:>8.2} s {:>8.1} µs a page", took * 1e6 / files as f64);
}

fn path(number: usize) -> String {
    format!(
        "datasets/the-title-of-a-dataset-{:08x}/index.html",
        number.wrapping_mul(0x9e37_79b1) & 0xffff_ffff
    )
}

fn body(number: usize, size: usize, text: &str) -> Vec<u8> {
    let mut body = format!("{number} {text} ").repeat(size / 8).into_bytes();
    body.truncate(size);
    body
}

/// A build in which one page of `every` says `text`, and has another key.
fn build(site: &Path, files: usize, size: usize, text: &str, every: usize) {
    let planned = planned(files, |number| if number % every == 0 { text } else { "first build" });
    let output = Output::open(site, false).unwrap();
    let stale = output.stale(&planned);
    output.write(&planned, &stale, |place| Ok(Body::Bytes(body(place, size, text))), |_| ()).unwrap();
}

/// A build in which every key is new and no page is.
fn same(site: &Path, files: usize, size: usize, text: &str) {
    let planned = planned(files, |_| "another template");
    let output = Output::open(site, false).unwrap();
    let stale = output.stale(&planned);
    let written =
        output.write(&planned, &stale, |place| Ok(Body::Bytes(body(place, size, text))), |_| ()).unwrap();
    assert_eq!(written.written, 0);
}

fn planned<'a>(files: usize, text: impl Fn(usize) -> &'a str) -> Vec<Planned> {
    let planned = |number| Planned { path: path(number), key: digest_of(&(number, text(number))) };
    (0..files).map(planned).collect()
}

/// Two threads that make folders and write files.
fn plain(target: &Path, files: usize, size: usize) {
    fs::create_dir_all(target.join("datasets")).unwrap();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= files {
                        break;
                    }
                    let path = target.join(path(number));
                    fs::create_dir(path.parent().unwrap()).unwrap();
                    fs::write(path, body(number, size, "first build")).unwrap();
                }
            });
        }
    });
}
