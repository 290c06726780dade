//! The published run documents, held against the expectations as they are now: what was seen on platforms that this
//! machine may not have tells at once whether an expectation, an override or its range of versions is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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

fn published() -> Vec<(PathBuf, Document)> {
    let mut all = of_platforms();
    // It runs where it was built, so it has no platforms to choose from.
    all.extend(of_family("rust"));
    all
}

fn of_platforms() -> Vec<(PathBuf, Document)> {
    FAMILIES
        .iter()
        .flat_map(|(family, _)| of_family(family))
        .collect()
}

fn of_family(family: &str) -> Vec<(PathBuf, Document)> {
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
        .into_iter()
        .map(|path| {
            let document = read(fs::File::open(&path).unwrap());
            (
                path.clone(),
                document.unwrap_or_else(|error| panic!("{}: {error}", path.display())),
            )
        })
        .collect()
}

fn book() -> Book {
    exitspec_suite::suite().expectations.load().unwrap()
}

#[test]
fn results_are_those_that_the_expectations_give() {
    let book = book();
    let mut wrong = Vec::new();
    for (path, mut document) in published() {
        let name = path.file_name().unwrap().display();
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
        let platforms: Vec<Platform> = of_family(family)
            .into_iter()
            .map(|(_, document)| document.platform)
            .collect();
        if let Err(error) = book.check_platforms(family, &platforms) {
            panic!("{error}");
        }
    }
}

#[test]
fn every_platform_that_is_built_in_is_there_and_says_what_it_is() {
    let there: BTreeSet<String> = of_platforms()
        .iter()
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
    let published = published();
    let runs_python = |(_, document): &(PathBuf, Document)| {
        (document.results.iter()).any(|result| result.family == "python")
    };
    if !published.iter().any(runs_python) {
        assert!(
            !page.exists(),
            "no interpreter is published, so there is no page"
        );
        return;
    }
    let paths: Vec<String> = published
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    // That it succeeds says that every verdict is the reviewed one.
    let rendered = printed(&format!(
        "claims --from {} --format markdown",
        paths.join(" ")
    ));
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
    let paths: Vec<String> = published()
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    let names = ["report.html", "report.md"];
    let [html, markdown] = names.map(|name| rendered.path().join(name).display().to_string());
    let line = format!(
        "report {} --html {html} --markdown {markdown}",
        paths.join(" ")
    );
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
        let paths: Vec<String> = of_family(family)
            .iter()
            .map(|(path, _)| path.display().to_string())
            .collect();
        let rendered = printed(&format!("findings {}", paths.join(" ")));
        let kept = fs::read_to_string(root.join(file)).unwrap();
        assert!(
            rendered == kept,
            "{file} is not what its documents say; {RENEW}"
        );
    }
}
