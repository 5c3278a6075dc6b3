//! The Tecartus guideline of `CarePartners` of Connecticut by hand.

use super::{Decision, Prospect, all, any};
use policies::tecartus::TecartusCase;
use policies::vocabulary::clinical::{
    AllLineage, DiseaseStatus, LineOfBusiness, RequestedProduct, SiteOfService,
};
use policy_core::calendar::CalendarUnit;
use policy_core::policy::{Basis, Outcome};
use policy_core::possible::{Interval, until};
use policy_core::{NaiveDate, Truth};

/// The whole policy.
#[must_use]
pub fn decide(case: &TecartusCase) -> Decision {
    const FROM: NaiveDate = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
    if case.service_date < FROM {
        return Decision::of(Outcome::NotApplicable);
    }
    let applies = all!(
        case.requested_product.one_of([RequestedProduct::BrexucabtageneAutoleucel]),
        case.line_of_business
            .one_of([LineOfBusiness::MedicareAdvantageHmo, LineOfBusiness::MedicareAdvantagePpo]),
    );
    let Some(mut prospect) = Prospect::where_it(applies) else {
        return Decision::of(Outcome::NotApplicable);
    };
    let guard = other_indication(case);
    if guard.can_be_met()
        && let Some(decision) =
            prospect.add(guard, Decision::not_covered(Some(Basis::Investigational)))
    {
        return decision;
    }
    prospect.add(Truth::MET, Decision::by(coverage_criteria(case), Outcome::CriteriaMet));
    prospect.end()
}

/// Limitations.3.
#[must_use]
pub fn other_indication(case: &TecartusCase) -> Truth {
    all!(
        !case.mantle_cell_lymphoma.truth(),
        any!(
            !case.acute_lymphoblastic_leukemia.truth(),
            case.all_lineage.one_of([AllLineage::TCell])
        ),
    )
}

/// The coverage criteria.
#[must_use]
pub fn coverage_criteria(case: &TecartusCase) -> Truth {
    all!(
        case.disease_status.one_of([DiseaseStatus::Relapsed, DiseaseStatus::Refractory]),
        any!(
            case.mantle_cell_lymphoma.truth(),
            all!(
                case.acute_lymphoblastic_leukemia.truth(),
                case.all_lineage.one_of([AllLineage::BCellPrecursor])
            ),
        ),
        any!(
            case.site_of_service.one_of([SiteOfService::Inpatient]),
            case.outpatient_appropriateness.truth()
        ),
        case.requested_administrations.values().inside(Interval::at_most(1)),
        case.prior_administrations.values().inside(Interval::exactly(0)),
        case.prior_car_t_therapy.count(until(case.request_date)).inside(Interval::exactly(0)),
        case.birth_date
            .age_at(case.service_date, CalendarUnit::Years)
            .inside(Interval::at_least(18)),
    )
}
