//! `--format json`: libtest's events, one JSON object a line, as IDEs read them.
//!
//! libtest-mimic prints such events too, but without what was observed of tests that pass (`--show-output`) and
//! without times (`--report-time`).

use std::io::{self, Write};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::options::Options;
use super::outcome::{Outcome, message};
use crate::run::Finished;

/// Counts and prints events.
pub(super) struct Events<W: Write> {
    out: W,
    show_output: bool,
    report_time: bool,
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl<W: Write> Events<W> {
    pub(super) fn new(out: W, options: &Options) -> Events<W> {
        Events {
            out,
            show_output: options.show_output,
            report_time: options.report_time,
            passed: 0,
            failed: 0,
            ignored: 0,
        }
    }

    /// The run begins.
    pub(super) fn begin(&mut self, tests: usize, seed: Option<u64>) -> io::Result<()> {
        let mut event = object(json!({ "type": "suite", "event": "started", "test_count": tests }));
        if let Some(seed) = seed {
            event.insert("shuffle_seed".to_owned(), seed.into());
        }
        self.line(event)
    }

    /// A test has a result.
    pub(super) fn test(
        &mut self,
        name: &str,
        finished: &Finished,
        outcome: &Outcome,
    ) -> io::Result<()> {
        self.line(object(
            json!({ "type": "test", "event": "started", "name": name }),
        ))?;
        let mut event = object(json!({ "type": "test", "name": name, "event": outcome.word() }));
        if self.report_time {
            event.insert(
                "exec_time".to_owned(),
                finished.elapsed.as_secs_f64().into(),
            );
        }
        match outcome {
            Outcome::Passed => {
                self.passed += 1;
                if self.show_output {
                    event.insert(
                        "stdout".to_owned(),
                        format!("{}\n", message(finished)).into(),
                    );
                }
            }
            Outcome::Ignored(reason) => {
                self.ignored += 1;
                event.insert("message".to_owned(), reason.clone().into());
            }
            Outcome::Failed(message) => {
                self.failed += 1;
                event.insert("stdout".to_owned(), format!("{message}\n").into());
            }
        }
        self.line(event)
    }

    /// The run has ended. Returns whether nothing failed.
    pub(super) fn end(&mut self, filtered_out: usize, elapsed: Duration) -> io::Result<bool> {
        self.line(object(json!({
            "type": "suite",
            "event": if self.failed == 0 { "ok" } else { "failed" },
            "passed": self.passed,
            "failed": self.failed,
            "ignored": self.ignored,
            "measured": 0,
            "filtered_out": filtered_out,
            "exec_time": elapsed.as_secs_f64(),
        })))?;
        Ok(self.failed == 0)
    }

    fn line(&mut self, event: Map<String, Value>) -> io::Result<()> {
        // In one write, and at once: who reads this shows it while the run goes on.
        let line = format!("{}\n", Value::Object(event));
        self.out.write_all(line.as_bytes())?;
        self.out.flush()
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
