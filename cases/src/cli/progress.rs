//! How far a run has come, on a terminal.

use std::io::{self, IsTerminal as _};

use exitspec::run::Finished;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on stderr; nothing at all where there is no terminal, or in CI.
pub(super) struct Progress {
    bar: ProgressBar,
    failures: usize,
}

impl Progress {
    pub(super) fn new(total: usize, wanted: bool) -> Progress {
        let seen = wanted && io::stderr().is_terminal() && std::env::var_os("CI").is_none();
        let target = match seen {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed}  {msg}") {
            bar.set_style(style);
        }
        Progress { bar, failures: 0 }
    }

    pub(super) fn tell(&mut self, finished: &Finished) {
        if finished.result.verdict.is_failure() {
            self.failures += 1;
            self.bar
                .set_message(format!("{} not as expected", self.failures));
        }
        self.bar.inc(1);
    }

    /// Says what goes on.
    pub(super) fn say(&self, what: String) {
        self.bar.set_message(what);
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}
