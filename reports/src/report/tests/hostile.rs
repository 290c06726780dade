//! Text that would be markup, or would steer a terminal, if somebody let it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::json;

use super::*;

const MARKUP: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'`&amp;-->|[x](javascript:alert(3))";
const STEERING: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\r\n\0\u{9b}1m\u{202e}txet\u{202c}";
const RTL: &str = "שלום עולם مرحبا";

/// Two platforms on which everything differs, named and filled with such text.
fn documents() -> Vec<Document> {
    let texts = [
        json!(MARKUP),
        json!(STEERING),
        json!(RTL),
        json!({ "base64": "/wD+Cjw=" }),
        json!("x<|`".repeat(256 * 1024)),
    ];
    let on = |on: On, code: i32| {
        let results = texts.iter().enumerate().map(|(number, text)| {
            let mut seen = samples::exited(code, "", &[MARKUP, STEERING, RTL]);
            seen["stdout"] = text.clone();
            seen["stderr"] = json!(format!("{MARKUP}{STEERING}{RTL}"));
            let case = format!("c/<b>|{MARKUP}/{number}|{RTL}{STEERING}");
            let mut result = samples::judged(
                samples::result(&case, "pipe", "mandated", seen),
                "FAIL",
                &format!("{MARKUP}{STEERING}{RTL}"),
                Some("javascript:alert(4)"),
            );
            result["differences"] = json!([{ "field": MARKUP, "expected": STEERING, "got": RTL }]);
            result["sources"] =
                json!([{ "doc": MARKUP, "clause": STEERING, "url": "javascript:alert(5)" }]);
            result
        });
        let mut document = samples::document(on, results.collect(), &[]);
        document.platform.libc.name = format!("libc{MARKUP}{STEERING}");
        document.platform.name = MARKUP.to_owned();
        document.platform.kernel = format!("6.1{MARKUP}{STEERING}");
        document.platform.runtime.name = RTL.to_owned();
        document.suite.name = MARKUP.to_owned();
        document
    };
    vec![on(samples::GLIBC, 1), on(samples::MUSL, 2)]
}

#[test]
fn json_says_exactly_what_was_captured() {
    let documents = documents();
    let report = as_json(&documents);
    let seen = report["observations"].as_array().unwrap();
    for result in &documents[0].results {
        let observation = serde_json::to_value(result.observation.as_ref().unwrap()).unwrap();
        assert!(seen.contains(&observation));
    }
    assert_eq!(report["suite"]["name"], MARKUP);
}

#[test]
fn no_captured_text_is_markup_in_the_page() {
    let documents = documents();
    let page = as_html(&documents);
    let without = [
        crate::report::assets::SCRIPTS.concat(),
        crate::report::assets::STYLES.concat(),
    ];
    let shell = without
        .iter()
        .fold(page.clone(), |page, own| page.replacen(own, "", 1));
    assert_eq!(shell.matches("<script").count(), 2, "{shell:.4000}");
    assert_eq!(shell.matches("</script").count(), 2);
    for markup in ["<img", "<b>", "onerror=alert(2)>"] {
        assert!(!shell.contains(markup), "{markup}");
    }
    // It is there all the same, as text.
    assert!(shell.contains("&#60;img src=x"), "{shell:.4000}");
    for character in shell.chars() {
        let steers = character.is_control() && character != '\n';
        assert!(!steers && character != '\u{202e}', "{character:?}");
    }
    let data: Value = serde_json::from_slice(&data(&page)).unwrap();
    assert_eq!(data, as_json(&documents));
}

#[test]
fn no_captured_text_is_markup_in_markdown() {
    let text = as_markdown(&documents());
    assert!(text.len() < 64 * 1024, "{}", text.len());
    let mut columns = 0;
    let mut cells = 0;
    let mut rows = 0;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://"), "{dest_url}");
            }
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                assert_eq!(cells, columns);
                cells = 0;
                rows += 1;
            }
            Event::Text(text) => assert!(!text.contains(char::is_control), "{text:?}"),
            _ => {}
        }
    }
    // Of each table the head: two platforms, and five rows of which the same is to be said at most.
    assert!(rows >= 5, "{rows}");
    // No cell more on any line of a table than in its head: what a parser would drop.
    let mut expected = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            expected = None;
            continue;
        }
        let bars = line
            .replace("\\\\", "")
            .replace("\\|", "")
            .matches('|')
            .count();
        assert_eq!(*expected.get_or_insert(bars), bars, "{line}");
    }
}

#[test]
fn no_captured_text_steers_a_terminal() {
    let text = as_text(&documents(), 80);
    for character in text.chars() {
        let steers = character.is_control() && character != '\n';
        assert!(!steers && character != '\u{202e}', "{character:?}");
    }
    let styled = written(&documents(), text_of);
    let escapes = styled.matches('\u{1b}').count();
    let styles = styled.matches("\u{1b}[").count();
    assert_eq!(escapes, styles, "only styles of our own");
}

fn text_of(report: &Report<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    text(report, 80, out)
}
