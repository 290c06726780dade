//! Tables of text: columns as wide as what is in them, wrapped when the whole would be too wide.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// What is in one place of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// One entry a line; each may be wrapped further.
    lines: Vec<String>,
    style: Style,
}

impl Cell {
    /// A cell with this text, which has no control characters in it.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell {
            lines: vec![text.into()],
            style: Style::new(),
        }
    }

    /// A cell with one line for each of these.
    pub fn lines(lines: Vec<String>) -> Cell {
        Cell {
            lines,
            style: Style::new(),
        }
    }

    /// The same in a style.
    pub fn styled(mut self, style: Style) -> Cell {
        self.style = style;
        self
    }

    /// How wide the longest of its words is, with the blanks that a line begins with.
    fn longest_word(&self) -> usize {
        let of_line = |line: &String| {
            let words = line.trim_start();
            let indent = line.width() - words.width();
            let mut longest = 0;
            for (at, word) in words.split(' ').enumerate() {
                let indent = if at == 0 { indent } else { 0 };
                longest = longest.max(indent + word.width());
            }
            longest
        };
        self.lines.iter().map(of_line).max().unwrap_or(0)
    }

    fn width(&self) -> usize {
        self.lines
            .iter()
            .map(|line| line.width())
            .max()
            .unwrap_or(0)
    }
}

/// A table: a heading and rows.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Align>,
    rows: Vec<Vec<Cell>>,
}

/// Between two columns.
const GAP: usize = 2;
/// No column is made narrower than this.
const NARROWEST: usize = 8;

impl Table {
    /// A table with these columns and no rows.
    pub fn new(columns: &[Align]) -> Table {
        Table {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. Cells that are missing are empty, those that are too many are not shown.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Writes the table, at most `width` columns wide if it can be.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn write(&self, width: usize, mut out: impl Write) -> io::Result<()> {
        let widths = self.widths(width);
        for row in &self.rows {
            let cells: Vec<Vec<String>> = (row.iter().zip(&widths))
                .map(|(cell, &width)| {
                    cell.lines
                        .iter()
                        .flat_map(|line| wrap(line, width))
                        .collect()
                })
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
            for number in 0..height {
                let mut line = String::new();
                for (column, &width) in widths.iter().enumerate() {
                    let text = cells.get(column).and_then(|lines| lines.get(number));
                    let text = text.map_or("", String::as_str);
                    let pad = " ".repeat(width - text.width().min(width));
                    let style = row.get(column).map(|cell| cell.style).unwrap_or_default();
                    line += &match (self.columns[column], text) {
                        (_, "") => pad,
                        (Align::Left, text) => format!("{style}{text}{style:#}{pad}"),
                        (Align::Right, text) => format!("{pad}{style}{text}{style:#}"),
                    };
                    line += &" ".repeat(GAP);
                }
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        Ok(())
    }

    /// Whether no word of the first column, which names the rows, has to be broken at this width.
    pub(crate) fn keeps_names(&self, width: usize) -> bool {
        let longest = self.of_column(0, Cell::longest_word);
        self.widths(width)
            .first()
            .is_none_or(|&first| first >= longest)
    }

    fn of_column(&self, column: usize, measure: fn(&Cell) -> usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(measure).max().unwrap_or(0)
    }

    /// As wide as the widest cell; when that is too much, the widest columns give way: first as far as no word is broken, then
    /// all but the first column, whose words are the names of the rows, and then that one as well.
    fn widths(&self, width: usize) -> Vec<usize> {
        let all = |measure| (0..self.columns.len()).map(move |at| self.of_column(at, measure));
        let mut widths: Vec<usize> = all(Cell::width).collect();
        let room = width.saturating_sub(GAP * self.columns.len().saturating_sub(1));
        let words: Vec<usize> = all(Cell::longest_word)
            .map(|longest| longest.max(NARROWEST))
            .collect();
        let mut names = vec![NARROWEST; words.len()];
        if let (Some(name), Some(longest)) = (names.first_mut(), words.first()) {
            *name = *longest;
        }
        let none = vec![NARROWEST; words.len()];
        for least in [words, names, none] {
            narrow(&mut widths, &least, room);
        }
        widths
    }
}

/// Takes from the widest columns that are wider than the least until all fit into the room, or none is left.
fn narrow(widths: &mut [usize], least: &[usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        let wide = widths.iter_mut().zip(least);
        let wide = wide.filter(|(width, least)| **width > **least);
        match wide.map(|(width, _)| width).max() {
            Some(widest) => *widest -= 1,
            None => break,
        }
    }
}

/// Writes text behind a first word that is `indent` columns wide, wrapped below itself. The text has no control characters
/// in it.
pub(crate) fn write_wrapped(
    (first, indent): (&str, usize),
    text: &str,
    style: Style,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let room = width.saturating_sub(indent).max(20);
    for (number, line) in wrap(text, room).into_iter().enumerate() {
        match number {
            0 => write!(out, "{first}")?,
            _ => write!(out, "{:indent$}", "")?,
        }
        writeln!(out, "{style}{line}{style:#}")?;
    }
    Ok(())
}

/// Cuts a line into pieces of at most that width, after a blank if there is one.
pub(crate) fn wrap(line: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut pieces = Vec::new();
    let mut rest = line;
    while rest.width() > width {
        let mut end = rest.len();
        let mut used = 0;
        for (at, character) in rest.char_indices() {
            used += character.to_string().width();
            if used > width {
                end = at.max(rest.chars().next().map_or(1, char::len_utf8));
                break;
            }
        }
        // A blank right behind the piece counts, too.
        let cut = match rest[end..].starts_with(' ') {
            true => end,
            false => rest[..end]
                .rfind(' ')
                .filter(|&at| at > 0)
                .map_or(end, |at| at + 1),
        };
        pieces.push(rest[..cut].trim_end().to_owned());
        rest = rest[cut..].trim_start();
    }
    pieces.push(rest.to_owned());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(table: &Table, width: usize) -> String {
        let mut out = Vec::new();
        table.write(width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::new(&[Align::Left, Align::Right, Align::Left]);
        table.row(["name", "count", "note"].map(Cell::new).into());
        table.row(["a", "7", ""].map(Cell::new).into());
        table.row(["longer", "1234567", "größer"].map(Cell::new).into());
        assert_eq!(
            written(&table, 80),
            "name      count  note\na             7\nlonger  1234567  größer\n"
        );
    }

    #[test]
    fn what_is_too_wide_is_wrapped_at_blanks() {
        let mut table = Table::new(&[Align::Left, Align::Left]);
        table.row(vec![Cell::new("key"), Cell::new("one two three four")]);
        assert_eq!(written(&table, 14), "key  one two\n     three\n     four\n");
    }

    #[test]
    fn the_names_of_rows_are_the_last_to_be_broken() {
        let mut table = Table::new(&[Align::Left; 3]);
        let row = ["the_name_of_a_case", "some words", "0123456789abcdef"];
        table.row(row.map(Cell::new).into());
        // 18 and 10 and 16 are wanted, with 4 between them.
        assert_eq!(
            written(&table, 46),
            "the_name_of_a_case  some      0123456789abcdef\n                    words\n"
        );
        let narrow = written(&table, 38);
        assert!(narrow.starts_with("the_name_of_a_case  some "), "{narrow}");
        assert!(table.keeps_names(38) && !table.keeps_names(37));
        assert!(written(&table, 30).starts_with("the_name_o"));
    }

    #[test]
    fn a_cell_can_have_lines() {
        let mut table = Table::new(&[Align::Left, Align::Left]);
        table.row(vec![
            Cell::lines(vec!["a".into(), "b".into()]),
            Cell::new("x"),
        ]);
        assert_eq!(written(&table, 80), "a  x\nb\n");
    }

    #[test]
    fn nothing_is_lost_by_wrapping() {
        for width in 1..30 {
            let line = "a word, andaverylongonewithoutblanks, 漢字漢字漢字 x";
            let pieces = wrap(line, width);
            let together: String = pieces.concat();
            assert_eq!(together.replace(' ', ""), line.replace(' ', ""), "{width}");
            assert!(
                pieces.iter().all(|piece| piece.width() <= width.max(2)),
                "{width}: {pieces:?}"
            );
        }
    }

    #[test]
    fn styles_do_not_count_as_width() {
        let mut table = Table::new(&[Align::Left, Align::Left]);
        table.row(vec![
            Cell::new("a").styled(crate::style::BOLD),
            Cell::new("b"),
        ]);
        table.row(vec![Cell::new("aa"), Cell::new("b")]);
        let plain = anstream::adapter::strip_str(&written(&table, 80)).to_string();
        assert_eq!(plain, "a   b\naa  b\n");
    }
}
