use super::{case_to_json, chart_to_json, serialize_case};
use crate::Decimal;
use crate::calendar::PartialDate;
use crate::case::{CaseFacts, FactValue, validate};
use crate::fixtures::generated::{
    Donor, Dose, Example, Lvef, Method, NtProbnp, Nyha, POLICY, day, program,
};
use crate::fixtures::histories::{self, INFUSION, RELATIVE, TREATMENT, VIALS};
use crate::json::{deserialize_as, read_case, read_facts};
use crate::possible::{
    AttributeValue, Code, Comparator, Complete, Count, Entry, Event, Events, Flag, History,
    QuantityFact,
};
use crate::unit::Unit;
use crate::vocabulary::Vocabulary;
use core::any::Any;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Implemented in the same way as by a generated case type.
impl Serialize for Example {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_case(self, None, serializer)
    }
}

impl<'de> Deserialize<'de> for Example {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Example, D::Error> {
        deserialize_as(deserializer)
    }
}

fn read(json: &str) -> Example {
    let case: Box<dyn Any> = read_case(&program(), json.as_bytes()).unwrap().case;
    *case.downcast().unwrap()
}

fn full_case() -> Example {
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let mut case = Example::new(day("2026-11-21"), day("2026-12-01"));
    case.birth_date = PartialDate::Month { year: 1958, month: 4 }.into();
    case.fda_approved = Flag::from(false);
    case.nyha = Code::candidates([Nyha::II, Nyha::III]);
    case.administrations = Count::from(1);
    case.last_change = PartialDate::Year(2026).into();
    case.lvef = [
        Lvef::exactly(number("38.10"), Unit::Percent)
            .unwrap()
            .on(day("2026-10-02"))
            .by(Method::Muga),
        Lvef::between(35, number("40.0"), Unit::Percent).unwrap().on(PartialDate::Year(2026)),
    ]
    .into();
    case.nt_probnp = [NtProbnp::compared(
        Comparator::Less,
        number("5.0000000000000000000000000"),
        Unit::NanogramPerLiter,
    )
    .unwrap()
    .on(day("2026-10-02"))]
    .into();
    case.dose = Some(Dose::exactly(3, Unit::HundredMillionCells).unwrap());
    case.hospitalization = Events::none();
    case.transplant = Events::incomplete([
        Event::on(day("2021-04-01")).with(Donor::Autologous),
        Event::on(PartialDate::Year(2020)),
    ]);
    case
}

const FULL_CASE: &str = concat!(
    r#"{"id":"r-1","request_date":"2026-11-21","service_date":"2026-12-01","birth_date":"1958-04","fda_approved":false,"#,
    r#""nyha":{"one_of":["II","III"]},"administrations":1,"last_change":"2026","#,
    r#""lvef":[{"value":38.10,"unit":"%","method":"Muga","date":"2026-10-02"},{"low":35,"high":40.0,"unit":"%","date":"2026"}],"#,
    r#""nt_probnp":[{"value":5.0000000000000000000000000,"comparator":"<","unit":"ng/L","date":"2026-10-02"}],"#,
    r#""dose":{"value":3,"unit":"10*8"},"hospitalization":{"complete":true,"events":[]},"#,
    r#""transplant":{"complete":false,"events":[{"date":"2021-04-01","donor":"Autologous"},{"date":"2020"}]}}"#,
);

#[test]
fn what_is_documented_is_written_as_it_was_written() {
    assert_eq!(case_to_json(&full_case(), Some(&"r-1".into())), FULL_CASE);
}

#[test]
fn an_equal_case_is_read_back() {
    assert_eq!(read(FULL_CASE), full_case());
    assert_eq!(case_to_json(&read(FULL_CASE), Some(&"r-1".into())), FULL_CASE);
}

#[test]
fn histories_of_each_form_are_written_as_they_are_read() {
    let written = concat!(
        r#"{"request_date":"2026-11-21","service_date":"2026-12-01","#,
        r#""infusion":{"complete":{"since":"2024-01-01"},"events":["#,
        r#"{"date":"2026-05","drug":{"one_of":["Infliximab","Vedolizumab"]},"tolerated":false,"vials":3,"prescribed":{"from":"2026-03-01","to":"2026-04-30"},"#,
        r#""dose":{"value":0.30,"unit":"g"},"id":"i-1"},"#,
        r#"{"date":{"to":"2026-06-30"},"drug":"Rituximab","prescribed":"never"},{"dose":{"low":100,"high":200,"unit":"mg"}},{}]},"#,
        r#""treatment":{"complete":false,"courses":[{"start":"2026-01-05","ongoing":true,"setting":"Home"},{"start":"2024","end":"2025-03"},{"end":"2025"},{}]},"#,
        r#""relative":{"complete":true,"records":[{"relation":"Mother","age_at_onset":49},{"relation":"Mother"}]}}"#,
    );
    let vocabulary = histories::vocabulary();
    let read = |json: &str| read_facts(&vocabulary, json.as_bytes()).unwrap().facts;
    let facts = read(written);
    assert_eq!(chart_to_json(&vocabulary, &facts, None), written);
    assert_eq!(facts.clone().checked(&vocabulary), Ok(facts));
}

#[test]
fn a_built_history_is_refused_for_what_its_json_is_refused_for() {
    let vocabulary = histories::vocabulary();
    let history = |entries: [Entry; 2]| {
        FactValue::History(History { complete: true.into(), entries: entries.into() })
    };
    let on = |date: &str| Entry::on(day(date));
    let treatment = Entry { end: day("2025-01-01").into(), ..on("2025-01-02") };
    let infusion = || on("2026-05-01").with(VIALS, AttributeValue::Count(Count::from(21)));
    let facts = CaseFacts::new(day("2026-11-21"), day("2026-12-01"))
        .with(INFUSION, history([infusion(), infusion()]))
        .with(TREATMENT, history([on("2027-01-01"), treatment]))
        .with(RELATIVE, history([Entry::default(), Entry::default()]));
    assert_refused(
        &vocabulary,
        &facts,
        &[
            "/infusion/events/0/vials",
            "/infusion/events/1/vials",
            "/treatment/courses/0/start",
            "/treatment/courses/1/end",
            "/relative/records/1",
        ],
    );
    let since = Complete::Since(day("2026-11-22"));
    let late = History { complete: since, entries: Vec::new() };
    let facts = CaseFacts::new(day("2026-11-21"), day("2026-12-01"));
    let facts = facts.with(TREATMENT, FactValue::History(late));
    assert_refused(&vocabulary, &facts, &["/treatment/complete/since"]);
}

/// A case that a program has built is refused at these places, and what is written of it for the same
/// reasons.
fn assert_refused(vocabulary: &Vocabulary, facts: &CaseFacts, paths: &[&str]) {
    let problems = validate(vocabulary, facts);
    assert_eq!(problems.iter().map(|problem| &*problem.path).collect::<Vec<_>>(), paths);
    let written = chart_to_json(vocabulary, facts, None);
    assert_eq!(read_facts(vocabulary, written.as_bytes()).unwrap_err().problems, problems);
}

#[test]
fn a_number_has_so_many_digits_and_no_more() {
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let empty = Example::new(day("2026-11-21"), day("2026-12-01"));
    let lvef = |low: &str, high: &str| Example {
        lvef: [Lvef::between(number(low), number(high), Unit::Percent)
            .unwrap()
            .on(day("2026-10-02"))]
        .into(),
        ..empty.clone()
    };
    // The zeros at its end say nothing.
    let short = lvef("35", "40.0000000000000001000000000");
    assert_eq!(validate(&POLICY.vocabulary, &short), []);
    assert_eq!(read(&case_to_json(&short, None)), short);
    for (case, path) in [
        (lvef("35", "40.00000000000000001"), "/lvef/0/high"),
        (lvef("35.00000000000000001", "40"), "/lvef/0/low"),
    ] {
        let problems = validate(&POLICY.vocabulary, &case);
        assert_eq!(problems.iter().map(|problem| &*problem.path).collect::<Vec<_>>(), [path]);
        assert_eq!(problems[0].problem, "a number of more than 18 significant digits");
        let written = case_to_json(&case, None);
        assert_eq!(read_case(&program(), written.as_bytes()).unwrap_err().problems, problems);
    }
}

#[test]
fn what_is_not_documented_is_not_written() {
    let empty = Example::new(day("2026-11-21"), day("2026-12-01"));
    assert_eq!(
        case_to_json(&empty, None),
        r#"{"request_date":"2026-11-21","service_date":"2026-12-01"}"#
    );
    let vague = Example {
        nyha: Code::candidates([Nyha::I, Nyha::II, Nyha::III, Nyha::IV]),
        hospitalization: Events::incomplete([]),
        ..empty
    };
    assert_eq!(
        case_to_json(&vague, None),
        r#"{"request_date":"2026-11-21","service_date":"2026-12-01"}"#
    );
}

#[test]
fn one_value_is_written_plainly() {
    let mut case = Example::new(day("2026-11-21"), day("2026-12-01"));
    case.nyha = Nyha::IV.into();
    assert_eq!(
        case_to_json(&case, None),
        r#"{"request_date":"2026-11-21","service_date":"2026-12-01","nyha":"IV"}"#
    );
}

#[test]
fn case_types_are_read_and_written_by_serde() {
    let json = serde_json::to_string(&full_case()).unwrap();
    assert_eq!(serde_json::from_str::<Example>(&json).unwrap(), full_case());
    assert_eq!(serde_json::from_reader::<_, Example>(json.as_bytes()).unwrap(), full_case());
    let several = serde_json::from_str::<Vec<Example>>(&format!("[{json}, {json}]")).unwrap();
    assert_eq!(several, [full_case(), full_case()]);
}

#[test]
fn serde_reports_all_problems_as_its_error() {
    let error = serde_json::from_str::<Example>(r#"{"request_date": "2026-11-21", "nhya": 1}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("/nhya: `nhya` is no fact of the vocabulary; did you mean `nyha`?\n/service_date: `service_date` is missing; "),
        "{error}"
    );
}

#[test]
fn a_built_case_is_refused_for_what_its_json_is_refused_for() {
    let mut case = full_case();
    assert_eq!(validate(&POLICY.vocabulary, &case), []);
    (case.request_date, case.service_date) = (day("2020-02-29"), day("2021-03-01"));
    case.birth_date = day("2021-03-02").into();
    case.administrations = Count::from(0);
    let problems = validate(&POLICY.vocabulary, &case);
    let paths = problems.iter().map(|problem| &*problem.path).collect::<Vec<_>>();
    assert_eq!(
        paths,
        [
            "/service_date",
            "/birth_date",
            "/administrations",
            "/lvef/0/date",
            "/lvef/1/date",
            "/nt_probnp/0/date",
            "/transplant/events/0/date",
            "/transplant/events/1/date"
        ]
    );
    assert_eq!(
        read_facts(&POLICY.vocabulary, case_to_json(&case, None).as_bytes()).unwrap_err().problems,
        problems
    );
}

#[test]
fn a_case_keeps_its_id_where_somebody_asks_for_it() {
    use crate::json::CaseWithId;

    let written = case_to_json(&full_case(), Some(&"r-1".into()));
    let value = serde_json::from_str::<serde_json::Value>(&written).unwrap();
    assert_eq!(serde_json::from_value::<Example>(value).unwrap(), full_case());
    let whole = serde_json::from_str::<CaseWithId<Example>>(&written).unwrap();
    assert_eq!((whole.id.as_deref(), &whole.case), (Some("r-1"), &full_case()));
    assert_eq!(serde_json::to_string(&whole).unwrap(), written);
}
