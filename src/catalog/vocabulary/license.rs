//! The licences that udata knows, by id, title and the other names that exports give them.

/// A licence.
#[derive(Debug, PartialEq, Eq)]
pub struct License {
    /// udata's id: `lov2`, `odc-odbl`...
    pub id: &'static str,
    /// The title, as CSV exports write it.
    pub title: &'static str,
    /// Its text or summary.
    pub url: Option<&'static str>,
    /// Whether it is open in the sense of the Open Definition. Only `notspecified` is not.
    pub open: bool,
    /// Other titles that harvested catalogues give it, lower case.
    alternates: &'static [&'static str],
}

/// Every licence of data.gouv.fr (`/api/1/datasets/licenses/`), most used first.
pub const ALL: [License; 12] = [
    License {
        id: "lov2",
        title: "Licence Ouverte / Open Licence version 2.0",
        url: Some("https://www.etalab.gouv.fr/licence-ouverte-open-licence"),
        open: true,
        alternates: &[
            "etalab-2.0",
            "licence ouverte / open licence v2.0",
            "licence ouverte / open license version 2.0",
            "licence ouverte / open licence 2.0",
            "licence ouverte v2.0",
            "licence ouverte v2.0 (etalab)",
            "licence ouverte version 2.0",
            "licence ouverte 2.0",
            "open licence v2.0",
            "open licence 2.0",
        ],
    },
    License {
        id: "notspecified",
        title: "License Not Specified",
        url: None,
        open: false,
        alternates: &["licence not specified", "not specified", "licence non spécifiée"],
    },
    License {
        id: "fr-lo",
        title: "Licence Ouverte / Open Licence",
        url: Some("https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf"),
        open: true,
        alternates: &[
            "licence ouverte",
            "open licence",
            "licence ouverte (etalab)",
            "licence ouverte / open license",
            "licence ouverte / open licence v1.0",
            "licence ouverte 1.0",
            "etalab-1.0",
        ],
    },
    License {
        id: "odc-odbl",
        title: "Open Data Commons Open Database License (ODbL)",
        url: Some("https://opendatacommons.org/licenses/odbl/"),
        open: true,
        alternates: &[
            "odbl",
            "odbl-1.0",
            "odbl 1.0",
            "open database license",
            "open database license (odbl)",
            "open data commons open database license",
            "open data commons open database license 1.0",
        ],
    },
    License {
        id: "cc-by",
        title: "Creative Commons Attribution",
        url: Some("https://opendefinition.org/licenses/cc-by/"),
        open: true,
        alternates: &["cc by", "cc-by-4.0", "cc by 4.0", "creative commons attribution 4.0 international"],
    },
    License {
        id: "cc-by-sa",
        title: "Creative Commons Attribution Share-Alike",
        url: Some("https://opendefinition.org/licenses/cc-by-sa/"),
        open: true,
        alternates: &["cc by-sa", "cc-by-sa-4.0", "cc by-sa 4.0", "creative commons attribution sharealike"],
    },
    License {
        id: "cc-zero",
        title: "Creative Commons CCZero",
        url: Some("https://creativecommons.org/publicdomain/zero/1.0/"),
        open: true,
        alternates: &["cc0", "cc-0", "cc0-1.0", "cc0 1.0", "creative commons zero"],
    },
    License {
        id: "odc-by",
        title: "Open Data Commons Attribution License",
        url: Some("https://opendatacommons.org/licenses/by/"),
        open: true,
        alternates: &["odc-by-1.0", "open data commons attribution license v1.0"],
    },
    License {
        id: "odc-pddl",
        title: "Open Data Commons Public Domain Dedication and Licence (PDDL)",
        url: Some("https://opendatacommons.org/licenses/pddl/"),
        open: true,
        alternates: &["pddl", "pddl-1.0", "open data commons public domain dedication and license (pddl)"],
    },
    License { id: "other-at", title: "Other (Attribution)", url: None, open: true, alternates: &[] },
    License { id: "other-open", title: "Other (Open)", url: None, open: true, alternates: &[] },
    License { id: "other-pd", title: "Other (Public Domain)", url: None, open: true, alternates: &[] },
];

/// The licence with that id.
pub fn by_id(id: &str) -> Option<&'static License> {
    ALL.iter().find(|license| license.id == id)
}

/// The licence that an export means: by id, title or alternate title, in any case, outer spaces apart.
pub fn recognize(text: &str) -> Option<&'static License> {
    let text = text.trim();
    by_id(text).or_else(|| {
        let lower = text.to_lowercase();
        ALL.iter().find(|license| {
            license.id == lower
                || license.title.to_lowercase() == lower
                || license.alternates.contains(&&*lower)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_exports_and_ids_are_recognised() {
        for license in &ALL {
            assert_eq!(recognize(license.title), Some(license));
            assert_eq!(recognize(&format!(" {} ", license.title.to_uppercase())), Some(license));
            assert_eq!(recognize(license.id), Some(license));
            for alternate in license.alternates {
                assert_eq!(recognize(alternate), Some(license), "{alternate} belongs to two licences");
            }
        }
        assert_eq!(recognize("Licence maison"), None);
        assert_eq!(recognize(""), None);
    }

    #[test]
    fn versions_are_told_apart() {
        assert_eq!(recognize("Licence Ouverte").map(|license| license.id), Some("fr-lo"));
        assert_eq!(recognize("Licence Ouverte v2.0").map(|license| license.id), Some("lov2"));
    }
}
