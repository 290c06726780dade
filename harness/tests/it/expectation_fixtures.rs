//! The checked-in fixtures: they load, they are in canonical form, and the schema beside them is current.

use std::fs;
use std::path::{Path, PathBuf};

use exitspec::expectation::{Source, format};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// Every fixture file but the schemas.
fn fixtures() -> Vec<PathBuf> {
    fn visit(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    visit(&folder(), &mut found);
    found.retain(|path| !path.ends_with("schema.json"));
    found.sort();
    assert!(found.len() > 20, "the fixtures are there");
    found
}

#[test]
fn fixtures_load() {
    Source::Dir(folder())
        .load()
        .unwrap_or_else(|error| panic!("{error}"));
}

/// What the variable that takes over new texts says.
///
/// # Panics
///
/// On a value that nobody gave a meaning, and in CI.
fn accepting() -> bool {
    is_accepting(
        std::env::var_os("EXITSPEC_ACCEPT").as_deref(),
        std::env::var_os("CI").is_some(),
    )
    .unwrap_or_else(|problem| panic!("{problem}"))
}

fn is_accepting(accept: Option<&std::ffi::OsStr>, ci: bool) -> Result<bool, String> {
    match accept {
        None => Ok(false),
        Some(_) if ci => Err("EXITSPEC_ACCEPT is set in CI, where nothing is accepted".to_owned()),
        Some(value) if value == "1" => Ok(true),
        Some(value) => Err(std::format!(
            "EXITSPEC_ACCEPT is {value:?}; the only value it may have is 1"
        )),
    }
}

#[test]
fn only_an_explicit_command_accepts_and_never_in_ci() {
    let asked = |value: &str, ci| is_accepting(Some(value.as_ref()), ci);
    assert_eq!(is_accepting(None, false), Ok(false));
    assert_eq!(is_accepting(None, true), Ok(false));
    assert_eq!(asked("1", false), Ok(true));
    assert!(asked("1", true).is_err());
    for value in ["", "0", "yes", "true"] {
        assert!(asked(value, false).is_err(), "{value}");
    }
}

/// That the file has this text; when accepting, it is given it.
fn assert_current(path: &Path, text: &str) {
    let accepting = accepting();
    let found = fs::read_to_string(path).unwrap_or_default();
    // Nothing is written in vain: other tests read these files.
    if found != text && accepting {
        return fs::write(path, text).unwrap();
    }
    let same = found
        .lines()
        .zip(text.lines())
        .take_while(|(found, wanted)| found == wanted)
        .count();
    assert!(
        found == text,
        "{} is not current from line {} on:\n  found  {:?}\n  wanted {:?}\nif the change is meant: \
         EXITSPEC_ACCEPT=1 cargo test -p exitspec --features schema --test it expectation_fixtures, then look at the diff",
        path.display(),
        same + 1,
        found.lines().nth(same).unwrap_or("(the end)"),
        text.lines().nth(same).unwrap_or("(the end)"),
    );
}

#[test]
fn fixtures_are_canonical() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let canonical =
            format(&path.display().to_string(), &text).unwrap_or_else(|error| panic!("{error}"));
        assert_current(&path, &canonical);
    }
}

#[cfg(not(feature = "schema"))]
#[test]
#[ignore = "needs the feature `schema`"]
fn the_schema_is_current_and_the_fixtures_follow_it() {}

#[cfg(feature = "schema")]
mod schema {
    use exitspec::expectation::{claims_schema, claims_schema_text, schema, schema_text};
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_schema_is_current() {
        assert_current(&folder().join("schema.json"), &schema_text());
        let claims = folder().join("claims/schema.json");
        assert_current(&claims, &claims_schema_text());
    }

    fn validator() -> jsonschema::Validator {
        jsonschema::validator_for(&schema()).unwrap()
    }

    #[test]
    fn every_fixture_follows_the_schema() {
        let (groups, claims) = (
            validator(),
            jsonschema::validator_for(&claims_schema()).unwrap(),
        );
        for path in fixtures() {
            let validator = match path.starts_with(folder().join("claims")) {
                true => &claims,
                false => &groups,
            };
            let text = fs::read_to_string(&path).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            let problems: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| std::format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
        }
    }

    /// A group file that uses every form, and follows the schema.
    fn everything() -> Value {
        json!({
            "$schema": "../schema.json",
            "group": "rust/demo",
            "cases": {
                "a": {
                    "summary": "s", "level": "implementation-defined", "note": "n",
                    "sources": [{"doc": "d", "clause": "c", "url": "https://u.example"}],
                    "expect": {
                        "ending": {"exited_any_of": [0, 255]}, "waitid": {"code": "CLD_EXITED", "status": 256}, "core": false,
                        "changes": [{"stopped": "SIGSTOP"}, "continued"], "stdout": {"base64": "/w=="}, "stderr": {"contains": ["a", {"base64": "/w=="}]},
                        "journal": {"any_order": ["a"]}, "flushed": [0], "left_behind": ["group", "session", "elsewhere"],
                        "any_of": [{"ending": {"hung": "in_body"}}, {"ending": {"any": true}}, {"ending": {"signaled_any_of": ["SIGABRT"]}}]
                    },
                    "by_sink": {"tty": {"stdout": {"repeated": {"text": "x", "times": 3}}, "journal": {"repeated": {"event": "a", "times": 2}}}},
                    "platforms": [{
                        "when": {
                            "os": "linux", "kernel": ">=5.10, <6", "arch": "x86_64", "libc": "glibc", "version": "=2.36", "link": "static",
                            "runtime": "rust", "runtime_version": "!=1.95", "panic": "abort", "isolation": "spawn", "emulator": "qemu"
                        },
                        "expect": {"stdout": {"starts_with": "x"}, "stderr": {"any": true}, "journal": ["a"]}, "by_sink": {"file": {"journal": {"in_order": ["a"]}}},
                        "reason": "r", "url": "https://u.example"
                    }]
                }
            }
        })
    }

    #[test]
    fn the_schema_allows_every_form_and_the_types_do_too() {
        let value = everything();
        let problems: Vec<String> = validator()
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(problems.is_empty(), "{problems:#?}");
        serde_json::from_value::<exitspec::expectation::GroupFile>(value).unwrap();
    }

    #[test]
    fn what_the_types_refuse_the_schema_refuses() {
        let validator = validator();
        let at = |pointer: &str, wrong: Value| {
            let mut value = everything();
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            value.pointer_mut(parent).unwrap()[key] = wrong;
            value
        };
        let entry = "/cases/a";
        for (pointer, wrong) in [
            ("/more", json!(1)),
            ("/group", json!(1)),
            (&std::format!("{entry}/sumary"), json!("s")),
            (&std::format!("{entry}/level"), json!("must")),
            (&std::format!("{entry}/sources"), json!("POSIX")),
            (
                &std::format!("{entry}/expect/ending"),
                json!({"exited": 256}),
            ),
            (
                &std::format!("{entry}/expect/ending"),
                json!({"exited": 0, "hung": "ending"}),
            ),
            (
                &std::format!("{entry}/expect/ending"),
                json!({"any": false}),
            ),
            (
                &std::format!("{entry}/expect/stdout"),
                json!({"contains": "a", "starts_with": "a"}),
            ),
            (
                &std::format!("{entry}/expect/stdout"),
                json!({"repeated": {"text": "x", "times": 3, "more": 1}}),
            ),
            (&std::format!("{entry}/expect/journal"), json!("a")),
            (&std::format!("{entry}/by_sink"), json!({"pip": {}})),
            (
                &std::format!("{entry}/platforms/0/when"),
                json!({"version": "1.2"}),
            ),
            (
                &std::format!("{entry}/platforms/0/when"),
                json!({"libcc": "musl"}),
            ),
        ] {
            let value = at(pointer, wrong);
            assert!(
                !validator.is_valid(&value),
                "the schema allows {pointer}: {}",
                value.pointer(pointer).unwrap()
            );
            assert!(
                serde_json::from_value::<exitspec::expectation::GroupFile>(value).is_err(),
                "the types allow {pointer}"
            );
        }
        let mut neither = everything();
        neither.as_object_mut().unwrap().remove("group");
        assert!(!validator.is_valid(&neither));
    }
}
