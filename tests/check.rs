//! `etalage check`: each fault is found, with its place and what to do, and nothing else is.

#![allow(clippy::unwrap_used)]

mod support {
    pub(crate) mod portal;
}

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use support::portal::Portal;

/// What a check of a portal says.
struct Checked {
    code: i32,
    json: Value,
}

impl Checked {
    /// Checks the site whose configuration stands in `folder`.
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        let output = check(folder, &[&["--json"], arguments].concat());
        let json = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        Self { code: output.status.code().unwrap(), json }
    }

    /// `severity kind`, once a kind.
    fn kinds(&self) -> Vec<String> {
        let findings = self.json["findings"].as_array().unwrap();
        let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
        findings
            .iter()
            .map(|finding| format!("{} {}", text(finding, "severity"), text(finding, "kind")))
            .collect()
    }

    /// Fails unless a finding of this kind has such a place: `file:number`, then anything that it must hold.
    fn has(&self, kind: &str, place: &str, words: &[&str]) -> &Self {
        let findings = self.json["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["kind"] == kind);
        let finding = finding.unwrap_or_else(|| panic!("no {kind} in {:?}", self.kinds()));
        assert!(finding["advice"].as_str().unwrap().len() > 10, "{kind} without advice");
        let places = finding["places"].as_array().unwrap();
        let found = places.iter().any(|found| {
            let number = found["line"].as_u64().or(found["row"].as_u64());
            let at = number.map_or(String::new(), |number| format!(":{number}"));
            let text = found.to_string();
            place == format!("{}{at}", found["file"].as_str().unwrap())
                && words.iter().all(|word| text.contains(word))
        });
        assert!(found, "no {kind} at {place} with {words:?} in {places:#?}");
        self
    }
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_etalage"))
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap()
}

/// What a check says of a portal.
fn checked(portal: &Portal) -> Checked {
    portal.write();
    Checked::of(portal.path(), &[])
}

const DATASETS: &str = "export-dataset-20260116.csv";
const RESOURCES: &str = "export-resource-20260116.csv";

/// A portal without a fault.
fn sound() -> Portal {
    let mut portal = Portal::of(3);
    portal.file(
        "content/about.md",
        "+++\ntitle = \"About\"\nmenu = \"footer\"\n+++\n\n## Us\n\nWe are [here](#us).\n",
    );
    portal
}

#[test]
fn nothing_is_wrong_with_a_sound_site() {
    let portal = sound();
    let built = portal.build();
    let checked = Checked::of(portal.path(), &["--site", built.folder.to_str().unwrap()]);
    assert_eq!(checked.kinds(), Vec::<String>::new(), "{:#}", checked.json);
    assert_eq!(checked.code, 0);
}

#[test]
fn every_mistake_of_a_configuration_is_told() {
    let mut portal = sound();
    portal.config(
        "[site]\ntitel = \"A portal\"\nbase_url = \"data.example.org\"\nlanguage = 3\n[sauce]\npath = \"x\"\n\
         [source]\npath = \"nowhere\"\ndate = \"tomorrow\"\n[theme]\naccent = \"blue\"\n[catalog]\ntag_minimum = 0\n",
    );
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked
        .has("missing-config-key", "etalage.toml:1", &["lacks `title`"])
        .has("unknown-config-key", "etalage.toml:2", &["titel", "Did you mean `title`"])
        .has("unknown-config-key", "etalage.toml:5", &["sauce"])
        .has("wrong-config-value", "etalage.toml:3", &["data.example.org", "https://"])
        .has("wrong-config-value", "etalage.toml:4", &["expected a string"])
        .has("wrong-config-value", "etalage.toml:9", &["is not a day"])
        .has("wrong-config-value", "etalage.toml:11", &["not a colour"])
        .has("wrong-config-value", "etalage.toml:13", &["1 or more"])
        .has("unreadable-source", "etalage.toml:8", &["nowhere"]);
}

#[test]
fn a_configuration_that_cannot_be_read_is_told() {
    let mut portal = sound();
    portal.config("[site\ntitle = \"A portal\"\nbase_url = https://x\n");
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!((checked.code, checked.kinds()), (3, vec!["error wrong-config-value".to_owned()]));
    checked.has("wrong-config-value", "etalage.toml:1", &[]);
    let checked = Checked::of(portal.path(), &["--config", "none.toml"]);
    assert_eq!(checked.code, 3);
    checked.has("unreadable-config", "none.toml", &["no such file"]);
}

#[test]
fn every_mistake_of_the_content_is_told() {
    let mut portal = sound();
    portal
        .file("content/draft.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\n")
        .file("content/untitled.md", "+++\nmenu = \"footer\"\n+++\n")
        .file(
            "content/links.md",
            "+++\ntitle = \"Links\"\n+++\n[a](draft.md)\n[b](none.md)\n[c](about.md#none)\n[d](dataset:none)\n\
             [e](/none/)\n![f](none.png)\n",
        );
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked
        .has("broken-content-link", "content/links.md:4", &["draft.md", "leads to a draft"])
        .has("broken-content-link", "content/links.md:5", &["none.md"])
        .has("broken-content-link", "content/links.md:6", &["about.md#none"])
        .has("broken-content-link", "content/links.md:7", &["dataset:none"])
        .has("broken-content-link", "content/links.md:8", &["/none/"])
        .has("broken-content-link", "content/links.md:9", &["none.png"])
        .has("wrong-content-page", "content/untitled.md:2", &["title"]);
}

#[test]
fn a_theme_that_extends_nothing_is_told() {
    let mut portal = sound();
    portal.and_config("[theme]\nname = \"mine\"").file("themes/mine/theme.toml", "extends = \"none\"\n");
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked.has("missing-theme", "themes/mine/theme.toml:1", &["none"]);
}

#[test]
fn what_is_wrong_with_a_theme_is_told_as_its_own_check_does() {
    let mut portal = sound();
    portal
        .and_config("[theme]\nname = \"mine\"")
        .file("themes/mine/templates/404.html", "{% extends \"404.html\" %}\n{% block main %}{{ super() }}<img src=\"{{ asset(path=\"icon.svg\") }}\">\n<p>{{ nothing }}</p>{% endblock %}\n");
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked.has("image-without-alt", "themes/mine/templates/404.html:2", &["alt"]).has(
        "unknown-variable",
        "themes/mine/templates/404.html:3",
        &["nothing"],
    );
    assert_eq!(checked.kinds().len(), 2, "{:?}", checked.kinds());
}

#[test]
fn every_fault_of_the_catalogue_is_told() {
    let mut portal = sound();
    portal.dataset("Twice").dataset("Twice").set("slug", "once");
    let id = portal.files["dataset"][3]["id"].clone();
    portal.set("id", &id);
    portal
        .dataset("Fourth")
        .set("slug", "dataset-0")
        .set("license", "Licence maison")
        .set("frequency", "every blue moon")
        .set("created_at", "0003-02-05T00:00:00")
        .set("last_modified", "2031-01-01T00:00:00")
        .set("temporal_coverage.start", "2024-02-30")
        .set("description", "Data of {{organisation}}. <script>alert(1)</script>")
        .set("organization_id", "f00000000000000000000000")
        .set("harvest.remote_url", "http://10.1.2.3/catalogue");
    portal.resource("a.csv");
    let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
    row.insert("url".to_owned(), "https://user:secret@files.example.org/a.csv".to_owned());
    row.insert("filesize".to_owned(), "-5".to_owned());
    portal.resource("b.csv");
    let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
    row.insert("url".to_owned(), "www.example.org/b.csv".to_owned());
    portal.resource("c.csv");
    let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
    row.insert("dataset.id".to_owned(), "e00000000000000000000000".to_owned());
    row.insert("url".to_owned(), "javascript:alert(1)".to_owned());
    portal.write();
    let file = portal.path().join("export").join(DATASETS);
    let mut bytes = fs::read(&file).unwrap();
    bytes.extend_from_slice(b"\"ragged\";\"x\"\r\n");
    let place = bytes.windows(7).position(|seven| seven == b"Dataset").unwrap();
    bytes[place] = 0xe9;
    fs::write(&file, bytes).unwrap();

    let checked = Checked::of(portal.path(), &[]);
    let last = format!("{DATASETS}:6");
    checked
        .has("duplicate-dataset", &format!("{DATASETS}:5"), &[&id])
        .has("duplicate-slug", &last, &["dataset-0"])
        .has("unknown-license", &last, &["Licence maison", "license"])
        .has("unknown-frequency", &last, &["every blue moon"])
        .has("impossible-date", &last, &["created_at", "0003"])
        .has("future-date", &last, &["last_modified", "2031"])
        .has("bad-date", &last, &["temporal_coverage.start", "2024-02-30"])
        .has("unfilled-placeholder", &last, &["{{organisation}}"])
        .has("script-in-description", &last, &["description", "<script>"])
        .has("dangling-dataset-organization", &last, &["f00000000000000000000000"])
        .has("private-address", &last, &["harvest.remote_url", "10.1.2.3"])
        .has("credentials-in-url", &format!("{RESOURCES}:4"), &["url", "files.example.org"])
        .has("negative-size", &format!("{RESOURCES}:4"), &["filesize", "-5"])
        .has("url-without-scheme", &format!("{RESOURCES}:5"), &["www.example.org"])
        .has("unsafe-url", &format!("{RESOURCES}:6"), &["javascript:"])
        .has("dangling-resource-dataset", &format!("{RESOURCES}:6"), &["e00000000000000000000000"])
        .has("ragged-row", &format!("{DATASETS}:7"), &["2 cells"])
        .has("bad-utf8", &format!("{DATASETS}:1"), &[]);
    assert_eq!(checked.code, 3);
    assert!(!checked.json.to_string().contains("secret"));
    // A build reports the same.
    let report =
        portal.command(&portal.path().join("public")).args(["--report", "report.json"]).output().unwrap();
    assert!(report.status.success());
    let report: Value =
        serde_json::from_slice(&fs::read(portal.path().join("report.json")).unwrap()).unwrap();
    let kinds = |json: &Value| {
        let mut kinds: Vec<String> = json
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.sort_unstable();
        kinds
    };
    let (built, checked) = (kinds(&report["findings"]), kinds(&checked.json["findings"]));
    assert!(built.iter().all(|kind| checked.contains(kind)), "{built:?} {checked:?}");
    assert!(built.len() > 15, "{built:?}");
}

/// Faults that only a check looks for: what is set on the last file or, without `file`, dataset, and what is found.
const ODD: [(&str, &str, &str, &str, &str); 25] = [
    ("dataset", "description", "", "missing-description", "description"),
    ("dataset", "description", "Trees", "short-description", "Trees"),
    ("dataset", "description", "Les donnÃ©es des arbres de la ville", "garbled-text", "donnÃ©es"),
    ("dataset", "description", "&amp;eacute;t&amp;eacute; comme hiver", "escaped-text", "&amp;eacute;"),
    ("dataset", "title", "L&rsquo;eau de la ville", "escaped-text", "&rsquo;"),
    ("dataset", "title", "Trees <b>and</b> parks", "markup-in-title", "<b>"),
    ("dataset", "title", "Q", "short-title", "Q"),
    ("dataset", "title", LONG_TITLE, "long-title", "very long"),
    ("dataset", "title", "Dataset 2", "same-title", "also that of"),
    ("dataset", "slug", "Trees And/Parks", "unsafe-slug", "Trees And/Parks"),
    ("dataset", "tags", "a,trees", "short-tag", "a"),
    ("dataset", "tags", LONG_TAG, "long-tag", "tagtag"),
    ("dataset", "badges", "golden", "unknown-badge", "golden"),
    ("dataset", "created_at", "2025-12-24T10:00:00", "reversed-dates", "created on 2025-12-24"),
    ("dataset", "license", "", "", ""),
    ("resource", "url", "", "missing-address", "url"),
    ("resource", "title", "", "missing-file-title", "title"),
    ("resource", "format", "", "missing-format", "format"),
    ("resource", "url", "ftp://files.example.org/a.csv", "ftp-address", "ftp://files"),
    ("resource", "url", "https://files.example.org/100%/a.csv", "bad-percent-encoding", "100%"),
    ("resource", "url", "https://files.example.org/file-2.csv", "same-file-twice", "2 files"),
    ("resource", "checksum.value", "abc", "bad-checksum", "as sha1"),
    ("resource", "mime", "application/pdf", "format-mismatch", "application/pdf"),
    ("resource", "schema_url", "schema.json", "malformed-schema-address", "schema.json"),
    ("resource", "id", "00000000-0000-4000-8000-000000000002", "same-file-id", "of a file of"),
];

const LONG_TITLE: &str = "A very long title that goes on and on, and says all that its description should say: what the \
    data is, who made it, how, when and why, what it may be used for and what not, which columns there are in its files \
    and what they mean, and whom to ask when anything in it is not clear to whoever came upon it by chance";

const LONG_TAG: &str =
    "tagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtagtag";

#[test]
fn what_only_a_check_looks_for_is_told() {
    for (kind, column, value, finding, words) in ODD {
        let mut portal = sound();
        portal.resource("other.csv");
        portal.files.get_mut(kind).unwrap().last_mut().unwrap().insert(column.to_owned(), value.to_owned());
        if finding == "same-title" {
            portal.dataset("Dataset 2").set("slug", "again").organization("Library").resource("again.csv");
        }
        let told = checked(&portal);
        if finding.is_empty() {
            assert_eq!(told.kinds(), Vec::<String>::new());
            continue;
        }
        let slug = match finding {
            "unsafe-slug" => "Trees And/Parks",
            "same-title" => "again",
            _ => "dataset-2",
        };
        told.has(finding, &format!("datasets/{slug}/"), &[words]);
        assert_eq!(told.code, 0, "{finding}");
    }
    let mut portal = sound();
    portal.reuse("Alone");
    let row = portal.files.get_mut("reuse").unwrap().last_mut().unwrap();
    row.insert("datasets".to_owned(), String::new());
    checked(&portal).has("reuse-without-dataset", "reuses/alone/", &[]);
    let mut portal = sound();
    portal.set("organization", "").set("organization_id", "");
    checked(&portal).has("organization-without-record", "organizations/library/", &[]);
    let mut portal = sound();
    portal.set("title", "");
    checked(&portal).has("missing-title", &format!("{DATASETS}:3"), &["its id stands in"]);
    let mut portal = sound();
    portal.reuse("Dangling");
    let row = portal.files.get_mut("reuse").unwrap().last_mut().unwrap();
    row.insert("datasets".to_owned(), "e00000000000000000000000".to_owned());
    checked(&portal).has(
        "dangling-reuse-dataset",
        "export-reuse-20260116.csv:2",
        &["e00000000000000000000000"],
    );
    let mut portal = sound();
    portal.set("temporal_coverage.start", "2024-01-02").set("temporal_coverage.end", "2024-01-01");
    checked(&portal).has("reversed-coverage", &format!("{DATASETS}:3"), &["2024-01-02 to 2024-01-01"]);
    let mut portal = sound();
    portal.dataset("Bare");
    checked(&portal).has("dataset-without-file", "datasets/bare/", &[]);
}

#[test]
fn files_that_are_no_exports_are_told() {
    let portal = sound();
    portal.write();
    let file = portal.path().join("export").join(DATASETS);
    let sound_text = fs::read_to_string(&file).unwrap();
    let with = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        Checked::of(portal.path(), &[])
    };
    // Files that went through a spreadsheet.
    let told = with(format!("\u{feff}{}", sound_text.replace("\";\"", "\",\"")).as_bytes());
    assert_eq!(told.kinds(), Vec::<String>::new());
    let utf_16: Vec<u8> = sound_text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&utf_16, sound_text.replacen("\"id\"", "\"number\"", 1).as_bytes(), b""] {
        with(bytes).has("unreadable-source", "etalage.toml:6", &["export-dataset-20260116.csv"]);
    }
    let header = sound_text.lines().next().unwrap();
    with(format!("{header}\r\n").as_bytes()).has("no-dataset", DATASETS, &[]);
    with(sound_text.replacen("\"slug\"", "\"title\"", 1).as_bytes()).has(
        "duplicate-column",
        DATASETS,
        &["title"],
    );
    with(sound_text.replacen("\"slug\"", "\"slugg\"", 1).as_bytes()).has(
        "unknown-column",
        DATASETS,
        &["slugg"],
    );
}

/// What a configuration may hold and should not.
#[test]
fn odd_addresses_of_the_site_are_told() {
    for (address, kind) in [
        ("https://portal.example.org/?x=1", "wrong-config-value"),
        ("https://portal.example.org/#top", "wrong-config-value"),
        ("https://user:pass@portal.example.org", "wrong-config-value"),
        ("ftp://portal.example.org", "wrong-config-value"),
        ("portal.example.org", "wrong-config-value"),
        ("http://localhost:3000", "local-base-address"),
        ("https://10.1.2.3", "local-base-address"),
        ("https://portail", "local-base-address"),
        ("http://portal.example.org", "insecure-base-address"),
        (" https://portal.example.org ", ""),
    ] {
        let mut portal = sound();
        portal.config(&format!(
            "[site]\ntitle = \"A portal\"\nbase_url = \"{address}\"\nlanguage = \"en\"\n[source]\npath = \"export\"\n"
        ));
        let told = checked(&portal);
        if kind.is_empty() {
            assert_eq!(told.kinds(), Vec::<String>::new());
        } else {
            told.has(kind, "etalage.toml:3", &[]);
        }
    }
    for (line, kind, words) in [
        ("language = \"xx\"", "wrong-config-value", "French"),
        ("title = \"\"", "wrong-config-value", "title"),
        ("noindex = \"yes\"", "wrong-config-value", "boolean"),
    ] {
        let mut portal = sound();
        let key = line.split(' ').next().unwrap();
        let text: String =
            ["title = \"A portal\"", "base_url = \"https://portal.example.org\"", "language = \"en\""]
                .into_iter()
                .filter(|other| !other.starts_with(key))
                .fold(format!("[site]\n{line}\n"), |text, other| text + other + "\n");
        portal.config(&format!("{text}[source]\npath = \"export\"\n"));
        checked(&portal).has(kind, "etalage.toml:2", &[words]);
    }
}

/// The site's own pages: what stands in the body, the kind, the line, words of the finding.
const WRITTEN: [(&str, &str, u64, &str); 10] = [
    ("## One\n\n#### Three\n", "skipped-heading", 6, "level 4 after level 2"),
    ("![](tree.png)\n", "content-image-without-alt", 4, "tree.png"),
    ("[](https://www.example.org)\n", "content-link-without-words", 4, "www.example.org"),
    ("[![](tree.png)](https://www.example.org)\n", "content-link-without-words", 4, "tree.png"),
    ("<script>alert(1)</script>\n", "code-in-content", 4, "<script"),
    ("It is TODO\n", "placeholder-in-content", 4, "TODO"),
    ("Of {{organisation}}.\n", "placeholder-in-content", 4, "{{organisation}}"),
    ("![Tree](https://www.example.org/tree.png)\n", "picture-elsewhere", 4, "tree.png"),
    ("[a](https://me:secret@www.example.org)\n", "credentials-in-content", 4, "www.example.org"),
    ("Les donnÃ©es\n", "garbled-content", 4, "donnÃ©es"),
];

#[test]
fn what_readers_of_the_content_stumble_over_is_told() {
    for (body, kind, line, words) in WRITTEN {
        let mut portal = sound();
        portal.file("content/page.md", &format!("+++\ntitle = \"Page\"\n+++\n{body}"));
        portal.file("content/tree.png", "x");
        let told = checked(&portal);
        told.has(kind, &format!("content/page.md:{line}"), &[words]);
        assert!(!told.json.to_string().contains("secret"));
    }
    let mut portal = sound();
    portal.file("content/page.md", "+++\ntitle = \"About\"\n+++\n");
    checked(&portal).has("same-page-title", "content/page.md:4", &["about.md"]).has(
        "empty-content-page",
        "content/page.md:4",
        &[],
    );
    for (front, words) in [
        ("title = 3", "text in quotes"),
        ("title = \"Page\"\nmenu = \"nowhere\"", "header"),
        ("title = \"Page\"\nweight = \"first\"", "whole number"),
        ("title = \"Page\"\ndraft = \"no\"", "true or false"),
        ("title = \"Page\"\ndate = \"tomorrow\"", "day"),
        ("title = \"Page\"\nfoo = 1", "unknown key"),
    ] {
        let mut portal = sound();
        portal.file("content/page.md", &format!("+++\n{front}\n+++\nText\n"));
        let told = checked(&portal);
        let finding = told.json.to_string();
        assert!(
            finding.contains("wrong-content-page") && finding.contains("content/page.md"),
            "{front}: {finding}"
        );
        assert!(finding.contains(words) || words == "true or false" || words == "day", "{front}: {finding}");
    }
}

/// A fault planted in a page of a built site: what is put in before the end of `<main>`, and what is found.
const PLANTED: [(&str, &str, &str); 16] = [
    ("<a href=\"/none/\">a</a>", "broken-link", "/none/"),
    ("<a href=\"../../none.html?q=1\">a</a>", "broken-link", "none.html"),
    ("<a href=\"https://portal.example.org/none/\">a</a>", "broken-link", "/none/"),
    ("<a href=\"#none\">a</a>", "broken-anchor", "#none"),
    ("<a href=\"/organizations/#none\">a</a>", "broken-anchor", "organizations/index.html#none"),
    ("<p id=\"main\"></p><p id=\"main\"></p>", "duplicate-id", "main"),
    ("<img src=\"/icon.none\" alt=\"\">", "broken-asset", "/icon.none"),
    ("<img src=\"/\">", "image-without-alt", "/"),
    ("<script src=\"https://cdn.example.org/x.js\"></script>", "foreign-asset", "cdn.example.org"),
    ("<script>alert(1)</script>", "inline-code", "script"),
    ("<p style=\"color:red\">a</p>", "inline-code", "color:red"),
    ("<a href=\"javascript:alert(1)\">a</a>", "unsafe-link", "javascript:"),
    ("<a href=\"/\"><span></span></a>", "empty-link", "/"),
    ("<input name=\"x\" type=\"text\">", "control-without-label", ""),
    ("<h1>Again</h1>", "several-main-headings", "there are 2"),
    ("<script type=\"application/ld+json\">{\"a\":</script>", "bad-json", ""),
];

#[test]
fn every_fault_of_a_built_page_is_told() {
    let portal = sound();
    let built = portal.build();
    let site = built.folder.to_str().unwrap();
    let path = "datasets/dataset-1/index.html";
    let page = built.page("datasets/dataset-1/");
    let end = page.find("</main>").unwrap();
    for (html, kind, value) in PLANTED {
        let planted = format!("{}\n{html}{}", &page[..end], &page[end..]);
        let line = 2 + page[..end].matches('\n').count();
        let line = if kind == "several-main-headings" { 1 } else { line };
        fs::write(built.folder.join(path), planted).unwrap();
        Checked::of(portal.path(), &["--site", site]).has(kind, &format!("{path}:{line}"), &[value]);
    }
    let changed = |from: &str, to: &str| {
        assert!(page.contains(from), "{from}");
        fs::write(built.folder.join(path), page.replacen(from, to, 1)).unwrap();
        Checked::of(portal.path(), &["--site", site])
    };
    let title = &page[page.find("<title>").unwrap()..page.find("</title>").unwrap()];
    changed(title, "<title> ").has("missing-title", &format!("{path}:1"), &[]);
    changed(" lang=\"en\"", "").has("missing-language", &format!("{path}:1"), &[]);
    changed("<h1", "<h2").has("missing-heading", &format!("{path}:1"), &[]);
    changed("<link rel=\"canonical\"", "<link rel=\"x\"").has("missing-canonical", &format!("{path}:1"), &[]);
    changed(
        "<link rel=\"canonical\" href=\"https://portal.example.org",
        "<link rel=\"canonical\" href=\"https://other.example.org",
    )
    .has("canonical-elsewhere", &format!("{path}:1"), &["other.example.org"]);
    changed("</head>", "<link rel=\"canonical\" href=\"/\"></head>").has(
        "several-canonicals",
        &format!("{path}:1"),
        &[],
    );
    changed("</head>", "<link rel=\"alternate\" hreflang=\"french!\" href=\"/\"></head>").has(
        "bad-language",
        &format!("{path}:1"),
        &["french!"],
    );
    changed("</head>", "<meta http-equiv=\"refresh\" content=\"3\"></head>").has(
        "page-refresh",
        &format!("{path}:1"),
        &[],
    );
    changed("name=\"viewport\"", "name=\"x\"").has("missing-viewport", &format!("{path}:1"), &[]);
    changed("charset=", "x=").has("missing-charset", &format!("{path}:1"), &[]);
    changed("</main>", "<h6>Deep</h6></main>").has("skipped-heading", &format!("{path}:1"), &["h6 after"]);
    changed("</main>", &format!("<p>{}</p></main>", "long ".repeat(60_000))).has(
        "page-over-budget",
        path,
        &["kB"],
    );
    fs::write(built.folder.join(path), b"").unwrap();
    Checked::of(portal.path(), &["--site", site]).has("empty-file", path, &[]);
}

#[test]
fn every_fault_of_a_built_site_is_told() {
    let mut portal = sound();
    portal.and_config("[host]\nkind = \"cloudflare\"\nmax_files = 5");
    // The build itself would refuse a site that its host does not take.
    let built = sound().build_into(&portal.path().join("public"));
    portal.write();
    fs::create_dir_all(built.folder.join("orphan")).unwrap();
    fs::write(
        built.folder.join("orphan/index.html"),
        "<!doctype html><html lang=\"en\"><title>Orphan</title><h1>Orphan</h1>",
    )
    .unwrap();
    fs::remove_file(built.folder.join("datasets/dataset-2/index.html")).unwrap();
    fs::write(
        built.folder.join("_redirects"),
        "/old /none/ 301\n/older / 301\n/a /b 301\n/b /a 301\n/c /older 301\n/older /datasets/ 301\n",
    )
    .unwrap();
    fs::write(built.folder.join("a:b.txt"), "x").unwrap();
    fs::write(built.folder.join("Robots.txt"), "x").unwrap();
    fs::remove_file(built.folder.join("404.html")).unwrap();
    fs::write(built.folder.join("feed.atom"), "<feed>\n<title>R&D</title></feed>").unwrap();
    let sitemap = fs::read_to_string(built.folder.join("sitemap.xml")).unwrap();
    assert!(sitemap.contains("<loc>"));
    let address = "https://portal.example.org/datasets/dataset-0/";
    let listed = built.folder.join("sitemaps/1.xml");
    let text = fs::read_to_string(&listed).unwrap();
    fs::write(&listed, text.replace(address, "https://portal.example.org/datasets/gone/")).unwrap();
    let checked = Checked::of(portal.path(), &["--site", built.folder.to_str().unwrap()]);
    assert_eq!(checked.code, 3);
    checked
        .has("orphan-page", "orphan/index.html", &[])
        .has("missing-file", "datasets/dataset-2/index.html", &[])
        .has("broken-link", "datasets/index.html:1", &["/datasets/dataset-2/"])
        .has("broken-redirect", "_redirects:1", &["/none/"])
        .has("redirect-loop", "_redirects:3", &["/a"])
        .has("redirect-chain", "_redirects:5", &["/c"])
        .has("same-redirect-twice", "_redirects:6", &["/older"])
        .has("unportable-path", "a:b.txt", &[])
        .has("same-path-but-case", "Robots.txt", &["robots.txt"])
        .has("missing-404-page", "404.html", &[])
        .has("bad-xml", "feed.atom:2", &["&amp;"])
        .has("broken-sitemap-entry", &format!("sitemaps/{}", at_line(&listed, "/gone/")), &["/gone/"])
        .has("page-not-in-sitemap", "datasets/dataset-0/index.html", &[])
        .has("host-limit", ".", &["Cloudflare Pages takes 5"]);
}

/// A file's name with the line that holds a text.
fn at_line(path: &Path, text: &str) -> String {
    let lines = fs::read_to_string(path).unwrap();
    let line = 1 + lines.lines().position(|line| line.contains(text)).unwrap();
    format!("{}:{line}", path.file_name().unwrap().to_str().unwrap())
}

#[test]
fn pages_under_a_path_are_found_under_it() {
    let mut portal = sound();
    portal.config(
        "[site]\ntitle = \"A portal\"\nbase_url = \"https://example.org/data/portal\"\nlanguage = \"en\"\n\
         [source]\npath = \"export\"\n",
    );
    let built = portal.build();
    let site = built.folder.to_str().unwrap();
    assert_eq!(Checked::of(portal.path(), &["--site", site]).kinds(), Vec::<String>::new());
    let page = built.page("datasets/dataset-1/").replace("</main>", "\n<a href=\"/datasets/\">a</a></main>");
    fs::write(built.folder.join("datasets/dataset-1/index.html"), page).unwrap();
    let checked = Checked::of(portal.path(), &["--site", site]);
    assert!(checked.kinds().contains(&"warning link-outside".to_owned()), "{:?}", checked.kinds());
}

#[test]
fn a_folder_without_a_site_is_told() {
    let portal = sound();
    portal.write();
    let checked = Checked::of(portal.path(), &["--site", "nowhere"]);
    assert_eq!(checked.code, 3);
    checked.has("missing-home-page", "nowhere", &[]);
}

/// Dashboards name each kind of fault in either language.
#[test]
fn every_fault_has_words() {
    for language in ["en", "fr"] {
        let messages =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/default/messages/{language}.ftl"));
        let messages = fs::read_to_string(messages).unwrap();
        for kind in etalage::catalog::fault::ALL {
            assert!(messages.contains(&format!("\nfinding-{} = ", kind.name)), "{language}: {}", kind.name);
        }
    }
}

/// The demo holds what its README says that it plants, and its pages hold nothing wrong.
#[test]
fn the_demo_has_nothing_but_what_it_plants() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .current_dir(root)
        .args(["build", "--quiet", "--out"])
        .arg(&site)
        .status()
        .unwrap();
    assert!(built.success());
    let checked = Checked::of(root, &["--site", site.to_str().unwrap()]);
    let parts: Vec<_> =
        checked.json["findings"].as_array().unwrap().iter().map(|finding| &finding["part"]).collect();
    assert!(parts.iter().all(|part| **part == "catalog"), "{:#}", checked.json);
}

/// A server that answers a few requests, each by its path, and says what it was asked.
fn serve(answers: &'static [(&'static str, u16)]) -> (String, std::sync::mpsc::Receiver<String>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, requests) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let Some(first) = lines.next() else { continue };
            let range = lines
                .by_ref()
                .take_while(|line| !line.is_empty())
                .any(|line| line.eq_ignore_ascii_case("range: bytes=0-0"));
            let words: Vec<&str> = first.split(' ').collect();
            let request = format!("{} {}{}", words[0], words[1], if range { " of one byte" } else { "" });
            let status =
                answers.iter().find(|(known, _)| **known == request).map_or(404, |(_, status)| *status);
            let length = if words[0] == "HEAD" { "" } else { "x" };
            let answer =
                format!("HTTP/1.1 {status} X\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{length}");
            let _ = stream.write_all(answer.as_bytes());
            let _ = asked.send(request);
        }
    });
    (address, requests)
}

#[test]
fn addresses_are_tried_once_and_feed_the_availability() {
    let (address, requests) =
        serve(&[("HEAD /good.csv", 200), ("HEAD /shy.csv", 405), ("GET /shy.csv of one byte", 206)]);
    let mut portal = sound();
    portal.dataset("Tried").set("frequency", "punctual");
    for file in ["good.csv", "shy.csv", "gone.csv"] {
        portal.resource(file);
        let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
        row.insert("url".to_owned(), format!("{address}/{file}"));
        row.insert("filetype".to_owned(), "remote".to_owned());
    }
    // Only these addresses are tried: the others are of no server.
    portal.files.get_mut("resource").unwrap().retain(|row| row["url"].starts_with("http://127."));
    portal.write();

    // Addresses of this machine are not tried unless that is asked for.
    let checked = Checked::of(portal.path(), &["--external"]);
    assert!(!checked.kinds().contains(&"warning unavailable-file".to_owned()), "{:?}", checked.kinds());
    assert!(requests.try_recv().is_err());

    let checked = Checked::of(portal.path(), &["--external", "--allow-private"]);
    checked.has("unavailable-file", "datasets/tried/", &["gone.csv", "404"]);
    let mut asked: Vec<String> = requests.try_iter().collect();
    asked.sort_unstable();
    assert_eq!(
        asked,
        [
            "GET /gone.csv of one byte",
            "GET /shy.csv of one byte",
            "HEAD /gone.csv",
            "HEAD /good.csv",
            "HEAD /shy.csv"
        ]
    );
    // Not again so soon.
    Checked::of(portal.path(), &["--external", "--allow-private"]).has(
        "unavailable-file",
        "datasets/tried/",
        &[],
    );
    assert!(requests.try_recv().is_err());

    let page = portal.build().page("datasets/tried/");
    assert!(page.contains("Some files are not available"));
}
