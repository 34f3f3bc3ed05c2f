//! The kinds of fault that reading and joining a catalogue can find: the names that reports use.

use super::{FindingKind, Severity};

macro_rules! kinds {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $severity:ident;)*) => {
        $($(#[$doc])* pub const $constant: FindingKind = FindingKind { name: $name, severity: Severity::$severity };)*

        /// Every kind of this list.
        pub const ALL: &[FindingKind] = &[$($constant),*];
    };
}

kinds! {
    /// A row with fewer or more cells than the header.
    RAGGED_ROW = "ragged-row", Warning;
    /// A row that a lost quote had run together with others: they were told apart.
    LOST_QUOTE = "lost-quote", Warning;
    /// Bytes that are not UTF-8, replaced by U+FFFD.
    BAD_UTF8 = "bad-utf8", Warning;
    /// A date that no calendar holds or no rule reads: left out.
    BAD_DATE = "bad-date", Warning;
    /// A number that is negative, absurd or no number: left out.
    BAD_NUMBER = "bad-number", Warning;
    /// A value of another type than the field's (a list for a text): left out.
    BAD_TYPE = "bad-type", Warning;
    /// A record that is no JSON: lost.
    BAD_JSON = "bad-json", Error;
    /// A record that is JSON only after what Python writes and no JSON knows (`NaN`, halves of characters) was mended.
    MENDED_JSON = "mended-json", Warning;
    /// A size below zero: left out.
    NEGATIVE_SIZE = "negative-size", Warning;
    /// Extras that are neither JSON nor a Python literal: what they say of the last check is lost.
    BAD_EXTRAS = "bad-extras", Warning;
    /// Two rows describe the same dataset; the one modified last stays.
    DUPLICATE_DATASET = "duplicate-dataset", Warning;
    /// Two rows of a dataset have the same resource id; the one modified last stays.
    DUPLICATE_RESOURCE = "duplicate-resource", Warning;
    /// Two rows describe the same organization; the one modified last stays.
    DUPLICATE_ORGANIZATION = "duplicate-organization", Warning;
    /// Two rows describe the same reuse; the one modified last stays.
    DUPLICATE_REUSE = "duplicate-reuse", Warning;
    /// Two rows describe the same dataservice; the one modified last stays.
    DUPLICATE_DATASERVICE = "duplicate-dataservice", Warning;
    /// Two records describe the same topic; the one modified last stays.
    DUPLICATE_TOPIC = "duplicate-topic", Warning;
    /// Two records describe the same post; the one modified last stays.
    DUPLICATE_POST = "duplicate-post", Warning;
    /// Two records of a kind share a slug; both stay, and get different addresses.
    DUPLICATE_SLUG = "duplicate-slug", Info;
    /// A resource row names a dataset that is in no dataset file. Counted by row.
    DANGLING_RESOURCE_DATASET = "dangling-resource-dataset", Error;
    /// A reuse names a dataset that is in no dataset file. Counted by row and id.
    DANGLING_REUSE_DATASET = "dangling-reuse-dataset", Warning;
    /// A dataservice names a dataset that is in no dataset file. Counted by row and id.
    DANGLING_DATASERVICE_DATASET = "dangling-dataservice-dataset", Warning;
    /// A discussion is about a dataset that is in no dataset file. Counted by row.
    DANGLING_DISCUSSION_SUBJECT = "dangling-discussion-subject", Info;
    /// A dataset's organization is in no organization file, though one was given. Counted by row.
    DANGLING_DATASET_ORGANIZATION = "dangling-dataset-organization", Info;
    /// A reuse's organization is in no organization file, though one was given. Counted by row.
    DANGLING_REUSE_ORGANIZATION = "dangling-reuse-organization", Info;
    /// A dataservice's organization is in no organization file, though one was given. Counted by row.
    DANGLING_DATASERVICE_ORGANIZATION = "dangling-dataservice-organization", Info;
    /// A community resource is about a dataset that is not there. Counted by record.
    DANGLING_COMMUNITY_DATASET = "dangling-community-dataset", Info;
    /// A topic names a record that is not there. Counted by element.
    DANGLING_TOPIC_ELEMENT = "dangling-topic-element", Info;
    /// A post names a record that is not there. Counted by element.
    DANGLING_POST_ELEMENT = "dangling-post-element", Info;
    /// A licence that the vocabulary does not know: kept as it is written.
    UNKNOWN_LICENSE = "unknown-license", Info;
    /// A frequency that the vocabulary does not know: kept as it is written.
    UNKNOWN_FREQUENCY = "unknown-frequency", Info;
    /// A granularity that the vocabulary does not know: kept as it is written.
    UNKNOWN_GRANULARITY = "unknown-granularity", Info;
    /// A resource type that the vocabulary does not know: taken for `other`.
    UNKNOWN_RESOURCE_TYPE = "unknown-resource-type", Info;
    /// A reuse type that the vocabulary does not know: kept as it is written.
    UNKNOWN_REUSE_TYPE = "unknown-reuse-type", Info;
    /// A reuse topic that the vocabulary does not know: kept as it is written.
    UNKNOWN_REUSE_TOPIC = "unknown-reuse-topic", Info;
    /// An access type that the vocabulary does not know: kept as it is written.
    UNKNOWN_ACCESS_TYPE = "unknown-access-type", Info;
    /// A row without an id: the record is lost.
    MISSING_ID = "missing-id", Error;
    /// A record without a title: its id stands in.
    MISSING_TITLE = "missing-title", Warning;
    /// A date of a year that nobody can have meant (before 1900 or after 2100; for the period that the data
    /// covers, before 1000 or after 2200): kept as it is.
    IMPOSSIBLE_DATE = "impossible-date", Info;
    /// A date after the day that the catalogue speaks of: kept as it is.
    FUTURE_DATE = "future-date", Info;
    /// An address without a scheme (`www.example.org`): kept as it is.
    URL_WITHOUT_SCHEME = "url-without-scheme", Info;
    /// An address that runs code or leads into the reader's own machine (`javascript:`, `file:`): never linked.
    UNSAFE_URL = "unsafe-url", Warning;
    /// An address that no browser reads, or with white space in it, such as two in one cell.
    MALFORMED_URL = "malformed-url", Info;
    /// A name or a password in an address: pages link to it without them.
    CREDENTIALS_IN_URL = "credentials-in-url", Warning;
    /// An address of a network of somebody's own (`localhost`, `10.0.0.1`): kept as it is.
    PRIVATE_ADDRESS = "private-address", Warning;
    /// A period that ends before it begins: kept as it is.
    REVERSED_COVERAGE = "reversed-coverage", Info;
    /// A text that holds a template's placeholder which nobody filled in: kept as it is.
    UNFILLED_PLACEHOLDER = "unfilled-placeholder", Info;
    /// A description with a script, a frame or an event handler: pages never run it.
    SCRIPT_IN_DESCRIPTION = "script-in-description", Info;
    /// A description that is only a template's placeholder (`{{description}}`): left out.
    PLACEHOLDER_DESCRIPTION = "placeholder-description", Info;
    /// A private record: never shown, nor its files.
    PRIVATE_RECORD = "private-record", Info;
    /// A deleted record: never shown, nor its files.
    DELETED_RECORD = "deleted-record", Info;
    /// A post that is not published yet: never shown.
    DRAFT_POST = "draft-post", Info;
    /// An object of a kind that no page shows: not read.
    UNKNOWN_RECORD = "unknown-record", Info;
    /// A file that is no known export: not read.
    UNKNOWN_FILE = "unknown-file", Info;
    /// A symbolic link in a source folder: not followed.
    LINK_NOT_FOLLOWED = "link-not-followed", Info;
    /// A column that no known export has: not read.
    UNKNOWN_COLUMN = "unknown-column", Info;
    /// A second column of one name: not read.
    DUPLICATE_COLUMN = "duplicate-column", Warning;
    /// Cells that stand in each other's column (a format under `type`, a type under `format`): put back.
    SWAPPED_COLUMNS = "swapped-columns", Info;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_in_kebab_case() {
        let mut names: Vec<_> = ALL.iter().map(|kind| kind.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        );
    }
}
