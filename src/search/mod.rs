//! Search in the browser, from static files.
//!
//! [`analysis`] turns texts into forms; [`invert`] documents into an [`invert::Index`], weighed by [`score`];
//! [`shards`] cuts it into files that a query reads two or three of. Beside it: [`summaries`] of results,
//! [`popularity`], [`facets`], [`keys`] (ids and slugs), [`spelling`], [`suggestions`]. [`entry`] names them all.
//! The [`client`] reads them. Small catalogues have their index as elasticlunr.js reads it, too.

pub mod analysis;
pub mod client;
pub mod document;
pub mod elasticlunr_file;
pub mod encode;
pub mod entry;
pub mod facets;
pub mod input;
pub mod invert;
pub mod keys;
pub mod popularity;
pub mod score;
pub mod shards;
pub mod spelling;
pub mod suggestions;
pub mod summaries;
pub mod synonyms;

use crate::config::{SearchConfig, SearchKind};

use document::{Kind, Numbering};
use entry::{Entry, Part};
use invert::invert;
use score::Scoring;
use synonyms::Synonyms;

pub use facets::Facet;
pub use input::{Label, SearchInput, input_key};

/// The version of the files' format. The client refuses another.
pub const FORMAT: u32 = 2;

/// Files of the search, with their paths in the output, all under `search/`.
pub type SearchBundle = Vec<(String, Vec<u8>)>;

/// Builds every file of the search. The same input gives the same bytes; names tell contents, but for
/// `search/entry.json`.
pub fn build(input: &SearchInput<'_>, config: &SearchConfig) -> SearchBundle {
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| config.kinds.contains(&configured(*kind))).collect();
    let numbering = Numbering::new(input, &kinds);
    let mut languages: Vec<&str> = config.languages.iter().map(String::as_str).collect();
    if languages.is_empty() {
        languages.push(input.language);
    }
    let shipped = if config.default_synonyms && languages.contains(&"fr") { synonyms::FRENCH } else { "" };
    let synonyms = Synonyms::parse([shipped, input.synonyms]);
    let scoring = Scoring::new(&config.weights);
    let index = invert(input, &numbering, &languages, &synonyms, &scoring);

    let mut bundle = Bundle::default();
    let mut entry = Entry::new(input, &numbering, &index);
    entry.core = bundle.add("search-core", "js", client::shipped(client::CORE).into_bytes());
    entry.ui = bundle.add("search-ui", "js", client::shipped(client::UI).into_bytes());
    if config.offline {
        let worker = client::shipped(client::OFFLINE).into_bytes();
        entry.offline = Some(bundle.keep("search-offline.js", worker));
    }
    let cut = shards::cut(&index, &facets::terms(input, &numbering));
    entry.shards = bundle.add_part("i", cut);
    entry.spelling = bundle.add_part("r", spelling::cut(&index));
    if elasticlunr_file::is_wanted(config.elasticlunr, &numbering) {
        let (file, pipeline) = elasticlunr_file::files(input, &numbering, &index);
        entry.elasticlunr =
            Some((bundle.keep("elasticlunr.json", file), bundle.keep("elasticlunr-pipeline.js", pipeline)));
    }
    drop(index);
    entry.keys =
        bundle.add_part("k", shards::Shards { bounds: Vec::new(), files: keys::files(input, &numbering) });
    entry.chunk = summaries::chunk(&numbering, bundle.files.len());
    for folder in summaries::folders(input, &numbering, entry.chunk) {
        entry.summaries.push_str(&bundle.add_folder("s", 0, folder));
    }
    let popularity = popularity::column(input, &numbering, config.popularity);
    entry.popularity_step = popularity.step;
    if !popularity.column.is_empty() {
        entry.popularity = Some(bundle.add("popularity", "bin", popularity.column));
    }
    for (facet, column) in facets::columns(input, &numbering) {
        entry.facets.push(facet.id());
        entry.columns.insert(facet.id(), bundle.add(&format!("f/{}", facet.id()), "bin", column));
    }
    for (name, column) in facets::orders(input, &numbering) {
        entry.orders.insert(name, bundle.add(&format!("f/order-{name}"), "bin", column));
    }
    let suggestions = suggestions::file(input, &numbering);
    if !suggestions.is_empty() {
        entry.suggestions = Some(bundle.add("suggestions", "bin", suggestions));
    }
    bundle.files.push(("search/entry.json".to_owned(), entry.to_json()));
    bundle.files
}

fn configured(kind: Kind) -> SearchKind {
    match kind {
        Kind::Dataset => SearchKind::Dataset,
        Kind::Organization => SearchKind::Organization,
        Kind::Reuse => SearchKind::Reuse,
        Kind::Dataservice => SearchKind::Dataservice,
    }
}

#[derive(Default)]
struct Bundle {
    files: SearchBundle,
}

impl Bundle {
    /// Adds a file under a name that tells its content; gives the name, relative to `search/`.
    fn add(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let name = format!("{stem}.{}.{extension}", encode::content_name(&bytes, 10));
        self.files.push((format!("search/{name}"), bytes));
        name
    }

    /// Adds a file under a name that others rely on; gives it.
    fn keep(&mut self, name: &'static str, bytes: Vec<u8>) -> &'static str {
        self.files.push((format!("search/{name}"), bytes));
        name
    }

    /// Adds numbered files, in folders.
    fn add_part(&mut self, parent: &str, shards: shards::Shards) -> Part {
        let mut part = Part { bounds: shards.bounds, count: shards.files.len(), ..Part::default() };
        let mut files = shards.files.into_iter();
        for first in (0..part.count).step_by(entry::FOLDER) {
            let folder = files.by_ref().take(entry::FOLDER).collect();
            part.names.push_str(&self.add_folder(parent, first, folder));
        }
        part
    }

    /// Adds a folder named by all that it holds; its files are numbered from `first` on.
    fn add_folder(&mut self, parent: &str, first: usize, files: Vec<Vec<u8>>) -> String {
        let mut all = Vec::new();
        for file in &files {
            all.extend_from_slice(&u64::try_from(file.len()).unwrap_or(u64::MAX).to_le_bytes());
            all.extend_from_slice(file);
        }
        let name = encode::content_name(&all, entry::NAME);
        for (place, bytes) in (first..).zip(files).filter(|(_, bytes)| !bytes.is_empty()) {
            self.files.push((format!("search/{parent}/{name}/{place}.bin"), bytes));
        }
        name
    }
}
