//! What to do about what reading a catalogue found.

/// What to do about a kind of fault.
pub(super) fn of(kind: &str) -> &'static str {
    match kind {
        "ragged-row" | "lost-quote" => {
            "Export the file again; when written by hand, put cells with a delimiter or a quote between quotes"
        }
        "bad-utf8" => "Save the file as UTF-8, or export it again",
        "bad-type" => "Correct the field at the source, or export the file again",
        "bad-json" | "mended-json" => "Export the file again: its JSON is cut or damaged there",
        "bad-date" => "Correct the date at the source: a day of the calendar, such as 2026-01-16",
        "bad-number" => "Correct the number at the source: whole and not negative",
        "negative-size" => "Correct the size at the source, in bytes; leave it empty where it is not known",
        "bad-extras" => "Export the file again with a newer udata, which writes JSON",
        "duplicate-topic"
        | "duplicate-post"
        | "duplicate-dataset"
        | "duplicate-organization"
        | "duplicate-reuse"
        | "duplicate-dataservice"
        | "duplicate-resource" => {
            "Leave one row of that id in the export; look for two exports of different days"
        }
        "duplicate-slug" => "Give one of the records another slug at the source: its address here is made up",
        "dangling-resource-dataset" => "Export datasets and files on the same day, or take the row out",
        "dangling-reuse-dataset" | "dangling-dataservice-dataset" => {
            "Take the id out of the list at the source, or publish the dataset"
        }
        "dangling-community-dataset" => "Publish the dataset, or take the community's file out of the export",
        "dangling-topic-element" | "dangling-post-element" => {
            "Publish the record, or take it out of the list at the source"
        }
        "dangling-discussion-subject" => "Nothing, unless the dataset is missing by mistake",
        "dangling-dataset-organization"
        | "dangling-reuse-organization"
        | "dangling-dataservice-organization" => {
            "Export organizations on the same day: until then only the name is known"
        }
        "unknown-license" => "Choose a licence of the portal's list, so that reusers know whether it is open",
        "unknown-frequency" => "Choose a frequency of udata's list, such as `monthly`",
        "unknown-granularity" => "Choose a granularity of udata's list, such as `fr:commune`",
        "unknown-resource-type" => {
            "Choose one of main, documentation, update, api, code, other for the type of the file"
        }
        "unknown-reuse-type" | "unknown-reuse-topic" | "unknown-access-type" => {
            "Choose a value of udata's list; it is shown as it is written until then"
        }
        "missing-id" => "Give the record its id: without one it has no address and is left out",
        "missing-title" => "Give the record a title at the source: its id stands in",
        "impossible-date" => "Correct the year at the source",
        "future-date" => "Correct the date at the source; for announced data, say so in the description",
        "reversed-coverage" => "Exchange the first and the last day of the period at the source",
        "url-without-scheme" => "Put https:// before the address at the source",
        "unsafe-url" => "Replace the address by one that begins with https://: this one is not linked",
        "malformed-url" => "Correct the address at the source: spaces, two addresses in one, or no host",
        "credentials-in-url" => {
            "Take the name and the password out of the address at the source, and change the password: it is public"
        }
        "private-address" => {
            "Replace the address by one that everybody can reach: this one works inside a network only"
        }
        "placeholder-description" | "unfilled-placeholder" => {
            "Fill in the text that the harvester's template left open, at the source"
        }
        "script-in-description" => "Take the script out of the text at the source: it never runs here",
        "draft-post" => "Nothing: it is not shown until it is published",
        "unknown-record" => "Take it out of the file: it is no kind of record that etalage knows",
        "private-record" | "deleted-record" => {
            "Nothing: it is not shown. Leave it out of the export if you can"
        }
        "unknown-file" => {
            "Take the file out of the folder, or name the exports one by one under [source] path"
        }
        "link-not-followed" => "Name the target of the link under [source] path",
        "unknown-column" => "Nothing, unless the name is misspelt: the column is not read",
        "duplicate-column" => "Leave one column of that name in the export: the second one is not read",
        "swapped-columns" => "Exchange the two cells at the source",
        _ => "Correct the record at the source",
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::fault;

    #[test]
    fn every_fault_has_advice_of_its_own() {
        let fallback = super::of("");
        let without: Vec<_> =
            fault::ALL.iter().map(|kind| kind.name).filter(|name| super::of(name) == fallback).collect();
        assert!(without.is_empty(), "no advice for {without:?}");
    }
}
