//! `exitspec run c` on platforms of its own.

use std::fs;
use std::path::Path;

use exitspec::Verdict;
use exitspec::document::{Document, read};

use crate::support::{expectations, printed, refused, run, text};

fn document(path: &Path) -> Document {
    read(fs::File::open(path).unwrap()).unwrap()
}

/// Descriptions of two platforms that any machine with a C compiler has.
fn two_platforms(folder: &Path) -> String {
    let config = folder.join("exitspec.toml");
    let one = |name: &str, more: &str| {
        format!("[[platform]]\nname = \"{name}\"\nabout = \"{name}\"\ncc = [\"cc\"]\n{more}\n")
    };
    let wrapped = "wrapper = [\"env\", \"PATH=/bin:/usr/bin\"]";
    fs::write(
        &config,
        [one("plain", ""), one("wrapped", wrapped)].concat(),
    )
    .unwrap();
    config.to_str().unwrap().to_owned()
}

#[test]
fn each_platform_has_its_document_and_says_itself_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (config, kept) = (two_platforms(folder.path()), folder.path().join("kept"));
    let kept_as = kept.to_str().unwrap();
    let line = format!(
        "run c/quick_exit c/exit --config {config} --platform plain,wrapped --json {kept_as} --compact"
    );
    let shown = printed(&line);
    assert!(
        shown.contains("plain: ") && shown.contains("wrapped: "),
        "{shown}"
    );
    let (plain, wrapped) = (kept.join("plain.json.gz"), kept.join("wrapped.json.gz"));
    for path in [&plain, &wrapped] {
        let made = document(path);
        assert_eq!(made.platform.runtime.name, "c");
        assert_eq!(
            made.platform.libc,
            exitspec::Platform::of_this_process().libc
        );
        assert!(
            made.results
                .iter()
                .all(|result| result.family == "c" && result.panic.is_none())
        );
        assert!(made.count(Verdict::Pass) > 100, "{:?}", made.summary);
        assert!(made.volatile.results.is_empty());
    }
    let difference = format!("diff {} {}", plain.display(), wrapped.display());
    assert_eq!(printed(&difference), "");
}

#[test]
fn a_platform_that_runs_nothing_of_what_is_selected_is_refused_before_it_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let config = two_platforms(folder.path());
    for (line, what) in [
        (
            format!("run python/os_exit --config {config} --platform plain"),
            "platform `plain` is for c cases, and only python cases are selected",
        ),
        (
            format!("explain rust/abort --config {config} --platform plain,wrapped"),
            "platform `plain` is for c cases, and only rust cases are selected",
        ),
        (
            "run rust/abort --cc no-such-cc".to_owned(),
            "what was typed is for c cases, and only rust cases are selected",
        ),
        (
            "run rust/abort --platform all".to_owned(),
            "no platform is for rust cases; they are run without --platform",
        ),
        (
            format!("run no-such-case --config {config} --platform plain"),
            "nothing matches `no-such-case`",
        ),
    ] {
        let said = refused(&line, 4);
        assert!(said.contains(what), "{line}: {said}");
    }
}

#[test]
fn several_platforms_are_explained_each_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let config = two_platforms(folder.path());
    let shown = printed(&format!(
        "explain c/exit/handlers_run_in_reverse --config {config} --platform plain,wrapped"
    ));
    let (before, after) = shown.split_once("\nPlatform wrapped\n").unwrap();
    assert!(before.starts_with("Platform plain\n"), "{shown}");
    for part in [before, after] {
        assert!(part.contains("c/exit/handlers_run_in_reverse"), "{part}");
    }
    let shown = printed(&format!(
        "explain --compare end_at_once --config {config} --platform plain,wrapped"
    ));
    assert_eq!(shown.matches("Platform ").count(), 2, "{shown}");
}

#[test]
fn a_compiler_and_a_wrapper_are_enough() {
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("out.json");
    let output = crate::support::exitspec("run c/quick_exit --quiet --json")
        .arg(&json)
        .args(["--cc", "cc -O0", "--wrapper", "env A=b"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let made = document(&json);
    assert_eq!(made.platform.runtime.name, "c");
    assert!(made.count(Verdict::Pass) > 30, "{:?}", made.summary);
}

#[test]
fn a_probe_that_does_not_compile_is_no_skip() {
    let output = crate::support::exitspec("run c/exit")
        .args(["--cc", "cc -Dint=nothing"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let told = text(&output.stderr);
    assert!(
        told.contains("the probe does not compile with `cc -Dint=nothing`"),
        "{told}"
    );
    assert!(told.contains(".c:"), "{told}");
}

#[test]
fn what_is_not_here_is_said_with_how_to_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("mine.toml");
    let far = "[[platform]]\nname = \"far\"\nabout = \"far\"\ncc = [\"no-such-cc\"]\nget = \"build it\"\n";
    fs::write(&config, far).unwrap();
    let config = config.display();
    let missing = refused(&format!("run c --config {config} --platform far"), 2);
    assert_eq!(
        missing,
        "error: platform far: `no-such-cc` is not here; to get it: build it\n"
    );
    let required = refused(
        &format!("run c/exit --config {config} --platform all --require"),
        2,
    );
    assert!(required.contains("is not here"), "{required}");
    let listed = printed(&format!("platforms --config {config}"));
    assert!(
        listed.contains("far") && listed.contains("missing: `no-such-cc` is not here"),
        "{listed}"
    );
    assert!(refused("run c --platform hos", 2).contains("did you mean `host`?"));
    for (typed, meant) in [
        ("Armhf", "armhf"),
        ("Armel", "armhf"),
        ("musl-1.2.7", "musl-1.2."),
    ] {
        let said = refused(&format!("run c --platform {typed}"), 2);
        assert!(said.contains(&format!("did you mean `{meant}")), "{said}");
    }
    assert!(refused("run c --cc no-such-cc", 2).contains("`no-such-cc` is not here"));
}

#[test]
fn mistakes_in_descriptions_are_told_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("exitspec.toml");
    fs::write(
        &config,
        "[[platform]]\nname = \"x\"\nabout = \"x\"\ncc = [\"cc\"]\ncolour = \"red\"\n",
    )
    .unwrap();
    let config = config.display();
    let told = refused(&format!("run c --config {config} --platform x"), 2);
    assert!(
        told.contains(&format!("{config}:5: unknown field `colour`")),
        "{told}"
    );
    let none = refused("run c --config /no/such/file --platform x", 2);
    assert!(none.contains("cannot read /no/such/file"), "{none}");
}

#[test]
fn a_wrong_expectation_fails_and_a_stale_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = expectations(
        folder.path(),
        "c/quick_exit.json",
        "\"exited\": 7",
        "\"exited\": 8",
    );
    let output = run(&format!(
        "run c/quick_exit --quiet --expectations {}",
        wrong.display()
    ));
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(
        shown.contains("FAIL c/quick_exit/") && shown.contains("expected exited 8, got exited 7"),
        "{shown}"
    );
    let name = "\"handlers_run_in_reverse\": {";
    let stale = expectations(
        folder.path(),
        "c/exit.json",
        name,
        "\"handlers_run_in_revers\": {",
    );
    let told = refused(&format!("run c/exit --expectations {}", stale.display()), 2);
    assert!(
        told.contains("did you mean `handlers_run_in_reverse`?"),
        "{told}"
    );
}
