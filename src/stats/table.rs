//! Figures for programs: CSV and JSON.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::figure::{Cell, Figure, Unit};
use crate::catalog::Catalog;

/// A cell as programs read it.
enum Value<'a> {
    Nothing,
    Yes(bool),
    Whole(u64),
    Decimal(f64),
    Text(Cow<'a, str>),
}

impl Value<'_> {
    /// As CSV writes it. A text that a spreadsheet would take for a formula is preceded by an apostrophe.
    fn csv(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Yes(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Self::Whole(number) => number.to_string().into(),
            Self::Decimal(number) => number.to_string().into(),
            Self::Text(text) => plain(text),
        }
    }
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Yes(yes) => serializer.serialize_bool(*yes),
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::Decimal(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The value of a cell; a record's is its id, and its name the second.
fn values<'a>(cell: &'a Cell, catalog: &'a Catalog) -> (Value<'a>, Option<Value<'a>>) {
    let text = |text: &'a str| Value::Text(Cow::Borrowed(text));
    let value = match cell {
        Cell::Empty => Value::Nothing,
        Cell::Word("yes") => Value::Yes(true),
        Cell::Word("no") => Value::Yes(false),
        Cell::Word(id) => text(id),
        Cell::Term(_, id) => text(id),
        Cell::Text(own) => text(own),
        Cell::Count(number) | Cell::Bytes(number) => Value::Whole(*number),
        Cell::Share(share) => Value::Decimal((share * 1e6).round() / 1e6),
        Cell::Year(year) => Value::Text(format!("{year:04}").into()),
        Cell::Month(year, month) => Value::Text(format!("{year:04}-{month:02}").into()),
        Cell::Day(day) => Value::Text(day.to_string().into()),
        Cell::Dataset(index) => {
            let dataset = catalog.dataset(*index);
            return (text(&dataset.id), Some(text(&dataset.title)));
        }
        Cell::Organization(index) => {
            let organization = catalog.organization(*index);
            return (text(&organization.id), Some(text(&organization.name)));
        }
    };
    (value, None)
}

/// The names of a figure's columns; that of records is followed by one for their names.
fn names(figure: &Figure) -> Vec<Cow<'static, str>> {
    let mut names = Vec::new();
    for (place, column) in figure.columns.iter().enumerate() {
        names.push(column.id.into());
        match figure.rows.first().and_then(|row| row.get(place)) {
            Some(Cell::Dataset(_)) => names.push(format!("{}_title", column.id).into()),
            Some(Cell::Organization(_)) => names.push(format!("{}_name", column.id).into()),
            _ => {}
        }
    }
    names
}

/// The values of a row, in the order of [`names`].
fn row<'a>(row: &'a [Cell], catalog: &'a Catalog) -> Vec<Value<'a>> {
    let mut list = Vec::with_capacity(row.len() + 1);
    for cell in row {
        let (value, name) = values(cell, catalog);
        list.push(value);
        list.extend(name);
    }
    list
}

/// A figure as CSV: a header of column ids, a line a row.
pub fn write_csv(figure: &Figure, catalog: &Catalog, output: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(names(figure).iter().map(|name| name.as_bytes()))?;
    for cells in &figure.rows {
        for value in row(cells, catalog) {
            table.write_field(value.csv().as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

/// All figures as one CSV, a line a number: the figure, the row's number and name, the column, the value.
pub fn write_all(figures: &[Figure], catalog: &Catalog, mut output: impl Write) -> io::Result<()> {
    // Hundreds of lines for each of hundreds of organizations.
    let mut table = String::from("figure,row,name,column,value\n");
    let mut begin = String::new();
    for figure in figures {
        let names = names(figure);
        for (number, cells) in figure.rows.iter().enumerate() {
            let values = row(cells, catalog);
            begin.clear();
            // Writing to a string never fails.
            let _ = write!(begin, "{},{},", figure.id, number + 1);
            push(&mut begin, &values.first().map(Value::csv).unwrap_or_default());
            for (column, value) in names.iter().zip(&values).skip(1) {
                table.push_str(&begin);
                table.push(',');
                push(&mut table, column);
                table.push(',');
                push(&mut table, &value.csv());
                table.push('\n');
            }
        }
    }
    output.write_all(table.as_bytes())
}

/// Appends a field of CSV, between quotes where it needs them (RFC 4180).
fn push(table: &mut String, field: &str) {
    if !field.contains([',', '"', '\n', '\r']) {
        table.push_str(field);
        return;
    }
    table.push('"');
    for (place, part) in field.split('"').enumerate() {
        if place > 0 {
            table.push_str("\"\"");
        }
        table.push_str(part);
    }
    table.push('"');
}

/// A figure with its words, as JSON gives it.
pub struct Document<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Where its records are.
    pub catalog: &'a Catalog,
    /// The title.
    pub title: String,
    /// How it is counted.
    pub about: String,
    /// The headings of its columns.
    pub headings: Vec<String>,
}

#[derive(Serialize)]
struct ColumnDocument<'a> {
    id: &'a str,
    title: &'a str,
    unit: &'static str,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("id", self.figure.id)?;
        map.serialize_entry("title", &self.title)?;
        map.serialize_entry("description", &self.about)?;
        let columns: Vec<ColumnDocument> = self
            .figure
            .columns
            .iter()
            .zip(&self.headings)
            .map(|(column, title)| ColumnDocument { id: column.id, title, unit: unit(column.unit) })
            .collect();
        map.serialize_entry("columns", &columns)?;
        map.serialize_entry("rows", &Rows { figure: self.figure, catalog: self.catalog })?;
        map.end()
    }
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Label => "label",
        Unit::Count => "count",
        Unit::Share => "share",
        Unit::Bytes => "bytes",
        Unit::Days => "days",
    }
}

struct Rows<'a> {
    figure: &'a Figure,
    catalog: &'a Catalog,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = names(self.figure);
        let mut rows = serializer.serialize_seq(Some(self.figure.rows.len()))?;
        for cells in &self.figure.rows {
            rows.serialize_element(&Row { names: &names, values: row(cells, self.catalog) })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    names: &'a [Cow<'static, str>],
    values: Vec<Value<'a>>,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (name, value) in self.names.iter().zip(&self.values) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::push;

    proptest::proptest! {
        #[test]
        fn fields_are_written_as_the_library_does(fields in proptest::collection::vec("[a,\"\n\r é]{0,6}", 2..5)) {
            let mut table = String::new();
            for (place, field) in fields.iter().enumerate() {
                if place > 0 {
                    table.push(',');
                }
                push(&mut table, field);
            }
            table.push('\n');
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&fields).unwrap();
            proptest::prop_assert_eq!(table.into_bytes(), writer.into_inner().unwrap());
        }
    }
}
