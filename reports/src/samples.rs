//! Run documents written by hand: the same cases on several platforms.

use exitspec::document::{Document, read};
use serde_json::{Value, json};

/// A platform's name, version, link, architecture and emulator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct On(
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) Option<&'static str>,
);

pub(crate) const GLIBC: On = On("glibc", "2.36", "dynamic", "x86_64", None);
pub(crate) const MUSL: On = On("musl", "1.2.3", "static", "x86_64", None);

const POSIX: &str = "https://posix.example/";

/// The one place where a document is put together.
pub(crate) fn document(on: On, results: Vec<Value>, outcomes: &[(&str, Value)]) -> Document {
    let On(libc, version, link, arch, emulator) = on;
    let under = emulator.map_or(String::new(), |name| format!(", under {name}"));
    let mut volatile = serde_json::Map::new();
    for (key, observations) in outcomes {
        volatile.insert(
            (*key).to_owned(),
            json!({ "pid": 1, "duration_us": 1, "usage": null, "observations": observations }),
        );
    }
    let document = json!({
        "schema": "exitspec/run/1",
        "suite": { "name": "exitspec", "version": "0.1.0", "revision": null },
        "platform": {
            "name": format!("linux {arch}, {libc} {version} {link}{under}"), "os": "linux", "kernel": "6.1.0", "arch": arch,
            "libc": { "name": libc, "version": version, "link": link },
            "runtime": { "name": "c", "version": "gcc 12.2.0" },
            "emulator": emulator, "container": null,
        },
        "results": results,
        "summary": {},
        "volatile": { "started": 0, "duration_ms": 1, "command": [], "results": volatile },
    });
    let mut document = read(document.to_string().as_bytes()).unwrap();
    document.sort();
    document
}

/// The one place where a result is put together.
pub(crate) fn result(case: &str, sink: &str, level: &str, observation: Value) -> Value {
    let clause = case.rsplit('/').nth(1).unwrap_or_default();
    json!({
        "case": case, "family": "c", "sink": sink, "isolation": "spawn", "level": level,
        "sources": [{ "doc": "POSIX.1-2024", "clause": format!("{clause}(), DESCRIPTION"), "url": format!("{POSIX}{clause}") }],
        "verdict": "PASS", "reason": null, "observation": observation,
    })
}

pub(crate) fn judged(mut result: Value, verdict: &str, reason: &str, url: Option<&str>) -> Value {
    result["verdict"] = json!(verdict);
    result["reason"] = json!(reason);
    if let Some(url) = url {
        result["url"] = json!(url);
    }
    result
}

pub(crate) fn exited(code: i32, stdout: &str, journal: &[&str]) -> Value {
    json!({
        "ending": { "exited": code }, "raw": code << 8, "waitid": { "code": "CLD_EXITED", "status": code },
        "core": false, "changes": [], "stdout": stdout, "stderr": "", "journal": journal, "left_behind": [],
    })
}

pub(crate) fn signaled(name: &str, number: i32, journal: &[&str]) -> Value {
    json!({
        "ending": { "signaled": name }, "raw": number, "waitid": { "code": "CLD_KILLED", "status": number },
        "core": false, "changes": [], "stdout": "", "stderr": "", "journal": journal, "left_behind": [],
    })
}

pub(crate) fn hung(phase: &str, journal: &[&str]) -> Value {
    json!({
        "ending": { "hung": phase }, "raw": null, "waitid": null, "core": false, "changes": [], "stdout": "",
        "stderr": "", "journal": journal, "left_behind": [],
    })
}

fn racy(case: &str, level: &str) -> Value {
    let mut result = result(case, "pipe", level, Value::Null);
    result["racy"] = json!(20);
    result
}

fn times(outcomes: &[(u32, Value)]) -> Value {
    let counted =
        |(count, observation): &(u32, Value)| json!({ "count": count, "observation": observation });
    outcomes.iter().map(counted).collect()
}

/// The cases on one of the platforms. What happens depends on the C library, its version, and the architecture.
pub(crate) fn on(on: On) -> Document {
    let On(libc, version, link, arch, emulator) = on;
    let musl = libc == "musl";
    let mut results = Vec::new();
    for sink in ["pipe", "file"] {
        let lifo = exited(7, "text\n", &["atexit:b", "atexit:a"]);
        results.push(result("c/atexit/lifo", sink, "mandated", lifo));
        // Deviates from what is mandated in one library, for a known reason.
        results.push(match musl {
            true => result("c/exit/closes", sink, "mandated", exited(7, "text", &[])),
            false => {
                let mut known = judged(
                    result("c/exit/closes", sink, "mandated", exited(7, "", &[])),
                    "XFAIL",
                    "the stream <stdin> is *not* put back | bug 12799",
                    Some("https://bugs.example/12799"),
                );
                known["differences"] =
                    json!([{ "field": "stdout", "expected": "\"text\"", "got": "\"\"" }]);
                known
            }
        });
    }
    results.push(match musl {
        true => judged(
            result(
                "c/atexit/order",
                "pipe",
                "unspecified",
                exited(7, "", &["new", "old"]),
            ),
            "PASS",
            "musl takes the newest first",
            Some("https://musl.example/atexit.c"),
        ),
        false => result(
            "c/atexit/order",
            "pipe",
            "unspecified",
            exited(7, "", &["old", "new"]),
        ),
    });
    results.push(result(
        "c/atexit/exit_again",
        "pipe",
        "undefined",
        match musl {
            true => hung("ending", &["atexit:a"]),
            false => exited(9, "", &["atexit:a", "atexit:b"]),
        },
    ));
    results.push(match (libc, link) {
        ("musl", "static") => {
            let mut failed = judged(
                result(
                    "c/exit/status",
                    "pipe",
                    "mandated",
                    signaled("SIGSEGV", 11, &[]),
                ),
                "FAIL",
                "ending: expected exited 7, got signaled SIGSEGV",
                None,
            );
            failed["differences"] =
                json!([{ "field": "ending", "expected": "exited 7", "got": "signaled SIGSEGV" }]);
            failed
        }
        _ => result("c/exit/status", "pipe", "mandated", exited(7, "", &[])),
    });
    results.push(match (musl, version) {
        (true, "1.2.3") => judged(
            result("c/quick_exit/lifo", "pipe", "mandated", Value::Null),
            "UNSUPPORTED",
            "there is no quick_exit here",
            None,
        ),
        _ => result(
            "c/quick_exit/lifo",
            "pipe",
            "mandated",
            exited(7, "", &["quick:b", "quick:a"]),
        ),
    });
    // The same signal has another number on another architecture.
    let number = if arch == "mips" { 10 } else { 7 };
    results.push(result(
        "c/signal/bus",
        "pipe",
        "mandated",
        signaled("SIGBUS", number, &[]),
    ));
    results.push(racy("c/race/exit", "unspecified"));
    results.push(racy("c/race/handlers", "undefined"));
    for ending in ["_exit", "abort", "exit", "return"] {
        for witness in ["atexit", "c_line", "c_text", "tls"] {
            for sink in ["pipe", "file", "tty", "null"] {
                let lost = matches!(ending, "_exit" | "abort");
                let case = format!("c/matrix/{ending}.{witness}");
                let flushes = ending == "abort"
                    && witness == "c_text"
                    && libc == "glibc"
                    && version == "2.26";
                let stdout = match witness.starts_with('c') && (!lost || flushes) {
                    true => "text",
                    false => "",
                };
                let journal: &[&str] = match (witness, lost) {
                    ("atexit", false) => &["atexit"],
                    ("tls", false) if !musl => &["tls"],
                    _ => &[],
                };
                let cell = result(
                    &case,
                    sink,
                    "implementation-defined",
                    exited(7, stdout, journal),
                );
                results.push(match (witness, lost, musl) {
                    ("tls", false, true) => {
                        judged(cell, "PASS", "musl has no destructors of this kind", None)
                    }
                    _ => cell,
                });
            }
        }
    }
    let first = if emulator.is_some() { 12 } else { 8 };
    let outcomes = [
        (
            "c/race/exit@pipe",
            times(&[
                (first, exited(1, "", &[])),
                (20 - first, exited(2, "", &[])),
            ]),
        ),
        (
            "c/race/handlers@pipe",
            match musl {
                true => times(&[(20, hung("ending", &[]))]),
                false => times(&[
                    (13, exited(1, "", &["a"])),
                    (7, signaled("SIGSEGV", 11, &["a"])),
                ]),
            },
        ),
    ];
    document(on, results, &outcomes)
}
