//! From what matches and what does not to a verdict.

use super::*;

#[test]
fn what_is_as_expected_passes_without_a_word() {
    assert_eq!(against(SEVEN, &exited(7)), pass());
}

#[test]
fn the_first_line_has_field_expected_and_got() {
    assert_eq!(
        failure_of(SEVEN, &exited(8)),
        "ending: expected exited 7, got exited 8"
    );
    assert_eq!(
        failure_of(
            r#"{"ending": {"exited": 7}, "journal": ["a"], "stdout": "x"}"#,
            &exited(8)
        ),
        "ending: expected exited 7, got exited 8 (and 2 differences more)"
    );
}

#[test]
fn any_of_the_alternatives_will_do_and_the_nearest_is_reported() {
    let open = r#"{"ending": {"exited": 7}, "any_of": [{"journal": ["a"], "stdout": "x"}, {"journal": ["b"]}, {"ending": {"exited": 8}}]}"#;
    assert!(passes(open, &events(&["b"])));
    assert!(passes(open, &exited(8)));
    assert_eq!(
        failure_of(open, &events(&["c"])),
        "journal: expected [b], got [c] (the nearest of 3 alternatives)",
        "an ending that matches is nearer than one that does not"
    );
    assert_eq!(
        failure_of(open, &exited(9)),
        "ending: expected exited 8, got exited 9 (the nearest of 3 alternatives)"
    );
}

const EIGHT: &str = r#"{"ending": {"exited": 8}}"#;

#[test]
fn a_known_deviation_is_xfail_and_its_absence_xpass() {
    let known = deviating(Level::Mandated, SEVEN, EIGHT);
    let seen = judge(&known, Sink::Pipe, &exited(8));
    assert_eq!(seen.verdict, Verdict::Xfail);
    assert_eq!(
        (seen.reason.as_deref(), seen.url.as_deref()),
        (Some("a bug"), Some("https://example.org/1"))
    );
    assert_eq!(
        seen.differences.len(),
        1,
        "how it differs from what is mandated"
    );
    let gone = judge(&known, Sink::Pipe, &exited(7));
    assert_eq!(gone.verdict, Verdict::Xpass);
    assert!(
        gone.reason
            .unwrap()
            .starts_with("the known deviation was not seen (a bug)")
    );
    let neither = judge(&known, Sink::Pipe, &exited(9));
    assert_eq!(neither.verdict, Verdict::Fail);
    assert_eq!(
        neither.reason.as_deref(),
        Some("ending: expected exited 7, got exited 9 (the nearest of 2 alternatives)")
    );
}

#[test]
fn a_documented_variation_passes_with_its_reason_and_is_strict() {
    for level in [
        Level::Documented,
        Level::ImplementationDefined,
        Level::Unspecified,
    ] {
        let open = r#"{"any_of": [{"ending": {"exited": 7}}, {"ending": {"exited": 8}}]}"#;
        let varying = deviating(level, open, EIGHT);
        let seen = judge(&varying, Sink::Pipe, &exited(8));
        assert_eq!(seen.verdict, Verdict::Pass);
        assert_eq!(
            (seen.reason.as_deref(), seen.url.as_deref()),
            (Some("a bug"), Some("https://example.org/1"))
        );
        let changed = judge(&varying, Sink::Pipe, &exited(7));
        assert_eq!(changed.verdict, Verdict::Fail, "{level}");
        assert_eq!(
            changed.reason.as_deref(),
            Some(
                "ending: expected exited 8, got exited 7; the base would allow it, but this platform is documented to vary"
            )
        );
        let neither = judge(&varying, Sink::Pipe, &exited(9));
        assert_eq!(
            neither.reason.as_deref(),
            Some("ending: expected exited 8, got exited 9")
        );
    }
}

#[test]
fn one_of_the_alternatives_of_what_is_mandated_is_no_deviation() {
    const EITHER: &str = r#"{"any_of": [{"ending": {"exited": 7}}, {"ending": {"exited": 8}}]}"#;
    let choosing = deviating(Level::Mandated, EITHER, EIGHT);
    let chosen = judge(&choosing, Sink::Pipe, &exited(8));
    assert_eq!(chosen.verdict, Verdict::Pass);
    assert_eq!(chosen.reason.as_deref(), Some("a bug"));
    assert_eq!(chosen.url.as_deref(), Some("https://example.org/1"));
    for other in [exited(7), exited(9)] {
        assert_eq!(
            judge(&choosing, Sink::Pipe, &other).verdict,
            Verdict::Fail,
            "the entry says more than the base"
        );
    }
    // With something that is not among them it is a deviation, also where one of them is what was seen.
    let besides = r#"{"any_of": [{"ending": {"exited": 8}}, {"ending": {"exited": 9}}]}"#;
    let deviating = deviating(Level::Mandated, EITHER, besides);
    assert_eq!(
        judge(&deviating, Sink::Pipe, &exited(8)).verdict,
        Verdict::Xfail
    );
}

#[test]
fn what_is_undefined_never_fails_and_is_told() {
    let judgement = judge(
        &resolved(Level::Undefined, SEVEN),
        Sink::Pipe,
        &signaled("SIGSEGV", 11),
    );
    assert_eq!(judgement.verdict, Verdict::Pass);
    assert_eq!(
        judgement.reason.as_deref(),
        Some("undefined: ending: expected exited 7, got signaled SIGSEGV")
    );
    assert_eq!(judgement.differences.len(), 1);
    assert_eq!(
        judge(&resolved(Level::Undefined, SEVEN), Sink::Pipe, &exited(7)),
        pass()
    );
    let varying = deviating(Level::Undefined, SEVEN, EIGHT);
    assert_eq!(
        judge(&varying, Sink::Pipe, &exited(8)).reason.as_deref(),
        Some("a bug")
    );
    assert_eq!(
        judge(&varying, Sink::Pipe, &exited(7)).reason.as_deref(),
        Some("undefined: ending: expected exited 8, got exited 7")
    );
}

#[test]
fn the_impossible_is_unsupported_with_its_reason() {
    let impossible = Resolved {
        impossible: Some("no such thing".to_owned()),
        ..resolved(Level::Undefined, SEVEN)
    };
    let judgement = judge_all(&impossible, Sink::Pipe, &[]);
    assert_eq!(
        (judgement.verdict, judgement.reason.as_deref()),
        (Verdict::Unsupported, Some("no such thing"))
    );
}

#[test]
fn every_outcome_of_a_racy_case_has_to_match() {
    let open = resolved(
        Level::Mandated,
        r#"{"any_of": [{"ending": {"exited": 7}}, {"ending": {"exited": 8}}]}"#,
    );
    assert_eq!(
        judge_all(&open, Sink::Pipe, &[exited(7), exited(8)]).verdict,
        Verdict::Pass
    );
    let one_off = judge_all(&open, Sink::Pipe, &[exited(7), exited(9), exited(8)]);
    assert_eq!(one_off.verdict, Verdict::Fail);
    assert_eq!(
        one_off.reason.as_deref(),
        Some(
            "1 of 3 outcomes: ending: expected exited 7, got exited 9 (the nearest of 2 alternatives)"
        )
    );
    let garbled = Observation {
        garbage: vec!["x".into()],
        ..exited(7)
    };
    assert_eq!(
        judge_all(&open, Sink::Pipe, &[exited(7), garbled.clone()]).verdict,
        Verdict::Unresolved
    );
    assert_eq!(
        judge_all(&open, Sink::Pipe, &[garbled, exited(9)]).verdict,
        Verdict::Fail,
        "a certain failure comes first"
    );
}

#[test]
fn a_racy_deviation_may_show_in_some_outcomes_only() {
    let known = deviating(Level::Mandated, SEVEN, EIGHT);
    let verdict = |outcomes: &[Observation]| judge_all(&known, Sink::Pipe, outcomes).verdict;
    assert_eq!(verdict(&[exited(7), exited(8)]), Verdict::Xfail);
    assert_eq!(verdict(&[exited(7), exited(7)]), Verdict::Xpass);
    assert_eq!(verdict(&[exited(8), exited(9)]), Verdict::Fail);
    let lenient = deviating(Level::Documented, SEVEN, EIGHT);
    assert_eq!(
        judge_all(&lenient, Sink::Pipe, &[exited(7), exited(8)]).verdict,
        Verdict::Fail
    );
}
