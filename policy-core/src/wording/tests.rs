use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::fixtures::explained::*;
use crate::fixtures::histories::{self, SETTING, TOLERATED, TREATMENT, dosed, infusions, of_drug};
use crate::policy::*;
use crate::possible::{EntryDay, Lasting};
use crate::unit::Unit;
use crate::vocabulary::FactId;
use crate::wording::sentence::{approval, clause, conclusion, criterion, expression, heading};

fn assert_sentences<const N: usize>(sentences: [(Expression, &str); N]) {
    for (condition, expected) in sentences {
        assert_eq!(expression(vocabulary(), &condition), expected);
    }
}

fn assert_both<const N: usize>(sentences: [(Expression, &str, &str); N]) {
    for (condition, affirmed, negated) in sentences {
        assert_sentences([
            (condition.clone(), affirmed),
            (not(not(condition.clone())), affirmed),
            (not(condition), negated),
        ]);
    }
}

#[test]
fn values_and_numbers_have_their_sentence_and_its_negation_a_plain_one() {
    let between = |low, high| {
        QuantityTest::Between(
            threshold(low, Unit::MillionCells),
            threshold(high, Unit::MillionCells),
        )
    };
    let dose = |test| Term::Quantity(DOSE).is(Region::Quantity(test));
    let administrations = |test| Term::Count(ADMINISTRATIONS).is(Region::Whole(test));
    assert_both([
        (flag(CARDIOMYOPATHY), "Ischemic cardiomyopathy", "Ischemic cardiomyopathy: no"),
        (
            code(NYHA, 0b110),
            "New York Heart Association functional class is II or III",
            "New York Heart Association functional class is neither II nor III",
        ),
        (
            code(BETA_BLOCKER, 0b1),
            "Beta-blocker: status is taking",
            "Beta-blocker: status is not taking",
        ),
        (
            code(LINE_OF_BUSINESS, 0b1101),
            "Line of business of the member's plan is commercial, ichra or medicaid",
            "Line of business of the member's plan is none of commercial, ichra and medicaid",
        ),
        (
            age(Operator::GreaterOrEqual, 18),
            "Age on the date of service is at least 18 years",
            "Age on the date of service is less than 18 years",
        ),
        (
            age(Operator::Equal, 1),
            "Age on the date of service is 1 year",
            "Age on the date of service is not 1 year",
        ),
        (
            Term::age(BIRTH_DATE).is(Region::Whole(CountTest::Between(18, 64))),
            "Age on the date of service is from 18 to 64 years",
            "Age on the date of service is less than 18 or more than 64 years",
        ),
        (
            administrations(CountTest::Compare(Operator::Equal, 0)),
            "Administrations of the product already received: 0",
            "Administrations of the product already received: not 0",
        ),
        (
            administrations(CountTest::Compare(Operator::Less, 2)),
            "Administrations of the product already received: less than 2",
            "Administrations of the product already received: at least 2",
        ),
        (
            dose(between("300", "510")),
            "CAR-positive T cells in the dose are from 300 to 510 million cells",
            "CAR-positive T cells in the dose are less than 300 or more than 510 million cells",
        ),
    ]);
}

#[test]
fn measurements_events_and_dates_have_their_sentence_and_its_negation_a_plain_one() {
    let latest = |method, within| {
        lvef(Selection::Latest, method, within, percent(Operator::LessOrEqual, "40"))
    };
    let on_file = |number, apart| {
        let window = Window::looking_back(NINE_MONTHS, Day::REQUEST);
        let term = Term::OnFile { fact: LVEF, number, apart, method: Some(ECHO), window };
        term.is(Region::Yes)
    };
    let of_results = |selection| {
        lvef(selection, Some(ECHO), Some(NINE_MONTHS), percent(Operator::LessOrEqual, "40"))
    };
    assert_both([
        (
            latest(None, None),
            "Left ventricular ejection fraction is at most 40 %",
            "Left ventricular ejection fraction is more than 40 %",
        ),
        (
            latest(Some(ECHO), Some(NINE_MONTHS)),
            "Left ventricular ejection fraction by echo 2d within 9 months before the request is at most 40 %",
            "Left ventricular ejection fraction by echo 2d within 9 months before the request is more than 40 %",
        ),
        (
            nt_probnp_above("1200"),
            "N-terminal pro-B-type natriuretic peptide is more than 1,200 pg/mL",
            "N-terminal pro-B-type natriuretic peptide is at most 1,200 pg/mL",
        ),
        (
            of_results(Selection::Any),
            "At least 1 result of left ventricular ejection fraction by echo 2d within 9 months before the request is at most 40 %",
            "No result of left ventricular ejection fraction by echo 2d within 9 months before the request is at most 40 %",
        ),
        (
            of_results(Selection::Every),
            "Every result of left ventricular ejection fraction by echo 2d within 9 months before the request is at most 40 %",
            "Not every result of left ventricular ejection fraction by echo 2d within 9 months before the request is at most 40 %",
        ),
        (
            of_results(Selection::Highest),
            "The highest result of left ventricular ejection fraction by echo 2d within 9 months before the request is at most 40 %",
            "The highest result of left ventricular ejection fraction by echo 2d within 9 months before the request is more than 40 %",
        ),
        (
            on_file(1, None),
            "A result of left ventricular ejection fraction by echo 2d is on file within 9 months before the request",
            "No result of left ventricular ejection fraction by echo 2d is on file within 9 months before the request",
        ),
        (
            on_file(2, Some(CalendarDuration::new(1, CalendarUnit::Days))),
            "At least 2 results of left ventricular ejection fraction by echo 2d are on file on different days within 9 months before the request",
            "At most 1 result of left ventricular ejection fraction by echo 2d is on file on different days within 9 months before the request",
        ),
        (
            events(HOSPITALIZATION, 1, None, Some(NINE_MONTHS)),
            "At least 1 heart-failure hospitalization within 9 months before the request",
            "No heart-failure hospitalization within 9 months before the request",
        ),
        (
            events(HOSPITALIZATION, 2, None, Some(NINE_MONTHS)),
            "Heart-failure hospitalization at least 2 times within 9 months before the request",
            "Heart-failure hospitalization at most 1 time within 9 months before the request",
        ),
        (
            events(STEM_CELL_THERAPY, 3, Some(0b101), None),
            "Stem cell therapy received earlier with kind autologous or mesenchymal at least 3 times",
            "Stem cell therapy received earlier with kind autologous or mesenchymal at most 2 times",
        ),
        (
            events(STEM_CELL_THERAPY, 1, Some(0b10), None),
            "At least 1 stem cell therapy received earlier with kind allogeneic",
            "No stem cell therapy received earlier with kind allogeneic",
        ),
        (
            date(LAST_CHANGE, DateTest::In(Window::at_least_ago(MONTH, Day::REQUEST))),
            "Beta-blocker: date of the last change of dose, the start included, is at least 1 month before the request",
            "Beta-blocker: date of the last change of dose, the start included, is not at least 1 month before the request",
        ),
        (
            date(APPROVAL_DATE, DateTest::In(Window::looking_back(NINE_MONTHS, Day::REQUEST))),
            "Date on which the FDA approved the product is within 9 months before the request",
            "Date on which the FDA approved the product is not within 9 months before the request",
        ),
        (
            date(
                APPROVAL_DATE,
                DateTest::Compare(Operator::LessOrEqual, Day::Fact(FactId::SERVICE_DATE)),
            ),
            "Date on which the FDA approved the product is on or before the date of service",
            "Date on which the FDA approved the product is not on or before the date of service",
        ),
        (
            date(
                FactId::SERVICE_DATE,
                DateTest::Compare(Operator::GreaterOrEqual, Day::On(day("2025-09-01"))),
            ),
            "Date of service is on or after 2025-09-01",
            "Date of service is before 2025-09-01",
        ),
        (
            date(
                FactId::SERVICE_DATE,
                DateTest::In(Window::between(
                    Day::On(day("2025-01-01")),
                    Day::On(day("2025-12-31")),
                )),
            ),
            "Date of service is between 2025-01-01 and 2025-12-31",
            "Date of service is not between 2025-01-01 and 2025-12-31",
        ),
    ]);
}

#[test]
fn a_second_method_of_the_same_measurement_does_not_repeat_its_name() {
    assert_sentences([
        (
            reduced_lvef(),
            "Left ventricular ejection fraction by echo 2d is at most 40 %, or by muga at most 35 %",
        ),
        (
            not(reduced_lvef()),
            "Left ventricular ejection fraction by echo 2d is more than 40 %, and by muga more than 35 %",
        ),
    ]);
}

#[test]
fn parts_of_a_compound_are_in_parentheses_only_where_they_could_be_misread() {
    let adult = || age(Operator::GreaterOrEqual, 18);
    let class = || code(NYHA, 0b110);
    let taking = || code(BETA_BLOCKER, 0b1);
    assert_sentences([
        (
            and([adult(), class()]),
            "Age on the date of service is at least 18 years, and New York Heart Association functional class is II or III",
        ),
        (
            and([and([adult(), class()]), taking()]),
            "Age on the date of service is at least 18 years, New York Heart Association functional class is II or III, and beta-blocker: status is taking",
        ),
        (
            or([
                code(BETA_BLOCKER, 0b1100),
                and([
                    taking(),
                    date(LAST_CHANGE, DateTest::In(Window::at_least_ago(MONTH, Day::REQUEST))),
                ]),
            ]),
            "Beta-blocker: status is adverse effect or contraindicated, or (beta-blocker: status is taking, and beta-blocker: date of the last change of dose, \
             the start included, is at least 1 month before the request)",
        ),
        (
            and([or([adult(), class()]), taking()]),
            "(Age on the date of service is at least 18 years, or New York Heart Association functional class is II or III), and beta-blocker: status is taking",
        ),
        (
            not(and([adult(), not(class())])),
            "Age on the date of service is less than 18 years, or New York Heart Association functional class is II or III",
        ),
        (and([adult()]), "Age on the date of service is at least 18 years"),
        (or([]), "In no case"),
    ]);
}

#[test]
fn a_condition_on_several_attributes_is_a_clause_in_parentheses() {
    let high = || dosed(Operator::GreaterOrEqual, 300);
    let tolerated = || flag(TOLERATED);
    let refills = || {
        Entries::of(TREATMENT)
            .with(SETTING, 0b01)
            .joined(vec![SETTING], CalendarDuration::new(7, CalendarUnit::Days))
            .lasting(Lasting::AtLeast(CalendarDuration::new(3, CalendarUnit::Months)))
            .by(EntryDay::Any)
    };
    for (condition, expected) in [
        (infusions(1, of_drug(0b11)), "At least 1 infusion with drug infliximab or rituximab"),
        (infusions(1, high()), "At least 1 infusion where (dose is at least 300 mg)"),
        (
            Term::Entries(refills()).is(Region::Whole(CountTest::at_least(1))),
            "At least 1 treatment with setting hospital (one if of the same setting and at most 7 days apart) lasting at least 3 months",
        ),
        (
            Term::Entries(refills().different(SETTING)).is(Region::Whole(CountTest::at_least(2))),
            "At least 2 different values of setting in treatment with setting hospital (one if of the same setting and at most 7 days apart) lasting at least 3 months",
        ),
        (
            not(infusions(1, and([not(of_drug(0b10)), high(), not(tolerated())]))),
            "No infusion where (drug is not rituximab, dose is at least 300 mg, and (tolerated: no))",
        ),
        (
            infusions(2, or([of_drug(0b10), not(and([high(), tolerated()]))])),
            "Infusion where (drug is rituximab, dose is less than 300 mg, or (tolerated: no)) at least 2 times",
        ),
    ] {
        assert_eq!(expression(&histories::vocabulary(), &condition), expected);
    }
}

#[test]
fn flags_in_a_compound_never_give_their_answer_to_another_part() {
    assert_sentences([
        (
            or([flag(CARDIOMYOPATHY), flag(FIBRILLATION)]),
            "Ischemic cardiomyopathy or atrial fibrillation (active)",
        ),
        (
            and([flag(CARDIOMYOPATHY), flag(COMBINATION)]),
            "Ischemic cardiomyopathy and “combination planned with other agents, lymphodepletion aside”",
        ),
        (
            or([flag(CARDIOMYOPATHY), not(flag(FIBRILLATION))]),
            "Ischemic cardiomyopathy: yes, or atrial fibrillation (active): no",
        ),
        (
            not(or([flag(CARDIOMYOPATHY), flag(FIBRILLATION)])),
            "Ischemic cardiomyopathy: no, and atrial fibrillation (active): no",
        ),
        (
            and([not(flag(CARDIOMYOPATHY)), age(Operator::GreaterOrEqual, 18)]),
            "(Ischemic cardiomyopathy: no), and age on the date of service is at least 18 years",
        ),
        (
            or([age(Operator::Less, 18), flag(CARDIOMYOPATHY)]),
            "Age on the date of service is less than 18 years, or ischemic cardiomyopathy",
        ),
    ]);
}

#[test]
fn counted_parts_say_how_many_are_needed() {
    let two_of = || {
        Expression::AtLeast(
            2,
            vec![flag(FIBRILLATION), not(flag(CARDIOMYOPATHY)), code(BETA_BLOCKER, 0b1)].into(),
        )
    };
    assert_both([(
        two_of(),
        "At least 2 of (atrial fibrillation (active), (ischemic cardiomyopathy: no), beta-blocker: status is taking)",
        "Fewer than 2 of (atrial fibrillation (active), (ischemic cardiomyopathy: no), beta-blocker: status is taking)",
    )]);
}

#[test]
fn if_then_otherwise() {
    let by_rhythm = || when(flag(FIBRILLATION), nt_probnp_above("1200"), nt_probnp_above("1000"));
    assert_sentences([
        (
            by_rhythm(),
            "If atrial fibrillation (active) then N-terminal pro-B-type natriuretic peptide is more than 1,200 pg/mL, \
             otherwise N-terminal pro-B-type natriuretic peptide is more than 1,000 pg/mL",
        ),
        (
            not(when(not(flag(FIBRILLATION)), flag(CARDIOMYOPATHY), flag(COMBINATION))),
            "If (atrial fibrillation (active): no) then (ischemic cardiomyopathy: no), otherwise (combination planned with other agents, lymphodepletion aside: no)",
        ),
        (
            or([
                flag(CARDIOMYOPATHY),
                when(flag(FIBRILLATION), age(Operator::Less, 18), age(Operator::Less, 19)),
            ]),
            "Ischemic cardiomyopathy, or (if atrial fibrillation (active) then age on the date of service is less than 18 years, \
             otherwise age on the date of service is less than 19 years)",
        ),
    ]);
}

#[test]
fn a_clause_begins_as_the_inside_of_a_sentence() {
    assert_eq!(
        clause(vocabulary(), &age(Operator::GreaterOrEqual, 18)),
        "age on the date of service is at least 18 years"
    );
    assert_eq!(
        clause(vocabulary(), &code(NYHA, 1)),
        "New York Heart Association functional class is I"
    );
}

#[test]
fn groups_have_headings() {
    let headings =
        [Quantifier::AllOf, Quantifier::AnyOf, Quantifier::NoneOf, Quantifier::AtLeast(2)]
            .map(heading);
    assert_eq!(
        headings,
        [
            "All of the following",
            "Any of the following",
            "None of the following",
            "At least 2 of the following"
        ]
    );
    let group = &policy().versions[0].sections[0].criteria[0];
    assert_eq!(criterion(vocabulary(), group), "All of the following");
}

#[test]
fn conclusions_read_as_what_follows_and_never_as_an_act() {
    let reason = || Some("dosed one time only".into());
    let cells = Approval {
        duration: None,
        limit: Some(Limit { number: 1, counted: "dose".into(), per: None }),
        at_most: Some(Most { amount: threshold("1322", Unit::MillionCells), per: None }),
    };
    assert_eq!(approval(&cells), "of 1 dose, at most 1,322 million cells");
    let by_plan = Choice::By {
        selector: Selector::Condition(flag(CARDIOMYOPATHY).into()),
        arms: vec![
            Arm { values: 2, choice: Choice::Always(Basis::NotMedicallyNecessary) },
            Arm { values: 1, choice: Choice::Always(Basis::Investigational) },
        ]
        .into(),
    };
    for (of, expected) in [
        (
            Conclusion::CriteriaMet {
                approval: Choice::Always(crate::fixtures::explained::approval()),
                review: Some("Precision Drug Action Committee".into()),
            },
            "Criteria met: approval for 3 months, 1 administration per lifetime; review by Precision Drug Action Committee",
        ),
        (
            Conclusion::CriteriaMet { approval: Choice::Always(cells), review: None },
            "Criteria met: approval of 1 dose, at most 1,322 million cells",
        ),
        (
            Conclusion::CriteriaNotMet { reason: reason(), basis: None },
            "Criteria not met: dosed one time only",
        ),
        (Conclusion::CaseByCase { reason: None }, "Case by case"),
        (Conclusion::NotApplicable { reason: None }, "Not applicable"),
        (Conclusion::Refer { to: Choice::Always("CP.CPA.09".into()) }, "Refer to CP.CPA.09"),
        (
            Conclusion::Refer { to: referral() },
            "Refer by line of business of the member's plan: commercial to CP.CPA.09; him exchange or ichra (by atrial fibrillation (active): if yes to HIM.PA.33; \
             if no to HIM.PA.103); medicaid to CP.PMN.53",
        ),
        (
            Conclusion::NotCovered { basis: Choice::Always(Basis::NotCovered), reason: None },
            "Not covered",
        ),
        (
            Conclusion::NotCovered { basis: Choice::Always(Basis::Investigational), reason: None },
            "Not covered: experimental or investigational",
        ),
        (
            Conclusion::NotCovered { basis: by_plan, reason: None },
            "Not covered, by whether this is met (ischemic cardiomyopathy): if yes as not medically necessary; if no as experimental or investigational",
        ),
    ] {
        assert_eq!(conclusion(vocabulary(), &of), expected);
    }
}

#[test]
fn an_age_always_names_its_day() {
    let adult = Term::age(BIRTH_DATE).is(Region::Whole(CountTest::at_least(18)));
    let mut named = vocabulary().clone();
    let fact = named
        .facts
        .to_mut()
        .iter_mut()
        .find(|fact| matches!(fact.kind, crate::vocabulary::FactKind::Age { .. }));
    fact.unwrap().label = "Age".into();
    assert_eq!(expression(&named, &adult), "Age on the date of service is at least 18 years");
}

#[test]
fn an_accepted_gap_is_told_in_the_words_of_the_vocabulary() {
    let adult = Term::age(BIRTH_DATE).is(Region::Whole(CountTest::at_least(18)));
    let gap = Gap { condition: adult, reason: "The source says it in two ways.".into() };
    assert_eq!(
        gap.reading(vocabulary()),
        Remark::Interpretation(
            "Where age on the date of service is at least 18 years, neither of two criteria decides: The source says it in two ways."
                .into()
        )
    );
}
