//! All expectations of a suite, ready to be asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Group, Suite};
use crate::expectation::error::{LoadError, Place, Problem, most_like};
use crate::expectation::layers::{Deviation, Facts, Resolved};
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::matrix::MatrixFile;
use crate::expectation::read::Content;
use crate::expectation::types::{CaseEntry, GroupFile, When};
use crate::sink::Sink;

/// All expectations of a suite. Made by [`Source::load`](crate::expectation::Source::load).
#[derive(Debug, Default)]
pub struct Book {
    pub(super) groups: BTreeMap<String, Loaded<GroupFile>>,
    pub(super) matrices: Vec<Loaded<MatrixFile>>,
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
            Found::Cell(matrix, group, name) => matrix.resolve(group, name, sink, facts),
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
            Some(Found::Cell(matrix, group, name)) => matrix.deviations(group, name, sink),
            None => Vec::new(),
        }
    }

    /// The file that has the case's expectation, and where in it; no place for expectations made in code, nor for the
    /// cells of a matrix, which have no entry of their own.
    pub fn whereabouts(&self, case_id: &str) -> Option<(&str, Option<Place>)> {
        let (group, name) = case_id.rsplit_once('/')?;
        if let Some(loaded) = self.matrix(group) {
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
            None => Some(Found::Cell(&self.matrix(group)?.content, group, name)),
        }
    }

    /// The file that has this group as a matrix.
    fn matrix(&self, group: &str) -> Option<&Loaded<MatrixFile>> {
        let mut files = self.matrices.iter();
        files.find(|loaded| loaded.content.groups.contains_key(group))
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
            } else if let Some(loaded) = self.matrix(group.name) {
                loaded
                    .content
                    .check_cases(&loaded.document, group, &mut problems);
            } else if !group.cases.is_empty() {
                problems.push(no_file(group.name));
            }
        }
        let root = JsonPath::default();
        let groups = self.groups.iter();
        let groups = groups.map(|(name, loaded)| (name, &loaded.document, root.key("group")));
        let matrices = self.matrices.iter().flat_map(|loaded| {
            let names = loaded.content.groups.keys();
            names.map(|name| (name, &loaded.document, root.key("groups").key(name)))
        });
        for (name, document, path) in groups.chain(matrices) {
            if !names.contains(name.as_str()) {
                let message = format!("the suite has no group `{name}`");
                let help = help_stale(name, names.iter().copied());
                problems.push(document.problem(&path, message, help));
            }
        }
        LoadError::unless_empty(problems)
    }

    /// The problems of groups that another file has already, as a matrix or not.
    pub(super) fn given_twice(&self, document: &Document, content: &Content) -> Vec<Problem> {
        let twice = |(path, name): (JsonPath, &str)| {
            let group = self.groups.get(name).map(|loaded| &loaded.document);
            let first = group.or_else(|| Some(&self.matrix(name)?.document))?;
            Some(document.problem(
                &path,
                format!("`{name}` is given a second time, after {}", first.name),
                "keep one of the two",
            ))
        };
        content.names().into_iter().filter_map(twice).collect()
    }
}

enum Found<'b, 'i> {
    Entry(&'b CaseEntry),
    /// Of a matrix: the group, and the name of the case.
    Cell(&'b MatrixFile, &'i str, &'i str),
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
