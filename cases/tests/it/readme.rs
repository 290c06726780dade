//! The README shows what the command prints.

use crate::support::printed;

const README: &str = include_str!("../../../README.md");

/// The sample without its first line, which names the platform it was made on, is what is printed here: the case has
/// the same outcome wherever the C library is glibc 2.27 or newer.
#[test]
fn the_sample_of_the_readme_is_real() {
    let sample = README
        .split("<!-- checked by cases/tests/it/readme.rs -->\n```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap();
    let (_, sample) = sample.split_once('\n').unwrap();
    let printed = printed("explain rust/classic --no-twin");
    let (_, printed) = printed.split_once('\n').unwrap();
    assert_eq!(printed.trim_end(), sample.trim_end());
}
