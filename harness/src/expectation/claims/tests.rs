//! Altering a verdict, a pattern or an observation changes what comes of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::case::{Case, Group, Isolation, Suite};
use crate::document::{
    CaseResult, Counted, Document, ResultVolatile, RunVolatile, SCHEMA, SuiteVersion,
};
use crate::expectation::Source;
use crate::expectation::claims::{Claims, Found, Notions, Standing, Weighed};
use crate::expectation::testing::{exited, platform};
use crate::observation::Observation;
use crate::platform::Runtime;
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

/// A line that appears on a terminal, and not on a pipe.
fn printed(sink: Sink, text: &str) -> (Sink, Verdict, Option<Observation>) {
    let observation = Observation {
        stdout: Some(text.into()),
        ..exited(0)
    };
    (sink, Verdict::Pass, Some(observation))
}

fn usual() -> Vec<(Sink, Verdict, Option<Observation>)> {
    vec![printed(Sink::Pipe, ""), printed(Sink::Tty, "line\n")]
}

fn document(
    runtime: &str,
    version: &str,
    results: Vec<(Sink, Verdict, Option<Observation>)>,
) -> Document {
    let mut platform = platform();
    platform.runtime = Runtime {
        name: runtime.to_owned(),
        version: version.to_owned(),
        target: None,
        panic: None,
    };
    let results = results
        .into_iter()
        .map(|(sink, verdict, observation)| CaseResult {
            case: "python/os_exit/printed".to_owned(),
            family: "python".to_owned(),
            sink,
            panic: None,
            isolation: Isolation::Spawn,
            level: Level::Documented,
            sources: Vec::new(),
            verdict,
            reason: None,
            url: None,
            differences: Vec::new(),
            observation,
            racy: None,
        });
    Document {
        schema: SCHEMA.to_owned(),
        suite: SuiteVersion {
            name: "s".to_owned(),
            version: "1".to_owned(),
            revision: None,
        },
        platform,
        interrupted: false,
        results: results.collect(),
        summary: BTreeMap::new(),
        volatile: RunVolatile::default(),
    }
}

/// A claim that holds on a terminal only, as somebody has found it.
fn file() -> Value {
    json!({ "claims": [{
        "id": "B2", "said_by": "a site", "claim": "printed text appears", "verdict": "holds_only_when",
        "when": "stdout is a terminal", "quote": "It is lost on a pipe.",
        "evidence": [
            { "case": "python/os_exit/printed", "sinks": ["tty"], "shows": { "stdout": "line\n" } },
            { "case": "python/os_exit/printed", "sinks": ["pipe"], "shows": { "stdout": "line\n" }, "agrees": false }
        ]
    }] })
}

fn with(pointer: &str, value: Value) -> Value {
    let mut file = file();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    file.pointer_mut(parent).unwrap()[key] = value;
    file
}

fn read(file: &Value) -> Claims {
    let text = serde_json::to_string_pretty(file).unwrap();
    Claims::read("claims.json", &text).unwrap_or_else(|error| panic!("{error}"))
}

/// What comes of the one claim, its verdict and whether it is as reviewed; and what was found of each result.
fn weigh(file: &Value, documents: &[Document]) -> (Option<Standing>, bool, Vec<Found>) {
    let claims = read(file);
    let weighing = claims.weigh(&[], documents);
    let [one]: &[Weighed<'_>] = &weighing.claims else {
        panic!("one claim");
    };
    let found = one.results.iter().map(|seen| seen.found.clone()).collect();
    (one.verdict(), one.is_as_reviewed(), found)
}

#[test]
fn it_holds_on_a_terminal_only() {
    let (verdict, as_reviewed, found) = weigh(&file(), &[document("CPython", "3.11", usual())]);
    assert_eq!(verdict, Some(Standing::HoldsOnlyWhen));
    assert!(as_reviewed);
    assert_eq!(found[0], Found::Agrees);
    assert_eq!(
        found[1],
        Found::Differs("stdout: expected \"line\\n\", got \"\"".to_owned())
    );
}

#[test]
fn another_reviewed_verdict_is_noticed() {
    let documents = [document("CPython", "3.11", usual())];
    for verdict in ["holds", "does_not_hold"] {
        let altered = with("/claims/0/verdict", json!(verdict));
        assert!(!weigh(&altered, &documents).1, "{verdict}");
    }
    let altered = with("/claims/0/evidence/1/agrees", json!(true));
    assert!(!weigh(&altered, &documents).1);
}

#[test]
fn another_pattern_is_noticed() {
    let altered = with("/claims/0/evidence/0/shows", json!({ "stdout": "other\n" }));
    let (verdict, as_reviewed, _) = weigh(&altered, &[document("CPython", "3.11", usual())]);
    assert_eq!(verdict, Some(Standing::DoesNotHold));
    assert!(!as_reviewed);
}

#[test]
fn another_observation_is_noticed() {
    let flushed = vec![printed(Sink::Pipe, "line\n"), printed(Sink::Tty, "line\n")];
    let (verdict, as_reviewed, _) = weigh(&file(), &[document("CPython", "3.11", flushed)]);
    assert_eq!(verdict, Some(Standing::Holds));
    assert!(!as_reviewed);
    // The other way round the verdict is the same, and it is noticed all the same.
    let swapped = vec![printed(Sink::Pipe, "line\n"), printed(Sink::Tty, "")];
    let (verdict, as_reviewed, _) = weigh(&file(), &[document("CPython", "3.11", swapped)]);
    assert_eq!(verdict, Some(Standing::HoldsOnlyWhen));
    assert!(!as_reviewed);
}

#[test]
fn what_could_not_be_had_is_no_evidence() {
    let lacking = vec![
        (Sink::Pipe, Verdict::Unsupported, None),
        printed(Sink::Tty, "line\n"),
    ];
    let (verdict, as_reviewed, found) = weigh(&file(), &[document("CPython", "3.11", lacking)]);
    assert_eq!(verdict, Some(Standing::Holds));
    assert!(as_reviewed, "what decides otherwise is not here");
    assert_eq!(found[1].agrees(), None);

    let untold = vec![(Sink::Pipe, Verdict::Unresolved, None)];
    let documents = [document("CPython", "3.11", untold)];
    let (verdict, _, found) = weigh(&file(), &documents);
    assert_eq!(verdict, None, "untested");
    assert!(matches!(found[1], Found::Untold(_)));
    assert_eq!(found[0], Found::Lacking("it was not run".to_owned()));
    assert!(read(&file()).weigh(&[], &documents).claims[0].is_untold());
}

#[test]
fn a_claim_without_evidence_is_untested_and_never_holds() {
    let altered = with("/claims/0/evidence", json!([]));
    let (verdict, as_reviewed, _) = weigh(&altered, &[document("CPython", "3.11", usual())]);
    assert_eq!(verdict, None);
    assert!(!as_reviewed);
}

#[test]
fn where_it_is_the_other_way_round_is_part_of_the_review() {
    let flushed = || vec![printed(Sink::Pipe, "line\n"), printed(Sink::Tty, "line\n")];
    let documents = [
        document("CPython", "3.11", usual()),
        document("other", "7.3", flushed()),
    ];
    assert!(!weigh(&file(), &documents).1);
    let exception =
        json!([{ "when": { "runtime": "other" }, "agrees": true, "reason": "it flushes" }]);
    let altered = with("/claims/0/evidence/1/platforms", exception);
    assert!(weigh(&altered, &documents).1);
    assert!(
        weigh(&altered, &documents[1..]).1,
        "alone it holds there, and is not contradicted"
    );
    assert_eq!(weigh(&altered, &documents[1..]).0, Some(Standing::Holds));
    let usual_there = [document("other", "7.3", usual())];
    assert!(!weigh(&altered, &usual_there).1);
}

#[test]
fn all_outcomes_of_a_race_have_to_agree() {
    let file = json!({ "claims": [{
        "id": "A", "said_by": "s", "claim": "c", "verdict": "holds", "quote": "q",
        "evidence": [{ "case": "python/os_exit/printed", "shows": { "ending": { "exited": 0 } } }]
    }] });
    let race = |other: u8| {
        let mut document = document("CPython", "3.11", vec![(Sink::Pipe, Verdict::Pass, None)]);
        let counted = |code| Counted {
            count: 10,
            observation: exited(code),
        };
        let volatile = ResultVolatile {
            observations: vec![counted(0), counted(other)],
            ..ResultVolatile::default()
        };
        let key = document.results[0].key();
        document.volatile.results.insert(key, volatile);
        document
    };
    assert_eq!(weigh(&file, &[race(0)]).0, Some(Standing::Holds));
    assert_eq!(weigh(&file, &[race(1)]).0, Some(Standing::DoesNotHold));
}

#[test]
fn what_is_left_out_is_not_looked_at() {
    let mut observation = Observation {
        stdout: Some("line\n".into()),
        stderr: Some("a warning\n".into()),
        journal: vec!["atexit".to_owned()],
        ..exited(3)
    };
    observation.core = true;
    observation.waitid.as_mut().unwrap().code = "CLD_DUMPED".to_owned();
    let seen = vec![(Sink::Tty, Verdict::Fail, Some(observation))];
    let (verdict, ..) = weigh(&file(), &[document("CPython", "3.11", seen)]);
    assert_eq!(verdict, Some(Standing::Holds));
}

fn problems(file: &Value) -> String {
    let text = serde_json::to_string_pretty(file).unwrap();
    Claims::read("claims.json", &text).unwrap_err().to_string()
}

#[test]
fn mistakes_are_told_with_their_place() {
    let two = {
        let mut file = file();
        let first = file["claims"][0].clone();
        file["claims"].as_array_mut().unwrap().push(first);
        file
    };
    for (file, said) in [
        (
            with("/claims/0/virdict", json!("holds")),
            "claims[0].virdict: unknown field `virdict`",
        ),
        (
            with("/claims/0/verdict", json!("true")),
            "unknown variant `true`",
        ),
        (
            with("/claims/0/evidence/0/shows", json!({})),
            "claims[0].evidence[0].shows: whatever is observed",
        ),
        (
            with(
                "/claims/0/evidence/0/shows",
                json!({ "stdout": { "any": true } }),
            ),
            "whatever is observed",
        ),
        (
            with("/claims/0/evidence/0/shows", json!({ "std": "x" })),
            "unknown field `std`",
        ),
        (
            with("/claims/0/when", Value::Null),
            "claims[0].verdict: it holds only when what?",
        ),
        (
            with("/claims/0/quote", json!("")),
            "claims[0].quote: there is nothing in it",
        ),
        (two, "claims[1].id: `B2` is given a second time"),
        (
            with(
                "/claims/0/evidence/0/platforms",
                json!([{ "when": {}, "agrees": true, "reason": "r" }]),
            ),
            "platforms[0].when: there is no condition",
        ),
    ] {
        let told = problems(&file);
        assert!(told.contains(said), "{told}");
        assert!(told.starts_with("claims.json:"), "{told}");
    }
}

fn suite() -> Suite {
    let case = Case::executed("printed".into()).sinks(&[Sink::Pipe, Sink::Tty, Sink::Full]);
    Suite {
        name: "s",
        version: "1",
        groups: vec![Group {
            name: "python/os_exit",
            cases: vec![case].into(),
        }],
        expectations: Source::Inline(Vec::new()),
    }
}

fn unfit(file: &Value) -> String {
    let notions = Notions::read("notions.json", r#"{ "notions": [] }"#).unwrap();
    let checked = read(file).check(&suite(), &notions);
    checked.map_or_else(|error| error.to_string(), |()| "nothing".to_owned())
}

#[test]
fn evidence_is_there_and_can_be_seen() {
    assert_eq!(unfit(&file()), "nothing");
    for (pointer, value, said) in [
        (
            "/claims/0/evidence/0/case",
            json!("python/os_exit/print"),
            "did you mean `python/os_exit/printed`?",
        ),
        (
            "/claims/0/evidence/0/sinks",
            json!(["file"]),
            "does not run with the sink `file`",
        ),
        (
            "/claims/0/evidence/0/sinks",
            json!(["full"]),
            "what went to `full` cannot be read back",
        ),
        ("/claims/0/notion", json!("end"), "there is no notion `end`"),
    ] {
        let told = unfit(&with(pointer, value));
        assert!(told.contains(said), "{told}");
        assert!(told.starts_with("claims.json:"), "{told}");
    }
}

#[test]
fn notions_name_cases_of_their_families() {
    let of = |family: &str, case: &str| {
        let text = json!({ "notions": [{
            "name": "end", "title": "t", "words": "w",
            "rows": [{ "family": family, "spelling": "s", "case": case }]
        }] });
        let notions = Notions::read("notions.json", &text.to_string()).unwrap();
        notions.check(&suite()).map_err(|error| error.to_string())
    };
    assert_eq!(of("python", "python/os_exit/printed"), Ok(()));
    assert!(
        of("c", "python/os_exit/printed")
            .unwrap_err()
            .contains("is not of the family `c`")
    );
    assert!(
        of("python", "python/os_exit/other")
            .unwrap_err()
            .contains("has no case")
    );
}
