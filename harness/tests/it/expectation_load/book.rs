//! Files, groups and the suite: whether they fit together.

use super::*;

#[test]
fn a_group_has_one_file_of_its_name() {
    assert_eq!(
        load(&good_group("rust/other")).unwrap_err(),
        "rust/demo.json:1:2: group: `rust/other` is not the name of this file; \
         move the file to `rust/other.json` below the folder of the expectations, or correct the name"
    );
    let twice = load_files(&[
        ("rust/demo.json", &good_group("rust/demo")),
        ("more/rust/demo.json", &good_group("rust/demo")),
    ])
    .unwrap_err();
    assert!(
        twice.ends_with("rust/demo.json:1:2: group: `rust/demo` is given a second time, after more/rust/demo.json; keep one of the two"),
        "{twice}"
    );
    assert!(
        load(&good_group("emo")).is_err(),
        "the name ends at a slash"
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let error = Source::Dir(missing.clone()).load().unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&format!("{}: cannot be read: ", missing.display())),
        "{error}"
    );
    let told = error.to_string();
    assert_eq!(told.matches("os error").count(), 1, "{told}");
    // Whoever prints an error with its causes would tell it twice.
    assert!(std::error::Error::source(&error).is_none());
}

fn inline(group: &str, summary: &str) -> GroupFile {
    let mut entry: CaseEntry = serde_json::from_str(GOOD).unwrap();
    entry.summary = summary.to_owned();
    GroupFile {
        group: group.to_owned(),
        cases: UniqueMap::from_iter([("a".to_owned(), entry)]),
        ..GroupFile::default()
    }
}

#[test]
fn expectations_made_in_code_are_checked_the_same() {
    Source::Inline(vec![inline("mine/demo", "s")])
        .load()
        .unwrap();
    let error = Source::Inline(vec![inline("mine/demo", "s"), inline("mine/other", "")])
        .load()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "<inline>: [1].cases.a.summary: is empty; say in one line what the case shows"
    );
    let error = Source::Inline(vec![inline("mine/demo", "s"), inline("mine/demo", "s")])
        .load()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "<inline>: [1].group: `mine/demo` is given a second time, after <inline>; keep one of the two"
    );
    let mut incomplete = inline("mine/demo", "s");
    incomplete.cases.0.get_mut("a").unwrap().expect = Expect::default();
    let error = Source::Inline(vec![incomplete]).load().unwrap_err();
    assert_eq!(
        error.to_string(),
        "<inline>: [0].cases.a.expect: does not say how the process ends; add `ending`"
    );
}

fn case(name: &'static str, sinks: &'static [Sink]) -> Case {
    Case::new(name, |_| Finish::new(())).sinks(sinks)
}

fn suite(groups: Vec<(&'static str, Vec<Case>)>) -> Suite {
    let groups = groups.into_iter().map(|(name, cases)| Group {
        name,
        cases: cases.into(),
    });
    Suite {
        name: "demo",
        version: "0",
        groups: groups.collect(),
        expectations: Source::Embedded(&[]),
    }
}

#[test]
fn a_suite_and_its_book_are_about_the_same_cases() {
    let text = good_group("rust/demo")
        .replace("7}}", r#"7}}, "by_sink": {"tty": {}, "file": {}}, "platforms": [{"when": {"os": "linux"}, "expect": {"core": true}, "by_sink": {"full": {}}, "reason": "r"}]"#);
    let book = load_files(&[
        ("rust/demo.json", &text),
        ("rust/stale.json", &good_group("rust/stale")),
    ])
    .unwrap();
    let check = |groups| {
        let error = book.check(&suite(groups)).unwrap_err();
        error
            .problems
            .iter()
            .map(|problem| {
                problem
                    .to_string()
                    .split_once("rust/")
                    .unwrap()
                    .1
                    .to_owned()
            })
            .collect::<Vec<_>>()
    };
    let all: &[Sink] = &[Sink::Pipe, Sink::Tty, Sink::File, Sink::Full];
    book.check(&suite(vec![
        ("rust/demo", vec![case("a", all)]),
        ("rust/stale", vec![case("a", all)]),
    ]))
    .unwrap();
    assert_eq!(
        check(vec![
            (
                "rust/demo",
                vec![case("a", &[Sink::Pipe, Sink::File]), case("b", all)]
            ),
            ("rust/new", vec![case("x", all)])
        ]),
        [
            "demo.json:1:24: cases: there is no entry for the case `b`; add one: `exitspec bless` writes a draft of it",
            "demo.json:2:139: cases.a.by_sink.tty: the case does not run with the sink `tty`; remove it, or add the sink to the case",
            "demo.json:2:241: cases.a.platforms[0].by_sink.full: the case does not run with the sink `full`; remove it, or add the sink to the case",
            "stale.json:1:2: group: the suite has no group `rust/stale`; remove it, or correct its name",
            "new.json: there are no expectations for the group `rust/new`; add the file, and name it where the suite lists its expectations",
        ]
    );
    assert_eq!(
        check(vec![
            ("rust/demo", vec![case("ab", all)]),
            ("rust/stale", vec![case("a", all)])
        ]),
        [
            "demo.json:1:24: cases: there is no entry for the case `ab`; add one: `exitspec bless` writes a draft of it",
            "demo.json:2:3: cases.a: the suite has no case `a` in this group; remove it, or correct its name",
        ]
    );
}

#[test]
fn a_book_knows_where_its_entries_are() {
    let book = load(&good_group("rust/demo")).unwrap();
    let (file, place) = book.whereabouts("rust/demo/a").unwrap();
    assert!(file.ends_with("rust/demo.json"));
    assert_eq!(place.map(|place| (place.line, place.column)), Some((2, 3)));
    assert!(book.whereabouts("rust/none/a").is_none());
    assert_eq!(
        serde_json::from_str::<CaseEntry>(GOOD).unwrap().level,
        Level::Documented
    );
}

#[test]
fn two_cases_of_one_name_are_refused() {
    let book = Source::Embedded(&[]).load().unwrap();
    let cases = || vec![Case::new("same", |_| Finish::new(())); 2];
    let error = book
        .check(&suite(vec![("rust/demo", cases())]))
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("two cases of the suite are called `same`"),
        "{error}"
    );
}
