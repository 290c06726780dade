//! `--list`: prints names, runs nothing.

use std::io::{self, Write};

use serde_json::json;

use super::options::Format;

/// Prints the names of tests in libtest's forms. Terse is what tools read: nothing but `name: test` lines.
pub(super) fn print(names: &[String], format: Format, out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match format {
        Format::Terse => lines(names, &mut out)?,
        Format::Pretty => {
            lines(names, &mut out)?;
            let plural = if names.len() == 1 { "" } else { "s" };
            if !names.is_empty() {
                writeln!(out)?;
            }
            writeln!(out, "{} test{plural}, 0 benchmarks", names.len())?;
        }
        Format::Json => {
            writeln!(out, "{}", json!({ "type": "suite", "event": "discovery" }))?;
            for name in names {
                let event = json!({
                    "type": "test", "event": "discovered", "name": name, "ignore": false, "ignore_message": "",
                    "source_path": "", "start_line": 0, "start_col": 0, "end_line": 0, "end_col": 0,
                });
                writeln!(out, "{event}")?;
            }
            let event = json!({
                "type": "suite", "event": "completed", "tests": names.len(), "benchmarks": 0, "total": names.len(),
                "ignored": 0,
            });
            writeln!(out, "{event}")?;
        }
    }
    out.flush()
}

fn lines(names: &[String], out: &mut impl Write) -> io::Result<()> {
    for name in names {
        writeln!(out, "{name}: test")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(names: &[&str], format: Format) -> String {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut out = Vec::new();
        print(&names, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn terse_is_names_and_nothing_else() {
        assert_eq!(
            printed(&["a::b", "c"], Format::Terse),
            "a::b: test\nc: test\n"
        );
        assert_eq!(printed(&[], Format::Terse), "");
    }

    #[test]
    fn pretty_counts_them() {
        assert_eq!(
            printed(&["a"], Format::Pretty),
            "a: test\n\n1 test, 0 benchmarks\n"
        );
        assert_eq!(printed(&[], Format::Pretty), "0 tests, 0 benchmarks\n");
    }

    #[test]
    fn json_is_one_object_a_line() {
        let text = printed(&["a", "b"], Format::Json);
        let events: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(events[0]["event"], "discovery");
        assert_eq!(
            (&events[1]["name"], &events[1]["ignore"]),
            (&json!("a"), &json!(false))
        );
        assert_eq!(events[3]["total"], 2);
    }
}
