//! The report of hand-written run documents.

mod hostile;
mod shown;
mod told;

use std::io;

use exitspec::document::Document;
use serde_json::Value;

use super::*;
use crate::samples::{self, On};
use crate::testing;

/// The same cases of the C family on seven platforms, and those of the Rust family on one.
fn documents() -> Vec<Document> {
    let c = [
        On("musl", "1.2.10", "dynamic", "x86_64", None),
        On("glibc", "2.36", "dynamic", "x86_64", None),
        On("glibc", "2.36", "static", "mips", Some("qemu-user")),
        On("glibc", "2.26", "dynamic", "x86_64", None),
        On("musl", "1.2.3", "dynamic", "x86_64", None),
        On("musl", "1.2.3", "static", "x86_64", None),
        On("musl", "1.2.10", "static", "x86_64", None),
    ];
    let mut documents: Vec<Document> = c.map(samples::on).into();
    documents.push(testing::document());
    documents[1].volatile.started = 1_796_050_944;
    documents[1].volatile.command = ["/x/exitspec", "run", "c", "--platform", "all"]
        .map(str::to_owned)
        .into();
    documents[3].interrupted = true;
    documents
}

/// What is written of these documents, with the expectations of the Rust family.
fn written(
    documents: &[Document],
    write: impl Fn(&Report<'_>, &mut Vec<u8>) -> io::Result<()>,
) -> String {
    let (book, names) = (testing::book(), vec![None, Some("glibc-2.36".to_owned())]);
    let given = Given {
        documents,
        names: &names,
        book: Some(&book),
        claims: None,
    };
    let mut out = Vec::new();
    write(&Report::new(&given).unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_json(documents: &[Document]) -> Value {
    serde_json::from_str(&written(documents, |report, out| json(report, out))).unwrap()
}

fn as_html(documents: &[Document]) -> String {
    written(documents, |report, out| html(report, out))
}

fn as_markdown(documents: &[Document]) -> String {
    written(documents, |report, out| markdown(report, out))
}

fn as_text(documents: &[Document], width: usize) -> String {
    let text = written(documents, |report, out| text(report, width, out));
    anstream::adapter::strip_str(&text).to_string()
}

/// The row of that name.
fn row<'r>(report: &'r Value, case: &str, sink: &str) -> &'r Value {
    let mut rows = report["rows"].as_array().unwrap().iter();
    rows.find(|row| row["case"] == case && row["sink"] == sink)
        .unwrap()
}

/// What is in the page as data.
fn data(page: &str) -> Vec<u8> {
    use base64::Engine as _;
    use std::io::Read as _;
    let (_, data) = page.split_once("id=\"data\">").unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    let packed = base64::engine::general_purpose::STANDARD
        .decode(data)
        .unwrap();
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&*packed)
        .read_to_end(&mut text)
        .unwrap();
    text
}
