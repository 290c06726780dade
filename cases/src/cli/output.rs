//! Where things are printed, in which colours, and how wide.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};

use exitspec_reports::ascii;

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
        let ascii = only_ascii(io::stdout().is_terminal());
        let out = AutoStream::new(io::stdout(), self.0);
        printed(out, ascii, print)
    }

    /// Prints on stderr, for when stdout is for something else.
    pub(super) fn stderr(
        self,
        print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let ascii = only_ascii(io::stderr().is_terminal());
        let out = AutoStream::new(io::stderr(), self.0);
        printed(out, ascii, print)
    }
}

fn printed(
    mut out: impl Write,
    only_ascii: bool,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let done = match only_ascii {
        true => {
            let mut text = Vec::new();
            print(&mut text).and_then(|()| {
                out.write_all(ascii(&String::from_utf8_lossy(&text)).as_bytes())?;
                out.flush()
            })
        }
        false => {
            let mut out = BufWriter::new(out);
            print(&mut out).and_then(|()| out.flush())
        }
    };
    done.map_err(Failure::printing)
}

/// Whether only ASCII can be shown: the locale says that the encoding is another one than UTF-8, or the terminal is dumb.
/// Where nothing is said, as in containers, it is UTF-8.
fn only_ascii(terminal: bool) -> bool {
    let set = |name: &&str| std::env::var_os(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    let utf8 = locale.is_none_or(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    let dumb = terminal && std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    !utf8 || dumb
}

/// How wide lines may be: as COLUMNS says, or as the terminal is, within reason; 100 columns where there is none.
pub(super) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok();
    let said = said.and_then(|columns| columns.parse().ok());
    let seen = || match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) => usize::from(columns),
        None => 100,
    };
    said.unwrap_or_else(seen).clamp(40, 160)
}
