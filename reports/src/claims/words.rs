//! Verdicts and observations in words, the same in every form of the report.

use exitspec::Bytes;
use exitspec::expectation::claims::{Found, Seen, Standing, Unit, Weighed};
use exitspec::observation::Observation;

use crate::claims::units::{Column, columns};
use crate::escape::{bytes, plain};
use crate::outcome::ending;

/// How many characters of what arrived are shown.
const LONGEST: usize = 160;

/// A verdict without when it holds.
pub(super) fn label(verdict: Option<Standing>) -> &'static str {
    match verdict {
        None => "untested",
        Some(Standing::HoldsOnlyWhen) => "holds only sometimes",
        Some(verdict) => verdict.name(),
    }
}

/// When it holds, if that is what somebody wrote down of this very verdict.
pub(super) fn when<'w>(weighed: &'w Weighed<'_>) -> Option<&'w str> {
    let sometimes = Standing::HoldsOnlyWhen;
    let is_of_it = weighed.claim.verdict == sometimes && weighed.verdict() == Some(sometimes);
    weighed.claim.when.as_deref().filter(|_| is_of_it)
}

/// The verdict, with when it holds.
pub(super) fn verdict(weighed: &Weighed<'_>) -> String {
    match when(weighed) {
        Some(when) => format!("holds only when {}", plain(when)),
        None => label(weighed.verdict()).to_owned(),
    }
}

/// What the verdict rests on.
pub(super) fn evidence(weighed: &Weighed<'_>) -> String {
    let known: Vec<bool> = (weighed.results.iter())
        .filter_map(|seen| seen.found.agrees())
        .collect();
    let agreeing = known.iter().filter(|&&agrees| agrees).count();
    match (known.len(), agreeing) {
        (0, _) => "no result".to_owned(),
        (1, 1) => "the one result agrees".to_owned(),
        (1, _) => "the one result does not agree".to_owned(),
        (all, agreeing) if all == agreeing => format!("all {all} results agree"),
        (all, 0) => format!("none of {all} results agrees"),
        (all, agreeing) => format!("{agreeing} of {all} results agree"),
    }
}

/// Whether it is as somebody found it who last looked at it; where not, what there is to do.
pub(super) fn review(weighed: &Weighed<'_>) -> Option<String> {
    if weighed.is_as_reviewed() {
        return None;
    }
    let computed = weighed.completed().map_or("untested", Standing::name);
    let reviewed = weighed.claim.verdict.name();
    Some(match computed == reviewed {
        true => format!("still `{reviewed}`, but not by the results that it was reviewed with"),
        false => format!("reviewed as `{reviewed}`, computed as `{computed}`"),
    })
}

/// The results that decide against the review.
pub(super) fn deciding<'w>(weighed: &'w Weighed<'_>) -> Vec<&'w Seen<'w>> {
    let surprises: Vec<&Seen<'_>> = weighed.surprises().collect();
    if !surprises.is_empty() {
        return surprises;
    }
    // Each is as it was reviewed: it is the verdict that does not follow from them.
    let against = |seen: &&Seen<'_>| match (weighed.claim.verdict, seen.found.agrees()) {
        (_, None) => false,
        (Standing::Holds, Some(agrees)) => !agrees,
        (Standing::DoesNotHold, Some(agrees)) => agrees,
        (Standing::HoldsOnlyWhen, Some(_)) => true,
    };
    weighed.results.iter().filter(against).collect()
}

/// Whether a result agrees, in words.
pub(super) fn agreement(found: &Found) -> &'static str {
    match found {
        Found::Agrees => "agrees",
        Found::Differs(_) => "does not",
        Found::Lacking(_) => "no evidence",
        Found::Untold(_) => "cannot be told",
    }
}

/// What was observed, or why nothing was.
pub(super) fn observed(seen: &Seen<'_>) -> Vec<String> {
    let mut lines: Vec<String> = match &seen.observations[..] {
        [(_, only)] => vec![observation(only)],
        several => (several.iter())
            .map(|(count, one)| format!("{count} ×: {}", observation(one)))
            .collect(),
    };
    if let Found::Lacking(why) | Found::Untold(why) = &seen.found {
        lines.push(plain(why).into_owned());
    }
    lines
}

/// An outcome on one line: how it ended, and every byte and event that was seen of it.
fn observation(observation: &Observation) -> String {
    let mut words = vec![ending(observation)];
    let arrived = |name: &str, arrived: &Bytes| match arrived.0.len() {
        0 => format!("nothing on {name}"),
        1 => format!("{name} {} (1 byte)", bytes(arrived, LONGEST)),
        length => match bytes(arrived, LONGEST) {
            cut if cut.ends_with(" bytes)") => format!("{name} {cut}"),
            whole => format!("{name} {whole} ({length} bytes)"),
        },
    };
    if let Some(stdout) = &observation.stdout {
        words.push(arrived("stdout", stdout));
    }
    if let Some(stderr) = observation
        .stderr
        .as_ref()
        .filter(|text| !text.0.is_empty())
    {
        words.push(arrived("stderr", stderr));
    }
    if !observation.journal.is_empty() {
        words.push(format!("events {}", plain(&observation.journal.join(", "))));
    }
    if !observation.left_behind.is_empty() {
        words.push("a process left behind".to_owned());
    }
    words.join(", ")
}

/// Results of one evidence of which the same is to be said.
pub(super) struct Alike<'w> {
    pub(super) first: &'w Seen<'w>,
    pub(super) sinks: Vec<&'static str>,
    pub(super) columns: Vec<Column>,
}

/// The results of one evidence, those together of which the same is to be said: by implementations first, then by sinks.
pub(super) fn alike<'w>(
    units: &[Unit<'_>],
    weighed: &'w Weighed<'_>,
    evidence: usize,
) -> Vec<Alike<'w>> {
    let own: Vec<&Seen<'_>> = (weighed.results.iter())
        .filter(|seen| seen.evidence == evidence)
        .collect();
    let said = |seen: &Seen<'_>| (agreement(&seen.found), observed(seen));
    let mut rows: Vec<Alike<'w>> = Vec::new();
    let mut sinks: Vec<exitspec::Sink> = own.iter().map(|seen| seen.sink).collect();
    sinks.sort();
    sinks.dedup();
    for sink in sinks {
        let mut with: Vec<&Seen<'_>> = own.iter().copied().filter(|s| s.sink == sink).collect();
        while let Some(first) = with.first().copied() {
            let (same, rest): (Vec<_>, Vec<_>) =
                with.into_iter().partition(|seen| said(seen) == said(first));
            with = rest;
            let columns = columns(units, same.iter().map(|seen| seen.unit), |_| ());
            let known = rows
                .iter_mut()
                .find(|row| row.columns == columns && said(row.first) == said(first));
            match known {
                Some(row) => row.sinks.push(sink.name()),
                None => rows.push(Alike {
                    first,
                    sinks: vec![sink.name()],
                    columns,
                }),
            }
        }
    }
    rows
}
