//! Reading `registry.h`, which the C compiler reads as macros.

use std::borrow::Cow;
use std::collections::BTreeMap;

use exitspec::{Case, Group, Sink};

use crate::probes::{Family, case};

/// What the C program has.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// What a C library may lack, by the name of the macro: what it is, in words.
    pub(crate) features: BTreeMap<String, String>,
    cases: Vec<Entry>,
    endings: Vec<(String, String)>,
    witnesses: Vec<(String, String)>,
}

#[derive(Debug)]
struct Entry {
    group: String,
    name: String,
    needs: Vec<String>,
    how: String,
}

/// The feature that is always there.
const ALWAYS: &str = "ALWAYS";

/// The group whose cases are made of endings and witnesses.
const MATRIX: &str = "matrix";

impl Registry {
    /// Reads the text of a registry: one item a line, anything that is no item is passed over.
    pub(crate) fn parse(text: &str) -> Result<Registry, String> {
        let mut registry = Registry::default();
        for (number, line) in text.lines().enumerate() {
            let added = match item(line) {
                Some((macro_name, arguments)) => registry.add(macro_name, &arguments),
                None => Ok(()),
            };
            added.map_err(|error| format!("line {}: {error}", number + 1))?;
        }
        registry.check()?;
        Ok(registry)
    }

    fn add(&mut self, macro_name: &str, arguments: &[String]) -> Result<(), String> {
        match (macro_name, arguments) {
            ("FEATURE", [name, what]) => match self.features.insert(name.clone(), what.clone()) {
                Some(_) => Err(format!("the feature {name} is there already")),
                None => Ok(()),
            },
            ("CASE", [group, name, need, need2, how]) => {
                let needs = [need, need2].map(|need| (*need).clone()).into();
                self.cases.push(Entry {
                    group: group.clone(),
                    name: name.clone(),
                    needs,
                    how: how.clone(),
                });
                // Tried now, so that the line is known.
                case(name, how).map(|_| ())
            }
            ("ENDING", [name, need]) => {
                self.endings.push((name.clone(), need.clone()));
                Ok(())
            }
            ("WITNESS", [name, need]) => {
                self.witnesses.push((name.clone(), need.clone()));
                Ok(())
            }
            _ => Err(format!("{macro_name} does not have that many arguments")),
        }
    }

    fn check(&self) -> Result<(), String> {
        let needs = self.cases.iter().flat_map(|entry| &entry.needs);
        let rows = self.endings.iter().chain(&self.witnesses);
        let all = needs.chain(rows.map(|(_, need)| need));
        for need in all {
            if need != ALWAYS && !self.features.contains_key(need) {
                return Err(format!("nothing says what the feature {need} is"));
            }
        }
        Ok(())
    }

    /// The groups, in the order in which they come first.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<(&str, Vec<Case>)> = Vec::new();
        if !self.endings.is_empty() {
            groups.push((MATRIX, self.matrix()));
        }
        for entry in &self.cases {
            let Ok(case) = case(&entry.name, &entry.how) else {
                unreachable!("it was tried when it was read")
            };
            let case = case.features(wanted(&entry.needs));
            match groups.iter_mut().find(|(name, _)| *name == entry.group) {
                Some((_, cases)) => cases.push(case),
                None => groups.push((&entry.group, vec![case])),
            }
        }
        groups
            .into_iter()
            .map(|(name, cases)| Group {
                // A few names, once in the life of the process.
                name: format!("{}/{name}", Family::C.name()).leak(),
                cases: cases.into(),
            })
            .collect()
    }

    fn matrix(&self) -> Vec<Case> {
        let cell = |(ending, need): &(String, String), (witness, need2): &(String, String)| {
            Case::executed(Cow::Owned(format!("{ending}.{witness}")))
                .sinks(Sink::ALL)
                .features(wanted(&[need.clone(), need2.clone()]))
        };
        self.endings
            .iter()
            .flat_map(|ending| {
                self.witnesses
                    .iter()
                    .map(move |witness| cell(ending, witness))
            })
            .collect()
    }
}

fn wanted(needs: &[String]) -> Vec<String> {
    let mut wanted: Vec<String> = needs
        .iter()
        .filter(|need| *need != ALWAYS)
        .cloned()
        .collect();
    wanted.dedup();
    wanted
}

/// `NAME(argument, "argument")`, if the line is one of ours.
fn item(line: &str) -> Option<(&str, Vec<String>)> {
    let (name, rest) = line.split_once('(')?;
    if !["FEATURE", "CASE", "ENDING", "WITNESS"].contains(&name) {
        return None;
    }
    let inside = rest.trim_end().strip_suffix(')')?;
    let (words, text) = match inside.split_once('"') {
        Some((words, text)) => (words, Some(text.strip_suffix('"')?)),
        None => (inside, None),
    };
    let words = words
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    Some((name, words.chain(text).map(str::to_owned).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
/* FEATURE(NAME, "what it is") in a comment is none: */
#define CASE(group, name)
FEATURE(WINGS, "wings (of any kind, even)")
CASE(exit, plain, ALWAYS, ALWAYS, "")
CASE(exit, flying, WINGS, ALWAYS, "sinks=pipe,file racy=3 continue")
ENDING(_exit, ALWAYS)
WITNESS(feather, WINGS)
WITNESS(atexit, ALWAYS)
"#;

    #[test]
    fn groups_and_cases_come_out() {
        let registry = Registry::parse(TEXT).unwrap();
        let names: Vec<String> = registry
            .groups()
            .iter()
            .flat_map(|group| {
                let name = group.name;
                group
                    .cases
                    .iter()
                    .map(move |case| format!("{name}/{}", case.name()))
            })
            .collect();
        let expected = [
            "c/matrix/_exit.feather",
            "c/matrix/_exit.atexit",
            "c/exit/plain",
            "c/exit/flying",
        ];
        assert_eq!(names, expected);
        assert_eq!(registry.features["WINGS"], "wings (of any kind, even)");
        assert_eq!(
            registry.groups()[1].cases[1].run_with(),
            [Sink::Pipe, Sink::File]
        );
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (line, error) in [
            (
                "CASE(exit, one, ALWAYS, ALWAYS)",
                "line 1: CASE does not have that many arguments",
            ),
            (
                "CASE(exit, one, WINGS, ALWAYS, \"\")",
                "nothing says what the feature WINGS is",
            ),
            (
                "CASE(exit, one, ALWAYS, ALWAYS, \"sinks=paper\")",
                "line 1: `paper` is no sink",
            ),
            (
                "CASE(exit, one, ALWAYS, ALWAYS, \"racy=0\")",
                "line 1: `racy=0` needs a number above 0",
            ),
            (
                "CASE(exit, one, ALWAYS, ALWAYS, \"fast\")",
                "line 1: nobody knows `fast`",
            ),
            (
                "FEATURE(A, \"a\")\nFEATURE(A, \"a\")",
                "line 2: the feature A is there already",
            ),
        ] {
            assert_eq!(Registry::parse(line).unwrap_err(), error);
        }
    }
}
