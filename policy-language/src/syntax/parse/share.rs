//! Shares of entries: `at least 70% of night where hours >= 4 hours`, `at least 21 of 30 night where …`.
//! In: the cursor before such words, in place of a condition. Out: the mistake, with the number in a
//! window, or the share that is calculated.

use super::times::{number_at, phrase_at};
use super::{Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::text::Token;

/// Words before a share.
const REACHES: [(&str, &str); 10] = [
    ("at least", ">="),
    ("no less than", ">="),
    ("a minimum of", ">="),
    ("minimum of", ">="),
    ("more than", ">"),
    ("greater than", ">"),
    ("at most", "<="),
    ("no more than", "<="),
    ("less than", "<"),
    ("", ">="),
];

/// Words that add nothing before what is counted.
const FILLERS: [&str; 5] = ["the last", "the past", "the", "all", ""];

impl Parser<'_, '_> {
    /// `at least 70% of night where …`, `21 of the last 30 night where …`
    pub(super) fn share_of_entries(&self) -> Option<Diagnostic> {
        let (reach, sign) = REACHES
            .into_iter()
            .find_map(|(words, sign)| Some((phrase_at(&self.cursor, 0, words)?, sign)))?;
        let Token::Number(number) = self.cursor.peek_at(reach) else { return None };
        let mut at = reach.saturating_add(1);
        let percent =
            self.cursor.peek_at(at).is_symbol("%") || self.cursor.peek_at(at).is_word("percent");
        at = at.saturating_add(usize::from(percent));
        let of = ["out of", "of"].iter().find_map(|of| phrase_at(&self.cursor, at, of))?;
        at = at.saturating_add(of);
        let filler = FILLERS.iter().find_map(|words| phrase_at(&self.cursor, at, words));
        at = at.saturating_add(filler.unwrap_or(0));
        let whole = if percent {
            None
        } else {
            let whole = number_at(&self.cursor, at)?;
            at = at.saturating_add(1);
            Some(whole)
        };
        let consecutive = usize::from(self.cursor.peek_at(at).is_word("consecutive"));
        at = at.saturating_add(consecutive);
        let Token::Word(history) = self.cursor.peek_at(at) else { return None };
        let named = history.starts_with(char::is_lowercase) && !words::is_reserved(history);
        let group = ["criteria", "following", "these", "symptoms", "conditions"];
        if !named || group.contains(&history.as_str()) {
            return None;
        }
        let (rest, last) = self.rest_of_operand(at);
        if history == "days" && self.cursor.peek_at(at.saturating_add(1)).is_word("covered") {
            let mistake = Diagnostic::at(
                self.cursor.place().to(last),
                "a share of days is calculated, not counted",
            );
            return Some(mistake.help(format!(
                "calculate it in the vocabulary, `share: calculated in % as {0} / 30 days` with the days of the window after the `/`, and write `share {sign} {number}%`",
                quote(&rest)
            )));
        }
        let place = self.cursor.place().to(last);
        let asked = quote(&rest);
        let Some(whole) = whole else {
            let mistake = Diagnostic::at(place, "a share of entries is calculated, not counted");
            let most = number.parse::<u32>().ok().and_then(|number| number.checked_mul(30));
            let days = most.map_or(21, |most| most.div_ceil(100));
            let timed = [" within ", " before ", " after "].iter().any(|word| rest.contains(word));
            let window = if timed { "" } else { " less than 30 days before report_end" };
            return Some(mistake.help(format!(
                "of courses, calculate the share in the vocabulary, as in `share: calculated in % as days covered by {asked}{window} / 30 days`, and write `share {sign} {number}%`; of events, write how many that are in a window, as in `at least {days} {asked} on different days{window}`"
            )));
        };
        let count = match sign {
            ">" => format!("at least {}", number.parse::<u32>().ok()?.saturating_add(1)),
            "<=" => format!("at most {number}"),
            "<" => format!("at most {}", number.parse::<u32>().ok()?.saturating_sub(1)),
            _ => format!("at least {number}"),
        };
        let days =
            words::is_unit_of_time(history) || ["night", "nights"].contains(&history.as_str());
        let mistake = Diagnostic::at(place, "so many of so many is a number in a window of time");
        Some(if days {
            mistake.help(format!(
                "write `{count} {asked} on different days less than {whole} days before request_date`, or the day from which the {whole} are counted in place of `request_date`"
            ))
        } else {
            mistake.help(format!(
                "write `{count} {asked}` and the time in which the {whole} are, as in `within 1 year`"
            ))
        })
    }
}
