//! Text that a terminal takes for nothing but text.

use std::borrow::Cow;
use std::fmt::Write as _;

use exitspec::Bytes;

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

/// Control characters, and those that change the direction of what follows.
fn needs_escape(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
    fn long_bytes_are_cut_and_counted() {
        assert_eq!(bytes(&"a\n".into(), 10), r#""a\n""#);
        assert_eq!(bytes(&Bytes(vec![b'x'; 1000]), 5), "\"xxxx…\" (1000 bytes)");
        assert_eq!(bytes(&Bytes(vec![0xff, b'\n']), 20), r#"b"\xff\n""#);
    }
}
