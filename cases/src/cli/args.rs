//! What can be typed. Parsing, help, completions and the manual page all come from here.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use clap::{Args, Parser, Subcommand, ValueEnum};
use exitspec::expectation::When;
use exitspec::run::{Config, Partition, Selection};
use exitspec::{Isolation, Level, Sink};

use super::report_args::ReportArgs;
use super::targets::Targets;

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

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exitspec run rust/exit rust/abort             two groups
  exitspec run --exact rust/exit/code@pipe      one result
  exitspec run --repeat 20 --json out.json      look for flips, keep the results
  exitspec run --partition 2/5                  the second of five machines
  exitspec run --json - | jq .summary           the run document on stdout, the summary on stderr
  exitspec run c --platform musl-1.2.5          the C cases on another C library
  exitspec run c --platform all --json docs     on all that are here, a run document for each
  exitspec run c --cc 'musl-gcc -static'        on what a compiler builds
  exitspec run c --cc './cc' --wrapper './ld.so --library-path .'   on a library in a build tree
  exitspec run python --platform all            the Python cases on every interpreter that is here
  exitspec run shell --shell './bash --posix'   the shell cases with a shell of your own")]
pub(super) struct RunArgs {
    #[command(flatten)]
    pub(super) select: Select,
    #[command(flatten)]
    pub(super) how: How,
    /// Write the run document to FILE, or to stdout when it is `-`, compressed when it ends in .gz; with several platforms, to NAME.json in this folder
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,
    /// Leave out of documents what varies of single results, and compress those in a folder: NAME.json.gz
    #[arg(long, requires = "json")]
    pub(super) compact: bool,
    /// Run everything N times, and list what does not come out the same every time
    #[arg(long, value_name = "N", default_value = "1")]
    pub(super) repeat: NonZeroU32,
    /// How many cases run at a time [default: the number of processors]
    #[arg(long, short = 'j', value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Start nothing more after the first FAIL, XPASS or UNRESOLVED
    #[arg(long, overrides_with = "keep_going")]
    pub(super) fail_fast: bool,
    /// Run everything whatever fails; this is the default
    #[arg(long, overrides_with = "fail_fast")]
    pub(super) keep_going: bool,
    /// Print nothing but what somebody has to look at, and the last line
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Which results.
#[derive(Debug, Args)]
pub(super) struct Select {
    /// Only results whose name contains one of these: rust/atexit, lifo@pipe, rust::atexit::lifo::pipe
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Take filters and skips as whole names: of a case (rust/atexit/lifo) or of a result (rust/atexit/lifo@pipe)
    #[arg(long)]
    exact: bool,
    /// Leave out results whose name contains this (can be given several times)
    #[arg(long, value_name = "FILTER")]
    skip: Vec<String>,
    /// Only this part of what is selected: I/N or count:I/N (even parts), hash:I/N (stable parts)
    #[arg(long, value_name = "I/N")]
    partition: Option<Partition>,
    #[command(flatten)]
    pub(super) narrow: Narrow,
}

/// With what, and how.
#[derive(Debug, Args)]
pub(super) struct Narrow {
    /// Only these sinks
    #[arg(long, value_name = "SINK", value_delimiter = ',', value_parser = sinks())]
    sink: Vec<Sink>,
    /// How native cases get their processes, those excepted that insist on one way
    #[arg(long, value_name = "HOW", default_value = "fork")]
    isolation: IsolationArg,
    /// Leave out what runs in the panic=abort twin
    #[arg(long)]
    no_twin: bool,
}

/// Under which conditions.
#[derive(Debug, Args)]
pub(super) struct How {
    /// Multiply all limits with this, for slow machines
    #[arg(long, value_name = "FACTOR", env = exitspec::run::ENV_TIMEOUT_SCALE, default_value = "1", value_parser = Config::parse_scale)]
    pub(super) timeout_scale: f64,
    /// Read the expectations from the JSON files below this folder instead of those built in
    #[arg(long, value_name = "DIR")]
    pub(super) expectations: Option<PathBuf>,
    #[command(flatten)]
    pub(super) targets: Targets,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum IsolationArg {
    /// Forked from a single-threaded supervisor
    Fork,
    /// This program executed afresh
    Spawn,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exitspec list --sink tty                      results with a terminal
  exitspec list --cases rust/panic              cases of a group, with what they show
  exitspec list --partition hash:1/3 | wc -l    how much a part is")]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) select: Select,
    /// One line for each case, with what it shows, instead of one for each result
    #[arg(long)]
    pub(super) cases: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exitspec explain rust/classic                 a table of a group
  exitspec explain rust/atexit/lifo             everything about a case
  exitspec explain lifo --sink file             whatever has this in its name
  exitspec explain --compare                    what there is in several languages
  exitspec explain --compare end_at_once        os._exit, _exit and their like side by side")]
pub(super) struct ExplainArgs {
    /// The id of a case, the name of a group, or a part of either; with --compare, a notion or a case of one
    #[arg(required_unless_present = "compare")]
    pub(super) what: Option<String>,
    /// Show the same notion in several languages side by side; list the notions, if none is named
    #[arg(long)]
    pub(super) compare: bool,
    #[command(flatten)]
    pub(super) narrow: Narrow,
    #[command(flatten)]
    pub(super) how: How,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is written that a standard mandates, and nothing at all when CI is set in the environment. A case without an
entry gets a draft, to which you add what it shows and its sources. Look at the change before you commit it.

Examples:
  exitspec bless rust/print                     what is not as expected there
  exitspec bless --exact rust/tls/at_return \\
      --when libc=musl --reason 'musl runs none' what is different on a platform")]
pub(super) struct BlessArgs {
    #[command(flatten)]
    pub(super) select: Select,
    /// Multiply all limits with this, for slow machines
    #[arg(long, value_name = "FACTOR", env = exitspec::run::ENV_TIMEOUT_SCALE, default_value = "1", value_parser = Config::parse_scale)]
    pub(super) timeout_scale: f64,
    /// The folder with the JSON files that are read and written
    #[arg(long, value_name = "DIR", default_value = "fixtures")]
    pub(super) expectations: PathBuf,
    /// The level of cases that have no entry yet
    #[arg(long, value_name = "LEVEL", default_value = "documented")]
    level: LevelArg,
    /// Write what is different on platforms for which this holds, not what is expected everywhere (can be given
    /// several times): libc=musl, version=<1.2, os=linux, kernel=>=6.0, arch=x86_64, panic=abort, …
    #[arg(long, value_name = "FIELD=VALUE", requires = "reason")]
    when: Vec<String>,
    /// Why it is different there
    #[arg(long, requires = "when")]
    pub(super) reason: Option<String>,
    /// Where to read more about it; needed where it deviates from something mandated
    #[arg(long, requires = "when")]
    pub(super) url: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct PlatformsArgs {
    /// Read descriptions of platforms from this file [default: exitspec.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Times, process ids and the like are not compared, nor who wins a race. A change that has no reason on either side is
marked as unexplained.

Examples:
  exitspec diff before.json after.json          before and after an upgrade
  exitspec diff glibc.json musl.json            two C libraries
  exitspec diff a.json b.json --format json     for a program

Exit codes:
  0  nothing changed, and nothing is printed    1  something changed    2  a file is no run document")]
pub(super) struct DiffArgs {
    /// The run document of the first run
    #[arg(value_name = "A")]
    pub(super) a: PathBuf,
    /// The run document of the second run
    #[arg(value_name = "B")]
    pub(super) b: PathBuf,
    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: DiffFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DiffFormat {
    /// For reading, results with the same change together
    Text,
    /// For programs, one entry for each result
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Mandated behaviours that some platform violates come first, then what may differ and does, undefined behaviour, hangs
and crashes, and what nobody has explained. The documents may be given in any order.

Examples:
  exitspec findings glibc.json musl.json                two C libraries
  exitspec findings reports/published/c/*.json.gz --output docs/findings.md")]
pub(super) struct FindingsArgs {
    /// Run documents, each of another platform
    #[arg(value_name = "DOC", required = true)]
    pub(super) documents: Vec<PathBuf>,
    /// Write to FILE instead of stdout
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A claim's verdict is computed from its evidence: it holds when all results show what it says, does not hold when none
does, and holds only sometimes when some do. It is held against the verdict of whoever looked at it last.

Examples:
  exitspec claims                               all, on this machine
  exitspec claims B2                            everything about one
  exitspec claims --platform all                on every interpreter that is here
  exitspec claims --from a.json b.json --format markdown --output claims.md

Exit codes:
  0  all is as reviewed      2  wrong usage, or a bad file    4  there is no evidence
  1  a verdict is another    3  the harness could not tell")]
pub(super) struct ClaimsArgs {
    /// Only these, with everything about them: A1, B2
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    /// Take the results from these run documents, each of another platform, and run nothing
    #[arg(
        long,
        value_name = "DOC",
        num_args = 1..,
        conflicts_with_all = ["platform", "cc", "python", "shell", "wrapper", "timeout_scale"]
    )]
    pub(super) from: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ClaimsFormat,
    /// Write to FILE instead of stdout
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Read the claims from this file instead of those built in
    #[arg(long, value_name = "FILE")]
    pub(super) claims: Option<PathBuf>,
    #[command(flatten)]
    pub(super) how: How,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ClaimsFormat {
    /// For reading: a table, or with an ID a page
    Text,
    /// For reading on the web
    Markdown,
    /// For programs
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    Documented,
    ImplementationDefined,
    Unspecified,
    Undefined,
}

impl BlessArgs {
    pub(super) fn level(&self) -> Level {
        match self.level {
            LevelArg::Documented => Level::Documented,
            LevelArg::ImplementationDefined => Level::ImplementationDefined,
            LevelArg::Unspecified => Level::Unspecified,
            LevelArg::Undefined => Level::Undefined,
        }
    }

    /// The condition, read as the same fields are read in a fixture file.
    pub(super) fn when(&self) -> Result<Option<When>, String> {
        if self.when.is_empty() {
            return Ok(None);
        }
        let mut fields = serde_json::Map::new();
        for condition in &self.when {
            let (field, value) = condition
                .split_once('=')
                .ok_or_else(|| format!("`--when {condition}` has no `=`: it takes FIELD=VALUE"))?;
            fields.insert(field.to_owned(), value.into());
        }
        serde_json::from_value(fields.into())
            .map(Some)
            .map_err(|error| format!("--when: {error}"))
    }
}

fn sinks() -> impl clap::builder::TypedValueParser<Value = Sink> {
    PossibleValuesParser::new(Sink::ALL.iter().map(|sink| sink.name()))
        .try_map(|name| Sink::from_name(&name).ok_or("not a sink"))
}

impl Select {
    pub(super) fn selection(&self) -> Selection {
        Selection {
            filters: self.filters.clone(),
            skip: self.skip.clone(),
            exact: self.exact,
            partition: self.partition,
            ..self.narrow.selection()
        }
    }
}

impl Narrow {
    pub(super) fn selection(&self) -> Selection {
        Selection {
            sinks: self.sink.clone(),
            isolation: match self.isolation {
                IsolationArg::Fork => Isolation::Fork,
                IsolationArg::Spawn => Isolation::Spawn,
            },
            twin: !self.no_twin,
            ..Selection::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

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
