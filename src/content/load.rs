//! Reads the content folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::address::{FileName, LANGUAGES, join};
use super::front_matter::{self, FrontMatter};
use super::link::Destination;
use super::{Attachment, Content, ContentError, Page, markdown};
use crate::catalog::{Digest, digest_of};
use crate::config::{BuildConfig, Config};

/// The largest page, in bytes: a text of several hundred printed pages.
const LARGEST_PAGE: u64 = 1024 * 1024;

/// Reads the pages of the site's language and what lies beside them, and checks the links between them.
///
/// Files and folders whose name starts with a dot, and links of the file system, are left alone. Drafts are read
/// and checked but make no page. Without a content folder a site has no pages of its own, unless the config names
/// the folder.
///
/// # Errors
/// Any fault of any page, in the order of the file names: see [`ContentError`].
pub fn load(config: &Config) -> Result<Content, ContentError> {
    let (content, faults) = survey(config);
    faults.into_iter().next().map_or(Ok(content), Err)
}

/// The same with every fault; pages that cannot be read are left out.
pub fn survey(config: &Config) -> (Content, Vec<ContentError>) {
    let mut faults = Vec::new();
    let folder = config.path(&config.build.content);
    if !folder.is_dir() {
        if config.build.content != BuildConfig::default().content {
            faults.push(ContentError::MissingFolder(folder));
        }
        return (Content::default(), faults);
    }
    let mut sources: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut attachments = Vec::new();
    for (file, path) in files(&folder, &mut faults) {
        match FileName::parse(&file) {
            Some(name) => match Source::read(file, &path, &name) {
                Ok(source) => sources.entry(name.stem).or_default().push(source),
                Err(fault) => faults.push(fault),
            },
            None => match digest_file(&path) {
                Ok(digest) => attachments.push(Attachment { digest, path: file, source: path }),
                Err(fault) => faults.push(fault),
            },
        }
    }
    join_pages(&sources, attachments, &config.site.language, faults)
}

/// The pages of `language` among texts that are held in memory, each with its file's name.
///
/// # Errors
/// Any fault of any page, in the order of the file names: see [`ContentError`].
pub fn of_texts(texts: &[(&str, &str)], language: &str) -> Result<Content, ContentError> {
    let mut sources: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for (file, text) in texts {
        if let Some(name) = FileName::parse(file) {
            let source = Source::parse((*file).to_owned(), text, &name)?;
            sources.entry(name.stem).or_default().push(source);
        }
    }
    let (content, faults) = join_pages(&sources, Vec::new(), language, Vec::new());
    match faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => Ok(content),
    }
}

/// Chooses the pages of a language, checks links and addresses, and puts all in order.
fn join_pages(
    sources: &BTreeMap<String, Vec<Source>>,
    attachments: Vec<Attachment>,
    language: &str,
    mut faults: Vec<ContentError>,
) -> (Content, Vec<ContentError>) {
    let mut pages = Vec::new();
    for (name, variants) in sources {
        if let Some(page) = choose(variants, language).filter(|source| !source.front_matter.draft) {
            pages.push(page.page(name, variants, language));
        }
    }
    check_addresses(&pages, &attachments, &mut faults);
    check_links(sources, &pages, &attachments, &mut faults);
    pages.sort_by(|left, right| (left.weight, &left.path).cmp(&(right.weight, &right.path)));
    (Content { pages, attachments }, faults)
}

/// Every file of the folder, relative with `/` between folders, and where it is; in the order of the names.
fn files(folder: &Path, faults: &mut Vec<ContentError>) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(folder).into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                faults.push(ContentError::Read { path, source: error.into() });
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        let Some(parts) = parts else {
            faults.push(ContentError::File {
                file: relative.to_string_lossy().into_owned(),
                problem: "the name is not UTF-8: rename the file".to_owned(),
            });
            continue;
        };
        files.insert(parts.join("/"), entry.path().to_path_buf());
    }
    files
}

/// One file of a page: the page in one language, or in all.
struct Source {
    file: String,
    language: Option<&'static str>,
    front_matter: FrontMatter,
    address: String,
    markdown: String,
    first_line: usize,
    anchors: Vec<String>,
    text: Digest,
}

impl Source {
    fn read(file: String, path: &Path, name: &FileName) -> Result<Self, ContentError> {
        let read = |source| ContentError::Read { path: path.to_path_buf(), source };
        if fs::metadata(path).map_err(read)?.len() > LARGEST_PAGE {
            let problem =
                "a page has at most 1 MiB: cut it in several, or give it as a file to download".to_owned();
            return Err(ContentError::File { file, problem });
        }
        let Ok(text) = String::from_utf8(fs::read(path).map_err(read)?) else {
            return Err(ContentError::File {
                file,
                problem: "this is not UTF-8: save it as UTF-8".to_owned(),
            });
        };
        Self::parse(file, &text, name)
    }

    fn parse(file: String, text: &str, name: &FileName) -> Result<Self, ContentError> {
        let parts = front_matter::parse(&file, text)?;
        let Some(address) = name.address(parts.front_matter.slug.as_deref()) else {
            let problem =
                "no address can be made of this name: give the page a slug, folders a plain name".to_owned();
            return Err(ContentError::File { file, problem });
        };
        Ok(Self {
            language: name.language,
            anchors: markdown::anchors(parts.markdown),
            markdown: parts.markdown.to_owned(),
            first_line: parts.first_line,
            front_matter: parts.front_matter,
            address,
            text: digest_of(&text),
            file,
        })
    }

    fn page(&self, name: &str, variants: &[Self], language: &str) -> Page {
        let translations: BTreeMap<&'static str, String> = LANGUAGES
            .into_iter()
            .filter(|other| *other != language)
            .filter_map(|other| Some((other, choose(variants, other)?)))
            .filter(|(_, source)| !source.front_matter.draft)
            .map(|(other, source)| (other, source.address.clone()))
            .collect();
        let front_matter = &self.front_matter;
        Page {
            file: self.file.clone(),
            name: name.to_owned(),
            path: self.address.clone(),
            title: front_matter.title.clone(),
            description: front_matter.description.clone(),
            menu: front_matter.menu,
            weight: front_matter.weight,
            template: front_matter.template.clone(),
            date: front_matter.date,
            digest: digest_of(&(&self.file, self.text, &self.address, &translations)),
            translations,
            anchors: self.anchors.clone(),
            markdown: self.markdown.clone(),
            first_line: self.first_line,
        }
    }
}

/// The variant for a site in `language`: in that language, else in none.
fn choose<'a>(variants: &'a [Source], language: &str) -> Option<&'a Source> {
    variants
        .iter()
        .find(|source| source.language == Some(language))
        .or_else(|| variants.iter().find(|source| source.language.is_none()))
}

fn check_addresses(pages: &[Page], attachments: &[Attachment], faults: &mut Vec<ContentError>) {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let files = pages
        .iter()
        .map(|page| (format!("{}/index.html", page.path), page.path.as_str(), page.file.as_str()));
    let attached = attachments.iter().map(|attachment| {
        (attachment.path.to_lowercase(), attachment.path.as_str(), attachment.path.as_str())
    });
    for (key, path, file) in files.chain(attached) {
        if let Some(first) = taken.insert(key, file) {
            faults.push(ContentError::SameAddress {
                path: path.to_owned(),
                first: first.to_owned(),
                second: file.to_owned(),
            });
        }
    }
}

fn check_links(
    sources: &BTreeMap<String, Vec<Source>>,
    pages: &[Page],
    attachments: &[Attachment],
    faults: &mut Vec<ContentError>,
) {
    let attached: BTreeSet<&str> = attachments.iter().map(|attachment| attachment.path.as_str()).collect();
    let by_name: BTreeMap<&str, &Page> = pages.iter().map(|page| (page.name.as_str(), page)).collect();
    for page in pages {
        for link in markdown::links(&page.markdown) {
            let problem = match Destination::parse(&link.destination) {
                Destination::External if link.image => Some(
                    "is a picture of another server, which the site’s security policy keeps browsers from loading: put \
                     the file beside the page"
                        .to_owned(),
                ),
                Destination::Forbidden => {
                    Some("has a form that pages may not use: write an https, mailto, tel or ftp address".to_owned())
                }
                Destination::Anchor(anchor) => missing_anchor(page, &anchor),
                Destination::File(file, anchor) => match join(&page.file, &file) {
                    None => Some("leads out of the content folder".to_owned()),
                    Some(file) if attached.contains(file.as_str()) => None,
                    Some(file) => match FileName::parse(&file).filter(|_| !link.image) {
                        None => Some(format!("leads to no file: there is no {file} in the content folder")),
                        Some(name) => missing_page(&name, &by_name, sources, anchor.as_deref()),
                    },
                },
                Destination::External | Destination::Record(..) | Destination::Path(..) => None,
            };
            if let Some(problem) = problem {
                faults.push(ContentError::Link {
                    at: page.position(link.line),
                    destination: link.destination,
                    problem,
                });
            }
        }
    }
}

fn missing_page(
    name: &FileName,
    pages: &BTreeMap<&str, &Page>,
    sources: &BTreeMap<String, Vec<Source>>,
    anchor: Option<&str>,
) -> Option<String> {
    let page = pages.get(name.stem.as_str()).filter(|page| {
        name.language.is_none()
            || FileName::parse(&page.file).is_some_and(|made| made.language == name.language)
    });
    match (page, sources.get(&name.stem)) {
        (Some(page), _) => missing_anchor(page, anchor.unwrap_or_default()),
        (None, Some(variants)) if variants.iter().any(|source| source.front_matter.draft) => {
            Some("leads to a draft: publish it, or take the link out".to_owned())
        }
        (None, Some(variants)) => {
            let files: Vec<&str> = variants.iter().map(|source| source.file.as_str()).collect();
            Some(format!(
                "leads to a page that this site has not in its language: it is in {}",
                files.join(", ")
            ))
        }
        (None, None) => Some(format!("leads to no page: there is no {}.md in the content folder", name.stem)),
    }
}

/// Why `page` has no such heading; an empty anchor is its top.
fn missing_anchor(page: &Page, anchor: &str) -> Option<String> {
    if anchor.is_empty()
        || page.anchors.iter().any(|id| id == anchor)
        || page.markdown.contains(&format!("id=\"{anchor}\""))
    {
        return None;
    }
    let known = if page.anchors.is_empty() { "none".to_owned() } else { page.anchors.join(", ") };
    Some(format!("leads to a heading that {} does not have: its headings are {known}", page.file))
}

fn digest_file(path: &Path) -> Result<Digest, ContentError> {
    let read = |source| ContentError::Read { path: path.to_path_buf(), source };
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path).map_err(read)?).map_err(read)?;
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Ok(Digest(bytes))
}
