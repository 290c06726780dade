//! Racy cases, which are compared as samples.

use super::*;

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
