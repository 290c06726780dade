//! What the report looks like.

use unicode_width::UnicodeWidthStr as _;

use super::*;
use crate::golden;

#[test]
fn as_json_on_lines() {
    let report = as_json(&documents());
    let text = serde_json::to_string_pretty(&report).unwrap() + "\n";
    golden::check("report.json", text.as_bytes());
}

#[test]
fn as_markdown_with_what_differs() {
    golden::check("report.md", as_markdown(&documents()).as_bytes());
}

#[test]
fn on_a_terminal() {
    golden::check("report.txt", as_text(&documents(), 100).as_bytes());
}

#[test]
fn a_page_for_readers_without_scripts() {
    let page = as_html(&documents());
    let (_, main) = page.split_once("<div id=\"app\">").unwrap();
    let (main, _) = main.split_once("</div>").unwrap();
    golden::check("report-main.html", main.as_bytes());
}

#[test]
fn the_page_has_the_data_and_loads_nothing() {
    let documents = documents();
    let page = as_html(&documents);
    let data: Value = serde_json::from_slice(&data(&page)).unwrap();
    assert_eq!(data, as_json(&documents));
    let (_, policy) = page
        .split_once("Content-Security-Policy\" content=\"")
        .unwrap();
    let (policy, _) = policy.split_once('"').unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src "),
        "{policy}"
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains("http"),
        "{policy}"
    );
    // Nothing else than the data, the styles and the scripts of the page itself.
    let shell = (page.replace(&crate::report::assets::SCRIPTS.concat(), ""))
        .replace(&crate::report::assets::STYLES.concat(), "");
    for loading in [" src=", " href=\"h", " href=\"/", "url("] {
        assert!(!shell.contains(loading), "{loading}: {shell:.3000}");
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_and_all_is_told_in_every_width() {
    for width in [60, 80, 100, 160] {
        let text = as_text(&documents(), width);
        for line in text.lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
        assert!(text.trim_end().ends_with("everywhere"), "{text}");
    }
}

#[test]
fn wide_characters_keep_their_columns() {
    let mut documents = documents();
    for result in documents.iter_mut().flat_map(|d| &mut d.results) {
        if result.case == "c/exit/closes" {
            result.case = "c/exit/界面".to_owned();
        }
        for difference in &mut result.differences {
            difference.got = "端末".repeat(40);
        }
    }
    for width in [60, 61, 62, 63] {
        for line in as_text(&documents, width).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn more_platforms_than_fit_go_on_below() {
    let kernels = (0..50).map(|number| {
        let mut document = samples::on(samples::GLIBC);
        document.platform.kernel = format!("6.{number}");
        document.results.iter_mut().for_each(|result| {
            if number % 2 == 1 && result.case == "c/signal/bus" {
                result.observation = None;
                result.verdict = exitspec::Verdict::Unresolved;
            }
        });
        document
    });
    let documents: Vec<Document> = kernels.collect();
    let text = as_text(&documents, 60);
    assert!(text.lines().all(|line| line.width() <= 60), "{text}");
    let (_, group) = text.split_once("\nc/signal  ").unwrap();
    let letters: String = (group.lines().skip(1).take(2))
        .map(|line| line.trim_start().split("  ").next().unwrap())
        .collect();
    assert_eq!(letters.len(), 50, "{text}");
    assert_eq!(letters.matches('?').count(), 25, "{text}");
}

#[test]
fn markdown_stays_short_and_says_what_is_left_out() {
    let results = |code: i32| {
        let case = |number: i32| {
            let case = format!("c/group{}/case{number}", number / 20);
            let text = format!("{code} {number} {}", "text ".repeat(10));
            samples::result(
                &case,
                "pipe",
                "unspecified",
                samples::exited(code, &text, &[]),
            )
        };
        (0..4000).map(case).collect()
    };
    let documents = [
        samples::document(samples::GLIBC, results(1), &[]),
        samples::document(samples::MUSL, results(2), &[]),
    ];
    let text = as_markdown(&documents);
    assert!(text.len() < 512 * 1024, "{}", text.len());
    assert!(text.len() > 400 * 1024, "{}", text.len());
    let (shown, rest) = text.split_once("\n## Left out\n").unwrap();
    // Every matrix is there, and of those groups that are named not what was seen.
    assert_eq!(shown.matches("\n## c/group").count(), 200);
    let whole = shown.matches(": [POSIX").count();
    let (_, results) = rest.split_once("Without what was seen, and why: ").unwrap();
    let (results, groups) = results.split_once(" results of ").unwrap();
    let results: usize = results.parse().unwrap();
    assert_eq!(whole + results, 4000);
    assert_eq!(groups.matches("c/group").count() * 20, results);
    assert!(!rest.contains("\nLeft out"), "{rest}");
}
