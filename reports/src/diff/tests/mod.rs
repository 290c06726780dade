mod found;
mod races;
mod verdicts;

use exitspec::document::Document;
use exitspec::observation::{Ending, LeftBehind, Observation, Phase};
use exitspec::{Bytes, Level, Verdict};

use super::*;
use crate::samples::{self, GLIBC, MUSL, On};
use crate::{golden, testing};

fn rendered(a: &Document, b: &Document, width: usize) -> Vec<u8> {
    let mut out = Vec::new();
    text(&diff(a, b), width, &mut out).unwrap();
    out
}

/// The changes, each as category, name, and whether it is explained.
fn changes(a: &Document, b: &Document) -> Vec<(&'static str, String, bool)> {
    let diff = diff(a, b);
    let change = |change: &Change<'_>| {
        (
            change.category.name(),
            change.result().key(),
            change.is_explained(),
        )
    };
    diff.changes.iter().map(change).collect()
}

#[test]
fn two_libraries() {
    let (a, b) = (samples::on(GLIBC), samples::on(MUSL));
    golden::check("diff.txt", &rendered(&a, &b, 100));
    let mut out = Vec::new();
    json(&diff(&a, &b), &mut out).unwrap();
    golden::check("diff.json", &out);
    let mut out = Vec::new();
    markdown(&diff(&a, &b), &mut out).unwrap();
    golden::check("diff.md", &out);
}

#[test]
fn it_fits_the_width() {
    let (a, b) = (samples::on(GLIBC), samples::on(MUSL));
    let text = anstream::adapter::strip_bytes(&rendered(&a, &b, 60)).into_vec();
    let text = String::from_utf8(text).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 60),
        "{text}"
    );
}

#[test]
fn documents_of_one_platform_are_told_apart_by_their_files() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    b.results.pop();
    let named = diff(&a, &b).named(["before.json", "after.json"].map(str::to_owned));
    let mut out = Vec::new();
    text(&named, 100, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(shown.starts_with("A  before.json: linux"), "{shown}");
    assert!(shown.contains("\nB  after.json: linux"), "{shown}");
    let mut out = Vec::new();
    markdown(&named, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(shown.contains("\n- B: after.json: linux"), "{shown}");
}

#[test]
fn what_a_part_has_not_is_counted_and_not_listed() {
    let whole = samples::on(GLIBC);
    let mut part = whole.clone();
    let gone = part.results.pop().unwrap();
    let name = gone.case.rsplit('/').next().unwrap();
    let pages = |a: &Document, b: &Document| {
        let mut marked = Vec::new();
        markdown(&diff(a, b), &mut marked).unwrap();
        [rendered(a, b, 100), marked].map(|page| String::from_utf8(page).unwrap())
    };
    // Nothing says that it is a part, so that what is missing is listed.
    for page in pages(&part, &whole) {
        assert!(page.contains(name) && !page.contains("only B"), "{page}");
    }
    let family = gone.family.clone();
    part.volatile.left_out.insert(family, 1);
    for (a, b, which) in [(&part, &whole, "nly B has"), (&whole, &part, "nly A has")] {
        for page in pages(a, b) {
            assert!(page.contains(which) && !page.contains(name), "{page}");
            assert!(page.contains("1 result differs: 1 "), "{page}");
        }
        let mut out = Vec::new();
        json(&diff(a, b), &mut out).unwrap();
        let listed = String::from_utf8(out).unwrap();
        assert!(listed.contains(&gone.key()), "{listed}");
    }
}

#[test]
fn a_run_and_itself() {
    for document in [samples::on(GLIBC), samples::on(MUSL), testing::document()] {
        assert!(rendered(&document, &document, 100).is_empty());
    }
}

#[test]
fn what_is_no_behaviour_is_no_change() {
    let a = samples::on(GLIBC);
    let On(libc, version, link, ..) = GLIBC;
    // Signals with other numbers, other counts of racy outcomes.
    let mut b = samples::on(On(libc, version, link, "mips", Some("qemu-user")));
    b.platform.kernel = "7.0".to_owned();
    b.suite.version = "0.2.0".to_owned();
    b.volatile.started = 1;
    b.volatile.rounds = 20;
    for result in &mut b.results {
        result.sources.clear();
        result.isolation = exitspec::Isolation::Fork;
        if result.verdict == Verdict::Unsupported {
            result.reason = Some("for another reason".to_owned());
        }
    }
    for result in b.volatile.results.values_mut() {
        result.facts.pid += 1;
        result.facts.duration_us += 1;
    }
    assert_eq!(changes(&a, &b), []);
}

#[test]
fn a_difference_at_the_end_of_something_long_is_seen() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    let long = |end: &str| Some(Bytes(format!("{}{end}", "é".repeat(5000)).into_bytes()));
    let mut a = a;
    a.results[0].observation.as_mut().unwrap().stdout = long("x");
    b.results[0].observation.as_mut().unwrap().stdout = long("y");
    let diff = diff(&a, &b);
    let [piece] = &diff.changes[0].pieces[..] else {
        panic!("{diff:?}")
    };
    assert_eq!(
        piece.a,
        "the same 9992 bytes and \"éééé×\"".replace('×', "x")
    );
    assert_eq!(
        piece.b,
        "the same 9992 bytes and \"éééé×\"".replace('×', "y")
    );
}

#[test]
fn hostile_text_stays_in_its_place_in_markdown() {
    let page = |text: &str| {
        let mut a = crate::hostile::document(text);
        let mut b = a.clone();
        a.platform.kernel = "6".to_owned();
        for result in &mut b.results {
            result.verdict = Verdict::Fail;
            if let Some(observation) = &mut result.observation {
                observation.journal.push(text.to_owned());
                observation.stdout = Some(format!("{text}{text}").as_str().into());
            }
        }
        let mut out = Vec::new();
        markdown(&diff(&a, &b), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let usual = page("text").lines().count();
    for text in crate::hostile::TEXTS {
        let page = page(text);
        assert_eq!(page.lines().count(), usual, "{text:?}: {page}");
        let markup = page.replace("\\<", "").replace("\\]", "");
        assert!(!markup.contains("<script") && !markup.contains("](javascript"));
    }
}

/// What one change to a result comes to.
#[track_caller]
fn planted(
    key: &str,
    change: impl FnOnce(&mut exitspec::document::CaseResult),
) -> Vec<(&'static str, bool)> {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    let result = b
        .results
        .iter_mut()
        .find(|result| result.key() == key)
        .unwrap();
    change(result);
    b.sort();
    let found = changes(&a, &b);
    assert!(found.iter().all(|(_, name, _)| name == key), "{found:?}");
    // And the other way round it is a change of the same result.
    assert_eq!(changes(&b, &a).len(), found.len());
    found
        .into_iter()
        .map(|(category, _, explained)| (category, explained))
        .collect()
}

fn observed(
    change: impl FnOnce(&mut Observation),
) -> impl FnOnce(&mut exitspec::document::CaseResult) {
    |result| change(result.observation.as_mut().unwrap())
}
