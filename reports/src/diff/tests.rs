use exitspec::document::Document;
use exitspec::observation::{Ending, LeftBehind, Observation, Phase};
use exitspec::{Bytes, Level, Verdict};

use super::*;
use crate::samples::{self, GLIBC, MUSL, On};
use crate::{golden, testing};

fn rendered(a: &Document, b: &Document, width: usize) -> Vec<u8> {
    let mut out = Vec::new();
    text(&diff(a, b), width, &mut out).unwrap();
    out
}

/// The changes, each as category, name, and whether it is explained.
fn changes(a: &Document, b: &Document) -> Vec<(&'static str, String, bool)> {
    let diff = diff(a, b);
    let change = |change: &Change<'_>| {
        (
            change.category.name(),
            change.result().key(),
            change.is_explained(),
        )
    };
    diff.changes.iter().map(change).collect()
}

#[test]
fn two_libraries() {
    let (a, b) = (samples::on(GLIBC), samples::on(MUSL));
    golden::check("diff.txt", &rendered(&a, &b, 100));
    let mut out = Vec::new();
    json(&diff(&a, &b), &mut out).unwrap();
    golden::check("diff.json", &out);
    let mut out = Vec::new();
    markdown(&diff(&a, &b), &mut out).unwrap();
    golden::check("diff.md", &out);
}

#[test]
fn it_fits_the_width() {
    let (a, b) = (samples::on(GLIBC), samples::on(MUSL));
    let text = anstream::adapter::strip_bytes(&rendered(&a, &b, 60)).into_vec();
    let text = String::from_utf8(text).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 60),
        "{text}"
    );
}

#[test]
fn a_run_and_itself() {
    for document in [samples::on(GLIBC), samples::on(MUSL), testing::document()] {
        assert!(rendered(&document, &document, 100).is_empty());
    }
}

#[test]
fn what_is_no_behaviour_is_no_change() {
    let a = samples::on(GLIBC);
    let On(libc, version, link, ..) = GLIBC;
    // Signals with other numbers, other counts of racy outcomes.
    let mut b = samples::on(On(libc, version, link, "mips", Some("qemu-user")));
    b.platform.kernel = "7.0".to_owned();
    b.suite.version = "0.2.0".to_owned();
    b.volatile.started = 1;
    b.volatile.rounds = 20;
    for result in &mut b.results {
        result.sources.clear();
        result.isolation = exitspec::Isolation::Fork;
        if result.verdict == Verdict::Unsupported {
            result.reason = Some("for another reason".to_owned());
        }
    }
    for result in b.volatile.results.values_mut() {
        result.facts.pid += 1;
        result.facts.duration_us += 1;
    }
    assert_eq!(changes(&a, &b), []);
}

/// What one change to a result comes to.
#[track_caller]
fn planted(
    key: &str,
    change: impl FnOnce(&mut exitspec::document::CaseResult),
) -> Vec<(&'static str, bool)> {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    let result = b
        .results
        .iter_mut()
        .find(|result| result.key() == key)
        .unwrap();
    change(result);
    b.sort();
    let found = changes(&a, &b);
    assert!(found.iter().all(|(_, name, _)| name == key), "{found:?}");
    // And the other way round it is a change of the same result.
    assert_eq!(changes(&b, &a).len(), found.len());
    found
        .into_iter()
        .map(|(category, _, explained)| (category, explained))
        .collect()
}

fn observed(
    change: impl FnOnce(&mut Observation),
) -> impl FnOnce(&mut exitspec::document::CaseResult) {
    |result| change(result.observation.as_mut().unwrap())
}

#[test]
fn every_planted_change_is_found_and_nothing_else() {
    const LIFO: &str = "c/atexit/lifo@pipe";
    let changed = [("changed", false)];
    assert_eq!(
        planted(LIFO, observed(|o| o.ending = Ending::Exited(8))),
        changed
    );
    assert_eq!(planted(LIFO, observed(|o| o.core = true)), changed);
    assert_eq!(planted(LIFO, observed(|o| o.waitid = None)), changed);
    assert_eq!(
        planted(LIFO, observed(|o| o.waitid.as_mut().unwrap().status = 263)),
        changed
    );
    assert_eq!(
        planted(LIFO, observed(|o| o.stdout = Some("text".into()))),
        changed
    );
    assert_eq!(planted(LIFO, observed(|o| o.stdout = None)), changed);
    assert_eq!(
        planted(LIFO, observed(|o| o.stderr = Some("x".into()))),
        changed
    );
    assert_eq!(planted(LIFO, observed(|o| o.truncated = true)), changed);
    assert_eq!(planted(LIFO, observed(|o| o.journal.reverse())), changed);
    assert_eq!(
        planted(LIFO, observed(|o| o.garbage.push(Bytes(vec![0xff])))),
        changed
    );
    assert_eq!(
        planted(LIFO, observed(|o| o.left_behind.push(LeftBehind::Group))),
        changed
    );
    assert_eq!(
        planted(LIFO, observed(|o| o.flushed = Some(Vec::new()))),
        changed
    );
    assert_eq!(
        planted(
            LIFO,
            observed(|o| o.changes.push(exitspec::observation::Change::Continued))
        ),
        changed
    );
    assert_eq!(
        planted("c/atexit/exit_again@pipe", observed(|o| o.journal.clear())),
        [("changed, undefined behaviour", false)]
    );
    // The number of a signal is no change; the signal is.
    let bus = "c/signal/bus@pipe";
    assert_eq!(planted(bus, observed(|o| o.raw = Some(10))), []);
    assert_eq!(
        planted(bus, observed(|o| o.waitid.as_mut().unwrap().status = 10)),
        []
    );
    assert_eq!(
        planted(
            bus,
            observed(|o| o.ending = Ending::Signaled("SIGSEGV".to_owned()))
        ),
        changed
    );
}

#[test]
fn verdicts_decide_what_kind_of_change_it_is() {
    const LIFO: &str = "c/atexit/lifo@file";
    let verdict = |verdict, reason: &str| {
        let reason = reason.to_owned();
        planted(LIFO, move |result| {
            result.verdict = verdict;
            result.reason = Some(reason);
        })
    };
    assert_eq!(verdict(Verdict::Fail, "how"), [("newly failing", false)]);
    assert_eq!(verdict(Verdict::Xpass, "gone"), [("newly failing", false)]);
    assert_eq!(
        verdict(Verdict::Unresolved, "lost"),
        [("newly failing", false)]
    );
    assert_eq!(verdict(Verdict::Xfail, "why"), [("changed", true)]);
    assert_eq!(
        verdict(Verdict::Unsupported, "none here"),
        [("became unsupported", true)]
    );

    let known = "c/exit/closes@pipe";
    let to = |to| {
        planted(known, move |result| {
            result.verdict = to;
            result.differences.clear();
        })
    };
    assert_eq!(to(Verdict::Xpass), [("newly failing", true)]);
    assert_eq!(to(Verdict::Fail), [("newly failing", false)]);
    // The reason holds on both sides: it does not tell why they differ.
    assert_eq!(to(Verdict::Pass), [("changed", false)]);
}

#[test]
fn the_reverse_of_failing_is_fixed_and_of_unsupported_supported() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    b.results[0].verdict = Verdict::Fail;
    b.results[1].verdict = Verdict::Unsupported;
    b.results[1].observation = None;
    b.results.remove(2);
    let names = |a, b| {
        changes(a, b)
            .into_iter()
            .map(|(category, ..)| category)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&a, &b),
        ["newly failing", "became unsupported", "missing"]
    );
    assert_eq!(names(&b, &a), ["fixed", "became supported", "new"]);
}

#[test]
fn racy_cases_are_compared_as_sets() {
    const KEY: &str = "c/race/exit@pipe";
    let a = &samples::on(GLIBC);
    // With the level, and with what is seen in the other document.
    let with = |level, outcomes: &[(u32, Ending)]| {
        let (mut a, mut b) = (a.clone(), a.clone());
        for document in [&mut a, &mut b] {
            let result = document
                .results
                .iter_mut()
                .find(|result| result.key() == KEY);
            result.unwrap().level = level;
        }
        let seen = &mut b.volatile.results.get_mut(KEY).unwrap().observations;
        let template = seen[0].clone();
        let one = |(count, ending): &(u32, Ending)| {
            let mut one = template.clone();
            one.count = *count;
            one.observation.ending = ending.clone();
            one
        };
        *seen = outcomes.iter().map(one).collect();
        changes(&a, &b)
    };
    let exited = Ending::Exited;
    let signaled = |name: &str| Ending::Signaled(name.to_owned());
    let crash = || signaled("SIGSEGV");
    let hangs = || Ending::Hung(Phase::Ending);
    // The sample has exited 1 and exited 2. Who wins a race every time depends on the load of the machine.
    for level in [Level::Mandated, Level::Unspecified, Level::Undefined] {
        assert_eq!(with(level, &[(20, exited(3))]), []);
        assert_eq!(with(level, &[(20, exited(1))]), []);
        assert_eq!(with(level, &[(1, exited(2)), (19, exited(3))]), []);
        assert_eq!(with(level, &[(19, crash()), (1, exited(1))]), []);
        assert_eq!(with(level, &[(20, signaled("SIGABRT"))]), []);
        // One run is no evidence, and neither is none.
        assert_eq!(with(level, &[(1, crash())]), []);
        assert_eq!(with(level, &[]), []);
    }
    // What is demanded has been judged; nothing else tells of what is undefined.
    let changed = [("changed, undefined behaviour", KEY.to_owned(), false)];
    let crashes_or_hangs = [(12, crash()), (8, hangs())];
    assert_eq!(with(Level::Unspecified, &crashes_or_hangs), []);
    assert_eq!(with(Level::Undefined, &crashes_or_hangs), changed);
    assert_eq!(with(Level::Undefined, &[(20, crash())]), changed);
}

#[test]
fn racy_cases_differ_where_a_reason_says_that_the_platforms_do() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    let key = "c/race/exit@pipe".to_owned();
    for seen in &mut b.volatile.results.get_mut(&key).unwrap().observations {
        seen.observation.ending = Ending::Hung(Phase::Ending);
    }
    assert_eq!(changes(&a, &b), []);
    let result = b
        .results
        .iter_mut()
        .find(|result| result.key() == key)
        .unwrap();
    result.reason = Some("a lock that is never released".to_owned());
    assert_eq!(changes(&a, &b), [("changed", key, true)]);
}

#[test]
fn an_outcome_that_is_not_allowed_is_a_change_however_seldom() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    let result = b
        .results
        .iter_mut()
        .find(|result| result.racy.is_some())
        .unwrap();
    result.verdict = Verdict::Fail;
    let key = result.key();
    let seen = &mut b.volatile.results.get_mut(&key).unwrap().observations;
    seen[0].count = 19;
    seen[1].count = 1;
    seen[1].observation.ending = Ending::Exited(9);
    seen[1].observation.waitid.as_mut().unwrap().status = 9;
    let diff = diff(&a, &b);
    let [change] = &diff.changes[..] else {
        panic!("{diff:?}")
    };
    assert_eq!(change.category, Category::NewlyFailing);
    assert_eq!(
        change.pieces,
        [Piece {
            field: "outcomes",
            a: "exited 2".to_owned(),
            b: "exited 9".to_owned()
        }]
    );
}

#[test]
fn the_same_outcomes_are_said_to_be_the_same() {
    let a = samples::on(GLIBC);
    let racy = |verdict, reason: Option<&str>| {
        let mut document = a.clone();
        let mut results = document.results.iter_mut();
        let result = results.find(|result| result.racy.is_some()).unwrap();
        result.level = Level::Mandated;
        result.verdict = verdict;
        result.reason = reason.map(str::to_owned);
        document
    };
    let pass = racy(Verdict::Pass, None);
    let known = racy(Verdict::Xfail, Some("aborts, seen rarely"));
    let fails = racy(Verdict::Fail, Some("1 of 3 outcomes"));
    let told = |a: &Document, b: &Document| {
        let text = anstream::adapter::strip_bytes(&rendered(a, b, 100)).into_vec();
        let mut markdown_text = Vec::new();
        markdown(&diff(a, b), &mut markdown_text).unwrap();
        let lines = |bytes| -> Vec<String> {
            String::from_utf8(bytes)
                .unwrap()
                .lines()
                .filter_map(|line| {
                    line.trim_start_matches([' ', '-'])
                        .strip_prefix("outcomes: ")
                })
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(lines(text.clone()), lines(markdown_text));
        lines(text)
    };
    assert_eq!(
        told(&known, &pass),
        ["the same; what A is known to do besides was not seen"]
    );
    assert_eq!(
        told(&pass, &known),
        ["the same; what B is known to do besides was not seen"]
    );
    assert_eq!(told(&pass, &fails), ["the same; only the verdicts differ"]);
    assert!(told(&known, &known).is_empty());
}

#[test]
fn a_difference_at_the_end_of_something_long_is_seen() {
    let a = samples::on(GLIBC);
    let mut b = a.clone();
    let long = |end: &str| Some(Bytes(format!("{}{end}", "é".repeat(5000)).into_bytes()));
    let mut a = a;
    a.results[0].observation.as_mut().unwrap().stdout = long("x");
    b.results[0].observation.as_mut().unwrap().stdout = long("y");
    let diff = diff(&a, &b);
    let [piece] = &diff.changes[0].pieces[..] else {
        panic!("{diff:?}")
    };
    assert_eq!(
        piece.a,
        "the same 9992 bytes and \"éééé×\"".replace('×', "x")
    );
    assert_eq!(
        piece.b,
        "the same 9992 bytes and \"éééé×\"".replace('×', "y")
    );
}

/// One change of each kind, planted in a copy of a document: category, case, sink.
const PLANTED: [(&str, &str); 8] = [
    ("newly failing", "c/atexit/lifo@pipe"),
    ("fixed", "c/exit/status@pipe"),
    ("changed", "c/signal/bus@pipe"),
    ("changed, undefined behaviour", "c/atexit/exit_again@pipe"),
    ("became unsupported", "c/exit/closes@file"),
    ("became supported", "c/quick_exit/lifo@pipe"),
    ("missing", "c/matrix/abort.tls@null"),
    ("new", "c/atexit/brand_new@pipe"),
];

fn with_planted() -> (Document, Document) {
    let a = samples::on(MUSL);
    let mut b = a.clone();
    // What varies and what is no behaviour is another everywhere.
    b.volatile.started = 99;
    b.platform.kernel = "99".to_owned();
    for result in b.volatile.results.values_mut() {
        result.facts.duration_us += 1;
    }
    let at = |b: &Document, key: &str| b.results.iter().position(|r| r.key() == key).unwrap();
    let mut verdict = |key: &str, verdict: Verdict, reason: Option<&str>| {
        let place = at(&b, key);
        b.results[place].verdict = verdict;
        b.results[place].reason = reason.map(str::to_owned);
        b.results[place].differences.clear();
    };
    verdict("c/atexit/lifo@pipe", Verdict::Fail, Some("not so"));
    verdict("c/exit/status@pipe", Verdict::Pass, None);
    verdict("c/exit/closes@file", Verdict::Unsupported, Some("gone"));
    verdict("c/quick_exit/lifo@pipe", Verdict::Pass, None);
    for key in ["c/signal/bus@pipe", "c/atexit/exit_again@pipe"] {
        let place = at(&b, key);
        let observation = b.results[place].observation.as_mut().unwrap();
        observation.ending = Ending::Exited(3);
    }
    let mut new = b.results[at(&b, "c/atexit/lifo@file")].clone();
    new.case = "c/atexit/brand_new".to_owned();
    new.sink = exitspec::Sink::Pipe;
    b.results.push(new);
    b.results.remove(at(&b, "c/matrix/abort.tls@null"));
    b.sort();
    (a, b)
}

/// The cases under each heading of a rendering, which is a line that `heading` finds the name in; cases are in lines that
/// `names` finds them in.
fn listed(
    text: &str,
    heading: impl Fn(&str) -> Option<String>,
    names: impl Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let mut category = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = heading(line) {
            category = name;
        } else if let Some(name) = names(line) {
            found.push((category.clone(), name));
        }
    }
    found.retain(|(category, _)| !category.starts_with("unexplained"));
    found
}

#[test]
fn a_list_of_planted_changes_is_found_in_every_format_and_nothing_else() {
    let (a, b) = with_planted();
    let found = diff(&a, &b);
    let expected: Vec<(String, String)> = PLANTED
        .iter()
        .map(|(category, key)| ((*category).to_owned(), (*key).to_owned()))
        .collect();

    let mut out = Vec::new();
    json(&found, &mut out).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let changes = value["changes"].as_array().unwrap();
    let listed_in_json: Vec<String> = changes
        .iter()
        .map(|change| change["result"].as_str().unwrap().to_owned())
        .collect();
    let keys: Vec<&String> = expected.iter().map(|(_, key)| key).collect();
    assert_eq!(listed_in_json.iter().collect::<Vec<_>>(), keys);
    let counts = value["counts"].as_object().unwrap();
    assert!(counts.values().all(|count| count == 1), "{counts:?}");
    assert_eq!(counts.len(), PLANTED.len());

    // In the other formats results are folded by group: `name  [sink]`, `name (sink)`.
    let short: Vec<(String, String)> = expected
        .iter()
        .map(|(category, key)| {
            let name = key.rsplit_once('/').unwrap().1;
            let (case, sink) = name.split_once('@').unwrap();
            (
                category.clone(),
                format!("{} {sink}", case.replace('.', " × ")),
            )
        })
        .collect();
    let lower = |name: &str| {
        let (name, _) = name.rsplit_once(" (")?;
        Some(name.to_ascii_lowercase())
    };
    let text = anstream::adapter::strip_bytes(&rendered(&a, &b, 100)).into_vec();
    let text = String::from_utf8(text).unwrap();
    let in_text = listed(
        &text,
        |line| {
            lower(line).filter(|_| {
                line.starts_with(|c: char| c.is_ascii_uppercase())
                    && line.ends_with(')')
                    && !line.contains("kernel")
            })
        },
        |line| {
            let rest = line
                .strip_prefix("    ")
                .filter(|rest| !rest.starts_with(' '))?;
            let (names, rest) = rest.split_once("  [")?;
            Some(format!("{names} {}", rest.split_once(']')?.0))
        },
    );
    assert_eq!(in_text, short, "{text}");

    let mut out = Vec::new();
    markdown(&found, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    let in_markdown = listed(
        &page,
        |line| lower(line.strip_prefix("### ")?),
        |line| {
            let (names, rest) = line.strip_prefix("- ")?.split_once(" (")?;
            let names = names.replace('\\', "");
            Some(format!("{names} {}", rest.split_once(')')?.0))
        },
    );
    let in_markdown: Vec<_> = in_markdown
        .into_iter()
        .filter(|(category, _)| !category.is_empty())
        .collect();
    assert_eq!(in_markdown, short, "{page}");
    assert!(page.starts_with("## 8 results differ: 1 newly failing; 1 fixed;"));
}

#[test]
fn hostile_text_stays_in_its_place_in_markdown() {
    let page = |text: &str| {
        let mut a = crate::hostile::document(text);
        let mut b = a.clone();
        a.platform.kernel = "6".to_owned();
        for result in &mut b.results {
            result.verdict = Verdict::Fail;
            if let Some(observation) = &mut result.observation {
                observation.journal.push(text.to_owned());
                observation.stdout = Some(format!("{text}{text}").as_str().into());
            }
        }
        let mut out = Vec::new();
        markdown(&diff(&a, &b), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let usual = page("text").lines().count();
    for text in crate::hostile::TEXTS {
        let page = page(text);
        assert_eq!(page.lines().count(), usual, "{text:?}: {page}");
        let markup = page.replace("\\<", "").replace("\\]", "");
        assert!(!markup.contains("<script") && !markup.contains("](javascript"));
    }
}
