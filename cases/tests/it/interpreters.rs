//! `exitspec run python` and `run shell`: interpreters as platforms.

use std::fs;
use std::path::{Path, PathBuf};

use exitspec::Verdict;
use exitspec::document::{Document, read};

use crate::support::{exitspec, expectations, probes, run, text};

fn made(line: &str) -> (Document, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    let json = folder.path().join("out.json");
    let output = exitspec(line)
        .arg("--quiet")
        .arg("--json")
        .arg(&json)
        .output()
        .unwrap();
    let file = fs::File::open(&json).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    (read(file).unwrap(), output.status.code())
}

/// What a run with probes of one's own comes to.
fn with_probes(line: &str, probes: &Path) -> (Option<i32>, String) {
    let output = exitspec(line)
        .env("EXITSPEC_PROBES", probes)
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), text(&told))
}

#[test]
fn an_interpreter_says_itself_what_it_is() {
    let (python, code) = made("run python/status_word --python python3");
    assert_eq!(code, Some(0));
    let runtime = &python.platform.runtime;
    assert!(
        ["CPython", "PyPy"].contains(&runtime.name.as_str()),
        "{runtime:?}"
    );
    assert!(runtime.version.starts_with('3'), "{runtime:?}");
    assert_eq!(python.platform.os, std::env::consts::OS);
    assert!(python.count(Verdict::Pass) > 10, "{:?}", python.summary);
    let (shell, code) = made("run shell/exit --shell sh");
    assert_eq!(code, Some(0));
    assert_ne!(shell.platform.runtime.name, "-");
    assert!(shell.results.iter().all(|result| result.family == "shell"));
}

#[test]
fn a_run_of_several_families_says_what_ran_each() {
    let (document, code) = made("run rust/classic python/sysexits shell/subshell");
    assert_eq!(code, Some(0));
    assert_eq!(document.platform.runtime.name, "rust");
    let families: Vec<&String> = document.platform.runtimes.keys().collect();
    assert_eq!(families, ["python", "shell"]);
    assert_eq!(document.platform.runtime_of("rust").name, "rust");
}

#[test]
fn a_shell_that_cannot_tell_its_version_is_asked_as_described() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("mine.toml");
    // Under another name it is another shell, as far as anybody can tell.
    let dash = ["/bin/dash", "/usr/bin/dash"].map(PathBuf::from);
    let Some(dash) = dash.into_iter().find(|path| path.is_file()) else {
        panic!("this test needs dash, which cannot tell its version");
    };
    let own = folder.path().join("ownsh");
    fs::copy(dash, &own).unwrap();
    let described = format!(
        "[[platform]]\nname = \"own\"\nabout = \"own\"\nshell = [\"{}\"]\nversion = [\"echo\", \"7.8\"]\n",
        own.display()
    );
    fs::write(&config, described).unwrap();
    let (document, _) = made(&format!(
        "run shell/subshell --config {} --platform own",
        config.display()
    ));
    let runtime = &document.platform.runtime;
    assert_eq!((&*runtime.name, &*runtime.version), ("ownsh", "7.8"));
}

#[test]
fn conditions_on_the_runtime_hold_for_the_family_it_runs() {
    // Whatever the version of this Python is: below 99.
    let folder = tempfile::tempdir().unwrap();
    let before = "\"code_0\": {\n      \"summary\"";
    let after = "\"code_0\": {\n      \"platforms\": [{ \"when\": { \"runtime\": \"CPython\", \"runtime_version\": \"<99\" }, \"expect\": { \"ending\": { \"exited\": 1 } }, \"reason\": \"so\" }],\n      \"summary\"";
    let altered = expectations(folder.path(), "python/os_exit.json", before, after);
    let line = format!(
        "run --exact python/os_exit/code_0 --expectations {}",
        altered.display()
    );
    let output = run(&line);
    let told = text(&output.stdout);
    // In a run of this process, whose own runtime is another.
    assert_eq!(output.status.code(), Some(1), "{told}");
}

#[test]
fn an_altered_body_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let line = "run --exact python/os_exit/code_42 shell/exit/code_42";
    let (code, told) = with_probes(line, &probes(folder.path(), "python/registry.txt", "", ""));
    assert_eq!(code, Some(0), "{told}");
    let calls = ("os_exit/code_42 | code(42)", "os_exit/code_42 | code(41)");
    let altered = probes(folder.path(), "python/registry.txt", calls.0, calls.1);
    let (code, told) = with_probes(line, &altered);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("ending: expected exited 42, got exited 41"),
        "{told}"
    );
}

#[test]
fn a_probe_that_an_interpreter_does_not_understand_is_no_skip() {
    for (file, line) in [
        ("python/main.py", "run python/sysexits --python python3"),
        ("shell/exit.sh", "run shell/exit --shell sh"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let altered = probes(folder.path(), file, "", "if ( then\n");
        let (code, told) = with_probes(line, &altered);
        assert_eq!(code, Some(3), "{told}");
        assert!(told.contains("does not understand the probe"), "{told}");
    }
}

#[test]
fn a_mistake_in_a_registry_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let altered = probes(
        folder.path(),
        "shell/registry.txt",
        "",
        "exit/code_7 | code 7\n",
    );
    let (code, told) = with_probes("run rust/classic", &altered);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains("shell/registry.txt: line 1: a case is `GROUP/NAME | CALL"),
        "{told}"
    );
}

#[test]
fn a_wrapper_alone_makes_no_sense() {
    let told = crate::support::refused("run shell/exit --wrapper env", 2);
    assert!(told.contains("--wrapper stands in front of"), "{told}");
}
