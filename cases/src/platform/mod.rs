//! Platforms that cases in programs run on: what is known of them, what is here, and the program that is built for each.
//!
//! ```text
//! platforms.toml, exitspec.toml ──► Description ──► Prepared: built, asked what it is, ready to run
//! ```

mod binary;
mod build;
mod cache;
mod child;
mod config;
mod describe;
mod prepare;

pub use child::interrupted;
pub use config::{BUILT_IN, ConfigError, Description, Descriptions};
pub use prepare::{Prepared, for_this_process};
