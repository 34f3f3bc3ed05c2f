//! `etalage fetch`: brings the catalogue of a portal into a snapshot.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use etalage::archive::{FailedRenewal, Kind, Manifest};
use etalage::config::{Config, SourceKind};
use etalage::output::figure::{bytes, counted, number};
use etalage::source::udata_api::{self, Event, FetchError, Fetched, snapshot_folder};
use jiff::Timestamp;

use super::progress::{Phase, Progress, Unit};
use crate::cli::{Cli, Fetch};

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Fetch) -> Result<()> {
    let config = Config::load(&cli.config)?;
    let target = arguments.out.clone().unwrap_or_else(|| snapshot_folder(&config));
    fetch(&config, &target, cli.quiet)?;
    Ok(())
}

/// Sees to it that a source with an address has a snapshot to be read: fetches one when there is none, or when `wanted`.
/// When that fails and there is an earlier one, it will do: then it is said, and `true` returned.
pub(super) fn renew(config: &Config, wanted: bool, quiet: bool) -> Result<bool> {
    let is_fetched = matches!(config.source.kind, Some(SourceKind::UdataApi | SourceKind::UdataExports));
    if !is_fetched && wanted {
        return Err(FetchError::NoUrl.into());
    }
    if !is_fetched || config.source.path.is_some() {
        return Ok(false);
    }
    let target = snapshot_folder(config);
    udata_api::recover(&target)?;
    let last = Manifest::read(&target)?;
    let error = match last {
        Some(_) if !wanted => return Ok(false),
        _ => match fetch(config, &target, quiet) {
            Ok(_) => return Ok(false),
            Err(error) => error,
        },
    };
    let Some(last) = last else { return Err(error.into()) };
    // Said even when quiet: who looks for yesterday's news in a log finds it here.
    eprintln!("warning: the catalogue could not be fetched: {error}");
    eprintln!("warning: the site is made of the last snapshot, of {}, and says so", last.date);
    Ok(true)
}

/// Fetches, shows how far it is, and says what came of it. A failure is noted beside the last snapshot.
pub(super) fn fetch(config: &Config, target: &Path, quiet: bool) -> Result<Fetched, FetchError> {
    let begun = Instant::now();
    let progress = Progress::new(quiet);
    let phase: Mutex<Option<Phase>> = Mutex::new(None);
    let watch = |event: Event| {
        let mut phase = phase.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Begin { kind, total, kept } => {
                let begun = progress.phase(title(kind), total, Unit::Records);
                begun.add(kept);
                *phase = Some(begun);
            }
            Event::Download { kind } => *phase = Some(progress.phase(title(kind), 0, Unit::Received)),
            Event::Add(count) => phase.iter().for_each(|phase| phase.add(count)),
            Event::End { kind, count } => {
                if let Some(phase) = phase.take().filter(|_| count > 0) {
                    phase.end(|| format!("Fetched {}", named(kind, count)));
                }
            }
            Event::Writing => *phase = Some(progress.phase("Writing", 0, Unit::Things)),
        }
    };
    let result = udata_api::fetch(config, target, &watch);
    drop(phase);
    match &result {
        Ok(fetched) => tell(fetched, target, begun, quiet),
        Err(error) if target.is_dir() => {
            let failed = FailedRenewal { at: Timestamp::now(), error: error.to_string() };
            // The failure itself is what is told; that it could not be noted would only hide it.
            let _ = failed.save(target);
        }
        Err(_) => {}
    }
    result
}

fn tell(fetched: &Fetched, target: &Path, begun: Instant, quiet: bool) {
    if quiet {
        return;
    }
    let Fetched { manifest, tally, is_resumed, absent } = fetched;
    let count = |name: &str| manifest.counts.get(name).copied().unwrap_or(0);
    let mut records: Vec<String> = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| manifest.file(*kind).is_some()) {
        records.push(named(kind, count(kind.name())));
        if kind == Kind::Datasets && manifest.counts.contains_key("resources") {
            records.push(counted(count("resources"), "file"));
        }
    }
    let stored: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    let mut text = format!(
        "Fetched {} into {} in {:.1} s\n  records    {}\n  requests   {}, {} of them repeated; {} received, {} stored\n",
        manifest.source.url,
        target.display(),
        begun.elapsed().as_secs_f64(),
        records.join(", "),
        number(tally.requests),
        number(tally.retries),
        bytes(tally.bytes),
        bytes(stored),
    );
    if *is_resumed {
        text.push_str("  resumed    from the pages that an earlier fetch had left\n");
    }
    if !absent.is_empty() {
        let names: Vec<&str> = absent.iter().map(|kind| kind.name()).collect();
        // Writing to a string never fails.
        let _ = writeln!(text, "  absent     {}: the portal does not serve them (404)", names.join(", "));
    }
    // A pipe that nobody reads is no error of the fetch.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// How a kind is called on a bar.
fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Datasets => "Datasets",
        Kind::Organizations => "Organizations",
        Kind::Reuses => "Reuses",
        Kind::Dataservices => "APIs",
        Kind::Topics => "Topics",
        Kind::Posts => "Posts",
        Kind::Resources => "Files",
    }
}

fn named(kind: Kind, count: u64) -> String {
    let word = match kind {
        Kind::Datasets => "dataset",
        Kind::Organizations => "organization",
        Kind::Reuses => "reuse",
        Kind::Dataservices => "API",
        Kind::Topics => "topic",
        Kind::Posts => "post",
        Kind::Resources => "file",
    };
    counted(count, word)
}
