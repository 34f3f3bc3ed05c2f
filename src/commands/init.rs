//! `etalage init`: begins a site, by a few questions on a terminal, or by flags.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal, Write as _};

use anyhow::{Result, bail};
use etalage::config::{Config, HostKind};
use etalage::scaffold::{self, Site};
use url::{Host, Url};

use crate::cli::{Cli, Init};

/// What is taken when nothing is said.
const PORTAL: &str = "https://www.data.gouv.fr";
const ADDRESS: &str = "https://donnees.example.fr";

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Init) -> Result<()> {
    let asks =
        !arguments.yes && !cli.quiet && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let site = site(arguments, &mut Asker { asks })?;
    // What is written must be a configuration: a wrong answer is told before there is any file.
    check(&site)?;
    let written = scaffold::write(&arguments.folder, &site, arguments.force)?;
    if cli.quiet {
        return Ok(());
    }
    let folder = arguments.folder.display();
    let mut text = format!("Began a site in {folder}:\n");
    for name in &written {
        text.push_str("  ");
        text.push_str(&name.display().to_string());
        text.push('\n');
    }
    let fill_in = if site.is_french { "[À compléter : ...]" } else { "[To fill in: ...]" };
    text.push_str("Next:\n");
    // Writing to a string never fails.
    if folder.to_string() != "." {
        let _ = writeln!(text, "  cd {folder}");
    }
    text.push_str("  etalage build   fetches the catalogue and writes the site to public/\n");
    let _ = writeln!(text, "  content/        look for {fill_in}: the law asks for these pages");
    if site.base_url == ADDRESS {
        text.push_str("  etalage.toml    give base_url the address that the site will have\n");
    }
    // A pipe that nobody reads is no error.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(())
}

/// Puts questions on a terminal, or takes what is given by default.
struct Asker {
    asks: bool,
}

impl Asker {
    /// The flag's value, else the answer, else the default.
    fn ask(&mut self, given: Option<&String>, question: &str, default: &str) -> Result<String> {
        if let Some(given) = given {
            return Ok(given.trim().to_owned());
        }
        if !self.asks {
            return Ok(default.to_owned());
        }
        let hint = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        eprint!("{question}{hint}: ");
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            bail!("no more answers: nothing was written");
        }
        let answer = line.trim();
        Ok(if answer.is_empty() { default } else { answer }.to_owned())
    }

    /// Several values: the flags, else an answer with commas.
    fn list(&mut self, given: &[String], question: &str) -> Result<Vec<String>> {
        if !given.is_empty() {
            return Ok(given.to_vec());
        }
        let answer = self.ask(None, question, "")?;
        Ok(answer.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
    }
}

fn site(arguments: &Init, asker: &mut Asker) -> Result<Site> {
    let language = asker.ask(arguments.language.as_ref(), "Language of the pages, fr or en", "fr")?;
    let is_french = match language.as_str() {
        "fr" => true,
        "en" => false,
        other => bail!("pages can be in French (fr) or English (en), not \"{other}\""),
    };
    let title = if is_french { "Données ouvertes" } else { "Open data" };
    let title = asker.ask(arguments.title.as_ref(), "Name of the portal", title)?;
    let base_url = asker.ask(arguments.base_url.as_ref(), "Address that it will have", ADDRESS)?;
    let url = asker.ask(arguments.url.as_ref(), "udata portal whose catalogue it shows", PORTAL)?;
    let question = "Organizations whose datasets it shows, by the name in their address, with commas (all of them: empty)";
    let organizations = asker.list(&arguments.organization, question)?;
    let tags = if organizations.is_empty() {
        asker.list(&arguments.tag, "Tags of the datasets that it shows, with commas (all: empty)")?
    } else {
        arguments.tag.clone()
    };
    let publisher = asker.ask(arguments.publisher.as_ref(), "Who publishes it", "")?;
    let contact = asker.ask(arguments.contact.as_ref(), "E-mail address to write to", "")?;
    let host = asker.ask(
        arguments.host.as_ref(),
        "Host: netlify, cloudflare, github, gitlab or plain",
        "netlify",
    )?;
    let host = match host.as_str() {
        "netlify" => HostKind::Netlify,
        "cloudflare" => HostKind::Cloudflare,
        "github" => HostKind::Github,
        "gitlab" => HostKind::Gitlab,
        "plain" => HostKind::Plain,
        other => bail!("the host is netlify, cloudflare, github, gitlab or plain, not \"{other}\""),
    };
    Ok(Site {
        is_private: is_private(&url),
        title,
        base_url,
        is_french,
        description: arguments.description.clone().unwrap_or_default(),
        publisher,
        contact,
        url,
        organizations,
        tags,
        host,
    })
}

/// Whether the address says itself that it leads to this machine or its network.
fn is_private(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(Host::Ipv4(address)) => !etalage::net::is_public(address.into()),
        Some(Host::Ipv6(address)) => !etalage::net::is_public(address.into()),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn check(site: &Site) -> Result<()> {
    Config::parse("etalage.toml", &scaffold::configuration(site))?;
    Ok(())
}
