//! Runs, and the documents they make.

use std::fs::{self, File};
use std::path::Path;

use exitspec::document::{Document, read};
use exitspec::observation::Ending;
use exitspec::{Sink, Verdict};

use crate::support::{printed, run, text};

const CLASSIC: &str = "run rust/classic --no-twin";

fn document(path: &Path) -> Document {
    read(File::open(path).unwrap()).unwrap()
}

fn canonical(document: &Document) -> String {
    let mut bytes = Vec::new();
    document.write_canonical(&mut bytes).unwrap();
    text(&bytes)
}

#[test]
fn a_summary_counts_by_group() {
    let summary = printed(CLASSIC);
    assert!(summary.starts_with("exitspec "), "{summary}");
    assert!(summary.contains("\nrust/classic    21     -"), "{summary}");
    assert!(
        summary
            .lines()
            .last()
            .unwrap()
            .starts_with("21 results: 21 PASS ("),
        "{summary}"
    );
    let brief = printed(&format!("{CLASSIC} --quiet"));
    assert_eq!(brief.lines().count(), 1, "{brief}");
}

#[test]
fn a_document_has_everything_of_every_result() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    printed(&format!("{CLASSIC} --json {}", path.display()));
    let document = document(&path);
    assert_eq!(document.results.len(), 21);
    for result in &document.results {
        let observation = result.observation.as_ref().unwrap();
        assert!(
            observation.raw.is_some() && observation.waitid.is_some(),
            "{}",
            result.key()
        );
        assert!(!result.sources.is_empty(), "{}", result.key());
        assert!(
            document.volatile_of(result).unwrap().facts.pid > 0,
            "{}",
            result.key()
        );
    }
    let of = |case: &str, sink| {
        let found = document
            .results
            .iter()
            .find(|result| result.case == case && result.sink == sink);
        found.unwrap().observation.clone().unwrap()
    };
    let killed = of("rust/classic/sigkill", Sink::Pipe);
    assert_eq!(
        (killed.ending, killed.raw),
        (Ending::Signaled("SIGKILL".to_owned()), Some(9))
    );
    assert_eq!(of("rust/classic/_exit", Sink::File).stdout, Some("".into()));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing but the document"
    );
}

#[test]
fn the_same_run_gives_the_same_canonical_part_whatever_the_number_of_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    let mut parts = Vec::new();
    for options in ["--jobs 1", "--jobs 4", "--repeat 3"] {
        printed(&format!("{CLASSIC} {options} --json {}", path.display()));
        let whole = fs::read_to_string(&path).unwrap();
        let part = canonical(&document(&path));
        // The canonical part is the beginning of the file, to the letter.
        let until_volatile = part.trim_end().trim_end_matches('}').trim_end();
        assert!(whole.starts_with(until_volatile), "{whole}");
        assert!(whole[until_volatile.len()..].starts_with(",\n  \"volatile\": {"));
        parts.push(part);
    }
    assert_eq!(parts[0], parts[1]);
    assert_eq!(parts[0], parts[2]);
}

#[test]
fn a_document_on_stdout_is_nothing_but_the_document() {
    let output = run(&format!("{CLASSIC} --json -"));
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        read(output.stdout.as_slice()).unwrap().count(Verdict::Pass),
        21
    );
    assert!(
        text(&output.stderr).contains("21 results: 21 PASS"),
        "{output:?}"
    );
}

#[test]
fn rounds_are_counted_and_flips_are_reported() {
    let summary = printed("run rust/classic/return --repeat 5");
    assert!(
        summary.contains("3 results in 5 rounds: 3 PASS, no flips"),
        "{summary}"
    );
}

#[test]
fn both_isolations_observe_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    let [forked, spawned] = ["fork", "spawn"].map(|isolation| {
        printed(&format!(
            "{CLASSIC} --isolation {isolation} --json {}",
            path.display()
        ));
        let observations = document(&path)
            .results
            .into_iter()
            .map(|result| (result.key(), result.observation));
        observations.collect::<Vec<_>>()
    });
    assert_eq!(forked, spawned);
}

#[test]
fn a_case_is_explained_from_its_sources_to_its_bits() {
    let page = printed("explain rust/classic/exit --sink file");
    for words in [
        "rust/classic/exit\n",
        "POSIX.1-2024, exit(), DESCRIPTION",
        "expected with file",
        "observed with file: PASS",
        "0x0700: bits 8-15 code 7, bit 7 core 0, bits 0-6 signal 0",
        "CLD_EXITED, si_status 7",
        "1. atexit:2  file then: 0 bytes of stdout",
    ] {
        assert!(page.contains(words), "{words}:\n{page}");
    }
}

#[test]
fn the_classic_facts_fit_on_one_screen() {
    let table = printed("explain rust/classic --no-twin");
    assert!(table.lines().count() <= 24, "{table}");
    assert!(
        table.lines().all(|line| line.chars().count() <= 100),
        "{table}"
    );
    let row = |name: &str| {
        table
            .lines()
            .find(|line| line.split_whitespace().next() == Some(name))
            .unwrap()
    };
    assert!(row("sigkill").contains("0x0009 SIGKILL"), "{table}");
    assert!(
        row("_exit").contains("nothing           nothing           \"C line\\n\""),
        "{table}"
    );
    assert_eq!(
        printed("explain classic --no-twin").lines().count(),
        table.lines().count()
    );
}
