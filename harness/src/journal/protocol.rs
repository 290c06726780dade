//! The records of the journal, and the reader that trusts none of them.

use crate::bytes::Bytes;
use crate::observation::{Flushed, Phase};

/// The longest record, newline included: `_POSIX_PIPE_BUF`, up to which a pipe keeps a write whole.
pub const RECORD_MAX: usize = 512;

/// The environment variable that holds the number of the journal's descriptor, for programs that are executed.
pub const ENV_JOURNAL: &str = "EXITSPEC_JOURNAL";

/// The environment variable that names the sink, for programs that are executed.
pub const ENV_SINK: &str = "EXITSPEC_SINK";

/// How many events are kept; what comes after is counted.
pub(crate) const EVENTS_MAX: usize = 20_000;

/// How many malformed records are kept.
const GARBAGE_MAX: usize = 8;

/// What a journal said.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Journal {
    /// Why the case's process could not be brought to its body.
    pub(crate) failed: Option<String>,
    /// What the body could not set up: what was seen after that says nothing about the case.
    pub(crate) broken: Option<String>,
    pub(crate) begun: bool,
    pub(crate) ending: bool,
    pub(crate) events: Vec<String>,
    pub(crate) flushed: Vec<Flushed>,
    pub(crate) beyond_cap: u64,
    pub(crate) garbage: Vec<Bytes>,
}

impl Journal {
    /// How far the case had come.
    pub(crate) fn phase(&self) -> Phase {
        match (self.begun, self.ending) {
            (_, true) => Phase::Ending,
            (true, false) => Phase::InBody,
            (false, false) => Phase::BeforeBody,
        }
    }

    fn reject(&mut self, record: &[u8]) {
        if self.garbage.len() < GARBAGE_MAX {
            self.garbage.push(Bytes(record.to_vec()));
        }
    }

    fn record(&mut self, record: &[u8]) {
        let Ok(line) = std::str::from_utf8(record) else {
            return self.reject(record);
        };
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["begin"] if !self.begun => self.begun = true,
            ["failed", reason] if !self.begun => self.failed = Some(reason.replace('\u{1}', " ")),
            ["broken", reason] if is_name(reason) => {
                self.broken.get_or_insert_with(|| (*reason).to_owned());
            }
            ["ending"] => self.ending = true,
            ["event", name] if is_name(name) => self.event(name, None),
            ["event", name, stdout, stderr] if is_name(name) => {
                match (size(stdout), size(stderr)) {
                    (Some(stdout), Some(stderr)) => {
                        self.event(name, Some(Flushed { stdout, stderr }))
                    }
                    _ => self.reject(record),
                }
            }
            _ => self.reject(record),
        }
    }

    fn event(&mut self, name: &str, flushed: Option<Flushed>) {
        if self.events.len() == EVENTS_MAX {
            self.beyond_cap += 1;
            return;
        }
        self.events.push(name.to_owned());
        self.flushed.push(flushed.unwrap_or(Flushed {
            stdout: None,
            stderr: None,
        }));
    }
}

/// Whether this may be the name of an event: printable ASCII without blanks.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())
}

fn size(field: &str) -> Option<Option<u64>> {
    match field {
        "-" => Some(None),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Some),
        _ => None,
    }
}

/// Takes the journal apart as it arrives, in pieces of any size.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    journal: Journal,
    partial: Vec<u8>,
    skipping: bool,
}

impl Parser {
    /// What the records seen so far said.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Takes in the next piece.
    pub(crate) fn feed(&mut self, mut piece: &[u8]) {
        while let Some(at) = piece.iter().position(|&byte| byte == b'\n') {
            self.take(&piece[..at]);
            let record = std::mem::take(&mut self.partial);
            if !std::mem::take(&mut self.skipping) {
                self.journal.record(&record);
            }
            piece = &piece[at + 1..];
        }
        self.take(piece);
    }

    /// Ends the reading: a record without its newline is garbage.
    pub(crate) fn finish(mut self) -> Journal {
        if !self.partial.is_empty() && !self.skipping {
            let partial = std::mem::take(&mut self.partial);
            self.journal.reject(&partial);
        }
        self.journal
    }

    /// Keeps at most one record's worth of an unfinished line: a longer one is garbage, whatever follows.
    fn take(&mut self, piece: &[u8]) {
        if self.skipping {
            return;
        }
        let room = RECORD_MAX - self.partial.len();
        self.partial
            .extend_from_slice(&piece[..piece.len().min(room)]);
        if self.partial.len() >= RECORD_MAX {
            let long = std::mem::take(&mut self.partial);
            self.journal.reject(&long);
            self.skipping = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]]) -> Journal {
        let mut parser = Parser::default();
        for piece in pieces {
            parser.feed(piece);
        }
        parser.finish()
    }

    #[test]
    fn records_are_understood_however_they_are_cut() {
        let text = b"begin\nevent a\nevent b:7 12 -\nending\n";
        let whole = read(&[text]);
        assert_eq!(whole.events, ["a", "b:7"]);
        assert_eq!(
            whole.flushed[1],
            Flushed {
                stdout: Some(12),
                stderr: None
            }
        );
        assert_eq!(whole.phase(), Phase::Ending);
        assert!(whole.garbage.is_empty());
        let bytes: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(read(&bytes), whole);
    }

    #[test]
    fn the_phase_follows_the_records() {
        assert_eq!(read(&[]).phase(), Phase::BeforeBody);
        assert_eq!(read(&[b"begin\n"]).phase(), Phase::InBody);
        assert_eq!(read(&[b"begin\nending\n"]).phase(), Phase::Ending);
    }

    #[test]
    fn the_first_thing_that_broke_is_kept() {
        let journal = read(&[b"begin\nevent a\nbroken a.c:1\nevent b\nbroken b.c:2\n"]);
        assert_eq!(journal.broken.as_deref(), Some("a.c:1"));
        assert_eq!(journal.events, ["a", "b"]);
        assert!(journal.garbage.is_empty());
    }

    #[test]
    fn what_is_not_a_record_is_garbage() {
        for bad in [
            "",
            "event",
            "event ",
            "event a b",
            "event a 1 x",
            "event a -1 1",
            "begin now",
            "broken",
            "broken in two",
            "nonsense",
            "event \u{7}",
        ] {
            let journal = read(&[bad.as_bytes(), b"\n"]);
            assert_eq!(journal.garbage, [Bytes::from(bad)], "{bad:?}");
            assert!(journal.events.is_empty());
        }
        assert_eq!(read(&[b"event caf\xc3\xa9\n"]).garbage.len(), 1);
        assert_eq!(read(&[b"\xff\n"]).garbage, [Bytes(vec![0xff])]);
        assert_eq!(
            read(&[b"begin\nbegin\n"]).garbage.len(),
            1,
            "the body is entered once"
        );
    }

    #[test]
    fn an_unfinished_or_endless_record_is_garbage() {
        assert_eq!(read(&[b"event a\neve"]).garbage, [Bytes::from("eve")]);
        let long = vec![b'x'; 10 * RECORD_MAX];
        let journal = read(&[&long, b"\nevent a\n"]);
        assert_eq!(journal.garbage.len(), 1);
        assert_eq!(journal.garbage[0].0.len(), RECORD_MAX);
        assert_eq!(journal.events, ["a"]);
    }

    #[test]
    fn a_flood_of_events_is_counted_and_not_kept() {
        let flood = b"event x\n".repeat(EVENTS_MAX + 5);
        let journal = read(&[&flood]);
        assert_eq!(journal.events.len(), EVENTS_MAX);
        assert_eq!(journal.beyond_cap, 5);
    }
}
