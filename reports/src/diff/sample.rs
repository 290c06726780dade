//! Racy cases: two samples of outcomes, and whether they can be samples of the same.

use std::collections::BTreeMap;

use exitspec::Level;
use exitspec::document::{CaseResult, Counted};
use exitspec::observation::Observation;

use super::compare::explanation;
use crate::outcome::{Fate, comparable, fate};

/// Samples without a common fate count as different when that is less likely than this for two samples of the same.
/// A diff has some hundred racy results at most, so that a false one is seen in one diff of ten thousand.
const CHANCE: f64 = 1e-6;

/// How often each outcome was seen.
pub(crate) type Sample = BTreeMap<Observation, u32>;

/// The outcomes of a racy result, each once.
pub(crate) fn sample(observations: &[Counted], left_behind: bool) -> Sample {
    let mut sample = Sample::new();
    for seen in observations {
        *sample
            .entry(comparable(&seen.observation, left_behind))
            .or_default() += seen.count;
    }
    sample
}

/// Whether samples of these two results can say that the platforms differ.
///
/// Where something is demanded and both have what is allowed, by the same reasons, they cannot: the runs of a sample are no
/// independent ones, and on a busy machine another thread may win the race every time.
pub(crate) fn can_tell(a: &CaseResult, b: &CaseResult) -> bool {
    let is_undefined = |result: &CaseResult| result.level == Level::Undefined;
    is_undefined(a) || is_undefined(b) || explanation(a) != explanation(b)
}

/// Whether the two have nothing in common in how the process fared, and that not by chance.
///
/// A sample does not have all that can happen, so that an outcome which is missing says nothing. That one always ends of
/// its own where the other always crashes or hangs does, if it is next to impossible that the same runs, dealt out at
/// random, fall so.
pub(crate) fn differ(a: &Sample, b: &Sample) -> bool {
    let (a, b) = (fates(a), fates(b));
    let is_disjoint = !a.is_empty() && !b.is_empty() && !a.keys().any(|fate| b.contains_key(fate));
    let counts = |fates: BTreeMap<Fate, u32>| fates.into_values().collect::<Vec<_>>();
    is_disjoint && chance(&counts(a), &counts(b)) < CHANCE
}

fn fates(sample: &Sample) -> BTreeMap<Fate, u32> {
    let mut fates = BTreeMap::new();
    for (outcome, count) in sample {
        *fates.entry(fate(outcome)).or_default() += count;
    }
    fates
}

/// How likely it is that runs which gave these outcomes, put into two samples of these sizes at random, fall so that no
/// outcome is in both.
///
/// Of all ways to choose the runs of the first sample, those count that take all or none of each outcome's. Logarithms,
/// because the numbers are large.
fn chance(a: &[u32], b: &[u32]) -> f64 {
    let chosen = a.iter().sum::<u32>() as usize;
    let mut ways = vec![f64::NEG_INFINITY; chosen + 1];
    ways[0] = 0.0;
    for &count in a.iter().chain(b) {
        let count = count as usize;
        for size in (count.max(1)..=chosen).rev() {
            ways[size] = add(ways[size], ways[size - count]);
        }
    }
    let all = chosen as u32 + b.iter().sum::<u32>();
    let choices: f64 = (0..chosen)
        .map(|k| (f64::from(all) - k as f64).ln() - (k as f64 + 1.0).ln())
        .sum();
    (ways[chosen] - choices).exp()
}

/// The logarithm of a sum of two numbers that are given by theirs.
fn add(x: f64, y: f64) -> f64 {
    let (large, small) = (x.max(y), x.min(y));
    match small == f64::NEG_INFINITY {
        true => large,
        false => large + (small - large).exp().ln_1p(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, expected: f64) {
        assert!((got / expected - 1.0).abs() < 1e-9, "{got} {expected}");
    }

    #[test]
    fn the_chance_is_what_counting_gives() {
        // One outcome each, twice: two of the six ways to choose two of four runs.
        near(chance(&[2], &[2]), 2.0 / 6.0);
        // All different: every way.
        near(chance(&[1, 1, 1], &[1, 1]), 1.0);
        // {3} or {1, 2}, of C(6, 3) = 20.
        near(chance(&[3], &[1, 2]), 2.0 / 20.0);
        // C(40, 20) = 137846528820.
        near(chance(&[20], &[20]), 2.0 / 137_846_528_820.0);
    }

    #[test]
    fn twenty_runs_tell_two_outcomes_apart_and_one_run_does_not() {
        assert!(chance(&[20], &[12, 8]) < CHANCE);
        assert!(chance(&[1], &[20]) > CHANCE);
        assert!(chance(&[1; 20], &[1; 20]) > CHANCE);
        assert!(chance(&[5; 1000], &[7; 1000]) < CHANCE);
    }
}
