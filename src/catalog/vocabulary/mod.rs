//! udata's vocabularies: ids only; their labels stand in a theme's message files.
//!
//! A catalogue may hold ids that no list here knows (older and newer udata, other portals): readers keep and
//! report them, pages show them as plain text.

pub mod format;
pub mod frequency;
pub mod license;
pub mod zone;

/// What a reuse is (udata `core/reuse/constants.py`).
pub const REUSE_TYPES: [&str; 8] =
    ["api", "application", "hardware", "idea", "news_article", "paper", "post", "visualization"];

/// What a reuse is about (udata `core/reuse/constants.py`), in udata's order.
pub const REUSE_TOPICS: [&str; 15] = [
    "health",
    "transport_and_mobility",
    "housing_and_development",
    "food_and_agriculture",
    "culture_and_recreation",
    "economy_and_business",
    "environment_and_energy",
    "work_and_training",
    "politics_and_public_life",
    "safety_and_security",
    "education_and_research",
    "society_and_demography",
    "law_and_justice",
    "open_data_tools",
    "others",
];

/// Granularities of a spatial coverage: udata's own and the French levels of its `GeoLevel` collection, from
/// the widest to the finest.
pub const GRANULARITIES: [&str; 13] = [
    "country-group",
    "country",
    "country-subset",
    "fr:region",
    "fr:departement",
    "fr:epci",
    "fr:arrondissement",
    "fr:collectivite",
    "fr:canton",
    "fr:commune",
    "fr:iris",
    "poi",
    "other",
];

/// Badges of datasets (udata `core/dataset/constants.py`): data of high value, reference data service, INSPIRE,
/// pivotal data, labelled and recognised statistical series; then the three that older exports still bear.
pub const DATASET_BADGES: [&str; 9] =
    ["hvd", "spd", "inspire", "pivotal-data", "sl", "sr", "c3", "nec", "openfield16"];

/// Badges of organizations (udata `core/organization/constants.py`).
pub const ORGANIZATION_BADGES: [&str; 5] =
    ["public-service", "certified", "local-authority", "association", "company"];

/// Badges of dataservices.
pub const DATASERVICE_BADGES: [&str; 1] = ["hvd"];

/// Roles of contact points (udata `core/contact_point/models.py`).
pub const CONTACT_ROLES: [&str; 11] = [
    "contact",
    "creator",
    "publisher",
    "rightsHolder",
    "custodian",
    "distributor",
    "originator",
    "principalInvestigator",
    "processor",
    "resourceProvider",
    "user",
];

/// Who may use a dataset or dataservice (udata `core/access_type/constants.py`).
pub const ACCESS_TYPES: [&str; 3] = ["open", "open_with_account", "restricted"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_and_safe_in_a_path() {
        for list in [
            &REUSE_TYPES[..],
            &REUSE_TOPICS,
            &GRANULARITIES,
            &DATASET_BADGES,
            &ORGANIZATION_BADGES,
            &ACCESS_TYPES,
        ] {
            let mut sorted = list.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), list.len());
            assert!(
                list.iter().all(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:".contains(&b)))
            );
        }
    }
}
