//! Stops a build whose catalogue lost much of what the site showed, before the site is touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use etalage::archive::{Loss, Published};
use etalage::net::{Client, Manners, Request, Unusable};
use etalage::output::figure::number;
use etalage::site::Site;
use url::{Host, Url};

/// The most bytes that a published manifest may have.
const LIMIT: u64 = 4 * 1024 * 1024;
/// How long it is waited for.
const TIMEOUT: Duration = Duration::from_secs(8);
/// Files of the last time that are named.
const FILES: usize = 6;

/// Fails when the site holds far less than it did: than the last build left in `folder`, else than what is published
/// at its address.
pub(crate) fn refuse(site: &Site, folder: &Path, accept: bool, quiet: bool) -> Result<()> {
    if accept {
        return Ok(());
    }
    let Some((before, place)) = last(site, folder, quiet) else { return Ok(()) };
    let limit = site.config().build.max_shrink;
    let losses = before.losses(&counts(site), limit);
    if losses.is_empty() {
        return Ok(());
    }
    bail!("{}", sentence(site, &before, &losses, &place, limit))
}

/// The figures of the last time, and where they stand.
fn last(site: &Site, folder: &Path, quiet: bool) -> Option<(Published, String)> {
    let path = folder.join(Published::PATH);
    if let Ok(bytes) = fs::read(&path) {
        // A damaged one is written anew by this build; it tells nothing.
        return Some((Published::parse(&bytes)?, path.display().to_string()));
    }
    let url = Url::parse(&format!("{}/{}", site.config().site.base_url, Published::PATH)).ok()?;
    if is_reserved(&url) {
        return None;
    }
    match fetch(site, &url) {
        Ok(published) => Some((published, url.to_string())),
        Err(reason) => {
            if !quiet {
                eprintln!("Nothing to compare the catalogue with: no figures at {url} ({reason})");
            }
            None
        }
    }
}

fn fetch(site: &Site, url: &Url) -> Result<Published, String> {
    let client = Client::new(Manners {
        attempts: 2,
        timeout: TIMEOUT,
        allow_private: site.config().source.allow_private || names_private(url),
        ..Manners::default()
    });
    let mut request = Request::json(url.clone(), LIMIT);
    request.attempts = Some(2);
    let published = client.get(&request, |answer| {
        Published::parse(&answer.body).ok_or_else(|| Unusable("it is no manifest of a site".to_owned()))
    });
    published.map_err(|error| error.to_string())
}

/// Whether the host's name is one that documents use and nobody serves (RFC 2606 and 6761).
fn is_reserved(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else { return false };
    let name = name.trim_end_matches('.');
    let ends = |with: &str| name == with || name.strip_suffix(with).is_some_and(|rest| rest.ends_with('.'));
    ["example", "example.org", "example.com", "example.net", "invalid", "test"].into_iter().any(ends)
}

/// Whether the configured address itself is one of this machine or network: then its owner means it.
fn names_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => !etalage::net::is_public(address.into()),
        Some(Host::Ipv6(address)) => !etalage::net::is_public(address.into()),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// How many records of each kind the site holds.
fn counts(site: &Site) -> BTreeMap<String, u64> {
    let counts = site.counts();
    [
        ("datasets", counts.datasets),
        ("resources", counts.resources),
        ("organizations", counts.organizations),
        ("reuses", counts.reuses),
        ("dataservices", counts.dataservices),
        ("topics", counts.topics),
        ("posts", counts.posts),
    ]
    .into_iter()
    .map(|(kind, count)| (kind.to_owned(), count as u64))
    .collect()
}

fn sentence(site: &Site, before: &Published, losses: &[Loss], place: &str, limit: f64) -> String {
    let mut text =
        String::from("the catalogue holds far less than the site did; the site was left as it is:");
    // Writing to a string never fails.
    for Loss { kind, before, now } in losses {
        let share = before.saturating_sub(*now) as f64 * 100.0 / (*before).max(1) as f64;
        let now =
            if *now == 0 { "none now".to_owned() } else { format!("{} now (-{share:.0} %)", number(*now)) };
        let _ = write!(text, "\n  {kind:<13} {} before, {now}", number(*before));
    }
    let files = &site.catalog().snapshot.files;
    let kinds: Vec<&str> = files.iter().map(|file| &*file.kind).collect();
    let gone: Vec<_> = before.files_gone(&kinds).collect();
    for file in gone.iter().take(FILES) {
        let _ = write!(text, "\n  no {} file now; {} held {}", file.kind, file.name, number(file.rows));
    }
    let _ = write!(text, "\nThe figures before are those of {place}");
    if !before.date.is_empty() {
        let _ = write!(text, " ({})", before.date);
    }
    let _ = write!(
        text,
        ".\nIf the catalogue is as it should be, build once with --accept-shrink. `max_shrink` under `[build]` is \
         {limit} %."
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_not_asked() {
        for (url, reserved) in [
            ("https://donnees.example.org/x", true),
            ("https://portail.example/", true),
            ("https://a.test/", true),
            ("https://example.com/", true),
            ("https://example.fr/", false),
            ("https://myexample.org/", false),
            ("http://127.0.0.1:8000/", false),
        ] {
            assert_eq!(is_reserved(&Url::parse(url).unwrap()), reserved, "{url}");
        }
    }
}
