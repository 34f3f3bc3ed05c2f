//! Where the files are, and whether they answered when the portal last tried.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memrchr};

use super::super::counter::{Counter, Few};
use super::{Measure, classes, count, figure, label, plain, share};
use crate::catalog::{Availability, Dataset, DatasetIndex, FileType, ResourceType};
use crate::stats::figure::{Cell, Chart, Figure, Part, Theme};
use crate::stats::scope::Scope;

#[derive(Default)]
pub(super) struct Files<'a> {
    all: u64,
    available: u64,
    unavailable: u64,
    statuses: Counter<Option<u16>>,
    hosts: Counter<Cow<'a, str>>,
    hosts_checked: Counter<Cow<'a, str>>,
    hosts_unavailable: Counter<Cow<'a, str>>,
    places: Few<&'static str>,
    kinds: Few<ResourceType>,
    /// Datasets whose files all answered that were tried, and those with one that did not.
    datasets_unavailable: u64,
}

/// Where a file is, and how it is reached.
fn place(filetype: FileType, url: &str) -> &'static str {
    let is = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    match filetype {
        FileType::File => "hosted-portal",
        FileType::Remote if is("https://") => "hosted-https",
        FileType::Remote if is("http://") => "hosted-http",
        FileType::Remote => "hosted-other",
    }
}

/// The host of an address, in small letters. `None` where there is none that can be read.
pub(super) fn host(url: &str) -> Option<Cow<'_, str>> {
    let bytes = url.as_bytes();
    let colon = memchr_iter(b':', bytes).find(|&colon| bytes[colon + 1..].starts_with(b"//"))?;
    let rest = &url[colon + 3..];
    let is_end = |byte: &u8| matches!(byte, b'/' | b'?' | b'#' | b'\\');
    let authority = &rest[..rest.bytes().position(|byte| is_end(&byte)).unwrap_or(rest.len())];
    let host = memrchr(b'@', authority.as_bytes()).map_or(authority, |at| &authority[at + 1..]);
    let port = if host.starts_with('[') { None } else { memchr(b':', host.as_bytes()) };
    let host = &host[..port.unwrap_or(host.len())];
    let host = host.trim_end_matches('.');
    let is_plain = !host.is_empty()
        && host.len() <= 253
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':'));
    is_plain.then(|| {
        if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(host.to_ascii_lowercase())
        } else {
            Cow::Borrowed(host)
        }
    })
}

impl<'a> Measure<'a> for Files<'a> {
    fn add(&mut self, _: &Scope<'a>, _: DatasetIndex, dataset: &'a Dataset) {
        let unavailable = self.unavailable;
        // The files of a dataset lie on one host, mostly.
        let mut run = Run::default();
        for resource in dataset.resources.iter() {
            self.all += 1;
            self.kinds.add(resource.kind);
            self.places.add(place(resource.filetype, &resource.url));
            let host = host(&resource.url).unwrap_or(Cow::Borrowed(""));
            if host != run.host {
                self.end(std::mem::replace(&mut run, Run { host, ..Run::default() }));
            }
            run.files += 1;
            match resource.availability {
                Availability::Unknown => {}
                Availability::Available => run.available += 1,
                Availability::Unavailable { status, .. } => {
                    run.unavailable += 1;
                    self.statuses.add(status);
                }
            }
        }
        self.end(run);
        self.datasets_unavailable += u64::from(self.unavailable > unavailable);
    }

    fn merge(&mut self, other: Self) {
        self.all += other.all;
        self.available += other.available;
        self.unavailable += other.unavailable;
        self.statuses.merge(other.statuses);
        self.hosts.merge(other.hosts);
        self.hosts_checked.merge(other.hosts_checked);
        self.hosts_unavailable.merge(other.hosts_unavailable);
        self.places.merge(other.places);
        self.kinds.merge(other.kinds);
        self.datasets_unavailable += other.datasets_unavailable;
    }

    fn figures(self, _: &Scope<'a>) -> Vec<Figure> {
        let of_files = [label("what"), count("files"), share("share")];
        let checked = self.available + self.unavailable;
        let name = |host: &str| if host.is_empty() { Cell::Word("no-host") } else { Cell::text(host) };
        let mut figures = vec![plain(
            Theme::Files,
            "file-types",
            Chart::Bars { column: 1, most: 6 },
            &of_files,
            classes(
                ResourceType::ALL
                    .into_iter()
                    .filter(|kind| self.kinds.get(kind) > 0)
                    .map(|kind| (Cell::Term("resource-type", kind.id().into()), self.kinds.get(&kind)))
                    .collect(),
            ),
        )];
        figures.extend(self.availability(checked, &of_files));
        figures.push(plain(
            Theme::Files,
            "hosting",
            Chart::Bars { column: 1, most: 4 },
            &of_files,
            classes(
                ["hosted-portal", "hosted-https", "hosted-http", "hosted-other"]
                    .into_iter()
                    .filter(|id| self.places.get(id) > 0)
                    .map(|id| (Cell::Word(id), self.places.get(&id)))
                    .collect(),
            ),
        ));
        let hosts = self.hosts.ranked();
        figures.push(figure(
            Theme::Files,
            "hosts",
            Chart::Bars { column: 1, most: 12 },
            &[label("host"), count("files"), share("share")],
            hosts
                .iter()
                .map(|(host, count)| vec![name(host), Cell::Count(*count), Cell::share(*count, self.all)])
                .collect(),
            vec![("hosts", Cell::Count(hosts.len() as u64))],
        ));
        figures
    }
}

/// Files of a host, one after the other.
#[derive(Default)]
struct Run<'a> {
    host: Cow<'a, str>,
    files: u64,
    available: u64,
    unavailable: u64,
}

impl<'a> Files<'a> {
    fn end(&mut self, run: Run<'a>) {
        let Run { host, files, available, unavailable } = run;
        if files == 0 {
            return;
        }
        self.available += available;
        self.unavailable += unavailable;
        if unavailable > 0 {
            self.hosts_unavailable.add_many(host.clone(), unavailable);
        }
        if available + unavailable > 0 {
            self.hosts_checked.add_many(host.clone(), available + unavailable);
        }
        self.hosts.add_many(host, files);
    }

    fn availability(&self, checked: u64, columns: &[super::Column]) -> Vec<Figure> {
        let unchecked = self.all - checked;
        // Files that nobody ever tried say nothing.
        let all = if checked == 0 {
            Vec::new()
        } else {
            classes(vec![
                (Cell::Word("file-available"), self.available),
                (Cell::Word("file-unavailable"), self.unavailable),
                (Cell::Word("file-unchecked"), unchecked),
            ])
        };
        let statuses = self
            .statuses
            .ranked()
            .into_iter()
            .map(|(status, count)| {
                (status.map_or(Cell::Word("no-answer"), |status| Cell::text(status.to_string())), count)
            })
            .collect();
        let hosts = self
            .hosts_unavailable
            .ranked()
            .into_iter()
            .map(|(host, unavailable)| {
                let checked = self.hosts_checked.get(&host);
                let name = if host.is_empty() { Cell::Word("no-host") } else { Cell::text(&*host) };
                vec![
                    name,
                    Cell::Count(unavailable),
                    Cell::Count(checked - unavailable),
                    Cell::Count(checked),
                    Cell::share(unavailable, checked),
                ]
            })
            .collect();
        vec![
            figure(
                Theme::Files,
                "availability",
                Chart::Bars { column: 1, most: 3 },
                columns,
                all,
                vec![
                    ("share", Cell::share(self.unavailable, checked)),
                    ("checked", Cell::Count(checked)),
                    ("datasets", Cell::Count(self.datasets_unavailable)),
                ],
            ),
            plain(
                Theme::Files,
                "availability-statuses",
                Chart::Bars { column: 1, most: 8 },
                &[label("status"), count("files"), share("share")],
                classes(statuses),
            ),
            plain(
                Theme::Files,
                "availability-hosts",
                Chart::Parted {
                    parts: &[Part { column: 1, tone: "bad" }, Part { column: 2, tone: "good" }],
                    most: 10,
                },
                &[
                    label("host"),
                    count("unavailable"),
                    count("available"),
                    count("checked"),
                    share("unavailable_share"),
                ],
                hosts,
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_read_from_addresses_of_any_writing() {
        for (url, expected) in [
            ("https://www.Data.gouv.fr/fr/x", Some("www.data.gouv.fr")),
            ("http://user:secret@host.example:8080/a?b#c", Some("host.example")),
            ("ftp://ftp.example.org", Some("ftp.example.org")),
            ("https://host.example.?q", Some("host.example")),
            ("https://[::1]:80/", Some("[::1]:80")),
            ("https://", None),
            ("https://a b/", None),
            ("www.example.org/x", None),
            ("", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }
}
