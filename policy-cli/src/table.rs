//! Tables for people: as wide as their content; the last column may be of any length.

use crate::style::{HEADING, PLAIN, Style};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A piece of a row.
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    pub fn new(text: impl Into<String>, style: Style) -> Cell {
        Cell { text: text.into(), style }
    }

    pub fn plain(text: impl Into<String>) -> Cell {
        Cell::new(text, PLAIN)
    }
}

/// Rows under a heading.
pub struct Table<const COLUMNS: usize> {
    rows: Vec<[Cell; COLUMNS]>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    pub fn new(heading: [&str; COLUMNS]) -> Table<COLUMNS> {
        Table { rows: vec![heading.map(|text| Cell::new(text, HEADING))] }
    }

    pub fn push(&mut self, row: [Cell; COLUMNS]) {
        self.rows.push(row);
    }

    pub fn print(&self, output: &mut dyn Write) -> io::Result<()> {
        let mut widths = [0; COLUMNS];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.text.width().max(*width);
            }
        }
        for row in &self.rows {
            // The last text of a row is not padded.
            let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
            for (column, (cell, width)) in
                row.iter().zip(widths).enumerate().take(last.saturating_add(1))
            {
                let width = if column == last { 0 } else { width };
                let separator = if column == 0 { "" } else { "  " };
                write!(output, "{separator}{:width$}", cell.style.on(&cell.text))?;
            }
            writeln!(output)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table};

    #[test]
    fn columns_are_aligned_and_nothing_trails() {
        let mut table = Table::new(["name", "what", "why"]);
        table.push(["a", "é", "long words"].map(Cell::plain));
        table.push(["심부전", "e\u{301}", "wide"].map(Cell::plain));
        table.push(["longer", "", ""].map(Cell::plain));
        let mut output = Vec::new();
        table.print(&mut output).unwrap();
        let text = anstream::adapter::strip_str(str::from_utf8(&output).unwrap()).to_string();
        assert_eq!(
            text,
            "name    what  why\na       é     long words\n심부전  e\u{301}     wide\nlonger\n"
        );
    }
}
