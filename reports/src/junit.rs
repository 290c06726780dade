//! JUnit XML in the dialect of Jenkins: a suite for each platform, a test for each result.

use std::io::{self, Write};
use std::time::Duration;

use chrono::DateTime;
use exitspec::document::{CaseResult, Document};
use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use crate::escape::plain;
use crate::told::{self, Came, Told, told};

/// Why there is no JUnit XML.
#[derive(Debug, thiserror::Error)]
pub enum JunitError {
    /// There are no results at all: consumers take a report without tests for a mistake, or for a success.
    #[error("there are no results")]
    Empty,
    /// Writing failed.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Writes the results of these documents as JUnit XML. FAIL, XPASS and flips are failures, UNRESOLVED is an error, XFAIL and
/// UNSUPPORTED are skipped, with the reason. A document without results is left out.
///
/// # Errors
///
/// When there are no results, or the writer fails.
pub fn junit(documents: &[Document], mut out: impl Write) -> Result<(), JunitError> {
    let mut report = Report::new("exitspec");
    let several = documents.len() > 1;
    for document in documents.iter().filter(|some| !some.results.is_empty()) {
        report.add_test_suite(suite(document, several));
    }
    if report.tests == 0 {
        return Err(JunitError::Empty);
    }
    let text = report.to_string().map_err(io::Error::other)?;
    for_jenkins(&text, &mut out)?;
    Ok(())
}

fn suite(document: &Document, several: bool) -> TestSuite {
    let platform = &document.platform;
    let mut suite = TestSuite::new(plain(&platform.name));
    let volatile = &document.volatile;
    if let Some(started) = i64::try_from(volatile.started)
        .ok()
        .filter(|&started| started > 0)
        .and_then(|started| DateTime::from_timestamp(started, 0))
    {
        suite.set_timestamp(started);
    }
    suite.set_time(Duration::from_millis(volatile.duration_ms));
    for (name, value) in [
        ("suite", &document.suite.name),
        ("version", &document.suite.version),
        ("os", &platform.os),
        ("kernel", &platform.kernel),
        ("arch", &platform.arch),
    ] {
        suite.add_property(Property::new(name, plain(value)));
    }
    // Where several platforms are in one file, a test is told by its class alone.
    let class_of = |result: &CaseResult| {
        let group = result.case.rsplit_once('/').map_or("", |(group, _)| group);
        let group = plain(&group.replace('/', ".")).into_owned();
        match several {
            true => format!("{}.{group}", plain(&platform.name).replace('.', "_")),
            false => group,
        }
    };
    for told in told(document) {
        let mut case = test(document, &told);
        case.set_classname(class_of(told.result));
        suite.add_test_case(case);
    }
    suite
}

fn test(document: &Document, told: &Told<'_>) -> TestCase {
    let key = told.result.key();
    let name = key.rsplit_once('/').map_or(&*key, |(_, name)| name);
    let mut case = TestCase::new(plain(name), status(told));
    if let Some(facts) = document.volatile_of(told.result) {
        case.set_time(Duration::from_micros(facts.facts.duration_us));
    }
    if told.came != Came::Passed {
        for (stream, captured) in told::streams(told.result) {
            let text = told::text(captured);
            match stream {
                "stdout" => case.set_system_out(text),
                _ => case.set_system_err(text),
            };
        }
    }
    case
}

fn status(told: &Told<'_>) -> TestCaseStatus {
    let mut status = match told.came {
        Came::Passed => return TestCaseStatus::success(),
        Came::Failed => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Came::Unresolved => TestCaseStatus::non_success(NonSuccessKind::Error),
        Came::Known | Came::Skipped => TestCaseStatus::skipped(),
    };
    let first = plain(&told.first);
    let message = match told.came {
        // Both are skipped; which of them it is has to be said.
        Came::Known | Came::Skipped => format!("{}: {first}", told.word),
        _ => first.clone().into_owned(),
    };
    let lines: Vec<_> = std::iter::once(first)
        .chain(told.more.iter().map(|line| plain(line)))
        .collect();
    status.set_type(told.word);
    status.set_message(message);
    status.set_description(lines.join("\n"));
    status
}

/// The same without the number of skipped tests at the root, which the schema of Jenkins does not have.
fn for_jenkins(text: &str, mut out: impl Write) -> io::Result<()> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(&mut out);
    loop {
        match reader.read_event().map_err(io::Error::other)? {
            Event::Start(root) => {
                let kept = root.attributes().filter_map(Result::ok);
                let kept = kept.filter(|attribute| attribute.key.as_ref() != b"skipped");
                let name = String::from_utf8_lossy(root.name().into_inner()).into_owned();
                writer.write_event(Event::Start(BytesStart::new(name).with_attributes(kept)))?;
                break;
            }
            Event::Eof => break,
            before => writer.write_event(before)?,
        }
    }
    let rest = usize::try_from(reader.buffer_position()).map_err(io::Error::other)?;
    out.write_all(&text.as_bytes()[rest..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{golden, hostile, testing};

    fn written(documents: &[Document]) -> String {
        let mut out = Vec::new();
        junit(documents, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The text of the only element of this kind in the test of that name.
    fn text_of(xml: &str, test: &str, element: &str) -> String {
        let parsed = roxmltree::Document::parse(xml).unwrap();
        let case = parsed
            .descendants()
            .find(|node| node.attribute("name") == Some(test))
            .unwrap();
        let found = case.children().find(|node| node.has_tag_name(element));
        found.unwrap().text().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_run_with_everything_in_it() {
        golden::check("junit.xml", written(&[testing::document()]).as_bytes());
    }

    #[test]
    fn every_result_is_one_test_and_the_counts_say_so() {
        let documents = [testing::document(), testing::document()];
        let xml = written(&documents);
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        let suites: Vec<_> = parsed
            .descendants()
            .filter(|node| node.has_tag_name("testsuite"))
            .collect();
        assert_eq!(suites.len(), 2);
        for (suite, document) in suites.iter().zip(&documents) {
            let count = |name| suite.attribute(name).unwrap().parse::<usize>().unwrap();
            let of = |tag: &str| {
                let tests = suite
                    .children()
                    .filter(|node| node.has_tag_name("testcase"));
                tests
                    .filter(|test| test.children().any(|node| node.has_tag_name(tag)))
                    .count()
            };
            assert_eq!(count("tests"), document.results.len());
            // FAIL, XPASS, a flip; UNRESOLVED; XFAIL, UNSUPPORTED.
            assert_eq!((count("failures"), of("failure")), (3, 3));
            assert_eq!((count("errors"), of("error")), (1, 1));
            assert_eq!((count("skipped"), of("skipped")), (2, 2));
        }
        let mut names: Vec<_> = parsed
            .descendants()
            .filter(|node| node.has_tag_name("testcase"))
            .map(|test| (test.attribute("classname"), test.attribute("name")))
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), documents[0].results.len());
    }

    #[test]
    fn there_is_no_report_without_tests() {
        let mut empty = testing::document();
        empty.results.clear();
        let mut out = Vec::new();
        let error = junit(std::slice::from_ref(&empty), &mut out).unwrap_err();
        assert!(matches!(error, JunitError::Empty));
        assert!(out.is_empty());
        assert!(junit(&[], &mut out).is_err());
        let xml = written(&[testing::document(), empty]);
        assert_eq!(xml.matches("<testsuite ").count(), 1);
    }

    #[test]
    fn hostile_text_is_nothing_but_text() {
        for text in hostile::TEXTS {
            let document = hostile::document(text);
            let xml = written(std::slice::from_ref(&document));
            let parsed = roxmltree::Document::parse(&xml).unwrap();
            let tags: Vec<_> = parsed
                .descendants()
                .filter(|node| node.is_element())
                .map(|node| node.tag_name().name().to_owned())
                .collect();
            let plain = written(&[hostile::document("text")]);
            let usual = roxmltree::Document::parse(&plain).unwrap();
            let expected: Vec<_> = usual
                .descendants()
                .filter(|node| node.is_element())
                .map(|node| node.tag_name().name().to_owned())
                .collect();
            assert_eq!(tags, expected, "{text:?}");
            assert!(
                xml.chars().all(|c| c == '\n' || !c.is_control()),
                "{text:?}"
            );
            let message = text_of(&xml, "failed@pipe", "failure");
            let reason = plain_line(text);
            assert!(message.contains(&reason), "{text:?}: {message}");
        }
    }

    fn plain_line(text: &str) -> String {
        crate::plain(text).into_owned()
    }

    #[test]
    fn captured_bytes_are_all_there_and_long_ones_are_cut() {
        let xml = written(&[hostile::captured(b"]]>\x00\xff<script>&amp;\ttab\n")]);
        assert_eq!(
            text_of(&xml, "failed@pipe", "system-out"),
            "]]>\\u{0}\\xff<script>&amp;\\ttab\n"
        );
        let long = written(&[hostile::captured(&vec![b'<'; 1 << 20])]);
        let shown = text_of(&long, "failed@pipe", "system-out");
        assert!(shown.ends_with("<\n[… 16384 of 1048576 bytes are shown]"));
        // Each of four results, each byte as a reference of four.
        assert!(long.len() < 17 * 16 * 1024);
    }
}
