//! Days and windows in the words of documents: `30 days after surgery`, `since the last visit`,
//! `from onset to diagnosis`, `during 2025`.

use super::predicate::at_operand_end;
use super::times::{number_at, phrase_at};
use super::{Parsed, Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::Side;
use crate::text::Token;

/// Words between a time and a day, and the side that they name.
const SIDES: [(&str, Side); 9] = [
    ("before", Side::Before),
    ("prior to", Side::Before),
    ("preceding", Side::Before),
    ("pre", Side::Before),
    ("after", Side::After),
    ("post", Side::After),
    ("following", Side::After),
    ("subsequent to", Side::After),
    ("since", Side::After),
];

/// How documents name the side of a day where entries or results are asked for, and how the language
/// does.
const BESIDE: [(&str, &str); 12] = [
    ("post", "after"),
    ("pre", "before"),
    ("later than", "after"),
    ("earlier than", "before"),
    ("no later than", "on or before"),
    ("not later than", "on or before"),
    ("no earlier than", "on or after"),
    ("not earlier than", "on or after"),
    ("up until", "on or before"),
    ("until", "on or before"),
    ("through", "on or before"),
    ("starting from", "on or after"),
];

/// Words before a day that say it is that one.
const SAME_DAY: [&str; 7] = [
    "on the same day as",
    "on the day of",
    "on day of",
    "same day as",
    "the same day as",
    "at the time of",
    "at time of",
];

/// Words before the name of a history, and which entry is meant.
const WHICH: [(&str, Option<&str>); 10] = [
    ("latest", Some("latest")),
    ("last", Some("latest")),
    ("most recent", Some("latest")),
    ("previous", Some("latest")),
    ("earliest", Some("earliest")),
    ("first", Some("earliest")),
    ("initial", Some("earliest")),
    ("any", None),
    ("each", None),
    ("every", None),
];

/// Words for the day of the request or of the service.
const CARRIED: [(&str, &str); 9] = [
    ("the request date", "request_date"),
    ("request date", "request_date"),
    ("the request", "request_date"),
    ("the date of request", "request_date"),
    ("date of request", "request_date"),
    ("the date of the request", "request_date"),
    ("the service date", "service_date"),
    ("date of service", "service_date"),
    ("the date of service", "service_date"),
];

/// Words that come between the number of a duration and its unit, and are none.
const BEFORE_UNIT: [&str; 8] =
    ["calendar", "consecutive", "full", "continuous", "business", "working", "complete", "rolling"];

impl Parser<'_, '_> {
    fn is_plain_name(&self, distance: usize) -> bool {
        matches!(self.cursor.peek_at(distance), Token::Word(word)
            if !words::is_reserved(word)
                && !words::ends_unit(word)
                && word.starts_with(char::is_lowercase)
                && !["the", "last", "past", "previous"].contains(&word.as_str()))
    }

    /// `latest visit`, `any trial` so many tokens from here: how many tokens come before the name,
    /// and which entry is meant.
    fn entry_at(&self, distance: usize) -> Option<(usize, Option<&'static str>)> {
        let the = usize::from(self.cursor.peek_at(distance).is_word("the"));
        let begin = distance.saturating_add(the);
        let (words, which) = WHICH
            .into_iter()
            .find_map(|(phrase, which)| Some((phrase_at(&self.cursor, begin, phrase)?, which)))?;
        let words = the.saturating_add(words);
        self.is_plain_name(distance.saturating_add(words)).then_some((words, which))
    }

    /// Whether an entry comes that many tokens ahead, in the place of a day.
    pub(super) fn at_entry(&self, distance: usize) -> bool {
        self.entry_at(distance).is_some()
    }

    /// A year that many tokens ahead, and no whole date.
    fn year_at(&self, distance: usize) -> Option<String> {
        let Token::Number(year) = self.cursor.peek_at(distance) else { return None };
        let next = self.cursor.peek_at(distance.saturating_add(1));
        let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        let alone =
            !matches!(next, Token::Symbol(sign) if ["-", "/", "."].contains(&sign.as_str()));
        let counted = matches!(next, Token::Word(unit) if words::is_unit_of_time(unit));
        (is_year && alone && !counted).then(|| year.clone())
    }

    /// Days in prose after a fact, or after what is asked of it, that are one mistake as a whole.
    pub(super) fn days_in_prose(&self, selected: bool) -> Option<Diagnostic> {
        self.days_of_therapy()
            .or_else(|| self.time_without_word(selected))
            .or_else(|| self.period())
            .or_else(|| self.so_old())
            .or_else(|| self.both_sides())
            .or_else(|| self.day_left_out())
            .or_else(|| self.year_alone())
            .or_else(|| self.day_to_day())
            .or_else(|| if selected { self.beside_day() } else { None })
            .or_else(|| if selected { self.on_that_day() } else { None })
    }

    /// `30 days after surgery`: no word says which of the days up to then.
    fn time_without_word(&self, selected: bool) -> Option<Diagnostic> {
        let number = number_at(&self.cursor, 0)?;
        let unit = self.cursor.peek_at(1).text();
        if !words::is_unit_of_time(&unit) {
            return None;
        }
        let (words, side) = SIDES
            .into_iter()
            .find_map(|(phrase, side)| Some((phrase_at(&self.cursor, 2, phrase)?, side)))?;
        let at_day = words.saturating_add(2);
        if !self.at_day_name(at_day) {
            return None;
        }
        let side = if side == Side::Before { "before" } else { "after" };
        let (day, last) = self.rest_of_operand(at_day);
        let mistake = Diagnostic::at(
            self.cursor.place().to(if selected { self.cursor.place_at(at_day) } else { last }),
            format!("`{number} {unit}` alone does not say whether more or less time is meant"),
        );
        Some(mistake.help(format!(
            "write `within {number} {unit} {side} {0}` or `at least {number} {unit} {side} {0}`, whichever the source means",
            quote(&day)
        )))
    }

    /// `in a 12 month period`, `within any 12 months`, `last week`
    fn period(&self) -> Option<Diagnostic> {
        if let Some(unit) = ["last", "past", "previous"]
            .iter()
            .find(|word| self.at_word(word))
            .map(|_| self.cursor.peek_at(1).text())
            && ["day", "week", "month", "year"].contains(&unit.as_str())
        {
            let mistake = Diagnostic::at(
                self.cursor.place_of(2),
                format!("a period is not written with `{}`", self.cursor.source_of(2)),
            );
            return Some(mistake.replace(format!("within 1 {unit}")));
        }
        let begins = ["in", "within", "over", "during"].iter().any(|word| self.at_word(word));
        let moving =
            ["any", "each", "every"].iter().any(|word| self.cursor.peek_at(1).is_word(word));
        let article = ["a", "an", "one"].iter().any(|word| self.cursor.peek_at(1).is_word(word));
        let number = number_at(&self.cursor, 2).filter(|_| begins && (moving || article))?;
        let mut words = 3_usize;
        words = words.saturating_add(usize::from(self.cursor.peek_at(words).is_symbol("-")));
        let unit = self.cursor.peek_at(words).text();
        if !words::is_unit_of_time(&unit) {
            return None;
        }
        words = words.saturating_add(1);
        let noun = ["period", "window", "span", "interval"];
        words = words.saturating_add(usize::from(
            noun.iter().any(|noun| self.cursor.peek_at(words).is_word(noun)),
        ));
        let unit = if number == 1 || unit.ends_with('s') { unit } else { format!("{unit}s") };
        let mistake = Diagnostic::at(
            self.cursor.place_of(words),
            format!("a period is not written with `{}`", self.cursor.source_of(words)),
        );
        Some(if moving {
            mistake.help(format!(
                "write `within {number} {unit}` for the time before the request; that entries lie close together, whenever it was, is asked with `at most {number} {unit} apart`"
            ))
        } else {
            mistake.replace(format!("within {number} {unit}"))
        })
    }

    /// `no older than 6 months`, `less than 6 months old`, `between 3 and 6 months ago`
    fn so_old(&self) -> Option<Diagnostic> {
        let written = |words: usize, right: String| {
            let mistake = Diagnostic::at(
                self.cursor.place_of(words),
                format!(
                    "how old a result is, is not written with `{}`",
                    self.cursor.source_of(words)
                ),
            );
            Some(mistake.replace(right))
        };
        let number = |distance: usize| match self.cursor.peek_at(distance) {
            Token::Number(number) => Some(number.clone()),
            _ => None,
        };
        let unit = |distance: usize| {
            Some(self.cursor.peek_at(distance).text()).filter(|unit| words::is_unit_of_time(unit))
        };
        let older = ["no older than", "not older than", "not more than"];
        if let Some(words) = older.iter().find_map(|phrase| phrase_at(&self.cursor, 0, phrase))
            && let (Some(number), Some(unit)) = (number(words), unit(words.saturating_add(1)))
            && (self.cursor.peek_at(1).is_word("older")
                || self.cursor.peek_at(words.saturating_add(2)).is_word("old"))
        {
            let old = usize::from(self.cursor.peek_at(words.saturating_add(2)).is_word("old"));
            return written(
                words.saturating_add(2).saturating_add(old),
                format!("within {number} {unit}"),
            );
        }
        let at_most = ["at most", "no more than", "up to", "less than", "under"];
        if let Some((phrase, words)) =
            at_most.iter().find_map(|phrase| Some((*phrase, phrase_at(&self.cursor, 0, phrase)?)))
            && let (Some(number), Some(unit)) = (number(words), unit(words.saturating_add(1)))
            && self.cursor.peek_at(words.saturating_add(2)).is_word("old")
        {
            let right = format!("within {number} {unit}");
            if ["less than", "under"].contains(&phrase) {
                let words = words.saturating_add(3);
                let typed = self.cursor.source_of(words);
                let problem = format!("how old a result is, is not written with `{typed}`");
                let mistake = Diagnostic::at(self.cursor.place_of(words), problem);
                return Some(mistake.help(format!(
                    "write `{right}`, which takes the day of that age itself as well"
                )));
            }
            return written(words.saturating_add(3), right);
        }
        let between = usize::from(self.at_word("between"));
        let joint = self.cursor.peek_at(between.saturating_add(1));
        let (low, high) = (number(between)?, number(between.saturating_add(2))?);
        let unit = unit(between.saturating_add(3))?;
        let is_range =
            joint.is_word("and") && between == 1 || joint.is_word("to") || joint.is_symbol("-");
        let ago = self.cursor.peek_at(between.saturating_add(4)).is_word("ago");
        if !is_range || !ago {
            return None;
        }
        written(
            between.saturating_add(5),
            format!("between {low} and {high} {unit} before request_date"),
        )
    }

    /// `within 30 days before or after surgery`
    fn both_sides(&self) -> Option<Diagnostic> {
        let Token::Number(number) = self.cursor.peek_at(1) else { return None };
        let unit = self.cursor.peek_at(2).text();
        let either =
            ["before or after", "before and after", "prior to or after", "before or following"];
        let words = either.iter().find_map(|phrase| phrase_at(&self.cursor, 3, phrase))?;
        if !self.at_word("within") || !words::is_unit_of_time(&unit) {
            return None;
        }
        let (day, last) = self.rest_of_operand(words.saturating_add(3));
        let mistake =
            Diagnostic::at(self.cursor.place().to(last), "a window lies on one side of a day");
        Some(mistake.help(format!(
            "write one condition with `within {number} {unit} before {0}` and one with `within {number} {unit} after {0}`, and `OR` between them",
            quote(&day)
        )))
    }

    /// `within 30 days before`, `after` with nothing behind it.
    fn day_left_out(&self) -> Option<Diagnostic> {
        let time = ["within", "at least", "more than", "less than"]
            .iter()
            .find_map(|phrase| phrase_at(&self.cursor, 0, phrase))
            .filter(|words| {
                words::is_unit_of_time(&self.cursor.peek_at(words.saturating_add(1)).text())
            })
            .map_or(0, |words| words.saturating_add(2));
        let side = ["before", "after", "since"]
            .iter()
            .find(|side| self.cursor.peek_at(time).is_word(side))?;
        let behind = self.cursor.ahead(time.saturating_add(1));
        // A date may be called like a word that begins what follows a condition.
        let may_be_date = matches!(behind.peek(), Token::Word(word)
            if !["AND", "OR", "then", "else"].contains(&word.as_str()));
        if may_be_date || !at_operand_end(&behind) {
            return None;
        }
        let mistake = Diagnostic::at(
            self.cursor.place_at(time),
            format!("the day is missing after `{side}`"),
        );
        let written = if *side == "since" { "on or after" } else { side };
        Some(mistake.help(format!(
            "name a date of the vocabulary, or write the day, as in `{written} service_date` or `{written} 2026-01-31`"
        )))
    }

    /// `taken within 6 months` behind a comparison
    pub(super) fn word_before_window(&self) -> Option<Diagnostic> {
        let word = self.cursor.peek().text();
        let words = [
            "taken",
            "obtained",
            "measured",
            "drawn",
            "performed",
            "done",
            "documented",
            "collected",
        ];
        let window = ["within", "before", "after", "on", "between", "in", "during"];
        (words.contains(&word.as_str())
            && window.iter().any(|next| self.cursor.peek_at(1).is_word(next)))
        .then(|| {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` is not written before a time"),
            );
            mistake.remove(format!("take `{word}` out"))
        })
    }

    /// `in 2025`, `after 2025`
    fn year_alone(&self) -> Option<Diagnostic> {
        let sides =
            ["in", "during", "before", "after", "since", "on or after", "on or before", "within"];
        let (phrase, words) = sides
            .into_iter()
            .find_map(|phrase| Some((phrase, phrase_at(&self.cursor, 0, phrase)?)))?;
        let year = self.year_at(words)?;
        let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
        let right = match phrase {
            "before" => format!("before {first}"),
            "after" => format!("after {last}"),
            "since" | "on or after" => format!("on or after {first}"),
            "on or before" => format!("on or before {last}"),
            _ => format!("between {first} and {last}"),
        };
        let mistake =
            Diagnostic::at(self.cursor.place_at(words), format!("`{year}` is a year, not a day"));
        let all = self.cursor.place_of(words.saturating_add(1));
        Some(mistake.help(format!("write `{right}`")).replacing(all, right))
    }

    /// `from onset to diagnosis`
    fn day_to_day(&self) -> Option<Diagnostic> {
        if !self.at_word("from") || !self.at_day_name(1) {
            return None;
        }
        let mut ahead = self.cursor;
        ahead.advance();
        let begin = ahead.position();
        let joints = ["to", "until", "till", "through"];
        while !joints.iter().any(|word| ahead.peek().is_word(word)) {
            if at_operand_end(&ahead) {
                return None;
            }
            ahead.advance();
        }
        let first = ahead.source_from(begin);
        ahead.advance();
        let begin = ahead.position();
        while !at_operand_end(&ahead) {
            ahead.advance();
        }
        let second = ahead.source_from(begin);
        let (_, last) = self.rest_of_operand(0);
        let mistake = Diagnostic::at(
            self.cursor.place().to(last),
            "the days from one day to another are not written with `from`",
        );
        Some(mistake.help(format!("write `{}`", quote(&format!("between {first} and {second}")))))
    }

    /// `between day 31 and 91 of therapy`, `day 31 to day 91 after therapy_start`: days that are numbered.
    fn days_of_therapy(&self) -> Option<Diagnostic> {
        let before =
            usize::from(["between", "from", "on", "within"].iter().any(|word| self.at_word(word)));
        let numbered = |at: usize| {
            let day = ["day", "days"].iter().any(|word| self.cursor.peek_at(at).is_word(word));
            let number = at.saturating_add(usize::from(day));
            let Token::Number(count) = self.cursor.peek_at(number) else { return None };
            Some((count.parse::<u32>().ok()?, day, number.saturating_add(1)))
        };
        let (first, is_numbered, behind) = numbered(before)?;
        let joint = self.cursor.peek_at(behind);
        let joined = ["and", "to", "through"].iter().any(|word| joint.is_word(word));
        if !is_numbered || !(joined || joint.is_symbol("-")) {
            return None;
        }
        let (last, _, behind) = numbered(behind.saturating_add(1))?;
        let side = self.cursor.peek_at(behind);
        let known =
            ["of", "after", "since", "from", "before"].iter().any(|word| side.is_word(word));
        let (day, end) = if known {
            let (day, _) = self.rest_of_operand(behind.saturating_add(1));
            (day, behind.saturating_add(1))
        } else {
            ("therapy_start".to_owned(), behind)
        };
        let write = if side.is_word("before") { "before" } else { "after" };
        let place = self.cursor.place_of(end);
        let mistake = Diagnostic::at(place, "days are counted, not numbered");
        let right = |first: u32, last: u32| {
            quote(&format!("between {first} and {last} days {write} {day}"))
        };
        let counted = format!("write `{}`", right(first, last));
        Some(match (first.checked_sub(1), last.checked_sub(1)) {
            (Some(one), Some(other)) if write == "after" => mistake.help(format!(
                "{counted}, or `{}` where the source calls the first day day 1",
                right(one, other)
            )),
            _ => mistake.help(counted),
        })
    }

    /// `until surgery`, `post surgery`
    fn beside_day(&self) -> Option<Diagnostic> {
        let (phrase, right, words) = BESIDE.into_iter().find_map(|(phrase, right)| {
            Some((phrase, right, phrase_at(&self.cursor, 0, phrase)?))
        })?;
        if !self.at_day_name(words) {
            return None;
        }
        let place = self.cursor.place_of(words);
        let mistake = Diagnostic::at(place, format!("a time is not written with `{phrase}`"));
        Some(mistake.replace(right))
    }

    /// `on the day of surgery`, `around surgery`, `during therapy`
    fn on_that_day(&self) -> Option<Diagnostic> {
        let same = SAME_DAY
            .into_iter()
            .find_map(|phrase| Some((phrase, phrase_at(&self.cursor, 0, phrase)?)));
        if let Some((phrase, words)) = same
            && self.at_day_name(words)
        {
            let place = self.cursor.place_of(words);
            let mistake = Diagnostic::at(place, format!("a day is not written with `{phrase}`"));
            return Some(mistake.replace("on"));
        }
        let word = self.cursor.peek().text();
        if !["during", "throughout", "around", "near"].contains(&word.as_str())
            || !self.is_plain_name(1) && !self.at_entry(1)
            || words::is_unit_of_time(&self.cursor.peek_at(2).text())
        {
            return None;
        }
        let (day, last) = self.rest_of_operand(1);
        let place = self.cursor.place().to(last);
        let mistake = Diagnostic::at(place, format!("`{word}` does not say which days are meant"));
        let day = day.split(' ').next().unwrap_or_default().to_owned();
        Some(mistake.help(if ["around", "near"].contains(&word.as_str()) {
            format!("write `within 30 days before {day}`, `within 30 days after {day}`, or both with `OR` between them, with the time that the source means")
        } else {
            "write from which day to which, as in `between therapy_start and request_date` or `on or after therapy_start`".to_owned()
        }))
    }

    /// An entry, a description or two words in the place of a day.
    pub(super) fn day_in_prose(&mut self) -> Parsed<()> {
        let carried = CARRIED
            .into_iter()
            .find_map(|(phrase, right)| Some((right, phrase_at(&self.cursor, 0, phrase)?)));
        if let Some((right, words)) = carried
            && !self.cursor.peek_at(words).is_word("of")
        {
            let place = self.cursor.place_of(words);
            let typed = self.cursor.source_of(words);
            let mistake = Diagnostic::at(place, format!("this day is not written with `{typed}`"));
            return self.fail(mistake.replace(right));
        }
        if let Some(mistake) = self.entry_as_day("") {
            return self.fail(mistake);
        }
        let the = usize::from(self.at_word("the"));
        let day = ["start", "end", "date", "day", "beginning", "completion"];
        let of = self.cursor.peek_at(the.saturating_add(1)).is_word("of");
        let mut words = the.saturating_add(2);
        words = words.saturating_add(usize::from(self.cursor.peek_at(words).is_word("the")));
        let described = day.iter().find(|word| self.cursor.peek_at(the).is_word(word));
        if let Some(described) = described
            && of
            && self.is_plain_name(words)
        {
            let history = self.cursor.peek_at(words).text();
            let place = self.cursor.place_of(words.saturating_add(1));
            let mistake = Diagnostic::at(place, format!("nothing says which `{history}` is meant"));
            let word = match *described {
                "day" => "date",
                "beginning" => "start",
                "completion" => "end",
                known => known,
            };
            return self.fail(mistake.help(format!(
                "write `{word} of latest {history}` or `{word} of earliest {history}`; if the vocabulary has a date for this day, write its name alone"
            )));
        }
        self.day_of_two_words()
    }

    /// `the last visit` in the place of a day, with the word that is written before the day.
    pub(super) fn entry_as_day(&self, before: &str) -> Option<Diagnostic> {
        let (words, which) = self.entry_at(0)?;
        let history = self.cursor.peek_at(words).text();
        let place = self.cursor.place_of(words.saturating_add(1));
        let typed = self.cursor.source_of(words.saturating_add(1));
        let mistake =
            Diagnostic::at(place, format!("`{typed}` does not say which of its days is meant"));
        let which = which.unwrap_or("latest");
        Some(mistake.help(format!(
            "write `{before}date of {which} {history}` of an event; of a course, `{before}start of {which} {history}` or `{before}end of {which} {history}`; a date of the vocabulary has one word"
        )))
    }

    /// The day of an entry as it is written, where one comes so many tokens ahead.
    pub(super) fn entry_day_at(&self, distance: usize) -> Option<String> {
        let (words, which) = self.entry_at(distance)?;
        let (rest, _) = self.rest_of_operand(distance.saturating_add(words));
        Some(format!("date of {} {rest}", which.unwrap_or("latest")))
    }

    /// `first symptom` in the place of a day.
    fn day_of_two_words(&mut self) -> Parsed<()> {
        let second = self.cursor.peek_at(1).text();
        let goes_on = ["on", "at", "of", "when", "is", "because"].contains(&second.as_str());
        if !self.is_plain_name(0)
            || !self.is_plain_name(1)
            || goes_on
            || words::is_prose(&second)
            || words::is_prose(&self.cursor.peek().text())
            || super::test::phrase(&{
                let mut ahead = self.cursor;
                ahead.advance();
                ahead
            })
            .is_some()
        {
            return Ok(());
        }
        let first = self.cursor.peek().text();
        let mut behind = self.cursor;
        behind.advance();
        behind.advance();
        if !at_operand_end(&behind) && !matches!(behind.peek(), Token::Symbol(_)) {
            return Ok(());
        }
        let mistake = Diagnostic::at(self.cursor.place_of(2), "a day is named by one word");
        self.fail(mistake.help(format!(
            "write the name of a date as the vocabulary has it, such as `{first}_{second}`"
        )))
    }

    /// `2 to 4 weeks after surgery`, `1 calendar year`, `+/- 30 days` after `within`, with the cursor
    /// behind that word.
    pub(super) fn duration_in_prose(&self) -> Option<Diagnostic> {
        let sign = ["+", "+/-", "-"].iter().any(|sign| self.at_symbol(sign));
        if sign {
            let mut ahead = self.cursor;
            while matches!(ahead.peek(), Token::Symbol(_)) {
                ahead.advance();
            }
            let begin = ahead.position();
            while !at_operand_end(&ahead)
                && !["of", "from"].iter().any(|word| ahead.peek().is_word(word))
            {
                ahead.advance();
            }
            let time = ahead.source_from(begin);
            ahead.advance();
            let begin = ahead.position();
            while !at_operand_end(&ahead) {
                ahead.advance();
            }
            let day = ahead.source_from(begin);
            let (_, last) = self.rest_of_operand(0);
            let mistake =
                Diagnostic::at(self.cursor.place().to(last), "a window lies on one side of a day");
            return Some(mistake.help(format!(
                "write one condition with `within {time} before {day}` and one with `within {time} after {day}`, and `OR` between them"
            )));
        }
        let Token::Number(low) = self.cursor.peek() else { return None };
        let range = self.cursor.peek_at(1).is_symbol("-") || self.cursor.peek_at(1).is_word("to");
        if range
            && let Token::Number(high) = self.cursor.peek_at(2)
            && let Token::Word(unit) = self.cursor.peek_at(3)
        {
            let (side, last) = self.rest_of_operand(4);
            let side = if side.is_empty() { "after DAY".to_owned() } else { side };
            let mistake = Diagnostic::at(
                self.cursor.place().to(last),
                "a window of two times is written with `between`",
            );
            return Some(mistake.help(format!(
                "write `{}`",
                quote(&format!("between {low} and {high} {unit} {side}"))
            )));
        }
        let between = self.cursor.peek_at(1).text();
        let unit = self.cursor.peek_at(2).text();
        if !BEFORE_UNIT.contains(&between.as_str()) || !words::is_unit_of_time(&unit) {
            return None;
        }
        let mistake = Diagnostic::at(
            self.cursor.place_at(1),
            format!("`{between}` is not written in a duration"),
        );
        Some(match between.as_str() {
            "business" | "working" => mistake.help(format!(
                "every day counts: write `{low} {unit}` if that is meant, or a number of days that allows for weekends"
            )),
            "calendar" if unit.starts_with("year") => mistake.help(format!(
                "write `{low} {unit}`, which is counted back from the day; the days of one year are written `between 2026-01-01 and 2026-12-31`"
            )),
            _ => mistake.replacing(self.cursor.place_of(3), format!("{low} {unit}")).help(format!("write `{low} {unit}`")),
        })
    }

    /// `time since latest visit >= 6 months`, `date of latest visit within 6 months`: a day of an
    /// entry at the beginning of a condition.
    pub(super) fn entry_day_asked(&self) -> Option<Diagnostic> {
        let since = ["time since", "days since", "months since", "weeks since", "years since"];
        let of = ["date of", "start of", "end of", "the date of"];
        let (phrase, words) = since
            .into_iter()
            .chain(of)
            .find_map(|phrase| Some((phrase, phrase_at(&self.cursor, 0, phrase)?)))?;
        let (more, which) = match self.entry_at(words) {
            Some((more, which)) => (more, which.unwrap_or("latest")),
            None if self.is_plain_name(words) && since.contains(&phrase) => (0, "latest"),
            None => return None,
        };
        let at_history = words.saturating_add(more);
        let history = self.cursor.peek_at(at_history).text();
        let (rest, last) = self.rest_of_operand(at_history.saturating_add(1));
        let mistake = Diagnostic::at(
            self.cursor.place().to(last),
            "a day of an entry is not asked about: entries are asked for in a window of time",
        );
        if since.contains(&phrase) {
            return Some(mistake.help(format!(
                "write `no {history} within 6 months` if none may be so recent, or `any {history} within 6 months` if one has to be, with the time of the source"
            )));
        }
        let windows = ["within", "before", "after", "between", "on"];
        Some(if windows.iter().any(|word| rest.starts_with(word)) {
            let edge = match phrase {
                "start of" => " started",
                "end of" => " ended",
                _ => "",
            };
            mistake.help(format!("write `{}`", quote(&format!("any {history}{edge} {rest}"))))
        } else {
            mistake.help(format!(
                "write `any {history} within 6 months`, or begin with another date, as in `surgery after {phrase} {which} {history}`"
            ))
        })
    }
}
