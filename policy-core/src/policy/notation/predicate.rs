//! The notation of one question about one fact, with the negations that have their own form in the
//! language: `!=`, `not in`, `no`.

use super::relation::distance_in_words;
use super::window::window_in_words;
use super::{Place, Writer, number, quantity};
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::policy::{
    CountTest, DateTest, Day, Domain, Entries, Expression, FoundDay, Joined, NormTest, Operator,
    QuantityTest, Region, Relation, Selection, Sum, Summed, Term, Window, unit_of_multiple,
};
use crate::possible::{Distance, EntryDay, Extreme, Lasting, Multiple, Spacing};
use crate::vocabulary::{Concept, FactId, FactKind, HistoryForm, Vocabulary, names_of};
use core::fmt::{self, Write as _};

/// Whether the negation of a predicate is written as part of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Negated,
}

impl Writer<'_, '_, '_> {
    pub(super) fn test(&mut self, term: &Term, region: Region) -> fmt::Result {
        self.written(term, region, Form::Plain)
    }

    /// Writes the negation of a test, if it has a form other than `NOT`.
    pub(super) fn negated_test(&mut self, negated: &Expression) -> Result<bool, fmt::Error> {
        let Expression::Test { term, region } = negated else { return Ok(false) };
        let has_form = match term.inner() {
            // A distance has no sign.
            _ if region.relation().is_some_and(|than| than.distance != Distance::None) => false,
            Term::Code(_) | Term::Result { selection: Selection::AtLeast { .. }, .. } => true,
            // `no seizure at least 6 months before surgery` is heard as "free of them for so long".
            Term::Entries(entries) if entries.chosen.is_some() => false,
            Term::Entries(entries) if entries.longest_gap().is_some() => false,
            Term::Entries(entries) => {
                let ends_early = entries.window.ends_early();
                region.at_least().is_some_and(|number| number > 1 || !ends_early)
            }
            // `any lvef != 40%` could be read as "one of them is not".
            Term::Flag(_)
            | Term::Result { selection: Selection::Any | Selection::Every, .. }
            | Term::OnFile { .. } => false,
            Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. }
            | Term::Result { .. }
            | Term::Anchored { .. } => region.is_single_value(),
        };
        if has_form {
            self.written(term, *region, Form::Negated)?;
        }
        Ok(has_form)
    }

    /// Two terms that are compared, each with its window right behind it.
    fn compared(&mut self, term: &Term, relation: Relation, form: Form) -> fmt::Result {
        self.term(term)?;
        write!(self.out, " {} ", self.relation(relation, form))?;
        self.term(&relation.other.term())
    }

    /// `< `, `at least 5% below`: what is between two terms.
    fn relation(&self, relation: Relation, form: Form) -> String {
        let other = relation.other.term();
        distance_in_words(relation, other.domain(self.vocabulary))
            .unwrap_or_else(|| sign(relation.operator, form).to_owned())
    }

    /// A term by itself: `highest lvef by Echo2d before surgery`.
    fn term(&mut self, term: &Term) -> fmt::Result {
        let name = self.vocabulary.name_of(term.fact());
        match *term {
            Term::Result { fact, selection, method, window } => {
                self.selected(fact, (selection, Form::Plain), method)?;
                self.window(window)
            }
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. }
            | Term::OnFile { .. }
            | Term::Entries(_)
            | Term::Anchored { .. } => self.out.write_str(name),
        }
    }

    fn selected(
        &mut self,
        fact: FactId,
        (selection, form): (Selection, Form),
        method: Option<u8>,
    ) -> fmt::Result {
        let selection = match selection {
            Selection::Latest => "",
            Selection::Any => "any ",
            Selection::Every => "every ",
            Selection::Highest => "highest ",
            Selection::Lowest => "lowest ",
            Selection::Earliest => "earliest ",
            Selection::AtLeast { number, .. } => match form {
                Form::Plain => &format!("at least {} ", count(number)),
                Form::Negated => &format!("at most {} ", count(number.saturating_sub(1))),
            },
        };
        write!(self.out, "{selection}{}", self.vocabulary.name_of(fact))?;
        if let Some(method) = method {
            write!(self.out, " by {}", method_of(self.vocabulary, fact, method))?;
        }
        Ok(())
    }

    fn written(&mut self, term: &Term, region: Region, form: Form) -> fmt::Result {
        if let Term::Anchored { days, term } = term {
            let mut counted = Writer { vocabulary: self.vocabulary, days, out: &mut *self.out };
            return counted.written(term, region, form);
        }
        if let Region::Than(relation) = region {
            return self.compared(term, relation, form);
        }
        let name = self.vocabulary.name_of(term.fact());
        match *term {
            Term::Flag(_) => self.out.write_str(name),
            Term::Code(_) => {
                let names = if let Some(Domain::Codes(names)) = term.domain(self.vocabulary) {
                    names
                } else {
                    &[]
                };
                write!(self.out, "{name} {}", self.region(region, names, form))
            }
            Term::Calculated { .. } if let Some(sum) = term.sum() => {
                self.sum(sum)?;
                write!(self.out, " {}", self.region(region, &[], form))
            }
            Term::Count(_) | Term::Date(_) | Term::Quantity(_) | Term::Calculated { .. } => {
                write!(self.out, "{name} {}", self.region(region, &[], form))
            }
            Term::Age { birth_date, at, unit } => {
                self.out.write_str(age_of(self.vocabulary, birth_date))?;
                if at != Day::SERVICE {
                    write!(self.out, " at {}", self.day(at))?;
                }
                let test = region.whole().map(|test| count_test(test, form, unit));
                write!(self.out, " {}", test.unwrap_or_default())
            }
            Term::Result { fact, selection, method, window } => {
                self.selected(fact, (selection, form), method)?;
                let form =
                    if matches!(selection, Selection::AtLeast { .. }) { Form::Plain } else { form };
                write!(self.out, " {}", self.region(region, &[], form))?;
                self.window(window)?;
                term.apart().map_or(Ok(()), |apart| write!(self.out, " {}", spaced(apart)))
            }
            Term::OnFile { fact, number, method, window, .. } => {
                if number > 1 {
                    write!(self.out, "at least {} ", count(number))?;
                }
                self.out.write_str(name)?;
                if let Some(method) = method {
                    write!(self.out, " by {}", method_of(self.vocabulary, fact, method))?;
                }
                self.out.write_str(" on file")?;
                self.window(window)?;
                term.apart().map_or(Ok(()), |apart| write!(self.out, " {}", spaced(apart)))
            }
            Term::Entries(ref entries) => {
                if let Some(chosen) = &entries.chosen {
                    write!(self.out, "{} {name}", which(chosen.which))?;
                    self.condition_on_entry("where", entries.filter.as_deref())?;
                    self.days_of_entries(entries)?;
                    return self.condition_on_entry("has", Some(&chosen.has));
                }
                if let Some(longest) = entries.longest_gap() {
                    self.out.write_str(name)?;
                    self.condition_on_entry("where", entries.filter.as_deref())?;
                    if let Some(lasting) = entries.lasting {
                        write!(self.out, " {}", lasting_in_words(lasting))?;
                    }
                    let since = entries.window.from.map(|from| self.day(from.day));
                    let since = since.unwrap_or_default();
                    return write!(self.out, " at most {longest} apart since {since}");
                }
                let different = match entries.different {
                    Some(attribute) => {
                        format!("different {} of ", self.vocabulary.name_of(attribute))
                    }
                    None => String::new(),
                };
                match (region.at_least(), form) {
                    (Some(1), Form::Plain) if different.is_empty() => {
                        write!(self.out, "any {name}")?;
                    }
                    (Some(1), Form::Negated) if different.is_empty() => {
                        write!(self.out, "no {name}")?;
                    }
                    (Some(at_least), Form::Plain) => {
                        write!(self.out, "at least {} {different}{name}", count(at_least))?;
                    }
                    (Some(at_least), Form::Negated) => {
                        let most = count(at_least.saturating_sub(1));
                        write!(self.out, "at most {most} {different}{name}")?;
                    }
                    // No policy can ask this yet.
                    (None, _) => {
                        write!(self.out, "number of {name} {}", self.region(region, &[], form))?;
                    }
                }
                self.condition_on_entry("where", entries.filter.as_deref())?;
                self.days_of_entries(entries)?;
                entries.apart.map_or(Ok(()), |apart| write!(self.out, " {}", spaced(apart)))
            }
            Term::Anchored { .. } => Ok(()),
        }
    }

    /// `total dose of fill where (…) within 84 days`
    fn sum(&mut self, sum: &Sum) -> fmt::Result {
        let name = |fact| self.vocabulary.name_of(fact);
        let history = name(sum.entries.fact);
        match sum.of {
            Summed::Attribute(attribute) => {
                write!(self.out, "total {} of {history}", name(attribute))?;
            }
            Summed::Days => write!(self.out, "days covered by {history}")?,
        }
        self.which_entries(&sum.entries)
    }

    /// ` where (…) within 1 year`, in front of something that is none of the condition.
    fn which_entries(&mut self, entries: &Entries) -> fmt::Result {
        if let Some(condition) = entries.filter.as_deref() {
            self.out.write_str(" where (")?;
            self.expression(condition, Place::Open)?;
            self.out.write_char(')')?;
        }
        self.days_of_entries(entries)
    }

    /// `end of latest trial where (…) within 1 year`
    fn found_day(
        &mut self,
        FoundDay { which: extreme, is_end, entries }: &FoundDay,
    ) -> fmt::Result {
        let day = entries_day(self.vocabulary, entries.fact, *is_end);
        let name = self.vocabulary.name_of(entries.fact);
        write!(self.out, "{day} of {} {name}", which(*extreme))?;
        self.which_entries(entries)
    }

    /// What is required of a term; the names are those of its values, if they have names.
    fn region(&self, region: Region, names: &[Concept], form: Form) -> String {
        match region {
            Region::Yes => String::new(),
            Region::Values(values) => among(names, values, form),
            // A bare number; for an age, years.
            Region::Whole(test) => count_test(test, form, CalendarUnit::Years),
            Region::Quantity(test) => quantity_test(&test, form),
            Region::Day(test) => self.date_test(&test, form),
            Region::Than(relation) => self.relation(relation, form),
            Region::Norm(test) => norm_test(test, form),
        }
    }

    /// ` where donor = Allogeneic`, ` where (donor = Allogeneic AND cells > 2 million cells)`
    fn condition_on_entry(&mut self, word: &str, condition: Option<&Expression>) -> fmt::Result {
        let Some(condition) = condition else { return Ok(()) };
        write!(self.out, " {word} ")?;
        let negated = if let Expression::Not(part) = condition { Some(&**part) } else { None };
        match negated.unwrap_or(condition) {
            // What stands behind these would be taken for a part of them.
            Expression::Test { region, .. }
                if !matches!(region, Region::Than(_) | Region::Day(DateTest::In(_))) =>
            {
                self.expression(condition, Place::Open)
            }
            Expression::Test { .. }
            | Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. } => {
                self.out.write_char('(')?;
                self.expression(condition, Place::Open)?;
                self.out.write_char(')')
            }
        }
    }

    /// ` joined by (medicine) within 7 days lasting at least 8 weeks started within 1 year`
    fn days_of_entries(&mut self, entries: &Entries) -> fmt::Result {
        if let Some(Joined { by, within }) = entries.joined.as_deref() {
            let by = by.iter().map(|attribute| self.vocabulary.name_of(*attribute));
            let by = by.collect::<Vec<_>>().join(", ");
            write!(self.out, " joined by ({by}) within {within}")?;
        }
        if let Some(lasting) = entries.lasting {
            write!(self.out, " {}", lasting_in_words(lasting))?;
        }
        match entries.day {
            EntryDay::First if are_courses(self.vocabulary, entries.fact) => {
                self.out.write_str(" started")?;
            }
            EntryDay::Last => self.out.write_str(" ended")?,
            EntryDay::First | EntryDay::Any => {}
        }
        self.window(entries.window)
    }

    fn window(&mut self, window: Window) -> fmt::Result {
        if window.is_ever() {
            return Ok(());
        }
        write!(self.out, " {}", window_in_words(window, &|day| self.day(day)))
    }

    fn day(&self, day: Day) -> String {
        day_in_words(self.vocabulary, self.days, day)
    }

    fn date_test(&self, test: &DateTest, form: Form) -> String {
        match test {
            DateTest::Compare(operator, day) => {
                format!("{} {}", sign(*operator, form), self.day(*day))
            }
            DateTest::In(window) => window_in_words(*window, &|day| self.day(day)),
        }
    }
}

/// `latest`
pub(crate) const fn which(extreme: Extreme) -> &'static str {
    match extreme {
        Extreme::Latest => "latest",
        Extreme::Earliest => "earliest",
    }
}

/// What the day of an entry is called: `date`, `start`, `end`.
pub(crate) fn entries_day(vocabulary: &Vocabulary, history: FactId, is_end: bool) -> &'static str {
    if is_end {
        "end"
    } else if are_courses(vocabulary, history) {
        "start"
    } else {
        "date"
    }
}

/// The entries of a history have a first and a last day.
pub(crate) fn are_courses(vocabulary: &Vocabulary, history: FactId) -> bool {
    let kind = vocabulary.fact(history).map(|fact| &fact.kind);
    matches!(kind, Some(FactKind::History { form: HistoryForm::Courses, .. }))
}

/// What some entries come to, as an author types it.
pub(super) fn sum_in_words(vocabulary: &Vocabulary, days: &[FoundDay], sum: &Sum) -> String {
    fmt::from_fn(|out| Writer { vocabulary, days, out }.sum(sum)).to_string()
}

/// A term by itself, as an author types it.
pub(super) fn term_in_words(vocabulary: &Vocabulary, term: &Term) -> String {
    fmt::from_fn(|out| Writer { vocabulary, days: &[], out }.term(term)).to_string()
}

/// `2026-01-31`, `surgery`, `date of latest visit`
pub(super) fn day_in_words(vocabulary: &Vocabulary, found: &[FoundDay], day: Day) -> String {
    let fact = match day {
        Day::On(day) => return day.to_string(),
        Day::Fact(fact) => fact,
    };
    let position = fact.found_position().map(usize::from);
    position.and_then(|position| found.get(position)).map_or_else(
        || vocabulary.name_of(fact).to_owned(),
        |day| FoundNotation { vocabulary, day }.to_string(),
    )
}

/// A day in a history, as an author would type it.
struct FoundNotation<'a> {
    vocabulary: &'a Vocabulary,
    day: &'a FoundDay,
}

impl fmt::Display for FoundNotation<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Writer { vocabulary: self.vocabulary, days: &[], out: formatter }.found_day(self.day)
    }
}

/// `on different days`, `at least 2 weeks apart`
pub(crate) fn spaced(apart: Spacing) -> String {
    let a_day = CalendarDuration::new(1, CalendarUnit::Days);
    match apart {
        Spacing::AtLeast(apart) if apart == a_day => "on different days".to_owned(),
        Spacing::AtLeast(apart) => format!("at least {apart} apart"),
        Spacing::AtMost(apart) | Spacing::NoGap(apart) => format!("at most {apart} apart"),
    }
}

/// `lasting at least 8 weeks`
pub(crate) fn lasting_in_words(lasting: Lasting) -> String {
    match lasting {
        Lasting::AtLeast(duration) => format!("lasting at least {duration}"),
        Lasting::AtMost(duration) => format!("lasting at most {duration}"),
        Lasting::MoreThan(duration) => format!("lasting more than {duration}"),
        Lasting::LessThan(duration) => format!("lasting less than {duration}"),
        Lasting::Between(low, high) => format!("lasting between {} and {high}", low.amount),
    }
}

/// The name of the age that is derived from a date of birth.
fn age_of(vocabulary: &Vocabulary, birth: FactId) -> &str {
    let age = vocabulary.facts.iter().find(|fact| fact.kind == FactKind::Age { birth_date: birth });
    age.map_or("age", |age| &age.name)
}

fn method_of(vocabulary: &Vocabulary, fact: FactId, method: u8) -> &str {
    let method = vocabulary.fact(fact).and_then(|fact| fact.kind.method(method));
    method.map_or("", |method| &method.name)
}

/// `= II`, `in [II, III]`, `!= II`, `not in [II, III]`
fn among(names: &[Concept], values: u64, form: Form) -> String {
    let (chosen, form) = match (names_of(names, values).collect::<Vec<_>>(), form) {
        (none, Form::Plain) if none.is_empty() => {
            (names.iter().map(AsRef::as_ref).collect(), Form::Negated)
        }
        (none, Form::Negated) if none.is_empty() => {
            (names.iter().map(AsRef::as_ref).collect(), Form::Plain)
        }
        chosen => chosen,
    };
    match (&*chosen, form) {
        ([value], form) => format!("{} {value}", sign(Operator::Equal, form)),
        (values, Form::Plain) => format!("in [{}]", values.join(", ")),
        (values, Form::Negated) => format!("not in [{}]", values.join(", ")),
    }
}

const fn sign(operator: Operator, form: Form) -> &'static str {
    match form {
        Form::Plain => operator.sign(),
        // Only "not equal" has its own sign.
        Form::Negated => "!=",
    }
}

fn count(count: u32) -> String {
    number(count.into())
}

/// One unit at the end applies to both numbers of a range; years are not written.
fn count_test(test: CountTest, form: Form, unit: CalendarUnit) -> String {
    let with_unit = |number: u32| match unit {
        CalendarUnit::Years => count(number),
        CalendarUnit::Days | CalendarUnit::Weeks | CalendarUnit::Months => {
            format!("{} {}", count(number), unit.words(number))
        }
    };
    match test {
        CountTest::Compare(operator, bound) => {
            format!("{} {}", sign(operator, form), with_unit(bound))
        }
        CountTest::Between(low, high) => format!("between {} and {}", count(low), with_unit(high)),
    }
}

/// One unit at the end applies to both numbers of a range.
fn quantity_test(test: &QuantityTest, form: Form) -> String {
    match test {
        QuantityTest::Compare(operator, bound) => {
            format!("{} {}", sign(*operator, form), quantity(bound.value, bound.unit))
        }
        QuantityTest::Between(low, high) if low.unit == high.unit => {
            let low = low.unit.shared(&number(low.value));
            format!("between {low} and {}", quantity(high.value, high.unit))
        }
        QuantityTest::Between(low, high) => format!(
            "between {} and {}",
            quantity(low.value, low.unit),
            quantity(high.value, high.unit)
        ),
    }
}

/// `above normal`, `<= 3 times the upper limit of normal`, `between 1 and 3 times the upper limit of
/// normal`.
fn norm_test(test: NormTest, form: Form) -> String {
    if let Some(words) = test.words() {
        return words.to_owned();
    }
    let written = |multiple: Multiple| quantity(multiple.times, unit_of_multiple(multiple.limit));
    match test {
        NormTest::Compare(operator, multiple) => {
            format!("{} {}", sign(operator, form), written(multiple))
        }
        NormTest::Between(low, high) if low.limit == high.limit => {
            format!("between {} and {}", number(low.times), written(high))
        }
        NormTest::Between(low, high) => {
            format!("between {} and {}", written(low), written(high))
        }
    }
}
