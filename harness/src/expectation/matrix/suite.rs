//! Whether the suite has the cases that a matrix is about, and no others.

use std::collections::BTreeSet;

use crate::case::{Case, Group};
use crate::expectation::error::Problem;
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::matrix::{MatrixFile, MatrixGroup};

impl MatrixFile {
    /// The problems of a group of the suite that has other cases than the group of its name has here.
    pub(in crate::expectation) fn check_cases(
        &self,
        document: &Document,
        group: &Group,
        problems: &mut Vec<Problem>,
    ) {
        let Some(own) = self.groups.get(group.name) else {
            return;
        };
        let path = JsonPath::default().key("groups").key(group.name);
        check_missing(document, &path, own, &group.cases, problems);
        for case in group.cases.iter() {
            let is_cell = case
                .name()
                .split_once('.')
                .is_some_and(|(ending, witness)| own.has(ending, witness));
            if !is_cell {
                problems.push(document.problem(
                    &path,
                    format!(
                        "the suite's case `{}` is no ENDING.WITNESS of this group",
                        case.name()
                    ),
                    "add the ending or the witness, or correct the name of the case",
                ));
            }
        }
        self.check_sinks_of(document, group, problems);
    }

    /// That the cases run with the sinks of the matrix, and these are all in use.
    fn check_sinks_of(&self, document: &Document, group: &Group, problems: &mut Vec<Problem>) {
        let path = JsonPath::default().key("sinks");
        for case in group.cases.iter() {
            for sink in case.sinks.iter().filter(|sink| !self.sinks.contains(sink)) {
                problems.push(document.problem(
                    &path,
                    format!("the suite's case `{}` runs with `{sink}`", case.name()),
                    "add the sink here, or remove it from the case",
                ));
            }
        }
        for (at, sink) in self.sinks.iter().enumerate() {
            let mut cases = group.cases.iter();
            if !group.cases.is_empty() && !cases.any(|case| case.sinks.contains(sink)) {
                problems.push(document.problem(
                    &path.index(at),
                    format!(
                        "no case of `{}` in the suite runs with `{sink}`",
                        group.name
                    ),
                    "remove it, or add the sink to the cases",
                ));
            }
        }
    }
}

/// The endings and witnesses that the suite has no cases of, ending by ending.
fn check_missing(
    document: &Document,
    path: &JsonPath,
    own: &MatrixGroup,
    cases: &[Case],
    problems: &mut Vec<Problem>,
) {
    let named: BTreeSet<&str> = cases.iter().map(Case::name).collect();
    for (at, ending) in own.endings.iter().enumerate() {
        let has_no_case =
            |witness: &&String| !named.contains(format!("{ending}.{witness}").as_str());
        let missing: Vec<&str> = own
            .witnesses
            .iter()
            .filter(has_no_case)
            .map(String::as_str)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let message = match missing.len() == own.witnesses.len() {
            true => format!("the suite has no case of the ending `{ending}`"),
            false => format!(
                "the suite has no case `{ending}.` followed by {}",
                missing.join(", ")
            ),
        };
        problems.push(document.problem(
            &path.key("endings").index(at),
            message,
            "add the cases, impossible ones too, or remove the ending or witness",
        ));
    }
}
