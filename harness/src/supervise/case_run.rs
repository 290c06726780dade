//! In the case's own process: entering the body.

use std::os::fd::RawFd;
use std::path::PathBuf;
use std::process::ExitCode;

use super::client::StartError;
use crate::case::{Code, Suite};
use crate::context::Context;
use crate::journal;
use crate::sink::Sink;

/// Names the case for a process that is spawned to run it.
pub(crate) const ENV_CASE: &str = "EXITSPEC_CASE";
/// The gate's descriptor, for a spawned process.
pub(crate) const ENV_GATE: &str = "EXITSPEC_GATE";
/// The case's own directory, for a spawned process.
pub(crate) const ENV_DIR: &str = "EXITSPEC_DIR";

/// The role of a process that was made to run one case.
///
/// `main` calls [`run`](CaseRun::run) and returns what it gives: the body then ends as the body of any program does.
#[derive(Debug)]
pub struct CaseRun {
    pub(crate) case: usize,
    pub(crate) context: Context,
}

impl CaseRun {
    /// Enters the body. Comes back if the body returns, with the exit code that `main` is to return.
    pub fn run(self, suite: &Suite) -> ExitCode {
        let body = match suite.case(self.case).map(|(_, case)| case.code) {
            Some(Code::Native(body)) => body,
            Some(Code::Program) => unreachable!("its process has become another program"),
            None => unreachable!("the case was found in this very suite"),
        };
        journal::begin();
        let finish = body(&self.context);
        journal::ending();
        finish.report()
    }

    /// The case this process was spawned for, if it was.
    pub(crate) fn from_environment(suite: &Suite) -> Result<Option<CaseRun>, StartError> {
        let Ok(id) = std::env::var(ENV_CASE) else {
            return Ok(None);
        };
        let variable = |name: &str| std::env::var(name).ok();
        let number = |name: &str| -> Option<RawFd> { variable(name)?.parse().ok() };
        let incomplete = || {
            let error = StartError::Spawned { case: id.clone() };
            // The supervisor is to know that this is no ending of the case's: a twin of another day, most likely.
            journal::failed(&error.to_string());
            error
        };
        let descriptor = number(journal::ENV_JOURNAL).ok_or_else(incomplete)?;
        journal::connect(descriptor, false);
        let case = suite
            .cases()
            .position(|(known, _)| known == id)
            .ok_or_else(incomplete)?;
        let sink = variable(journal::ENV_SINK)
            .and_then(|name| Sink::from_name(&name))
            .ok_or_else(incomplete)?;
        journal::connect(descriptor, sink == Sink::File);
        let context = Context {
            case: id,
            sink,
            dir: variable(ENV_DIR).map(PathBuf::from),
            gate: number(ENV_GATE),
        };
        Ok(Some(CaseRun { case, context }))
    }
}
