//! `rust/matrix`: every ending with every witness, each with every sink.
//!
//! A case is named `ENDING.WITNESS`. What should come of it is one table, `fixtures/matrix.json`.

mod endings;
mod witnesses;

use std::borrow::Cow;

use exitspec::{Case, Context, Finish, Sink};

use endings::{ENDINGS, Ending};
use witnesses::{WITNESSES, Witness};

/// All cells, ending by ending.
pub(super) fn cases() -> Vec<Case> {
    ENDINGS
        .iter()
        .flat_map(|ending| WITNESSES.iter().map(|witness| case(ending, witness)))
        .collect()
}

fn case(ending: &Ending, witness: &Witness) -> Case {
    let needs = [ending.needs, witness.needs].concat();
    let case = Case::with_name(
        Cow::Owned(format!("{}.{}", ending.name, witness.name)),
        body,
    )
    .sinks(Sink::ALL)
    .needs_all(Cow::Owned(needs));
    if ending.panics {
        case.with_twin()
    } else {
        case
    }
}

/// The body of every cell: it arms the witness, and ends with the witness live in its frame.
fn body(context: &Context) -> Finish {
    let cell = context
        .case()
        .rsplit_once('/')
        .and_then(|(_, cell)| cell.split_once('.'));
    let found = cell.and_then(|(ending, witness)| {
        let ending = ENDINGS.iter().find(|known| known.name == ending)?;
        let witness = WITNESSES.iter().find(|known| known.name == witness)?;
        Some((ending, witness))
    });
    let Some((ending, witness)) = found else {
        unreachable!("the cell was made from these tables")
    };
    let _live = (witness.arm)();
    context.ending();
    (ending.perform)()
}
