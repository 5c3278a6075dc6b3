//! Comparing. In: what is expected of a case, and what the policy says about it. Out: where they
//! differ, and what the policy says in the form in which it was expected.

use super::expected::{Entry, Shape};
use serde_json::{Map, Value};

/// Where the two differ.
#[derive(PartialEq, Debug)]
pub struct Difference {
    /// The key, and the way to a part of it: `approval/duration`.
    pub place: String,
    pub kind: Kind,
}

/// How they differ.
#[derive(PartialEq, Debug)]
pub enum Kind {
    Value {
        expected: Value,
        found: Value,
    },
    /// Of lists: what is expected and not there, and what is there and not expected.
    List {
        absent: Vec<Value>,
        extra: Vec<Value>,
    },
}

/// The differences at a key.
pub fn differences(entry: &Entry, found: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    let Entry { key, shape, value: expected } = entry;
    match shape {
        Shape::Set | Shape::Problems => {
            let mut extra = found.as_array().cloned().unwrap_or_default();
            let mut absent = Vec::new();
            for expected in expected.as_array().into_iter().flatten() {
                match extra.iter().position(|found| fits(*shape, expected, found)) {
                    Some(position) => drop(extra.remove(position)),
                    None => absent.push(expected.clone()),
                }
            }
            if *shape == Shape::Problems {
                let form = expected.get(0);
                extra = extra.iter().map(|problem| problem_in_form(form, problem)).collect();
            }
            if !absent.is_empty() || !extra.is_empty() {
                let kind = Kind::List { absent, extra };
                differences.push(Difference { place: (*key).to_owned(), kind });
            }
        }
        Shape::Section | Shape::Plain => {
            compare(key, expected, &in_form(entry, found), &mut differences);
        }
    }
    differences
}

/// What was found, in the form in which something else was expected: with the same keys, a section
/// as its citation.
pub fn in_form(entry: &Entry, found: &Value) -> Value {
    let Entry { shape, value: expected, .. } = entry;
    match shape {
        Shape::Set => found.clone(),
        Shape::Problems => {
            let problems = found.as_array().into_iter().flatten();
            problems.map(|problem| problem_in_form(expected.get(0), problem)).collect()
        }
        Shape::Section if !expected.is_object() && found.is_object() => {
            let part = |name| found.get(name).filter(|part| !part.is_null());
            let named = part("name").filter(|name| *name == expected);
            let cited = named.or_else(|| part("citation"));
            // Generated cases have `null` where the source does not number the section.
            let unnumbered = || part("name").filter(|_| !expected.is_null());
            cited.or_else(unnumbered).cloned().unwrap_or_default()
        }
        Shape::Section | Shape::Plain => restricted(expected, found),
    }
}

/// A problem is told by its place, or by the keys that are expected of the first one.
fn problem_in_form(form: Option<&Value>, problem: &Value) -> Value {
    match form.filter(|form| form.is_object()) {
        Some(form) => restricted(form, problem),
        None => problem.get("path").cloned().unwrap_or_default(),
    }
}

fn fits(shape: Shape, expected: &Value, found: &Value) -> bool {
    if shape == Shape::Problems {
        problem_in_form(Some(expected), found) == *expected
    } else {
        expected == found
    }
}

/// The keys of an object that are expected, of its parts too.
fn restricted(expected: &Value, found: &Value) -> Value {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            let part = |(key, expected): (&String, &Value)| {
                let found = found.get(key).unwrap_or(&Value::Null);
                (key.clone(), restricted(expected, found))
            };
            Value::Object(expected.iter().map(part).collect::<Map<_, _>>())
        }
        (Value::Array(expected), Value::Array(found)) => {
            let like = |position| expected.get(position).or_else(|| expected.first());
            let item = |(position, found): (usize, &Value)| match like(position) {
                Some(expected) => restricted(expected, found),
                None => found.clone(),
            };
            found.iter().enumerate().map(item).collect()
        }
        _ => found.clone(),
    }
}

fn compare(place: &str, expected: &Value, found: &Value, differences: &mut Vec<Difference>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, expected) in expected {
                let found = found.get(key).unwrap_or(&Value::Null);
                compare(&format!("{place}/{key}"), expected, found, differences);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            for (position, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{place}/{position}"), expected, found, differences);
            }
            let rest =
                |list: &[Value], other: usize| list.get(other..).unwrap_or_default().to_vec();
            let (absent, extra) = (rest(expected, found.len()), rest(found, expected.len()));
            if !absent.is_empty() || !extra.is_empty() {
                let kind = Kind::List { absent, extra };
                differences.push(Difference { place: place.to_owned(), kind });
            }
        }
        _ if expected == found => {}
        _ => {
            let kind = Kind::Value { expected: expected.clone(), found: found.clone() };
            differences.push(Difference { place: place.to_owned(), kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::expected::Expected;
    use super::{Difference, Kind, differences, in_form};
    use serde_json::{Value, json};

    fn of(expect: &Value, found: &Value) -> (Vec<Difference>, Value) {
        let expected = Expected::read(&expect.to_string()).unwrap();
        let [entry] = &*expected.entries else { panic!("{expect}") };
        let found = &found[entry.key];
        (differences(entry, found), in_form(entry, found))
    }

    fn value(place: &str, expected: Value, found: Value) -> Difference {
        Difference { place: place.to_owned(), kind: Kind::Value { expected, found } }
    }

    fn list(place: &str, absent: &[&str], extra: &[&str]) -> Difference {
        let values = |list: &[&str]| list.iter().map(|item| json!(item)).collect();
        let kind = Kind::List { absent: values(absent), extra: values(extra) };
        Difference { place: place.to_owned(), kind }
    }

    #[test]
    fn lists_are_compared_without_their_order_and_with_their_numbers() {
        let found = json!({"missing": ["a", "b", "b"]});
        assert_eq!(of(&json!({"missing": ["b", "a", "b"]}), &found).0, []);
        assert_eq!(of(&json!({"missing": ["b", "a"]}), &found).0, [list("missing", &[], &["b"])]);
        assert_eq!(
            of(&json!({"missing": ["c", "b", "b"]}), &found),
            (vec![list("missing", &["c"], &["a"])], json!(["a", "b", "b"]))
        );
    }

    #[test]
    fn a_section_is_its_citation_or_its_name_or_an_object() {
        let found = json!({"section": {"name": "adults", "citation": "I.A"}});
        for same in [json!("I.A"), json!("adults"), json!({"name": "adults"})] {
            assert_eq!(of(&json!({"section": same}), &found), (Vec::new(), same));
        }
        assert_eq!(
            of(&json!({"section": "I.B"}), &found),
            (vec![value("section", json!("I.B"), json!("I.A"))], json!("I.A"))
        );
        assert_eq!(
            of(&json!({"section": {"citation": "I.B"}}), &found),
            (
                vec![value("section/citation", json!("I.B"), json!("I.A"))],
                json!({"citation": "I.A"})
            )
        );
        let none = json!({"section": null});
        assert_eq!(of(&json!({"section": null}), &none).0, []);
        assert_eq!(
            of(&json!({"section": "I.A"}), &none).0,
            [value("section", json!("I.A"), json!(null))]
        );
        let uncited = json!({"section": {"name": "adults", "citation": null}});
        assert_eq!(of(&json!({"section": "I.B"}), &uncited).1, json!("adults"));
        assert_eq!(of(&json!({"section": null}), &uncited).0, []);
        assert_eq!(of(&json!({"section": {"name": null}}), &uncited).0.len(), 1);
    }

    #[test]
    fn only_the_parts_that_are_expected_are_compared() {
        let found = json!({"approval": {"duration": "P3M", "limit": null}});
        assert_eq!(of(&json!({"approval": {"duration": "P3M"}}), &found).0, []);
        assert_eq!(
            of(&json!({"approval": {"limit": "1 pen"}}), &found),
            (vec![value("approval/limit", json!("1 pen"), json!(null))], json!({"limit": null}))
        );
        let criteria = json!({"criteria": [
            {"citation": "I", "truth": "met", "children": [{"citation": "I.A", "truth": "unknown"}]},
            {"citation": "II", "truth": "met", "children": []}
        ]});
        let expect = json!({"criteria": [{"children": [{"truth": "met"}]}, {"citation": "II"}]});
        assert_eq!(
            of(&expect, &criteria).0,
            [value("criteria/0/children/0/truth", json!("met"), json!("unknown"))]
        );
        let (differences, form) = of(&json!({"criteria": [{"citation": "I"}]}), &criteria);
        assert_eq!(
            differences,
            [Difference {
                place: "criteria".to_owned(),
                kind: Kind::List { absent: Vec::new(), extra: vec![json!({"citation": "II"})] }
            }]
        );
        assert_eq!(form, json!([{"citation": "I"}, {"citation": "II"}]));
    }

    #[test]
    fn problems_are_told_by_their_places_or_by_some_of_their_keys() {
        let found = json!({"problems": [
            {"path": "/a", "problem": "p", "help": "h"},
            {"path": "/b", "problem": "q", "help": "i"}
        ]});
        for same in [
            json!(["/b", "/a"]),
            json!(["/a", {"problem": "q"}]),
            json!([{"path": "/b"}, {"path": "/a", "help": "h"}]),
        ] {
            assert_eq!(of(&json!({"problems": same}), &found).0, [], "{same}");
        }
        assert_eq!(
            of(&json!({"problems": ["/a", "/c"]}), &found),
            (vec![list("problems", &["/c"], &["/b"])], json!(["/a", "/b"]))
        );
        assert_eq!(
            of(&json!({"problems": [{"path": "/a"}]}), &found).1,
            json!([{"path": "/a"}, {"path": "/b"}])
        );
    }
}
