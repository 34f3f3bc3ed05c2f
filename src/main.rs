//! Runs a command, prints its error, and says by the exit code how it went.

mod cli;
mod commands;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use commands::{build, check, fetch, init, serve, theme};

/// Pages are built of many short texts on both threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Build(arguments) => build::run(&cli, arguments).map(|()| ExitCode::SUCCESS),
        Command::Serve(arguments) => serve::run(&cli, arguments).map(|()| ExitCode::SUCCESS),
        Command::Check(arguments) => check::run(&cli, arguments),
        Command::Theme(arguments) => theme::run(&cli, arguments),
        Command::Init(arguments) => init::run(&cli, arguments).map(|()| ExitCode::SUCCESS),
        Command::Fetch(arguments) => fetch::run(&cli, arguments).map(|()| ExitCode::SUCCESS),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {}", commands::message(&error));
            ExitCode::FAILURE
        }
    }
}
