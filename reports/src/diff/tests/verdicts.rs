//! What kind of change it is.

use super::*;

#[test]
fn verdicts_decide_what_kind_of_change_it_is() {
    const LIFO: &str = "c/atexit/lifo@file";
    let verdict = |verdict, reason: &str| {
        let reason = reason.to_owned();
        planted(LIFO, move |result| {
            result.verdict = verdict;
            result.reason = Some(reason);
        })
    };
    assert_eq!(verdict(Verdict::Fail, "how"), [("newly failing", false)]);
    assert_eq!(verdict(Verdict::Xpass, "gone"), [("newly failing", false)]);
    assert_eq!(
        verdict(Verdict::Unresolved, "lost"),
        [("newly failing", false)]
    );
    assert_eq!(verdict(Verdict::Xfail, "why"), [("changed", true)]);
    assert_eq!(
        verdict(Verdict::Unsupported, "none here"),
        [("became unsupported", true)]
    );

    let known = "c/exit/closes@pipe";
    let to = |to| {
        planted(known, move |result| {
            result.verdict = to;
            result.differences.clear();
        })
    };
    assert_eq!(to(Verdict::Xpass), [("newly failing", true)]);
    assert_eq!(to(Verdict::Fail), [("newly failing", false)]);
    // The reason holds on both sides: it does not tell why they differ.
    assert_eq!(to(Verdict::Pass), [("changed", false)]);
}

#[test]
fn the_reverse_of_failing_is_fixed_and_of_unsupported_supported() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    b.results[0].verdict = Verdict::Fail;
    b.results[1].verdict = Verdict::Unsupported;
    b.results[1].observation = None;
    b.results.remove(2);
    let names = |a, b| {
        changes(a, b)
            .into_iter()
            .map(|(category, ..)| category)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&a, &b),
        ["newly failing", "became unsupported", "missing"]
    );
    assert_eq!(names(&b, &a), ["fixed", "became supported", "new"]);
}
