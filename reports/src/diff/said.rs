//! What is said of changes, whatever they are shown in.

use std::collections::BTreeMap;

use exitspec::Verdict;
use exitspec::document::{CaseResult, Document};

use super::compare::{Category, Change, Diff, Piece};
use crate::fold::Place;

/// What is said of some results; those of which the same is said are shown together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Said {
    pub(super) group: String,
    pub(super) level: String,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) pieces: Vec<Piece>,
    /// What there is to say of the outcomes of a racy case that are the same on both sides.
    pub(super) outcomes: Option<String>,
    pub(super) reasons: Vec<Reason>,
    pub(super) explained: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reason {
    pub(super) side: &'static str,
    pub(super) text: String,
    pub(super) url: Option<String>,
}

/// The changes, those together of which the same is said, in the order of the first of each.
pub(super) fn blocks<'a, 'c>(
    changes: impl Iterator<Item = &'c Change<'a>>,
) -> Vec<(Said, Vec<Place<'a>>)>
where
    'a: 'c,
{
    let mut blocks: Vec<(Said, Vec<Place<'a>>)> = Vec::new();
    let mut known: BTreeMap<Said, usize> = BTreeMap::new();
    for change in changes {
        let said = said(change);
        let at = *known.entry(said.clone()).or_insert(blocks.len());
        match blocks.get_mut(at) {
            Some((_, places)) => places.push(change.place()),
            None => blocks.push((said, vec![change.place()])),
        }
    }
    blocks
}

/// What a document is about, for the heading: its name, if it has one, and its platform.
pub(super) fn about(diff: &Diff<'_>, side: usize) -> String {
    let document = [diff.a, diff.b][side];
    let (suite, platform) = (&document.suite, &document.platform);
    let name = diff
        .names
        .as_ref()
        .map(|names| format!("{}: ", names[side]));
    let cut = if document.interrupted {
        ", cut short"
    } else {
        ""
    };
    format!(
        "{}{} (kernel {}, {} {}{cut})",
        name.unwrap_or_default(),
        platform.name,
        platform.kernel,
        suite.name,
        suite.version
    )
}

/// Why changes of this category are counted and not listed: what only one document has tells nothing where the other is of a
/// part of the cases.
pub(super) fn unlisted(diff: &Diff<'_>, category: Category) -> Option<&'static str> {
    let is_part = |document: &Document| !document.volatile.left_out.is_empty();
    match category {
        Category::Missing if is_part(diff.b) => {
            Some("only A has them: B is of a part of the cases, so they are not listed")
        }
        Category::New if is_part(diff.a) => {
            Some("only B has them: A is of a part of the cases, so they are not listed")
        }
        _ => None,
    }
}

/// How many results differ, and in which way.
pub(super) fn counted(diff: &Diff<'_>) -> String {
    let mut counts: Vec<String> = (Category::ALL.iter())
        .map(|&category| (diff.count(category), category))
        .filter(|&(count, _)| count > 0)
        .map(|(count, category)| format!("{count} {}", category.name()))
        .collect();
    if diff.unexplained() > 0 {
        counts.push(format!("{} of them unexplained", diff.unexplained()));
    }
    let all = diff.changes.len();
    let results = if all == 1 {
        "result differs"
    } else {
        "results differ"
    };
    format!("{all} {results}: {}", counts.join("; "))
}

fn said(change: &Change<'_>) -> Said {
    let sides: Vec<&CaseResult> = [change.a, change.b].into_iter().flatten().collect();
    let mut levels: Vec<&str> = sides.iter().map(|result| result.level.name()).collect();
    levels.dedup();
    let mut verdicts: Vec<Verdict> = sides.iter().map(|result| result.verdict).collect();
    if change.a.is_some() && change.b.is_some() && verdicts[0] == verdicts[1] {
        verdicts.clear();
    }
    Said {
        group: change.place().group().to_owned(),
        level: levels.join(" → "),
        verdicts,
        pieces: change.pieces.clone(),
        outcomes: change.same_outcomes.then(|| same_outcomes(change)),
        reasons: reasons(change),
        explained: change.is_explained(),
    }
}

fn same_outcomes(change: &Change<'_>) -> String {
    let deviating = match (change.a, change.b) {
        (Some(a), Some(b)) => match (a.verdict, b.verdict) {
            (Verdict::Xfail, Verdict::Pass) => Some("A"),
            (Verdict::Pass, Verdict::Xfail) => Some("B"),
            _ => None,
        },
        _ => None,
    };
    match deviating {
        Some(side) => format!("the same; what {side} is known to do besides was not seen"),
        None => "the same; only the verdicts differ".to_owned(),
    }
}

fn reasons(change: &Change<'_>) -> Vec<Reason> {
    let reason = |side, result: Option<&CaseResult>| {
        let result = result?;
        // Where nothing is demanded, the reason is how it differs from what is usual, and that has been said.
        let usual = result.verdict == Verdict::Pass && !result.differences.is_empty();
        let text = result.reason.clone().filter(|_| !usual)?;
        Some(Reason {
            side,
            text,
            url: result.url.clone(),
        })
    };
    match (reason("A", change.a), reason("B", change.b)) {
        (Some(a), Some(b)) if (&a.text, &a.url) == (&b.text, &b.url) => {
            vec![Reason { side: "A, B", ..a }]
        }
        (a, b) => a.into_iter().chain(b).collect(),
    }
}

/// With a capital at the beginning.
pub(super) fn capital(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
