//! Whether a matrix is sound: every cell covered once, nothing said in vain, the same cases as the suite.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Case;
use crate::expectation::book::help_stale;
use crate::expectation::check::{Checker, is_case_name};
use crate::expectation::error::Problem;
use crate::expectation::layers::merge;
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::matrix::cells::Cell;
use crate::expectation::matrix::{CellOverride, MatrixEnding, MatrixFile, Rule, Selector, Witness};
use crate::expectation::read::Parts;
use crate::sink::Sink;
use crate::verdict::Level;

impl MatrixFile {
    /// The parts that can be read by themselves.
    pub(in crate::expectation) fn parts(
        parts: &mut Parts<'_>,
        object: &jsonc_parser::ast::Object<'_>,
    ) {
        parts.members::<MatrixEnding>(object, "endings");
        parts.members::<Witness>(object, "witnesses");
        parts.elements::<Rule>(object, "rules");
        parts.elements::<CellOverride>(object, "platforms");
    }

    /// All that is wrong with a matrix file of the right form.
    pub(in crate::expectation) fn check(&self, document: &Document) -> Vec<Problem> {
        let mut checker = Checker::new(document);
        let root = JsonPath::default();
        checker.words(
            &root.key("summary"),
            &self.summary,
            "say in one line what the matrix shows",
        );
        self.check_sinks(&mut checker, &root.key("sinks"), &self.sinks);
        for (name, ending) in &self.endings {
            check_ending(&mut checker, &root.key("endings").key(name), name, ending);
        }
        for (name, witness) in &self.witnesses {
            check_witness(
                &mut checker,
                &root.key("witnesses").key(name),
                name,
                witness,
            );
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let path = root.key("rules").index(at);
            checker.words(&path.key("reason"), &rule.reason, "say why it is so");
            checker.sources(&path.key("sources"), &rule.sources);
            self.check_selection(
                &mut checker,
                &path,
                &rule.endings,
                &rule.witnesses,
                rule.sinks.as_deref(),
            );
        }
        for at in 0..self.platforms.len() {
            self.check_override(&mut checker, &root.key("platforms").index(at), at);
        }
        self.check_coverage(&mut checker, &root.key("rules"));
        checker.problems
    }

    fn check_sinks(&self, checker: &mut Checker<'_>, path: &JsonPath, sinks: &[Sink]) {
        if sinks.is_empty() {
            checker.refuse(
                path,
                "is empty",
                "list the sinks, or leave it out where that means all",
            );
        }
        for (at, sink) in sinks.iter().enumerate() {
            let path = path.index(at);
            if sinks[..at].contains(sink) {
                checker.refuse(
                    &path,
                    format!("`{sink}` is given a second time"),
                    "keep one of the two",
                );
            }
            if !self.sinks.contains(sink) {
                checker.refuse(
                    &path,
                    format!("`{sink}` is no sink of this matrix"),
                    "remove it, or add it to the matrix's `sinks`",
                );
            }
        }
    }

    fn check_selection(
        &self,
        checker: &mut Checker<'_>,
        path: &JsonPath,
        endings: &Selector,
        witnesses: &Selector,
        sinks: Option<&[Sink]>,
    ) {
        let endings = (
            endings,
            "ending",
            "endings",
            self.endings.keys().collect::<Vec<_>>(),
        );
        let witnesses = (
            witnesses,
            "witness",
            "witnesses",
            self.witnesses.keys().collect(),
        );
        for (selector, what, key, known) in [endings, witnesses] {
            let Selector::Names(names) = selector else {
                continue;
            };
            let path = path.key(key);
            if names.is_empty() {
                checker.refuse(
                    &path,
                    "is empty, so that it is about nothing",
                    "list the names, or write \"*\"",
                );
            }
            for (at, name) in names.iter().enumerate() {
                let path = path.index(at);
                if !known.contains(&name) {
                    let help = help_stale(name, known.iter().map(|known| known.as_str()));
                    checker.refuse(&path, format!("the matrix has no {what} `{name}`"), &help);
                } else if names[..at].contains(name) {
                    checker.refuse(
                        &path,
                        format!("`{name}` is given a second time"),
                        "keep one of the two",
                    );
                }
            }
        }
        if let Some(sinks) = sinks {
            self.check_sinks(checker, &path.key("sinks"), sinks);
        }
    }

    fn check_override(&self, checker: &mut Checker<'_>, path: &JsonPath, at: usize) {
        let with = &self.platforms[at];
        self.check_selection(
            checker,
            path,
            &with.endings,
            &with.witnesses,
            with.sinks.as_deref(),
        );
        checker.conditions(path, &with.when);
        if with.outcome.is_none() && with.expect.is_none() {
            checker.refuse(
                path,
                "says nothing that is different",
                "give `outcome`, `expect`, or both",
            );
        }
        if let Some(expect) = &with.expect {
            checker.expect(&path.key("expect"), expect);
        }
        let cells: Vec<(Cell<'_>, &Rule)> = self
            .cells()
            .filter(|cell| cell.is_in(&with.endings, &with.witnesses, with.sinks.as_deref()))
            .filter_map(|cell| Some((cell, self.rule(cell)?)))
            .collect();
        let is_mandated = cells
            .iter()
            .any(|(cell, rule)| rule.level.max(cell.ending.1.level) == Level::Mandated);
        let level = if is_mandated {
            Level::Mandated
        } else {
            Level::Documented
        };
        checker.reason(path, &with.reason, with.url.as_deref(), level);
        if cells.is_empty() {
            return; // Unknown names, told already.
        }
        if !cells
            .iter()
            .any(|(cell, rule)| cell.deviation(rule, with).is_some())
        {
            checker.refuse(
                path,
                "changes nothing: what it expects is what is expected anyway",
                "remove it, or say what is different",
            );
        }
        let shadows = |later: &CellOverride| {
            later.when.covers(&with.when)
                && cells.iter().all(|(cell, _)| {
                    cell.is_in(&later.endings, &later.witnesses, later.sinks.as_deref())
                })
        };
        if let Some(later) = self.platforms[at + 1..].iter().position(shadows) {
            checker.shadowed(path, at + 1 + later);
        }
    }

    /// That every cell is covered by exactly one rule.
    fn check_coverage(&self, checker: &mut Checker<'_>, path: &JsonPath) {
        let mut missing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut twice: BTreeMap<(usize, usize), (String, usize)> = BTreeMap::new();
        for cell in self.cells() {
            let name = format!("{}.{}", cell.ending.0, cell.witness.0);
            let covering: Vec<usize> = (0..self.rules.len())
                .filter(|at| {
                    let rule = &self.rules[*at];
                    cell.is_in(&rule.endings, &rule.witnesses, rule.sinks.as_deref())
                })
                .collect();
            match covering.as_slice() {
                [] => missing.entry(name).or_default().push(cell.sink.name()),
                [_] => {}
                [first, second, ..] => {
                    let cells = twice
                        .entry((*first, *second))
                        .or_insert_with(|| (format!("{name} with {}", cell.sink), 0));
                    cells.1 += 1;
                }
            }
        }
        for (name, sinks) in missing {
            checker.refuse(
                path,
                format!("no rule covers {name} with {}", sinks.join(", ")),
                "add a rule, or widen one; what cannot be is declared `impossible`",
            );
        }
        for ((first, second), (name, cells)) in twice {
            let more = match cells {
                1 => String::new(),
                n => format!(" and {} cells more", n - 1),
            };
            checker.refuse(
                &path.index(second),
                format!("covers {name}{more}, which rules[{first}] covers already"),
                "narrow one of the two",
            );
        }
    }

    /// The problems of a suite that has other cases than the matrix.
    pub(in crate::expectation) fn check_cases(
        &self,
        document: &Document,
        cases: &[Case],
        problems: &mut Vec<Problem>,
    ) {
        let root = JsonPath::default();
        let named: BTreeSet<&str> = cases.iter().map(Case::name).collect();
        for ending in self.endings.keys() {
            let has_no_case =
                |witness: &&String| !named.contains(format!("{ending}.{witness}").as_str());
            let missing: Vec<&str> = self
                .witnesses
                .keys()
                .filter(has_no_case)
                .map(String::as_str)
                .collect();
            if missing.is_empty() {
                continue;
            }
            let message = match missing.len() == self.witnesses.len() {
                true => format!("the suite has no case of the ending `{ending}`"),
                false => format!(
                    "the suite has no case `{ending}.` followed by {}",
                    missing.join(", ")
                ),
            };
            problems.push(document.problem(
                &root.key("endings").key(ending),
                message,
                "add the cases, impossible ones too, or remove the ending or witness",
            ));
        }
        for case in cases {
            let is_cell = case
                .name()
                .split_once('.')
                .is_some_and(|(ending, witness)| {
                    self.endings.contains_key(ending) && self.witnesses.contains_key(witness)
                });
            if !is_cell {
                problems.push(document.problem(
                    &root,
                    format!(
                        "the suite's case `{}` is no ENDING.WITNESS of this matrix",
                        case.name()
                    ),
                    "add the ending or the witness, or correct the name of the case",
                ));
            }
            for sink in case.sinks.iter().filter(|sink| !self.sinks.contains(sink)) {
                problems.push(document.problem(
                    &root.key("sinks"),
                    format!("the suite's case `{}` runs with `{sink}`", case.name()),
                    "add the sink here, or remove it from the case",
                ));
            }
        }
        for (at, sink) in self.sinks.iter().enumerate() {
            if !cases.is_empty() && !cases.iter().any(|case| case.sinks.contains(sink)) {
                problems.push(document.problem(
                    &root.key("sinks").index(at),
                    format!("no case of the suite runs with `{sink}`"),
                    "remove it, or add the sink to the cases",
                ));
            }
        }
    }
}

fn check_name(checker: &mut Checker<'_>, path: &JsonPath, name: &str) {
    if !is_case_name(name) || name.contains('.') {
        checker.refuse(
            path,
            format!("`{name}` cannot be one half of the name of a case"),
            "use letters, digits, `_`, `-` and `+`",
        );
    }
}

fn check_ending(checker: &mut Checker<'_>, path: &JsonPath, name: &str, ending: &MatrixEnding) {
    check_name(checker, path, name);
    checker.words(
        &path.key("summary"),
        &ending.summary,
        "say in a few words what the body does",
    );
    checker.sources(&path.key("sources"), &ending.sources);
    checker.layer(path, &ending.expect, &ending.by_sink);
    checker.is_complete(path, &ending.by_sink, |sink| {
        merge(
            [&ending.expect]
                .into_iter()
                .chain(ending.by_sink.get(&sink)),
        )
    });
    if ending
        .by_sink
        .get(&Sink::Shared)
        .is_some_and(|shared| shared.stdout.is_some())
    {
        checker.refuse(
            &path.key("by_sink").key("shared").key("stdout"),
            "is made of the two streams in a matrix",
            "remove it: what is on stdout and stderr is expected one after the other, either first",
        );
    }
}

fn check_witness(checker: &mut Checker<'_>, path: &JsonPath, name: &str, witness: &Witness) {
    check_name(checker, path, name);
    checker.words(
        &path.key("summary"),
        &witness.summary,
        "say in a few words what it is",
    );
    let seen = &witness.seen;
    let path = path.key("seen");
    if seen.journal.is_empty() && seen.stdout.is_none() && seen.stderr.is_none() {
        checker.refuse(
            &path,
            "is empty, so that running and loss would look the same",
            "give `journal`, `stdout` or `stderr`",
        );
    }
    for (key, text) in [("stdout", &seen.stdout), ("stderr", &seen.stderr)] {
        if text.as_ref().is_some_and(|text| text.0.is_empty()) {
            checker.refuse(
                &path.key(key),
                "is empty, so that running and loss would look the same",
                "remove it, or give the text",
            );
        }
    }
    for (at, event) in seen.journal.iter().enumerate() {
        checker.event(&path.key("journal").index(at), event);
    }
}
