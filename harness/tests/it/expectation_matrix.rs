//! The base matrix: how rules become expectations, and what a matrix is refused for.

use std::fs;

use exitspec::expectation::{Book, Expect, Facts, Resolved, Source};
use exitspec::{
    Case, Finish, Group, Isolation, Level, Libc, Panic, Platform, Runtime, Sink, Suite,
};
use serde_json::{Value, json};

/// A matrix of two endings, two witnesses and three sinks.
fn small() -> Value {
    let sources = json!([{"doc": "d", "clause": "c"}]);
    let rule = |endings: &[&str], witnesses: &str, outcome: &str, level: &str| json!({"endings": endings, "witnesses": [witnesses], "outcome": outcome, "level": level, "sources": sources, "reason": "so it is."});
    json!({
        "groups": {"rust/small": {"summary": "s", "endings": ["clean", "loud"], "witnesses": ["text", "handler"]}},
        "sinks": ["pipe", "tty", "shared"],
        "endings": {
            "clean": {"summary": "exit(7)", "level": "mandated", "sources": [{"doc": "d", "clause": "exit"}], "expect": {"ending": {"exited": 7}}},
            "loud": {"summary": "a panic", "level": "documented", "sources": sources, "note": "It speaks.",
                     "expect": {"ending": {"exited": 101}, "stderr": {"contains": "oh"}}, "by_sink": {"tty": {"stderr": "OH"}}}
        },
        "witnesses": {
            "text": {"summary": "a text", "seen": {"stdout": "text"}},
            "handler": {"summary": "a handler", "seen": {"journal": ["handler"]}}
        },
        "rules": [
            rule(&["clean", "loud"], "handler", "runs", "mandated"),
            rule(&["clean"], "text", "either", "unspecified"),
            rule(&["loud"], "text", "runs", "documented")
        ],
        "platforms": [
            {"endings": "*", "witnesses": ["text"], "sinks": ["pipe", "shared"], "when": {"libc": "musl"}, "outcome": "lost", "reason": "musl loses it"},
            {"endings": ["loud"], "witnesses": "*", "when": {"panic": "abort"}, "expect": {"ending": {"signaled": "SIGABRT"}}, "reason": "it aborts"}
        ]
    })
}

fn load(matrix: &Value) -> Result<Book, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("tables.json"),
        serde_json::to_string_pretty(matrix).unwrap(),
    )
    .unwrap();
    let shown = format!("{}/tables.json:", folder.path().display());
    Source::Dir(folder.path().to_owned())
        .load()
        .map_err(|error| error.to_string().replace(&shown, ""))
}

fn platform(libc: &str) -> Platform {
    let text = String::from;
    Platform {
        name: text("test"),
        os: text("linux"),
        kernel: text("6.1"),
        arch: text("x86_64"),
        libc: Libc {
            name: text(libc),
            version: text("2"),
            link: text("dynamic"),
        },
        runtime: Runtime {
            name: text("rust"),
            version: text("1.95.0"),
            target: Some(text("t")),
            panic: Some(text("unwind")),
        },
        emulator: None,
        container: None,
        runtimes: std::collections::BTreeMap::new(),
    }
}

fn resolve(matrix: &Value, case: &str, sink: Sink, libc: &str, panic: Panic) -> Option<Resolved> {
    let platform = platform(libc);
    let facts = Facts {
        platform: &platform,
        runtime: &platform.runtime,
        panic,
        isolation: Isolation::Fork,
    };
    load(matrix)
        .unwrap()
        .resolve(&format!("rust/small/{case}"), sink, &facts)
}

fn base(case: &str, sink: Sink) -> Vec<Expect> {
    resolve(&small(), case, sink, "glibc", Panic::Unwind)
        .unwrap()
        .base
}

fn expect(value: Value) -> Expect {
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_cell_is_its_ending_and_what_becomes_of_its_witness() {
    let seven = json!({"ending": {"exited": 7}});
    assert_eq!(
        base("clean.handler", Sink::Pipe),
        [expect(
            json!({"ending": {"exited": 7}, "journal": ["handler"]})
        )]
    );
    assert_eq!(
        base("clean.text", Sink::Pipe),
        [
            expect(json!({"ending": {"exited": 7}, "stdout": "text"})),
            expect(seven)
        ]
    );
    assert_eq!(
        base("loud.text", Sink::Pipe),
        [expect(
            json!({"ending": {"exited": 101}, "stdout": "text", "stderr": {"contains": "oh"}})
        )]
    );
    assert_eq!(
        base("loud.text", Sink::Tty),
        [expect(
            json!({"ending": {"exited": 101}, "stdout": "text", "stderr": "OH"})
        )]
    );
}

#[test]
fn a_shared_pipe_has_both_streams_in_either_order() {
    assert_eq!(
        base("loud.text", Sink::Shared),
        [
            expect(json!({"ending": {"exited": 101}, "stdout": {"contains": ["text", "oh"]}})),
            expect(json!({"ending": {"exited": 101}, "stdout": {"contains": ["oh", "text"]}})),
        ]
    );
    assert_eq!(
        base("loud.handler", Sink::Shared),
        [expect(
            json!({"ending": {"exited": 101}, "stdout": {"contains": "oh"}, "journal": ["handler"]})
        )]
    );
}

#[test]
fn a_cell_tells_what_it_is_about() {
    let cell = resolve(&small(), "loud.handler", Sink::Pipe, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.summary, "a panic: a handler is seen");
    assert_eq!(cell.note.as_deref(), Some("so it is. It speaks."));
    assert_eq!(cell.level, Level::Documented, "the less binding of the two");
    assert_eq!(cell.sources.len(), 1, "each source once");
    let cell = resolve(&small(), "clean.text", Sink::Pipe, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.summary, "exit(7): a text may or may not be seen");
    assert_eq!((cell.level, cell.sources.len()), (Level::Unspecified, 2));
}

#[test]
fn only_cells_of_the_matrix_resolve() {
    for case in ["clean", "clean.none", "none.text", "clean.text.more"] {
        assert!(
            resolve(&small(), case, Sink::Pipe, "glibc", Panic::Unwind).is_none(),
            "{case}"
        );
    }
    assert!(resolve(&small(), "clean.text", Sink::File, "glibc", Panic::Unwind).is_none());
}

#[test]
fn the_last_override_that_applies_to_a_cell_counts() {
    let lost = resolve(&small(), "loud.text", Sink::Pipe, "musl", Panic::Unwind)
        .unwrap()
        .deviation
        .unwrap();
    assert_eq!(
        lost.expects,
        [expect(
            json!({"ending": {"exited": 101}, "stderr": {"contains": "oh"}})
        )]
    );
    assert_eq!(lost.reason, "musl loses it");
    assert!(
        resolve(&small(), "loud.text", Sink::Tty, "musl", Panic::Unwind)
            .unwrap()
            .deviation
            .is_none()
    );
    let aborted = resolve(&small(), "loud.text", Sink::Pipe, "musl", Panic::Abort)
        .unwrap()
        .deviation
        .unwrap();
    assert_eq!(
        aborted.expects,
        [expect(
            json!({"ending": {"signaled": "SIGABRT"}, "stdout": "text", "stderr": {"contains": "oh"}})
        )]
    );
    let book = load(&small()).unwrap();
    let all = book.deviations("rust/small/loud.text", Sink::Pipe);
    assert_eq!(
        all.iter()
            .map(|(when, _)| when.to_string())
            .collect::<Vec<_>>(),
        ["musl", "panic=abort"]
    );
}

#[test]
fn what_cannot_be_is_impossible_with_its_reason() {
    let mut matrix = small();
    matrix["rules"][1]["outcome"] = json!("impossible");
    let cell = resolve(&matrix, "clean.text", Sink::Tty, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.impossible.as_deref(), Some("so it is."));
    let cell = resolve(&matrix, "clean.text", Sink::Pipe, "musl", Panic::Unwind).unwrap();
    assert_eq!(
        cell.impossible.as_deref(),
        Some("so it is."),
        "whatever an override says"
    );
    let mut matrix = small();
    matrix["platforms"][0]["outcome"] = json!("impossible");
    let cell = resolve(&matrix, "clean.text", Sink::Pipe, "musl", Panic::Unwind).unwrap();
    assert_eq!(cell.impossible.as_deref(), Some("musl loses it"));
    let cell = resolve(&matrix, "clean.text", Sink::Pipe, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.impossible, None);
}

/// The messages about the matrix after this change, without their places.
fn refused(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut matrix = small();
    change(&mut matrix);
    let error = load(&matrix).unwrap_err();
    let lines = error
        .lines()
        .filter(|line| !line.ends_with("problems in the expectations:"));
    lines
        .map(|line| {
            let (place, message) = line.trim_start().split_once(": ").unwrap();
            assert!(
                place
                    .split(':')
                    .all(|number| number.parse::<u32>().is_ok_and(|number| number > 0)),
                "{line}"
            );
            message.to_owned()
        })
        .collect()
}

#[test]
fn every_cell_is_covered_by_exactly_one_rule() {
    assert_eq!(
        refused(|matrix| matrix["rules"][1]["sinks"] = json!(["pipe"])),
        [
            "rules: no rule covers clean.text with tty, shared; add a rule, or widen one; what cannot be is declared `impossible`"
        ]
    );
    assert_eq!(
        refused(|matrix| matrix["rules"][2]["endings"] = json!("*")),
        [
            "rules[2]: covers clean.text with pipe and 2 cells more, which rules[1] covers already; narrow one of the two"
        ]
    );
}

#[test]
fn a_rule_that_matches_nothing_is_refused() {
    assert_eq!(
        refused(|matrix| matrix["rules"][0]["endings"] = json!(["clean", "loud", "claen"])),
        [
            "rules[0].endings[2]: the matrix has no ending `claen`; did you mean `clean`? remove it, or correct its name"
        ]
    );
    assert_eq!(
        refused(|matrix| matrix["rules"][0]["witnesses"] = json!(["handler", "handler"])),
        ["rules[0].witnesses[1]: `handler` is given a second time; keep one of the two"]
    );
    let empty = refused(|matrix| matrix["rules"][2]["endings"] = json!([]));
    assert_eq!(
        empty[1],
        "rules[2].endings: is empty, so that it is about nothing; list the names, or write \"*\" in a rule that means all"
            .to_owned()
    );
    assert_eq!(
        refused(|matrix| matrix["rules"][1]["sinks"] = json!(["pipe", "tty", "shared", "file"])),
        [
            "rules[1].sinks[3]: `file` is no sink of this matrix; remove it, or add it to the matrix's `sinks`"
        ]
    );
}

/// The small matrix with a second group, which shares one ending and one witness with the first.
fn with_second_group() -> Value {
    let mut matrix = small();
    matrix["groups"]["c/small"] =
        json!({"summary": "s", "endings": ["clean", "calm"], "witnesses": ["text", "own"]});
    matrix["endings"]["calm"] = matrix["endings"]["clean"].clone();
    matrix["witnesses"]["own"] = json!({"summary": "its own", "seen": {"journal": ["own"]}});
    let rule = |endings: &str, witnesses: &str| {
        let mut rule = small()["rules"][0].clone();
        rule["level"] = json!("documented");
        rule["endings"] = json!([endings]);
        rule["witnesses"] = json!([witnesses]);
        rule
    };
    let rules = matrix["rules"].as_array_mut().unwrap();
    rules.push(rule("calm", "text"));
    rules.push(rule("calm", "own"));
    rules.push(rule("clean", "own"));
    matrix
}

#[test]
fn groups_share_what_they_have_in_common() {
    let platform = platform("glibc");
    let facts = Facts {
        platform: &platform,
        runtime: &platform.runtime,
        panic: Panic::Unwind,
        isolation: Isolation::Fork,
    };
    let book = load(&with_second_group()).unwrap();
    let base = |case: &str| book.resolve(case, Sink::Pipe, &facts).map(|cell| cell.base);
    assert!(base("rust/small/clean.text").is_some());
    assert_eq!(base("rust/small/clean.text"), base("c/small/clean.text"));
    assert_eq!(
        base("c/small/clean.own"),
        Some(vec![expect(
            json!({"ending": {"exited": 7}, "journal": ["own"]})
        )])
    );
    for case in [
        "rust/small/clean.own",
        "rust/small/calm.text",
        "c/small/loud.text",
        "c/small/clean.handler",
    ] {
        assert_eq!(base(case), None, "{case}");
        assert_eq!(book.deviations(case, Sink::Pipe).len(), 0, "{case}");
    }
}

#[test]
fn every_cell_of_every_group_is_covered_once() {
    let mut matrix = with_second_group();
    matrix["rules"].as_array_mut().unwrap().pop();
    let problems = load(&matrix).unwrap_err();
    assert!(
        problems.ends_with(": rules: no rule covers clean.own with pipe, tty, shared; add a rule, or widen one; what cannot be is declared `impossible`"),
        "{problems}"
    );
    let mut matrix = with_second_group();
    matrix["rules"][5]["endings"] = json!("*");
    let problems = load(&matrix).unwrap_err();
    assert!(
        problems.contains("rules[5]: covers calm.own with pipe and 2 cells more, which rules[4]"),
        "{problems}"
    );
}

#[test]
fn what_no_group_has_is_refused() {
    for (change, expected) in [
        (
            (|matrix| matrix["groups"]["c/small"]["endings"] = json!(["clean"])) as fn(&mut Value),
            "endings.calm: no group has the ending `calm`; remove it, or add its name to a group",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["witnesses"] = json!(["text"]),
            "witnesses.own: no group has the witness `own`; remove it, or add its name to a group",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["endings"] = json!(["clean", "clam"]),
            "groups[\"c/small\"].endings[1]: the matrix has no ending `clam`; did you mean `calm`? remove it, or correct its name",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["witnesses"] = json!(["own", "text", "own"]),
            "groups[\"c/small\"].witnesses[2]: `own` is given a second time; keep one of the two",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["endings"] = json!([]),
            "groups[\"c/small\"].endings: is empty, so that it is about nothing; list the names, or write \"*\" in a rule that means all",
        ),
        (
            |matrix| matrix["rules"][5]["endings"] = json!(["clean", "loud"]),
            "rules[5].endings[1]: no group has `loud` together with one of these witnesses; remove it, or correct the names",
        ),
        (
            |matrix| matrix["rules"][4]["witnesses"] = json!(["handler", "own"]),
            "rules[4].witnesses[0]: no group has `handler` together with one of these endings; remove it, or correct the names",
        ),
        (
            |matrix| matrix["platforms"][1]["witnesses"] = json!(["own"]),
            "platforms[1].endings[0]: no group has `loud` together with one of these witnesses; remove it, or correct the names",
        ),
    ] {
        let mut matrix = with_second_group();
        change(&mut matrix);
        let problems = load(&matrix).unwrap_err();
        assert!(
            problems
                .lines()
                .any(|problem| problem.ends_with(&format!(": {expected}"))),
            "{expected}\n{problems}"
        );
    }
}

#[test]
fn a_group_is_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = serde_json::to_string_pretty(&small()).unwrap();
    fs::create_dir(folder.path().join("rust")).unwrap();
    fs::write(folder.path().join("a.json"), &text).unwrap();
    let refused = || {
        let error = Source::Dir(folder.path().to_owned()).load().unwrap_err();
        let shown = format!("{}/", folder.path().display());
        error.to_string().replace(&shown, "")
    };
    fs::write(folder.path().join("b.json"), &text).unwrap();
    let problem = refused();
    assert!(
        problem.ends_with(": groups[\"rust/small\"]: `rust/small` is given a second time, after a.json; keep one of the two"),
        "{problem}"
    );
    fs::remove_file(folder.path().join("b.json")).unwrap();
    let group = json!({"group": "rust/small", "cases": {}}).to_string();
    fs::write(folder.path().join("rust/small.json"), group).unwrap();
    let problem = refused();
    assert!(
        problem.ends_with(
            ": group: `rust/small` is given a second time, after a.json; keep one of the two"
        ),
        "{problem}"
    );
}

#[test]
fn the_form_of_each_part_is_checked() {
    let problems = refused(|matrix| {
        matrix["rules"][0]["outcome"] = json!("run");
        matrix["rules"][1]["endings"] = json!("clean");
        matrix["endings"]["loud"]["sumary"] = json!("s");
        matrix["witnesses"]["text"]["seen"] = json!({"stdout": 5});
    });
    assert_eq!(
        problems,
        [
            "endings.loud.sumary: unknown field `sumary`, expected one of `summary`, `level`, `sources`, `note`, `expect`, `by_sink`; \
             did you mean `summary`?",
            "witnesses.text.seen.stdout: expected a string, or an object {\"base64\": \"…\"}; docs/expectations.md has the forms, with examples",
            "rules[0].outcome: unknown variant `run`, expected one of `runs`, `lost`, `either`, `impossible`; did you mean `runs`?",
            "rules[1].endings: expected \"*\" or a list of names; docs/expectations.md has the forms, with examples",
        ]
    );
}

#[test]
fn what_is_said_in_vain_or_wrongly_is_refused() {
    for (change, expected) in [
        (
            (|matrix| matrix["endings"]["loud"]["expect"] = json!({"stderr": "x"}))
                as fn(&mut Value),
            "endings.loud.expect: does not say how the process ends; add `ending`",
        ),
        (
            |matrix| matrix["endings"]["loud"]["sources"] = json!([]),
            "endings.loud.sources: is empty; name at least one document that says so",
        ),
        (
            |matrix| matrix["endings"]["loud"]["by_sink"]["shared"] = json!({"stdout": "x"}),
            "endings.loud.by_sink.shared.stdout: is made of the two streams in a matrix; \
             remove it: what is on stdout and stderr is expected one after the other, either first",
        ),
        (
            |matrix| matrix["witnesses"]["text"]["seen"] = json!({}),
            "witnesses.text.seen: is empty, so that running and loss would look the same; give `journal`, `stdout` or `stderr`",
        ),
        (
            |matrix| matrix["witnesses"]["handler"]["seen"]["journal"] = json!(["a b"]),
            "witnesses.handler.seen.journal[0]: \"a b\" is an event that no case can report; write printable ASCII without blanks",
        ),
        (
            |matrix| matrix["rules"][0]["reason"] = json!(""),
            "rules[0].reason: is empty; say why it is so",
        ),
        (
            |matrix| {
                matrix["platforms"][1]
                    .as_object_mut()
                    .unwrap()
                    .remove("expect");
            },
            "platforms[1]: says nothing that is different; give `outcome`, `expect`, or both",
        ),
        (
            |matrix| matrix["platforms"][1]["expect"] = json!({"ending": {"exited": 101}}),
            "platforms[1]: changes nothing: what it expects is what is expected anyway; remove it, or say what is different",
        ),
        (
            |matrix| matrix["platforms"][0]["when"] = json!({}),
            "platforms[0].when: has no condition, so that it would apply everywhere; say which platforms it is about, or change the base",
        ),
        (
            |matrix| {
                matrix["platforms"][0]["when"] = json!({"panic": "abort", "libc": "musl"});
                matrix["platforms"][0]["endings"] = json!(["loud"]);
            },
            "platforms[0]: never applies: platforms[1] holds wherever this does, and the last one counts; \
             put the general one first, or remove one of the two",
        ),
        (
            |matrix| {
                matrix["platforms"][0]["witnesses"] = json!(["handler"]);
                matrix["platforms"][0]["endings"] = json!(["clean"]);
            },
            "platforms[0]: excuses a deviation from what is mandated without `url`; add the link to the bug, commit or manual that explains it",
        ),
        (
            |matrix| matrix["groups"]["rust/small"]["summary"] = json!(""),
            "groups[\"rust/small\"].summary: is empty; say in one line what the group shows",
        ),
    ] {
        let problems = refused(change);
        assert!(
            problems.iter().any(|problem| problem == expected),
            "{expected}\n{problems:#?}"
        );
    }
    let named = refused(|matrix| {
        let ending = matrix["endings"]["clean"].clone();
        matrix["endings"]["a.b"] = ending;
    });
    assert!(
        named.iter().any(|problem| problem
            .starts_with("endings[\"a.b\"]: `a.b` cannot be one half of the name of a case")),
        "{named:#?}"
    );
}

fn suite(cases: Vec<Case>) -> Suite {
    Suite {
        name: "demo",
        version: "0",
        groups: vec![Group {
            name: "rust/small",
            cases: cases.into(),
        }],
        expectations: Source::Embedded(&[]),
    }
}

fn cell(name: &'static str, sinks: &'static [Sink]) -> Case {
    Case::new(name, |_| Finish::new(())).sinks(sinks)
}

#[test]
fn the_suite_has_exactly_the_cells() {
    const SINKS: &[Sink] = &[Sink::Pipe, Sink::Tty, Sink::Shared];
    const NAMES: [&str; 4] = ["clean.text", "clean.handler", "loud.text", "loud.handler"];
    let book = load(&small()).unwrap();
    let check = |cases| {
        let error = book
            .check(&suite(cases))
            .map_or_else(|error| error.to_string(), |()| String::new());
        error
            .lines()
            .map(|line| {
                line.split_once("tables.json:")
                    .map_or("", |(_, line)| line)
                    .to_owned()
            })
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
    };
    let all = || {
        NAMES
            .iter()
            .map(|name| cell(name, SINKS))
            .collect::<Vec<_>>()
    };
    assert_eq!(check(all()), Vec::<String>::new());
    let some = all()
        .into_iter()
        .skip(1)
        .take(1)
        .chain([cell("clean.none", &[Sink::Pipe, Sink::File])])
        .collect();
    assert_eq!(
        check(some),
        [
            "3:5: groups[\"rust/small\"]: the suite's case `clean.none` is no ENDING.WITNESS of this group; add the ending or the witness, or correct the name of the case",
            "6:9: groups[\"rust/small\"].endings[0]: the suite has no case `clean.` followed by text; add the cases, impossible ones too, or remove the ending or witness",
            "7:9: groups[\"rust/small\"].endings[1]: the suite has no case of the ending `loud`; add the cases, impossible ones too, or remove the ending or witness",
            "15:3: sinks: the suite's case `clean.none` runs with `file`; add the sink here, or remove it from the case",
        ]
    );
    let narrow = NAMES
        .iter()
        .map(|name| cell(name, &[Sink::Pipe, Sink::Tty]))
        .collect();
    assert_eq!(
        check(narrow),
        [
            "18:5: sinks[2]: no case of `rust/small` in the suite runs with `shared`; remove it, or add the sink to the cases"
        ]
    );
}
