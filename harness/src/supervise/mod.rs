//! Running a case: nursery, supervisors, cases.
//!
//! ```text
//! main, before any thread exists
//!  └─ nursery          one thread; forks supervisors when asked, and outlives them
//!      └─ supervisor   one thread; adopts orphans; runs one case at a time
//!          └─ case     session and group of its own; returns to the real `main`, or executes another image
//! ```
//!
//! `docs/how-it-works.md` tells why it is so and what each process may rely on.

mod capture;
mod case_run;
mod client;
mod launch;
mod normalise;
mod nursery;
mod setup;
mod sinks;
mod supervisor;
mod sweep;
mod watch;
mod wire;

pub use case_run::CaseRun;
pub use client::{
    Lost, Nursery, Role, StartError, Stopper, Worker, WorkerError, is_spawned, start,
};
pub use sinks::sink_available;
pub use wire::{Command, Job};
