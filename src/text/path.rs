//! Address segments: safe, unique and stable, whatever the catalogue's slugs hold.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::path::{Component, Path, PathBuf};

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::fold::fold;

/// The longest segment in bytes: what file systems take as one name (`NAME_MAX`), and as long as udata's slugs get.
pub const LONGEST_SEGMENT: usize = 255;

/// Segments that no record may have, whatever the caller reserves: a listing's own file, and the names that Windows
/// keeps for devices.
const ALWAYS_RESERVED: [&str; 23] = [
    "index.html",
    "con",
    "prn",
    "aux",
    "nul",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
];

/// The segment of each record, in the order given, from pairs of slug and id.
///
/// A slug that is safe as udata wrote it stays, in its own case. Another is slugified, or cut to
/// [`LONGEST_SEGMENT`] and given the start of its hash; without a letter or digit that can be kept, the id stands in.
/// A segment is then taken by one record only, upper and lower case being the same: a safe slug goes before a mended
/// one, then the smaller id first. The others, and segments that are reserved or another record's id, get `-` and the
/// first digits of their id's hash.
///
/// Stable: the result does not depend on the order of records. A new record changes another's segment only if the
/// two slugs clash and it goes before, or if its id is the other's slug; udata's ids grow with time and its slugs are
/// unique, so in practice a record keeps its segment for as long as it keeps its slug.
///
/// Two records with the same id are still given two segments, in the order given.
pub fn assign_all(records: &[(&str, &str)], reserved: &[&str]) -> Vec<Box<str>> {
    let wishes: Vec<Wish> = records.iter().map(|(slug, id)| wish(slug, id)).collect();
    let reserved: HashSet<String> =
        ALWAYS_RESERVED.iter().chain(reserved).map(|word| word.to_ascii_lowercase()).collect();
    // Whose id each is; nobody's when ids differ in case only.
    let mut ids: HashMap<Cow<'_, str>, Option<&str>> = HashMap::with_capacity(records.len());
    for (_, id) in records {
        let owner = ids.entry(lower_case(id)).or_insert(Some(id));
        if *owner != Some(id) {
            *owner = None;
        }
    }
    let is_id_of_another = |key: &str, id: &str| ids.get(key).is_some_and(|owner| *owner != Some(id));

    // Who gets the segment that several wish for.
    let keys: Vec<Cow<'_, str>> = wishes.iter().map(|wish| lower_case(&wish.segment)).collect();
    let mut taken: HashMap<&str, usize> = HashMap::with_capacity(records.len());
    let mut losers = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        if reserved.contains(&**key) || is_id_of_another(key, records[index].1) {
            losers.push(index);
            continue;
        }
        match taken.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(index);
            }
            Entry::Occupied(mut entry) => {
                let rank = |index: usize| (wishes[index].mended, records[index].1, index);
                if rank(index) < rank(*entry.get()) {
                    losers.push(entry.insert(index));
                } else {
                    losers.push(index);
                }
            }
        }
    }

    losers.sort_unstable_by_key(|index| (records[*index].1, *index));
    let mut given: HashSet<String> = HashSet::new();
    let mut renamed: Vec<(usize, String)> = Vec::with_capacity(losers.len());
    for index in losers {
        let id = records[index].1;
        let mut attempt = 0;
        let segment = loop {
            let segment = with_hash(&wishes[index].segment, id, attempt);
            let key = segment.to_ascii_lowercase();
            let free = !taken.contains_key(&*key) && !reserved.contains(&key) && !is_id_of_another(&key, id);
            if free && given.insert(key) {
                break segment;
            }
            attempt += 1;
        };
        renamed.push((index, segment));
    }
    drop(taken);
    drop(keys);

    let mut segments: Vec<Box<str>> = wishes.into_iter().map(|wish| wish.segment).collect();
    for (index, segment) in renamed {
        segments[index] = segment.into();
    }
    segments
}

/// What a record would be called if it were alone.
struct Wish {
    segment: Box<str>,
    /// Whether it differs from the slug.
    mended: bool,
}

fn wish(slug: &str, id: &str) -> Wish {
    if is_safe(slug) {
        return Wish { segment: slug.into(), mended: false };
    }
    let folded = if is_safe_but_long(slug) { slug.to_owned() } else { slugify(slug) };
    let segment = if folded.is_empty() {
        if is_safe(id) {
            id.to_owned()
        } else {
            Some(slugify(id)).filter(|id| is_safe(id)).unwrap_or_else(|| hash(id, 0))
        }
    } else if folded.len() > LONGEST_SEGMENT {
        with_hash(&folded, slug, 0)
    } else {
        folded
    };
    Wish { segment: segment.into(), mended: true }
}

/// Whether a slug may stand in an address and as a folder's name as it is: letters, digits and `-`, with `_` and `.`
/// inside; not one that looks like a file of the site.
fn is_safe(slug: &str) -> bool {
    slug.len() <= LONGEST_SEGMENT && is_safe_but_long(slug)
}

fn is_safe_but_long(slug: &str) -> bool {
    let bytes = slug.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let ends = |text: &str| {
        slug.len() >= text.len() && bytes[slug.len() - text.len()..].eq_ignore_ascii_case(text.as_bytes())
    };
    bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.last().is_some_and(|last| *last != b'.')
        && bytes.iter().all(plain)
        && !slug.contains("..")
        && !ends(".html")
        && !ends(".htm")
        && !is_device_file(slug)
}

/// Whether Windows would take a name for a device in spite of what follows the dot.
fn is_device_file(name: &str) -> bool {
    name.split_once('.')
        .is_some_and(|(stem, _)| ALWAYS_RESERVED.iter().any(|word| word.eq_ignore_ascii_case(stem)))
}

fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// `segment`, cut where needed, with the first eight digits (sixteen and more after failed attempts) of the hash of
/// `identity`.
fn with_hash(segment: &str, identity: &str, attempt: u32) -> String {
    let digits = hash(identity, attempt);
    let digits = &digits[..if attempt == 0 { 8 } else { 16 }];
    let mut end = segment.len().min(LONGEST_SEGMENT - digits.len() - 1);
    while !segment.is_char_boundary(end) {
        end -= 1;
    }
    let kept = segment[..end].trim_end_matches(['-', '.', '_']);
    if kept.is_empty() { digits.to_owned() } else { format!("{kept}-{digits}") }
}

fn hash(identity: &str, attempt: u32) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(identity.as_bytes());
    if attempt > 1 {
        hasher.update(&attempt.to_le_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// A tag, format or name as udata slugifies it: ASCII letters and digits in lower case, everything between them a
/// single `-`. Letters of other scripts have no ASCII form and count as what
/// stands between: the result may be empty.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in fold(text) {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The path of `relative` under `root`, if it stays there: plain components separated by `/`, none of them `.` or
/// `..`, empty, over-long, or with a backslash, a colon or a control character. Symbolic links are not followed: `root`
/// is a folder that only we write to.
pub fn confined(root: &Path, relative: &str) -> Option<PathBuf> {
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() <= LONGEST_SEGMENT
            && part != "."
            && part != ".."
            && !part.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'))
    };
    if !relative.split('/').all(plain) {
        return None;
    }
    let relative = Path::new(relative);
    let normal = relative.components().all(|component| matches!(component, Component::Normal(_)));
    normal.then(|| root.join(relative))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    const RESERVED: [&str; 5] = ["page", "files", "recent", "r", "search"];

    fn assigned(records: &[(&str, &str)]) -> Vec<String> {
        assign_all(records, &RESERVED).into_iter().map(String::from).collect()
    }

    fn alone(slug: &str) -> String {
        assigned(&[(slug, "5d4a1ad006e3e73ef740147a")]).remove(0)
    }

    #[test]
    fn real_slugs_keep_their_address() {
        let long = "a".repeat(255);
        for slug in [
            "a",
            "426",
            "montants-en-EUR-2020",
            "base-",
            "a--b",
            "x-uuid",
            "5d4a1ad006e3e73ef740147a",
            "v1.2_b",
            &long,
        ] {
            assert_eq!(alone(slug), slug);
        }
    }

    #[test]
    fn hostile_slugs_are_mended() {
        assert_eq!(alone("../../etc/passwd"), "etc-passwd");
        assert_eq!(alone("Été à l’eau"), "ete-a-l-eau");
        assert_eq!(alone("a\0b%2fc"), "a-b-2fc");
        assert_eq!(alone("index.html"), "index-html");
        assert_eq!(alone(".htaccess"), "htaccess");
        assert_eq!(alone("_headers"), "headers");
        for nothing in ["", "..", "/", "日本", "<\\'\">", "\0"] {
            assert_eq!(alone(nothing), "5d4a1ad006e3e73ef740147a");
        }
        let cut = alone(&"b".repeat(300));
        assert_eq!(cut.len(), 255);
        assert!(cut.starts_with("bbb"));
        assert!(alone("page").starts_with("page-"));
        assert!(alone("PAGE").starts_with("PAGE-"));
        assert!(alone("Con").starts_with("Con-"));
        assert_eq!(alone("con.csv"), "con-csv");
        assert!(
            !assigned(&[("", "../x"), ("", "")])
                .iter()
                .any(|segment| segment.is_empty() || segment.contains('.'))
        );
    }

    #[test]
    fn the_smaller_id_keeps_the_slug() {
        let segments = assigned(&[("same", "b"), ("SAME", "a"), ("Sâme", "0"), ("z", "c")]);
        assert_eq!(&segments[1], "SAME");
        assert!(segments[0].starts_with("same-") && segments[2].starts_with("same-"));
        assert_eq!(&segments[3], "z");
    }

    #[test]
    fn a_slug_that_is_the_id_of_another_yields() {
        let segments = assigned(&[("bbb", "aaa"), ("x", "bbb")]);
        assert!(segments[0].starts_with("bbb-"), "{segments:?}");
        assert_eq!(&segments[1], "x");
    }

    #[test]
    fn a_national_catalogue_takes_a_moment() {
        let slugs: Vec<String> = (0..121_074)
            .map(|n| format!("jeu-de-donnees-de-la-commune-numero-{}-annee-2020", n / 2))
            .collect();
        let ids: Vec<String> = (0..121_074).map(|n| format!("{n:024x}")).collect();
        let records: Vec<_> = slugs.iter().zip(&ids).map(|(slug, id)| (&**slug, &**id)).collect();
        let start = Instant::now();
        assert_eq!(assign_all(&records, &RESERVED).len(), records.len());
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    }

    #[test]
    fn slugs() {
        for (text, slug) in [
            ("Données de l’État", "donnees-de-l-etat"),
            ("ESRI Shapefile (SHP)", "esri-shapefile-shp"),
            ("œuvre--d'art…", "oeuvre-d-art"),
            ("日本", ""),
            ("a日b", "a-b"),
            ("fr-lo", "fr-lo"),
        ] {
            assert_eq!(slugify(text), slug);
        }
    }

    #[test]
    fn confined_paths() {
        let root = Path::new("/site");
        assert_eq!(
            confined(root, "datasets/x/index.html"),
            Some(PathBuf::from("/site/datasets/x/index.html"))
        );
        for outside in
            ["", "/", "/etc", "../x", "a/../../x", "a//b", "./a", "a/", "a\\..\\b", "c:/x", "a\0b", "a\nb"]
        {
            assert_eq!(confined(root, outside), None, "{outside:?}");
        }
    }

    fn slug() -> impl Strategy<Value = String> {
        prop_oneof![
            "[abAB.-]{0,3}",
            "[0-3]{1}",
            "\\PC{0,8}",
            prop::sample::select(vec!["page", "Page", "r", "..", "index.html", "con", "nul.x", "a/b", "\0"])
                .prop_map(str::to_owned),
            "a{250,258}",
        ]
    }

    fn records() -> impl Strategy<Value = Vec<(String, String)>> {
        let id = prop_oneof!["[0-3]{1,2}", "[a-cA-C]{1,2}", "\\PC{0,4}"];
        prop::collection::btree_map(id, slug(), 0..40)
            .prop_map(|records| records.into_iter().map(|(id, slug)| (slug, id)).collect())
    }

    fn borrowed(records: &[(String, String)]) -> Vec<(&str, &str)> {
        records.iter().map(|(slug, id)| (&**slug, &**id)).collect()
    }

    proptest! {
        #[test]
        fn segments_are_safe_and_unique(records in records()) {
            let segments = assign_all(&borrowed(&records), &RESERVED);
            let mut seen = HashSet::new();
            for (segment, (_, id)) in segments.iter().zip(&records) {
                let key = segment.to_lowercase();
                prop_assert!(is_safe(segment), "{segment}");
                prop_assert!(!RESERVED.contains(&&*key) && !ALWAYS_RESERVED.contains(&&*key));
                prop_assert!(records.iter().all(|(_, other)| other == id || !other.eq_ignore_ascii_case(segment)));
                prop_assert!(confined(Path::new("/site/datasets"), segment).is_some());
                prop_assert!(seen.insert(key), "{segment} twice");
            }
        }

        #[test]
        fn order_does_not_matter(records in records()) {
            let segments = assign_all(&borrowed(&records), &RESERVED);
            let reversed: Vec<_> = borrowed(&records).into_iter().rev().collect();
            let mut again = assign_all(&reversed, &RESERVED);
            again.reverse();
            prop_assert_eq!(segments, again);
        }

        /// A record added with an id after all others, as udata's are, moves no safe slug of another.
        #[test]
        fn a_new_record_moves_nobody(records in records(), new in slug()) {
            let before = assign_all(&borrowed(&records), &RESERVED);
            let mut more = borrowed(&records);
            more.push((&new, "\u{10ffff}zzz"));
            let after = assign_all(&more, &RESERVED);
            for (index, (slug, _)) in records.iter().enumerate() {
                if *before[index] == **slug {
                    prop_assert_eq!(&before[index], &after[index]);
                }
            }
        }

        #[test]
        fn slugs_are_plain(text in "\\PC{0,40}") {
            let slug = slugify(&text);
            let plain = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            prop_assert!(plain && !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert_eq!(slugify(&slug), slug);
        }

        #[test]
        fn confined_paths_stay(relative in "(\\.|/|\\\\|a|:|\\PC){0,12}") {
            if let Some(path) = confined(Path::new("/site"), &relative) {
                prop_assert!(path.starts_with("/site") && path.components().all(|part| part != Component::ParentDir));
            }
        }
    }
}
