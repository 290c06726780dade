//! Taking out of captured text what varies from run to run or with every edit of the sources: the thread id, the source
//! position and the stack's frames in the messages of the Rust runtime, addresses in those of Python's; and what a wrapper has
//! added.

/// The text with `(<tid>)` for the thread id that std puts behind a thread's name, `<location>` for the position of a
/// panic, and `<frames>` for those of a backtrace; and with `<address>` for that of a thread or an object, as Python writes it.
/// `None` when there is nothing of the kind in it.
pub(crate) fn normalise(text: &[u8]) -> Option<Vec<u8>> {
    let mut changed = false;
    let mut in_backtrace = false;
    let mut out = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        if in_backtrace && is_frame(line) {
            continue;
        }
        in_backtrace = line == b"stack backtrace:\n";
        if in_backtrace {
            changed = true;
            out.extend_from_slice(b"stack backtrace:\n   <frames>\n");
            continue;
        }
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

/// `   7: FUNCTION`, or `             at FILE:LINE:COLUMN` below it.
fn is_frame(line: &[u8]) -> bool {
    let text = line.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.len() < line.len()
        && (digits > 0 && text[digits..].starts_with(b": ") || text.starts_with(b"at "))
}

/// `…thread 'NAME' (TID) REST`, as std writes it, or where the panic was alone, when it cannot say more.
fn message(line: &[u8]) -> Option<Vec<u8>> {
    let line = std::str::from_utf8(line).ok()?;
    for place in ["panicked at ", "aborting due to panic at "] {
        if line.starts_with(place) && line.ends_with(":\n") {
            return Some(format!("{place}<location>:\n").into_bytes());
        }
    }
    if let Some(told) = addresses(line) {
        return Some(told.into_bytes());
    }
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

/// Addresses, which differ from run to run: `Thread 0x00007f… (most recent call first):`, `<function f at 0x7f…>`.
fn addresses(line: &str) -> Option<String> {
    const BEFORE: [&str; 3] = ["hread 0x", " at 0x", "tstate=0x"];
    let mut out = String::new();
    let mut rest = line;
    while let Some((start, before)) = BEFORE
        .iter()
        .filter_map(|before| Some((rest.find(before)?, before)))
        .min()
    {
        let (kept, digits) = rest.split_at(start + before.len());
        let after = digits.trim_start_matches(|digit: char| digit.is_ascii_hexdigit());
        out.push_str(kept.trim_end_matches("0x"));
        // A few digits are a number, not a place in memory.
        match digits.len() - after.len() {
            0..6 => out.push_str(&format!("0x{}", &digits[..digits.len() - after.len()])),
            _ => out.push_str("<address>"),
        }
        rest = after;
    }
    out.push_str(rest);
    (out != line).then_some(out)
}

/// The text without what a wrapper wrote into it: from any of these beginnings to the end of the line. A line of the case's
/// own that was not ended yet is before it. `None` when there is nothing of the kind in it.
pub(crate) fn without(text: &[u8], beginnings: &[String]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = beginnings
        .iter()
        .filter_map(|beginning| find(rest, beginning.as_bytes()))
        .min()
    {
        out.extend_from_slice(&rest[..start]);
        let end = rest[start..].iter().position(|&byte| byte == b'\n');
        rest = end.map_or(&[][..], |end| &rest[start + end + 1..]);
    }
    (rest.len() < text.len()).then(|| {
        out.extend_from_slice(rest);
        out
    })
}

/// The text without the lines that begin like this. `None` when there is no such line.
pub(crate) fn without_lines(text: &[u8], beginnings: &[String]) -> Option<Vec<u8>> {
    let told = |line: &&[u8]| {
        beginnings
            .iter()
            .any(|beginning| line.starts_with(beginning.as_bytes()))
    };
    let lines = || text.split_inclusive(|&byte| byte == b'\n');
    lines().any(|line| told(&line)).then(|| {
        lines()
            .filter(|line| !told(line))
            .flatten()
            .copied()
            .collect()
    })
}

/// The text without this part, wherever it stands; `None` when it is not in it.
pub(crate) fn without_all(text: &[u8], part: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = find(rest, part.as_bytes()) {
        out.extend_from_slice(&rest[..start]);
        rest = &rest[start + part.len()..];
    }
    (rest.len() < text.len()).then(|| {
        out.extend_from_slice(rest);
        out
    })
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    (!part.is_empty())
        .then(|| text.windows(part.len()).position(|window| window == part))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{normalise, without, without_all, without_lines};

    fn normalised(text: &str) -> Option<String> {
        normalise(text.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn what_python_tells_of_loses_its_address() {
        let told = "Current thread 0x00007f4f [python] (most recent call first):\n";
        let expected = "Current thread <address> [python] (most recent call first):\n";
        assert_eq!(normalised(told).as_deref(), Some(expected));
        let two = "<a at 0x7fcdc2c0> and <b at 0x7f047fcdc2c0>, at 0x1f\n";
        let expected = "<a at <address>> and <b at <address>>, at 0x1f\n";
        assert_eq!(normalised(two).as_deref(), Some(expected));
    }

    #[test]
    fn a_traceback_loses_its_places() {
        let places = ["  File \"".to_owned(), "    ".to_owned()];
        let text = b"Traceback:\n  File \"a.py\", line 3\n    boom()\nValueError: 1    2\n";
        let told = without_lines(text, &places).unwrap();
        assert_eq!(told, b"Traceback:\nValueError: 1    2\n");
        assert_eq!(without_lines(&told, &places), None);
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
    fn a_panic_that_names_no_thread_loses_its_position() {
        assert_eq!(
            normalised("panicked at src/a.rs:3:5:\nno\n").as_deref(),
            Some("panicked at <location>:\nno\n")
        );
        assert_eq!(
            normalised("aborting due to panic at src/a.rs:3:5:\nno\n").as_deref(),
            Some("aborting due to panic at <location>:\nno\n")
        );
    }

    #[test]
    fn a_backtrace_loses_its_frames() {
        let message = "stack backtrace:\n   0:     0x55d1 - main\n       at ./a.rs:3:5\n  10: b\nnote: more\n at x\n";
        let expected = "stack backtrace:\n   <frames>\nnote: more\n at x\n";
        assert_eq!(normalised(message).as_deref(), Some(expected));
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

    #[test]
    fn where_a_program_was_built_is_not_told() {
        let text = b"/a/b/probe: no\n/a/b/c\n";
        assert_eq!(
            without_all(text, "/a/b/").as_deref(),
            Some(&b"probe: no\nc\n"[..])
        );
        assert_eq!(without_all(text, "/x/"), None);
    }

    #[test]
    fn what_a_wrapper_wrote_goes_wherever_it_stands() {
        let noise = ["emu: ".to_owned(), String::new()];
        for (text, left) in [
            ("emu: dead\n", Some("")),
            ("partemu: dead\nrest\n", Some("partrest\n")),
            ("a\nemu: cut", Some("a\n")),
            ("emu: 1\nemu: 2\n", Some("")),
            ("nothing of it\n", None),
        ] {
            let found = without(text.as_bytes(), &noise);
            assert_eq!(found.as_deref(), left.map(str::as_bytes), "{text:?}");
        }
    }
}
