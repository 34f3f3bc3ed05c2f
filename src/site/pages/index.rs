//! Pages of names: organizations, producers A to Z, tags, licences, formats, granularities.

use super::super::listing::page_number;
use super::super::numbering::pages;
use super::super::route::NAMES;
use super::super::view::{IndexGroup, IndexLine, IndexPage, Link, Listings};
use super::super::words::format_label;
use super::super::{List, Route, Site, TermEntry, Terms};
use crate::catalog::OrganizationIndex;
use crate::catalog::vocabulary::format::{self, Family};
use crate::text::fold::initial;

/// Tags on the page of the most used.
const TAGS: usize = 200;

impl Site {
    /// A page of organizations, by name, under their first letters.
    pub(super) fn organizations_page(&self, page: u32) -> IndexPage {
        let from = (page as usize - 1) * NAMES;
        let shown = &self.named[from..self.named.len().min(from + NAMES)];
        let mut groups: Vec<IndexGroup> = Vec::new();
        for &index in shown {
            let letter = initial(&self.catalog.organization(index).name);
            let id = letter_id(letter);
            if groups.last().is_none_or(|group| group.id != id) {
                groups.push(IndexGroup { heading: self.letter_heading(letter), id, lines: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.lines.push(self.organization_line(index));
            }
        }
        let page_count = pages(self.named.len(), NAMES);
        let mut index =
            self.index_page(&Route::Organizations(page), "organizations", "organizations", groups);
        index.total = self.counted("count-organizations", self.named.len());
        index.letters = self.organization_letters();
        index.pager = self.plain_pager(page_count, page, Route::Organizations);
        if page > 1 {
            index.page.title = self.counted("page-number", page as usize);
            index.page.title.insert_str(0, &format!("{} – ", index.heading));
        }
        index
    }

    /// The first organization of each letter, with its page.
    fn organization_letters(&self) -> Vec<Link> {
        let mut letters = Vec::new();
        let mut last = None;
        for (position, &index) in self.named.iter().enumerate() {
            let letter = initial(&self.catalog.organization(index).name);
            if last != Some(letter) {
                last = Some(letter);
                let page = self.href(&Route::Organizations(page_number(position / NAMES + 1)));
                letters.push(Link {
                    label: self.letter_heading(letter),
                    href: format!("{page}#{}", letter_id(letter)),
                });
            }
        }
        letters
    }

    /// Producers of listed datasets: the letters, or a page of one letter.
    pub(super) fn producers_page(&self, letter: Option<(char, u32)>) -> IndexPage {
        let route = Route::Producers(letter);
        let mut groups = Vec::new();
        let mut pager = None;
        if let Some((letter, page)) = letter {
            let producers = self.producers_of(letter);
            let from = (page as usize - 1) * NAMES;
            groups.push(IndexGroup {
                heading: self.letter_heading(letter),
                id: letter_id(letter),
                lines: producers[from..producers.len().min(from + NAMES)]
                    .iter()
                    .map(|&index| self.organization_line(index))
                    .collect(),
            });
            pager = self.plain_pager(pages(producers.len(), NAMES), page, |page| {
                Route::Producers(Some((letter, page)))
            });
        } else {
            groups.push(IndexGroup {
                heading: self.word("largest-producers"),
                id: "largest".to_owned(),
                lines: self.largest_producers(50),
            });
        }
        let mut index = self.index_page(&route, "producers", "order-producers", groups);
        index.letters = self
            .producer_letters()
            .into_iter()
            .map(|other| Link {
                label: self.letter_heading(other),
                href: if letter.is_some_and(|(letter, _)| letter == other) {
                    String::new()
                } else {
                    self.href(&Route::Producers(Some((other, 1))))
                },
            })
            .collect();
        index.pager = pager;
        index.listings = self.listings(&Route::Producers(None));
        index.page.breadcrumbs.push(self.step("datasets", &Route::List(List::Datasets)));
        if let Some((letter, page)) = letter {
            index.page.breadcrumbs.push(self.step("order-producers", &Route::Producers(None)));
            index.page.title = format!("{} – {}", index.heading, self.letter_heading(letter));
            if page > 1 {
                index.page.title.push_str(" – ");
                index.page.title.push_str(&self.counted("page-number", page as usize));
            }
        }
        index
    }

    /// The organizations with most listed datasets, by number, then by name.
    pub(super) fn largest_producers(&self, most: usize) -> Vec<IndexLine> {
        let mut producers: Vec<_> =
            self.named.iter().filter(|&&index| self.listed_count(index) > 0).collect();
        producers.sort_by_key(|&&index| std::cmp::Reverse(self.listed_count(index)));
        producers.into_iter().take(most).map(|&index| self.organization_line(index)).collect()
    }

    fn organization_line(&self, index: OrganizationIndex) -> IndexLine {
        let organization = self.catalog.organization(index);
        let count = self.listed_count(index);
        IndexLine {
            label: organization.name.to_string(),
            href: self.href(&Route::Organization(index)),
            count,
            text: self.counted("count-datasets", count),
            note: organization.acronym.chars().take(40).collect(),
            certified: organization.is_certified_public_service(),
        }
    }

    /// Tags: the most used, or those of a letter.
    pub(super) fn tags_page(&self, letter: Option<char>) -> IndexPage {
        let tags = &self.taxonomy.tags;
        let group = match letter {
            Some(letter) => IndexGroup {
                heading: self.letter_heading(letter),
                id: letter_id(letter),
                lines: tags
                    .entries()
                    .iter()
                    .filter(|entry| initial(&entry.id) == letter)
                    .map(|entry| self.term_line("tags", entry, entry.id.to_string()))
                    .collect(),
            },
            None => IndexGroup {
                heading: self.word("tags-most-used"),
                id: "most-used".to_owned(),
                lines: self.largest_tags(TAGS),
            },
        };
        let mut index = self.index_page(&Route::Tags(letter), "tags", "tags", vec![group]);
        index.total = self.counted("count-tags", tags.entries().len());
        index.letters = self
            .tag_letters()
            .into_iter()
            .map(|other| Link {
                label: self.letter_heading(other),
                href: if letter == Some(other) {
                    String::new()
                } else {
                    self.href(&Route::Tags(Some(other)))
                },
            })
            .collect();
        if let Some(letter) = letter {
            index.page.breadcrumbs.push(self.step("tags", &Route::Tags(None)));
            index.page.title = format!("{} – {}", index.heading, self.letter_heading(letter));
        }
        index
    }

    /// The tags with most datasets.
    pub(super) fn largest_tags(&self, most: usize) -> Vec<IndexLine> {
        let tags = &self.taxonomy.tags;
        tags.largest(most)
            .into_iter()
            .map(|position| {
                let entry = tags.entry(position);
                self.term_line("tags", entry, entry.id.to_string())
            })
            .collect()
    }

    /// Licences in use.
    pub(super) fn licenses_page(&self) -> IndexPage {
        let lines = self.term_lines("licenses", &self.taxonomy.licenses, |id| self.license_title(id));
        self.index_page(&Route::Licenses, "licenses", "licenses", vec![plain_group(lines)])
    }

    /// Granularities in use.
    pub(super) fn granularities_page(&self) -> IndexPage {
        let lines = self
            .term_lines("granularities", &self.taxonomy.granularities, |id| self.label("granularity", id));
        self.index_page(&Route::Granularities, "granularities", "granularities", vec![plain_group(lines)])
    }

    /// Families of formats and the common formats of each.
    pub(super) fn formats_page(&self) -> IndexPage {
        let taxonomy = &self.taxonomy;
        let mut groups = Vec::new();
        for family in Family::ALL {
            let Some(entry) = taxonomy.families.find(family.id()) else { continue };
            let mut lines: Vec<_> = taxonomy
                .formats
                .entries()
                .iter()
                .filter(|entry| format::family(&entry.id) == family)
                .map(|entry| self.term_line("formats", entry, format_label(&entry.id)))
                .collect();
            lines.sort_by_key(|line| std::cmp::Reverse(line.count));
            let label = self.label("family", family.id());
            lines.insert(0, self.term_line("formats", entry, self.named("family-all", &label)));
            groups.push(IndexGroup { heading: label, id: format!("family-{}", family.id()), lines });
        }
        self.index_page(&Route::Formats, "formats", "formats", groups)
    }

    fn term_lines(&self, folder: &str, terms: &Terms, label: impl Fn(&str) -> String) -> Vec<IndexLine> {
        let mut lines: Vec<_> =
            terms.entries().iter().map(|entry| self.term_line(folder, entry, label(&entry.id))).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.count));
        lines
    }

    fn term_line(&self, folder: &str, entry: &TermEntry, label: String) -> IndexLine {
        IndexLine {
            label,
            href: self.addresses.href(&format!("{folder}/{}/", entry.segment)),
            count: entry.datasets.len(),
            text: self.counted("count-datasets", entry.datasets.len()),
            ..IndexLine::default()
        }
    }

    fn index_page(
        &self,
        route: &Route,
        kind: &'static str,
        heading: &str,
        groups: Vec<IndexGroup>,
    ) -> IndexPage {
        let heading = self.word(heading);
        let section = if kind == "organizations" { "organizations" } else { "datasets" };
        IndexPage {
            page: self.frame(route, section, heading.clone(), String::new()),
            kind,
            heading,
            intro: String::new(),
            total: String::new(),
            letters: Vec::new(),
            groups,
            pager: None,
            listings: Listings::default(),
        }
    }

    fn letter_heading(&self, letter: char) -> String {
        if letter == '#' { self.word("letter-other") } else { letter.to_string() }
    }
}

fn plain_group(lines: Vec<IndexLine>) -> IndexGroup {
    IndexGroup { heading: String::new(), id: "all".to_owned(), lines }
}

/// The anchor of a letter, which no other part of a page has.
fn letter_id(letter: char) -> String {
    if letter == '#' { "letter-other".to_owned() } else { format!("letter-{}", letter.to_ascii_lowercase()) }
}
