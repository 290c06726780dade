//! A run document with something of everything, and expectations for it.

use exitspec::document::{Document, read};
use exitspec::expectation::{Book, Facts, GroupFile, Source};
use exitspec::{Isolation, Panic, Sink};
use serde_json::{Value, json};

use crate::Expected;

pub(crate) fn document() -> Document {
    let results = [
        result(
            "rust/atexit/lifo",
            "pipe",
            "PASS",
            exited(7, "text\n", &["atexit:b", "atexit:a"]),
        ),
        result("rust/atexit/lifo", "file", "PASS", {
            let mut observation = exited(7, "text\n", &["atexit:b", "atexit:a"]);
            observation["flushed"] =
                json!([{ "stdout": 0, "stderr": 0 }, { "stdout": 5, "stderr": null }]);
            observation
        }),
        with(
            result(
                "rust/atexit/nested",
                "pipe",
                "XFAIL",
                exited(0, "", &["atexit:inner"]),
            ),
            &[
                (
                    "reason",
                    json!("handlers registered by the last handler do not run"),
                ),
                ("url", json!("https://bugs.example/1")),
            ],
        ),
        with(
            result(
                "rust/exit/code",
                "pipe",
                "FAIL",
                exited(1, "\u{1b}[31mred", &[]),
            ),
            &[
                ("reason", json!("ending: expected exited 7, got exited 1")),
                (
                    "differences",
                    json!([
                        { "field": "ending", "expected": "exited 7", "got": "exited 1" },
                        { "field": "stdout", "expected": "\"\"", "got": "\"\\u{1b}[31mred\"" },
                    ]),
                ),
            ],
        ),
        with(
            result("rust/exit/code", "full", "UNSUPPORTED", Value::Null),
            &[("reason", json!("there is no full device here"))],
        ),
        with(
            result(
                "rust/exit/hangs",
                "pipe",
                "PASS",
                json!({
                    "ending": { "hung": "ending" }, "raw": null, "waitid": null, "core": false, "changes": [], "stdout": "",
                    "stderr": "", "journal": [], "left_behind": [],
                }),
            ),
            &[],
        ),
        with(
            result("rust/exit/race", "pipe", "PASS", Value::Null),
            &[("racy", json!(20))],
        ),
        with(
            result(
                "rust/panic/aborts",
                "pipe",
                "PASS",
                json!({
                    "ending": { "signaled": "SIGABRT" }, "raw": 0x86, "waitid": { "code": "CLD_DUMPED", "status": 6 },
                    "core": true, "changes": [{ "stopped": "SIGSTOP" }, "continued"], "stdout": { "base64": "/wA=" },
                    "stderr": "thread 'main' (<tid>) panicked at <location>:\nno\n", "truncated": true, "journal": ["begun"],
                    "garbage": ["what\u{7}"], "left_behind": ["group", "elsewhere"],
                }),
            ),
            &[("panic", json!("abort")), ("isolation", json!("spawn"))],
        ),
        with(
            result("rust/release/lock", "pipe", "UNRESOLVED", Value::Null),
            &[(
                "reason",
                json!("the supervisor was lost: it did not answer in time"),
            )],
        ),
        with(
            result(
                "rust/tls/order",
                "pipe",
                "XPASS",
                exited(0, "", &["tls:2", "tls:1"]),
            ),
            &[(
                "reason",
                json!(
                    "the known deviation was not there: destructors run in the order of registration"
                ),
            )],
        ),
    ];
    let document = json!({
        "schema": "exitspec/run/1",
        "suite": { "name": "exitspec", "version": "0.1.0", "revision": null },
        "platform": {
            "name": "linux x86_64, glibc 2.36 dynamic, rust 1.95.0", "os": "linux", "kernel": "6.1.0", "arch": "x86_64",
            "libc": { "name": "glibc", "version": "2.36", "link": "dynamic" },
            "runtime": { "name": "rust", "version": "1.95.0", "target": "x86_64-unknown-linux-gnu", "panic": "unwind" },
            "emulator": null, "container": null,
        },
        "results": results,
        "summary": {},
        "volatile": {
            "started": 0, "duration_ms": 2345, "command": [], "jobs": 2, "rounds": 20,
            "flips": [{ "result": "rust/atexit/lifo@pipe", "outcomes": [
                { "count": 18, "verdict": "PASS", "reason": null,
                  "observation": exited(7, "text\n", &["atexit:b", "atexit:a"]) },
                { "count": 2, "verdict": "FAIL", "reason": "journal: expected [atexit:b, atexit:a], got [atexit:b]",
                  "observation": exited(7, "text\n", &["atexit:b"]) },
            ] }],
            "results": {
                "rust/exit/hangs@pipe": { "pid": 1, "duration_us": 1, "usage": null, "threads": [
                    { "state": "S", "wchan": "futex_wait_queue", "syscall": 202 },
                ] },
                "rust/exit/race@pipe": { "pid": 1, "duration_us": 1, "usage": null, "observations": [
                    { "count": 19, "observation": exited(1, "", &["first"]) },
                    { "count": 1, "observation": exited(2, "", &["second"]) },
                ] },
            },
        },
    });
    let mut document = read(document.to_string().as_bytes()).unwrap();
    document.sort();
    document
}

fn exited(code: i32, stdout: &str, journal: &[&str]) -> Value {
    json!({
        "ending": { "exited": code }, "raw": code << 8, "waitid": { "code": "CLD_EXITED", "status": code },
        "core": false, "changes": [], "stdout": stdout, "stderr": "", "journal": journal, "left_behind": [],
    })
}

fn result(case: &str, sink: &str, verdict: &str, observation: Value) -> Value {
    json!({
        "case": case, "family": "rust", "sink": sink, "panic": "unwind", "isolation": "fork", "level": "mandated",
        "sources": [{ "doc": "POSIX.1-2024", "clause": "exit(), DESCRIPTION" }], "verdict": verdict, "reason": null,
        "observation": observation,
    })
}

fn with(mut result: Value, fields: &[(&str, Value)]) -> Value {
    for (name, value) in fields {
        result[*name] = value.clone();
    }
    result
}

/// The expectations of these cases.
pub(crate) fn book() -> Book {
    let entry = |summary: &str, expect: Value| {
        json!({
            "summary": summary, "level": "mandated",
            "sources": [{ "doc": "POSIX.1-2024", "clause": "atexit(), DESCRIPTION", "url": "https://posix.example/atexit" }],
            "expect": expect,
        })
    };
    let mut lifo = entry(
        "handlers run once each, last registered first",
        json!({ "ending": { "exited": 7 }, "stdout": "text\n", "journal": ["atexit:b", "atexit:a"] }),
    );
    lifo["by_sink"] = json!({ "file": { "flushed": [0, 5] } });
    let mut nested = entry(
        "a handler registered by a handler runs",
        json!({ "ending": { "exited": 0 }, "journal": ["atexit:outer", "atexit:inner"] }),
    );
    nested["note"] = json!(
        "POSIX says that functions registered while handlers run are called as well; the order among them is that of \
         the others, so that what was registered last runs next."
    );
    nested["platforms"] = json!([{
        "when": { "libc": "glibc", "version": "<2.40" },
        "expect": { "journal": ["atexit:inner"] },
        "reason": "handlers registered by the last handler do not run", "url": "https://bugs.example/1",
    }]);
    let any = json!({ "ending": { "any": true }, "journal": { "any": true } });
    let groups = json!([
        { "group": "rust/atexit", "cases": { "lifo": lifo, "nested": nested } },
        { "group": "rust/exit", "cases": {
            "race": entry("two threads call exit", json!({ "ending": { "exited": 1 }, "any_of": [
                { "journal": ["first"] }, { "ending": { "exited": 2 }, "journal": ["second"] },
            ] })),
            "hangs": entry("a handler never returns", any),
        } },
    ]);
    let files: Vec<GroupFile> = serde_json::from_value(groups).unwrap();
    Source::Inline(files).load().unwrap()
}

/// What is expected of these cases on the platform of the document.
pub(crate) fn expected(id: &str, document: &Document) -> Vec<Expected> {
    let book = book();
    let facts = Facts {
        platform: &document.platform,
        runtime: &document.platform.runtime,
        panic: Panic::Unwind,
        isolation: Isolation::Fork,
    };
    [Sink::Pipe, Sink::File]
        .into_iter()
        .filter_map(|sink| {
            Some(Expected {
                sink,
                resolved: book.resolve(id, sink, &facts)?,
                deviations: book.deviations(id, sink),
            })
        })
        .collect()
}
