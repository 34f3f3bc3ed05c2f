//! The engine as its callers see it: small themes made here, over the embedded one.

use std::fs;

use serde_json::json;

use super::*;

/// A site's folder of themes.
struct Themes(tempfile::TempDir);

impl Themes {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    /// One template `x.html` in a theme `mine`, with two messages.
    fn page(template: &str) -> Self {
        Self::new(&[
            ("mine/templates/x.html", template),
            (
                "mine/messages/fr.ftl",
                "mine-hello = L’été <b>\nmine-files = { $count ->\n    [one] un fichier\n   *[other] { $count } fichiers\n}\nmine-both = { $a } et { $b }\n",
            ),
            ("mine/assets/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ])
    }

    fn load(&self) -> Result<Theme, ThemeError> {
        // What the embedded theme's templates name, and a few things more.
        let globals = json!({"base": "/sous", "n": 3, "site": {
            "title": "A & B", "description": "", "publisher": "", "contact": "", "language": "fr", "base_url": "",
            "accessibility": "none", "accessibility_href": "", "legal_href": "", "about_href": "", "header": [],
            "footer": [], "translations": [], "csp_meta": "", "noindex": false, "portal": "", "portal_host": "",
            "has_reuses": false, "has_dataservices": false, "has_topics": false, "has_posts": false, "menu": [{"label": "x"}],
        }});
        Theme::load(self.0.path(), "mine", "fr", None, &globals)
    }

    fn render(&self, context: &Value) -> Result<String, ThemeError> {
        self.load()?.render("x.html", context)
    }
}

fn rendered(template: &str, context: &Value) -> String {
    Themes::page(template).render(context).unwrap()
}

fn fails(template: &str) -> Mistake {
    match Themes::page(template).render(&json!({"known": 1, "list": []})).unwrap_err() {
        ThemeError::File(mistake) => *mistake,
        other => panic!("{other}"),
    }
}

#[test]
fn constants_are_resolved_when_the_theme_is_loaded() {
    let theme = Themes::page(
        "{{ t(key=\"mine-hello\") }}|{{ base }}/x|{{ site.title }}|{{ site.title | upper }}|{% if site.noindex %}no{% endif %}|{{ n }}|{{ t(key=\"mine-files\", count=2) }}",
    )
    .load()
    .unwrap();
    let compiled = theme.templates.compiled_text("x.html").unwrap();
    assert!(
        compiled.starts_with("L’été &lt;b&gt;|/sous/x|A &amp; B|{{ \"A & B\" | upper }}|{% if false %}no"),
        "{compiled}"
    );
    assert!(compiled.ends_with("|3|2 fichiers"), "{compiled}");
    assert_eq!(
        theme.render("x.html", &json!({})).unwrap(),
        "L’été &lt;b&gt;|/sous/x|A &amp; B|A &amp; B||3|2 fichiers"
    );
}

#[test]
fn messages_with_variables_are_resolved_when_rendering() {
    let template = "{{ t(key=\"mine-files\", count=known) }}, {{ t(key=\"mine-both\", a=known, b=\"<\") }}";
    for (count, text) in [(1, "un fichier, 1 et &lt;"), (5000, "5\u{202f}000 fichiers, 5\u{202f}000 et &lt;")]
    {
        assert_eq!(rendered(template, &json!({"known": count})), text);
        assert_eq!(rendered(template, &json!({"known": count})), text);
    }
}

#[test]
fn what_a_template_is_given_is_escaped_unless_it_says_safe() {
    let context = json!({"x": "<a b=\"c\">&'", "html": "<i>"});
    assert_eq!(
        rendered("<p title=\"{{ x }}\">{{ html | safe }}</p>", &context),
        "<p title=\"&lt;a b=&quot;c&quot;&gt;&amp;&#39;\"><i></p>"
    );
}

#[test]
fn braces_in_constants_are_not_read_as_tags() {
    let themes = Themes::new(&[
        ("mine/templates/x.html", "{{ t(key=\"odd\") }}{% raw %}{{ no }}{% endraw %}"),
        ("mine/messages/fr.ftl", "odd = { \"{{ x }} {% y %} {#\" }"),
    ]);
    assert_eq!(themes.render(&json!({})).unwrap(), "{{ x }} {% y %} {#{{ no }}");
}

#[test]
fn components_know_the_site_but_not_the_page() {
    let template = "{% component hat(label, wide = false) %}<b>{{ base }} {{ label }}{% if wide %}!{% endif %}</b>{% endcomponent %}\
        {{ <hat label={t(key=\"mine-files\", count=known)} wide={true} /> }}{{ <hat label=\"a\" /> }}";
    assert_eq!(rendered(template, &json!({"known": 4})), "<b>/sous 4 fichiers!</b><b>/sous a</b>");
}

#[test]
fn a_nearer_theme_wins_file_by_file_and_component_by_component() {
    let themes = Themes::new(&[
        ("mine/theme.toml", "extends = \"parent\""),
        ("mine/templates/x.html", "{% extends \"x.html\" %}{% block b %}mine {{ super() }}{% endblock %}"),
        ("mine/templates/mine-components.html", "{% component hat() %}mine{% endcomponent %}"),
        (
            "parent/templates/x.html",
            "{% include \"part.html\" %}{{ <hat /> }} {% block b %}parent{% endblock %}",
        ),
        ("parent/templates/parts.html", "{% component hat() %}parent{% endcomponent %}"),
        ("parent/templates/part.html", "parent "),
        ("parent/templates/y.html", "{% include \"parent/part.html\" %}{% include \"part.html\" %}"),
        ("mine/templates/part.html", "part "),
    ]);
    assert_eq!(themes.render(&json!({})).unwrap(), "part mine mine parent");
    assert_eq!(themes.load().unwrap().render("y.html", &json!({})).unwrap(), "parent part ");
}

#[test]
fn includes_that_are_the_same_everywhere_are_rendered_once() {
    let themes = Themes::new(&[
        ("mine/templates/x.html", "{% include \"menu.html\" %}{% include \"own.html\" %}"),
        (
            "mine/templates/menu.html",
            "{% for entry in site.menu %}<a>{{ entry.label }}</a>{% endfor %}{% include \"deep.html\" %}",
        ),
        ("mine/templates/deep.html", "{{ site.title }}"),
        ("mine/templates/own.html", "{{ known }}"),
    ]);
    let theme = themes.load().unwrap();
    assert_eq!(
        theme.templates.compiled_text("x.html").unwrap(),
        "<a>x</a>A &amp; B{% include \"0/own.html\" %}"
    );
    assert_eq!(theme.render("x.html", &json!({"known": 1})).unwrap(), "<a>x</a>A &amp; B1");
}

#[test]
fn mistakes_in_templates_name_file_line_and_column() {
    for (template, line, column, part) in [
        ("a\n\n  <p>\n    {{ unknown }}</p>", 4, 8, "unknown"),
        ("<ul>\n  {% for x in list %}\n  <li>{{ x }}\n</ul>", 2, 6, "`for` is not closed"),
        ("{% for x in list %}\n{% if x %}\n{% endfor %}", 3, 4, "line 2"),
        ("a{% endif %}", 1, 5, "closes nothing"),
        ("a\n {{ known | nofilter }}", 2, 13, "nofilter"),
        ("a\n {{ t(key=\"mine-helo\") }}", 2, 5, "did you mean \"mine-hello\""),
        ("a\n {{ t(key=known) }}", 2, 5, "constant key"),
        ("a\n {{ t(key=\"mine-files\") }}", 2, 5, "$count"),
        ("a\n {{ asset(path=\"no.css\") }}", 2, 5, "x.svg"),
        ("a\n {{ site.titel }}", 2, 10, "titel"),
        ("a\n {% extends \"none.html\" %}", 2, 13, "none.html"),
        ("a\n {% include \"none.html\" %}", 2, 13, "none.html"),
        ("{% extends \"x.html\" %}", 1, 12, "x.html"),
        ("a\n{% set base = 1 %}", 2, 8, "base"),
        ("a\n{% for site in list %}{% endfor %}", 2, 8, "site"),
        ("{% component c(n) %}{% endcomponent %}", 1, 16, "`n`"),
        ("<a\n href={{ known }}>", 2, 7, "double quotes"),
        ("<a href='{{ known }}'>", 1, 10, "double quotes"),
        ("<script>\nlet a = {{ known }};</script>", 2, 9, "script"),
        ("a {{ known", 1, 3, "}}"),
        ("{{ <nothing /> }}", 1, 4, "nothing"),
        ("a\n{{ <hat\n  label=1\n/> }}", 3, 9, ""),
    ] {
        let mistake = fails(template);
        assert!(mistake.file.ends_with("mine/templates/x.html"), "{mistake}");
        assert_eq!((mistake.line, mistake.column), (line, column), "{template:?}\n{mistake}");
        assert!(mistake.message.contains(part), "{template:?}\n{mistake}");
    }
}

#[test]
fn a_mistake_in_a_component_says_who_called_it() {
    let mistake =
        fails("{% component hat(a) %}\n{{ a.b.c }}{% endcomponent %}\n\n<p>\n{{ <hat a={known} /> }}");
    assert_eq!(mistake.line, 2);
    assert!(mistake.called_from.iter().any(|place| place.contains("x.html:5:")), "{mistake}");
}

#[test]
fn a_template_in_a_circle_is_refused() {
    let themes = Themes::new(&[
        ("mine/templates/x.html", "{% extends \"y.html\" %}"),
        ("mine/templates/y.html", "{% extends \"x.html\" %}"),
    ]);
    assert!(themes.load().unwrap_err().to_string().contains("Circular"));
}

#[test]
fn a_page_that_fails_leaves_what_was_written_before() {
    let theme = Themes::page("a {{ known.x.y }}").load().unwrap();
    let mut out = b"before".to_vec();
    assert!(theme.render_to("x.html", &json!({"known": {}}), &mut out).is_err());
    assert_eq!(out, b"before");
    assert!(matches!(theme.render("no.html", &json!({})), Err(ThemeError::MissingTemplate { .. })));
    assert!(matches!(theme.render("x.html", &3), Err(ThemeError::Context { .. })));
}

#[test]
fn the_key_of_a_template_follows_all_that_it_depends_on() {
    let base = [
        (
            "mine/templates/x.html",
            "{% extends \"base-x.html\" %}{% block b %}{{ <hat /> }}{{ t(key=\"m\") }}{% endblock %}",
        ),
        ("mine/templates/base-x.html", "{% block b %}{% endblock %}{{ asset(path=\"x.svg\") }}"),
        ("mine/templates/parts.html", "{% component hat() %}a{% endcomponent %}"),
        ("mine/templates/other.html", "other"),
        ("mine/messages/fr.ftl", "m = a"),
        ("mine/assets/x.svg", "<svg/>"),
    ];
    let key = |changed: usize, text: &str, template: &str| {
        let mut files = base.to_vec();
        if let Some(file) = files.get_mut(changed) {
            file.1 = text;
        }
        Themes::new(&files).load().unwrap().key(template)
    };
    let none = key(99, "", "x.html");
    assert_eq!(none, key(99, "", "x.html"));
    assert_eq!(none, key(3, "changed", "x.html"));
    for (changed, text) in [
        (0, "{% extends \"base-x.html\" %}"),
        (1, "{% block b %}{% endblock %}"),
        (2, "{% component hat() %}b{% endcomponent %}"),
        (4, "m = b"),
        (5, "<svg />"),
    ] {
        assert_ne!(none, key(changed, text, "x.html"), "{}", base[changed].0);
    }
}

#[test]
fn labels_are_found_by_family_and_id() {
    let themes = Themes::new(&[("mine/messages/fr.ftl", "place-fr-commune = Commune\n")]);
    let theme = themes.load().unwrap();
    assert_eq!(theme.label("place", "fr:commune"), Some("Commune"));
    assert_eq!(theme.label("place", "<'\">"), None);
}
