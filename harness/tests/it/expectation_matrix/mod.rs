//! The base matrix: how rules become expectations, and what a matrix is refused for.

mod cells;
mod groups;
mod refusals;

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

fn expect(value: Value) -> Expect {
    serde_json::from_value(value).unwrap()
}
