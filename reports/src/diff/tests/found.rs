//! Changes that were planted, one by one and all at once.

use super::*;

#[test]
fn every_planted_change_is_found_and_nothing_else() {
    const LIFO: &str = "c/atexit/lifo@pipe";
    let changed = [("changed", false)];
    assert_eq!(
        planted(LIFO, observed(|o| o.ending = Ending::Exited(8))),
        changed
    );
    assert_eq!(planted(LIFO, observed(|o| o.core = true)), changed);
    assert_eq!(planted(LIFO, observed(|o| o.waitid = None)), changed);
    assert_eq!(
        planted(LIFO, observed(|o| o.waitid.as_mut().unwrap().status = 263)),
        changed
    );
    assert_eq!(
        planted(LIFO, observed(|o| o.stdout = Some("text".into()))),
        changed
    );
    assert_eq!(planted(LIFO, observed(|o| o.stdout = None)), changed);
    assert_eq!(
        planted(LIFO, observed(|o| o.stderr = Some("x".into()))),
        changed
    );
    assert_eq!(planted(LIFO, observed(|o| o.truncated = true)), changed);
    assert_eq!(planted(LIFO, observed(|o| o.journal.reverse())), changed);
    assert_eq!(
        planted(LIFO, observed(|o| o.garbage.push(Bytes(vec![0xff])))),
        changed
    );
    assert_eq!(
        planted(LIFO, observed(|o| o.left_behind.push(LeftBehind::Group))),
        changed
    );
    assert_eq!(
        planted(LIFO, observed(|o| o.flushed = Some(Vec::new()))),
        changed
    );
    assert_eq!(
        planted(
            LIFO,
            observed(|o| o.changes.push(exitspec::observation::Change::Continued))
        ),
        changed
    );
    assert_eq!(
        planted("c/atexit/exit_again@pipe", observed(|o| o.journal.clear())),
        [("changed, undefined behaviour", false)]
    );
    // The number of a signal is no change; the signal is.
    let bus = "c/signal/bus@pipe";
    assert_eq!(planted(bus, observed(|o| o.raw = Some(10))), []);
    assert_eq!(
        planted(bus, observed(|o| o.waitid.as_mut().unwrap().status = 10)),
        []
    );
    assert_eq!(
        planted(
            bus,
            observed(|o| o.ending = Ending::Signaled("SIGSEGV".to_owned()))
        ),
        changed
    );
}

/// One change of each kind, planted in a copy of a document: category, case, sink.
const PLANTED: [(&str, &str); 8] = [
    ("newly failing", "c/atexit/lifo@pipe"),
    ("fixed", "c/exit/status@pipe"),
    ("changed", "c/signal/bus@pipe"),
    ("changed, undefined behaviour", "c/atexit/exit_again@pipe"),
    ("became unsupported", "c/exit/closes@file"),
    ("became supported", "c/quick_exit/lifo@pipe"),
    ("missing", "c/matrix/abort.tls@null"),
    ("new", "c/atexit/brand_new@pipe"),
];

fn with_planted() -> (Document, Document) {
    let a = samples::on(MUSL);
    let mut b = a.clone();
    // What varies and what is no behaviour is another everywhere.
    b.volatile.started = 99;
    b.platform.kernel = "99".to_owned();
    for result in b.volatile.results.values_mut() {
        result.facts.duration_us += 1;
    }
    let at = |b: &Document, key: &str| b.results.iter().position(|r| r.key() == key).unwrap();
    let mut verdict = |key: &str, verdict: Verdict, reason: Option<&str>| {
        let place = at(&b, key);
        b.results[place].verdict = verdict;
        b.results[place].reason = reason.map(str::to_owned);
        b.results[place].differences.clear();
    };
    verdict("c/atexit/lifo@pipe", Verdict::Fail, Some("not so"));
    verdict("c/exit/status@pipe", Verdict::Pass, None);
    verdict("c/exit/closes@file", Verdict::Unsupported, Some("gone"));
    verdict("c/quick_exit/lifo@pipe", Verdict::Pass, None);
    for key in ["c/signal/bus@pipe", "c/atexit/exit_again@pipe"] {
        let place = at(&b, key);
        let observation = b.results[place].observation.as_mut().unwrap();
        observation.ending = Ending::Exited(3);
    }
    let mut new = b.results[at(&b, "c/atexit/lifo@file")].clone();
    new.case = "c/atexit/brand_new".to_owned();
    new.sink = exitspec::Sink::Pipe;
    b.results.push(new);
    b.results.remove(at(&b, "c/matrix/abort.tls@null"));
    b.sort();
    (a, b)
}

/// The cases under each heading of a rendering, which is a line that `heading` finds the name in; cases are in lines that
/// `names` finds them in.
fn listed(
    text: &str,
    heading: impl Fn(&str) -> Option<String>,
    names: impl Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let mut category = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = heading(line) {
            category = name;
        } else if let Some(name) = names(line) {
            found.push((category.clone(), name));
        }
    }
    found.retain(|(category, _)| !category.starts_with("unexplained"));
    found
}

#[test]
fn a_list_of_planted_changes_is_found_in_every_format_and_nothing_else() {
    let (a, b) = with_planted();
    let found = diff(&a, &b);
    let expected: Vec<(String, String)> = PLANTED
        .iter()
        .map(|(category, key)| ((*category).to_owned(), (*key).to_owned()))
        .collect();

    let mut out = Vec::new();
    json(&found, &mut out).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let changes = value["changes"].as_array().unwrap();
    let listed_in_json: Vec<String> = changes
        .iter()
        .map(|change| change["result"].as_str().unwrap().to_owned())
        .collect();
    let keys: Vec<&String> = expected.iter().map(|(_, key)| key).collect();
    assert_eq!(listed_in_json.iter().collect::<Vec<_>>(), keys);
    let counts = value["counts"].as_object().unwrap();
    assert!(counts.values().all(|count| count == 1), "{counts:?}");
    assert_eq!(counts.len(), PLANTED.len());

    // In the other formats results are folded by group: `name  [sink]`, `name (sink)`.
    let short: Vec<(String, String)> = expected
        .iter()
        .map(|(category, key)| {
            let name = key.rsplit_once('/').unwrap().1;
            let (case, sink) = name.split_once('@').unwrap();
            (
                category.clone(),
                format!("{} {sink}", case.replace('.', " × ")),
            )
        })
        .collect();
    let lower = |name: &str| {
        let (name, _) = name.rsplit_once(" (")?;
        Some(name.to_ascii_lowercase())
    };
    let text = anstream::adapter::strip_bytes(&rendered(&a, &b, 100)).into_vec();
    let text = String::from_utf8(text).unwrap();
    let in_text = listed(
        &text,
        |line| {
            lower(line).filter(|_| {
                line.starts_with(|c: char| c.is_ascii_uppercase())
                    && line.ends_with(')')
                    && !line.contains("kernel")
            })
        },
        |line| {
            let rest = line
                .strip_prefix("    ")
                .filter(|rest| !rest.starts_with(' '))?;
            let (names, rest) = rest.split_once("  [")?;
            Some(format!("{names} {}", rest.split_once(']')?.0))
        },
    );
    assert_eq!(in_text, short, "{text}");

    let mut out = Vec::new();
    markdown(&found, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    let in_markdown = listed(
        &page,
        |line| lower(line.strip_prefix("### ")?),
        |line| {
            let (names, rest) = line.strip_prefix("- ")?.split_once(" (")?;
            let names = names.replace('\\', "");
            Some(format!("{names} {}", rest.split_once(')')?.0))
        },
    );
    let in_markdown: Vec<_> = in_markdown
        .into_iter()
        .filter(|(category, _)| !category.is_empty())
        .collect();
    assert_eq!(in_markdown, short, "{page}");
    assert!(page.starts_with("## 8 results differ: 1 newly failing; 1 fixed;"));
}
