//! What hosts refuse, and what to do about it.

use std::collections::HashMap;

use crate::catalog::Severity;
use crate::config::{HostConfig, HostKind};
use crate::output::figure::{bytes as in_bytes, number};
use crate::output::path::parents;

/// What a host takes at most.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Limits {
    /// Files in all.
    files: Option<u64>,
    /// Files and folders in all.
    entries: Option<u64>,
    /// Files in a folder.
    files_a_folder: Option<u64>,
    /// Bytes of a file.
    file_bytes: Option<u64>,
    /// Bytes in all.
    bytes: Option<u64>,
    /// Lines of `_redirects`.
    pub(super) redirects: Option<usize>,
    /// Bytes of `_redirects`.
    pub(super) redirect_bytes: Option<usize>,
    /// Bytes of a line of `_redirects`.
    pub(super) redirect_line: Option<usize>,
}

/// The limits of a host, as its documentation gives them in 2026.
pub(super) fn of(host: &HostConfig) -> Limits {
    let limits = match host.kind {
        // docs.netlify.com: "54,000 files per directory"; wildcards are advised from 10,000 redirects on.
        HostKind::Netlify => {
            Limits { files_a_folder: Some(54_000), redirects: Some(10_000), ..Limits::default() }
        }
        // developers.cloudflare.com/pages: 20,000 files (100,000 on paid plans), 25 MiB a file, 2,000 static
        // redirects of 1,000 characters.
        HostKind::Cloudflare => Limits {
            files: Some(20_000),
            file_bytes: Some(25 << 20),
            redirects: Some(2_000),
            redirect_line: Some(1_000),
            ..Limits::default()
        },
        // docs.github.com: published sites may be no larger than 1 GB. There are no redirects.
        HostKind::Github => Limits { bytes: Some(1_000_000_000), redirects: Some(0), ..Limits::default() },
        // docs.gitlab.com: 200,000 entries with folders, 1 GB, 1,000 redirects, 64 kB of them.
        HostKind::Gitlab => Limits {
            entries: Some(200_000),
            bytes: Some(1_000_000_000),
            redirects: Some(1_000),
            redirect_bytes: Some(64 << 10),
            ..Limits::default()
        },
        HostKind::Plain => Limits::default(),
    };
    match host.max_files {
        Some(most) if host.kind == HostKind::Gitlab => Limits { entries: Some(most), ..limits },
        Some(most) => Limits { files: Some(most), ..limits },
        None => limits,
    }
}

/// How many redirects a host takes; `None` where there is no limit.
pub fn redirect_limit(kind: HostKind) -> Option<usize> {
    of(&HostConfig { kind, max_files: None }).redirects
}

/// Whether a host limits the size of a whole site.
pub fn limits_size(kind: HostKind) -> bool {
    of(&HostConfig { kind, max_files: None }).bytes.is_some()
}

/// The figures of a site that hosts limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files.
    pub files: u64,
    /// Folders.
    pub folders: u64,
    /// The folder with the most files directly in it, and how many.
    pub most_files: (String, u64),
    /// The folder with the most files and folders directly in it, and how many.
    pub most_entries: (String, u64),
    /// The size of the site in bytes, where known or estimated.
    pub bytes: Option<u64>,
    /// Whether the size is an estimate.
    pub estimated: bool,
    /// The largest file and its size, where known.
    pub largest: Option<(String, u64)>,
}

/// A limit that a site breaks, or comes near to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// An error where the host would refuse the site; a warning where that is not certain.
    pub severity: Severity,
    /// What it is, with figures, and what to do.
    pub text: String,
}

/// What lies directly in a folder.
#[derive(Debug, Clone, Copy, Default)]
struct Inside {
    files: u64,
    folders: u64,
    /// Whether the folder that it lies in counts it.
    counted: bool,
}

impl Plan {
    /// Counts files and folders of a site's paths.
    pub fn of<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut folders: HashMap<&str, Inside> = HashMap::new();
        let mut plan = Self::default();
        for path in paths {
            plan.files += 1;
            let mut outwards = parents(path);
            let mut folder = outwards.next().unwrap_or_default();
            folders.entry(folder).or_default().files += 1;
            while !folder.is_empty()
                && !std::mem::replace(&mut folders.entry(folder).or_default().counted, true)
            {
                plan.folders += 1;
                folder = outwards.next().unwrap_or_default();
                folders.entry(folder).or_default().folders += 1;
            }
        }
        let fullest = |count: fn(&Inside) -> u64| {
            let order = |one: &(&&str, &Inside), other: &(&&str, &Inside)| {
                count(one.1).cmp(&count(other.1)).then(other.0.cmp(one.0))
            };
            folders.iter().max_by(order).map_or_else(Default::default, |(path, inside)| {
                (if path.is_empty() { "the root".to_owned() } else { format!("{path}/") }, count(inside))
            })
        };
        plan.most_files = fullest(|inside| inside.files);
        plan.most_entries = fullest(|inside| inside.files + inside.folders);
        plan
    }
}

/// What a host would say of a site.
pub fn check(host: &HostConfig, plan: &Plan) -> Vec<Problem> {
    let limits = of(host);
    let mut problems = Vec::new();
    let mut say = |severity, text| problems.push(Problem { severity, text });
    let name = host.kind.name();
    if let Some(most) = limits.files.filter(|most| plan.files > *most) {
        let advice = match host.kind {
            HostKind::Cloudflare if plan.files <= 100_000 => format!(
                "A paid plan takes 100,000: with one, set max_files = 100000 under [host]. Else {}",
                fewer(host.kind)
            ),
            _ => capital(&fewer(host.kind)),
        };
        say(
            Severity::Error,
            format!("the site has {} files and {name} takes {}. {advice}", number(plan.files), number(most)),
        );
    }
    let entries = plan.files + plan.folders;
    if let Some(most) = limits.entries.filter(|most| entries > *most) {
        say(
            Severity::Error,
            format!(
                "the site has {} files and {} folders, together {}, and {name} takes {}. If your instance takes more, \
                 set max_files under [host]. Else {}",
                number(plan.files),
                number(plan.folders),
                number(entries),
                number(most),
                fewer(host.kind)
            ),
        );
    }
    if let Some(most) = limits.files_a_folder {
        let (folder, files) = &plan.most_files;
        let (full, entries) = &plan.most_entries;
        if *files > most {
            let (files, most) = (number(*files), number(most));
            say(
                Severity::Error,
                format!(
                    "{folder} has {files} files and {name} takes {most} in a folder. {}",
                    capital(&fewer(host.kind))
                ),
            );
        } else if *entries > most {
            let (entries, most) = (number(*entries), number(most));
            say(
                Severity::Warning,
                format!(
                    "{full} has {entries} entries, most of them folders. {name} takes {most} files in a folder and does \
                     not say whether folders count: try a deploy before you rely on it. If it fails, {}",
                    fewer(host.kind)
                ),
            );
        }
    }
    if let (Some(most), Some(bytes)) = (limits.bytes, plan.bytes) {
        let about = if plan.estimated { "about " } else { "" };
        // An estimate that is near may be wrong; an instance of GitLab has limits of its own.
        let is_certain = host.kind == HostKind::Github && (!plan.estimated || bytes > most + most / 5);
        if bytes > most {
            let severity = if is_certain { Severity::Error } else { Severity::Warning };
            let (bytes, most) = (in_bytes(bytes), in_bytes(most));
            say(
                severity,
                format!(
                    "the site has {about}{bytes} and {name} takes {most}. {}",
                    capital(&fewer(host.kind))
                ),
            );
        }
    }
    if let (Some(most), Some((path, bytes))) = (limits.file_bytes, &plan.largest)
        && *bytes > most
    {
        let (bytes, most) = (in_bytes(*bytes), in_bytes(most));
        say(Severity::Error, format!("{path} has {bytes} and {name} takes files of {most} at most"));
    }
    problems
}

/// What makes a site smaller.
fn fewer(kind: HostKind) -> String {
    let other = match kind {
        HostKind::Plain => "",
        _ => ", or use a server of your own ([host] kind = \"plain\")",
    };
    format!("leave archived datasets out ([catalog] archived = \"hide\"), give a smaller catalogue{other}")
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(kind: HostKind) -> HostConfig {
        HostConfig { kind, max_files: None }
    }

    fn pages(folder: &str, count: u64) -> impl Iterator<Item = String> {
        let folder = folder.to_owned();
        (0..count).map(move |number| format!("{folder}/{number}/index.html"))
    }

    fn plan(paths: impl Iterator<Item = String>) -> Plan {
        let paths: Vec<_> = paths.collect();
        Plan::of(paths.iter().map(String::as_str))
    }

    fn said(kind: HostKind, plan: &Plan) -> Vec<(Severity, String)> {
        check(&host(kind), plan).into_iter().map(|problem| (problem.severity, problem.text)).collect()
    }

    #[test]
    fn files_and_folders_are_counted_once() {
        let paths = ["index.html", "a/index.html", "a/b/c/x", "a/b/c/y", "a/d/z"];
        let plan = Plan::of(paths.into_iter());
        assert_eq!((plan.files, plan.folders), (5, 4));
        assert_eq!(plan.most_files, ("a/b/c/".to_owned(), 2));
        assert_eq!(plan.most_entries, ("a/".to_owned(), 3));
        assert_eq!(Plan::of(["x", "y"].into_iter()).most_files, ("the root".to_owned(), 2));
        assert_eq!(Plan::of(std::iter::empty()), Plan::default());
    }

    #[test]
    fn a_small_site_pleases_every_host() {
        let plan = Plan {
            bytes: Some(50_000_000),
            largest: Some(("all.csv".into(), 20_000_000)),
            ..plan(pages("datasets", 900))
        };
        for kind in
            [HostKind::Netlify, HostKind::Cloudflare, HostKind::Github, HostKind::Gitlab, HostKind::Plain]
        {
            assert_eq!(said(kind, &plan), []);
        }
    }

    #[test]
    fn limits_are_told_with_figures_and_advice() {
        let national = plan(pages("datasets", 121_074));
        let [(severity, text)] = &said(HostKind::Netlify, &national)[..] else { panic!() };
        assert_eq!(*severity, Severity::Warning);
        assert!(
            text.starts_with(
                "datasets/ has 121,074 entries, most of them folders. Netlify takes 54,000 files"
            ),
            "{text}"
        );

        let [(severity, text)] = &said(HostKind::Cloudflare, &national)[..] else { panic!() };
        assert_eq!(*severity, Severity::Error);
        assert!(
            text.starts_with("the site has 121,074 files and Cloudflare Pages takes 20,000. Leave"),
            "{text}"
        );
        let [(_, text)] = &said(HostKind::Cloudflare, &plan(pages("datasets", 30_000)))[..] else { panic!() };
        assert!(text.contains("set max_files = 100000 under [host]"), "{text}");
        let paid = HostConfig { kind: HostKind::Cloudflare, max_files: Some(100_000) };
        assert_eq!(check(&paid, &plan(pages("datasets", 30_000))), []);

        let [(severity, text)] = &said(HostKind::Gitlab, &national)[..] else { panic!() };
        assert_eq!(*severity, Severity::Error);
        assert!(text.contains("121,074 files and 121,075 folders, together 242,149"), "{text}");

        let flat = plan((0..54_001).map(|number| format!("moved/{number}.json")));
        let [(severity, text)] = &said(HostKind::Netlify, &flat)[..] else { panic!() };
        assert_eq!(*severity, Severity::Error);
        assert!(text.starts_with("moved/ has 54,001 files and Netlify takes 54,000 in a folder."), "{text}");
    }

    #[test]
    fn sizes_are_told_as_sure_as_they_are() {
        let plan = |bytes, estimated| Plan { bytes: Some(bytes), estimated, ..Plan::default() };
        let severity = |kind, plan: &Plan| said(kind, plan).first().map(|(severity, _)| *severity);
        assert_eq!(severity(HostKind::Github, &plan(1_000_000_000, false)), None);
        assert_eq!(severity(HostKind::Github, &plan(1_000_000_001, false)), Some(Severity::Error));
        assert_eq!(severity(HostKind::Github, &plan(1_100_000_000, true)), Some(Severity::Warning));
        assert_eq!(severity(HostKind::Github, &plan(1_300_000_000, true)), Some(Severity::Error));
        assert_eq!(severity(HostKind::Gitlab, &plan(2_000_000_000, false)), Some(Severity::Warning));
        let large = Plan { largest: Some(("catalog.csv".into(), 30_000_000)), ..Plan::default() };
        let [(_, text)] = &said(HostKind::Cloudflare, &large)[..] else { panic!() };
        assert_eq!(text, "catalog.csv has 30.0 MB and Cloudflare Pages takes files of 26.2 MB at most");
    }
}
