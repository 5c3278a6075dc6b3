//! Lines of text, each at its depth.

use super::condition::laid_out;
use super::width::{STEP, fits, length};

#[derive(Default)]
pub struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    pub fn into_text(self) -> String {
        self.text
    }

    /// The column at which the next line begins.
    pub fn indent(&self) -> usize {
        self.depth.saturating_mul(STEP)
    }

    /// Whether a line of its own is short enough for this.
    pub fn fits(&self, line: &str) -> bool {
        fits(line, self.indent())
    }

    pub fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&" ".repeat(self.indent()));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A condition after what comes before it on its line.
    pub fn condition(&mut self, before: &str, condition: &str) {
        let indent = self.indent();
        let condition =
            laid_out(condition, indent.saturating_add(length(before)), indent.saturating_add(STEP));
        self.line(&format!("{before}{condition}"));
    }

    pub fn inside(&mut self, write: impl FnOnce(&mut Lines)) {
        let outside = self.depth;
        self.depth = outside.saturating_add(1);
        write(self);
        self.depth = outside;
    }

    /// Lines that belong together: a blank line comes before them, unless they are the first
    /// between their braces.
    pub fn paragraph(&mut self, write: impl FnOnce(&mut Lines)) {
        let start = self.text.len();
        write(self);
        let begins = self.text.get(..start).unwrap_or_default().ends_with("{\n");
        if self.text.len() > start && !begins {
            self.text.insert(start, '\n');
        }
    }
}
