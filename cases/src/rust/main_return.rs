//! `rust/main_return`: what `main` may return, the code that becomes of it, and what is done in which order.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io::{self, Write as _};
use std::process::{ExitCode, Termination};

use exitspec::{Case, Context, Sink, case, event, journal};

use crate::sys;

/// The cases of `rust/main_return`.
pub(super) const CASES: &[Case] = &[
    // Codes.
    case!(unit),
    case!(never_by_exit),
    case!(infallible_by_exit),
    case!(exit_code_success),
    case!(exit_code_failure),
    case!(exit_code_42),
    case!(exit_code_255),
    case!(ok_of_unit),
    case!(ok_of_exit_code),
    case!(type_of_its_own),
    case!(type_whose_report_panics).with_twin(),
    // Errors, and what is said of them on stderr.
    case!(err_of_str),
    case!(err_of_string_with_newline),
    case!(err_of_exit_code_result),
    case!(err_boxed),
    case!(err_from_parse),
    case!(err_of_io),
    case!(err_whose_debug_looks_like_a_report),
    case!(err_within_ok),
    case!(err_whose_debug_panics).with_twin(),
    case!(err_without_stderr).sinks(&[Sink::Null, Sink::Full, Sink::Closed, Sink::Broken]),
    case!(err_after_text).sinks(&[Sink::Shared]),
    // Order.
    case!(order_of_err),
    case!(order_of_flushes).sinks(&[Sink::File]),
    case!(error_count_as_code),
    case!(error_count_of_256_reads_as_success),
];

fn unit(_: &Context) {}

fn never_by_exit(_: &Context) -> ! {
    std::process::exit(5)
}

fn infallible_by_exit(_: &Context) -> Result<Infallible, &'static str> {
    std::process::exit(6)
}

fn exit_code_success(_: &Context) -> ExitCode {
    ExitCode::SUCCESS
}

fn exit_code_failure(_: &Context) -> ExitCode {
    ExitCode::FAILURE
}

fn exit_code_42(_: &Context) -> ExitCode {
    ExitCode::from(42)
}

fn exit_code_255(_: &Context) -> ExitCode {
    ExitCode::from(255)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the type that main returns is the point"
)]
fn ok_of_unit(_: &Context) -> Result<(), String> {
    Ok(())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the type that main returns is the point"
)]
fn ok_of_exit_code(_: &Context) -> Result<ExitCode, String> {
    Ok(ExitCode::from(7))
}

/// Reports when `main`'s caller asks for its code.
struct Own;

impl Termination for Own {
    fn report(self) -> ExitCode {
        event!("report");
        ExitCode::from(8)
    }
}

fn type_of_its_own(_: &Context) -> Own {
    event!("body");
    Own
}

struct Panics;

impl Termination for Panics {
    fn report(self) -> ExitCode {
        panic!("report panics")
    }
}

fn type_whose_report_panics(_: &Context) -> Panics {
    Panics
}

fn err_of_str(_: &Context) -> Result<(), &'static str> {
    Err("it failed")
}

fn err_of_string_with_newline(_: &Context) -> Result<(), String> {
    Err("first\nsecond \"quoted\"".to_owned())
}

fn err_of_exit_code_result(_: &Context) -> Result<ExitCode, u8> {
    Err(42)
}

fn err_boxed(_: &Context) -> Result<(), Box<dyn Error>> {
    Err("it failed".into())
}

fn err_from_parse(_: &Context) -> Result<(), Box<dyn Error>> {
    let number: u8 = "x".parse()?;
    event!("{number}");
    Ok(())
}

fn err_of_io(_: &Context) -> io::Result<()> {
    std::fs::read("/nonexistent/file").map(drop)
}

/// As the error types of popular crates do it.
struct Report;

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot start\n\nCaused by:\n    no such file")
    }
}

fn err_whose_debug_looks_like_a_report(_: &Context) -> Result<(), Report> {
    Err(Report)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the type that main returns is the point"
)]
fn err_within_ok(_: &Context) -> Result<Result<(), u8>, u8> {
    Ok(Err(9))
}

struct DebugPanics;

impl fmt::Debug for DebugPanics {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("Debug panics")
    }
}

fn err_whose_debug_panics(_: &Context) -> Result<(), DebugPanics> {
    Err(DebugPanics)
}

fn err_without_stderr(_: &Context) -> Result<(), &'static str> {
    Err("nobody reads this")
}

/// The text has no newline, and was written first.
fn err_after_text(_: &Context) -> io::Result<()> {
    io::stdout().write_all(b"text")?;
    Err(io::ErrorKind::Other.into())
}

/// Reports when it is formatted and when it is dropped.
struct Witness(&'static str);

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        event!("debug:{}", self.0);
        f.write_str(self.0)
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        event!("drop:{}", self.0);
    }
}

extern "C" fn report_exit() {
    journal::event("atexit");
}

fn order_of_err(_: &Context) -> Result<(), Witness> {
    sys::atexit(report_exit);
    let _local = Witness("local");
    Err(Witness("error"))
}

/// With each event, how much of the text is in the file by then.
fn order_of_flushes(_: &Context) -> io::Result<Own> {
    sys::atexit(report_exit);
    let _local = Witness("local");
    io::stdout().write_all(b"text")?;
    Ok(Own)
}

/// How many errors there were, as the exit code: right for a few.
fn count_errors(errors: u32) -> i32 {
    i32::try_from(errors).unwrap_or(i32::MAX)
}

fn error_count_as_code(_: &Context) {
    std::process::exit(count_errors(3))
}

fn error_count_of_256_reads_as_success(_: &Context) {
    std::process::exit(count_errors(256))
}
