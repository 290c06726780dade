//! The command as its users meet it: the real binary, its output, its exit codes.

mod interrupts;
mod listing;
mod mistakes;
mod output;
mod running;
mod support;
