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
mod tests {
    use super::*;
    use crate::case::{Group, Need};
    use crate::run::testing::{self, body};

    fn names(plan: &Plan) -> Vec<String> {
        plan.items.iter().map(Item::key).collect()
    }

    fn select(edit: impl FnOnce(&mut Selection)) -> Vec<String> {
        let mut selection = Selection::default();
        edit(&mut selection);
        names(&Plan::new(&testing::suite(), &selection))
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn the_order_is_that_of_the_suite() {
        assert_eq!(
            select(|_| ()),
            [
                "rust/z/first@pipe",
                "rust/z/first@file",
                "rust/a/twin@pipe",
                "rust/a/twin@pipe+abort",
                "rust/a/last@pipe"
            ]
        );
    }

    #[test]
    fn filters_match_ids_test_names_and_result_names() {
        assert_eq!(
            select(|s| s.filters = words(&["z::first::fi"])),
            ["rust/z/first@file"]
        );
        assert_eq!(
            select(|s| s.filters = words(&["first@file", "last"])),
            ["rust/z/first@file", "rust/a/last@pipe"]
        );
        assert_eq!(
            select(|s| s.skip = words(&["rust/a", "@pipe"])),
            ["rust/z/first@file"]
        );
        assert!(select(|s| s.filters = words(&["no such"])).is_empty());
    }

    #[test]
    fn exact_means_the_whole_name_or_the_whole_id() {
        let exact = |filter: &str| {
            select(|s| {
                s.filters = words(&[filter]);
                s.exact = true;
            })
        };
        assert_eq!(exact("rust::z::first::pipe"), ["rust/z/first@pipe"]);
        assert_eq!(exact("rust/z/first@pipe"), ["rust/z/first@pipe"]);
        assert_eq!(
            exact("rust/z/first"),
            ["rust/z/first@pipe", "rust/z/first@file"]
        );
        assert!(exact("rust/z").is_empty());
        assert!(exact("rust::z::first").is_empty());
    }

    #[test]
    fn a_family_alone_is_that_family_and_no_part_of_a_name() {
        let mut suite = testing::suite();
        suite.groups.push(Group {
            name: "r/first",
            cases: vec![Case::new("one", body)].into(),
        });
        let filters = words(&["r"]);
        let selection = Selection {
            filters,
            ..Selection::default()
        };
        assert_eq!(names(&Plan::new(&suite, &selection)), ["r/first/one@pipe"]);
        assert_eq!(select(|s| s.filters = words(&["rust"])).len(), 5);
    }

    #[test]
    fn what_begins_with_a_family_is_how_a_name_begins() {
        let mut suite = testing::suite();
        suite.groups.push(Group {
            name: "t/first",
            cases: vec![Case::new("one", body)].into(),
        });
        let wanted = |selection: Selection| names(&Plan::new(&suite, &selection));
        let filtered = |filter: &str| {
            let filters = words(&[filter]);
            wanted(Selection {
                filters,
                ..Selection::default()
            })
        };

        assert_eq!(filtered("t/fi"), ["t/first/one@pipe"]);
        assert_eq!(filtered("t/first/one@"), ["t/first/one@pipe"]);
        assert!(filtered("t/z/first").is_empty());
        // What names no family is a part of a name, and so are the names of tests.
        assert_eq!(filtered("st/z/first@p"), ["rust/z/first@pipe"]);
        assert_eq!(filtered("t::z::first::pipe"), ["rust/z/first@pipe"]);
        let skip = words(&["t/z", "t/a", "t/first"]);
        let left = wanted(Selection {
            skip,
            ..Selection::default()
        });
        assert_eq!(left.len(), 5, "{left:?}");
    }

    #[test]
    fn sinks_and_the_twin_can_be_left_out() {
        assert_eq!(
            select(|s| s.sinks = vec![Sink::File]),
            ["rust/z/first@file"]
        );
        assert!(!select(|s| s.twin = false).contains(&"rust/a/twin@pipe+abort".to_owned()));
    }

    #[test]
    fn parts_make_the_whole_and_are_counted() {
        let suite = testing::suite();
        let parts: Vec<Plan> = ["1/2", "2/2"]
            .iter()
            .map(|part| {
                let partition = Some(part.parse().unwrap());
                Plan::new(
                    &suite,
                    &Selection {
                        partition,
                        ..Selection::default()
                    },
                )
            })
            .collect();
        let mut together: Vec<String> = parts.iter().flat_map(names).collect();
        let mut all = names(&Plan::all(&suite));
        together.sort();
        all.sort();
        assert_eq!(together, all);
        assert_eq!(parts[0].left_out + parts[0].items.len(), all.len());
    }

    #[test]
    fn what_cannot_run_says_why_and_is_asked_for_only_if_wanted() {
        const MISSING: &[Need] = &[Need {
            name: "a-moon",
            probe: || Err("there is none".to_owned()),
        }];
        const UNASKED: &[Need] = &[Need {
            name: "trap",
            probe: || panic!("nobody wants this one"),
        }];
        let mut suite = testing::suite();
        suite.groups.push(Group {
            name: "rust/needy",
            cases: vec![
                Case::new("moon", body).needs(MISSING),
                Case::new("trap", body).needs(UNASKED),
            ]
            .into(),
        });
        let selection = Selection {
            skip: words(&["trap"]),
            ..Selection::default()
        };
        let mut plan = Plan::new(&suite, &selection);
        let none = Twin(|| Err("not built".to_owned()));
        plan.probe(&suite, none, &crate::run::no_program).unwrap();
        let why: Vec<(String, &str)> = plan
            .items
            .iter()
            .filter_map(|item| Some((item.key(), item.unsupported.as_deref()?)))
            .collect();
        assert_eq!(
            why,
            [
                ("rust/a/twin@pipe+abort".to_owned(), "not built"),
                ("rust/needy/moon@pipe".to_owned(), "a-moon: there is none")
            ]
        );
    }

    #[test]
    fn what_is_left_out_is_counted_by_family() {
        let mut suite = testing::suite();
        suite.groups.push(Group {
            name: "c/group",
            cases: vec![Case::new("one", body), Case::new("two", body)].into(),
        });
        let left_out = |words: &[&str]| {
            let selection = Selection {
                filters: words.iter().map(|word| (*word).to_owned()).collect(),
                ..Selection::default()
            };
            let plan = Plan::new(&suite, &selection);
            plan.left_out_by_family(&suite)
        };
        assert!(left_out(&[]).is_empty());
        assert!(left_out(&["c"]).is_empty());
        assert_eq!(left_out(&["c/group/one"]), [("c".to_owned(), 1)].into());
        assert_eq!(
            left_out(&["c/group/one", "first@pipe"]),
            [("c".to_owned(), 1), ("rust".to_owned(), 4)].into()
        );
    }

    #[test]
    fn the_twin_is_not_looked_for_without_need() {
        let suite = testing::suite();
        let selection = Selection {
            twin: false,
            ..Selection::default()
        };
        Plan::new(&suite, &selection)
            .probe(
                &suite,
                Twin(|| panic!("nobody wants the twin")),
                &|family| panic!("nobody wants {family}"),
            )
            .unwrap();
    }

    #[test]
    fn a_family_s_program_is_looked_for_once_and_what_it_lacks_is_said() {
        let mut suite = testing::suite();
        let executed = |name: &'static str, feature: &str| {
            Case::executed(name.into()).features(vec![feature.to_owned()])
        };
        suite.groups = ["c/group", "sh/group"]
            .map(|name| Group {
                name,
                cases: vec![executed("plain", "legs"), executed("flying", "wings")].into(),
            })
            .into();
        let mut plan = Plan::all(&suite);
        let asked = std::cell::Cell::new(0);
        plan.probe(&suite, Twin::default(), &|family| {
            asked.set(asked.get() + 1);
            match family {
                "c" => Ok(Program {
                    missing: [("wings".to_owned(), "it has no wings".to_owned())].into(),
                    ..Program::default()
                }),
                _ => Err(NoProgram::Missing("there is no sh".to_owned())),
            }
        })
        .unwrap();
        let why: Vec<Option<&str>> = plan
            .items
            .iter()
            .map(|item| item.unsupported.as_deref())
            .collect();
        let lacking = Some("it has no wings");
        let none = Some("there is no sh");
        assert_eq!(why, [None, lacking, none, none]);
        assert_eq!(asked.get(), 2);
        assert_eq!(plan.programs.keys().collect::<Vec<_>>(), ["c"]);
        let broken = |_: &str| Err(NoProgram::Broken("it does not compile".to_owned()));
        let told = plan.probe(&suite, Twin::default(), &broken);
        assert_eq!(told.unwrap_err(), "it does not compile");
    }
}
