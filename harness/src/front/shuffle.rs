//! A random order that its seed gives again.

use std::time::{SystemTime, UNIX_EPOCH};

use super::options::Seed;

/// The number behind a seed.
pub(super) fn number(seed: Seed) -> u64 {
    match seed {
        Seed::Given(number) => number,
        // The low bits are what differs from run to run.
        Seed::FromClock => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| u64::from(time.subsec_nanos()) ^ time.as_secs()),
    }
}

/// Puts the things into the order that the seed gives (Fisher and Yates, with SplitMix64 for the numbers).
pub(super) fn shuffle<T>(things: &mut [T], mut seed: u64) {
    for last in (1..things.len()).rev() {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = seed;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^= number >> 31;
        // The remainder's bias is far below anything that matters for an order of tests.
        let other = usize::try_from(number % (last as u64 + 1)).unwrap_or(0);
        things.swap(last, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_order_and_loses_nothing() {
        let order = |seed| {
            let mut things: Vec<u32> = (0..100).collect();
            shuffle(&mut things, seed);
            things
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
        let mut sorted = order(7);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_and_one_thing_stay_as_they_are() {
        shuffle::<u8>(&mut [], 1);
        let mut one = [1];
        shuffle(&mut one, 1);
        assert_eq!(one, [1]);
    }
}
