//! The families `python` and `shell`: bodies in a script, `probes/python` and `probes/shell`, that an interpreter runs.
//!
//! A new case is added there; the README in each folder says how. What is to be run is read from the script's own registry.

mod registry;

pub(crate) use registry::Registry;
