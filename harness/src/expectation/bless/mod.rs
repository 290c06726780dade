//! Taking what was observed for what is expected: never where a source has the say, and never in CI.

mod format;
mod patch;

pub use format::format;

#[cfg(feature = "schema")]
pub(super) use format::pretty;

use crate::expectation::check;
use crate::expectation::compare::never_began;
use crate::expectation::error::LoadError;
use crate::expectation::judge::judge;
use crate::expectation::layers::Resolved;
use crate::expectation::locate::Document;
use crate::expectation::pattern::Expect;
use crate::expectation::read::{Content, read};
use crate::expectation::types::{CaseEntry, Override, When};
use crate::observation::Observation;
use crate::sink::Sink;
use crate::verdict::{Level, Verdict};

/// What is to be taken for expected.
#[derive(Debug, Clone)]
pub struct Blessing<'a> {
    /// The full id of the case.
    pub case: &'a str,
    /// All sinks that the case runs with.
    pub sinks: &'a [Sink],
    /// What was observed, with some or all of these sinks; at most one observation each.
    pub observations: &'a [(Sink, &'a Observation)],
    /// The level of a case that has no entry yet, for which a draft is made.
    pub level: Level,
    /// Given when it is the way of some platforms only: then the base stays as it is.
    pub variation: Option<Variation<'a>>,
    /// Whether this runs in CI, where nothing is blessed.
    pub ci: bool,
}

/// On which platforms something is different, and why.
#[derive(Debug, Clone)]
pub struct Variation<'a> {
    /// Which platforms.
    pub when: When,
    /// Why.
    pub reason: &'a str,
    /// Where to read more; needed where it deviates from something mandated.
    pub url: Option<&'a str>,
}

/// Why nothing was blessed.
#[derive(Debug, thiserror::Error)]
pub enum BlessError {
    /// In CI an expectation is checked, not made.
    #[error(
        "expectations are not blessed in CI; run it at your desk, look at the change, and commit it"
    )]
    Ci,
    /// The base of a mandated behaviour comes from the source.
    #[error(
        "what `{0}` expects is mandated, so that its source says what to expect and not an observation; \
         give a reason, a link and a condition to record a known deviation of a platform"
    )]
    Mandated(String),
    /// A cell of a matrix has no entry of its own.
    #[error(
        "`{0}` is a cell of a matrix, where rules speak for many cells at once; \
         correct the rule or add an entry to its `platforms`, by hand"
    )]
    Matrix(String),
    /// The file is about something else.
    #[error("`{case}` does not belong into {file}, which has the group `{group}`")]
    OtherGroup {
        /// The id of the case.
        case: String,
        /// The file.
        file: String,
        /// The group it has.
        group: String,
    },
    /// The observation cannot be relied on.
    #[error("what was observed of `{case}` with the sink `{sink}` cannot be relied on: {why}")]
    Unreliable {
        /// The id of the case.
        case: String,
        /// The sink.
        sink: Sink,
        /// What is wrong with it.
        why: String,
    },
    /// No observations, or several for one sink.
    #[error("`{0}` is blessed with one observation for each of its sinks, or for some of them")]
    Observations(String),
    /// A variation that is none.
    #[error("`{0}` does not vary: what was observed is what is expected anyway")]
    NoVariation(String),
    /// The file is wrong as it is, or would be after the change.
    #[error(transparent)]
    Invalid(LoadError),
}

/// The text of the group file after this case's entry has been brought in line with what was observed. Nothing else
/// in it changes.
///
/// Only fields that are not as expected are written, so that a pattern which still holds stays. A case without an
/// entry gets a draft that has neither summary nor sources, and does not load until somebody has written them.
///
/// # Errors
///
/// In CI; for the base of something mandated; for cells of a matrix; for observations that cannot be relied on; for a
/// file or a variation that is wrong in itself.
pub fn bless(path: &str, text: &str, blessing: &Blessing<'_>) -> Result<String, BlessError> {
    let case = || blessing.case.to_owned();
    if blessing.ci {
        return Err(BlessError::Ci);
    }
    let document = document(path, text);
    let group = match read(&document).map_err(invalid)? {
        Content::Group(group) => group,
        Content::Matrix(_) => return Err(BlessError::Matrix(case())),
    };
    let name = blessing
        .case
        .strip_prefix(group.group.as_str())
        .and_then(|rest| rest.strip_prefix('/'))
        .ok_or_else(|| BlessError::OtherGroup {
            case: case(),
            file: path.to_owned(),
            group: group.group.clone(),
        })?;
    check_observations(blessing)?;
    let entry = match (group.cases.get(name), &blessing.variation) {
        (Some(entry), Some(variation)) => vary(entry, blessing, variation)?,
        (Some(entry), None) if entry.level == Level::Mandated => {
            return Err(BlessError::Mandated(case()));
        }
        (Some(entry), None) => patch::base(entry, blessing),
        (None, _) if blessing.level == Level::Mandated => return Err(BlessError::Mandated(case())),
        (None, _) => patch::draft(blessing),
    };
    let is_draft = !group.cases.contains_key(name);
    let blessed = format::with_entry(&document, name, &entry).map_err(invalid)?;
    if !is_draft {
        check_blessed(path, &blessed, name)?;
    }
    Ok(blessed)
}

fn invalid(problems: Vec<crate::expectation::error::Problem>) -> BlessError {
    BlessError::Invalid(LoadError { problems })
}

/// The entry as it has been written has to be right; what is wrong elsewhere in the file was so before.
fn check_blessed(path: &str, text: &str, name: &str) -> Result<(), BlessError> {
    let document = document(path, text);
    match read(&document).map_err(invalid)? {
        Content::Matrix(_) => Err(BlessError::Matrix(name.to_owned())),
        Content::Group(mut group) => {
            group.cases.0.retain(|other, _| other == name);
            LoadError::unless_empty(check::group(&document, &group)).map_err(BlessError::Invalid)
        }
    }
}

fn document(path: &str, text: &str) -> Document {
    Document {
        name: path.to_owned(),
        text: text.to_owned(),
        inline: None,
    }
}

/// Each has to be whole, and of another sink than the others.
fn check_observations(blessing: &Blessing<'_>) -> Result<(), BlessError> {
    let mut seen = Vec::new();
    for (sink, observation) in blessing.observations {
        if seen.contains(sink) || !blessing.sinks.contains(sink) {
            return Err(BlessError::Observations(blessing.case.to_owned()));
        }
        seen.push(*sink);
        // What cannot even be held against itself cannot be told.
        let own = patch::observed(*sink, observation);
        let judgement = judge(&plain(vec![own]), *sink, observation);
        let why = match (never_began(observation), judgement.verdict) {
            (true, _) => "it hung before the body was entered".to_owned(),
            (false, Verdict::Pass) => continue,
            (false, _) => judgement.reason.unwrap_or_default(),
        };
        return Err(BlessError::Unreliable {
            case: blessing.case.to_owned(),
            sink: *sink,
            why,
        });
    }
    match seen.is_empty() {
        true => Err(BlessError::Observations(blessing.case.to_owned())),
        false => Ok(()),
    }
}

/// Something to judge against that has alternatives and nothing else.
fn plain(base: Vec<Expect>) -> Resolved {
    Resolved {
        summary: String::new(),
        note: None,
        level: Level::Documented,
        sources: Vec::new(),
        base,
        deviation: None,
        impossible: None,
    }
}

/// The entry with an override for these platforms, in place of one with the very same condition.
fn vary(
    entry: &CaseEntry,
    blessing: &Blessing<'_>,
    variation: &Variation<'_>,
) -> Result<CaseEntry, BlessError> {
    let mut entry = entry.clone();
    let with = Override {
        reason: variation.reason.to_owned(),
        url: variation.url.map(str::to_owned),
        when: variation.when.clone(),
        ..patch::variation(&entry, blessing)
    };
    let changes_something = blessing
        .sinks
        .iter()
        .any(|sink| entry.deviation(*sink, &with).is_some());
    if !changes_something {
        return Err(BlessError::NoVariation(blessing.case.to_owned()));
    }
    match entry
        .platforms
        .iter_mut()
        .find(|other| other.when == variation.when)
    {
        Some(same) => *same = with,
        None => entry.platforms.push(with),
    }
    Ok(entry)
}
