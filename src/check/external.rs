//! Tries the addresses of files, politely: a host at a time is asked by one thread, twice a second at most, and not
//! again for a week. What was found is kept in a file, which later readings of the catalogue take their availability
//! from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use jiff::civil::Date;
use url::Url;

use super::finding::{Kind, Part, Place, Report};
use crate::catalog::{Catalog, Severity};
use crate::net::{Client, Manners, NetError};
use crate::source::checks::{self, Outcome};

const UNAVAILABLE: Kind = Kind {
    part: Part::External,
    name: "unavailable-file",
    severity: Severity::Warning,
    advice: "Correct the address at the source, or bring the file back; try it in a browser first",
};
const NOT_KEPT: Kind = Kind {
    part: Part::External,
    name: "results-not-kept",
    severity: Severity::Error,
    advice: "Make the file writable, or name another one: [check] results",
};

/// Days for which a result stands.
const FRESH: i32 = 7;
/// Hosts that are asked at once.
const HOSTS: usize = 8;
/// Failures to connect in a row after which a host is not asked any more.
const SILENT: u32 = 3;

/// How addresses are tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct External<'a> {
    /// Where results are kept, and read from.
    pub(super) results: &'a Path,
    /// The day, for what is found now.
    pub(super) today: Date,
    /// Whether private and loopback addresses are tried.
    pub(super) allow_private: bool,
}

/// Tries every address of a file in the catalogue that was not tried lately.
pub(super) fn check(catalog: &Catalog, external: &External, report: &mut Report) {
    let mut known = checks::read(external.results).unwrap_or_default();
    known.retain(|_, outcome| (external.today - outcome.date).get_days() <= FRESH);
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in
        catalog.datasets.iter().flat_map(|dataset| dataset.resources.iter()).map(|resource| &*resource.url)
    {
        let Some(parsed) = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https")) else {
            continue;
        };
        if let Some(host) = parsed.host_str().filter(|_| !known.contains_key(url)) {
            hosts.entry(host.to_owned()).or_default().push(url);
        }
    }
    let queue: Mutex<Vec<Vec<&str>>> = Mutex::new(hosts.into_values().collect());
    let found: Mutex<Vec<(String, Outcome)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..HOSTS {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
                    let Some(mut urls) = next else { break };
                    urls.sort_unstable();
                    urls.dedup();
                    let outcomes = ask(&urls, external);
                    found.lock().unwrap_or_else(PoisonError::into_inner).extend(outcomes);
                }
            });
        }
    });
    known.extend(found.into_inner().unwrap_or_else(PoisonError::into_inner));
    if let Err(error) = checks::write(external.results, &known) {
        let file = external.results.display().to_string();
        report.add(NOT_KEPT, Place { file, note: error.to_string(), ..Place::default() });
    }
    for dataset in &catalog.datasets {
        for resource in dataset.resources.iter() {
            let Some(outcome) = known.get(&*resource.url).filter(|outcome| !outcome.available) else {
                continue;
            };
            let note = match outcome.status {
                Some(status) => format!("answered with {status} on {}", outcome.date),
                None => format!("{} ({})", outcome.error, outcome.date),
            };
            let place = Place {
                file: format!("datasets/{}/", dataset.slug),
                id: resource.id.to_string(),
                field: "url".to_owned(),
                value: resource.url.to_string(),
                note,
                ..Place::default()
            };
            report.add(UNAVAILABLE, place);
        }
    }
}

/// Asks one host for its files, one after the other.
fn ask(urls: &[&str], external: &External) -> Vec<(String, Outcome)> {
    let client = Client::new(Manners {
        per_second: 2.0,
        concurrency: 1,
        timeout: Duration::from_secs(20),
        attempts: 1,
        allow_private: external.allow_private,
        ..Manners::default()
    });
    let mut silent = 0;
    let mut outcomes = Vec::new();
    for url in urls {
        let outcome =
            |status, available, error: String| Outcome { status, available, date: external.today, error };
        if silent >= SILENT {
            outcomes.push(((*url).to_owned(), outcome(None, false, "the host does not answer".to_owned())));
            continue;
        }
        let Ok(parsed) = Url::parse(url) else { continue };
        match client.probe(&parsed) {
            Ok(status) => {
                silent = 0;
                outcomes.push((
                    (*url).to_owned(),
                    outcome(Some(status), (200..400).contains(&status), String::new()),
                ));
            }
            // Not asked: nothing is known of it.
            Err(NetError::PrivateAddress { .. } | NetError::BadUrl { .. }) => {}
            Err(error) => {
                silent += 1;
                let text = error.to_string();
                let reason = text.split_once(": ").map_or(&*text, |(_, reason)| reason).to_owned();
                outcomes.push(((*url).to_owned(), outcome(None, false, reason)));
            }
        }
    }
    outcomes
}
