//! What happens when a Unix process ends: run it, record it exactly, judge it.

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
