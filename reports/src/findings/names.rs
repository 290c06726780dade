//! Names of platforms, many of them in few words: `musl 1.2.2–1.2.6 (dynamic, static)`.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use exitspec::Platform;

/// Some of the platforms, by their place among all.
pub(crate) type Set = BTreeSet<usize>;

/// All platforms of a report, in their order.
#[derive(Debug)]
pub(crate) struct Names {
    all: Vec<Name>,
    /// The machine that is meant where none is named.
    usual: String,
}

#[derive(Debug)]
struct Name {
    /// Of the C library or the interpreter.
    name: String,
    version: String,
    /// How the C library is linked; empty for an interpreter.
    link: String,
    /// The architecture, and what else sets it apart from others.
    machine: String,
}

/// What a platform is called by: its C library with how it is linked, or the interpreter that runs the bodies.
pub(crate) fn subject(platform: &Platform) -> [&str; 3] {
    let (libc, runtime) = (&platform.libc, &platform.runtime);
    match is_interpreted(platform) {
        true => [&runtime.name, &runtime.version, ""],
        false => [&libc.name, &libc.version, &libc.link],
    }
}

/// The whole of it, in words.
pub(crate) fn called(platform: &Platform) -> String {
    match subject(platform) {
        [name, version, ""] => format!("{name} {version}"),
        [name, version, link] => format!("{name} {version} ({link})"),
    }
}

/// Whether the bodies are run by an interpreter, and not by the C library alone.
pub(crate) fn is_interpreted(platform: &Platform) -> bool {
    !["rust", "c"].contains(&platform.runtime.name.as_str())
}

/// What a platform can be told by besides its name and architecture, for when these are the same.
fn more(platform: &Platform) -> [String; 4] {
    let (libc, runtime) = (&platform.libc, &platform.runtime);
    [
        match &platform.emulator {
            Some(emulator) => format!("under {emulator}"),
            None => "natively".to_owned(),
        },
        platform.os.clone(),
        match is_interpreted(platform) {
            true => format!("on {} {} {}", libc.name, libc.version, libc.link),
            false => format!("{} {}", runtime.name, runtime.version),
        },
        format!("kernel {}", platform.kernel),
    ]
}

/// Whether two documents describe the same platform.
pub(crate) fn same(a: &Platform, b: &Platform) -> bool {
    (subject(a), &a.arch, more(a)) == (subject(b), &b.arch, more(b))
}

/// The order of platforms: by name and version, then the machines.
pub(crate) fn order(a: &Platform, b: &Platform) -> Ordering {
    let rest = |platform: &Platform| {
        (
            subject(platform)[2].to_owned(),
            platform.arch.clone(),
            more(platform),
        )
    };
    let ([name, version, _], [other, of_other, _]) = (subject(a), subject(b));
    (name.cmp(other))
        .then_with(|| by_number(version, of_other))
        .then_with(|| rest(a).cmp(&rest(b)))
}

/// Versions by their numbers: 1.2.10 is after 1.2.9.
pub(crate) fn by_number(a: &str, b: &str) -> Ordering {
    let numbers = |version: &str| -> Vec<u64> {
        let parts = version.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    numbers(a).cmp(&numbers(b)).then_with(|| a.cmp(b))
}

impl Names {
    pub(crate) fn new(platforms: &[&Platform]) -> Names {
        let machine = |platform: &&Platform| {
            let mut machine = platform.arch.clone();
            let own = more(platform);
            for (at, word) in own.iter().enumerate() {
                let needed = platforms.iter().any(|other| {
                    (subject(other), &other.arch) == (subject(platform), &platform.arch)
                        && more(other)[at] != *word
                });
                if needed {
                    machine += &format!(" {word}");
                }
            }
            machine
        };
        let all: Vec<Name> = (platforms.iter())
            .map(|platform| {
                let [name, version, link] = subject(platform).map(str::to_owned);
                Name {
                    name,
                    version,
                    link,
                    machine: machine(platform),
                }
            })
            .collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &all {
            *counts.entry(&name.machine).or_default() += 1;
        }
        // The first of the most frequent ones.
        let usual = counts.iter().rev().max_by_key(|(_, count)| **count);
        let usual = usual.map_or(String::new(), |(machine, _)| (*machine).to_owned());
        Names { all, usual }
    }

    /// The machine that is meant where none is named.
    pub(crate) fn usual(&self) -> &str {
        &self.usual
    }

    /// These platforms in words.
    pub(crate) fn of(&self, these: &Set) -> String {
        if these.len() == self.all.len() {
            return "every platform".to_owned();
        }
        let listed = self.listed(these);
        let others: Set = (0..self.all.len())
            .filter(|at| !these.contains(at))
            .collect();
        let but = format!("all but {}", self.listed(&others));
        // Only where that is plainly shorter: one has to know all of them to understand it.
        match others.len() * 3 <= these.len() && but.len() < listed.len() {
            true => but,
            false => listed,
        }
    }

    fn listed(&self, these: &Set) -> String {
        let names: BTreeSet<&str> = these.iter().map(|&at| self.all[at].name.as_str()).collect();
        let words: Vec<String> = names
            .into_iter()
            .map(|name| self.of_one(name, these))
            .collect();
        words.join("; ")
    }

    fn of_one(&self, name: &str, these: &Set) -> String {
        let known: Vec<usize> = (0..self.all.len())
            .filter(|&at| self.all[at].name == name)
            .collect();
        if known.len() > 2 && known.iter().all(|at| these.contains(at)) {
            return format!("every {name}");
        }
        let machines: BTreeSet<&str> = known
            .iter()
            .map(|&at| self.all[at].machine.as_str())
            .collect();
        let mut by_expression: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for machine in machines {
            let there: Vec<usize> = known
                .iter()
                .copied()
                .filter(|&at| self.all[at].machine == machine)
                .collect();
            if there.iter().any(|at| these.contains(at)) {
                by_expression
                    .entry(self.versions(&there, these))
                    .or_default()
                    .push(machine);
            }
        }
        let mut words: Vec<(bool, String)> = (by_expression.into_iter())
            .map(|(versions, machines)| match machines[..] {
                [only] if only == self.usual => (false, format!("{name} {versions}")),
                _ => (
                    true,
                    format!("{name} {versions} on {}", machines.join(", ")),
                ),
            })
            .collect();
        words.sort();
        words
            .into_iter()
            .map(|(_, word)| word)
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The versions of one C library or interpreter on one machine, in ranges where no version that is known in between is left out.
    fn versions(&self, known: &[usize], these: &Set) -> String {
        let links = |version: &str, of: &dyn Fn(usize) -> bool| -> BTreeSet<&str> {
            (known.iter().copied())
                .filter(|&at| self.all[at].version == version && of(at))
                .map(|at| self.all[at].link.as_str())
                .collect()
        };
        let mut versions: Vec<&str> = Vec::new();
        for &at in known {
            if versions.last() != Some(&self.all[at].version.as_str()) {
                versions.push(&self.all[at].version);
            }
        }
        // From, to, and how linked; the next version that has the same goes on with the last range.
        let mut ranges: Vec<(&str, &str, BTreeSet<&str>)> = Vec::new();
        let mut goes_on = false;
        for version in versions {
            let with = links(version, &|at| these.contains(&at));
            if with.is_empty() {
                goes_on = false;
                continue;
            }
            match ranges.last_mut() {
                Some((_, to, known)) if goes_on && *known == with => {
                    *to = version;
                }
                _ => ranges.push((version, version, with)),
            }
            goes_on = true;
        }
        let mut words: Vec<String> = Vec::new();
        for (at, (from, to, links)) in ranges.iter().enumerate() {
            let mut word = match from == to {
                true => (*from).to_owned(),
                false => format!("{from}–{to}"),
            };
            // How they are linked stands behind the last of those for which it is the same.
            let is_last = ranges.get(at + 1).is_none_or(|(_, _, next)| next != links);
            if is_last && !links.contains("") {
                let links: Vec<&str> = links.iter().copied().collect();
                word += &format!(" ({})", links.join(", "));
            }
            words.push(word);
        }
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{self, On};

    fn names(all: &[On], these: &[usize]) -> String {
        let documents: Vec<_> = all
            .iter()
            .map(|&on| samples::document(on, Vec::new(), &[]))
            .collect();
        let mut platforms: Vec<&Platform> = documents.iter().map(|d| &d.platform).collect();
        platforms.sort_by(|a, b| order(a, b));
        Names::new(&platforms).of(&these.iter().copied().collect())
    }

    const MUSL: [On; 7] = [
        On("glibc", "2.36", "dynamic", "x86_64", None),
        On("musl", "1.2.2", "dynamic", "x86_64", None),
        On("musl", "1.2.2", "static", "x86_64", None),
        On("musl", "1.2.9", "dynamic", "x86_64", None),
        On("musl", "1.2.9", "static", "x86_64", None),
        On("musl", "1.2.10", "dynamic", "x86_64", None),
        On("musl", "1.2.10", "static", "x86_64", None),
    ];

    #[test]
    fn versions_make_ranges_and_numbers_count_as_numbers() {
        assert_eq!(
            names(&MUSL, &[1, 2, 3, 4]),
            "musl 1.2.2–1.2.9 (dynamic, static)"
        );
        assert_eq!(names(&MUSL, &[1, 3, 5]), "musl 1.2.2–1.2.10 (dynamic)");
        assert_eq!(names(&MUSL, &[1, 5]), "musl 1.2.2, 1.2.10 (dynamic)");
        assert_eq!(
            names(&MUSL, &[1, 2, 4]),
            "musl 1.2.2 (dynamic, static), 1.2.9 (static)"
        );
    }

    #[test]
    fn all_of_something_is_called_so() {
        assert_eq!(names(&MUSL, &[1, 2, 3, 4, 5, 6]), "every musl");
        assert_eq!(names(&MUSL, &[0, 1, 2, 3, 4, 5, 6]), "every platform");
        assert_eq!(names(&MUSL, &[0]), "glibc 2.36 (dynamic)");
        assert_eq!(
            names(&MUSL, &[0, 1, 2, 3, 4, 5]),
            "all but musl 1.2.10 (static)"
        );
    }

    #[test]
    fn machines_are_named_where_they_are_not_the_usual_one() {
        let all = [
            On("glibc", "2.31", "dynamic", "x86_64", None),
            On("glibc", "2.36", "dynamic", "x86_64", None),
            On("glibc", "2.36", "static", "aarch64", Some("qemu-user")),
            On("glibc", "2.36", "static", "riscv64", Some("qemu-user")),
            On("glibc", "2.41", "dynamic", "x86_64", None),
            On("glibc", "2.41", "dynamic", "x86_64", Some("gvisor")),
        ];
        // In order: 2.31, 2.36 x86_64, 2.36 aarch64, 2.36 riscv64, 2.41 natively, 2.41 under gVisor.
        assert_eq!(
            names(&all, &[1, 2, 3]),
            "glibc 2.36 (dynamic); glibc 2.36 (static) on aarch64, riscv64"
        );
        assert_eq!(names(&all, &[4]), "glibc 2.41 (dynamic) on x86_64 natively");
        assert_eq!(
            names(&all, &[5]),
            "glibc 2.41 (dynamic) on x86_64 under gvisor"
        );
    }
}
