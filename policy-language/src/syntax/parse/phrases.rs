//! The field's phrases: words of source documents that the language writes otherwise. In: the
//! cursor before or after a fact. Out: the mistake, in the author's words, and the line that says
//! the same in the language; where a phrase can be read in two ways, both.
//!
//! A phrase is met at its first word and answered as a whole, so that its other words are not taken
//! for facts that no one meant. Here is what can be said from the words alone: which of two forms
//! fits depends on the type of the fact, and then the help names both.

use super::lists::row;
use super::predicate::at_operand_end;
use super::test::phrase as comparison;
use super::{Names, Parser, ahead, words};
use crate::diagnostic::Diagnostic;
use crate::text::{Cursor, Place, Token};

/// What comes before a fact. In the help, `{rest}` is what follows, `{fact}` its first word.
/// Longer phrases come before those with which they begin.
const BEFORE: &[(&str, &str)] = &[
    ("most recent", LATEST),
    ("latest", LATEST),
    ("last", LATEST),
    ("current", "write `{rest}`: of a measurement, the latest result is meant"),
    ("average", AVERAGE),
    ("mean", AVERAGE),
    ("median", AVERAGE),
    ("maximum", "write `highest {rest}` for the highest result; a limit is written `{fact} <= …`"),
    ("max", "write `highest {rest}` for the highest result; a limit is written `{fact} <= …`"),
    ("minimum", "write `lowest {rest}` for the lowest result; a limit is written `{fact} >= …`"),
    ("min", "write `lowest {rest}` for the lowest result; a limit is written `{fact} >= …`"),
    ("no history of", ABSENT),
    ("no evidence of", ABSENT),
    ("without evidence of", ABSENT),
    ("without a history of", ABSENT),
    ("without", ABSENT),
    ("non", ABSENT),
    ("absence of", ABSENT),
    ("lack of", ABSENT),
    ("free of", ABSENT),
    ("free from", ABSENT),
    ("denies", ABSENT),
    ("negative for", ABSENT),
    ("documented trial of", TREATED),
    ("documented failure of", TREATED),
    ("documented intolerance to", TREATED),
    ("documented contraindication to", TREATED),
    ("prior trial of", TREATED),
    ("prior failure of", TREATED),
    ("tried and failed", TREATED),
    ("reduction in", CHANGE),
    ("decrease in", CHANGE),
    ("increase in", CHANGE),
    ("change in", CHANGE),
    ("improvement in", CHANGE),
    ("zero", "write `no {rest}` of a history of events, or `{fact} = 0` of a count"),
    ("case when", "write `if … then … else …`"),
    ("inadequate response to", TREATED),
    ("insufficient response to", TREATED),
    ("no response to", TREATED),
    ("failure of", TREATED),
    ("failure to", TREATED),
    ("failed", TREATED),
    ("refractory to", TREATED),
    ("intolerance to", TREATED),
    ("intolerance of", TREATED),
    ("intolerant to", TREATED),
    ("intolerant of", TREATED),
    ("contraindication to", TREATED),
    ("contraindications to", TREATED),
    ("contraindicated to", TREATED),
    ("allergy to", TREATED),
    ("allergic to", TREATED),
    ("trial of", TREATED),
    ("never tried", NEVER_TRIED),
    ("tried", TREATED),
    ("baseline", BASELINE),
    ("trial and failure of", TREATED),
    ("response to", TREATED),
    ("treated with", TREATED),
    ("treatment with", TREATED),
    ("therapy with", TREATED),
    ("use of", TREATED),
    ("currently taking", TAKEN),
    ("currently receiving", TAKEN),
    ("currently on", TAKEN),
    ("currently using", TAKEN),
    ("still on", TAKEN),
    ("still taking", TAKEN),
    ("recent", RECENT),
    ("repeat", REPEATED),
    ("repeated", REPEATED),
    (
        "currently",
        "write `{rest}` of a flag, which says what is true today; for a change of treatment name a fact of its own",
    ),
    (
        "continuous",
        "how long without a break is not computed: name a fact for it, such as `continuous_{fact}`",
    ),
    ("history of", "write `any {rest}` of a history of events, or `{rest}` of a flag"),
    ("documentation of", DOCUMENTED),
    ("evidence of", DOCUMENTED),
    ("presence of", DOCUMENTED),
    ("documented", DOCUMENTED),
    ("confirmed", DOCUMENTED),
    ("prescribed by", PRESCRIBED),
    ("ordered by", PRESCRIBED),
    (
        "diagnosis of",
        "write `{rest}` of a flag; of a value, write the fact before it, as in `diagnosis = {rest}`",
    ),
];

const PRESCRIBED: &str = "write the fact that says by whom, as in `prescriber_specialty = Cardiology`, and with `OR` what is enough beside it, such as `cardiology_consultation`";
const LATEST: &str = "write `{rest}`: without a word before the fact, the latest result is meant; what the latest entry of a history is, is asked with `latest {fact} has …`";
const AVERAGE: &str = "an average is not computed: name a fact for it, such as `average_{fact}`, or write `any`, `every`, `highest` or `lowest` for one of the results";
const ABSENT: &str = "write `NOT {rest}` of a flag, or `no {rest}` of a history of events";
const CHANGE: &str = "a change is a comparison with what was before: write `{fact} after DAY at least 5% below {fact} on or before DAY`, or compare with a fact for the baseline";
const TREATED: &str = "write the fact that says this: an attribute of a history, as in `any trial where outcome = Inadequate`; a value, as in `{fact} = Failed`, if `{fact}` is a code with one; or a flag of its own";
const TAKEN: &str = "a course that is going on has a day on the request date: write `any trial where medicine = Topiramate on request_date` with the names of the vocabulary, or `{rest}` of a flag, which says what is true today";
const NEVER_TRIED: &str = "write `no trial where medicine = Topiramate` with the names of the vocabulary, or `NOT` and the flag that says it was tried";
const BASELINE: &str = "say which result that is, as in `{fact} on or before DAY`, or name a fact for it, such as `baseline_{fact}`";
const RECENT: &str = "say how recent: write `{rest} within 6 months`, with the time of the source";
const REPEATED: &str = "write `at least 2 {rest} on different days`, if two are asked for";
const DOCUMENTED: &str = "write `{rest}`: whatever is asked has to be documented";

/// Words for a number that became less, and for one that became more.
const LESS: [&str; 9] =
    ["loss", "reduction", "decrease", "decline", "drop", "fall", "lower", "less", "fewer"];
const MORE: [&str; 6] = ["gain", "increase", "rise", "growth", "higher", "more"];

/// Who a sentence is about, and how it goes on.
const PERSONS: [&str; 9] = [
    "member",
    "patient",
    "individual",
    "beneficiary",
    "enrollee",
    "person",
    "recipient",
    "he",
    "she",
];
const VERBS: [&str; 11] =
    ["is", "has", "have", "had", "must", "was", "does", "will", "with", "who", "meets"];

/// A number of events before a fact: how many are too few, counted from the number that follows.
const COUNTS: &[(&str, Count)] = &[
    ("no more than", Count::AtMost),
    ("not more than", Count::AtMost),
    ("up to", Count::AtMost),
    ("at a maximum", Count::AtMost),
    ("at maximum", Count::AtMost),
    ("at a minimum", Count::AtLeast),
    ("at minimum", Count::AtLeast),
    ("atleast", Count::AtLeast),
    ("in excess of", Count::MoreThan),
    ("maximum of", Count::AtMost),
    ("a maximum of", Count::AtMost),
    ("maximum", Count::AtMost),
    ("max", Count::AtMost),
    ("no fewer than", Count::AtLeast),
    ("not fewer than", Count::AtLeast),
    ("no less than", Count::AtLeast),
    ("not less than", Count::AtLeast),
    ("a minimum of", Count::AtLeast),
    ("minimum of", Count::AtLeast),
    ("more than", Count::MoreThan),
    ("greater than", Count::MoreThan),
    ("over", Count::MoreThan),
    ("fewer than", Count::FewerThan),
    ("less than", Count::FewerThan),
    ("under", Count::FewerThan),
];

#[derive(Clone, Copy)]
enum Count {
    AtLeast,
    AtMost,
    MoreThan,
    FewerThan,
}

impl Count {
    fn write(self, number: u32) -> String {
        match self {
            Count::AtLeast => format!("at least {number}"),
            Count::AtMost => format!("at most {number}"),
            Count::MoreThan => format!("at least {}", number.saturating_add(1)),
            Count::FewerThan if number <= 1 => "no".to_owned(),
            Count::FewerThan => format!("at most {}", number.saturating_sub(1)),
        }
    }
}

/// What follows a condition. `{before}` is its last word, `{rest}` what follows the phrase.
const AFTER: &[(&str, &str)] = &[
    ("without", "write `AND NOT {rest}` of a flag, or `AND no {rest}` of a history of events"),
    ("despite", "write `AND` and the fact that says what was tried"),
    ("while", "write `AND {rest}` if both are true today"),
    ("because of", "write `AND {rest}`, or name a fact for the cause"),
    ("due to", "write `AND {rest}`, or name a fact for the cause"),
    ("nor", "write `AND NOT {rest}`"),
    ("xor", "write `({condition} AND NOT {rest}) OR (NOT {condition} AND {rest})`"),
    ("but not", "write `AND NOT {rest}`"),
    ("but no", "write `AND NOT {rest}` of a flag, or `AND no {rest}` of a history of events"),
    ("but", "write `AND`"),
    ("as well as", "write `AND`"),
    ("plus", "write `AND`"),
    ("along with", "write `AND`"),
    (
        "with",
        "write `AND` before another condition; `where` before what events are told apart by, as in `any {before} where …`",
    ),
    ("otherwise", "write `else`"),
    ("is on file", "write `{before} on file`"),
    ("on record", ON_FILE),
    ("on chart", ON_FILE),
    ("in chart", ON_FILE),
    ("documented", ON_FILE),
    ("measured", ON_FILE),
    ("drawn", ON_FILE),
    ("obtained", ON_FILE),
    ("once daily", FREQUENCY),
    ("twice daily", FREQUENCY),
    ("twice a day", FREQUENCY),
    ("three times daily", FREQUENCY),
    ("daily", FREQUENCY),
    ("weekly", FREQUENCY),
    ("monthly", FREQUENCY),
    ("once", FREQUENCY),
    ("twice", FREQUENCY),
    ("bid", FREQUENCY),
    ("tid", FREQUENCY),
    ("per day", FREQUENCY),
    ("per week", FREQUENCY),
    ("per month", FREQUENCY),
    ("per year", NUMBER_IN),
    ("a year", NUMBER_IN),
    ("per calendar year", NUMBER_IN),
    ("annually", NUMBER_IN),
    ("yearly", NUMBER_IN),
    ("x", LASTING),
    ("a day", FREQUENCY),
    ("every", FREQUENCY),
    ("for at least", LASTING),
    ("for more than", LASTING),
    ("for", LASTING),
    ("lasting", LASTING),
    ("since", LASTING),
    ("must be", "write `=`, `>=`, `<=`, `>` or `<`, whichever the source means"),
    ("should be", "write `=`, `>=`, `<=`, `>` or `<`, whichever the source means"),
    ("was", "write `=`, `>=`, `<=`, `>` or `<`, whichever the source means"),
];

const ON_FILE: &str = "write `{before}` for a flag, `{before} on file` for a result of a measurement, or `any {before}` for an event";
const FREQUENCY: &str = "how often is not computed: name a fact for the whole amount, such as a daily dose, and compare that";
const NUMBER_IN: &str =
    "a rate is not computed: write `within 1 year` to count in the year before the request";
const LASTING: &str = "a condition has no duration: name the date on which it began, and write `{before}_start {ago}`";

/// `or older`, `or less`: the sign that such a number is compared with.
const BOUNDS: [(&str, &str); 12] = [
    ("older", ">="),
    ("more", ">="),
    ("greater", ">="),
    ("higher", ">="),
    ("above", ">="),
    ("over", ">="),
    ("longer", ">="),
    ("younger", "<="),
    ("less", "<="),
    ("lower", "<="),
    ("fewer", "<="),
    ("below", "<="),
];

/// How many words a phrase has, if it comes next.
pub(super) fn length(phrase: &str, cursor: &Cursor) -> Option<usize> {
    let words = || phrase.split(' ').enumerate();
    words()
        .all(|(distance, word)| cursor.peek_at(distance).is_word_in_any_case(word))
        .then(|| words().count())
}

/// A number in digits or, in lower case, in words.
fn counted(token: &Token) -> Option<u32> {
    match token {
        Token::Number(number) => number.parse().ok(),
        Token::Word(word) => words::number_in_words(word),
        _ => None,
    }
}

fn is_among(token: &Token, list: &[&str]) -> bool {
    list.iter().any(|word| token.is_word_in_any_case(word))
}

impl Parser<'_, '_> {
    /// The mistake of the phrase that begins here in place of a condition, if there is one.
    pub(super) fn prose_before(&self) -> Option<Diagnostic> {
        let of_facts = if self.names == Names::Facts { self.prose_about_facts() } else { None };
        of_facts
            .or_else(|| self.exception_before())
            .or_else(|| self.sentence())
            .or_else(|| self.number_or_more())
            .or_else(|| self.change_in_percent())
            .or_else(|| self.count_in_words())
            .or_else(|| self.pair())
            .or_else(|| self.bare_truth())
            .or_else(|| self.before_a_fact())
    }

    /// Phrases that are answered as a whole, since their words mean other things alone.
    fn prose_about_facts(&self) -> Option<Diagnostic> {
        self.sum_in_prose()
            .or_else(|| self.length_before())
            .or_else(|| self.count_out_of_order())
            .or_else(|| self.entry_day_asked())
            .or_else(|| self.gap_in_prose())
            .or_else(|| self.attribute_of_history())
            .or_else(|| self.change_in_words())
    }

    fn before_a_fact(&self) -> Option<Diagnostic> {
        let (phrase, help, length) = BEFORE
            .iter()
            .find_map(|(phrase, help)| Some((phrase, help, length(phrase, &self.cursor)?)))?;
        let next = self.cursor.peek_at(length);
        let Token::Word(fact) = next else { return None };
        // `prescribed by Weight` names a method.
        if *help == PRESCRIBED && fact.starts_with(char::is_lowercase) {
            return Some(self.phrase(length, phrase, help));
        }
        let mut behind = self.cursor;
        for _ in 0..length {
            behind.advance();
        }
        let fact_follows = !words::is_reserved(fact)
            && !words::ends_unit(fact)
            && !ahead::goes_on_behind_fact(next)
            // `last older than …` asks about a fact of that name.
            && comparison(&behind).is_none()
            // `tried mra` has a `define` of that name.
            && (*phrase != "tried" || fact.starts_with(char::is_uppercase))
            // `max dose: …` is a label.
            && !ahead::at_label(&self.cursor);
        fact_follows.then(|| {
            let (rest, last) = self.rest_of_operand(length);
            let values = row(&self.cursor, length, &["or", "Or", "and", "And"], false);
            if *phrase == "diagnosis of"
                && let Some(values) = values.filter(|values| values.names.len() > 1)
            {
                let help = format!(
                    "write the fact and its values, as in `diagnosis in {}`",
                    values.list()
                );
                return self.phrase(length, phrase, &help);
            }
            if *help == LATEST
                && let Some(mistake) = self.entry_alone(length, phrase, last)
            {
                return mistake;
            }
            self.phrase(length, phrase, &help.replace("{fact}", fact).replace("{rest}", &rest))
        })
    }

    fn phrase(&self, length: usize, phrase: &str, help: &str) -> Diagnostic {
        let place = self.cursor.place_of(length);
        Diagnostic::at(place, format!("`{phrase}` is not a word of the language")).help(help)
    }

    /// `Member is 18 years of age or older`
    fn sentence(&self) -> Option<Diagnostic> {
        let article = usize::from(self.cursor.peek().is_word_in_any_case("the"));
        let person = self.cursor.peek_at(article);
        let verb = self.cursor.peek_at(article.saturating_add(1));
        if !is_among(person, &PERSONS) || !is_among(verb, &VERBS) {
            return None;
        }
        let (sentence, last) = self.rest_of_operand(0);
        let place = self.cursor.place().to(last);
        let mistake = Diagnostic::at(place, "a criterion compares a fact, and is not a sentence");
        Some(mistake.help(format!(
            "write the condition, such as `age >= 18`; the sentence can be the title before the colon: `1 \"{}\": …`",
            super::quote(&sentence)
        )))
    }

    /// `2 or more exacerbation`, `two or more exacerbation`, `two exacerbation`
    fn number_or_more(&self) -> Option<Diagnostic> {
        let number = counted(self.cursor.peek())?;
        let or = self.cursor.peek_at(1).is_word_in_any_case("or");
        let more = is_among(self.cursor.peek_at(2), &["more", "greater", "fewer", "less"]);
        let spelt = matches!(self.cursor.peek(), Token::Word(_));
        if ahead::at_label(&self.cursor) {
            return None;
        }
        let length = match (or && more, spelt) {
            (true, _) => 3_usize,
            (false, true) => 1,
            (false, false) => return None,
        };
        let Token::Word(fact) = self.cursor.peek_at(length) else { return None };
        if words::is_reserved(fact) || ahead::goes_on_behind_fact(self.cursor.peek_at(length)) {
            return None;
        }
        let place = self.cursor.place_of(length);
        let typed = (0..length)
            .map(|distance| self.cursor.peek_at(distance).text())
            .collect::<Vec<_>>()
            .join(" ");
        let mistake = Diagnostic::at(place, format!("events are not counted with `{typed}`"));
        let (rest, _) = self.rest_of_operand(length);
        Some(if length == 1 {
            mistake.help(format!(
                "write `at least {number} {rest}` if that many or more are asked for"
            ))
        } else if is_among(self.cursor.peek_at(2), &["fewer", "less"]) {
            let right = Count::AtMost.write(number);
            mistake.help(format!("write `{right} {rest}`")).instead(right)
        } else {
            let right = Count::AtLeast.write(number);
            mistake.help(format!("write `{right} {rest}`")).instead(right)
        })
    }

    /// `5 % weight loss from baseline`, `at least 30% reduction in headache_days`
    fn change_in_percent(&self) -> Option<Diagnostic> {
        let before = ["at least", "at most", "more than", "less than", "a", "an"];
        let skipped = before.iter().find_map(|phrase| length(phrase, &self.cursor)).unwrap_or(0);
        let Token::Number(number) = self.cursor.peek_at(skipped) else { return None };
        let unit = skipped.saturating_add(1);
        let changed = matches!(self.cursor.peek_at(unit.saturating_add(1)), Token::Word(_));
        if !self.cursor.peek_at(unit).is_symbol("%") || !changed {
            return None;
        }
        let (sentence, last) = self.rest_of_operand(0);
        let place = self.cursor.place().to(last);
        let says = |words: &[&str]| {
            sentence.split(' ').any(|word| words.iter().any(|own| own.eq_ignore_ascii_case(word)))
        };
        let side = if says(&LESS) {
            "below"
        } else if says(&["improvement", "change", "response"]) {
            return Some(change_either_way(number, place));
        } else if says(&MORE) {
            "above"
        } else {
            return None;
        };
        let mistake =
            Diagnostic::at(place, "a change is a comparison of two facts, or of two results");
        Some(mistake.help(format!(
            "write the fact, the distance and what it is compared with, as in `weight after therapy_start at least {number}% {side} weight on or before therapy_start`, or as in `weight at least {number}% {side} baseline_weight`"
        )))
    }

    /// `no more than 2 exacerbation`
    fn count_in_words(&self) -> Option<Diagnostic> {
        let (phrase, count, length) = COUNTS
            .iter()
            .find_map(|(phrase, count)| Some((phrase, count, length(phrase, &self.cursor)?)))?;
        let number = counted(self.cursor.peek_at(length))?;
        let Token::Word(event) = self.cursor.peek_at(length.saturating_add(1)) else { return None };
        if words::is_unit_of_time(event) || words::is_reserved(event) {
            return None;
        }
        let place = self.cursor.place().to(self.cursor.place_at(length));
        let right = count.write(number);
        let (rest, _) = self.rest_of_operand(length.saturating_add(1));
        Some(
            Diagnostic::at(place, format!("events are not counted with `{phrase}`"))
                .help(format!("write `{right} {rest}`"))
                .instead(right),
        )
    }

    /// `either a or b`, `both a and b`, `neither a nor b`
    fn pair(&self) -> Option<Diagnostic> {
        let word = self.cursor.peek().text().to_lowercase();
        let (joint, sign) = match word.as_str() {
            "either" => ("or", "OR"),
            "both" => ("and", "AND"),
            "neither" => ("nor", "AND"),
            // Of `no asthma or diabetes`, both are ruled out.
            "no" if self.cursor.peek_at(2).is_word("or") => ("or", "AND"),
            _ => return None,
        };
        let mut ahead = self.cursor;
        ahead.advance();
        let start = ahead.position();
        while !ahead.peek().is_word_in_any_case(joint) {
            if *ahead.peek() == Token::End || ahead.peek().is_symbol(";") {
                return None;
            }
            ahead.advance();
        }
        let first = ahead.source_from(start);
        ahead.advance();
        let start = ahead.position();
        while !at_operand_end(&ahead) {
            ahead.advance();
        }
        let second = ahead.source_from(start);
        let help = match (word.as_str(), self.names) {
            ("neither" | "no", Names::Facts) => format!(
                "write `NOT {first} AND NOT {second}` of flags, or `no {first} AND no {second}` of events"
            ),
            ("neither" | "no", Names::Attributes) => {
                format!("write `(NOT {first} AND NOT {second})`")
            }
            (_, Names::Facts) => format!("write `{first} {sign} {second}`"),
            // After `where`, two conditions are in parentheses.
            (_, Names::Attributes) => format!("write `({first} {sign} {second})`"),
        };
        Some(
            Diagnostic::at(
                self.cursor.place(),
                format!("`{word} … {joint} …` is not how two conditions are joined"),
            )
            .help(help),
        )
    }

    /// `true`, `false`
    fn bare_truth(&self) -> Option<Diagnostic> {
        let Token::Word(word) = self.cursor.peek() else { return None };
        let mut ahead = self.cursor;
        ahead.advance();
        let truth = words::yes_or_no(word).is_some()
            && ["true", "false", "yes"].contains(&word.to_lowercase().as_str());
        (truth && at_operand_end(&ahead)).then(|| {
            Diagnostic::at(self.cursor.place(), format!("`{word}` is not a condition"))
                .help("write a condition, such as `age >= 18`; where nothing is asked in one case, write `NOT … OR …` in place of `if … then … else …`")
        })
    }

    /// Whether a phrase of several words begins here that follows a condition.
    pub(super) fn at_phrase_after(&self) -> bool {
        self.at_exception_of_words()
            || AFTER
                .iter()
                .any(|(phrase, _)| phrase.contains(' ') && length(phrase, &self.cursor).is_some())
    }

    /// The mistake of the phrase that begins here after a condition, if there is one; the condition
    /// began at the token at `start`.
    pub(super) fn prose_after(&self, start: usize) -> Option<Diagnostic> {
        if let Token::Word(word) = self.cursor.peek()
            && words::is_frequency(word)
        {
            return Some(self.phrase(1, word, FREQUENCY));
        }
        let (phrase, help, length) = AFTER
            .iter()
            .find_map(|(phrase, help)| Some((phrase, help, length(phrase, &self.cursor)?)))?;
        // Of `severity = Mild for 3 months` and `ldl > 70 mg/dL for 3 months`, the fact began, not the
        // value or the unit.
        let (mut before, _) = self.before();
        if before.starts_with(char::is_uppercase)
            && let Token::Word(fact) = self.cursor.behind(3)
        {
            before.clone_from(fact);
        } else if matches!(self.cursor.behind(2), Token::Symbol(_) | Token::Number(_))
            && let Some(fact) = &self.last_fact
        {
            before.clone_from(fact);
        }
        let (rest, _) = self.rest_of_operand(length);
        // `hospital_stay x 2`
        let number = self.cursor.peek_at(length);
        let times = matches!(number, Token::Number(_))
            && !words::is_unit_of_time(&self.cursor.peek_at(length.saturating_add(1)).text());
        if *phrase == "x" && times {
            let (right, place) =
                (number.text(), self.cursor.place().to(self.cursor.place_at(length)));
            return Some(
                Diagnostic::at(place, format!("events are not counted with `x {right}`"))
                    .help(format!("write `at least {right} {before}`")),
            );
        }
        let condition = self.cursor.source_from(start);
        let started = before.strip_suffix("_start").or_else(|| before.strip_suffix("_date"));
        let help = match started {
            Some(_) if *help == LASTING => "write `{before} {ago}`",
            _ => help,
        };
        let (ago, recent) = self.ago(length, phrase);
        let (_, operand) = self.last_operand(start);
        let first = operand.split(' ').next().unwrap_or_default();
        let compared = ["<", ">", "="].iter().any(|sign| operand.contains(sign));
        let results =
            recent.filter(|_| compared && first == before).map_or_else(String::new, |time| {
                format!(
                    "; if all results of that time are meant, write `every {operand} within {time}`"
                )
            });
        let help =
            if help.contains("{ago}") { format!("{help}{results}") } else { help.to_owned() };
        let help = help
            .replace("{before}", &before)
            .replace("{ago}", &ago)
            .replace("{condition}", &super::quote(&condition))
            .replace("{rest}", &super::quote(&rest));
        let mistake = if *phrase == "lasting" {
            Diagnostic::at(self.cursor.place(), "only courses last").help(help)
        } else {
            self.phrase(length, phrase, &help)
        };
        Some(if *phrase == "otherwise" { mistake.instead("else") } else { mistake })
    }

    /// `for at least 3 years`, `for the last 3 years`: when it began, with the cursor before such a
    /// phrase of that many words; and the time, if it is the last one.
    fn ago(&self, length: usize, phrase: &str) -> (String, Option<String>) {
        let mut at = length;
        let (mut sign, mut words, mut recent) = (None, true, false);
        while words {
            words = false;
            let ahead = self.cursor.ahead(at);
            if let Some((found, count)) = comparison(&ahead) {
                (sign, words) = (Some(found), true);
                at = at.saturating_add(count);
            } else if is_among(ahead.peek(), &["the", "last", "past", "previous", "prior"]) {
                (words, recent) = (true, true);
                at = at.saturating_add(1);
            }
        }
        let unit = self.cursor.peek_at(at.saturating_add(1)).text();
        let number = counted(self.cursor.peek_at(at)).filter(|_| words::is_unit_of_time(&unit));
        let time =
            number.map_or_else(|| "3 months".to_owned(), |number| format!("{number} {unit}"));
        let short = sign.is_some_and(|sign| sign.starts_with('<')) && !phrase.contains("least");
        let ago = if short { format!("within {time}") } else { format!("at least {time} ago") };
        (ago, recent.then_some(time))
    }

    /// Whether `or older` comes next.
    pub(super) fn at_bound(&self) -> bool {
        is_among(self.cursor.peek(), &["or", "and"])
            && BOUNDS.iter().any(|(word, _)| self.cursor.peek_at(1).is_word_in_any_case(word))
            && !ahead::goes_on_behind_fact(self.cursor.peek_at(2))
    }
}

/// `18 years of age or older`: how it is written, with the cursor at the number.
pub(super) fn bound_in_words(cursor: &Cursor) -> Option<String> {
    let mut ahead = *cursor;
    if !matches!(ahead.peek(), Token::Number(_)) {
        return None;
    }
    let start = ahead.position();
    for _ in 0..6 {
        ahead.advance();
        let joined = is_among(ahead.peek(), &["or", "and"]);
        let bound = BOUNDS.iter().find(|(word, _)| ahead.peek_at(1).is_word_in_any_case(word));
        if let (true, Some((_, sign))) = (joined, bound) {
            let number = ahead.source_from(start);
            let number = [" of age", " old", " years", " year"]
                .iter()
                .fold(number.as_str(), |number, end| number.strip_suffix(end).unwrap_or(number));
            return Some(format!("{sign} {number}"));
        }
        if !matches!(ahead.peek(), Token::Word(_) | Token::Symbol(_)) || at_operand_end(&ahead) {
            return None;
        }
    }
    None
}

/// An improvement in percent: which side is better, the source knows.
fn change_either_way(number: &str, place: Place) -> Diagnostic {
    let mistake = Diagnostic::at(place, "a change is a comparison of two facts, or of two results");
    mistake.help(format!(
        "write the fact, the distance and what it is compared with, as in `weight after therapy_start at least {number}% below weight on or before therapy_start`, or `above` where more is better"
    ))
}
