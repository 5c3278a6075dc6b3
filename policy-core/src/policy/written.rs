//! A policy or a vocabulary as one line of text, the form that generated code contains, and back
//! again.
//!
//! This is data, not code: a compiler reads a literal of a few thousand characters at once, but
//! needs a second for every hundred expression trees. The line is parsed when the policy is first
//! needed as data; its texts are slices of the line. Each type lists its parts once, for both
//! writing and reading.
//!
//! A number or a word ends with a space, a text begins with its length and `:`, a list is in
//! brackets, and `~` means nothing.

#[cfg(test)]
mod tests;

use super::{
    AcceptedFinding, Advisory, Applicability, Approval, Arithmetic, Arm, Basis, Body, Choice,
    Chosen, Comparable, Conclusion, CountTest, Criterion, DateTest, Day, End, Entries, Expression,
    FindingPlace, Formula, FoundDay, Gap, Guard, Joined, Limit, Most, NormTest, Operator,
    Otherwise, Outcome, Per, Policy, Quantifier, QuantityTest, Region, Relation, Remark, Section,
    Selection, Selector, Slot, Sum, Summed, Term, Threshold, Version, Window,
};
use crate::calendar::{CalendarDuration, CalendarUnit, Shift};
use crate::codes::CodeSystem;
use crate::data::{Link, List, Text};
use crate::possible::{Distance, EntryDay, Extreme, Lasting, Multiple, NormLimit, Scale, Spacing};
use crate::unit::Unit;
use crate::vocabulary::{
    Addressee, Attributes, CodeMeaning, Coding, Concept, Fact, FactId, FactKind, HistoryForm,
    Vocabulary,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

impl Policy {
    /// The policy as one line of text, without its vocabulary.
    #[must_use]
    pub fn to_line(&self) -> String {
        line_of(self)
    }

    /// The policy that a line was written from; `None` if the line is not valid.
    #[must_use]
    pub fn from_line(line: &'static str, vocabulary: &'static Vocabulary) -> Option<Policy> {
        let policy: Policy = whole(Rest { line, text: Text::Borrowed })?;
        Some(Policy { vocabulary: Cow::Borrowed(vocabulary), ..policy })
    }
}

impl Vocabulary {
    /// The vocabulary as one line of text.
    #[must_use]
    pub fn to_line(&self) -> String {
        line_of(self)
    }

    /// The vocabulary that a line was written from; `None` if the line is not valid.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Vocabulary> {
        whole(Rest { line, text: |text| Text::Owned(text.to_owned()) })
    }
}

impl Formula {
    /// The formula as one line of text.
    #[must_use]
    pub fn to_line(&self) -> String {
        line_of(self)
    }

    /// The formula that a line was written from; `None` if the line is not valid.
    #[must_use]
    pub fn from_line(line: &'static str) -> Option<Formula> {
        whole(Rest { line, text: Text::Borrowed })
    }
}

/// The value of a complete line.
fn line_of<T: Written>(value: &T) -> String {
    let mut line = String::new();
    value.write(&mut line);
    line
}

fn whole<T: Written>(mut rest: Rest<'_>) -> Option<T> {
    T::read(&mut rest).filter(|_| rest.line.is_empty())
}

/// What has not been read yet.
struct Rest<'a> {
    line: &'a str,
    /// How a piece of text outlives the line.
    text: fn(&'a str) -> Text,
}

impl<'a> Rest<'a> {
    /// Everything before the character that ends it.
    fn up_to(&mut self, end: char) -> Option<&'a str> {
        let (before, behind) = self.line.split_once(end)?;
        self.line = behind;
        Some(before)
    }

    fn skip(&mut self, letter: char) -> bool {
        self.line.strip_prefix(letter).map(|behind| self.line = behind).is_some()
    }
}

/// A type that is written and read.
trait Written: Sized {
    fn write(&self, line: &mut String);
    fn read(rest: &mut Rest<'_>) -> Option<Self>;
}

impl Written for Text {
    fn write(&self, line: &mut String) {
        line.push_str(&self.len().to_string());
        line.push(':');
        line.push_str(self);
    }

    fn read(rest: &mut Rest<'_>) -> Option<Text> {
        let length = rest.up_to(':')?.parse().ok()?;
        let (text, behind) = rest.line.split_at_checked(length)?;
        rest.line = behind;
        Some((rest.text)(text))
    }
}

impl<T: Written + Clone> Written for List<T> {
    fn write(&self, line: &mut String) {
        line.push('[');
        self.iter().for_each(|item| item.write(line));
        line.push(']');
    }

    fn read(rest: &mut Rest<'_>) -> Option<List<T>> {
        let mut items = Vec::new();
        if rest.skip('[') {
            while !rest.skip(']') {
                items.push(T::read(rest)?);
            }
            return Some(Cow::Owned(items));
        }
        None
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, line: &mut String) {
        match self {
            Some(value) => value.write(line),
            None => line.push('~'),
        }
    }

    fn read(rest: &mut Rest<'_>) -> Option<Option<T>> {
        if rest.skip('~') { Some(None) } else { T::read(rest).map(Some) }
    }
}

impl<T: Written> Written for Link<T> {
    fn write(&self, line: &mut String) {
        (**self).write(line);
    }

    fn read(rest: &mut Rest<'_>) -> Option<Link<T>> {
        T::read(rest).map(Link::from)
    }
}

/// Words and numbers: how each is written and read back.
macro_rules! words {
    ($($word:ty, |$value:ident| $written:expr, |$text:ident| $read:expr;)*) => {$(
        impl Written for $word {
            fn write(&self, line: &mut String) {
                let $value = self;
                line.push_str(&$written.to_string());
                line.push(' ');
            }

            fn read(rest: &mut Rest<'_>) -> Option<$word> {
                let $text = rest.up_to(' ')?;
                $read
            }
        }
    )*};
}

words! {
    bool, |value| value, |text| text.parse().ok();
    u8, |value| value, |text| text.parse().ok();
    u16, |value| value, |text| text.parse().ok();
    u32, |value| value, |text| text.parse().ok();
    u64, |value| value, |text| text.parse().ok();
    FactId, |value| value.0, |text| text.parse().ok().map(FactId);
    Slot, |value| value.0, |text| text.parse().ok().map(Slot);
    NaiveDate, |value| value, |text| text.parse().ok();
    Decimal, |value| value, |text| text.parse().ok();
    Unit, |value| value.ucum(), |text| Unit::from_ucum(text);
    CodeSystem, |value| value.keyword(), |text| CodeSystem::from_name(text);
    Outcome, |value| value.name(), |text| Outcome::from_name(text);
    Addressee, |value| value.name(), |text| Addressee::from_name(text);
    Basis, |value| value.name(), |text| Basis::from_name(text);
}

/// Types with named fields, written one after another.
macro_rules! records {
    ($($record:ident $(<$generic:ident>)? { $($field:ident),* $(; $($absent:ident: $value:expr),*)? })*) => {$(
        impl $(<$generic: Written + Clone + 'static>)? Written for $record $(<$generic>)? {
            fn write(&self, line: &mut String) {
                let Self { $($field,)* $($($absent: _,)*)? } = self;
                $($field.write(line);)*
            }

            fn read(rest: &mut Rest<'_>) -> Option<Self> {
                Some(Self { $($field: Written::read(rest)?,)* $($($absent: $value,)*)? })
            }
        }
    )*};
}

records! {
    Policy {
        name, title, payer, number, source, reviewed, codes, remarks, applicability, versions, advisories, looks_from, never_approves, gaps, accepted;
        vocabulary: Cow::Owned(Vocabulary::of("", Vec::new()))
    }
    Applicability { slot, condition, otherwise }
    Version { name, from, to, looks_from, remarks, sections, advisories }
    Section { name, citations, guard, criteria, remarks, conclusion, otherwise }
    Guard { slot, condition }
    Otherwise { when, conclusion }
    Criterion { slot, citation, title, restated, remarks, body }
    Advisory { text, outcomes, condition }
    Gap { condition, reason }
    AcceptedFinding { at, reason }
    Entries { fact, are_readings, filter, chosen, different, joined, lasting, day, window, apart }
    Joined { by, within }
    Sum { of, entries }
    Window { from, to, until }
    Relation { operator, distance, other }
    Chosen { which, has }
    FoundDay { which, is_end, entries }
    End { day, shift, included }
    Threshold { value, unit }
    Multiple { times, limit }
    Approval { duration, limit, at_most }
    Most { amount, per }
    Limit { number, counted, per }
    Coding { system, code, meaning }
    CalendarDuration { amount, unit }
    Arm<T> { values, choice }
    Vocabulary { name, facts, attributes }
    Fact { name, label, note, asked_of, codes, kind }
    Concept { name, given_label, codes }
    Attributes { first, number }
    Scale { unit, accepted, low, high, multiplier }
}

/// Types whose value is one of several variants: the name of the variant, then its parts.
macro_rules! variants {
    ($($choice:ident $(<$generic:ident>)? {
        $($variant:ident $(($($part:ident),*))? $({ $($field:ident),* })?),*
    })*) => {$(
        impl $(<$generic: Written + Clone + 'static>)? Written for $choice $(<$generic>)? {
            fn write(&self, line: &mut String) {
                match self {
                    $(Self::$variant $(($($part),*))? $({ $($field),* })? => {
                        line.push_str(concat!(stringify!($variant), " "));
                        $($($part.write(line);)*)?
                        $($($field.write(line);)*)?
                    })*
                }
            }

            fn read(rest: &mut Rest<'_>) -> Option<Self> {
                match rest.up_to(' ')? {
                    $(stringify!($variant) => {
                        $($(let $part = Written::read(rest)?;)*)?
                        $($(let $field = Written::read(rest)?;)*)?
                        Some(Self::$variant $(($($part),*))? $({ $($field),* })?)
                    })*
                    _ => None,
                }
            }
        }
    )*};
}

variants! {
    Body { Group { quantifier, criteria }, Condition(condition) }
    Quantifier { AllOf, AnyOf, NoneOf, AtLeast(needed) }
    FindingPlace { Applies, Cited(text) }
    Remark { Note(text), Interpretation(text) }
    Expression {
        AtLeast(needed, parts), Not(inner), If { condition, then, otherwise }, Test { term, region }
    }
    Term {
        Flag(fact), Code(fact), Count(fact), Date(fact), Quantity(fact), Calculated { fact, formula }, Age { birth_date, at, unit }, Result { fact, selection, method, window },
        OnFile { fact, number, apart, method, window }, Entries(entries), Anchored { days, term }
    }
    Formula {
        Number { value, unit }, Term(term), Days { from, to }, Sum(sum), Fact { fact, formula }, Of { sign, left, right }, Power { base, exponent }
    }
    Summed { Attribute(fact), Days }
    Arithmetic { Plus, Minus, Times, Over }
    Comparable { Count(fact), Quantity(fact), Result { fact, selection, method, window } }
    Region { Yes, Values(values), Whole(test), Quantity(test), Day(test), Than(relation), Norm(test) }
    NormTest { Compare(operator, multiple), Between(low, high) }
    NormLimit { Lower, Upper }
    Distance { None, Plus { value, unit }, Percent(percent) }
    Extreme { Latest, Earliest }
    EntryDay { First, Any, Last }
    Lasting { AtLeast(duration), AtMost(duration), MoreThan(duration), LessThan(duration), Between(low, high) }
    Spacing { AtLeast(duration), AtMost(duration), NoGap(duration) }
    HistoryForm { Events, Courses, Records, Readings }
    CodeMeaning { Answers, Suggests }
    Selection { Latest, Any, Every, Highest, Lowest, Earliest, AtLeast { number, apart } }
    Operator { Equal, Less, LessOrEqual, Greater, GreaterOrEqual }
    CountTest { Compare(operator, bound), Between(low, high) }
    QuantityTest { Compare(operator, bound), Between(low, high) }
    DateTest { Compare(operator, day), In(window) }
    Shift { None, Before(span), After(span) }
    Day { On(day), Fact(fact) }
    CalendarUnit { Days, Weeks, Months, Years }
    Conclusion {
        CriteriaMet { approval, review }, CriteriaNotMet { reason, basis }, CaseByCase { reason }, Refer { to }, NotCovered { basis, reason }, NotApplicable { reason }
    }
    Choice<T> { Always(value), By { selector, arms } }
    Per { Named(name), Time(period) }
    Selector { Code(fact), Flag(fact), Condition(condition) }
    FactKind {
        Flag { attested }, Code { values, many }, Count { low, high }, Date, Age { birth_date }, Quantity { scale }, Calculated { scale, formula }, Measurement { scale, methods },
        History { form, attributes }
    }
}
