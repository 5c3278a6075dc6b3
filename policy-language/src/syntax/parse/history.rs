//! What documents ask of the entries of histories, in words that mean something else in the
//! language: an attribute of a history, one entry without `has`.

use super::times::phrase_at;
use super::{Parser, ahead, quote, words};
use crate::diagnostic::Diagnostic;
use crate::text::{Place, Token};

/// Words for what an entry was measured to be, which its name says already.
const RESULTS: [&str; 9] = [
    "results",
    "result",
    "values",
    "value",
    "measurements",
    "readings",
    "tests",
    "levels",
    "level",
];

/// How far behind the name of a history a window is looked for.
const MOST: usize = 24;

impl Parser<'_, '_> {
    /// `any medicine of trial = Topiramate`, `systolic of pressure >= 140 mmHg`
    pub(super) fn attribute_of_history(&self) -> Option<Diagnostic> {
        let any = usize::from(self.at_word("any"));
        let counted = phrase_at(&self.cursor, 0, "at least")
            .filter(|_| matches!(self.cursor.peek_at(2), Token::Number(_)))
            .map_or(0, |words| words.saturating_add(1));
        let begin = any.max(counted);
        let (Token::Word(attribute), Token::Word(history)) =
            (self.cursor.peek_at(begin), self.cursor.peek_at(begin.saturating_add(2)))
        else {
            return None;
        };
        let of = self.cursor.peek_at(begin.saturating_add(1)).is_word("of");
        let known = |word: &str| {
            !words::is_reserved(word)
                && !words::is_prose(word)
                && word.starts_with(char::is_lowercase)
        };
        if !of || !known(attribute) || !known(history) || attribute == history {
            return None;
        }
        let unique = ["unique", "separate"].contains(&attribute.as_str());
        if unique {
            return None;
        }
        let (rest, last) = self.rest_of_operand(begin.saturating_add(3));
        let all = self.cursor.place().to(last);
        let number = if counted > 0 {
            format!("at least {}", self.cursor.peek_at(2).text())
        } else {
            "any".to_owned()
        };
        if RESULTS.contains(&attribute.as_str()) {
            let place =
                self.cursor.place_at(begin).to(self.cursor.place_at(begin.saturating_add(1)));
            let mistake =
                Diagnostic::at(place, format!("`{attribute} of` adds nothing to `{history}`"));
            return Some(mistake.remove(format!("take `{attribute} of` out")));
        }
        let sign = matches!(self.cursor.peek_at(begin.saturating_add(3)), Token::Symbol(sign) if words::is_comparison(sign))
            || self.cursor.peek_at(begin.saturating_add(3)).is_word("in");
        if sign {
            let mistake = Diagnostic::at(
                all,
                format!("what an entry of `{history}` has is asked with `where`"),
            );
            return Some(mistake.help(format!(
                "write `{}`",
                quote(&format!("{number} {history} where {attribute} {rest}"))
            )));
        }
        (counted > 0).then(|| {
            let place = self.cursor.place_at(begin);
            let different = format!("{number} different {attribute} of {history} {rest}");
            Diagnostic::at(place, format!("nothing says how `{attribute}` is counted"))
                .help(format!("write `{}`", quote(different.trim_end())))
        })
    }

    /// `latest visit within 6 months`, `latest trial is adherent`: one entry, and no result.
    pub(super) fn entry_alone(
        &self,
        length: usize,
        phrase: &str,
        last: Place,
    ) -> Option<Diagnostic> {
        let history = self.cursor.peek_at(length).text();
        let next = self.cursor.peek_at(length.saturating_add(1));
        let latest = if phrase == "first" { "earliest" } else { "latest" };
        let windows = ["within", "before", "after", "between", "on", "since", "in"];
        let place = self.cursor.place().to(last);
        if windows.iter().any(|word| next.is_word(word)) {
            let (window, _) = self.rest_of_operand(length.saturating_add(1));
            let mistake =
                Diagnostic::at(place, format!("nothing is asked of the {latest} `{history}`"));
            let right = format!("any {history} {window}");
            return Some(mistake.help(format!(
                "write `{}` if one has to be in that time, or `{latest} {history} has …` to ask what the {latest} one is",
                quote(&right)
            )));
        }
        let Token::Word(word) = next else { return None };
        let verb = usize::from(["is", "was", "had", "with"].contains(&word.as_str()));
        let asked = self.cursor.peek_at(length.saturating_add(1).saturating_add(verb));
        let Token::Word(attribute) = asked else { return None };
        if words::is_reserved(attribute) || verb == 0 && ahead::goes_on_behind_fact(asked) {
            return None;
        }
        let (rest, _) = self.rest_of_operand(length.saturating_add(1).saturating_add(verb));
        let value = attribute.starts_with(char::is_uppercase);
        let named = history.clone();
        // The window stands before `has`.
        let times = ["within", "before", "after", "on", "between"];
        let window = (length..MOST)
            .find(|distance| times.iter().any(|word| self.cursor.peek_at(*distance).is_word(word)))
            .map(|distance| self.rest_of_operand(distance).0)
            .filter(|window| rest.ends_with(&format!(" {window}")));
        let rest = match &window {
            Some(window) => rest.strip_suffix(&format!(" {window}")).unwrap_or(&rest).to_owned(),
            None => rest,
        };
        let history = match window {
            Some(window) => format!("{history} {window}"),
            None => history.clone(),
        };
        let rest = if value { format!("ATTRIBUTE = {rest}") } else { rest };
        let mistake =
            Diagnostic::at(place, format!("what the {latest} `{named}` is, is asked with `has`"));
        Some(mistake.help(format!("write `{}`", quote(&format!("{latest} {history} has {rest}")))))
    }
}
