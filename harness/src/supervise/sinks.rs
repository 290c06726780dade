//! Making the sinks: what the case gets as 1 and 2, and what the supervisor reads.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use nix::pty::{Winsize, openpty};
use nix::sys::termios::{OutputFlags, SetArg, tcgetattr, tcsetattr};

use crate::sink::Sink;
use crate::sys;

/// One stream's two ends.
pub(crate) struct Stream {
    /// What the case gets; `None` to have the descriptor closed.
    pub(crate) given: Option<OwnedFd>,
    /// Where the supervisor finds what was written.
    pub(crate) kept: Kept,
}

/// The supervisor's end of a stream.
pub(crate) enum Kept {
    /// Nothing can be read back.
    Nothing,
    /// To be read while the case runs.
    Live(File),
    /// To be read afterwards.
    Stored(File),
    /// Was read, to its end.
    Ended,
}

/// Makes stdout and stderr for a case.
pub(crate) fn make(sink: Sink, stderr: Option<Sink>) -> io::Result<(Stream, Stream)> {
    if sink == Sink::Shared {
        let out = one(Sink::Pipe)?;
        let given = out.given.as_ref().map(OwnedFd::try_clone).transpose()?;
        return Ok((
            out,
            Stream {
                given,
                kept: Kept::Nothing,
            },
        ));
    }
    Ok((one(sink)?, one(stderr.unwrap_or(sink))?))
}

fn one(sink: Sink) -> io::Result<Stream> {
    let stream = |given: OwnedFd, kept| {
        Ok(Stream {
            given: Some(given),
            kept,
        })
    };
    match sink {
        Sink::Pipe | Sink::Shared => {
            let (reader, writer) = io::pipe()?;
            stream(writer.into(), Kept::Live(OwnedFd::from(reader).into()))
        }
        Sink::File => {
            let file = tempfile::tempfile()?;
            stream(file.try_clone()?.into(), Kept::Stored(file))
        }
        Sink::Tty => {
            let (master, slave) = terminal()?;
            sys::set_nonblocking(master.as_fd())?;
            stream(slave, Kept::Live(master.into()))
        }
        Sink::Null => stream(device("/dev/null")?, Kept::Nothing),
        Sink::Full => stream(device("/dev/full")?, Kept::Nothing),
        Sink::Closed => Ok(Stream {
            given: None,
            kept: Kept::Nothing,
        }),
        Sink::Broken => {
            let (_, writer) = io::pipe()?;
            stream(writer.into(), Kept::Nothing)
        }
    }
}

fn device(path: &str) -> io::Result<OwnedFd> {
    OpenOptions::new().write(true).open(path).map(OwnedFd::from)
}

/// A pseudo-terminal of 80 × 24 without output processing: it would turn each newline into two bytes.
fn terminal() -> io::Result<(OwnedFd, OwnedFd)> {
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    let pair = openpty(&size, None)?;
    let mut modes = tcgetattr(&pair.slave)?;
    modes.output_flags.remove(OutputFlags::OPOST);
    tcsetattr(&pair.slave, SetArg::TCSANOW, &modes)?;
    Ok((pair.master, pair.slave))
}

/// Whether this machine has what the sink needs; the `Err` is the reason why not.
pub fn sink_available(sink: Sink) -> Result<(), String> {
    match sink {
        Sink::Full => sys::full_device(),
        Sink::Tty => terminal()
            .map(drop)
            .map_err(|error| format!("no pseudo-terminal: {error}")),
        _ => Ok(()),
    }
}
