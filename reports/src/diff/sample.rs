//! Racy cases: two samples of outcomes, and whether they can be samples of the same.

use std::collections::{BTreeMap, BTreeSet};

use exitspec::document::Counted;
use exitspec::observation::{Ending, Observation};

use crate::outcome::comparable;

/// Samples that have nothing in common count as different when that is less likely than this for two samples of the
/// same. A diff has some hundred racy results at most, so that a false one is seen in one diff of ten thousand.
const CHANCE: f64 = 1e-6;

/// How often each outcome was seen.
pub(super) type Sample = BTreeMap<Observation, u32>;

/// The outcomes of a racy result, each once.
pub(super) fn sample(observations: &[Counted], left_behind: bool) -> Sample {
    let mut sample = Sample::new();
    for seen in observations {
        *sample
            .entry(comparable(&seen.observation, left_behind))
            .or_default() += seen.count;
    }
    sample
}

/// Whether the two have no outcome in common, or no way of ending, and that not by chance.
///
/// A sample does not have all that can happen. One outcome that is missing says nothing, and when hardly any outcome was
/// seen twice, even two runs of one program have none in common. So the sets have to be disjoint, and it has to be
/// next to impossible that the same runs, dealt out at random, give disjoint sets.
pub(super) fn differ(a: &Sample, b: &Sample) -> bool {
    disjoint(a, b, |outcome| outcome.clone()) || disjoint(a, b, way_of_ending)
}

/// The kind of ending: which code or which deadline it was varies more easily than that.
fn way_of_ending(outcome: &Observation) -> Ending {
    match &outcome.ending {
        Ending::Exited(_) => Ending::Exited(0),
        other => other.clone(),
    }
}

fn disjoint<K: Ord>(a: &Sample, b: &Sample, of: impl Fn(&Observation) -> K) -> bool {
    let count = |sample: &Sample| {
        let mut counts: BTreeMap<K, u32> = BTreeMap::new();
        for (outcome, count) in sample {
            *counts.entry(of(outcome)).or_default() += count;
        }
        counts
    };
    let (a, b) = (count(a), count(b));
    let keys: BTreeSet<&K> = a.keys().chain(b.keys()).collect();
    let is_disjoint = !a.is_empty() && !b.is_empty() && keys.len() == a.len() + b.len();
    is_disjoint
        && chance(
            &a.into_values().collect::<Vec<_>>(),
            &b.into_values().collect::<Vec<_>>(),
        ) < CHANCE
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
