//! `etalage theme show`: where a file of the theme comes from.

use std::fmt::Write;

use anyhow::{Result, bail};
use etalage::site::view;
use etalage::theme::{self, Part};

use super::Workshop;
use crate::cli::ThemeShow;

/// What to print.
pub(super) fn run(site: &Workshop, arguments: &ThemeShow) -> Result<String> {
    if arguments.variables {
        return variables(arguments.file.as_deref());
    }
    let name = site.named(arguments.theme.as_ref());
    let part = theme::find(&site.themes, name, arguments.file.as_deref().unwrap_or_default())?;
    if arguments.text {
        return text(&part);
    }
    Ok(places(&part))
}

/// What a template is given, or all of them; the latter with the page's title, as docs/theme-variables.md holds it.
fn variables(file: Option<&str>) -> Result<String> {
    let template = file.map(|file| file.strip_prefix("templates/").unwrap_or(file));
    match (view::reference(template), template) {
        (Some(reference), None) => {
            Ok(format!("{}\n{}\n", include_str!("show/variables.md"), reference.trim_end()))
        }
        (Some(reference), Some(_)) => Ok(format!("{}\n", reference.trim_end())),
        (None, _) => {
            let known: Vec<_> = view::templates().iter().map(|given| given.template).collect();
            bail!(
                "{} is given what the templates that extend or include it are given; etalage itself renders: {}",
                template.unwrap_or_default(),
                known.join(", ")
            )
        }
    }
}

/// The version in use, as text.
fn text(part: &Part) -> Result<String> {
    let Some(version) = part.versions.first() else { return Ok(String::new()) };
    match std::str::from_utf8(&version.bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => bail!("{}: this file is no text", version.place),
    }
}

/// A line a version, the one in use first.
fn places(part: &Part) -> String {
    let mut text = format!("{}\n", part.path);
    for (at, version) in part.versions.iter().enumerate() {
        let note = if at == 0 { "used" } else { "behind" };
        let _ = writeln!(text, "  {note:6}  {}", version.place);
    }
    if part.versions.first().is_some_and(|version| !version.on_disk) {
        let _ = writeln!(text, "To change it: etalage theme eject {}", part.path);
    }
    text
}
