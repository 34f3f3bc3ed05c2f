//! The text of each file of a new site. Comments are in the site's language.

use super::Site;
use crate::config::HostKind;

const CONFIG: &str = include_str!("files/etalage.toml");
const IGNORE: &str = include_str!("files/gitignore");
const SCRIPT: &str = include_str!("files/site.sh");
const NETLIFY: &str = include_str!("files/netlify.toml");
const NIGHTLY: &str = include_str!("files/nightly.mjs");
const GITHUB: &str = include_str!("files/github.yml");
const CLOUDFLARE: &str = include_str!("files/cloudflare.yml");
const GITLAB: &str = include_str!("files/gitlab-ci.yml");

/// The pages that every portal needs, with what must be filled in between brackets.
const FRENCH: [(&str, &str); 3] = [
    ("content/about.fr.md", include_str!("../../content/about.fr.md")),
    ("content/legal/accessibility.fr.md", include_str!("../../content/legal/accessibility.fr.md")),
    ("content/legal/legal-notice.fr.md", include_str!("../../content/legal/legal-notice.fr.md")),
];
const ENGLISH: [(&str, &str); 3] = [
    ("content/about.en.md", include_str!("../../content/about.en.md")),
    ("content/legal/accessibility.en.md", include_str!("../../content/legal/accessibility.en.md")),
    ("content/legal/legal-notice.en.md", include_str!("../../content/legal/legal-notice.en.md")),
];

/// The files of a site, by name. `project` is what a host may call it.
pub(super) fn of(site: &Site, project: &str) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("etalage.toml", config(site)),
        (".gitignore", in_language(IGNORE, site)),
        ("site.sh", in_language(SCRIPT, site).replace("@version@", env!("CARGO_PKG_VERSION"))),
    ];
    let hosted: &[(&'static str, &str)] = match site.host {
        HostKind::Netlify => &[("netlify.toml", NETLIFY), ("netlify/functions/nightly.mjs", NIGHTLY)],
        HostKind::Github => &[(".github/workflows/portal.yml", GITHUB)],
        HostKind::Cloudflare => &[(".github/workflows/portal.yml", CLOUDFLARE)],
        HostKind::Gitlab => &[(".gitlab-ci.yml", GITLAB)],
        HostKind::Plain => &[],
    };
    let minute = minute(&site.base_url).to_string();
    for (name, text) in hosted {
        let text = in_language(text, site).replace("@minute@", &minute).replace("@project@", project);
        files.push((*name, text));
    }
    let pages = if site.is_french { FRENCH } else { ENGLISH };
    files.extend(pages.map(|(name, text)| (name, page(text, site))));
    files
}

pub(super) fn config(site: &Site) -> String {
    let language = if site.is_french { "fr" } else { "en" };
    let values = [
        ("@title@", quoted(&site.title)),
        ("@base_url@", quoted(&site.base_url)),
        ("@language@", quoted(language)),
        ("@description@", quoted(&site.description)),
        ("@publisher@", quoted(&site.publisher)),
        ("@contact@", quoted(&site.contact)),
        ("@url@", quoted(&site.url)),
        ("@organizations@", list("organizations", &site.organizations)),
        ("@tags@", list("tags", &site.tags)),
        ("@host@", quoted(host(site.host))),
    ];
    let mut text = String::new();
    for line in in_language(CONFIG, site).lines() {
        // Each line holds one value at most, so that no value is taken for a place of another.
        let place = values.iter().find(|(place, _)| line.contains(place));
        let line = match (line, place) {
            ("@allow_private@", _) if site.is_private => "allow_private = true".to_owned(),
            ("@allow_private@", _) => continue,
            (line, Some((place, value))) => line.replace(place, value),
            (line, None) => line.to_owned(),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Comments that begin with `#fr` or `#en` (`//fr`, `//en`) are for one language; those with `#private-` before it
/// for a portal on this machine.
fn in_language(text: &str, site: &Site) -> String {
    let (wanted, other) = if site.is_french { ("fr", "en") } else { ("en", "fr") };
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let begin = line.trim_start();
        let indent = &line[..line.len() - begin.len()];
        let mark = if begin.starts_with("//") { "//" } else { "#" };
        let (begin, is_private) = match begin.strip_prefix("#private-") {
            Some(rest) => (format!("#{rest}"), true),
            None => (begin.to_owned(), false),
        };
        let after = |language: &str| {
            let rest = begin.strip_prefix(mark)?.strip_prefix(language)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
        };
        if after(other).is_some() || is_private && !site.is_private {
            continue;
        }
        match after(wanted) {
            Some(rest) => out.extend([indent, mark, rest]),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// A page with what is known filled in; the rest stays marked.
fn page(text: &str, site: &Site) -> String {
    let (publisher, address) = if site.is_french {
        ("[À compléter : nom de l’organisme]", "[À compléter : adresse du site]")
    } else {
        ("[To fill in: name of the organization]", "[To fill in: address of the site]")
    };
    let mut text = text.replace(address, &site.base_url);
    if !site.publisher.is_empty() {
        text = text.replace(publisher, &plain(&site.publisher));
    }
    text
}

/// A name as Markdown shows it: nothing of it is markup.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control() {
            out.push(' ');
            continue;
        }
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn host(kind: HostKind) -> &'static str {
    match kind {
        HostKind::Netlify => "netlify",
        HostKind::Cloudflare => "cloudflare",
        HostKind::Github => "github",
        HostKind::Gitlab => "gitlab",
        HostKind::Plain => "plain",
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.replace(['\n', '\r'], " ")).to_string()
}

/// A list, or a comment that shows what it would look like.
fn list(key: &str, values: &[String]) -> String {
    if values.is_empty() {
        return format!("# {key} = [\"...\"]");
    }
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    format!("{key} = [{}]", values.join(", "))
}

/// The minute of the hour of the nightly build: another for each site, so that not all come at once.
fn minute(base_url: &str) -> u8 {
    blake3::hash(base_url.as_bytes()).as_bytes()[0] % 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn site(host: HostKind, is_french: bool) -> Site {
        Site {
            title: "Données de \"Saint-Malo\" \\ @tags@".to_owned(),
            base_url: "https://donnees.example.fr".to_owned(),
            is_french,
            description: String::new(),
            publisher: "Ville *ouverte*".to_owned(),
            contact: "a@example.fr".to_owned(),
            url: "https://www.data.gouv.fr".to_owned(),
            is_private: false,
            organizations: vec!["ville-de-saint-malo".to_owned()],
            tags: Vec::new(),
            host,
        }
    }

    #[test]
    fn every_configuration_is_one() {
        for host in
            [HostKind::Netlify, HostKind::Cloudflare, HostKind::Github, HostKind::Gitlab, HostKind::Plain]
        {
            for is_french in [true, false] {
                let site = Site { is_private: is_french, ..site(host, is_french) };
                let files = of(&site, "portal");
                let config = Config::parse("etalage.toml", &files[0].1).unwrap();
                assert_eq!(config.site.title, site.title);
                assert_eq!(config.source.organizations, site.organizations);
                assert_eq!((config.host.kind, config.source.allow_private), (host, is_french));
                for (name, text) in files {
                    let other = if is_french { "#en" } else { "#fr" };
                    assert!(!text.contains(other) && !text.contains("#private"), "{name}");
                    let is_left = ["@title@", "@minute@", "@project@", "@version@", "@organizations@"]
                        .iter()
                        .any(|place| text.contains(place));
                    assert!(!is_left, "{name}: {text}");
                    if std::path::Path::new(name).extension().is_some_and(|end| end == "toml") {
                        toml::from_str::<toml::Table>(&text).unwrap();
                    }
                }
            }
        }
    }

    #[test]
    fn names_are_filled_in_and_the_rest_stays_marked() {
        let files = of(&site(HostKind::Plain, true), "portal");
        let (_, statement) = files.iter().find(|(name, _)| name.ends_with("accessibility.fr.md")).unwrap();
        assert!(statement.contains("**Ville \\*ouverte\\*** s’engage"), "{statement}");
        assert!(statement.contains("s’applique à **https://donnees.example.fr**"));
        assert!(statement.contains("[À compléter : adresse électronique]"));
    }
}
