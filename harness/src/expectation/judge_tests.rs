//! Every rule of judging, one test each.

use super::*;
use crate::bytes::Bytes;
use crate::expectation::testing::{exited, signaled};
use crate::observation::{Change, Ending, Flushed, LeftBehind, Phase, Waitid};

fn expects(json: &str) -> Vec<Expect> {
    crate::expectation::layers::merge([&serde_json::from_str(json).unwrap()])
}

fn resolved(level: Level, base: &str) -> Resolved {
    Resolved {
        summary: "s".to_owned(),
        note: None,
        level,
        sources: Vec::new(),
        base: expects(base),
        deviation: None,
        impossible: None,
    }
}

fn deviating(level: Level, base: &str, deviation: &str) -> Resolved {
    Resolved {
        deviation: Some(Deviation {
            expects: expects(deviation),
            reason: "a bug".to_owned(),
            url: Some("https://example.org/1".to_owned()),
        }),
        ..resolved(level, base)
    }
}

const SEVEN: &str = r#"{"ending": {"exited": 7}}"#;

/// The judgement of a mandated expectation with the pipe sink.
fn against(base: &str, observation: &Observation) -> Judgement {
    judge(&resolved(Level::Mandated, base), Sink::Pipe, observation)
}

/// The reason of a failure.
fn failure_of(base: &str, observation: &Observation) -> String {
    let judgement = against(base, observation);
    assert_eq!(judgement.verdict, Verdict::Fail, "{judgement:?}");
    judgement.reason.unwrap()
}

fn unresolved(judgement: Judgement) -> String {
    assert_eq!(judgement.verdict, Verdict::Unresolved, "{judgement:?}");
    judgement.reason.unwrap()
}

fn passes(base: &str, observation: &Observation) -> bool {
    against(base, observation).verdict == Verdict::Pass
}

fn events(names: &[&str]) -> Observation {
    Observation {
        journal: names.iter().map(|name| (*name).to_owned()).collect(),
        ..exited(7)
    }
}

fn wrote(stdout: &[u8]) -> Observation {
    Observation {
        stdout: Some(Bytes(stdout.to_vec())),
        ..exited(7)
    }
}

#[test]
fn what_is_as_expected_passes_without_a_word() {
    assert_eq!(against(SEVEN, &exited(7)), pass());
}

#[test]
fn a_mutated_expectation_fails_in_every_field() {
    let observation = Observation {
        stdout: Some("out".into()),
        stderr: Some("err".into()),
        journal: vec!["a".to_owned(), "b".to_owned()],
        changes: vec![Change::Stopped("SIGSTOP".to_owned()), Change::Continued],
        left_behind: vec![LeftBehind::Group],
        core: true,
        raw: Some(0x86),
        waitid: Some(Waitid {
            code: "CLD_DUMPED".to_owned(),
            status: 6,
        }),
        ..signaled("SIGABRT", 6)
    };
    let right = serde_json::json!({
        "ending": {"signaled": "SIGABRT"}, "core": true, "stdout": "out", "stderr": "err", "journal": ["a", "b"],
        "changes": [{"stopped": "SIGSTOP"}, "continued"], "left_behind": ["group"],
    });
    assert!(passes(&right.to_string(), &observation));
    for (field, wrong) in [
        ("ending", serde_json::json!({"signaled": "SIGKILL"})),
        ("core", serde_json::json!(false)),
        ("stdout", serde_json::json!("")),
        ("stderr", serde_json::json!("ERR")),
        ("journal", serde_json::json!(["b", "a"])),
        ("changes", serde_json::json!([{"stopped": "SIGSTOP"}])),
        ("left_behind", serde_json::json!(["session"])),
        (
            "waitid",
            serde_json::json!({"code": "CLD_KILLED", "status": 6}),
        ),
    ] {
        let mut mutated = right.clone();
        mutated[field] = wrong;
        let judgement = against(&mutated.to_string(), &observation);
        assert_eq!(judgement.verdict, Verdict::Fail, "{field}");
        assert_eq!(judgement.differences.len(), 1, "{field}: {judgement:?}");
        assert_eq!(judgement.differences[0].field, field);
        let mut without = right.clone();
        without.as_object_mut().unwrap().remove(field);
        if right.get(field).is_some() && field != "ending" {
            let verdict = against(&without.to_string(), &observation).verdict;
            assert_eq!(
                verdict,
                Verdict::Fail,
                "an unmentioned {field} is expected to be empty"
            );
        }
    }
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
fn an_exit_code_is_never_a_signal() {
    assert_eq!(
        failure_of(r#"{"ending": {"exited": 6}}"#, &signaled("SIGABRT", 6)),
        "ending: expected exited 6, got signaled SIGABRT"
    );
    assert_eq!(
        failure_of(r#"{"ending": {"signaled": "SIGABRT"}}"#, &exited(6)),
        "ending: expected signaled SIGABRT, got exited 6"
    );
}

#[test]
fn a_handler_that_runs_twice_fails() {
    assert_eq!(
        failure_of(
            r#"{"ending": {"exited": 7}, "journal": ["b", "a"]}"#,
            &events(&["b", "b", "a"])
        ),
        "journal: expected [b, a], got [b, b, a]"
    );
    assert!(!passes(
        r#"{"ending": {"exited": 7}, "journal": {"any_order": ["b", "a"]}}"#,
        &events(&["b", "b", "a"])
    ));
    assert!(!passes(
        r#"{"ending": {"exited": 7}, "journal": {"repeated": {"event": "b", "times": 1}}}"#,
        &events(&["b", "b"])
    ));
}

#[test]
fn a_lost_byte_fails_and_is_pointed_at() {
    let long = "x".repeat(4096);
    let exact = format!(r#"{{"ending": {{"exited": 7}}, "stdout": "{long}"}}"#);
    let repeated =
        r#"{"ending": {"exited": 7}, "stdout": {"repeated": {"text": "x", "times": 4096}}}"#;
    for base in [exact.as_str(), repeated] {
        assert!(passes(base, &wrote(long.as_bytes())));
        let lost = failure_of(base, &wrote(&long.as_bytes()[1..]));
        assert!(
            lost.ends_with("…\" (4095 bytes), which ends after 4095 bytes"),
            "{lost}"
        );
        let mut bytes = long.clone().into_bytes();
        bytes[4000] = b'y';
        let changed = failure_of(base, &wrote(&bytes));
        assert!(
            changed.ends_with("(4096 bytes), which differs from byte 4000 on"),
            "{changed}"
        );
    }
    assert_eq!(
        failure_of(
            r#"{"ending": {"exited": 7}, "stdout": "text"}"#,
            &wrote(b"tex")
        ),
        "stdout: expected \"text\", got \"tex\""
    );
}

#[test]
fn texts_may_be_loose() {
    let holds = |pattern: &str, text: &[u8]| {
        passes(
            &format!(r#"{{"ending": {{"exited": 7}}, "stdout": {pattern}}}"#),
            &wrote(text),
        )
    };
    assert!(holds(r#"{"contains": "b"}"#, b"abc"));
    assert!(!holds(r#"{"contains": "d"}"#, b"abc"));
    assert!(holds(r#"{"contains": ["a", "c"]}"#, b"abc"));
    assert!(!holds(r#"{"contains": ["c", "a"]}"#, b"abc"));
    assert!(
        !holds(r#"{"contains": ["ab", "bc"]}"#, b"abc"),
        "pieces do not overlap"
    );
    assert!(holds(r#"{"starts_with": "ab"}"#, b"abc"));
    assert!(!holds(r#"{"starts_with": "b"}"#, b"abc"));
    assert!(holds(
        r#"{"repeated": {"text": "ab", "times": 2}}"#,
        b"abab"
    ));
    assert!(!holds(
        r#"{"repeated": {"text": "ab", "times": 2}}"#,
        b"abababab"
    ));
    assert!(!holds(
        r#"{"repeated": {"text": "ab", "times": 2}}"#,
        b"abba"
    ));
    assert!(holds(r#"{"repeated": {"text": "ab", "times": 0}}"#, b""));
    assert!(holds(r#"{"any": true}"#, b"\xff"));
    assert!(holds(r#"{"base64": "/w=="}"#, b"\xff"));
}

#[test]
fn journals_may_be_loose() {
    let holds = |pattern: &str, names: &[&str]| {
        passes(
            &format!(r#"{{"ending": {{"exited": 7}}, "journal": {pattern}}}"#),
            &events(names),
        )
    };
    assert!(holds(r#"{"any_order": ["a", "b"]}"#, &["b", "a"]));
    assert!(!holds(r#"{"any_order": ["a", "b"]}"#, &["b"]));
    assert!(holds(r#"{"in_order": ["a", "b"]}"#, &["x", "a", "y", "b"]));
    assert!(!holds(r#"{"in_order": ["a", "b"]}"#, &["b", "a"]));
    assert!(holds(
        r#"{"repeated": {"event": "a", "times": 3}}"#,
        &["a", "a", "a"]
    ));
    assert!(!holds(
        r#"{"repeated": {"event": "a", "times": 3}}"#,
        &["a", "a", "b"]
    ));
    assert!(holds(r#"{"any": true}"#, &["whatever"]));
}

#[test]
fn endings_may_be_sets() {
    assert!(passes(
        r#"{"ending": {"exited_any_of": [1, 7]}}"#,
        &exited(7)
    ));
    assert!(!passes(
        r#"{"ending": {"exited_any_of": [1, 2]}}"#,
        &exited(7)
    ));
    assert!(passes(
        r#"{"ending": {"signaled_any_of": ["SIGSEGV", "SIGBUS"]}}"#,
        &signaled("SIGBUS", 7)
    ));
    assert!(!passes(
        r#"{"ending": {"signaled_any_of": ["SIGSEGV"]}}"#,
        &signaled("SIGBUS", 7)
    ));
    assert!(passes(r#"{"ending": {"any": true}}"#, &exited(7)));
    assert!(
        passes(
            r#"{"ending": {"signaled": "SIGIOT"}}"#,
            &signaled("SIGABRT", 6)
        ),
        "a second name"
    );
}

#[test]
fn waitid_has_to_agree_unless_it_is_given() {
    let with = |code: &str, status: i32, observation: Observation| Observation {
        waitid: Some(Waitid {
            code: code.to_owned(),
            status,
        }),
        ..observation
    };
    assert!(
        passes(SEVEN, &with("CLD_EXITED", 0x107, exited(7))),
        "the whole value where the kernel keeps it"
    );
    assert!(passes(SEVEN, &with("CLD_EXITED", -249, exited(7))));
    assert_eq!(
        failure_of(SEVEN, &with("CLD_EXITED", 8, exited(7))),
        "waitid: expected CLD_EXITED with status 7, as the status word says, got CLD_EXITED with status 8"
    );
    assert!(!passes(SEVEN, &with("CLD_KILLED", 7, exited(7))));
    let term = r#"{"ending": {"signaled": "SIGTERM"}}"#;
    assert!(passes(term, &signaled("SIGTERM", 15)));
    assert!(!passes(
        term,
        &with("CLD_KILLED", 14, signaled("SIGTERM", 15))
    ));
    assert!(
        !passes(term, &with("CLD_DUMPED", 15, signaled("SIGTERM", 15))),
        "no core was dumped"
    );
    let dumped = Observation {
        core: true,
        raw: Some(0x86),
        ..with("CLD_DUMPED", 6, signaled("SIGABRT", 6))
    };
    assert!(passes(
        r#"{"ending": {"signaled": "SIGABRT"}, "core": true}"#,
        &dumped
    ));
    let given = r#"{"ending": {"exited": 7}, "waitid": {"code": "CLD_EXITED", "status": 263}}"#;
    assert!(passes(given, &with("CLD_EXITED", 263, exited(7))));
    assert!(!passes(given, &exited(7)));
}

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
