//! What the families have in common whose bodies are in a program of their own, below `probes/`.

mod family;
mod how;
pub(crate) mod sources;

pub(crate) use family::{FAMILIES, Family};
pub(crate) use how::case;
