//! Text that a terminal takes for nothing but text.

use std::borrow::Cow;
use std::fmt::Write as _;

use exitspec::Bytes;
use unicode_width::UnicodeWidthChar as _;

/// The same text with control characters written as escapes (`\u{1b}`), newlines included: for one line.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(needs_escape) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match needs_escape(character) {
            true => {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "{}", character.escape_default());
            }
            false => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

/// Control characters, those that change the direction of what follows or begin a line somewhere, and what is no
/// character.
fn needs_escape(character: char) -> bool {
    let direction = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    let line = matches!(character, '\u{2028}' | '\u{2029}');
    let none = matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    character.is_control() || direction || line || none
}

/// The same for a terminal that knows ASCII and nothing else: marks become others of the same width, and so tables stay
/// as they are; whatever else there is becomes question marks.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '→' => plain.push('>'),
            '×' => plain.push('x'),
            '…' => plain.push('~'),
            '–' | '—' => plain.push('-'),
            _ if character.is_ascii() => plain.push(character),
            _ => plain.extend(std::iter::repeat_n('?', character.width().unwrap_or(0))),
        }
    }
    Cow::Owned(plain)
}

/// Bytes on one line, cut when they are long, with their number then.
pub(crate) fn bytes(bytes: &Bytes, longest: usize) -> String {
    let shown = plain(&bytes.shown()).into_owned();
    if shown.chars().count() <= longest {
        return shown;
    }
    let start: String = shown.chars().take(longest).collect();
    format!("{start}…\" ({} bytes)", bytes.0.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(plain("plain text, ünïcode"), "plain text, ünïcode");
        assert_eq!(
            plain("\u{1b}[2J\r\n\u{9b}\u{202e}x"),
            r"\u{1b}[2J\r\n\u{9b}\u{202e}x"
        );
        for code in (0..0x20).chain(0x7f..0xa0) {
            let text = char::from_u32(code).unwrap().to_string();
            assert!(plain(&text).is_ascii(), "{code:#x}");
        }
    }

    #[test]
    fn ascii_is_as_wide_as_what_it_stands_for() {
        use unicode_width::UnicodeWidthStr as _;
        assert_eq!(ascii("12 × a → b…"), "12 x a > b~");
        assert_eq!(ascii("漢字 é e\u{301}"), "???? ? e");
        for text in ["12 × a → b…", "漢字 é e\u{301}", "plain"] {
            assert!(ascii(text).is_ascii());
            assert_eq!(ascii(text).width(), text.width(), "{text}");
        }
    }

    #[test]
    fn long_bytes_are_cut_and_counted() {
        assert_eq!(bytes(&"a\n".into(), 10), r#""a\n""#);
        assert_eq!(bytes(&Bytes(vec![b'x'; 1000]), 5), "\"xxxx…\" (1000 bytes)");
        assert_eq!(bytes(&Bytes(vec![0xff, b'\n']), 20), r#"b"\xff\n""#);
    }
}
