//! Overrides for the platform that was observed.

use super::*;

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
        variation: on_musl(Some("https://u.example")),
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
        variation: on_musl(Some("https://u.example")),
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
        url: Some("https://u.example"),
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
        variation: on_musl(Some("https://u.example")),
        ..blessing("rust/demo/other", &observations)
    };
    assert_eq!(
        bless(PATH, FILE, &idle).unwrap_err().to_string(),
        "`rust/demo/other` does not vary: what was observed is what is expected anyway"
    );
}
