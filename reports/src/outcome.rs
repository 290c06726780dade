//! Observations side by side: what can be compared between platforms, and the fields in which they are not the same.

use std::collections::{BTreeMap, BTreeSet};

use exitspec::Bytes;
use exitspec::document::Document;
use exitspec::observation::{Change, Ending, LeftBehind, Observation, Phase, Waitid};

use crate::escape::{bytes, plain};

/// How many characters of captured bytes are shown.
const LONGEST: usize = 60;
/// How many entries of a list are shown.
const ENTRIES: usize = 12;
/// How many of them where there are several lists on a line.
const FEW: usize = 4;
/// How much of what is the same is left before the first difference.
const CONTEXT: usize = 8;

/// The observation without what differs between platforms by nature. The number of a signal is one such thing: it is in
/// the status word and in the status of `waitid`, while the ending has the signal's name.
pub(crate) fn comparable(observation: &Observation, left_behind: bool) -> Observation {
    let mut comparable = observation.clone();
    comparable.raw = None;
    if let (Ending::Signaled(_), Some(view)) = (&observation.ending, &mut comparable.waitid) {
        view.status = 0;
    }
    comparable.left_behind.retain(|_| left_behind);
    comparable
}

/// Whether what outlived its case can be compared: where it cannot be listed, none is ever seen, and that depends on the
/// operating system.
pub(crate) fn compares_left_behind<'a>(documents: impl IntoIterator<Item = &'a Document>) -> bool {
    let systems: BTreeSet<&str> = documents
        .into_iter()
        .map(|document| document.platform.os.as_str())
        .collect();
    systems.len() < 2
}

/// The fields in which these are not all the same, each with its value in words for every one of them.
pub(crate) fn differing(observations: &[&Observation]) -> Vec<(&'static str, Vec<String>)> {
    let each = |say: fn(&Observation) -> String| observations.iter().map(|o| say(o)).collect();
    let mut fields: Vec<(&'static str, Vec<String>)> = vec![("ending", each(ending))];
    if observations.iter().any(|o| !is_usual_view(o)) {
        fields.push(("waitid", each(waitid)));
    }
    fields.push(("before the end", each(changes)));
    let stdout = observations.iter().map(|o| o.stdout.as_ref()).collect();
    fields.push(("stdout", streams(stdout)));
    let stderr = observations.iter().map(|o| o.stderr.as_ref()).collect();
    fields.push(("stderr", streams(stderr)));
    fields.push(("cut", each(cut)));
    fields.push((
        "journal",
        lists(
            observations.iter().map(|o| o.journal.clone()).collect(),
            ENTRIES,
        ),
    ));
    if flushed_differs(observations) {
        let sizes = observations.iter().map(|o| flushed(o)).collect();
        fields.push(("flushed", lists(sizes, ENTRIES)));
    }
    fields.push(("garbage", each(garbage)));
    fields.push(("left behind", each(left_behind)));
    fields.retain(|(_, values)| values.iter().any(|value| *value != values[0]));
    fields
}

/// An outcome on one line: how it ended, and what was seen of it.
pub(crate) fn brief(observation: &Observation) -> String {
    let mut words = vec![ending(observation)];
    for (name, arrived) in [
        ("stdout", &observation.stdout),
        ("stderr", &observation.stderr),
    ] {
        if let Some(arrived) = arrived.as_ref().filter(|arrived| !arrived.0.is_empty()) {
            words.push(format!("{name} {}", bytes(arrived, LONGEST)));
        }
    }
    if !observation.journal.is_empty() {
        words.extend(lists(vec![observation.journal.clone()], FEW));
    }
    if !observation.left_behind.is_empty() {
        words.push(format!("{} left behind", left_behind(observation)));
    }
    words.join(", ")
}

/// How a process fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It ended as somebody wanted it to, itself or the sender of a signal.
    Ended,
    /// By a signal that the kernel sends for an error of the program.
    Crashed,
    /// It never ended.
    Hung,
}

/// How the process of this observation fared.
pub(crate) fn fate(observation: &Observation) -> Fate {
    const CRASHES: [&str; 5] = ["SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP"];
    match &observation.ending {
        Ending::Hung(_) => Fate::Hung,
        Ending::Signaled(name) if CRASHES.contains(&name.as_str()) => Fate::Crashed,
        Ending::Signaled(_) | Ending::Exited(_) | Ending::Unrecognised(_) => Fate::Ended,
    }
}

/// How it ended, in short.
pub(crate) fn ending(observation: &Observation) -> String {
    let what = match &observation.ending {
        Ending::Exited(code) => format!("exited {code}"),
        Ending::Signaled(name) => plain(name).into_owned(),
        Ending::Hung(Phase::BeforeBody) => "hung before the body".to_owned(),
        Ending::Hung(Phase::InBody) => "hung in the body".to_owned(),
        Ending::Hung(Phase::Ending) => "hung in the ending".to_owned(),
        Ending::Unrecognised(word) => format!("unrecognised status word {word:#06x}"),
    };
    match observation.core {
        true => format!("{what} with a core"),
        false => what,
    }
}

/// Whether `waitid` says what the word says.
fn is_usual_view(observation: &Observation) -> bool {
    match (&observation.ending, &observation.waitid) {
        (Ending::Exited(code), Some(Waitid { code: name, status })) => {
            name == "CLD_EXITED" && *status == i32::from(*code)
        }
        (Ending::Signaled(_), Some(Waitid { code: name, .. })) => {
            name == match observation.core {
                true => "CLD_DUMPED",
                false => "CLD_KILLED",
            }
        }
        (Ending::Hung(_), view) => view.is_none(),
        _ => false,
    }
}

fn waitid(observation: &Observation) -> String {
    match (&observation.waitid, &observation.ending) {
        (None, _) => "-".to_owned(),
        (Some(view), Ending::Signaled(_)) => plain(&view.code).into_owned(),
        (Some(view), _) => format!("{} with status {}", plain(&view.code), view.status),
    }
}

fn changes(observation: &Observation) -> String {
    let word = |change: &Change| match change {
        Change::Stopped(name) => format!("stopped by {}", plain(name)),
        Change::Continued => "continued".to_owned(),
    };
    or_nothing(observation.changes.iter().map(word))
}

fn cut(observation: &Observation) -> String {
    match observation.truncated {
        true => "more arrived than is kept",
        false => "all is kept",
    }
    .to_owned()
}

fn garbage(observation: &Observation) -> String {
    or_nothing((observation.garbage.iter().take(ENTRIES)).map(|record| bytes(record, LONGEST)))
}

fn left_behind(observation: &Observation) -> String {
    let word = |left: LeftBehind| match left {
        LeftBehind::Group => "of its group",
        LeftBehind::Session => "of its session",
        LeftBehind::Elsewhere => "elsewhere",
    };
    let mut counts: BTreeMap<LeftBehind, usize> = BTreeMap::new();
    for left in &observation.left_behind {
        *counts.entry(*left).or_default() += 1;
    }
    or_nothing(counts.into_iter().map(|(left, count)| match count {
        1 => format!("a process {}", word(left)),
        _ => format!("{count} processes {}", word(left)),
    }))
}

fn or_nothing(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.is_empty() {
        true => "nothing".to_owned(),
        false => words.join(", "),
    }
}

/// How many bytes were in the files at each event.
fn flushed(observation: &Observation) -> Vec<String> {
    let size = |size: Option<u64>| size.map_or("-".to_owned(), |size| size.to_string());
    let sizes = observation.flushed.iter().flatten();
    let both = sizes
        .clone()
        .any(|at| at.stderr.is_some_and(|size| size > 0));
    sizes
        .map(|at| match both {
            true => format!("{}/{}", size(at.stdout), size(at.stderr)),
            false => size(at.stdout),
        })
        .collect()
}

/// Whether the sizes differ at an event that more than one has: those of other events differ because the journals do.
fn flushed_differs(observations: &[&Observation]) -> bool {
    let known = observations.iter().filter(|o| o.flushed.is_some()).count();
    if known != 0 && known != observations.len() {
        return true;
    }
    let mut at_events: BTreeMap<(&str, usize), BTreeSet<_>> = BTreeMap::new();
    for observation in observations {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (event, sizes) in observation
            .journal
            .iter()
            .zip(observation.flushed.iter().flatten())
        {
            let times = seen.entry(event).or_default();
            at_events.entry((event, *times)).or_default().insert(sizes);
            *times += 1;
        }
    }
    at_events.values().any(|sizes| sizes.len() > 1)
}

/// Streams in words. What is the same at the beginning of long ones is left out, so that the difference is seen.
fn streams(all: Vec<Option<&Bytes>>) -> Vec<String> {
    let texts: Vec<&[u8]> = all.iter().flatten().map(|text| text.0.as_slice()).collect();
    let long = texts.iter().any(|text| text.len() > LONGEST);
    let same = common(&texts);
    // Only between characters, so that text stays text.
    let skipped = (0..=same.saturating_sub(CONTEXT))
        .rev()
        .find(|&at| texts.first().is_none_or(|text| is_boundary(text, at)))
        .filter(|&skipped| long && texts.len() > 1 && skipped > CONTEXT)
        .unwrap_or(0);
    all.into_iter()
        .map(|stream| match stream {
            None => "not captured".to_owned(),
            Some(Bytes(text)) if text.is_empty() => "nothing".to_owned(),
            Some(Bytes(text)) if skipped == text.len() => format!("the same {skipped} bytes"),
            Some(Bytes(text)) => {
                let rest = bytes(&Bytes(text[skipped..].to_vec()), LONGEST);
                match skipped {
                    0 => rest,
                    _ => format!("the same {skipped} bytes and {rest}"),
                }
            }
        })
        .collect()
}

fn is_boundary(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0xc0 != 0x80)
}

/// How many elements at the beginning are the same in all.
fn common<T: PartialEq>(all: &[&[T]]) -> usize {
    let Some((first, others)) = all.split_first() else {
        return 0;
    };
    let same = |at: &usize| others.iter().all(|other| other.get(*at) == first.get(*at));
    (0..first.len()).take_while(same).count()
}

/// Lists in words; what is the same at the beginning of long ones is left out.
fn lists(all: Vec<Vec<String>>, longest: usize) -> Vec<String> {
    let slices: Vec<&[String]> = all.iter().map(Vec::as_slice).collect();
    let long = all.iter().any(|list| list.len() > longest);
    let skipped = match long && all.len() > 1 {
        true => common(&slices).saturating_sub(1),
        false => 0,
    };
    all.iter()
        .map(|list| {
            let mut words: Vec<String> = Vec::new();
            if skipped > 0 {
                words.push(format!("the same {skipped}"));
            }
            let rest = &list[skipped.min(list.len())..];
            words.extend(
                rest.iter()
                    .take(longest)
                    .map(|word| plain(word).into_owned()),
            );
            if rest.len() > longest {
                words.push(format!("and {} more", rest.len() - longest));
            }
            format!("[{}]", words.join(", "))
        })
        .collect()
}
