//! `etalage theme eject`: copies files of the theme behind, to be changed in the site's own folder.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use etalage::theme::{self, Version};

use super::{Workshop, check_name};
use crate::cli::ThemeEject;

/// A file to copy.
struct Copy {
    from: Version,
    to: PathBuf,
}

/// Copies all or nothing; says what was copied.
pub(super) fn run(site: &Workshop, arguments: &ThemeEject) -> Result<String> {
    let name = site.named(arguments.theme.as_ref());
    check_name(name)?;
    let copies: Vec<Copy> =
        arguments.files.iter().map(|file| plan(site, name, file, arguments.force)).collect::<Result<_>>()?;
    let mut text = String::new();
    for Copy { from, to } in copies {
        let failed = || format!("{}: could not write it", to.display());
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(failed)?;
        }
        fs::write(&to, &from.bytes).with_context(failed)?;
        let _ = writeln!(text, "{}: copied from {}", to.display(), from.place);
    }
    Ok(text)
}

/// The version of a file that stands behind the site's own.
fn plan(site: &Workshop, name: &str, file: &str, force: bool) -> Result<Copy> {
    let part = theme::find(&site.themes, name, file)?;
    let to = site.themes.join(name).join(&part.path);
    let Some(from) = part.versions.into_iter().find(|version| version.theme != name || !version.on_disk)
    else {
        bail!("{}: only this theme has the file, there is nothing behind it to copy", to.display());
    };
    if to.exists() && !force {
        bail!("{}: the file is there already; --force replaces it", to.display());
    }
    Ok(Copy { from, to })
}
