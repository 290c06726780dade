//! Reading `registry.txt`: a line for each feature and for each case, in columns.

use std::borrow::Cow;
use std::collections::BTreeMap;

use exitspec::{Case, Group};

use crate::probes::case;

/// What a script has.
#[derive(Debug)]
pub(crate) struct Registry {
    /// What an interpreter may lack, by its name: what it is, in words.
    pub(crate) features: BTreeMap<String, String>,
    family: &'static str,
    groups: Vec<(String, Vec<Case>)>,
}

/// What stands between columns.
const BETWEEN: &str = " |";

impl Registry {
    /// Reads the text of a registry. Empty lines and lines that begin with `#` are passed over.
    pub(crate) fn parse(family: &'static str, text: &str) -> Result<Registry, String> {
        let mut registry = Registry {
            features: BTreeMap::new(),
            family,
            groups: Vec::new(),
        };
        let lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        // Features first, wherever they stand: cases refer to them.
        let (features, cases): (Vec<_>, Vec<_>) =
            lines.partition(|(_, line)| line.starts_with("feature "));
        for (number, line) in features {
            let added = registry.feature(line);
            added.map_err(|error| format!("line {number}: {error}"))?;
        }
        for (number, line) in cases {
            let added = registry.case(line);
            added.map_err(|error| format!("line {number}: {error}"))?;
        }
        Ok(registry)
    }

    fn feature(&mut self, line: &str) -> Result<(), String> {
        let (name, what) = line
            .trim_start_matches("feature ")
            .split_once(BETWEEN)
            .ok_or("a feature is `feature NAME | what it is`")?;
        let (name, what) = (name.trim(), what.trim());
        match self.features.insert(name.to_owned(), what.to_owned()) {
            Some(_) => Err(format!("the feature {name} is there already")),
            None => Ok(()),
        }
    }

    fn case(&mut self, line: &str) -> Result<(), String> {
        let [id, call, needs, how] =
            columns(line).ok_or("a case is `GROUP/NAME | CALL | FEATURES | HOW`")?;
        let (group, name) = id
            .split_once('/')
            .filter(|(group, name)| !group.is_empty() && !name.is_empty() && !name.contains('/'))
            .ok_or_else(|| format!("`{id}` is not GROUP/NAME"))?;
        if call.is_empty() {
            return Err(format!("nothing says what `{id}` calls"));
        }
        let needs: Vec<String> = needs.split_whitespace().map(str::to_owned).collect();
        if let Some(need) = needs.iter().find(|need| !self.features.contains_key(*need)) {
            return Err(format!("nothing says what the feature {need} is"));
        }
        let case = case(name, how)?
            .calls(Cow::Owned(call.to_owned()))
            .features(needs);
        let cases = match self.groups.iter_mut().find(|(known, _)| known == group) {
            Some((_, cases)) => cases,
            None => {
                self.groups.push((group.to_owned(), Vec::new()));
                &mut self.groups.last_mut().ok_or("nothing was pushed")?.1
            }
        };
        if cases.iter().any(|known| known.name() == name) {
            return Err(format!("the case {id} is there already"));
        }
        cases.push(case);
        Ok(())
    }

    /// The groups, in the order in which they come first.
    pub(crate) fn groups(&self) -> Vec<Group> {
        self.groups
            .iter()
            .map(|(name, cases)| Group {
                // A few names, once in the life of the process.
                name: format!("{}/{name}", self.family).leak(),
                cases: cases.clone().into(),
            })
            .collect()
    }
}

/// The columns of a line. A call may have the separator in it, the others not.
fn columns(line: &str) -> Option<[&str; 4]> {
    let (id, rest) = line.split_once(BETWEEN)?;
    let (rest, how) = rest.rsplit_once(BETWEEN)?;
    let (call, needs) = rest.rsplit_once(BETWEEN)?;
    Some([id, call, needs, how].map(str::trim))
}

#[cfg(test)]
mod tests {
    use exitspec::Sink;

    use super::*;

    const TEXT: &str = r#"
# GROUP/NAME | CALL | FEATURES | HOW
exit/plain | code(0) | |
exit/flying | a | b | WINGS | sinks=pipe,file racy=3
feature WINGS | wings of any kind
"#;

    #[test]
    fn groups_and_cases_come_out() {
        let registry = Registry::parse("python", TEXT).unwrap();
        let groups = registry.groups();
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].name, "python/exit");
        let names: Vec<&str> = groups[0].cases.iter().map(Case::name).collect();
        assert_eq!(names, ["plain", "flying"]);
        assert_eq!(groups[0].cases[1].run_with(), [Sink::Pipe, Sink::File]);
        assert_eq!(registry.features["WINGS"], "wings of any kind");
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, error) in [
            ("exit/one | code(1) |", "line 1: a case is `GROUP/NAME"),
            ("\nexit | code(1) | |", "line 2: `exit` is not GROUP/NAME"),
            ("a/b | | |", "line 1: nothing says what `a/b` calls"),
            (
                "a/b | c | WINGS |",
                "line 1: nothing says what the feature WINGS is",
            ),
            ("a/b | c | | fast", "line 1: nobody knows `fast`"),
            (
                "a/b | c | |\na/b | c | |",
                "line 2: the case a/b is there already",
            ),
            ("feature A", "line 1: a feature is"),
            (
                "feature A | a\nfeature A | a",
                "line 2: the feature A is there already",
            ),
        ] {
            let told = Registry::parse("python", text).unwrap_err();
            assert!(told.starts_with(error), "{told}\nnot: {error}");
        }
    }
}
