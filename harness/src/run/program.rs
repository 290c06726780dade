//! The programs that have the bodies of whole families.

use std::collections::BTreeMap;

use crate::platform::Runtime;
use crate::supervise::Command;

/// What runs the bodies of a family that are not in this binary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    /// What is executed, with the name of the case (without its family) as the next argument, and then what it calls, if it does.
    pub command: Command,
    /// What it turned out to be, if it was asked.
    pub runtime: Option<Runtime>,
    /// Features of cases that it lacks, each with the reason why a case that needs it is UNSUPPORTED.
    pub missing: BTreeMap<String, String>,
}

/// Why a family has no program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoProgram {
    /// This machine lacks what it takes: the reason why the family's cases are UNSUPPORTED.
    Missing(String),
    /// Everything is there, and still it cannot be made: nothing can be said about the cases.
    Broken(String),
}

/// How to find the program of a family, by the family's name; asked once for each family that is wanted.
pub type FindProgram<'a> = dyn Fn(&str) -> Result<Program, NoProgram> + 'a;

/// For suites that have native cases only.
pub fn no_program(family: &str) -> Result<Program, NoProgram> {
    Err(NoProgram::Missing(format!(
        "nobody has said what runs the family `{family}`"
    )))
}
