//! How often a dataset says it is updated, and how long a reader waits before it is late.

/// Every id with the days until the next update is due, from the most to the least frequent (udata
/// `core/dataset/constants.py`, `UpdateFrequency`). `None`: no date can be expected.
///
/// As in udata a semiannual dataset waits 365 days, and what comes several times a week waits a week.
/// What comes several times an hour or day is due within the day: 0.
const DELTAS: [(&str, Option<u32>); 38] = [
    ("continuous", None),
    ("oneMinute", Some(0)),
    ("fiveMinutes", Some(0)),
    ("tenMinutes", Some(0)),
    ("fifteenMinutes", Some(0)),
    ("thirtyMinutes", Some(0)),
    ("hourly", Some(0)),
    ("bihourly", Some(0)),
    ("trihourly", Some(0)),
    ("twelveHours", Some(0)),
    ("severalTimesADay", Some(1)),
    ("threeTimesADay", Some(1)),
    ("semidaily", Some(1)),
    ("daily", Some(1)),
    ("fiveTimesAWeek", Some(7)),
    ("threeTimesAWeek", Some(7)),
    ("semiweekly", Some(7)),
    ("weekly", Some(7)),
    ("biweekly", Some(14)),
    ("threeTimesAMonth", Some(31)),
    ("semimonthly", Some(31)),
    ("monthly", Some(31)),
    ("bimonthly", Some(62)),
    ("quarterly", Some(93)),
    ("threeTimesAYear", Some(365)),
    ("semiannual", Some(365)),
    ("annual", Some(365)),
    ("biennial", Some(365 * 2)),
    ("triennial", Some(365 * 3)),
    ("quadrennial", Some(365 * 4)),
    ("quinquennial", Some(365 * 5)),
    ("decennial", Some(365 * 10)),
    ("bidecennial", Some(365 * 20)),
    ("tridecennial", Some(365 * 30)),
    ("punctual", None),
    ("irregular", None),
    ("never", None),
    ("notPlanned", None),
];

/// Ids without a delta that say little or nothing.
const VAGUE: [&str; 2] = ["other", "unknown"];

/// Ids that older exports use (udata's `LEGACY_FREQUENCIES`; `fortnighly` is spelt so there), and those of the
/// European vocabulary that it stands on.
const LEGACY: [(&str, &str); 20] = [
    ("realtime", "continuous"),
    ("fourTimesADay", "severalTimesADay"),
    ("fourTimesAWeek", "other"),
    ("fortnighly", "biweekly"),
    ("fortnightly", "biweekly"),
    ("biannual", "semiannual"),
    ("not_planned", "notPlanned"),
    ("as_needed", "punctual"),
    ("irreg", "irregular"),
    ("update_cont", "continuous"),
    ("cont", "severalTimesADay"),
    ("daily_2", "semidaily"),
    ("daily_3", "threeTimesADay"),
    ("weekly_5", "fiveTimesAWeek"),
    ("weekly_3", "threeTimesAWeek"),
    ("weekly_2", "semiweekly"),
    ("monthly_3", "threeTimesAMonth"),
    ("monthly_2", "semimonthly"),
    ("annual_3", "threeTimesAYear"),
    ("annual_2", "semiannual"),
];

/// Every id, from the most frequent; `other` and `unknown` last.
pub fn all() -> impl Iterator<Item = &'static str> {
    DELTAS.iter().map(|(id, _)| *id).chain(VAGUE)
}

/// The id that `text` means, legacy ids mapped and case ignored. `None` when no list knows it.
pub fn recognize(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is = |id: &str| id.eq_ignore_ascii_case(text);
    all().find(|id| is(id)).or_else(|| LEGACY.iter().find(|(old, _)| is(old)).map(|(_, id)| *id))
}

/// How many days after an update the next one is due. udata calls a dataset late when more than a day has
/// passed since then (`core/dataset/models.py`, `update_fulfilled_in_time`). `None` for frequencies that
/// promise no date.
pub fn delta_days(id: &str) -> Option<u32> {
    DELTAS.iter().find(|(known, _)| *known == id).and_then(|(_, days)| *days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_and_legacy_ones_lead_to_known_ones() {
        let mut ids: Vec<_> = all().collect();
        assert_eq!(ids.len(), 40);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 40);
        for (old, id) in LEGACY {
            assert!(!ids.contains(&old));
            assert!(ids.contains(&id));
            assert_eq!(recognize(old), Some(id));
        }
    }

    #[test]
    fn deltas_are_those_of_udata() {
        for (id, days) in [
            ("hourly", Some(0)),
            ("daily", Some(1)),
            ("semiweekly", Some(7)),
            ("monthly", Some(31)),
            ("quarterly", Some(93)),
            ("semiannual", Some(365)),
            ("tridecennial", Some(10_950)),
            ("continuous", None),
            ("punctual", None),
            ("other", None),
            ("unknown", None),
            ("every blue moon", None),
        ] {
            assert_eq!(delta_days(id), days, "{id}");
        }
    }
}
