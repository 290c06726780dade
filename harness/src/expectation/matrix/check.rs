//! Whether a matrix is sound: every cell covered once, and nothing said in vain.

use std::collections::BTreeMap;

use crate::expectation::check::{Checker, is_case_name};
use crate::expectation::error::Problem;
use crate::expectation::layers::merge;
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::matrix::area::Kind;
use crate::expectation::matrix::cells::Cell;
use crate::expectation::matrix::{
    CellOverride, MatrixEnding, MatrixFile, MatrixGroup, Rule, Witness,
};
use crate::expectation::read::Parts;
use crate::sink::Sink;
use crate::verdict::Level;

impl MatrixFile {
    /// The parts that can be read by themselves.
    pub(in crate::expectation) fn parts(
        parts: &mut Parts<'_>,
        object: &jsonc_parser::ast::Object<'_>,
    ) {
        parts.members::<MatrixGroup>(object, "groups");
        parts.members::<MatrixEnding>(object, "endings");
        parts.members::<Witness>(object, "witnesses");
        parts.elements::<Rule>(object, "rules");
        parts.elements::<CellOverride>(object, "platforms");
    }

    /// All that is wrong with a matrix file of the right form.
    pub(in crate::expectation) fn check(&self, document: &Document) -> Vec<Problem> {
        let mut checker = Checker::new(document);
        let root = JsonPath::default();
        for (name, group) in &self.groups {
            self.check_group(&mut checker, &root.key("groups").key(name), group);
        }
        self.check_sinks(&mut checker, &root.key("sinks"), &self.sinks);
        for (name, ending) in &self.endings {
            let path = root.key("endings").key(name);
            check_ending(&mut checker, &path, name, ending);
            self.check_use(&mut checker, &path, Kind::Ending, name);
        }
        for (name, witness) in &self.witnesses {
            let path = root.key("witnesses").key(name);
            check_witness(&mut checker, &path, name, witness);
            self.check_use(&mut checker, &path, Kind::Witness, name);
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let path = root.key("rules").index(at);
            checker.words(&path.key("reason"), &rule.reason, "say why it is so");
            checker.sources(&path.key("sources"), &rule.sources);
            self.check_area(&mut checker, &path, rule.area());
        }
        for at in 0..self.platforms.len() {
            self.check_override(&mut checker, &root.key("platforms").index(at), at);
        }
        self.check_coverage(&mut checker, &root.key("rules"));
        checker.problems
    }

    fn check_group(&self, checker: &mut Checker<'_>, path: &JsonPath, group: &MatrixGroup) {
        checker.words(
            &path.key("summary"),
            &group.summary,
            "say in one line what the group shows",
        );
        self.check_names(checker, path, Kind::Ending, &group.endings);
        self.check_names(checker, path, Kind::Witness, &group.witnesses);
    }

    /// That what a table describes is there for some group.
    fn check_use(&self, checker: &mut Checker<'_>, path: &JsonPath, kind: Kind, name: &String) {
        let is_used = |group: &MatrixGroup| match kind {
            Kind::Ending => group.endings.contains(name),
            Kind::Witness => group.witnesses.contains(name),
        };
        if !self.groups.values().any(is_used) {
            checker.refuse(
                path,
                format!("no group has the {} `{name}`", kind.name()),
                "remove it, or add its name to a group",
            );
        }
    }

    fn check_override(&self, checker: &mut Checker<'_>, path: &JsonPath, at: usize) {
        let with = &self.platforms[at];
        self.check_area(checker, path, with.area());
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
            .filter(|cell| with.area().has(*cell))
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
            return; // Unknown names, or such as never meet, told already.
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
            later.when.covers(&with.when) && cells.iter().all(|(cell, _)| later.area().has(*cell))
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
                .filter(|at| self.rules[*at].area().has(cell))
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
