//! Claims for programs.

use std::io::{self, Write};

use exitspec::Platform;
use exitspec::document::Document;
use exitspec::expectation::claims::{Claim, Found, Seen, Standing, Weighed, Weighing};
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
    claims: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Implementation<'a> {
    family: &'a str,
    platform: &'a Platform,
}

/// A claim and what results say of it.
#[derive(Debug, Serialize)]
pub(crate) struct Entry<'a> {
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

#[derive(Debug, Serialize)]
struct Outcome<'a> {
    implementation: usize,
    case: &'a str,
    sink: &'static str,
    /// Absent when it is no evidence.
    agrees: Option<bool>,
    reviewed: bool,
    reason: Option<&'a str>,
    /// Left out where they are told elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    observations: Option<Vec<Counted<'a>>>,
}

#[derive(Debug, Serialize)]
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
        claims: weighing.claims.iter().map(entry).collect(),
    };
    serde_json::to_writer_pretty(&mut out, &form)?;
    writeln!(out)
}

/// The claims for a report that has the observations itself, and its own order of platforms.
pub(crate) fn entries<'a>(
    weighing: &'a Weighing<'a>,
    place: impl Fn(&Document) -> Option<usize>,
) -> Vec<Entry<'a>> {
    let places: Vec<Option<usize>> = (weighing.units.iter())
        .map(|unit| place(unit.document))
        .collect();
    let mut entries: Vec<Entry<'a>> = weighing.claims.iter().map(entry).collect();
    for entry in &mut entries {
        entry.results.retain_mut(|outcome| {
            let place = places[outcome.implementation];
            outcome.implementation = place.unwrap_or_default();
            outcome.observations = None;
            place.is_some()
        });
    }
    entries
}

fn entry<'a>(weighed: &'a Weighed<'a>) -> Entry<'a> {
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
    Entry {
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
        observations: Some(
            (seen.observations.iter())
                .map(|&(count, observation)| Counted { count, observation })
                .collect(),
        ),
    }
}
