//! From rules to what is expected in one cell.

use crate::bytes::Bytes;
use crate::expectation::layers::{Deviation, Facts, Resolved, merge};
use crate::expectation::matrix::text::{in_either_order, is_nothing, then};
use crate::expectation::matrix::{
    CellOverride, MatrixEnding, MatrixFile, Outcome, Rule, Seen, Witness,
};
use crate::expectation::pattern::{Expect, JournalPattern, LooseJournal, TextPattern};
use crate::expectation::types::When;
use crate::sink::Sink;

/// A place in the matrix.
#[derive(Clone, Copy)]
pub(super) struct Cell<'m> {
    pub(super) ending: (&'m str, &'m MatrixEnding),
    pub(super) witness: (&'m str, &'m Witness),
    pub(super) sink: Sink,
}

impl Cell<'_> {
    /// The alternatives for this outcome, with what an override says of the ending; none for an impossible cell.
    fn expects(&self, outcome: Outcome, with: Option<&Expect>) -> Vec<Expect> {
        let MatrixEnding {
            expect, by_sink, ..
        } = self.ending.1;
        let alternatives = merge(
            [expect]
                .into_iter()
                .chain(by_sink.get(&self.sink))
                .chain(with),
        );
        let seen = [Some(&self.witness.1.seen), None];
        let with_and_without = match outcome {
            Outcome::Runs => &seen[..1],
            Outcome::Lost => &seen[1..],
            Outcome::Either => &seen[..],
            Outcome::Impossible => &[],
        };
        with_and_without
            .iter()
            .flat_map(|seen| {
                alternatives
                    .iter()
                    .flat_map(|expect| observed(expect, *seen, self.sink))
            })
            .collect()
    }

    /// What this override makes of the cell, if it changes it.
    pub(super) fn deviation(&self, rule: &Rule, with: &CellOverride) -> Option<Deviation> {
        let outcome = with.outcome_after(rule);
        let expects = self.expects(outcome, with.expect.as_ref());
        let base = self.expects(rule.outcome, None);
        (expects != base).then(|| Deviation {
            expects,
            reason: with.reason.clone(),
            url: with.url.clone(),
        })
    }
}

impl MatrixFile {
    /// The cells of all groups, each once.
    pub(super) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        let pairs = self.endings.iter().flat_map(|ending| {
            let witnesses = self.witnesses.iter();
            witnesses.map(move |witness| (ending, witness))
        });
        let had = pairs.filter(|((ending, _), (witness, _))| {
            let mut groups = self.groups.values();
            groups.any(|group| group.has(ending, witness))
        });
        had.flat_map(|((ending, its), (witness, own))| {
            self.sinks.iter().map(move |sink| Cell {
                ending: (ending, its),
                witness: (witness, own),
                sink: *sink,
            })
        })
    }

    /// The cell of the group's case `ENDING.WITNESS`.
    fn cell(&self, group: &str, case: &str, sink: Sink) -> Option<Cell<'_>> {
        let (ending, witness) = case.split_once('.')?;
        let is_had = self.groups.get(group)?.has(ending, witness);
        let (ending, its) = self.endings.get_key_value(ending)?;
        let (witness, own) = self.witnesses.get_key_value(witness)?;
        (is_had && self.sinks.contains(&sink)).then_some(Cell {
            ending: (ending, its),
            witness: (witness, own),
            sink,
        })
    }

    /// The rule that covers the cell.
    pub(super) fn rule(&self, cell: Cell<'_>) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.area().has(cell))
    }

    fn overrides<'m>(
        &'m self,
        cell: Cell<'m>,
    ) -> impl DoubleEndedIterator<Item = &'m CellOverride> {
        self.platforms
            .iter()
            .filter(move |with| with.area().has(cell))
    }

    pub(in crate::expectation) fn resolve(
        &self,
        group: &str,
        case: &str,
        sink: Sink,
        facts: &Facts<'_>,
    ) -> Option<Resolved> {
        let cell = self.cell(group, case, sink)?;
        let rule = self.rule(cell)?;
        let with = self.overrides(cell).rfind(|with| with.when.holds(facts));
        let outcome = with.map_or(rule.outcome, |with| with.outcome_after(rule));
        let impossible = match (rule.outcome, outcome, with) {
            (Outcome::Impossible, ..) => Some(rule.reason.clone()),
            (_, Outcome::Impossible, Some(with)) => Some(with.reason.clone()),
            _ => None,
        };
        let mut sources = rule.sources.clone();
        for source in &cell.ending.1.sources {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        let notes = [Some(&rule.reason), cell.ending.1.note.as_ref()];
        let notes: Vec<&str> = notes.into_iter().flatten().map(String::as_str).collect();
        Some(Resolved {
            summary: summary(cell, rule.outcome),
            note: Some(notes.join(" ")),
            level: rule.level.max(cell.ending.1.level),
            sources,
            base: cell.expects(rule.outcome, None),
            deviation: match impossible {
                Some(_) => None,
                None => with.and_then(|with| cell.deviation(rule, with)),
            },
            impossible,
        })
    }

    pub(in crate::expectation) fn deviations(
        &self,
        group: &str,
        case: &str,
        sink: Sink,
    ) -> Vec<(When, Deviation)> {
        let Some(cell) = self.cell(group, case, sink) else {
            return Vec::new();
        };
        let Some(rule) = self.rule(cell) else {
            return Vec::new();
        };
        self.overrides(cell)
            .filter_map(|with| Some((with.when.clone(), cell.deviation(rule, with)?)))
            .collect()
    }
}

impl CellOverride {
    /// What becomes of a cell of this rule. What is impossible stays so: an override is about many cells at once.
    fn outcome_after(&self, rule: &Rule) -> Outcome {
        match rule.outcome {
            Outcome::Impossible => Outcome::Impossible,
            outcome => self.outcome.unwrap_or(outcome),
        }
    }
}

fn summary(cell: Cell<'_>, outcome: Outcome) -> String {
    let becomes = match outcome {
        Outcome::Runs => "is seen",
        Outcome::Lost => "is not seen",
        Outcome::Either => "may or may not be seen",
        Outcome::Impossible => "cannot be there",
    };
    format!(
        "{}: {} {becomes}",
        cell.ending.1.summary, cell.witness.1.summary
    )
}

/// What there is to observe of an ending when the witness was seen, or was not.
fn observed(ending: &Expect, seen: Option<&Seen>, sink: Sink) -> Vec<Expect> {
    let nothing = Seen::default();
    let seen = seen.unwrap_or(&nothing);
    let mut expect = ending.clone();
    expect.journal = journal(ending.journal.as_ref(), &seen.journal);
    // A witness's own text comes before what the ending adds to the same stream: it was written, or buffered, before.
    let stream = |own: &Option<Bytes>, pattern: &Option<TextPattern>| {
        let own = TextPattern::Exact(own.clone().unwrap_or_default());
        match pattern {
            Some(pattern) if is_nothing(&own) => pattern.clone(),
            Some(pattern) => then(&own, pattern),
            None => own,
        }
    };
    let stdout = stream(&seen.stdout, &ending.stdout);
    let stderr = stream(&seen.stderr, &ending.stderr);
    let streams = match sink {
        // Which of the two is written first is a matter of buffering, which is not what a cell is about.
        Sink::Shared => in_either_order(&stdout, &stderr)
            .into_iter()
            .map(|both| (both, TextPattern::Exact(Bytes::default())))
            .collect(),
        _ => vec![(stdout, stderr)],
    };
    let given = |pattern: TextPattern| (!is_nothing(&pattern)).then_some(pattern);
    streams
        .into_iter()
        .map(|(stdout, stderr)| Expect {
            stdout: given(stdout),
            stderr: given(stderr),
            ..expect.clone()
        })
        .collect()
}

fn journal(ending: Option<&JournalPattern>, seen: &[String]) -> Option<JournalPattern> {
    match (ending, seen) {
        (ending, []) => ending.cloned(),
        (None, seen) => Some(JournalPattern::Exact(seen.to_vec())),
        (Some(JournalPattern::Exact(events)), seen) => Some(JournalPattern::Loose(
            LooseJournal::AnyOrder(events.iter().chain(seen).cloned().collect()),
        )),
        (Some(JournalPattern::Loose(_)), seen) => {
            Some(JournalPattern::Loose(LooseJournal::InOrder(seen.to_vec())))
        }
    }
}
