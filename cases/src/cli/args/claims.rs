//! The options of `claims`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::run::How;

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
pub(in crate::cli) struct ClaimsArgs {
    /// Only these, with everything about them: A1, B2
    #[arg(value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,
    /// Take the results from these run documents, each of another platform, and run nothing
    #[arg(
        long,
        value_name = "DOC",
        num_args = 1..,
        conflicts_with_all = ["platform", "cc", "python", "shell", "wrapper", "timeout_scale"]
    )]
    pub(in crate::cli) from: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: ClaimsFormat,
    /// Write to FILE instead of stdout
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Read the claims from this file instead of those built in
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) claims: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) how: How,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(in crate::cli) enum ClaimsFormat {
    /// For reading: a table, or with an ID a page
    Text,
    /// For reading on the web
    Markdown,
    /// For programs
    Json,
}
