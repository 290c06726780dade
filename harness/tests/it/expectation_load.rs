//! What loading refuses: each mistake with its place, what was expected, and what to do.

use std::fs;

use exitspec::expectation::{Book, CaseEntry, Expect, GroupFile, Source, UniqueMap};
use exitspec::{Case, Finish, Group, Level, Sink, Suite};

/// Loads one file of the group `rust/demo`.
fn load(text: &str) -> Result<Book, String> {
    load_files(&[("rust/demo.json", text)])
}

fn load_files(files: &[(&str, &str)]) -> Result<Book, String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let shown = format!("{}/", folder.path().display());
    Source::Dir(folder.path().to_owned())
        .load()
        .map_err(|error| error.to_string().replace(&shown, ""))
}

/// The message about a group file with this one entry, `rust/demo.json:` left out.
fn refused(entry: &str) -> String {
    let text = format!("{{\"group\": \"rust/demo\", \"cases\": {{\n  \"a\": {entry}\n}}}}");
    let error = load(&text).expect_err(entry);
    error.replace("rust/demo.json:", "")
}

/// The message about an entry that is right but for what `fields` replaces or adds.
fn refused_with(fields: serde_json::Value) -> String {
    let mut entry = serde_json::json!({
        "summary": "s", "level": "documented", "sources": [{"doc": "d", "clause": "c"}], "expect": {"ending": {"exited": 7}},
    });
    entry
        .as_object_mut()
        .unwrap()
        .append(&mut fields.as_object().unwrap().clone());
    refused(&entry.to_string())
}

const GOOD: &str = r#"{"summary": "s", "level": "documented", "sources": [{"doc": "d", "clause": "c"}], "expect": {"ending": {"exited": 7}}}"#;

fn good_group(name: &str) -> String {
    format!("{{\"group\": \"{name}\", \"cases\": {{\n  \"a\": {GOOD}\n}}}}\n")
}

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
            "2:112: cases.a.expect.ending.exited: invalid value: integer `256`, expected u8; docs/expectations.md has the forms, with examples",
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
    let unknown_names = json!({"when": {"os": "plan9", "libc": "nolibc", "version": "<1"}, "expect": eight, "reason": "r"});
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

#[test]
fn a_group_has_one_file_of_its_name() {
    assert_eq!(
        load(&good_group("rust/other")).unwrap_err(),
        "rust/demo.json:1:2: group: `rust/other` is not the name of this file; \
         move the file to `rust/other.json` below the folder of the expectations, or correct the name"
    );
    let twice = load_files(&[
        ("rust/demo.json", &good_group("rust/demo")),
        ("more/rust/demo.json", &good_group("rust/demo")),
    ])
    .unwrap_err();
    assert!(
        twice.ends_with("rust/demo.json:1:2: group: `rust/demo` is given a second time, after more/rust/demo.json; keep one of the two"),
        "{twice}"
    );
    assert!(
        load(&good_group("emo")).is_err(),
        "the name ends at a slash"
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let error = Source::Dir(missing.clone()).load().unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&format!("{}: cannot be read: ", missing.display())),
        "{error}"
    );
    assert!(std::error::Error::source(&error).is_some());
}

fn inline(group: &str, summary: &str) -> GroupFile {
    let mut entry: CaseEntry = serde_json::from_str(GOOD).unwrap();
    entry.summary = summary.to_owned();
    GroupFile {
        group: group.to_owned(),
        cases: UniqueMap::from_iter([("a".to_owned(), entry)]),
        ..GroupFile::default()
    }
}

#[test]
fn expectations_made_in_code_are_checked_the_same() {
    Source::Inline(vec![inline("mine/demo", "s")])
        .load()
        .unwrap();
    let error = Source::Inline(vec![inline("mine/demo", "s"), inline("mine/other", "")])
        .load()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "<inline>: [1].cases.a.summary: is empty; say in one line what the case shows"
    );
    let error = Source::Inline(vec![inline("mine/demo", "s"), inline("mine/demo", "s")])
        .load()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "<inline>: [1].group: `mine/demo` is given a second time, after <inline>; keep one of the two"
    );
    let mut incomplete = inline("mine/demo", "s");
    incomplete.cases.0.get_mut("a").unwrap().expect = Expect::default();
    let error = Source::Inline(vec![incomplete]).load().unwrap_err();
    assert_eq!(
        error.to_string(),
        "<inline>: [0].cases.a.expect: does not say how the process ends; add `ending`"
    );
}

fn case(name: &'static str, sinks: &'static [Sink]) -> Case {
    Case::new(name, |_| Finish::new(())).sinks(sinks)
}

fn suite(groups: Vec<(&'static str, Vec<Case>)>) -> Suite {
    let groups = groups.into_iter().map(|(name, cases)| Group {
        name,
        cases: cases.into(),
    });
    Suite {
        name: "demo",
        version: "0",
        groups: groups.collect(),
        expectations: Source::Embedded(&[]),
    }
}

#[test]
fn a_suite_and_its_book_are_about_the_same_cases() {
    let text = good_group("rust/demo")
        .replace("7}}", r#"7}}, "by_sink": {"tty": {}, "file": {}}, "platforms": [{"when": {"os": "linux"}, "expect": {"core": true}, "by_sink": {"full": {}}, "reason": "r"}]"#);
    let book = load_files(&[
        ("rust/demo.json", &text),
        ("rust/stale.json", &good_group("rust/stale")),
    ])
    .unwrap();
    let check = |groups| {
        let error = book.check(&suite(groups)).unwrap_err();
        error
            .problems
            .iter()
            .map(|problem| {
                problem
                    .to_string()
                    .split_once("rust/")
                    .unwrap()
                    .1
                    .to_owned()
            })
            .collect::<Vec<_>>()
    };
    let all: &[Sink] = &[Sink::Pipe, Sink::Tty, Sink::File, Sink::Full];
    book.check(&suite(vec![
        ("rust/demo", vec![case("a", all)]),
        ("rust/stale", vec![case("a", all)]),
    ]))
    .unwrap();
    assert_eq!(
        check(vec![
            (
                "rust/demo",
                vec![case("a", &[Sink::Pipe, Sink::File]), case("b", all)]
            ),
            ("rust/new", vec![case("x", all)])
        ]),
        [
            "demo.json:1:24: cases: there is no entry for the case `b`; add one: `exitspec bless` writes a draft of it",
            "demo.json:2:139: cases.a.by_sink.tty: the case does not run with the sink `tty`; remove it, or add the sink to the case",
            "demo.json:2:241: cases.a.platforms[0].by_sink.full: the case does not run with the sink `full`; remove it, or add the sink to the case",
            "stale.json:1:2: group: the suite has no group `rust/stale`; remove it, or correct its name",
            "new.json: there are no expectations for the group `rust/new`; add the file, and name it where the suite lists its expectations",
        ]
    );
    assert_eq!(
        check(vec![
            ("rust/demo", vec![case("ab", all)]),
            ("rust/stale", vec![case("a", all)])
        ]),
        [
            "demo.json:1:24: cases: there is no entry for the case `ab`; add one: `exitspec bless` writes a draft of it",
            "demo.json:2:3: cases.a: the suite has no case `a` in this group; remove it, or correct its name",
        ]
    );
}

#[test]
fn a_book_knows_where_its_entries_are() {
    let book = load(&good_group("rust/demo")).unwrap();
    let (file, place) = book.whereabouts("rust/demo/a").unwrap();
    assert!(file.ends_with("rust/demo.json"));
    assert_eq!(place.map(|place| (place.line, place.column)), Some((2, 3)));
    assert!(book.whereabouts("rust/none/a").is_none());
    assert_eq!(
        serde_json::from_str::<CaseEntry>(GOOD).unwrap().level,
        Level::Documented
    );
}

#[test]
fn two_cases_of_one_name_are_refused() {
    let book = Source::Embedded(&[]).load().unwrap();
    let cases = || vec![Case::new("same", |_| Finish::new(())); 2];
    let error = book
        .check(&suite(vec![("rust/demo", cases())]))
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("two cases of the suite are called `same`"),
        "{error}"
    );
}
