//! The programs that have the bodies of whole families.

use std::collections::BTreeMap;

use crate::supervise::Command;

/// What runs the bodies of a family that are not in this binary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    /// What is executed, with the name of the case (without its family) as the last argument.
    pub command: Command,
    /// Features of cases that it lacks, each with the reason why a case that needs it is UNSUPPORTED.
    pub missing: BTreeMap<String, String>,
}

/// How to find the program of a family, by the family's name; asked once for each family that is wanted. An error is the reason why its
/// cases are UNSUPPORTED.
pub type FindProgram<'a> = dyn Fn(&str) -> Result<Program, String> + 'a;

/// For suites that have native cases only.
pub fn no_program(family: &str) -> Result<Program, String> {
    Err(format!("nobody has said what runs the family `{family}`"))
}
