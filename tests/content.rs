//! The pages of a site's own: front matter, languages, menus, links, safe HTML.

#![allow(clippy::unwrap_used)] // Helpers of tests fail like tests.

use std::fs;

use etalage::config::Config;
use etalage::content::{self, Content, LinkResolver, Menu, RecordKind};
use proptest::prelude::*;
use tempfile::TempDir;

/// A site with a content folder, and the answers of its other pages.
struct Site {
    folder: TempDir,
    language: &'static str,
}

impl Site {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), language: "fr" }
    }

    fn in_language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    fn bytes(self, file: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join("content").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn page(self, file: &str, keys: &str, markdown: &str) -> Self {
        let title = if keys.contains("title") { "" } else { "title = \"Titre\"\n" };
        self.bytes(file, format!("+++\n{title}{keys}\n+++\n{markdown}").as_bytes())
    }

    fn load(&self) -> Result<Content, String> {
        let text = format!(
            "[site]\ntitle = \"T\"\nbase_url = \"https://donnees.example.org/base\"\nlanguage = \"{}\"\n",
            self.language
        );
        let mut config: Config = toml::from_str(&text).unwrap();
        config.root = self.folder.path().to_path_buf();
        content::load(&config).map_err(|error| error.to_string())
    }

    fn html(&self, file: &str) -> Result<String, String> {
        let content = self.load()?;
        let page = content.page(file).unwrap_or_else(|| panic!("no page {file}"));
        page.render(&Resolver(&content)).map_err(|error| error.to_string())
    }

    fn error(&self) -> String {
        self.load().unwrap_err()
    }
}

struct Resolver<'a>(&'a Content);

impl LinkResolver for Resolver<'_> {
    fn page(&self, file: &str) -> Option<String> {
        self.0.page(file).map(|page| format!("/base/pages/{}/", page.path))
    }

    fn attachment(&self, path: &str) -> Option<String> {
        let found = self.0.attachments.iter().find(|attachment| attachment.path == path)?;
        Some(format!("/base/pages/{}", found.path))
    }

    fn record(&self, kind: RecordKind, id_or_slug: &str) -> Option<String> {
        (id_or_slug == "arbres").then(|| format!("/base/{}s/arbres/", kind.scheme()))
    }

    fn path(&self, path: &str) -> Option<String> {
        (path == "/datasets/").then(|| format!("/base{path}"))
    }
}

#[test]
fn a_site_without_content_has_no_pages_unless_its_config_names_the_folder() {
    let site = Site::new();
    assert!(site.load().unwrap().pages.is_empty());
    let mut config: Config = toml::from_str(
        "[site]\ntitle = \"T\"\nbase_url = \"https://example.org\"\n[build]\ncontent = \"pages\"\n",
    )
    .unwrap();
    config.root = site.folder.path().to_path_buf();
    let error = content::load(&config).unwrap_err().to_string();
    assert!(error.contains("does not exist"), "{error}");
}

#[test]
fn each_language_takes_its_variant_and_knows_the_others() {
    let site = |language| {
        Site::new()
            .in_language(language)
            .page("about.fr.md", "title = \"À propos\"\nslug = \"a-propos\"", "")
            .page("about.en.md", "title = \"About\"", "")
            .page("common.md", "title = \"Common\"", "")
            .page("only.en.md", "title = \"Only\"", "")
    };
    let french = site("fr").load().unwrap();
    let paths: Vec<_> = french.pages.iter().map(|page| (page.path.as_str(), page.title.as_str())).collect();
    assert_eq!(paths, [("a-propos", "À propos"), ("common", "Common")]);
    assert_eq!(french.pages[0].translations.get("en").map(String::as_str), Some("about"));
    let english = site("en").load().unwrap();
    let paths: Vec<_> = english.pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths, ["about", "common", "only"]);
    assert_eq!(english.pages[0].translations.get("fr").map(String::as_str), Some("a-propos"));
    assert!(!english.pages[2].translations.contains_key("fr"));
}

#[test]
fn menus_are_in_order_of_weight_then_path() {
    let site = Site::new()
        .page("c.md", "menu = \"footer\"\nweight = 1", "")
        .page("b.md", "menu = \"footer\"", "")
        .page("a.md", "menu = \"footer\"\nweight = 1", "")
        .page("d.md", "", "");
    let content = site.load().unwrap();
    let footer: Vec<_> = content.menu(Menu::Footer).map(|page| page.path.as_str()).collect();
    assert_eq!(footer, ["b", "a", "c"]);
    assert_eq!(content.menu(Menu::Header).count(), 0);
}

#[test]
fn drafts_make_no_page_and_nothing_may_link_to_them() {
    let site = Site::new().page("a.md", "draft = true", "");
    assert!(site.load().unwrap().pages.is_empty());
    let error = site.page("b.md", "", "[x](a.md)").error();
    assert!(error.contains("b.md:5") && error.contains("draft"), "{error}");
}

#[test]
fn links_lead_where_they_say() {
    let html = Site::new()
        .page("about.fr.md", "", "## Nos sources\n")
        .bytes("legal/charte.pdf", b"%PDF")
        .bytes("legal/logo.png", b"png")
        .page(
            "legal/notice.fr.md",
            "",
            "[a](../about.md#nos-sources) [b](../about.fr.md) [c](dataset:arbres) [d](/datasets/?q=eau) [e](charte.pdf) \
             [f](https://example.org/) [g](#ici) <a@example.org> ![logo](logo.png)\n\n# Ici\n\n## Là\n",
        )
        .html("legal/notice.md")
        .unwrap();
    for expected in [
        "href=\"/base/pages/about/#nos-sources\"",
        "href=\"/base/pages/about/\"",
        "href=\"/base/datasets/arbres/\"",
        "href=\"/base/datasets/?q=eau\"",
        "href=\"/base/pages/legal/charte.pdf\"",
        "href=\"https://example.org/\"",
        "href=\"#ici\"",
        "href=\"mailto:a@example.org\"",
        "src=\"/base/pages/legal/logo.png\"",
        "<h2 id=\"ici\">",
        "<h3 id=\"la\">",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
}

#[test]
fn links_that_lead_nowhere_are_named_with_file_and_line() {
    for (link, expected) in [
        ("[x](missing.md)", "there is no missing.md in the content folder"),
        ("[x](../../etc/passwd)", "leads out of the content folder"),
        ("[x](other.md#z)", "its headings are a, b"),
        ("[x](#z)", "its headings are none"),
        ("[x](notice.pdf)", "there is no notice.pdf"),
        ("![x](https://example.org/a.png)", "picture of another server"),
        ("![x](other.md)", "leads to no file"),
        ("[x](javascript:alert)", "a form that pages may not use"),
        ("[x](only.md)", "it is in only.en.md"),
        ("[x](other.en.md)", "it is in other.md"),
    ] {
        let error = Site::new()
            .page("other.md", "", "## A\n\n## B\n")
            .page("only.en.md", "", "")
            .page("page.md", "", &format!("Un\n\ndeux\n{link}\n"))
            .error();
        assert!(error.starts_with("page.md:8: ") && error.contains(expected), "{link}: {error}");
    }
    for link in ["[x](dataset:nulle-part)", "[x](/nulle-part/)"] {
        let error = Site::new().page("page.md", "", &format!("Un\n\n{link}\n")).html("page.md").unwrap_err();
        assert!(error.starts_with("page.md:7: "), "{error}");
    }
}

#[test]
fn two_files_never_share_an_address() {
    let error = Site::new().page("a.md", "slug = \"b\"", "").page("b.md", "", "").error();
    assert!(error.contains("a.md") && error.contains("b.md") && error.contains("/pages/b/"), "{error}");
}

#[test]
fn files_that_are_no_pages_are_named() {
    let error = Site::new().bytes("a.md", b"+++\ntitle = \"\xff\"\n+++\n").error();
    assert!(error.contains("a.md: this is not UTF-8"), "{error}");
    let error = Site::new().page("数据.md", "", "").error();
    assert!(error.contains("give the page a slug"), "{error}");
    let error = Site::new().page("a.md", "", &"x".repeat(1024 * 1024)).error();
    assert!(error.contains("at most 1 MiB"), "{error}");
}

#[test]
fn hidden_files_are_left_alone() {
    let content = Site::new().bytes(".git/config.md", b"x").bytes(".DS_Store", b"x").load().unwrap();
    assert!(content.pages.is_empty() && content.attachments.is_empty());
}

#[test]
fn headings_have_unique_ids_that_the_frame_does_not_use() {
    let html = Site::new()
        .page("a.md", "", "## Main\n\n## Été *25*\n\n## Été 25\n\n## 数据\n\n## Choisi {#mon-id}\n")
        .html("a.md")
        .unwrap();
    let ids: Vec<_> = html.split("<h2 id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids, ["main-2", "ete-25", "ete-25-2", "section", "mon-id"]);
}

#[test]
fn tables_and_footnotes_need_no_style() {
    let html = Site::new()
        .page(
            "a.md",
            "",
            "## Chiffres\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nUn fait[^s].\n\n[^s]: La source.\n",
        )
        .html("a.md")
        .unwrap();
    for expected in [
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"chiffres\"><table>",
        "<th scope=\"col\" class=\"align-right\">b</th>",
        "<td class=\"align-right\">2</td>",
        "<sup id=\"ref-1\"><a href=\"#note-1\">1</a></sup>",
        "<div class=\"footnote\" id=\"note-1\"><sup><a href=\"#ref-1\">1</a></sup>",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn authors_cannot_script_by_accident() {
    let html = Site::new()
        .page(
            "a.md",
            "",
            "<script>alert(1)</script><p style=\"color:red\" onclick=\"x()\">a</p><iframe src=\"https://example.org\"></iframe>\n\n\
             <details id=\"plus\"><summary>Plus</summary>b</details>\n\n<a href=\"javascript:x()\">c</a>\n",
        )
        .html("a.md")
        .unwrap();
    for forbidden in ["<script", "style=", "onclick", "<iframe", "javascript:"] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
    assert!(html.contains("<details id=\"plus\">"), "{html}");
}

#[test]
fn a_page_changes_its_digest_with_its_text_and_its_translations() {
    let digest = |site: &Site| site.load().unwrap().pages[0].digest;
    let first = Site::new().page("a.fr.md", "", "un");
    assert_eq!(digest(&first), digest(&Site::new().page("a.fr.md", "", "un")));
    assert_ne!(digest(&first), digest(&Site::new().page("a.fr.md", "", "deux")));
    assert_ne!(digest(&first), digest(&first.page("a.en.md", "slug = \"b\"", "")));
}

#[test]
fn the_demos_own_pages_load_in_both_languages() {
    for language in ["fr", "en"] {
        let text =
            format!("[site]\ntitle = \"T\"\nbase_url = \"https://example.org\"\nlanguage = \"{language}\"\n");
        let mut config: Config = toml::from_str(&text).unwrap();
        config.root = env!("CARGO_MANIFEST_DIR").into();
        let content = content::load(&config).unwrap();
        let paths: Vec<_> = content.pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths, ["about", "legal/accessibility", "legal/legal-notice"]);
        for page in &content.pages {
            assert_eq!(page.translations.len(), 1);
            assert!(!page.description.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a page, loading and rendering never panic, and what is rendered holds no script.
    #[test]
    fn any_markdown_is_safe(markdown in "(\\PC|\n|<script>|<img src=x onerror=y>|\\[a\\]\\(|javascript:|\\||#|`|\\[\\^1\\]){0,60}") {
        let site = Site::new().page("a.md", "", &markdown);
        if let Ok(html) = site.html("a.md") {
            let document = scraper::Html::parse_fragment(&html);
            for node in document.tree.nodes() {
                if let Some(element) = node.value().as_element() {
                    prop_assert!(!["script", "iframe", "style", "form", "object"].contains(&element.name()));
                    for (name, value) in element.attrs() {
                        prop_assert!(!name.starts_with("on") && name != "style", "{}", html);
                        prop_assert!(name != "href" || !value.trim().to_ascii_lowercase().starts_with("javascript"), "{}", html);
                    }
                }
            }
        }
    }
}
