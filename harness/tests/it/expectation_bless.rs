//! Blessing: what it writes, what it leaves alone, and when it refuses.

use exitspec::expectation::{
    BlessError, Blessing, Facts, File, Source, Variation, When, bless, format, judge,
};
use exitspec::observation::{Ending, Observation, Phase, Waitid};
use exitspec::{Isolation, Level, Libc, Panic, Platform, Runtime, Sink, Verdict};

const PATH: &str = "fixtures/rust/demo.json";

const FILE: &str = r#"{
  "group": "rust/demo",
  "cases": {
    "other": {
      "summary": "another one, which nobody touches",
      "level": "mandated",
      "sources": [
        {
          "doc": "d",
          "clause": "c"
        }
      ],
      "expect": {
        "ending": {
          "exited": 0
        }
      }
    },
    "open": {
      "summary": "s",
      "level": "unspecified",
      "sources": [
        {
          "doc": "d",
          "clause": "c"
        }
      ],
      "expect": {
        "ending": {
          "exited": 7
        },
        "stdout": {
          "starts_with": "te"
        }
      },
      "by_sink": {
        "tty": {
          "journal": [
            "a"
          ]
        }
      }
    }
  }
}
"#;

const SINKS: &[Sink] = &[Sink::Pipe, Sink::File, Sink::Tty, Sink::Null];

fn exited(code: u8, stdout: &str, journal: &[&str]) -> Observation {
    Observation {
        ending: Ending::Exited(code),
        raw: Some(i32::from(code) << 8),
        waitid: Some(Waitid {
            code: "CLD_EXITED".to_owned(),
            status: i32::from(code),
        }),
        core: false,
        changes: Vec::new(),
        stdout: Some(stdout.into()),
        stderr: Some("".into()),
        truncated: false,
        journal: journal.iter().map(|name| (*name).to_owned()).collect(),
        flushed: None,
        garbage: Vec::new(),
        left_behind: Vec::new(),
    }
}

fn blind(observation: Observation) -> Observation {
    Observation {
        stdout: None,
        stderr: None,
        ..observation
    }
}

fn blessing<'a>(case: &'a str, observations: &'a [(Sink, &'a Observation)]) -> Blessing<'a> {
    Blessing {
        case,
        sinks: SINKS,
        observations,
        level: Level::Unspecified,
        variation: None,
        ci: false,
    }
}

/// What blessing changes: the lines that go, and those that come.
fn change(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let gone = old[head..old.len() - tail]
        .iter()
        .map(|line| format!("-{}", line.trim()));
    gone.chain(
        new[head..new.len() - tail]
            .iter()
            .map(|line| format!("+{}", line.trim())),
    )
    .collect()
}

fn platform(libc: &str) -> Platform {
    let text = String::from;
    Platform {
        name: text("test"),
        os: text("linux"),
        kernel: text("6.1"),
        arch: text("x86_64"),
        libc: Libc {
            name: text(libc),
            version: text("2.36"),
            link: text("dynamic"),
        },
        runtime: Runtime {
            name: text("rust"),
            version: text("1.95.0"),
            target: Some(text("t")),
            panic: Some(text("unwind")),
        },
        emulator: None,
        container: None,
        runtimes: std::collections::BTreeMap::new(),
    }
}

/// The verdict on the observation according to the text.
fn verdict(text: &str, case: &str, sink: Sink, libc: &str, observation: &Observation) -> Verdict {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    let book = Source::Embedded(Box::leak(Box::new([File { path: PATH, text }])))
        .load()
        .unwrap();
    let platform = platform(libc);
    let facts = Facts {
        platform: &platform,
        runtime: &platform.runtime,
        panic: Panic::Unwind,
        isolation: Isolation::Fork,
    };
    judge(
        &book.resolve(case, sink, &facts).unwrap(),
        sink,
        observation,
    )
    .verdict
}

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

fn on_musl<'a>(url: Option<&'a str>) -> Option<Variation<'a>> {
    let when = When {
        libc: Some("musl".to_owned()),
        ..When::default()
    };
    Some(Variation {
        when,
        reason: "musl bug",
        url,
    })
}

#[test]
fn a_known_deviation_is_written_beside_a_mandated_base() {
    let observed = exited(1, "", &[]);
    let observations = [(Sink::Pipe, &observed)];
    let one_sink = Blessing {
        sinks: &[Sink::Pipe],
        variation: on_musl(Some("u")),
        ..blessing("rust/demo/other", &observations)
    };
    let blessed = bless(PATH, FILE, &one_sink).unwrap();
    let added = change(FILE, &blessed).join(" ");
    assert!(
        added.contains("+\"expect\": { +\"ending\": { +\"exited\": 1"),
        "{added}"
    );
    assert_eq!(
        verdict(&blessed, "rust/demo/other", Sink::Pipe, "musl", &observed),
        Verdict::Xfail
    );
    assert_eq!(
        verdict(
            &blessed,
            "rust/demo/other",
            Sink::Pipe,
            "glibc",
            &exited(0, "", &[])
        ),
        Verdict::Pass
    );
    let observed = exited(2, "", &[]);
    let observations = [(Sink::Pipe, &observed)];
    let again = Blessing {
        observations: &observations,
        ..one_sink
    };
    let again = bless(PATH, &blessed, &again).unwrap();
    assert_eq!(
        change(&blessed, &again),
        ["-\"exited\": 1", "+\"exited\": 2"],
        "the same condition is replaced"
    );
}

#[test]
fn a_variation_of_one_sink_is_of_that_sink() {
    let observed = exited(1, "", &[]);
    let observations = [(Sink::Tty, &observed)];
    let blessing = Blessing {
        variation: on_musl(Some("u")),
        ..blessing("rust/demo/other", &observations)
    };
    let blessed = bless(PATH, FILE, &blessing).unwrap();
    assert_eq!(
        verdict(&blessed, "rust/demo/other", Sink::Tty, "musl", &observed),
        Verdict::Xfail
    );
    assert_eq!(
        verdict(
            &blessed,
            "rust/demo/other",
            Sink::Pipe,
            "musl",
            &exited(0, "", &[])
        ),
        Verdict::Pass
    );
}

#[test]
fn a_variation_needs_what_any_override_needs() {
    let (one, same) = (exited(1, "", &[]), exited(0, "", &[]));
    let observations = [(Sink::Pipe, &one)];
    let without_url = Blessing {
        variation: on_musl(None),
        ..blessing("rust/demo/other", &observations)
    };
    let error = bless(PATH, FILE, &without_url).unwrap_err().to_string();
    assert!(
        error.contains(
            "cases.other.platforms[0]: excuses a deviation from what is mandated without `url`"
        ),
        "{error}"
    );
    let everywhere = Variation {
        when: When::default(),
        reason: "",
        url: Some("u"),
    };
    let careless = Blessing {
        variation: Some(everywhere),
        ..blessing("rust/demo/other", &observations)
    };
    let error = bless(PATH, FILE, &careless).unwrap_err().to_string();
    assert!(
        error.contains("platforms[0].when: has no condition")
            && error.contains("platforms[0].reason: is empty"),
        "{error}"
    );
    let observations = [(Sink::Pipe, &same)];
    let idle = Blessing {
        variation: on_musl(Some("u")),
        ..blessing("rust/demo/other", &observations)
    };
    assert_eq!(
        bless(PATH, FILE, &idle).unwrap_err().to_string(),
        "`rust/demo/other` does not vary: what was observed is what is expected anyway"
    );
}

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
