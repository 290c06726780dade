//! Several groups in one matrix, and the cells of a suite.

use super::*;

#[test]
fn groups_share_what_they_have_in_common() {
    let platform = platform("glibc");
    let facts = Facts {
        platform: &platform,
        runtime: &platform.runtime,
        panic: Panic::Unwind,
        isolation: Isolation::Fork,
    };
    let book = load(&with_second_group()).unwrap();
    let base = |case: &str| book.resolve(case, Sink::Pipe, &facts).map(|cell| cell.base);
    assert!(base("rust/small/clean.text").is_some());
    assert_eq!(base("rust/small/clean.text"), base("c/small/clean.text"));
    assert_eq!(
        base("c/small/clean.own"),
        Some(vec![expect(
            json!({"ending": {"exited": 7}, "journal": ["own"]})
        )])
    );
    for case in [
        "rust/small/clean.own",
        "rust/small/calm.text",
        "c/small/loud.text",
        "c/small/clean.handler",
    ] {
        assert_eq!(base(case), None, "{case}");
        assert_eq!(book.deviations(case, Sink::Pipe).len(), 0, "{case}");
    }
}

fn suite(cases: Vec<Case>) -> Suite {
    Suite {
        name: "demo",
        version: "0",
        groups: vec![Group {
            name: "rust/small",
            cases: cases.into(),
        }],
        expectations: Source::Embedded(&[]),
    }
}

fn cell(name: &'static str, sinks: &'static [Sink]) -> Case {
    Case::new(name, |_| Finish::new(())).sinks(sinks)
}

#[test]
fn the_suite_has_exactly_the_cells() {
    const SINKS: &[Sink] = &[Sink::Pipe, Sink::Tty, Sink::Shared];
    const NAMES: [&str; 4] = ["clean.text", "clean.handler", "loud.text", "loud.handler"];
    let book = load(&small()).unwrap();
    let check = |cases| {
        let error = book
            .check(&suite(cases))
            .map_or_else(|error| error.to_string(), |()| String::new());
        error
            .lines()
            .map(|line| {
                line.split_once("tables.json:")
                    .map_or("", |(_, line)| line)
                    .to_owned()
            })
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
    };
    let all = || {
        NAMES
            .iter()
            .map(|name| cell(name, SINKS))
            .collect::<Vec<_>>()
    };
    assert_eq!(check(all()), Vec::<String>::new());
    let some = all()
        .into_iter()
        .skip(1)
        .take(1)
        .chain([cell("clean.none", &[Sink::Pipe, Sink::File])])
        .collect();
    assert_eq!(
        check(some),
        [
            "3:5: groups[\"rust/small\"]: the suite's case `clean.none` is no ENDING.WITNESS of this group; add the ending or the witness, or correct the name of the case",
            "6:9: groups[\"rust/small\"].endings[0]: the suite has no case `clean.` followed by text; add the cases, impossible ones too, or remove the ending or witness",
            "7:9: groups[\"rust/small\"].endings[1]: the suite has no case of the ending `loud`; add the cases, impossible ones too, or remove the ending or witness",
            "15:3: sinks: the suite's case `clean.none` runs with `file`; add the sink here, or remove it from the case",
        ]
    );
    let narrow = NAMES
        .iter()
        .map(|name| cell(name, &[Sink::Pipe, Sink::Tty]))
        .collect();
    assert_eq!(
        check(narrow),
        [
            "18:5: sinks[2]: no case of `rust/small` in the suite runs with `shared`; remove it, or add the sink to the cases"
        ]
    );
}
