//! Standard deviations from the mean: `more than 2 SD below the mean` is a number of SD, below 0. In:
//! the cursor after a fact. Out: the mistake, with the number.

use super::Parser;
use super::test::phrase;
use super::times::phrase_at;
use crate::diagnostic::Diagnostic;
use crate::text::{Name, Token};

/// How the unit is written.
const UNITS: [&str; 7] =
    ["standard deviations", "standard deviation", "SDS", "SDs", "SD", "sd", "z"];

/// How a side of the mean is written.
const SIDES: [(&str, bool); 8] = [
    ("less than", true),
    ("lower than", true),
    ("below", true),
    ("under", true),
    ("greater than", false),
    ("higher than", false),
    ("above", false),
    ("over", false),
];

/// What it is counted from.
const MEANS: [&str; 11] = [
    "the population mean",
    "the mean",
    "the average",
    "the median",
    "mean",
    "average",
    "median",
    "the normal mean",
    "the age mean",
    "normal",
    "the norm",
];

impl Parser<'_, '_> {
    /// `more than 2 SD below the mean`
    pub(super) fn beside_the_mean(&self, of: &Name) -> Option<Diagnostic> {
        let (sign, spoken, words) = match self.cursor.peek() {
            Token::Symbol(sign) if sign != "-" => {
                let sign = ["<", "<=", ">", ">=", "="].into_iter().find(|own| own == sign)?;
                (Some(sign), false, 1)
            }
            _ => match phrase(&self.cursor) {
                Some((sign, words)) => (Some(sign), true, words),
                None => (None, true, 0),
            },
        };
        let mut at = words;
        let negative = self.cursor.peek_at(at).is_symbol("-");
        at = at.saturating_add(usize::from(negative));
        let Token::Number(number) = self.cursor.peek_at(at) else { return None };
        at = at.saturating_add(1);
        let longest = |phrases: &[&str], at: usize| {
            phrases.iter().filter_map(|words| phrase_at(&self.cursor, at, words)).max()
        };
        at = at.saturating_add(longest(&UNITS, at)?);
        let more = longest(&["or more", "or greater", "or lower", "or further"], at);
        at = at.saturating_add(more.unwrap_or(0));
        let (below, side) = SIDES
            .into_iter()
            .find_map(|(words, below)| Some((below, phrase_at(&self.cursor, at, words)?)))?;
        at = at.saturating_add(side);
        at = at.saturating_add(longest(&MEANS, at)?);
        let place = self.cursor.place_of(at);
        let number =
            if below || negative { format!("-{number} SD") } else { format!("{number} SD") };
        let fact = &of.value;
        let problem = if below || negative {
            "what is below the mean is a negative number of SD"
        } else {
            "what is above the mean is a number of SD"
        };
        let mistake = Diagnostic::at(place, problem);
        let turned = |sign: &str| match sign {
            ">=" => "<=",
            ">" => "<",
            "<=" => ">=",
            "<" => ">",
            _ => "=",
        };
        let right = match (sign, spoken) {
            (None, _) if more.is_some() => {
                if below {
                    "<="
                } else {
                    ">="
                }
            }
            (None, _) => {
                return Some(mistake.help(format!(
                    "write `{fact} <= {number}` or `{fact} >= {number}`, whichever the source means"
                )));
            }
            // `more than 2 SD below` is less.
            (Some(sign), true) if below && !negative => turned(sign),
            (Some(sign @ (">" | ">=")), false) if below && !negative => {
                let other = turned(sign);
                return Some(mistake.help(format!(
                    "write `{fact} {other} {number}` if it is that far below the mean or farther, or `{fact} {sign} {number}` if it is not, whichever the source means"
                )));
            }
            (Some(sign), _) => sign,
        };
        let right = format!("{right} {number}");
        Some(mistake.help(format!("write `{fact} {right}`")).replacing(place, right))
    }
}
