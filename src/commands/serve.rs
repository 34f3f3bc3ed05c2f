//! `etalage serve`: the site on this machine, fresh on every save.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::Result;
use etalage::output::figure::{bytes, counted};
use etalage::preview::{Options, Preview};
use etalage::source::Source;

use super::fetch;
use super::progress::{Progress, Unit};
use crate::cli::{Cli, Serve};

/// Runs the command.
pub(crate) fn run(cli: &Cli, arguments: &Serve) -> Result<()> {
    let preview = Preview::open(Options {
        config: cli.config.clone(),
        sources: arguments.source.clone(),
        theme: arguments.theme.clone(),
        host: arguments.host,
        port: arguments.port,
        poll: arguments.poll,
        quiet: cli.quiet,
    })?;
    if arguments.source.is_empty() {
        fetch::renew(preview.config(), arguments.fetch, cli.quiet)?;
    }
    let source = Source::find(preview.config(), &arguments.source)?;
    let stored = source.bytes();
    let phase = Progress::new(cli.quiet).phase("Reading", stored, Unit::Bytes);
    let catalog = source.read(&|read| phase.add(read))?;
    phase.end(|| {
        let datasets = counted(catalog.datasets.len() as u64, "dataset");
        let files = counted(catalog.resources_count() as u64, "file");
        format!("Read {}: {datasets}, {files}", bytes(stored))
    });
    let address = preview.address()?;
    preview.run(catalog, || {
        // A pipe that nobody reads is no error of the preview.
        let _ = writeln!(std::io::stdout(), "{address}");
        if !cli.quiet {
            eprintln!("Serving it until Ctrl-C; {address}?__etalage tells how a page is made");
        }
        if arguments.open {
            open(&address);
        }
    })?;
    Ok(())
}

/// Opens an address in the browser, if the system knows how.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let opened = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match opened {
        // Its end is waited for, so that it leaves no zombie.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(error) => eprintln!("warning: no browser was opened ({program}: {error})"),
    }
}
