//! The `cargo test` front: a suite as a test target that takes the options of libtest.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! # fn suite() -> exitspec::Suite { unimplemented!() }
//! // tests/endings.rs, with `harness = false` in Cargo.toml
//! fn main() -> ExitCode {
//!     exitspec::main(&suite())
//! }
//! ```
//!
//! Each case with each of its sinks is a test: `rust::group::case::sink`. PASS and XFAIL are passed, UNSUPPORTED is
//! ignored with its reason, FAIL, XPASS and UNRESOLVED are failed. `docs/commands.md` has the options and variables.

mod engine;
mod json;
mod list;
mod options;
mod outcome;
mod program;
mod shuffle;
mod trials;

pub use program::{ENV_JSON, Front, main};
