//! The Kresladi policy of Blue Cross and Blue Shield of Kansas by hand.

use super::{Decision, Prospect, all, any};
use policies::kresladi::KresladiCase;
use policies::vocabulary::clinical::{
    HivStatus, Itgb2Variants, LineOfBusiness, PriorLad1GeneTherapyProduct, RequestType,
    RequestedProduct,
};
use policy_core::policy::Outcome;
use policy_core::possible::{Interval, until};
use policy_core::{NaiveDate, Truth};

const PERCENT: i64 = 2_000_000;

/// The whole policy.
#[must_use]
pub fn decide(case: &KresladiCase) -> Decision {
    const FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 7, 23).unwrap();
    if case.service_date < FROM {
        return Decision::of(Outcome::NotApplicable);
    }
    let applies = all!(
        case.requested_product.one_of([RequestedProduct::MarnetegrageneAutotemcel]),
        !case.line_of_business.one_of([LineOfBusiness::Fep, LineOfBusiness::Other]),
    );
    let Some(mut prospect) = Prospect::where_it(applies) else {
        return Decision::of(Outcome::NotApplicable);
    };
    let guard = retreatment(case);
    if guard.can_be_met()
        && let Some(decision) = prospect.add(guard, Decision::of(Outcome::CaseByCase))
    {
        return decision;
    }
    let guard = renewal(case);
    if guard.can_be_met()
        && let Some(decision) = prospect.add(guard, Decision::of(Outcome::CriteriaNotMet))
    {
        return decision;
    }
    prospect.add(Truth::MET, Decision::by(initial(case), Outcome::CriteriaMet));
    prospect.end()
}

/// Section I.
#[must_use]
pub fn retreatment(case: &KresladiCase) -> Truth {
    any!(
        case.request_type.one_of([RequestType::Retreatment]),
        case.prior_administrations.values().inside(Interval::at_least(1)),
        case.prior_lad1_gene_therapy
            .count_where(
                [PriorLad1GeneTherapyProduct::MarnetegrageneAutotemcel],
                until(case.request_date)
            )
            .inside(Interval::at_least(1)),
    )
}

/// Section IV.
#[must_use]
pub fn renewal(case: &KresladiCase) -> Truth {
    case.request_type.one_of([RequestType::Continuation])
}

/// Section III, LAD-I.
#[must_use]
pub fn initial(case: &KresladiCase) -> Truth {
    let ever = until(case.request_date);
    let low = Interval::below(2 * PERCENT);
    all!(
        case.lad1.truth(),
        case.itgb2_variants.one_of([Itgb2Variants::BiallelicPathogenic]),
        any!(case.severe_lad1_history.truth(), case.lad1_family_history.truth()),
        case.autologous_hsct_candidate.truth(),
        !case.matched_related_donor.truth(),
        case.gcsf_plerixafor_mobilization_planned.truth(),
        !case.active_systemic_infection.truth(),
        case.infection_monitoring_planned.truth(),
        case.antimicrobial_prophylaxis_planned.truth(),
        case.vod_monitoring_planned.truth(),
        case.hiv_status.one_of([HivStatus::Negative]),
        !case.antiretroviral_prophylaxis_planned.truth(),
        case.insertional_oncogenesis_monitoring_planned.truth(),
        case.dmso_management_planned.truth(),
        case.requested_administrations.values().inside(Interval::at_most(1)),
        case.prior_hsct.count(ever).inside(Interval::exactly(0)),
        case.prior_lad1_gene_therapy.count(ever).inside(Interval::exactly(0)),
        any!(
            case.neutrophil_cd18.results(ever).latest(low),
            case.neutrophil_cd11a.results(ever).latest(low),
            case.neutrophil_cd11b.results(ever).latest(low)
        ),
    )
}
