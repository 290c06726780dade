//! Writing down what was observed with as little change as possible.

use crate::expectation::bless::Blessing;
use crate::expectation::compare::compare;
use crate::expectation::layers::merge;
use crate::expectation::pattern::{EndingPattern, Expect, JournalPattern, TextPattern};
use crate::expectation::types::{CaseEntry, Override, When};
use crate::expectation::unique::UniqueMap;
use crate::observation::{Ending, Observation};
use crate::sink::Sink;

/// What this observation alone would have one expect, every field but those that mean nothing.
pub(super) fn observed(sink: Sink, observation: &Observation) -> Expect {
    let all = every_field(observation);
    let given = |text: Option<TextPattern>| text.filter(|text| *text != exact(&[]));
    let mut expect = Expect {
        waitid: None,
        flushed: None,
        core: all.core.filter(|core| *core),
        changes: all.changes.filter(|changes| !changes.is_empty()),
        stdout: given(all.stdout),
        stderr: given(all.stderr),
        journal: all
            .journal
            .filter(|journal| *journal != JournalPattern::Exact(Vec::new())),
        left_behind: all.left_behind.filter(|left| !left.is_empty()),
        ..all
    };
    if differing(&[expect.clone()], sink, observation).contains(&"waitid") {
        expect.waitid.clone_from(&observation.waitid);
    }
    expect
}

fn exact(bytes: &[u8]) -> TextPattern {
    TextPattern::Exact(crate::bytes::Bytes(bytes.to_vec()))
}

/// Every field said explicitly.
fn every_field(observation: &Observation) -> Expect {
    let sizes = observation.flushed.as_ref();
    Expect {
        any_of: None,
        ending: match &observation.ending {
            Ending::Exited(code) => Some(EndingPattern::Exited(*code)),
            Ending::Signaled(name) => Some(EndingPattern::Signaled(name.clone())),
            Ending::Hung(phase) => Some(EndingPattern::Hung(*phase)),
            // There is no way to expect it, so that it is told as something that cannot be relied on.
            Ending::Unrecognised(_) => None,
        },
        waitid: observation.waitid.clone(),
        core: Some(observation.core),
        changes: Some(observation.changes.clone()),
        stdout: observation.stdout.clone().map(TextPattern::Exact),
        stderr: observation.stderr.clone().map(TextPattern::Exact),
        journal: Some(JournalPattern::Exact(observation.journal.clone())),
        flushed: sizes.and_then(|sizes| sizes.iter().map(|at| at.stdout).collect()),
        left_behind: Some(observation.left_behind.clone()),
    }
}

/// The fields that are not as expected in one of the alternatives.
fn differing(expects: &[Expect], sink: Sink, observation: &Observation) -> Vec<&'static str> {
    const FIELDS: [&str; 9] = [
        "ending",
        "waitid",
        "core",
        "changes",
        "stdout",
        "stderr",
        "journal",
        "flushed",
        "left_behind",
    ];
    let found: Vec<String> = expects
        .iter()
        .flat_map(|expect| compare(expect, sink, observation).differences)
        .map(|difference| difference.field)
        .collect();
    FIELDS
        .into_iter()
        .filter(|field| found.iter().any(|found| found == field))
        .collect()
}

/// These fields of `from`, and nothing else.
fn only(fields: &[&str], from: &Expect) -> Expect {
    let has = |field: &str| fields.contains(&field);
    let from = from.clone();
    Expect {
        any_of: None,
        ending: from.ending.filter(|_| has("ending")),
        waitid: from.waitid.filter(|_| has("waitid")),
        core: from.core.filter(|_| has("core")),
        changes: from.changes.filter(|_| has("changes")),
        stdout: from.stdout.filter(|_| has("stdout")),
        stderr: from.stderr.filter(|_| has("stderr")),
        journal: from.journal.filter(|_| has("journal")),
        flushed: from.flushed.filter(|_| has("flushed")),
        left_behind: from.left_behind.filter(|_| has("left_behind")),
    }
}

/// What has to lie on top of these alternatives for them to be as observed; nothing when one of them is already.
fn patch(expects: &[Expect], sink: Sink, observation: &Observation) -> Expect {
    let is_met = |expect: &Expect| compare(expect, sink, observation).differences.is_empty();
    if expects.iter().any(is_met) {
        return Expect::default();
    }
    only(
        &differing(expects, sink, observation),
        &every_field(observation),
    )
}

/// The layer with this patch on it, its alternatives dropped: they would lie on top of the patch.
fn patched(layer: &Expect, patch: &Expect) -> Expect {
    let plain = Expect {
        any_of: None,
        ..layer.clone()
    };
    merge([&plain, patch]).remove(0)
}

/// The entry for a case that has none. It is not complete: only a person can say what it shows and who says so.
pub(super) fn draft(blessing: &Blessing<'_>) -> CaseEntry {
    let mut entry = CaseEntry {
        summary: String::new(),
        level: blessing.level,
        sources: Vec::new(),
        note: None,
        expect: Expect::default(),
        by_sink: UniqueMap::default(),
        platforms: Vec::new(),
    };
    if let Some((sink, first)) = blessing.observations.first() {
        entry.expect = observed(*sink, first);
    }
    for (sink, observation) in blessing.observations {
        let patch = patch(&entry.base(*sink), *sink, observation);
        if patch != Expect::default() {
            entry.by_sink.0.insert(*sink, patch);
        }
    }
    entry
}

/// The entry with its base changed: in `expect` when everything that relies on it alone has changed in the same way,
/// otherwise in `by_sink`.
pub(super) fn base(entry: &CaseEntry, blessing: &Blessing<'_>) -> CaseEntry {
    let in_expect = change_expect(entry, blessing);
    let mut entry = in_expect.unwrap_or_else(|| entry.clone());
    for (sink, observation) in blessing.observations {
        let patch = patch(&entry.base(*sink), *sink, observation);
        if patch != Expect::default() {
            let layer = entry.by_sink.get(sink).cloned().unwrap_or_default();
            entry.by_sink.0.insert(*sink, patched(&layer, &patch));
        }
    }
    entry
}

/// The entry with `expect` changed, if that says what was observed with every sink that relies on it alone, and leaves
/// the sinks that were not observed as they were.
fn change_expect(entry: &CaseEntry, blessing: &Blessing<'_>) -> Option<CaseEntry> {
    let relying = || {
        blessing
            .sinks
            .iter()
            .filter(|sink| !entry.by_sink.contains_key(sink))
    };
    let observation_of = |sink: &Sink| {
        let found = blessing.observations.iter().find(|(own, _)| own == sink);
        found.map(|(_, observation)| *observation)
    };
    let mut patches = Vec::new();
    for sink in relying() {
        patches.push(patch(&entry.base(*sink), *sink, observation_of(sink)?));
    }
    let first = patches.first()?;
    // A sink that is not captured says nothing of the streams, which is no disagreement.
    let widest = patches
        .iter()
        .max_by_key(|patch| patch.described().len())
        .unwrap_or(first);
    let mut changed = entry.clone();
    changed.expect = patched(&entry.expect, widest);
    let is_met = |sink: &Sink| {
        observation_of(sink).is_some_and(|observation| {
            patch(&changed.base(*sink), *sink, observation) == Expect::default()
        })
    };
    let stays = |sink: &Sink| changed.base(*sink) == entry.base(*sink);
    let mut others = blessing
        .sinks
        .iter()
        .filter(|sink| entry.by_sink.contains_key(sink) && observation_of(sink).is_none());
    (*widest != Expect::default() && relying().all(is_met) && others.all(stays)).then_some(changed)
}

/// What is different on some platforms: for all sinks when all were observed and differ alike, otherwise by sink. The
/// condition and the reason are not filled in.
pub(super) fn variation(entry: &CaseEntry, blessing: &Blessing<'_>) -> Override {
    let mut with = Override {
        when: When::default(),
        expect: Expect::default(),
        by_sink: UniqueMap::default(),
        reason: String::new(),
        url: None,
    };
    let patches: Vec<(Sink, Expect)> = blessing
        .observations
        .iter()
        .map(|(sink, observation)| (*sink, patch(&entry.base(*sink), *sink, observation)))
        .collect();
    let is_everywhere = blessing
        .sinks
        .iter()
        .all(|sink| patches.iter().any(|(own, _)| own == sink));
    let first = patches.first().map(|(_, patch)| patch.clone());
    match first {
        Some(first) if is_everywhere && patches.iter().all(|(_, patch)| *patch == first) => {
            with.expect = first;
        }
        _ => {
            let changed = patches
                .into_iter()
                .filter(|(_, patch)| *patch != Expect::default());
            with.by_sink = changed.collect();
        }
    }
    with
}
