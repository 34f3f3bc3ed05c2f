//! Leads Tera's errors, which speak of what Tera was given, back to the files of a theme.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::ErrorKind;

use super::error::{Mistake, ThemeError};
use super::templates::Compiled;

/// An error with its place in a theme's file.
pub(super) fn mistake(error: &tera::Error, compiled: &BTreeMap<String, Compiled>) -> ThemeError {
    let text = error.to_string();
    let mut mistake = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at(compiled, report.filename(), report.span().range.clone(), report.message())
        }
        // Faults of several templates are reported as a text, one after the other.
        _ => first_locus(&text, compiled),
    }
    .unwrap_or_else(|| Mistake::at("templates", "", 0..0, text.clone()));
    for line in text.lines() {
        if let Some(locus) = line.strip_prefix("note: called from ")
            && let Some((name, range)) = place(locus, compiled)
            && let Some(caller) = at(compiled, name, range, "")
        {
            mistake.called_from.push(caller.place());
        }
    }
    mistake.into()
}

/// An error that has no place.
pub(super) fn plain(error: &tera::Error) -> ThemeError {
    Mistake::at("templates", "", 0..0, error.to_string()).into()
}

fn at(
    compiled: &BTreeMap<String, Compiled>,
    name: &str,
    range: Range<usize>,
    message: &str,
) -> Option<Mistake> {
    let template = compiled.get(name)?;
    let range = template.rewritten.map.range(range);
    Some(Mistake::at(&template.file, &template.source, range, message))
}

/// `error: message` and ` --> name:line:column`.
fn first_locus(text: &str, compiled: &BTreeMap<String, Compiled>) -> Option<Mistake> {
    let (message, rest) = text.strip_prefix("error: ").unwrap_or(text).split_once("--> ")?;
    let (name, range) = place(rest.lines().next()?, compiled)?;
    at(compiled, name, range, message.trim())
}

/// A `name:line:column` of what Tera was given, as a byte range of it.
pub(super) fn place<'a>(
    locus: &'a str,
    compiled: &BTreeMap<String, Compiled>,
) -> Option<(&'a str, Range<usize>)> {
    let mut parts = locus.trim().rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let text = &compiled.get(name)?.rewritten.text;
    let start = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let offset: usize = text[start..].chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some((name, start + offset..start + offset + 1))
}
