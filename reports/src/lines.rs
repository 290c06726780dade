//! The results of a run as plain text: one line each, sorted, and nothing that varies, so that two of them can be compared
//! by any tool that compares lines.

use std::io::{self, Write};

use exitspec::document::Document;

use crate::escape::plain;
use crate::told::told;

/// Writes one line for each result: its name, its verdict, and why. The lines of several platforms have the platform after
/// the name, and results of one name stand together.
///
/// # Errors
///
/// When the writer fails.
pub fn lines(documents: &[Document], mut out: impl Write) -> io::Result<()> {
    let several = documents.len() > 1;
    let mut lines: Vec<String> = documents
        .iter()
        .flat_map(|document| {
            told(document).map(move |told| {
                let mut line = told.result.key();
                if several {
                    line += &format!(" [{}]", document.platform.name);
                }
                line += &format!(": {}", told.result.verdict);
                if !told.first.is_empty() {
                    line += &format!(": {}", told.first);
                }
                plain(&line).into_owned()
            })
        })
        .collect();
    lines.sort();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{self, GLIBC, MUSL};
    use crate::{golden, hostile, testing};

    fn written(documents: &[Document]) -> String {
        let mut out = Vec::new();
        lines(documents, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_run_with_everything_in_it() {
        golden::check("lines.txt", written(&[testing::document()]).as_bytes());
    }

    #[test]
    fn one_change_is_one_line() {
        let a = samples::on(GLIBC);
        let mut b = a.clone();
        b.volatile.started = 7;
        assert_eq!(
            written(std::slice::from_ref(&a)),
            written(std::slice::from_ref(&b))
        );
        b.results[0].verdict = exitspec::Verdict::Unsupported;
        b.results[0].reason = Some("there is none".to_owned());
        let (a, b) = (written(&[a]), written(&[b]));
        let changed = a.lines().zip(b.lines()).filter(|(a, b)| a != b);
        assert_eq!(changed.count(), 1);
        assert!(b.contains(": UNSUPPORTED: there is none\n"), "{b}");
    }

    #[test]
    fn platforms_stand_together_by_result() {
        let both = written(&[samples::on(GLIBC), samples::on(MUSL)]);
        let first: Vec<&str> = both.lines().take(2).collect();
        assert!(
            first[0].starts_with("c/atexit/exit_again@pipe [linux x86_64, glibc"),
            "{first:?}"
        );
        assert!(
            first[1].starts_with("c/atexit/exit_again@pipe [linux x86_64, musl"),
            "{first:?}"
        );
    }

    #[test]
    fn hostile_text_stays_on_its_line() {
        for text in hostile::TEXTS {
            let written = written(&[hostile::document(text), hostile::document("text")]);
            assert_eq!(written.lines().count(), 10, "{text:?}");
            assert!(written.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
