//! All expectations of a suite, ready to be asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Group, Suite};
use crate::expectation::error::{LoadError, Place, Problem, most_like};
use crate::expectation::layers::{Deviation, Facts, Resolved};
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::matrix::MatrixFile;
use crate::expectation::types::{CaseEntry, GroupFile, When};
use crate::sink::Sink;

/// All expectations of a suite. Made by [`Source::load`](crate::expectation::Source::load).
#[derive(Debug, Default)]
pub struct Book {
    pub(super) groups: BTreeMap<String, Loaded<GroupFile>>,
    pub(super) matrices: BTreeMap<String, Loaded<MatrixFile>>,
}

/// What a file says, and the file.
#[derive(Debug)]
pub(super) struct Loaded<T> {
    pub(super) document: Document,
    pub(super) content: T,
}

impl Book {
    /// What is expected of the case with this sink on this platform; `None` when nobody said.
    pub fn resolve(&self, case_id: &str, sink: Sink, facts: &Facts<'_>) -> Option<Resolved> {
        match self.find(case_id)? {
            Found::Entry(entry) => Some(entry.resolve(sink, facts)),
            Found::Cell(matrix, name) => matrix.resolve(name, sink, facts),
        }
    }

    /// Every platform variation of the case with this sink, in the order in which they are written: the condition, and
    /// what is different there.
    pub fn deviations(&self, case_id: &str, sink: Sink) -> Vec<(When, Deviation)> {
        match self.find(case_id) {
            Some(Found::Entry(entry)) => entry
                .platforms
                .iter()
                .filter_map(|with| Some((with.when.clone(), entry.deviation(sink, with)?)))
                .collect(),
            Some(Found::Cell(matrix, name)) => matrix.deviations(name, sink),
            None => Vec::new(),
        }
    }

    /// The file that has the case's expectation, and where in it; no place for expectations made in code, nor for the
    /// cells of a matrix, which have no entry of their own.
    pub fn whereabouts(&self, case_id: &str) -> Option<(&str, Option<Place>)> {
        let (group, name) = case_id.rsplit_once('/')?;
        if let Some(loaded) = self.matrices.get(group) {
            return Some((&loaded.document.name, None));
        }
        let loaded = self.groups.get(group)?;
        let path = JsonPath::default().key("cases").key(name);
        Some((&loaded.document.name, loaded.document.place_of(&path)))
    }

    fn find<'b, 'i>(&'b self, case_id: &'i str) -> Option<Found<'b, 'i>> {
        let (group, name) = case_id.rsplit_once('/')?;
        match self.groups.get(group) {
            Some(loaded) => loaded.content.cases.get(name).map(Found::Entry),
            None => Some(Found::Cell(&self.matrices.get(group)?.content, name)),
        }
    }

    /// Checks that the suite and the expectations are about the same cases.
    ///
    /// # Errors
    ///
    /// Entries for cases or sinks the suite does not have, and cases without an entry: all of them.
    pub fn check(&self, suite: &Suite) -> Result<(), LoadError> {
        let mut problems = Vec::new();
        let mut names = BTreeSet::new();
        for group in &suite.groups {
            names.insert(group.name);
            problems.extend(same_name_twice(group));
            if let Some(loaded) = self.groups.get(group.name) {
                check_group(loaded, &group.cases, &mut problems);
            } else if let Some(loaded) = self.matrices.get(group.name) {
                loaded
                    .content
                    .check_cases(&loaded.document, &group.cases, &mut problems);
            } else if !group.cases.is_empty() {
                problems.push(no_file(group.name));
            }
        }
        let files = self
            .groups
            .iter()
            .map(|(name, loaded)| (name, &loaded.document, "group"));
        let matrices = self
            .matrices
            .iter()
            .map(|(name, loaded)| (name, &loaded.document, "matrix"));
        for (name, document, key) in files.chain(matrices) {
            if !names.contains(name.as_str()) {
                let message = format!("the suite has no group `{name}`");
                let help = help_stale(name, names.iter().copied());
                problems.push(document.problem(&JsonPath::default().key(key), message, help));
            }
        }
        LoadError::unless_empty(problems)
    }

    /// The problems of a name that stands for a group in one file and for a matrix in another.
    pub(super) fn both_kinds(&self) -> Vec<Problem> {
        let twice = |(name, loaded): (&String, &Loaded<MatrixFile>)| {
            let other = self.groups.get(name)?;
            Some(loaded.document.problem(
                &JsonPath::default().key("matrix"),
                format!(
                    "`{name}` is the name of a group too, in {}",
                    other.document.name
                ),
                "rename one of the two",
            ))
        };
        self.matrices.iter().filter_map(twice).collect()
    }
}

enum Found<'b, 'i> {
    Entry(&'b CaseEntry),
    Cell(&'b MatrixFile, &'i str),
}

/// Cases of one group that share a name, and so an expectation and an id.
fn same_name_twice(group: &Group) -> impl Iterator<Item = Problem> {
    let mut seen = BTreeSet::new();
    group
        .cases
        .iter()
        .filter(move |case| !seen.insert(case.name()))
        .map(|case| Problem {
            file: format!("{}.json", group.name),
            place: None,
            path: String::new(),
            message: format!("two cases of the suite are called `{}`", case.name()),
            help: "rename one of the two: an id stands for one case".to_owned(),
            source: None,
        })
}

fn no_file(group: &str) -> Problem {
    Problem {
        file: format!("{group}.json"),
        place: None,
        path: String::new(),
        message: format!("there are no expectations for the group `{group}`"),
        help: "add the file, and name it where the suite lists its expectations".to_owned(),
        source: None,
    }
}

pub(super) fn help_stale<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    match most_like(name, names) {
        Some(like) => format!("did you mean `{like}`? remove it, or correct its name"),
        None => "remove it, or correct its name".to_owned(),
    }
}

fn check_group(loaded: &Loaded<GroupFile>, cases: &[Case], problems: &mut Vec<Problem>) {
    let Loaded { document, content } = loaded;
    let root = JsonPath::default().key("cases");
    for (name, entry) in &content.cases {
        let path = root.key(name);
        match cases.iter().find(|case| case.name() == name) {
            Some(case) => check_sinks(document, &path, entry, case, problems),
            None => {
                let message = format!("the suite has no case `{name}` in this group");
                let help = help_stale(name, cases.iter().map(Case::name));
                problems.push(document.problem(&path, message, help));
            }
        }
    }
    for case in cases {
        if !content.cases.contains_key(case.name()) {
            problems.push(document.problem(
                &root,
                format!("there is no entry for the case `{}`", case.name()),
                "add one: `exitspec bless` writes a draft of it",
            ));
        }
    }
}

fn check_sinks(
    document: &Document,
    path: &JsonPath,
    entry: &CaseEntry,
    case: &Case,
    problems: &mut Vec<Problem>,
) {
    let own = [(path.clone(), &entry.by_sink)];
    let overrides = entry
        .platforms
        .iter()
        .enumerate()
        .map(|(at, with)| (path.key("platforms").index(at), &with.by_sink));
    for (path, by_sink) in own.into_iter().chain(overrides) {
        for (sink, _) in by_sink {
            if !case.sinks.contains(sink) {
                problems.push(document.problem(
                    &path.key("by_sink").key(sink.name()),
                    format!("the case does not run with the sink `{sink}`"),
                    "remove it, or add the sink to the case",
                ));
            }
        }
    }
}
