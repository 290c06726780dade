//! What the families have in common whose bodies are in a program of their own, below `probes/`.

#[cfg(feature = "cli")]
mod extract;
mod family;
mod how;
mod sources;

pub(crate) use family::{FAMILIES, Family};
pub(crate) use how::case;
