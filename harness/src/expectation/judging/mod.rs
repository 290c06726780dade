//! Tests of judging: every rule, one test each.

mod evidence;
mod fields;
mod verdicts;

use crate::bytes::Bytes;
use crate::expectation::judge::{Judgement, judge, judge_all};
use crate::expectation::layers::{Deviation, Resolved};
use crate::expectation::pattern::Expect;
use crate::expectation::testing::{exited, signaled};
use crate::observation::{Change, Ending, Flushed, LeftBehind, Observation, Phase, Waitid};
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

fn expects(json: &str) -> Vec<Expect> {
    crate::expectation::layers::merge([&serde_json::from_str(json).unwrap()])
}

fn resolved(level: Level, base: &str) -> Resolved {
    Resolved {
        summary: "s".to_owned(),
        note: None,
        level,
        sources: Vec::new(),
        base: expects(base),
        deviation: None,
        impossible: None,
    }
}

fn deviating(level: Level, base: &str, deviation: &str) -> Resolved {
    Resolved {
        deviation: Some(Deviation {
            expects: expects(deviation),
            reason: "a bug".to_owned(),
            url: Some("https://example.org/1".to_owned()),
        }),
        ..resolved(level, base)
    }
}

const SEVEN: &str = r#"{"ending": {"exited": 7}}"#;

/// The judgement of a mandated expectation with the pipe sink.
fn against(base: &str, observation: &Observation) -> Judgement {
    judge(&resolved(Level::Mandated, base), Sink::Pipe, observation)
}

/// The reason of a failure.
fn failure_of(base: &str, observation: &Observation) -> String {
    let judgement = against(base, observation);
    assert_eq!(judgement.verdict, Verdict::Fail, "{judgement:?}");
    judgement.reason.unwrap()
}

fn unresolved(judgement: Judgement) -> String {
    assert_eq!(judgement.verdict, Verdict::Unresolved, "{judgement:?}");
    judgement.reason.unwrap()
}

fn passes(base: &str, observation: &Observation) -> bool {
    against(base, observation).verdict == Verdict::Pass
}

fn events(names: &[&str]) -> Observation {
    Observation {
        journal: names.iter().map(|name| (*name).to_owned()).collect(),
        ..exited(7)
    }
}

fn wrote(stdout: &[u8]) -> Observation {
    Observation {
        stdout: Some(Bytes(stdout.to_vec())),
        ..exited(7)
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
