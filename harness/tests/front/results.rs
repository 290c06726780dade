//! What is printed of results, and in which form.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails by panicking"
)]

use std::collections::HashSet;

use crate::support::{printed, run, suite, text};

pub(crate) fn failures_exit_with_101_and_say_why_first() {
    let output = run("good bad", "");
    assert_eq!(output.status.code(), Some(101));
    let stdout = text(&output.stdout);
    let (_, after) = stdout
        .split_once("---- rust::bad::code::pipe ----\n")
        .unwrap();
    let first = after.lines().next().unwrap();
    assert!(
        first.starts_with("ending: expected ") && first.contains(", got "),
        "{first}"
    );
    assert!(
        stdout.contains("test result: FAILED. 3 passed; 1 failed; 0 ignored"),
        "{stdout}"
    );
}

pub(crate) fn the_order_follows_the_seed() {
    let order = |line: &str| -> Vec<String> {
        let stdout = printed("good", &format!("{line} --test-threads 1"));
        let tests = stdout.lines().filter(|line| line.starts_with("test rust"));
        tests
            .map(|line| line.split_whitespace().nth(1).unwrap().to_owned())
            .collect()
    };
    assert_eq!(order("--shuffle-seed 3"), order("--shuffle-seed 3"));
    let orders: HashSet<Vec<String>> = (0..20)
        .map(|seed| order(&format!("--shuffle-seed {seed}")))
        .collect();
    assert!(orders.len() > 1);
    assert!(printed("good", "--shuffle").contains("shuffle seed: "));
    let output = suite("good", "-q")
        .env("RUST_TEST_SHUFFLE", "1")
        .output()
        .unwrap();
    assert!(text(&output.stdout).contains("shuffle seed: "));
}

pub(crate) fn output_of_passing_tests_is_shown_on_request() {
    assert!(!printed("good", "text").contains("\"stdout\""));
    let stdout = printed("good", "text --show-output");
    assert!(stdout.contains("successes:"), "{stdout}");
    assert!(stdout.contains(r#""stdout": "text\u001b[0m""#), "{stdout}");
}

pub(crate) fn times_are_shown_on_request() {
    let stdout = printed("good", "code --report-time");
    assert!(
        stdout.contains("times:\n    rust::good::code::pipe <0."),
        "{stdout}"
    );
    let output = suite("good", "code --ensure-time")
        .env("RUST_TEST_TIME_INTEGRATION", "0,0")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(101));
    assert!(
        text(&output.stdout).contains("time: expected at most 0 ms, got "),
        "{output:?}"
    );
}

pub(crate) fn a_log_has_one_line_a_test() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    run("good bad needy", &format!("--logfile {}", path.display()));
    let mut lines: Vec<String> = std::fs::read_to_string(&path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "failed rust::bad::code::pipe",
            "ignored rust::needy::moon::pipe",
            "ok rust::good::code::pipe",
            "ok rust::good::text::file",
            "ok rust::good::text::pipe",
        ]
    );
}

pub(crate) fn json_events_are_those_of_libtest() {
    let output = run(
        "good bad needy",
        "--format=json -Z unstable-options --show-output --report-time",
    );
    assert_eq!(output.status.code(), Some(101));
    let events: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        (&events[0]["event"], &events[0]["test_count"]),
        (&"started".into(), &5.into())
    );
    let last = events.last().unwrap();
    assert_eq!(
        (&last["type"], &last["event"]),
        (&"suite".into(), &"failed".into())
    );
    assert_eq!(
        (&last["passed"], &last["failed"], &last["ignored"]),
        (&3.into(), &1.into(), &1.into())
    );
    let result = |name: &str| {
        let mut of_test = events.iter().filter(|event| event["name"] == name);
        assert_eq!(of_test.next().unwrap()["event"], "started");
        of_test.next().unwrap()
    };
    let passed = result("rust::good::text::pipe");
    assert_eq!(passed["event"], "ok");
    assert!(passed["exec_time"].as_f64().unwrap() > 0.0);
    assert!(passed["stdout"].as_str().unwrap().contains("text"));
    let failed = result("rust::bad::code::pipe");
    assert_eq!(failed["event"], "failed");
    assert!(
        failed["stdout"]
            .as_str()
            .unwrap()
            .starts_with("ending: expected ")
    );
    assert_eq!(
        result("rust::needy::moon::pipe")["message"],
        "moon: it is not up"
    );
}
