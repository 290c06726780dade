//! Text that tries to be more than text, in every place of a document where text can be.

use exitspec::Bytes;
use exitspec::document::Document;
use serde_json::json;

use crate::samples::{GLIBC, document as put_together, exited, judged, result};

/// Markup, ends of markup, escapes, commands to terminals and to GitHub, other directions, beginnings of lines.
pub(crate) const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "]]><![CDATA[",
    "<!-- --> &amp; &#0; &lt",
    "\"quotes' `ticks` ```",
    "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J",
    "\0\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{fffe}\u{ffff}\u{feff}",
    "right \u{202e}to left\u{2066} \u{200f}\u{61c}",
    "עברית and العربية",
    "line\nnot ok 1 - injected\r\n1..0\rBail out!\u{85}x\u{2028}y\u{2029}z",
    "# SKIP not really \\# TODO \\",
    "  ---\n  ...\n  - : { [ ! & * | > %",
    "::error title=x::y%0A%25::\n::set-output name=a::b\n##[error]c",
    "a, b: c % 100%25 %0D%0A",
    "| cell \\| cell\n\n# heading\n* [link](javascript:alert(1)) @someone",
    "漢字かな and 👩‍👩‍👧 and e\u{301}",
];

/// A document with a failure, a known deviation, something unsupported and something unresolved, all with this text.
pub(crate) fn document(text: &str) -> Document {
    let one = |name: &str| {
        result(
            &format!("c/group/{name}"),
            "pipe",
            "mandated",
            exited(1, text, &[text]),
        )
    };
    let mut failed = judged(one("failed"), "FAIL", text, Some(text));
    failed["differences"] = json!([{ "field": "stdout", "expected": "\"\"", "got": text }]);
    failed["sources"][0]["clause"] = json!(text);
    let results = vec![
        failed,
        judged(one("known"), "XFAIL", text, Some(text)),
        judged(one("skipped"), "UNSUPPORTED", text, None),
        judged(one("unresolved"), "UNRESOLVED", text, None),
        one("passed"),
    ];
    let mut document = put_together(GLIBC, results, &[]);
    document.platform.name = text.to_owned();
    document.platform.kernel = text.to_owned();
    document.suite.version = text.to_owned();
    document
}

/// A document with a failure that wrote these bytes.
pub(crate) fn captured(bytes: &[u8]) -> Document {
    let mut document = document("text");
    for result in &mut document.results {
        let observation = result.observation.as_mut();
        observation.expect("all of them ran").stdout = Some(Bytes(bytes.to_vec()));
    }
    document
}
