//! From the command line to an exit code.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use exitspec::supervise::{Role, is_spawned, start};

use super::args::{Cli, Command};
use super::exit::{Exit, Failure};
use super::output::Colors;
use super::{
    bless, claims, compare, diff, explain, findings, generate, judge, list, platforms, report, run,
};
use crate::probes::FAMILIES;

/// What a command comes to: an exit, or, in a process that has become a case, the code that `main` has to return.
pub(super) enum Done {
    Exit(Exit),
    Case(ExitCode),
}

/// The whole of a `main`, to be called first thing in it.
///
/// The children that become cases come back from here too, on their way out of `main`.
pub fn main() -> ExitCode {
    if is_spawned() {
        return case();
    }
    let done = match Cli::try_parse_from(arguments()) {
        Ok(cli) => dispatch(cli),
        Err(error) => typed(&error),
    };
    match done {
        Ok(Done::Case(code)) => code,
        Ok(Done::Exit(exit)) => exit.code(),
        Err(failure) => {
            if let Some(message) = failure.message() {
                // Nobody can be told that this failed.
                let _ = writeln!(io::stderr(), "error: {message}");
            }
            failure.exit.code()
        }
    }
}

fn dispatch(cli: Cli) -> Result<Done, Failure> {
    let colors = Colors::new(cli.color);
    for family in FAMILIES {
        family.check().map_err(Failure::usage)?;
    }
    match cli.command.unwrap_or(Command::Run(cli.run)) {
        Command::Run(args) => run::run(&args, colors),
        Command::List(args) => list::list(&args, colors).map(Done::Exit),
        Command::Explain(args) if args.compare => compare::compare(&args, colors),
        Command::Explain(args) => explain::explain(&args, colors),
        Command::Bless(args) => bless::bless(&args, colors),
        Command::Platforms(args) => platforms::platforms(&args, colors).map(Done::Exit),
        Command::Diff(args) => diff::diff(&args, colors).map(Done::Exit),
        Command::Judge(args) => judge::judge(&args, colors).map(Done::Exit),
        Command::Report(args) => report::report(&args, colors).map(Done::Exit),
        Command::Claims(args) => claims::claims(&args, colors),
        Command::Findings(args) => findings::findings(&args).map(Done::Exit),
        Command::Completions { shell } => generate::completions(shell).map(Done::Exit),
        Command::Man => generate::man().map(Done::Exit),
    }
}

/// The arguments. Cargo runs `cargo-exitspec exitspec ARGS…` for `cargo exitspec ARGS…`.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    let by_cargo = arguments.first().is_some_and(|own| {
        Path::new(own)
            .file_stem()
            .is_some_and(|name| name == "cargo-exitspec")
    });
    if by_cargo && arguments.get(1).is_some_and(|word| word == "exitspec") {
        arguments.remove(1);
    }
    arguments
}

/// Help, the version, or a mistake: clap has the text ready.
fn typed(error: &clap::Error) -> Result<Done, Failure> {
    let asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    error.print().map_err(Failure::printing)?;
    Ok(Done::Exit(if asked_for {
        Exit::AsExpected
    } else {
        Exit::Usage
    }))
}

/// This process was executed to be a case of the suite.
fn case() -> ExitCode {
    let suite = crate::suite();
    match start(&suite) {
        Ok(Role::Case(run)) => return run.run(&suite),
        Ok(Role::Harness(nursery)) => nursery.close(),
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
        }
    }
    Exit::Unresolved.code()
}
