//! The rows of a group that are worth a reader's time, folded, for renderers that cannot unfold anything.

use std::collections::BTreeMap;

use exitspec::{Level, Verdict};

use super::Report;
use super::class::Class;
use super::model::{Group, Row};
use crate::fold::Place;
use crate::outcome::brief;

/// How many outcomes of a racy case are shown.
const OUTCOMES: usize = 6;

/// Rows of which the same is to be said.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// The rows.
    pub(super) places: Vec<Place<'a>>,
    /// How binding they are.
    pub(super) level: Level,
    /// Who says so: places among the sources.
    pub(super) sources: Vec<usize>,
    /// What came out, the most frequent first.
    pub(super) said: Vec<Said>,
}

/// What came out on some platforms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Said {
    /// Which of the row's different things; `None` where nothing was seen.
    pub(super) seen: Option<usize>,
    pub(super) class: Class,
    pub(super) verdict: Verdict,
    /// The reason, by its place among the notes.
    pub(super) note: Option<usize>,
    pub(super) words: Vec<String>,
    pub(super) platforms: Vec<usize>,
}

impl Said {
    /// The same letter stands for the same thing in a row, A for what most platforms do.
    pub(super) fn letter(&self) -> String {
        match self.seen {
            None => String::new(),
            Some(seen) => {
                let letter = char::from(b'A' + u8::try_from(seen % 26).unwrap_or_default());
                letter.to_string().repeat(seen / 26 + 1)
            }
        }
    }
}

/// Whether a row has to be looked at: platforms differ, or somebody does what is not as it shall be.
pub(super) fn is_notable(row: &Row<'_>) -> bool {
    let notable = [Class::Deviation, Class::Unexpected, Class::Unresolved];
    row.differs || (row.outcomes.iter()).any(|outcome| notable.contains(&outcome.class))
}

/// The notable rows of the group.
pub(super) fn blocks<'a>(report: &Report<'a>, group: &Group<'_>) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let mut known: BTreeMap<(Level, &[usize], Vec<Said>), usize> = BTreeMap::new();
    for row in rows(report, group).iter().filter(|row| is_notable(row)) {
        let said = said(report, row);
        let key = (row.level, &row.sources[..], said.clone());
        let at = *known.entry(key).or_insert(blocks.len());
        match blocks.get_mut(at) {
            Some(block) => block.places.push(row.place),
            None => blocks.push(Block {
                places: vec![row.place],
                level: row.level,
                sources: row.sources.clone(),
                said,
            }),
        }
    }
    blocks
}

/// The rows of the group.
pub(super) fn rows<'r, 'a>(report: &'r Report<'a>, group: &Group<'_>) -> &'r [Row<'a>] {
    &report.rows[group.first..group.first + group.count]
}

/// The platforms that have results in these rows.
pub(super) fn platforms(rows: &[Row<'_>]) -> Vec<usize> {
    let width = rows.first().map_or(0, |row| row.cells.len());
    (0..width)
        .filter(|&at| rows.iter().any(|row| row.cells[at] >= 0))
        .collect()
}

fn said(report: &Report<'_>, row: &Row<'_>) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for (at, outcome) in row.outcomes.iter().enumerate() {
        let seen = Some(outcome.seen).filter(|_| !outcome.observations.is_empty());
        let places = row.cells.iter().enumerate();
        let here = |(_, cell): &(usize, &i32)| usize::try_from(**cell) == Ok(at);
        let platforms = places.filter(here).map(|(place, _)| place);
        let deviates = matches!(outcome.verdict, Verdict::Fail | Verdict::Xfail);
        let words: Vec<String> = match (deviates, &outcome.apart[..]) {
            (true, _) if !outcome.differences.is_empty() => (outcome.differences.iter())
                .map(|d| format!("{}: expected {}, got {}", d.field, d.expected, d.got))
                .collect(),
            // Of a race all that was seen, not how often on one platform.
            (_, []) => (outcome.observations.iter())
                .map(|&(_, at)| brief(report.observations[at]))
                .collect(),
            (_, apart) => apart.to_vec(),
        };
        // A reason that only says what the differences say is none.
        let is_told = matches!(outcome.verdict, Verdict::Fail | Verdict::Pass)
            && !outcome.differences.is_empty();
        let note = outcome.note.filter(|_| !is_told);
        let same = |other: &&mut Said| {
            (other.seen, other.class, other.verdict, other.note)
                == (seen, outcome.class, outcome.verdict, note)
        };
        match all.iter_mut().find(same) {
            Some(said) => {
                said.platforms.extend(platforms);
                for word in words {
                    if row.racy.is_some() && !said.words.contains(&word) {
                        said.words.push(word);
                    }
                }
            }
            None => all.push(Said {
                seen,
                class: outcome.class,
                verdict: outcome.verdict,
                note,
                words,
                platforms: platforms.collect(),
            }),
        }
    }
    for said in &mut all {
        let more = said.words.len().saturating_sub(OUTCOMES);
        if row.racy.is_some() && more > 0 {
            said.words.truncate(OUTCOMES);
            said.words.push(format!("{more} more"));
        }
        said.platforms.sort_unstable();
    }
    all
}
