//! Shards: the index cut into files by range of words, so that a query reads two or three of them.
//!
//! A shard, before gzip, in numbers as [`super::encode::number`] writes them:
//! - how many forms; for each, in order: letters shared with the form before (UTF-16 units), bytes that follow,
//!   those bytes (UTF-8), and its group's place in the shard;
//! - how many groups; for each: how many documents hold it, and the bytes of its block;
//! - the blocks: document numbers as gaps, then levels as halves of bytes. Groups of filters have no levels.
//!
//! A group whose forms fall in two shards stands in both, so no query has to follow a form elsewhere.

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::analysis::compare;
use super::encode;
use super::invert::Index;

/// Bytes of a shard before gzip, where a single word does not need more.
const TARGET: usize = 9_000;

/// A filter's term: its name (`#tag:forest`) and the documents that pass.
pub type FilterTerm = (String, Vec<u32>);

/// A cut index: files in the order of their words.
#[derive(Debug, Default)]
pub struct Shards {
    /// The shortest text that separates each shard from the one before; the first is empty.
    pub bounds: Vec<String>,
    /// The files, compressed.
    pub files: Vec<Vec<u8>>,
}

/// A form on its way to a shard.
struct Form<'a> {
    text: &'a str,
    group: Group<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Group<'a> {
    /// A group of the index.
    Words(u32),
    /// A filter, with its documents.
    Filter(&'a [u32]),
}

/// Cuts the index and the filters' terms into shards.
pub fn cut(index: &Index, filters: &[FilterTerm]) -> Shards {
    let mut forms: Vec<Form<'_>> = Vec::with_capacity(index.forms.len() + filters.len());
    forms
        .extend(filters.iter().map(|(name, documents)| Form { text: name, group: Group::Filter(documents) }));
    forms.extend(index.forms.iter().map(|(form, group)| Form { text: form, group: Group::Words(*group) }));
    forms.par_sort_by(|left, right| compare(left.text, right.text));

    let cuts = plan(index, &forms);
    let mut bounds = vec![String::new()];
    for cut in cuts.iter().skip(1) {
        bounds.push(separator(forms[*cut - 1].text, forms[*cut].text));
    }
    let ends = cuts.iter().skip(1).copied().chain(std::iter::once(forms.len()));
    let ranges: Vec<(usize, usize)> = cuts.iter().copied().zip(ends).collect();
    let files = ranges
        .par_iter()
        .map(|(start, end)| encode::gzip_quickly(&shard(index, &forms[*start..*end])))
        .collect();
    Shards { bounds, files }
}

/// Where shards begin: near every [`TARGET`] bytes, where the least would have to stand on both sides.
fn plan(index: &Index, forms: &[Form<'_>]) -> Vec<usize> {
    let sizes: Vec<usize> = (0..u32::try_from(index.groups()).unwrap_or(u32::MAX))
        .into_par_iter()
        .map(|group| size(index, group))
        .collect();
    let crossing = crossing(index, forms, &sizes);
    // The shard that last counted a group.
    let mut counted = vec![usize::MAX; index.groups()];
    let mut cuts = vec![0];
    while let Some(start) = cuts.last().copied().filter(|start| *start < forms.len()) {
        let mut filled = 0;
        let mut best = (usize::MAX, forms.len());
        for end in start..=forms.len() {
            let cost = crossing.get(end).copied().unwrap_or(0);
            if end > start && filled >= TARGET / 2 && (cost < best.0 || cost == best.0 && filled <= TARGET) {
                best = (cost, end);
            }
            // A word too large for a shard is not cut from its own forms, however many stand between.
            if filled > TARGET && best.0 < TARGET / 8
                || filled > 3 * TARGET && best.0 != usize::MAX
                || end == forms.len()
            {
                break;
            }
            filled += forms[end].text.len() / 2 + 3;
            match forms[end].group {
                Group::Words(group) => {
                    if std::mem::replace(&mut counted[group as usize], start) != start {
                        filled += sizes[group as usize];
                    }
                }
                Group::Filter(documents) => filled += documents.len() + 4,
            }
        }
        cuts.push(best.1);
    }
    cuts.pop();
    cuts
}

/// For each place among the forms, the bytes of the groups with forms on both sides of it.
fn crossing(index: &Index, forms: &[Form<'_>], sizes: &[usize]) -> Vec<usize> {
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; index.groups()];
    for (place, form) in forms.iter().enumerate() {
        if let Group::Words(group) = form.group {
            let span = spans[group as usize].get_or_insert((place, place));
            span.1 = place;
        }
    }
    let mut begun = vec![0_usize; forms.len() + 1];
    let mut ended = vec![0_usize; forms.len() + 1];
    for (span, size) in spans.iter().zip(sizes) {
        if let Some((first, last)) = span {
            begun[*first + 1] += size;
            ended[*last + 1] += size;
        }
    }
    let mut open = 0;
    begun
        .iter()
        .zip(&ended)
        .map(|(begun, ended)| {
            open = open + begun - ended;
            open
        })
        .collect()
}

/// About how many bytes a group's block takes.
fn size(index: &Index, group: u32) -> usize {
    let postings = index.postings(group);
    let mut last = 0;
    let mut bytes = 4 + postings.len().div_ceil(2);
    for posting in postings {
        let number = posting >> 4;
        bytes += match number - last {
            0..=0x7f => 1,
            0x80..=0x3fff => 2,
            _ => 3,
        };
        last = number;
    }
    bytes
}

/// The shortest beginning of `next` that comes after `before`.
fn separator(before: &str, next: &str) -> String {
    let shared = before.chars().zip(next.chars()).take_while(|(left, right)| left == right).count();
    next.chars().take(shared + 1).collect()
}

fn shard(index: &Index, forms: &[Form<'_>]) -> Vec<u8> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<u32, u32> = HashMap::new();
    let mut bytes = Vec::with_capacity(TARGET * 2);
    encode::number(&mut bytes, count(forms.len()));
    let mut before = "";
    for form in forms {
        let place = match form.group {
            Group::Words(group) => *places.entry(group).or_insert_with(|| {
                groups.push(form.group);
                count(groups.len() - 1)
            }),
            Group::Filter(_) => {
                groups.push(form.group);
                count(groups.len() - 1)
            }
        };
        front_coded(&mut bytes, before, form.text);
        encode::number(&mut bytes, place);
        before = form.text;
    }
    let mut blocks = Vec::with_capacity(TARGET * 2);
    encode::number(&mut bytes, count(groups.len()));
    for group in groups {
        let start = blocks.len();
        let documents = match group {
            Group::Words(group) => {
                let postings = index.postings(group);
                encode::rising(&mut blocks, postings.iter().map(|posting| posting >> 4));
                encode::halves(&mut blocks, postings.iter().map(|posting| posting.to_le_bytes()[0] & 15));
                postings.len()
            }
            Group::Filter(documents) => {
                encode::rising(&mut blocks, documents.iter().copied());
                documents.len()
            }
        };
        encode::number(&mut bytes, count(documents));
        encode::number(&mut bytes, count(blocks.len() - start));
    }
    bytes.extend(blocks);
    bytes
}

/// Appends a text of a sorted list: how much it shares with the one before, then the rest.
pub fn front_coded(bytes: &mut Vec<u8>, before: &str, text: &str) {
    let shared: usize = before
        .chars()
        .zip(text.chars())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    encode::number(bytes, count(text[..shared].encode_utf16().count()));
    encode::number(bytes, count(text.len() - shared));
    bytes.extend_from_slice(&text.as_bytes()[shared..]);
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
