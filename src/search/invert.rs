//! Inversion: from documents to words, each with the documents that hold it and how much it weighs there.

use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;

use super::analysis::{Stemmer, Tokenizer, compare, fold};
use super::document::{FIRST_WORDS, Field, Kind, Numbering, RESOURCE_WORDS, description_text};
use super::input::SearchInput;
use super::score::{Lengths, Scoring};
use super::synonyms::{Matcher, Synonyms};

/// Levels that a word's weight in a document is rounded to.
pub const LEVELS: u8 = 16;

/// A stop word that more than this share of titles hold is left out of queries: its list is long and tells
/// little. The others are searched like any word (`Grand Est`).
const STOP_SHARE: f64 = 0.025;

/// What an apostrophe leaves of `que`: rare in titles, and never what is looked for (`qu’historiques`).
const ELIDED: &str = "qu";

/// A word whose place in long texts (resources, descriptions) more than this share of the documents share says
/// nothing there: it is kept where it weighs, in titles, tags and names.
const COMMON_SHARE: f64 = 0.06;
/// A stop word that more than this share of the documents hold in titles and names is not indexed at all.
const STOP_MOST: f64 = 0.3;
/// In small catalogues no word is so common that leaving it out would spare anything.
const COMMON_LEAST: f64 = 4_096.0;

/// The inverted index. The same catalogue gives the same index under any number of threads.
#[derive(Debug, Default)]
pub struct Index {
    /// Folded forms and the group that each belongs to, in the order of [`compare`].
    pub forms: Vec<(Box<str>, u32)>,
    /// Where each group's postings begin, and the end of the last.
    pub starts: Vec<u32>,
    /// Postings of all groups: document number and level, `number << 4 | level`, rising.
    pub postings: Vec<u32>,
    /// Folded stop words that queries leave out, sorted.
    pub stop_words: Vec<String>,
}

impl Index {
    /// How many groups of forms there are.
    pub fn groups(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The postings of a group.
    pub fn postings(&self, group: u32) -> &[u32] {
        let group = group as usize;
        &self.postings[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

/// The tokens of some documents: words by their place in `words`, documents one after the other.
struct Chunk {
    /// Distinct words as written, in order of appearance.
    words: Vec<Box<str>>,
    /// `word << 4 | field`
    tokens: Vec<u32>,
    /// A document's number, the end of its tokens, and the lengths of its fields.
    documents: Vec<(u32, u32, Lengths)>,
}

/// Inverts the documents of `numbering`.
pub fn invert(
    input: &SearchInput<'_>,
    numbering: &Numbering,
    languages: &[&str],
    synonyms: &Synonyms,
    scoring: &Scoring,
) -> Index {
    let documents: Vec<_> = numbering.documents().collect();
    let chunk_size = (documents.len() / 16).max(256);
    let chunks: Vec<Chunk> =
        documents.par_chunks(chunk_size).map(|documents| tokenize(input, documents, synonyms)).collect();

    let lexicon = Lexicon::new(&chunks, languages);
    let mut scoring = scoring.clone();
    scoring
        .set_averages(chunks.iter().flat_map(|chunk| chunk.documents.iter().map(|(_, _, lengths)| lengths)));
    let limit = (documents.len() as f64 * COMMON_SHARE).max(COMMON_LEAST);
    let groups = lexicon.groups();
    let silent = lexicon.silent_in_long_texts(&chunks, &groups, documents.len(), limit);
    let weighed: Vec<Vec<u64>> = chunks
        .into_par_iter()
        .zip(groups)
        .map(|(chunk, groups)| weigh(&chunk, &groups, &silent, &scoring))
        .collect();

    let mut keys: Vec<u64> = Vec::with_capacity(weighed.iter().map(Vec::len).sum());
    for part in weighed {
        keys.extend(part);
    }
    keys.par_sort_unstable();
    let most = (documents.len() as f64 * STOP_MOST).max(COMMON_LEAST);
    let (starts, postings) = group(&keys, &lexicon.stop_groups(), most);
    drop(keys);

    let mut index = Index { forms: lexicon.forms(), starts, postings, stop_words: Vec::new() };
    index.stop_words = stop_words(&index, &lexicon, documents.len());
    index
}

fn tokenize(input: &SearchInput<'_>, documents: &[(u32, Kind, usize)], synonyms: &Synonyms) -> Chunk {
    let mut reader = Reader::new(synonyms);
    let mut ends = Vec::with_capacity(documents.len());
    for (stamp, (number, kind, place)) in (1..).zip(documents) {
        reader.begin(stamp);
        let record = input.record(*kind, *place);
        record.texts(input.catalog, |field, text| reader.read(field, text));
        reader.description(record.description());
        reader.synonyms();
        ends.push((*number, u32::try_from(reader.tokens.len()).unwrap_or(u32::MAX), reader.lengths));
    }
    Chunk { words: reader.interner.words(), tokens: reader.tokens, documents: ends }
}

/// Reads documents, one after the other.
struct Reader<'a> {
    synonyms: &'a Synonyms,
    interner: Interner,
    tokenizer: Tokenizer,
    matcher: Matcher,
    tokens: Vec<u32>,
    /// Where the tokens of each description are and how many words it has, by where its text is: many share one.
    descriptions: HashMap<(usize, usize), (Range<usize>, u16)>,
    /// The document's place in the chunk, from 1.
    stamp: u32,
    /// The lengths of the document's fields.
    lengths: Lengths,
    resource_words: usize,
}

impl<'a> Reader<'a> {
    fn new(synonyms: &'a Synonyms) -> Self {
        Self {
            synonyms,
            interner: Interner::default(),
            tokenizer: Tokenizer::default(),
            matcher: Matcher::default(),
            tokens: Vec::new(),
            descriptions: HashMap::default(),
            stamp: 0,
            lengths: Lengths::default(),
            resource_words: 0,
        }
    }

    fn begin(&mut self, stamp: u32) {
        self.stamp = stamp;
        self.lengths = Lengths::default();
        self.resource_words = 0;
        self.matcher.clear();
    }

    fn read(&mut self, field: Field, text: &str) {
        let Self { synonyms, interner, matcher, tokens, stamp, lengths, resource_words, .. } = self;
        let addresses = !matches!(field, Field::Resources | Field::Description);
        let mut position = 0;
        self.tokenizer.words(text, addresses, |written, folded| {
            let word = interner.intern(written);
            position += 1;
            match field {
                Field::Resources => {
                    if *resource_words == RESOURCE_WORDS || !interner.first_time(word, *stamp) {
                        return;
                    }
                    *resource_words += 1;
                }
                Field::Description if position <= FIRST_WORDS => tokens.push(token(word, field)),
                Field::Title | Field::Acronym | Field::Tags => matcher.push(synonyms, folded),
                _ => {}
            }
            tokens.push(token(word, field));
            lengths.add(field);
        });
        matcher.end();
    }

    fn description(&mut self, markdown: &str) {
        let place = (markdown.as_ptr().addr(), markdown.len());
        if let Some((same, words)) = self.descriptions.get(&place) {
            self.tokens.extend_from_within(same.clone());
            self.lengths.0[Field::Description as usize] = *words;
            return;
        }
        let start = self.tokens.len();
        self.read(Field::Description, &description_text(markdown));
        let words = self.lengths.0[Field::Description as usize];
        self.descriptions.insert(place, (start..self.tokens.len(), words));
    }

    /// What titles and tags say in other words.
    fn synonyms(&mut self) {
        for word in self.matcher.added(self.synonyms) {
            self.tokens.push(token(self.interner.intern(word), Field::Synonyms));
            self.lengths.add(Field::Synonyms);
        }
    }
}

fn token(word: u32, field: Field) -> u32 {
    word << 4 | field as u32
}

/// Gives words numbers in the order of appearance.
#[derive(Default)]
struct Interner {
    numbers: HashMap<Box<str>, u32>,
    /// The last document whose resources held the word.
    stamps: Vec<u32>,
}

impl Interner {
    fn intern(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.stamps.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.stamps.push(0);
        number
    }

    fn first_time(&mut self, word: u32, stamp: u32) -> bool {
        std::mem::replace(&mut self.stamps[word as usize], stamp) != stamp
    }

    fn words(self) -> Vec<Box<str>> {
        let mut words = vec![Box::default(); self.numbers.len()];
        for (word, number) in self.numbers {
            words[number as usize] = word;
        }
        words
    }
}

/// Every distinct word of the catalogue as written, sorted, with its stem's group.
struct Lexicon {
    /// What each is: its folded form, its group, whether it is a stop word.
    entries: Vec<(Box<str>, u32, bool)>,
    group_count: usize,
    /// Of each chunk, the places of its words here.
    places: Vec<Vec<u32>>,
}

impl Lexicon {
    fn new(chunks: &[Chunk], languages: &[&str]) -> Self {
        let mut words: Vec<&str> =
            chunks.iter().flat_map(|chunk| chunk.words.iter().map(|word| &**word)).collect();
        words.par_sort_unstable();
        words.dedup();
        let places: Vec<Vec<u32>> = chunks
            .par_iter()
            .map(|chunk| {
                // Every word of a chunk is among them.
                let place = |word: &str| words.binary_search(&word).unwrap_or_default();
                chunk.words.iter().map(|word| u32::try_from(place(word)).unwrap_or(u32::MAX)).collect()
            })
            .collect();
        let analyzed: Vec<Analyzed> = words
            .par_chunks(4_096)
            .flat_map_iter(|words| {
                let stemmer = Stemmer::new(languages.iter().copied());
                let analyzed: Vec<_> = words
                    .iter()
                    .map(|word| {
                        let folded = fold(word).into_owned();
                        let stop = stemmer.is_stop_word(word);
                        // A stop word has no other form: a word that is stemmed to one stays apart from it.
                        let stem = if stop { format!("{folded} ") } else { stemmer.stem(word).into_owned() };
                        (folded.into_boxed_str(), stem.into_boxed_str(), stop)
                    })
                    .collect();
                analyzed
            })
            .collect();
        let analyzed = one_stem_a_form(analyzed, &uses(chunks, &places, words.len()));
        let mut stems: Vec<&str> = analyzed.iter().map(|(_, stem, _)| &**stem).collect();
        stems.par_sort_unstable();
        stems.dedup();
        let entries = analyzed
            .par_iter()
            .map(|(folded, stem, stop)| {
                let group = stems.partition_point(|other| *other < &**stem);
                (folded.clone(), u32::try_from(group).unwrap_or(u32::MAX), *stop)
            })
            .collect();
        let group_count = stems.len();
        Self { entries, group_count, places }
    }

    /// Of each chunk, the groups of its words.
    fn groups(&self) -> Vec<Vec<u32>> {
        let group = |place: &u32| self.entries[*place as usize].1;
        self.places.iter().map(|places| places.iter().map(group).collect()).collect()
    }

    /// Which groups are left out of the long texts of so many documents: words that more than `limit` hold there, and
    /// stop words, but where nothing has to be spared.
    fn silent_in_long_texts(
        &self,
        chunks: &[Chunk],
        groups: &[Vec<u32>],
        documents: usize,
        limit: f64,
    ) -> Vec<bool> {
        let counts: Vec<Vec<u32>> = chunks
            .par_iter()
            .zip(groups)
            .map(|(chunk, groups)| {
                let mut last = vec![u32::MAX; self.group_count];
                let mut counts = vec![0_u32; self.group_count];
                let mut start = 0;
                for (number, end, _) in &chunk.documents {
                    for token in &chunk.tokens[start..*end as usize] {
                        let group = groups[(token >> 4) as usize] as usize;
                        if last[group] != *number && !Field::ALL[(token & 15) as usize].keeps_stop_words() {
                            last[group] = *number;
                            counts[group] += 1;
                        }
                    }
                    start = *end as usize;
                }
                counts
            })
            .collect();
        let mut silent: Vec<bool> = (0..self.group_count)
            .map(|group| f64::from(counts.iter().map(|counts| counts[group]).sum::<u32>()) > limit)
            .collect();
        if documents as f64 > COMMON_LEAST {
            for (silent, stop) in silent.iter_mut().zip(self.stop_groups()) {
                *silent |= stop;
            }
        }
        silent
    }

    /// Which groups are stop words.
    fn stop_groups(&self) -> Vec<bool> {
        let mut groups = vec![false; self.group_count];
        for (_, group, _) in self.entries.iter().filter(|(_, _, stop)| *stop) {
            groups[*group as usize] = true;
        }
        groups
    }

    fn forms(&self) -> Vec<(Box<str>, u32)> {
        let mut forms: Vec<(Box<str>, u32)> =
            self.entries.iter().map(|(folded, group, _)| (folded.clone(), *group)).collect();
        forms.par_sort_unstable_by(|left, right| compare(&left.0, &right.0).then(left.1.cmp(&right.1)));
        forms.dedup();
        forms
    }
}

/// A word's folded form, its stem, and whether it is a stop word.
type Analyzed = (Box<str>, Box<str>, bool);

/// How often each of so many words is used, whose `places` are those of each chunk's words.
fn uses(chunks: &[Chunk], places: &[Vec<u32>], words: usize) -> Vec<u32> {
    let mut uses = vec![0_u32; words];
    for (chunk, places) in chunks.iter().zip(places) {
        for token in &chunk.tokens {
            let count = &mut uses[places[(token >> 4) as usize] as usize];
            *count = count.saturating_add(1);
        }
    }
    uses
}

/// Gives every folded form the stem of its most used spelling: tags and capitals come without accents, and a
/// query does not tell them apart.
fn one_stem_a_form(mut analyzed: Vec<Analyzed>, uses: &[u32]) -> Vec<Analyzed> {
    let mut order: Vec<usize> = (0..analyzed.len()).collect();
    order.par_sort_unstable_by(|left, right| {
        let key = |place: usize| (&analyzed[place].0, std::cmp::Reverse(uses[place]), place);
        key(*left).cmp(&key(*right))
    });
    let mut first: Option<usize> = None;
    for place in order {
        match first {
            Some(first) if analyzed[first].0 == analyzed[place].0 => {
                let (_, stem, stop) = analyzed[first].clone();
                analyzed[place].1 = stem;
                analyzed[place].2 = stop;
            }
            _ => first = Some(place),
        }
    }
    analyzed
}

/// The weights of a chunk's words in its documents: `group << 32 | document << 4 | level`.
fn weigh(chunk: &Chunk, groups: &[u32], silent: &[bool], scoring: &Scoring) -> Vec<u64> {
    let mut keys = Vec::with_capacity(chunk.tokens.len() / 2);
    let mut start = 0;
    let mut grouped: Vec<u64> = Vec::new();
    for (number, end, lengths) in &chunk.documents {
        grouped.clear();
        for token in &chunk.tokens[start..*end as usize] {
            let group = groups[(token >> 4) as usize];
            let field = Field::ALL[(token & 15) as usize];
            if !silent[group as usize] || field.keeps_stop_words() {
                grouped.push(u64::from(group) << 4 | u64::from(token & 15));
            }
        }
        start = *end as usize;
        grouped.sort_unstable();
        for same in grouped.chunk_by(|left, right| left >> 4 == right >> 4) {
            let mut frequencies = [0_u16; Field::ALL.len()];
            for token in same {
                let frequency = &mut frequencies[(token & 15) as usize];
                *frequency = frequency.saturating_add(1);
            }
            let level = level(scoring.impact(&frequencies, lengths));
            keys.push((same[0] >> 4) << 32 | u64::from(*number << 4 | u32::from(level)));
        }
    }
    keys
}

/// The level of an impact between 0 and 1; the browser takes the middle of the level.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // The value is between 0 and LEVELS.
fn level(impact: f64) -> u8 {
    (impact * f64::from(LEVELS)).floor().clamp(0.0, f64::from(LEVELS - 1)) as u8
}

/// Postings by group, without those of stop words that more than `most` documents hold.
fn group(keys: &[u64], stop: &[bool], most: f64) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; stop.len() + 1];
    let mut postings = Vec::with_capacity(keys.len());
    for same in keys.chunk_by(|left, right| left >> 32 == right >> 32) {
        let group = usize::try_from(same[0] >> 32).unwrap_or(usize::MAX);
        if !(stop[group] && same.len() as f64 > most) {
            starts[group + 1] = u32::try_from(same.len()).unwrap_or(u32::MAX);
            postings.extend(same.iter().map(|key| u32::try_from(key & 0xffff_ffff).unwrap_or(u32::MAX)));
        }
    }
    for group in 0..stop.len() {
        starts[group + 1] += starts[group];
    }
    (starts, postings)
}

fn stop_words(index: &Index, lexicon: &Lexicon, documents: usize) -> Vec<String> {
    let most = documents as f64 * STOP_SHARE;
    let mut words: Vec<String> = lexicon
        .entries
        .iter()
        .filter(|(folded, group, stop)| {
            let holding = index.postings(*group).len();
            *stop && (holding == 0 || holding as f64 > most || **folded == *ELIDED)
        })
        .map(|(folded, _, _)| folded.to_string())
        .collect();
    words.sort_unstable_by(|left, right| compare(left, right));
    words.dedup();
    words
}
