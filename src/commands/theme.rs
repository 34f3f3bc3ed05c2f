//! `etalage theme`: what a theme's writer asks for every few minutes.

mod check;
mod eject;
mod new;
mod show;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use etalage::config::{Config, ConfigError};
use etalage::theme::{self, DEFAULT, Listed};

use crate::cli::{Cli, Theme};

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Theme) -> Result<ExitCode> {
    let site = Workshop::of(&cli.config)?;
    match arguments {
        Theme::List => print(&list(&site)),
        Theme::Show(arguments) => print(&show::run(&site, arguments)?),
        Theme::Eject(arguments) => say(cli, &eject::run(&site, arguments)?),
        Theme::Check(arguments) => return check::run(cli, &site, arguments),
        Theme::New(arguments) => say(cli, &new::run(&site, arguments)?),
    }
    Ok(ExitCode::SUCCESS)
}

/// Where a site's themes are, and which of them it uses. Themes can be looked at before there is a site: without a
/// configuration, the one in use is the default.
struct Workshop {
    /// The folder of the site's own themes, which need not exist.
    themes: PathBuf,
    /// The theme in use.
    theme: String,
}

impl Workshop {
    fn of(config: &Path) -> Result<Self> {
        let root = config.parent().unwrap_or(Path::new("")).to_owned();
        let theme = match Config::load(config) {
            Ok(config) => config.theme.name,
            Err(ConfigError::Missing { .. }) => DEFAULT.to_owned(),
            Err(error) => return Err(error.into()),
        };
        Ok(Self { themes: root.join("themes"), theme })
    }

    /// The theme that an argument names, else the one in use.
    fn named<'a>(&'a self, argument: Option<&'a String>) -> &'a str {
        argument.unwrap_or(&self.theme)
    }
}

/// A line a theme, a star before the one in use.
fn list(site: &Workshop) -> String {
    let mut text = String::new();
    let themes = theme::list(&site.themes);
    let width = themes.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, theme) in themes {
        let mark = if name == site.theme { '*' } else { ' ' };
        let line = match theme {
            Ok(theme) => format!("{mark} {name:width$}  {}", described(&theme)),
            Err(error) => {
                let error = error.to_string();
                format!("{mark} {name:width$}  cannot be used: {}", error.lines().next().unwrap_or_default())
            }
        };
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// Where a theme is, what is behind it, what it looks like.
fn described(theme: &Listed) -> String {
    let mut words =
        theme.folder.as_ref().map_or_else(|| "in etalage".to_owned(), |folder| folder.display().to_string());
    if let Some(next) = theme.behind.first() {
        let changes = if *next == theme.name { "changes" } else { "extends" };
        let _ = write!(words, ", {changes} {next}");
    }
    if !theme.description.is_empty() {
        let _ = write!(words, ". {}", theme.description);
    }
    words
}

/// Refuses a name that is no folder's.
fn check_name(name: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || !name.chars().all(plain) {
        bail!("{name:?} cannot be a theme's name: use letters, digits, `-` and `_`");
    }
    Ok(())
}

fn print(text: &str) {
    // A pipe that nobody reads is no error.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn say(cli: &Cli, text: &str) {
    if !cli.quiet {
        print(text);
    }
}
