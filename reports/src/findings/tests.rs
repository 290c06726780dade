use exitspec::Verdict;
use exitspec::document::Document;
use exitspec::observation::LeftBehind;

use super::*;
use crate::golden;
use crate::samples::{self, On};

fn documents() -> Vec<Document> {
    [
        On("musl", "1.2.10", "dynamic", "x86_64", None),
        On("glibc", "2.36", "dynamic", "x86_64", None),
        On("glibc", "2.36", "static", "mips", Some("qemu-user")),
        On("glibc", "2.26", "dynamic", "x86_64", None),
        On("musl", "1.2.3", "dynamic", "x86_64", None),
        On("musl", "1.2.3", "static", "x86_64", None),
        On("musl", "1.2.10", "static", "x86_64", None),
    ]
    .map(samples::on)
    .into()
}

fn rendered(documents: &[Document]) -> String {
    let mut out = Vec::new();
    findings(&Platforms::new(documents).unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn two_libraries_in_versions() {
    golden::check("findings.md", rendered(&documents()).as_bytes());
}

#[test]
fn the_order_in_which_they_are_given_does_not_matter() {
    let mut shuffled = documents();
    let before = rendered(&shuffled);
    for _ in 0..shuffled.len() {
        shuffled.rotate_left(1);
        assert_eq!(rendered(&shuffled), before);
        shuffled.swap(1, 4);
        assert_eq!(rendered(&shuffled), before);
    }
}

#[test]
fn what_varies_from_run_to_run_is_not_in_it() {
    let before = rendered(&documents());
    let mut again = documents();
    for document in &mut again {
        document.volatile.started += 1;
        document.volatile.duration_ms += 1;
        for result in document.volatile.results.values_mut() {
            result.facts.pid += 1;
        }
    }
    assert_eq!(rendered(&again), before);
}

#[test]
fn one_platform_differs_from_none() {
    let one = [samples::on(samples::GLIBC)];
    let text = rendered(&one);
    assert!(text.contains("violated (2 results)"), "{text}");
    assert!(text.contains("may differ, and do (0 results)"), "{text}");
}

#[test]
fn two_documents_of_one_platform_are_refused() {
    let mut documents = documents();
    documents.push(documents[2].clone());
    let error = Platforms::new(&documents).unwrap_err();
    assert_eq!(error.places, [2, 7]);
    assert!(error.name.contains("mips"), "{error:?}");
    // Another kernel is another platform.
    documents[7].platform.kernel = "7.0".to_owned();
    assert!(Platforms::new(&documents).is_ok());
}

#[test]
fn an_outcome_of_a_race_is_told_only_of_those_that_have_it() {
    let mut documents = documents();
    // One of its outcomes is seen on one platform more, and is no deviation that anybody has given a reason for.
    let musl = &mut documents[0];
    let key = "c/race/exit@pipe".to_owned();
    let seen = &mut musl.volatile.results.get_mut(&key).unwrap().observations;
    seen[1].observation.left_behind.push(LeftBehind::Group);
    let result = (musl.results.iter_mut()).find(|result| result.key() == key);
    result.unwrap().verdict = Verdict::Fail;

    let text = rendered(&documents);
    let told: Vec<&str> = (text.lines())
        .skip_while(|line| !line.starts_with("- **exit** (pipe)"))
        .skip(1)
        .take_while(|line| line.starts_with("  - "))
        .collect();
    let left = |line: &&&str| line.contains("left behind");
    assert_eq!(told.iter().filter(left).count(), 1, "{told:?}");
    assert!(
        told.iter()
            .find(left)
            .unwrap()
            .contains("musl 1.2.10 (dynamic): FAIL"),
        "{told:?}"
    );

    let refs: Vec<&Document> = documents.iter().collect();
    let differs = |refs: &[&Document]| {
        let rows = rows::rows(refs, true);
        let row = rows.iter().find(|row| row.place.case == "c/race/exit");
        row.unwrap().differs()
    };
    assert!(differs(&refs), "what fails there is seen nowhere else");
    assert!(!differs(&refs[1..]));
}
