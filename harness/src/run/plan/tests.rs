use super::*;
use crate::case::{Group, Need};
use crate::run::testing::{self, body};

fn names(plan: &Plan) -> Vec<String> {
    plan.items.iter().map(Item::key).collect()
}

fn select(edit: impl FnOnce(&mut Selection)) -> Vec<String> {
    let mut selection = Selection::default();
    edit(&mut selection);
    names(&Plan::new(&testing::suite(), &selection))
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn the_order_is_that_of_the_suite() {
    assert_eq!(
        select(|_| ()),
        [
            "rust/z/first@pipe",
            "rust/z/first@file",
            "rust/a/twin@pipe",
            "rust/a/twin@pipe+abort",
            "rust/a/last@pipe"
        ]
    );
}

#[test]
fn filters_match_ids_test_names_and_result_names() {
    assert_eq!(
        select(|s| s.filters = words(&["z::first::fi"])),
        ["rust/z/first@file"]
    );
    assert_eq!(
        select(|s| s.filters = words(&["first@file", "last"])),
        ["rust/z/first@file", "rust/a/last@pipe"]
    );
    assert_eq!(
        select(|s| s.skip = words(&["rust/a", "@pipe"])),
        ["rust/z/first@file"]
    );
    assert!(select(|s| s.filters = words(&["no such"])).is_empty());
}

#[test]
fn exact_means_the_whole_name_or_the_whole_id() {
    let exact = |filter: &str| {
        select(|s| {
            s.filters = words(&[filter]);
            s.exact = true;
        })
    };
    assert_eq!(exact("rust::z::first::pipe"), ["rust/z/first@pipe"]);
    assert_eq!(exact("rust/z/first@pipe"), ["rust/z/first@pipe"]);
    assert_eq!(
        exact("rust/z/first"),
        ["rust/z/first@pipe", "rust/z/first@file"]
    );
    assert!(exact("rust/z").is_empty());
    assert!(exact("rust::z::first").is_empty());
}

#[test]
fn a_family_alone_is_that_family_and_no_part_of_a_name() {
    let mut suite = testing::suite();
    suite.groups.push(Group {
        name: "r/first",
        cases: vec![Case::new("one", body)].into(),
    });
    let filters = words(&["r"]);
    let selection = Selection {
        filters,
        ..Selection::default()
    };
    assert_eq!(names(&Plan::new(&suite, &selection)), ["r/first/one@pipe"]);
    assert_eq!(select(|s| s.filters = words(&["rust"])).len(), 5);
}

#[test]
fn what_begins_with_a_family_is_how_a_name_begins() {
    let mut suite = testing::suite();
    suite.groups.push(Group {
        name: "t/first",
        cases: vec![Case::new("one", body)].into(),
    });
    let wanted = |selection: Selection| names(&Plan::new(&suite, &selection));
    let filtered = |filter: &str| {
        let filters = words(&[filter]);
        wanted(Selection {
            filters,
            ..Selection::default()
        })
    };

    assert_eq!(filtered("t/fi"), ["t/first/one@pipe"]);
    assert_eq!(filtered("t/first/one@"), ["t/first/one@pipe"]);
    assert!(filtered("t/z/first").is_empty());
    // What names no family is a part of a name, and so are the names of tests.
    assert_eq!(filtered("st/z/first@p"), ["rust/z/first@pipe"]);
    assert_eq!(filtered("t::z::first::pipe"), ["rust/z/first@pipe"]);
    let skip = words(&["t/z", "t/a", "t/first"]);
    let left = wanted(Selection {
        skip,
        ..Selection::default()
    });
    assert_eq!(left.len(), 5, "{left:?}");
}

#[test]
fn sinks_and_the_twin_can_be_left_out() {
    assert_eq!(
        select(|s| s.sinks = vec![Sink::File]),
        ["rust/z/first@file"]
    );
    assert!(!select(|s| s.twin = false).contains(&"rust/a/twin@pipe+abort".to_owned()));
}

#[test]
fn parts_make_the_whole_and_are_counted() {
    let suite = testing::suite();
    let parts: Vec<Plan> = ["1/2", "2/2"]
        .iter()
        .map(|part| {
            let partition = Some(part.parse().unwrap());
            Plan::new(
                &suite,
                &Selection {
                    partition,
                    ..Selection::default()
                },
            )
        })
        .collect();
    let mut together: Vec<String> = parts.iter().flat_map(names).collect();
    let mut all = names(&Plan::all(&suite));
    together.sort();
    all.sort();
    assert_eq!(together, all);
    assert_eq!(parts[0].left_out + parts[0].items.len(), all.len());
}

#[test]
fn what_cannot_run_says_why_and_is_asked_for_only_if_wanted() {
    const MISSING: &[Need] = &[Need {
        name: "a-moon",
        probe: || Err("there is none".to_owned()),
    }];
    const UNASKED: &[Need] = &[Need {
        name: "trap",
        probe: || panic!("nobody wants this one"),
    }];
    let mut suite = testing::suite();
    suite.groups.push(Group {
        name: "rust/needy",
        cases: vec![
            Case::new("moon", body).needs(MISSING),
            Case::new("trap", body).needs(UNASKED),
        ]
        .into(),
    });
    let selection = Selection {
        skip: words(&["trap"]),
        ..Selection::default()
    };
    let mut plan = Plan::new(&suite, &selection);
    let none = Twin(|| Err("not built".to_owned()));
    plan.probe(&suite, none, &crate::run::no_program).unwrap();
    let why: Vec<(String, &str)> = plan
        .items
        .iter()
        .filter_map(|item| Some((item.key(), item.unsupported.as_deref()?)))
        .collect();
    assert_eq!(
        why,
        [
            ("rust/a/twin@pipe+abort".to_owned(), "not built"),
            ("rust/needy/moon@pipe".to_owned(), "a-moon: there is none")
        ]
    );
}

#[test]
fn what_is_left_out_is_counted_by_family() {
    let mut suite = testing::suite();
    suite.groups.push(Group {
        name: "c/group",
        cases: vec![Case::new("one", body), Case::new("two", body)].into(),
    });
    let left_out = |words: &[&str]| {
        let selection = Selection {
            filters: words.iter().map(|word| (*word).to_owned()).collect(),
            ..Selection::default()
        };
        let plan = Plan::new(&suite, &selection);
        plan.left_out_by_family(&suite)
    };
    assert!(left_out(&[]).is_empty());
    assert!(left_out(&["c"]).is_empty());
    assert_eq!(left_out(&["c/group/one"]), [("c".to_owned(), 1)].into());
    assert_eq!(
        left_out(&["c/group/one", "first@pipe"]),
        [("c".to_owned(), 1), ("rust".to_owned(), 4)].into()
    );
}

#[test]
fn the_twin_is_not_looked_for_without_need() {
    let suite = testing::suite();
    let selection = Selection {
        twin: false,
        ..Selection::default()
    };
    Plan::new(&suite, &selection)
        .probe(
            &suite,
            Twin(|| panic!("nobody wants the twin")),
            &|family| panic!("nobody wants {family}"),
        )
        .unwrap();
}

#[test]
fn a_family_s_program_is_looked_for_once_and_what_it_lacks_is_said() {
    let mut suite = testing::suite();
    let executed = |name: &'static str, feature: &str| {
        Case::executed(name.into()).features(vec![feature.to_owned()])
    };
    suite.groups = ["c/group", "sh/group"]
        .map(|name| Group {
            name,
            cases: vec![executed("plain", "legs"), executed("flying", "wings")].into(),
        })
        .into();
    let mut plan = Plan::all(&suite);
    let asked = std::cell::Cell::new(0);
    plan.probe(&suite, Twin::default(), &|family| {
        asked.set(asked.get() + 1);
        match family {
            "c" => Ok(Program {
                missing: [("wings".to_owned(), "it has no wings".to_owned())].into(),
                ..Program::default()
            }),
            _ => Err(NoProgram::Missing("there is no sh".to_owned())),
        }
    })
    .unwrap();
    let why: Vec<Option<&str>> = plan
        .items
        .iter()
        .map(|item| item.unsupported.as_deref())
        .collect();
    let lacking = Some("it has no wings");
    let none = Some("there is no sh");
    assert_eq!(why, [None, lacking, none, none]);
    assert_eq!(asked.get(), 2);
    assert_eq!(plan.programs.keys().collect::<Vec<_>>(), ["c"]);
    let broken = |_: &str| Err(NoProgram::Broken("it does not compile".to_owned()));
    let told = plan.probe(&suite, Twin::default(), &broken);
    assert_eq!(told.unwrap_err(), "it does not compile");
}
