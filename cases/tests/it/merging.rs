//! `exitspec merge`, and what never replaces what.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use exitspec::document::{Document, read, read_all};

use crate::support::{exitspec, printed, refused, run, text};

const CLASSIC: &str = "run rust/classic rust/concurrent --no-twin --quiet";

/// The document of a run with these options.
fn a_run(folder: &Path, name: &str, options: &str) -> PathBuf {
    let path = folder.join(name);
    let line = format!("{CLASSIC} {options} --json");
    let output = exitspec(&line).arg(&path).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    path
}

fn document(path: &Path) -> Document {
    read(File::open(path).unwrap()).unwrap()
}

fn canonical(document: &Document) -> String {
    let mut bytes = Vec::new();
    document.write_canonical(&mut bytes).unwrap();
    text(&bytes)
}

/// The document with one thing changed by hand.
fn changed(path: &Path, name: &str, change: impl FnOnce(&mut serde_json::Value)) -> PathBuf {
    let mut document: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    change(&mut document);
    let path = path.with_file_name(name);
    fs::write(&path, document.to_string()).unwrap();
    path
}

fn musl(document: &mut serde_json::Value) {
    document["platform"]["libc"]["name"] = "musl".into();
    let name = document["platform"]["name"].as_str().unwrap();
    document["platform"]["name"] = name.replace("glibc", "musl").into();
}

#[test]
fn shuffled_parts_are_the_whole_run() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let whole = document(&a_run(folder, "whole.json", ""));
    for by in ["hash", "slice"] {
        for part in 1..=3 {
            let options = format!("--partition {by}:{part}/3");
            a_run(folder, &format!("{by}{part}.json"), &options);
        }
        for order in [[3, 1, 2], [2, 3, 1]] {
            let [a, b, c] = order.map(|part| folder.join(format!("{by}{part}.json")));
            let output = folder.join(format!("merged{}.json", order[0]));
            let told = printed(&format!(
                "merge {} {} {} --one-platform --output {}",
                a.display(),
                b.display(),
                c.display(),
                output.display()
            ));
            let merged = document(&output);
            assert_eq!(canonical(&merged), canonical(&whole));
            assert_eq!(merged.volatile.left_out, whole.volatile.left_out);
            assert!(
                told.contains(&format!("{} results", whole.results.len())),
                "{told}"
            );
            assert_eq!(
                printed(&format!(
                    "diff {} {}",
                    folder.join("whole.json").display(),
                    output.display()
                )),
                ""
            );
        }
    }
    // Two of three are not.
    let [a, b] = [1, 2].map(|part| folder.join(format!("hash{part}.json")));
    let two = printed(&format!("merge {} {}", a.display(), b.display()));
    let two = read(two.as_bytes()).unwrap();
    assert!(two.results.len() < whole.results.len());
    assert!(two.volatile.left_out["rust"] > whole.volatile.left_out["rust"]);
}

#[test]
fn platforms_are_put_into_one_file_that_every_command_reads() {
    let folder = tempfile::tempdir().unwrap();
    let glibc = a_run(folder.path(), "glibc.json", "");
    let other = changed(&glibc, "musl.json", musl);
    let both = folder.path().join("both.json.gz");
    let (glibc, other, both) = (glibc.display(), other.display(), both.display());
    printed(&format!("merge {other} {glibc} --output {both}"));
    let all = read_all(File::open(both.to_string()).unwrap()).unwrap();
    assert_eq!(all.len(), 2);
    assert!(all[0].platform.name < all[1].platform.name);
    let findings = |documents: String| printed(&format!("findings {documents}"));
    assert_eq!(
        findings(both.to_string()),
        findings(format!("{glibc} {other}"))
    );
    let lines = |documents: String| printed(&format!("convert {documents} --lines -"));
    assert_eq!(lines(both.to_string()), lines(format!("{other} {glibc}")));
    // What is in there already, and one of them taken out again.
    let again = printed(&format!("merge {both} {glibc}"));
    assert_eq!(read_all(again.as_bytes()).unwrap().len(), 2);
    let one = printed(&format!("merge {both} --only musl"));
    assert_eq!(
        canonical(&read(one.as_bytes()).unwrap()),
        canonical(&all[1])
    );
    let said = refused(&format!("merge {both} --only dietlibc"), 4);
    assert!(said.contains("glibc"), "{said}");
    let said = refused(&format!("diff {both} {glibc}"), 2);
    assert!(
        said.contains("both.json.gz: it holds 2 runs") && said.contains("merge --only"),
        "{said}"
    );
    let said = refused(&format!("findings {both} {glibc}"), 2);
    assert!(
        said.contains("(run 1) and") && said.contains("glibc.json"),
        "{said}"
    );
}

#[test]
fn conflicts_name_the_files_and_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path(), "a.json", "");
    let conflict = |options: &str, change: &dyn Fn(&mut serde_json::Value)| {
        let other = changed(&path, "b.json", change);
        let line = format!("merge {} {} {options}", path.display(), other.display());
        let said = refused(&line, 2);
        assert!(said.contains("a.json") && said.contains("b.json"), "{said}");
        said
    };
    let said = conflict("", &|document| {
        document["results"][0]["verdict"] = "FAIL".into();
    });
    assert!(
        said.contains("rust/classic/_exit@pipe") && said.contains("verdict"),
        "{said}"
    );
    let said = conflict("", &|document| {
        document["suite"]["version"] = "9.9.9".into();
    });
    assert!(said.contains("9.9.9"), "{said}");
    let said = conflict("--one-platform", &|document| {
        document["platform"]["kernel"] = "99".into();
    });
    assert!(
        said.contains("kernel is") && said.contains("and 99"),
        "{said}"
    );
}

#[test]
fn a_part_does_not_replace_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // As long as something of a family is left out, a document is replaced by any other.
    let path = a_run(folder, "out.json", "");
    a_run(folder, "out.json", "--partition 1/3");
    let part = fs::read(&path).unwrap();
    let whole = changed(&path, "whole.json", |document| {
        document["volatile"]
            .as_object_mut()
            .unwrap()
            .remove("left_out");
    });
    let before = fs::read(&whole).unwrap();
    let line = format!("{CLASSIC} --json {}", whole.display());
    let said = refused(&line, 2);
    assert!(
        said.contains("whole.json has all of the rust cases") && said.contains("--force"),
        "{said}"
    );
    assert_eq!(fs::read(&whole).unwrap(), before);
    let merge = format!("merge {} --output {}", path.display(), whole.display());
    assert!(refused(&merge, 2).contains("--force"));
    assert_eq!(fs::read(&whole).unwrap(), before);

    printed(&format!("{merge} --force"));
    assert_eq!(
        document(&whole).results.len(),
        read(&*part).unwrap().results.len()
    );
    fs::write(&whole, &before).unwrap();
    assert!(run(&format!("{line} --force")).status.success());
    // What is no run document is replaced, as by any program.
    fs::write(&whole, "notes").unwrap();
    assert!(run(&line).status.success());
}

#[test]
fn a_run_that_is_cut_short_leaves_the_whole_and_stands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_run(folder.path(), "out.json", "");
    let whole = changed(&path, "whole.json", |document| {
        document["volatile"]
            .as_object_mut()
            .unwrap()
            .remove("left_out");
        // A family that is complete in this run, with one of its results.
        document["results"].as_array_mut().unwrap().truncate(1);
    });
    let before = fs::read(&whole).unwrap();
    let fixtures = crate::support::expectations(
        folder.path(),
        "rust/abort.json",
        "\"signaled\": \"SIGABRT\"",
        "\"exited\": 3",
    );
    let line = format!(
        "run rust --quiet --jobs 1 --fail-fast --json {} --expectations {}",
        whole.display(),
        fixtures.display()
    );
    let output = run(&line);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(
        text(&output.stderr).contains("whole.partial.json"),
        "{output:?}"
    );
    assert_eq!(fs::read(&whole).unwrap(), before);
    assert!(document(&folder.path().join("whole.partial.json")).interrupted);
}
