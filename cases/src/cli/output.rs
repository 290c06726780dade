//! Where things are printed, in which colours, and how wide.

use std::io::{self, BufWriter, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use super::exit::Failure;

/// Whether to colour: as the option says; without it NO_COLOR, then CLICOLOR_FORCE, then whether a terminal is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colors(ColorChoice);

impl Colors {
    pub(super) fn new(color: Color) -> Colors {
        Colors(match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        })
    }

    /// Prints on stdout.
    pub(super) fn stdout(
        self,
        print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::new(AutoStream::new(io::stdout(), self.0));
        print(&mut out)
            .and_then(|()| out.flush())
            .map_err(Failure::printing)
    }

    /// Prints on stderr, for when stdout is for something else.
    pub(super) fn stderr(
        self,
        print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::new(AutoStream::new(io::stderr(), self.0));
        print(&mut out)
            .and_then(|()| out.flush())
            .map_err(Failure::printing)
    }
}

/// How wide tables may be: as the terminal is, within reason; 100 columns where there is none.
pub(super) fn width() -> usize {
    match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) => usize::from(columns).clamp(60, 160),
        None => 100,
    }
}

/// Whether what reads our output takes more than ASCII, by the locale.
pub(super) fn is_unicode() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].map(std::env::var_os);
    let locale = set.into_iter().flatten().find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
