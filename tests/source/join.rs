//! The join: by ids only, both ways, in order.

use std::collections::BTreeSet;
use std::sync::Arc;

use etalage::catalog::{Catalog, Dataset};
use proptest::prelude::*;

use crate::export::{Exports, example, findings};

const DATASET: &str = "id title organization organization_id created_at";

fn titles<'a>(datasets: impl IntoIterator<Item = &'a Dataset>) -> Vec<&'a str> {
    datasets.into_iter().map(|dataset| &*dataset.title).collect()
}

#[test]
fn datasets_are_in_order_of_publication() {
    let catalog = Exports::new()
        .csv(
            "d.csv",
            DATASET,
            &[
                &["6b3cc551c751df4822526c1a", "newest", "", "", "2000-01-01"],
                &["5b3cc551c751df4822526c1b", "same second, later id", "", "", ""],
                &["5b3cc551c751df4822526c1a", "same second", "", "", "2049-01-01"],
                &["un-slug", "by creation", "", "", "2012-06-01T10:00:00"],
                &["autre", "at the epoch", "", "", ""],
            ],
        )
        .read();
    let order = ["at the epoch", "by creation", "same second", "same second, later id", "newest"];
    assert_eq!(titles(&catalog.datasets), order);
}

#[test]
fn organizations_are_told_apart_by_id() {
    let catalog = Exports::new()
        .csv(
            "d.csv",
            DATASET,
            &[
                &["a", "A", "SOREGIES", "o1", "2001-01-01"],
                &["b", "B", " SOREGIES ", "o2", "2002-01-01"],
                &["c", "C", "Autre nom", "o1", "2003-01-01"],
                &["d", "D", "Sans identifiant", "", "2004-01-01"],
                &["e", "E", "Sans identifiant", "", "2005-01-01"],
                &["f", "F", "", "", "2006-01-01"],
            ],
        )
        .csv(
            "o.csv",
            "id name slug description",
            &[&["o2", "Sorégies", "soregies", "Décrite"], &["o3", "Sans donnée", "x", ""]],
        )
        .read();
    let organizations: Vec<_> = catalog
        .organizations
        .iter()
        .map(|organization| {
            let datasets = organization.links.datasets.iter().map(|index| catalog.dataset(*index));
            (&*organization.name, organization.described, titles(datasets))
        })
        .collect();
    assert_eq!(
        organizations,
        [
            ("Sans identifiant", false, vec!["D", "E"]),
            ("SOREGIES", false, vec!["A", "C"]),
            ("Sorégies", true, vec!["B"]),
            ("Sans donnée", true, vec![]),
        ]
    );
    assert!(catalog.organizations[0].id.starts_with("name-"));
    assert!(catalog.organizations.is_sorted_by(|a, b| a.id < b.id));
    for (place, dataset) in catalog.datasets.iter().enumerate() {
        if let Some(index) = dataset.links.organization {
            let links = &catalog.organization(index).links.datasets;
            assert!(links.iter().any(|link| link.position() == place));
        }
    }
    assert_eq!(findings(&catalog), ["dangling-dataset-organization: 2"]);
    assert_eq!(example(&catalog, "dangling-dataset-organization").value, "o1");
}

#[test]
fn reuses_and_apis_are_linked_both_ways() {
    let catalog = Exports::new()
        .csv("d.csv", DATASET, &[&["a", "A", "", "", "2001-01-01"], &["b", "B", "", "", "2002-01-01"]])
        .csv(
            "r.csv",
            "id title remote_url organization organization_id created_at datasets",
            &[
                &["r2", "second", "https://x.example", "", "", "2001-12-01", "b,a,b,perdu"],
                &["r1", "first", "https://x.example", "Orga", "o", "2001-11-01", "b"],
            ],
        )
        .csv(
            "s.csv",
            "id title base_api_url datasets",
            &[&["s", "API", "https://api.example", "a, perdu,perdu2"]],
        )
        .read();
    let [a, b] = [&catalog.datasets[0], &catalog.datasets[1]];
    let reuses = |dataset: &Dataset| {
        dataset.links.reuses.iter().map(|index| catalog.reuse(*index).title.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(reuses(a), ["second"]);
    assert_eq!(reuses(b), ["first", "second"]);
    assert_eq!((a.links.dataservices.len(), b.links.dataservices.len()), (1, 0));
    assert_eq!(
        titles(catalog.reuses[1].links.datasets.iter().map(|index| catalog.dataset(*index))),
        ["A", "B"]
    );
    assert_eq!((catalog.reuses[1].datasets_missing, catalog.dataservices[0].datasets_missing), (1, 2));
    assert_eq!(catalog.organizations[0].links.reuses.len(), 1);
    assert_eq!(findings(&catalog), ["dangling-dataservice-dataset: 2", "dangling-reuse-dataset: 1"]);
}

#[test]
fn discussions_are_counted() {
    let datasets: [&[&str]; 2] = [&["a", "A", "", "", ""], &["b", "B", "", "", ""]];
    let catalog = Exports::new()
        .csv("d.csv", DATASET, &datasets)
        .csv(
            "e.csv",
            "id user subject subject_class subject_id title messages created closed closed_by",
            &[
                &["1", "x", "A", "Dataset", "a", "t", "m", "2020-01-01", "", ""],
                &["2", "x", "A", "Dataset", "a", "t", "m", "2020-01-01", "2020-02-01T00:00:00", "y"],
                &["3", "x", "?", "Dataset", "perdu", "t", "m", "2020-01-01", "", ""],
                &["4", "x", "?", "Reuse", "perdu", "t", "m", "2020-01-01", "", ""],
            ],
        )
        .read();
    let counts: Vec<_> = catalog
        .datasets
        .iter()
        .map(|dataset| (dataset.discussions.exact(), dataset.discussions_open.exact()))
        .collect();
    assert_eq!(counts, [(Some(2), Some(1)), (Some(0), Some(0))]);
    assert_eq!(findings(&catalog), ["dangling-discussion-subject: 1"]);
}

#[test]
fn several_files_of_a_kind_are_one_catalogue() {
    let header = "dataset.id id title url type";
    let catalog = Exports::new()
        .csv("1/datasets.csv", DATASET, &[&["a", "A", "Un", "o1", "2001-01-01"]])
        .csv(
            "2/datasets.csv",
            DATASET,
            &[&["b", "B", "Un", "o1", "2002-01-01"], &["a", "A", "Un", "o1", "2001-01-01"]],
        )
        .csv(
            "1/resources.csv",
            header,
            &[
                &["b", "r1", "1", "https://x.example", "main"],
                &["a", "r2", "2", "https://x.example", "other"],
            ],
        )
        .csv(
            "2/resources.csv",
            header,
            &[
                &["a", "r3", "3", "https://x.example", "main"],
                &["a", "r2", "2", "https://x.example", "other"],
            ],
        )
        .read();
    assert_eq!(titles(&catalog.datasets), ["A", "B"]);
    let resources =
        |at: usize| catalog.datasets[at].resources.iter().map(|resource| &*resource.id).collect::<Vec<_>>();
    assert_eq!(resources(0), ["r3", "r2"]);
    assert_eq!(resources(1), ["r1"]);
    assert_eq!(catalog.organizations.len(), 1);
    assert_eq!(findings(&catalog), ["duplicate-dataset: 1", "duplicate-resource: 1"]);
}

#[test]
fn a_catalogue_that_is_read_again_shares_what_did_not_change() {
    let header = "dataset.id id title url type modified";
    let read = |exports: Exports, title: &str, first: &str, description: &str| {
        let rows: [&[&str]; 6] = [
            // In another order than that of their types.
            &["a", "a1", "A1", "https://x.example", "documentation", "2049-01-01"],
            &["a", "a2", "A2", "https://x.example", "main", "2048-01-01"],
            &["b", "b1", first, "https://x.example", "main", ""],
            &["b", "b2", "B2", "https://x.example", "main", ""],
            &["c", "c1", "C1", "https://x.example", "main", ""],
            &["c", "c1", title, "https://x.example", "other", ""],
        ];
        exports.csv("r.csv", header, &rows).csv(
            "d.csv",
            "id title slug description",
            &[&["a", "A", "a", "Long"], &["b", "B", "b", description], &["c", "C", "c", "Long"]],
        )
    };
    let exports = read(Exports::new(), "C1", "B1", "Before");
    let earlier = Arc::new(exports.read());
    let exports = read(exports, "C1 again", "B1 again", "After");
    let again = exports.read_again(&earlier);
    let alone = exports.read();
    assert_eq!(format!("{again:?}"), format!("{alone:?}"));

    let is_shared = |at: usize| {
        let (earlier, again) = (&earlier.datasets[at], &again.datasets[at]);
        (
            Arc::ptr_eq(&earlier.resources, &again.resources),
            Arc::ptr_eq(&earlier.description, &again.description),
        )
    };
    assert_eq!([is_shared(0), is_shared(1), is_shared(2)], [(true, true), (false, false), (true, true)]);
}

#[test]
fn a_digest_is_that_of_the_record_alone() {
    let read = |views: &str, title: &str, others: &[&[&str]]| {
        let mut rows: Vec<&[&str]> = vec![];
        let row = ["5b3cc551c751df4822526c1a", title, "o", views];
        rows.push(&row);
        rows.extend(others);
        Exports::new().csv("d.csv", "id title organization_id metric.views", &rows).read()
    };
    let digest = |catalog: &Catalog| {
        catalog.datasets.iter().find(|dataset| dataset.id.starts_with("5b3")).map(|dataset| dataset.digest)
    };
    let base = read("12345", "A", &[]);
    assert_ne!(digest(&base), Some(etalage::catalog::Digest::default()));
    assert_eq!(digest(&base), digest(&read("12399", "A", &[])), "views are shown rounded");
    assert_ne!(digest(&base), digest(&read("13345", "A", &[])));
    assert_ne!(digest(&base), digest(&read("12345", "B", &[])));
    assert_eq!(digest(&base), digest(&read("12345", "A", &[&["4b3cc551c751df4822526c1a", "Z", "n", "1"]])));
}

/// Ids of a small world, so that many of them meet.
fn id() -> impl Strategy<Value = String> {
    (0..12_u8).prop_map(|number| if number == 0 { String::new() } else { format!("d{number}") })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The counts of dangling references are those of the naive question: which named ids are in no dataset row?
    #[test]
    fn dangling_references_are_counted_as_a_query_would(
        datasets in proptest::collection::vec((id(), any::<bool>()), 0..8),
        resources in proptest::collection::vec((id(), any::<bool>()), 0..20),
        reuses in proptest::collection::vec((proptest::collection::btree_set(id(), 0..5), any::<bool>()), 0..8),
        discussions in proptest::collection::vec(id(), 0..8),
    ) {
        let private = |is: bool| if is { "True" } else { "False" };
        let given: BTreeSet<&str> = datasets.iter().map(|(id, _)| &**id).filter(|id| !id.is_empty()).collect();
        let absent = |id: &str| !given.contains(id);

        let rows: Vec<Vec<&str>> = datasets.iter().map(|(id, is)| vec![&**id, "T", "s", private(*is)]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let exports = Exports::new().csv("d.csv", "id title slug private", &rows);

        let ids: Vec<String> = (0..resources.len()).map(|place| format!("r{}", place % 7)).collect();
        let rows: Vec<Vec<&str>> =
            resources.iter().zip(&ids).map(|((dataset, is), id)| vec![&**dataset, id, private(*is), "https://x.example"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let exports = exports.csv("r.csv", "dataset.id id dataset.private url", &rows);

        let lists: Vec<String> = reuses.iter().map(|(ids, _)| ids.iter().cloned().collect::<Vec<_>>().join(",")).collect();
        let rows: Vec<Vec<&str>> =
            reuses.iter().zip(&lists).map(|((_, is), list)| vec!["u", "T", "https://x.example", private(*is), list]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let exports = exports.csv("u.csv", "id title remote_url private datasets", &rows);

        let rows: Vec<[&str; 4]> = discussions.iter().map(|id| ["e", "Dataset", &**id, ""]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        let catalog = exports.csv("e.csv", "id subject_class subject_id closed", &rows).read();

        let count = |kind| usize::try_from(catalog.findings.count(kind)).unwrap();
        prop_assert_eq!(count("dangling-resource-dataset"), resources.iter().filter(|(id, _)| absent(id)).count());
        let named = reuses.iter().flat_map(|(ids, _)| ids).filter(|id| !id.is_empty());
        prop_assert_eq!(count("dangling-reuse-dataset"), named.filter(|id| absent(id)).count());
        prop_assert_eq!(count("dangling-discussion-subject"), discussions.iter().filter(|id| absent(id)).count());
    }
}
