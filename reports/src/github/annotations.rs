//! Annotations: workflow commands on stdout, of which GitHub shows ten of a kind for each step.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exitspec::Level;
use exitspec::document::Document;

use crate::escape::plain;
use crate::told::{Came, Told, told};

/// How many annotations of one kind a step can have.
const MOST: usize = 10;
/// How many results one annotation names.
const NAMED: usize = 3;

/// Results of which the same is said.
struct Same<'a> {
    told: Told<'a>,
    results: Vec<String>,
}

/// Writes at most ten annotations, the most useful first: what violates a standard before what violates less, failures
/// before what could not be told, what many results have in common before what one has. Results of which the same is said
/// share one.
///
/// # Errors
///
/// When the writer fails.
pub fn annotations(documents: &[Document], mut out: impl Write) -> io::Result<()> {
    let mut all = gathered(documents);
    all.sort_by_key(|same| {
        let level = match same.told.result.level {
            Level::Mandated => 0,
            Level::Documented => 1,
            Level::ImplementationDefined | Level::Unspecified => 2,
            Level::Undefined => 3,
        };
        (same.told.came, level, std::cmp::Reverse(same.results.len()))
    });
    let shown = match all.len() > MOST {
        true => MOST - 1,
        false => all.len(),
    };
    for same in &all[..shown] {
        let (title, mut text) = (title(same), plain(&same.told.first).into_owned());
        for line in &same.told.more {
            text.push('\n');
            text.push_str(&plain(line));
        }
        if same.results.len() > NAMED {
            text += &format!("\n{} results have this", same.results.len());
        }
        writeln!(out, "::error title={}::{}", property(&title), data(&text))?;
    }
    let rest: usize = all[shown..].iter().map(|same| same.results.len()).sum();
    if rest > 0 {
        let text =
            format!("{rest} more results are not as expected; the summary of this step has them");
        writeln!(out, "::error title=exitspec::{}", data(&text))?;
    }
    Ok(())
}

fn gathered(documents: &[Document]) -> Vec<Same<'_>> {
    let several = documents.len() > 1;
    let mut all: Vec<Same<'_>> = Vec::new();
    let mut known: BTreeMap<(Came, &str, String, Vec<String>), usize> = BTreeMap::new();
    for document in documents {
        for told in told(document) {
            if !matches!(told.came, Came::Failed | Came::Unresolved) {
                continue;
            }
            let mut name = told.result.key();
            if several {
                name += &format!(" on {}", document.platform.name);
            }
            let said = (told.came, told.word, told.first.clone(), told.more.clone());
            let at = *known.entry(said).or_insert(all.len());
            match all.get_mut(at) {
                Some(same) => same.results.push(name),
                None => all.push(Same {
                    told,
                    results: vec![name],
                }),
            }
        }
    }
    all
}

fn title(same: &Same<'_>) -> String {
    let named: Vec<_> = same
        .results
        .iter()
        .take(NAMED)
        .map(|name| plain(name))
        .collect();
    let more = match same.results.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} {}{more}", same.told.word, named.join(", "))
}

/// The message of a workflow command, as the runner reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{golden, hostile, testing};

    fn written(documents: &[Document]) -> String {
        let mut out = Vec::new();
        annotations(documents, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Title and message of a command, read as the runner reads it.
    fn read(line: &str) -> (String, String) {
        let rest = line.strip_prefix("::error title=").unwrap();
        let (title, message) = rest.split_once("::").unwrap();
        assert!(!title.contains([',', ':']), "{line}");
        let back = |text: &str| {
            text.replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%25", "%")
        };
        (back(title), back(message))
    }

    #[test]
    fn a_run_with_everything_in_it() {
        golden::check(
            "annotations.txt",
            written(&[testing::document()]).as_bytes(),
        );
    }

    /// A document with these failures: name, level, and how it differs.
    fn failing(all: &[(String, &str, &str)]) -> Document {
        use crate::samples::{GLIBC, document, exited, judged, result};
        let one = |(name, level, why): &(String, &str, &str)| {
            judged(
                result(&format!("c/g/{name}"), "pipe", level, exited(1, "", &[])),
                "FAIL",
                why,
                None,
            )
        };
        document(GLIBC, all.iter().map(one).collect(), &[])
    }

    #[test]
    fn ten_at_most_and_the_rest_is_counted() {
        for count in [0, 1, 9, 10, 11, 500] {
            let whys: Vec<String> = (0..count).map(|n| format!("why {n}")).collect();
            let all: Vec<_> = (0..count)
                .map(|n| (format!("case{n:03}"), "mandated", whys[n].as_str()))
                .collect();
            let text = written(&[failing(&all)]);
            assert_eq!(text.lines().count(), count.min(10), "{text}");
            let rest = text.lines().find(|line| line.contains("more results"));
            let rest = rest.map(|line| read(line).1.split_once(' ').unwrap().0.to_owned());
            let expected = (count > 10).then(|| (count - 9).to_string());
            assert_eq!(rest, expected);
        }
    }

    #[test]
    fn what_is_most_useful_comes_first() {
        let all = [
            ("a".to_owned(), "undefined", "w"),
            ("b".to_owned(), "documented", "x"),
            ("c".to_owned(), "mandated", "y"),
            ("d".to_owned(), "mandated", "z"),
            ("e".to_owned(), "mandated", "z"),
        ];
        let mut document = failing(&all);
        document.results[2].verdict = exitspec::Verdict::Unresolved;
        let text = written(&[document]);
        let titles: Vec<String> = text.lines().map(|line| read(line).0).collect();
        assert_eq!(
            titles,
            [
                "FAIL c/g/d@pipe, c/g/e@pipe",
                "FAIL c/g/b@pipe",
                "FAIL c/g/a@pipe",
                "UNRESOLVED c/g/c@pipe"
            ]
        );
    }

    #[test]
    fn hostile_text_is_no_command() {
        for text in hostile::TEXTS {
            let written = written(&[hostile::document(text)]);
            assert_eq!(written.lines().count(), 2, "{text:?}");
            for line in written.lines() {
                let (title, message) = read(line);
                assert!(title.ends_with("@pipe"), "{title}");
                assert!(message.contains(&*plain(text)), "{text:?}: {message}");
            }
        }
    }
}
