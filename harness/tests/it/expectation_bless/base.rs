//! What becomes of the base of an entry.

use super::*;

#[test]
fn the_base_changes_where_everything_relies_on_it() {
    let (all, tty, null) = (
        exited(8, "text", &[]),
        exited(8, "text", &["a"]),
        blind(exited(8, "", &[])),
    );
    let observations = [
        (Sink::Pipe, &all),
        (Sink::File, &all),
        (Sink::Tty, &tty),
        (Sink::Null, &null),
    ];
    let blessed = bless(PATH, FILE, &blessing("rust/demo/open", &observations)).unwrap();
    assert_eq!(
        change(FILE, &blessed),
        ["-\"exited\": 7", "+\"exited\": 8"],
        "a pattern that still holds stays"
    );
    for (sink, observation) in observations {
        assert_eq!(
            verdict(&blessed, "rust/demo/open", sink, "glibc", observation),
            Verdict::Pass,
            "{sink}"
        );
    }
}

#[test]
fn a_sink_that_was_not_observed_stays_as_it_was() {
    let observed = exited(8, "text", &["b"]);
    let observations = [(Sink::File, &observed)];
    let blessed = bless(PATH, FILE, &blessing("rust/demo/open", &observations)).unwrap();
    assert_eq!(
        change(FILE, &blessed),
        [
            "+\"file\": {",
            "+\"ending\": {",
            "+\"exited\": 8",
            "+},",
            "+\"journal\": [",
            "+\"b\"",
            "+]",
            "+},"
        ]
    );
    assert_eq!(
        verdict(&blessed, "rust/demo/open", Sink::File, "glibc", &observed),
        Verdict::Pass
    );
    assert_eq!(
        verdict(
            &blessed,
            "rust/demo/open",
            Sink::Pipe,
            "glibc",
            &exited(7, "text", &[])
        ),
        Verdict::Pass
    );
    let all_but_tty = [
        (Sink::Pipe, &observed),
        (Sink::File, &observed),
        (Sink::Null, &observed),
    ];
    let blessed = bless(PATH, FILE, &blessing("rust/demo/open", &all_but_tty)).unwrap();
    assert_eq!(
        verdict(
            &blessed,
            "rust/demo/open",
            Sink::Tty,
            "glibc",
            &exited(7, "text", &["a"])
        ),
        Verdict::Pass
    );
    assert_eq!(
        verdict(&blessed, "rust/demo/open", Sink::Pipe, "glibc", &observed),
        Verdict::Pass
    );
}

#[test]
fn what_passes_already_is_not_touched() {
    let observed = exited(7, "tea", &[]);
    let observations = [(Sink::Pipe, &observed)];
    assert_eq!(
        bless(PATH, FILE, &blessing("rust/demo/open", &observations)).unwrap(),
        FILE
    );
}

#[test]
fn nothing_on_a_stream_is_said_where_something_was_expected() {
    let observed = exited(7, "", &[]);
    let observations = [(Sink::Pipe, &observed)];
    let blessed = bless(PATH, FILE, &blessing("rust/demo/open", &observations)).unwrap();
    assert_eq!(
        change(FILE, &blessed),
        ["+\"pipe\": {", "+\"stdout\": \"\"", "+},"]
    );
    assert_eq!(
        verdict(&blessed, "rust/demo/open", Sink::Pipe, "glibc", &observed),
        Verdict::Pass
    );
}

#[test]
fn alternatives_that_do_not_hold_give_way() {
    let text = FILE.replace("\"exited\": 7\n        },", "\"exited\": 7\n        },\n        \"any_of\": [{\"core\": true}, {\"journal\": [\"x\"]}],");
    let text = format(PATH, &text).unwrap();
    let observed = exited(7, "text", &["y"]);
    let observations = [
        (Sink::Pipe, &observed),
        (Sink::File, &observed),
        (Sink::Tty, &observed),
        (Sink::Null, &observed),
    ];
    let blessed = bless(PATH, &text, &blessing("rust/demo/open", &observations)).unwrap();
    for (sink, observation) in observations {
        assert_eq!(
            verdict(&blessed, "rust/demo/open", sink, "glibc", observation),
            Verdict::Pass,
            "{sink}\n{blessed}"
        );
    }
}

#[test]
fn a_new_case_gets_a_draft_that_does_not_load_yet() {
    let (pipe, tty) = (exited(7, "", &["a"]), exited(7, "x", &["a"]));
    let observations = [(Sink::Pipe, &pipe), (Sink::Tty, &tty)];
    let blessed = bless(PATH, FILE, &blessing("rust/demo/new", &observations)).unwrap();
    assert!(
        blessed.starts_with(FILE.trim_end().trim_end_matches(['}', '\n', ' '])),
        "the rest stays"
    );
    let text: &'static str = Box::leak(blessed.clone().into_boxed_str());
    let error = Source::Embedded(Box::leak(Box::new([File { path: PATH, text }])))
        .load()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("cases.new.summary: is empty")
            && error.contains("cases.new.sources: is empty"),
        "{error}"
    );
    assert!(error.starts_with("2 problems"), "{error}");
    let filled = blessed
        .replace("\"summary\": \"\"", "\"summary\": \"s\"")
        .replace(
            "\"sources\": []",
            "\"sources\": [{\"doc\": \"d\", \"clause\": \"c\"}]",
        );
    assert_eq!(
        verdict(&filled, "rust/demo/new", Sink::Pipe, "glibc", &pipe),
        Verdict::Pass
    );
    assert_eq!(
        verdict(&filled, "rust/demo/new", Sink::Tty, "glibc", &tty),
        Verdict::Pass
    );
}

#[test]
fn a_mandated_base_is_never_written() {
    let observed = exited(1, "", &[]);
    let observations = [(Sink::Pipe, &observed)];
    let error = bless(PATH, FILE, &blessing("rust/demo/other", &observations)).unwrap_err();
    assert!(
        error.to_string().starts_with(
            "what `rust/demo/other` expects is mandated, so that its source says what to expect"
        ),
        "{error}"
    );
    let new = Blessing {
        level: Level::Mandated,
        ..blessing("rust/demo/new", &observations)
    };
    assert!(
        matches!(bless(PATH, FILE, &new), Err(BlessError::Mandated(_))),
        "nor is a new one made of an observation"
    );
}
