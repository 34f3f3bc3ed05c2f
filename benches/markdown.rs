//! Times what the text module does to the descriptions, slugs and addresses of a real catalogue, on one core.
//!
//! `cargo bench --bench markdown -- FOLDER` (or `ETALAGE_BENCH_CATALOGUE=FOLDER`), where the folder holds a udata
//! dataset export (`*dataset*.csv`).

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use etalage::text::markdown::{Options, Renderer};
use etalage::text::{link, path, plain};

struct Row {
    id: String,
    slug: String,
    title: String,
    url: String,
    description: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .or_else(|| std::env::var("ETALAGE_BENCH_CATALOGUE").ok());
    let Some(file) = folder.as_deref().and_then(|folder| dataset_file(Path::new(folder))) else {
        println!("no dataset export given: cargo bench --bench markdown -- FOLDER");
        return Ok(());
    };
    let rows = read(&file)?;
    let bytes: usize = rows.iter().map(|row| row.description.len()).sum();
    println!("{} descriptions, {:.1} MB of Markdown", rows.len(), megabytes(bytes));
    println!("{:<28} {:>9} {:>10} {:>9} {:>9}", "", "seconds", "us a row", "MB in/s", "MB out");

    let renderer = Renderer::new(Options::default());
    let mut cut = 0;
    time("markdown to HTML", &rows, bytes, |row| {
        let rendered = renderer.render(&row.description);
        cut += usize::from(rendered.truncated);
        rendered.html.len()
    });
    time("summary of 200 characters", &rows, bytes, |row| plain::summary(&row.description, 200).len());
    time("plain text of 4 kB", &rows, bytes, |row| plain::plain(&row.description, 4_000).len());
    time("title on a line", &rows, bytes, |row| plain::clean_line(&row.title).len());
    time("address checked", &rows, bytes, |row| link::safe(&row.url).map_or(0, |link| link.href.len()));

    let start = Instant::now();
    let pairs: Vec<_> = rows.iter().map(|row| (&*row.slug, &*row.id)).collect();
    let segments = black_box(path::assign_all(&pairs, &["page", "recent", "files"]));
    println!("{:<28} {:>9.3}", "address segments", start.elapsed().as_secs_f64());
    let kept = segments.iter().zip(&rows).filter(|(segment, row)| ***segment == *row.slug).count();
    println!("{cut} descriptions cut; {kept} of {} slugs kept", rows.len());
    Ok(())
}

/// Runs `work` over all rows and prints what it took; `work` says how many bytes it made.
fn time(name: &str, rows: &[Row], bytes: usize, mut work: impl FnMut(&Row) -> usize) {
    let start = Instant::now();
    let made: usize = rows.iter().map(|row| black_box(work(row))).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{name:<28} {seconds:>9.3} {:>10.2} {:>9.0} {:>9.1}",
        seconds * 1e6 / rows.len() as f64,
        megabytes(bytes) / seconds,
        megabytes(made)
    );
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn dataset_file(folder: &Path) -> Option<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.into_iter().find(|file| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.contains("dataset") && file.extension().is_some_and(|extension| extension == "csv")
    })
}

fn read(file: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_path(file)?;
    let headers = reader.headers()?.clone();
    let column =
        |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
    let columns = [column("id")?, column("slug")?, column("title")?, column("url")?, column("description")?];
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let [id, slug, title, url, description] =
            columns.map(|column| record.get(column).unwrap_or_default().to_owned());
        rows.push(Row { id, slug, title, url, description });
    }
    Ok(rows)
}
