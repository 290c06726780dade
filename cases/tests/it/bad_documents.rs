//! Files that are no run documents, for every command that reads some.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{exitspec, refused};

/// A document of a few results.
fn good(folder: &Path) -> String {
    let path = folder.join("good.json");
    let output = exitspec("run rust/classic --no-twin --quiet --json")
        .arg(&path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    fs::read_to_string(path).unwrap()
}

#[test]
fn each_is_2_and_says_which_file_what_is_wrong_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let whole = good(folder.path());
    let mut compressed = GzEncoder::new(Vec::new(), Compression::fast());
    compressed.write_all(whole.as_bytes()).unwrap();
    let compressed = compressed.finish().unwrap();
    let cut = &whole[..whole.find("\"verdict\"").unwrap()];
    let newer = whole.replacen("exitspec/run/1", "exitspec/run/2", 1);
    let unknown = whole.replacen("\"family\"", "\"familie\"", 1);
    let files: [(&str, &[u8], &[&str]); 8] = [
        ("empty", b"", &["it is empty", "`exitspec run --json FILE`"]),
        (
            "text",
            b"hello",
            &[
                "it is no JSON: expected value at line 1 column 1",
                "`exitspec run --json FILE`",
            ],
        ),
        (
            "foreign",
            br#"{"name": "x", "version": 1}"#,
            &["no run document", "`exitspec run --json FILE`"],
        ),
        ("list", b"[1, 2]", &["no run document"]),
        (
            "cut",
            cut.as_bytes(),
            &[
                "it is cut off, at results[0]",
                "line ",
                "get the whole file",
            ],
        ),
        (
            "cut.gz",
            &compressed[..compressed.len() / 2],
            &["compressed, and cut off or damaged", "get the whole file"],
        ),
        (
            "newer",
            newer.as_bytes(),
            &["its schema is `exitspec/run/2`", "reads `exitspec/run/1`"],
        ),
        (
            "unknown",
            unknown.as_bytes(),
            &["at results[0].familie: unknown field `familie`", "line "],
        ),
    ];
    let good = folder.path().join("good.json");
    let out = folder.path().join("out");
    let (good, out) = (good.display(), out.display());
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, content, _) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let others: [(&str, &[&str]); 2] = [
        ("folder", &["it is a directory", "name the run documents"]),
        ("missing", &["No such file"]),
    ];
    let all = files.iter().map(|(name, _, words)| (*name, *words));
    for (name, words) in all.chain(others) {
        let bad = folder.path().join(name);
        let bad = bad.display();
        for line in [
            format!("diff {good} {bad}"),
            format!("diff {bad} {good}"),
            format!("merge {good} {bad} --output {out}"),
            format!("convert {bad} --junit {out}"),
            format!("findings {good} {bad} --output {out}"),
            format!("claims --from {bad} --output {out}"),
            format!("report {good} {bad} --html {out}"),
            format!("judge {bad}"),
        ] {
            let said = refused(&line, 2);
            assert!(said.starts_with("error: "), "{line}: {said}");
            assert!(said.contains(&format!("{bad}: ")), "{line}: {said}");
            assert_eq!(said.lines().count(), 1, "{line}: {said}");
            for word in words {
                assert!(said.contains(word), "{line}: {word}: {said}");
            }
        }
    }
    assert!(!folder.path().join("out").exists());
}
