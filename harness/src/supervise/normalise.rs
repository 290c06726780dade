//! Taking out of captured text what varies from run to run or with every edit of the sources: the thread id and the
//! source position in the messages of the Rust runtime.

/// The text with `(<tid>)` for the thread id that std puts behind a thread's name, and `<location>` for the position of
/// a panic. `None` when there is nothing of the kind in it.
pub(crate) fn normalise(text: &[u8]) -> Option<Vec<u8>> {
    let mut changed = false;
    let mut out = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        match message(line) {
            Some(normalised) => {
                changed = true;
                out.extend_from_slice(&normalised);
            }
            None => out.extend_from_slice(line),
        }
    }
    changed.then_some(out)
}

/// `…thread 'NAME' (TID) REST`, as std writes it.
fn message(line: &[u8]) -> Option<Vec<u8>> {
    let line = std::str::from_utf8(line).ok()?;
    let start = line.find("thread ")?;
    let open = start + line[start..].find(" (")? + 2;
    let digits = line[open..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[open + digits..]
        .strip_prefix(')')
        .filter(|_| digits > 0)?;
    let rest = match rest.strip_prefix(" panicked at ") {
        Some(_) => " panicked at <location>:\n",
        None => rest,
    };
    Some(format!("{}<tid>){rest}", &line[..open]).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::normalise;

    fn normalised(text: &str) -> Option<String> {
        normalise(text.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_panic_loses_its_thread_id_and_its_position() {
        let message = "\nthread 'main' (4711) panicked at src/a.rs:3:5:\nno\nnote: run\n";
        let expected = "\nthread 'main' (<tid>) panicked at <location>:\nno\nnote: run\n";
        assert_eq!(normalised(message).as_deref(), Some(expected));
        let unnamed = "thread '<unnamed>' (1) has overflowed its stack\n";
        assert_eq!(
            normalised(unnamed).as_deref(),
            Some("thread '<unnamed>' (<tid>) has overflowed its stack\n")
        );
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "",
            "text",
            "thread (x)",
            "thread 'main' panicked at a:1:1:\n",
            "thread 'a' ()\n",
        ] {
            assert_eq!(normalised(text), None, "{text:?}");
        }
        assert_eq!(normalise(b"thread \xff (1)"), None);
    }
}
