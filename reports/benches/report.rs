//! What a report costs: `cargo bench -p exitspec-reports` prints, for 15, 30 and 60 synthetic platforms of 4,000 results each, the
//! time it takes to put the report together and to write it as a page, as Markdown, as JSON and as text, and the size of each.
//!
//! The last line is the most memory the process ever had (`VmHWM`): the documents of 60 platforms, the report, and the page.
//! Times grow linearly when the column `per platform` stays the same.

#![expect(clippy::print_stdout, reason = "figures are for whoever runs it")]

use std::io::{self, Write};
use std::time::Instant;

use exitspec::document::{CaseResult, Document, RunVolatile, SCHEMA, SuiteVersion};
use exitspec::expectation::SourceRef;
use exitspec::observation::{Ending, Observation, Waitid};
use exitspec::{Bytes, Isolation, Level, Libc, Platform, Runtime, Sink, Verdict};
use exitspec_reports::report::{Given, Report, html, json, markdown, text};

const RESULTS: usize = 4_000;
const SIZES: [usize; 3] = [15, 30, 60];

fn main() -> io::Result<()> {
    println!("{RESULTS} results on each platform; milliseconds, and MiB written");
    println!(
        "{:>9} {:>8} {:>14} {:>14} {:>14} {:>14} {:>8} {:>12}",
        "platforms", "model", "html", "markdown", "json", "text", "all", "per platform"
    );
    for platforms in SIZES {
        let documents: Vec<Document> = (0..platforms).map(document).collect();
        let start = Instant::now();
        let given = Given {
            documents: &documents,
            ..Given::default()
        };
        let report = Report::new(&given)
            .map_err(|same| io::Error::other(format!("{} is there twice", same.name)))?;
        let model = milliseconds(start);
        let written = [
            timed(|out| html(&report, out))?,
            timed(|out| markdown(&report, out))?,
            timed(|out| json(&report, out))?,
            timed(|out| text(&report, 100, out))?,
        ];
        let all = milliseconds(start);
        let columns = written.map(|(time, size)| format!("{time:>7.0} {:>6.2}", mib(size)));
        println!(
            "{platforms:>9} {model:>8.0} {} {all:>8.0} {:>12.1}",
            columns.join(" "),
            all / platforms as f64
        );
    }
    if let Some(peak) = peak() {
        println!("peak memory: {peak} KiB");
    }
    Ok(())
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Takes what is written, and keeps only how much it was.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn timed(write: impl Fn(&mut Counter) -> io::Result<()>) -> io::Result<(f64, usize)> {
    let start = Instant::now();
    let mut out = Counter(0);
    write(&mut out)?;
    Ok((milliseconds(start), out.0))
}

/// The most memory this process ever had, where the kernel tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// One platform: in one result of eight it does something that some others do not.
fn document(number: usize) -> Document {
    let platform = Platform {
        name: String::new(),
        os: "linux".to_owned(),
        kernel: "6.1.0".to_owned(),
        arch: "x86_64".to_owned(),
        libc: Libc {
            name: if number.is_multiple_of(2) {
                "glibc"
            } else {
                "musl"
            }
            .to_owned(),
            version: format!("2.{number}"),
            link: "dynamic".to_owned(),
        },
        runtime: Runtime {
            name: "c".to_owned(),
            version: "gcc 12.2.0".to_owned(),
            target: None,
            panic: None,
        },
        runtimes: std::collections::BTreeMap::new(),
        emulator: None,
        container: None,
    };
    let mut document = Document {
        schema: SCHEMA.to_owned(),
        suite: SuiteVersion {
            name: "synthetic".to_owned(),
            version: "1".to_owned(),
            revision: None,
        },
        platform: platform.named(),
        interrupted: false,
        results: (0..RESULTS).map(|case| result(number, case)).collect(),
        summary: std::collections::BTreeMap::new(),
        volatile: RunVolatile::default(),
    };
    document.sort();
    document
}

fn result(platform: usize, case: usize) -> CaseResult {
    let deviates = case.is_multiple_of(8) && (platform + case / 8).is_multiple_of(5);
    let code = if deviates {
        1 + u8::try_from(case % 3).unwrap_or(0)
    } else {
        7
    };
    let known = deviates && case.is_multiple_of(16);
    CaseResult {
        case: format!("c/group{:02}/case_{:04}", case / 80, case / 2),
        family: "c".to_owned(),
        sink: [Sink::Pipe, Sink::File][case % 2],
        panic: None,
        isolation: Isolation::Spawn,
        level: match case % 16 {
            0 => Level::Mandated,
            8 => Level::Unspecified,
            _ => Level::Documented,
        },
        sources: vec![SourceRef {
            doc: "POSIX.1-2024".to_owned(),
            clause: format!("function{}(), DESCRIPTION", case / 40),
            url: Some("https://example.org/functions".to_owned()),
        }],
        verdict: if known { Verdict::Xfail } else { Verdict::Pass },
        reason: known.then(|| format!("deviates in way {}", case % 7)),
        url: None,
        differences: Vec::new(),
        observation: Some(Observation {
            ending: Ending::Exited(code),
            raw: Some(i32::from(code) << 8),
            waitid: Some(Waitid {
                code: "CLD_EXITED".to_owned(),
                status: i32::from(code),
            }),
            core: false,
            changes: Vec::new(),
            stdout: Some(Bytes::from(format!("line of case {}\n", case / 2).as_str())),
            stderr: Some(Bytes::default()),
            truncated: false,
            journal: vec!["begun".to_owned(), format!("atexit:{}", case % 11)],
            flushed: None,
            garbage: Vec::new(),
            left_behind: Vec::new(),
        }),
        racy: None,
    }
}
