//! What makes no sense, though its form is right.

use super::*;

#[test]
fn what_cannot_match_is_refused() {
    use serde_json::json;
    for (expect, expected) in [
        (
            json!({}),
            "cases.a.expect: does not say how the process ends; add `ending`",
        ),
        (
            json!({"any_of": [{"ending": {"exited": 7}}, {}]}),
            "cases.a.expect: does not say how the process ends; add `ending`",
        ),
        (
            json!({"ending": {"exited": 7}, "any_of": []}),
            "cases.a.expect.any_of: is empty, so that nothing could match; give the alternatives, or remove it",
        ),
        (
            json!({"ending": {"signaled": "SIGABORT"}}),
            "cases.a.expect.ending.signaled: `SIGABORT` is not the name of a signal; did you mean `SIGABRT`?",
        ),
        (
            json!({"ending": {"signaled_any_of": ["SIGABRT", "6"]}}),
            "cases.a.expect.ending.signaled_any_of[1]: `6` is not the name of a signal; write the name as <signal.h> has it, `SIGABRT`, \
             or `SIGRTMIN+1`",
        ),
        (
            json!({"ending": {"signaled_any_of": []}}),
            "cases.a.expect.ending.signaled_any_of: is empty, so that nothing could match; list what may be",
        ),
        (
            json!({"ending": {"exited_any_of": []}}),
            "cases.a.expect.ending.exited_any_of: is empty, so that nothing could match; list what may be",
        ),
        (
            json!({"ending": {"exited": 7}, "changes": [{"stopped": "SIGTSP"}]}),
            "cases.a.expect.changes[0].stopped: `SIGTSP` is not the name of a signal; did you mean `SIGTSTP`?",
        ),
        (
            json!({"ending": {"exited": 7}, "waitid": {"code": "CLD_STOPPED", "status": 1}}),
            "cases.a.expect.waitid.code: `CLD_STOPPED` is not how a process ends, expected one of CLD_EXITED, CLD_KILLED, CLD_DUMPED; \
             write one of these",
        ),
        (
            json!({"ending": {"exited": 7}, "journal": ["a", "b c"]}),
            "cases.a.expect.journal[1]: \"b c\" is an event that no case can report; write printable ASCII without blanks",
        ),
        (
            json!({"ending": {"exited": 7}, "journal": {"repeated": {"event": "", "times": 2}}}),
            "cases.a.expect.journal.repeated.event: \"\" is an event that no case can report; write printable ASCII without blanks",
        ),
        (
            json!({"ending": {"exited": 7}, "journal": {"in_order": []}}),
            "cases.a.expect.journal.in_order: holds for any journal; write {\"any\": true} if that is meant",
        ),
        (
            json!({"ending": {"exited": 7}, "stderr": {"contains": ""}}),
            "cases.a.expect.stderr: holds for any text; write {\"any\": true} if that is meant",
        ),
    ] {
        let message = refused_with(json!({"expect": expect}));
        assert!(
            message.starts_with("2:") && message.ends_with(expected),
            "{message}"
        );
    }
    for (by_sink, expected) in [
        (
            json!({"tty": {"any_of": []}}),
            "cases.a.by_sink.tty.any_of: is empty, so that nothing could match; give the alternatives, or remove it",
        ),
        (
            json!({"shared": {"stderr": "x"}}),
            "cases.a.by_sink.shared.stderr: is never looked at: all bytes of a shared pipe are stdout's; say in `stdout` what arrives on the pipe",
        ),
        (
            json!({"tty": {"flushed": [1]}}),
            "cases.a.by_sink.tty.flushed: is looked at only with the `file` sink; remove it",
        ),
    ] {
        let message = refused_with(json!({"by_sink": by_sink}));
        assert!(message.ends_with(expected), "{message}");
    }
}

/// The message about one override of an entry of this level.
fn refused_override(level: &str, with: serde_json::Value) -> String {
    refused_with(serde_json::json!({"level": level, "platforms": [with]}))
}

#[test]
fn an_override_has_to_make_sense() {
    use serde_json::json;
    let eight = json!({"ending": {"exited": 8}});
    for (with, expected) in [
        (
            json!({"when": {}, "expect": eight, "reason": "r"}),
            "platforms[0].when: has no condition, so that it would apply everywhere; say which platforms it is about, or change the base",
        ),
        (
            json!({"when": {"os": "linux"}, "expect": eight, "reason": ""}),
            "platforms[0].reason: is empty; say why it is different there",
        ),
        (
            json!({"when": {"libc": "musl", "version": ">2, <1"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.version: no version can lie in `>2, <1`; correct the bounds",
        ),
        (
            json!({"when": {"version": "<1"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.version: is a range of versions of nothing in particular, expected `libc` beside it; add `libc`",
        ),
        (
            json!({"when": {"kernel": "<1"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.kernel: is a range of versions of nothing in particular, expected `os` beside it; add `os`",
        ),
        (
            json!({"when": {"runtime_version": "<1"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.runtime_version: is a range of versions of nothing in particular, expected `runtime` beside it; add `runtime`",
        ),
        (
            json!({"when": {"link": "shared"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.link: `shared` never holds, expected `dynamic` or `static`; write one of the two",
        ),
        (
            json!({"when": {"os": "linus"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.os: `linus` is no system that a run can be on; did you mean `linux`?",
        ),
        (
            json!({"when": {"libc": "glibcc"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.libc: `glibcc` is not known as a C library, and is nearly one that is; did you mean `glibc`?",
        ),
        (
            json!({"when": {"arch": "x86-64"}, "expect": eight, "reason": "r"}),
            "platforms[0].when.arch: `x86-64` is not known as an architecture, and is nearly one that is; did you mean `x86_64`?",
        ),
        (
            json!({"when": {"os": "linux"}, "expect": eight, "reason": "r", "url": "nowhere"}),
            "platforms[0].url: `nowhere` is no link; begin it with `https://` or `http://`, or remove it",
        ),
        (
            json!({"when": {"os": "linux"}, "expect": {"ending": {"exited": 7}}, "reason": "r"}),
            "platforms[0]: changes nothing: what it expects is what is expected anyway; remove it, or say what is different",
        ),
        (
            json!({"when": {"os": "linux"}, "expect": {"any_of": [{"ending": {"signaled": "NONSENSE"}}]}, "reason": "r"}),
            "platforms[0].expect.any_of[0].ending.signaled: `NONSENSE` is not the name of a signal; \
             write the name as <signal.h> has it, `SIGABRT`, or `SIGRTMIN+1`",
        ),
    ] {
        let message = refused_override("documented", with);
        assert!(
            message.starts_with("2:") && message.ends_with(&format!("cases.a.{expected}")),
            "{message}"
        );
    }
    let without_url = json!({"when": {"os": "linux"}, "expect": eight, "reason": "r"});
    assert!(refused_override("mandated", without_url).ends_with(
        "cases.a.platforms[0]: excuses a deviation from what is mandated without `url`; add the link to the bug, commit or manual that explains it"
    ));
    let not_understood =
        json!({"when": {"os": "linux"}, "expect": eight, "reason": "unexplained: it does so"});
    let good = GOOD.replace("7}}", &format!("7}}}}, \"platforms\": [{not_understood}]"));
    let good = good.replace("documented", "mandated");
    load(&format!(
        "{{\"group\": \"rust/demo\", \"cases\": {{\"a\": {good}}}}}"
    ))
    .unwrap();
    let unknown_names = json!({"when": {"os": "dragonfly", "libc": "nolibc", "version": "<1"}, "expect": eight, "reason": "r"});
    let good = GOOD.replace("7}}", &format!("7}}}}, \"platforms\": [{unknown_names}]"));
    load(&format!(
        "{{\"group\": \"rust/demo\", \"cases\": {{\"a\": {good}}}}}"
    ))
    .unwrap();
}

#[test]
fn an_override_that_a_later_one_hides_is_refused() {
    use serde_json::json;
    let with = |when: serde_json::Value, code: u8| json!({"when": when, "expect": {"ending": {"exited": code}}, "reason": "r"});
    let special_first = json!({"platforms": [with(json!({"os": "linux", "libc": "musl"}), 8), with(json!({"libc": "musl"}), 9)]});
    assert!(refused_with(special_first).ends_with(
        "cases.a.platforms[0]: never applies: platforms[1] holds wherever this does, and the last one counts; \
         put the general one first, or remove one of the two"
    ));
    let general_first = json!([
        with(json!({"libc": "musl"}), 9),
        with(json!({"os": "linux", "libc": "musl"}), 8)
    ]);
    let good = GOOD.replace("7}}", &format!("7}}}}, \"platforms\": {general_first}"));
    load(&format!(
        "{{\"group\": \"rust/demo\", \"cases\": {{\"a\": {good}}}}}"
    ))
    .unwrap();
}
