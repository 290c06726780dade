//! The options of the commands that tell of the suite and of this machine: `list`, `explain`, `platforms`.

use std::path::PathBuf;

use clap::Args;

use super::run::{How, Narrow, Select};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exitspec list --sink tty                      results with a terminal
  exitspec list --cases rust/panic              cases of a group, with what they show
  exitspec list --partition hash:1/3 | wc -l    how much a part is")]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    pub(in crate::cli) select: Select,
    /// One line for each case, with what it shows, instead of one for each result
    #[arg(long)]
    pub(in crate::cli) cases: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exitspec explain rust/classic                 a table of a group
  exitspec explain rust/atexit/lifo             everything about a case
  exitspec explain lifo --sink file             whatever has this in its name
  exitspec explain c/abort --platform musl-1.2.5,glibc-2.41   on two platforms, one after the other
  exitspec explain --compare                    what there is in several languages
  exitspec explain --compare end_at_once        os._exit, _exit and their like side by side")]
pub(in crate::cli) struct ExplainArgs {
    /// The id of a case, the name of a group, or a part of either; with --compare, a notion or a case of one
    #[arg(required_unless_present = "compare")]
    pub(in crate::cli) what: Option<String>,
    /// Show the same notion in several languages side by side; list the notions, if none is named
    #[arg(long)]
    pub(in crate::cli) compare: bool,
    #[command(flatten)]
    pub(in crate::cli) narrow: Narrow,
    #[command(flatten)]
    pub(in crate::cli) how: How,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlatformsArgs {
    /// Read descriptions of platforms from this file [default: exitspec.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,
}
