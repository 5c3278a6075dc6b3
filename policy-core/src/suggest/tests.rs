use super::*;

#[test]
fn distances() {
    for (a, b, expected) in [
        ("", "", 0),
        ("", "age", 3),
        ("age", "", 3),
        ("nyha", "nyha", 0),
        ("nyha", "nhya", 1),
        ("nyha", "nyh", 1),
        ("nyha", "nyhaa", 1),
        ("nyha", "nyhe", 1),
        ("ca", "abc", 3), // unrestricted Damerau would say 2
        ("kitten", "sitting", 3),
        ("Lvef", "lvef", 1),
        ("µg", "ug", 1),
    ] {
        assert_eq!(distance(a, b), expected, "{a}, {b}");
        assert_eq!(distance(b, a), expected, "{b}, {a}");
    }
}

#[test]
fn names_that_are_too_long_or_too_short_are_as_far_as_they_look() {
    let names =
        ["a", "_a", "ab", "a_b", "a-b-c-d", "abcd", "ABCDE", "%", "", "a%", "µg"].map(Name::new);
    for one in &names {
        for other in &names {
            assert!(one.least_distance(other) <= one.distance(other));
        }
    }
}

#[test]
fn suggestions_are_near_or_absent() {
    let facts = [
        "age",
        "nyha",
        "lvef",
        "hs_crp",
        "nt_probnp",
        "hepatitis_b",
        "hepatitis_c",
        "prior_hsct",
        "%",
    ];
    let cases: [(&str, &[&str]); 12] = [
        ("NYHA", &["nyha"]),
        ("nt-proBNP", &["nt_probnp"]),
        ("ntprobnp", &["nt_probnp"]),
        ("hs_cpr", &["hs_crp"]),
        ("hepatitis_d", &["hepatitis_b", "hepatitis_c"]),
        ("hepatitis", &["hepatitis_b", "hepatitis_c"]),
        ("prior_hct", &["prior_hsct"]),
        ("ejection_fraction", &[]),
        ("ag", &[]),
        ("%", &["%"]),
        ("&&&", &[]),
        ("", &[]),
    ];
    for (typed, expected) in cases {
        assert_eq!(nearest(typed, facts), expected, "{typed}");
    }
}

#[test]
fn one_or_two_letters_match_only_themselves() {
    assert_eq!(nearest("iv", ["I", "II", "III", "IV"]), ["IV"]);
    assert_eq!(nearest("i-v", ["I", "II", "III", "IV"]), ["IV"]);
    assert!(nearest("VI", ["I", "II", "III", "IV"]).is_empty());
}

#[test]
fn a_candidate_given_twice_is_suggested_once() {
    assert_eq!(did_you_mean("agee", ["age", "age"]).as_deref(), Some("did you mean `age`?"));
    assert_eq!(
        did_you_mean("IIV", ["I", "II", "III", "IV"]).as_deref(),
        Some("did you mean `II`, `III` or `IV`?")
    );
}

#[test]
fn very_long_input_is_answered_at_once_and_matches_nothing() {
    let long = "a".repeat(1_000_000);
    assert_eq!(distance(&long, ""), 1_000_000);
    assert_eq!(distance(&long, &long), 0);
    assert!(nearest(&long, ["a".repeat(64).as_str(), "age"]).is_empty());
}
