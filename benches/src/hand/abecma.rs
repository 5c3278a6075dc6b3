//! Arkansas Blue Cross and Blue Shield 2024041 by hand, in both versions.

use super::{Decision, Prospect, all};
use policies::abecma::AbecmaCase;
use policies::vocabulary::clinical::{
    ClinicalTrialAgent, DiseaseStatus, HepatitisB, HepatitisC, HivStatus, MemberGroup,
    PriorHsctDonor, RequestedProduct,
};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::policy::{Basis, Outcome};
use policy_core::possible::{Interval, look_back, until};
use policy_core::{NaiveDate, Truth};

const ONE: i64 = 2_000_000;

/// The whole policy.
#[must_use]
pub fn decide(case: &AbecmaCase) -> Decision {
    const FIRST_VERSION: NaiveDate = NaiveDate::from_ymd_opt(2024, 8, 21).unwrap();
    const SECOND_VERSION: NaiveDate = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap();
    if case.service_date < FIRST_VERSION {
        return Decision::of(Outcome::NotApplicable);
    }
    let applies = all!(
        case.requested_product.one_of([RequestedProduct::IdecabtageneVicleucel]),
        !case.member_group.one_of([MemberGroup::WalmartAssociates])
    );
    let Some(mut prospect) = Prospect::where_it(applies) else {
        return Decision::of(Outcome::NotApplicable);
    };

    let guard = group_policy(case);
    if guard.can_be_met()
        && let Some(decision) = prospect.add(guard, Decision::refer(Some("group policy")))
    {
        return decision;
    }
    let other_disease = !case.multiple_myeloma.truth();
    if other_disease.can_be_met() {
        let guard = off_label_use(case);
        if guard.can_be_met()
            && let Some(decision) = prospect.add(guard, Decision::refer(Some("2000030")))
        {
            return decision;
        }
        let decision = Decision::not_covered(basis(case));
        if let Some(decision) = prospect.add(other_disease, decision) {
            return decision;
        }
    }
    let criteria = if case.service_date < SECOND_VERSION {
        first_criteria(case)
    } else {
        second_criteria(case)
    };
    let decision = match criteria {
        Truth::MET => Decision::of(Outcome::CriteriaMet),
        Truth::NOT_MET => unlisted(case),
        _ => Decision::of(Outcome::NeedInformation),
    };
    prospect.add(Truth::MET, decision);
    prospect.end()
}

/// What follows for myeloma that does not meet the list.
fn unlisted(case: &AbecmaCase) -> Decision {
    match case.off_label_oncology_support.truth() {
        Truth::MET => Decision::refer(Some("2000030")),
        Truth::NOT_MET => Decision::not_met(basis(case)),
        _ => Decision::of(Outcome::NeedInformation),
    }
}

/// The basis of an adverse answer.
fn basis(case: &AbecmaCase) -> Option<Basis> {
    match case.contract_has_primary_coverage_criteria.truth() {
        Truth::MET => Some(Basis::DoesNotMeetPrimaryCoverageCriteria),
        Truth::NOT_MET => Some(Basis::Investigational),
        _ => None,
    }
}

/// The section for members of a group with its own policy.
#[must_use]
pub fn group_policy(case: &AbecmaCase) -> Truth {
    case.member_group.one_of([MemberGroup::GroupWithOwnPolicy])
}

/// The section for off-label use.
#[must_use]
pub fn off_label_use(case: &AbecmaCase) -> Truth {
    all!(!case.multiple_myeloma.truth(), case.off_label_oncology_support.truth())
}

/// The criteria of 2025-11.
#[must_use]
pub fn second_criteria(case: &AbecmaCase) -> Truth {
    all!(documented_plainly(case), histories(case))
}

/// The criteria of 2024-08.
#[must_use]
pub fn first_criteria(case: &AbecmaCase) -> Truth {
    let ever = until(case.request_date);
    all!(
        documented_plainly(case),
        !case.hepatitis_b.one_of([HepatitisB::Active]),
        !case.hepatitis_c.one_of([HepatitisC::Active]),
        case.hiv_status.one_of([HivStatus::Negative]),
        !case.uncontrolled_infection.truth(),
        case.prior_hsct
            .count_where([PriorHsctDonor::Allogeneic], ever)
            .inside(Interval::exactly(0)),
        case.creatinine_clearance.results(ever).latest(Interval::above(45 * 3 * ONE)),
        case.lvef.results(ever).latest(Interval::at_least(45 * ONE)),
        case.cardiac_disease
            .count(look_back(case.request_date, CalendarDuration::new(6, CalendarUnit::Months)))
            .inside(Interval::exactly(0)),
        histories(case),
    )
}

/// What both versions ask of codes, flags and counts.
fn documented_plainly(case: &AbecmaCase) -> Truth {
    all!(
        case.multiple_myeloma.truth(),
        case.disease_status.one_of([DiseaseStatus::Relapsed, DiseaseStatus::Refractory]),
        case.treating_physician_expertise.truth(),
        case.approved_cell_therapy_center.truth(),
        case.dosed_per_label.truth(),
        case.prior_lines_of_therapy.values().inside(Interval::at_least(2)),
        case.prior_immunomodulatory_agent.truth(),
        case.prior_proteasome_inhibitor.truth(),
        case.prior_anti_cd38_antibody.truth(),
        !case.planned_combination_therapy.truth(),
        case.adequate_organ_and_marrow_function.truth(),
        !case.cns_myeloma.truth(),
        case.requested_administrations.values().inside(Interval::at_most(1)),
        case.prior_administrations.values().inside(Interval::exactly(0)),
    )
}

/// What both versions ask of histories, and the age.
fn histories(case: &AbecmaCase) -> Truth {
    let ever = until(case.request_date);
    all!(
        case.prior_car_t_therapy.count(ever).inside(Interval::exactly(0)),
        case.prior_gene_modified_t_cell_therapy.count(ever).inside(Interval::exactly(0)),
        case.clinical_trial
            .count_where([ClinicalTrialAgent::CarT, ClinicalTrialAgent::GeneModifiedTCell], ever)
            .inside(Interval::exactly(0)),
        case.birth_date
            .age_at(case.service_date, CalendarUnit::Years)
            .inside(Interval::at_least(18)),
    )
}
