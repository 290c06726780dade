//! What GitHub Actions shows of a run: annotations, from lines on stdout, and the summary of a step, in Markdown.

mod annotations;
mod step_summary;

pub use annotations::annotations;
pub use step_summary::{SUMMARY_LIMIT, step_summary};
