//! How far a command is: a bar on a terminal, a line a phase elsewhere, nothing with `--quiet`.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How progress is shown. It goes to the standard error, so that results can be piped.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Progress {
    /// Bars that move.
    Bars,
    /// A line when a phase is over.
    Lines,
    /// Nothing.
    Quiet,
}

/// What a phase counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unit {
    Bytes,
    Things,
    /// Things that come over the network: with their rate, and the time that is left.
    Records,
    /// Bytes that come over the network, nobody knows how many: with their rate.
    Received,
}

/// A part of a command that takes time.
pub(crate) struct Phase {
    progress: Progress,
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Self {
        match (quiet, std::io::stderr().is_terminal()) {
            (true, _) => Self::Quiet,
            (false, true) => Self::Bars,
            (false, false) => Self::Lines,
        }
    }

    /// Begins a phase that counts up to `total`.
    pub(crate) fn phase(self, name: &'static str, total: u64, unit: Unit) -> Phase {
        let bar = match self {
            Self::Bars => ProgressBar::new(total).with_message(name),
            Self::Lines | Self::Quiet => ProgressBar::hidden(),
        };
        let template = match unit {
            Unit::Bytes => "{msg:>10} [{bar:32}] {decimal_bytes}/{decimal_total_bytes}",
            Unit::Things => "{msg:>10} [{bar:32}] {human_pos}/{human_len}",
            Unit::Received => "{msg:>13} {spinner} {decimal_bytes} {decimal_bytes_per_sec}",
            Unit::Records => "{msg:>13} [{bar:32}] {human_pos}/{human_len} {per_sec} {eta} left",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.tick();
        Phase { progress: self, bar, begun: Instant::now() }
    }
}

impl Phase {
    /// Counts.
    pub(crate) fn add(&self, count: u64) {
        if matches!(self.progress, Progress::Bars) {
            self.bar.inc(count);
        }
    }

    /// Ends the phase, and says what came of it.
    pub(crate) fn end(self, result: impl FnOnce() -> String) -> Duration {
        let took = self.begun.elapsed();
        self.bar.finish_and_clear();
        if !matches!(self.progress, Progress::Quiet) {
            eprintln!("{} in {:.1} s", result(), took.as_secs_f64());
        }
        took
    }
}
