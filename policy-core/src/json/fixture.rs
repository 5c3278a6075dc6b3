//! For tests: a small vocabulary with every kind of fact, and a case over it as `policy!` would generate one.

use crate::Decimal;
use crate::case::{Case, CaseFact, CaseFacts, Chart, Program};
use crate::determination::{Deliberation, Determination};
use crate::policy::{Applicability, CompiledPolicy, Expression, Policy, Slot};
use crate::possible::{Code, CodeSet, Count, Date, EventFact, Events, Flag, Measurement, NoValues, Quantity, QuantityFact, Scale};
use crate::unit::Unit;
use crate::vocabulary::{Attribute, Fact, FactId, FactKind, Vocabulary};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::sync::LazyLock;

pub(super) static POLICY: LazyLock<CompiledPolicy> = LazyLock::new(|| {
    CompiledPolicy::from(Policy {
        name: "example".into(),
        title: "Example".into(),
        payer: "Payer".into(),
        number: "CP.1".into(),
        source: "example.txt".into(),
        reviewed: None,
        codes: Cow::Borrowed(&[]),
        remarks: Cow::Borrowed(&[]),
        vocabulary: Cow::Owned(vocabulary()),
        applicability: Cow::Owned(vec![Applicability { slot: Slot(0), condition: Expression::Flag(FactId(4)), otherwise: None }]),
        versions: Cow::Borrowed(&[]),
        advisories: Cow::Borrowed(&[]),
        never_approves: false,
        gaps: Cow::Borrowed(&[]),
    })
});

pub(super) fn program() -> Program {
    Program::of::<Example>(&POLICY)
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn scale(unit: Unit, accepted: &[Unit], low: &str, high: &str) -> Scale {
    let [low, high] = [low, high].map(|bound| Decimal::from_str_exact(bound).unwrap());
    Scale { unit, accepted: Cow::Owned(accepted.into()), low, high, multiplier: Scale::multiplier_for(unit, accepted).unwrap() }
}

static LVEF: LazyLock<Scale> = LazyLock::new(|| scale(Unit::Percent, &[], "1", "95"));
static NT_PROBNP: LazyLock<Scale> =
    LazyLock::new(|| scale(Unit::PicogramPerMilliliter, &[Unit::NanogramPerLiter, Unit::NanogramPerMilliliter], "0.5", "200000"));
static DOSE: LazyLock<Scale> = LazyLock::new(|| scale(Unit::MillionCells, &[Unit::HundredMillionCells, Unit::Cells], "1", "1000"));

fn vocabulary() -> Vocabulary {
    let values = |names: &[&'static str]| Cow::Owned(names.iter().map(|name| Cow::Borrowed(*name)).collect());
    let facts = [
        ("request_date", FactKind::Date),
        ("service_date", FactKind::Date),
        ("birth_date", FactKind::Date),
        ("age", FactKind::Age { birth_date: FactId(2) }),
        ("fda_approved", FactKind::Flag { attested: false }),
        ("nyha", FactKind::Code { values: values(Nyha::NAMES) }),
        ("administrations", FactKind::Count { low: 1, high: 20 }),
        ("last_change", FactKind::Date),
        ("lvef", FactKind::Measurement { scale: LVEF.clone().into(), methods: values(Method::NAMES) }),
        ("nt_probnp", FactKind::Measurement { scale: NT_PROBNP.clone().into(), methods: values(&[]) }),
        ("dose", FactKind::Quantity { scale: DOSE.clone().into() }),
        ("hospitalization", FactKind::Events { attribute: None }),
        ("transplant", FactKind::Events { attribute: Some(Attribute { name: "donor".into(), values: values(Donor::NAMES) }) }),
        ("unused", FactKind::Flag { attested: true }),
        ("a/b~c", FactKind::Flag { attested: false }),
    ];
    let fact = |(name, kind): (&'static str, FactKind)| Fact {
        name: name.into(),
        label: format!("Label of {name}").into(),
        note: (name == "age").then(|| "Derived.".into()),
        codes: Cow::Borrowed(&[]),
        kind,
    };
    Vocabulary { name: "Example".into(), facts: facts.into_iter().map(fact).collect() }
}

macro_rules! code_set {
    ($name:ident { $($value:ident),* }) => {
        #[allow(clippy::upper_case_acronyms, reason = "NYHA classes are Roman numerals")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum $name { $($value),* }

        impl CodeSet for $name {
            const NAMES: &'static [&'static str] = &[$(stringify!($value)),*];

            fn position(self) -> u8 {
                self as u8
            }
        }
    };
}

code_set!(Nyha { I, II, III, IV });
code_set!(Method { Echo2d, Muga });
code_set!(Donor { Autologous, Allogeneic });

macro_rules! quantity_fact {
    ($name:ident, $method:ty, $scale:ident) => {
        #[derive(Clone, Copy, PartialEq, Debug)]
        pub(super) struct $name;

        impl QuantityFact for $name {
            type Method = $method;

            fn scale() -> &'static Scale {
                &$scale
            }
        }
    };
}

quantity_fact!(Lvef, Method, LVEF);
quantity_fact!(NtProbnp, NoValues, NT_PROBNP);
quantity_fact!(Dose, NoValues, DOSE);

macro_rules! event_fact {
    ($name:ident, $attribute:ty) => {
        #[derive(Clone, Copy, PartialEq, Debug)]
        pub(super) struct $name;

        impl EventFact for $name {
            type Attribute = $attribute;
        }
    };
}

event_fact!(Hospitalization, NoValues);
event_fact!(Transplant, Donor);

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Example {
    pub(super) request_date: NaiveDate,
    pub(super) service_date: NaiveDate,
    pub(super) birth_date: Date,
    pub(super) fda_approved: Flag,
    pub(super) nyha: Code<Nyha>,
    pub(super) administrations: Count,
    pub(super) last_change: Date,
    pub(super) lvef: Measurement<Lvef>,
    pub(super) nt_probnp: Measurement<NtProbnp>,
    pub(super) dose: Option<Quantity<Dose>>,
    pub(super) hospitalization: Events<Hospitalization>,
    pub(super) transplant: Events<Transplant>,
}

impl Example {
    pub(super) fn new(request_date: NaiveDate, service_date: NaiveDate) -> Example {
        CaseFacts::new(request_date, service_date).into()
    }
}

macro_rules! chart_of {
    ($($id:literal $field:ident),*) => {
        impl Chart for Example {
            fn request_date(&self) -> NaiveDate {
                self.request_date
            }

            fn service_date(&self) -> NaiveDate {
                self.service_date
            }

            fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
                match fact.0 {
                    $($id => Some(&self.$field),)*
                    _ => None,
                }
            }
        }

        impl From<CaseFacts> for Example {
            fn from(facts: CaseFacts) -> Example {
                let (request_date, service_date) = (facts.request_date, facts.service_date);
                let mut fields = facts.into_fields();
                Example { request_date, service_date, $($field: fields.take($id)),* }
            }
        }

        impl Case for Example {
            fn policy(&self) -> &'static Policy {
                &POLICY
            }

            fn evaluate(&self) -> Determination {
                Deliberation::not_in_force(&POLICY)
            }
        }
    };
}

chart_of!(2 birth_date, 4 fda_approved, 5 nyha, 6 administrations, 7 last_change, 8 lvef, 9 nt_probnp, 10 dose, 11 hospitalization, 12 transplant);
