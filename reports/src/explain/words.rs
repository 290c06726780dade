//! An observation in words, piece by piece.

use exitspec::observation::{Change, Ending, LeftBehind, Observation, Phase};

use crate::escape::bytes;

/// How many characters of captured bytes are shown on one line.
const LONGEST: usize = 400;

pub(super) fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Exited(code) => format!("exited with code {code}"),
        Ending::Signaled(name) => format!("ended by {name}"),
        Ending::Hung(phase) => format!("hung {}, and was killed by the supervisor", place(*phase)),
        Ending::Unrecognised(word) => {
            format!("ended with a status word that means nothing known: {word:#06x}")
        }
    }
}

fn place(phase: Phase) -> &'static str {
    match phase {
        Phase::BeforeBody => "before the body was entered",
        Phase::InBody => "in the body",
        Phase::Ending => "after the ending had begun",
    }
}

/// The word in short: `0x0700 exited 7`.
pub(super) fn short_word(observation: &Observation) -> String {
    let what = match &observation.ending {
        Ending::Exited(code) => format!("exited {code}"),
        Ending::Signaled(name) => name.clone(),
        Ending::Hung(Phase::BeforeBody) => "hung before the body".to_owned(),
        Ending::Hung(Phase::InBody) => "hung in the body".to_owned(),
        Ending::Hung(Phase::Ending) => "hung at the end".to_owned(),
        Ending::Unrecognised(_) => "unrecognised".to_owned(),
    };
    match observation.raw {
        Some(word) => format!("{word:#06x} {what}"),
        None => what,
    }
}

/// The word taken apart into its bits, as all kernels lay them out (POSIX leaves it open).
pub(super) fn word_apart(word: i32, ending: &Ending) -> String {
    let (code, core, signal) = ((word >> 8) & 0xff, (word >> 7) & 1, word & 0x7f);
    let name = match ending {
        Ending::Signaled(name) => format!(" = {name}"),
        _ => String::new(),
    };
    format!("{word:#06x}: bits 8-15 code {code}, bit 7 core {core}, bits 0-6 signal {signal}{name}")
}

pub(super) fn changes(changes: &[Change]) -> String {
    let word = |change: &Change| match change {
        Change::Stopped(name) => format!("stopped by {name}"),
        Change::Continued => "continued".to_owned(),
    };
    changes.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn left_behind(left: &[LeftBehind]) -> String {
    let word = |relation: &LeftBehind| match relation {
        LeftBehind::Group => "in its process group",
        LeftBehind::Session => "in its session",
        LeftBehind::Elsewhere => "in a session of its own",
    };
    left.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// What arrived on a stream.
fn stream(stream: Option<&exitspec::Bytes>) -> String {
    match stream {
        None => "not captured".to_owned(),
        Some(arrived) if arrived.0.is_empty() => "nothing".to_owned(),
        Some(arrived) => bytes(arrived, LONGEST),
    }
}

/// Everything an observation says, as names and lines.
pub(super) fn fields(observation: &Observation) -> Vec<(&'static str, Vec<String>)> {
    let mut fields = vec![("ending", vec![ending(&observation.ending)])];
    if let Some(word) = observation.raw {
        fields.push(("status word", vec![word_apart(word, &observation.ending)]));
    }
    if let Some(view) = &observation.waitid {
        fields.push((
            "waitid",
            vec![format!("{}, si_status {}", view.code, view.status)],
        ));
    }
    if observation.core {
        fields.push(("core", vec!["dumped".to_owned()]));
    }
    if !observation.changes.is_empty() {
        fields.push(("before that", vec![changes(&observation.changes)]));
    }
    let cut = if observation.truncated {
        " (more arrived than is kept)"
    } else {
        ""
    };
    fields.push(("stdout", vec![stream(observation.stdout.as_ref()) + cut]));
    fields.push(("stderr", vec![stream(observation.stderr.as_ref())]));
    fields.push(("journal", timeline(observation)));
    if !observation.garbage.is_empty() {
        let lines = observation
            .garbage
            .iter()
            .map(|record| bytes(record, LONGEST))
            .collect();
        fields.push(("garbage", lines));
    }
    if !observation.left_behind.is_empty() {
        fields.push(("left behind", vec![left_behind(&observation.left_behind)]));
    }
    fields
}

/// The events, numbered; with the bytes that were in the files then, where they are known.
fn timeline(observation: &Observation) -> Vec<String> {
    if observation.journal.is_empty() {
        return vec!["no events".to_owned()];
    }
    let size = |bytes: Option<u64>| bytes.map_or("-".to_owned(), |bytes| bytes.to_string());
    let number_width = observation.journal.len().to_string().len();
    let name_width = observation
        .journal
        .iter()
        .map(String::len)
        .max()
        .unwrap_or(0);
    let sizes = observation
        .flushed
        .iter()
        .flatten()
        .map(Some)
        .chain(std::iter::repeat(None));
    (observation.journal.iter().zip(sizes).enumerate())
        .map(|(number, (event, flushed))| {
            let line = format!("{:number_width$}. {event}", number + 1);
            match flushed {
                Some(at) => format!(
                    "{line}{}  file then: {} bytes of stdout, {} of stderr",
                    " ".repeat(name_width - event.len()),
                    size(at.stdout),
                    size(at.stderr)
                ),
                None => line,
            }
        })
        .collect()
}

/// The fields in which one observation differs from another, with both values.
pub(crate) fn differences(one: &Observation, other: &Observation) -> Vec<String> {
    let (one, other) = (fields(one), fields(other));
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in one.iter().chain(&other) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let value = |fields: &[(&str, Vec<String>)], name: &str| {
        let found = fields.iter().find(|(known, _)| *known == name);
        found.map_or("-".to_owned(), |(_, lines)| lines.join(", "))
    };
    names
        .iter()
        .map(|name| (name, value(&one, name), value(&other, name)))
        .filter(|(_, one, other)| one != other)
        .map(|(name, one, other)| format!("{name}: {one} / {other}"))
        .collect()
}
