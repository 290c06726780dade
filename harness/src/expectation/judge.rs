//! From what is expected and what happened to a verdict. Pure: no clock, no system, no files.

use crate::document::Difference;
use crate::expectation::compare::{Compared, compare, never_began};
use crate::expectation::layers::{Deviation, Resolved};
use crate::expectation::pattern::Expect;
use crate::observation::Observation;
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

/// A verdict and what led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What came of it.
    pub verdict: Verdict,
    /// Why, on one line: always there for any verdict but PASS; for PASS, the reason of a documented variation, or
    /// what was different where nothing is demanded.
    pub reason: Option<String>,
    /// Where to read more about a deviation or variation.
    pub url: Option<String>,
    /// The fields that are not as expected: of the nearest alternative and, for a known deviation, of the base.
    pub differences: Vec<Difference>,
}

/// Holds one observation against what is expected.
pub fn judge(resolved: &Resolved, sink: Sink, observation: &Observation) -> Judgement {
    judge_all(resolved, sink, std::slice::from_ref(observation))
}

/// Holds the outcomes of a case that was run several times against what is expected: each of them has to match.
///
/// Where a deviation from something mandated is known, each outcome has to match it or the base; one that matches the
/// deviation makes it XFAIL, none XPASS.
pub fn judge_all(resolved: &Resolved, sink: Sink, observations: &[Observation]) -> Judgement {
    if let Some(reason) = &resolved.impossible {
        return plain(Verdict::Unsupported, reason.clone());
    }
    if observations.is_empty() {
        return plain(Verdict::Unresolved, "nothing was observed".to_owned());
    }
    let held = |expects: &[Expect]| -> Vec<Held> {
        observations
            .iter()
            .map(|observation| hold(expects, sink, observation))
            .collect()
    };
    let base = held(&resolved.base);
    match (&resolved.deviation, resolved.level) {
        (None, Level::Undefined) => undefined(base, None),
        (Some(deviation), Level::Undefined) => undefined(held(&deviation.expects), Some(deviation)),
        (None, _) => demanded(base),
        (Some(deviation), Level::Mandated) if !deviation.is_choice(&resolved.base) => {
            known_deviation(base, held(&deviation.expects), deviation)
        }
        (Some(deviation), _) => variation(&base, held(&deviation.expects), deviation),
    }
}

/// What came of holding one observation against all alternatives.
enum Held {
    /// One of them is as observed.
    Matches,
    /// One of them may be as observed; why it cannot be told.
    Untold(String),
    /// None of them is: how the nearest differs, and how many there are.
    Differs(Vec<Difference>, usize),
}

fn hold(expects: &[Expect], sink: Sink, observation: &Observation) -> Held {
    let mut nearest: Option<Compared> = None;
    let mut untold = None;
    for expect in expects {
        let compared = compare(expect, sink, observation);
        match (compared.differences.is_empty(), &compared.untold) {
            (true, None) => return Held::Matches,
            (true, Some(why)) => {
                untold.get_or_insert(why.clone());
            }
            (false, _) => {
                // The first of the nearest stays: an ending that matches counts more than any number of other fields.
                let distance =
                    |compared: &Compared| (compared.ends_differently(), compared.differences.len());
                if nearest
                    .as_ref()
                    .is_none_or(|nearest| distance(&compared) < distance(nearest))
                {
                    nearest = Some(compared);
                }
            }
        }
    }
    match (untold, nearest) {
        (Some(why), _) => Held::Untold(why),
        (None, _) if never_began(observation) => {
            Held::Untold("it hung before the body was entered".to_owned())
        }
        (None, Some(nearest)) => Held::Differs(nearest.differences, expects.len()),
        (None, None) => Held::Untold("the expectation has no alternative".to_owned()),
    }
}

fn demanded(base: Vec<Held>) -> Judgement {
    failure(base).unwrap_or_else(pass)
}

fn undefined(held: Vec<Held>, variation: Option<&Deviation>) -> Judgement {
    match failure(held) {
        // Nothing is demanded, so nothing can fail; but what could not be observed is no pass either.
        Some(failed) if failed.verdict == Verdict::Fail => Judgement {
            verdict: Verdict::Pass,
            reason: failed.reason.map(|reason| format!("undefined: {reason}")),
            ..failed
        },
        Some(unresolved) => unresolved,
        None => variation.map_or_else(pass, varied),
    }
}

fn known_deviation(base: Vec<Held>, deviating: Vec<Held>, deviation: &Deviation) -> Judgement {
    let mut shown = None;
    let mut failed = Vec::new();
    for (base, deviating) in base.into_iter().zip(deviating) {
        match (deviating, base) {
            (Held::Matches, base) => {
                shown.get_or_insert(match base {
                    Held::Differs(differences, _) => differences,
                    Held::Matches | Held::Untold(_) => Vec::new(),
                });
            }
            (_, Held::Matches) => {}
            (Held::Untold(why), _) | (_, Held::Untold(why)) => failed.push(Held::Untold(why)),
            (Held::Differs(from_deviation, n), Held::Differs(from_base, m)) => {
                // What is demanded comes first, unless the known deviation is nearer.
                failed.push(match from_deviation.len() < from_base.len() {
                    true => Held::Differs(from_deviation, n + m),
                    false => Held::Differs(from_base, n + m),
                });
            }
        }
    }
    if let Some(failed) = failure(failed) {
        return failed;
    }
    match shown {
        Some(differences) => Judgement {
            verdict: Verdict::Xfail,
            reason: Some(deviation.reason.clone()),
            url: deviation.url.clone(),
            differences,
        },
        None => Judgement {
            verdict: Verdict::Xpass,
            reason: Some(format!(
                "the known deviation was not seen ({}); if it is gone for good, remove its entry or narrow it",
                deviation.reason
            )),
            url: deviation.url.clone(),
            differences: Vec::new(),
        },
    }
}

fn variation(base: &[Held], varying: Vec<Held>, deviation: &Deviation) -> Judgement {
    match failure(varying) {
        None => varied(deviation),
        // The base allows it, but the entry says more of this platform, so that a change here is news.
        Some(mut failed)
            if failed.verdict == Verdict::Fail
                && base.iter().all(|held| matches!(held, Held::Matches)) =>
        {
            failed.reason = failed.reason.map(|reason| {
                format!(
                    "{reason}; the base would allow it, but this platform is documented to vary"
                )
            });
            Judgement {
                url: deviation.url.clone(),
                ..failed
            }
        }
        Some(failed) => failed,
    }
}

/// FAIL when one differs, UNRESOLVED when one cannot be told, `None` when all match.
fn failure(held: Vec<Held>) -> Option<Judgement> {
    let outcomes = held.len();
    let differing = held
        .iter()
        .filter(|held| matches!(held, Held::Differs(..)))
        .count();
    let mut untold = None;
    for held in held {
        match held {
            Held::Matches => {}
            Held::Untold(why) => {
                untold.get_or_insert(why);
            }
            Held::Differs(differences, alternatives) => {
                let mut reason = first_line(&differences, alternatives);
                if outcomes > 1 {
                    reason = format!("{differing} of {outcomes} outcomes: {reason}");
                }
                return Some(Judgement {
                    differences,
                    ..plain(Verdict::Fail, reason)
                });
            }
        }
    }
    untold.map(|why| plain(Verdict::Unresolved, why))
}

/// The field, what was expected of it, what there was; and how much more there is to say.
fn first_line(differences: &[Difference], alternatives: usize) -> String {
    let Some(first) = differences.first() else {
        return String::new();
    };
    let mut line = format!(
        "{}: expected {}, got {}",
        first.field, first.expected, first.got
    );
    match differences.len() {
        1 => {}
        more => line = format!("{line} (and {} more)", count(more - 1, "difference")),
    }
    if alternatives > 1 {
        line = format!("{line} (the nearest of {alternatives} alternatives)");
    }
    line
}

fn count(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

fn varied(deviation: &Deviation) -> Judgement {
    Judgement {
        url: deviation.url.clone(),
        ..plain(Verdict::Pass, deviation.reason.clone())
    }
}

fn pass() -> Judgement {
    Judgement {
        verdict: Verdict::Pass,
        reason: None,
        url: None,
        differences: Vec::new(),
    }
}

fn plain(verdict: Verdict, reason: String) -> Judgement {
    Judgement {
        verdict,
        reason: Some(reason),
        ..pass()
    }
}
