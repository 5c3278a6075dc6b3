//! The policy on stem cells for peripheral arterial disease of Blue Cross and Blue Shield of Rhode
//! Island by hand.

use super::{Decision, Prospect, all};
use policies::pad_stem_cells::PadStemCellsCase;
use policies::vocabulary::clinical::{LineOfBusiness, RequestedProduct};
use policy_core::policy::{Basis, Outcome};
use policy_core::possible::CodeSet;
use policy_core::{NaiveDate, Truth};

/// The whole policy.
#[must_use]
pub fn decide(case: &PadStemCellsCase) -> Decision {
    const FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    if case.service_date < FROM {
        return Decision::of(Outcome::NotApplicable);
    }
    let applies = all!(
        case.requested_product.one_of([RequestedProduct::StemCellTherapy]),
        case.peripheral_arterial_disease.truth(),
        case.line_of_business.one_of([
            LineOfBusiness::MedicareAdvantageHmo,
            LineOfBusiness::MedicareAdvantagePpo,
            LineOfBusiness::MedicareAdvantageOther,
            LineOfBusiness::Commercial,
            LineOfBusiness::HimExchange,
            LineOfBusiness::Ichra,
            LineOfBusiness::SelfInsuredAso
        ]),
    );
    let Some(mut prospect) = Prospect::where_it(applies) else {
        return Decision::of(Outcome::NotApplicable);
    };
    prospect.add(Truth::MET, Decision::not_covered(policy_statement(case)));
    prospect.end()
}

/// The policy statement: on which basis it is not covered, where that is known.
#[must_use]
pub fn policy_statement(case: &PadStemCellsCase) -> Option<Basis> {
    let candidates = case.line_of_business.mask();
    let medicare = 1 << LineOfBusiness::MedicareAdvantageHmo.position()
        | 1 << LineOfBusiness::MedicareAdvantagePpo.position()
        | 1 << LineOfBusiness::MedicareAdvantageOther.position();
    let commercial = 1 << LineOfBusiness::Commercial.position()
        | 1 << LineOfBusiness::HimExchange.position()
        | 1 << LineOfBusiness::Ichra.position()
        | 1 << LineOfBusiness::SelfInsuredAso.position();
    match (candidates & medicare != 0, candidates & commercial != 0) {
        (true, false) => Some(Basis::NotCovered),
        (false, true) => Some(Basis::NotMedicallyNecessary),
        _ => None,
    }
}
