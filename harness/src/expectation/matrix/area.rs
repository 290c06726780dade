//! Which cells a rule or an override is about, and whether the names that say so are sound.

use crate::expectation::book::help_stale;
use crate::expectation::check::Checker;
use crate::expectation::locate::JsonPath;
use crate::expectation::matrix::cells::Cell;
use crate::expectation::matrix::{CellOverride, MatrixFile, Rule, Selector};
use crate::sink::Sink;

/// What a rule or an override is about.
#[derive(Clone, Copy)]
pub(super) struct Area<'m> {
    endings: &'m Selector,
    witnesses: &'m Selector,
    sinks: Option<&'m [Sink]>,
}

impl Area<'_> {
    /// Whether this cell lies in it.
    pub(super) fn has(&self, cell: Cell<'_>) -> bool {
        self.endings.selects(cell.ending.0)
            && self.witnesses.selects(cell.witness.0)
            && self.sinks.is_none_or(|sinks| sinks.contains(&cell.sink))
    }
}

impl Rule {
    pub(super) fn area(&self) -> Area<'_> {
        Area {
            endings: &self.endings,
            witnesses: &self.witnesses,
            sinks: self.sinks.as_deref(),
        }
    }
}

impl CellOverride {
    pub(super) fn area(&self) -> Area<'_> {
        Area {
            endings: &self.endings,
            witnesses: &self.witnesses,
            sinks: self.sinks.as_deref(),
        }
    }
}

/// The two things that a case is named after.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Ending,
    Witness,
}

impl Kind {
    /// One of them, in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Ending => "ending",
            Kind::Witness => "witness",
        }
    }

    /// The key of a list of them.
    fn key(self) -> &'static str {
        match self {
            Kind::Ending => "endings",
            Kind::Witness => "witnesses",
        }
    }

    fn other(self) -> Kind {
        match self {
            Kind::Ending => Kind::Witness,
            Kind::Witness => Kind::Ending,
        }
    }
}

impl MatrixFile {
    /// That an area is made of known names and sinks, none of them in vain.
    pub(super) fn check_area(&self, checker: &mut Checker<'_>, path: &JsonPath, area: Area<'_>) {
        for (kind, selector) in [
            (Kind::Ending, area.endings),
            (Kind::Witness, area.witnesses),
        ] {
            if let Selector::Names(names) = selector {
                self.check_names(checker, path, kind, names);
                self.check_meeting(checker, path, area, kind, names);
            }
        }
        if let Some(sinks) = area.sinks {
            self.check_sinks(checker, &path.key("sinks"), sinks);
        }
    }

    /// That a list has names, each known and given once.
    pub(super) fn check_names(
        &self,
        checker: &mut Checker<'_>,
        path: &JsonPath,
        kind: Kind,
        names: &[String],
    ) {
        let known = self.names(kind);
        let path = path.key(kind.key());
        if names.is_empty() {
            checker.refuse(
                &path,
                "is empty, so that it is about nothing",
                "list the names, or write \"*\" in a rule that means all",
            );
        }
        for (at, name) in names.iter().enumerate() {
            let path = path.index(at);
            if !known.contains(&name.as_str()) {
                let help = help_stale(name, known.iter().copied());
                let message = format!("the matrix has no {} `{name}`", kind.name());
                checker.refuse(&path, message, &help);
            } else if names[..at].contains(name) {
                checker.refuse(
                    &path,
                    format!("`{name}` is given a second time"),
                    "keep one of the two",
                );
            }
        }
    }

    /// That every known name stands for cells: a group that has it has to have one of the names beside it too.
    fn check_meeting(
        &self,
        checker: &mut Checker<'_>,
        path: &JsonPath,
        area: Area<'_>,
        kind: Kind,
        names: &[String],
    ) {
        let everywhere = Area {
            sinks: None,
            ..area
        };
        let met: Vec<&str> = self
            .cells()
            .filter(|cell| everywhere.has(*cell))
            .map(|cell| match kind {
                Kind::Ending => cell.ending.0,
                Kind::Witness => cell.witness.0,
            })
            .collect();
        let known = self.names(kind);
        for (at, name) in names.iter().enumerate() {
            let name = name.as_str();
            if known.contains(&name) && !met.contains(&name) {
                let others = kind.other().key();
                checker.refuse(
                    &path.key(kind.key()).index(at),
                    format!("no group has `{name}` together with one of these {others}"),
                    "remove it, or correct the names",
                );
            }
        }
    }

    fn names(&self, kind: Kind) -> Vec<&str> {
        match kind {
            Kind::Ending => self.endings.keys().map(String::as_str).collect(),
            Kind::Witness => self.witnesses.keys().map(String::as_str).collect(),
        }
    }

    /// That a list has sinks of the matrix, each once.
    pub(super) fn check_sinks(&self, checker: &mut Checker<'_>, path: &JsonPath, sinks: &[Sink]) {
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
}
