//! Which documents are complete, so that a part never replaces the whole.

use std::collections::BTreeSet;

use super::types::Document;

impl Document {
    /// The families of which every result is there: nothing of them was left out, and the run was not cut short.
    pub fn complete_families(&self) -> BTreeSet<&str> {
        if self.interrupted {
            return BTreeSet::new();
        }
        let families = self.results.iter().map(|result| result.family.as_str());
        families
            .filter(|family| !self.volatile.left_out.contains_key(*family))
            .collect()
    }
}

/// What is complete in the old documents and not in the new ones, in words; `None` when the new ones may stand in their
/// place. Of one document that replaces one, only families count, since a platform is another one after every upgrade.
pub fn lost(old: &[Document], new: &[Document]) -> Option<String> {
    if let ([old], [new]) = (old, new) {
        return lost_families(&old.complete_families(), &new.complete_families());
    }
    old.iter().find_map(|old| {
        let name = &old.platform.name;
        let same = new.iter().filter(|new| new.platform.name == *name);
        let there: BTreeSet<&str> = same.flat_map(Document::complete_families).collect();
        let lost = lost_families(&old.complete_families(), &there)?;
        Some(format!("{lost} on {name}"))
    })
}

/// The families that are complete in the first and not in the second, in words.
pub fn lost_families(old: &BTreeSet<&str>, new: &BTreeSet<&str>) -> Option<String> {
    let lost: Vec<&str> = old.difference(new).copied().collect();
    (!lost.is_empty()).then(|| format!("the {} cases", lost.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::testing;
    use crate::verdict::Verdict;

    fn on(platform: &str, cases: &[&str]) -> Document {
        let mut document = testing::document();
        document.platform.name = platform.to_owned();
        for case in cases {
            document.results.push(testing::result(case, Verdict::Pass));
        }
        document.sort();
        document
    }

    fn partial(platform: &str, cases: &[&str], family: &str) -> Document {
        let mut document = on(platform, cases);
        document.volatile.left_out.insert(family.to_owned(), 1);
        document
    }

    #[test]
    fn a_part_does_not_replace_the_whole() {
        let whole = || on("a", &["rust/x/1", "c/x/1"]);
        let part = || partial("a", &["rust/x/1", "c/x/1"], "c");
        assert_eq!(lost(&[whole()], &[whole()]), None);
        assert_eq!(lost(&[whole()], &[part()]).as_deref(), Some("the c cases"));
        assert_eq!(
            lost(&[whole()], &[on("a", &["c/x/1"])]).as_deref(),
            Some("the rust cases")
        );
        let mut cut = whole();
        cut.interrupted = true;
        assert_eq!(
            lost(&[whole()], &[cut.clone()]).as_deref(),
            Some("the c, rust cases")
        );
        // A part may be replaced by anything.
        assert_eq!(lost(&[cut], &[on("a", &[])]), None);
        assert_eq!(lost(&[part()], &[on("b", &["rust/x/1"])]), None);
    }

    #[test]
    fn of_several_platforms_none_goes_away() {
        let both = || [on("a", &["c/x/1"]), on("b", &["c/x/1"])];
        assert_eq!(lost(&both(), &both()), None);
        assert_eq!(
            lost(&both(), &[on("a", &["c/x/1"])]).as_deref(),
            Some("the c cases on b")
        );
        let three = [both().to_vec(), vec![on("c", &["c/x/1"])]].concat();
        assert_eq!(lost(&both(), &three), None);
        assert_eq!(
            lost(
                &both(),
                &[on("a", &["c/x/1"]), partial("b", &["c/x/1"], "c")]
            )
            .as_deref(),
            Some("the c cases on b")
        );
    }
}
