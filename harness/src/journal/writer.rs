//! The writing side: usable from handlers, destructors, threads and forked children, at any point of an ending.
//!
//! Everything here is async-signal-safe: no allocation, no lock, only `write` and `fstat`, and `errno` is left as it was.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use super::protocol::RECORD_MAX;
use crate::sys;

static DESCRIPTOR: AtomicI32 = AtomicI32::new(-1);
static WITH_SIZES: AtomicBool = AtomicBool::new(false);

/// Says where records go from now on, and whether each event is to tell how much the files on 1 and 2 hold.
pub(crate) fn connect(descriptor: i32, with_sizes: bool) {
    DESCRIPTOR.store(descriptor, Ordering::Relaxed);
    WITH_SIZES.store(with_sizes, Ordering::Relaxed);
}

/// The descriptor records go to.
pub(crate) fn descriptor() -> i32 {
    DESCRIPTOR.load(Ordering::Relaxed)
}

/// Reports an event. A name is printable ASCII without blanks; any other character is written as `?`, and what would
/// make the record too long is cut.
///
/// Safe to call from signal handlers, exit handlers and destructors. Outside a case it does nothing.
pub fn event(name: &str) {
    event_args(format_args!("{name}"));
}

/// Reports an event whose name is given by `format_args!`; the [`event!`](crate::event!) macro is the convenient form.
pub fn event_args(name: std::fmt::Arguments<'_>) {
    let mut record = Record::new("event ");
    // Formatting into a fixed buffer cannot fail: what does not fit is cut.
    let _ = record.write_fmt(name);
    if WITH_SIZES.load(Ordering::Relaxed) {
        record.sizes();
    }
    record.send();
}

/// Says that the ending begins: a hang from here on is a hang at the end. Safe wherever [`event`] is.
pub fn ending() {
    Record::new("ending").send();
}

/// Says that the body cannot be entered, and why. (A blank would end the field, so it travels as `\x01`.)
pub(crate) fn failed(reason: &str) {
    let mut record = Record::new("failed ");
    for byte in reason.bytes() {
        if record.len < RECORD_MAX - TAIL {
            record.push(&[if byte == b' ' { 1 } else { byte }]);
        }
    }
    record.send();
}

/// Says that the body is about to be entered.
pub(crate) fn begin() {
    Record::new("begin").send();
}

/// Room kept at the end of a record for the two sizes and the newline.
const TAIL: usize = 48;

struct Record {
    bytes: [u8; RECORD_MAX],
    len: usize,
}

impl Record {
    fn new(kind: &str) -> Record {
        let mut record = Record {
            bytes: [0; RECORD_MAX],
            len: 0,
        };
        record.push(kind.as_bytes());
        record
    }

    fn push(&mut self, bytes: &[u8]) {
        self.bytes[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
    }

    fn sizes(&mut self) {
        for stream in [1, 2] {
            self.push(b" ");
            match sys::regular_file_size(stream) {
                Some(size) => {
                    let mut digits = [0; 20];
                    let mut at = digits.len();
                    let mut rest = size;
                    loop {
                        at -= 1;
                        digits[at] = b'0' + (rest % 10) as u8;
                        rest /= 10;
                        if rest == 0 {
                            break;
                        }
                    }
                    self.push(&digits[at..]);
                }
                None => self.push(b"-"),
            }
        }
    }

    fn send(mut self) {
        self.push(b"\n");
        let descriptor = descriptor();
        if descriptor >= 0 {
            sys::write_preserving_errno(descriptor, &self.bytes[..self.len]);
        }
    }
}

impl std::fmt::Write for Record {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            if self.len < RECORD_MAX - TAIL {
                self.push(&[if byte.is_ascii_graphic() { byte } else { b'?' }]);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Parser;

    fn written(record: Record) -> crate::journal::Journal {
        let mut parser = Parser::default();
        parser.feed(&record.bytes[..record.len]);
        parser.feed(b"\n");
        parser.finish()
    }

    #[test]
    fn any_name_makes_a_record_that_can_be_read() {
        for (name, read) in [
            ("a", "a"),
            ("a b\n", "a?b?"),
            ("é", "??"),
            (&"x".repeat(9999), &"x".repeat(RECORD_MAX - TAIL - 6)),
        ] {
            let mut record = Record::new("event ");
            record.write_str(name).unwrap();
            let journal = written(record);
            assert_eq!(journal.events, [read]);
            assert!(journal.garbage.is_empty());
        }
    }

    #[test]
    fn sizes_fit_behind_the_longest_name() {
        let mut record = Record::new("event ");
        record.write_str(&"x".repeat(9999)).unwrap();
        record.sizes();
        assert!(record.len < RECORD_MAX);
        assert!(written(record).garbage.is_empty());
    }
}
