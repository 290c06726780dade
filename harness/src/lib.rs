//! What happens when a Unix process ends: run it, record it exactly, judge it.
//!
//! A [`Case`] is a function and some plain data. It runs in a process of its own, with stdout and stderr connected to a
//! [`Sink`]; its body ends in whatever way the case is about. What arrived, what ran and in which order, and the status word
//! make an [`Observation`](observation::Observation), which is held against an [`expectation`] that names its source.
//!
//! # Cases of your own
//!
//! In `Cargo.toml`:
//!
//! ```toml
//! [dev-dependencies]
//! exitspec = "0.1"
//!
//! [[test]]
//! name = "endings"
//! harness = false
//! ```
//!
//! In `tests/endings.rs`:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use exitspec::expectation::Source;
//! use exitspec::{Case, Context, Group, Sink, Suite, case, event};
//!
//! struct Guard;
//!
//! impl Drop for Guard {
//!     fn drop(&mut self) {
//!         event!("flushed");
//!     }
//! }
//!
//! fn guard_flushes_on_return(_: &Context) {
//!     let _guard = Guard;
//! }
//!
//! fn guard_is_lost_on_exit(_: &Context) {
//!     let _guard = Guard;
//!     std::process::exit(3)
//! }
//!
//! const CASES: &[Case] = &[
//!     case!(guard_flushes_on_return).sinks(Sink::CAPTURED),
//!     case!(guard_is_lost_on_exit),
//! ];
//!
//! fn main() -> ExitCode {
//!     exitspec::main(&Suite {
//!         name: "my-logger",
//!         version: env!("CARGO_PKG_VERSION"),
//!         groups: vec![Group { name: "rust/guard", cases: CASES.into() }],
//!         expectations: Source::Dir("tests/expectations".into()),
//!     })
//! }
//! ```
//!
//! In `tests/expectations/rust/guard.json`:
//!
//! ```json
//! {
//!   "group": "rust/guard",
//!   "cases": {
//!     "guard_flushes_on_return": {
//!       "summary": "the guard's Drop runs when main returns",
//!       "level": "documented",
//!       "sources": [{ "doc": "my-logger", "clause": "README, Shutting down" }],
//!       "expect": { "ending": { "exited": 0 }, "journal": ["flushed"] }
//!     },
//!     "guard_is_lost_on_exit": {
//!       "summary": "std::process::exit runs no destructors",
//!       "level": "documented",
//!       "sources": [{ "doc": "Rust std 1.95", "clause": "std::process::exit" }],
//!       "expect": { "ending": { "exited": 3 } }
//!     }
//!   }
//! }
//! ```
//!
//! # What to know
//!
//! - [`main`] has to be the first thing that `main` does: it forks, and refuses to when the process has threads.
//! - What is not mentioned in an expectation means the usual: nothing on stdout and stderr, an empty journal, nothing left
//!   behind. A case cannot print something unnoticed.
//! - Only Linux can find descendants that left the case's session; elsewhere the case's group is killed and nothing is
//!   listed.

mod bytes;
mod case;
mod context;
pub mod document;
pub mod expectation;
#[cfg(feature = "libtest")]
pub mod front;
pub mod journal;
pub mod observation;
mod platform;
pub mod run;
mod sink;
pub mod status;
pub mod supervise;
mod sys;
mod verdict;

#[doc(hidden)]
pub use case::{call_body, last_segment};

pub use bytes::Bytes;
pub use case::{
    Body, Case, DEFAULT_LIMIT_MS, Descendants, Finish, Group, Isolation, Need, OnStop, Panic, Suite,
};
pub use context::Context;
#[cfg(feature = "libtest")]
pub use front::main;
pub use platform::{Libc, Platform, Runtime};
pub use sink::Sink;
pub use verdict::{Level, Verdict};
