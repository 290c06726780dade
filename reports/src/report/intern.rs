//! Values that occur many times, each kept once.

use std::collections::BTreeMap;

/// The different values so far, in the order in which they were first seen.
#[derive(Debug)]
pub(super) struct Interned<T>(BTreeMap<T, usize>);

impl<T: Ord> Interned<T> {
    /// None so far.
    pub(super) fn new() -> Interned<T> {
        Interned(BTreeMap::new())
    }

    /// The place of this value.
    pub(super) fn place(&mut self, value: T) -> usize {
        let next = self.0.len();
        *self.0.entry(value).or_insert(next)
    }

    /// The values, each in its place.
    pub(super) fn into_values(self) -> Vec<T> {
        let mut values: Vec<(T, usize)> = self.0.into_iter().collect();
        values.sort_by_key(|(_, place)| *place);
        values.into_iter().map(|(value, _)| value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Interned;

    #[test]
    fn each_value_has_one_place_in_the_order_of_first_sight() {
        let mut interned = Interned::new();
        let places = ["b", "a", "b", "c", "a"].map(|value| interned.place(value));
        assert_eq!(places, [0, 1, 0, 2, 1]);
        assert_eq!(interned.into_values(), ["b", "a", "c"]);
    }
}
