//! What `Notation` writes is read back as the same condition: in a criterion, as a guard and in an
//! `applies when`.
//!
//! In: every condition of the real policies and of the small ones that use the whole language, and
//! random ones over both vocabularies.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

use super::expression::check_expression;
use super::scope::Scope;
use super::{check_policy, check_vocabulary};
use crate::diagnostic::Diagnostics;
use crate::samples::{self, CLINICAL, REAL, SMALL, blocks};
use crate::syntax::policy::{Body, Statement};
use crate::syntax::{expression, parse_policy, parse_vocabulary};
use crate::text::{Block, BlockKind, Tokens};
use policy_core::calendar::{CalendarDuration, CalendarUnit, Shift};
use policy_core::chrono::TimeDelta;
use policy_core::data::Link;
use policy_core::policy::{
    Comparable, CountTest, DateTest, Day, End, Entries, Expression, FoundDay, Joined, NormTest,
    Notation, Operator, Policy, QuantityTest, Region, Relation, Selection, Selector, Term,
    Threshold, Version, Window,
};
use policy_core::possible::{
    Distance, EntryDay, Extreme, Lasting, Multiple, NormLimit, Scale, Spacing,
};
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};
use policy_core::{Decimal, NaiveDate};
use std::collections::BTreeSet;

fn vocabulary_of(file: &str) -> Vocabulary {
    vocabulary(&samples::vocabulary(file).tokens)
}

fn vocabulary(tokens: &Tokens) -> Vocabulary {
    let mut errors = Diagnostics::default();
    let vocabulary = check_vocabulary(&parse_vocabulary(tokens, &mut errors).unwrap(), &mut errors);
    assert!(errors.is_empty(), "{:?}", errors.texts());
    vocabulary
}

fn policies() -> Vec<Policy> {
    let of = |file: &str, vocabulary: &Vocabulary| {
        let check = |block: Block| {
            let mut errors = Diagnostics::default();
            let text = parse_policy(&block.tokens, &mut errors).unwrap();
            let policy = check_policy(&text, vocabulary, &BTreeSet::new(), &mut errors);
            policy.unwrap_or_else(|| panic!("{:?}", errors.texts()))
        };
        blocks(file, BlockKind::Policy).into_iter().map(check).collect::<Vec<_>>()
    };
    let (small, clinical) = (vocabulary_of(SMALL), vocabulary_of(CLINICAL));
    of(SMALL, &small).into_iter().chain(REAL.iter().flat_map(|file| of(file, &clinical))).collect()
}

#[test]
fn every_policy_is_read_back_from_the_line_that_generated_code_carries() {
    for policy in policies() {
        let (line, vocabulary) =
            (policy.to_line().leak(), Box::leak(Box::new(policy.vocabulary.clone().into_owned())));
        assert_eq!(Vocabulary::from_line(&vocabulary.to_line()).as_ref(), Some(&*vocabulary));
        assert_eq!(Policy::from_line(line, vocabulary).as_ref(), Some(&policy), "{}", policy.name);
    }
}

/// Every condition that is anywhere in a policy.
fn conditions(policy: &Policy) -> Vec<&Expression> {
    let versions = || policy.versions.iter();
    let applicability = policy.applicability.iter().map(|applicability| &applicability.condition);
    let advisories =
        policy.advisories.iter().chain(versions().flat_map(|version| version.advisories.iter()));
    let selectors = versions()
        .flat_map(|version| version.sections.iter())
        .flat_map(|section| section.conclusion.selectors());
    let selected = selectors.filter_map(|selector| match selector {
        Selector::Condition(condition) => Some(&**condition),
        Selector::Code(_) | Selector::Flag(_) => None,
    });
    let gaps = policy.gaps.iter().map(|gap| &gap.condition);
    let decided = applicability.chain(versions().flat_map(Version::conditions)).chain(gaps);
    decided
        .chain(advisories.filter_map(|advisory| advisory.condition.as_ref()))
        .chain(selected)
        .collect()
}

/// What a text says in each of the places where a condition can be.
fn read_back(text: &str, vocabulary: &Vocabulary) -> Vec<Expression> {
    let sections = format!(
        "section guarded for {text} => case_by_case; section all {{ 1: {text}; 2: {text} note \"n\"; }} => case_by_case;"
    );
    let policy = format!(
        "sample {{ applies when {text} else \"otherwise\"; {sections} advisory \"a\" when {text}; }}"
    );
    let mut errors = Diagnostics::default();
    let parsed = parse_policy(&samples::tokens(&policy), &mut errors).unwrap();
    let mut found: Vec<&expression::Expression> = Vec::new();
    for statement in &parsed.statements {
        match statement {
            Statement::Applies { condition, .. } => found.push(condition),
            Statement::Advisory(advisory) => found.extend(&advisory.condition),
            Statement::Section(section) => {
                found.extend(&section.guard);
                let criteria = section.outline.iter().flat_map(|outline| &outline.criteria);
                found.extend(criteria.filter_map(|criterion| match &criterion.body {
                    Body::Condition(condition) => Some(condition),
                    Body::Group(_) => None,
                }));
            }
            _ => {}
        }
    }
    assert_eq!(found.len(), 5, "{text}");
    let checked = found
        .into_iter()
        .map(|condition| check_expression(condition, &mut Scope::new(vocabulary, &mut errors)))
        .collect::<Vec<_>>();
    assert!(errors.is_empty(), "{text}\n{}", errors.texts().join("\n"));
    checked.into_iter().map(|condition| condition.expect("a condition without mistakes")).collect()
}

fn assert_reads_back(condition: &Expression, vocabulary: &Vocabulary) {
    let text = Notation::of(vocabulary, condition).to_string();
    for read in read_back(&text, vocabulary) {
        assert_eq!(read, *condition, "{text}");
    }
}

#[test]
fn conditions_of_the_policies_are_read_back() {
    let policies = policies();
    assert!(policies.len() >= REAL.len() + 7, "{}", policies.len());
    for policy in &policies {
        for condition in conditions(policy) {
            assert_reads_back(condition, &policy.vocabulary);
        }
    }
}

#[test]
fn conditions_of_every_form_are_read_back() {
    let vocabularies = [vocabulary_of(SMALL), vocabulary_of(CLINICAL)];
    bolero::check!().with_type::<(bool, u64)>().for_each(|(clinical, seed)| {
        let vocabulary = &vocabularies[usize::from(*clinical)];
        assert_reads_back(&Author::new(vocabulary, *seed).condition(4), vocabulary);
    });
}

/// Under a negation they need an interpretation, so they are not among those of every form.
#[test]
fn gaps_are_read_back() {
    let vocabulary = vocabulary_of(SMALL);
    for seed in 0..200 {
        let mut author = Author::new(&vocabulary, seed);
        for (fact, declared) in vocabulary.iter() {
            let FactKind::History { form, .. } = declared.kind else { continue };
            if form == HistoryForm::Records {
                continue;
            }
            let filter = author.sometimes(|author| author.filter(fact)).flatten();
            let entries = Entries { filter: filter.map(Link::from), ..Entries::of(fact) };
            let entries = if form == HistoryForm::Courses {
                author.course(entries, Window::EVER)
            } else {
                entries
            };
            let from = Some(End::at(author.named_day(fact)));
            let window = Window { from, ..Window::EVER };
            let longest = Spacing::NoGap(author.duration());
            let entries = entries.by(EntryDay::First).within(window).apart(longest);
            let days = std::mem::take(&mut author.found);
            let gap = Term::Entries(entries).anchored(days.into()).is(Region::Yes);
            assert_reads_back(&gap, &vocabulary);
        }
    }
}

/// It cannot be under a negation, so it is not among those of every form.
#[test]
fn results_on_file_are_read_back() {
    let vocabulary = vocabulary_of(CLINICAL);
    for (fact, declared) in vocabulary.iter() {
        let FactKind::Measurement { methods, .. } = &declared.kind else { continue };
        let methods = (0_u8..).take(methods.len()).map(Some).chain([None]);
        for method in methods {
            let months = CalendarDuration::new(3, CalendarUnit::Months);
            for window in [Window::EVER, Window::looking_back(months, Day::REQUEST)] {
                for (number, apart) in [(1, None), (2, None), (3, Some(months))] {
                    let on_file = Term::OnFile { fact, number, apart, method, window };
                    assert_reads_back(&on_file.is(Region::Yes), &vocabulary);
                }
            }
        }
    }
}

#[test]
fn every_unit_is_read_back() {
    for unit in Unit::ALL {
        let words = unit.words();
        let vocabulary = vocabulary(&samples::tokens(&format!(
            "pub sample {{ /// Smoker\n smoker: flag, /// Dose\n dose: quantity in \"{words}\", /// Level\n level: measurement in {words} }}"
        )));
        let [smoker, dose, level] = [FactId(2), FactId(3), FactId(4)];
        let threshold =
            |digits| Threshold { value: Decimal::from_str_exact(digits).unwrap(), unit: *unit };
        let compared = Term::Quantity(dose)
            .is(Region::Quantity(QuantityTest::Compare(Operator::Less, threshold("1200.5"))));
        let between = QuantityTest::Between(threshold("0.25"), threshold("2000"));
        let window =
            Window::looking_back(CalendarDuration::new(1, CalendarUnit::Days), Day::REQUEST);
        let measured =
            Term::Result { fact: level, selection: Selection::Every, method: None, window }
                .is(Region::Quantity(between));
        let parts = vec![compared, measured, Term::Flag(smoker).is(Region::Yes)];
        assert_reads_back(&Expression::all(parts.clone().into()), &vocabulary);
        let [condition, then, otherwise] = <[Expression; 3]>::try_from(parts).unwrap();
        let choice = Expression::If {
            condition: condition.into(),
            then: then.into(),
            otherwise: otherwise.into(),
        };
        assert_reads_back(&choice, &vocabulary);
    }
}

#[test]
fn what_no_policy_can_say_is_read_back_as_what_is_written_the_same() {
    let vocabulary = vocabulary_of(CLINICAL);
    let (nyha, _) = vocabulary.find("nyha").unwrap();
    let none = Term::Code(nyha).is(Region::Values(0));
    let nothing = || Vec::new().into();
    let single = Expression::any(vec![Expression::all(vec![none.clone()].into())].into());
    for condition in [
        Expression::all(nothing()),
        Expression::any(nothing()),
        Expression::Not(none.clone().into()),
        none,
        single,
    ] {
        let text = Notation::of(&vocabulary, &condition).to_string();
        for read in read_back(&text, &vocabulary) {
            assert_eq!(Notation::of(&vocabulary, &read).to_string(), text);
        }
    }
}

/// Under a negation, a window that may not be over asks for more in its section.
fn may_not_be_over(window: Window) -> bool {
    let to = window.to.map(|end| (end.day, end.shift));
    matches!(to, Some((Day::Fact(_), Shift::After(_))))
}

/// Writes conditions that a policy could hold.
pub struct Author<'a> {
    vocabulary: &'a Vocabulary,
    seed: u64,
    /// The history of whose entries something is asked.
    entry: Option<FactId>,
    /// The days in histories that the predicate is counted from.
    found: Vec<FoundDay>,
}

impl<'a> Author<'a> {
    pub const fn new(vocabulary: &'a Vocabulary, seed: u64) -> Author<'a> {
        Author { vocabulary, seed, entry: None, found: Vec::new() }
    }

    /// The facts of which something can be asked: within a condition on entries, their attributes.
    fn subjects(&self) -> Vec<FactId> {
        match self.entry {
            Some(history) => self.attributes(history),
            None => self.vocabulary.iter().map(|(id, _)| id).collect(),
        }
    }

    fn attributes(&self, history: FactId) -> Vec<FactId> {
        self.vocabulary.attributes_of(history).map(|(id, _)| id).collect()
    }

    /// What something can be compared with, or counted from.
    fn others(&self) -> Vec<(FactId, &'a Fact)> {
        let attributes = self.entry.map(|history| self.vocabulary.attributes_of(history));
        let attributes = attributes.into_iter().flatten().collect::<Vec<_>>();
        // Among attributes, a name of both is that of the attribute.
        let is_hidden = |fact: &Fact| attributes.iter().any(|(_, own)| own.name == fact.name);
        let facts = self.vocabulary.iter().filter(|(_, fact)| !is_hidden(fact));
        facts.chain(attributes.iter().copied()).collect()
    }

    fn kind(&self, fact: FactId) -> &'a FactKind {
        &self.vocabulary.fact(fact).unwrap().kind
    }

    /// The next number of a simple generator (Knuth's MMIX), of which the high bits are the good
    /// ones.
    fn below(&mut self, limit: usize) -> usize {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).unwrap() % limit.max(1)
    }

    fn one_of<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.below(options.len())]
    }

    fn sometimes<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 1).then(|| make(self))
    }

    pub fn condition(&mut self, depth: usize) -> Expression {
        match self.below(if depth == 0 { 1 } else { 7 }) {
            1 => Expression::all(self.parts(depth).into()),
            2 => Expression::any(self.parts(depth).into()),
            3 => Expression::Not(self.condition(depth - 1).into()),
            4 => {
                let [condition, then, otherwise] =
                    [(); 3].map(|()| self.condition(depth - 1).into());
                Expression::If { condition, then, otherwise }
            }
            5 => self.some_of(|author| author.condition(depth - 1)),
            _ => self.predicate(),
        }
    }

    /// `at least 2 of (…, …, …)`
    fn some_of(&mut self, mut part: impl FnMut(&mut Self) -> Expression) -> Expression {
        let parts = (0..3 + self.below(2)).map(|_| part(self)).collect::<Vec<_>>();
        let needed = 2 + self.below(parts.len() - 2);
        Expression::AtLeast(u32::try_from(needed).unwrap(), parts.into())
    }

    fn parts(&mut self, depth: usize) -> Vec<Expression> {
        (0..2 + self.below(3)).map(|_| self.condition(depth - 1)).collect()
    }

    fn predicate(&mut self) -> Expression {
        let outside = std::mem::take(&mut self.found);
        let predicate = self.plain_predicate();
        let days = std::mem::replace(&mut self.found, outside);
        let Expression::Test { term, region } = predicate else { return predicate };
        // A window that was left out again leaves its day behind.
        term.anchored(days.into()).is(region).without_unused_days()
    }

    fn plain_predicate(&mut self) -> Expression {
        let subjects = self.subjects();
        let fact = self.one_of(&subjects);
        if self.below(3) == 0
            && let Some(comparison) = self.comparison(fact)
        {
            return comparison;
        }
        match self.kind(fact) {
            FactKind::Flag { .. } => Term::Flag(fact).is(Region::Yes),
            FactKind::Code { values, .. } => {
                Term::Code(fact).is(Region::Values(self.values(values.len()).max(1)))
            }
            FactKind::Count { low, high } => {
                Term::Count(fact).is(Region::Whole(self.count_test(*low, (*high).min(5_000))))
            }
            FactKind::Age { birth_date } => {
                let at = match self.below(3) {
                    0 => Day::On(self.day()),
                    1 => Day::Fact(self.date_but(*birth_date)),
                    _ => Day::SERVICE,
                };
                let unit = self.unit();
                let test = loop {
                    let test = self.count_test(0, 130);
                    let is_uneven = matches!(
                        test,
                        CountTest::Compare(Operator::Greater | Operator::LessOrEqual, _)
                    );
                    // Of completed months and weeks these are refused.
                    if !is_uneven || [CalendarUnit::Days, CalendarUnit::Years].contains(&unit) {
                        break test;
                    }
                };
                Term::Age { birth_date: *birth_date, at, unit }.is(Region::Whole(test))
            }
            FactKind::Date => Term::Date(fact).is(Region::Day(self.date_test(fact))),
            FactKind::Quantity { scale } => {
                Term::Quantity(fact).is(Region::Quantity(self.quantity_test(scale)))
            }
            FactKind::Calculated { scale, formula } => {
                let term = Term::Calculated { fact, formula: formula.clone() };
                term.is(Region::Quantity(self.quantity_test(scale)))
            }
            FactKind::Measurement { scale, methods } => {
                let apart = self.duration();
                let selection = self.one_of(&[
                    Selection::Latest,
                    Selection::Any,
                    Selection::Every,
                    Selection::Highest,
                    Selection::Lowest,
                    Selection::Earliest,
                    Selection::at_least(2, None),
                    Selection::at_least(1_200, Some(apart)),
                ]);
                let method = self
                    .sometimes(|author| u8::try_from(author.below(methods.len())).unwrap())
                    .filter(|_| !methods.is_empty());
                let window = self.sometimes(|author| author.window(fact));
                let is_counted = matches!(selection, Selection::Any | Selection::AtLeast { .. });
                let window = window.filter(|window| !(is_counted && may_not_be_over(*window)));
                let window = window.unwrap_or(Window::EVER);
                let term = Term::Result { fact, selection, method, window };
                let norm = self.sometimes(|author| author.norm_test(scale));
                term.is(
                    norm.map_or_else(|| Region::Quantity(self.quantity_test(scale)), Region::Norm)
                )
            }
            FactKind::History { form, .. } => {
                let has_days = *form != HistoryForm::Records;
                // Without one, it is asked whether there is a reading, which is never not met.
                let filter = if *form == HistoryForm::Readings {
                    self.filter(fact)
                } else {
                    self.sometimes(|author| author.filter(fact)).flatten()
                };
                let at_least = self.one_of(&[1, 1, 2, 1_200]);
                let window = self.sometimes(|author| author.window(fact));
                let apart = self.sometimes(Self::spacing).filter(|_| at_least > 1 && has_days);
                let apart = apart.map(|apart| match form {
                    HistoryForm::Readings => Spacing::AtLeast(apart.duration()),
                    HistoryForm::Events | HistoryForm::Courses | HistoryForm::Records => apart,
                });
                let window = window.filter(|window| !may_not_be_over(*window) && has_days);
                let window = window.unwrap_or(Window::EVER);
                let is_course = *form == HistoryForm::Courses;
                let of = if *form == HistoryForm::Readings {
                    Entries::readings(fact)
                } else {
                    Entries::of(fact)
                };
                let entries = Entries { filter: filter.map(Link::from), ..of };
                let entries = if is_course { self.course(entries, window) } else { entries };
                let entries = entries.within(window);
                let has = self.sometimes(|author| author.filter(fact)).flatten();
                if let Some(has) = has.filter(|_| has_days) {
                    let which = self.one_of(&[Extreme::Latest, Extreme::Earliest]);
                    return Term::Entries(entries.choosing(which, has)).is(Region::Yes);
                }
                let mut attributes = self.attributes(fact).into_iter();
                // What `Other` stands for may be one value or several.
                let code = attributes.find(|of| {
                    let values = self.kind(*of).values();
                    values.is_some_and(|values| !values.iter().any(|value| value.name == "Other"))
                });
                let different = self.sometimes(|_| code).flatten();
                let different =
                    different.filter(|_| apart.is_none() && at_least > 1 && !entries.are_readings);
                let codes = self.attributes(fact).into_iter();
                let codes = codes.filter(|of| self.kind(*of).values().is_some());
                let by = different.into_iter().chain(codes).take(1).collect::<Vec<_>>();
                let within = self.duration();
                let joined = self.sometimes(|_| Joined { by: by.into(), within });
                let joined = joined.filter(|joined| is_course && !joined.by.is_empty());
                let joined = joined.map(Link::from);
                let entries = Entries { apart, different, joined, ..entries };
                let test = CountTest::Compare(Operator::GreaterOrEqual, at_least);
                Term::Entries(entries).is(Region::Whole(test))
            }
        }
    }

    fn spacing(&mut self) -> Spacing {
        let duration = self.duration();
        self.one_of(&[Spacing::AtLeast(duration), Spacing::AtMost(duration)])
    }

    /// How long courses last, and which of their days lie in a window.
    fn course(&mut self, entries: Entries, window: Window) -> Entries {
        let day = if window.is_ever() {
            EntryDay::Any
        } else {
            self.one_of(&[EntryDay::First, EntryDay::Any, EntryDay::Last])
        };
        let duration = self.duration();
        let duration = CalendarDuration { amount: duration.amount.min(99_999), ..duration };
        let longer = CalendarDuration { amount: duration.amount.saturating_add(1), ..duration };
        let lasting = self.one_of(&[
            Lasting::AtLeast(duration),
            Lasting::AtMost(duration),
            Lasting::MoreThan(duration),
            Lasting::LessThan(duration),
            Lasting::Between(duration, longer),
        ]);
        let lasting = self.sometimes(|_| lasting);
        Entries { day, lasting, ..entries }
    }

    /// A condition on the entries of a history; none where they have no attributes.
    fn filter(&mut self, history: FactId) -> Option<Expression> {
        if self.attributes(history).is_empty() {
            return None;
        }
        let outside = self.entry.replace(history);
        let depth = self.below(4);
        let condition = self.condition(depth);
        self.entry = outside;
        Some(condition)
    }

    /// A comparison with another fact, or of two results of one measurement.
    fn comparison(&mut self, fact: FactId) -> Option<Expression> {
        let vocabulary = self.vocabulary;
        let kind = self.kind(fact);
        let others = self.others().into_iter();
        let alike = others.filter(|(other, of)| {
            let same_unit = match (kind.scale(), of.kind.scale()) {
                (Some(one), Some(other)) => one.unit.kind() == other.unit.kind(),
                (None, None) => {
                    let is_count = |kind: &FactKind| matches!(kind, FactKind::Count { .. });
                    is_count(kind) && is_count(&of.kind)
                }
                (Some(_), None) | (None, Some(_)) => false,
            };
            let is_measured = matches!(of.kind, FactKind::Measurement { .. });
            same_unit && (*other != fact || is_measured)
        });
        let alike = alike.map(|(other, _)| other).collect::<Vec<_>>();
        if alike.is_empty() {
            return None;
        }
        let other = self.one_of(&alike);
        let (left, right) = if other == fact {
            let day = self.named_day(fact);
            let after = Window { from: Some(End::at(day).excluded()), ..Window::EVER };
            (after, Window { to: Some(End::at(day)), ..Window::EVER })
        } else {
            let measured = |fact: FactId| {
                let kind = vocabulary.fact(fact).map(|fact| &fact.kind);
                matches!(kind, Some(FactKind::Measurement { .. }))
            };
            // A window at the end needs one before it.
            let left = self.sometimes(|author| author.window(fact)).filter(|_| measured(fact));
            let right = self.sometimes(|author| author.window(other));
            let right = right.filter(|_| left.is_some() || !measured(fact));
            (left.unwrap_or(Window::EVER), right.unwrap_or(Window::EVER))
        };
        let [term, other] = [(fact, left), (other, right)].map(|(fact, window)| {
            Some(match &vocabulary.fact(fact)?.kind {
                FactKind::Count { .. } => Comparable::Count(fact),
                FactKind::Quantity { .. } => Comparable::Quantity(fact),
                _ => {
                    let selections = [Selection::Latest, Selection::Highest, Selection::Lowest];
                    let selection = self.one_of(&selections);
                    Comparable::Result { fact, selection, method: None, window }
                }
            })
        });
        let (term, other) = (term?, other?);
        let scale = vocabulary.fact(other.fact())?.kind.scale();
        let value = self.one_of(&[1, 5, 12]);
        let value = Decimal::new(value, if scale.is_some() { self.one_of(&[0, 1]) } else { 0 });
        let value = if self.below(2) == 0 { value } else { -value };
        let distance = match (self.below(3), scale) {
            (0, scale) => Distance::Plus { value, unit: scale.map(|scale| scale.unit) },
            (1, scale) if scale.is_none_or(|scale| scale.low >= Decimal::ZERO) => {
                Distance::Percent(value)
            }
            _ => Distance::None,
        };
        let relation = Relation { operator: self.operator(), distance, other };
        Some(term.term().is(Region::Than(relation)))
    }

    /// A comparison with limits of normal; of what may be negative, with the limits themselves.
    fn norm_test(&mut self, scale: &Scale) -> NormTest {
        let is_negative = scale.low < Decimal::ZERO;
        let times = |author: &mut Self| {
            let times = author.one_of(&[10, 5, 30, 125]);
            Decimal::new(if is_negative { 10 } else { times }, 1).normalize()
        };
        let limit = self.one_of(&[NormLimit::Lower, NormLimit::Upper]);
        let (one, other) = (times(self), times(self));
        let multiple = |times| Multiple { times, limit };
        match self.below(4) {
            0 => NormTest::WITHIN,
            1 => NormTest::Between(multiple(one.min(other)), multiple(one.max(other))),
            2 => NormTest::Compare(self.operator(), Multiple::once(limit)),
            _ => NormTest::Compare(self.operator(), multiple(one)),
        }
    }

    fn values(&mut self, count: usize) -> u64 {
        self.below(1 << count.min(16)) as u64
    }

    fn operator(&mut self) -> Operator {
        self.one_of(&[
            Operator::Equal,
            Operator::Less,
            Operator::LessOrEqual,
            Operator::Greater,
            Operator::GreaterOrEqual,
        ])
    }

    fn unit(&mut self) -> CalendarUnit {
        self.one_of(&[
            CalendarUnit::Days,
            CalendarUnit::Weeks,
            CalendarUnit::Months,
            CalendarUnit::Years,
        ])
    }

    fn dates(&self) -> Vec<FactId> {
        let dates = self.others().into_iter().filter(|(_, fact)| fact.kind == FactKind::Date);
        dates.map(|(id, _)| id).collect()
    }

    /// A date of the case, but not this one.
    fn date_but(&mut self, not: FactId) -> FactId {
        let dates = self.dates().into_iter().filter(|id| *id != not).collect::<Vec<_>>();
        self.one_of(&dates)
    }

    fn duration(&mut self) -> CalendarDuration {
        let unit = self.unit();
        CalendarDuration::new(self.one_of(&[1, 2, 18, 1_000, 100_000]), unit)
    }

    fn day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2000, 1, 1).unwrap()
            + TimeDelta::days(i64::try_from(self.below(20_000)).unwrap())
    }

    /// A day that a window over this fact may be counted from.
    fn named_day(&mut self, of: FactId) -> Day {
        match self.below(4) {
            0 => Day::On(self.day()),
            1 => self.found_day().unwrap_or_else(|| Day::On(self.day())),
            _ => Day::Fact(self.date_but(of)),
        }
    }

    /// A day in a history, where one can be named.
    fn found_day(&mut self) -> Option<Day> {
        let histories = self.vocabulary.iter().filter_map(|(id, fact)| match fact.kind {
            FactKind::History {
                form: form @ (HistoryForm::Events | HistoryForm::Courses), ..
            } => Some((id, form)),
            _ => None,
        });
        let histories = histories.collect::<Vec<_>>();
        if self.entry.is_some() || histories.is_empty() {
            return None;
        }
        let (fact, form) = self.one_of(&histories);
        let filter = self.sometimes(|author| author.filter(fact)).flatten();
        let duration = self.duration();
        let window = self.sometimes(|_| Window::looking_back(duration, Day::REQUEST));
        let window = window.unwrap_or(Window::EVER);
        let entries = Entries { filter: filter.map(Link::from), ..Entries::of(fact) };
        let is_course = form == HistoryForm::Courses;
        let entries = if is_course { self.course(entries, window) } else { entries };
        let day = FoundDay {
            which: self.one_of(&[Extreme::Latest, Extreme::Earliest]),
            is_end: is_course && self.below(2) == 0,
            entries: entries.within(window),
        };
        let known = self.found.iter().position(|known| *known == day);
        let position = known.unwrap_or(self.found.len());
        if known.is_none() {
            self.found.push(day);
        }
        Some(Day::Fact(FactId::found(u16::try_from(position).unwrap())))
    }

    /// Every form of window that an author can write.
    fn window(&mut self, of: FactId) -> Window {
        let (day, duration) = (self.named_day(of), self.duration());
        let before = End::shifted(day, Shift::Before(duration));
        let after = End::shifted(day, Shift::After(duration));
        let at = End::at(day);
        let duration = CalendarDuration { amount: duration.amount.min(99_999), ..duration };
        let longer = CalendarDuration { amount: duration.amount + 1, ..duration };
        let open = |end: End, author: &mut Self| {
            if author.below(2) == 0 { end } else { end.excluded() }
        };
        let (from, to) = match self.below(9) {
            0 => return Window::looking_back(duration, Day::REQUEST),
            1 => return Window::at_least_ago(duration, Day::REQUEST),
            2 => (None, Some(open(before, self))),
            3 => (Some(open(after, self)), None),
            4 => (Some(open(before, self)), Some(at)),
            5 => (Some(at), Some(open(after, self))),
            6 if self.below(2) == 0 => (None, Some(open(at, self))),
            6 => (Some(open(at, self)), None),
            7 if self.below(2) == 0 => {
                (Some(End::shifted(day, Shift::Before(longer))), Some(before))
            }
            7 => (Some(after), Some(End::shifted(day, Shift::After(longer)))),
            _ => {
                let [one, other] = [self.day(), self.day()];
                let last = match self.named_day(of) {
                    Day::On(_) => Day::On(one.max(other)),
                    date @ Day::Fact(_) => date,
                };
                return Window::between(Day::On(one.min(other)), last);
            }
        };
        Window { from, to, until: Day::REQUEST }
    }

    fn date_test(&mut self, of: FactId) -> DateTest {
        match self.below(5) {
            0 | 1 => DateTest::In(self.window(of)),
            2 => DateTest::Compare(self.operator(), Day::On(self.day())),
            3 => {
                let dates = self.dates();
                DateTest::Compare(self.operator(), Day::Fact(self.one_of(&dates)))
            }
            _ => {
                let [one, other] = [self.day(), self.day()];
                DateTest::In(Window::between(Day::On(one.min(other)), Day::On(one.max(other))))
            }
        }
    }

    fn count_test(&mut self, low: u32, high: u32) -> CountTest {
        let mut number =
            || low + u32::try_from(self.below(usize::try_from(high - low).unwrap() + 1)).unwrap();
        let [one, other] = [number(), number()];
        match self.below(2) {
            0 => CountTest::Compare(self.operator(), one),
            _ => CountTest::Between(one.min(other), one.max(other)),
        }
    }

    fn quantity_test(&mut self, scale: &Scale) -> QuantityTest {
        let [one, other] = [self.threshold(scale), self.threshold(scale)];
        let position =
            |threshold: &Threshold| scale.position(threshold.value, threshold.unit).unwrap();
        match self.below(3) {
            0 | 1 => QuantityTest::Compare(self.operator(), one),
            _ if position(&one) <= position(&other) => QuantityTest::Between(one, other),
            _ => QuantityTest::Between(other, one),
        }
    }

    /// A number in any accepted unit; the lowest one where that would not be plausible or not
    /// exact.
    fn threshold(&mut self, scale: &Scale) -> Threshold {
        let unit = self.one_of(&scale.units().collect::<Vec<_>>());
        let decimals = self.one_of(&[0, 0, 1, 3]);
        let value = Decimal::new(i64::try_from(self.below(60_000)).unwrap(), decimals);
        match scale.plausible(value, unit) {
            Some(position) if Scale::is_on_mark(position) => Threshold { value, unit },
            // Without a range, its end is no number that anybody could write.
            _ if scale.low == Decimal::MIN => Threshold { value: Decimal::ONE, unit: scale.unit },
            _ => Threshold { value: scale.low, unit: scale.unit },
        }
    }
}
