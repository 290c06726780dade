//! What is expected of a cell.

use super::*;

fn base(case: &str, sink: Sink) -> Vec<Expect> {
    resolve(&small(), case, sink, "glibc", Panic::Unwind)
        .unwrap()
        .base
}

#[test]
fn a_cell_is_its_ending_and_what_becomes_of_its_witness() {
    let seven = json!({"ending": {"exited": 7}});
    assert_eq!(
        base("clean.handler", Sink::Pipe),
        [expect(
            json!({"ending": {"exited": 7}, "journal": ["handler"]})
        )]
    );
    assert_eq!(
        base("clean.text", Sink::Pipe),
        [
            expect(json!({"ending": {"exited": 7}, "stdout": "text"})),
            expect(seven)
        ]
    );
    assert_eq!(
        base("loud.text", Sink::Pipe),
        [expect(
            json!({"ending": {"exited": 101}, "stdout": "text", "stderr": {"contains": "oh"}})
        )]
    );
    assert_eq!(
        base("loud.text", Sink::Tty),
        [expect(
            json!({"ending": {"exited": 101}, "stdout": "text", "stderr": "OH"})
        )]
    );
}

#[test]
fn a_shared_pipe_has_both_streams_in_either_order() {
    assert_eq!(
        base("loud.text", Sink::Shared),
        [
            expect(json!({"ending": {"exited": 101}, "stdout": {"contains": ["text", "oh"]}})),
            expect(json!({"ending": {"exited": 101}, "stdout": {"contains": ["oh", "text"]}})),
        ]
    );
    assert_eq!(
        base("loud.handler", Sink::Shared),
        [expect(
            json!({"ending": {"exited": 101}, "stdout": {"contains": "oh"}, "journal": ["handler"]})
        )]
    );
}

#[test]
fn a_cell_tells_what_it_is_about() {
    let cell = resolve(&small(), "loud.handler", Sink::Pipe, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.summary, "a panic: a handler is seen");
    assert_eq!(cell.note.as_deref(), Some("so it is. It speaks."));
    assert_eq!(cell.level, Level::Documented, "the less binding of the two");
    assert_eq!(cell.sources.len(), 1, "each source once");
    let cell = resolve(&small(), "clean.text", Sink::Pipe, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.summary, "exit(7): a text may or may not be seen");
    assert_eq!((cell.level, cell.sources.len()), (Level::Unspecified, 2));
}

#[test]
fn only_cells_of_the_matrix_resolve() {
    for case in ["clean", "clean.none", "none.text", "clean.text.more"] {
        assert!(
            resolve(&small(), case, Sink::Pipe, "glibc", Panic::Unwind).is_none(),
            "{case}"
        );
    }
    assert!(resolve(&small(), "clean.text", Sink::File, "glibc", Panic::Unwind).is_none());
}

#[test]
fn the_last_override_that_applies_to_a_cell_counts() {
    let lost = resolve(&small(), "loud.text", Sink::Pipe, "musl", Panic::Unwind)
        .unwrap()
        .deviation
        .unwrap();
    assert_eq!(
        lost.expects,
        [expect(
            json!({"ending": {"exited": 101}, "stderr": {"contains": "oh"}})
        )]
    );
    assert_eq!(lost.reason, "musl loses it");
    assert!(
        resolve(&small(), "loud.text", Sink::Tty, "musl", Panic::Unwind)
            .unwrap()
            .deviation
            .is_none()
    );
    let aborted = resolve(&small(), "loud.text", Sink::Pipe, "musl", Panic::Abort)
        .unwrap()
        .deviation
        .unwrap();
    assert_eq!(
        aborted.expects,
        [expect(
            json!({"ending": {"signaled": "SIGABRT"}, "stdout": "text", "stderr": {"contains": "oh"}})
        )]
    );
    let book = load(&small()).unwrap();
    let all = book.deviations("rust/small/loud.text", Sink::Pipe);
    assert_eq!(
        all.iter()
            .map(|(when, _)| when.to_string())
            .collect::<Vec<_>>(),
        ["musl", "panic=abort"]
    );
}

#[test]
fn what_cannot_be_is_impossible_with_its_reason() {
    let mut matrix = small();
    matrix["rules"][1]["outcome"] = json!("impossible");
    let cell = resolve(&matrix, "clean.text", Sink::Tty, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.impossible.as_deref(), Some("so it is."));
    let cell = resolve(&matrix, "clean.text", Sink::Pipe, "musl", Panic::Unwind).unwrap();
    assert_eq!(
        cell.impossible.as_deref(),
        Some("so it is."),
        "whatever an override says"
    );
    let mut matrix = small();
    matrix["platforms"][0]["outcome"] = json!("impossible");
    let cell = resolve(&matrix, "clean.text", Sink::Pipe, "musl", Panic::Unwind).unwrap();
    assert_eq!(cell.impossible.as_deref(), Some("musl loses it"));
    let cell = resolve(&matrix, "clean.text", Sink::Pipe, "glibc", Panic::Unwind).unwrap();
    assert_eq!(cell.impossible, None);
}
