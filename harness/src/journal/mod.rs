//! The journal: the private channel by which a case reports events.
//!
//! A record is one line, written by one `write(2)` of at most [`RECORD_MAX`] bytes, so that a pipe keeps the records of
//! several writers whole and in order (POSIX.1-2024, write(): writes of at most `PIPE_BUF` bytes are atomic, and
//! `PIPE_BUF` is at least 512). Any language can write it; `docs/journal.md` has the protocol.

mod protocol;
mod writer;

pub use protocol::{ENV_JOURNAL, ENV_SINK, RECORD_MAX};
pub use writer::{ending, event, event_args};

pub(crate) use protocol::{EVENTS_MAX, Journal, Parser, is_name};
pub(crate) use writer::{begin, connect, failed};

/// Reports an event whose name is formatted like `format!` does, without allocating: `event!("code:{}", 7)`.
#[macro_export]
macro_rules! event {
    ($($name:tt)*) => {
        $crate::journal::event_args(format_args!($($name)*))
    };
}
