//! The theme, as `etalage theme check` looks at it: over catalogues of its own that take every branch.

use super::finding::{Kind, Part, Place, Report};
use crate::config::Config;
use crate::workshop;

/// Reports what is wrong with the theme that the site uses. Gives whether anything is. That there is no such theme is
/// told where the site is joined; one that comes with the program alone has been looked at.
pub(super) fn check(config: &Config, report: &mut Report) -> bool {
    let themes = config.root.join("themes");
    if !themes.is_dir() {
        return false;
    }
    let Ok(checked) = workshop::check(&themes, &config.theme.name) else { return false };
    let is_wrong = !checked.findings.is_empty();
    for finding in checked.findings {
        let kind = Kind {
            part: Part::Theme,
            name: finding.kind,
            severity: finding.severity,
            advice: finding.advice,
        };
        let place = Place {
            file: finding.file,
            line: finding.line as u64,
            value: finding.excerpt.trim().to_owned(),
            note: finding.message,
            ..Place::default()
        };
        report.add(kind, place);
    }
    is_wrong
}
