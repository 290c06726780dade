//! What there is, without running it.

use crate::support::{printed, text};

fn lines(line: &str) -> Vec<String> {
    printed(line).lines().map(str::to_owned).collect()
}

#[test]
fn a_list_has_one_line_for_each_result() {
    let all = lines("list");
    assert!(all.contains(&"rust/classic/return@pipe".to_owned()));
    assert!(all.contains(&"rust/classic/panic@pipe+abort".to_owned()));
    assert!(
        !lines("list --no-twin")
            .iter()
            .any(|name| name.ends_with("+abort"))
    );
    assert!(
        lines("list --sink tty")
            .iter()
            .all(|name| name.contains("@tty"))
    );
    let of_one = ["pipe", "tty", "file"].map(|sink| format!("rust/classic/return@{sink}"));
    assert_eq!(lines("list rust/classic/return"), of_one);
}

#[test]
fn parts_cover_everything_once() {
    let all = lines("list");
    for by in ["", "count:", "hash:"] {
        let mut parts: Vec<String> = (1..=3)
            .flat_map(|part| lines(&format!("list --partition {by}{part}/3")))
            .collect();
        assert_eq!(parts.len(), all.len(), "{by}");
        parts.sort();
        let mut sorted = all.clone();
        sorted.sort();
        assert_eq!(parts, sorted, "{by}");
    }
}

#[test]
fn cases_are_listed_with_what_they_show() {
    let listed = printed("list --cases rust/classic/sigkill");
    assert_eq!(
        listed.lines().next().unwrap().split_whitespace().next(),
        Some("rust/classic/sigkill")
    );
    assert!(listed.contains("mandated"), "{listed}");
    let all = printed("list --cases");
    let ids = all
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let mut of_results: Vec<String> = lines("list");
    for name in &mut of_results {
        name.truncate(name.find('@').unwrap());
    }
    of_results.dedup();
    assert_eq!(ids.collect::<Vec<_>>(), of_results);
}

#[test]
fn every_shell_has_completions_and_the_manual_names_every_subcommand() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(
            printed(&format!("completions {shell}")).contains("partition"),
            "{shell}"
        );
    }
    let manual = printed("man");
    for word in [
        "run",
        "list",
        "explain",
        "bless",
        "platforms",
        "completions",
        "man",
    ] {
        assert!(manual.contains(word), "{word}");
    }
}

#[test]
fn help_has_examples_and_exit_codes() {
    let help = printed("--help");
    assert!(
        help.contains("Exit codes:") && help.contains("Examples:"),
        "{help}"
    );
    for command in ["run", "list", "explain", "bless", "completions", "man"] {
        assert!(
            printed(&format!("{command} --help")).contains("Example"),
            "{command}"
        );
    }
    assert!(printed("--version").starts_with("exitspec "));
}

#[test]
fn what_the_examples_name_is_there() {
    let families = ["c/", "python/", "rust/", "shell/"];
    let mut found = 0;
    for command in ["", "run", "list", "explain", "bless", "claims"] {
        let help = printed(&format!("{command} --help"));
        for word in help.split_whitespace() {
            let word = word.trim_matches(|letter: char| "`(),.:".contains(letter));
            if families.iter().any(|family| word.starts_with(family)) {
                found += 1;
                assert!(!lines(&format!("list {word}")).is_empty(), "{word}");
            }
        }
    }
    assert!(found > 10, "{found}");
}

#[test]
fn a_platform_is_named_with_what_it_has() {
    let platforms = printed("platforms");
    for word in [
        std::env::consts::OS,
        std::env::consts::ARCH,
        "Sinks",
        "closed",
        "twin",
    ] {
        assert!(platforms.contains(word), "{word}:\n{platforms}");
    }
}

#[test]
fn cargo_finds_the_same_command() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-exitspec"))
        .args(["exitspec", "list"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output.stdout), printed("list"));
}
