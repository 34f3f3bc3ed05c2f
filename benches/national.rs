//! The whole program on a whole catalogue: time, memory, and how that compares with merely writing the files.
//!
//!     cargo bench --bench national -- FOLDER... [--rounds N] [--out DIR]
//!
//! FOLDER holds udata exports (or `ETALAGE_NATIONAL` names one). For each, in fresh folders on the same disk: a first
//! build; the floor, which is the same files with the same bytes written from memory by two threads; a build with
//! nothing changed; a build with 200 datasets changed, 20 added and 20 gone. Nothing is deleted before the end: ext4
//! takes three times as long to fill a folder that was just emptied.
#![allow(clippy::unwrap_used)] // A benchmark that cannot go on stops.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde_json::Value;

fn main() {
    let mut folders = Vec::new();
    let mut rounds = 1;
    let mut out = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            // What cargo adds.
            Some("--bench") => {}
            Some("--rounds") => rounds = arguments.next().and_then(|n| n.to_str()?.parse().ok()).unwrap_or(1),
            Some("--out") => out = arguments.next().unwrap().into(),
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        folders.extend(std::env::var_os("ETALAGE_NATIONAL").map(PathBuf::from));
    }
    if folders.is_empty() {
        println!("no catalogue: name a folder of udata exports, `cargo bench --bench national -- FOLDER`");
    }
    let scratch = tempfile::Builder::new().prefix("national-").tempdir_in(out).unwrap();
    for (place, folder) in folders.iter().enumerate() {
        if fs::read_dir(folder).is_err() {
            println!("{}: no such folder, not measured", folder.display());
            continue;
        }
        for round in 0..rounds {
            measure(folder, &scratch.path().join(format!("{place}-{round}")));
        }
    }
}

/// What a step took.
struct Taken {
    wall: f64,
    user: f64,
    system: f64,
    report: Option<Value>,
}

fn measure(folder: &Path, scratch: &Path) {
    fs::create_dir_all(scratch).unwrap();
    let exports = exports(folder);
    println!("\n{} (load {})", folder.display(), load());
    println!(
        "{:<24}{:>8}{:>8}{:>8}{:>9}{:>9}{:>10}{:>10}{:>9}",
        "", "wall s", "user s", "sys s", "RSS MB", "files", "written", "deleted", "MB"
    );
    let site = scratch.join("site");
    let first = build(scratch, &exports, &site);
    row("first build", &first);
    let floor = floor(&site, &scratch.join("floor"));
    row("floor", &floor);
    let same = build(scratch, &exports, &site);
    row("nothing changed", &same);
    let changed = build(scratch, &change(&exports, scratch), &site);
    row("200 + 20 - 20 changed", &changed);
    let cpu = |taken: &Taken| taken.user + taken.system;
    println!(
        "first build to floor: {:.2} by wall, {:.2} by CPU; nothing changed to first: {:.2}; changed to first: {:.2}",
        first.wall / floor.wall,
        cpu(&first) / cpu(&floor),
        same.wall / first.wall,
        changed.wall / first.wall,
    );
    if let Some(Value::Object(seconds)) = first.report.as_ref().map(|report| &report["seconds"]) {
        let phases: Vec<String> = seconds
            .iter()
            .map(|(phase, took)| format!("{phase} {:.1}", took.as_f64().unwrap_or_default()))
            .collect();
        println!("first build by phase, in seconds of wall: {}", phases.join(", "));
    }
}

fn row(name: &str, taken: &Taken) {
    let report = taken.report.as_ref();
    let count = |pointer: &str| report.and_then(|report| report.pointer(pointer)?.as_u64());
    let files = count("/files/written").zip(count("/files/unchanged")).map(|(written, same)| written + same);
    let text = |count: Option<u64>| count.map_or("-".to_owned(), |count| count.to_string());
    println!(
        "{name:<24}{:>8.2}{:>8.2}{:>8.2}{:>9}{:>9}{:>10}{:>10}{:>9}",
        taken.wall,
        taken.user,
        taken.system,
        text(count("/peak_rss_bytes").map(|bytes| bytes / 1_000_000)),
        text(files),
        text(count("/files/written")),
        text(count("/files/deleted")),
        text(count("/bytes").map(|bytes| bytes / 1_000_000)),
    );
}

/// Runs the program.
fn build(scratch: &Path, exports: &[PathBuf], site: &Path) -> Taken {
    let config = scratch.join("etalage.toml");
    fs::write(
        &config,
        "[site]\ntitle = \"National\"\nbase_url = \"https://donnees.example.fr\"\n[host]\nkind = \"plain\"\n",
    )
    .unwrap();
    let report = scratch.join("report.json");
    let mut arguments: Vec<OsString> =
        vec!["build".into(), "--quiet".into(), "--config".into(), config.into()];
    for export in exports {
        arguments.extend(["--source".into(), export.into()]);
    }
    arguments.extend(["--out".into(), site.into(), "--report".into(), report.clone().into()]);
    // What earlier steps left to be written must not be paid for by this one.
    let _ = Command::new("sync").status();
    let before = children();
    let begun = Instant::now();
    let status =
        Command::new(env!("CARGO_BIN_EXE_etalage")).args(arguments).stdin(Stdio::null()).status().unwrap();
    let wall = begun.elapsed().as_secs_f64();
    assert!(status.success());
    let after = children();
    let report = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    Taken { wall, user: after.0 - before.0, system: after.1 - before.1, report: Some(report) }
}

/// Writes the files of a site again, from memory, in the plainest way, by two threads.
fn floor(site: &Path, target: &Path) -> Taken {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(site).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(site).unwrap();
        if entry.file_type().is_file() && !path.starts_with(".etalage") {
            files.push((target.join(path), fs::read(entry.path()).unwrap()));
        }
    }
    fs::create_dir_all(target).unwrap();
    let _ = Command::new("sync").status();
    let before = own();
    let begun = Instant::now();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(some) = files.chunks(16).nth(next.fetch_add(1, Ordering::Relaxed)) {
                    for (path, bytes) in some {
                        let folder = path.parent().unwrap();
                        if fs::create_dir(folder)
                            .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
                        {
                            fs::create_dir_all(folder).unwrap();
                        }
                        fs::write(path, bytes).unwrap();
                    }
                }
            });
        }
    });
    let wall = begun.elapsed().as_secs_f64();
    let after = own();
    Taken { wall, user: after.0 - before.0, system: after.1 - before.1, report: None }
}

/// The exports in a folder.
fn exports(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    files
}

/// The same exports with another dataset file: 200 titles changed, 20 datasets gone and 20 new ones, spread evenly.
fn change(exports: &[PathBuf], scratch: &Path) -> Vec<PathBuf> {
    let is_datasets =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains("dataset-"));
    let Some(datasets) = exports.iter().find(|path| is_datasets(path)) else { return exports.to_vec() };
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(datasets).unwrap();
    let header = reader.byte_headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name.as_bytes()).unwrap();
    let (id, slug, title) = (column("id"), column("slug"), column("title"));
    let rows: Vec<csv::ByteRecord> = reader.byte_records().map(Result::unwrap).collect();
    let path = scratch.join(datasets.file_name().unwrap());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .from_path(&path)
        .unwrap();
    writer.write_byte_record(&header).unwrap();
    let step = (rows.len() / 240).max(1);
    for (number, row) in rows.iter().enumerate() {
        let cells = |change: &dyn Fn(usize, &[u8]) -> Vec<u8>| -> csv::ByteRecord {
            row.iter().enumerate().map(|(place, cell)| change(place, cell)).collect()
        };
        match number / step {
            turn if number % step != 0 || turn >= 240 => writer.write_byte_record(row).unwrap(),
            turn if turn % 12 == 0 => {}
            turn if turn % 12 == 1 => {
                writer.write_byte_record(row).unwrap();
                let added = cells(&|place, cell| match place {
                    _ if place == id => format!("{:08x}{turn:016x}", 0x6969_0000 + turn).into_bytes(),
                    _ if place == slug => [cell, b"-new"].concat(),
                    _ if place == title => [cell, b" (new)"].concat(),
                    _ => cell.to_vec(),
                });
                writer.write_byte_record(&added).unwrap();
            }
            _ => {
                let changed = cells(&|place, cell| {
                    if place == title { [cell, b" (2)"].concat() } else { cell.to_vec() }
                });
                writer.write_byte_record(&changed).unwrap();
            }
        }
    }
    writer.flush().unwrap();
    exports.iter().map(|export| if is_datasets(export) { path.clone() } else { export.clone() }).collect()
}

/// User and system seconds of this process and of its children that ended (proc(5), in hundredths on Linux).
fn times() -> [f64; 4] {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let field =
        |place: usize| after_name.split(' ').nth(place).and_then(|field| field.parse().ok()).unwrap_or(0.0);
    [11, 12, 13, 14].map(|place| field(place) / 100.0)
}

fn own() -> (f64, f64) {
    let [user, system, ..] = times();
    (user, system)
}

fn children() -> (f64, f64) {
    let [_, _, user, system] = times();
    (user, system)
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}
