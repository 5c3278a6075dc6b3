//! Days in histories: `date of latest visit`, `end of earliest stay where (planned) within 1 year`.

use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{DayWord, FoundText, Operator, Predicate, Selector};
use crate::text::{Cursor, Placed, Token};

/// How documents name the day, and how the language does.
const DAYS: [(&str, DayWord, Option<&str>); 8] = [
    ("date", DayWord::Date, None),
    ("start", DayWord::Start, None),
    ("end", DayWord::End, None),
    ("day", DayWord::Date, Some("date")),
    ("time", DayWord::Date, Some("date")),
    ("beginning", DayWord::Start, Some("start")),
    ("initiation", DayWord::Start, Some("start")),
    ("completion", DayWord::End, Some("end")),
];

/// How documents say which entry, and how the language does.
const WHICH: [(&str, Selector, Option<&str>); 7] = [
    ("latest", Selector::Latest, None),
    ("earliest", Selector::Earliest, None),
    ("last", Selector::Latest, Some("latest")),
    ("most recent", Selector::Latest, Some("latest")),
    ("newest", Selector::Latest, Some("latest")),
    ("first", Selector::Earliest, Some("earliest")),
    ("oldest", Selector::Earliest, Some("earliest")),
];

/// A day in a history, as far as it is written before the name of the history.
struct Begun {
    day: DayWord,
    which: Selector,
    /// How many words it has, and how they are written.
    words: usize,
    right: String,
}

impl Begun {
    fn at(cursor: &Cursor) -> Option<Begun> {
        let the = |distance: usize| usize::from(cursor.peek_at(distance).is_word("the"));
        let mut words = the(0);
        let (named, day, right) =
            DAYS.into_iter().find(|(word, ..)| cursor.peek_at(words).is_word(word))?;
        let day_in_words = right.unwrap_or(named);
        words = words.saturating_add(1);
        if !cursor.peek_at(words).is_word("of") {
            return None;
        }
        words = words.saturating_add(1);
        words = words.saturating_add(the(words));
        let (phrase, which, right) = WHICH.into_iter().find(|(phrase, ..)| {
            let mut each = phrase.split(' ').zip(words..);
            each.all(|(word, distance)| cursor.peek_at(distance).is_word(word))
        })?;
        let right = format!("{day_in_words} of {}", right.unwrap_or(phrase));
        words = words.saturating_add(phrase.split(' ').count());
        Some(Begun { day, which, words, right })
    }
}

impl Parser<'_, '_> {
    /// `surgery > date of latest visit`
    pub(super) fn compared_with_found_day(
        &self,
        operator: &Placed<Operator>,
    ) -> Option<Diagnostic> {
        Begun::at(&self.cursor)?;
        let mistake =
            Diagnostic::at(operator.place, "a day in a history is not compared with a sign");
        let word = match operator.value {
            Operator::Less => "before",
            Operator::LessOrEqual => "on or before",
            Operator::Greater => "after",
            Operator::GreaterOrEqual => "on or after",
            Operator::Equal | Operator::NotEqual => {
                return Some(mistake.help("write a window, such as `on or after` and the day"));
            }
        };
        Some(mistake.replace(word))
    }

    /// What says which entries are meant, as far as it comes next.
    pub(super) fn which_entries(&mut self, entry: &mut Predicate) -> Parsed<()> {
        loop {
            let keyword = self.cursor.place();
            if self.part_of_entries(entry)? {
                continue;
            }
            // A distance belongs to what is counted.
            if self.at_apart().is_some() {
                return Ok(());
            }
            let Some(window) = self.window(entry)? else { return Ok(()) };
            self.once(&mut entry.window, window, "a window of time", keyword);
        }
    }

    /// A day in a history, if one comes next.
    pub(super) fn found_day(&mut self) -> Parsed<Option<FoundText>> {
        let start = self.cursor.position();
        let Some(Begun { day, which, words, right }) = Begun::at(&self.cursor) else {
            return Ok(None);
        };
        for _ in 0..words {
            self.cursor.advance();
        }
        let begin = self.cursor.place_from(start);
        let typed = self.cursor.source_from(start);
        if typed != right {
            let mistake =
                Diagnostic::at(begin, format!("a day in a history is not written with `{typed}`"));
            self.report(mistake.replace(right));
        }
        if !matches!(self.cursor.peek(), Token::Word(_)) {
            let mistake = self.missing("the name of a history");
            return self.fail(mistake.help("name it, as in `date of latest visit`"));
        }
        let asked = self.last_fact.clone();
        let subject = self.subject(true)?;
        self.last_fact = asked;
        let selector = Some(Placed::new(which, begin));
        let mut entry = Predicate { selector, ..Predicate::of(subject) };
        self.which_entries(&mut entry)?;
        let place = self.cursor.place_from(start);
        Ok(Some(FoundText { day: Placed::new(day, begin), entry, place }))
    }
}
