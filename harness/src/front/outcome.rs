//! What a result is as a test: passed, ignored or failed, and what is said about it.

use std::time::Duration;

use crate::document::CaseResult;
use crate::observation::Observation;
use crate::run::Finished;
use crate::verdict::Verdict;

/// A result as a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Passed,
    Ignored(String),
    Failed(String),
}

impl Outcome {
    /// Turns a result into a test's outcome. `limit` is how long the test may have taken.
    pub(super) fn of(finished: &Finished, limit: Option<Duration>) -> Outcome {
        let result = &finished.result;
        match result.verdict {
            Verdict::Fail | Verdict::Xpass | Verdict::Unresolved => {
                Outcome::Failed(message(finished))
            }
            Verdict::Unsupported => Outcome::Ignored(result.reason.clone().unwrap_or_default()),
            Verdict::Pass | Verdict::Xfail => match limit {
                Some(limit) if finished.elapsed > limit => Outcome::Failed(format!(
                    "time: expected at most {} ms, got {} ms\n{}",
                    limit.as_millis(),
                    finished.elapsed.as_millis(),
                    message(finished)
                )),
                _ => Outcome::Passed,
            },
        }
    }

    /// The word of libtest's log file.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Outcome::Passed => "ok",
            Outcome::Ignored(_) => "ignored",
            Outcome::Failed(_) => "failed",
        }
    }
}

/// All there is to say about a result, the one-line reason first.
pub(super) fn message(finished: &Finished) -> String {
    let result = &finished.result;
    let mut lines = Vec::new();
    let differences = result.differences.iter();
    lines.extend(
        differences.map(|d| format!("{}: expected {}, got {}", d.field, d.expected, d.got)),
    );
    if let Some(reason) = &result.reason
        && !lines.iter().any(|line| reason.starts_with(line.as_str()))
    {
        lines.push(reason.clone());
    }
    lines.extend(result.url.clone());
    lines.push(headline(result));
    if let Some(observation) = &result.observation {
        lines.push(format!("observed: {}", shown(observation)));
    }
    for seen in &finished.volatile.observations {
        lines.push(format!(
            "observed {} times: {}",
            seen.count,
            shown(&seen.observation)
        ));
    }
    lines.join("\n")
}

fn headline(result: &CaseResult) -> String {
    let mut line = format!("{} {} ({}", result.verdict, result.key(), result.level);
    for source in &result.sources {
        line += &format!("; {}, {}", source.doc, source.clause);
    }
    line + ")"
}

/// The observation as JSON that no terminal takes for anything but text.
fn shown(observation: &Observation) -> String {
    let json = serde_json::to_string_pretty(observation).unwrap_or_else(|error| error.to_string());
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        // serde_json escapes the control characters of ASCII, but neither DEL nor those of Latin-1.
        match character.is_control() && character != '\n' {
            true => shown.push_str(&format!("\\u{:04x}", u32::from(character))),
            false => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Difference, ResultVolatile};
    use crate::run::testing;

    fn finished(verdict: Verdict) -> Finished {
        Finished {
            result: testing::result("rust/a/b", verdict),
            volatile: ResultVolatile::default(),
            elapsed: Duration::from_millis(30),
        }
    }

    #[test]
    fn every_verdict_has_its_outcome() {
        for (verdict, word) in [
            (Verdict::Pass, "ok"),
            (Verdict::Xfail, "ok"),
            (Verdict::Fail, "failed"),
            (Verdict::Xpass, "failed"),
            (Verdict::Unresolved, "failed"),
            (Verdict::Unsupported, "ignored"),
        ] {
            assert_eq!(
                Outcome::of(&finished(verdict), None).word(),
                word,
                "{verdict}"
            );
        }
    }

    #[test]
    fn the_first_line_is_field_expected_got() {
        let mut finished = finished(Verdict::Fail);
        let reason = "stdout: expected \"text\", got \"\"".to_owned();
        finished.result.reason = Some(reason.clone());
        finished.result.differences = vec![Difference {
            field: "stdout".to_owned(),
            expected: "\"text\"".to_owned(),
            got: "\"\"".to_owned(),
        }];
        let Outcome::Failed(message) = Outcome::of(&finished, None) else {
            panic!("it failed")
        };
        assert_eq!(message.lines().next(), Some(reason.as_str()));
        assert_eq!(
            message.matches("expected").count(),
            1,
            "said once:\n{message}"
        );
        assert!(
            message.contains("FAIL rust/a/b@pipe (documented; a manual, exit)"),
            "{message}"
        );
    }

    #[test]
    fn what_was_captured_cannot_steer_the_terminal() {
        let mut finished = finished(Verdict::Fail);
        let observation = finished.result.observation.as_mut().unwrap();
        observation.stdout = Some("\u{1b}[2J\u{7f}\u{9b}31m".into());
        let message = message(&finished);
        assert!(
            message.chars().all(|c| c == '\n' || !c.is_control()),
            "{message:?}"
        );
        assert!(message.contains("\\u001b[2J\\u007f\\u009b31m"), "{message}");
    }

    #[test]
    fn a_test_can_be_too_slow() {
        let limit = Some(Duration::from_millis(10));
        let Outcome::Failed(message) = Outcome::of(&finished(Verdict::Pass), limit) else {
            panic!("too slow")
        };
        assert!(message.starts_with("time: expected at most 10 ms, got 30 ms\n"));
    }
}
