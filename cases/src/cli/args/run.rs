//! The options of `run`, and those that other commands share with it: which results, and how they are run.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum};
use exitspec::run::{Config, Partition, Selection};
use exitspec::{Isolation, Sink};

use super::outputs::OutputArgs;
use crate::cli::targets::Targets;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exitspec run rust/atexit rust/abort           two groups
  exitspec run --exact rust/atexit/lifo@pipe    one result
  exitspec run --repeat 20 --json out.json      look for flips, keep the results
  exitspec run --partition hash:2/5             the second of five machines; see `exitspec merge`
  exitspec run --junit junit.xml --github       for CI
  exitspec run --json - | jq .summary           the run document on stdout, the summary on stderr
  exitspec run c --platform musl-1.2.5          the C cases on another C library
  exitspec run c --platform all --json docs     on all that are here, a run document for each
  exitspec run c --cc 'musl-gcc -static'        on what a compiler builds
  exitspec run c --cc './cc' --wrapper \"./ld.so --library-path $PWD\"   on a library in a build tree
  exitspec run python --platform all            the Python cases on every interpreter that is here
  exitspec run shell --shell './bash --posix'   the shell cases with a shell of your own")]
pub(in crate::cli) struct RunArgs {
    #[command(flatten)]
    pub(in crate::cli) select: Select,
    #[command(flatten)]
    pub(in crate::cli) how: How,
    /// Write the run document to FILE, or to stdout when it is `-`, compressed when it ends in .gz; with several platforms, to NAME.json in this folder
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) json: Option<PathBuf>,
    /// Let a part of the results, or a run that is cut short, replace a document that is complete
    #[arg(long, requires = "json")]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) outputs: OutputArgs,
    /// Leave out of documents what varies of single results, and compress those in a folder: NAME.json.gz
    #[arg(long, requires = "json")]
    pub(in crate::cli) compact: bool,
    /// Run everything N times, and list what does not come out the same every time
    #[arg(long, value_name = "N", default_value = "1")]
    pub(in crate::cli) repeat: NonZeroU32,
    /// How many cases run at a time [default: the number of processors]
    #[arg(long, short = 'j', value_name = "N")]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
    /// Start nothing more after the first FAIL, XPASS or UNRESOLVED
    #[arg(long, overrides_with = "keep_going")]
    pub(in crate::cli) fail_fast: bool,
    /// Run everything whatever fails; this is the default
    #[arg(long, overrides_with = "fail_fast")]
    pub(in crate::cli) keep_going: bool,
    /// Print nothing but what somebody has to look at, and the last line
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

/// Which results.
#[derive(Debug, Args)]
pub(in crate::cli) struct Select {
    /// Only results whose name contains one of these (lifo@pipe, rust::atexit::lifo::pipe), or begins with it if that begins with a family: rust, rust/atexit
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
    /// Take filters and skips as whole names: of a case (rust/atexit/lifo) or of a result (rust/atexit/lifo@pipe)
    #[arg(long)]
    exact: bool,
    /// Leave out results that this as a filter would select (can be given several times)
    #[arg(long, value_name = "FILTER")]
    skip: Vec<String>,
    /// Only this part of what is selected: I/N, count:I/N or slice:I/N (even parts), hash:I/N (stable parts)
    #[arg(long, value_name = "I/N")]
    partition: Option<Partition>,
    #[command(flatten)]
    pub(in crate::cli) narrow: Narrow,
}

/// With what, and how.
#[derive(Debug, Args)]
pub(in crate::cli) struct Narrow {
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
pub(in crate::cli) struct How {
    /// Multiply all limits with this, for slow machines
    #[arg(long, value_name = "FACTOR", env = exitspec::run::ENV_TIMEOUT_SCALE, default_value = "1", value_parser = Config::parse_scale)]
    pub(in crate::cli) timeout_scale: f64,
    /// Read the expectations from the JSON files below this folder instead of those built in
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) expectations: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) targets: Targets,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum IsolationArg {
    /// Forked from a single-threaded supervisor
    Fork,
    /// This program executed afresh
    Spawn,
}

fn sinks() -> impl clap::builder::TypedValueParser<Value = Sink> {
    PossibleValuesParser::new(Sink::ALL.iter().map(|sink| sink.name()))
        .try_map(|name| Sink::from_name(&name).ok_or("not a sink"))
}

impl Select {
    pub(in crate::cli) fn selection(&self) -> Selection {
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
    pub(in crate::cli) fn selection(&self) -> Selection {
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
