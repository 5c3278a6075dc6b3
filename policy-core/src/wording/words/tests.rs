use super::{inside, is_plural, list, name_in_words, number, verb_after};
use rust_decimal::Decimal;

#[test]
fn labels_inside_a_sentence_keep_abbreviations_and_names() {
    for (label, expected) in [
        ("Age on the date of service", "age on the date of service"),
        ("Beta-blocker: status", "beta-blocker: status"),
        ("The FDA has approved the product", "the FDA has approved the product"),
        ("A known, available donor is willing", "a known, available donor is willing"),
        ("Hepatitis B", "hepatitis B"),
        ("Non-Hodgkin lymphoma", "non-Hodgkin lymphoma"),
        ("Anti-CD38 antibody", "anti-CD38 antibody"),
        ("Prior CAR-T therapy", "prior CAR-T therapy"),
        ("NYHA class", "NYHA class"),
        (
            "New York Heart Association functional class",
            "New York Heart Association functional class",
        ),
        ("N-terminal pro-B-type natriuretic peptide", "N-terminal pro-B-type natriuretic peptide"),
        ("T cells in the dose", "T cells in the dose"),
        ("CAR T-cell therapy received earlier", "CAR T-cell therapy received earlier"),
        ("CD34+ cells in the dose", "CD34+ cells in the dose"),
        ("B12 in serum", "B12 in serum"),
        ("ITGB2 variants found", "ITGB2 variants found"),
        ("Child-Pugh class", "Child-Pugh class"),
        ("eGFR", "eGFR"),
        ("", ""),
    ] {
        assert_eq!(inside(label), expected);
    }
}

#[test]
fn the_head_of_a_label_chooses_the_verb() {
    for plural in [
        "Administrations requested",
        "Administrations of the product already received",
        "Prior lines of therapy",
        "Neutrophils expressing CD18",
        "CAR-positive T cells in the dose",
        "CD34+ cells per kilogram of body weight",
        "ITGB2 variants found",
    ] {
        assert!(is_plural(plural), "{plural}");
    }
    for singular in [
        "Line of business of the member's plan",
        "Beta-blocker: status",
        "Hepatitis B",
        "Disease status after the most recent therapy",
        "New York Heart Association functional class",
        "HIV screening result",
        "Specialty of the prescriber",
        "Left ventricular ejection fraction",
        "",
    ] {
        assert!(!is_plural(singular), "{singular}");
    }
    assert_eq!(verb_after("Age on the date of service, in completed years"), ", is ");
    assert_eq!(
        verb_after("Beta-blocker: date of the last change of dose, the start included"),
        ", is "
    );
    assert_eq!(verb_after("Signs of heart, lung or liver failure"), " are ");
}

#[test]
fn numbers_have_separators_and_keep_their_digits() {
    for (written, expected) in [
        ("40", "40"),
        ("0.05", "0.05"),
        ("1200", "1,200"),
        ("200000", "200,000"),
        ("-1234567.1250", "-1,234,567.1250"),
        ("999", "999"),
    ] {
        assert_eq!(number(Decimal::from_str_exact(written).unwrap()), expected);
    }
}

#[test]
fn lists_and_names_read_as_words() {
    assert_eq!(list(["I"], "or"), "I");
    assert_eq!(list(["I", "II"], "or"), "I or II");
    assert_eq!(list(["I", "II", "III"], "and"), "I, II and III");
    assert_eq!(list([""; 0], "and"), "");
    assert_eq!(name_in_words("advanced_heart_failure"), "Advanced heart failure");
}
