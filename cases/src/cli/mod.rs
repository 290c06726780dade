//! The command line: what was typed becomes ready-to-use objects, which the library runs and the reports show.

mod args;
mod bless;
mod claims;
mod compare;
mod diff;
mod execute;
mod exit;
mod explain;
mod findings;
mod generate;
mod judge;
mod list;
mod output;
mod platforms;
mod program;
mod progress;
mod report;
mod run;
mod targets;

pub use program::main;
