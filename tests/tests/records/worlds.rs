//! Random small charts, world by world.

use crate::chart::Chart;
use crate::questions::questions;
use crate::trials::{COUNTED, CountedCase, trials};
use policy_core::Truth;
use policy_core::case::{Case, validate};
use policy_core::evaluate::reference;
use policy_core::json::{case_to_json, determination_to_json, read_case};
use policy_core::policy::{Body, Criterion, Outcome};
use policy_core::possible::{Code, CodeSet};
use policy_core::vocabulary::FactId;
use policy_tests::dice::Dice;
use std::collections::BTreeSet;

const CHARTS: usize = 1_000;

fn criteria() -> Vec<&'static Criterion> {
    let sections = COUNTED.versions.iter().flat_map(|version| version.sections.iter());
    sections.flat_map(|section| section.criteria.iter()).collect()
}

/// What both evaluators say of each criterion.
fn answers(case: &CountedCase) -> Vec<Truth> {
    let (compiled, reference) = (case.evaluate(), reference::determine(&COUNTED, case));
    let answers = criteria().into_iter().map(|criterion| {
        let Body::Condition(condition) = &criterion.body else { panic!("a group") };
        let compiled = compiled.truth(criterion.slot).unwrap();
        let reference = reference.truths.get(&criterion.slot).copied();
        assert_eq!(reference, Some(compiled), "{} of {case:?}", COUNTED.notation(condition));
        compiled
    });
    answers.collect()
}

#[test]
fn both_evaluators_say_what_all_worlds_agree_on() {
    let (questions, criteria) = (questions(), criteria());
    assert_eq!(criteria.len(), questions.len());
    let mut dice = Dice::new(20_261_201);
    let (mut seen, mut overlooked) = ([0; 3], 0);
    for _ in 0..CHARTS {
        let chart = Chart::random(&mut dice);
        let days_are_exact = chart.trials.iter().all(|trial| trial.date.each_past().len() == 1);
        for ((question, criterion), found) in
            questions.iter().zip(&criteria).zip(answers(&chart.case()))
        {
            let place = || {
                let Body::Condition(condition) = &criterion.body else { panic!("a group") };
                format!("{}: {} of {chart:#?}", criterion.citation, COUNTED.notation(condition))
            };
            let (agreed, parts) = (question.in_all_worlds(&chart), question.part_by_part(&chart));
            assert!(parts.is_unknown() || parts == agreed, "{parts} {agreed} {}", place());
            assert!(found.is_unknown() || found == agreed, "{found} {agreed} {}", place());
            // The most that lie apart may be overrated where days are not exact.
            if days_are_exact || question.apart.is_none_or(|apart| apart == 1) {
                assert_eq!(found, parts, "{}", place());
            }
            overlooked += usize::from(found != agreed);
            seen[match found {
                Truth::MET => 0,
                Truth::NOT_MET => 1,
                _ => 2,
            }] += 1;
        }
    }
    // Each answer is given often enough to mean something.
    assert!(seen.iter().all(|answers| *answers > 3 * CHARTS), "{seen:?}");
    assert!(0 < overlooked && overlooked * 50 < seen.iter().sum(), "{overlooked} of {seen:?}");
}

#[test]
fn more_documentation_takes_no_answer_back() {
    let mut dice = Dice::new(2);
    let (mut kept, mut gained) = (0, 0);
    for _ in 0..4 * CHARTS {
        let chart = Chart::random(&mut dice);
        let told = chart.told(40, &mut dice);
        let (before, after) = (answers(&chart.case()), answers(&told.case()));
        for ((criterion, before), after) in criteria().into_iter().zip(before).zip(after) {
            let citation = &criterion.citation;
            assert!(
                before.is_unknown() || before == after,
                "{citation}: {before} {after} {chart:#?} {told:#?}"
            );
            kept += usize::from(!before.is_unknown());
            gained += usize::from(before != after);
        }
    }
    assert!(kept > 20 * CHARTS && gained > 5 * CHARTS, "{kept} {gained}");
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let mut dice = Dice::new(3);
    for _ in 0..2 * CHARTS {
        let chart = Chart::random(&mut dice);
        let mut shuffled = chart.clone();
        dice.shuffle(&mut shuffled.trials);
        assert_eq!(answers(&shuffled.case()), answers(&chart.case()), "{chart:#?}");
    }
}

/// The case in which one question is asked.
fn asking(chart: &Chart, question: usize) -> CountedCase {
    CountedCase { question: Code::from(trials::Question::ALL[question]), ..chart.case() }
}

#[test]
fn what_is_asked_for_suffices() {
    let mut dice = Dice::new(4);
    let number = questions().len();
    let mut asked_twice = 0;
    for round in 0..4 * CHARTS {
        let chart = Chart::random(&mut dice);
        let full = chart.told_in_full(&mut dice);
        let (less, full) = (asking(&chart, round % number), asking(&full, round % number));
        let decision = full.evaluate().outcome();
        assert!(
            [Outcome::CriteriaMet, Outcome::CriteriaNotMet].contains(&decision),
            "{decision:?} {full:#?}"
        );
        let mut asked = Vec::<FactId>::new();
        let mut known = less.clone();
        while known.evaluate().outcome() == Outcome::NeedInformation {
            let missing = known.missing().into_iter().map(|(fact, _)| fact).collect::<Vec<_>>();
            assert!(
                missing.iter().any(|fact| !asked.contains(fact)),
                "{missing:?} after {asked:?} of {known:#?} {full:#?}"
            );
            asked_twice += usize::from(!asked.is_empty());
            asked.extend(&missing);
            known = with_facts_of(&full, &less, &asked);
        }
        assert_eq!(known.evaluate().outcome(), decision, "{known:#?} {full:#?}");
    }
    assert!(asked_twice < 4 * CHARTS / 10, "{asked_twice}");
}

/// The case, in which these facts are documented as in another one.
fn with_facts_of(full: &CountedCase, less: &CountedCase, facts: &[FactId]) -> CountedCase {
    let mut known = less.clone();
    for fact in facts {
        match COUNTED.vocabulary.name_of(*fact) {
            "start" => known.start = full.start,
            "target_dose" => known.target_dose = full.target_dose,
            "protocol_cycles" => known.protocol_cycles = full.protocol_cycles,
            "trial" => known.trial = full.trial.clone(),
            other => panic!("`{other}` is asked for"),
        }
    }
    known
}

/// Whatever is documented can be said, written, and read back.
#[test]
fn every_chart_is_explained_and_written() {
    let mut dice = Dice::new(5);
    let number = questions().len();
    for round in 0..4 * CHARTS {
        let case = asking(&Chart::random(&mut dice), round % number);
        assert_eq!(validate(&COUNTED.vocabulary, &case), []);
        let written = case_to_json(&case, Some(&"r-1".into()));
        let read = read_case(&case.program(), written.as_bytes()).unwrap().case;
        assert_eq!(case_to_json(&*read, Some(&"r-1".into())), written);
        let explanation = case.explain();
        assert_eq!(read.explain(), explanation, "{written}");
        let determination = determination_to_json(Some(&"r-1".into()), &explanation);
        serde_json::from_str::<serde_json::Value>(&determination).unwrap();
        // The order of questions is found over the questions of all sections, which takes its time.
        if round % 101 == 0 {
            let asked = case.questions().into_iter().map(|question| question.id);
            let missing = case.missing().into_iter().map(|(fact, _)| fact);
            assert_eq!(asked.collect::<BTreeSet<_>>(), missing.collect(), "{written}");
        }
    }
}
