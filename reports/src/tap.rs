//! The Test Anything Protocol, version 14: <https://testanything.org/tap-version-14-specification.html>.

use std::io::{self, Write};

use exitspec::document::Document;
use serde::Serialize;
use serde_json::Value;

use crate::escape::plain;
use crate::told::{self, Came, KEPT, Told, told};

/// Writes the results of these documents as TAP, a test point for each. XFAIL is a test to do, UNSUPPORTED a skipped one;
/// everything that is not as expected is `not ok`, with its diagnostics in YAML.
///
/// # Errors
///
/// When the writer fails.
pub fn tap(documents: &[Document], mut out: impl Write) -> io::Result<()> {
    let count: usize = documents.iter().map(|one| one.results.len()).sum();
    writeln!(out, "TAP version 14")?;
    match count {
        0 => return writeln!(out, "1..0 # there are no results"),
        _ => writeln!(out, "1..{count}")?,
    }
    let mut number = 0;
    for document in documents {
        let platform = &document.platform;
        writeln!(
            out,
            "# {} {} on {} (kernel {})",
            plain(&document.suite.name),
            plain(&document.suite.version),
            plain(&platform.name),
            plain(&platform.kernel)
        )?;
        if document.interrupted {
            writeln!(
                out,
                "# the run was cut short: these are the results that were finished"
            )?;
        }
        let name = (documents.len() > 1).then_some(platform.name.as_str());
        for told in told(document) {
            number += 1;
            point(number, name, &told, &mut out)?;
        }
    }
    Ok(())
}

fn point(
    number: usize,
    platform: Option<&str>,
    told: &Told<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let status = match told.came {
        Came::Passed | Came::Skipped => "ok",
        Came::Failed | Came::Unresolved | Came::Known => "not ok",
    };
    let key = told.result.key();
    let name = match platform {
        Some(platform) => format!("{key} on {platform}"),
        None => key,
    };
    write!(out, "{status} {number} - {}", escaped(&name))?;
    match told.came {
        Came::Skipped => write!(out, " # SKIP {}", escaped(&told.first))?,
        Came::Known => write!(out, " # TODO {}", escaped(&told.first))?,
        Came::Passed | Came::Failed | Came::Unresolved => {}
    }
    writeln!(out)?;
    match told.came {
        Came::Failed | Came::Unresolved | Came::Known => diagnostics(told, out),
        Came::Passed | Came::Skipped => Ok(()),
    }
}

/// What a description or a reason says, on one line and without a directive in it.
fn escaped(text: &str) -> String {
    plain(text).replace('\\', "\\\\").replace('#', "\\#")
}

/// A block of YAML, of which every value is a scalar, and JSON: many readers of TAP know no more of YAML than that.
fn diagnostics(told: &Told<'_>, out: &mut impl Write) -> io::Result<()> {
    let severity = match told.came {
        Came::Unresolved => "error",
        Came::Known => "todo",
        _ => "fail",
    };
    writeln!(out, "  ---")?;
    writeln!(out, "  message: {}", json(&told.first)?)?;
    writeln!(out, "  severity: {severity}")?;
    writeln!(out, "  verdict: {}", told.word)?;
    writeln!(out, "  level: {}", told.result.level)?;
    if !told.more.is_empty() {
        writeln!(out, "  more: {}", json(&told.more.join("\n"))?)?;
    }
    for (name, captured) in told::streams(told.result) {
        let kept = &captured.0[..captured.0.len().min(KEPT)];
        // As in run documents, text where it is text; but readers of no more than TAP's own YAML know no objects on a line.
        match serde_json::to_value(exitspec::Bytes(kept.to_vec()))? {
            Value::Object(bytes) => {
                for (form, value) in &bytes {
                    writeln!(out, "  {name}_{form}: {}", json(value)?)?;
                }
            }
            text => writeln!(out, "  {name}: {}", json(&text)?)?,
        }
        if kept.len() < captured.0.len() {
            writeln!(out, "  {name}_bytes: {}", captured.0.len())?;
        }
    }
    writeln!(out, "  ...")
}

/// JSON on one line, which YAML is too; with everything escaped that could look like something else.
fn json(value: &impl Serialize) -> io::Result<String> {
    let text = serde_json::to_string(value)?;
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        // Only in a string can there be such a character.
        match plain(character.encode_utf8(&mut [0; 4])).len() > character.len_utf8() {
            true => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    safe.push_str(&format!("\\u{unit:04x}"));
                }
            }
            false => safe.push(character),
        }
    }
    Ok(safe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{golden, hostile, testing};

    fn written(documents: &[Document]) -> String {
        let mut out = Vec::new();
        tap(documents, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// A test point, read as the specification says.
    #[derive(Debug, PartialEq)]
    struct Point {
        ok: bool,
        description: String,
        directive: Option<(String, String)>,
        block: Vec<String>,
    }

    /// Reads TAP 14 strictly: a line that is none is an error.
    fn read(text: &str) -> Vec<Point> {
        let mut lines = text.split('\n');
        assert_eq!(lines.next(), Some("TAP version 14"));
        let plan = lines.next().unwrap().strip_prefix("1..").unwrap();
        let plan: usize = plan.parse().unwrap();
        let mut points: Vec<Point> = Vec::new();
        let mut inside = false;
        for line in lines {
            if inside {
                let inner = line.strip_prefix("  ").expect("blocks are indented");
                match inner {
                    "..." => inside = false,
                    _ => points.last_mut().unwrap().block.push(inner.to_owned()),
                }
            } else if line == "  ---" {
                inside = true;
            } else if !line.is_empty() && !line.starts_with('#') {
                points.push(read_point(line, points.len() + 1));
            }
        }
        assert!(!inside);
        assert_eq!(points.len(), plan);
        points
    }

    fn read_point(line: &str, number: usize) -> Point {
        let (ok, rest) = match line.strip_prefix("not ") {
            Some(rest) => (false, rest),
            None => (true, line),
        };
        let rest = rest.strip_prefix(&format!("ok {number} - "));
        let rest = rest.unwrap_or_else(|| panic!("no test point: {line:?}"));
        // The first `#` that is not escaped ends the description.
        let (mut parts, mut escape) = (vec![String::new()], false);
        for character in rest.chars() {
            let part = parts.last_mut().unwrap();
            match (escape, character) {
                (true, '\\' | '#') => part.push(character),
                (true, _) => part.extend(['\\', character]),
                (false, '\\') => {}
                (false, '#') => parts.push(String::new()),
                (false, _) => part.push(character),
            }
            escape = !escape && character == '\\';
        }
        assert!(!escape, "{line:?}");
        let directive = match &parts[1..] {
            [] => None,
            [directive] => directive.trim().split_once(' '),
            more => panic!("{line:?}: {more:?}"),
        };
        Point {
            ok,
            description: parts[0].trim_end().to_owned(),
            directive: directive.map(|(word, reason)| (word.to_owned(), reason.to_owned())),
            block: Vec::new(),
        }
    }

    #[test]
    fn a_run_with_everything_in_it() {
        golden::check("run.tap", written(&[testing::document()]).as_bytes());
    }

    #[test]
    fn verdicts_are_told_by_status_and_directive() {
        let document = testing::document();
        let points = read(&written(std::slice::from_ref(&document)));
        let of = |key: &str| {
            points
                .iter()
                .find(|point| point.description == key)
                .unwrap()
        };
        let directive = |key: &str| of(key).directive.as_ref().map(|(word, _)| word.as_str());
        for (key, ok, word) in [
            ("rust/exit/hangs@pipe", true, None),
            ("rust/exit/code@pipe", false, None),
            ("rust/tls/order@pipe", false, None),
            ("rust/release/lock@pipe", false, None),
            ("rust/atexit/nested@pipe", false, Some("TODO")),
            ("rust/exit/code@full", true, Some("SKIP")),
        ] {
            assert_eq!((of(key).ok, directive(key)), (ok, word), "{key}");
            assert_eq!(of(key).block.is_empty(), ok, "{key}");
        }
        assert_eq!(
            of("rust/exit/code@full").directive.as_ref().unwrap().1,
            "there is no full device here"
        );
    }

    #[test]
    fn nothing_is_a_plan_of_nothing() {
        assert_eq!(
            written(&[]),
            "TAP version 14\n1..0 # there are no results\n"
        );
    }

    #[test]
    fn hostile_text_is_nothing_but_text() {
        for text in hostile::TEXTS {
            let written = written(&[hostile::document(text), hostile::document("text")]);
            let points = read(&written);
            assert_eq!(points.len(), 10, "{text:?}");
            let skipped = &points[3];
            assert_eq!(
                skipped.description,
                format!("c/group/skipped@pipe on {}", plain(text)).trim_end()
            );
            assert_eq!(
                skipped.directive,
                Some(("SKIP".to_owned(), plain(text).trim_end().to_owned())),
                "{text:?}"
            );
            // Every value is JSON, and says what it should.
            let message = points[0].block[0].strip_prefix("message: ").unwrap();
            let message: String = serde_json::from_str(message).unwrap();
            assert_eq!(message, format!("stdout: expected \"\", got {text}"));
            let stdout = points[0]
                .block
                .iter()
                .find_map(|line| line.strip_prefix("stdout: "));
            let stdout: String = serde_json::from_str(stdout.unwrap()).unwrap();
            assert_eq!(stdout, *text);
        }
    }

    #[test]
    fn long_output_is_cut_and_what_is_no_text_is_kept() {
        let long = written(&[hostile::captured(&vec![0xff; 1 << 20])]);
        assert!(long.len() < 200_000);
        let block = &read(&long)[0].block;
        assert!(block.contains(&"stdout_bytes: 1048576".to_owned()));
        assert!(
            block
                .iter()
                .any(|line| line.starts_with("stdout_base64: \"/////"))
        );
    }
}
