//! The report on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use super::Report;
use super::class::Class;
use super::matrix::{Block, Said, blocks, is_notable, platforms, rows};
use super::model::Group;
use crate::escape::plain;
use crate::style::{BOLD, DIM};
use crate::table::{Align, Cell, Table, wrap};

/// Text beside the letters is not made narrower than this.
const NARROWEST: usize = 24;

/// Writes the platforms with their scores, and by group the results that differ: a letter for each platform.
///
/// # Errors
///
/// When the writer fails.
pub fn text(report: &Report<'_>, width: usize, mut out: impl Write) -> io::Result<()> {
    let mut page = Page {
        report,
        width,
        out: &mut out,
    };
    page.platforms()?;
    page.legend()?;
    for group in &report.groups {
        let blocks = blocks(report, group);
        if !blocks.is_empty() {
            page.group(group, &blocks)?;
        }
    }
    page.last_line()
}

struct Page<'r, 'a, W: Write> {
    report: &'r Report<'a>,
    width: usize,
    out: &'r mut W,
}

impl<W: Write> Page<'_, '_, W> {
    fn platforms(&mut self) -> io::Result<()> {
        use Align::{Left, Right};
        let mut table = Table::new(&[Right, Left, Left, Right, Right, Right, Right, Left]);
        let head = [
            "", "platform", "on", "score", "PASS", "XFAIL", "other", "run on",
        ];
        table.row(head.map(|name| Cell::new(name).styled(BOLD)).into());
        for (at, column) in self.report.platforms.iter().enumerate() {
            let count = |wanted: &str| {
                let counts = column.counts.iter();
                let count = counts
                    .filter(|(verdict, _)| verdict.name() == wanted)
                    .map(|(_, n)| n);
                count.sum::<usize>()
            };
            let all: usize = column.counts.values().sum();
            let (pass, xfail) = (count("PASS"), count("XFAIL"));
            let score = column.score;
            let cut = if column.interrupted {
                ", cut short"
            } else {
                ""
            };
            table.row(vec![
                Cell::new((at + 1).to_string()),
                Cell::new(plain(&column.label)),
                Cell::new(plain(&column.detail)),
                Cell::new(format!("{}/{}", score.conforming, score.mandated)),
                Cell::new(pass.to_string()),
                Cell::new(xfail.to_string()),
                Cell::new((all - pass - xfail).to_string()),
                Cell::new(format!("{}{cut}", column.date.as_deref().unwrap_or("-"))),
            ]);
        }
        table.write(self.width, &mut *self.out)?;
        self.paragraph(
            "The score counts mandated behaviours only: the results that pass, of those that could run.",
        )
    }

    fn legend(&mut self) -> io::Result<()> {
        self.paragraph(
            "In a row, the same letter is the same thing seen, A what most platforms do. Platforms stand in the order above; \
             - is not supported there, ? could not be told, a blank does not run it.",
        )
    }

    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        for line in wrap(text, self.width) {
            writeln!(self.out, "{DIM}{line}{DIM:#}")?;
        }
        Ok(())
    }

    fn group(&mut self, group: &Group<'_>, blocks: &[Block<'_>]) -> io::Result<()> {
        let all = rows(self.report, group);
        let differ = all.iter().filter(|row| is_notable(row)).count();
        writeln!(
            self.out,
            "\n{BOLD}{}{BOLD:#}  {differ} of {} differ",
            plain(group.name),
            all.len()
        )?;
        let platforms = platforms(all);
        // As many letters beside the text as leave room for it; the rest on the lines below.
        let letters = platforms
            .len()
            .min(self.width.saturating_sub(NARROWEST + 4))
            .max(1);
        self.numbers(&platforms, letters)?;
        for block in blocks {
            self.block(block, &platforms, letters)?;
        }
        Ok(())
    }

    /// The platforms' numbers above the letters, from top to bottom.
    fn numbers(&mut self, platforms: &[usize], letters: usize) -> io::Result<()> {
        if platforms.len() > letters {
            return Ok(());
        }
        let names: Vec<String> = platforms.iter().map(|at| (at + 1).to_string()).collect();
        let height = names.iter().map(String::len).max().unwrap_or(0);
        for line in 0..height {
            let digit = |name: &String| {
                let blank = height - name.len();
                line.checked_sub(blank)
                    .map_or(" ", |at| &name[at..=at])
                    .to_owned()
            };
            let digits: String = names.iter().map(digit).collect();
            writeln!(self.out, "  {DIM}{}{DIM:#}", digits.trim_end())?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block<'_>, platforms: &[usize], letters: usize) -> io::Result<()> {
        let room = self.width.saturating_sub(letters + 4).max(NARROWEST);
        let names = self.report.folding.names(&block.places);
        let mut lines: Vec<(Style, String)> = Vec::new();
        for name in names {
            let text = format!("{} ({}), {}", name.cases, name.sinks, block.level);
            lines.extend(
                wrap(&text, room)
                    .into_iter()
                    .map(|line| (Style::new(), line)),
            );
        }
        let mut before = String::new();
        for said in &block.said {
            let words = said.words.iter().map(|word| plain(word));
            let words: Vec<_> = match said.class {
                Class::Unsupported | Class::Unresolved => {
                    let reason = said.note.map(|at| plain(&self.report.notes[at].reason));
                    words.chain(reason).collect()
                }
                _ => words.collect(),
            };
            let line = format!("{} {}", letter(said), words.join(", "));
            // Reasons are not shown, so that what differs in nothing else is said already.
            if line != before {
                lines.extend(cut(&line, room).map(|line| (style(said.class), line)));
            }
            before = line;
        }
        let all: Vec<Option<&Said>> = (platforms.iter())
            .map(|at| block.said.iter().find(|said| said.platforms.contains(at)))
            .collect();
        let mut pieces = all.chunks(letters);
        let mut lines = lines.into_iter();
        loop {
            let (piece, line) = (pieces.next(), lines.next());
            if piece.is_none() && line.is_none() {
                return Ok(());
            }
            let piece = piece.unwrap_or_default();
            write!(self.out, "  ")?;
            let mut used = 0;
            for said in piece {
                let (style, letter) = match said {
                    Some(said) => (style(said.class), letter(said)),
                    None => (Style::new(), " ".to_owned()),
                };
                write!(self.out, "{style}{letter}{style:#}")?;
                used += 1;
            }
            match line {
                Some((style, line)) => writeln!(
                    self.out,
                    "{}  {style}{line}{style:#}",
                    " ".repeat(letters - used)
                )?,
                None => writeln!(self.out)?,
            }
        }
    }

    fn last_line(&mut self) -> io::Result<()> {
        let rows = &self.report.rows;
        let differ = rows.iter().filter(|row| is_notable(row)).count();
        let line = format!(
            "{} results on {} platforms: {differ} differ, {} are the same everywhere",
            rows.len(),
            self.report.platforms.len(),
            rows.len() - differ
        );
        writeln!(self.out)?;
        for line in wrap(&line, self.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }
}

/// One character for what came out.
fn letter(said: &Said) -> String {
    match (said.class, said.seen) {
        (Class::Unsupported, _) => "-".to_owned(),
        (Class::Unresolved, _) | (_, None) => "?".to_owned(),
        (_, Some(seen)) => {
            let letters = ('A'..='Z').chain('a'..='z').chain('0'..='9');
            letters.into_iter().nth(seen).unwrap_or('+').to_string()
        }
    }
}

fn style(class: Class) -> Style {
    match class {
        Class::Conforming => AnsiColor::Green.on_default(),
        Class::Choice => Style::new(),
        Class::Deviation => AnsiColor::Yellow.on_default(),
        Class::Undefined | Class::Unsupported => DIM,
        Class::Hung => AnsiColor::Cyan.on_default(),
        Class::Unexpected => AnsiColor::Red.on_default().bold(),
        Class::Unresolved => AnsiColor::Magenta.on_default().bold(),
    }
}

/// The line in two lines at most; what does not fit is cut.
fn cut(line: &str, room: usize) -> impl Iterator<Item = String> {
    const LINES: usize = 2;
    let mut lines = wrap(line, room);
    if lines.len() > LINES {
        lines.truncate(LINES);
        let last = &mut lines[LINES - 1];
        while last.width() + 1 > room {
            last.pop();
        }
        last.push('…');
    }
    lines.into_iter()
}
