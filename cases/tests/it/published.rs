//! The published run documents, held against the expectations as they are now: what was seen on platforms that this
//! machine may not have tells at once whether an expectation, an override or its range of versions is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use exitspec::document::{Document, read};
use exitspec::expectation::Book;
use exitspec::run::judge_again;
use exitspec::{Platform, Verdict};

use crate::support::printed;

const RENEW: &str = "if the documents are of another day, `scripts/publish` makes them anew";

const JUDGE: &str = "`scripts/publish --judge` gives the published results the verdicts and reasons of today's expectations";

/// The families that have platforms of their own, and what is written of each.
const FAMILIES: [(&str, &str); 3] = [
    ("c", "docs/findings.md"),
    ("python", "docs/findings-python.md"),
    ("shell", "docs/findings-shell.md"),
];

/// All that is published, read once for all tests.
static PUBLISHED: LazyLock<Vec<(PathBuf, Document)>> = LazyLock::new(|| {
    let read = |path: PathBuf| match read(fs::File::open(&path).unwrap()) {
        Ok(document) => (path, document),
        Err(error) => panic!("{}: {error}", path.display()),
    };
    all_paths().into_iter().map(read).collect()
});

/// Those of platforms that one can choose: the Rust family runs where it was built.
fn of_platforms() -> impl Iterator<Item = &'static (PathBuf, Document)> {
    let of_rust = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with("rust"));
    PUBLISHED.iter().filter(move |(path, _)| !of_rust(path))
}

fn all_paths() -> Vec<PathBuf> {
    let families = FAMILIES.iter().map(|(family, _)| *family).chain(["rust"]);
    families.flat_map(paths_of).collect()
}

/// As words of a command line.
fn words(paths: &[PathBuf]) -> String {
    let words: Vec<String> = (paths.iter())
        .map(|path| path.display().to_string())
        .collect();
    words.join(" ")
}

fn paths_of(family: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports/published");
    let folder = folder.join(family);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "gz"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing of {family} is published");
    paths
}

fn book() -> Book {
    exitspec_suite::suite().expectations.load().unwrap()
}

#[test]
fn results_are_those_that_the_expectations_give() {
    let book = book();
    let mut wrong = Vec::new();
    for (path, document) in &*PUBLISHED {
        let name = path.file_name().unwrap().display();
        let mut document = document.clone();
        match judge_again(&mut document, &book) {
            Ok(rejudged) => wrong.extend(rejudged.iter().map(|one| format!("{name}: {one:?}"))),
            Err(result) => wrong.push(format!("{name}: {result}: there is no expectation for it")),
        }
        for result in &document.results {
            let told = matches!(result.verdict, Verdict::Unsupported | Verdict::Unresolved);
            let racy = document.volatile_of(result);
            let seen = result.observation.is_some()
                || racy.is_some_and(|racy| !racy.observations.is_empty());
            if !told && !seen {
                wrong.push(format!("{name}: {}: no observation", result.key()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} results; {JUDGE}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_override_holds_on_some_platform() {
    let book = book();
    for (family, _) in FAMILIES {
        let platforms: Vec<Platform> = (PUBLISHED.iter())
            .filter(|(path, _)| path.parent().is_some_and(|folder| folder.ends_with(family)))
            .map(|(_, document)| document.platform.clone())
            .collect();
        if let Err(error) = book.check_platforms(family, &platforms) {
            panic!("{error}");
        }
    }
}

#[test]
fn every_platform_that_is_built_in_is_there_and_says_what_it_is() {
    let there: BTreeSet<String> = of_platforms()
        .map(|(path, _)| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.strip_suffix(".json.gz").unwrap().to_owned()
        })
        .collect();
    let known: BTreeSet<String> = exitspec_suite::platform::Descriptions::load(None)
        .unwrap()
        .all()
        .iter()
        // What the machine has is one of the others.
        .filter(|description| !description.is_of_this_machine())
        .map(|description| description.name.clone())
        .collect();
    assert_eq!(there, known);
    for (path, document) in of_platforms() {
        assert!(!document.interrupted, "{}", path.display());
        assert_eq!(document.count(Verdict::Unresolved), 0, "{}", path.display());
        assert!(
            document
                .volatile
                .command
                .iter()
                .any(|word| word == "--platform"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_claims_are_those_of_the_documents() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/claims.md");
    // That it succeeds says that every verdict is the reviewed one.
    let paths = words(&all_paths());
    let rendered = printed(&format!("claims --from {paths} --format markdown"));
    assert!(rendered.contains("; untested: 0."), "{rendered:.500}");
    assert!(
        rendered == fs::read_to_string(page).unwrap_or_default(),
        "docs/claims.md is not what its documents say; {RENEW}"
    );
}

/// Both renderings, by one run: to read and judge all documents takes its time.
#[test]
fn the_report_is_that_of_the_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports/published");
    let rendered = tempfile::tempdir().unwrap();
    let paths = words(&all_paths());
    let names = ["report.html", "report.md"];
    let [html, markdown] = names.map(|name| rendered.path().join(name).display().to_string());
    let line = format!("report {paths} --html {html} --markdown {markdown}");
    assert_eq!(printed(&line), "");
    for name in names {
        let now = fs::read(rendered.path().join(name)).unwrap();
        // Not compared by `assert_eq`: nobody wants to see megabytes.
        assert!(
            fs::read(folder.join(name)).is_ok_and(|kept| kept == now),
            "reports/published/{name} is not what its documents say; `scripts/render` writes it anew"
        );
    }
    let markdown = fs::metadata(rendered.path().join("report.md")).unwrap();
    assert!(markdown.len() < 512 * 1024, "{} bytes", markdown.len());
}

#[test]
fn the_findings_are_those_of_the_documents() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (family, file) in FAMILIES {
        let rendered = printed(&format!("findings {}", words(&paths_of(family))));
        let kept = fs::read_to_string(root.join(file)).unwrap();
        assert!(
            rendered == kept,
            "{file} is not what its documents say; {RENEW}"
        );
    }
}
