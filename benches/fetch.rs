//! Fetching a whole national catalogue from a stand-in portal on this machine: time, memory, requests; then again with
//! 200 datasets changed, by the export and by the totals alone.
//!
//!     cargo bench --bench fetch -- FOLDER
//!
//! FOLDER holds udata exports (or `ETALAGE_NATIONAL` names one); their rows are served as API objects.
#![allow(clippy::unwrap_used)] // A benchmark that cannot go on stops.

#[path = "../tests/server/mod.rs"]
mod server;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use csv::StringRecord;
use serde_json::{Value, json};
use server::udata::{reply, status};
use server::{Received, Reply, Server};

fn main() {
    let named = std::env::args_os().skip(1).find(|argument| argument != "--bench").map(PathBuf::from);
    let Some(folder) = named.or_else(|| std::env::var_os("ETALAGE_NATIONAL").map(PathBuf::from)) else {
        println!("no catalogue: name a folder of udata exports, `cargo bench --bench fetch -- FOLDER`");
        return;
    };
    let portal = Arc::new(RwLock::new(Portal::read(&folder)));
    let offers_export = Arc::new(AtomicBool::new(true));
    let (shared, export) = (Arc::clone(&portal), Arc::clone(&offers_export));
    let server = Server::start(move |request| {
        let portal = shared.read().unwrap();
        if request.path == "/api/1/site/datasets.csv" && !export.load(Ordering::Relaxed) {
            return status(404, "no export");
        }
        portal.answer(request)
    });
    let scratch = tempfile::Builder::new().prefix("fetch-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let config = scratch.path().join("etalage.toml");
    let url = server.url.as_str().trim_end_matches('/');
    fs::write(
        &config,
        format!(
            "[site]\ntitle = \"T\"\nbase_url = \"https://t.example\"\n[source]\nkind = \"udata-api\"\nurl = \"{url}\"\n\
             allow_private = true\nper_second = 10000\n"
        ),
    )
    .unwrap();
    println!("{} datasets served", portal.read().unwrap().datasets.len());
    let run = |what: &str| {
        let before = server.requests().len();
        let (seconds, peak) = measure(&config);
        let requests = server.requests().len() - before;
        println!("{what}: {seconds:.1} s, {} MB at most, {requests} requests", peak / 1024);
    };
    run("first fetch");
    portal.write().unwrap().change(0, 190, 10);
    run("200 changed, by the export");
    offers_export.store(false, Ordering::Relaxed);
    portal.write().unwrap().change(1000, 200, 0);
    run("200 changed, by dates and totals");
}

/// Seconds, and the most memory in kB.
fn measure(config: &Path) -> (f64, u64) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_etalage"));
    let mut child = child.args(["fetch", "--config"]).arg(config).spawn().unwrap();
    let mut peak = 0;
    loop {
        let state = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = state.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0).max(peak);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return (begun.elapsed().as_secs_f64(), peak);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

struct Portal {
    datasets: Table,
    resources: Table,
    /// Rows of resources by dataset.
    files: HashMap<String, Vec<usize>>,
    organizations: Table,
    reuses: Table,
    /// New dates of datasets, and whether their titles are new too.
    changed: HashMap<usize, (String, bool)>,
    by_creation: Vec<usize>,
    by_update: Vec<usize>,
}

/// A CSV export in memory.
#[derive(Default)]
struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<StringRecord>,
}

impl Table {
    fn read(folder: &Path, kind: &str) -> Self {
        let path = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(&format!("export-{kind}")));
        let Some(path) = path else { return Self::default() };
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_path(path).unwrap();
        let columns =
            reader.headers().unwrap().iter().enumerate().map(|(place, name)| (name.to_owned(), place));
        Self { columns: columns.collect(), rows: reader.records().map(Result::unwrap).collect() }
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        self.columns.get(column).and_then(|place| self.rows[row].get(*place)).unwrap_or_default()
    }
}

impl Portal {
    fn read(folder: &Path) -> Self {
        let resources = Table::read(folder, "resource");
        let mut files: HashMap<String, Vec<usize>> = HashMap::new();
        for row in 0..resources.len() {
            files.entry(resources.cell(row, "dataset.id").to_owned()).or_default().push(row);
        }
        let datasets = Table::read(folder, "dataset");
        let mut by_creation: Vec<usize> = (0..datasets.len()).collect();
        by_creation.sort_by_key(|row| datasets.cell(*row, "created_at").to_owned());
        let mut portal = Self {
            datasets,
            resources,
            files,
            organizations: Table::read(folder, "organization"),
            reuses: Table::read(folder, "reuse"),
            changed: HashMap::new(),
            by_creation,
            by_update: Vec::new(),
        };
        portal.change(0, 0, 0);
        portal
    }

    /// From a row on, so many datasets get a new date, and so many more a new title only.
    fn change(&mut self, from: usize, dates: usize, titles: usize) {
        let now = format!("2030-01-01T00:00:00.{from:06}");
        for row in from..from + dates {
            self.changed.insert(row * 11, (now.clone(), false));
        }
        for row in from + dates..from + dates + titles {
            self.changed.insert(row * 11, (self.datasets.cell(row * 11, "last_modified").to_owned(), true));
        }
        let mut by_update: Vec<usize> = (0..self.datasets.len()).collect();
        by_update.sort_by_cached_key(|row| std::cmp::Reverse(self.updated(*row).to_owned()));
        self.by_update = by_update;
    }

    fn updated(&self, row: usize) -> &str {
        self.changed.get(&row).map_or_else(|| self.datasets.cell(row, "last_modified"), |(date, _)| date)
    }

    fn title(&self, row: usize) -> String {
        let title = self.datasets.cell(row, "title");
        if self.changed.get(&row).is_some_and(|(_, is_new)| *is_new) {
            format!("{title} (corrigé)")
        } else {
            title.to_owned()
        }
    }

    fn answer(&self, request: &Received) -> Reply {
        let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
        match parts[..] {
            ["api", "1", "site"] => reply(&json!({"id": "national", "metrics": {}})),
            ["api", "1", "site", "datasets.csv"] => Reply::redirect("/exports/datasets.csv"),
            ["exports", "datasets.csv"] => Reply::new(200, "text/csv", self.export()),
            ["api", "1", "datasets"] => self.list(request, self.datasets.len(), &|row| self.dataset(row)),
            ["api", "1", "datasets", id] => {
                match (0..self.datasets.len()).find(|row| self.datasets.cell(*row, "id") == id) {
                    Some(row) => reply(&self.dataset(row)),
                    None => status(404, "unknown"),
                }
            }
            ["api", "1", "organizations"] => self.list(request, self.organizations.len(), &|row| {
                let cell = |column| self.organizations.cell(row, column);
                json!({"id": cell("id"), "name": cell("name"), "slug": cell("slug"), "description": cell("description"),
                       "created_at": cell("created_at"), "last_modified": cell("last_modified")})
            }),
            ["api", "1", "reuses"] => self.list(request, self.reuses.len(), &|row| {
                let cell = |column| self.reuses.cell(row, column);
                let datasets: Vec<Value> = cell("datasets").split(',').map(|id| json!({"id": id})).collect();
                json!({"id": cell("id"), "title": cell("title"), "slug": cell("slug"), "url": cell("remote_url"),
                       "description": cell("description"), "datasets": datasets, "created_at": cell("created_at"),
                       "last_modified": cell("last_modified")})
            }),
            ["api", _, "dataservices" | "topics" | "posts"] => reply(&json!({"data": [], "total": 0, "page": 1})),
            _ => status(404, "not found"),
        }
    }

    fn list(&self, request: &Received, total: usize, object: &dyn Fn(usize) -> Value) -> Reply {
        let (page, size) = (request.number_of("page", 1), request.number_of("page_size", 20));
        let is_datasets = request.path.ends_with("/datasets/");
        let sort = request.query.get("sort").map_or("", String::as_str);
        let place = |place: usize| match (is_datasets, sort) {
            (true, "created") => self.by_creation[place],
            (true, "-created") => self.by_creation[total - 1 - place],
            (true, "-last_update") => self.by_update[place],
            (_, "-created") => total - 1 - place,
            _ => place,
        };
        let first = (page - 1) * size;
        if first >= total && page > 1 {
            return status(404, "page not found");
        }
        let data = (first..total.min(first + size)).map(|at| {
            let mut value = object(place(at));
            // Masks of looks at ids and dates; others take everything.
            if request.header("x-fields").is_some_and(|fields| fields.starts_with("data{id,")) {
                value
                    .as_object_mut()
                    .unwrap()
                    .retain(|key, _| !matches!(&**key, "resources" | "description" | "tags"));
            }
            value
        });
        let data: Vec<Value> = data.collect();
        reply(&json!({"data": data, "page": page, "page_size": size, "total": total}))
    }

    fn dataset(&self, row: usize) -> Value {
        let cell = |column| self.datasets.cell(row, column);
        let files = self.files.get(cell("id")).map_or(&[][..], Vec::as_slice);
        let resources: Vec<Value> = files
            .iter()
            .map(|row| {
                let cell = |column| self.resources.cell(*row, column);
                json!({"id": cell("id"), "title": cell("title"), "description": cell("description"), "url": cell("url"),
                       "format": cell("format"), "type": cell("type"), "filetype": cell("filetype"), "mime": cell("mime"),
                       "created_at": cell("created_at"), "last_modified": cell("modified"), "extras": {}, "metrics": {}})
            })
            .collect();
        let organization = match cell("organization_id") {
            "" => Value::Null,
            id => json!({"class": "Organization", "id": id, "name": cell("organization")}),
        };
        json!({"id": cell("id"), "title": self.title(row), "slug": cell("slug"), "description": cell("description"),
               "created_at": cell("created_at"), "last_modified": self.updated(row), "last_update": self.updated(row),
               "tags": cell("tags").split(',').collect::<Vec<_>>(), "organization": organization, "license": "lov2",
               "frequency": cell("frequency"), "resources": resources, "private": false, "archived": null})
    }

    fn export(&self) -> String {
        let mut text = "\"id\";\"title\";\"archived\"\r\n".to_owned();
        for row in 0..self.datasets.len() {
            let title = self.title(row).replace('"', "\"\"");
            let _ = write!(text, "\"{}\";\"{title}\";False\r\n", self.datasets.cell(row, "id"));
        }
        text
    }
}
