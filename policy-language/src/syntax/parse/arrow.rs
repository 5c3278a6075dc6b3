//! `VALUE => …,`: what arms of an outcome and rows of a table have in common.

use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;

impl Parser<'_, '_> {
    /// The `=>` between two things, also where another sign is in its place.
    pub(super) fn arrow(&mut self, both: &str, written: &'static str) -> Parsed<()> {
        if self.take_symbol("=>").is_some() {
            return Ok(());
        }
        let typed = self.cursor.describe();
        if [":", "->", "="].iter().any(|symbol| self.at_symbol(symbol)) {
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, format!("{both} are not joined with {typed}"));
            self.report(mistake.replace("=>"));
            return Ok(());
        }
        let mistake = self.missing("`=>`").help(written);
        self.fail(mistake)
    }

    /// To after the comma that ends what follows the next `=>`.
    pub(super) fn skip_arm(&mut self) {
        let mut behind_arrow = false;
        while !self.at_end() {
            if self.take_symbol("=>").is_some() {
                behind_arrow = true;
            } else if self.take_symbol(",").is_some() {
                if behind_arrow {
                    return;
                }
            } else {
                self.cursor.advance();
            }
        }
    }
}
