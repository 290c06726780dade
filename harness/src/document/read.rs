//! Reading documents, and saying what is wrong with what is none.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::types::{Document, SCHEMA, SCHEMA_OF_SEVERAL};

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read at all.
    #[error("it cannot be read")]
    Read(#[source] io::Error),
    /// It is a folder.
    #[error("it is a directory; name the run documents in it")]
    Folder,
    /// There is nothing in it.
    #[error("it is empty, and should be a run document, as `exitspec run --json FILE` writes it")]
    Empty,
    /// It was compressed, and that cannot be undone.
    #[error("it is compressed, and cut off or damaged; get the whole file, or make it again")]
    Compressed(#[source] io::Error),
    /// It ends too early.
    #[error("it is cut off, at {path}: {error}; get the whole file, or make it again")]
    CutOff {
        /// The JSON path of the place.
        path: String,
        /// What is wrong there, with line and column.
        error: serde_json::Error,
    },
    /// It is something else.
    #[error(
        "it is no JSON: {0}; it should be a run document, as `exitspec run --json FILE` writes it"
    )]
    NotJson(serde_json::Error),
    /// It is JSON of something else.
    #[error(
        "it is JSON, but no run document, which begins with `\"schema\": \"{SCHEMA}\"`, as `exitspec run --json FILE` \
         writes it"
    )]
    Foreign,
    /// It is of another version of the format.
    #[error(
        "its schema is `{0}`, and this version of exitspec reads `{SCHEMA}` and `{SCHEMA_OF_SEVERAL}`; use the version that \
         wrote it, or make the run again"
    )]
    Schema(String),
    /// It does not say what a run document says.
    #[error("at {path}: {error}")]
    Form {
        /// The JSON path of the place.
        path: String,
        /// What is wrong there, with line and column.
        error: serde_json::Error,
    },
    /// It holds several documents, or none, where one is wanted.
    #[error(
        "it holds {0} runs, where one is wanted; `exitspec merge --only PLATFORM` takes one out"
    )]
    NotOne(usize),
}

/// How a file that was compressed by gzip begins (RFC 1952, 2.3.1).
const GZIP: &[u8] = &[0x1f, 0x8b];

/// Reads a document, compressed or not.
///
/// # Errors
///
/// When it cannot be read, is of another version, has something in it that this version does not know, or holds more than
/// one run.
pub fn read(from: impl Read) -> Result<Document, ReadError> {
    let documents = read_all(from)?;
    <[Document; 1]>::try_from(documents)
        .map(|[document]| document)
        .map_err(|documents| ReadError::NotOne(documents.len()))
}

/// Reads a document, or all that are in one file, compressed or not.
///
/// # Errors
///
/// When it cannot be read, is of another version, or has something in it that this version does not know.
pub fn read_all(from: impl Read) -> Result<Vec<Document>, ReadError> {
    #[derive(Deserialize)]
    struct Version {
        schema: Option<String>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Runs {
        #[serde(rename = "schema")]
        _schema: String,
        runs: Vec<Document>,
    }
    let text = text(from)?;
    let several = match serde_json::from_slice::<Version>(&text).map(|version| version.schema) {
        Ok(Some(schema)) if schema == SCHEMA => false,
        Ok(Some(schema)) if schema == SCHEMA_OF_SEVERAL => true,
        Ok(Some(schema)) => return Err(ReadError::Schema(schema)),
        Ok(None) => return Err(ReadError::Foreign),
        Err(error) => match error.classify() {
            // Where it ends is found below.
            Category::Eof => begins_as_several(&text),
            // It is found to be of another form before its end is seen.
            Category::Data => {
                let read = serde_json::from_slice::<IgnoredAny>(&text);
                return Err(read.map_or_else(ReadError::NotJson, |_| ReadError::Foreign));
            }
            Category::Syntax | Category::Io => return Err(ReadError::NotJson(error)),
        },
    };
    match several {
        true => form::<Runs>(&text).map(|runs| runs.runs),
        false => form(&text).map(|document| vec![document]),
    }
}

fn text(mut from: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut text = Vec::new();
    from.read_to_end(&mut text)
        .map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => ReadError::Folder,
            _ => ReadError::Read(error),
        })?;
    if text.starts_with(GZIP) {
        let compressed = std::mem::take(&mut text);
        MultiGzDecoder::new(&*compressed)
            .read_to_end(&mut text)
            .map_err(ReadError::Compressed)?;
    }
    match text.trim_ascii().is_empty() {
        true => Err(ReadError::Empty),
        false => Ok(text),
    }
}

/// Whether what is cut off was several documents in one: the schema comes first.
fn begins_as_several(text: &[u8]) -> bool {
    let beginning = &text[..text.len().min(100)];
    String::from_utf8_lossy(beginning).contains(SCHEMA_OF_SEVERAL)
}

fn form<T: DeserializeOwned>(text: &[u8]) -> Result<T, ReadError> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        match error.classify() {
            Category::Eof => ReadError::CutOff { path, error },
            _ => ReadError::Form { path, error },
        }
    })?;
    json.end().map_err(ReadError::NotJson)?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::document::write_several;
    use crate::run::testing;
    use crate::verdict::Verdict;

    fn document() -> Document {
        let mut document = testing::document();
        document
            .results
            .push(testing::result("rust/a/b", Verdict::Pass));
        document.sort();
        document
    }

    fn text_of(documents: &[Document]) -> String {
        let mut bytes = Vec::new();
        write_several(documents, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn refused(bytes: &[u8]) -> String {
        read_all(bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_was_written_can_be_read_back() {
        for documents in [vec![document()], vec![document(), document()]] {
            let text = text_of(&documents);
            assert_eq!(text_of(&read_all(text.as_bytes()).unwrap()), text);
        }
        let one = text_of(&[document()]);
        assert_eq!(text_of(&[read(one.as_bytes()).unwrap()]), one);
    }

    #[test]
    fn several_are_not_one_and_neither_is_none() {
        let two = text_of(&[document(), document()]);
        let error = read(two.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("2 runs"), "{error}");
        let error = read(text_of(&[]).as_bytes()).unwrap_err().to_string();
        assert!(error.contains("0 runs"), "{error}");
    }

    #[test]
    fn another_schema_is_refused_by_name() {
        let text = text_of(&[document()]).replace(SCHEMA, "exitspec/run/99");
        assert!(refused(text.as_bytes()).contains("exitspec/run/99"));
    }

    #[test]
    fn a_broken_document_is_refused_with_the_place() {
        let broken = |documents: &[Document]| {
            refused(
                text_of(documents)
                    .replace("\"PASS\"", "\"PASSED\"")
                    .as_bytes(),
            )
        };
        let error = broken(&[document()]);
        assert!(
            error.contains("at results[0].verdict: ") && error.contains("line"),
            "{error}"
        );
        let error = broken(&[document(), document()]);
        assert!(error.contains("at runs[0].results[0].verdict: "), "{error}");
    }

    #[test]
    fn wherever_it_is_cut_off_it_is_refused() {
        for whole in [text_of(&[document()]), text_of(&[document(), document()])] {
            let whole = whole.trim_end();
            for length in 1..whole.len() {
                let error = refused(&whole.as_bytes()[..length]);
                assert!(error.contains("cut off, at "), "{length}: {error}");
            }
        }
        let cut = text_of(&[document()]);
        let cut = &cut[..cut.find("\"PASS\"").unwrap()];
        assert!(refused(cut.as_bytes()).contains("cut off, at results[0].verdict: EOF"));
        let mut compressed = GzEncoder::new(Vec::new(), Compression::fast());
        compressed
            .write_all(text_of(&[document()]).as_bytes())
            .unwrap();
        let compressed = compressed.finish().unwrap();
        assert!(read_all(&*compressed).is_ok());
        for length in 2..compressed.len() {
            let error = refused(&compressed[..length]);
            assert!(
                error.contains("compressed, and cut off"),
                "{length}: {error}"
            );
        }
    }

    #[test]
    fn what_is_something_else_is_called_that() {
        for (bytes, why) in [
            (&b""[..], "empty"),
            (b" \n", "empty"),
            (b"text", "no JSON: expected"),
            (b"\x00\xff", "no JSON"),
            (b"{} more", "no JSON: trailing"),
            (b"[[platform]]\nname = \"x\"\n", "no JSON: expected value"),
            (b"{}", "no run document"),
            (b"[1, 2]", "no run document"),
            (br#""exitspec/run/1""#, "no run document"),
            (br#"{"schema": 1}"#, "no run document"),
            (br#"{"schema": "exitspec/run/1"}"#, "missing field `suite`"),
            (
                br#"{"schema": "exitspec/runs/1", "runs": [{}]}"#,
                "at runs[0]: missing field `schema`",
            ),
        ] {
            let error = refused(bytes);
            assert!(error.contains(why), "{bytes:?}: {error}");
        }
    }
}
