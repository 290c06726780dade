//! The expectations of a run: all of the suite's, or those that the plan needs.

use std::collections::BTreeSet;

use crate::case::{Group, Suite};
use crate::expectation::{Book, File, LoadError, Source};
use crate::run::Plan;

/// Loads the expectations that the plan needs, and holds them against the cases: those of the whole suite, or, when the
/// plan has results of some groups only, those of these groups, so that one test by its name is cheap.
///
/// # Errors
///
/// When an expectation cannot be read, a case has none, one has no case, or two cases have one name.
pub fn book(suite: &Suite, plan: &Plan) -> Result<Book, LoadError> {
    let part = part(suite, plan);
    let suite = part.as_ref().unwrap_or(suite);
    let book = suite.expectations.load()?;
    book.check(suite)?;
    Ok(book)
}

/// The part of the suite that the plan has to do with; `None` when that is all of it, or when it cannot be told which
/// files belong to it.
fn part(suite: &Suite, plan: &Plan) -> Option<Suite> {
    let files = match &suite.expectations {
        Source::Embedded(files) => files,
        // Once in the life of the process. What cannot be read is told of when everything is loaded.
        Source::Dir(folder) => &*crate::expectation::files(folder).ok()?.leak(),
        Source::Inline(_) => return None,
    };
    let wanted: BTreeSet<&str> = plan
        .items
        .iter()
        .filter_map(|item| Some(item.id.rsplit_once('/')?.0))
        .collect();
    let is_wanted = |group: &Group| wanted.contains(group.name);
    let found = suite.groups.iter().filter(|group| is_wanted(group)).count();
    if found != wanted.len() {
        return None;
    }
    // Groups without a file of their own are in files that are no group's own, and may be several in one.
    let has_own = |group: &Group| files.iter().any(|file| is_own(file, group));
    let mut groups = suite.groups.iter();
    let with_shared = groups.any(|group| is_wanted(group) && !has_own(group));
    let groups: Vec<Group> = suite
        .groups
        .iter()
        .filter(|group| is_wanted(group) || (with_shared && !has_own(group)))
        .cloned()
        .collect();
    if groups.len() == suite.groups.len() {
        return None;
    }
    let is_shared = |file: &File| !suite.groups.iter().any(|group| is_own(file, group));
    let files: Vec<File> = files
        .iter()
        .filter(|file| {
            groups.iter().any(|group| is_own(file, group)) || (with_shared && is_shared(file))
        })
        .copied()
        .collect();
    // A handful of references, once in the life of the process.
    let expectations = Source::Embedded(files.leak());
    Some(Suite {
        groups,
        expectations,
        ..*suite
    })
}

/// Whether the file has the group's name.
fn is_own(file: &File, group: &Group) -> bool {
    let name = file
        .path
        .strip_suffix(".json")
        .and_then(|path| path.strip_suffix(group.name));
    name.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::run::Selection;
    use crate::run::testing::{self, body};

    /// A suite of two groups, of which the second has an expectation that cannot be read.
    fn half_broken() -> Suite {
        const FILES: &[File] = &[
            File {
                path: "fixtures/rust/a.json",
                text: r#"{ "group": "rust/a", "cases": { "one": {
                    "summary": "it ends", "level": "documented", "sources": [{ "doc": "d", "clause": "c" }],
                    "expect": { "ending": { "exited": 0 } } } } }"#,
            },
            File {
                path: "fixtures/rust/aa.json",
                text: "{",
            },
        ];
        let group = |name| Group {
            name,
            cases: vec![Case::new("one", body)].into(),
        };
        Suite {
            groups: vec![group("rust/a"), group("rust/aa")],
            expectations: Source::Embedded(FILES),
            ..testing::suite()
        }
    }

    fn only(suite: &Suite, case: &str) -> Result<Book, LoadError> {
        let selection = Selection {
            filters: vec![case.to_owned()],
            exact: true,
            ..Selection::default()
        };
        book(suite, &Plan::new(suite, &selection))
    }

    #[test]
    fn only_the_expectations_that_are_needed_are_read() {
        let suite = half_broken();
        assert!(only(&suite, "rust/a/one").is_ok());
        assert!(only(&suite, "rust/aa/one").is_err());
        assert!(book(&suite, &Plan::all(&suite)).is_err());
    }

    #[test]
    fn a_group_in_a_file_with_others_is_found_there() {
        const FILES: &[File] = &[
            File {
                path: "fixtures/rust/aa.json",
                text: "{",
            },
            File {
                path: "fixtures/both.json",
                text: r#"{
                    "groups": {
                        "rust/a": { "summary": "s", "endings": ["exit"], "witnesses": ["text"] },
                        "c/a": { "summary": "s", "endings": ["exit"], "witnesses": ["text"] }
                    },
                    "sinks": ["pipe"],
                    "endings": { "exit": {
                        "summary": "s", "level": "documented", "sources": [{ "doc": "d", "clause": "c" }],
                        "expect": { "ending": { "exited": 0 } } } },
                    "witnesses": { "text": { "summary": "s", "seen": { "stdout": "text" } } },
                    "rules": [{
                        "endings": "*", "witnesses": "*", "outcome": "runs", "level": "documented",
                        "sources": [{ "doc": "d", "clause": "c" }], "reason": "so it is" }] }"#,
            },
        ];
        let group = |name, case| Group {
            name,
            cases: vec![Case::new(case, body)].into(),
        };
        let suite = Suite {
            groups: vec![
                group("rust/a", "exit.text"),
                group("rust/aa", "one"),
                group("c/a", "exit.text"),
            ],
            expectations: Source::Embedded(FILES),
            ..testing::suite()
        };
        only(&suite, "rust/a/exit.text").unwrap();
        only(&suite, "c/a/exit.text").unwrap();
        assert!(only(&suite, "rust/aa/one").is_err());
    }
}
