//! `etalage build`: reads the catalogue, joins it with theme and content, writes what changed.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use etalage::catalog::Severity;
use etalage::config::Config;
use etalage::output::figure::{bytes, number};
use etalage::output::host::{self, Plan, Problem};
use etalage::output::{Earlier, Output, Planned, Written};
use etalage::site::{Body, Route, Site};
use etalage::source::Source;
use rayon::prelude::*;

use super::progress::{Progress, Unit};
use super::report::{Files, HostProblem, Report, Seconds, SnapshotReport, peak_memory};
use super::summary;
use crate::cli::{Build, Cli};

/// How many pages a size is estimated from.
const SAMPLE: usize = 200;

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Build) -> Result<()> {
    let begun = Instant::now();
    let progress = Progress::new(cli.quiet);
    let config = configuration(&cli.config, arguments)?;
    let folder = arguments.out.clone().unwrap_or_else(|| config.path(&config.build.out));
    // A folder that must not be written to is known before the catalogue is read.
    etalage::output::check(&folder, arguments.force)?;
    let mut seconds = Seconds::default();

    let source = Source::find(&config, &arguments.source)?;
    let phase = progress.phase("Reading", source.bytes(), Unit::Bytes);
    let stored = source.bytes();
    let catalog = source.read(&|read| phase.add(read))?;
    let read = phase.end(|| {
        let (datasets, files) = (catalog.datasets.len() as u64, catalog.resources_count() as u64);
        format!("Read {}: {} datasets, {} files", bytes(stored), number(datasets), number(files))
    });
    seconds.read = read.as_secs_f64();

    let phase = progress.phase("Preparing", 1, Unit::Things);
    let mut site = Site::load(config, catalog)?;
    let routes = site.routes();
    let planned = plan(&site, &routes);
    let output = if arguments.dry_run { None } else { Some(Output::open(&folder, arguments.force)?) };
    let seen = if output.is_none() { Some(Earlier::read(&folder, arguments.force)?) } else { None };
    let Some(earlier) = output.as_ref().map(Output::earlier).or(seen.as_ref()) else {
        bail!("no output folder")
    };
    warn_of(earlier, cli.quiet);
    let stale = earlier.stale(&planned);
    let wanted: Vec<Route> = stale.iter().map(|&place| routes[place].clone()).collect();
    site.prepare(&wanted)?;
    drop(wanted);
    let figures = figures(&site, &routes, &planned, &stale, earlier, arguments.dry_run);
    let prepared = phase.end(|| {
        format!(
            "Prepared {} files, {} of them to render",
            number(routes.len() as u64),
            number(stale.len() as u64)
        )
    });
    seconds.prepare = prepared.as_secs_f64();
    let host = site.config().host;
    let problems = host::check(&host, &figures);
    if !arguments.dry_run {
        refuse(&problems)?;
    }

    let mut problems = problems;
    let deleted = seen.as_ref().map_or(0, |earlier| earlier.obsolete(&planned).len());
    let (files, size) = match output {
        None => {
            let files = Files { written: stale.len(), unchanged: planned.len() - stale.len(), deleted };
            (files, figures.bytes.unwrap_or_default())
        }
        Some(output) => {
            let written = write(output, &site, &routes, &planned, &stale, progress, &mut seconds)?;
            // What only the finished site shows: its size, its largest file, its search files.
            let figures = Plan {
                bytes: Some(written.bytes),
                estimated: false,
                largest: written.largest.clone(),
                ..figures
            };
            problems = host::check(&host, &figures);
            (Files::from(&written), written.bytes)
        }
    };
    seconds.total = begun.elapsed().as_secs_f64();
    let catalog = site.catalog();
    let report = Report {
        catalog: site.counts(),
        snapshot: SnapshotReport::new(&catalog.snapshot),
        pages: Site::pages(&routes),
        files,
        dry_run: arguments.dry_run,
        bytes: size,
        peak_rss_bytes: peak_memory(),
        seconds,
        host: HostProblem::of(&problems),
        findings: catalog.findings.iter().collect(),
    };
    if let Some(path) = &arguments.report {
        report.save(path)?;
    }
    if !cli.quiet {
        let details = arguments.report.as_ref().map(|path| path.display().to_string());
        let snapshot = &catalog.snapshot;
        let date = snapshot.date.to_string();
        let text =
            summary::text(&report, &folder.display().to_string(), details.as_deref(), snapshot.origin, &date);
        // A pipe that nobody reads is no error of the build.
        let _ = std::io::stdout().write_all(text.as_bytes());
        for problem in problems.iter().filter(|problem| problem.severity < Severity::Error) {
            eprintln!("warning: {}", problem.text);
        }
    }
    refuse(&problems)?;
    // The process ends here: handing back the memory of a whole catalogue, piece by piece, would only take time.
    std::mem::forget(site);
    Ok(())
}

/// The configuration with what the command line says otherwise.
fn configuration(path: &Path, arguments: &Build) -> Result<Config> {
    let mut config = Config::load(path)?;
    if let Some(address) = &arguments.base_url {
        config.set_base_url(address)?;
    }
    if let Some(theme) = &arguments.theme {
        config.set_theme(theme)?;
    }
    Ok(config)
}

/// Path and key of every route.
fn plan(site: &Site, routes: &[Route]) -> Vec<Planned> {
    routes.par_iter().map(|route| Planned { path: site.path(route), key: site.key(route) }).collect()
}

fn warn_of(earlier: &Earlier, quiet: bool) {
    if quiet {
        return;
    }
    if earlier.is_damaged() {
        eprintln!(
            "warning: the manifest of the last build is damaged or of another version: everything is written again, and \
             files of that build which have no place any more may stay"
        );
    }
    if earlier.is_unfinished() {
        eprintln!("The last build was stopped before its end: its files are made anew or deleted");
    }
}

/// The figures that hosts limit, before anything is written. The size is estimated where it may matter.
fn figures(
    site: &Site,
    routes: &[Route],
    planned: &[Planned],
    stale: &[usize],
    earlier: &Earlier,
    is_asked: bool,
) -> Plan {
    let plan = Plan::of(planned.iter().map(|planned| &*planned.path));
    if !is_asked && !host::limits_size(site.config().host.kind) {
        return plan;
    }
    let known: u64 = planned.par_iter().filter_map(|planned| earlier.size(&planned.path)).sum();
    let unknown: Vec<usize> =
        stale.iter().copied().filter(|&place| earlier.size(&planned[place].path).is_none()).collect();
    let step = unknown.len().div_ceil(SAMPLE).max(1);
    let sizes: Vec<u64> = unknown
        .par_iter()
        .step_by(step)
        // Errors come again when the page is rendered for good.
        .filter_map(|&place| match site.render(&routes[place]).ok()? {
            Body::Bytes(bytes) => Some(bytes.len() as u64),
            Body::Bundle(bundle) => Some(bundle.iter().map(|file| file.bytes.len() as u64).sum()),
            Body::Stream(_) => None,
        })
        .collect();
    let sampled: u64 = sizes.iter().sum();
    let estimate = sampled * unknown.len() as u64 / sizes.len().max(1) as u64;
    Plan { bytes: Some(known + estimate), estimated: !unknown.is_empty(), ..plan }
}

/// Fails when the host would refuse the site.
fn refuse(problems: &[Problem]) -> Result<()> {
    let errors: Vec<&str> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| &*problem.text)
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    bail!("{}", errors.join("\nerror: "))
}

/// Renders and writes, and counts the time of each.
fn write(
    output: Output,
    site: &Site,
    routes: &[Route],
    planned: &[Planned],
    stale: &[usize],
    progress: Progress,
    seconds: &mut Seconds,
) -> Result<Written> {
    let phase = progress.phase("Writing", stale.len() as u64, Unit::Things);
    let searching = AtomicU64::new(0);
    let render = |place: usize| {
        let begun = Instant::now();
        let body = site.render(&routes[place]);
        // The files of the search are the one bundle of a site.
        if matches!(body, Ok(Body::Bundle(_))) {
            searching
                .fetch_add(u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
        }
        body
    };
    let written = output.write(planned, stale, render, |count| phase.add(count as u64))?;
    let took = phase.end(|| {
        let files = Files::from(&written);
        format!(
            "Wrote {} files, left {} as they were, deleted {}",
            number(files.written as u64),
            number(files.unchanged as u64),
            number(files.deleted as u64)
        )
    });
    let search = Duration::from_nanos(searching.into_inner());
    let all = (written.render_time + written.write_time).as_secs_f64().max(f64::MIN_POSITIVE);
    let share = |part: Duration| took.as_secs_f64() * (part.as_secs_f64() / all);
    seconds.search = share(search);
    seconds.render = share(written.render_time.saturating_sub(search));
    seconds.write = took.as_secs_f64() - seconds.search - seconds.render;
    Ok(written)
}
