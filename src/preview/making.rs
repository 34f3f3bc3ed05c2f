//! How a page is made (`?__etalage`): its route, its templates, the file of each block, what they are given, and
//! how long it took. What a theme's author asks all the time.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::host::content_type;
use super::markup::{self, escape};
use crate::site::{Body, Route, Site, SiteError};
use crate::theme::{Trace, TracedTemplate};

/// The page on how a route's body is made.
pub(super) fn page(site: &Site, route: &Route, edition: &str) -> String {
    let href = site.addresses().href(&site.address(route));
    let mut main = String::new();
    let _ = write!(
        main,
        "<h1>How <code>{}</code> is made</h1>\n<p><a href=\"{}\">The page itself</a></p>\n",
        escape(&href),
        escape(&href)
    );
    facts(&mut main, site, route);
    if let Some(template) = site.template(route) {
        templates(&mut main, &site.theme().trace(template));
        context(&mut main, site, route);
    }
    markup::page(&format!("How {href} is made"), &main, edition)
}

fn facts(main: &mut String, site: &Site, route: &Route) {
    let begun = Instant::now();
    let rendered = site.render(route);
    let took = begun.elapsed();
    let begun = Instant::now();
    let context = site.context(route);
    let context_took = begun.elapsed();
    let mut rows: Vec<(&str, String)> = vec![
        ("Route", format!("<code>{}</code>", escape(&format!("{route:?}")))),
        ("File", format!("<code>{}</code>", escape(&site.path(route)))),
        ("Type", escape(content_type(&site.path(route)))),
    ];
    if let Some(template) = site.template(route) {
        rows.push(("Template", format!("<code>{}</code>", escape(template))));
    }
    rows.push(match rendered {
        Ok(Body::Bytes(bytes)) => ("Size", format!("{} bytes", bytes.len())),
        Ok(Body::Stream(_)) => ("Size", "written as it is made".to_owned()),
        Ok(Body::Bundle(files)) => ("Size", format!("{} files", files.len())),
        Err(error) => ("Mistake", format!("<pre tabindex=\"0\">{}</pre>", escape(&error.to_string()))),
    });
    rows.push(("Made in", milliseconds(took)));
    if matches!(context, Ok(Some(_))) {
        rows.push(("Context made in", milliseconds(context_took)));
    }
    heading(main, "facts", "The page");
    main.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-labelledby=\"facts\"><table>");
    for (name, value) in rows {
        let _ = write!(main, "<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
    }
    main.push_str("</table></div>\n");
}

fn templates(main: &mut String, trace: &Trace) {
    heading(main, "templates", "Templates, each extending the next");
    list(main, &trace.templates, "ol");
    heading(main, "blocks", "Blocks, and the file that each comes from");
    if trace.blocks.is_empty() {
        main.push_str("<p>None.</p>\n");
    } else {
        main.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-labelledby=\"blocks\"><table><thead><tr>");
        main.push_str(
            "<th scope=\"col\">Block</th><th scope=\"col\">From</th><th scope=\"col\">Stands before</th>",
        );
        main.push_str("</tr></thead><tbody>");
        for block in &trace.blocks {
            let _ = write!(
                main,
                "<tr><th scope=\"row\"><code>{}</code></th><td><code>{}:{}</code></td><td>{}</td></tr>",
                escape(&block.name),
                escape(&block.file),
                block.line,
                block
                    .replaces
                    .iter()
                    .map(|place| format!("<code>{}</code>", escape(place)))
                    .collect::<Vec<_>>()
                    .join("<br>")
            );
        }
        main.push_str("</tbody></table></div>\n");
    }
    if !trace.includes.is_empty() {
        heading(main, "includes", "Included templates");
        list(main, &trace.includes, "ul");
    }
}

fn list(main: &mut String, templates: &[TracedTemplate], kind: &str) {
    let _ = write!(main, "<{kind}>");
    for TracedTemplate { name, file } in templates {
        let _ = write!(main, "<li><code>{}</code> from <code>{}</code></li>", escape(name), escape(file));
    }
    let _ = writeln!(main, "</{kind}>");
}

fn context(main: &mut String, site: &Site, route: &Route) {
    heading(main, "context", "What the template is given");
    json(main, "context", &site.context(route));
    heading(main, "globals", "What every template knows");
    json(main, "globals", &Ok(Some(site.globals().clone())));
}

fn json(main: &mut String, id: &str, value: &Result<Option<serde_json::Value>, SiteError>) {
    let text = match value {
        Ok(Some(value)) => serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string()),
        Ok(None) => return,
        Err(error) => error.to_string(),
    };
    let _ = writeln!(
        main,
        "<pre id=\"etalage-{id}\" tabindex=\"0\" role=\"group\" aria-labelledby=\"{id}\">{}</pre>",
        escape(&text)
    );
}

fn heading(main: &mut String, id: &str, text: &str) {
    let _ = writeln!(main, "<h2 id=\"{id}\">{text}</h2>");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
