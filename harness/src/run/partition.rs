//! Splitting a run over several machines.

use std::str::FromStr;

/// One part of a run: every result belongs to exactly one of the parts `1/n` to `n/n`.
///
/// Written `count:2/5`, `slice:2/5` (the same, since there is one list of results) or `hash:2/5`, as for cargo-nextest; or
/// plainly `2/5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition {
    by: By,
    part: u64,
    parts: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Count,
    Hash,
}

/// Why a partition cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no partition: it takes `slice:i/n`, `count:i/n`, `hash:i/n` or plain `i/n` (which is `count:`), with i from 1 \
     to n"
)]
pub struct PartitionError(String);

impl Partition {
    /// Whether this part has the result that is the `index`-th of the selection and has this name.
    ///
    /// By count, the parts are as even as can be, but a new case moves others to another part; by hash they are only
    /// roughly even, and a result stays in its part whatever happens to the rest.
    pub fn has(&self, index: usize, name: &str) -> bool {
        let number = match self.by {
            By::Count => index as u64,
            By::Hash => fnv1a(name.as_bytes()),
        };
        number % self.parts == self.part - 1
    }
}

impl FromStr for Partition {
    type Err = PartitionError;

    fn from_str(text: &str) -> Result<Partition, PartitionError> {
        let error = || PartitionError(text.to_owned());
        let (by, numbers) = match text.split_once(':') {
            None => (By::Count, text),
            // cargo-nextest counts in each test binary by itself, and slices all of them at once: here there is one list.
            Some(("count" | "slice", numbers)) => (By::Count, numbers),
            Some(("hash", numbers)) => (By::Hash, numbers),
            Some(_) => return Err(error()),
        };
        let (part, parts) = numbers.split_once('/').ok_or_else(error)?;
        let part: u64 = part.parse().map_err(|_| error())?;
        let parts: u64 = parts.parse().map_err(|_| error())?;
        match (1..=parts).contains(&part) {
            true => Ok(Partition { by, part, parts }),
            false => Err(error()),
        }
    }
}

/// FNV-1a, 64 bits. What matters is that it is the same in every version and on every machine, which std's hasher does
/// not promise.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_is_in_exactly_one_part() {
        let names: Vec<String> = (0..1000)
            .map(|n| format!("rust/group/case_{n}@pipe"))
            .collect();
        for by in ["slice:", "count:", "hash:", ""] {
            for parts in [1, 2, 3, 7] {
                let all: Vec<Partition> = (1..=parts)
                    .map(|part| format!("{by}{part}/{parts}").parse().unwrap())
                    .collect();
                for (index, name) in names.iter().enumerate() {
                    let holders = all.iter().filter(|part| part.has(index, name)).count();
                    assert_eq!(holders, 1, "{by}{parts}: {name}");
                }
                let smallest = all
                    .iter()
                    .map(|part| {
                        names
                            .iter()
                            .enumerate()
                            .filter(|(i, n)| part.has(*i, n))
                            .count()
                    })
                    .min();
                assert!(
                    smallest > Some(1000 / parts * 3 / 4),
                    "{by}{parts}: {smallest:?}"
                );
            }
        }
    }

    #[test]
    fn a_hashed_part_does_not_depend_on_the_position() {
        let part: Partition = "hash:1/2".parse().unwrap();
        assert_eq!(part.has(0, "a"), part.has(1, "a"));
        // The offset basis and one published value, so that the function never changes unnoticed.
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn plain_numbers_and_slices_mean_count() {
        assert_eq!("2/5".parse::<Partition>(), "count:2/5".parse());
        assert_eq!("slice:2/5".parse::<Partition>(), "count:2/5".parse());
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in [
            "",
            "1",
            "0/2",
            "3/2",
            "1/0",
            "a/b",
            "-1/2",
            "slices:1/2",
            "count:",
            "count:count:1/2",
            " 1/2",
            "1/2/3",
            "hash:count:1/2",
        ] {
            let error = bad.parse::<Partition>().unwrap_err();
            assert!(error.to_string().contains(bad));
        }
    }
}
