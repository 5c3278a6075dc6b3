//! The days that a predicate looks at: `within 9 months`, `before surgery`, `between 31 and 91 days
//! after therapy_start`.
//!
//! Whether the fact has days at all, and whether the names are dates, is for `check` to say.

use super::{Parsed, Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Apart, ApartText, Predicate, Side, WindowText};
use crate::syntax::literal::DurationText;
use crate::text::{Cursor, Placed, Token};

/// How it is said that events are of different days, and whether the language says so, too.
const DIFFERENT_DAYS: [(&str, bool); 5] = [
    ("on different days", true),
    ("on separate days", false),
    ("on separate occasions", false),
    ("on different occasions", false),
    ("on two different days", false),
];

/// What stands before the time that events lie apart, and whether `apart` follows. The language says
/// the first two.
const APART: [(&str, bool); 14] = [
    ("at least", true),
    ("at most", true),
    ("no more than", true),
    ("not more than", true),
    ("up to", true),
    ("apart by at most", false),
    ("separated by at most", false),
    ("", true),
    ("no less than", true),
    ("not less than", true),
    ("apart by at least", false),
    ("apart by", false),
    ("separated by at least", false),
    ("separated by", false),
];

/// Words with which a distance from a day begins; and how the language writes it, where it is
/// otherwise.
const DISTANCES: [(&str, Option<&str>, Apart); 12] = [
    ("at least", None, Apart::AtLeast),
    ("more than", None, Apart::MoreThan),
    ("less than", None, Apart::LessThan),
    ("at most", Some("within"), Apart::Within),
    ("no more than", Some("within"), Apart::Within),
    ("not more than", Some("within"), Apart::Within),
    ("up to", Some("within"), Apart::Within),
    ("no less than", Some("at least"), Apart::AtLeast),
    ("not less than", Some("at least"), Apart::AtLeast),
    ("fewer than", Some("less than"), Apart::LessThan),
    ("longer than", Some("more than"), Apart::MoreThan),
    ("greater than", Some("more than"), Apart::MoreThan),
];

/// How documents say on which side of a day, how the language says it, and what that means.
const BESIDE: [(&str, &str, bool, Side); 6] = [
    ("prior to", "before", false, Side::Before),
    ("preceding", "before", false, Side::Before),
    ("following", "after", false, Side::After),
    ("subsequent to", "after", false, Side::After),
    ("since", "on or after", true, Side::After),
    ("as of", "on or before", true, Side::Before),
];

/// The side of a day that a word names.
fn side(token: &Token) -> Option<Side> {
    if token.is_word("before") {
        Some(Side::Before)
    } else if token.is_word("after") {
        Some(Side::After)
    } else {
        None
    }
}

impl Parser<'_, '_> {
    /// Whether a duration comes next after so many tokens, or a parameter that stands for one.
    pub(super) fn at_duration(&self, cursor: &Cursor<'_>, distance: usize) -> bool {
        match cursor.peek_at(distance) {
            Token::Number(_) => {
                let unit = cursor.peek_at(distance.saturating_add(1));
                matches!(unit, Token::Word(unit) if words::is_unit_of_time(unit))
            }
            Token::Word(word) => self.parameters.contains(word),
            _ => false,
        }
    }

    /// The window that comes next, if one does.
    pub(super) fn window(&mut self, predicate: &Predicate) -> Parsed<Option<Placed<WindowText>>> {
        self.window_after(predicate.test.is_some())
    }

    /// The same, before a comparison or after it.
    pub(super) fn window_after(&mut self, tested: bool) -> Parsed<Option<Placed<WindowText>>> {
        let start = self.cursor.position();
        let window = if let Some(within) = self.within()? {
            Some(self.after_duration(start, within)?)
        } else if let Some((phrase, right, how)) = self.at_distance() {
            for _ in phrase.split(' ') {
                self.cursor.advance();
            }
            if let Some(right) = right {
                let place = self.cursor.place_from(start);
                let mistake =
                    Diagnostic::at(place, format!("a time is not written with `{phrase}`"));
                self.report(mistake.replace(right));
            }
            let duration = self.duration()?;
            Some(self.apart(how, duration)?)
        } else if self.at_word("at")
            && self.at_period()
            && (!tested || self.cursor.peek_at(4).is_word("ago"))
        {
            Some(self.at_least_ago()?)
        } else if let Some((words, included, side)) = self.beside() {
            for _ in 0..words {
                self.cursor.advance();
            }
            let day = self.day_text()?;
            Some(WindowText::Beside { included, side, day })
        } else if let Some((phrase, right, included, side)) = self.beside_in_prose() {
            for _ in phrase.split(' ') {
                self.cursor.advance();
            }
            if let Some(mistake) = self.entry_as_day(&format!("{right} ")) {
                return self.fail(mistake);
            }
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, format!("a time is not written with `{phrase}`"));
            self.report(mistake.replace(right));
            let day = self.day_text()?;
            Some(WindowText::Beside { included, side, day })
        } else if self.cursor.peek().is_word_in_any_case("between") {
            self.between_days(tested)?
        } else {
            None
        };
        Ok(window.map(|window| Placed::new(window, self.cursor.place_from(start))))
    }

    /// These words come next.
    pub(super) fn at_words(&self, phrase: &str) -> bool {
        let mut each = phrase.split_terminator(' ').enumerate();
        each.all(|(distance, word)| self.cursor.peek_at(distance).is_word(word))
    }

    /// How it is said that events lie so long apart, if it comes next.
    pub(super) fn at_apart(&self) -> Option<(&'static str, bool)> {
        APART.into_iter().find(|(phrase, behind)| {
            let words = phrase.split_terminator(' ').count();
            let end = self.cursor.peek_at(words.saturating_add(2));
            self.at_words(phrase)
                && self.at_duration(&self.cursor, words)
                && (!behind || end.is_word("apart"))
        })
    }

    /// `on different days`, `at least 2 weeks apart`
    pub(super) fn apart_from_each_other(
        &mut self,
        predicate: &Predicate,
    ) -> Parsed<Option<Placed<ApartText>>> {
        let start = self.cursor.position();
        if !self.at_words("on different days")
            && let Some((tokens, same)) = self.different_days(predicate)
        {
            self.cursor = self.cursor.ahead(tokens);
            let typed = self.cursor.source_from(start);
            let place = self.cursor.place_from(start);
            let mistake =
                Diagnostic::at(place, format!("a distance is not written with `{typed}`"));
            if same {
                self.report(mistake.replace("on different days"));
                return Ok(Some(Placed::new(ApartText::OnDifferentDays, place)));
            }
            return self.fail(mistake.help("write `on different days`: how many there have to be is said before what is counted"));
        }
        for (phrase, right) in DIFFERENT_DAYS {
            if self.at_words(phrase) {
                for _ in phrase.split(' ') {
                    self.cursor.advance();
                }
                let place = self.cursor.place_from(start);
                if !right {
                    let mistake =
                        Diagnostic::at(place, format!("a distance is not written with `{phrase}`"));
                    self.report(mistake.replace("on different days"));
                }
                return Ok(Some(Placed::new(ApartText::OnDifferentDays, place)));
            }
        }
        let Some((phrase, is_behind)) = self.at_apart() else { return Ok(None) };
        for _ in phrase.split_terminator(' ') {
            self.cursor.advance();
        }
        let begin = self.cursor.position();
        let duration = self.duration()?;
        let written = self.cursor.source_from(begin);
        if is_behind {
            self.cursor.advance();
        }
        let place = self.cursor.place_from(start);
        let is_most = ["most", "more", "up to"].iter().any(|word| phrase.contains(word));
        let right = if is_most { "at most" } else { "at least" };
        if phrase != right {
            let typed = if phrase.is_empty() { "a number alone" } else { &format!("`{phrase}`") };
            let mistake = Diagnostic::at(place, format!("a distance is not written with {typed}"));
            self.report(mistake.replace(format!("{right} {written} apart")));
        }
        let apart =
            if is_most { ApartText::AtMost(duration) } else { ApartText::AtLeast(duration) };
        Ok(Some(Placed::new(apart, place)))
    }

    /// `since therapy_start`, where a gap is asked about.
    pub(super) fn since(&mut self, predicate: &Predicate) -> Parsed<Option<Placed<WindowText>>> {
        let is_gap = predicate.selector.is_none()
            && matches!(&predicate.apart, Some(Placed { value: ApartText::AtMost(_), .. }));
        let start = self.cursor.position();
        if is_gap && self.at_day_name(1) && (self.at_word("from") || self.at_word("after")) {
            let typed = self.cursor.peek().text();
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("the day from which on there is no gap is not written with `{typed}`"),
            );
            return self.fail(mistake.replace("since"));
        }
        if !is_gap || !self.at_day_name(1) || self.take_word("since").is_none() {
            return Ok(None);
        }
        let day = self.day_text()?;
        Ok(Some(Placed::new(WindowText::Since(day), self.cursor.place_from(start))))
    }

    /// What follows `within 30 days`: nothing, or the day that it is counted from.
    fn after_duration(&mut self, start: usize, duration: DurationText) -> Parsed<WindowText> {
        if self.at_day_after(0) {
            return self.apart(Apart::Within, duration);
        }
        if let Some((phrase, right, side)) = self.beside_after_time() {
            let begin = self.cursor.position();
            for _ in phrase.split(' ') {
                self.cursor.advance();
            }
            let place = self.cursor.place_from(begin);
            let mistake = Diagnostic::at(place, format!("a time is not written with `{phrase}`"));
            self.report(mistake.replace(right));
            let day = self.day_text()?;
            return Ok(WindowText::Apart { how: Apart::Within, duration, side, day });
        }
        // `within 30 days of surgery`: on which side?
        let of = ["of", "from"].iter().any(|word| self.at_word(word));
        if of && (self.at_entry(1) || self.cursor.peek_at(2).is_word("of") && self.at_day_name(1)) {
            let within = self.cursor.source_from(start);
            let place = self.cursor.place();
            let (day, last) = self.rest_of_operand(1);
            let day = self.entry_day_at(1).unwrap_or(day);
            let mistake = Diagnostic::at(
                place.to(last),
                format!("`{}` does not say on which side of the day", self.cursor.peek().text()),
            );
            return self.fail(mistake.help(format!(
                "write `{}` or `{}`, whichever the source means, or both with `OR` between them",
                quote(&format!("{within} before {day}")),
                quote(&format!("{within} after {day}"))
            )));
        }
        if of
            && let Token::Word(day) = self.cursor.peek_at(1)
            && !words::is_reserved(day)
        {
            let (day, within) = (day.clone(), self.cursor.source_from(start));
            let place = self.cursor.place();
            if ["request_date", "request"].contains(&day.as_str()) {
                let all = place.to(self.cursor.place_at(1));
                let mistake = Diagnostic::at(all, "`within` looks back from the request anyway");
                return self.fail(mistake.remove(format!("write `{within}`")));
            }
            let mistake = Diagnostic::at(
                place,
                format!("`{}` does not say on which side of the day", self.cursor.peek().text()),
            );
            return self.fail(mistake.help(format!(
                "write `{within} before {day}` or `{within} after {day}`, whichever the source means, or both with `OR` between them"
            )));
        }
        Ok(WindowText::Within(duration))
    }

    /// `prior to surgery` behind a time: the phrase, and what it means.
    fn beside_after_time(&self) -> Option<(&'static str, &'static str, Side)> {
        let sides = [
            ("prior to", "before", Side::Before),
            ("preceding", "before", Side::Before),
            ("pre", "before", Side::Before),
            ("following", "after", Side::After),
            ("subsequent to", "after", Side::After),
            ("post", "after", Side::After),
        ];
        sides.into_iter().find(|(phrase, ..)| {
            self.at_words(phrase) && self.at_day_name(phrase.split(' ').count())
        })
    }

    fn apart(&mut self, how: Apart, duration: DurationText) -> Parsed<WindowText> {
        let Some(side) = side(self.cursor.peek()) else { return Err(super::Reported(())) };
        self.cursor.advance();
        let day = self.day_text()?;
        Ok(WindowText::Apart { how, duration, side, day })
    }

    /// `before surgery`, `after 2025-01-31`, at so many tokens from here.
    fn at_day_after(&self, distance: usize) -> bool {
        side(self.cursor.peek_at(distance)).is_some()
            && self.at_day_name(distance.saturating_add(1))
    }

    /// The name of a date, or a day.
    pub(super) fn at_day_name(&self, distance: usize) -> bool {
        match self.cursor.peek_at(distance) {
            Token::Word(word) if word == "the" => self.at_day_name(distance.saturating_add(1)),
            Token::Word(word) => {
                !words::is_reserved(word) && !word.starts_with(char::is_uppercase)
                    || self.at_entry(distance)
            }
            Token::Number(year) => {
                year.len() == 4 && self.cursor.peek_at(distance.saturating_add(1)).is_symbol("-")
            }
            _ => false,
        }
    }

    /// `at least 30 days before surgery`: the words before the duration, how they are written, and
    /// what they say.
    fn at_distance(&self) -> Option<(&'static str, Option<&'static str>, Apart)> {
        DISTANCES.into_iter().find(|(phrase, ..)| {
            let words = phrase.split(' ').count();
            self.at_words(phrase)
                && self.at_duration(&self.cursor, words)
                && self.at_day_after(words.saturating_add(2))
        })
    }

    /// `before surgery`, `on or after surgery`: how many words come before the day, whether it is
    /// included, and on which side.
    fn beside(&self) -> Option<(usize, bool, Side)> {
        let on_or = self.at_word("on") && self.cursor.peek_at(1).is_word("or");
        let first = if on_or { 2 } else { 0 };
        let side = side(self.cursor.peek_at(first))?;
        self.at_day_name(first.saturating_add(1)).then_some((first.saturating_add(1), on_or, side))
    }

    /// `prior to surgery`: the phrase, and what it means.
    fn beside_in_prose(&self) -> Option<(&'static str, &'static str, bool, Side)> {
        BESIDE.into_iter().find(|(phrase, ..)| {
            let words = phrase.split(' ').count();
            self.at_words(phrase) && self.at_day_name(words)
        })
    }

    /// `between 2025-01-01 and surgery`, `between 31 and 91 days after surgery`; a range of numbers
    /// is no window.
    fn between_days(&mut self, tested: bool) -> Parsed<Option<WindowText>> {
        if self.at_duration(&self.cursor, 1)
            && self.cursor.peek_at(3).is_word("and")
            && self.at_duration(&self.cursor, 4)
            && self.at_day_after(6)
        {
            let place = self.cursor.place_at(1).to(self.cursor.place_at(5));
            let mistake = Diagnostic::at(place, "the two times are counted in one unit");
            return self.fail(
                mistake.help("write the unit once, as in `between 4 and 12 weeks after surgery`"),
            );
        }
        let numbers = matches!(self.cursor.peek_at(1), Token::Number(_))
            && self.cursor.peek_at(2).is_word("and")
            && self.at_duration(&self.cursor, 3);
        if numbers {
            if !self.at_day_after(5) {
                // A number was compared already, so this is no range of another.
                if tested {
                    let place = self.cursor.place().to(self.cursor.place_at(4));
                    let mistake =
                        Diagnostic::at(place, "nothing says from which day this is counted");
                    return self.fail(mistake.help(
                        "write `before` or `after` and the name of a date, as in `between 31 and 91 days after surgery`",
                    ));
                }
                return Ok(None);
            }
            self.cursor.advance();
            let low = self.number()?;
            self.cursor.advance();
            let high = self.duration()?;
            let Some(side) = side(self.cursor.peek()) else { return Ok(None) };
            self.cursor.advance();
            let day = self.day_text()?;
            return Ok(Some(WindowText::Span { low, high, side, day }));
        }
        let mut ahead = self.cursor;
        ahead.advance();
        let named = matches!(ahead.peek(), Token::Word(word) if !words::is_reserved(word) && word.starts_with(char::is_lowercase));
        if !named && !self.at_date_after() {
            return Ok(None);
        }
        let capitals = !self.at_word("between");
        self.lower_case_word("between");
        let first = self.day_text()?;
        self.between_and(capitals)?;
        let last = self.day_text()?;
        Ok(Some(WindowText::Between { first, last }))
    }

    /// A date follows the next word.
    fn at_date_after(&self) -> bool {
        matches!(self.cursor.peek_at(1), Token::Number(year) if year.len() == 4)
            && self.cursor.peek_at(2).is_symbol("-")
    }

    /// `within 9 months`, and the phrases that mean it.
    fn within(&mut self) -> Parsed<Option<DurationText>> {
        let start = self.cursor.position();
        let filler = |token: &Token| {
            ["the", "last", "past", "previous", "prior"].iter().any(|word| token.is_word(word))
        };
        let phrase = self.at_word("in") || self.at_word("during") || self.at_word("over");
        // `in 12 months`, `/ 12 months`
        let number = (phrase || self.at_symbol("/") && !self.in_vocabulary)
            && matches!(self.cursor.peek_at(1), Token::Number(_))
            && words::is_unit_of_time(&self.cursor.peek_at(2).text());
        let last = filler(self.cursor.peek()) && matches!(self.cursor.peek_at(1), Token::Number(_));
        if !(last
            || number
            || self.cursor.peek().is_word_in_any_case("within")
            || phrase && filler(self.cursor.peek_at(1)))
        {
            return Ok(None);
        }
        // `over 6 months ago` is no time up to today.
        if self.at_word("over") && number && self.cursor.peek_at(3).is_word("ago") {
            let place = self.cursor.place().to(self.cursor.place_at(3));
            let right = format!(
                "at least {} {} ago",
                self.cursor.peek_at(1).text(),
                self.cursor.peek_at(2).text()
            );
            let mistake = Diagnostic::at(place, "a date is not compared with `over … ago`");
            return self.fail(
                mistake.help(format!("write `{right}`, which takes the day itself as well")),
            );
        }
        if !last && !self.lower_case_word("within") {
            self.cursor.advance();
        }
        while filler(self.cursor.peek()) {
            self.cursor.advance();
        }
        let typed = self.cursor.source_from(start);
        let place = self.cursor.place_from(start);
        let rephrased = !typed.eq_ignore_ascii_case("within");
        // `in the last year`
        if let Token::Word(unit) = self.cursor.peek()
            && words::is_unit_of_time(unit)
        {
            let right = format!("within 1 {unit}");
            self.cursor.advance();
            let place = self.cursor.place_from(start);
            let typed = self.cursor.source_from(start);
            let mistake = Diagnostic::at(place, format!("a period is not written with `{typed}`"));
            return self.fail(mistake.replace(right).replaced_if(!unit.ends_with('s')));
        }
        if let Some(mistake) = self.duration_in_prose() {
            return self.fail(mistake);
        }
        let duration = self.duration()?;
        if rephrased {
            let right = format!("within {} {}", duration.number.value, duration.unit.value);
            self.report(
                Diagnostic::at(place, format!("a period is not written with `{typed}`"))
                    .help(format!("write `{right}`"))
                    .instead("within"),
            );
        }
        Ok(Some(duration))
    }

    /// `1 month ago` after `at least`.
    fn at_least_ago(&mut self) -> Parsed<WindowText> {
        let start = self.cursor.position();
        self.cursor.advance();
        let most = self.at_word("most");
        if !most && !self.lower_case_word("least") {
            let mistake = self.missing("`least`").help("write `at least 1 month ago`");
            return self.fail(mistake);
        }
        if most {
            self.cursor.advance();
        }
        let duration = self.duration()?;
        let right = format!("{} {}", duration.number.value, duration.unit.value);
        if most {
            let past = self.take_word("ago").is_some();
            let mistake = Diagnostic::at(
                self.cursor.place_from(start),
                "a date is not compared with `at most … ago`",
            );
            return self.fail(mistake.replace(format!("within {right}")).replaced_if(past));
        }
        if let Some(mistake) = self.prior(start, &right) {
            return self.fail(mistake);
        }
        if !self.lower_case_word("ago") {
            let mistake = self
                .missing("`ago`")
                .help(format!("write `at least {right} ago`"))
                .inserting_behind(self.before().1, "ago");
            self.report(mistake);
        }
        Ok(WindowText::Ago(duration))
    }

    /// `at least 6 months prior`, `at least 6 months prior to surgery`
    fn prior(&self, start: usize, period: &str) -> Option<Diagnostic> {
        let mut ahead = self.cursor;
        let typed = ahead.peek().text();
        let first = ahead.place();
        if !["before", "prior", "earlier", "preceding", "previously"].contains(&typed.as_str()) {
            return None;
        }
        let mut last = ahead.advance();
        while ["to", "the"].iter().any(|word| ahead.peek().is_word(word)) {
            last = ahead.advance();
        }
        let day = match ahead.peek() {
            Token::Word(day) if !words::is_reserved(day) && words::is_name(day) => {
                last = ahead.advance();
                Some(day.clone())
            }
            _ => None,
        };
        let all = self.cursor.place_from(start).to(last);
        let right = match day.as_deref() {
            None | Some("request") => format!("at least {period} ago"),
            Some(day) => format!("at least {period} before {day}"),
        };
        let typed = ahead.source_from(self.cursor.position());
        Some(
            Diagnostic::at(
                first.to(last),
                format!("a time in the past is not written with `{typed}`"),
            )
            .help(format!("write `{right}`"))
            .replacing(all, right),
        )
    }
}
