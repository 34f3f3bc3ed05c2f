//! `etalage build`: reads the catalogue, joins it with theme and content, writes what changed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use etalage::catalog::{Catalog, Severity};
use etalage::config::Config;
use etalage::output::figure::{bytes, counted, number};
use etalage::output::host::{self, Plan, Problem};
use etalage::output::{self, Earlier, Output, Planned, Written};
use etalage::site::{Body, Route, Site, SiteError};
use etalage::source::Source;
use rayon::prelude::*;

use super::progress::{Phase, Progress, Unit};
use super::report::{Files, HostProblem, Report, Seconds, SnapshotReport, peak_memory};
use super::{fetch, shrink, summary};
use crate::cli::{Build, Cli};

/// How many pages a size is estimated from.
const SAMPLE: usize = 200;

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Build) -> Result<()> {
    let begun = Instant::now();
    let config = configuration(&cli.config, arguments)?;
    let folder = arguments.out.clone().unwrap_or_else(|| config.path(&config.build.out));
    // A folder that must not be written to is known before the catalogue is read.
    output::check(&folder, arguments.force)?;
    let is_told_old = arguments.source.is_empty()
        && !arguments.dry_run
        && fetch::renew(&config, arguments.fetch, cli.quiet)?;
    let mut job = Job {
        arguments,
        quiet: cli.quiet,
        progress: Progress::new(cli.quiet),
        folder,
        seconds: Seconds::default(),
    };
    let catalog = job.read(&config, is_told_old)?;
    let preparing = job.progress.phase("Preparing", 1, Unit::Things);
    let mut site = Site::load(config, catalog)?;
    let routes = site.routes();
    let planned: Vec<Planned> =
        routes.par_iter().map(|route| Planned { path: site.path(route), key: site.key(route) }).collect();
    let plan = job.plan(&site, &routes, &planned)?;
    let outcome = if arguments.dry_run {
        job.foretell(&site, &planned, &plan, preparing)?
    } else {
        refuse(&host::check(&site.config().host, &plan))?;
        shrink::refuse(&site, &job.folder, arguments.accept_shrink, cli.quiet)?;
        job.write(&mut site, &routes, &planned, plan, preparing)?
    };
    job.seconds.total = begun.elapsed().as_secs_f64();
    job.tell(&site, Site::pages(&routes), &outcome)?;
    refuse(&outcome.problems)?;
    // The process ends here: handing back the memory of a whole catalogue, piece by piece, would only take time.
    std::mem::forget(site);
    Ok(())
}

/// A build under way.
struct Job<'a> {
    arguments: &'a Build,
    quiet: bool,
    progress: Progress,
    folder: PathBuf,
    seconds: Seconds,
}

/// What a build did, or would do.
struct Outcome {
    files: Files,
    /// The size of the site; 0 when not known.
    bytes: u64,
    problems: Vec<Problem>,
}

impl Job<'_> {
    /// Reads the catalogue. That its snapshot could not be renewed is said unless it just was.
    fn read(&mut self, config: &Config, is_told_old: bool) -> Result<Catalog> {
        let source = Source::find(config, &self.arguments.source)?;
        let stored = source.bytes();
        let phase = self.progress.phase("Reading", stored, Unit::Bytes);
        let catalog = source.read(&|read| phase.add(read))?;
        let took = phase.end(|| {
            let datasets = counted(catalog.datasets.len() as u64, "dataset");
            let files = counted(catalog.resources_count() as u64, "file");
            format!("Read {}: {datasets}, {files}", bytes(stored))
        });
        self.seconds.read = took.as_secs_f64();
        if let Some(not) = &catalog.snapshot.not_renewed
            && !self.quiet
            && !is_told_old
        {
            eprintln!(
                "warning: the snapshot of {} is built again: it could not be renewed at {} ({})",
                not.since, not.at, not.error
            );
        }
        Ok(catalog)
    }

    /// The figures that hosts limit, before anything is written. The size is estimated where it matters.
    fn plan(&self, site: &Site, routes: &[Route], planned: &[Planned]) -> Result<Plan> {
        let plan = Plan::of(planned.iter().map(|planned| &*planned.path));
        if !self.arguments.dry_run && !host::limits_size(site.config().host.kind) {
            return Ok(plan);
        }
        let earlier = Earlier::read(&self.folder, self.arguments.force)?;
        let sizes: Vec<Option<u64>> = planned.par_iter().map(|planned| earlier.size(&planned.path)).collect();
        let known: u64 = sizes.iter().flatten().sum();
        let unknown: Vec<&Route> =
            routes.iter().zip(&sizes).filter(|(_, size)| size.is_none()).map(|(route, _)| route).collect();
        let sample = unknown.par_iter().step_by(unknown.len().div_ceil(SAMPLE).max(1));
        let sampled: Vec<u64> = sample.map(|route| size(site, route)).collect::<Result<_, SiteError>>()?;
        let estimate = sampled.iter().sum::<u64>() * unknown.len() as u64 / sampled.len().max(1) as u64;
        Ok(Plan { bytes: Some(known + estimate), estimated: !unknown.is_empty(), ..plan })
    }

    /// What a build would do.
    fn foretell(
        &mut self,
        site: &Site,
        planned: &[Planned],
        plan: &Plan,
        preparing: Phase,
    ) -> Result<Outcome> {
        let earlier = Earlier::read(&self.folder, self.arguments.force)?;
        self.warn_of(&earlier);
        let stale = earlier.stale(planned).len();
        let deleted = earlier.obsolete(planned).len();
        self.seconds.prepare = preparing.end(|| prepared(planned.len(), stale)).as_secs_f64();
        Ok(Outcome {
            files: Files { written: stale, unchanged: planned.len() - stale, deleted },
            bytes: plan.bytes.unwrap_or_default(),
            problems: host::check(&site.config().host, plan),
        })
    }

    /// Prepares, renders and writes what changed.
    fn write(
        &mut self,
        site: &mut Site,
        routes: &[Route],
        planned: &[Planned],
        plan: Plan,
        preparing: Phase,
    ) -> Result<Outcome> {
        let output = Output::open(&self.folder, self.arguments.force)?;
        self.warn_of(output.earlier());
        let stale = output.stale(planned);
        let wanted: Vec<Route> = stale.iter().map(|&place| routes[place].clone()).collect();
        site.prepare(&wanted)?;
        drop(wanted);
        self.seconds.prepare = preparing.end(|| prepared(planned.len(), stale.len())).as_secs_f64();

        let phase = self.progress.phase("Writing", stale.len() as u64, Unit::Things);
        let searching = AtomicU64::new(0);
        let render = |place: usize| {
            let begun = Instant::now();
            let body = site.render(&routes[place]);
            // The files of the search are the one bundle of a site.
            if matches!(body, Ok(Body::Bundle(_))) {
                searching.fetch_add(
                    u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX),
                    Ordering::Relaxed,
                );
            }
            body
        };
        let written = output.write(planned, &stale, render, |count| phase.add(count as u64))?;
        let files = Files::from(&written);
        let took = phase.end(|| {
            let written = counted(files.written as u64, "file");
            let [unchanged, deleted] = [files.unchanged, files.deleted].map(|count| number(count as u64));
            format!("Wrote {written}, left {unchanged} as they were, deleted {deleted}")
        });
        self.share(took, &written, Duration::from_nanos(searching.into_inner()));
        // What only the finished site shows: its size, its largest file.
        let plan = Plan { bytes: Some(written.bytes), estimated: false, largest: written.largest, ..plan };
        Ok(Outcome { files, bytes: written.bytes, problems: host::check(&site.config().host, &plan) })
    }

    /// Shares the wall time of rendering and writing as the threads did.
    fn share(&mut self, took: Duration, written: &Written, search: Duration) {
        let took = took.as_secs_f64();
        let all = (written.render_time + written.write_time).as_secs_f64().max(f64::MIN_POSITIVE);
        self.seconds.search = took * search.as_secs_f64() / all;
        self.seconds.render = took * written.render_time.saturating_sub(search).as_secs_f64() / all;
        self.seconds.write = took - self.seconds.search - self.seconds.render;
    }

    fn warn_of(&self, earlier: &Earlier) {
        if self.quiet {
            return;
        }
        if earlier.is_damaged() {
            eprintln!(
                "warning: the manifest of the last build is damaged or of another version: everything is written \
                 again, and files of that build which have no place any more may stay"
            );
        }
        if earlier.is_unfinished() {
            eprintln!("The last build was stopped before its end: its files are made anew or deleted");
        }
    }

    /// Writes the report, prints the summary.
    fn tell(&self, site: &Site, pages: usize, outcome: &Outcome) -> Result<()> {
        let Catalog { snapshot, findings, .. } = site.catalog();
        let report = Report {
            catalog: site.counts(),
            snapshot: SnapshotReport::new(snapshot),
            pages,
            files: outcome.files,
            dry_run: self.arguments.dry_run,
            bytes: outcome.bytes,
            peak_rss_bytes: peak_memory(),
            seconds: self.seconds,
            host: HostProblem::of(&outcome.problems),
            findings: findings.iter().collect(),
        };
        if let Some(path) = &self.arguments.report {
            report.save(path)?;
        }
        if self.quiet {
            return Ok(());
        }
        let text = summary::text(&report, &self.folder, self.arguments.report.as_deref());
        // A pipe that nobody reads is no error of the build.
        let _ = std::io::stdout().write_all(text.as_bytes());
        for problem in outcome.problems.iter().filter(|problem| problem.severity < Severity::Error) {
            eprintln!("warning: {}", problem.text);
        }
        Ok(())
    }
}

fn prepared(files: usize, stale: usize) -> String {
    format!("Prepared {}, {} of them to render", counted(files as u64, "route"), number(stale as u64))
}

/// The bytes that a route gives; 0 for those that are not held.
fn size(site: &Site, route: &Route) -> Result<u64, SiteError> {
    Ok(match site.render(route)? {
        Body::Bytes(bytes) => bytes.len() as u64,
        Body::Bundle(bundle) => bundle.iter().map(|file| file.bytes.len() as u64).sum(),
        Body::Stream(_) => 0,
    })
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
