//! The formats of other tools, for a run and for documents that are there.

use std::path::PathBuf;

use clap::Args;

/// Where results go, besides a run document and what is printed.
#[derive(Debug, Default, Args)]
#[group(id = "formats", multiple = true)]
pub(in crate::cli) struct OutputArgs {
    /// Write JUnit XML to FILE, for Jenkins and others; `-` is stdout, here and below
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) junit: Option<PathBuf>,
    /// Write TAP, version 14, to FILE
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) tap: Option<PathBuf>,
    /// Write what somebody has to look at to FILE, as Markdown
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) markdown: Option<PathBuf>,
    /// Write one line for each result to FILE, sorted and without what varies
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) lines: Option<PathBuf>,
    /// Print annotations for GitHub Actions, ten at most, and add Markdown to the file that GITHUB_STEP_SUMMARY names
    #[arg(long)]
    pub(in crate::cli) github: bool,
}
