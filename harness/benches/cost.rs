//! What a case costs, as a ratio to the least that could do the same, measured in one run.
//!
//! `cargo bench` prints four figures:
//!
//! - a forked case (fork, stdout, stderr and journal captured, judged) to a bare loop of fork, three pipes, and wait;
//! - an executed case to a bare posix_spawn with its output captured (`std::process::Command`);
//! - how the time grows from 1,000 to 10,000 cases;
//! - the peak memory of the harness holding 10,000 judged results.
//!
//! Both sides of a ratio use the same number of workers and take turns, so that a machine whose speed drifts slows both.

#![expect(
    unsafe_code,
    reason = "the bare loops are what one would write without the harness"
)]
#![expect(
    clippy::print_stdout,
    reason = "the output of the case, which is captured"
)]

use std::io::{self, Read as _, Write as _};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use exitspec::document::{CaseResult, Difference};
use exitspec::expectation::{
    CaseEntry, EndingPattern, Expect, Facts, GroupFile, Source, SourceRef, TextPattern, UniqueMap,
    judge,
};
use exitspec::supervise::{Job, Nursery, Role, start};
use exitspec::{
    Case, Context, Group, Isolation, Level, Panic, Platform, Sink, Suite, Verdict, case,
};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

/// Set for a process that is to end at once: the bare side of the executed case.
const ENV_BARE: &str = "EXITSPEC_BENCH_BARE";

/// How often the sides of a ratio take turns.
const ROUNDS: usize = 7;

const CASES: &[Case] = &[case!(say)];

fn say(_: &Context) {
    print!("text");
}

fn suite() -> Suite {
    let entry = CaseEntry {
        summary: "prints and returns".to_owned(),
        level: Level::Documented,
        sources: vec![SourceRef {
            doc: "this file".to_owned(),
            clause: "say".to_owned(),
            url: None,
        }],
        note: None,
        expect: Expect {
            ending: Some(EndingPattern::Exited(0)),
            stdout: Some(TextPattern::Exact("text".into())),
            ..Expect::default()
        },
        by_sink: UniqueMap::default(),
        platforms: Vec::new(),
    };
    let cases = UniqueMap([("say".to_owned(), entry)].into());
    Suite {
        name: "cost",
        version: "0",
        groups: vec![Group {
            name: "bench/cost",
            cases: CASES.into(),
        }],
        expectations: Source::Inline(vec![GroupFile {
            schema: None,
            group: "bench/cost".to_owned(),
            cases,
        }]),
    }
}

fn main() -> ExitCode {
    if std::env::var_os(ENV_BARE).is_some() {
        print!("text");
        return ExitCode::SUCCESS;
    }
    let suite = suite();
    match start(&suite) {
        Ok(Role::Case(run)) => run.run(&suite),
        // `cargo test --benches` only wants to know that it runs.
        Ok(Role::Harness(nursery)) => {
            let quick = !std::env::args().any(|argument| argument == "--bench");
            match report(&suite, &nursery, if quick { 100 } else { 1 }) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    let _ = writeln!(io::stderr(), "error: {error}");
                    ExitCode::FAILURE
                }
            }
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(suite: &Suite, nursery: &Nursery, divisor: usize) -> io::Result<()> {
    let workers = std::thread::available_parallelism()?.get();
    let mut out = io::stdout();
    writeln!(
        out,
        "{workers} workers, {ROUNDS} rounds, median (least to most)"
    )?;
    let count = 2000 / divisor;
    let forked = ratios(
        || harness(suite, nursery, workers, count, Isolation::Fork),
        || bare(workers, count, fork_and_wait),
    )?;
    writeln!(
        out,
        "forked case / bare fork, three pipes, wait:      {forked}"
    )?;
    let count = 500 / divisor;
    let executed = ratios(
        || harness(suite, nursery, workers, count, Isolation::Spawn),
        || bare(workers, count, spawn_and_capture),
    )?;
    writeln!(
        out,
        "executed case / bare posix_spawn with capture:   {executed}"
    )?;
    let growth = ratios(
        || harness(suite, nursery, workers, 10_000 / divisor, Isolation::Fork),
        || harness(suite, nursery, workers, 1_000 / divisor, Isolation::Fork),
    )?;
    writeln!(
        out,
        "10,000 forked cases / 1,000 forked cases:        {growth}   (10 is linear)"
    )?;
    writeln!(
        out,
        "peak memory of the harness with 10,000 results:  {} MiB",
        peak_memory()? >> 20
    )
}

/// The ratio of two durations, measured in turn.
fn ratios(
    mut above: impl FnMut() -> io::Result<Duration>,
    mut below: impl FnMut() -> io::Result<Duration>,
) -> io::Result<String> {
    let mut ratios = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let (above, below) = (above()?, below()?);
        ratios.push(above.as_secs_f64() / below.as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    Ok(format!(
        "{:.2} ({:.2} to {:.2})",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1]
    ))
}

/// Runs and judges so many cases through the harness, and keeps every result until the end.
fn harness(
    suite: &Suite,
    nursery: &Nursery,
    workers: usize,
    count: usize,
    isolation: Isolation,
) -> io::Result<Duration> {
    let platform = Platform::of_this_process();
    let book = suite.expectations.load().map_err(io::Error::other)?;
    let facts = Facts {
        platform: &platform,
        runtime: &platform.runtime,
        panic: Panic::OWN,
        isolation,
    };
    let mut handles = Vec::new();
    for _ in 0..workers {
        handles.push(nursery.worker().map_err(io::Error::other)?);
    }
    let begin = Instant::now();
    let results: Vec<CaseResult> = std::thread::scope(|scope| {
        let threads: Vec<_> = handles
            .iter_mut()
            .map(|worker| {
                let (book, facts) = (&book, &facts);
                scope.spawn(move || -> io::Result<Vec<CaseResult>> {
                    let job = Job {
                        case: 0,
                        sink: Sink::Pipe,
                        isolation,
                        panic: Panic::OWN,
                        timeout_scale: 1.0,
                        command: None,
                    };
                    (0..count / workers)
                        .map(|_| {
                            let report = worker.run(&job).map_err(io::Error::other)?;
                            let resolved = book
                                .resolve("bench/cost/say", Sink::Pipe, facts)
                                .ok_or_else(|| io::Error::other("no expectation"))?;
                            let judgement = judge(&resolved, Sink::Pipe, &report.observation);
                            if judgement.verdict != Verdict::Pass {
                                return Err(io::Error::other(described(&judgement.differences)));
                            }
                            Ok(CaseResult {
                                case: "bench/cost/say".to_owned(),
                                family: "bench".to_owned(),
                                sink: Sink::Pipe,
                                panic: Some(Panic::OWN),
                                isolation,
                                level: resolved.level,
                                sources: resolved.sources,
                                verdict: judgement.verdict,
                                reason: judgement.reason,
                                url: judgement.url,
                                differences: judgement.differences,
                                observation: Some(report.observation),
                                racy: None,
                            })
                        })
                        .collect()
                })
            })
            .collect();
        let mut results = Vec::new();
        for thread in threads {
            let of_one = thread
                .join()
                .map_err(|_| io::Error::other("a worker's thread panicked"))?;
            results.extend(of_one?);
        }
        Ok::<_, io::Error>(results)
    })?;
    let elapsed = begin.elapsed();
    assert_eq!(results.len(), count / workers * workers);
    Ok(elapsed)
}

fn described(differences: &[Difference]) -> String {
    differences
        .iter()
        .map(|one| {
            format!(
                "{}: expected {}, got {}; ",
                one.field, one.expected, one.got
            )
        })
        .collect()
}

/// Runs a bare loop in so many single-threaded processes at once, as the harness has single-threaded supervisors.
///
/// The processes are forked off a process that waits in one thread (the harness's own threads have been joined).
fn bare(workers: usize, count: usize, one: fn() -> io::Result<()>) -> io::Result<Duration> {
    let begin = Instant::now();
    let mut children = Vec::new();
    for _ in 0..workers {
        // SAFETY: no other thread runs now, and the child leaves by _exit.
        match unsafe { fork() }? {
            ForkResult::Child => {
                let done = (0..count / workers).try_for_each(|_| one());
                // SAFETY: nothing is used after this.
                unsafe { libc::_exit(i32::from(done.is_err())) }
            }
            ForkResult::Parent { child } => children.push(child),
        }
    }
    for child in children {
        let status = waitpid(child, None)?;
        if !matches!(status, nix::sys::wait::WaitStatus::Exited(_, 0)) {
            return Err(io::Error::other("a bare loop failed"));
        }
    }
    Ok(begin.elapsed())
}

/// Three pipes, fork, read all three to their ends, wait.
fn fork_and_wait() -> io::Result<()> {
    let (mut out, out_writer) = io::pipe()?;
    let (mut err, err_writer) = io::pipe()?;
    let (mut journal, journal_writer) = io::pipe()?;
    // SAFETY: this process has one thread, and the child leaves by _exit.
    match unsafe { fork() }? {
        ForkResult::Child => {
            let mut out_writer = out_writer;
            let _ = out_writer.write_all(b"text");
            // SAFETY: nothing is used after this.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            drop((out_writer, err_writer, journal_writer));
            let mut bytes = Vec::new();
            journal.read_to_end(&mut bytes)?;
            out.read_to_end(&mut bytes)?;
            err.read_to_end(&mut bytes)?;
            waitpid(child, None)?;
            Ok(())
        }
    }
}

/// `posix_spawn` (which is what std uses for this) of a program that ends at once, with its output captured.
fn spawn_and_capture() -> io::Result<()> {
    let output = Command::new(std::env::current_exe()?)
        .env(ENV_BARE, "1")
        .output()?;
    match output.status.success() && output.stdout == b"text" {
        true => Ok(()),
        false => Err(io::Error::other("the bare program failed")),
    }
}

/// The largest resident set of this process so far, in bytes.
fn peak_memory() -> io::Result<u64> {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF)?;
    let unit = if cfg!(target_vendor = "apple") {
        1
    } else {
        1024
    };
    Ok(u64::try_from(usage.max_rss()).unwrap_or(0) * unit)
}
