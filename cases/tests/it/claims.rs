//! `exitspec claims` and `exitspec explain --compare`: the claims of the suite, and a file of one's own.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{printed, refused, run, text};

/// All that the texts say.
const IDS: [&str; 30] = [
    "A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10",
    "C1", "C2", "C3", "C4", "C5", "C6", "D1", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8",
];

fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/claims")
        .join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_claim_is_there_in_its_order() {
    let file = fixture("claims.json");
    let claims = file["claims"].as_array().unwrap();
    let ids: Vec<&str> = claims
        .iter()
        .map(|claim| claim["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, IDS);
    for claim in claims {
        let evidence = claim["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty(), "{} has no evidence", claim["id"]);
        // Names of sites are nobody's business.
        let said_by = claim["said_by"].as_str().unwrap();
        assert!(
            !said_by.contains('.') && !said_by.contains("http"),
            "{said_by}"
        );
    }
}

/// A claim about C's `_exit`, which needs nothing but this binary to be put to the test.
fn file() -> Value {
    json!({ "claims": [{
        "id": "X1", "said_by": "a test", "claim": "a line printed before _exit appears", "verdict": "holds_only_when",
        "when": "stdout is a terminal", "quote": "It is lost on a pipe.",
        "evidence": [
            { "case": "rust/classic/_exit", "sinks": ["tty"], "shows": { "stdout": { "contains": "C line\n" } } },
            { "case": "rust/classic/_exit", "sinks": ["pipe"], "shows": { "stdout": { "contains": "C line\n" } }, "agrees": false }
        ]
    }] })
}

fn with(pointer: &str, value: Value) -> Value {
    let mut file = file();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    file.pointer_mut(parent).unwrap()[key] = value;
    file
}

fn written(folder: &Path, file: &Value) -> PathBuf {
    let path = folder.join("claims.json");
    fs::write(&path, serde_json::to_string_pretty(file).unwrap()).unwrap();
    path
}

/// What the command with these words comes to for these claims: its exit code, and what it prints.
fn weighed(file: &Value, words: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), file);
    let output = run(&format!("claims {words} --claims {}", path.display()));
    (output.status.code(), text(&output.stdout))
}

#[test]
fn what_is_as_reviewed_is_0() {
    let (code, table) = weighed(&file(), "");
    assert_eq!(code, Some(0), "{table}");
    for said in [
        "X1",
        "holds only when",
        "1 of 2 results agree",
        "yes with tty; no with pipe",
    ] {
        assert!(table.contains(said), "{said}: {table}");
    }
    let (code, page) = weighed(&file(), "X1");
    assert_eq!(code, Some(0), "{page}");
    for said in [
        "It is lost on a pipe.",
        "stdout \"C line\\n\" (7 bytes)",
        "nothing on stdout",
        "does not",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn what_is_not_as_reviewed_is_1_and_is_told() {
    let (code, said) = weighed(&with("/claims/0/verdict", json!("holds")), "");
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains(
            "X1 is not as it was reviewed: reviewed as `holds`, computed as `holds only when`"
        ),
        "{said}"
    );
    assert!(said.contains("rust/classic/_exit@pipe on Rust"), "{said}");
    assert!(said.contains("Look at the text again"), "{said}");
    assert!(said.contains("claims.json:3"), "{said}");

    let (code, said) = weighed(
        &with("/claims/0/evidence/0/shows", json!({ "stdout": "other" })),
        "",
    );
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("computed as `does not hold`"), "{said}");
    // Wherever its lines were broken.
    let words: Vec<&str> = said.split_whitespace().collect();
    assert!(
        words
            .join(" ")
            .contains("stdout: expected \"other\", got \"C line\\n\""),
        "{said}"
    );

    let (code, said) = weighed(&with("/claims/0/evidence/1/agrees", json!(true)), "");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("rust/classic/_exit@pipe"), "{said}");
}

#[test]
fn documents_give_the_same_and_what_they_say_decides() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("here.json");
    printed(&format!(
        "run rust/classic/_exit --no-twin --quiet --json {}",
        document.display()
    ));
    let from = format!("--from {}", document.display());
    let (code, said) = weighed(&file(), &from);
    assert_eq!(code, Some(0), "{said}");

    // Another platform, on which the text arrives.
    let mut there: Value = serde_json::from_str(&fs::read_to_string(&document).unwrap()).unwrap();
    there["platform"]["libc"]["name"] = "otherlibc".into();
    for result in there["results"].as_array_mut().unwrap() {
        result["observation"]["stdout"] = "C line\n".into();
    }
    let other = folder.path().join("there.json");
    fs::write(&other, there.to_string()).unwrap();
    let (code, said) = weighed(&file(), &format!("{from} {}", other.display()));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("By implementation"), "{said}");
    assert!(
        said.contains("`holds only when`, but not by the results"),
        "{said}"
    );

    let exception =
        json!([{ "when": { "libc": "otherlibc" }, "agrees": true, "reason": "it flushes" }]);
    let reviewed = with("/claims/0/evidence/1/platforms", exception);
    let (code, said) = weighed(&reviewed, &format!("{from} {}", other.display()));
    assert_eq!(code, Some(0), "{said}");

    for result in there["results"].as_array_mut().unwrap() {
        result["verdict"] = "UNRESOLVED".into();
    }
    fs::write(&other, there.to_string()).unwrap();
    let (code, said) = weighed(&file(), &format!("--from {}", other.display()));
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.contains("untested") && said.contains("UNRESOLVED X1"),
        "{said}"
    );

    let (code, said) = weighed(&file(), &format!("{from} {}", document.display()));
    assert_eq!((code, said.as_str()), (Some(2), ""), "one platform twice");
}

#[test]
fn every_format_goes_to_a_file_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let claims = written(folder.path(), &file());
    for (format, said) in [
        ("text", "Claims, put to the test"),
        ("markdown", "# Claims put to the test"),
        ("json", "\"exitspec/claims/1\""),
    ] {
        let line = format!("claims --claims {} --format {format}", claims.display());
        assert!(printed(&line).contains(said), "{format}");
        let output = folder.path().join(format);
        assert_eq!(
            printed(&format!("{line} --output {}", output.display())),
            ""
        );
        assert!(
            fs::read_to_string(output).unwrap().contains(said),
            "{format}"
        );
    }
}

#[test]
fn bad_files_are_2_and_the_place_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (file, said) in [
        (
            with("/claims/0/vertict", json!("holds")),
            "claims[0].vertict: unknown field",
        ),
        (
            with("/claims/0/evidence/0/case", json!("rust/classic/_exti")),
            "did you mean `rust/classic/_exit`?",
        ),
        (
            with("/claims/0/evidence/0/sinks", json!(["shared"])),
            "claims[0].evidence[0].sinks[0]",
        ),
    ] {
        let path = written(folder.path(), &file);
        let told = refused(&format!("claims --claims {}", path.display()), 2);
        assert!(
            told.contains(said) && told.contains("claims.json:"),
            "{told}"
        );
    }
    refused("claims --claims /no/such/file", 2);
    refused("claims --from /no/such/file", 2);
    refused("claims Z9", 4);
}

#[test]
fn notions_are_listed_and_stand_side_by_side() {
    let list = printed("explain --compare");
    for notion in fixture("notions.json")["notions"].as_array().unwrap() {
        assert!(list.contains(notion["name"].as_str().unwrap()), "{list}");
    }
    let page = printed("explain --compare rust/classic/_exit --sink tty");
    for said in [
        "End at once",
        "os._exit(7)",
        "libc::_exit(7)",
        "kill -KILL $$",
        "\"C line\\n\"",
        "0x0700 exited 7",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(refused("explain --compare no_such_notion", 4).contains("no_such_notion"));
}
