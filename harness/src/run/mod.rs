//! Running a selection of a suite: what is to run, whether it can, running it, and the document that comes of it.
//!
//! ```text
//! Selection ──► Plan (case × sink × profile, in the order of the suite)
//!                 │ probe: needs, sinks, the twin, the programs of families
//!                 ▼
//!               Session ──► one result after another ──► Recorder ──► Document
//! ```

mod again;
mod book;
mod interrupt;
mod partition;
mod plan;
mod program;
mod recorder;
mod runner;
mod selection;
mod session;
#[cfg(test)]
pub(crate) mod testing;
mod twin;

pub use again::{Rejudged, judge_again};
pub use book::book;
pub use interrupt::{Interrupts, die_by, die_of_broken_pipe};
pub use partition::{Partition, PartitionError};
pub(crate) use plan::family;
pub use plan::{Item, Plan};
pub use program::{FindProgram, NoProgram, Program, no_program};
pub use recorder::Recorder;
pub use runner::{Config, ENV_TIMEOUT_SCALE, executors, run, total};
pub use selection::Selection;
pub use session::{Executor, Finished, Session};
pub use twin::{ENV_TWIN, Twin};
