//! What a case is about, what is expected of it, and what was observed just now.

mod case;
mod compare;
mod overview;
mod words;

use exitspec::Sink;
use exitspec::document::Document;
use exitspec::expectation::{Deviation, Resolved, When};

pub use case::case;
pub use compare::{Compared, Side, side_by_side, sides};
pub use overview::overview;
pub(crate) use words::differences;

/// One case, as far as there is something to explain.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The case's id.
    pub id: &'a str,
    /// Where its expectation is written: a file, and the line if there is one.
    pub place: Option<String>,
    /// What is expected, for each sink.
    pub expected: Vec<Expected>,
    /// A run of this case.
    pub document: &'a Document,
}

/// What is expected of a case with one sink.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The sink.
    pub sink: Sink,
    /// What is expected on the platform of the run.
    pub resolved: Resolved,
    /// What is different on some platforms, this one or others.
    pub deviations: Vec<(When, Deviation)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{golden, testing};

    fn explained(id: &str) -> Vec<u8> {
        let document = testing::document();
        let subject = Subject {
            id,
            place: Some("fixtures/rust/atexit.json:4".to_owned()),
            expected: testing::expected(id, &document),
            document: &document,
        };
        let mut out = Vec::new();
        case(&subject, 100, &mut out).unwrap();
        out
    }

    #[test]
    fn a_case_with_two_kinds_of_sinks() {
        golden::check("explain-lifo.txt", &explained("rust/atexit/lifo"));
    }

    #[test]
    fn a_case_that_is_known_to_deviate() {
        golden::check("explain-nested.txt", &explained("rust/atexit/nested"));
    }

    #[test]
    fn a_racy_case_and_one_that_hangs() {
        golden::check("explain-race.txt", &explained("rust/exit/race"));
        golden::check("explain-hangs.txt", &explained("rust/exit/hangs"));
    }

    #[test]
    fn cases_side_by_side() {
        let mut out = Vec::new();
        overview("rust", &testing::document(), 100, &mut out).unwrap();
        golden::check("overview.txt", &out);
        let text = anstream::adapter::strip_bytes(&out).into_vec();
        let text = String::from_utf8(text).unwrap();
        assert!(
            text.lines()
                .take(14)
                .all(|line| line.chars().count() <= 100),
            "{text}"
        );
    }

    #[test]
    fn where_it_is_narrow_names_stay_whole_and_one_column_tells_of_all_sinks() {
        let document = testing::document();
        let at = |width| {
            let mut out = Vec::new();
            overview("rust", &document, width, &mut out).unwrap();
            String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap()
        };
        assert!(at(100).contains("stdout, pipe"));
        let narrow = at(60);
        assert!(!narrow.contains("stdout, pipe"), "{narrow}");
        assert!(narrow.contains("full:"), "{narrow}");
        for result in &document.results {
            assert!(narrow.contains(&result.case), "{}:\n{narrow}", result.case);
        }
    }
}
