//! Expectations and observations in words, for people.

use crate::bytes::Bytes;
use crate::expectation::pattern::{
    EndingPattern, Expect, JournalPattern, LooseJournal, LooseText, Pieces, TextPattern,
};
use crate::observation::{Change, Ending, Flushed, LeftBehind, Phase, Waitid};

/// How many characters of a text are shown.
const SHOWN: usize = 160;

impl Expect {
    /// The fields that are given, each with what is expected in words: for `explain` and the like.
    pub fn described(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("ending", self.ending.as_ref().map(ending_pattern)),
            (
                "waitid",
                self.waitid.as_ref().map(|view| waitid(Some(view))),
            ),
            ("core", self.core.map(|core| core_flag(core).to_owned())),
            ("changes", self.changes.as_deref().map(changes)),
            ("stdout", self.stdout.as_ref().map(text_pattern)),
            ("stderr", self.stderr.as_ref().map(text_pattern)),
            ("journal", self.journal.as_ref().map(journal_pattern)),
            (
                "flushed",
                self.flushed
                    .as_ref()
                    .map(|sizes| list(sizes.iter().map(u64::to_string))),
            ),
            ("left_behind", self.left_behind.as_deref().map(left_behind)),
        ];
        fields
            .into_iter()
            .filter_map(|(field, words)| words.map(|words| (field, words)))
            .collect()
    }
}

pub(super) fn ending_pattern(pattern: &EndingPattern) -> String {
    match pattern {
        EndingPattern::Exited(code) => format!("exited {code}"),
        EndingPattern::ExitedAnyOf(codes) => {
            format!(
                "exited with one of {}",
                list(codes.iter().map(u8::to_string))
            )
        }
        EndingPattern::Signaled(name) => format!("signaled {name}"),
        EndingPattern::SignaledAnyOf(names) => format!("signaled by one of {}", list(names)),
        EndingPattern::Hung(phase) => hung(*phase),
        EndingPattern::Any(_) => "any ending".to_owned(),
    }
}

pub(super) fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Exited(code) => format!("exited {code}"),
        Ending::Signaled(name) => format!("signaled {name}"),
        Ending::Hung(phase) => hung(*phase),
        Ending::Unrecognised(word) => format!("unrecognised status word {word:#x}"),
    }
}

fn hung(phase: Phase) -> String {
    match phase {
        Phase::BeforeBody => "hung before the body",
        Phase::InBody => "hung in the body",
        Phase::Ending => "hung in the ending",
    }
    .to_owned()
}

pub(super) fn waitid(view: Option<&Waitid>) -> String {
    match view {
        Some(Waitid { code, status }) => format!("{code} with status {status}"),
        None => "no waitid view".to_owned(),
    }
}

pub(super) fn core_flag(core: bool) -> &'static str {
    match core {
        true => "a core",
        false => "no core",
    }
}

pub(super) fn changes(changes: &[Change]) -> String {
    let word = |change: &Change| match change {
        Change::Stopped(name) => format!("stopped by {name}"),
        Change::Continued => "continued".to_owned(),
    };
    list(changes.iter().map(word))
}

pub(super) fn left_behind(left: &[LeftBehind]) -> String {
    let word = |relation: &LeftBehind| match relation {
        LeftBehind::Group => "a process of its group",
        LeftBehind::Session => "a process of its session",
        LeftBehind::Elsewhere => "a process elsewhere",
    };
    list(left.iter().map(word))
}

pub(super) fn flushed(sizes: &[Flushed]) -> String {
    let word = |at: &Flushed| at.stdout.map_or("-".to_owned(), |size| size.to_string());
    list(sizes.iter().map(word))
}

pub(super) fn text_pattern(pattern: &TextPattern) -> String {
    match pattern {
        TextPattern::Exact(bytes) => text(bytes),
        TextPattern::Loose(LooseText::Contains(Pieces(pieces))) => {
            let pieces: Vec<String> = pieces.iter().map(text).collect();
            format!("something with {}", pieces.join(", then "))
        }
        TextPattern::Loose(LooseText::StartsWith(bytes)) => format!("{} and anything", text(bytes)),
        TextPattern::Loose(LooseText::Repeated { text: bytes, times }) => {
            format!(
                "{} {times} times ({} bytes)",
                text(bytes),
                repeated_len(bytes, *times)
            )
        }
        TextPattern::Loose(LooseText::Any(_)) => "any text".to_owned(),
    }
}

/// How long a text of so many repetitions is.
pub(super) fn repeated_len(bytes: &Bytes, times: u32) -> u64 {
    bytes.0.len() as u64 * u64::from(times)
}

/// The text in quotes; of a long one the beginning, and how long it is.
pub(super) fn text(bytes: &Bytes) -> String {
    let whole = bytes.shown();
    match whole.char_indices().nth(SHOWN) {
        None => whole,
        Some((cut, _)) => format!("{}…\" ({} bytes)", &whole[..cut], bytes.0.len()),
    }
}

pub(super) fn journal_pattern(pattern: &JournalPattern) -> String {
    match pattern {
        JournalPattern::Exact(names) => journal(names),
        JournalPattern::Loose(LooseJournal::AnyOrder(names)) => {
            format!("{} in any order", journal(names))
        }
        JournalPattern::Loose(LooseJournal::InOrder(names)) => {
            format!("{} in this order, others between", journal(names))
        }
        JournalPattern::Loose(LooseJournal::Repeated { event, times }) => {
            format!("{event} {times} times")
        }
        JournalPattern::Loose(LooseJournal::Any(_)) => "any events".to_owned(),
    }
}

/// The events; of many the first, and how many there are.
pub(super) fn journal(names: &[String]) -> String {
    const EVENTS: usize = 40;
    match names.len() {
        0..=EVENTS => list(names),
        many => format!("{} … ({many} events)", list(&names[..EVENTS])),
    }
}

fn list<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let words: Vec<String> = words
        .into_iter()
        .map(|word| word.as_ref().to_owned())
        .collect();
    format!("[{}]", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expectation_reads_field_by_field() {
        let expect: Expect = serde_json::from_str(
            r#"{"ending": {"signaled_any_of": ["SIGABRT", "SIGILL"]}, "waitid": {"code": "CLD_KILLED", "status": 6}, "core": false,
                "changes": [{"stopped": "SIGSTOP"}, "continued"], "stdout": {"contains": ["a", "b\n"]}, "stderr": {"repeated": {"text": "xy", "times": 3}},
                "journal": {"any_order": ["a", "b"]}, "flushed": [0, 5], "left_behind": ["group"]}"#,
        )
        .unwrap();
        let words: Vec<String> = expect
            .described()
            .into_iter()
            .map(|(field, words)| format!("{field}: {words}"))
            .collect();
        assert_eq!(
            words,
            [
                "ending: signaled by one of [SIGABRT, SIGILL]",
                "waitid: CLD_KILLED with status 6",
                "core: no core",
                "changes: [stopped by SIGSTOP, continued]",
                "stdout: something with \"a\", then \"b\\n\"",
                "stderr: \"xy\" 3 times (6 bytes)",
                "journal: [a, b] in any order",
                "flushed: [0, 5]",
                "left_behind: [a process of its group]",
            ]
        );
    }

    #[test]
    fn long_texts_and_journals_are_cut() {
        let long = text(&Bytes("é".repeat(500).into_bytes()));
        assert!(
            long.starts_with("\"éé") && long.ends_with("é…\" (1000 bytes)"),
            "{long}"
        );
        let many = journal(&vec!["e".to_owned(); 41]);
        assert!(many.ends_with("e] … (41 events)"), "{many}");
    }
}
