//! What could not be observed, and what cannot be: never a pass by accident.

use super::*;

#[test]
fn hanging_is_told_by_where() {
    let hung = |phase| Observation {
        ending: Ending::Hung(phase),
        raw: None,
        waitid: None,
        ..exited(0)
    };
    let expected = r#"{"ending": {"hung": "ending"}}"#;
    assert!(passes(expected, &hung(Phase::Ending)));
    assert_eq!(
        failure_of(expected, &hung(Phase::InBody)),
        "ending: expected hung in the ending, got hung in the body"
    );
    assert!(!passes(expected, &exited(0)));
    assert_eq!(
        unresolved(against(SEVEN, &hung(Phase::BeforeBody))),
        "it hung before the body was entered"
    );
    let undefined = judge(
        &resolved(Level::Undefined, SEVEN),
        Sink::Pipe,
        &hung(Phase::BeforeBody),
    );
    assert_eq!(undefined.verdict, Verdict::Unresolved, "the case never ran");
    assert!(passes(
        r#"{"ending": {"hung": "before_body"}}"#,
        &hung(Phase::BeforeBody)
    ));
}

#[test]
fn a_word_that_means_nothing_fails() {
    let odd = Observation {
        ending: Ending::Unrecognised(0x7f),
        raw: Some(0x7f),
        ..exited(0)
    };
    assert_eq!(
        failure_of(SEVEN, &odd),
        "ending: expected exited 7, got unrecognised status word 0x7f"
    );
}

#[test]
fn sinks_that_cannot_be_read_back_are_judged_by_the_rest() {
    let blind = |observation: Observation| Observation {
        stdout: None,
        stderr: None,
        ..observation
    };
    let base = resolved(
        Level::Mandated,
        r#"{"ending": {"exited": 7}, "stdout": "text", "journal": ["a"]}"#,
    );
    for sink in [Sink::Null, Sink::Full, Sink::Closed, Sink::Broken] {
        assert_eq!(
            judge(&base, sink, &blind(events(&["a"]))).verdict,
            Verdict::Pass,
            "{sink}"
        );
        assert_eq!(
            judge(&base, sink, &blind(events(&[]))).verdict,
            Verdict::Fail,
            "{sink}"
        );
        assert_eq!(
            judge(&base, sink, &blind(exited(8))).verdict,
            Verdict::Fail,
            "{sink}"
        );
    }
    // Where stderr alone is connected to something else, it counts.
    let pinned = Observation {
        stdout: None,
        stderr: Some("message".into()),
        ..events(&["a"])
    };
    assert_eq!(judge(&base, Sink::Full, &pinned).verdict, Verdict::Fail);
    for sink in [Sink::Pipe, Sink::File, Sink::Tty, Sink::Shared] {
        assert_eq!(
            unresolved(judge(&base, sink, &blind(events(&["a"])))),
            "stdout was not captured",
            "{sink}"
        );
    }
}

#[test]
fn a_shared_pipe_has_stdout_only() {
    let both = Observation {
        stdout: Some("ab".into()),
        stderr: None,
        ..exited(7)
    };
    let base = resolved(
        Level::Mandated,
        r#"{"ending": {"exited": 7}, "stdout": "ab", "stderr": "b"}"#,
    );
    assert_eq!(judge(&base, Sink::Shared, &both).verdict, Verdict::Pass);
}

#[test]
fn sizes_at_events_are_looked_at_with_the_file_sink_only() {
    let base = resolved(
        Level::Mandated,
        r#"{"ending": {"exited": 7}, "journal": ["a", "b"], "flushed": [0, 4]}"#,
    );
    let at = |sizes: &[Option<u64>]| Observation {
        flushed: Some(
            sizes
                .iter()
                .map(|size| Flushed {
                    stdout: *size,
                    stderr: None,
                })
                .collect(),
        ),
        ..events(&["a", "b"])
    };
    assert_eq!(
        judge(&base, Sink::File, &at(&[Some(0), Some(4)])).verdict,
        Verdict::Pass
    );
    let early = judge(&base, Sink::File, &at(&[Some(4), Some(4)]));
    assert_eq!(
        early.reason.as_deref(),
        Some("flushed: expected [0, 4], got [4, 4]")
    );
    let closed = judge(&base, Sink::File, &at(&[Some(0), None]));
    assert_eq!(
        closed.reason.as_deref(),
        Some("flushed: expected [0, 4], got [0, -]")
    );
    assert_eq!(
        unresolved(judge(&base, Sink::File, &events(&["a", "b"]))),
        "the sizes at the events were not recorded"
    );
    assert_eq!(
        judge(&base, Sink::Pipe, &events(&["a", "b"])).verdict,
        Verdict::Pass
    );
}

#[test]
fn a_journal_that_cannot_be_read_never_passes() {
    let garbled = Observation {
        garbage: vec!["eve".into()],
        ..events(&["a"])
    };
    let why = "the journal has a record that is none: \"eve\"";
    assert_eq!(
        unresolved(against(
            r#"{"ending": {"exited": 7}, "journal": ["a"]}"#,
            &garbled
        )),
        why
    );
    assert_eq!(
        unresolved(against(SEVEN, &garbled)),
        why,
        "the events cannot be held against it either"
    );
    assert_eq!(
        unresolved(judge(
            &resolved(Level::Undefined, SEVEN),
            Sink::Pipe,
            &garbled
        )),
        why
    );
    assert!(
        passes(
            r#"{"ending": {"exited": 7}, "journal": {"any": true}}"#,
            &garbled
        ),
        "nobody asked for the journal"
    );
    assert_eq!(
        failure_of(r#"{"ending": {"exited": 8}}"#, &garbled),
        "ending: expected exited 8, got exited 7"
    );
    let both = deviating(
        Level::Mandated,
        SEVEN,
        r#"{"ending": {"exited": 7}, "stdout": "x"}"#,
    );
    assert_eq!(unresolved(judge(&both, Sink::Pipe, &garbled)), why);
}

#[test]
fn a_flooded_journal_is_not_whole() {
    let flooded = Observation {
        journal: vec!["a".to_owned(); crate::journal::EVENTS_MAX],
        ..exited(7)
    };
    let exact = format!(
        r#"{{"ending": {{"exited": 7}}, "journal": {{"repeated": {{"event": "a", "times": {}}}}}}}"#,
        flooded.journal.len()
    );
    assert!(unresolved(against(&exact, &flooded)).starts_with("the journal was kept only up to"));
    assert!(passes(
        r#"{"ending": {"exited": 7}, "journal": {"in_order": ["a"]}}"#,
        &flooded
    ));
    unresolved(against(
        r#"{"ending": {"exited": 7}, "journal": {"in_order": ["b"]}}"#,
        &flooded,
    ));
}

#[test]
fn a_cut_text_neither_matches_nor_differs() {
    let cut = |pattern: &str| {
        let observation = Observation {
            truncated: true,
            ..wrote(b"abc")
        };
        against(
            &format!(
                r#"{{"ending": {{"exited": 7}}, "stderr": {{"any": true}}, "stdout": {pattern}}}"#
            ),
            &observation,
        )
    };
    assert_eq!(
        unresolved(cut(r#""abc""#)),
        "more arrived on stdout than was kept"
    );
    unresolved(cut(r#""xyz""#));
    unresolved(cut(r#"{"contains": "z"}"#));
    assert_eq!(cut(r#"{"contains": "b"}"#).verdict, Verdict::Pass);
    assert_eq!(cut(r#"{"starts_with": "ab"}"#).verdict, Verdict::Pass);
    assert_eq!(cut(r#"{"any": true}"#).verdict, Verdict::Pass);
}

#[test]
fn missing_evidence_never_passes() {
    let no_word = Observation {
        raw: None,
        ..exited(7)
    };
    assert_eq!(
        unresolved(against(SEVEN, &no_word)),
        "the status word is missing"
    );
    let no_view = Observation {
        waitid: None,
        ..exited(7)
    };
    assert_eq!(
        unresolved(against(SEVEN, &no_view)),
        "the view of waitid is missing"
    );
    assert_eq!(
        unresolved(judge_all(
            &resolved(Level::Mandated, SEVEN),
            Sink::Pipe,
            &[]
        )),
        "nothing was observed"
    );
    let no_ending = Resolved {
        base: vec![Expect::default()],
        ..resolved(Level::Mandated, SEVEN)
    };
    unresolved(judge(&no_ending, Sink::Pipe, &exited(7)));
    let nothing = Resolved {
        base: Vec::new(),
        ..resolved(Level::Mandated, SEVEN)
    };
    unresolved(judge(&nothing, Sink::Pipe, &exited(7)));
}
