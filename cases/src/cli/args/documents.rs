//! The options of the commands that read run documents.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::outputs::OutputArgs;

#[derive(Debug, Args)]
#[command(after_help = "\
Times, process ids and the like are not compared, nor who wins a race. A change that has no reason on either side is
marked as unexplained. Where one of the two is of a part of the cases, what only the other has is counted, not listed.

Examples:
  exitspec diff before.json after.json          before and after an upgrade
  exitspec diff glibc.json musl.json            two C libraries
  exitspec diff a.json b.json --format json     for a program
  exitspec diff a.json b.json --format markdown > diff.md

Exit codes:
  0  nothing changed, and nothing is printed    1  something changed    2  a file is no run document")]
pub(in crate::cli) struct DiffArgs {
    /// The run document of the first run
    #[arg(value_name = "A")]
    pub(in crate::cli) a: PathBuf,
    /// The run document of the second run
    #[arg(value_name = "B")]
    pub(in crate::cli) b: PathBuf,
    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: DiffFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// For reading, results with the same change together
    Text,
    /// For reading on the web
    Markdown,
    /// For programs, one entry for each result
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Documents of one platform, such as the parts of a run that was divided by --partition, become one. Documents of several
platforms are put into one file, which every command that reads documents takes. It does not matter in which order they
are given. Two that say different things of one result are an error, and so are two versions of the suite.

Examples:
  exitspec merge part*.json --output whole.json --one-platform
  exitspec merge glibc.json musl.json --output all.json.gz
  exitspec merge all.json.gz --only musl --output musl.json

Exit codes:
  0  it is written    2  a file is no run document, or they do not agree    4  no platform is left")]
pub(in crate::cli) struct MergeArgs {
    /// Run documents; `-` is stdin
    #[arg(value_name = "DOC", required = true)]
    pub(in crate::cli) documents: Vec<PathBuf>,
    /// Write to FILE instead of stdout, compressed when it ends in .gz
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Take it as an error when they are not all of one platform
    #[arg(long)]
    pub(in crate::cli) one_platform: bool,
    /// Only platforms whose name contains this
    #[arg(long, value_name = "PLATFORM")]
    pub(in crate::cli) only: Option<String>,
    /// Let less replace more: a part a whole run, or fewer platforms
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "\
The same as the options of that name write at the end of a run.

Examples:
  exitspec convert out.json --junit junit.xml --lines results.txt
  exitspec convert part*.json --github          all parts of a run on GitHub Actions
  exitspec convert out.json --tap - | prove -

Exit codes:
  0  it is written    2  a file is no run document, or cannot be written    4  there are no results",
    group(clap::ArgGroup::new("wanted").args(["junit", "tap", "markdown", "lines", "github"]).multiple(true).required(true))
)]
pub(in crate::cli) struct ConvertArgs {
    /// Run documents; `-` is stdin. Those of one platform are put together first
    #[arg(value_name = "DOC", required = true)]
    pub(in crate::cli) documents: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) outputs: OutputArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Mandated behaviours that some platform violates come first, then what may differ and does, undefined behaviour, hangs
and crashes, and what nobody has explained. The documents may be given in any order.

Examples:
  exitspec findings glibc.json musl.json                two C libraries
  exitspec findings reports/published/c/*.json.gz --output docs/findings.md")]
pub(in crate::cli) struct FindingsArgs {
    /// Run documents, each of another platform
    #[arg(value_name = "DOC", required = true)]
    pub(in crate::cli) documents: Vec<PathBuf>,
    /// Write to FILE instead of stdout
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
}
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is run: what was observed stays as it is, and so do results without an observation, with the reason why there is
none. Each result that comes out different is printed.

Examples:
  exitspec judge old.json                              is it still right?
  exitspec judge --expectations fixtures --write docs/*.json.gz

Exit codes:
  0  all is as expected, and as the documents say   2  a file is no run document, or of another suite
  1  FAIL or XPASS, or, without --write, a result that is not what the document says
  3  UNRESOLVED")]
pub(in crate::cli) struct JudgeArgs {
    /// The run documents
    #[arg(value_name = "DOC", required = true)]
    pub(in crate::cli) documents: Vec<PathBuf>,
    /// Replace the documents by the new ones
    #[arg(long)]
    pub(in crate::cli) write: bool,
    /// Read the expectations from the JSON files below this folder instead of those built in
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) expectations: Option<PathBuf>,
}
