//! One condition on one fact in words: the part of [`sentence`](super::sentence) about facts.

use super::text::{Beginning, Polarity, Sentence, age_at, label, other_date};
use super::words::{age, holds_connective, inside, is_plural, list, number, threshold, verb_after};
use crate::calendar::CalendarDuration;
use crate::data::List;
use crate::policy::notation::predicate::{
    are_courses, entries_day, lasting_in_words, spaced, which,
};
use crate::policy::notation::window::window_in_words;
use crate::policy::{
    Chosen, CountTest, DateTest, Day, Domain, Entries, FoundDay, Joined, NormTest, Operator,
    QuantityTest, Reach, Region, Relation, Selection, Sum, Summed, Term, Threshold, Window,
};
use crate::possible::{Distance, EntryDay, Multiple, NormLimit};
use crate::unit::Unit;
use crate::vocabulary::{Concept, FactId, Vocabulary, labels_of};
use rust_decimal::Decimal;
use std::borrow::Cow;

// "Ischemic cardiomyopathy: no" works for every label, whether a noun or a whole sentence.
const YES: &str = ": yes";
const NO: &str = ": no";

impl Sentence<'_> {
    /// What is required of a term; connectives have been resolved before.
    pub(super) fn test(&mut self, term: &Term, region: Region, polarity: Polarity) {
        if let Term::Anchored { days, term } = term {
            let outside = core::mem::replace(&mut self.days, days.clone());
            self.test(term, region, polarity);
            self.days = outside;
            return;
        }
        if let Region::Than(relation) = region {
            self.compared(term, relation, polarity);
            return;
        }
        match *term {
            Term::Flag(fact) => match polarity {
                Polarity::Affirmed => self.fact(fact),
                Polarity::Negated => self.statement(label(self.vocabulary, fact), NO, ""),
            },
            Term::Count(fact) => {
                let label = label(self.vocabulary, fact);
                let verb = if is_plural(label) { ": " } else { verb_after(label) };
                self.statement(label, verb, &self.region(term, region, polarity));
            }
            Term::Age { birth_date, at, .. } => {
                let label = age_at(self.vocabulary, &self.days, birth_date, at);
                self.statement(&label, verb_after(&label), &self.region(term, region, polarity));
            }
            Term::Calculated { .. } if let Some(sum) = term.sum() => {
                self.sum(sum);
                let are = sum.of == Summed::Days;
                self.words(if are { " are " } else { " is " });
                self.words(&self.region(term, region, polarity));
            }
            Term::Code(fact)
            | Term::Date(fact)
            | Term::Quantity(fact)
            | Term::Calculated { fact, .. } => {
                let label = label(self.vocabulary, fact);
                self.statement(label, verb_after(label), &self.region(term, region, polarity));
            }
            Term::Result { fact, selection, method, window } => {
                let label = label(self.vocabulary, fact);
                let verb = verb_of(selection, polarity, label);
                let (which, polarity) = selected(selection, polarity);
                if !which.is_empty() {
                    self.words(&which);
                }
                self.label(label);
                if let Some(method) = method {
                    self.words(&format!(" by {}", method_label(self.vocabulary, fact, method)));
                }
                if let Some(apart) = term.apart() {
                    self.words(&format!(" {}", spaced(apart)));
                }
                self.window(window);
                self.words(verb);
                self.words(&self.region(term, region, polarity));
            }
            Term::OnFile { fact, number, method, window, .. } => {
                let several = Selection::at_least(number, None);
                let words = match (several, polarity) {
                    (Selection::AtLeast { .. }, _) => selected(several, polarity).0,
                    (_, Polarity::Affirmed) => "a result of ".into(),
                    (_, Polarity::Negated) => "no result of ".into(),
                };
                self.words(&words);
                self.label(label(self.vocabulary, fact));
                if let Some(method) = method {
                    self.words(&format!(" by {}", method_label(self.vocabulary, fact, method)));
                }
                self.words(verb_of(several, polarity, ""));
                self.words("on file");
                if let Some(apart) = term.apart() {
                    self.words(&format!(" {}", spaced(apart)));
                }
                self.window(window);
            }
            Term::Entries(ref entries) => {
                if let Some(chosen) = &entries.chosen {
                    self.chosen(entries, chosen, polarity);
                    return;
                }
                if let Some(longest) = entries.longest_gap() {
                    self.no_gap(entries, longest, polarity);
                    return;
                }
                if let Some(attribute) = entries.different {
                    self.different(entries, attribute, region, polarity);
                    return;
                }
                let times = self.region(term, region, polarity);
                match (region.at_least(), polarity) {
                    (Some(1), Polarity::Affirmed) => self.words("at least 1 "),
                    (Some(1), Polarity::Negated) => self.words("no "),
                    (Some(_) | None, _) => {}
                }
                self.fact(entries.fact);
                self.filter(entries);
                if region.at_least() != Some(1) {
                    self.words(&format!(" {times}"));
                }
                self.course(entries);
                self.window(entries.window);
                if let Some(apart) = entries.apart {
                    self.words(&format!(" {}", spaced(apart)));
                }
            }
            Term::Anchored { .. } => {}
        }
    }

    /// "total dose of fill with medicine A within 84 days before the request", "days covered by fill"
    fn sum(&mut self, Sum { of, entries }: &Sum) {
        match *of {
            Summed::Attribute(attribute) => {
                let attribute = inside(label(self.vocabulary, attribute));
                self.words(&format!("total {attribute} of "));
            }
            Summed::Days => self.words("days covered by "),
        }
        self.fact(entries.fact);
        self.filter(entries);
        self.course(entries);
        self.window(entries.window);
    }

    /// "for the latest visit within 6 months, (weight stable)"
    fn chosen(&mut self, entries: &Entries, chosen: &Chosen, polarity: Polarity) {
        if polarity == Polarity::Negated {
            self.words("it is not so that ");
        }
        self.words(&format!("for the {} ", which(chosen.which)));
        self.fact(entries.fact);
        self.filter(entries);
        self.course(entries);
        self.window(entries.window);
        self.words(", (");
        self.condition(&chosen.has);
        self.words(")");
    }

    /// "no gap longer than 60 days in fill since the start of therapy"
    fn no_gap(&mut self, entries: &Entries, longest: CalendarDuration, polarity: Polarity) {
        self.words(polarity.choose("no", "a"));
        self.words(&format!(" gap longer than {longest} in "));
        self.fact(entries.fact);
        self.filter(entries);
        if let Some(lasting) = entries.lasting {
            self.words(&format!(" {}", lasting_in_words(lasting)));
        }
        let since = entries.window.from;
        let since = since.map(|from| named_day(self.vocabulary, &self.days, from.day));
        self.words(&format!(" since {}", since.unwrap_or_default()));
    }

    /// "at least 2 different medicines among trials …"
    fn different(
        &mut self,
        entries: &Entries,
        attribute: FactId,
        region: Region,
        polarity: Polarity,
    ) {
        let number = region.at_least().unwrap_or_default();
        self.words(&match polarity {
            Polarity::Affirmed => format!("at least {number} "),
            Polarity::Negated => format!("at most {} ", number.saturating_sub(1)),
        });
        let name = label(self.vocabulary, attribute);
        self.words(&format!("different values of {} in ", inside(name)));
        self.fact(entries.fact);
        self.filter(entries);
        self.course(entries);
        self.window(entries.window);
    }

    /// " (one if of the same medicine and at most 7 days apart) lasting at least 8 weeks started"
    fn course(&mut self, entries: &Entries) {
        if let Some(Joined { by, within }) = entries.joined.as_deref() {
            let by = by.iter().map(|attribute| inside(label(self.vocabulary, *attribute)));
            let by = list(by, "and");
            self.words(&format!(" (one if of the same {by} and at most {within} apart)"));
        }
        if let Some(lasting) = entries.lasting {
            self.words(&format!(" {}", lasting_in_words(lasting)));
        }
        match entries.day {
            EntryDay::First if are_courses(self.vocabulary, entries.fact) => self.words(" started"),
            EntryDay::Last => self.words(" ended"),
            EntryDay::First | EntryDay::Any => {}
        }
    }

    /// " with donor A or B"; " where (donor is A and the number of cells is at least 2 million)"
    fn filter(&mut self, entries: &Entries) {
        let Some(condition) = entries.filter.as_deref() else { return };
        if let Some((attribute, values)) = entries.one_code()
            && let Some(Domain::Codes(names)) = Term::Code(attribute).domain(self.vocabulary)
        {
            let values = list(labels_of(names, values), "or");
            let attribute = inside(label(self.vocabulary, attribute));
            self.words(&format!(" with {attribute} {values}"));
            return;
        }
        self.words(" where (");
        self.condition(condition);
        self.words(")");
    }

    /// What is required of a term: "at least 18 years".
    fn region(&self, term: &Term, region: Region, polarity: Polarity) -> String {
        match region {
            Region::Yes => polarity.choose("yes", "no").to_owned(),
            Region::Values(values) => {
                let names = if let Some(Domain::Codes(names)) = term.domain(self.vocabulary) {
                    names
                } else {
                    &[]
                };
                among(&labels_of(names, values).collect::<Vec<_>>(), polarity)
            }
            Region::Whole(test) => match *term {
                Term::Age { unit, .. } => count_test(test, polarity, |number| age(number, unit)),
                // For events, fewer than two means at most one.
                Term::Entries(_)
                    if let (Some(number), Polarity::Negated) = (region.at_least(), polarity) =>
                {
                    format!("at most {}", times(number.saturating_sub(1)))
                }
                Term::Entries(_) => count_test(test, polarity, times),
                Term::Flag(_)
                | Term::Code(_)
                | Term::Count(_)
                | Term::Date(_)
                | Term::Quantity(_)
                | Term::Calculated { .. }
                | Term::Result { .. }
                | Term::OnFile { .. }
                | Term::Anchored { .. } => count_test(test, polarity, |count| number(count.into())),
            },
            Region::Quantity(test) => quantity_test(&test, polarity),
            Region::Day(test) => {
                date_test(self.vocabulary, &self.days, (term.fact(), &test), polarity)
            }
            Region::Than(relation) => relation_in_words(relation, polarity),
            Region::Norm(test) => norm_test(test, polarity),
        }
    }

    /// "hemoglobin after the start of therapy is above hemoglobin before it"
    fn compared(&mut self, term: &Term, relation: Relation, polarity: Polarity) {
        let label = label(self.vocabulary, term.fact());
        let latest =
            !matches!(term, Term::Result { selection: Selection::Highest | Selection::Lowest, .. });
        self.term(term);
        self.words(if latest { verb_after(label) } else { " is " });
        self.words(&relation_in_words(relation, polarity));
        self.words(" ");
        self.term(&relation.other.term());
    }

    /// "the highest result of hemoglobin before surgery"
    fn term(&mut self, term: &Term) {
        let (fact, method) = (term.fact(), term.method());
        if let Term::Result { selection, .. } = *term {
            let (which, _) = selected(selection, Polarity::Affirmed);
            if !which.is_empty() {
                self.words(&which);
            }
        }
        self.fact(fact);
        if let Some(method) = method {
            self.words(&format!(" by {}", method_label(self.vocabulary, fact, method)));
        }
        if let Some(window) = term.window() {
            self.window(window);
        }
    }

    /// A flag that is yes, inside a compound; in quotation marks if its label contains connectives.
    pub(super) fn named_flag(&mut self, fact: FactId) {
        let label = label(self.vocabulary, fact);
        if holds_connective(label) {
            self.words(&format!("“{}”", inside(label)));
        } else {
            self.label(label);
        }
    }

    /// A flag with its answer, inside a compound.
    pub(super) fn answered_flag(&mut self, fact: FactId, polarity: Polarity) {
        self.named_flag(fact);
        self.words(polarity.choose(YES, NO));
    }

    /// ", or by Muga at most 35 %": another method of the measurement just mentioned.
    pub(super) fn other_method(
        &mut self,
        fact: FactId,
        method: u8,
        term: &Term,
        region: Region,
        polarity: Polarity,
    ) {
        self.words(&format!(
            "by {} {}",
            method_label(self.vocabulary, fact, method),
            self.region(term, region, polarity)
        ));
    }

    fn fact(&mut self, fact: FactId) {
        self.label(label(self.vocabulary, fact));
    }

    fn statement(&mut self, label: &str, verb: &str, test: &str) {
        self.label(label);
        self.words(verb);
        self.words(test);
    }

    fn window(&mut self, window: Window) {
        if !window.is_ever() {
            self.words(&format!(" {}", in_window(self.vocabulary, &self.days, window)));
        }
    }

    /// "the end of the latest trial with medicine A"
    fn found_day(mut self, FoundDay { which: extreme, is_end, entries }: &FoundDay) -> String {
        let day = entries_day(self.vocabulary, entries.fact, *is_end);
        self.words(&format!("the {day} of the {} ", which(*extreme)));
        self.fact(entries.fact);
        self.filter(entries);
        self.course(entries);
        self.window(entries.window);
        self.text
    }
}

/// "within 9 months before the request", "on or after the start of therapy"
pub(super) fn in_window(vocabulary: &Vocabulary, days: &[FoundDay], window: Window) -> String {
    let day = |day| named_day(vocabulary, days, day);
    if let Some(duration) = window.look_back() {
        format!("within {duration} before {}", day(window.until))
    } else if let Some(duration) = window.ago() {
        format!("at least {duration} before {}", day(window.until))
    } else {
        window_in_words(window, &day)
    }
}

/// A day inside a sentence: "the request", "the date of service", "2026-01-31".
pub(super) fn named_day(vocabulary: &Vocabulary, days: &[FoundDay], day: Day) -> String {
    let fact = match day {
        Day::REQUEST => return "the request".to_owned(),
        Day::On(day) => return day.to_string(),
        Day::Fact(fact) => fact,
    };
    let position = fact.found_position().map(usize::from);
    position.and_then(|position| days.get(position)).map_or_else(
        || other_date(label(vocabulary, fact)),
        |day| Sentence::new(vocabulary, Beginning::Small).found_day(day),
    )
}

/// "total dose of fill with medicine A within 84 days before the request"
pub(super) fn sum_in_words(
    vocabulary: &Vocabulary,
    days: &List<FoundDay>,
    sum: &Sum,
    beginning: Beginning,
) -> String {
    let mut sentence = Sentence::new(vocabulary, beginning);
    sentence.days.clone_from(days);
    sentence.sum(sum);
    sentence.text
}

/// "The end of the latest trial with medicine A"
pub(super) fn found_day(vocabulary: &Vocabulary, day: &FoundDay) -> String {
    Sentence::new(vocabulary, Beginning::Capital).found_day(day)
}

/// What people call a method, by its position.
pub(super) fn method_label(vocabulary: &Vocabulary, fact: FactId, method: u8) -> Cow<'_, str> {
    let method = vocabulary.fact(fact).and_then(|fact| fact.kind.method(method));
    method.map(Concept::label).unwrap_or_default()
}

const fn comparison(operator: Operator, polarity: Polarity) -> &'static str {
    match operator {
        Operator::Equal => polarity.choose("", "not "),
        Operator::Less => polarity.choose("less than ", "at least "),
        Operator::LessOrEqual => polarity.choose("at most ", "more than "),
        Operator::Greater => polarity.choose("more than ", "at most "),
        Operator::GreaterOrEqual => polarity.choose("at least ", "less than "),
    }
}

fn count_test(test: CountTest, polarity: Polarity, words: impl Fn(u32) -> String) -> String {
    match (test, polarity) {
        (CountTest::Compare(operator, bound), _) => {
            format!("{}{}", comparison(operator, polarity), words(bound))
        }
        (CountTest::Between(low, high), Polarity::Affirmed) => {
            format!("from {low} to {}", words(high))
        }
        (CountTest::Between(low, high), Polarity::Negated) => {
            format!("less than {low} or more than {}", words(high))
        }
    }
}

fn quantity_test(test: &QuantityTest, polarity: Polarity) -> String {
    let low_end = |low: &Threshold, high: &Threshold| {
        if low.unit == high.unit { low.unit.shared(&number(low.value)) } else { threshold(low) }
    };
    match (test, polarity) {
        (QuantityTest::Compare(operator, bound), _) => {
            format!("{}{}", comparison(*operator, polarity), threshold(bound))
        }
        (QuantityTest::Between(low, high), Polarity::Affirmed) => {
            format!("from {} to {}", low_end(low, high), threshold(high))
        }
        (QuantityTest::Between(low, high), Polarity::Negated) => {
            format!("less than {} or more than {}", low_end(low, high), threshold(high))
        }
    }
}

/// "above the laboratory's upper limit of normal", "at most 3 times the laboratory's upper limit of
/// normal", "within the laboratory's limits of normal"
fn norm_test(test: NormTest, polarity: Polarity) -> String {
    if test == NormTest::WITHIN {
        let within = polarity.choose("within", "outside");
        return format!("{within} the laboratory's limits of normal");
    }
    match (test, polarity) {
        (NormTest::Compare(operator, multiple), _) if multiple.times == Decimal::ONE => {
            let comparison = match (operator, polarity) {
                (Operator::Equal, Polarity::Affirmed) => "at",
                (Operator::Equal, Polarity::Negated) => "not at",
                (Operator::Less, Polarity::Affirmed)
                | (Operator::GreaterOrEqual, Polarity::Negated) => "below",
                (Operator::LessOrEqual, Polarity::Affirmed)
                | (Operator::Greater, Polarity::Negated) => "not above",
                (Operator::Greater, Polarity::Affirmed)
                | (Operator::LessOrEqual, Polarity::Negated) => "above",
                (Operator::GreaterOrEqual, Polarity::Affirmed)
                | (Operator::Less, Polarity::Negated) => "not below",
            };
            format!("{comparison} {}", multiple_in_words(multiple))
        }
        (NormTest::Compare(operator, multiple), _) => {
            format!("{}{}", comparison(operator, polarity), multiple_in_words(multiple))
        }
        (NormTest::Between(low, high), polarity) => {
            let first = if low.limit == high.limit && low.times != Decimal::ONE {
                number(low.times)
            } else {
                multiple_in_words(low)
            };
            let high = multiple_in_words(high);
            match polarity {
                Polarity::Affirmed => format!("from {first} to {high}"),
                Polarity::Negated => format!("less than {first} or more than {high}"),
            }
        }
    }
}

/// "the laboratory's upper limit of normal", "3 times the laboratory's upper limit of normal"
fn multiple_in_words(Multiple { times, limit }: Multiple) -> String {
    let limit = limit_in_words(limit);
    if times == Decimal::ONE {
        format!("the laboratory's {limit}")
    } else {
        format!("{} times the laboratory's {limit}", number(times))
    }
}

/// "upper limit of normal"
pub(crate) const fn limit_in_words(limit: NormLimit) -> &'static str {
    match limit {
        NormLimit::Lower => "lower limit of normal",
        NormLimit::Upper => "upper limit of normal",
    }
}

fn date_test(
    vocabulary: &Vocabulary,
    days: &[FoundDay],
    (fact, test): (FactId, &DateTest),
    polarity: Polarity,
) -> String {
    let not = polarity.choose("", "not ");
    match test {
        DateTest::In(window) => format!("{not}{}", in_window(vocabulary, days, *window)),
        DateTest::Compare(operator, operand) => {
            // A date that never was is neither before a day nor after it. Every case has those of
            // the request.
            let was = |day: &Day| day.fact().is_none_or(FactId::is_built_in);
            let (not, operator) = match (polarity, operator.opposite()) {
                (Polarity::Negated, Some(opposite)) if was(&Day::Fact(fact)) && was(operand) => {
                    ("", opposite)
                }
                (Polarity::Negated | Polarity::Affirmed, _) => (not, *operator),
            };
            let comparison = match operator {
                Operator::Equal => "",
                Operator::Less => "before ",
                Operator::LessOrEqual => "on or before ",
                Operator::Greater => "after ",
                Operator::GreaterOrEqual => "on or after ",
            };
            format!("{not}{comparison}{}", named_day(vocabulary, days, *operand))
        }
    }
}

/// "below", "at least 5 % below", "not the same as"
fn relation_in_words(relation: Relation, polarity: Polarity) -> String {
    let opposite = Region::Than(relation).opposite().and_then(Region::relation);
    let relation = match (polarity, opposite) {
        (Polarity::Negated, Some(opposite)) => opposite,
        (Polarity::Negated, None) => {
            return format!("not {}", relation_in_words(relation, Polarity::Affirmed));
        }
        (Polarity::Affirmed, _) => relation,
    };
    let (value, amount) = match relation.distance {
        Distance::None => {
            return match relation.operator {
                Operator::Equal => "the same as",
                Operator::Less => "below",
                Operator::LessOrEqual => "at or below",
                Operator::Greater => "above",
                Operator::GreaterOrEqual => "at or above",
            }
            .to_owned();
        }
        Distance::Plus { value, unit: None } => (value, number(value.abs())),
        Distance::Plus { value, unit: Some(Unit::Percent) } => {
            (value, format!("{} percentage points", number(value.abs())))
        }
        Distance::Plus { value, unit: Some(unit) } => (value, unit.distance(&number(value.abs()))),
        Distance::Percent(percent) => {
            (percent, threshold(&Threshold { value: percent.abs(), unit: Unit::Percent }))
        }
    };
    let above = value > Decimal::ZERO;
    let reach = Reach::of(relation.operator, above).words();
    format!("{reach} {amount} {}", if above { "above" } else { "below" })
}

/// Which results of a measurement are meant; for all or none of them, the sentence is always
/// positive.
fn selected(selection: Selection, polarity: Polarity) -> (Cow<'static, str>, Polarity) {
    let (which, polarity) = match (selection, polarity) {
        (Selection::Latest, polarity) => ("", polarity),
        (Selection::Any, Polarity::Affirmed) => ("at least 1 result of ", Polarity::Affirmed),
        (Selection::Any, Polarity::Negated) => ("no result of ", Polarity::Affirmed),
        (Selection::Every, Polarity::Affirmed) => ("every result of ", Polarity::Affirmed),
        (Selection::Every, Polarity::Negated) => ("not every result of ", Polarity::Affirmed),
        (Selection::Highest, polarity) => ("the highest result of ", polarity),
        (Selection::Lowest, polarity) => ("the lowest result of ", polarity),
        (Selection::Earliest, polarity) => ("the earliest result of ", polarity),
        (Selection::AtLeast { number, .. }, Polarity::Affirmed) => {
            return (format!("at least {number} results of ").into(), polarity);
        }
        (Selection::AtLeast { number, .. }, Polarity::Negated) => {
            let most = number.saturating_sub(1);
            let results = if most == 1 { "result" } else { "results" };
            return (format!("at most {most} {results} of ").into(), Polarity::Affirmed);
        }
    };
    (which.into(), polarity)
}

/// " is ", or " are " after several results.
fn verb_of(selection: Selection, polarity: Polarity, label: &str) -> &'static str {
    match (selection, polarity) {
        (Selection::Latest, _) => verb_after(label),
        // "At most 1 result" is one.
        (Selection::AtLeast { number: 2, .. }, Polarity::Negated)
        | (
            Selection::Any
            | Selection::Every
            | Selection::Highest
            | Selection::Lowest
            | Selection::Earliest,
            _,
        ) => " is ",
        (Selection::AtLeast { .. }, _) => " are ",
    }
}

fn among(labels: &[Cow<'_, str>], polarity: Polarity) -> String {
    match (polarity, labels) {
        (Polarity::Affirmed, labels) => list(labels, "or"),
        (Polarity::Negated, [label]) => format!("not {label}"),
        (Polarity::Negated, [one, other]) => format!("neither {one} nor {other}"),
        (Polarity::Negated, labels) => format!("none of {}", list(labels, "and")),
    }
}

fn times(number: u32) -> String {
    if number == 1 { "1 time".to_owned() } else { format!("{number} times") }
}
