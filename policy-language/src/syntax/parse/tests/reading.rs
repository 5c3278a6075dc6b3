//! Texts without a mistake.

use super::*;
use crate::syntax::parse::parse_route;
use crate::syntax::policy::{Detail, FoundAt, MetadataKey, PerText, RemarkKind};
use crate::syntax::vocabulary::{FactKind, FactText};
use policy_core::vocabulary::HistoryForm;

/// The example of the language's description, with its `…` written out.
const REVASCOR: &str = r#"
    /// Rexlemestrocel-L (Revascor) for ischemic heart failure with reduced ejection fraction.
    revascor<clinical> {
        payer "Centene Corporation";
        number "CP.PHAR.728";
        source "000_c26b65e2028e1f8e.txt";
        reviewed 2026-05;

        applies when requested_product = RexlemestrocelL;
        applies when line_of_business in [Commercial, HimExchange, Ichra, Medicaid];
        applies when fda_approved AND fda_approval_date <= service_date
            else "pre-emptive policy: not in force before FDA approval";

        define reduced_lvef: lvef by Echo2d <= 40% OR lvef by Muga <= 35%;
        define on_stable_dose(class, last_change):
            class = Taking AND gdmt_optimally_tolerated AND last_change at least 1 month ago;
        define excused(class): class in [AdverseEffect, Contraindicated];

        section continued_therapy "II.A" for request_type = Continuation AND heart_failure_type = Hfref
            => criteria_not_met "dosed one time only";

        section advanced_heart_failure "I.A" for heart_failure_type = Hfref {
            1 "Advanced HFrEF": all of {
                a "High risk": any of {
                    i: at least 1 hf_hospitalization within 9 months;
                    ii: at least 1 hf_urgent_iv_visit within 9 months;
                    iii: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL;
                }
                b: reduced_lvef;
                c: nyha in [II, III];
                d: ischemic_cardiomyopathy;
                e: hs_crp >= 2 mg/L;
            }
            2: prescriber_specialty = Cardiology OR cardiology_consultation;
            3: age >= 18;
            4 "Guideline-directed medical therapy": all of {
                interpretation "the exceptions are read per class, not across classes";
                a: excused(beta_blocker) OR on_stable_dose(beta_blocker, beta_blocker_last_dose_change);
                b: excused(mra) OR on_stable_dose(mra, mra_last_dose_change);
            }
            5: no prior_stem_cell_therapy;
            6: requested_administrations <= 1 AND prior_administrations = 0
                AND requested_route = TransendocardialInjection;
        } => criteria_met for 3 months, 1 administration per lifetime,
             review "Precision Drug Action Committee (CC.PHAR.21)";

        section off_label "I.C.2"
            => refer by line_of_business {
                Commercial => "CP.CPA.09",
                HimExchange, Ichra => "HIM.PA.154",
                Medicaid => "CP.PMN.53",
            };
    }
"#;

#[test]
fn the_example_of_the_language_description_reads_without_a_mistake() {
    let mut errors = Diagnostics::default();
    let tokens = tokens(REVASCOR);
    let route = parse_route(&tokens, &mut errors).expect("a route");
    assert_eq!(names_of(&route.vocabulary), ["clinical"]);
    let policy = parse_policy(&tokens, &mut errors).expect("a policy");
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(policy.name.value, "revascor");
    assert_eq!(
        names_of(&policy.docs),
        ["Rexlemestrocel-L (Revascor) for ischemic heart failure with reduced ejection fraction."]
    );
    assert_eq!(policy.statements.len(), 13);
    let Some(Statement::Section(section)) = policy.statements.get(11) else {
        panic!("{:?}", policy.statements.get(11))
    };
    let outline = section.outline.as_ref().expect("criteria");
    assert_eq!(show_outline(outline), "1:AllOf(a:AnyOf(i ii iii) b c d e) 2 3 4:AllOf(a b) 5 6");
    assert_eq!(outline.criteria[0].title.as_ref().expect("a title").value, "Advanced HFrEF");
    let Body::Group(therapy) = &outline.criteria[3].body else { panic!("a condition") };
    assert_eq!(therapy.outline.remarks.len(), 1);
    let outcome = section.outcome.as_ref().expect("an outcome");
    assert_eq!(outcome.kind.value, "criteria_met");
    assert_eq!(outcome.terms.duration.as_ref().map(show_duration).as_deref(), Some("3 months"));
    let limit = outcome.terms.limit.as_ref().expect("a limit");
    assert_eq!(
        (limit.number.value.to_string().as_str(), limit.counted.value.as_str()),
        ("1", "administration")
    );
    assert!(matches!(&limit.per, Some(PerText::Name(name)) if name.value == "lifetime"));
    assert_eq!(
        outcome.review.as_ref().expect("a review").value,
        "Precision Drug Action Committee (CC.PHAR.21)"
    );
}

#[test]
fn conditions_read_as_they_look() {
    let cases = [
        ("age >= 18 AND nyha in [II, III]", "and(age >= 18, nyha in [II III])"),
        (
            "lvef by Echo2d <= 40% OR lvef by Muga <= 35%",
            "or(lvef by Echo2d <= 40 %, lvef by Muga <= 35 %)",
        ),
        (
            "class = Taking AND done AND last_change at least 1 month ago",
            "and(class = Taking, done, last_change at least 1 month ago)",
        ),
        (
            "class not in [AdverseEffect, Contraindicated,]",
            "class not in [AdverseEffect Contraindicated]",
        ),
        (
            "at least 1 hf_hospitalization within 9 months",
            "at least 1 hf_hospitalization within 9 months",
        ),
        (
            "if af then nt > 1_200 pg/mL else nt > 1_000 pg/mL",
            "if(af, nt > 1200 pg/mL, nt > 1000 pg/mL)",
        ),
        ("if a then b else if c then d else e AND f", "if(a, b, if(c, d, and(e, f)))"),
        ("if a OR b then (c AND d) else NOT e", "if(or(a, b), and(c, d), not(e))"),
        ("NOT a AND b", "and(not(a), b)"),
        ("NOT (a OR NOT b)", "not(or(a, not(b)))"),
        ("(a AND b) OR c OR (d AND (e OR f))", "or(and(a, b), c, and(d, or(e, f)))"),
        ("no prior_hsct where donor = Allogeneic", "no prior_hsct where <donor = Allogeneic>"),
        (
            "any prior_hsct where donor not in [A, B] within 2 years",
            "any prior_hsct where <donor not in [A B]> within 2 years",
        ),
        (
            "any prior_hsct within 2 years where donor != A",
            "any prior_hsct where <donor != A> within 2 years",
        ),
        ("any trial where adherent within 2 years", "any trial where <adherent> within 2 years"),
        ("no trial where NOT adherent", "no trial where <not(adherent)>"),
        (
            "any trial where dose between 10 and 20 mg at least 2 days apart",
            "any trial where <dose 10..20 mg>",
        ),
        (
            "at least 2 trial where (drug = A AND (NOT adherent OR dose >= 100 mg)) within 2 years AND b",
            "and(at least 2 trial where <and(drug = A, or(not(adherent), dose >= 100 mg))> within 2 years, b)",
        ),
        (
            "any trial where (approved within 2 years) before surgery",
            "any trial where <approved within 2 years> Before surgery",
        ),
        ("any lvef by Muga <= 35% within 3 months", "any lvef by Muga <= 35 % within 3 months"),
        ("every lvef within 3 months <= 35%", "every lvef <= 35 % within 3 months"),
        ("highest nt > 1.5 ng/mL", "highest nt > 1.5 ng/mL"),
        ("lowest lvef < 30 %", "lowest lvef < 30 %"),
        ("on_stable_dose(mra, mra_change)", "on_stable_dose(mra mra_change)"),
        ("dose between 300 and 510 million cells", "dose 300..510 million cells"),
        ("dose between 300 mg and 0.5 g AND flag", "and(dose 300 mg..0.5 g, flag)"),
        ("approved between 2025-01-01 and 2025-12-31", "approved 2025-01-01..2025-12-31"),
        (
            "approved >= 2025-01 OR approved < 2024-02-09",
            "or(approved >= 2025-01, approved < 2024-02-09)",
        ),
        ("fda_approval_date <= service_date", "fda_approval_date <= service_date"),
        ("approved within 3 days", "approved within 3 days"),
        ("temperature > -1.5 Cel", "temperature > -1.5 Cel"),
        ("dose <= 2.8e6 million cells / kg", "dose <= 2800000 million cells/kg"),
        ("dose >= 2 10*6/kg", "dose >= 2 10*6/kg"),
        ("dose >= 2 \"10*6/kg\" within 1 week", "dose >= 2 10*6/kg within 1 week"),
        ("egfr < 30 mL/min/1.73 m2", "egfr < 30 mL/min/1.73 m2"),
        ("flag = true", "flag = true"),
        ("year = 2026", "year = 2026"),
        // Words with which statements begin are names like others where something is asked of them.
        ("section in [A, B] AND codes not in [C]", "and(section in [A B], codes not in [C])"),
        ("define OR number = 1", "or(define, number = 1)"),
        (
            "if section then define at least 1 month ago else codes",
            "if(section, define at least 1 month ago, codes)",
        ),
    ];
    for (text, tree) in cases {
        assert_eq!(condition(text), tree, "{text}");
    }
}

#[test]
fn numbers_are_exact() {
    let cases = [
        ("1_200", "1200", true),
        ("0.50", "0.50", false),
        ("2.8e6", "2800000", false),
        ("1e-3", "0.001", false),
        ("12.5e1", "125", false),
        ("-0", "0", true),
        ("1234567890123456789012345678", "1234567890123456789012345678", true),
    ];
    for (text, value, whole) in cases {
        let Body::Condition(Expression { kind: ExpressionKind::Predicate(predicate), .. }) =
            define(&format!("define x: fact = {text};")).body
        else {
            panic!("{text}")
        };
        let Some(Test::Compare { operand: Operand::Quantity(quantity), .. }) =
            predicate.test.map(|test| test.value)
        else {
            panic!("{text}")
        };
        assert_eq!(
            (quantity.number.value.to_string().trim_start_matches('-'), quantity.number.whole),
            (value, whole),
            "{text}"
        );
    }
}

#[test]
fn metadata_and_dates() {
    let policy = policy(
        r#"payer "P"; number "N"; source "S"; title "T"; reviewed 2026-05-31; codes hcpcs ["Q2055", "Q2042",]; effective from 2025-09-01;
           effective from 2025-09-01 to 2026-08-31; note "n"; interpretation "i"; never approves;"#,
    );
    let keys: Vec<MetadataKey> = policy
        .statements
        .iter()
        .filter_map(|statement| {
            if let Statement::Metadata { key, .. } = statement { Some(key.value) } else { None }
        })
        .collect();
    assert_eq!(
        keys,
        [MetadataKey::Payer, MetadataKey::Number, MetadataKey::Source, MetadataKey::Title]
    );
    let rest: Vec<&Statement> = policy.statements.iter().skip(4).collect();
    assert!(matches!(rest[0], Statement::Reviewed { date, .. } if show_date(date) == "2026-05-31"));
    assert!(
        matches!(rest[1], Statement::Codes { system, codes } if system.value == "hcpcs" && names_of(codes) == ["Q2055", "Q2042"])
    );
    assert!(
        matches!(rest[2], Statement::Effective { from, to: None, .. } if show_date(from) == "2025-09-01")
    );
    assert!(
        matches!(rest[3], Statement::Effective { to: Some(to), .. } if show_date(to) == "2026-08-31")
    );
    assert!(matches!(rest[4], Statement::Remark(remark) if remark.kind == RemarkKind::Note));
    assert!(
        matches!(rest[5], Statement::Remark(remark) if remark.kind == RemarkKind::Interpretation)
    );
    assert!(matches!(rest[6], Statement::NeverApproves(_)));
}

#[test]
fn applies_takes_a_reason() {
    let Statement::Applies { condition, otherwise } =
        statement(r#"applies when if a then b else c else "why";"#)
    else {
        panic!()
    };
    assert_eq!(
        (show(&condition).as_str(), otherwise.expect("a reason").value.as_str()),
        ("if(a, b, c)", "why")
    );
}

#[test]
fn definitions_take_parameters_and_groups() {
    let read =
        define("define excused(class, change): class in [A] OR change at least 1 month ago;");
    assert_eq!(names_of(&read.parameters), ["class", "change"]);
    for text in ["define risk: any of { i: a; ii: b; }", "define risk: any of { i: a; ii: b; };"] {
        let Body::Group(group) = define(text).body else { panic!("{text}") };
        assert_eq!(show_outline(&group.outline), "i ii");
    }
}

#[test]
fn outlines_hold_labels_titles_remarks_and_groups() {
    let section = section(
        r#"section x "I.C", "II.B" for a = B {
            note "group note";
            preamble: a;
            1 "One" restated: b note "n" interpretation "i";
            2 restated: at least 2 of { a: x; b: y; c: none of { i: z; }; };
            3: at least 2 visits;
            aa: x
        } => case_by_case;"#
            .replace("aa: x", "aa: x;")
            .as_str(),
    );
    assert_eq!(names_of(&section.citations), ["I.C", "II.B"]);
    assert_eq!(section.guard.as_ref().map(show).as_deref(), Some("a = B"));
    let outline = section.outline.expect("criteria");
    assert_eq!(show_outline(&outline), "preamble 1 2:AtLeast2(a b c:NoneOf(i)) 3 aa");
    assert_eq!(outline.remarks.len(), 1);
    assert!(
        outline.criteria[1].restated.is_some()
            && outline.criteria[2].restated.is_some()
            && outline.criteria[0].restated.is_none()
    );
    assert_eq!(outline.criteria[1].remarks.len(), 2);
}

#[test]
fn outcomes_take_details_and_terms_in_any_order() {
    let outcome =
        |text: &str| section(&format!("section x => {text};")).outcome.expect("an outcome");
    let met = outcome(r#"criteria_met at most 322 million cells, review "R", 2 doses, for 1 year"#);
    assert_eq!(
        met.terms.at_most.as_ref().map(|most| show_quantity(&most.quantity)).as_deref(),
        Some("322 million cells")
    );
    assert!(
        met.review.is_some()
            && met
                .terms
                .limit
                .is_some_and(|limit| limit.per.is_none() && limit.counted.value == "doses")
    );
    assert_eq!(met.terms.duration.as_ref().map(show_duration).as_deref(), Some("1 year"));
    assert!(
        matches!(outcome("not_covered investigational").detail, Some(Detail::Name(name)) if name.value == "investigational")
    );
    assert!(
        matches!(outcome("refer \"CP.CPA.09\"").detail, Some(Detail::Text(text)) if text.value == "CP.CPA.09")
    );
    assert!(outcome("not_applicable").detail.is_none());
    let by = outcome("not_covered by flag { true => by lob { A, B => x, C => \"y\" } false => z }");
    let Some(Detail::By { fact, arms, .. }) = by.detail else { panic!() };
    assert_eq!((fact.value.as_str(), arms.len()), ("flag", 2));
    let Detail::By { arms, .. } = &arms[0].detail else { panic!() };
    assert_eq!(names_of(&arms[0].values), ["A", "B"]);
}

#[test]
fn versions_hold_statements() {
    let policy = policy(
        r#"version "2025-11" from 2025-11-01 { define a: b; section x => refer "y"; }
           version "2024-08" from 2024-08-21 to 2025-10-31 { section x => refer "y"; };"#,
    );
    let read: Vec<(usize, Option<String>)> = policy
        .statements
        .iter()
        .filter_map(|statement| {
            if let Statement::Version(version) = statement {
                Some((version.statements.len(), version.to.as_ref().map(show_date)))
            } else {
                None
            }
        })
        .collect();
    assert_eq!(read, [(2, None), (1, Some("2025-10-31".to_owned()))]);
}

#[test]
fn advisories_take_outcomes_and_conditions_in_any_order() {
    for text in [
        r#"advisory "t" on criteria_met, refer when a OR b;"#,
        r#"advisory "t" when a OR b on criteria_met, refer;"#,
    ] {
        let Statement::Advisory(advisory) = statement(text) else { panic!() };
        assert_eq!(names_of(&advisory.outcomes), ["criteria_met", "refer"]);
        assert_eq!(advisory.condition.as_ref().map(show).as_deref(), Some("or(a, b)"));
    }
    assert!(
        matches!(statement(r#"advisory "t" when a;"#), Statement::Advisory(advisory) if advisory.outcomes.is_empty())
    );
}

#[test]
fn gaps_may_be_of_any_unit_and_of_none() {
    for (text, condition) in [
        ("lvef = 40%", "lvef = 40 %"),
        ("dose between 1 and 2 mg", "dose 1..2 mg"),
        ("lines = 3", "lines = 3"),
    ] {
        let Statement::AcceptGap(gap) = statement(&format!("accept gap {text} because \"why\";"))
        else {
            panic!("{text}")
        };
        assert_eq!((show(&gap.condition).as_str(), gap.reason.value.as_str()), (condition, "why"));
    }
}

#[test]
fn findings_are_accepted_at_a_citation_or_at_applies() {
    for (text, citation) in [("\"I.A.1\"", Some("I.A.1")), ("\"\"", Some("")), ("applies", None)] {
        let text = format!("accept finding at {text} because \"why\";");
        let Statement::AcceptFinding(accepted) = statement(&text) else { panic!("{text}") };
        let at = match &accepted.at {
            FoundAt::Cited(citation) => Some(citation.value.as_str()),
            FoundAt::Applies(_) => None,
        };
        assert_eq!((at, accepted.reason.value.as_str()), (citation, "why"));
    }
}

#[test]
fn the_vocabulary_may_be_a_path() {
    for (text, path) in [
        ("p<clinical> { }", "clinical"),
        ("p<crate::a::clinical> { }", "crate::a::clinical"),
        ("p<::a::b> { }", "::a::b"),
    ] {
        let mut errors = Diagnostics::default();
        let tokens = tokens(text);
        let route = parse_route(&tokens, &mut errors).expect("a route");
        assert!(errors.is_empty());
        assert_eq!(tokens.source(route.path.first, route.path.last + 1), path);
    }
}

#[test]
fn vocabularies_declare_facts_of_every_type() {
    let mut errors = Diagnostics::default();
    let text = r#"
        /// Facts that coverage criteria ask about.
        pub(crate) clinical {
            /// Date of birth
            birth_date: date,
            /// Age on the date of service
            age: age from birth_date,
            /// NYHA class
            /// and a note
            #[loinc("88020-3")]
            nyha: code [I, II, III, IV],
            #[loinc("18043-0", "77891-0")] #[snomed("1")]
            lvef: measurement in % by [Echo2d, Muga] from 1 to 95,
            nt_probnp: measurement in pg/mL or ng/L or ng/mL from 5 to 200_000,
            hf_hospitalization: events,
            prior_hsct: events with donor [Autologous, Allogeneic],
            trial: courses with {
                /// Medicine
                /// and a note
                #[rxnorm("6809")]
                medicine: code [Topiramate, Other],
                dose: quantity in mg from 1 to 2_000,
                adherent: flag
            },
            approval: records,
            car_t_cell_dose: quantity in million cells or "10*6/kg" from 1 to 1_000,
            prior_lines_of_therapy: count from 0 to 25,
            plain: count,
            gdmt_optimally_tolerated: attested flag,
            pregnant: flag
        }"#;
    let tokens = tokens(text);
    let vocabulary = parse_vocabulary(&tokens, &mut errors).expect("a vocabulary");
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(
        (
            vocabulary
                .visibility
                .map(|place| tokens.source(place.first, place.last + 1))
                .as_deref(),
            vocabulary.name.value.as_str()
        ),
        (Some("pub(crate)"), "clinical")
    );
    let facts: Vec<&str> = vocabulary.facts.iter().map(|fact| fact.name.value.as_str()).collect();
    assert_eq!(facts.len(), 14, "{facts:?}");
    assert_eq!(names_of(&vocabulary.facts[2].docs), ["NYHA class", "and a note"]);
    assert_eq!(vocabulary.facts[3].codes.len(), 2);
    let FactKind::Measurement { units, methods: Some(methods), range: Some(range) } =
        &vocabulary.facts[3].kind.value
    else {
        panic!()
    };
    let methods = methods.iter().map(|method| method.name.value.as_str()).collect::<Vec<_>>();
    assert_eq!(
        (names_of(units), methods, show_quantity(&range.high)),
        (vec!["%"], vec!["Echo2d", "Muga"], "95".to_owned())
    );
    let FactKind::Measurement { units, .. } = &vocabulary.facts[4].kind.value else { panic!() };
    assert_eq!(names_of(units), ["pg/mL", "ng/L", "ng/mL"]);
    let FactKind::Quantity { units, .. } = &vocabulary.facts[9].kind.value else { panic!() };
    assert_eq!(names_of(units), ["million cells", "10*6/kg"]);
    let histories = vocabulary.facts[5..9].iter().map(|fact| match &fact.kind.value {
        FactKind::History { form, attributes } => (*form, show_attributes(attributes)),
        other => panic!("{other:?}"),
    });
    assert_eq!(
        histories.collect::<Vec<_>>(),
        [
            (HistoryForm::Events, String::new()),
            (HistoryForm::Events, "donor: code of 2".to_owned()),
            (
                HistoryForm::Courses,
                "medicine (Medicine, and a note) #1: code of 2; dose: in mg from 1; adherent: flag"
                    .to_owned()
            ),
            (HistoryForm::Records, String::new()),
        ]
    );
    assert!(matches!(vocabulary.facts[12].kind.value, FactKind::Flag { attested: true }));
}

/// Attributes as in `donor: code of 2; dose: in mg`.
fn show_attributes(attributes: &[FactText]) -> String {
    let show = |attribute: &FactText| {
        let docs = names_of(&attribute.docs).join(", ");
        let docs = if docs.is_empty() { docs } else { format!(" ({docs})") };
        let codes = attribute.codes.len();
        let codes = if codes == 0 { String::new() } else { format!(" #{codes}") };
        let kind = match &attribute.kind.value {
            FactKind::Flag { attested: false } => "flag".to_owned(),
            FactKind::Code { values, .. } => format!("code of {}", values.len()),
            FactKind::Quantity { units, range } => {
                let from =
                    range.as_ref().map(|range| format!(" from {}", show_quantity(&range.low)));
                format!("in {}{}", names_of(units).join(" or "), from.unwrap_or_default())
            }
            other => panic!("{other:?}"),
        };
        format!("{}{docs}{codes}: {kind}", attribute.name.value)
    };
    attributes.iter().map(show).collect::<Vec<_>>().join("; ")
}
