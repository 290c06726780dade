//! Text for a terminal that shows nothing but ASCII.

use std::io::{self, Write};

/// Passes on what is written, with everything that is not ASCII as ASCII: our own signs as something like them, other
/// characters as escapes.
#[derive(Debug)]
pub struct Ascii<W: Write> {
    out: W,
    /// The beginning of a character whose end is still to come.
    pending: Vec<u8>,
}

impl<W: Write> Ascii<W> {
    /// Writes there.
    pub fn new(out: W) -> Ascii<W> {
        Ascii {
            out,
            pending: Vec::new(),
        }
    }
}

impl<W: Write> Write for Ascii<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.pending) {
            Ok(text) => text.len(),
            // What is no beginning of a character either is passed on, as it came.
            Err(error) => error
                .error_len()
                .map_or(error.valid_up_to(), |len| error.valid_up_to() + len),
        };
        let rest = self.pending.split_off(whole);
        let ready = std::mem::replace(&mut self.pending, rest);
        for chunk in ready.utf8_chunks() {
            for character in chunk.valid().chars() {
                match character {
                    '…' => self.out.write_all(b"...")?,
                    '–' => self.out.write_all(b"-")?,
                    '×' => self.out.write_all(b"x")?,
                    ascii if ascii.is_ascii() => self.out.write_all(&[ascii as u8])?,
                    other => write!(self.out, "{}", other.escape_unicode())?,
                }
            }
            self.out.write_all(chunk.invalid())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_ascii_however_it_is_cut() {
        let text = "a … b – 3× ü 界\u{1b}[1m\n";
        for size in 1..text.len() {
            let mut out = Ascii::new(Vec::new());
            for piece in text.as_bytes().chunks(size) {
                out.write_all(piece).unwrap();
            }
            assert_eq!(
                String::from_utf8(out.out).unwrap(),
                "a ... b - 3x \\u{fc} \\u{754c}\u{1b}[1m\n"
            );
        }
    }
}
