//! What is said of one result, wherever results are listed: in the summary of a run and in the formats of other tools.

use exitspec::document::{CaseResult, Document, Flip};
use exitspec::{Bytes, Verdict};

use crate::escape::plain;
use crate::outcome::brief;

/// How many bytes of a captured stream are kept in the formats of other tools.
pub(crate) const KEPT: usize = 16 * 1024;

/// What came of a result, for tools that know fewer verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Came {
    /// FAIL, XPASS, or a flip.
    Failed,
    /// UNRESOLVED.
    Unresolved,
    /// XFAIL.
    Known,
    /// UNSUPPORTED.
    Skipped,
    /// PASS.
    Passed,
}

/// One result with all that is said of it. Nothing is escaped yet.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) result: &'a CaseResult,
    pub(crate) came: Came,
    /// `FAIL`, `XFAIL`, …, or `FLIP`.
    pub(crate) word: &'static str,
    /// For a failure `field: expected …, got …`; else the reason. Empty for most of what passed.
    pub(crate) first: String,
    /// What else is to be said: further differences, outcomes, where to read more.
    pub(crate) more: Vec<String>,
}

/// All results of a document, in their order.
pub(crate) fn told(document: &Document) -> impl Iterator<Item = Told<'_>> {
    document.results.iter().map(|result| tell(document, result))
}

fn tell<'a>(document: &'a Document, result: &'a CaseResult) -> Told<'a> {
    let came = match result.verdict {
        Verdict::Pass => Came::Passed,
        Verdict::Xfail => Came::Known,
        Verdict::Unsupported => Came::Skipped,
        Verdict::Unresolved => Came::Unresolved,
        Verdict::Fail | Verdict::Xpass => Came::Failed,
    };
    let key = result.key();
    let flips = &document.volatile.flips;
    let flip = flips.iter().find(|flip| flip.result == key);
    let (came, word) = match flip {
        // A failure is told as one, whether or not it comes out so every time.
        Some(_) if !result.verdict.is_failure() => (Came::Failed, "FLIP"),
        _ => (came, result.verdict.name()),
    };
    let mut lines = match came {
        Came::Passed | Came::Skipped => result.reason.iter().cloned().collect(),
        Came::Known => {
            let mut lines: Vec<String> = result.reason.iter().cloned().collect();
            lines.extend(differences(result));
            lines
        }
        Came::Failed | Came::Unresolved => why(result),
    };
    if let Some(flip) = flip {
        let at = if word == "FLIP" { 0 } else { lines.len() };
        lines.splice(at..at, flipped(flip));
    }
    lines.extend(outcomes(document, result));
    lines.extend(result.url.clone());
    if came != Came::Passed {
        lines.push(source(result));
    }
    let mut lines = lines.into_iter();
    Told {
        result,
        came,
        word,
        first: lines.next().unwrap_or_default(),
        more: lines.collect(),
    }
}

fn differences(result: &CaseResult) -> impl Iterator<Item = String> {
    result.differences.iter().map(|difference| {
        format!(
            "{}: expected {}, got {}",
            difference.field, difference.expected, difference.got
        )
    })
}

/// Why it is a failure: field by field, and the reason where that is something else.
pub(crate) fn why(result: &CaseResult) -> Vec<String> {
    let mut lines: Vec<String> = differences(result).collect();
    // The reason of a failure is its first difference, and how many more there are.
    let said = |reason: &&String| lines.iter().any(|line| reason.starts_with(line.as_str()));
    if let Some(reason) = result.reason.as_ref().filter(|reason| !said(reason)) {
        lines.push(reason.clone());
    }
    lines
}

fn flipped(flip: &Flip) -> Vec<String> {
    let outcome = |outcome: &exitspec::document::Outcome| {
        let seen = outcome.observation.as_ref().map(brief);
        let words = [outcome.reason.clone(), seen].into_iter().flatten();
        let words: Vec<String> = words.collect();
        format!(
            "{} × {}: {}",
            outcome.count,
            outcome.verdict,
            words.join("; ")
        )
    };
    let mut lines = vec!["it did not come out the same in every round".to_owned()];
    lines.extend(flip.outcomes.iter().map(outcome));
    lines
}

/// What a racy case did, of one that somebody has to look at.
fn outcomes(document: &Document, result: &CaseResult) -> Vec<String> {
    let volatile = document.volatile_of(result);
    let seen = volatile.map_or(&[][..], |volatile| &volatile.observations);
    match result.verdict.is_failure() {
        false => Vec::new(),
        true => (seen.iter())
            .map(|seen| format!("{} × {}", seen.count, brief(&seen.observation)))
            .collect(),
    }
}

/// How binding the expectation is, and who says so.
pub(crate) fn source(result: &CaseResult) -> String {
    let sources: Vec<String> = (result.sources.iter())
        .map(|source| format!("{}, {}", source.doc, source.clause))
        .collect();
    format!("{}: {}", result.level, sources.join("; "))
}

/// The streams of a result that are worth showing, by name.
pub(crate) fn streams(result: &CaseResult) -> Vec<(&'static str, &Bytes)> {
    let Some(observation) = &result.observation else {
        return Vec::new();
    };
    let both = [
        ("stdout", &observation.stdout),
        ("stderr", &observation.stderr),
    ];
    both.into_iter()
        .filter_map(|(name, stream)| Some((name, stream.as_ref()?)))
        .filter(|(_, stream)| !stream.0.is_empty())
        .collect()
}

/// Captured bytes as lines of text: what is no text, and what steers a terminal, as escapes; cut when it is long, with
/// their number then.
pub(crate) fn text(captured: &Bytes) -> String {
    let all = &captured.0;
    let kept = &all[..all.len().min(KEPT)];
    let cut = kept.len() < all.len();
    let mut shown = String::with_capacity(kept.len());
    let mut chunks = kept.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        for (number, line) in chunk.valid().split('\n').enumerate() {
            if number > 0 {
                shown.push('\n');
            }
            shown.push_str(&plain(line));
        }
        // The cut may go through a character, which is none then.
        if !cut || chunks.peek().is_some() {
            shown.push_str(&chunk.invalid().escape_ascii().to_string());
        }
    }
    if cut {
        shown.push_str(&format!(
            "\n[… {} of {} bytes are shown]",
            kept.len(),
            all.len()
        ));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn the_first_line_of_a_failure_says_field_expected_and_got() {
        let document = testing::document();
        let of = |key: &str| {
            told(&document)
                .find(|told| told.result.key() == key)
                .unwrap()
        };
        let failed = of("rust/exit/code@pipe");
        assert_eq!(
            (failed.came, &*failed.first),
            (Came::Failed, "ending: expected exited 7, got exited 1")
        );
        assert!(failed.more[0].starts_with("stdout: expected"));
        let flip = of("rust/atexit/lifo@pipe");
        assert_eq!((flip.came, flip.word), (Came::Failed, "FLIP"));
        assert!(flip.more[1].starts_with("2 × FAIL: journal"), "{flip:?}");
        let known = of("rust/atexit/nested@pipe");
        assert_eq!((known.came, known.word), (Came::Known, "XFAIL"));
        assert!(known.more.contains(&"https://bugs.example/1".to_owned()));
        assert_eq!(of("rust/exit/hangs@pipe").first, "");
    }

    #[test]
    fn bytes_become_text_whatever_they_are() {
        let shown = |bytes: &[u8]| text(&Bytes(bytes.to_vec()));
        assert_eq!(shown(b"a\tb\n<x>\x1b[31m"), "a\\tb\n<x>\\u{1b}[31m");
        assert_eq!(shown(b"\xff\xfe\0"), "\\xff\\xfe\\u{0}");
        assert_eq!(shown("\u{202e}évil".as_bytes()), "\\u{202e}évil");
        let long = shown("é".repeat(1 << 19).as_bytes());
        assert!(long.len() < KEPT + 100);
        assert!(
            long.ends_with("é\n[… 16384 of 1048576 bytes are shown]"),
            "{}",
            &long[long.len() - 60..]
        );
        // The cut goes through a character.
        let long = shown(format!("x{}", "é".repeat(1 << 19)).as_bytes());
        assert!(long.contains("é\n[…"), "{}", &long[long.len() - 60..]);
    }
}
