//! What can be typed. Parsing, help, completions and the manual page all come from here.

mod bless;
mod claims;
mod documents;
mod report;
mod run;
mod suite;

pub(super) use bless::BlessArgs;
pub(super) use claims::{ClaimsArgs, ClaimsFormat};
use clap::{Parser, Subcommand, ValueEnum};
pub(super) use documents::{DiffArgs, DiffFormat, FindingsArgs, JudgeArgs};
pub(super) use report::ReportArgs;
pub(super) use run::{How, RunArgs};
pub(super) use suite::{ExplainArgs, ListArgs, PlatformsArgs};

/// What really happens when a Unix process ends: run the suite, and see.
#[derive(Debug, Parser)]
#[command(
    name = "exitspec",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "\
Without a subcommand, `run` is meant.

Examples:
  exitspec                               run everything, and print a summary
  exitspec run rust/panic --sink pipe    one group, with one sink
  exitspec explain rust/classic          the classic facts side by side
  exitspec run --json out.json           keep the results
  exitspec diff old.json out.json        what changed between two runs
  exitspec report docs/*.json            many platforms side by side

Exit codes:
  0  everything is as expected           3  UNRESOLVED: the harness could not tell
  1  FAIL, XPASS, a flip, or a change    4  nothing was selected, or nothing of it could run
  2  wrong usage or bad input"
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) run: RunArgs,
    /// When to colour what is printed; `auto` heeds NO_COLOR, CLICOLOR_FORCE and whether a terminal is there
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run cases, hold what happens against the expectations, and print a summary
    Run(RunArgs),
    /// List what `run` would run
    List(ListArgs),
    /// Tell what a case is about, what is expected of it, and what happens when it runs now
    Explain(ExplainArgs),
    /// Write what is observed into expectation files, where nothing is mandated
    Bless(BlessArgs),
    /// Tell what changed between two runs, on one platform or on two
    Diff(DiffArgs),
    /// Show behaviours by platforms, from run documents: as text, a page, Markdown or JSON
    Report(ReportArgs),
    /// Write what differs between platforms, from their run documents, as Markdown
    Findings(FindingsArgs),
    /// Hold what run documents observed against the expectations as they are now, and run nothing
    Judge(JudgeArgs),
    /// Tell what texts claim about endings, and whether it holds, from a run or from run documents
    Claims(ClaimsArgs),
    /// Tell what this platform is, what it lacks, and how to get that
    Platforms(PlatformsArgs),
    /// Print a script that completes this command line in a shell
    #[command(
        after_help = "Example:\n  exitspec completions bash > ~/.local/share/bash-completion/completions/exitspec"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  exitspec man | man -l -")]
    Man,
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use clap::CommandFactory as _;
    use exitspec::Sink;

    use super::*;

    #[test]
    fn the_table_of_options_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_has_a_help_text() {
        fn check(command: &clap::Command) {
            for arg in command.get_arguments() {
                assert!(
                    arg.get_help().is_some(),
                    "{}: {}",
                    command.get_name(),
                    arg.get_id()
                );
            }
            command.get_subcommands().for_each(check);
        }
        check(&Cli::command());
    }

    #[test]
    fn no_subcommand_means_run() {
        let cli = Cli::try_parse_from(["exitspec", "rust/exit", "--sink", "pipe,file", "-j", "3"])
            .unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.run.select.selection().sinks, [Sink::Pipe, Sink::File]);
        assert_eq!(cli.run.jobs, NonZeroUsize::new(3));
    }

    #[test]
    fn the_last_of_two_opposites_counts() {
        let fail_fast = |line: &[&str]| Cli::try_parse_from(line).unwrap().run.fail_fast;
        assert!(fail_fast(&["exitspec", "--keep-going", "--fail-fast"]));
        assert!(!fail_fast(&["exitspec", "--fail-fast", "--keep-going"]));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in [
            "run --sink paper",
            "run --partition 3/2",
            "run --repeat 0",
            "run --jobs none",
            "run --timeout-scale 0",
            "run --isolation none",
            "explain",
            "explain a b",
            "explain --compare a b",
            "claims --format xml",
            "claims --from",
            "claims --from a.json --platform all",
            "findings",
            "report",
            "report --html",
            "report a.json --xml x",
            "diff a.json",
            "diff a.json b.json c.json",
            "diff a.json b.json --format xml",
            "completions cmd",
            "--no-such-option",
            "bless --when libc=musl",
            "bless --reason why",
            "bless --level mandated",
        ] {
            let words = std::iter::once("exitspec").chain(line.split_whitespace());
            let error = Cli::try_parse_from(words).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{line}");
        }
    }
}
