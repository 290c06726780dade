//! Holding one observation against what is expected, field by field.

use crate::bytes::Bytes;
use crate::document::Difference;
use crate::expectation::describe;
use crate::expectation::pattern::{
    EndingPattern, Expect, JournalPattern, LooseJournal, LooseText, TextPattern,
};
use crate::expectation::signals;
use crate::journal::EVENTS_MAX;
use crate::observation::{Ending, Observation, Phase, Waitid};
use crate::sink::Sink;

/// What came of comparing.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// The fields that are certainly not as expected.
    pub(super) differences: Vec<Difference>,
    /// Why a field that shows no difference cannot be relied on, if one cannot.
    pub(super) untold: Option<String>,
}

impl Compared {
    fn differ(&mut self, field: &str, expected: String, got: String) {
        self.differences.push(Difference {
            field: field.to_owned(),
            expected,
            got,
        });
    }

    fn cannot_tell(&mut self, why: String) {
        self.untold.get_or_insert(why);
    }

    /// Whether the ending is among the differences.
    pub(super) fn ends_differently(&self) -> bool {
        self.differences
            .iter()
            .any(|difference| difference.field == "ending")
    }
}

/// Compares the observation with one alternative, all layers merged.
pub(super) fn compare(expect: &Expect, sink: Sink, observation: &Observation) -> Compared {
    let mut compared = Compared::default();
    ending(&mut compared, expect, observation);
    waitid(&mut compared, expect, observation);
    let core = expect.core.unwrap_or(false);
    if core != observation.core {
        let word = |core| describe::core_flag(core).to_owned();
        compared.differ("core", word(core), word(observation.core));
    }
    let changes = expect.changes.as_deref().unwrap_or_default();
    if changes != observation.changes {
        let word = describe::changes;
        compared.differ("changes", word(changes), word(&observation.changes));
    }
    let streams = [
        ("stdout", &expect.stdout, &observation.stdout),
        ("stderr", &expect.stderr, &observation.stderr),
    ];
    for (field, pattern, got) in streams {
        let nothing = TextPattern::Exact(Bytes::default());
        let pattern = pattern.as_ref().unwrap_or(&nothing);
        // With a shared sink all bytes are stdout's; other sinks that are not captured give nothing to judge.
        let is_judged = sink.is_captured() && !(sink == Sink::Shared && field == "stderr");
        match got {
            Some(got) => text(&mut compared, field, pattern, got, observation.truncated),
            None if is_judged && !matches!(pattern, TextPattern::Loose(LooseText::Any(_))) => {
                compared.cannot_tell(format!("{field} was not captured"));
            }
            None => {}
        }
    }
    journal(&mut compared, expect, observation);
    flushed(&mut compared, expect, sink, observation);
    let left = expect.left_behind.as_deref().unwrap_or_default();
    if sorted(left) != sorted(&observation.left_behind) {
        let word = describe::left_behind;
        compared.differ("left_behind", word(left), word(&observation.left_behind));
    }
    compared
}

fn ending(compared: &mut Compared, expect: &Expect, observation: &Observation) {
    // Loading refuses an expectation without an ending; should there be one all the same, it must not pass.
    let Some(pattern) = &expect.ending else {
        return compared.cannot_tell("the expectation has no ending".to_owned());
    };
    let got = &observation.ending;
    let as_expected = match (pattern, got) {
        (EndingPattern::Exited(code), Ending::Exited(got)) => code == got,
        (EndingPattern::ExitedAnyOf(codes), Ending::Exited(got)) => codes.contains(got),
        (EndingPattern::Signaled(name), Ending::Signaled(got)) => signals::same(name, got),
        (EndingPattern::SignaledAnyOf(names), Ending::Signaled(got)) => {
            names.iter().any(|name| signals::same(name, got))
        }
        (EndingPattern::Hung(phase), Ending::Hung(got)) => phase == got,
        (EndingPattern::Any(_), _) => true,
        _ => false,
    };
    if !as_expected {
        compared.differ(
            "ending",
            describe::ending_pattern(pattern),
            describe::ending(got),
        );
    }
}

/// The view of `waitid`: as given or, where none is given, in agreement with the other view of the same ending.
fn waitid(compared: &mut Compared, expect: &Expect, observation: &Observation) {
    let got = observation.waitid.as_ref();
    if let Some(expected) = &expect.waitid {
        if got != Some(expected) {
            let word = describe::waitid;
            compared.differ("waitid", word(Some(expected)), word(got));
        }
        return;
    }
    let agreed = match (&observation.ending, observation.raw) {
        (Ending::Hung(_), _) => return,
        (Ending::Unrecognised(_), _) => return,
        (_, None) => return compared.cannot_tell("the status word is missing".to_owned()),
        (Ending::Exited(code), Some(_)) => ("CLD_EXITED", i32::from(*code)),
        (Ending::Signaled(_), Some(raw)) if observation.core => ("CLD_DUMPED", raw & 0x7f),
        (Ending::Signaled(_), Some(raw)) => ("CLD_KILLED", raw & 0x7f),
    };
    let Some(Waitid { code, status }) = got else {
        return compared.cannot_tell("the view of waitid is missing".to_owned());
    };
    // POSIX.1-2024, <signal.h>: si_status is the whole exit value, of which the status word has the low 8 bits.
    let status = match agreed.0 {
        "CLD_EXITED" => *status & 0xff,
        _ => *status,
    };
    if (code.as_str(), status) != agreed {
        let expected = Waitid {
            code: agreed.0.to_owned(),
            status: agreed.1,
        };
        let agreeing = format!(
            "{}, as the status word says",
            describe::waitid(Some(&expected))
        );
        compared.differ("waitid", agreeing, describe::waitid(got));
    }
}

fn text(compared: &mut Compared, field: &str, pattern: &TextPattern, got: &Bytes, truncated: bool) {
    let got_bytes = got.0.as_slice();
    let (as_expected, whole) = match pattern {
        TextPattern::Exact(bytes) => (bytes.0 == got_bytes, true),
        TextPattern::Loose(LooseText::Contains(pieces)) => (in_order(&pieces.0, got_bytes), false),
        TextPattern::Loose(LooseText::StartsWith(bytes)) => {
            (got_bytes.starts_with(&bytes.0), false)
        }
        TextPattern::Loose(LooseText::Repeated { text, times }) => {
            (is_repeated(got_bytes, &text.0, *times), true)
        }
        TextPattern::Loose(LooseText::Any(_)) => return,
    };
    // What is missing from a cut text can neither make it match nor differ; only a piece that was found stays found.
    if truncated && (whole || !as_expected) {
        compared.cannot_tell(format!("more arrived on {field} than was kept"));
    } else if !as_expected {
        compared.differ(
            field,
            describe::text_pattern(pattern),
            describe_got(pattern, got),
        );
    }
}

/// The text that arrived, with the place of the first difference where both are long.
fn describe_got(pattern: &TextPattern, got: &Bytes) -> String {
    const LONG: usize = 40;
    let first_difference = |expected: &mut dyn Iterator<Item = u8>| {
        got.0
            .iter()
            .zip(expected)
            .take_while(|(got, expected)| *got == expected)
            .count()
    };
    let at = match pattern {
        TextPattern::Exact(bytes) => first_difference(&mut bytes.0.iter().copied()),
        TextPattern::Loose(LooseText::Repeated { text, .. }) => {
            first_difference(&mut text.0.iter().copied().cycle())
        }
        TextPattern::Loose(_) => return describe::text(got),
    };
    match got.0.len() {
        ..LONG => describe::text(got),
        len if at == len => format!("{}, which ends after {len} bytes", describe::text(got)),
        _ => format!("{}, which differs from byte {at} on", describe::text(got)),
    }
}

fn in_order(pieces: &[Bytes], mut text: &[u8]) -> bool {
    pieces.iter().all(|piece| match find(&piece.0, text) {
        Some(at) => {
            text = &text[at + piece.0.len()..];
            true
        }
        None => false,
    })
}

fn find(piece: &[u8], text: &[u8]) -> Option<usize> {
    if piece.is_empty() {
        return Some(0);
    }
    text.windows(piece.len()).position(|window| window == piece)
}

fn is_repeated(got: &[u8], text: &[u8], times: u32) -> bool {
    got.len() as u64 == text.len() as u64 * u64::from(times)
        && (text.is_empty() || got.chunks(text.len()).all(|chunk| chunk == text))
}

fn journal(compared: &mut Compared, expect: &Expect, observation: &Observation) {
    let nothing = JournalPattern::Exact(Vec::new());
    let pattern = expect.journal.as_ref().unwrap_or(&nothing);
    let got = observation.journal.as_slice();
    let (as_expected, whole) = match pattern {
        JournalPattern::Exact(names) => (names == got, true),
        JournalPattern::Loose(LooseJournal::AnyOrder(names)) => {
            (sorted(names) == sorted(got), true)
        }
        JournalPattern::Loose(LooseJournal::InOrder(names)) => {
            let mut rest = got.iter();
            (names.iter().all(|name| rest.any(|got| got == name)), false)
        }
        JournalPattern::Loose(LooseJournal::Repeated { event, times }) => {
            let right = got.len() as u64 == u64::from(*times) && got.iter().all(|got| got == event);
            (right, true)
        }
        JournalPattern::Loose(LooseJournal::Any(_)) => return,
    };
    if let Some(record) = observation.garbage.first() {
        compared.cannot_tell(format!(
            "the journal has a record that is none: {}",
            describe::text(record)
        ));
    } else if got.len() >= EVENTS_MAX && (whole || !as_expected) {
        compared.cannot_tell(format!(
            "the journal was kept only up to {EVENTS_MAX} events"
        ));
    } else if !as_expected {
        compared.differ(
            "journal",
            describe::journal_pattern(pattern),
            describe::journal(got),
        );
    }
}

fn flushed(compared: &mut Compared, expect: &Expect, sink: Sink, observation: &Observation) {
    let (Some(expected), Sink::File) = (&expect.flushed, sink) else {
        return;
    };
    let Some(got) = &observation.flushed else {
        return compared.cannot_tell("the sizes at the events were not recorded".to_owned());
    };
    let sizes: Option<Vec<u64>> = got.iter().map(|at| at.stdout).collect();
    if !observation.garbage.is_empty() {
        compared.cannot_tell("the journal has a record that is none".to_owned());
    } else if sizes.as_ref() != Some(expected) {
        let expected: Vec<String> = expected.iter().map(u64::to_string).collect();
        compared.differ(
            "flushed",
            format!("[{}]", expected.join(", ")),
            describe::flushed(got),
        );
    }
}

/// Whether the body was never entered, which says nothing about the case.
pub(super) fn never_began(observation: &Observation) -> bool {
    observation.ending == Ending::Hung(Phase::BeforeBody)
}

fn sorted<T: Ord + Clone>(items: &[T]) -> Vec<T> {
    let mut items = items.to_vec();
    items.sort();
    items
}
