//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Turns an open data catalogue into a complete static portal.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 when all went well, 1 when it did not, 2 when the command line is wrong, 3 when \
                  `check` found errors."
)]
pub(crate) struct Cli {
    /// The site's configuration. Relative paths in it are relative to its folder
    #[arg(long, global = true, value_name = "FILE", default_value = "etalage.toml")]
    pub(crate) config: PathBuf,

    /// Says nothing but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begins a site: its configuration, its pages, and what its host needs to rebuild it every night
    Init(Init),

    /// Writes the site: only what changed since the last build
    Build(Build),

    /// Serves the site on this machine as its host will, and shows every change at once
    Serve(Serve),

    /// Tells everything that is wrong with the configuration, the theme, the content, the catalogue and the built site
    Check(Check),

    /// Prints the figures of the dashboard
    Stats(Stats),

    /// Lists, shows, copies, checks and makes themes
    #[command(subcommand)]
    Theme(Theme),

    /// Fetches the catalogue of a portal into a snapshot
    Fetch(Fetch),
}

/// `etalage build`
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// A file or folder of the catalogue, instead of those that `[source]` names. May be repeated
    #[arg(long, value_name = "PATH")]
    pub(crate) source: Vec<PathBuf>,

    /// Fetches the catalogue first. When that fails, the last snapshot is used, and the site says its date
    #[arg(long, conflicts_with_all = ["source", "dry_run"])]
    pub(crate) fetch: bool,

    /// The folder to write to, instead of `[build] out`
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// The address of the site, instead of `[site] base_url`
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// The theme, instead of `[theme] name`
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<String>,

    /// Writes figures and everything that was wrong with the data to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// Writes nothing: says what would be written, and whether the host takes it
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Goes on though the catalogue holds far less than the last time
    #[arg(long)]
    pub(crate) accept_shrink: bool,

    /// Writes to a folder that etalage did not make, and replaces files of others that have the name of a page
    #[arg(long)]
    pub(crate) force: bool,
}

/// `etalage serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// A file or folder of the catalogue, instead of those that `[source]` names. May be repeated
    #[arg(long, value_name = "PATH")]
    pub(crate) source: Vec<PathBuf>,

    /// Fetches the catalogue first. When that fails, the last snapshot is used, and the site says its date
    #[arg(long, conflicts_with = "source")]
    pub(crate) fetch: bool,

    /// The theme, instead of `[theme] name`
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<String>,

    /// The port; 0 takes any that is free. Without it 4000, or any where that is taken
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,

    /// The address to listen on. Another than this machine's own lets others in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: std::net::IpAddr,

    /// Opens the home page in the browser
    #[arg(long)]
    pub(crate) open: bool,

    /// Looks at the files five times a second, where the system does not tell of changes (network folders, some
    /// containers)
    #[arg(long)]
    pub(crate) poll: bool,
}

/// `etalage check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// A file or folder of the catalogue, instead of those that `[source]` names. May be repeated
    #[arg(long, value_name = "PATH")]
    pub(crate) source: Vec<PathBuf>,

    /// A built site: its links, anchors, ids, sizes and what its host would say are checked too
    #[arg(long, value_name = "DIR")]
    pub(crate) site: Option<PathBuf>,

    /// Tries the addresses of files, and keeps what was found for builds
    #[arg(long)]
    pub(crate) external: bool,

    /// Tries addresses of this machine and its network too
    #[arg(long, requires = "external")]
    pub(crate) allow_private: bool,

    /// Writes the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `etalage theme`
#[derive(Debug, Subcommand)]
pub(crate) enum Theme {
    /// Lists the themes that a site can name: its own, in themes/, and those that etalage comes with
    List,

    /// Says where a file of the theme comes from
    Show(ThemeShow),

    /// Copies files of the theme behind into themes/ beside the configuration, to be changed there
    Eject(ThemeEject),

    /// Finds what is wrong with a theme: renders pages of every kind over an example and a hostile catalogue
    Check(ThemeCheck),

    /// Makes a theme that changes nothing yet, in themes/ beside the configuration
    New(ThemeNew),
}

/// `etalage theme show`
#[derive(Debug, Args)]
pub(crate) struct ThemeShow {
    /// A file: dataset.html, style.css, fr.ftl, or with its folder, templates/dataset.html
    #[arg(required_unless_present = "variables")]
    pub(crate) file: Option<String>,

    /// The theme, instead of `[theme] name`
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<String>,

    /// Prints the file itself
    #[arg(long)]
    pub(crate) text: bool,

    /// Prints what the template is given; without a file, what every template is given
    #[arg(long, conflicts_with = "text")]
    pub(crate) variables: bool,
}

/// `etalage theme eject`
#[derive(Debug, Args)]
pub(crate) struct ThemeEject {
    /// Files: dataset.html, style.css, fr.ftl, or with their folder, templates/dataset.html
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,

    /// The theme to copy into, instead of `[theme] name`
    #[arg(long, value_name = "NAME")]
    pub(crate) theme: Option<String>,

    /// Replaces files that are there already
    #[arg(long)]
    pub(crate) force: bool,
}

/// `etalage theme check`
#[derive(Debug, Args)]
pub(crate) struct ThemeCheck {
    /// The theme, instead of `[theme] name`
    pub(crate) name: Option<String>,

    /// Prints the findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `etalage theme new`
#[derive(Debug, Args)]
pub(crate) struct ThemeNew {
    /// Its name: letters, digits, `-` and `_`
    pub(crate) name: String,

    /// The theme that fills in for what it does not change
    #[arg(long, value_name = "NAME", default_value = etalage::theme::DEFAULT)]
    pub(crate) extends: String,
}

/// `etalage fetch`
#[derive(Debug, Args)]
pub(crate) struct Fetch {
    /// The snapshot's folder, instead of `[source] snapshot`
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// `etalage init`
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder, which is made
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,

    /// The portal's name
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// The address of the site to be
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// The language of its pages
    #[arg(long, value_parser = ["fr", "en"])]
    pub(crate) language: Option<String>,

    /// One sentence on what it is
    #[arg(long)]
    pub(crate) description: Option<String>,

    /// Who publishes it
    #[arg(long)]
    pub(crate) publisher: Option<String>,

    /// The address to write to
    #[arg(long)]
    pub(crate) contact: Option<String>,

    /// The udata portal whose catalogue it shows
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// Shows the datasets of this organization only, by slug or id. May be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) organization: Vec<String>,

    /// Shows datasets with this tag only. May be repeated
    #[arg(long)]
    pub(crate) tag: Vec<String>,

    /// Where it is to be served from
    #[arg(long, value_parser = ["netlify", "cloudflare", "github", "gitlab", "plain"])]
    pub(crate) host: Option<String>,

    /// Asks nothing, even on a terminal
    #[arg(long)]
    pub(crate) yes: bool,

    /// Replaces files that are there already
    #[arg(long)]
    pub(crate) force: bool,
}

/// `etalage stats`
#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// A file or folder of the catalogue, instead of those that `[source]` names. May be repeated
    #[arg(long, value_name = "PATH")]
    pub(crate) source: Vec<PathBuf>,

    /// Only what this organization publishes: its id, its slug or its name
    #[arg(long, value_name = "ORGANIZATION")]
    pub(crate) organization: Option<String>,

    /// Prints every figure as JSON
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,

    /// Prints one figure as CSV. `quality` is a row per dataset; `mend`, with an organization, what to mend first
    #[arg(long, value_name = "NAME")]
    pub(crate) csv: Option<String>,
}
