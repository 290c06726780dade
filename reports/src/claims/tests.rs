use std::collections::BTreeMap;

use exitspec::document::Document;
use exitspec::expectation::claims::{Claims, Notions};
use serde_json::json;

use super::*;
use crate::golden;
use crate::samples::{self, On};

fn documents() -> Vec<Document> {
    [
        On("musl", "1.2.10", "dynamic", "x86_64", None),
        On("glibc", "2.36", "dynamic", "x86_64", None),
        On("glibc", "2.26", "dynamic", "x86_64", None),
        On("musl", "1.2.3", "dynamic", "x86_64", None),
    ]
    .map(samples::on)
    .into()
}

fn claims() -> Claims {
    let file = json!({ "claims": [
        {
            "id": "A1", "said_by": "a site", "claim": "handlers run in reverse | once each", "verdict": "holds",
            "quote": "The last one registered runs first.", "notion": "handlers",
            "evidence": [{ "case": "c/atexit/lifo", "shows": { "ending": { "exited": 7 }, "journal": ["atexit:b", "atexit:a"] } }]
        },
        {
            "id": "A2", "said_by": "a blog", "claim": "the new one comes first", "verdict": "holds_only_when",
            "when": "the library is musl", "quote": "It is up to the library.",
            "evidence": [
                {
                    "case": "c/atexit/order", "shows": { "journal": ["new", "old"] },
                    "platforms": [{ "when": { "libc": "glibc" }, "agrees": false, "reason": "glibc keeps the order", "url": "https://glibc.example/" }]
                },
                { "case": "c/exit/closes", "sinks": ["pipe"], "shows": { "stdout": "text" } }
            ]
        },
        {
            "id": "A3", "said_by": "a blog", "claim": "text is written by _exit", "verdict": "does_not_hold",
            "quote": "It is lost.",
            "evidence": [{ "case": "c/matrix/_exit.c_text", "shows": { "stdout": "text" }, "agrees": false }]
        },
        {
            "id": "A4", "said_by": "a blog", "claim": "all of them end alike", "verdict": "holds", "quote": "They do not.",
            "evidence": [
                { "case": "c/race/exit", "shows": { "ending": { "exited": 1 } } },
                { "case": "c/atexit/lifo", "sinks": ["pipe"], "shows": { "ending": { "exited": 7 } } },
                { "case": "c/quick_exit/lifo", "shows": { "ending": { "exited": 7 } } }
            ]
        },
        { "id": "A5", "said_by": "a blog", "claim": "nobody looked", "verdict": "holds", "quote": "Nobody knows.", "evidence": [] }
    ] });
    Claims::read("claims.json", &file.to_string()).unwrap()
}

fn notions() -> Notions {
    let file = json!({ "notions": [{
        "name": "handlers", "title": "Exit handlers", "words": "What runs.",
        "rows": [
            { "family": "c", "spelling": "exit", "case": "c/atexit/lifo" },
            { "family": "c", "spelling": "_exit", "case": "c/matrix/_exit.c_text" },
            { "family": "c", "spelling": "a race", "case": "c/race/exit" }
        ]
    }] });
    Notions::read("notions.json", &file.to_string()).unwrap()
}

fn rendered(
    ids: &[&str],
    documents: &[Document],
    write: impl Fn(&Report<'_>, &mut Vec<u8>) -> std::io::Result<()>,
) -> Vec<u8> {
    let (claims, notions) = (claims(), notions());
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let weighing = claims.weigh(&ids, documents);
    let places = claims
        .all()
        .iter()
        .map(|claim| (claim.id.as_str(), "claims.json:1".to_owned()));
    let report = Report {
        weighing: &weighing,
        places: places.collect::<BTreeMap<_, _>>(),
        notions: notions.all(),
        beside: match documents {
            [only] => Some(only),
            _ => None,
        },
    };
    let mut out = Vec::new();
    write(&report, &mut out).unwrap();
    out
}

#[test]
fn a_table_and_what_is_not_as_reviewed() {
    let out = rendered(&[], &documents(), |report, out| table(report, 110, out));
    golden::check("claims-table.txt", &out);
}

#[test]
fn a_page_with_the_same_in_other_languages() {
    let one = &documents()[..1];
    let out = rendered(&["A1", "A2"], one, |report, out| page(report, 110, out));
    golden::check("claims-page.txt", &out);
}

#[test]
fn markdown_of_several_platforms_whatever_their_order() {
    let mut documents = documents();
    let write = |report: &Report<'_>, out: &mut Vec<u8>| markdown(report, out);
    let out = rendered(&[], &documents, write);
    golden::check("claims.md", &out);
    documents.reverse();
    assert_eq!(rendered(&[], &documents, write), out);
}

#[test]
fn json_has_every_observation() {
    let out = rendered(&[], &documents(), |report, out| json(report, out));
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(value["schema"], "exitspec/claims/1");
    let race = &value["claims"][3];
    assert_eq!(race["as_reviewed"], false);
    assert_eq!(
        race["results"][0]["observations"].as_array().unwrap().len(),
        2
    );
    assert_eq!(value["claims"][4]["verdict"], serde_json::Value::Null);
}
