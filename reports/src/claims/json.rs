//! Claims for programs.

use std::io::{self, Write};

use exitspec::Platform;
use exitspec::expectation::claims::{Claim, Found, Seen, Standing, Weighed};
use exitspec::observation::Observation;
use serde::Serialize;

use crate::claims::{Report, words};

/// The value of `schema`.
const SCHEMA: &str = "exitspec/claims/1";

#[derive(Serialize)]
struct Form<'a> {
    schema: &'static str,
    /// Where evidence comes from; `implementation` below is a place in this list.
    implementations: Vec<Implementation<'a>>,
    claims: Vec<One<'a>>,
}

#[derive(Serialize)]
struct Implementation<'a> {
    family: &'a str,
    platform: &'a Platform,
}

#[derive(Serialize)]
struct One<'a> {
    id: &'a str,
    said_by: &'a str,
    claim: &'a str,
    quote: &'a str,
    /// Absent when it is untested.
    verdict: Option<Standing>,
    when: Option<&'a str>,
    reviewed: Standing,
    as_reviewed: bool,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    implementation: usize,
    case: &'a str,
    sink: &'static str,
    /// Absent when it is no evidence.
    agrees: Option<bool>,
    reviewed: bool,
    reason: Option<&'a str>,
    observations: Vec<Counted<'a>>,
}

#[derive(Serialize)]
struct Counted<'a> {
    count: u32,
    observation: &'a Observation,
}

/// Writes the claims and all their evidence as JSON.
///
/// # Errors
///
/// When the writer fails.
pub fn json(report: &Report<'_>, mut out: impl Write) -> io::Result<()> {
    let weighing = report.weighing;
    let form = Form {
        schema: SCHEMA,
        implementations: (weighing.units.iter())
            .map(|unit| Implementation {
                family: unit.family,
                platform: &unit.document.platform,
            })
            .collect(),
        claims: weighing.claims.iter().map(one).collect(),
    };
    serde_json::to_writer_pretty(&mut out, &form)?;
    writeln!(out)
}

fn one<'a>(weighed: &'a Weighed<'a>) -> One<'a> {
    let Claim {
        id,
        said_by,
        claim,
        verdict,
        when,
        quote,
        notion: _,
        evidence: _,
    } = weighed.claim;
    One {
        id,
        said_by,
        claim,
        quote,
        verdict: weighed.verdict(),
        when: when.as_deref(),
        reviewed: *verdict,
        as_reviewed: words::review(weighed).is_none(),
        results: weighed.results.iter().map(outcome).collect(),
    }
}

fn outcome<'a>(seen: &'a Seen<'a>) -> Outcome<'a> {
    Outcome {
        implementation: seen.unit,
        case: seen.case,
        sink: seen.sink.name(),
        agrees: seen.found.agrees(),
        reviewed: seen.reviewed,
        reason: match &seen.found {
            Found::Agrees => None,
            Found::Differs(why) | Found::Lacking(why) | Found::Untold(why) => Some(why),
        },
        observations: (seen.observations.iter())
            .map(|&(count, observation)| Counted { count, observation })
            .collect(),
    }
}
