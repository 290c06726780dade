//! What a matrix is refused for.

use super::*;

/// The messages about the matrix after this change, without their places.
fn refused(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut matrix = small();
    change(&mut matrix);
    let error = load(&matrix).unwrap_err();
    let lines = error
        .lines()
        .filter(|line| !line.ends_with("problems in the expectations:"));
    lines
        .map(|line| {
            let (place, message) = line.trim_start().split_once(": ").unwrap();
            assert!(
                place
                    .split(':')
                    .all(|number| number.parse::<u32>().is_ok_and(|number| number > 0)),
                "{line}"
            );
            message.to_owned()
        })
        .collect()
}

#[test]
fn every_cell_is_covered_by_exactly_one_rule() {
    assert_eq!(
        refused(|matrix| matrix["rules"][1]["sinks"] = json!(["pipe"])),
        [
            "rules: no rule covers clean.text with tty, shared; add a rule, or widen one; what cannot be is declared `impossible`"
        ]
    );
    assert_eq!(
        refused(|matrix| matrix["rules"][2]["endings"] = json!("*")),
        [
            "rules[2]: covers clean.text with pipe and 2 cells more, which rules[1] covers already; narrow one of the two"
        ]
    );
}

#[test]
fn a_rule_that_matches_nothing_is_refused() {
    assert_eq!(
        refused(|matrix| matrix["rules"][0]["endings"] = json!(["clean", "loud", "claen"])),
        [
            "rules[0].endings[2]: the matrix has no ending `claen`; did you mean `clean`? remove it, or correct its name"
        ]
    );
    assert_eq!(
        refused(|matrix| matrix["rules"][0]["witnesses"] = json!(["handler", "handler"])),
        ["rules[0].witnesses[1]: `handler` is given a second time; keep one of the two"]
    );
    let empty = refused(|matrix| matrix["rules"][2]["endings"] = json!([]));
    assert_eq!(
        empty[1],
        "rules[2].endings: is empty, so that it is about nothing; list the names, or write \"*\" in a rule that means all"
            .to_owned()
    );
    assert_eq!(
        refused(|matrix| matrix["rules"][1]["sinks"] = json!(["pipe", "tty", "shared", "file"])),
        [
            "rules[1].sinks[3]: `file` is no sink of this matrix; remove it, or add it to the matrix's `sinks`"
        ]
    );
}

#[test]
fn every_cell_of_every_group_is_covered_once() {
    let mut matrix = with_second_group();
    matrix["rules"].as_array_mut().unwrap().pop();
    let problems = load(&matrix).unwrap_err();
    assert!(
        problems.ends_with(": rules: no rule covers clean.own with pipe, tty, shared; add a rule, or widen one; what cannot be is declared `impossible`"),
        "{problems}"
    );
    let mut matrix = with_second_group();
    matrix["rules"][5]["endings"] = json!("*");
    let problems = load(&matrix).unwrap_err();
    assert!(
        problems.contains("rules[5]: covers calm.own with pipe and 2 cells more, which rules[4]"),
        "{problems}"
    );
}

#[test]
fn what_no_group_has_is_refused() {
    for (change, expected) in [
        (
            (|matrix| matrix["groups"]["c/small"]["endings"] = json!(["clean"])) as fn(&mut Value),
            "endings.calm: no group has the ending `calm`; remove it, or add its name to a group",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["witnesses"] = json!(["text"]),
            "witnesses.own: no group has the witness `own`; remove it, or add its name to a group",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["endings"] = json!(["clean", "clam"]),
            "groups[\"c/small\"].endings[1]: the matrix has no ending `clam`; did you mean `calm`? remove it, or correct its name",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["witnesses"] = json!(["own", "text", "own"]),
            "groups[\"c/small\"].witnesses[2]: `own` is given a second time; keep one of the two",
        ),
        (
            |matrix| matrix["groups"]["c/small"]["endings"] = json!([]),
            "groups[\"c/small\"].endings: is empty, so that it is about nothing; list the names, or write \"*\" in a rule that means all",
        ),
        (
            |matrix| matrix["rules"][5]["endings"] = json!(["clean", "loud"]),
            "rules[5].endings[1]: no group has `loud` together with one of these witnesses; remove it, or correct the names",
        ),
        (
            |matrix| matrix["rules"][4]["witnesses"] = json!(["handler", "own"]),
            "rules[4].witnesses[0]: no group has `handler` together with one of these endings; remove it, or correct the names",
        ),
        (
            |matrix| matrix["platforms"][1]["witnesses"] = json!(["own"]),
            "platforms[1].endings[0]: no group has `loud` together with one of these witnesses; remove it, or correct the names",
        ),
    ] {
        let mut matrix = with_second_group();
        change(&mut matrix);
        let problems = load(&matrix).unwrap_err();
        assert!(
            problems
                .lines()
                .any(|problem| problem.ends_with(&format!(": {expected}"))),
            "{expected}\n{problems}"
        );
    }
}

#[test]
fn a_group_is_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = serde_json::to_string_pretty(&small()).unwrap();
    fs::create_dir(folder.path().join("rust")).unwrap();
    fs::write(folder.path().join("a.json"), &text).unwrap();
    let refused = || {
        let error = Source::Dir(folder.path().to_owned()).load().unwrap_err();
        let shown = format!("{}/", folder.path().display());
        error.to_string().replace(&shown, "")
    };
    fs::write(folder.path().join("b.json"), &text).unwrap();
    let problem = refused();
    assert!(
        problem.ends_with(": groups[\"rust/small\"]: `rust/small` is given a second time, after a.json; keep one of the two"),
        "{problem}"
    );
    fs::remove_file(folder.path().join("b.json")).unwrap();
    let group = json!({"group": "rust/small", "cases": {}}).to_string();
    fs::write(folder.path().join("rust/small.json"), group).unwrap();
    let problem = refused();
    assert!(
        problem.ends_with(
            ": group: `rust/small` is given a second time, after a.json; keep one of the two"
        ),
        "{problem}"
    );
}

#[test]
fn the_form_of_each_part_is_checked() {
    let problems = refused(|matrix| {
        matrix["rules"][0]["outcome"] = json!("run");
        matrix["rules"][1]["endings"] = json!("clean");
        matrix["endings"]["loud"]["sumary"] = json!("s");
        matrix["witnesses"]["text"]["seen"] = json!({"stdout": 5});
    });
    assert_eq!(
        problems,
        [
            "endings.loud.sumary: unknown field `sumary`, expected one of `summary`, `level`, `sources`, `note`, `expect`, `by_sink`; \
             did you mean `summary`?",
            "witnesses.text.seen.stdout: expected a string, or an object {\"base64\": \"…\"}; docs/expectations.md has the forms, with examples",
            "rules[0].outcome: unknown variant `run`, expected one of `runs`, `lost`, `either`, `impossible`; did you mean `runs`?",
            "rules[1].endings: expected \"*\" or a list of names; docs/expectations.md has the forms, with examples",
        ]
    );
}

#[test]
fn what_is_said_in_vain_or_wrongly_is_refused() {
    for (change, expected) in [
        (
            (|matrix| matrix["endings"]["loud"]["expect"] = json!({"stderr": "x"}))
                as fn(&mut Value),
            "endings.loud.expect: does not say how the process ends; add `ending`",
        ),
        (
            |matrix| matrix["endings"]["loud"]["sources"] = json!([]),
            "endings.loud.sources: is empty; name at least one document that says so",
        ),
        (
            |matrix| matrix["endings"]["loud"]["by_sink"]["shared"] = json!({"stdout": "x"}),
            "endings.loud.by_sink.shared.stdout: is made of the two streams in a matrix; \
             remove it: what is on stdout and stderr is expected one after the other, either first",
        ),
        (
            |matrix| matrix["witnesses"]["text"]["seen"] = json!({}),
            "witnesses.text.seen: is empty, so that running and loss would look the same; give `journal`, `stdout` or `stderr`",
        ),
        (
            |matrix| matrix["witnesses"]["handler"]["seen"]["journal"] = json!(["a b"]),
            "witnesses.handler.seen.journal[0]: \"a b\" is an event that no case can report; write printable ASCII without blanks",
        ),
        (
            |matrix| matrix["rules"][0]["reason"] = json!(""),
            "rules[0].reason: is empty; say why it is so",
        ),
        (
            |matrix| {
                matrix["platforms"][1]
                    .as_object_mut()
                    .unwrap()
                    .remove("expect");
            },
            "platforms[1]: says nothing that is different; give `outcome`, `expect`, or both",
        ),
        (
            |matrix| matrix["platforms"][1]["expect"] = json!({"ending": {"exited": 101}}),
            "platforms[1]: changes nothing: what it expects is what is expected anyway; remove it, or say what is different",
        ),
        (
            |matrix| matrix["platforms"][0]["when"] = json!({}),
            "platforms[0].when: has no condition, so that it would apply everywhere; say which platforms it is about, or change the base",
        ),
        (
            |matrix| {
                matrix["platforms"][0]["when"] = json!({"panic": "abort", "libc": "musl"});
                matrix["platforms"][0]["endings"] = json!(["loud"]);
            },
            "platforms[0]: never applies: platforms[1] holds wherever this does, and the last one counts; \
             put the general one first, or remove one of the two",
        ),
        (
            |matrix| {
                matrix["platforms"][0]["witnesses"] = json!(["handler"]);
                matrix["platforms"][0]["endings"] = json!(["clean"]);
            },
            "platforms[0]: excuses a deviation from what is mandated without `url`; add the link to the bug, commit or manual that explains it",
        ),
        (
            |matrix| matrix["groups"]["rust/small"]["summary"] = json!(""),
            "groups[\"rust/small\"].summary: is empty; say in one line what the group shows",
        ),
    ] {
        let problems = refused(change);
        assert!(
            problems.iter().any(|problem| problem == expected),
            "{expected}\n{problems:#?}"
        );
    }
    let named = refused(|matrix| {
        let ending = matrix["endings"]["clean"].clone();
        matrix["endings"]["a.b"] = ending;
    });
    assert!(
        named.iter().any(|problem| problem
            .starts_with("endings[\"a.b\"]: `a.b` cannot be one half of the name of a case")),
        "{named:#?}"
    );
}
