use crate::case::CaseFacts;
use crate::evaluator::Evaluator;
use crate::explain::missing::missing_details;
use crate::explain::reason::reason;
use crate::explain::{ExplainedCriterion, Explanation};
use crate::fixtures::explained::*;
use crate::policy::{Basis, Choice, Conclusion, Outcome};
use crate::vocabulary::FactId;
use crate::wording::ApprovalTerms;

fn complete() -> CaseFacts {
    case()
        .code(LINE_OF_BUSINESS, 0b1000)
        .date(APPROVAL_DATE, "2026-02-01")
        .flag(CARDIOMYOPATHY, true)
        .history(HOSPITALIZATION, true, &[("2026-06-10", None)])
        .results(LVEF, &[("38", "2026-10-02", Some(ECHO))])
        .code(NYHA, 0b100)
        .date(BIRTH_DATE, "1958-03-01")
        .history(STEM_CELL_THERAPY, true, &[])
}

fn explain(case: &CaseFacts) -> Explanation<'static> {
    case.assess().summarize()
}

/// A tree as lines, for easy comparison.
fn outline(criterion: ExplainedCriterion<'_>, indent: &str, lines: &mut Vec<String>) {
    let citation = criterion.citation().unwrap_or("-");
    let evidence = criterion.evidence().collect::<Vec<_>>().join(" | ");
    lines.push(
        format!("{indent}{citation} {} [{}] {evidence}", criterion.title(), criterion.truth())
            .trim_end()
            .to_owned(),
    );
    criterion.children().for_each(|child| outline(child, &format!("{indent}  "), lines));
}

#[test]
fn criteria_that_are_met_lead_to_terms_and_review() {
    let explanation = explain(&complete());
    assert_eq!(explanation.outcome, Outcome::CriteriaMetReviewRequired);
    assert_eq!(
        (explanation.policy, explanation.number, explanation.version),
        ("revascor", "CP.PHAR.728", Some("2026-01"))
    );
    let section = explanation.section.unwrap();
    assert_eq!((section.name, section.citation), ("advanced_heart_failure", Some("I.A")));
    assert_eq!(
        explanation.reason,
        "All criteria of I.A (advanced heart failure) are met; review by Precision Drug Action Committee (CC.PHAR.21) is required."
    );
    assert_eq!(
        explanation.approval,
        Some(ApprovalTerms { duration: Some("P3M"), limit: Some("1 administration per lifetime") })
    );
    assert_eq!(explanation.review, Some("Precision Drug Action Committee (CC.PHAR.21)"));
    // An open criterion inside an any-of group that is met decides nothing.
    assert!(
        explanation.undecided.is_empty()
            && explanation.not_met.is_empty()
            && explanation.missing.is_empty()
            && explanation.criteria.is_none()
    );
    assert_eq!(explanation.advisories, ["state provisions take precedence"]);
}

#[test]
fn criteria_that_are_not_met_are_named_with_their_words() {
    let explanation = explain(&complete().code(NYHA, 0b1000));
    assert_eq!(explanation.outcome, Outcome::CriteriaNotMet);
    assert_eq!(
        explanation.reason,
        "I.A.1.c requires: New York Heart Association functional class is II or III; documented: IV."
    );
    assert_eq!(explanation.not_met, ["I.A.1.c"]);
    assert_eq!(explanation.approval, None);
    assert_eq!(
        explanation.advisories,
        ["state provisions take precedence", "the committee reviews every request"]
    );

    let nothing_right = complete()
        .code(NYHA, 0b1)
        .code(LINE_OF_BUSINESS, 0b1001)
        .results(LVEF, &[("50", "2026-10-02", Some(ECHO)), ("50", "2026-10-02", Some(MUGA))])
        .history(HOSPITALIZATION, true, &[])
        .results(NT_PROBNP, &[("900", "2026-10-02", None)])
        .date(BIRTH_DATE, "2020");
    let explanation = explain(&nothing_right);
    assert_eq!(
        explanation.reason,
        "I.A.1.a (high risk) requires one of 2 criteria; none is met. I.A.1.b requires: left ventricular ejection fraction by echo 2d is at most 40 %, or by muga at most 35 %. Documented: left ventricular ejection fraction 50 % by echo 2d on 2026-10-02; left ventricular ejection fraction 50 % by muga on 2026-10-02. I.A.1.c requires: New York Heart Association functional class is II or III; documented: I. Also not met: I.A.2."
    );
    assert_eq!(explanation.not_met, ["I.A.1.a.i", "I.A.1.a.ii", "I.A.1.b", "I.A.1.c", "I.A.2"]);
    // Whether the plan is Medicaid is not known.
    assert_eq!(explanation.advisories, ["the committee reviews every request"]);
}

#[test]
fn where_the_governing_section_is_open_all_that_may_govern_are_explained() {
    let case =
        case().code(LINE_OF_BUSINESS, 0b1000).date(APPROVAL_DATE, "2026-02-01").code(NYHA, 0b110);
    let explanation = case.assess().explain();
    assert_eq!((explanation.outcome, explanation.section), (Outcome::NeedInformation, None));
    assert_eq!(explanation.undecided, ["I.A.1.a.i", "I.A.1.a.ii", "I.A.1.b", "I.A.2", "I.A.3"]);
    assert_eq!(explanation.missing.first().map(|name| &**name), Some("atrial_fibrillation"));
    assert!(
        explanation
            .reason
            .starts_with("Documentation is missing that could decide which of I.A and I.C.2 governs. Still needed: atrial fibrillation (active); date of birth;")
    );
    let mut lines = Vec::new();
    explanation.criteria.unwrap().sections().for_each(|section| outline(section, "", &mut lines));
    assert_eq!(
        lines,
        [
            "I.A Advanced heart failure [unknown]",
            "  I.A.1 Advanced HFrEF [unknown]",
            "    I.A.1.a High risk [unknown]",
            "      I.A.1.a.i At least 1 heart-failure hospitalization within 9 months before the request [unknown] Heart-failure hospitalization: none documented; \
             history incomplete",
            "      I.A.1.a.ii If atrial fibrillation (active) then N-terminal pro-B-type natriuretic peptide is more than 1,200 pg/mL, otherwise N-terminal \
             pro-B-type natriuretic peptide is more than 1,000 pg/mL [unknown] Atrial fibrillation (active): not documented | N-terminal pro-B-type natriuretic \
             peptide: not documented",
            "    I.A.1.b Left ventricular ejection fraction by echo 2d is at most 40 %, or by muga at most 35 % [unknown] Left ventricular ejection fraction by \
             echo 2d: not documented | Left ventricular ejection fraction by muga: not documented",
            "    I.A.1.c New York Heart Association functional class is II or III [met] New York Heart Association functional class: II or III",
            "  I.A.2 Age on the date of service is at least 18 years [unknown] Age on the date of service: not documented",
            "  I.A.3 No stem cell therapy received earlier [unknown] Stem cell therapy received earlier: none documented; history incomplete",
            "I.C.2 Off label [met]",
        ]
    );
}

#[test]
fn what_is_missing_is_asked_for_by_label() {
    let open = |case: CaseFacts, missing: &[FactId]| reason(&case, &case.evaluate(), missing, &[]);
    assert_eq!(
        open(complete().history(STEM_CELL_THERAPY, false, &[]), &[STEM_CELL_THERAPY, NT_PROBNP]),
        "Documentation is missing that could decide I.A (advanced heart failure). Still needed: stem cell therapy received earlier; N-terminal pro-B-type natriuretic peptide."
    );
    let guard_unknown = || case().code(LINE_OF_BUSINESS, 0b1000).date(APPROVAL_DATE, "2026-02-01");
    assert_eq!(
        open(guard_unknown(), &[CARDIOMYOPATHY]),
        "Documentation is missing that could decide which of I.A and I.C.2 governs. Still needed: ischemic cardiomyopathy."
    );
    assert_eq!(
        open(case(), &[APPROVAL_DATE]),
        "Documentation is missing that could decide whether the policy applies. Still needed: date on which the FDA approved the product."
    );
    assert_eq!(
        open(guard_unknown().flag(CARDIOMYOPATHY, true), &[]),
        "What is documented does not decide I.A (advanced heart failure). Open: I.A.1.a.i; I.A.1.a.ii; I.A.1.b; and 3 more."
    );
    let many = [
        BIRTH_DATE,
        NYHA,
        LVEF,
        NT_PROBNP,
        HOSPITALIZATION,
        STEM_CELL_THERAPY,
        FIBRILLATION,
        CARDIOMYOPATHY,
        DOSE,
        CD18,
    ];
    assert!(open(case(), &many).ends_with("ischemic cardiomyopathy; and 2 more."));
}

#[test]
fn where_every_section_that_may_govern_says_the_same_the_reason_says_so() {
    let decide = |conclusions: [Conclusion; 2]| {
        let evaluator = Evaluator::new(alternatives(conclusions)).unwrap();
        let (case, determination) = (case(), evaluator.evaluate(&case()));
        reason(&case, &determination, &[], &missing_details(&determination, &case))
    };
    let met = || Conclusion::CriteriaMet { approval: Choice::Always(approval()), review: None };
    let not_met = |reason: &'static str| Conclusion::CriteriaNotMet {
        reason: Some(reason.into()),
        basis: None,
    };
    let without_reason = || Conclusion::CriteriaNotMet { reason: None, basis: None };
    let refer = |to: &'static str| Conclusion::Refer { to: Choice::Always(to.into()) };
    let not_covered = || Conclusion::NotCovered {
        basis: Choice::Always(Basis::NotMedicallyNecessary),
        reason: Some("no better outcome is shown.".into()),
    };
    let by_judgement = || Conclusion::CaseByCase { reason: Some("retreatment.".into()) };
    for (conclusions, expected) in [
        ([met(), met()], "Whichever of II and “other” governs, all its criteria are met."),
        (
            [not_met("dosed one time only"), not_met("not renewed")],
            "Whichever of II and “other” governs, its criteria are not met. II: dosed one time only. “other”: not renewed.",
        ),
        (
            [without_reason(), without_reason()],
            "Whichever of II and “other” governs, its criteria are not met.",
        ),
        ([refer("A"), refer("A")], "Whichever of II and “other” governs, the request goes to A."),
        (
            [refer("A"), refer("B")],
            "Whichever of II and “other” governs, the request goes to another policy. Which one depends on: ischemic cardiomyopathy.",
        ),
        (
            [not_covered(), not_covered()],
            "Whichever of II and “other” governs, this is not covered: not medically necessary. No better outcome is shown.",
        ),
        (
            [by_judgement(), by_judgement()],
            "Whichever of II and “other” governs, requests are judged case by case: retreatment.",
        ),
    ] {
        assert_eq!(decide(conclusions), expected);
    }
}

#[test]
fn a_referral_names_the_policy_or_what_it_hangs_on() {
    let other = |line_of_business| {
        case()
            .code(LINE_OF_BUSINESS, line_of_business)
            .date(APPROVAL_DATE, "2026-02-01")
            .flag(CARDIOMYOPATHY, false)
    };
    for (case, refer_to, reason) in [
        (
            other(0b1000),
            Some("CP.PMN.53"),
            "Under I.C.2 (off label), the request goes to CP.PMN.53.",
        ),
        (
            other(0b0100),
            None,
            "Under I.C.2 (off label), the request goes to another policy. Which one depends on: atrial fibrillation (active).",
        ),
        (
            other(0b0100).flag(FIBRILLATION, true),
            Some("HIM.PA.33"),
            "Under I.C.2 (off label), the request goes to HIM.PA.33.",
        ),
        (
            other(0b1001),
            None,
            "Under I.C.2 (off label), the request goes to another policy. Which one depends on: line of business of the member's plan.",
        ),
    ] {
        let explanation = explain(&case);
        assert_eq!(explanation.outcome, Outcome::Refer);
        assert_eq!((explanation.refer_to, &*explanation.reason), (refer_to, reason));
    }
}

#[test]
fn a_policy_that_does_not_apply_says_why() {
    for (case, reason) in [
        (
            complete().code(LINE_OF_BUSINESS, 0b10000),
            "The policy does not apply. It requires: line of business of the member's plan is commercial, him exchange, ichra or medicaid; documented: fep.",
        ),
        (
            complete().date(APPROVAL_DATE, "2027"),
            "The policy does not apply. Pre-emptive policy: not in force before FDA approval; documented: date on which the FDA approved the product: 2027; date of service: 2026-12-01.",
        ),
        (
            complete().served_on("2025-12-31"),
            "The policy is not in force on the date of service, 2025-12-31.",
        ),
    ] {
        let explanation = explain(&case);
        assert_eq!((explanation.outcome, &*explanation.reason), (Outcome::NotApplicable, reason));
        assert_eq!(explanation.section, None);
    }
}

/// What is shown beside the criteria: conditions, guards, and sections that do not govern.
fn way(case: &CaseFacts) -> Vec<String> {
    let explanation = case.assess().explain();
    let criteria = explanation.criteria.unwrap();
    let say = |mark: &str, node: ExplainedCriterion<'_>| {
        let evidence = node.evidence().collect::<Vec<_>>().join(" | ");
        format!("{mark} {} [{}] {evidence}", node.title(), node.truth()).trim_end().to_owned()
    };
    let guard = |section: ExplainedCriterion<'_>| section.guard().map(|guard| say("for", guard));
    let mut lines = criteria.applies().map(|node| say("applies when", node)).collect::<Vec<_>>();
    for section in criteria.sections() {
        lines.push(section.title().to_owned());
        lines.extend(guard(section));
    }
    for section in criteria.other_sections() {
        lines.push(format!("not {}", section.title()));
        lines.extend(guard(section));
        lines.extend(section.children().map(|child| say("has", child)));
    }
    lines
}

#[test]
fn the_way_to_a_referral_is_shown_with_the_criteria_that_someone_will_weigh() {
    assert_eq!(
        way(&complete().flag(CARDIOMYOPATHY, false).code(NYHA, 0b1000)),
        [
            "applies when Line of business of the member's plan is commercial, him exchange, ichra or medicaid [met] Line of business of the member's plan: medicaid",
            "applies when Date on which the FDA approved the product is on or before the date of service [met] Date on which the FDA approved the product: 2026-02-01 | \
             Date of service: 2026-12-01",
            "Off label",
            "not Advanced heart failure",
            "for Ischemic cardiomyopathy [not met] Ischemic cardiomyopathy: no",
            "has Advanced HFrEF [not met]",
            "has Age on the date of service is at least 18 years [met] Age on the date of service: 68 years",
            "has No stem cell therapy received earlier [met] Stem cell therapy received earlier: none; complete history",
        ]
    );
}

#[test]
fn a_guard_that_is_open_is_shown_with_what_is_documented() {
    let open = way(&case().code(LINE_OF_BUSINESS, 0b1000).date(APPROVAL_DATE, "2026-02-01"));
    assert!(
        open.contains(
            &"for Ischemic cardiomyopathy [unknown] Ischemic cardiomyopathy: not documented"
                .to_owned()
        ),
        "{open:?}"
    );
}

#[test]
fn where_the_policy_does_not_apply_its_conditions_are_shown_and_no_sections() {
    let outside = way(&complete().code(LINE_OF_BUSINESS, 0b10000));
    assert!(
        outside[0].ends_with("[not met] Line of business of the member's plan: fep"),
        "{outside:?}"
    );
    assert!(outside.iter().all(|line| line.starts_with("applies when")), "{outside:?}");
}
