//! Parts that make a whole, platforms side by side, and what does not go together.

use super::*;
use crate::observation::Ending;
use crate::platform::Runtime;
use crate::run::testing;
use crate::verdict::Verdict;

fn document(cases: &[&str]) -> Document {
    let mut document = testing::document();
    for case in cases {
        let mut result = testing::result(case, Verdict::Pass);
        result.observation = Some(testing::observation(Ending::Exited(0)));
        document
            .volatile
            .results
            .insert(result.key(), ResultVolatile::default());
        document.results.push(result);
    }
    document.sort();
    document
}

fn named(from: &str, document: Document) -> Named {
    Named {
        from: from.to_owned(),
        document,
    }
}

fn canonical(document: &Document) -> String {
    let mut bytes = Vec::new();
    document.write_canonical(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn parts_in_any_order_are_the_whole() {
    let whole = document(&["rust/a/1", "rust/a/2", "rust/b/1", "c/a/1"]);
    let mut parts = vec![
        named("x", document(&["rust/b/1"])),
        named("y", document(&["rust/a/2", "c/a/1"])),
        // One may have what another has, too.
        named("z", document(&["rust/a/1", "rust/a/2"])),
    ];
    for _ in 0..parts.len() {
        let merged = merge(parts.clone()).unwrap();
        assert_eq!(merged.len(), 1);
        assert_eq!(canonical(&merged[0]), canonical(&whole));
        assert_eq!(merged[0].volatile.results.len(), 4);
        parts.rotate_left(1);
    }
}

#[test]
fn what_is_left_out_is_known_by_family() {
    let part = |cases: &[&str], left_out: &[(&str, usize)]| {
        let mut document = document(cases);
        for (family, count) in left_out {
            let family = (*family).to_owned();
            document.volatile.left_out.insert(family, *count);
        }
        document
    };
    let a = part(&["rust/a/1"], &[("rust", 2)]);
    let b = part(&["rust/a/2", "c/a/1"], &[("rust", 2), ("c", 1)]);
    let merged = merge(vec![named("a", a.clone()), named("b", b.clone())]).unwrap();
    let left: Vec<_> = merged[0].volatile.left_out.iter().collect();
    assert_eq!(left, [(&"c".to_owned(), &1), (&"rust".to_owned(), &1)]);
    let rest = part(&["rust/a/3", "c/a/2"], &[("rust", 2), ("c", 1)]);
    let merged = merge(vec![named("a", a), named("b", b), named("c", rest)]).unwrap();
    assert!(merged[0].volatile.left_out.is_empty());
}

#[test]
fn platforms_stand_beside_each_other() {
    let on = |name: &str, kernel: &str| {
        let mut document = document(&["rust/a/1"]);
        document.platform.name = name.to_owned();
        document.platform.kernel = kernel.to_owned();
        document
    };
    let all = vec![
        named("1", on("musl", "6.1")),
        named("2", on("glibc", "6.12")),
        named("3", on("glibc", "6.1")),
    ];
    let merged = merge(all).unwrap();
    let names: Vec<_> = (merged.iter())
        .map(|document| (&*document.platform.name, &*document.platform.kernel))
        .collect();
    assert_eq!(
        names,
        [("glibc", "6.1"), ("glibc", "6.12"), ("musl", "6.1")]
    );
}

#[test]
fn one_platform_is_one_and_what_makes_it_another_is_said() {
    let mut other = document(&["rust/a/2"]);
    other.platform.kernel = "99.9".to_owned();
    let first = document(&["rust/a/1"]);
    let here = first.platform.kernel.clone();
    let both = vec![named("a", first.clone()), named("b", other)];
    let error = merge_one(both).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("a and b are of different platforms: kernel is {here} and 99.9")
    );
    assert_eq!(merge_one(Vec::new()).unwrap_err(), MergeError::Nothing);
    assert!(merge_one(vec![named("a", first)]).is_ok());
}

fn conflict(change: impl FnOnce(&mut Document)) -> String {
    let mut other = document(&["rust/a/1", "rust/a/2"]);
    change(&mut other);
    merge(vec![
        named("one.json", document(&["rust/a/1"])),
        named("other.json", other),
    ])
    .unwrap_err()
    .to_string()
}

#[test]
fn a_conflict_names_both_files_and_what_it_is_about() {
    let error = conflict(|other| other.results[0].verdict = Verdict::Fail);
    assert_eq!(
        error,
        "one.json and other.json both have rust/a/1@pipe, and do not agree: verdict is not the same"
    );
    let error = conflict(|other| {
        other.results[0].observation = Some(testing::observation(Ending::Exited(1)));
    });
    assert!(error.contains("observation is not"), "{error}");
    let error = conflict(|other| other.results[0].racy = Some(2));
    assert!(error.contains("another field"), "{error}");
    let error = conflict(|other| other.suite.version = "9".to_owned());
    assert!(
        error.contains("one.json and other.json") && error.contains("testing 9"),
        "{error}"
    );
}

#[test]
fn one_platform_has_one_runtime_for_a_family() {
    let with = |version: &str| {
        let mut document = document(&["shell/a/1"]);
        let runtime = Runtime {
            name: "bash".to_owned(),
            version: version.to_owned(),
            target: None,
            panic: None,
        };
        document
            .platform
            .runtimes
            .insert("shell".to_owned(), runtime);
        document
    };
    let merged = merge(vec![
        named("a", document(&["rust/a/1"])),
        named("b", with("5.2")),
    ]);
    assert_eq!(merged.unwrap()[0].platform.runtimes.len(), 1);
    let error = merge(vec![named("a", with("5.1")), named("b", with("5.2"))]).unwrap_err();
    assert!(
        error.to_string().contains("bash 5.1 and bash 5.2"),
        "{error}"
    );
}

#[test]
fn samples_of_a_racy_case_add_up_and_what_was_cut_short_stays_so() {
    let sample = |outcomes: &[(u32, u8)]| {
        let mut document = document(&["rust/a/1"]);
        document.results[0].observation = None;
        document.results[0].racy = Some(20);
        let counted = |&(count, code): &(u32, u8)| Counted {
            count,
            observation: testing::observation(Ending::Exited(code)),
        };
        let facts = document.volatile.results.values_mut().next().unwrap();
        facts.observations = outcomes.iter().map(counted).collect();
        document
    };
    let mut cut = sample(&[(3, 2), (1, 1)]);
    cut.interrupted = true;
    let merged = merge(vec![named("a", sample(&[(20, 1)])), named("b", cut)]).unwrap();
    let facts = merged[0].volatile.results.values().next().unwrap();
    let counts: Vec<u32> = facts.observations.iter().map(|seen| seen.count).collect();
    assert_eq!(counts, [21, 3]);
    assert!(merged[0].interrupted);
}
