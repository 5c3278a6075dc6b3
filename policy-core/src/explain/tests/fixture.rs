//! What the tests explain: a small vocabulary, a policy put together by hand, and a case that holds whatever it is told.

use crate::Truth;
use crate::calendar::{CalendarUnit, Duration, PartialDate};
use crate::case::{Case, CaseFact, Chart, FactValue, FactView};
use crate::data::Text;
use crate::determination::{Deliberation, Detail, Determination, Record};
use crate::evaluate::reference;
use crate::policy::*;
use crate::possible::{Amount, Count, Date, DocumentedResult, Flag, History, Occurrence, Scale, Written};
use crate::unit::Unit;
use crate::vocabulary::{Attribute, Fact, FactId, FactKind, Vocabulary};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub const BIRTH_DATE: FactId = FactId(2);
pub const NYHA: FactId = FactId(4);
pub const LVEF: FactId = FactId(5);
pub const NT_PROBNP: FactId = FactId(6);
pub const HOSPITALIZATION: FactId = FactId(7);
pub const STEM_CELL_THERAPY: FactId = FactId(8);
pub const BETA_BLOCKER: FactId = FactId(9);
pub const LAST_CHANGE: FactId = FactId(10);
pub const CARDIOMYOPATHY: FactId = FactId(11);
pub const FIBRILLATION: FactId = FactId(12);
pub const ADMINISTRATIONS: FactId = FactId(13);
pub const DOSE: FactId = FactId(14);
pub const LINE_OF_BUSINESS: FactId = FactId(15);
pub const COMBINATION: FactId = FactId(16);
pub const APPROVAL_DATE: FactId = FactId(17);
pub const CD18: FactId = FactId(18);

pub const ECHO: u8 = 0;
pub const MUGA: u8 = 1;

pub const MONTH: Duration = Duration::new(1, CalendarUnit::Months);
pub const NINE_MONTHS: Duration = Duration::new(9, CalendarUnit::Months);

pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
        let names = |names: &[&'static str]| names.iter().map(|name| Cow::Borrowed(*name)).collect::<Vec<Text>>();
        let code = |values: &[&'static str]| FactKind::Code { values: names(values).into() };
        let scale = |unit, high: u32| Scale { unit, accepted: Cow::default(), low: Decimal::ZERO, high: high.into(), multiplier: 1 };
        let measurement =
            |unit, high, methods: &[&'static str]| FactKind::Measurement { scale: scale(unit, high).into(), methods: names(methods).into() };
        let flag = || FactKind::Flag { attested: false };
        let kinds = Attribute { name: "kind".into(), values: names(&["Autologous", "Allogeneic", "Mesenchymal"]).into() };
        let facts = [
            ("request_date", "Date on which the request was received", FactKind::Date),
            ("service_date", "Date of service", FactKind::Date),
            ("birth_date", "Date of birth", FactKind::Date),
            ("age", "Age on the date of service", FactKind::Age { birth_date: BIRTH_DATE }),
            ("nyha", "New York Heart Association functional class", code(&["I", "II", "III", "IV"])),
            ("lvef", "Left ventricular ejection fraction", measurement(Unit::Percent, 95, &["Echo2d", "Muga"])),
            ("nt_probnp", "N-terminal pro-B-type natriuretic peptide", measurement(Unit::PicogramPerMilliliter, 200_000, &[])),
            ("hf_hospitalization", "Heart-failure hospitalization", FactKind::Events { attribute: None }),
            ("prior_stem_cell_therapy", "Stem cell therapy received earlier", FactKind::Events { attribute: Some(kinds) }),
            ("beta_blocker", "Beta-blocker: status", code(&["Taking", "NotTaking", "AdverseEffect", "Contraindicated"])),
            ("beta_blocker_last_dose_change", "Beta-blocker: date of the last change of dose, the start included", FactKind::Date),
            ("ischemic_cardiomyopathy", "Ischemic cardiomyopathy", flag()),
            ("atrial_fibrillation", "Atrial fibrillation (active)", flag()),
            ("prior_administrations", "Administrations of the product already received", FactKind::Count { low: 0, high: 20 }),
            ("car_t_cell_dose", "CAR-positive T cells in the dose", FactKind::Quantity { scale: scale(Unit::MillionCells, 1_000).into() }),
            ("line_of_business", "Line of business of the member's plan", code(&["Commercial", "HimExchange", "Ichra", "Medicaid", "Fep"])),
            ("planned_combination_therapy", "Combination planned with other agents, lymphodepletion aside", flag()),
            ("fda_approval_date", "Date on which the FDA approved the product", FactKind::Date),
            ("neutrophil_cd18", "Neutrophils expressing CD18", measurement(Unit::Percent, 100, &[])),
        ];
        let fact = |(name, label, kind): (&'static str, &'static str, FactKind)| Fact {
            name: name.into(),
            label: label.into(),
            note: None,
            codes: Cow::default(),
            kind,
        };
        Vocabulary { name: "clinical".into(), facts: facts.map(fact).to_vec().into() }
    });
    &VOCABULARY
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn and(parts: impl Into<Vec<Expression>>) -> Expression {
    Expression::And(Cow::Owned(parts.into()))
}

pub fn or(parts: impl Into<Vec<Expression>>) -> Expression {
    Expression::Or(Cow::Owned(parts.into()))
}

pub fn not(expression: Expression) -> Expression {
    Expression::Not(expression.into())
}

pub fn when(condition: Expression, then: Expression, otherwise: Expression) -> Expression {
    Expression::If { condition: condition.into(), then: then.into(), otherwise: otherwise.into() }
}

pub fn flag(fact: FactId) -> Expression {
    Expression::Flag(fact)
}

pub fn code(fact: FactId, values: u64) -> Expression {
    Expression::Code { fact, values }
}

pub fn age(operator: Operator, bound: u32) -> Expression {
    Expression::Age { birth_date: BIRTH_DATE, test: CountTest::Compare(operator, bound) }
}

pub fn threshold(value: &str, unit: Unit) -> Threshold {
    Threshold { value: Decimal::from_str_exact(value).unwrap(), unit }
}

pub fn percent(operator: Operator, value: &str) -> QuantityTest {
    QuantityTest::Compare(operator, threshold(value, Unit::Percent))
}

pub fn lvef(selection: Selection, method: Option<u8>, within: Option<Duration>, test: QuantityTest) -> Expression {
    Expression::Measurement { fact: LVEF, selection, method, within, test }
}

pub fn nt_probnp_above(value: &str) -> Expression {
    let test = QuantityTest::Compare(Operator::Greater, threshold(value, Unit::PicogramPerMilliliter));
    Expression::Measurement { fact: NT_PROBNP, selection: Selection::Latest, method: None, within: None, test }
}

pub fn events(fact: FactId, at_least: u32, values: Option<u64>, within: Option<Duration>) -> Expression {
    Expression::Events { fact, at_least, filter: values.map(|values| AttributeFilter { values }), within }
}

pub fn date(fact: FactId, test: DateTest) -> Expression {
    Expression::Date { fact, test }
}

/// A reduced ejection fraction by either method, as the revascor policy asks for it.
pub fn reduced_lvef() -> Expression {
    or([
        lvef(Selection::Latest, Some(ECHO), None, percent(Operator::LessOrEqual, "40")),
        lvef(Selection::Latest, Some(MUGA), None, percent(Operator::LessOrEqual, "35")),
    ])
}

fn criterion(slot: u16, citation: &'static str, title: Option<&'static str>, body: Body) -> Criterion {
    Criterion { slot: Slot(slot), citation: citation.into(), title: title.map(Cow::Borrowed), restated: false, remarks: Cow::default(), body }
}

fn group(quantifier: Quantifier, criteria: Vec<Criterion>) -> Body {
    Body::Group { quantifier, criteria: criteria.into() }
}

fn section(name: &'static str, citation: Option<&'static str>, guard: Option<Guard>, criteria: Vec<Criterion>, conclusion: Conclusion) -> Section {
    Section {
        name: name.into(),
        citations: citation.map(Cow::Borrowed).into_iter().collect(),
        guard,
        criteria: criteria.into(),
        remarks: Cow::default(),
        conclusion,
    }
}

/// Refer by line of business, as off-label requests do.
pub fn referral() -> Choice<Text> {
    let arm = |values, to: &'static str| Arm { values, choice: Choice::Always(Cow::Borrowed(to)) };
    let by_fibrillation = Choice::By { selector: Selector::Flag(FIBRILLATION), arms: vec![arm(2, "HIM.PA.33"), arm(1, "HIM.PA.103")].into() };
    let arms = vec![arm(0b1, "CP.CPA.09"), Arm { values: 0b110, choice: by_fibrillation }, arm(0b1000, "CP.PMN.53")];
    Choice::By { selector: Selector::Code(LINE_OF_BUSINESS), arms: arms.into() }
}

pub fn approval() -> Approval {
    let limit = Limit { number: 1, counted: "administration".into(), per: Some("lifetime".into()) };
    Approval { duration: Some(Duration::new(3, CalendarUnit::Months)), limit: Some(limit), at_most: None }
}

/// A short revascor: a section with criteria for those with ischemic cardiomyopathy, a referral for all others.
pub fn policy() -> &'static CompiledPolicy {
    static POLICY: LazyLock<CompiledPolicy> = LazyLock::new(|| {
        let condition = |slot, citation, expression| criterion(slot, citation, None, Body::Condition(expression));
        let high_risk = vec![
            condition(5, "I.A.1.a.i", events(HOSPITALIZATION, 1, None, Some(NINE_MONTHS))),
            condition(6, "I.A.1.a.ii", when(flag(FIBRILLATION), nt_probnp_above("1200"), nt_probnp_above("1000"))),
        ];
        let mut ejection = condition(7, "I.A.1.b", reduced_lvef());
        ejection.remarks = vec![Remark::Note("by echo or MUGA".into()), Remark::Interpretation("other methods neither meet nor fail".into())].into();
        let disease = vec![
            criterion(4, "I.A.1.a", Some("High risk"), group(Quantifier::AnyOf, high_risk)),
            ejection,
            condition(8, "I.A.1.c", code(NYHA, 0b110)),
        ];
        let criteria = vec![
            criterion(3, "I.A.1", Some("Advanced HFrEF"), group(Quantifier::AllOf, disease)),
            condition(9, "I.A.2", age(Operator::GreaterOrEqual, 18)),
            condition(10, "I.A.3", not(events(STEM_CELL_THERAPY, 1, None, None))),
        ];
        let met = Conclusion::CriteriaMet { approval: approval(), review: Some("Precision Drug Action Committee (CC.PHAR.21)".into()) };
        let guard = Guard { slot: Slot(2), condition: flag(CARDIOMYOPATHY) };
        let mut advanced = section("advanced_heart_failure", Some("I.A"), Some(guard), criteria, met);
        advanced.remarks = vec![Remark::Interpretation("advanced is what the characteristics say".into())].into();
        let off_label = section("off_label", Some("I.C.2"), None, vec![], Conclusion::Refer { to: referral() });
        let advisory =
            |text: &'static str, outcomes: &[Outcome], condition| Advisory { text: text.into(), outcomes: outcomes.to_vec().into(), condition };
        let version = Version {
            name: Some("2026-01".into()),
            from: Some(day("2026-01-01")),
            to: None,
            remarks: Cow::default(),
            sections: vec![advanced, off_label].into(),
            advisories: vec![advisory("the committee reviews every request", &[Outcome::CriteriaNotMet, Outcome::NeedInformation], None)].into(),
        };
        CompiledPolicy::from(Policy {
            name: "revascor".into(),
            title: "Rexlemestrocel-L".into(),
            payer: "Centene Corporation".into(),
            number: "CP.PHAR.728".into(),
            source: "000.txt".into(),
            reviewed: Some("2026-05".into()),
            codes: Cow::default(),
            remarks: vec![Remark::Interpretation("retreatment is judged like initial treatment".into())].into(),
            vocabulary: Cow::Borrowed(vocabulary()),
            applicability: vec![
                Applicability { slot: Slot(0), condition: code(LINE_OF_BUSINESS, 0b1111), otherwise: None },
                Applicability {
                    slot: Slot(1),
                    condition: date(APPROVAL_DATE, DateTest::Compare(Operator::LessOrEqual, DateOperand::Fact(FactId::SERVICE_DATE))),
                    otherwise: Some("pre-emptive policy: not in force before FDA approval".into()),
                },
            ]
            .into(),
            versions: vec![version].into(),
            advisories: vec![advisory("state provisions take precedence", &[], Some(code(LINE_OF_BUSINESS, 0b1000)))].into(),
            never_approves: false,
            gaps: Cow::default(),
        })
    });
    &POLICY
}

/// Two sections without criteria, one of them without a citation.
pub fn alternatives([first, second]: [Conclusion; 2]) -> Policy {
    let guard = Guard { slot: Slot(0), condition: flag(CARDIOMYOPATHY) };
    let sections = vec![section("continued", Some("II"), Some(guard), vec![], first), section("other", None, None, vec![], second)];
    let version = Version { name: None, from: None, to: None, remarks: Cow::default(), sections: sections.into(), advisories: Cow::default() };
    Policy { applicability: Cow::default(), versions: vec![version].into(), ..Policy::clone(policy()) }
}

/// A case that holds what it is told.
#[derive(Clone, Debug)]
pub struct TestCase {
    request_date: NaiveDate,
    service_date: NaiveDate,
    facts: BTreeMap<FactId, FactValue>,
}

pub fn case() -> TestCase {
    TestCase { request_date: day("2026-11-21"), service_date: day("2026-12-01"), facts: BTreeMap::new() }
}

pub fn written_date(text: &str) -> Date {
    PartialDate::parse(text).unwrap().into()
}

impl TestCase {
    pub fn with(mut self, fact: FactId, value: FactValue) -> TestCase {
        self.facts.insert(fact, value);
        self
    }

    pub fn flag(self, fact: FactId, yes: bool) -> TestCase {
        self.with(fact, FactValue::Flag(Flag::from(yes)))
    }

    pub fn code(self, fact: FactId, candidates: u64) -> TestCase {
        self.with(fact, FactValue::Code(candidates))
    }

    pub fn count(self, fact: FactId, count: u32) -> TestCase {
        self.with(fact, FactValue::Count(Count::from(count)))
    }

    pub fn date(self, fact: FactId, text: &str) -> TestCase {
        self.with(fact, FactValue::Date(written_date(text)))
    }

    pub fn quantity(self, fact: FactId, written: Written) -> TestCase {
        self.with(fact, FactValue::Quantity(amount(fact, written)))
    }

    pub fn results(self, fact: FactId, results: &[(&str, &str, Option<u8>)]) -> TestCase {
        let result = |(value, when, method): &(&str, &str, Option<u8>)| DocumentedResult {
            amount: amount(fact, Written::Exactly(Decimal::from_str_exact(value).unwrap())),
            date: written_date(when),
            method: *method,
        };
        self.with(fact, FactValue::Measurement(results.iter().map(result).collect()))
    }

    pub fn history(self, fact: FactId, complete: bool, events: &[(&str, Option<u8>)]) -> TestCase {
        let occurrences = events.iter().map(|(when, attribute)| Occurrence { date: written_date(when), attribute: *attribute }).collect();
        self.with(fact, FactValue::Events(History { complete, occurrences }))
    }

    pub fn served_on(mut self, date: &str) -> TestCase {
        self.service_date = day(date);
        self
    }

    fn truth(&self, criterion: &Criterion, record: &mut Record<1>) -> Truth {
        let truth = match &criterion.body {
            Body::Condition(condition) => reference::truth(condition, policy(), self),
            Body::Group { quantifier, criteria } => {
                let truths = criteria.iter().map(|criterion| self.truth(criterion, record)).collect::<Vec<_>>();
                match quantifier {
                    Quantifier::AnyOf => Truth::at_least(1, &truths),
                    _ => truths.into_iter().fold(Truth::MET, |all, one| all & one),
                }
            }
        };
        record.keep(criterion.slot.0, truth)
    }
}

fn amount(fact: FactId, written: Written) -> Amount {
    let scale = vocabulary().fact(fact).unwrap().kind.scale().unwrap();
    Amount::new(scale, written, scale.unit).unwrap()
}

impl Chart for TestCase {
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

impl Case for TestCase {
    fn policy(&self) -> &'static Policy {
        policy()
    }

    /// As generated code does it, but over the tree.
    fn evaluate(&self) -> Determination {
        let Some((position, version)) = policy().version_on(self.service_date) else { return Deliberation::not_in_force(policy()) };
        let mut record = Record::new();
        let keep = |record: &mut Record<1>, slot: Slot, condition| record.keep(slot.0, reference::truth(condition, policy(), self));
        let applies = policy().applicability.iter().map(|one| keep(&mut record, one.slot, &one.condition)).fold(Truth::MET, |all, one| all & one);
        let mut deliberation = Deliberation::begin(policy(), position, applies);
        for (position, section) in (0..).zip(version.sections.iter()) {
            if !deliberation.is_open() {
                break;
            }
            let guard = section.guard.as_ref().map_or(Truth::MET, |guard| keep(&mut record, guard.slot, &guard.condition));
            if guard.can_be_met() {
                let criteria = section.criteria.iter().map(|criterion| self.truth(criterion, &mut record)).fold(Truth::MET, |all, one| all & one);
                let detail = match &section.conclusion {
                    Conclusion::Refer { to } => self.chosen(to),
                    _ => Detail::None,
                };
                deliberation.section(position, guard, criteria, section.conclusion.outcome(), detail);
            }
        }
        deliberation.conclude(record)
    }
}

impl TestCase {
    fn chosen(&self, choice: &'static Choice<Text>) -> Detail {
        match choice {
            Choice::Always(to) => Detail::ReferTo(to),
            Choice::By { selector, arms } => {
                let candidates = match selector {
                    Selector::Code(fact) | Selector::Flag(fact) => match self.facts.get(fact).map(CaseFact::view) {
                        Some(FactView::Code(candidates)) => candidates,
                        Some(FactView::Flag(flag)) => flag.mask(),
                        _ => u64::MAX,
                    },
                    Selector::Condition(_) => u64::MAX,
                };
                let mut reached = arms.iter().filter(|arm| arm.values & candidates != 0).map(|arm| self.chosen(&arm.choice));
                let first = reached.next().unwrap();
                reached.fold(first, Detail::agree)
            }
        }
    }
}
