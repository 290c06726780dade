//! The fields of an observation: what matches, and what a mismatch is called.

use super::*;

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
