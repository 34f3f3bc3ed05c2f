//! The departments and regions of France, by code (INSEE, Code officiel géographique) and name.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a territory is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TerritoryLevel {
    /// A department.
    Department,
    /// A region.
    Region,
}

/// A department or region.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Territory {
    /// Which of both.
    pub level: TerritoryLevel,
    /// The official code; one department and one region may have the same.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// The code of the region that it lies in; a region lies in itself.
    pub region: &'static str,
}

const fn department(code: &'static str, name: &'static str, region: &'static str) -> Territory {
    Territory { level: TerritoryLevel::Department, code, name, region }
}

const fn region(code: &'static str, name: &'static str) -> Territory {
    Territory { level: TerritoryLevel::Region, code, name, region: code }
}

/// The 101 departments, then the 18 regions, by code.
static ALL: [Territory; 119] = [
    department("01", "Ain", "84"),
    department("02", "Aisne", "32"),
    department("03", "Allier", "84"),
    department("04", "Alpes-de-Haute-Provence", "93"),
    department("05", "Hautes-Alpes", "93"),
    department("06", "Alpes-Maritimes", "93"),
    department("07", "Ardèche", "84"),
    department("08", "Ardennes", "44"),
    department("09", "Ariège", "76"),
    department("10", "Aube", "44"),
    department("11", "Aude", "76"),
    department("12", "Aveyron", "76"),
    department("13", "Bouches-du-Rhône", "93"),
    department("14", "Calvados", "28"),
    department("15", "Cantal", "84"),
    department("16", "Charente", "75"),
    department("17", "Charente-Maritime", "75"),
    department("18", "Cher", "24"),
    department("19", "Corrèze", "75"),
    department("2A", "Corse-du-Sud", "94"),
    department("2B", "Haute-Corse", "94"),
    department("21", "Côte-d’Or", "27"),
    department("22", "Côtes-d’Armor", "53"),
    department("23", "Creuse", "75"),
    department("24", "Dordogne", "75"),
    department("25", "Doubs", "27"),
    department("26", "Drôme", "84"),
    department("27", "Eure", "28"),
    department("28", "Eure-et-Loir", "24"),
    department("29", "Finistère", "53"),
    department("30", "Gard", "76"),
    department("31", "Haute-Garonne", "76"),
    department("32", "Gers", "76"),
    department("33", "Gironde", "75"),
    department("34", "Hérault", "76"),
    department("35", "Ille-et-Vilaine", "53"),
    department("36", "Indre", "24"),
    department("37", "Indre-et-Loire", "24"),
    department("38", "Isère", "84"),
    department("39", "Jura", "27"),
    department("40", "Landes", "75"),
    department("41", "Loir-et-Cher", "24"),
    department("42", "Loire", "84"),
    department("43", "Haute-Loire", "84"),
    department("44", "Loire-Atlantique", "52"),
    department("45", "Loiret", "24"),
    department("46", "Lot", "76"),
    department("47", "Lot-et-Garonne", "75"),
    department("48", "Lozère", "76"),
    department("49", "Maine-et-Loire", "52"),
    department("50", "Manche", "28"),
    department("51", "Marne", "44"),
    department("52", "Haute-Marne", "44"),
    department("53", "Mayenne", "52"),
    department("54", "Meurthe-et-Moselle", "44"),
    department("55", "Meuse", "44"),
    department("56", "Morbihan", "53"),
    department("57", "Moselle", "44"),
    department("58", "Nièvre", "27"),
    department("59", "Nord", "32"),
    department("60", "Oise", "32"),
    department("61", "Orne", "28"),
    department("62", "Pas-de-Calais", "32"),
    department("63", "Puy-de-Dôme", "84"),
    department("64", "Pyrénées-Atlantiques", "75"),
    department("65", "Hautes-Pyrénées", "76"),
    department("66", "Pyrénées-Orientales", "76"),
    department("67", "Bas-Rhin", "44"),
    department("68", "Haut-Rhin", "44"),
    department("69", "Rhône", "84"),
    department("70", "Haute-Saône", "27"),
    department("71", "Saône-et-Loire", "27"),
    department("72", "Sarthe", "52"),
    department("73", "Savoie", "84"),
    department("74", "Haute-Savoie", "84"),
    department("75", "Paris", "11"),
    department("76", "Seine-Maritime", "28"),
    department("77", "Seine-et-Marne", "11"),
    department("78", "Yvelines", "11"),
    department("79", "Deux-Sèvres", "75"),
    department("80", "Somme", "32"),
    department("81", "Tarn", "76"),
    department("82", "Tarn-et-Garonne", "76"),
    department("83", "Var", "93"),
    department("84", "Vaucluse", "93"),
    department("85", "Vendée", "52"),
    department("86", "Vienne", "75"),
    department("87", "Haute-Vienne", "75"),
    department("88", "Vosges", "44"),
    department("89", "Yonne", "27"),
    department("90", "Territoire de Belfort", "27"),
    department("91", "Essonne", "11"),
    department("92", "Hauts-de-Seine", "11"),
    department("93", "Seine-Saint-Denis", "11"),
    department("94", "Val-de-Marne", "11"),
    department("95", "Val-d’Oise", "11"),
    department("971", "Guadeloupe", "01"),
    department("972", "Martinique", "02"),
    department("973", "Guyane", "03"),
    department("974", "La Réunion", "04"),
    department("976", "Mayotte", "06"),
    region("01", "Guadeloupe"),
    region("02", "Martinique"),
    region("03", "Guyane"),
    region("04", "La Réunion"),
    region("06", "Mayotte"),
    region("11", "Île-de-France"),
    region("24", "Centre-Val de Loire"),
    region("27", "Bourgogne-Franche-Comté"),
    region("28", "Normandie"),
    region("32", "Hauts-de-France"),
    region("44", "Grand Est"),
    region("52", "Pays de la Loire"),
    region("53", "Bretagne"),
    region("75", "Nouvelle-Aquitaine"),
    region("76", "Occitanie"),
    region("84", "Auvergne-Rhône-Alpes"),
    region("93", "Provence-Alpes-Côte d’Azur"),
    region("94", "Corse"),
];

/// Granularities finer than a department: zones of theirs that have a department's name are towns.
const FINER: [&str; 7] =
    ["fr:commune", "fr:epci", "fr:canton", "fr:iris", "fr:arrondissement", "fr:collectivite", "poi"];

impl Territory {
    /// Every territory.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The department of that code.
    pub fn department(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|one| one.level == TerritoryLevel::Department && one.code == code)
    }

    /// What a zone of a dataset's coverage names: udata's id (`fr:departement:33`, with or without a date), or the
    /// name that CSV exports give. Five names are a department's and a region's: the granularity tells, else both are
    /// meant.
    pub fn find(zone: &str, granularity: Option<&str>) -> impl Iterator<Item = &'static Self> {
        let zone = zone.trim();
        let by_id = id(zone);
        let only = match (&by_id, granularity) {
            (Some((level, _)), _) => Some(*level),
            (None, Some("fr:region")) => Some(TerritoryLevel::Region),
            (None, Some("fr:departement")) => Some(TerritoryLevel::Department),
            _ => None,
        };
        let is_town = by_id.is_none() && granularity.is_some_and(|id| FINER.contains(&id));
        let named: &[&'static Self] = match by_id {
            Some(_) => &[],
            // Most zones are towns and countries.
            None => NAMES.get(&*folded(zone)).map_or(&[], Vec::as_slice),
        };
        let coded = ALL.iter().filter(move |one| {
            by_id.is_some_and(|(level, code)| one.level == level && one.code.eq_ignore_ascii_case(code))
        });
        let coded = coded.take(if by_id.is_some() { usize::MAX } else { 0 });
        named
            .iter()
            .copied()
            .chain(coded)
            .filter(move |one| only.is_none_or(|level| level == one.level) && (!is_town || one.code == "75"))
    }
}

/// The territories of each name, folded.
static NAMES: LazyLock<HashMap<String, Vec<&'static Territory>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<&'static Territory>> = HashMap::new();
    for one in &ALL {
        names.entry(folded(one.name)).or_default().push(one);
        if one.name == "La Réunion" {
            names.entry(folded("Réunion")).or_default().push(one);
        }
    }
    names
});

/// A name in small letters, with the one apostrophe.
fn folded(name: &str) -> String {
    let plain = |c: char| if c == '\'' { '’' } else { c };
    name.chars().map(plain).flat_map(char::to_lowercase).collect()
}

/// The level and code in a zone's id.
fn id(zone: &str) -> Option<(TerritoryLevel, &str)> {
    let (level, rest) = if let Some(rest) = zone.strip_prefix("fr:departement:") {
        (TerritoryLevel::Department, rest)
    } else {
        (TerritoryLevel::Region, zone.strip_prefix("fr:region:")?)
    };
    Some((level, rest.split('@').next().unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(zone: &str, granularity: Option<&str>) -> Vec<(TerritoryLevel, &'static str)> {
        Territory::find(zone, granularity).map(|one| (one.level, one.code)).collect()
    }

    #[test]
    fn every_department_lies_in_a_region() {
        let regions: Vec<_> =
            ALL.iter().filter(|one| one.level == TerritoryLevel::Region).map(|one| one.code).collect();
        assert_eq!(regions.len(), 18);
        for one in &ALL {
            assert!(regions.contains(&one.region), "{}", one.name);
        }
    }

    #[test]
    fn zones_are_known_by_id_and_by_name() {
        use TerritoryLevel::{Department, Region};
        assert_eq!(found("fr:departement:33", None), [(Department, "33")]);
        assert_eq!(found("fr:departement:2a@1976-01-01", None), [(Department, "2A")]);
        assert_eq!(found("fr:region:93", None), [(Region, "93")]);
        assert_eq!(found("GIRONDE", None), [(Department, "33")]);
        assert_eq!(found("Côtes-d'Armor", Some("fr:departement")), [(Department, "22")]);
        assert_eq!(found("Mayotte", None), [(Department, "976"), (Region, "06")]);
        assert_eq!(found("Réunion", Some("fr:region")), [(Region, "04")]);
        assert_eq!(found("Vienne", Some("fr:commune")), []);
        assert_eq!(found("Paris", Some("fr:commune")), [(Department, "75")]);
        assert_eq!(found("France", None), []);
        assert_eq!(found("", None), []);
    }
}
