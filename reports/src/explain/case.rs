//! One case on a page.

use std::io::{self, Write};

use exitspec::Verdict;
use exitspec::document::{CaseResult, ResultVolatile};
use exitspec::expectation::{Deviation, Expect, When};
use exitspec::observation::{BlockedThread, Observation};

use super::{Expected, Subject, words};
use crate::escape::plain;
use crate::style::{BOLD, DIM, of};
use crate::table::wrap;

/// Where the second column begins.
const INDENT: usize = 14;

/// Writes all there is to know about one case: what it shows, who says so, what is expected with each sink and on
/// which platforms it differs, and what the run in the subject's document observed.
///
/// # Errors
///
/// When the writer fails.
pub fn case(subject: &Subject<'_>, width: usize, mut out: impl Write) -> io::Result<()> {
    let mut page = Page {
        out: &mut out,
        width,
    };
    writeln!(page.out, "{BOLD}{}{BOLD:#}", plain(subject.id))?;
    if let Some(first) = subject.expected.first() {
        page.field("shows", &first.resolved.summary)?;
        page.field("level", first.resolved.level.name())?;
        for source in &first.resolved.sources {
            page.field("source", &format!("{}, {}", source.doc, source.clause))?;
            if let Some(url) = &source.url {
                page.field("", url)?;
            }
        }
        if let Some(note) = &first.resolved.note {
            page.field("note", note)?;
        }
    }
    if let Some(place) = &subject.place {
        page.field("written in", place)?;
    }
    for (sinks, expected) in together(&subject.expected) {
        page.expected(&sinks, expected)?;
    }
    for (results, volatile) in observed(subject) {
        page.observed(subject, &results, volatile)?;
    }
    Ok(())
}

/// Sinks for which the same is expected, together.
fn together(expected: &[Expected]) -> Vec<(Vec<&'static str>, &Expected)> {
    let mut groups: Vec<(Vec<&'static str>, &Expected)> = Vec::new();
    for one in expected {
        let same = |(_, other): &&mut (Vec<&'static str>, &Expected)| {
            other.resolved == one.resolved && other.deviations == one.deviations
        };
        match groups.iter_mut().find(same) {
            Some((sinks, _)) => sinks.push(one.sink.name()),
            None => groups.push((vec![one.sink.name()], one)),
        }
    }
    groups
}

type Observed<'a> = (Vec<&'a CaseResult>, Option<&'a ResultVolatile>);

/// Results in which the same was observed, together.
fn observed<'a>(subject: &Subject<'a>) -> Vec<Observed<'a>> {
    let mut groups: Vec<Observed<'a>> = Vec::new();
    for result in subject
        .document
        .results
        .iter()
        .filter(|result| result.case == subject.id)
    {
        let volatile = subject.document.volatile_of(result);
        let same = |(others, _): &&mut Observed<'a>| {
            let other = others[0];
            result.observation.is_some()
                && result.observation == other.observation
                && (result.verdict, &result.reason) == (other.verdict, &other.reason)
        };
        match groups.iter_mut().find(same) {
            Some((results, _)) => results.push(result),
            None => groups.push((vec![result], volatile)),
        }
    }
    groups
}

struct Page<'a, W: Write> {
    out: &'a mut W,
    width: usize,
}

impl<W: Write> Page<'_, W> {
    /// A name and a text, wrapped below itself.
    fn field(&mut self, name: &str, text: &str) -> io::Result<()> {
        let room = self.width.saturating_sub(INDENT + 2).max(20);
        for (number, line) in wrap(&plain(text), room).into_iter().enumerate() {
            let name = if number == 0 { name } else { "" };
            writeln!(self.out, "  {DIM}{name:<INDENT$}{DIM:#}{line}")?;
        }
        Ok(())
    }

    fn expected(&mut self, sinks: &[&str], expected: &Expected) -> io::Result<()> {
        writeln!(
            self.out,
            "\n{BOLD}expected{BOLD:#} with {}",
            sinks.join(", ")
        )?;
        if let Some(reason) = &expected.resolved.impossible {
            return self.field("impossible", reason);
        }
        self.alternatives(&expected.resolved.base)?;
        for (when, deviation) in &expected.deviations {
            self.deviation(
                when,
                deviation,
                expected.resolved.deviation.as_ref() == Some(deviation),
            )?;
        }
        Ok(())
    }

    fn deviation(&mut self, when: &When, deviation: &Deviation, here: bool) -> io::Result<()> {
        let here = if here { " (here)" } else { "" };
        writeln!(
            self.out,
            "  {BOLD}but on {}{BOLD:#}{here}",
            plain(&when.to_string())
        )?;
        self.alternatives(&deviation.expects)?;
        self.field("because", &deviation.reason)?;
        deviation
            .url
            .as_deref()
            .map_or(Ok(()), |url| self.field("", url))
    }

    fn alternatives(&mut self, expects: &[Expect]) -> io::Result<()> {
        for (number, expect) in expects.iter().enumerate() {
            if number > 0 {
                writeln!(self.out, "  {DIM}or{DIM:#}")?;
            }
            for (field, text) in expect.described() {
                self.field(field, &text)?;
            }
        }
        Ok(())
    }

    fn observed(
        &mut self,
        subject: &Subject<'_>,
        results: &[&CaseResult],
        volatile: Option<&ResultVolatile>,
    ) -> io::Result<()> {
        let Some(first) = results.first() else {
            return Ok(());
        };
        let names: Vec<String> = results
            .iter()
            .map(|result| result.key().replacen(&format!("{}@", subject.id), "", 1))
            .collect();
        let style = of(first.verdict);
        writeln!(
            self.out,
            "\n{BOLD}observed{BOLD:#} with {}: {style}{}{style:#}",
            plain(&names.join(", ")),
            first.verdict
        )?;
        if first.verdict != Verdict::Pass || first.reason.is_some() {
            self.field("reason", first.reason.as_deref().unwrap_or("none is given"))?;
        }
        if let Some(observation) = &first.observation {
            self.observation(observation)?;
        }
        let Some(volatile) = volatile else {
            return Ok(());
        };
        for seen in &volatile.observations {
            writeln!(self.out, "  {BOLD}{} ×{BOLD:#}", seen.count)?;
            self.observation(&seen.observation)?;
        }
        for thread in &volatile.facts.threads {
            self.field("a thread", &blocked(thread))?;
        }
        Ok(())
    }

    fn observation(&mut self, observation: &Observation) -> io::Result<()> {
        for (name, lines) in words::fields(observation) {
            for (number, line) in lines.iter().enumerate() {
                self.field(if number == 0 { name } else { "" }, line)?;
            }
        }
        Ok(())
    }
}

fn blocked(thread: &BlockedThread) -> String {
    let mut text = format!("state {}", thread.state);
    if let Some(function) = &thread.wchan {
        text += &format!(", waiting in {function}");
    }
    if let Some(number) = thread.syscall {
        text += &format!(", in system call {number}");
    }
    text
}
