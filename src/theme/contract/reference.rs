//! The reference of what templates are given, as Markdown.

use std::fmt::Write;

use super::shape::{Field, Structure};

/// Templates with what they are given: each structure that they lead to is described once, after them.
///
/// `given` holds the names of templates that are given the same, and that.
pub fn reference(given: &[(Vec<&str>, &'static Structure)], globals: &'static Structure) -> String {
    let mut text = String::new();
    let mut told: Vec<&'static Structure> = Vec::new();
    let mut open: Vec<&'static Structure> = Vec::new();
    section(&mut text, "Every template and component", globals, &mut open);
    for (templates, structure) in given {
        told.push(structure);
        let names: Vec<_> = templates.iter().map(|name| format!("`{name}`")).collect();
        section(&mut text, &names.join(", "), structure, &mut open);
    }
    let mut at = 0;
    while at < open.len() {
        let structure = open[at];
        at += 1;
        if !told.iter().any(|known| known.name == structure.name) {
            told.push(structure);
            section(&mut text, structure.name, structure, &mut open);
        }
    }
    text
}

/// A heading, what the structure is, a line a field; puts what fields lead to at the end of `open`.
fn section(
    text: &mut String,
    heading: &str,
    structure: &'static Structure,
    open: &mut Vec<&'static Structure>,
) {
    let about = joined(structure.about);
    let _ = write!(text, "## {heading}\n\n{about}\n\n");
    for Field { name, about, shape } in structure.fields {
        let _ = writeln!(text, "- `{name}` ({}): {}", shape.words(), joined(about));
        open.extend(shape.innermost());
    }
    text.push('\n');
}

/// The lines of a doc comment as one paragraph.
fn joined(lines: &[&str]) -> String {
    let words: Vec<_> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    words.join(" ")
}
