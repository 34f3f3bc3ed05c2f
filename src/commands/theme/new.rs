//! `etalage theme new`: a theme that changes nothing yet, with a word on what to change first.

use std::fs;

use anyhow::{Context, Result, bail};
use etalage::theme;

use super::{Workshop, check_name};
use crate::cli::ThemeNew;

/// Makes the folder; says what to do next.
pub(super) fn run(site: &Workshop, arguments: &ThemeNew) -> Result<String> {
    let ThemeNew { name, extends } = arguments;
    check_name(name)?;
    let folder = site.themes.join(name);
    if folder.exists() {
        bail!("{}: there is a theme of that name already", folder.display());
    }
    let themes = theme::list(&site.themes);
    match themes.iter().find(|(known, _)| known == extends) {
        None => {
            let known: Vec<_> = themes.iter().map(|(known, _)| known.as_str()).collect();
            bail!("there is no theme {extends:?} to extend; themes that exist: {}", known.join(", "));
        }
        Some((_, Err(error))) => bail!("theme {extends:?} cannot be extended: {error}"),
        Some((_, Ok(_))) => {}
    }
    let files = [
        ("theme.toml", include_str!("new/theme.toml").replace("THEME", extends)),
        ("assets/style.css", include_str!("new/style.css").to_owned()),
    ];
    for (path, text) in files {
        let path = folder.join(path);
        let failed = || format!("{}: could not write it", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(failed)?;
        }
        fs::write(&path, text).with_context(failed)?;
    }
    Ok(format!(
        "{folder}: a theme that extends {extends} and changes nothing yet\n\
         To use it: name = {name:?} under [theme] in the site's configuration\n\
         To change a colour: {folder}/assets/style.css\n\
         To change a page: etalage theme eject --theme {name} dataset.html\n",
        folder = folder.display()
    ))
}
