//! The family `c`: bodies in a C program, `probes/c`, that is built for each C library.
//!
//! A new case is added there; `probes/c/README.md` says how. What is to be run is read from the program's own registry.

mod registry;

pub(crate) use registry::Registry;
