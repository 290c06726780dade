//! What is not blessed.

use super::*;

#[test]
fn nothing_is_blessed_in_ci() {
    let observed = exited(8, "text", &[]);
    let observations = [(Sink::Pipe, &observed)];
    let in_ci = Blessing {
        ci: true,
        ..blessing("rust/demo/open", &observations)
    };
    assert!(matches!(bless(PATH, FILE, &in_ci), Err(BlessError::Ci)));
}

#[test]
fn cells_of_a_matrix_are_not_blessed() {
    let matrix = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/matrix.json");
    let text = std::fs::read_to_string(matrix).unwrap();
    let observed = exited(8, "", &[]);
    let observations = [(Sink::Pipe, &observed)];
    let error = bless(
        matrix,
        &text,
        &blessing("rust/matrix/exit.atexit", &observations),
    )
    .unwrap_err();
    assert!(
        error.to_string().starts_with(
            "`rust/matrix/exit.atexit` is a cell of a matrix, where rules speak for many cells"
        ),
        "{error}"
    );
}

#[test]
fn what_cannot_be_relied_on_is_not_blessed() {
    let sound = exited(7, "text", &[]);
    let hung = Observation {
        ending: Ending::Hung(Phase::BeforeBody),
        raw: None,
        waitid: None,
        ..sound.clone()
    };
    for (unsound, why) in [
        (
            Observation {
                garbage: vec!["x".into()],
                ..sound.clone()
            },
            "the journal has a record that is none: \"x\"",
        ),
        (
            Observation {
                truncated: true,
                ..sound.clone()
            },
            "more arrived on stdout than was kept",
        ),
        (
            Observation {
                waitid: None,
                ..sound.clone()
            },
            "the view of waitid is missing",
        ),
        (
            Observation {
                ending: Ending::Unrecognised(1),
                ..sound.clone()
            },
            "the expectation has no ending",
        ),
        (hung, "it hung before the body was entered"),
    ] {
        let observations = [(Sink::Pipe, &unsound)];
        let error = bless(PATH, FILE, &blessing("rust/demo/open", &observations)).unwrap_err();
        assert_eq!(
            error.to_string(),
            std::format!(
                "what was observed of `rust/demo/open` with the sink `pipe` cannot be relied on: {why}"
            )
        );
    }
}

#[test]
fn misuse_is_an_error() {
    let observed = exited(7, "text", &[]);
    let none = bless(PATH, FILE, &blessing("rust/demo/open", &[]));
    assert!(matches!(none, Err(BlessError::Observations(_))));
    let twice = [(Sink::Pipe, &observed), (Sink::Pipe, &observed)];
    assert!(matches!(
        bless(PATH, FILE, &blessing("rust/demo/open", &twice)),
        Err(BlessError::Observations(_))
    ));
    let foreign = [(Sink::Broken, &observed)];
    assert!(matches!(
        bless(PATH, FILE, &blessing("rust/demo/open", &foreign)),
        Err(BlessError::Observations(_))
    ));
    let one = [(Sink::Pipe, &observed)];
    let error = bless(PATH, FILE, &blessing("rust/demonic/open", &one)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`rust/demonic/open` does not belong into fixtures/rust/demo.json, which has the group `rust/demo`"
    );
    let error = bless(PATH, "{", &blessing("rust/demo/open", &one)).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("fixtures/rust/demo.json:1:1: EOF while parsing"),
        "{error}"
    );
}

#[test]
fn formatting_keeps_order_and_refuses_to_lose_anything() {
    assert_eq!(
        format("f", r#"{"b":[1,{"a":{}}],"a":"é"}"#).unwrap(),
        "{\n  \"b\": [\n    1,\n    {\n      \"a\": {}\n    }\n  ],\n  \"a\": \"é\"\n}\n"
    );
    assert_eq!(format(PATH, FILE).unwrap(), FILE);
    let error = format("f", "{\n\"a\": 1, \"a\": 2}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "f:2:9: a: `a` is given a second time; keep one of the two"
    );
}
