//! What the tests of this crate share: a small suite, and reports made by hand.

use crate::case::{Case, Finish, Group, Isolation, Panic, Suite};
use crate::context::Context;
use crate::document::{CaseResult, Document, RunVolatile, SCHEMA, SuiteVersion};
use crate::expectation::{
    Anything, CaseEntry, EndingPattern, Expect, GroupFile, JournalPattern, LooseJournal, Source,
    SourceRef, UniqueMap,
};
use crate::observation::{Ending, Observation, Report, Volatile, Waitid};
use crate::platform::{Libc, Platform, Runtime};
use crate::run::{Plan, Session};
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

pub(crate) fn body(_: &Context) -> Finish {
    Finish::new(())
}

/// Three cases, five results, in no alphabetical order.
pub(crate) fn suite() -> Suite {
    suite_of(vec![
        Group {
            name: "rust/z",
            cases: vec![Case::new("first", body).sinks(&[Sink::Pipe, Sink::File])].into(),
        },
        Group {
            name: "rust/a",
            cases: vec![Case::new("twin", body).with_twin(), Case::new("last", body)].into(),
        },
    ])
}

/// One racy case.
pub(crate) fn racy_suite(times: u32) -> Suite {
    suite_of(vec![Group {
        name: "rust/r",
        cases: vec![Case::new("racy", body).racy(times)].into(),
    }])
}

/// Every case is expected to exit with 0 and to leave no other trace than any events.
fn suite_of(groups: Vec<Group>) -> Suite {
    let files = groups
        .iter()
        .map(|group| GroupFile {
            group: group.name.to_owned(),
            schema: None,
            cases: UniqueMap(
                group
                    .cases
                    .iter()
                    .map(|case| (case.name().to_owned(), entry()))
                    .collect(),
            ),
        })
        .collect();
    Suite {
        name: "testing",
        version: "1.2.3",
        groups,
        expectations: Source::Inline(files),
    }
}

fn entry() -> CaseEntry {
    CaseEntry {
        summary: "it ends well".to_owned(),
        level: Level::Documented,
        sources: vec![source()],
        note: None,
        expect: Expect {
            ending: Some(EndingPattern::Exited(0)),
            journal: Some(JournalPattern::Loose(LooseJournal::Any(Anything))),
            ..Expect::default()
        },
        by_sink: Default::default(),
        platforms: Vec::new(),
    }
}

fn source() -> SourceRef {
    SourceRef {
        doc: "a manual".to_owned(),
        clause: "exit".to_owned(),
        url: None,
    }
}

pub(crate) fn session(suite: &Suite, plan: &Plan) -> Session {
    let book = suite.expectations.load().unwrap();
    Session::new(suite, book, platform(), plan, 1.0)
}

pub(crate) fn platform() -> Platform {
    Platform {
        name: "linux x86_64, glibc 2.36 dynamic, rust 1.95.0".to_owned(),
        os: "linux".to_owned(),
        kernel: "6.1.0".to_owned(),
        arch: "x86_64".to_owned(),
        libc: Libc {
            name: "glibc".to_owned(),
            version: "2.36".to_owned(),
            link: "dynamic".to_owned(),
        },
        runtime: Runtime {
            name: "rust".to_owned(),
            version: "1.95.0".to_owned(),
            target: Some("x86_64-unknown-linux-gnu".to_owned()),
            panic: Some("unwind".to_owned()),
        },
        emulator: None,
        container: None,
        runtimes: std::collections::BTreeMap::new(),
    }
}

pub(crate) fn observation(ending: Ending) -> Observation {
    let (raw, waitid) = match ending {
        Ending::Exited(code) => {
            let waitid = Waitid {
                code: "CLD_EXITED".to_owned(),
                status: code.into(),
            };
            (Some(i32::from(code) << 8), Some(waitid))
        }
        _ => (None, None),
    };
    Observation {
        ending,
        raw,
        waitid,
        core: false,
        changes: Vec::new(),
        stdout: Some("".into()),
        stderr: Some("".into()),
        truncated: false,
        journal: Vec::new(),
        flushed: None,
        garbage: Vec::new(),
        left_behind: Vec::new(),
    }
}

pub(crate) fn report(ending: Ending) -> Report {
    Report {
        observation: observation(ending),
        volatile: Volatile::default(),
    }
}

pub(crate) fn result(case: &str, verdict: Verdict) -> CaseResult {
    CaseResult {
        case: case.to_owned(),
        family: crate::run::family(case).to_owned(),
        sink: Sink::Pipe,
        panic: Some(Panic::OWN),
        isolation: Isolation::Fork,
        level: Level::Documented,
        sources: vec![source()],
        verdict,
        reason: None,
        url: None,
        differences: Vec::new(),
        observation: Some(observation(Ending::Exited(0))),
        racy: None,
    }
}

pub(crate) fn document() -> Document {
    Document {
        schema: SCHEMA.to_owned(),
        suite: SuiteVersion {
            name: "testing".to_owned(),
            version: "1.2.3".to_owned(),
            revision: None,
        },
        platform: platform(),
        interrupted: false,
        results: Vec::new(),
        summary: Default::default(),
        volatile: RunVolatile::default(),
    }
}
