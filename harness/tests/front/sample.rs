//! A suite as a stranger writes it: bodies, expectations in code, one call in `main`.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use exitspec::expectation::{
    CaseEntry, EndingPattern, Expect, GroupFile, Source, SourceRef, TextPattern, UniqueMap,
};
use exitspec::{Case, Context, Group, Level, Need, Sink, Suite, case};

/// Set to have this program be the suite: to the names of the groups it is to have.
pub(crate) const ENV: &str = "FRONT_SAMPLE";

/// Names a pipe that the case `waits` opens for writing once it runs.
pub(crate) const ENV_PIPE: &str = "FRONT_PIPE";

/// Kept in memory: a case's environment has no such variable.
static PIPE: OnceLock<PathBuf> = OnceLock::new();

fn text(_: &Context) {
    let _ = write!(std::io::stdout(), "text\u{1b}[0m");
}

fn code(_: &Context) -> ExitCode {
    ExitCode::from(7)
}

fn moon(_: &Context) {}

/// Says that it runs, then waits for ever.
fn waits(_: &Context) {
    let Some(path) = PIPE.get() else { return };
    let Ok(mut pipe) = std::fs::OpenOptions::new().write(true).open(path) else {
        return;
    };
    let _ = pipe.write_all(b"!");
    let Ok((mut reader, writer)) = std::io::pipe() else {
        return;
    };
    let _ = reader.read(&mut [0]);
    drop(writer);
}

const MOON: &[Need] = &[Need {
    name: "moon",
    probe: || Err("it is not up".to_owned()),
}];
const GOOD: &[Case] = &[case!(text).sinks(&[Sink::Pipe, Sink::File]), case!(code)];
const BAD: &[Case] = &[case!(code)];
const NEEDY: &[Case] = &[case!(moon).needs(MOON)];
const SLOW: &[Case] = &[case!(waits)];

pub(crate) fn main() -> ExitCode {
    if let Some(path) = std::env::var_os(ENV_PIPE) {
        PIPE.get_or_init(|| path.into());
    }
    let names = std::env::var(ENV).unwrap_or_else(|_| "good".to_owned());
    exitspec::main(&suite(&names))
}

fn suite(names: &str) -> Suite {
    let mut groups = Vec::new();
    let mut files = Vec::new();
    for name in names.split_whitespace() {
        let (group, cases) = match name {
            "bad" => ("rust/bad", BAD),
            "needy" => ("rust/needy", NEEDY),
            "slow" => ("rust/slow", SLOW),
            _ => ("rust/good", GOOD),
        };
        groups.push(Group {
            name: group,
            cases: cases.into(),
        });
        let entries = cases
            .iter()
            .map(|case| (case.name().to_owned(), entry(group, case.name())));
        files.push(GroupFile {
            schema: None,
            group: group.to_owned(),
            cases: UniqueMap(entries.collect()),
        });
    }
    Suite {
        name: "sample",
        version: "0.0.1",
        groups,
        expectations: Source::Inline(files),
    }
}

fn entry(group: &str, case: &str) -> CaseEntry {
    let code = if case == "code" && group == "rust/good" {
        7
    } else {
        0
    };
    let stdout = (case == "text").then(|| TextPattern::Exact("text\u{1b}[0m".into()));
    CaseEntry {
        summary: format!("what {case} does"),
        level: Level::Documented,
        sources: vec![SourceRef {
            doc: "this file".to_owned(),
            clause: case.to_owned(),
            url: None,
        }],
        note: None,
        expect: Expect {
            ending: Some(EndingPattern::Exited(code)),
            stdout,
            ..Expect::default()
        },
        by_sink: Default::default(),
        platforms: Vec::new(),
    }
}
