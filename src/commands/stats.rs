//! `etalage stats`: the figures of the dashboard, for a terminal or a program.

use std::borrow::Cow;
use std::io::{self, Write};

use anyhow::{Context, Result, bail};
use etalage::catalog::OrganizationIndex;
use etalage::config::Config;
use etalage::formats::write_quality;
use etalage::output::figure::bytes;
use etalage::site::Site;
use etalage::source::Source;
use etalage::stats::{Figure, IDS, Theme, Unit, write_csv};

use super::progress::{Progress, Unit as Counted};
use crate::cli::{Cli, Stats};

/// Rows of a figure that a terminal shows.
const ROWS: usize = 12;
/// Characters of a cell that a terminal shows.
const WIDTH: usize = 48;

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Stats) -> Result<()> {
    if let Some(name) = &arguments.csv {
        check_name(name, arguments.organization.is_some())?;
    }
    let config = Config::load(&cli.config)?;
    let source = Source::find(&config, &arguments.source)?;
    let stored = source.bytes();
    // What goes to a program is not told about on the way.
    let progress = Progress::new(cli.quiet || arguments.json || arguments.csv.is_some());
    let phase = progress.phase("Reading", stored, Counted::Bytes);
    let catalog = source.read(&|read| phase.add(read))?;
    phase.end(|| format!("Read {}", bytes(stored)));
    let site = Site::load(config, catalog)?;
    let organization = arguments.organization.as_deref().map(|name| find(&site, name)).transpose()?;
    let mut text = Vec::new();
    write(&site, arguments, organization, &mut text)?;
    match io::stdout().write_all(&text) {
        // A pipe that nobody reads any more is no error.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("the figures could not be printed")
        }
        _ => {
            // The process ends here: handing back a whole catalogue, piece by piece, would only take time.
            std::mem::forget(site);
            Ok(())
        }
    }
}

/// Fails when no figure has that name.
fn check_name(name: &str, of_organization: bool) -> Result<()> {
    let is_known = IDS.contains(&name) || name == "quality" || name == "mend";
    if !is_known {
        bail!(
            "--csv {name}: there is no figure of that name; there are {}, quality and mend",
            IDS.join(", ")
        );
    }
    if name == "mend" && !of_organization {
        bail!("--csv mend: say of which organization, with --organization");
    }
    if name == "quality" && of_organization {
        bail!("--csv quality: it is a table of every dataset; leave --organization out");
    }
    Ok(())
}

/// The organization that a person means: by id, slug, or name in any case.
fn find(site: &Site, wanted: &str) -> Result<OrganizationIndex> {
    let organizations = &site.catalog().organizations;
    let by_id = organizations.iter().position(|one| *one.id == *wanted);
    let by_slug = || site.addresses().organizations().find(wanted);
    if let Some(place) = by_id.or_else(by_slug) {
        return Ok(OrganizationIndex::new(place));
    }
    let lower = wanted.trim().to_lowercase();
    let named: Vec<usize> =
        (0..organizations.len()).filter(|place| organizations[*place].name.to_lowercase() == lower).collect();
    match named.as_slice() {
        [place] => Ok(OrganizationIndex::new(*place)),
        [] => bail!(
            "--organization {wanted}: the catalogue has no organization with that id, slug or name; the slug is the \
             last part of its page's address"
        ),
        several => {
            let ids: Vec<&str> = several.iter().map(|place| &*organizations[*place].id).collect();
            bail!("--organization {wanted}: several have that name; say which by its id: {}", ids.join(", "))
        }
    }
}

/// Writes what was asked for.
fn write(
    site: &Site,
    arguments: &Stats,
    organization: Option<OrganizationIndex>,
    text: &mut Vec<u8>,
) -> Result<()> {
    if arguments.csv.as_deref() == Some("quality") {
        return Ok(write_quality(site.catalog(), text)?);
    }
    if let (Some("mend"), Some(index)) = (arguments.csv.as_deref(), organization) {
        return Ok(site.write_mend(index, text)?);
    }
    let figures = organization
        .map_or_else(|| Cow::Owned(site.figures()), |index| Cow::Borrowed(site.organization_figures(index)));
    if let Some(name) = &arguments.csv {
        let Some(figure) = figures.iter().find(|figure| figure.id == name) else {
            bail!("--csv {name}: this figure is of the whole catalogue; leave --organization out");
        };
        return Ok(write_csv(figure, site.catalog(), text)?);
    }
    if arguments.json {
        serde_json::to_writer_pretty(&mut *text, &site.documents(&figures, organization))?;
        text.push(b'\n');
        return Ok(());
    }
    tell(site, &figures, organization, text)?;
    Ok(())
}

/// Tells figures to a person.
fn tell(
    site: &Site,
    figures: &[Figure],
    organization: Option<OrganizationIndex>,
    text: &mut Vec<u8>,
) -> io::Result<()> {
    let catalog = site.catalog();
    let name = organization.map_or_else(
        || site.config().site.title.clone(),
        |index| catalog.organization(index).name.to_string(),
    );
    writeln!(text, "{}, {}", plain(&name, 200), catalog.snapshot.date)?;
    let mut theme = None;
    for figure in figures.iter().filter(|figure| !figure.rows.is_empty()) {
        if theme != Some(figure.theme) {
            theme = Some(figure.theme);
            if figure.theme != Theme::Totals {
                writeln!(text, "\n{}", site.theme_title(figure.theme).to_uppercase())?;
            }
        }
        writeln!(text, "\n{} ({})", site.figure_title(figure.id), figure.id)?;
        let key = site.figure_key(figure);
        if !key.is_empty() {
            writeln!(text, "  {}", plain(&key, 1_000))?;
        }
        table(site, figure, text)?;
    }
    Ok(())
}

/// The first rows of a figure, or the last of a series, in columns.
fn table(site: &Site, figure: &Figure, text: &mut Vec<u8>) -> io::Result<()> {
    let only_names = figure.theme == Theme::Totals;
    let most = if only_names { usize::MAX } else { ROWS };
    let header: Vec<String> = figure.columns.iter().map(|column| site.column_title(column.id)).collect();
    let rows: Vec<Vec<String>> = figure
        .rows
        .iter()
        .take(most)
        .map(|row| row.iter().map(|cell| plain(&site.cell(cell), WIDTH)).collect())
        .collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|place| {
            [&header].into_iter().chain(&rows).map(|row| row[place].chars().count()).max().unwrap_or(0)
        })
        .collect();
    for row in [&header].into_iter().chain(&rows).skip(usize::from(only_names)) {
        let mut line = String::from(" ");
        for ((cell, width), column) in row.iter().zip(&widths).zip(&figure.columns) {
            let pad = " ".repeat(width - cell.chars().count());
            line.push(' ');
            if column.unit == Unit::Label {
                line.push_str(cell);
                line.push_str(&pad);
            } else {
                line.push_str(&pad);
                line.push_str(cell);
            }
            line.push(' ');
        }
        writeln!(text, "{}", line.trim_end())?;
    }
    if figure.rows.len() > most {
        writeln!(text, "  … {} more: --csv {}", figure.rows.len() - ROWS, figure.id)?;
    }
    Ok(())
}

/// A text on one line, without what a terminal would obey, cut to `most` characters.
fn plain(text: &str, most: usize) -> String {
    let mut plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(most).collect();
    if text.chars().count() > most {
        plain.pop();
        plain.push('…');
    }
    plain
}
