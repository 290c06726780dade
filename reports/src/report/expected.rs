//! What the expectations say of a result's name.

use exitspec::Panic;
use exitspec::document::{CaseResult, Document};
use exitspec::expectation::{Book, Expect, Facts};

use super::intern::Interned;
use super::model::{Deviation, Field, Known, Note};

/// What this book says of it; nothing, if it does not know the case.
pub(super) fn known(
    book: &Book,
    document: &Document,
    result: &CaseResult,
    notes: &mut Interned<Note>,
) -> Known {
    let facts = Facts {
        platform: &document.platform,
        runtime: document.platform.runtime_of(&result.family),
        panic: result.panic.unwrap_or(Panic::OWN),
        isolation: result.isolation,
    };
    let Some(resolved) = book.resolve(&result.case, result.sink, &facts) else {
        return Known::default();
    };
    let deviations = book.deviations(&result.case, result.sink);
    Known {
        summary: Some(resolved.summary),
        note: (resolved.note).map(|reason| notes.place(Note { reason, url: None })),
        file: place(book, &result.case),
        expected: alternatives(&resolved.base),
        deviations: (deviations.into_iter())
            .map(|(when, deviation)| Deviation {
                when: when.to_string(),
                expected: alternatives(&deviation.expects),
                note: notes.place(Note {
                    reason: deviation.reason,
                    url: deviation.url,
                }),
            })
            .collect(),
    }
}

fn alternatives(expects: &[Expect]) -> Vec<Vec<Field>> {
    let fields = |expect: &Expect| {
        let described = expect.described().into_iter();
        described
            .map(|(field, value)| Field { field, value })
            .collect()
    };
    expects.iter().map(fields).collect()
}

/// Where it is written: a file, and the line if there is one.
fn place(book: &Book, case: &str) -> Option<String> {
    let (file, place) = book.whereabouts(case)?;
    Some(match place {
        Some(place) => format!("{file}:{}", place.line),
        None => file.to_owned(),
    })
}
