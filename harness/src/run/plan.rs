//! What is to run, in order, and why some of it cannot.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::case::{Case, Code, Isolation, Panic, Suite};
use crate::document::key;
use crate::platform::Platform;
use crate::run::{FindProgram, NoProgram, Program, Selection, Twin};
use crate::sink::Sink;
use crate::supervise::sink_available;

/// One result to be made: a case with a sink in a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The case, by its place in [`Suite::cases`].
    pub case: usize,
    /// The case's id.
    pub id: String,
    /// What stdout and stderr will be connected to.
    pub sink: Sink,
    /// Whether its body is in this binary, or its twin.
    pub native: bool,
    /// The panic strategy of the binary that will run it, if that is this one or its twin.
    pub panic: Panic,
    /// How it will get its process.
    pub isolation: Isolation,
    /// Why it cannot run here; known once the plan has been [probed](Plan::probe).
    pub unsupported: Option<String>,
}

impl Item {
    /// Who runs the body: the first part of the id.
    pub fn family(&self) -> &str {
        family(&self.id)
    }

    /// The name as a test: `rust::panic::code::pipe`, `rust::panic::code::pipe::abort` in the twin.
    pub fn test_name(&self) -> String {
        test_name(&self.id, self.sink, self.panic)
    }

    /// The name as a result: `rust/panic/code@pipe`, `rust/panic/code@pipe+abort` in the twin.
    pub fn key(&self) -> String {
        key(&self.id, self.sink, self.panic)
    }
}

/// The family of the case with this id.
pub(crate) fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

pub(crate) fn test_name(case: &str, sink: Sink, panic: Panic) -> String {
    let mut name = case.replace('/', "::");
    name.push_str("::");
    name.push_str(sink.name());
    if panic != Panic::OWN {
        name.push_str("::");
        name.push_str(panic.name());
    }
    name
}

/// What is to run, in the order of the suite, then of the sinks, then of the profiles.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The results to be made.
    pub items: Vec<Item>,
    /// How many the selection has left out.
    pub left_out: usize,
    /// The twin's binary, once probed, when an item needs it.
    pub twin: Option<PathBuf>,
    /// The programs of families, once probed, of those that are here and that an item needs.
    pub programs: BTreeMap<String, Program>,
}

impl Plan {
    /// Lists what the selection wants of the suite. Nothing is probed yet, so this is cheap.
    pub fn new(suite: &Suite, selection: &Selection) -> Plan {
        let mut plan = Plan::default();
        let families = suite.families();
        for item in everything(suite, selection.isolation) {
            let id = item.id.as_str();
            let (name, key) = (item.test_name(), item.key());
            // With `exact`, the id alone stands for all results of the case.
            let wanted = selection.wants_name(&[&name, &key, id], &families)
                && selection.wants_sink(item.sink)
                && (selection.twin || item.panic == Panic::OWN);
            match wanted {
                true => plan.items.push(item),
                false => plan.left_out += 1,
            }
        }
        if let Some(partition) = selection.partition {
            let before = plan.items.len();
            let mut index = 0;
            plan.items.retain(|item| {
                index += 1;
                partition.has(index - 1, &item.key())
            });
            plan.left_out += before - plan.items.len();
        }
        plan
    }

    /// Everything the suite has, for `--list` and the like.
    pub fn all(suite: &Suite) -> Plan {
        Plan::new(suite, &Selection::default())
    }

    /// The platform with what runs the families that are in this plan, once probed, where that is something else.
    pub fn on(&self, mut platform: Platform) -> Platform {
        for (family, program) in &self.programs {
            let runtime = program.runtime.as_ref();
            if let Some(runtime) = runtime.filter(|runtime| **runtime != platform.runtime) {
                platform.runtimes.insert(family.clone(), runtime.clone());
            }
        }
        platform
    }

    /// The families of what is to run, each once.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = self.items.iter().map(Item::family).collect();
        families.dedup();
        families
    }

    /// How many results of the suite are not in this plan, by family, of the families that are.
    pub fn left_out_by_family(&self, suite: &Suite) -> BTreeMap<String, usize> {
        let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
        for item in everything(suite, Isolation::Fork) {
            *left_out.entry(item.family().to_owned()).or_default() += 1;
        }
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        for item in &self.items {
            *here.entry(item.family()).or_default() += 1;
        }
        left_out.retain(|family, count| match here.get(family.as_str()) {
            Some(here) => {
                *count -= here;
                *count > 0
            }
            None => false,
        });
        left_out
    }

    /// Leaves out more.
    pub fn leave_out(&mut self, unwanted: impl Fn(&Item) -> bool) {
        let before = self.items.len();
        self.items.retain(|item| !unwanted(item));
        self.left_out += before - self.items.len();
    }

    /// Finds out what of the plan cannot run here. Each need, sink, twin and program is looked at once, and only if an
    /// item depends on it. Not to be called once there are other threads: a need may have to fork to find out.
    ///
    /// # Errors
    ///
    /// When a program that should be there is [broken](NoProgram::Broken).
    pub fn probe(
        &mut self,
        suite: &Suite,
        twin: Twin,
        find_program: &FindProgram<'_>,
    ) -> Result<(), String> {
        let mut needs = HashMap::new();
        let mut sinks = HashMap::new();
        let cases: Vec<&Case> = suite.cases().map(|(_, case)| case).collect();
        let mut found: Option<Result<PathBuf, String>> = None;
        let mut programs: BTreeMap<String, Result<Program, NoProgram>> = BTreeMap::new();
        for item in &mut self.items {
            let Some(case) = cases.get(item.case) else {
                item.unsupported = Some("the case is not in this suite".to_owned());
                continue;
            };
            let mut missing: Vec<String> = [Some(item.sink), case.stderr]
                .into_iter()
                .flatten()
                .filter_map(|sink| {
                    sinks
                        .entry(sink)
                        .or_insert_with(|| sink_available(sink).err())
                        .clone()
                })
                .collect();
            missing.dedup();
            for need in case.needs.iter() {
                let answer = needs
                    .entry(need.name)
                    .or_insert_with(|| (need.probe)().err());
                missing.extend(
                    answer
                        .as_ref()
                        .map(|reason| format!("{}: {reason}", need.name)),
                );
            }
            if let Code::Program = case.code {
                let family = item.family();
                if !programs.contains_key(family) {
                    programs.insert(family.to_owned(), find_program(family));
                }
                match &programs[family] {
                    Ok(program) => missing.extend(
                        case.features
                            .iter()
                            .filter_map(|feature| program.missing.get(feature).cloned()),
                    ),
                    Err(NoProgram::Missing(reason)) => missing.push(reason.clone()),
                    Err(NoProgram::Broken(reason)) => return Err(reason.clone()),
                }
            }
            if missing.is_empty() && item.panic != Panic::OWN {
                missing.extend(found.get_or_insert_with(|| (twin.0)()).clone().err());
            }
            item.unsupported = (!missing.is_empty()).then(|| missing.join("; "));
        }
        self.twin = found.and_then(Result::ok);
        self.programs = programs
            .into_iter()
            .filter_map(|(family, program)| Some((family, program.ok()?)))
            .collect();
        Ok(())
    }
}

/// Every result there can be.
fn everything(suite: &Suite, isolation: Isolation) -> impl Iterator<Item = Item> {
    suite
        .cases()
        .enumerate()
        .flat_map(move |(index, (id, case))| {
            case.sinks.iter().flat_map(move |&sink| {
                let item = |panic, isolation| Item {
                    case: index,
                    id: id.clone(),
                    sink,
                    native: matches!(case.code, Code::Native(_)),
                    panic,
                    isolation,
                    unsupported: None,
                };
                let own = item(Panic::OWN, case.isolation.unwrap_or(isolation));
                // Another binary can only be executed.
                let twin = (case.twin && Panic::OWN == Panic::Unwind)
                    .then(|| item(Panic::Abort, Isolation::Spawn));
                std::iter::once(own).chain(twin)
            })
        })
}

#[cfg(test)]
mod tests;
