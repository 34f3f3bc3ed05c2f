//! The TOML between two lines `+++` at the top of a page.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ContentError, Menu, Position, address};

/// The keys that a page may have.
const KEYS: [&str; 8] = ["title", "description", "slug", "menu", "weight", "template", "draft", "date"];

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) slug: Option<String>,
    pub(super) menu: Menu,
    pub(super) weight: i64,
    pub(super) template: Option<String>,
    pub(super) draft: bool,
    pub(super) date: Option<Date>,
}

/// A page's file, taken apart.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) front_matter: FrontMatter,
    pub(super) markdown: &'a str,
    /// The line that the Markdown starts on, from 1.
    pub(super) first_line: usize,
}

/// Takes apart the text of `file`.
pub(super) fn parse<'a>(file: &str, text: &'a str) -> Result<Parts<'a>, ContentError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fail = |line, problem: String| ContentError::FrontMatter {
        at: Position { file: file.to_owned(), line },
        problem,
    };
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == "+++").ok_or_else(|| {
        fail(
            1,
            "a page starts with a line `+++`, then its title (`title = \"...\"`), then a line `+++`"
                .to_owned(),
        )
    })?;
    let start = opening.len();
    let mut end = start;
    let mut line = 1;
    let after = loop {
        line += 1;
        let Some(next) = lines.next() else {
            return Err(fail(1, "the front matter is not closed: add a line `+++` after it".to_owned()));
        };
        if next.trim_end() == "+++" {
            break end + next.len();
        }
        end += next.len();
    };
    let toml = &text[start..end];
    let front_matter = read(toml).map_err(|(span, problem)| {
        let before = toml.get(..span.start).unwrap_or(toml);
        fail(2 + before.matches('\n').count(), problem)
    })?;
    Ok(Parts { front_matter, markdown: &text[after..], first_line: line + 1 })
}

type Fault = (Range<usize>, String);

fn read(toml: &str) -> Result<FrontMatter, Fault> {
    let table =
        DeTable::parse(toml).map_err(|error| (error.span().unwrap_or(0..0), error.message().to_owned()))?;
    let mut found = FrontMatter::default();
    for (key, value) in table.get_ref() {
        match &**key.get_ref() {
            "title" => string(value)?.trim().clone_into(&mut found.title),
            "description" => string(value)?.trim().clone_into(&mut found.description),
            "slug" => found.slug = Some(slug(value)?),
            "menu" => found.menu = menu(value)?,
            "weight" => found.weight = integer(value)?,
            "template" => found.template = Some(template(value)?),
            "draft" => found.draft = boolean(value)?,
            "date" => found.date = Some(date(value)?),
            unknown => return Err((key.span(), unknown_key(unknown))),
        }
    }
    if found.title.is_empty() {
        return Err((0..0, "a page needs a title: add `title = \"...\"`".to_owned()));
    }
    Ok(found)
}

fn unknown_key(key: &str) -> String {
    let nearest = KEYS
        .into_iter()
        .max_by(|left, right| strsim::jaro_winkler(key, left).total_cmp(&strsim::jaro_winkler(key, right)));
    match nearest.filter(|nearest| strsim::jaro_winkler(key, nearest) > 0.7) {
        Some(nearest) => format!("unknown key `{key}`: did you mean `{nearest}`?"),
        None => format!("unknown key `{key}`: a page knows {}", KEYS.join(", ")),
    }
}

fn wrong(value: &Spanned<DeValue<'_>>, wanted: &str) -> Fault {
    (value.span(), format!("this should be {wanted}"))
}

fn string<'v>(value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Fault> {
    value.get_ref().as_str().ok_or_else(|| wrong(value, "text in quotes"))
}

fn boolean(value: &Spanned<DeValue<'_>>) -> Result<bool, Fault> {
    value.get_ref().as_bool().ok_or_else(|| wrong(value, "true or false"))
}

fn integer(value: &Spanned<DeValue<'_>>) -> Result<i64, Fault> {
    value
        .get_ref()
        .as_integer()
        .and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok())
        .ok_or_else(|| wrong(value, "a whole number"))
}

fn slug(value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
    let text = string(value)?;
    if address::is_slug(text) {
        return Ok(text.to_owned());
    }
    let proposal = address::slugify(text);
    let advice = if proposal.is_empty() { String::new() } else { format!(", for example `{proposal}`") };
    Err(wrong(value, &format!("lower-case letters without accents, digits and hyphens{advice}")))
}

fn menu(value: &Spanned<DeValue<'_>>) -> Result<Menu, Fault> {
    match string(value)? {
        "header" => Ok(Menu::Header),
        "footer" => Ok(Menu::Footer),
        "none" => Ok(Menu::None),
        _ => Err(wrong(value, "\"header\", \"footer\" or \"none\"")),
    }
}

fn template(value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
    let name = string(value)?;
    let plain = name.strip_suffix(".html").is_some_and(|stem| {
        !stem.is_empty()
            && stem.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
    });
    if plain {
        Ok(name.to_owned())
    } else {
        Err(wrong(value, "the name of a template, such as \"content.html\""))
    }
}

fn date(value: &Spanned<DeValue<'_>>) -> Result<Date, Fault> {
    let text = match value.get_ref() {
        DeValue::Datetime(datetime) => datetime.date.map(|date| date.to_string()),
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    text.and_then(|text| text.parse().ok()).ok_or_else(|| wrong(value, "a day, such as 2026-01-16"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_error(text: &str) -> String {
        parse("about.md", text).unwrap_err().to_string()
    }

    #[test]
    fn every_key_is_read() {
        let text = "+++\ntitle = \"À propos\"\ndescription = \"Une phrase.\"\nslug = \"a-propos\"\nmenu = \"header\"\n\
                    weight = -3\ntemplate = \"wide.html\"\ndraft = true\ndate = 2026-01-16\n+++\nTexte\n";
        let parts = parse("about.md", text).unwrap();
        assert_eq!(
            parts.front_matter,
            FrontMatter {
                title: "À propos".to_owned(),
                description: "Une phrase.".to_owned(),
                slug: Some("a-propos".to_owned()),
                menu: Menu::Header,
                weight: -3,
                template: Some("wide.html".to_owned()),
                draft: true,
                date: Some(jiff::civil::date(2026, 1, 16)),
            }
        );
        assert_eq!((parts.markdown, parts.first_line), ("Texte\n", 11));
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_fine() {
        let parts = parse("about.md", "\u{feff}+++\r\ntitle = \"A\"\r\n+++\r\nText").unwrap();
        assert_eq!((parts.front_matter.title.as_str(), parts.markdown, parts.first_line), ("A", "Text", 4));
    }

    #[test]
    fn faults_name_the_line_and_the_remedy() {
        for (text, expected) in [
            ("Text", "about.md:1: a page starts with a line `+++`"),
            ("+++\ntitle = \"A\"\n", "about.md:1: the front matter is not closed"),
            ("+++\n+++\n", "about.md:2: a page needs a title"),
            ("+++\ntitle = \"  \"\n+++\n", "about.md:2: a page needs a title"),
            (
                "+++\ntitle = \"A\"\nwieght = 1\n+++\n",
                "about.md:3: unknown key `wieght`: did you mean `weight`?",
            ),
            ("+++\ntitle = \"A\"\n\nqqq = 1\n+++\n", "about.md:4: unknown key `qqq`: a page knows title"),
            ("+++\ntitle = \"A\"\nmenu = \"top\"\n+++\n", "about.md:3: this should be \"header\""),
            ("+++\ntitle = \"A\"\nslug = \"Été 25\"\n+++\n", "for example `ete-25`"),
            ("+++\ntitle = \"A\"\nslug = \"../x\"\n+++\n", "about.md:3: this should be lower-case"),
            ("+++\ntitle = \"A\"\ntemplate = \"../x.html\"\n+++\n", "about.md:3: this should be the name"),
            ("+++\ntitle = \"A\"\ndate = \"hier\"\n+++\n", "about.md:3: this should be a day"),
            ("+++\ntitle = \"A\"\nweight = \"1\"\n+++\n", "about.md:3: this should be a whole number"),
            ("+++\ntitle = A\n+++\n", "about.md:2: "),
        ] {
            let error = parse_error(text);
            assert!(error.contains(expected), "{text:?}: {error}");
        }
    }
}
