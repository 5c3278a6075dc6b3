//! Generated cases of the bundled policies: each is a case, gives what is expected of it, and
//! together they show everything that can be shown.

use policies::{Bundled, POLICIES};
use policy_analysis::json::generated_case_to_json;
use policy_analysis::obligations::{Standing, Suite};
use policy_core::case::{Case, CaseId, Chart};
use policy_core::json::{determination_to_json, read_case};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeSet;

fn suite(bundled: &Bundled) -> Suite<'static> {
    Suite::of(bundled.program.policy(), None).unwrap()
}

/// The case of a line as the reader of cases reads it.
fn read(bundled: &Bundled, line: &str) -> (Option<CaseId>, Box<dyn Case>) {
    #[derive(serde::Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        case: &'a RawValue,
    }
    let raw = serde_json::from_str::<Line<'_>>(line).unwrap().case.get();
    let document = read_case(&bundled.program, raw.as_bytes())
        .unwrap_or_else(|problems| panic!("{line}\n{problems}"));
    (document.id, document.case)
}

fn lines(bundled: &Bundled, suite: &Suite<'_>) -> Vec<String> {
    suite
        .cases
        .iter()
        .map(|case| generated_case_to_json(bundled.program.policy(), suite, case))
        .collect()
}

/// The ids of what can be shown and is not.
fn gaps<'s>(bundled: &Bundled, suite: &'s Suite<'_>, cases: &[Box<dyn Case>]) -> Vec<&'s str> {
    let charts = cases.iter().map(|case| &**case as &dyn Chart).collect::<Vec<_>>();
    let coverage = suite.coverage(bundled.program.policy(), &charts);
    let possible = suite
        .obligations
        .iter()
        .zip(coverage)
        .filter(|(obligation, _)| obligation.standing == Standing::Possible);
    possible
        .filter(|(_, covering)| covering.is_empty())
        .map(|(obligation, _)| &*obligation.id)
        .collect()
}

#[test]
fn every_generated_case_is_read_and_comes_to_what_it_expects() {
    for bundled in POLICIES {
        let suite = suite(bundled);
        for line in lines(bundled, &suite) {
            let (id, case) = read(bundled, &line);
            let explanation = case.assess().summarize();
            let found: Value =
                serde_json::from_str(&determination_to_json(id.as_ref(), &explanation)).unwrap();
            for (key, value) in
                serde_json::from_str::<Value>(&line).unwrap()["expect"].as_object().unwrap()
            {
                let found =
                    if key == "section" { &found["section"]["citation"] } else { &found[key] };
                assert_eq!(found, value, "{key} of {line}");
            }
        }
    }
}

#[test]
fn generated_cases_as_they_are_read_cover_everything_that_can_be_covered() {
    for bundled in POLICIES {
        let suite = suite(bundled);
        let cases =
            lines(bundled, &suite).iter().map(|line| read(bundled, line).1).collect::<Vec<_>>();
        assert_eq!(
            gaps(bundled, &suite, &cases),
            Vec::<&str>::new(),
            "{}",
            bundled.program.policy().name
        );
    }
}

#[test]
fn for_every_obligation_there_is_a_case_or_a_reason_why_there_is_none() {
    for bundled in POLICIES {
        let suite = suite(bundled);
        let open =
            suite.obligations.iter().filter(|obligation| obligation.standing == Standing::NotFound);
        assert_eq!(
            open.map(|obligation| &*obligation.id).collect::<Vec<_>>(),
            Vec::<&str>::new(),
            "{}",
            bundled.program.policy().name
        );
    }
}

#[test]
fn generating_twice_gives_the_same_cases() {
    for bundled in POLICIES {
        assert_eq!(lines(bundled, &suite(bundled)), lines(bundled, &suite(bundled)));
    }
}

#[test]
fn bundled_cases_cover_everything_that_can_be_covered() {
    let mut open = Vec::new();
    for bundled in POLICIES {
        let suite = suite(bundled);
        let cases = bundled
            .cases
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| read(bundled, line).1)
            .collect::<Vec<_>>();
        let name = &bundled.program.policy().name;
        open.extend(gaps(bundled, &suite, &cases).into_iter().map(|gap| format!("{name}: {gap}")));
    }
    assert!(open.is_empty(), "{} gaps in policies/cases:\n{}", open.len(), open.join("\n"));
}

#[test]
fn no_two_bundled_cases_share_an_id() {
    let mut seen = BTreeSet::new();
    for bundled in POLICIES {
        for line in bundled.cases.lines().filter(|line| !line.trim().is_empty()) {
            let (id, _) = read(bundled, line);
            assert!(id.is_some() && seen.insert(id.clone()), "{id:?}");
        }
    }
}

#[test]
fn without_cases_everything_that_can_be_covered_is_a_gap() {
    for bundled in POLICIES {
        let suite = suite(bundled);
        let possible = suite
            .obligations
            .iter()
            .filter(|obligation| obligation.standing == Standing::Possible)
            .count();
        assert_eq!(gaps(bundled, &suite, &[]).len(), possible);
        assert!(possible > 20, "{possible}");
    }
}
