//! What is asked of courses: `lasting at least 8 weeks`, `started within 6 months`, `on 2026-01-31`.

use super::predicate::at_operand_end;
use super::window::at_duration;
use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{JoinedText, LastingText, Predicate, Selector, WindowText};
use crate::text::{Delimiter, Name, Placed, Token};
use policy_core::policy::Reach;
use policy_core::possible::EntryDay;

/// How documents say how long, and how the language says it.
const REACHES: [(&str, Reach, Option<&str>); 10] = [
    ("at least", Reach::AtLeast, None),
    ("at most", Reach::AtMost, None),
    ("more than", Reach::MoreThan, None),
    ("less than", Reach::LessThan, None),
    ("no less than", Reach::AtLeast, Some("at least")),
    ("not less than", Reach::AtLeast, Some("at least")),
    ("no more than", Reach::AtMost, Some("at most")),
    ("up to", Reach::AtMost, Some("at most")),
    ("longer than", Reach::MoreThan, Some("more than")),
    ("shorter than", Reach::LessThan, Some("less than")),
];

/// How courses are joined.
const JOINED_BY: &str = "write `joined by (medicine) within 7 days`";

/// Words before a length of time that mean `lasting`, where no window can begin with them.
const LASTING: [&str; 5] = ["lasted", "that lasted", "for", "of", "with a duration of"];

/// Words before a window, and the day that has to lie in it.
const EDGES: [(&str, EntryDay, Option<&str>); 8] = [
    ("started", EntryDay::First, None),
    ("ended", EntryDay::Last, None),
    ("starting", EntryDay::First, Some("started")),
    ("begun", EntryDay::First, Some("started")),
    ("initiated", EntryDay::First, Some("started")),
    ("ending", EntryDay::Last, Some("ended")),
    ("completed", EntryDay::Last, Some("ended")),
    ("stopped", EntryDay::Last, Some("ended")),
];

impl Parser<'_, '_> {
    /// `latest visit within 6 months has (…)`: one of the entries is asked about.
    pub(super) fn chooses_entry(&self) -> bool {
        let mut ahead = self.cursor;
        if !["latest", "earliest"].iter().any(|word| self.at_word(word)) {
            return false;
        }
        while !at_operand_end(&ahead) {
            if ahead.peek().is_word("has") {
                return true;
            }
            ahead.advance();
        }
        false
    }

    /// `… at most 60 days apart since therapy_start`: no number of entries is asked about.
    pub(super) fn asks_for_gap(&self) -> bool {
        let mut ahead = self.cursor;
        while !at_operand_end(&ahead) {
            if ahead.peek().is_word("apart") && ahead.peek_at(1).is_word("since") {
                return true;
            }
            ahead.advance();
        }
        false
    }

    /// `different medicine of` before a fact, where entries are counted.
    pub(super) fn different(
        &mut self,
        selector: Option<&Placed<Selector>>,
    ) -> Parsed<Option<Name>> {
        if selector.is_none() || !self.at_word("different") && !self.at_word("distinct") {
            return Ok(None);
        }
        let typed = self.cursor.peek().text();
        let place = self.cursor.advance();
        if typed != "different" {
            let mistake = Diagnostic::at(place, format!("values are not counted with `{typed}`"));
            self.report(mistake.replace("different"));
        }
        if !matches!(self.cursor.peek(), Token::Word(_)) || !self.cursor.peek_at(1).is_word("of") {
            let mistake = Diagnostic::at(place, "nothing says what has to be different");
            let fact = self.cursor.peek().text();
            return self.fail(mistake.help(format!(
                "name the attribute, as in `at least 2 different medicine of {fact}`"
            )));
        }
        let attribute = self.name("an attribute")?;
        self.cursor.advance();
        Ok(Some(attribute))
    }

    /// `joined by (medicine) within 7 days`, if it comes next.
    pub(super) fn joined(&mut self) -> Parsed<Option<Placed<JoinedText>>> {
        let start = self.cursor.position();
        if self.take_word("joined").is_none() {
            return Ok(None);
        }
        if self.take_word("by").is_none() {
            let mistake = self.missing("`by` with the attributes that have to be the same");
            return self.fail(mistake.help(JOINED_BY));
        }
        let by = if self.at_group(Delimiter::Parenthesis) {
            self.names_between_delimiters("an attribute")?.value
        } else {
            let start = self.cursor.position();
            let by = if self.at_group(Delimiter::Bracket) {
                self.names_between_delimiters("an attribute")?.value
            } else {
                vec![self.name("an attribute")?]
            };
            let names = by.iter().map(|name| name.value.as_str()).collect::<Vec<_>>();
            let mistake = Diagnostic::at(
                self.cursor.place_from(start),
                "what joined courses have in common is written in parentheses",
            );
            self.report(mistake.replace(format!("({})", names.join(", "))));
            by
        };
        if self.take_word("within").is_none() {
            let mistake = self.missing("`within` with the longest time between two courses");
            return self.fail(mistake.help(JOINED_BY));
        }
        let within = self.duration()?;
        Ok(Some(Placed::new(JoinedText { by, within }, self.cursor.place_from(start))))
    }

    /// `lasting at least 8 weeks`, if it comes next.
    pub(super) fn lasting(&mut self) -> Parsed<Option<Placed<LastingText>>> {
        let start = self.cursor.position();
        if self.take_word("lasting").is_none() {
            let prose = LASTING.into_iter().find(|phrase| {
                self.at_words(phrase) && self.at_length(phrase.split(' ').count()).is_some()
            });
            let Some(phrase) = prose else { return Ok(None) };
            for _ in phrase.split(' ') {
                self.cursor.advance();
            }
            let mistake = Diagnostic::at(
                self.cursor.place_from(start),
                format!("how long a course lasts is not written with `{phrase}`"),
            );
            self.report(mistake.replace("lasting"));
        }
        let length = self.length()?;
        Ok(Some(Placed::new(length, self.cursor.place_from(start))))
    }

    /// `at least 8 weeks`, so many tokens from here.
    fn at_length(&self, distance: usize) -> Option<(&'static str, Reach, Option<&'static str>)> {
        let mut ahead = self.cursor;
        (0..distance).for_each(|_| {
            ahead.advance();
        });
        REACHES.into_iter().find(|(phrase, ..)| {
            let mut words = phrase.split(' ').enumerate();
            words.all(|(position, word)| ahead.peek_at(position).is_word(word))
                && at_duration(&ahead, phrase.split(' ').count())
        })
    }

    fn length(&mut self) -> Parsed<LastingText> {
        if self.take_word("between").is_some() {
            let low = self.number()?;
            if self.take_word("and").is_none() {
                let mistake = self.missing("`and` with the longer time");
                return self.fail(mistake.help("write `lasting between 2 and 6 months`"));
            }
            return Ok(LastingText::Between(low, self.duration()?));
        }
        let Some((phrase, reach, right)) = self.at_length(0) else {
            let mistake = self.missing("how long");
            return self.fail(mistake.help(
                "write `lasting at least 8 weeks`, or `at most`, or `between 2 and 6 months`",
            ));
        };
        let start = self.cursor.position();
        for _ in phrase.split(' ') {
            self.cursor.advance();
        }
        if let Some(right) = right {
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(place, format!("a length is not written with `{phrase}`"));
            self.report(mistake.replace(right));
        }
        Ok(LastingText::Compare(reach, self.duration()?))
    }

    /// Whether `started`, `ended` or what is written in its place comes next, and then a time.
    pub(super) fn at_course_edge(&self) -> bool {
        let time = ["within", "before", "after", "on", "between", "at"];
        EDGES.iter().any(|(word, ..)| self.at_word(word))
            && time.iter().any(|word| self.cursor.peek_at(1).is_word(word))
    }

    /// `started`, `ended` before a window, if it comes next.
    pub(super) fn course_edge(&mut self, predicate: &Predicate) -> Option<Placed<EntryDay>> {
        // Without a word for how many, it may be a fact of its own.
        predicate.selector.as_ref()?;
        let (word, day, right) = EDGES.into_iter().find(|(word, ..)| self.at_word(word))?;
        let place = self.cursor.advance();
        if let Some(right) = right {
            let mistake = Diagnostic::at(place, format!("`{word}` is not written before a time"));
            self.report(mistake.replace(right));
        }
        Some(Placed::new(day, place))
    }

    /// `on 2026-01-31`, `on surgery`: one day, where entries are counted.
    pub(super) fn on_day(&mut self, predicate: &Predicate) -> Parsed<Option<Placed<WindowText>>> {
        let is_day = predicate.selector.is_some() && self.at_word("on") && self.at_day_name(1);
        if !is_day
            || ["or", "file", "different", "separate", "two"]
                .iter()
                .any(|word| self.cursor.peek_at(1).is_word(word))
        {
            return Ok(None);
        }
        let start = self.cursor.position();
        self.cursor.advance();
        let day = self.day_text()?;
        Ok(Some(Placed::new(WindowText::On(day), self.cursor.place_from(start))))
    }
}
