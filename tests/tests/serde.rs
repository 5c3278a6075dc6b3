//! Cases inside of a service's own types: wherever serde puts them, they are read as by themselves.

use policies::abecma::AbecmaCase;
use policies::revascor::RevascorCase;
use policies::vocabulary::clinical::{LvefMethod, Nyha};
use policy_core::case::Case;
use policy_core::json::{CaseWithId, case_to_json};
use policy_core::possible::CodeSet;
use policy_tests::bundled::known_cases;
use policy_tests::random::case_of;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Flattened {
    received: u32,
    #[serde(flatten)]
    case: CaseWithId<RevascorCase>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "policy", rename_all = "snake_case")]
enum Tagged {
    Revascor(RevascorCase),
    Abecma(AbecmaCase),
}

#[derive(Deserialize)]
#[serde(tag = "policy", content = "case", rename_all = "snake_case")]
enum Adjacent {
    Revascor(CaseWithId<RevascorCase>),
}

fn cases() -> Vec<(String, Box<dyn Case>)> {
    let program = RevascorCase::PROGRAM;
    let cases = known_cases(program).into_iter().map(|facts| case_of(program, &facts));
    cases.map(|case| (case_to_json(&*case, Some(&"r-1".into())), case)).collect()
}

#[test]
fn a_case_is_read_wherever_serde_puts_it() {
    for (written, case) in cases() {
        let members = &written[1..];
        let flattened = format!(r#"{{"received": 3, {members}"#);
        let Flattened { received, case: read } = serde_json::from_str(&flattened).unwrap();
        assert_eq!((received, read.id.as_deref()), (3, Some("r-1")));
        assert_eq!(case_to_json(&read.case, Some(&"r-1".into())), written);

        let tagged = format!(r#"{{"policy": "revascor", {members}"#);
        let Tagged::Revascor(read) = serde_json::from_str(&tagged).unwrap() else { panic!() };
        assert_eq!(case_to_json(&read, Some(&"r-1".into())), written);
        let again = serde_json::to_string(&Tagged::Revascor(read)).unwrap();
        assert!(matches!(serde_json::from_str(&again).unwrap(), Tagged::Revascor(_)));

        let adjacent = format!(r#"{{"policy": "revascor", "case": {written}}}"#);
        let Adjacent::Revascor(read) = serde_json::from_str(&adjacent).unwrap();
        assert_eq!((read.id.as_deref(), read.case.evaluate()), (Some("r-1"), case.evaluate()));
    }
}

#[test]
fn what_is_wrong_with_a_case_is_told_wherever_it_is() {
    let wrong = r#"{"policy": "abecma", "request_date": "2026-11-21", "nyha": "V", "lveff": []}"#;
    let refused = serde_json::from_str::<Tagged>(wrong).err().unwrap().to_string();
    for told in ["/nyha", "/lveff", "`service_date` is missing"] {
        assert!(refused.contains(told), "{refused}");
    }
    assert!(serde_json::from_str::<Tagged>(r#"{"policy": "revascor"}"#).is_err());
}

#[test]
fn code_enums_are_read_printed_and_written_by_name() {
    for class in Nyha::ALL {
        assert_eq!(class.to_string().parse(), Ok(*class));
        let written = serde_json::to_string(class).unwrap();
        assert_eq!(written, format!("\"{}\"", class.name()));
        assert_eq!(serde_json::from_str::<Nyha>(&written).unwrap(), *class);
    }
    assert_eq!(
        LvefMethod::ALL.iter().map(|method| method.name()).collect::<Vec<_>>(),
        LvefMethod::NAMES
    );
    assert!("iii".parse::<Nyha>().is_err());
    assert!(serde_json::from_str::<Nyha>("\"V\"").is_err());
}
