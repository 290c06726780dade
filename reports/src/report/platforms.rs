//! The columns: what each platform is, and how it fares.

use std::collections::BTreeSet;

use exitspec::document::{CaseResult, Document, SuiteVersion};
use exitspec::{Level, Platform, Runtime, Verdict};

use super::command::target;
use super::date::day;
use super::model::{By, Column, Score};
use crate::findings::{by_number, is_interpreted, subject};

/// The columns of these documents, which are in their order; each with the name that `--platform` knows, if any.
pub(super) fn columns<'a>(
    documents: &[&'a Document],
    names: &[Option<&str>],
    suite: &'a SuiteVersion,
) -> Vec<Column<'a>> {
    let ids = ids(documents);
    (documents.iter().zip(names).zip(ids))
        .map(|((document, name), id)| column(document, *name, id, suite))
        .collect()
}

/// The suite of most of them; of the newest version, if several are as frequent.
pub(super) fn suite<'a>(documents: &[&'a Document]) -> Option<&'a SuiteVersion> {
    let suites = documents.iter().map(|document| &document.suite);
    let count = |suite: &SuiteVersion| documents.iter().filter(|d| d.suite == *suite).count();
    suites.max_by(|a, b| {
        count(a)
            .cmp(&count(b))
            .then_with(|| by_number(&a.version, &b.version))
            .then_with(|| (&a.name, &a.revision).cmp(&(&b.name, &b.revision)))
    })
}

fn column<'a>(
    document: &'a Document,
    name: Option<&str>,
    id: String,
    suite: &'a SuiteVersion,
) -> Column<'a> {
    let platform = &document.platform;
    let families: BTreeSet<&str> = (document.results.iter())
        .map(|result| result.family.as_str())
        .collect();
    let [label, detail] = labels(platform);
    let target = target(&document.volatile.command, name);
    let run = std::iter::once("exitspec run").chain(families.iter().copied());
    let run = run.collect::<Vec<_>>().join(" ");
    Column {
        id,
        label,
        detail,
        name: &platform.name,
        os: &platform.os,
        kernel: &platform.kernel,
        arch: &platform.arch,
        libc: &platform.libc,
        runtimes: (families.iter())
            .map(|family| (*family, platform.runtime_of(family)))
            .collect(),
        emulator: platform.emulator.as_deref(),
        container: platform.container.as_deref(),
        by: By {
            libc: &platform.libc.name,
            runtime: runtime(&platform.runtime),
            arch: &platform.arch,
            kernel: format!("{} {}", platform.os, short(&platform.kernel)),
        },
        families: families.into_iter().collect(),
        date: Some(document.volatile.started)
            .filter(|&started| started > 0)
            .map(day),
        command: target
            .as_ref()
            .map(|target| format!("{run} {target}").trim_end().to_owned()),
        target,
        suite: Some(&document.suite).filter(|own| *own != suite),
        interrupted: document.interrupted,
        counts: (Verdict::ALL.into_iter())
            .map(|verdict| (verdict, document.count(verdict)))
            .collect(),
        score: score(&document.results),
    }
}

/// Of the mandated results that could run, those that passed.
fn score(results: &[CaseResult]) -> Score {
    let mut score = Score::default();
    for result in results {
        let ran = !matches!(result.verdict, Verdict::Unsupported | Verdict::Unresolved);
        if result.level == Level::Mandated && ran {
            score.mandated += 1;
            score.conforming += usize::from(result.verdict == Verdict::Pass);
        }
    }
    score
}

/// Two short lines for the head of a column.
fn labels(platform: &Platform) -> [String; 2] {
    let [name, version, link] = subject(platform);
    let emulator = platform.emulator.as_deref();
    let under = emulator.map(|emulator| format!("under {emulator}"));
    let detail = [Some(platform.arch.clone()), Some(link.to_owned()), under];
    let detail = detail.into_iter().flatten().filter(|word| !word.is_empty());
    [
        format!("{name} {version}"),
        detail.collect::<Vec<_>>().join(", "),
    ]
}

/// The runtime without its version; of a C compiler with its name.
fn runtime(runtime: &Runtime) -> String {
    let compiler = runtime.version.split_whitespace().next();
    let compiler = compiler.filter(|word| word.starts_with(char::is_alphabetic));
    match (runtime.name.as_str(), compiler) {
        ("c", Some(compiler)) => format!("c {compiler}"),
        (name, _) => name.to_owned(),
    }
}

/// The first two numbers of a kernel's release.
fn short(kernel: &str) -> String {
    kernel.split('.').take(2).collect::<Vec<_>>().join(".")
}

/// A short name for each, fit for an address. A platform's is made of its own facts, and of more of them only
/// where others have the same.
fn ids(documents: &[&Document]) -> Vec<String> {
    let facts = |platform: &Platform| {
        let [name, version, link] = subject(platform).map(str::to_owned);
        let emulator = platform.emulator.clone().unwrap_or_default();
        let (libc, runtime) = (&platform.libc, &platform.runtime);
        let other = match is_interpreted(platform) {
            true => format!("{}-{}-{}", libc.name, libc.version, libc.link),
            false => format!("{}-{}", runtime.name, runtime.version),
        };
        let first = vec![name, version, link, platform.arch.clone(), emulator];
        let more = [platform.os.clone(), other, platform.kernel.clone()];
        (first, more)
    };
    let mut known = vec![0; documents.len()];
    let id = |document: &Document, known: usize| {
        let (mut words, more) = facts(&document.platform);
        words.extend(more.into_iter().take(known));
        words.retain(|word| !word.is_empty());
        slug(&words.join("-"))
    };
    let mut ids: Vec<String> = documents.iter().map(|document| id(document, 0)).collect();
    let is_alone = |ids: &[String], at: usize| ids.iter().filter(|id| **id == ids[at]).count() == 1;
    for _ in 0..3 {
        let shared: Vec<usize> = (0..ids.len()).filter(|&at| !is_alone(&ids, at)).collect();
        for at in shared {
            known[at] += 1;
            ids[at] = id(documents[at], known[at]);
        }
    }
    let shared: Vec<usize> = (0..ids.len()).filter(|&at| !is_alone(&ids, at)).collect();
    // They differ only in characters that an address had better not have.
    for at in shared {
        ids[at] += &format!("--{at}");
    }
    ids
}

/// With no character that means something in an address.
fn slug(text: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() || c == '.' || c == '_' => c.to_ascii_lowercase(),
        _ => '-',
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{self, On};

    #[test]
    fn ids_are_short_and_differ() {
        let mut documents: Vec<Document> = [
            On("glibc", "2.36", "dynamic", "x86_64", None),
            On("glibc", "2.36", "dynamic", "x86_64", Some("qemu-user")),
            On("glibc", "2.36", "dynamic", "x86_64", Some("qemu_user")),
            On("ü/c?", "1&2", "static", "x86_64", None),
        ]
        .map(|on| samples::document(on, Vec::new(), &[]))
        .into();
        let all = |documents: &[Document]| ids(&documents.iter().collect::<Vec<_>>());
        assert_eq!(
            all(&documents),
            [
                "glibc-2.36-dynamic-x86_64",
                "glibc-2.36-dynamic-x86_64-qemu-user",
                "glibc-2.36-dynamic-x86_64-qemu_user",
                "--c--1-2-static-x86_64",
            ]
        );
        documents[2].platform.emulator = Some("qemu user".to_owned());
        assert_eq!(
            all(&documents)[1],
            "glibc-2.36-dynamic-x86_64-qemu-user-linux-c-gcc-12.2.0-6.1.0--1"
        );
        documents[2].platform.emulator = Some("qemu-user".to_owned());
        documents[2].platform.kernel = "6.2.0".to_owned();
        assert_eq!(
            all(&documents)[2],
            "glibc-2.36-dynamic-x86_64-qemu-user-linux-c-gcc-12.2.0-6.2.0"
        );
    }

    #[test]
    fn the_score_counts_what_is_mandated_and_ran() {
        let document = samples::on(samples::MUSL);
        // lifo and closes with two sinks each, the bus error; the status fails, quick_exit is not supported.
        assert_eq!(
            score(&document.results),
            Score {
                conforming: 5,
                mandated: 6
            }
        );
    }

    #[test]
    fn the_suite_is_that_of_most() {
        let mut documents = [samples::GLIBC, samples::MUSL].map(samples::on);
        documents[0].suite.version = "0.10.0".to_owned();
        documents[1].suite.version = "0.9.0".to_owned();
        let [a, b] = &documents;
        assert_eq!(suite(&[a, b]), Some(&a.suite));
        assert_eq!(suite(&[b, a, b]), Some(&b.suite));
        assert_eq!(suite(&[]), None);
    }
}
