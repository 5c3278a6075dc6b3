//! What the tests evaluate: a small vocabulary, policies put together by hand, and a case that holds whatever it is told.

use crate::calendar::PartialDate;
use crate::case::{Case, CaseFact, Chart, FactValue};
use crate::determination::{Deliberation, Determination};
use crate::policy::{
    Applicability, Approval, Body, CompiledPolicy, Conclusion, CountTest, Criterion, Expression, Guard, Operator, Policy, Quantifier, QuantityTest,
    Section, Slot, Threshold, Version,
};
use crate::possible::{Amount, Comparator, Count, Date, DocumentedResult, Flag, History, Occurrence, Scale, Written};
use crate::unit::Unit;
use crate::vocabulary::{Attribute, Fact, FactId, FactKind, Vocabulary};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(crate) const BIRTH_DATE: FactId = FactId(2);
pub(crate) const SMOKER: FactId = FactId(4);
pub(crate) const DIABETIC: FactId = FactId(5);
pub(crate) const CONSENTED: FactId = FactId(6);
pub(crate) const NYHA: FactId = FactId(7);
pub(crate) const LINES: FactId = FactId(8);
pub(crate) const LAST_CHANGE: FactId = FactId(9);
pub(crate) const APPROVAL_DATE: FactId = FactId(10);
pub(crate) const DOSE: FactId = FactId(11);
pub(crate) const LVEF: FactId = FactId(12);
pub(crate) const HOSPITALIZATION: FactId = FactId(13);
pub(crate) const TRANSPLANT: FactId = FactId(14);

pub(crate) const ECHO: u8 = 0;
pub(crate) const MUGA: u8 = 1;
pub(crate) const AUTOLOGOUS: u8 = 0;
pub(crate) const ALLOGENEIC: u8 = 1;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    Date::from(PartialDate::parse(text).unwrap())
}

pub(crate) fn scale(unit: Unit, accepted: Vec<Unit>, low: i64, high: i64) -> Scale {
    let multiplier = Scale::multiplier_for(unit, &accepted).unwrap();
    Scale { unit, accepted: Cow::Owned(accepted), low: Decimal::from(low), high: Decimal::from(high), multiplier }
}

pub(crate) fn lvef_scale() -> Scale {
    scale(Unit::Percent, Vec::new(), 1, 95)
}

pub(crate) fn vocabulary() -> Vocabulary {
    let texts = |texts: &[&'static str]| texts.iter().map(|text| Cow::Borrowed(*text)).collect::<Vec<_>>();
    let flag = || FactKind::Flag { attested: false };
    let donors = Attribute { name: "donor".into(), values: texts(&["Autologous", "Allogeneic"]).into() };
    let facts = [
        ("request_date", FactKind::Date),
        ("service_date", FactKind::Date),
        ("birth_date", FactKind::Date),
        ("age", FactKind::Age { birth_date: BIRTH_DATE }),
        ("smoker", flag()),
        ("diabetic", flag()),
        ("consented", FactKind::Flag { attested: true }),
        ("nyha", FactKind::Code { values: texts(&["I", "II", "III", "IV"]).into() }),
        ("lines", FactKind::Count { low: 0, high: 25 }),
        ("last_change", FactKind::Date),
        ("approval_date", FactKind::Date),
        ("dose", FactKind::Quantity { scale: scale(Unit::MillionCells, vec![], 1, 1_000).into() }),
        ("lvef", FactKind::Measurement { scale: lvef_scale().into(), methods: texts(&["Echo", "Muga"]).into() }),
        ("hospitalization", FactKind::Events { attribute: None }),
        ("transplant", FactKind::Events { attribute: Some(donors) }),
    ];
    let fact = |(name, kind): (&'static str, FactKind)| Fact { name: name.into(), label: name.into(), note: None, codes: Cow::default(), kind };
    Vocabulary { name: "example".into(), facts: facts.map(fact).to_vec().into() }
}

/// A policy with one nameless version.
pub(crate) fn policy(applicability: Vec<Expression>, sections: Vec<Section>) -> Policy {
    let applicability = (0..).zip(applicability).map(|(slot, condition)| Applicability { slot: Slot(slot), condition, otherwise: None });
    Policy {
        name: "example".into(),
        title: "Example".into(),
        payer: "Nobody".into(),
        number: "1".into(),
        source: "none".into(),
        reviewed: None,
        codes: Cow::default(),
        remarks: Cow::default(),
        vocabulary: Cow::Owned(vocabulary()),
        applicability: applicability.collect(),
        versions: vec![version(None, None, sections)].into(),
        advisories: Cow::default(),
        never_approves: false,
        gaps: Cow::default(),
    }
}

pub(crate) fn version(from: Option<&str>, to: Option<&str>, sections: Vec<Section>) -> Version {
    Version { name: None, from: from.map(day), to: to.map(day), remarks: Cow::default(), sections: sections.into(), advisories: Cow::default() }
}

/// A section; its guard has the slot 100 times its number, its criteria the slots from there on.
pub(crate) fn section(number: u16, guard: Option<Expression>, criteria: Vec<Body>, conclusion: Conclusion) -> Section {
    let guard = guard.map(|condition| Guard { slot: Slot(100 * number), condition });
    let mut next = 100 * number;
    let criteria = criteria.into_iter().map(|body| number_slots(criterion(body), &mut next)).collect::<Vec<_>>();
    Section {
        name: format!("section_{number}").into(),
        citations: Cow::default(),
        guard,
        criteria: criteria.into(),
        remarks: Cow::default(),
        conclusion,
    }
}

pub(crate) fn criterion(body: Body) -> Criterion {
    Criterion { slot: Slot(0), citation: "".into(), title: None, restated: false, remarks: Cow::default(), body }
}

pub(crate) fn group(quantifier: Quantifier, parts: Vec<Body>) -> Body {
    Body::Group { quantifier, criteria: parts.into_iter().map(criterion).collect() }
}

fn number_slots(mut criterion: Criterion, next: &mut u16) -> Criterion {
    *next += 1;
    criterion.slot = Slot(*next);
    if let Body::Group { criteria, .. } = &mut criterion.body {
        *criteria = criteria.iter().map(|criterion| number_slots(criterion.clone(), next)).collect();
    }
    criterion
}

pub(crate) fn met() -> Conclusion {
    Conclusion::CriteriaMet { approval: Approval { duration: None, limit: None, at_most: None }, review: None }
}

pub(crate) fn flag(fact: FactId) -> Expression {
    Expression::Flag(fact)
}

pub(crate) fn code(values: u64) -> Expression {
    Expression::Code { fact: NYHA, values }
}

pub(crate) fn count(operator: Operator, bound: u32) -> Expression {
    Expression::Count { fact: LINES, test: CountTest::Compare(operator, bound) }
}

pub(crate) fn age(operator: Operator, bound: u32) -> Expression {
    Expression::Age { birth_date: BIRTH_DATE, test: CountTest::Compare(operator, bound) }
}

pub(crate) fn threshold(value: &str, unit: Unit) -> Threshold {
    Threshold { value: Decimal::from_str_exact(value).unwrap(), unit }
}

pub(crate) fn percent(operator: Operator, value: &str) -> QuantityTest {
    QuantityTest::Compare(operator, threshold(value, Unit::Percent))
}

pub(crate) fn dose(operator: Operator, value: &str) -> Expression {
    Expression::Quantity { fact: DOSE, test: QuantityTest::Compare(operator, threshold(value, Unit::MillionCells)) }
}

pub(crate) fn not(expression: Expression) -> Expression {
    Expression::Not(expression.into())
}

pub(crate) fn and(parts: impl Into<Vec<Expression>>) -> Expression {
    Expression::And(Cow::Owned(parts.into()))
}

pub(crate) fn or(parts: impl Into<Vec<Expression>>) -> Expression {
    Expression::Or(Cow::Owned(parts.into()))
}

/// `38`, `35..40` or `<2`.
pub(crate) fn written(text: &str) -> Written {
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    if let Some((low, high)) = text.split_once("..") {
        return Written::Between(number(low), number(high));
    }
    let digits = text.trim_start_matches(['<', '>', '=']);
    let sign = &text[..text.len() - digits.len()];
    Comparator::from_sign(sign).map_or_else(|| Written::Exactly(number(digits)), |comparator| Written::Compared(comparator, number(digits)))
}

pub(crate) fn lvef_amount(text: &str) -> Amount {
    Amount::new(&lvef_scale(), written(text), Unit::Percent).unwrap()
}

pub(crate) fn result(amount: &str, when: &str, method: Option<u8>) -> DocumentedResult {
    DocumentedResult { amount: lvef_amount(amount), date: date(when), method }
}

pub(crate) fn history(complete: bool, events: &[(&str, Option<u8>)]) -> FactValue {
    let occurrences = events.iter().map(|(when, attribute)| Occurrence { date: date(when), attribute: *attribute }).collect();
    FactValue::Events(History { complete, occurrences })
}

/// A case that holds what it is told, and nothing else.
#[derive(Clone, Debug)]
pub(crate) struct ExampleCase {
    request_date: NaiveDate,
    service_date: NaiveDate,
    facts: BTreeMap<FactId, FactValue>,
}

impl ExampleCase {
    pub(crate) fn on(request_date: &str, service_date: &str) -> ExampleCase {
        ExampleCase { request_date: day(request_date), service_date: day(service_date), facts: BTreeMap::new() }
    }

    pub(crate) fn with(mut self, fact: FactId, value: FactValue) -> ExampleCase {
        self.facts.insert(fact, value);
        self
    }

    /// With some of its facts alone.
    pub(crate) fn only(&self, keep: impl Fn(&FactId) -> bool) -> ExampleCase {
        let facts = self.facts.iter().filter(|(fact, _)| keep(fact)).map(|(fact, value)| (*fact, value.clone())).collect();
        ExampleCase { facts, ..*self }
    }

    pub(crate) fn flag(self, fact: FactId, flag: bool) -> ExampleCase {
        self.with(fact, FactValue::Flag(Flag::from(flag)))
    }

    pub(crate) fn count(self, count: u32) -> ExampleCase {
        self.with(LINES, FactValue::Count(Count::from(count)))
    }

    pub(crate) fn date(self, fact: FactId, text: &str) -> ExampleCase {
        self.with(fact, FactValue::Date(date(text)))
    }

    pub(crate) fn dose(self, text: &str) -> ExampleCase {
        let scale = scale(Unit::MillionCells, vec![], 1, 1_000);
        self.with(DOSE, FactValue::Quantity(Amount::new(&scale, written(text), Unit::MillionCells).unwrap()))
    }

    pub(crate) fn lvef(self, results: &[(&str, &str, Option<u8>)]) -> ExampleCase {
        self.with(LVEF, FactValue::Measurement(results.iter().map(|(amount, when, method)| result(amount, when, *method)).collect()))
    }
}

fn compiled_policy() -> &'static CompiledPolicy {
    static POLICY: OnceLock<CompiledPolicy> = OnceLock::new();
    POLICY.get_or_init(|| policy(Vec::new(), Vec::new()).into())
}

impl Chart for ExampleCase {
    fn request_date(&self) -> NaiveDate {
        self.request_date
    }

    fn service_date(&self) -> NaiveDate {
        self.service_date
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        self.facts.get(&fact).map(|fact| fact as &dyn CaseFact)
    }
}

impl Case for ExampleCase {
    fn policy(&self) -> &'static Policy {
        compiled_policy()
    }

    fn evaluate(&self) -> Determination {
        Deliberation::not_in_force(compiled_policy())
    }
}

/// Numbers without pattern, the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// One of the numbers below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(sides).unwrap()).unwrap()
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}
