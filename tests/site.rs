//! A site's routes, keys and bodies, over small catalogs made here.

#![allow(clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use etalage::catalog::{
    Builder, Catalog, Count, Dataset, Metrics, Organization, OrganizationReference, Origin, Resource, Reuse,
    Snapshot,
};
use etalage::config::Config;
use etalage::site::{Body, Route, Site};

/// A catalog in the making: each record given as little as a test needs.
#[derive(Clone)]
struct Small {
    datasets: Vec<(Dataset, &'static str)>,
    organizations: Vec<Organization>,
    reuses: Vec<(Reuse, Vec<String>)>,
    date: jiff::civil::Date,
}

fn id(number: usize) -> Box<str> {
    format!("{:08x}aaaaaaaaaaaaaaaa", 0x5000_0000 + number * 86_400).into()
}

fn dataset(number: usize) -> Dataset {
    Dataset {
        id: id(number),
        slug: format!("dataset-{number}").into(),
        title: format!("Dataset {number}").into(),
        description: format!("The description of dataset {number}.").into(),
        tags: [Arc::from("water"), Arc::from(if number.is_multiple_of(2) { "even" } else { "odd" })].into(),
        license: Some(Arc::from("lov2")),
        frequency: Some(Arc::from("annual")),
        last_modified: "2025-06-01T00:00:00Z".parse().ok(),
        resources: vec![Resource {
            id: format!("00000000-0000-4000-8000-{number:012}").into(),
            title: "A file".into(),
            url: "https://files.example.org/a.csv".into(),
            format: Some(Arc::from("csv")),
            ..Resource::default()
        }]
        .into(),
        ..Dataset::default()
    }
}

fn small(count: usize) -> Small {
    Small {
        datasets: (0..count)
            .map(|number| (dataset(number), if number % 3 == 0 { "org-1" } else { "org-2" }))
            .collect(),
        organizations: ["org-1", "org-2"]
            .map(|id| Organization {
                id: id.into(),
                slug: id.into(),
                name: format!("Organization {id}").into(),
                ..Organization::default()
            })
            .into(),
        reuses: (0..3)
            .map(|number| {
                let reuse = Reuse {
                    id: format!("reuse-{number}").into(),
                    slug: format!("reuse-{number}").into(),
                    title: format!("Reuse {number}").into(),
                    ..Reuse::default()
                };
                (reuse, vec![id(number).to_string(), id(number + 1).to_string()])
            })
            .collect(),
        date: jiff::civil::date(2026, 1, 16),
    }
}

/// The files of a dataset in the middle.
fn files_of(small: &mut Small) -> &mut Vec<Resource> {
    Arc::make_mut(&mut small.datasets[60].0.resources)
}

impl Small {
    fn catalog(&self) -> Catalog {
        let mut builder = Builder::default();
        let file = builder.file("test");
        let mut row = 0;
        let mut origin = || {
            row += 1;
            Origin { file, row }
        };
        for (dataset, organization) in &self.datasets {
            let mut dataset = dataset.clone();
            let resources = Arc::unwrap_or_clone(std::mem::take(&mut dataset.resources));
            let id = dataset.id.clone();
            builder.dataset(
                dataset,
                OrganizationReference { id: organization, name: organization },
                origin(),
            );
            for resource in resources {
                builder.resource(&id, resource, origin());
            }
        }
        for organization in &self.organizations {
            builder.organization(organization.clone(), origin());
        }
        for (reuse, datasets) in &self.reuses {
            let datasets: Vec<&str> = datasets.iter().map(String::as_str).collect();
            builder.reuse(reuse.clone(), OrganizationReference::default(), &datasets, origin());
        }
        let portal = Some("https://www.data.gouv.fr".into());
        builder.finish(Snapshot { date: self.date, ..Snapshot::default() }, portal)
    }

    fn site(&self) -> Site {
        Site::load(config(), self.catalog()).expect("a site")
    }
}

fn config() -> Config {
    let mut config: Config = toml::from_str(
        "[site]\ntitle = \"Portal\"\nbase_url = \"https://portal.example.org/sub\"\nlanguage = \"en\"\n",
    )
    .expect("a config");
    // No folder of themes or content: the embedded theme alone.
    config.root = PathBuf::from("/nonexistent");
    config
}

/// Every file of a site by its path: its route's key, and its bytes.
type Files = BTreeMap<String, (String, Vec<u8>)>;

/// Renders a whole site.
fn files(site: &mut Site) -> Files {
    let routes = site.routes();
    site.prepare(&routes).expect("prepared");
    let mut files = BTreeMap::new();
    for route in routes {
        let key = format!("{:?}", site.key(&route));
        match site.render(&route).expect("rendered") {
            Body::Bytes(bytes) => {
                assert!(files.insert(site.path(&route), (key, bytes)).is_none(), "{route:?} twice");
            }
            Body::Stream(write) => {
                let mut bytes = Vec::new();
                write(&mut bytes).expect("written");
                files.insert(site.path(&route), (key, bytes));
            }
            Body::Bundle(bundle) => {
                for file in bundle {
                    files.insert(file.path, (key.clone(), file.bytes));
                }
            }
        }
    }
    files
}

/// The paths of which key or bytes differ, or that only one has.
fn differences(a: &Files, b: &Files) -> Vec<String> {
    let both: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    both.into_iter().filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

#[test]
fn every_address_resolves_to_its_route() {
    let site = small(180).site();
    for route in site.routes() {
        let address = site.address(&route);
        assert_eq!(site.resolve(&address).as_ref(), Some(&route), "{address}");
    }
}

#[test]
fn addresses_that_the_site_lacks_resolve_to_nothing() {
    let site = small(60).site();
    for address in [
        "datasets/none/",
        "datasets/page/0/",
        "datasets/page/2/",
        "datasets/page/01/",
        "datasets/dataset-1",
        "datasets/dataset-1/files/1/",
        "datasets/dataset-1/files/2/",
        "datasets/../datasets/",
        "tags/index/z/",
        "nothing",
        "//",
    ] {
        assert_eq!(site.resolve(address), None, "{address}");
    }
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let changed = differences(&files(&mut small(120).site()), &files(&mut small(120).site()));
    assert!(changed.is_empty(), "{changed:?}");
}

/// The heart of incremental builds: whatever changes in the catalogue, a page whose key stays the same has the
/// same bytes, so that not rendering it is right.
#[test]
fn a_page_with_the_same_key_has_the_same_bytes() {
    type Change = (&'static str, fn(&mut Small));
    let before = small(120);
    let pages = files(&mut before.site());
    let changes: &[Change] = &[
        ("a title", |c| c.datasets[60].0.title = "Another".into()),
        ("a description", |c| c.datasets[60].0.description = "Another".into()),
        ("a slug", |c| c.datasets[60].0.slug = "another".into()),
        ("a licence", |c| c.datasets[60].0.license = None),
        ("a frequency", |c| c.datasets[60].0.frequency = Some(Arc::from("daily"))),
        ("a date", |c| c.datasets[60].0.last_modified = "2026-01-02T00:00:00Z".parse().ok()),
        ("an archiving", |c| c.datasets[60].0.archived = true),
        ("tags", |c| c.datasets[60].0.tags = [Arc::from("air")].into()),
        ("a badge", |c| c.datasets[60].0.badges = [Arc::from("hvd")].into()),
        ("views", |c| c.datasets[60].0.metrics = Metrics { views: Count::new(12_345), ..Metrics::default() }),
        ("a file's title", |c| files_of(c)[0].title = "Another".into()),
        ("a file's format", |c| files_of(c)[0].format = Some(Arc::from("json"))),
        ("a file more", |c| {
            let file = Resource { id: "more".into(), ..c.datasets[60].0.resources[0].clone() };
            files_of(c).push(file);
        }),
        ("many files more", |c| {
            for number in 0..250 {
                let file =
                    Resource { id: format!("more-{number}").into(), ..c.datasets[60].0.resources[0].clone() };
                files_of(c).push(file);
            }
        }),
        ("a dataset more", |c| c.datasets.push((dataset(500), "org-1"))),
        ("an old dataset more", |c| {
            c.datasets.push((Dataset { id: "4fffffffaaaaaaaaaaaaaaaa".into(), ..dataset(501) }, "org-2"));
        }),
        ("many datasets more", |c| c.datasets.extend((500..560).map(|number| (dataset(number), "org-2")))),
        ("a dataset less", |c| drop(c.datasets.remove(60))),
        ("an organization's name", |c| c.organizations[0].name = "Another".into()),
        ("an organization's slug", |c| c.organizations[0].slug = "another".into()),
        ("an organization's badges", |c| {
            c.organizations[0].badges = [Arc::from("certified"), Arc::from("public-service")].into();
        }),
        ("another organization", |c| c.datasets[61].1 = "org-1"),
        ("a reuse's title", |c| c.reuses[1].0.title = "Another".into()),
        ("a reuse's slug", |c| c.reuses[1].0.slug = "another".into()),
        ("a reuse's type", |c| c.reuses[1].0.kind = Some(Arc::from("application"))),
        ("a reuse's tags", |c| c.reuses[1].0.tags = [Arc::from("water")].into()),
        ("a reuse more", |c| {
            let reuse = Reuse {
                id: "reuse-9".into(),
                slug: "reuse-9".into(),
                title: "Nine".into(),
                ..Reuse::default()
            };
            c.reuses.push((reuse, vec![id(5).to_string()]));
        }),
        ("a reuse of a dataset that is not there", |c| c.reuses[0].1.push("gone".to_owned())),
        ("the day, and with it promises", |c| c.date = jiff::civil::date(2027, 1, 16)),
        ("nothing", |_| {}),
    ];
    for (name, change) in changes {
        let mut after = before.clone();
        change(&mut after);
        let mut touched = 0;
        for (path, (key, bytes)) in files(&mut after.site()) {
            match pages.get(&path) {
                Some((old_key, old_bytes)) if *old_key == key => {
                    assert!(*old_bytes == bytes, "{name}: {path} changed under the same key");
                }
                _ => touched += 1,
            }
        }
        assert!(*name == "nothing" || touched > 0, "{name}: nothing changed");
        assert!(*name != "nothing" || touched == 0, "{name}: {touched} keys changed");
    }
}

/// What a night's views do must not touch pages; what one dataset's change does must stay near it.
#[test]
fn a_change_touches_few_pages() {
    let before = small(400);
    let pages = files(&mut before.site());
    let written = |change: &dyn Fn(&mut Small)| {
        let mut after = before.clone();
        change(&mut after);
        files(&mut after.site())
            .into_iter()
            .filter(|(path, file)| {
                !path.starts_with("search/")
                    && !path.starts_with("dashboard/")
                    && pages.get(path).is_none_or(|old| old.1 != file.1)
            })
            .count()
    };
    let views = |views| move |c: &mut Small| c.datasets[60].0.metrics.views = Count::new(views);
    let mut popular = before.clone();
    views(12_345)(&mut popular);
    let seen = files(&mut popular.site());
    let mut tomorrow = before.clone();
    views(12_399)(&mut tomorrow);
    // The search ranks by exact numbers, and the dashboard of the site tells them.
    let changed = differences(&seen, &files(&mut tomorrow.site()));
    let is_exact = |path: &String| path.starts_with("search/") || path.starts_with("dashboard/");
    assert!(changed.iter().all(is_exact), "54 views more show: {changed:?}");
    let title = written(&|c| c.datasets[60].0.title = "Another".into());
    assert!(title <= 12, "a title is on its page and a card of each list: {title}");
    let more = written(&|c| c.datasets.push((dataset(500), "org-1")));
    assert!(more <= 30, "a new dataset is on the newest page of each list and the overviews: {more}");
}

#[test]
fn a_full_numbered_page_stays_as_it_is_when_datasets_come() {
    let before = small(180);
    let after = {
        let mut after = before.clone();
        after.datasets.extend((500..530).map(|number| (dataset(number), "org-2")));
        after
    };
    let (old, new) = (files(&mut before.site()), files(&mut after.site()));
    for page in 1..=2 {
        let path = format!("datasets/page/{page}/index.html");
        assert!(old[&path] == new[&path], "{path}");
    }
}

#[test]
fn archived_datasets_keep_their_page_and_leave_the_lists() {
    let mut catalog = small(5);
    catalog.datasets[2].0.archived = true;
    let files = files(&mut catalog.site());
    let page = |path: &str| String::from_utf8_lossy(&files[path].1).into_owned();
    let archived = page("datasets/dataset-2/index.html");
    assert!(archived.contains("noindex"));
    assert!(!page("datasets/index.html").contains("datasets/dataset-2/"));
    assert!(page("datasets/index.html").contains("datasets/dataset-3/"));
    assert!(!page("sitemaps/1.xml").contains("dataset-2/"));
}

#[test]
fn a_dataset_of_many_files_is_paged_and_each_file_has_its_anchor() {
    let mut catalog = small(1);
    let first = catalog.datasets[0].0.resources[0].clone();
    let file = |number| Resource { id: format!("file-{number}").into(), ..first.clone() };
    catalog.datasets[0].0.resources = Arc::new((0..1_234).map(file).collect());
    let files = files(&mut catalog.site());
    let pages: Vec<_> = files.keys().filter(|path| path.starts_with("datasets/dataset-0/")).collect();
    assert_eq!(pages.len(), 13);
    let all: String =
        pages.iter().map(|path| String::from_utf8_lossy(&files[*path].1).into_owned()).collect();
    for number in 0..1_234 {
        assert_eq!(all.matches(&format!("id=\"file-{number}\"")).count(), 1, "file {number}");
    }
    for path in pages {
        assert!(files[path].1.len() < 300_000, "{path}: {} bytes", files[path].1.len());
    }
}

#[test]
fn routes_of_every_kind_exist() {
    let site = small(60).site();
    let routes = site.routes();
    for wanted in
        [Route::Home, Route::Recent, Route::Dashboard, Route::Search, Route::NotFound, Route::SiteMap]
    {
        assert!(routes.contains(&wanted), "{wanted:?}");
    }
}
