//! Ranges of versions: `<1.2`, `>=2.34, <2.41`, `=6.1`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use version_compare::{Cmp, Manifest, Version};

/// A range of versions: one or more bounds, separated by commas, all of which have to hold.
///
/// The bounds are `<`, `<=`, `>`, `>=`, `=` and `!=`, each followed by a number with dots. A version is looked at as
/// far as the bound goes, so that `=6.1` and `<=6.1` both hold for `6.1.0-13-amd64`, and `>6.1` does not. What follows
/// the leading numbers of a version (`-13-amd64`, `rc1`, `_git20240101`) is not looked at. A version that does not
/// begin with a number (`unknown`) is in no range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VersionRange {
    text: String,
    bounds: Vec<Bound>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    sign: Cmp,
    version: String,
}

/// Why a text is no range of versions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no range of versions, expected bounds such as `<1.2`, `>=2.34, <2.41` or `=6.1`")]
pub struct VersionRangeError(String);

impl VersionRange {
    /// Whether the version lies in the range.
    pub fn contains(&self, version: &str) -> bool {
        numbers(version)
            .is_some_and(|version| self.bounds.iter().all(|bound| bound.holds_for(version)))
    }

    /// Whether no version at all can lie in the range: `>2, <1`.
    pub fn is_empty(&self) -> bool {
        // Each bound is a half-open interval that starts at zero, at its version or right after it (or, for `!=`, two
        // such intervals), so a common version exists exactly if one of these starting points is common.
        let starts = self
            .bounds
            .iter()
            .flat_map(|bound| [bound.version.clone(), successor(&bound.version)])
            .chain(["0".to_owned()]);
        !starts.into_iter().any(|start| self.contains(&start))
    }
}

impl Bound {
    fn holds_for(&self, version: &str) -> bool {
        let mut depth = Manifest::default();
        depth.max_depth = Some(self.version.split('.').count());
        match (
            Version::from_manifest(version, &depth),
            Version::from(&self.version),
        ) {
            (Some(version), Some(bound)) => version.compare_to(&bound, self.sign),
            _ => false,
        }
    }
}

impl FromStr for VersionRange {
    type Err = VersionRangeError;

    fn from_str(text: &str) -> Result<VersionRange, VersionRangeError> {
        let bounds: Option<Vec<Bound>> = text.split(',').map(bound).collect();
        Ok(VersionRange {
            text: text.to_owned(),
            bounds: bounds.ok_or_else(|| VersionRangeError(text.to_owned()))?,
        })
    }
}

fn bound(text: &str) -> Option<Bound> {
    let text = text.trim();
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (sign, version) = text.split_at(digits);
    let sign = match sign.trim_end() {
        "<" => Cmp::Lt,
        "<=" => Cmp::Le,
        ">" => Cmp::Gt,
        ">=" => Cmp::Ge,
        "=" => Cmp::Eq,
        "!=" => Cmp::Ne,
        _ => return None,
    };
    (numbers(version) == Some(version)).then(|| Bound {
        sign,
        version: version.to_owned(),
    })
}

/// The leading numbers of a version, dots between them; `None` when there are none, or one is too long to be a number
/// of a version.
fn numbers(version: &str) -> Option<&str> {
    let end = version
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(version.len());
    let numbers = version[..end].trim_end_matches('.');
    let sound = |number: &str| (1..=9).contains(&number.len());
    numbers.split('.').all(sound).then_some(numbers)
}

/// The first version that `=version` does not hold for any more: `2.4` for `2.3`.
fn successor(version: &str) -> String {
    let (head, last) = version.rsplit_once('.').unwrap_or(("", version));
    let last: u64 = last.parse().unwrap_or(0);
    match head {
        "" => format!("{}", last + 1),
        head => format!("{head}.{}", last + 1),
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl TryFrom<String> for VersionRange {
    type Error = VersionRangeError;

    fn try_from(text: String) -> Result<VersionRange, VersionRangeError> {
        text.parse()
    }
}

impl From<VersionRange> for String {
    fn from(range: VersionRange) -> String {
        range.text
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for VersionRange {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "VersionRange".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        const BOUND: &str = r"\s*(<=?|>=?|!?=)\s*[0-9]{1,9}(\.[0-9]{1,9})*\s*";
        schemars::json_schema!({
            "type": "string",
            "description": "A range of versions: one or more bounds, separated by commas, all of which have to hold: `<1.2`, `>=2.34, <2.41`, `=6.1`.",
            "pattern": format!("^{BOUND}(,{BOUND})*$"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::VersionRange;

    fn range(text: &str) -> VersionRange {
        text.parse().unwrap()
    }

    #[test]
    fn a_version_is_looked_at_as_far_as_the_bound_goes() {
        for (text, inside, outside) in [
            (
                "<1.2",
                &["1.1.9", "1", "0.9"][..],
                &["1.2", "1.2.0", "1.3", "2"][..],
            ),
            ("<=1.2", &["1.2", "1.2.7", "1"], &["1.3", "2"]),
            (">6.1", &["6.2", "7", "6.10"], &["6.1", "6.1.5", "6.0.99"]),
            (
                ">=2.34, <2.41",
                &["2.34", "2.34.1", "2.40.9"],
                &["2.33", "2.41", "2.41.1", "2.4"],
            ),
            ("=6.1", &["6.1", "6.1.0", "6.1.140"], &["6", "6.10", "6.2"]),
            ("!=6.1", &["6.2", "6"], &["6.1", "6.1.3"]),
            ("=5", &["5.11", "5"], &["50", "6"]),
            (">= 2.34 ,<2.41", &["2.36"], &["2.41"]),
        ] {
            for version in inside {
                assert!(range(text).contains(version), "{version} in {text}");
            }
            for version in outside {
                assert!(!range(text).contains(version), "{version} not in {text}");
            }
        }
    }

    #[test]
    fn suffixes_of_distributions_are_not_looked_at() {
        for (text, version) in [
            ("=6.1", "6.1.0-13-amd64"),
            ("=6.1.0", "6.1.0-13-amd64"),
            (">=6.1, <6.2", "6.1.0-13-amd64"),
            ("=2.36", "2.36-9+deb12u4"),
            ("=14.2", "14.2-RELEASE-p3"),
            (">=4.4", "4.4.0-19041-Microsoft"),
            ("=1.2.5", "1.2.5_git20240101"),
            ("=3.11", "3.11.0rc1"),
        ] {
            assert!(range(text).contains(version), "{version} in {text}");
        }
        assert!(!range("=6.1.13").contains("6.1.0-13-amd64"));
        assert!(!range(">6.1").contains("6.1.0-13-amd64"));
    }

    #[test]
    fn a_version_that_is_not_known_is_in_no_range() {
        for version in ["unknown", "", "v2", ".5", "1..2", "99999999999999999999"] {
            assert!(!range(">=0").contains(version), "{version}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in [
            "", "1.2", "~1.2", "<", "<x", "<1.x", "<1.2,", "==1.2", "<1..2", "=>1", "<1.2-3",
        ] {
            let error = text.parse::<VersionRange>().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("`{text}` is no range")),
                "{error}"
            );
        }
    }

    #[test]
    fn contradictions_are_found() {
        for text in [
            ">2, <1",
            "<0",
            ">2.4, <2.4.5",
            "=1, =2",
            "=1.2, !=1.2",
            ">=2.4, <2.4",
            ">1, <2",
        ] {
            assert!(range(text).is_empty(), "{text}");
        }
        for text in [
            "<1",
            ">2",
            ">=2.4, <2.4.1",
            "=1, !=1.2",
            "=1, =1.2",
            "!=0",
            ">1, <2.1",
        ] {
            assert!(!range(text).is_empty(), "{text}");
        }
    }
}
