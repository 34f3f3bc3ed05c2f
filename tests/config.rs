//! `etalage.toml`: what is accepted, and how what is not is told.
#![allow(clippy::unwrap_used)] // Helpers of tests fail as tests do.

use etalage::config::{Config, OneOrMany};

const SITE: &str = "[site]\ntitle = \"Données\"\nbase_url = \"https://donnees.example.fr\"\n";

fn error(text: &str) -> String {
    Config::parse("etalage.toml", text).unwrap_err().to_string()
}

/// The error of a good `[site]` followed by `text`.
fn error_after_site(text: &str) -> String {
    error(&format!("{SITE}{text}"))
}

#[test]
fn the_smallest_config_is_enough() {
    let config = Config::parse("etalage.toml", SITE).unwrap();
    assert_eq!(
        (&*config.site.language, &*config.theme.name, config.catalog.tag_minimum),
        ("fr", "default", 3)
    );
    assert_eq!(config.base_path(), "");
}

#[test]
fn addresses_get_one_spelling() {
    for (written, read, path) in [
        ("https://example.fr/", "https://example.fr", ""),
        (" HTTPS://Example.FR ", "https://example.fr", ""),
        ("http://localhost:8000/a/b//", "", ""),
        ("http://localhost:8000/a/b/", "http://localhost:8000/a/b", "/a/b"),
        ("https://données.fr/été", "https://xn--donnes-eva.fr/%C3%A9t%C3%A9", "/%C3%A9t%C3%A9"),
        ("donnees.fr", "", ""),
        ("ftp://donnees.fr", "", ""),
        ("https://donnees.fr/?a=b", "", ""),
        ("https://donnees.fr/#a", "", ""),
        ("https://me:secret@donnees.fr/", "", ""),
        ("", "", ""),
    ] {
        let parsed = Config::parse("x", &format!("[site]\ntitle = \"x\"\nbase_url = \"{written}\""));
        match parsed {
            Ok(config) => assert_eq!((&*config.site.base_url, config.base_path()), (read, path), "{written}"),
            Err(error) => {
                assert_eq!(read, "", "{written}: {error}");
                assert!(error.to_string().starts_with("x:3: "), "{error}");
            }
        }
    }
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_known_one() {
    let text = error("[site]\ntitel = \"x\"\nbase_url = \"https://x.fr\"\n");
    assert_eq!(
        text,
        "etalage.toml:2: unknown key `titel` in [site]. Did you mean `title`? Known keys: title, base_url, language, \
         description, publisher, contact, accessibility, translations, noindex, canonical\
         \n  2 | titel = \"x\"\n    | ^^^^^"
    );
    let text = error_after_site("[source]\nout = \"x\"");
    assert!(
        text.starts_with("etalage.toml:5: unknown key `out` in [source]. That one belongs in [build]."),
        "{text}"
    );
    let text = error_after_site("[hots]\nkind = \"netlify\"");
    assert!(
        text.starts_with("etalage.toml:4: unknown key `hots`") && text.contains("Did you mean `host`?"),
        "{text}"
    );
    let text = error(&format!("xyz = 1\n{SITE}"));
    assert!(
        text.starts_with("etalage.toml:1: unknown key `xyz` as a section or at the top. Known keys: site,"),
        "{text}"
    );
}

#[test]
fn what_is_missing_is_told_with_an_example() {
    let text = error("[site]\nbase_url = \"https://x.fr\"\n");
    assert!(text.contains("[site] lacks `title`: add a line such as title = \"Données ouvertes\""), "{text}");
    let text = error("# nothing\n");
    assert!(text.contains("there is no [site] section") && text.contains("base_url = "), "{text}");
    let text = Config::load("no/such/etalage.toml".as_ref()).unwrap_err().to_string();
    assert!(text.starts_with("no/such/etalage.toml: no such file.") && text.contains("    [site]"), "{text}");
}

#[test]
fn wrong_values_are_told_with_their_line() {
    for (text, begins) in [
        ("language = \"de\"", "etalage.toml:4: \"de\": pages can be in French"),
        ("[source]\ndate = \"2026-13-01\"", "etalage.toml:5: \"2026-13-01\" is not a day"),
        ("[source]\ndate = 3", "etalage.toml:5: expected a day, such as 2026-01-16"),
        ("[source]\npath = 3", "etalage.toml:5: expected a path or a list of paths"),
        ("[source]\npath = []", "etalage.toml:5: the list names no file"),
        ("[source]\nportal = \"data.gouv.fr\"", "etalage.toml:5: \"data.gouv.fr\" is not an address"),
        (
            "[source]\nkind = \"udata-cvs\"",
            "etalage.toml:5: unknown value \"udata-cvs\" in [source]. Did you mean \"udata-csv\"?",
        ),
        ("[theme]\naccent = \"green\"", "etalage.toml:5: \"green\" is not a colour"),
        ("[theme]\nname = \"../x\"", "etalage.toml:5: \"../x\" is not the name of a folder"),
        (
            "[catalog]\ntag_minimum = \"3\"",
            "etalage.toml:5: invalid type: string \"3\", expected usize in [catalog]",
        ),
        (
            "[catalog]\ntag_minimum = -1",
            "etalage.toml:5: invalid value: integer `-1`, expected usize in [catalog]",
        ),
        ("[catalog]\ntag_minimum = 0", "etalage.toml:5: a tag has a page"),
        (
            "[host]\nkind = \"netlfy\"",
            "etalage.toml:5: unknown value \"netlfy\" in [host]. Did you mean \"netlify\"?",
        ),
        ("[build]\nout = \"\"", "etalage.toml:5: the output needs a folder"),
        ("[site.translations]\nen = \"example.fr\"", "etalage.toml:4: \"example.fr\" is not an address"),
        ("title = \"twice\"", "etalage.toml:4: duplicate key"),
        ("[build", "etalage.toml:4: unclosed table"),
    ] {
        let error = error_after_site(text);
        assert!(error.starts_with(begins), "{text}\n{error}");
        assert!(error.contains("\n  "), "an excerpt: {error}");
    }
}

#[test]
fn dates_may_be_of_toml_and_paths_several() {
    let text =
        format!("{SITE}[source]\ndate = 2026-01-16\npath = [\"a.csv\", \"b\"]\nportal = \"https://x.fr/\"");
    let source = Config::parse("x", &text).unwrap().source;
    assert_eq!(source.date.as_deref(), Some("2026-01-16"));
    assert_eq!(source.portal.as_deref(), Some("https://x.fr"));
    assert!(matches!(source.path, Some(OneOrMany::Many(paths)) if paths.len() == 2));
}

#[test]
fn a_byte_order_mark_and_crlf_are_nothing() {
    let text = format!("\u{feff}{}", SITE.replace('\n', "\r\n"));
    assert!(Config::parse("x", &text).is_ok());
    let error = Config::parse("x", &text.replace("title", "tïtle")).unwrap_err().to_string();
    assert!(error.starts_with("x:2: "), "{error}");
}

#[test]
fn any_text_is_answered_without_panic() {
    for end in 0..SITE.len() {
        if SITE.is_char_boundary(end) {
            let _ = Config::parse("x", &SITE[..end]);
            let _ = Config::parse("x", &SITE[end..]);
            let _ = Config::parse("x", &format!("{}é\u{0}{}", &SITE[..end], &SITE[end..]));
        }
    }
}
