//! The README shows what the command prints.

use crate::support::printed;

const README: &str = include_str!("../../../README.md");

/// The text behind this comment.
fn sample(comment: &str) -> &'static str {
    README
        .split(&format!("{comment}\n```text\n"))
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap()
}

/// The part of a report is what is printed of the documents that are published.
#[test]
fn the_report_in_the_readme_is_the_beginning_of_a_real_one() {
    const PLATFORMS: [&str; 7] = [
        "dietlibc-0.34",
        "glibc-2.31",
        "glibc-2.43",
        "klibc-2.0.12",
        "musl-1.2.2",
        "musl-1.2.6",
        "uclibc-ng-1.0.54",
    ];
    let published = concat!(env!("CARGO_MANIFEST_DIR"), "/../reports/published/c");
    let paths = PLATFORMS.map(|name| format!("{published}/{name}.json.gz"));
    let printed = printed(&format!("report {}", paths.join(" ")));
    let part = sample("<!-- part of a report, checked by cases/tests/it/readme.rs -->");
    assert!(
        printed.starts_with(part),
        "it is now:\n{}",
        printed.lines().take(40).collect::<Vec<_>>().join("\n")
    );
}

/// The sample without its first line, which names the platform it was made on, is what is printed here: the case has
/// the same outcome wherever the C library is glibc 2.27 or newer.
#[test]
fn the_sample_of_the_readme_is_real() {
    let sample = sample("<!-- checked by cases/tests/it/readme.rs -->");
    let (_, sample) = sample.split_once('\n').unwrap();
    let printed = printed("explain rust/classic --no-twin");
    let (_, printed) = printed.split_once('\n').unwrap();
    assert_eq!(printed.trim_end(), sample.trim_end());
}
