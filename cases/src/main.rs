//! The `exitspec` command.
fn main() {}
