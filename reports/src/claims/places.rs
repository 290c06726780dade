//! Where a claim holds and where it does not, in few words.

use exitspec::Sink;
use exitspec::expectation::claims::{Seen, Unit};

use crate::claims::units::{columns, list};
use crate::escape::plain;

/// Whether a result agrees, and which one it is.
type One<'a> = (bool, &'a Seen<'a>);

/// Where the results agree and where not, one line for each thing to say, with at most so many names of cases on it;
/// nothing when they are all alike.
pub(super) fn places(units: &[Unit<'_>], results: &[Seen<'_>], longest: usize) -> Vec<String> {
    let known: Vec<One<'_>> = results
        .iter()
        .filter_map(|seen| Some((seen.found.agrees()?, seen)))
        .collect();
    if uniform(&known).is_some() {
        return Vec::new();
    }
    if let Some(line) = by_sink(&known).or_else(|| by_unit(units, &known)) {
        return vec![line];
    }
    // Cases of which the same is to be said stand together.
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    for case in distinct(known.iter().map(|(_, seen)| seen.case)) {
        let own: Vec<One<'_>> = (known.iter().copied())
            .filter(|(_, seen)| seen.case == case)
            .collect();
        let words = of_case(units, &own);
        match said.iter_mut().find(|(known, _)| *known == words) {
            Some((_, cases)) => cases.push(case),
            None => said.push((words, vec![case])),
        }
    }
    let line = |(words, cases): (String, Vec<&str>)| {
        let shown: Vec<_> = cases.iter().take(longest).map(|case| plain(case)).collect();
        match cases.len() - shown.len() {
            0 => format!("{words}: {}", shown.join(", ")),
            _ => format!("{words}: {} cases", cases.len()),
        }
    };
    said.into_iter().map(line).collect()
}

fn uniform(results: &[One<'_>]) -> Option<bool> {
    let (first, _) = results.first()?;
    results
        .iter()
        .all(|(agrees, _)| agrees == first)
        .then_some(*first)
}

fn of_case(units: &[Unit<'_>], own: &[One<'_>]) -> String {
    match uniform(own) {
        Some(true) => return "yes".to_owned(),
        Some(false) => return "no".to_owned(),
        None => {}
    }
    if let Some(line) = by_sink(own).or_else(|| by_unit(units, own)) {
        return line;
    }
    // Neither decides alone: the sinks, for each implementation.
    let of_unit = |unit: usize| {
        let of: Vec<One<'_>> = (own.iter().copied())
            .filter(|(_, seen)| seen.unit == unit)
            .collect();
        match uniform(&of) {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => by_sink(&of).unwrap_or_else(|| "by outcome".to_owned()),
        }
    };
    let all = distinct(own.iter().map(|(_, seen)| seen.unit));
    let lines: Vec<String> = columns(units, all, of_unit)
        .into_iter()
        .map(|column| format!("{} on {}", of_unit(column.units[0]), column.name))
        .collect();
    lines.join("; ")
}

fn by_sink(results: &[One<'_>]) -> Option<String> {
    let (yes, no) = split(results, |seen| seen.sink)?;
    let names = |sinks: &[Sink]| {
        let names: Vec<&str> = sinks.iter().map(|sink| sink.name()).collect();
        names.join(", ")
    };
    Some(format!("yes with {}; no with {}", names(&yes), names(&no)))
}

fn by_unit(units: &[Unit<'_>], results: &[One<'_>]) -> Option<String> {
    let (yes, no) = split(results, |seen| seen.unit)?;
    let all = yes.iter().chain(&no).copied();
    let sides = columns(units, all, |unit| yes.contains(&unit));
    let (yes, no): (Vec<_>, Vec<_>) = sides
        .into_iter()
        .partition(|column| yes.contains(&column.units[0]));
    Some(format!("yes on {}; no on {}", list(&yes), list(&no)))
}

/// Those for which all results agree and those for which none does, if there is nothing in between.
fn split<K: Ord + Copy>(
    results: &[One<'_>],
    key: impl Fn(&Seen<'_>) -> K,
) -> Option<(Vec<K>, Vec<K>)> {
    let with = |wanted: bool| {
        let own = results.iter().filter(|(agrees, _)| *agrees == wanted);
        distinct(own.map(|(_, seen)| key(seen)))
    };
    let (yes, no) = (with(true), with(false));
    let apart = !yes.iter().any(|one| no.contains(one));
    (apart && !yes.is_empty() && !no.is_empty()).then_some((yes, no))
}

/// Each once, in the order in which they come.
fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}
