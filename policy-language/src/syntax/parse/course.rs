//! What is asked of courses: `lasting at least 8 weeks`, `started within 6 months`, `on 2026-01-31`.

use super::predicate::at_operand_end;
use super::times::phrase_at;
use super::{Names, Parsed, Parser, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{JoinedText, LastingText, Predicate, Selector, WindowText};
use crate::syntax::literal::DurationText;
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
const LASTING: [&str; 6] =
    ["lasted", "that lasted", "that lasts", "for", "of", "with a duration of"];

/// Words for courses that are made one.
const MERGED: [&str; 7] = [
    "merged by",
    "combined by",
    "grouped by",
    "bridged by",
    "concatenated by",
    "merged",
    "joined on",
];

/// What documents say of a course that goes on.
const GOING_ON: [&str; 15] = [
    "still going on",
    "going on",
    "still ongoing",
    "currently ongoing",
    "still active",
    "currently active",
    "ongoing",
    "in progress",
    "underway",
    "under way",
    "not ended",
    "not yet ended",
    "until today",
    "today",
    "now",
];

/// Signs in the place of words before a length.
const SIGNS: [(&str, &str); 4] =
    [(">=", "at least"), ("<=", "at most"), (">", "more than"), ("<", "less than")];

/// Words before a window, and the day that has to lie in it.
const EDGES: [(&str, EntryDay, Option<&str>); 10] = [
    ("started", EntryDay::First, None),
    ("ended", EntryDay::Last, None),
    ("that started", EntryDay::First, Some("started")),
    ("that ended", EntryDay::Last, Some("ended")),
    ("starting", EntryDay::First, Some("started")),
    ("begun", EntryDay::First, Some("started")),
    ("initiated", EntryDay::First, Some("started")),
    ("ending", EntryDay::Last, Some("ended")),
    ("completed", EntryDay::Last, Some("ended")),
    ("stopped", EntryDay::Last, Some("ended")),
];

/// What is written to choose one entry, and how that is written; nothing where a value would choose
/// it.
const CHOSEN: [(&str, Option<&str>); 9] = [
    ("latest", Some("latest")),
    ("last", Some("latest")),
    ("most recent", Some("latest")),
    ("newest", Some("latest")),
    ("earliest", Some("earliest")),
    ("first", Some("earliest")),
    ("oldest", Some("earliest")),
    ("highest", None),
    ("lowest", None),
];

/// What chooses among several numbers, of which an entry has one.
const OF_ONE: [&str; 14] = [
    "max",
    "maximum",
    "maximal",
    "min",
    "minimum",
    "minimal",
    "highest",
    "lowest",
    "peak",
    "latest",
    "last",
    "most recent",
    "first",
    "earliest",
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

    /// `last trial has adherent`, `latest trial where adherent`, `latest dose of trial > 5 mg`: what
    /// people write to ask what one entry is.
    pub(super) fn chosen_otherwise(&self) -> Option<Diagnostic> {
        if self.names == Names::Attributes {
            return self.chosen_of_one();
        }
        if ["different", "distinct"].into_iter().any(|word| self.at_word(word))
            && matches!(self.cursor.peek_at(1), Token::Word(_))
        {
            let (rest, _) = self.rest_of_operand(1);
            let mistake =
                Diagnostic::at(self.cursor.place(), "nothing says how many have to be different");
            let right = format!("at least 2 different {rest}");
            return Some(mistake.help(format!("write `{}`", super::quote(&right))));
        }
        let (phrase, which) = CHOSEN.into_iter().find(|(phrase, _)| self.at_words(phrase))?;
        let length = phrase.split(' ').count();
        let Token::Word(history) = self.cursor.peek_at(length) else { return None };
        let place = self.cursor.place_of(length);
        let mut ahead = self.cursor.ahead(length.saturating_add(1));
        // `latest dose of trial > 5 mg`
        if ahead.peek().is_word("of")
            && let Token::Word(of) = ahead.peek_at(1)
        {
            let mistake =
                Diagnostic::at(place, format!("`{history} of {of}` is not the name of a fact"));
            let (asked, _) = self.rest_of_operand(length.saturating_add(3));
            let asked = format!("{history} {asked}");
            let asked = asked.trim_end();
            return Some(mistake.help(match which {
                Some(which) => format!("write `{which} {of} has {asked}` if `{history}` is an attribute of `{of}`"),
                None => format!("write `any {of} where {asked}` if `{history}` is an attribute of `{of}` and any one counts"),
            }));
        }
        let which = which?;
        while !at_operand_end(&ahead) {
            // What follows belongs to the day in a history: `after date of latest visit where …`.
            if ahead.peek().is_word("of")
                && ["latest", "earliest"].iter().any(|word| ahead.peek_at(1).is_word(word))
            {
                return None;
            }
            if ahead.peek().is_word("has") {
                let mistake =
                    Diagnostic::at(place, format!("one entry is not chosen with `{phrase}`"));
                return Some(mistake.replace(which));
            }
            if ahead.peek().is_word("where") {
                ahead.advance();
                let start = ahead.position();
                while !at_operand_end(&ahead) {
                    if ahead.peek().is_word("has") {
                        let mistake = Diagnostic::at(
                            place,
                            format!("one entry is not chosen with `{phrase}`"),
                        );
                        return Some(mistake.replace(which));
                    }
                    ahead.advance();
                }
                let asked = ahead.source_from(start);
                let mistake = Diagnostic::at(
                    place,
                    format!("nothing says what the {which} `{history}` has to be"),
                );
                return Some(mistake.help(format!(
                    "write `{which} {history} has {0}` if the {which} one has to be so, or `any {history} where {0}` if any one counts",
                    super::quote(&asked)
                )));
            }
            ahead.advance();
        }
        None
    }

    /// `any trial where max dose > 5 mg`: an entry has one of each attribute.
    fn chosen_of_one(&self) -> Option<Diagnostic> {
        let phrase = OF_ONE.into_iter().find(|phrase| self.at_words(phrase))?;
        let length = phrase.split(' ').count();
        let Token::Word(attribute) = self.cursor.peek_at(length) else { return None };
        let place = self.cursor.place_of(length);
        let mistake = Diagnostic::at(
            place,
            format!("`{phrase}` has nothing to choose from: each entry has one `{attribute}`"),
        );
        Some(mistake.remove(format!("take `{phrase}` out")))
    }

    /// `at least 2 trial of different medicine`
    pub(super) fn different_behind(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let phrase = ["of different", "with different", "for different", "of distinct"];
        phrase.into_iter().find(|phrase| self.at_words(phrase))?;
        let Token::Word(attribute) = self.cursor.peek_at(2) else { return None };
        let (history, selector) = (&predicate.subject.value, predicate.selector.as_ref()?);
        let counted = match &selector.value {
            Selector::AtLeast(number) => format!("at least {}", number.value),
            Selector::AtMost(number) => format!("at most {}", number.value),
            _ => "at least 2".to_owned(),
        };
        let mistake = Diagnostic::at(
            self.cursor.place().to(self.cursor.place_at(2)),
            "what has to be different is named before the history",
        );
        Some(mistake.help(format!("write `{counted} different {attribute} of {history}`")))
    }

    /// Whether how long a course lasts comes next, in other words.
    pub(super) fn at_lasting_otherwise(&self) -> bool {
        LASTING.into_iter().any(|phrase| {
            self.at_words(phrase) && self.at_length(phrase.split(' ').count()).is_some()
        })
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
            return self.fail(mistake.help(
                "name the attribute and the history that has it, as in `at least 2 different medicine of trial`",
            ));
        }
        let attribute = self.name("an attribute")?;
        self.cursor.advance();
        Ok(Some(attribute))
    }

    /// `merged by (medicine)`
    pub(super) fn joined_in_prose(&self) -> Option<Diagnostic> {
        let (phrase, words) = MERGED
            .into_iter()
            .find_map(|phrase| Some((phrase, phrase_at(&self.cursor, 0, phrase)?)))?;
        let mistake = Diagnostic::at(
            self.cursor.place_of(words),
            format!("courses are not joined with `{phrase}`"),
        );
        let ahead = self.cursor.ahead(words);
        let same = match ahead.peek() {
            Token::Group(_) => ahead.enter().map_or_else(String::new, |inner| inner.source()),
            Token::Word(name) => name.clone(),
            _ => "medicine".to_owned(),
        };
        let written = self.cursor.peek_at(words.saturating_add(1)).is_word("within");
        let is_group = *self.cursor.peek_at(words) == Token::Group(Delimiter::Parenthesis);
        Some(if written && is_group {
            mistake.replace("joined by")
        } else {
            mistake.help(format!(
                "write `joined by ({}) within 7 days`, with the longest time between two courses that are one",
                super::quote(&same)
            ))
        })
    }

    /// `still going on`, `in progress`: a course on the day of the request.
    pub(super) fn going_on_in_prose(&self) -> Option<Diagnostic> {
        let words = GOING_ON.into_iter().find_map(|phrase| phrase_at(&self.cursor, 0, phrase))?;
        let typed = self.cursor.source_of(words);
        let place = self.cursor.place_of(words);
        let mistake =
            Diagnostic::at(place, format!("whether a course goes on is not asked with `{typed}`"));
        // `underway on service_date`
        if self.cursor.peek_at(words).is_word("on") {
            return Some(
                mistake.remove(format!("take `{typed}` out: a course that goes on has that day")),
            );
        }
        Some(
            mistake
                .help("write `on request_date`: a course that goes on has a day then")
                .instead("on request_date"),
        )
    }

    /// Whether what follows the name of a history is prose about its entries.
    pub(super) fn at_prose_of_entries(&self) -> bool {
        self.at_word("each")
            || self.going_on_in_prose().is_some()
            || self.joined_in_prose().is_some()
            || self.at_length_in_prose()
            || self.days_in_prose(true).is_some()
    }

    /// `any trial at least 8 weeks`: how long each lasts, or how long ago it was.
    pub(super) fn neither_lasting_nor_ago(&self, history: &str) -> Option<Diagnostic> {
        let (_, reach, _) = self.at_length(0).filter(|(.., right)| right.is_none())?;
        let words = 2_usize;
        let (number, unit) = (
            self.cursor.peek_at(words).text(),
            self.cursor.peek_at(words.saturating_add(1)).text(),
        );
        let ahead = self.cursor.ahead(4);
        let over = at_operand_end(&ahead)
            || ["where", "within", "on", "in", "started", "ended"]
                .iter()
                .any(|word| ahead.peek().is_word(word));
        if reach != Reach::AtLeast || !over {
            return None;
        }
        let place = self.cursor.place().to(self.cursor.place_at(3));
        let mistake = Diagnostic::at(
            place,
            format!(
                "nothing says whether that is how long each `{history}` lasts, or how long ago it was"
            ),
        );
        Some(mistake.help(format!(
            "write `lasting at least {number} {unit}` or `at least {number} {unit} ago`, whichever the source means"
        )))
    }

    /// `joined by (medicine) within 7 days`, if it comes next.
    pub(super) fn joined(&mut self) -> Parsed<Option<Placed<JoinedText>>> {
        let start = self.cursor.position();
        if let Some(mistake) = self.joined_in_prose() {
            return self.fail(mistake);
        }
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
        let ahead = self.cursor.ahead(distance);
        REACHES.into_iter().find(|(phrase, ..)| {
            let mut words = phrase.split(' ').enumerate();
            words.all(|(position, word)| ahead.peek_at(position).is_word(word))
                && self.at_duration(&ahead, phrase.split(' ').count())
        })
    }

    fn length(&mut self) -> Parsed<LastingText> {
        if self.take_word("between").is_some() {
            let low = self.number()?;
            if let (Token::Word(unit), Token::Word(second)) =
                (self.cursor.peek(), self.cursor.peek_at(3))
                && self.cursor.peek_at(1).is_word("and")
                && words::is_unit_of_time(unit)
                && unit.trim_end_matches('s') == second.trim_end_matches('s')
            {
                let typed = unit.clone();
                let mistake = Diagnostic::at(
                    self.cursor.place(),
                    "the unit of the two times is written once, after the second one",
                );
                self.report(mistake.remove(format!("take the first `{typed}` out")));
                self.cursor.advance();
            }
            if self.take_word("and").is_none() {
                let mistake = self.missing("`and` with the longer time");
                return self.fail(mistake.help("write `lasting between 2 and 6 months`"));
            }
            return Ok(LastingText::Between(low, self.duration()?));
        }
        if let Token::Symbol(sign) = self.cursor.peek()
            && let Some((_, right)) = SIGNS.into_iter().find(|(known, _)| known == sign)
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("a length is not compared with `{sign}`"),
            );
            return self.fail(mistake.replace(right));
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
        let duration = self.duration()?;
        self.second_length(&duration)?;
        Ok(LastingText::Compare(reach, duration))
    }

    /// `lasting more than 8 weeks but less than 16 weeks`
    fn second_length(&mut self, first: &DurationText) -> Parsed<()> {
        let joint = ["but", "and", "AND", ","]
            .into_iter()
            .find(|joint| self.at_word(joint) || self.at_symbol(joint));
        let Some((phrase, ..)) = joint.and_then(|_| self.at_length(1)) else { return Ok(()) };
        let start = self.cursor.position();
        for _ in 0..=phrase.split(' ').count() {
            self.cursor.advance();
        }
        let (low, second) = (&first.number.value, self.duration()?);
        let mistake =
            Diagnostic::at(self.cursor.place_from(start), "how long a course lasts is asked once");
        self.fail(mistake.help(format!(
            "write `lasting between {low} and {} {}`: both ends are included",
            second.number.value, second.unit.value
        )))
    }

    /// Whether `started`, `ended` or what is written in its place comes next, and then a time.
    pub(super) fn at_course_edge(&self) -> bool {
        let time = ["within", "before", "after", "on", "between", "at"];
        EDGES.iter().any(|(phrase, ..)| {
            let behind = phrase.split(' ').count();
            self.at_words(phrase)
                && time.iter().any(|word| self.cursor.peek_at(behind).is_word(word))
        })
    }

    /// `started`, `ended` before a window, if it comes next.
    pub(super) fn course_edge(&mut self, predicate: &Predicate) -> Option<Placed<EntryDay>> {
        // Without a word for how many, it may be a fact of its own.
        if !predicate.is_of_entries() {
            return None;
        }
        let (phrase, day, right) = EDGES.into_iter().find(|(phrase, ..)| self.at_words(phrase))?;
        let start = self.cursor.position();
        for _ in phrase.split(' ') {
            self.cursor.advance();
        }
        let place = self.cursor.place_from(start);
        if let Some(right) = right {
            let mistake = Diagnostic::at(place, format!("`{phrase}` is not written before a time"));
            self.report(mistake.replace(right));
        }
        Some(Placed::new(day, place))
    }

    /// `on 2026-01-31`, `on surgery`: one day, where entries are counted.
    pub(super) fn on_day(&mut self, predicate: &Predicate) -> Parsed<Option<Placed<WindowText>>> {
        let is_day = predicate.is_of_entries() && self.at_word("on") && self.at_day_name(1);
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
