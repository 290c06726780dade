//! Holding claims against run documents. Pure: no clock, no system, no files.

use std::collections::BTreeSet;

use crate::case::Panic;
use crate::document::{CaseResult, Document};
use crate::expectation::claims::load::Claims;
use crate::expectation::claims::types::{Claim, Evidence, Standing};
use crate::expectation::judge::judge;
use crate::expectation::layers::{Facts, Resolved, merge};
use crate::expectation::pattern::{
    Anything, EndingPattern, Expect, JournalPattern, LooseJournal, LooseText, TextPattern,
};
use crate::observation::Observation;
use crate::platform::Runtime;
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

/// Claims, and what documents show of them.
#[derive(Debug)]
pub struct Weighing<'a> {
    /// Where evidence comes from.
    pub units: Vec<Unit<'a>>,
    /// Each claim with its evidence.
    pub claims: Vec<Weighed<'a>>,
}

/// The cases of one family in one document: what one implementation does.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// The run.
    pub document: &'a Document,
    /// The family.
    pub family: &'a str,
    /// What ran its bodies.
    pub runtime: &'a Runtime,
}

/// A claim and all results that tell something about it.
#[derive(Debug)]
pub struct Weighed<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The results, by evidence, then by unit, then by sink.
    pub results: Vec<Seen<'a>>,
}

/// One result as evidence.
#[derive(Debug)]
pub struct Seen<'a> {
    /// Where it was seen: its place among the units.
    pub unit: usize,
    /// Which evidence it is: its place in the claim.
    pub evidence: usize,
    /// The id of the case.
    pub case: &'a str,
    /// The sink.
    pub sink: Sink,
    /// The exception that applies, by its place.
    pub exception: Option<usize>,
    /// Whether it is reviewed to agree with the claim.
    pub reviewed: bool,
    /// Whether it does.
    pub found: Found,
    /// What was observed: one outcome, or several of a racy case, each with how often it was seen.
    pub observations: Vec<(u32, &'a Observation)>,
}

/// What a result says of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// What would be observed if it were true is what was observed.
    Agrees,
    /// It is not; how they differ.
    Differs(String),
    /// It is no evidence, since there is no such result here; why.
    Lacking(String),
    /// It is no evidence, since the harness could not tell; why.
    Untold(String),
}

impl Found {
    /// Whether it agrees; `None` when it is no evidence.
    pub fn agrees(&self) -> Option<bool> {
        match self {
            Found::Agrees => Some(true),
            Found::Differs(_) => Some(false),
            Found::Lacking(_) | Found::Untold(_) => None,
        }
    }
}

impl Claims {
    /// Holds those claims that `wanted` names, or all if it names none, against these documents.
    pub fn weigh<'a>(&'a self, wanted: &[String], documents: &'a [Document]) -> Weighing<'a> {
        let claims: Vec<&Claim> = (self.all().iter())
            .filter(|claim| wanted.is_empty() || wanted.contains(&claim.id))
            .collect();
        let families: BTreeSet<&str> = (claims.iter().flat_map(|claim| &claim.evidence))
            .map(|evidence| family(&evidence.case))
            .collect();
        let mut units = Vec::new();
        for document in documents {
            let there: BTreeSet<&str> = (document.results.iter())
                .map(|result| result.family.as_str())
                .collect();
            units.extend(there.intersection(&families).map(|family| Unit {
                document,
                family,
                runtime: document.platform.runtime_of(family),
            }));
        }
        // Whatever the order in which the documents were given.
        units.sort_by_key(|unit| (&unit.document.platform.name, unit.family));
        let claims = claims
            .into_iter()
            .map(|claim| Weighed {
                claim,
                results: results(claim, &units),
            })
            .collect();
        Weighing { units, claims }
    }
}

fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

fn results<'a>(claim: &'a Claim, units: &[Unit<'a>]) -> Vec<Seen<'a>> {
    let mut seen = Vec::new();
    for (number, evidence) in claim.evidence.iter().enumerate() {
        let own = |unit: &Unit<'_>| unit.family == family(&evidence.case);
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| own(unit)) {
            let here: Vec<&CaseResult> = (unit.document.results.iter())
                .filter(|result| {
                    result.case == evidence.case && result.panic.is_none_or(|p| p == Panic::OWN)
                })
                .collect();
            let mut sinks: Vec<Sink> = evidence.sinks.clone();
            if sinks.is_empty() {
                sinks = here.iter().map(|result| result.sink).collect();
            }
            for sink in sinks {
                let result = here.iter().find(|result| result.sink == sink);
                let one = look(evidence, unit, sink, result.copied());
                let hidden = evidence.sinks.is_empty() && one.hidden;
                if !hidden {
                    seen.push(Seen {
                        unit: at,
                        evidence: number,
                        case: &evidence.case,
                        sink,
                        exception: one.exception,
                        reviewed: (one.exception)
                            .map_or(evidence.agrees, |at| evidence.platforms[at].agrees),
                        found: one.found,
                        observations: one.observations,
                    });
                }
            }
        }
    }
    seen
}

struct Look<'a> {
    exception: Option<usize>,
    found: Found,
    observations: Vec<(u32, &'a Observation)>,
    /// What it is about went to a sink that cannot be read back.
    hidden: bool,
}

fn look<'a>(
    evidence: &Evidence,
    unit: &Unit<'a>,
    sink: Sink,
    result: Option<&'a CaseResult>,
) -> Look<'a> {
    let Some(result) = result else {
        return Look {
            exception: None,
            found: Found::Lacking("it was not run".to_owned()),
            observations: Vec::new(),
            hidden: false,
        };
    };
    let facts = Facts {
        platform: &unit.document.platform,
        runtime: unit.runtime,
        panic: result.panic.unwrap_or(Panic::OWN),
        isolation: result.isolation,
    };
    let observations = outcomes(unit.document, result);
    let hidden = observations
        .iter()
        .any(|(_, observation)| is_hidden(&evidence.shows, observation));
    Look {
        exception: (evidence.platforms.iter()).rposition(|one| one.when.holds(&facts)),
        found: found(evidence, sink, result, &observations, hidden),
        observations,
        hidden,
    }
}

/// What was observed, each outcome with how often.
fn outcomes<'a>(document: &'a Document, result: &'a CaseResult) -> Vec<(u32, &'a Observation)> {
    match &result.observation {
        Some(observation) => vec![(1, observation)],
        None => (document.volatile_of(result).into_iter())
            .flat_map(|volatile| &volatile.observations)
            .map(|counted| (counted.count, &counted.observation))
            .collect(),
    }
}

fn is_hidden(shows: &Expect, observation: &Observation) -> bool {
    let (stdout, stderr) = shows.streams();
    (stdout && observation.stdout.is_none()) || (stderr && observation.stderr.is_none())
}

fn found(
    evidence: &Evidence,
    sink: Sink,
    result: &CaseResult,
    observations: &[(u32, &Observation)],
    hidden: bool,
) -> Found {
    let reason = || {
        let reason = result.reason.as_deref();
        reason.unwrap_or("no reason is given").to_owned()
    };
    match result.verdict {
        Verdict::Unsupported => return Found::Lacking(reason()),
        Verdict::Unresolved => return Found::Untold(reason()),
        Verdict::Pass | Verdict::Fail | Verdict::Xfail | Verdict::Xpass => {}
    }
    if observations.is_empty() {
        return Found::Untold("nothing was observed".to_owned());
    }
    if hidden {
        return Found::Untold(format!("what went to `{sink}` was not captured"));
    }
    let mut untold = None;
    for (_, observation) in observations {
        let resolved = as_if_true(&evidence.shows, observation);
        let judgement = judge(&resolved, sink, observation);
        match judgement.verdict {
            Verdict::Pass => {}
            Verdict::Fail => return Found::Differs(judgement.reason.unwrap_or_default()),
            _ => untold = judgement.reason.or(untold),
        }
    }
    untold.map_or(Found::Agrees, Found::Untold)
}

/// What would be observed, with everything it does not speak of as it was observed.
fn as_if_true(shows: &Expect, observation: &Observation) -> Resolved {
    let filled = |mut one: Expect| {
        one.ending.get_or_insert(EndingPattern::Any(Anything));
        let anything = TextPattern::Loose(LooseText::Any(Anything));
        one.stdout.get_or_insert(anything.clone());
        one.stderr.get_or_insert(anything);
        one.journal
            .get_or_insert(JournalPattern::Loose(LooseJournal::Any(Anything)));
        one.core.get_or_insert(observation.core);
        one.waitid = one.waitid.or_else(|| observation.waitid.clone());
        one.changes.get_or_insert(observation.changes.clone());
        one.left_behind
            .get_or_insert(observation.left_behind.clone());
        one
    };
    Resolved {
        summary: String::new(),
        note: None,
        level: Level::Documented,
        sources: Vec::new(),
        base: merge([shows]).into_iter().map(filled).collect(),
        deviation: None,
        impossible: None,
    }
}

impl Weighed<'_> {
    /// What all results come to; `None` when none of them is evidence.
    pub fn verdict(&self) -> Option<Standing> {
        Standing::of(self.results.iter().filter_map(|seen| seen.found.agrees()))
    }

    /// What the results of one unit come to.
    pub fn verdict_in(&self, unit: usize) -> Option<Standing> {
        let own = self.results.iter().filter(|seen| seen.unit == unit);
        Standing::of(own.filter_map(|seen| seen.found.agrees()))
    }

    /// What the evidence comes to with everything that is not here taken for what it was reviewed to be: on one platform,
    /// a claim that holds only on another one is neither confirmed nor contradicted.
    pub fn completed(&self) -> Option<Standing> {
        let mut agree: Vec<bool> = Vec::new();
        for (number, evidence) in self.claim.evidence.iter().enumerate() {
            let variants = [(None, evidence.agrees)].into_iter();
            let exceptions = evidence.platforms.iter().enumerate();
            for (exception, reviewed) in
                variants.chain(exceptions.map(|(at, one)| (Some(at), one.agrees)))
            {
                let seen: Vec<bool> = (self.results.iter())
                    .filter(|seen| (seen.evidence, seen.exception) == (number, exception))
                    .filter_map(|seen| seen.found.agrees())
                    .collect();
                match seen.is_empty() {
                    true => agree.push(reviewed),
                    false => agree.extend(seen),
                }
            }
        }
        Standing::of(agree)
    }

    /// The results that are not what they were reviewed to be.
    pub fn surprises(&self) -> impl Iterator<Item = &Seen<'_>> {
        (self.results.iter())
            .filter(|seen| (seen.found.agrees()).is_some_and(|agrees| agrees != seen.reviewed))
    }

    /// Whether all is as somebody found it who last looked at it.
    pub fn is_as_reviewed(&self) -> bool {
        self.completed() == Some(self.claim.verdict) && self.surprises().next().is_none()
    }

    /// Whether the harness could not tell of something.
    pub fn is_untold(&self) -> bool {
        let untold = |seen: &Seen<'_>| matches!(seen.found, Found::Untold(_));
        self.results.iter().any(untold)
    }
}
