//! What is coloured how.

use anstyle::{AnsiColor, Style};
use exitspec::Verdict;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

/// The style of a verdict: green for what is in order, red for what somebody has to look at, yellow for the rest.
pub fn of(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Pass => AnsiColor::Green.on_default(),
        Verdict::Fail | Verdict::Xpass => AnsiColor::Red.on_default().bold(),
        Verdict::Unresolved => AnsiColor::Magenta.on_default().bold(),
        Verdict::Xfail | Verdict::Unsupported => AnsiColor::Yellow.on_default(),
    }
}
