//! What the report tells, whatever it looks like.

use serde_json::json;

use super::*;
use crate::findings;

#[test]
fn columns_are_platforms_in_the_order_of_findings() {
    let report = as_json(&documents());
    let ids: Vec<&str> = (report["platforms"].as_array().unwrap().iter())
        .map(|platform| platform["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids,
        [
            "glibc-2.26-dynamic-x86_64",
            // The C family and the Rust family, each on a platform of its own.
            "glibc-2.36-dynamic-x86_64-linux-c-gcc-12.2.0",
            "glibc-2.36-dynamic-x86_64-linux-rust-1.95.0",
            "glibc-2.36-static-mips-qemu-user",
            "musl-1.2.3-dynamic-x86_64",
            "musl-1.2.3-static-x86_64",
            "musl-1.2.10-dynamic-x86_64",
            "musl-1.2.10-static-x86_64",
        ]
    );
}

#[test]
fn a_column_says_what_it_is_and_how_to_have_it_again() {
    let report = as_json(&documents());
    let column = &report["platforms"][1];
    assert_eq!(column["label"], "glibc 2.36");
    assert_eq!(column["detail"], "x86_64, dynamic");
    assert_eq!(
        column["by"],
        json!({ "libc": "glibc", "runtime": "c gcc", "arch": "x86_64", "kernel": "linux 6.1" })
    );
    assert_eq!(column["date"], "2026-11-30");
    // Of a run on all platforms the file's name tells which one it was.
    assert_eq!(column["target"], "--platform glibc-2.36");
    assert_eq!(column["command"], "exitspec run c --platform glibc-2.36");
    assert_eq!(
        report["platforms"][3]["detail"],
        "mips, static, under qemu-user"
    );
    assert_eq!(report["platforms"][3]["date"], Value::Null);
    assert_eq!(report["platforms"][0]["interrupted"], true);
}

#[test]
fn rows_stand_by_group_and_every_cell_has_its_outcome() {
    let documents = documents();
    let report = as_json(&documents);
    let rows = report["rows"].as_array().unwrap();
    let mut next = 0;
    for group in report["groups"].as_array().unwrap() {
        assert_eq!(group["first"], next);
        let count = group["count"].as_u64().unwrap();
        for row in &rows[next as usize..(next + count) as usize] {
            let case = row["case"].as_str().unwrap();
            assert_eq!(case.rsplit_once('/').unwrap().0, group["name"]);
        }
        next += count;
    }
    assert_eq!(next as usize, rows.len());
    for row in rows {
        let outcomes = row["outcomes"].as_array().unwrap().len() as i64;
        let cells = row["cells"].as_array().unwrap();
        assert_eq!(cells.len(), documents.len());
        let used: std::collections::BTreeSet<i64> = (cells.iter())
            .map(|cell| cell.as_i64().unwrap())
            .filter(|&cell| cell >= 0)
            .collect();
        assert_eq!(used, (0..outcomes).collect(), "{row}");
    }
    let all: usize = documents.iter().map(|d| d.results.len()).sum();
    let cells = rows.iter().flat_map(|row| row["cells"].as_array().unwrap());
    assert_eq!(cells.filter(|cell| **cell != -1).count(), all);
}

#[test]
fn the_same_is_the_same_and_the_exact_evidence_stays() {
    let report = as_json(&documents());
    // The number of a signal is no behaviour: the same was seen, and mips has its own status word.
    let bus = row(&report, "c/signal/bus", "pipe");
    assert_eq!(bus["outcomes"].as_array().unwrap().len(), 2);
    assert_eq!(bus["outcomes"][0]["seen"], bus["outcomes"][1]["seen"]);
    let word = |cell: &Value| {
        let outcome = &bus["outcomes"][cell.as_u64().unwrap() as usize];
        let observation = outcome["observations"][0][1].as_u64().unwrap();
        report["observations"][observation as usize]["raw"].clone()
    };
    assert_eq!(word(&bus["cells"][0]), 7);
    assert_eq!(word(&bus["cells"][3]), 10);
    // Most platforms do the first.
    let order = row(&report, "c/atexit/order", "pipe");
    assert_eq!(order["outcomes"][0]["seen"], 0);
    assert_eq!(order["cells"], json!([1, 1, -1, 1, 0, 0, 0, 0]));
    assert_eq!(
        order["outcomes"][1]["apart"],
        json!(["journal: [old, new]"])
    );
    // A race is the same whoever won it.
    let race = row(&report, "c/race/exit", "pipe");
    assert!((race["outcomes"].as_array().unwrap().iter()).all(|outcome| outcome["seen"] == 0));
    assert_eq!(race["racy"], 20);
    // Nothing that was seen comes last.
    let lacking = row(&report, "c/quick_exit/lifo", "pipe");
    assert_eq!(lacking["outcomes"][1]["class"], "unsupported");
    assert_eq!(lacking["outcomes"][1]["observations"], json!([]));
}

#[test]
fn findings_and_the_report_agree_on_what_differs() {
    let documents = documents();
    let platforms = findings::Platforms::new(&documents).unwrap();
    let found = findings::rows(platforms.documents(), true);
    let report = Report::new(&Given {
        documents: &documents,
        ..Given::default()
    });
    let report = report.unwrap();
    assert_eq!(report.rows.len(), found.len());
    for row in &report.rows {
        let same = found.iter().find(|other| other.place == row.place).unwrap();
        assert_eq!(row.differs, same.differs(), "{:?}", row.place);
    }
}

#[test]
fn classes_are_what_results_mean() {
    let report = as_json(&documents());
    for (case, sink, expected) in [
        ("c/atexit/lifo", "pipe", &["conforming"][..]),
        ("c/exit/closes", "pipe", &["conforming", "deviation"]),
        ("c/atexit/order", "pipe", &["choice"]),
        ("c/atexit/exit_again", "pipe", &["hung", "undefined"]),
        ("c/exit/status", "pipe", &["conforming", "unexpected"]),
        ("c/quick_exit/lifo", "pipe", &["conforming", "unsupported"]),
        ("rust/tls/order", "pipe", &["unexpected"]),
        ("rust/exit/hangs", "pipe", &["hung"]),
        ("rust/release/lock", "pipe", &["unresolved"]),
        ("rust/atexit/nested", "pipe", &["deviation"]),
    ] {
        let row = row(&report, case, sink);
        let mut classes: Vec<&str> = (row["outcomes"].as_array().unwrap().iter())
            .map(|outcome| outcome["class"].as_str().unwrap())
            .collect();
        classes.sort_unstable();
        classes.dedup();
        assert_eq!(classes, expected, "{case}");
    }
}

#[test]
fn what_a_case_is_about_comes_from_the_expectations() {
    let report = as_json(&documents());
    let nested = row(&report, "rust/atexit/nested", "pipe");
    assert_eq!(nested["summary"], "a handler registered by a handler runs");
    assert_eq!(
        nested["expected"],
        json!([[
            { "field": "ending", "value": "exited 0" },
            { "field": "journal", "value": "[atexit:outer, atexit:inner]" },
        ]])
    );
    let deviation = &nested["deviations"][0];
    assert_eq!(deviation["when"], "glibc version <2.40");
    let note = deviation["note"].as_u64().unwrap() as usize;
    assert_eq!(report["notes"][note]["url"], "https://bugs.example/1");
    // The same reason is kept once.
    assert_eq!(nested["outcomes"][0]["note"], deviation["note"]);
    let race = row(&report, "rust/exit/race", "pipe");
    assert_eq!(race["expected"].as_array().unwrap().len(), 2);
    assert!(
        row(&report, "c/atexit/lifo", "pipe")
            .get("expected")
            .is_none()
    );
}

#[test]
fn the_order_in_which_documents_are_given_does_not_matter() {
    let mut shuffled = documents();
    // The names go with the places of the documents, and are not what is tested here.
    shuffled[1].volatile.command.clear();
    let all = |documents: &[Document]| {
        [
            as_json(documents).to_string(),
            as_html(documents),
            as_markdown(documents),
            as_text(documents, 80),
        ]
    };
    let before = all(&shuffled);
    assert_eq!(all(&shuffled), before);
    shuffled.rotate_left(3);
    shuffled.swap(1, 4);
    assert_eq!(all(&shuffled), before);
}

#[test]
fn two_documents_of_one_platform_are_refused() {
    let mut documents = documents();
    documents.push(documents[2].clone());
    let given = Given {
        documents: &documents,
        ..Given::default()
    };
    assert_eq!(Report::new(&given).unwrap_err().places, [2, 8]);
}

#[test]
fn a_report_of_nothing_is_empty() {
    assert_eq!(as_json(&[])["rows"], json!([]));
    assert!(as_markdown(&[]).contains("0 results of cases on 0 platforms"));
    assert!(as_html(&[]).contains("<main"));
}
