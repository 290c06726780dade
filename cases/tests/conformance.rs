//! The suite as a test target.
fn main() {}
