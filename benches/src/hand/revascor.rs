//! Centene CP.PHAR.728 by hand.

use super::{Decision, Prospect, all, any};
use policies::revascor::RevascorCase;
use policies::vocabulary::clinical::{
    AceInhibitor, Arb, Arni, BetaBlocker, FormularyStatus, HeartFailureType, LineOfBusiness, Lvad,
    LvefMethod, Mra, Nyha, PrescriberSpecialty, RequestType, RequestedProduct, RequestedRoute,
    Sglt2Inhibitor,
};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::policy::Outcome;
use policy_core::possible::{CodeSet, Interval, day_number, look_back, until};
use policy_core::{NaiveDate, Truth};

const ONE: i64 = 2_000_000;

/// What the policy asks of numbers, however they are kept.
pub trait Numbers {
    /// The latest hs-CRP is at least that many mg/L.
    fn hs_crp_at_least(&self, bound: i32, until: NaiveDate) -> Truth;

    /// The latest NT-proBNP is more than that many pg/mL.
    fn nt_probnp_above(&self, bound: i32, until: NaiveDate) -> Truth;

    /// The latest ejection fraction by a method is at most that many percent.
    fn lvef_at_most(&self, bound: i32, method: LvefMethod, until: NaiveDate) -> Truth;
}

/// As the case keeps them.
impl Numbers for RevascorCase {
    fn hs_crp_at_least(&self, bound: i32, request: NaiveDate) -> Truth {
        self.hs_crp.results(until(request)).latest(Interval::at_least(i64::from(bound) * ONE))
    }

    fn nt_probnp_above(&self, bound: i32, request: NaiveDate) -> Truth {
        self.nt_probnp.results(until(request)).latest(Interval::above(i64::from(bound) * ONE))
    }

    fn lvef_at_most(&self, bound: i32, method: LvefMethod, request: NaiveDate) -> Truth {
        self.lvef.by(method, until(request)).latest(Interval::at_most(i64::from(bound) * ONE))
    }
}

/// The whole policy.
#[must_use]
pub fn decide(case: &RevascorCase) -> Decision {
    let applies = all!(
        case.requested_product.one_of([RequestedProduct::RexlemestrocelL]),
        case.line_of_business.one_of([
            LineOfBusiness::Commercial,
            LineOfBusiness::HimExchange,
            LineOfBusiness::Ichra,
            LineOfBusiness::Medicaid
        ]),
        case.fda_approved.truth(),
        case.fda_approval_date.days().inside(Interval::at_most(day_number(case.service_date))),
    );
    let Some(mut prospect) = Prospect::where_it(applies) else {
        return Decision::of(Outcome::NotApplicable);
    };

    let guard = continued_therapy(case);
    if guard.can_be_met()
        && let Some(decision) = prospect.add(guard, Decision::of(Outcome::CriteriaNotMet))
    {
        return decision;
    }
    let listed = listed_use(case);
    if listed.can_be_met() {
        let guard = listed & lvad_in_place(case);
        if guard.can_be_met() {
            let criteria = end_stage_criteria(case, case);
            if let Some(decision) =
                prospect.add(guard, Decision::by(criteria, Outcome::CriteriaMetReviewRequired))
            {
                return decision;
            }
        }
        let criteria = advanced_criteria(case, case);
        if let Some(decision) =
            prospect.add(listed, Decision::by(criteria, Outcome::CriteriaMetReviewRequired))
        {
            return decision;
        }
    }
    prospect.add(Truth::MET, Decision::refer(referral(case)));
    prospect.end()
}

/// Section II.A.
#[must_use]
pub fn continued_therapy(case: &RevascorCase) -> Truth {
    all!(
        case.request_type.one_of([RequestType::Continuation]),
        !case.heart_failure_type.one_of([HeartFailureType::NotHeartFailure])
    )
}

/// Section I.B.
#[must_use]
pub fn end_stage_heart_failure(case: &RevascorCase) -> Truth {
    all!(listed_use(case), lvad_in_place(case), end_stage_criteria(case, case))
}

/// Section I.A.
#[must_use]
pub fn advanced_heart_failure(case: &RevascorCase) -> Truth {
    advanced_heart_failure_with(case, case)
}

/// Section I.A, with its numbers kept in some other way.
#[must_use]
pub fn advanced_heart_failure_with(case: &RevascorCase, numbers: &impl Numbers) -> Truth {
    all!(listed_use(case), advanced_criteria(case, numbers))
}

fn lvad_in_place(case: &RevascorCase) -> Truth {
    case.lvad.one_of([Lvad::Implanted, Lvad::ScheduledConcurrent])
}

fn end_stage_criteria(case: &RevascorCase, numbers: &impl Numbers) -> Truth {
    all!(
        case.nyha.one_of([Nyha::III, Nyha::IV]),
        case.ischemic_cardiomyopathy.truth(),
        cardiologist(case),
        never_before(case),
        no_stem_cells(case),
        reduced_lvef(case, numbers),
        guideline_directed_therapy(case),
    )
}

fn advanced_criteria(case: &RevascorCase, numbers: &impl Numbers) -> Truth {
    all!(
        case.nyha.one_of([Nyha::II, Nyha::III]),
        case.ischemic_cardiomyopathy.truth(),
        cardiologist(case),
        never_before(case),
        no_stem_cells(case),
        numbers.hs_crp_at_least(2, case.request_date),
        reduced_lvef(case, numbers),
        high_risk(case, numbers),
        guideline_directed_therapy(case),
    )
}

/// Reduced ejection fraction, within the listed age and dosing regimen: other uses are off-label.
fn listed_use(case: &RevascorCase) -> Truth {
    all!(
        case.heart_failure_type.one_of([HeartFailureType::Hfref]),
        case.requested_administrations.values().inside(Interval::at_most(1)),
        case.requested_route.one_of([RequestedRoute::TransendocardialInjection]),
        case.birth_date
            .age_at(case.service_date, CalendarUnit::Years)
            .inside(Interval::at_least(18)),
    )
}

fn high_risk(case: &RevascorCase, numbers: &impl Numbers) -> Truth {
    let above = |bound| numbers.nt_probnp_above(bound, case.request_date);
    let nt_probnp = match case.atrial_fibrillation.truth() {
        Truth::MET => above(1_200),
        Truth::NOT_MET => above(1_000),
        unknown => Truth::choose(unknown, above(1_200), above(1_000)),
    };
    if nt_probnp == Truth::MET {
        return nt_probnp;
    }
    let nine_months = look_back(case.request_date, CalendarDuration::new(9, CalendarUnit::Months));
    any!(
        nt_probnp,
        case.hf_hospitalization.count(nine_months).inside(Interval::at_least(1)),
        case.hf_urgent_iv_visit.count(nine_months).inside(Interval::at_least(1)),
    )
}

fn reduced_lvef(case: &RevascorCase, numbers: &impl Numbers) -> Truth {
    any!(
        numbers.lvef_at_most(40, LvefMethod::Echo2d, case.request_date),
        numbers.lvef_at_most(35, LvefMethod::Muga, case.request_date)
    )
}

fn cardiologist(case: &RevascorCase) -> Truth {
    any!(
        case.prescriber_specialty.one_of([PrescriberSpecialty::Cardiology]),
        case.cardiology_consultation.truth()
    )
}

fn no_stem_cells(case: &RevascorCase) -> Truth {
    case.prior_stem_cell_therapy.count(until(case.request_date)).inside(Interval::exactly(0))
}

fn never_before(case: &RevascorCase) -> Truth {
    case.prior_administrations.values().inside(Interval::exactly(0))
}

fn guideline_directed_therapy(case: &RevascorCase) -> Truth {
    let month_ago =
        look_back(case.request_date, CalendarDuration::new(1, CalendarUnit::Months)).low();
    let tolerated = case.gdmt_optimally_tolerated.truth();
    let stable = |taking: Truth, last_change: policy_core::possible::Date| {
        all!(taking, tolerated, last_change.days().inside(Interval::at_most(month_ago)))
    };
    all!(
        any!(
            stable(
                case.beta_blocker.one_of([BetaBlocker::Taking]),
                case.beta_blocker_last_dose_change
            ),
            case.beta_blocker.one_of([BetaBlocker::AdverseEffect, BetaBlocker::Contraindicated]),
        ),
        any!(
            stable(case.arni.one_of([Arni::Taking]), case.arni_last_dose_change),
            stable(
                case.ace_inhibitor.one_of([AceInhibitor::Taking]),
                case.ace_inhibitor_last_dose_change
            ),
            stable(case.arb.one_of([Arb::Taking]), case.arb_last_dose_change),
            all!(
                case.arni.one_of([Arni::AdverseEffect, Arni::Contraindicated]),
                case.ace_inhibitor
                    .one_of([AceInhibitor::AdverseEffect, AceInhibitor::Contraindicated]),
                case.arb.one_of([Arb::AdverseEffect, Arb::Contraindicated]),
            ),
        ),
        any!(
            stable(case.mra.one_of([Mra::Taking]), case.mra_last_dose_change),
            case.mra.one_of([Mra::AdverseEffect, Mra::Contraindicated])
        ),
        any!(
            stable(
                case.sglt2_inhibitor.one_of([Sglt2Inhibitor::Taking]),
                case.sglt2_inhibitor_last_dose_change
            ),
            case.sglt2_inhibitor
                .one_of([Sglt2Inhibitor::AdverseEffect, Sglt2Inhibitor::Contraindicated]),
        ),
    )
}

/// Sections I.C, II.B and III.A: the policy to go to, where it is known.
fn referral(case: &RevascorCase) -> Option<&'static str> {
    let six_months = look_back(case.request_date, CalendarDuration::new(6, CalendarUnit::Months));
    let label_changed = all!(
        !case.label_change_reflected.truth(),
        case.label_change_date.days().inside(six_months)
    );
    match label_changed {
        Truth::MET => after_label_change(case),
        Truth::NOT_MET => off_label_policy(case),
        _ => after_label_change(case).filter(|policy| Some(*policy) == off_label_policy(case)),
    }
}

fn after_label_change(case: &RevascorCase) -> Option<&'static str> {
    let by_formulary = |on: &'static str, off: &'static str| {
        one_of_them(
            case.formulary_status.mask(),
            [
                (bit(FormularyStatus::OnFormularyOrPdl), Some(on)),
                (bit(FormularyStatus::NotOnFormulary), Some(off)),
            ],
        )
    };
    one_of_them(
        case.line_of_business.mask(),
        [
            (bit(LineOfBusiness::Commercial), Some("CP.CPA.190")),
            (
                bit(LineOfBusiness::HimExchange) | bit(LineOfBusiness::Ichra),
                by_formulary("HIM.PA.33", "HIM.PA.103"),
            ),
            (bit(LineOfBusiness::Medicaid), by_formulary("CP.PMN.255", "CP.PMN.16")),
        ],
    )
}

fn off_label_policy(case: &RevascorCase) -> Option<&'static str> {
    one_of_them(
        case.line_of_business.mask(),
        [
            (bit(LineOfBusiness::Commercial), Some("CP.CPA.09")),
            (bit(LineOfBusiness::HimExchange) | bit(LineOfBusiness::Ichra), Some("HIM.PA.154")),
            (bit(LineOfBusiness::Medicaid), Some("CP.PMN.53")),
        ],
    )
}

fn bit<E: CodeSet>(value: E) -> u64 {
    1 << value.position()
}

/// The answer of the possible values, if they have one in common.
fn one_of_them<const N: usize>(
    candidates: u64,
    arms: [(u64, Option<&'static str>); N],
) -> Option<&'static str> {
    let mut reached =
        arms.into_iter().filter(|(values, _)| values & candidates != 0).map(|(_, policy)| policy);
    let first = reached.next()??;
    reached.all(|policy| policy == Some(first)).then_some(first)
}
