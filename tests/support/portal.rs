//! A portal made by a test: a small catalogue in udata's export format, a configuration, the program itself.
//!
//! ```ignore
//! let mut portal = Portal::new();
//! portal.dataset("Bus stops").organization("City").resource("stops.csv");
//! let built = portal.build();
//! assert!(built.page("datasets/bus-stops/").contains("stops.csv"));
//! ```

#![allow(dead_code, clippy::unwrap_used)] // Shared by tests that each use a part; helpers of tests fail as tests do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A row of an export, by column.
pub(crate) type Row = BTreeMap<String, String>;

/// A portal in a folder of its own.
pub(crate) struct Portal {
    folder: tempfile::TempDir,
    config: String,
    /// The rows of each kind of file.
    pub(crate) files: BTreeMap<&'static str, Vec<Row>>,
    /// Records made so far: their ids stay their own when others are removed.
    made: usize,
    environment: Vec<(String, String)>,
    arguments: Vec<String>,
}

/// The outcome of a build.
pub(crate) struct Built {
    /// The output folder.
    pub(crate) folder: PathBuf,
    /// What the program printed and how it ended.
    pub(crate) output: Output,
    /// The bytes of the report, if one was written.
    report: Vec<u8>,
}

impl Portal {
    /// A portal without records.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            config:
                "[site]\ntitle = \"A portal\"\nbase_url = \"https://portal.example.org\"\nlanguage = \"en\"\n\
                     [source]\npath = \"export\"\n"
                    .to_owned(),
            files: BTreeMap::new(),
            made: 0,
            environment: Vec::new(),
            arguments: Vec::new(),
        }
    }

    /// A portal of `count` datasets by three organizations, with a file each and a reuse for every tenth.
    pub(crate) fn of(count: usize) -> Self {
        let mut portal = Self::new();
        for number in 0..count {
            portal.dataset(&format!("Dataset {number}"));
            portal.organization(["City", "County", "Library"][number % 3]);
            portal.set("tags", if number % 2 == 0 { "even,all" } else { "odd,all" });
            portal.resource(&format!("file-{number}.csv"));
            if number % 10 == 0 {
                portal.reuse(&format!("Reuse of {number}"));
            }
        }
        portal
    }

    /// Where the configuration is, which relative paths are relative to.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Replaces the configuration.
    pub(crate) fn config(&mut self, text: &str) -> &mut Self {
        text.clone_into(&mut self.config);
        self
    }

    /// Adds to the configuration: sections that it does not have yet.
    pub(crate) fn and_config(&mut self, text: &str) -> &mut Self {
        let _ = write!(self.config, "\n{text}\n");
        self
    }

    /// Sets an environment variable of the program.
    pub(crate) fn environment(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds an argument to every build.
    pub(crate) fn argument(&mut self, argument: &str) -> &mut Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Writes a file beside the configuration: content, a theme.
    pub(crate) fn file(&mut self, path: &str, text: &str) -> &mut Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// A number that no other record has.
    fn number(&mut self) -> usize {
        self.made += 1;
        self.made
    }

    fn rows(&mut self, kind: &'static str) -> &mut Vec<Row> {
        self.files.entry(kind).or_default()
    }

    fn add(&mut self, kind: &'static str, cells: &[(&str, &str)]) -> &mut Self {
        let row = cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.rows(kind).push(row);
        self
    }

    /// Adds a dataset; its id and slug follow from its title.
    pub(crate) fn dataset(&mut self, title: &str) -> &mut Self {
        let slug = title.to_lowercase().replace(' ', "-");
        // The time in an id is the order of publication.
        let number = 0x5000_0000 + self.number() * 3600;
        let id = format!("{number:08x}aaaaaaaaaaaaaaaa");
        let description = format!("What **{title}** holds.");
        self.add(
            "dataset",
            &[
                ("id", &id),
                ("title", title),
                ("slug", &slug),
                ("url", &format!("https://www.example.org/datasets/{slug}")),
                ("organization", ""),
                ("organization_id", ""),
                ("description", &description),
                ("frequency", "monthly"),
                ("license", "lov2"),
                ("archived", "False"),
                ("created_at", "2020-01-01T10:00:00"),
                ("last_modified", "2025-12-01T10:00:00"),
                ("tags", ""),
            ],
        )
    }

    /// Sets a cell of the dataset added last.
    pub(crate) fn set(&mut self, column: &str, value: &str) -> &mut Self {
        self.rows("dataset").last_mut().unwrap().insert(column.to_owned(), value.to_owned());
        self
    }

    /// The last dataset's organization, described by a row of its own.
    pub(crate) fn organization(&mut self, name: &str) -> &mut Self {
        let slug = name.to_lowercase().replace(' ', "-");
        let id = format!("{:0<24}", slug.bytes().fold(String::new(), |id, byte| format!("{id}{byte:02x}")));
        let id = &id[..24];
        if !self.rows("organization").iter().any(|row| row["id"] == id) {
            self.add(
                "organization",
                &[
                    ("id", id),
                    ("name", name),
                    ("slug", &slug),
                    ("description", "Who they are."),
                    ("logo", ""),
                ],
            );
        }
        self.set("organization", name).set("organization_id", id)
    }

    /// Adds a file to the last dataset.
    pub(crate) fn resource(&mut self, title: &str) -> &mut Self {
        let dataset = self.rows("dataset").last().unwrap()["id"].clone();
        let id = format!("00000000-0000-4000-8000-{:012}", self.number());
        let format = title.rsplit_once('.').map_or("", |(_, format)| format);
        let address = format!("https://files.example.org/{title}");
        self.add(
            "resource",
            &[
                ("dataset.id", &dataset),
                ("id", &id),
                ("url", &address),
                ("title", title),
                ("description", ""),
                ("filetype", "file"),
                ("type", "main"),
                ("format", format),
                ("filesize", "12345"),
                ("created_at", "2020-01-01T10:00:00"),
                ("modified", "2025-12-01T10:00:00"),
            ],
        )
    }

    /// Adds a reuse of the last dataset.
    pub(crate) fn reuse(&mut self, title: &str) -> &mut Self {
        let dataset = self.rows("dataset").last().unwrap()["id"].clone();
        let slug = title.to_lowercase().replace(' ', "-");
        let id = format!("{:08x}bbbbbbbbbbbbbbbb", 0x5000_0000 + self.number());
        self.add(
            "reuse",
            &[
                ("id", &id),
                ("title", title),
                ("slug", &slug),
                ("type", "application"),
                ("description", "What was made of it."),
                ("remote_url", "https://reuse.example.org/"),
                ("created_at", "2021-01-01T10:00:00"),
                ("datasets", &dataset),
            ],
        )
    }

    /// Writes configuration and exports.
    pub(crate) fn write(&self) {
        fs::write(self.path().join("etalage.toml"), &self.config).unwrap();
        let exports = self.path().join("export");
        let _ = fs::remove_dir_all(&exports);
        fs::create_dir_all(&exports).unwrap();
        for (kind, rows) in &self.files {
            fs::write(exports.join(format!("export-{kind}-20260116.csv")), csv(rows)).unwrap();
        }
    }

    /// The command that builds into `out`, to be run in the portal's folder.
    pub(crate) fn command(&self, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etalage"));
        command.current_dir(self.path()).arg("build").arg("--out").arg(out).args(&self.arguments);
        command.env_remove("SOURCE_DATE_EPOCH").envs(self.environment.iter().cloned());
        command
    }

    /// Writes the portal and builds it into `public`. The build must go well.
    pub(crate) fn build(&self) -> Built {
        let built = self.try_build();
        assert!(built.output.status.success(), "{}", built.errors());
        built
    }

    /// Writes the portal and builds it into `public`.
    pub(crate) fn try_build(&self) -> Built {
        self.build_into(&self.path().join("public"))
    }

    /// Writes the portal and builds it into `folder`.
    pub(crate) fn build_into(&self, folder: &Path) -> Built {
        self.write();
        let report = self.path().join("report.json");
        let _ = fs::remove_file(&report);
        let output = self.command(folder).arg("--report").arg(&report).output().unwrap();
        Built { folder: folder.to_owned(), output, report: fs::read(report).unwrap_or_default() }
    }

    /// The tree that a build into a fresh folder gives.
    pub(crate) fn clean_tree(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let built = self.build_into(&folder.path().join("public"));
        assert!(built.output.status.success(), "{}", built.errors());
        built.tree()
    }
}

impl Built {
    /// The HTML at an address: `datasets/x/`.
    pub(crate) fn page(&self, address: &str) -> String {
        let mut path = address.to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        let place = self.folder.join(&path);
        fs::read_to_string(&place).unwrap_or_else(|error| panic!("{}: {error}", place.display()))
    }

    /// Whether the site has this file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// The report.
    pub(crate) fn report(&self) -> Value {
        serde_json::from_slice(&self.report).unwrap()
    }

    /// Files written, left as they were, deleted.
    pub(crate) fn files(&self) -> [u64; 3] {
        let report = self.report();
        ["written", "unchanged", "deleted"].map(|count| report["files"][count].as_u64().unwrap())
    }

    /// What was printed on the standard output.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    /// What was printed on the standard error.
    pub(crate) fn errors(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// Every file with its bytes, and every folder, etalage's own included.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.folder)
    }
}

/// Every file in a folder with its bytes, and every folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let entry = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            (path + "/", Vec::new())
        } else {
            (path, fs::read(entry.path()).unwrap())
        }
    };
    entries.map(entry).collect()
}

/// Rows as udata writes them: semicolons, every cell quoted, the union of all columns.
fn csv(rows: &[Row]) -> Vec<u8> {
    let columns: std::collections::BTreeSet<&String> = rows.iter().flat_map(Row::keys).collect();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.as_bytes())).unwrap();
    for row in rows {
        writer.write_record(columns.iter().map(|column| row.get(*column).map_or("", |cell| cell))).unwrap();
    }
    writer.into_inner().unwrap()
}
