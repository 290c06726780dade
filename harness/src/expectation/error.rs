//! What is wrong with expectations: all of it, each with its place and the way to put it right.

use std::fmt;

/// Everything that is wrong with a set of expectations.
#[derive(Debug)]
pub struct LoadError {
    /// The problems, file by file in the order of their places; never empty.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Debug)]
pub struct Problem {
    /// The file, as it was given; `<inline>` for expectations made in code.
    pub file: String,
    /// The line and column, both counted from 1; absent when there is no text to point into.
    pub place: Option<Place>,
    /// The JSON path: `cases.lifo.platforms[0].when`; empty for the file as a whole.
    pub path: String,
    /// What is wrong, and what was expected.
    pub message: String,
    /// How to put it right.
    pub help: String,
    /// The failure of the system behind it, if there was one. The message tells it already.
    pub source: Option<std::io::Error>,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(Place { line, column }) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        f.write_str(": ")?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for Problem {}

/// How many problems a message lists: the first ones are enough to start with, and often the cause of the others.
const SHOWN_MAX: usize = 25;

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [only] => write!(f, "{only}"),
            several => {
                write!(f, "{} problems in the expectations:", several.len())?;
                let shown = several.iter().take(SHOWN_MAX);
                for problem in shown {
                    write!(f, "\n  {problem}")?;
                }
                match several.len().saturating_sub(SHOWN_MAX) {
                    0 => Ok(()),
                    more => write!(f, "\n  … and {more} more"),
                }
            }
        }
    }
}

impl std::error::Error for LoadError {}

impl LoadError {
    /// `Ok` when there are no problems; otherwise all of them, sorted by file and place.
    pub(super) fn unless_empty(mut problems: Vec<Problem>) -> Result<(), LoadError> {
        if problems.is_empty() {
            return Ok(());
        }
        problems.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
        Err(LoadError { problems })
    }
}

/// Of these names, the one that looks most like `name`, if one looks like it at all.
pub(super) fn most_like<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const ALIKE: f64 = 0.6;
    names
        .into_iter()
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(name, candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Whether one is the other but for a slip: one letter, or two in a long name.
pub(super) fn alike(name: &str, other: &str) -> bool {
    let slips = (other.len() / 4).clamp(1, 2);
    strsim::damerau_levenshtein(&name.to_lowercase(), &other.to_lowercase()) <= slips
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(file: &str, line: usize) -> Problem {
        Problem {
            file: file.to_owned(),
            place: Some(Place { line, column: 3 }),
            path: "cases.a".to_owned(),
            message: "is odd".to_owned(),
            help: "make it even".to_owned(),
            source: None,
        }
    }

    #[test]
    fn problems_are_sorted_by_file_and_place() {
        let error =
            LoadError::unless_empty(vec![problem("b", 1), problem("a", 10), problem("a", 9)])
                .unwrap_err();
        assert_eq!(
            error.to_string(),
            "3 problems in the expectations:\n  a:9:3: cases.a: is odd; make it even\n  a:10:3: cases.a: is odd; make it even\n  \
             b:1:3: cases.a: is odd; make it even"
        );
        assert!(LoadError::unless_empty(vec![]).is_ok());
    }

    #[test]
    fn one_problem_stands_alone_and_tells_its_cause_once() {
        let mut one = problem("a", 1);
        one.place = None;
        one.path.clear();
        one.message = "cannot be read: no such file".to_owned();
        one.source = Some(std::io::Error::other("no such file"));
        let error = LoadError::unless_empty(vec![one]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a: cannot be read: no such file; make it even"
        );
        assert!(std::error::Error::source(&error).is_none());
    }
}
