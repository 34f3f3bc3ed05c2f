//! `etalage.toml`: types, defaults and errors that name the line and the nearest known key.

mod check;
mod error;
mod load;
mod survey;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};

pub use error::{ConfigError, Excerpt};

/// A site's whole configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The portal itself.
    pub site: SiteConfig,
    /// Where the catalogue is.
    #[serde(default)]
    pub source: SourceConfig,
    /// The theme.
    #[serde(default)]
    pub theme: ThemeConfig,
    /// Listings and pages of the catalogue.
    #[serde(default)]
    pub catalog: CatalogConfig,
    /// The host that serves the site.
    #[serde(default)]
    pub host: HostConfig,
    /// Where the site is written.
    #[serde(default)]
    pub build: BuildConfig,
    /// The search in the browser.
    #[serde(default)]
    pub search: SearchConfig,
    /// What `etalage check` keeps.
    #[serde(default)]
    pub check: CheckConfig,
    /// The folder that relative paths are relative to: the config file's own.
    #[serde(skip)]
    pub root: PathBuf,
}

/// `[site]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteConfig {
    /// The portal's name.
    pub title: String,
    /// Its address, with scheme, without a slash at the end; may have a path.
    pub base_url: String,
    /// `fr` or `en`.
    #[serde(default = "french")]
    pub language: String,
    /// One sentence on what it is.
    #[serde(default)]
    pub description: String,
    /// Who publishes the portal.
    #[serde(default)]
    pub publisher: String,
    /// An address to write to, shown in the footer.
    #[serde(default)]
    pub contact: String,
    /// The state of conformity with the RGAA that the footer declares.
    #[serde(default)]
    pub accessibility: Accessibility,
    /// The same portal in other languages: language to base URL.
    #[serde(default)]
    pub translations: std::collections::BTreeMap<String, String>,
    /// Asks search engines to stay away.
    #[serde(default)]
    pub noindex: bool,
    /// Which page a search engine should keep: ours, or the portal's that the record comes from.
    #[serde(default)]
    pub canonical: Canonical,
}

/// The three states of conformity that the RGAA knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Accessibility {
    /// Not assessed, or under half of the criteria.
    #[default]
    None,
    /// At least half of the criteria.
    Partial,
    /// All of them.
    Full,
}

/// Whose address the `canonical` link of a record's page gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Canonical {
    /// This site's.
    #[default]
    #[serde(rename = "self")]
    Own,
    /// The source portal's.
    Source,
}

/// `[source]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceConfig {
    /// What kind of source it is; told by its files where the config does not say.
    pub kind: Option<SourceKind>,
    /// A folder of exports, of API objects or of a snapshot, or one file.
    pub path: Option<OneOrMany>,
    /// The day that the catalogue speaks of (`2026-01-16`).
    #[serde(default, deserialize_with = "day")]
    pub date: Option<String>,
    /// The portal that records link to, when the export does not say (`https://www.data.gouv.fr`).
    pub portal: Option<String>,
    /// The udata portal that `fetch` asks (`https://www.data.gouv.fr`).
    pub url: Option<String>,
    /// Only datasets of one of these organizations, by slug or id.
    #[serde(default)]
    pub organizations: Vec<String>,
    /// Only datasets with one of these tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// These datasets too, by slug or id.
    #[serde(default)]
    pub datasets: Vec<String>,
    /// The datasets of these topics too, by slug or id.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Only datasets that the portal finds for these words.
    pub q: Option<String>,
    /// Only datasets under this licence, by udata's id (`lov2`).
    pub license: Option<String>,
    /// Only datasets with a file of this format.
    pub format: Option<String>,
    /// Only datasets with a file of this schema (`etalab/schema-irve-statique`).
    pub schema: Option<String>,
    /// Only datasets with this badge (`hvd`).
    pub badge: Option<String>,
    /// Only datasets on this territory, by udata's id (`fr:departement:75`).
    pub geozone: Option<String>,
    /// Only datasets as fine as this (`fr:commune`).
    pub granularity: Option<String>,
    /// What is fetched besides organizations.
    #[serde(default = "everything")]
    pub include: Vec<Include>,
    /// Hosts that an export may be redirected to, by https.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Connects to loopback and private addresses, for a portal of one's own network.
    #[serde(default)]
    pub allow_private: bool,
    /// Requests a second, at most.
    pub per_second: Option<f64>,
    /// Requests at once, at most.
    pub concurrency: Option<usize>,
    /// The folder that `fetch` writes and `build` reads, for a source with a `url`: `snapshot` unless told.
    pub snapshot: Option<PathBuf>,
}

/// A kind of record that is fetched, as `[source] include` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Include {
    /// Datasets with their files: always fetched.
    Datasets,
    /// Reuses.
    Reuses,
    /// APIs.
    Dataservices,
    /// News.
    Posts,
    /// Topics ("bouquets").
    Topics,
    /// How many discussions a record has. Their texts and authors are never fetched.
    DiscussionsCounts,
}

impl Include {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Datasets,
        Self::Reuses,
        Self::Dataservices,
        Self::Posts,
        Self::Topics,
        Self::DiscussionsCounts,
    ];

    /// As the configuration writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Datasets => "datasets",
            Self::Reuses => "reuses",
            Self::Dataservices => "dataservices",
            Self::Posts => "posts",
            Self::Topics => "topics",
            Self::DiscussionsCounts => "discussions-counts",
        }
    }
}

/// One path or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "expected a path or a list of paths")]
pub enum OneOrMany {
    /// One.
    One(PathBuf),
    /// Several.
    Many(Vec<PathBuf>),
}

/// The kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// udata's CSV exports.
    UdataCsv,
    /// Objects of udata's API: JSON Lines or pages of lists.
    UdataJson,
    /// A folder that `etalage fetch` wrote.
    Snapshot,
    /// udata's HTTP API, by way of a snapshot.
    UdataApi,
    /// udata's CSV exports, downloaded into a snapshot.
    UdataExports,
}

impl SourceKind {
    /// Its name in the config.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UdataCsv => "udata-csv",
            Self::UdataJson => "udata-json",
            Self::Snapshot => "snapshot",
            Self::UdataApi => "udata-api",
            Self::UdataExports => "udata-exports",
        }
    }
}

/// `[theme]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThemeConfig {
    /// The theme's name: a folder in `themes/`, or `default`.
    pub name: String,
    /// The accent colour, as a CSS hexadecimal colour.
    pub accent: Option<String>,
}

/// `[catalog]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CatalogConfig {
    /// What becomes of archived datasets.
    pub archived: Archived,
    /// Shows the slug of persons who own datasets (personal data).
    pub owners: bool,
    /// Shows images inside descriptions (requests to third parties).
    pub images: bool,
    /// A tag has a page when this many listed datasets bear it.
    pub tag_minimum: usize,
}

/// What becomes of archived datasets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Archived {
    /// A page with a banner and `noindex`, out of listings and feeds.
    #[default]
    Page,
    /// A page with a banner, and listed.
    List,
    /// No page.
    Hide,
}

/// `[host]`
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HostConfig {
    /// The host, whose limits a build keeps.
    pub kind: HostKind,
    /// How many files the host takes, where a plan or an instance takes more than usual.
    pub max_files: Option<u64>,
}

/// Hosts whose limits are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HostKind {
    /// Netlify.
    #[default]
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// GitHub Pages.
    Github,
    /// GitLab Pages.
    Gitlab,
    /// A web server of one's own.
    Plain,
}

/// `[search]`
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SearchConfig {
    /// What can be found: `dataset`, `organization`, `reuse`, `dataservice`.
    pub kinds: Vec<SearchKind>,
    /// The languages of the catalogue's texts; the site's own when empty. The first gives the stems, all give
    /// stop words.
    pub languages: Vec<String>,
    /// How much views, reuses, followers and downloads weigh; 0 for nothing.
    pub popularity: f64,
    /// What a word weighs in each field.
    pub weights: SearchWeights,
    /// A file of synonyms of the site's own.
    pub synonyms: Option<PathBuf>,
    /// Whether the synonyms of French open data that come with etalage are known.
    pub default_synonyms: bool,
    /// Whether `search/elasticlunr.json` is written.
    pub elasticlunr: Elasticlunr,
    /// Whether a service worker keeps what was searched for use without a network.
    pub offline: bool,
}

/// A kind of record, as `[search] kinds` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SearchKind {
    /// Datasets.
    Dataset,
    /// Organizations.
    Organization,
    /// Reuses.
    Reuse,
    /// APIs.
    Dataservice,
}

/// `[search.weights]`: what a word weighs in each field, the description being the measure.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SearchWeights {
    /// Title or name.
    pub title: f64,
    /// Acronym.
    pub acronym: f64,
    /// The publishing organization's name and acronym.
    pub organization: f64,
    /// Tags.
    pub tags: f64,
    /// Titles and formats of resources.
    pub resources: f64,
    /// Description.
    pub description: f64,
    /// Words that synonyms add.
    pub synonyms: f64,
}

/// When the elasticlunr file is written: `true`, `false` or `"auto"`, for catalogues small enough that a
/// browser loads it gladly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Elasticlunr {
    /// For small catalogues.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl<'de> Deserialize<'de> for Elasticlunr {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Switch(bool),
            Word(String),
        }
        match Raw::deserialize(deserializer)? {
            Raw::Switch(true) => Ok(Self::Always),
            Raw::Switch(false) => Ok(Self::Never),
            Raw::Word(word) if word == "auto" => Ok(Self::Auto),
            Raw::Word(word) => Err(serde::de::Error::custom(format!(
                "elasticlunr is true, false or \"auto\", not \"{word}\""
            ))),
        }
    }
}

/// `[check]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CheckConfig {
    /// The file of what trying the addresses of files found.
    pub results: PathBuf,
    /// Whether addresses of this machine and its network are tried.
    pub allow_private: bool,
}

/// `[build]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BuildConfig {
    /// The output folder.
    pub out: PathBuf,
    /// The folder of Markdown pages.
    pub content: PathBuf,
    /// How many of a hundred records of a kind may go from one build to the next unasked.
    #[serde(deserialize_with = "percent")]
    pub max_shrink: f64,
}

/// A percentage: 10, "10 %", or as a share below 1 (0.1).
fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a percentage, such as 10 or \"10 %\"")]
    enum Percent {
        Number(f64),
        Text(String),
    }
    let told = match Percent::deserialize(deserializer)? {
        Percent::Number(number) if number > 0.0 && number < 1.0 => Some(number * 100.0),
        Percent::Number(number) => Some(number),
        Percent::Text(text) => text.trim().trim_end_matches('%').trim_end().parse().ok(),
    };
    told.filter(|percent| (0.0..=100.0).contains(percent))
        .ok_or_else(|| serde::de::Error::custom("give a percentage from 0 to 100, such as 10 or \"10 %\""))
}

/// A day, as a text or as TOML's own kind of date.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a day, such as 2026-01-16")]
    enum Day {
        Text(String),
        Date(toml::value::Datetime),
    }
    Ok(Some(match Day::deserialize(deserializer)? {
        Day::Text(text) => text,
        Day::Date(date) => date.to_string(),
    }))
}

impl HostKind {
    /// The host's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Netlify => "Netlify",
            Self::Cloudflare => "Cloudflare Pages",
            Self::Github => "GitHub Pages",
            Self::Gitlab => "GitLab Pages",
            Self::Plain => "a plain server",
        }
    }
}

fn everything() -> Vec<Include> {
    Include::ALL.to_vec()
}

fn french() -> String {
    "fr".to_owned()
}

impl Default for ThemeConfig {
    fn default() -> Self {
        Self { name: "default".to_owned(), accent: None }
    }
}

impl Default for CatalogConfig {
    fn default() -> Self {
        Self { archived: Archived::default(), owners: false, images: false, tag_minimum: 3 }
    }
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self {
            kinds: vec![
                SearchKind::Dataset,
                SearchKind::Organization,
                SearchKind::Reuse,
                SearchKind::Dataservice,
            ],
            languages: Vec::new(),
            popularity: 1.0,
            weights: SearchWeights::default(),
            synonyms: None,
            default_synonyms: true,
            elasticlunr: Elasticlunr::Auto,
            offline: false,
        }
    }
}

impl Default for SearchWeights {
    fn default() -> Self {
        Self {
            title: 5.0,
            acronym: 5.0,
            organization: 2.0,
            tags: 2.0,
            resources: 0.5,
            description: 1.0,
            synonyms: 4.0,
        }
    }
}

impl Default for CheckConfig {
    fn default() -> Self {
        Self { results: PathBuf::from("checks.jsonl"), allow_private: false }
    }
}

impl Default for BuildConfig {
    fn default() -> Self {
        Self { out: PathBuf::from("public"), content: PathBuf::from("content"), max_shrink: 10.0 }
    }
}

impl Config {
    /// The path under which the site lives: empty, or `/sub/path` without a slash at the end.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.site.base_url.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme.find('/').map_or("", |slash| after_scheme[slash..].trim_end_matches('/'))
    }

    /// A path of the config, relative to the config's own folder.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.root.join(path)
    }
}
