//! Markdown to HTML: what readers see, and what no description may ever hold.

use etalage::text::markdown::{Options, Renderer};

fn render(markdown: &str) -> String {
    Renderer::new(Options::default()).render(markdown).html
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(markdown, html)| (markdown, render(markdown), html))
        .filter(|(_, rendered, html)| rendered != *html)
        .map(|(markdown, rendered, html)| format!("{markdown}\n  gives  {rendered}\n  not    {html}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

const REL: &str = "rel=\"nofollow ugc noopener\"";

#[test]
fn markdown_as_udata_shows_it() {
    check(&[
        ("un\ndeux  \ntrois\n\nquatre", "<p>un<br>deux<br>trois</p><p>quatre</p>"),
        (
            "**gras** _italique_ ~~barré~~ `code <b>`",
            "<p><strong>gras</strong> <em>italique</em> <del>barré</del> <code>code &lt;b&gt;</code></p>",
        ),
        ("# A\n### B\n## C\n#\n# D", "<h3>A</h3><h4>B</h4><h4>C</h4><h3>D</h3>"),
        ("- a\n- b\n  1. c\n\n---", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><hr>"),
        ("> cité", "<blockquote><p>cité</p></blockquote>"),
        ("```sql\nselect a\n  from b\n```", "<pre><code>select a\n  from b\n</code></pre>"),
        (
            "| a | b |\n|---|---|\n| 1 | |",
            "<div class=\"table\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table></div>",
        ),
        ("snake_case_word et 2*3*4", "<p>snake_case_word et 2<em>3</em>4</p>"),
        ("note[^1]\n\n[^1]: une note", "<p>note[^1]</p><p>[^1]: une note</p>"),
        ("{{description}}", ""),
        ("", ""),
    ]);
}

#[test]
fn links() {
    let link = |href: &str, text: &str| format!("<a href=\"{href}\" {REL}>{text}</a>");
    check(&[
        ("[x](https://x.fr/a)", &format!("<p>{}</p>", link("https://x.fr/a", "x"))),
        (
            "voir https://x.fr/a_b_c?d=1&e=2.",
            &format!(
                "<p>voir {}.</p>",
                link("https://x.fr/a_b_c?d=1&amp;e=2", "https://x.fr/a_b_c?d=1&amp;e=2")
            ),
        ),
        ("<https://x.fr/>", &format!("<p>{}</p>", link("https://x.fr/", "https://x.fr/"))),
        ("<ftp://u:secret@x.fr/a>", &format!("<p>{}</p>", link("ftp://x.fr/a", "x.fr/a"))),
        ("www.x.fr", &format!("<p>{}</p>", link("https://www.x.fr/", "www.x.fr"))),
        (
            "a@x.fr <b@x.fr>",
            "<p><a href=\"mailto:a@x.fr\">a@x.fr</a> <a href=\"mailto:b@x.fr\">b@x.fr</a></p>",
        ),
        ("[x](javascript:alert(1)) [y](/z) [w](#a) [v](data:,x)", "<p>x y w v</p>"),
        ("[x](<java\nscript:alert(1)>)", "<p>[x](&lt;java<br>script:alert(1)&gt;)</p>"),
        ("[](https://x.fr/)", ""),
        (
            "[a https://y.fr/ b](https://x.fr/ \"un \\\"titre\\\"\")",
            &format!(
                "<p><a href=\"https://x.fr/\" {REL} title=\"un &quot;titre&quot;\">a https://y.fr/ b</a></p>"
            ),
        ),
    ]);
    let options =
        Options { portal: Some("https://www.data.gouv.fr/datasets/x/".to_owned()), ..Options::default() };
    let html = Renderer::new(options).render("[y](/z)").html;
    assert_eq!(html, format!("<p>{}</p>", link("https://www.data.gouv.fr/z", "y")));
}

#[test]
fn images() {
    check(&[
        (
            "![une carte](https://x.fr/a.png)",
            &format!("<p><a href=\"https://x.fr/a.png\" {REL}>une carte</a></p>"),
        ),
        (
            "![](https://x.fr/a.png?x=1)",
            &format!("<p><a href=\"https://x.fr/a.png?x=1\" {REL}>a.png</a></p>"),
        ),
        (
            "[![](https://x.fr/a.png)](https://x.fr/b)",
            &format!("<p><a href=\"https://x.fr/b\" {REL}>a.png</a></p>"),
        ),
        (
            "[![](https://x.fr/a.png) voir](https://x.fr/b)",
            &format!("<p><a href=\"https://x.fr/b\" {REL}>voir</a></p>"),
        ),
        ("![x](data:image/png;base64,AAAA) y", "<p>x y</p>"),
        ("<img src=\"data:image/png;base64,AAAA\">y", "<p>y</p>"),
        (
            "<img src=https://x.fr/a.png alt=carte onerror=alert(1)>",
            &format!("<p><a href=\"https://x.fr/a.png\" {REL}>carte</a></p>"),
        ),
    ]);
    let shown = Renderer::new(Options { images: true, ..Options::default() });
    assert_eq!(
        shown.render("![une \"carte\"](https://x.fr/a.png 'b')").html,
        "<p><img alt=\"une &quot;carte&quot;\" src=\"https://x.fr/a.png\" title=\"b\"></p>"
    );
    assert_eq!(
        shown.render("[![](https://x.fr/a.png)](https://x.fr/b)").html,
        format!("<p><a href=\"https://x.fr/b\" {REL}><img alt=\"a.png\" src=\"https://x.fr/a.png\"></a></p>")
    );
    assert_eq!(shown.render("![x](data:image/png;base64,AAAA)").html, "<p>x</p>");
}

#[test]
fn characters_and_references() {
    check(&[
        ("l&#x27;eau &amp;#x27;x&amp;#x27; &amp;amp; &amp;lt;b&amp;gt;", "<p>l'eau 'x' &amp; &lt;b&gt;</p>"),
        ("fin&#x20;\nsuite", "<p>fin<br>suite</p>"),
        ("l\u{92}eau\u{2028}a\u{feff}b\u{2}\r\nc", "<p>l’eau<br>ab<br>c</p>"),
        ("&#2;&#x92;&#xFEFF;x&#x202E;", "<p>’x</p>"),
        ("&nbsp;\n\n\u{a0}", ""),
        ("<p>&nbsp;</p>a&nbsp;: b", "<p>a\u{a0}: b</p>"),
        ("`&#x27;`", "<p><code>&amp;#x27;</code></p>"),
    ]);
}

#[test]
fn html() {
    check(&[
        ("voir <extra> et <hugo x>", "<p>voir &lt;extra&gt; et &lt;hugo x&gt;</p>"),
        ("<extra>\nx\n</extra>", "<p>&lt;extra&gt;\nx\n&lt;/extra&gt;</p>"),
        ("<b>a</b> <o:p></o:p><!-- c --><u>d</u>", "<p><b>a</b> d</p>"),
        ("<p class=x style='y' id=z onclick=w>a</p>", "<p>a</p>"),
        ("<div>a<div>b</div><center>c</center></div>", "<p>a</p><p>b</p><p>c</p>"),
        (
            "<a href=\"https://x.fr/\" target=_blank>a <a href=https://y.fr/>b</a></a>",
            &format!("<p><a href=\"https://x.fr/\" {REL}>a</a> <a href=\"https://y.fr/\" {REL}>b</a></p>"),
        ),
        ("a <script>alert(1)</script> b <style>c</style>", "<p>a  b</p>"),
        ("<script>alert(1)</script>\n\na", "<p>a</p>"),
        ("a <script>b\n\nc", "<p>a</p><p>c</p>"),
        ("<iframe src=https://x.fr/></iframe><svg onload=alert(1)><b>x</b></svg>y", "<p>y</p>"),
        ("<b>a<p>b</p>c</b>", "<p><b>a</b></p><p><b>b</b></p><p><b>c</b></p>"),
        ("<span><div>a</div></span>", "<p>a</p>"),
        (
            "<a href=https://x.fr/><h2>a</h2><p>b</p></a>",
            &format!(
                "<h3><a href=\"https://x.fr/\" {REL}>a</a></h3><p><a href=\"https://x.fr/\" {REL}>b</a></p>"
            ),
        ),
        (
            "<ul>a<li>b</li><ul><li>c</li></ul></ul>",
            "<ul><li>a</li><li>b</li><li><ul><li>c</li></ul></li></ul>",
        ),
        ("<li>a</li>", "<p>a</p>"),
        (
            "<table><tr><th>a</th></tr></table>",
            "<div class=\"table\"><table><tbody><tr><td>a</td></tr></tbody></table></div>",
        ),
        (
            "<table><caption>t</caption><tr><td align=right colspan=2>a<td>b<tr><td>c</table>",
            "<p>t</p><div class=\"table\"><table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table></div>",
        ),
        (
            "<table><thead><tr><th></th><th>b</th></tr></thead><tr><td></td><td>c</td></tr><tr><td></td></tr></table>",
            "<div class=\"table\"><table><thead><tr><td></td><th>b</th></tr></thead><tbody><tr><td></td><td>c</td></tr></tbody></table></div>",
        ),
        ("<td>a</td>", "<p>a</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<dl><dd>b</dd></dl>", "<ul><li>b</li></ul>"),
        ("<dl><dt>a</dt></dl>", "<ul><li>a</li></ul>"),
        ("<details><summary>a</summary>b</details>", "<details><summary>a</summary><p>b</p></details>"),
        ("<details>b<summary>a</summary></details>", "<p>b</p><p>a</p>"),
        ("<h1>a<p>b</p></h1>", "<h3>a</h3><p>b</p>"),
        ("<h1><p>b</p></h1>", "<h3>b</h3>"),
        ("<h1></h1><p><br></p><ul></ul><table></table><b> </b>", ""),
        ("a<br><br><br><br>b<br>", "<p>a<br><br>b</p>"),
        ("<acronym title=\"x & y\">a</acronym> <big>b</big>", "<p><abbr title=\"x &amp; y\">a</abbr> b</p>"),
        ("<pre>a\n  <b>b</b></pre>", "<pre>a\n  <b>b</b></pre>"),
        ("<b><i>a</b>b</i>", "<p><b><i>a</i></b><i>b</i></p>"),
        ("<p>a", "<p>a</p>"),
        ("<div>\n\n**a**\n\n</div>", "<p><strong>a</strong></p>"),
    ]);
}
