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
    let Source::Embedded(files) = suite.expectations else {
        return None;
    };
    let wanted: BTreeSet<&str> = plan
        .items
        .iter()
        .filter_map(|item| Some(item.id.rsplit_once('/')?.0))
        .collect();
    let groups: Vec<Group> = suite
        .groups
        .iter()
        .filter(|group| wanted.contains(group.name))
        .cloned()
        .collect();
    if groups.len() == suite.groups.len() || groups.len() != wanted.len() {
        return None;
    }
    let belongs = |file: &&File, group: &str| {
        let name = file
            .path
            .strip_suffix(".json")
            .and_then(|path| path.strip_suffix(group));
        name.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
    };
    let files: Option<Vec<File>> = wanted
        .iter()
        .map(|group| {
            let mut found = files.iter().filter(|file| belongs(file, group));
            found.next().filter(|_| found.next().is_none()).copied()
        })
        .collect();
    // A handful of references, once in the life of the process.
    let expectations = Source::Embedded(files?.leak());
    Some(Suite {
        groups,
        expectations,
        ..*suite
    })
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

    #[test]
    fn only_the_expectations_that_are_needed_are_read() {
        let suite = half_broken();
        let only = |filter: &str| {
            let filters = vec![filter.to_owned()];
            let plan = Plan::new(
                &suite,
                &Selection {
                    filters,
                    exact: true,
                    ..Selection::default()
                },
            );
            book(&suite, &plan)
        };
        assert!(only("rust/a/one").is_ok());
        assert!(only("rust/aa/one").is_err());
        assert!(book(&suite, &Plan::all(&suite)).is_err());
    }
}
