//! What the form of a file is refused for.

use super::*;

#[test]
fn a_good_file_loads() {
    load(&good_group("rust/demo")).unwrap();
    load_files(&[
        ("rust/demo.json", &good_group("rust/demo")),
        ("c/demo.json", &good_group("c/demo")),
        ("schema.json", "no schema"),
    ])
    .unwrap();
}

#[test]
fn syntax_is_pointed_at() {
    assert_eq!(
        load("{\"group\": \"rust/demo\",\n  \"cases\": {},\n}\n").unwrap_err(),
        "rust/demo.json:3:1: key must be a string; write it as JSON (no comments, no comma after the last element)"
    );
    assert!(
        load("")
            .unwrap_err()
            .starts_with("rust/demo.json:1:1: EOF while parsing a value;")
    );
    assert!(
        load("// x\n{}")
            .unwrap_err()
            .starts_with("rust/demo.json:1:1: expected value;")
    );
    assert!(
        load("{\"é\": x}")
            .unwrap_err()
            .starts_with("rust/demo.json:1:7: expected value;")
    );
}

#[test]
fn the_kind_of_the_file_has_to_be_said() {
    for text in ["{}", "[]", "1", r#"{"group": "rust/demo", "groups": {}}"#] {
        assert_eq!(
            load(text).unwrap_err(),
            "rust/demo.json:1:1: expected an object with either `group` or `groups`, which says what the file is; \
             name the group, or the groups of a matrix, as `family/name`"
        );
    }
}

#[test]
fn mistakes_of_form_say_what_was_expected() {
    let entry = |from: &str, to: &str| refused(&GOOD.replace(from, to));
    for (message, expected) in [
        (
            entry("summary", "summry"),
            "2:9: cases.a.summry: unknown field `summry`, expected one of `summary`, `level`, `sources`, `note`, `expect`, `by_sink`, \
             `platforms`; did you mean `summary`?",
        ),
        (
            entry(r#""summary": "s", "#, ""),
            "2:3: cases.a: missing field `summary`; add `summary`",
        ),
        (
            entry("documented", "mandatory"),
            "2:25: cases.a.level: unknown variant `mandatory`, expected one of `mandated`, `documented`, `implementation-defined`, \
             `unspecified`, `undefined`; did you mean `mandated`?",
        ),
        (
            entry(r#""exited": 7"#, r#""exited": 256"#),
            "2:112: cases.a.expect.ending.exited: invalid value: integer `256`, expected a number from 0 to 255; docs/expectations.md has the forms, with examples",
        ),
        (
            entry(r#""exited": 7"#, r#""stopped": 7"#),
            "2:112: cases.a.expect.ending.stopped: unknown variant `stopped`, expected one of `exited`, `exited_any_of`, `signaled`, \
             `signaled_any_of`, `hung`, `any`; remove it, or give it one of these names",
        ),
        (
            entry(r#"7}"#, r#"7}, "stdout": 5"#),
            "2:126: cases.a.expect.stdout: expected a string, {\"base64\": …}, {\"contains\": …}, {\"starts_with\": …}, {\"repeated\": …} \
             or {\"any\": true}; docs/expectations.md has the forms, with examples",
        ),
        (
            entry(r#"7}"#, r#"7}, "journal": {"any": false}"#),
            "2:126: cases.a.expect.journal: expected a list of names, {\"any_order\": [..]}, {\"in_order\": [..]}, {\"repeated\": …} \
             or {\"any\": true}; docs/expectations.md has the forms, with examples",
        ),
    ] {
        assert_eq!(message, expected);
    }
    assert_eq!(
        refused_with(serde_json::json!({"by_sink": {"pip": {}}})),
        "2:125: cases.a.by_sink.pip: unknown variant `pip`, expected one of `pipe`, `file`, `tty`, `null`, `full`, `closed`, `broken`, \
         `shared`; did you mean `pipe`?"
    );
    assert_eq!(
        refused_with(
            serde_json::json!({"platforms": [{"when": {"libc": "musl", "version": "1.2"}, "expect": {}, "reason": "r"}]})
        ),
        "2:150: cases.a.platforms[0].when.version: `1.2` is no range of versions, expected bounds such as `<1.2`, `>=2.34, <2.41` or \
         `=6.1`; docs/expectations.md has the forms, with examples"
    );
    assert!(
        load(r#"{"group": "rust/demo", "cases": {}, "more": 1}"#)
            .unwrap_err()
            .contains(":1:37: more: unknown field `more`, expected one of")
    );
    assert!(
        load(r#"{"group": "rust/demo", "cases": []}"#)
            .unwrap_err()
            .contains(":1:24: cases: invalid type: sequence, expected an object;")
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = format!(
        "{{\"group\": \"rust/demo\", \"cases\": {{\n\"a\": {},\n\"b\": {},\n\"c\": {}\n}}}}",
        GOOD.replace("summary", "summry"),
        GOOD,
        GOOD.replace("documented", "mandatory")
    );
    let error = load_files(&[("rust/demo.json", &text), ("rust/other.json", "{")]).unwrap_err();
    let lines: Vec<&str> = error.lines().collect();
    assert_eq!(lines[0], "3 problems in the expectations:");
    assert!(
        lines[1].starts_with("  rust/demo.json:2:7: cases.a.summry: unknown field"),
        "{error}"
    );
    assert!(
        lines[2].starts_with("  rust/demo.json:4:23: cases.c.level: unknown variant"),
        "{error}"
    );
    assert!(
        lines[3].starts_with("  rust/other.json:1:1: EOF while parsing"),
        "{error}"
    );
}

#[test]
fn a_key_given_twice_is_refused_wherever_it_is() {
    let twice = |text: &str| load(text).unwrap_err();
    assert_eq!(
        twice(&format!(
            "{{\"group\": \"rust/demo\", \"cases\": {{\n\"a\": {GOOD},\n\"a\": {GOOD}\n}}}}"
        )),
        "rust/demo.json:3:1: cases.a: `a` is given a second time; keep one of the two"
    );
    assert!(
        twice(r#"{"group": "rust/demo", "group": "rust/demo", "cases": {}}"#)
            .contains(":1:24: group: `group` is given a second time")
    );
    let by_sink = GOOD.replace(r#"7}}"#, r#"7}}, "by_sink": {"tty": {}, "tty": {}}"#);
    assert_eq!(
        refused(&by_sink),
        "2:150: cases.a.by_sink.tty: `tty` is given a second time; keep one of the two"
    );
    let deep = GOOD.replace(
        r#"7}"#,
        r#"7}, "any_of": [{}, {"core": true, "core": false}]"#,
    );
    assert_eq!(
        refused(&deep),
        "2:156: cases.a.expect.any_of[1].core: `core` is given a second time; keep one of the two"
    );
}

#[test]
fn words_have_to_be_there() {
    use serde_json::json;
    for (fields, expected) in [
        (
            json!({"summary": " "}),
            "cases.a.summary: is empty; say in one line what the case shows",
        ),
        (
            json!({"sources": []}),
            "cases.a.sources: is empty; name at least one document that says so",
        ),
        (
            json!({"sources": [{"doc": "", "clause": "c"}]}),
            "cases.a.sources[0].doc: is empty; name the document",
        ),
        (
            json!({"sources": [{"doc": "d", "clause": ""}]}),
            "cases.a.sources[0].clause: is empty; name the place in the document",
        ),
    ] {
        let message = refused_with(fields);
        assert!(
            message.starts_with("2:") && message.ends_with(expected),
            "{message}"
        );
    }
    let text = good_group("rust/demo").replace("\"a\"", "\"a b\"");
    assert_eq!(
        load(&text).unwrap_err(),
        "rust/demo.json:2:3: cases[\"a b\"]: `a b` cannot be the name of a case; use letters, digits, `_`, `-`, `.` and `+`"
    );
}
