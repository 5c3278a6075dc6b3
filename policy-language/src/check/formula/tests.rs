use crate::check::check_vocabulary;
use crate::diagnostic::Diagnostics;
use crate::print::print_vocabulary;
use crate::samples;
use crate::syntax::parse_vocabulary;
use policy_core::vocabulary::Vocabulary;

fn read(text: &str) -> Vocabulary {
    let file = format!("policy_macros::vocabulary! {{ {text} }}");
    let block = samples::vocabulary(&file);
    let mut errors = Diagnostics::default();
    let vocabulary = parse_vocabulary(&block.tokens, &mut errors).unwrap();
    let vocabulary = check_vocabulary(&vocabulary, &mut errors);
    assert!(errors.is_empty(), "{text}: {:?}", errors.texts());
    vocabulary
}

/// A formula is printed with parentheses only where they are needed, and is read back as it was.
#[test]
fn a_formula_is_read_back_as_it_is_printed() {
    for (typed, printed) in [
        ("a + b", "a + b"),
        ("a - (b - a)", "a - (b - a)"),
        ("(a + b) - a", "a + b - a"),
        ("((a)) * 2", "a * 2"),
        ("(a + b) * 2", "(a + b) * 2"),
        ("2 * (a + b)", "2 * (a + b)"),
        ("a * (b / a)", "a * (b / a)"),
        ("a / (a / b)", "a / (a / b)"),
        ("a * b / a", "a * b / a"),
        ("b * a * a / a / a", "b * a * a / a / a"),
        ("b * a * a / (a * a)", "b * a * a / (a * a)"),
        ("a * (a * a) / (b * b)", "a * a * a / (b * b)"),
        ("(a + b) * (a + b) / 2 kg", "(a + b) * (a + b) / 2 kg"),
        ("twice - a", "twice - a"),
        ("a + 13 kg", "a + 13 kg"),
        ("a + 1_000 lb", "a + 1_000 lb"),
        (
            "highest r by X within 3 months - r before day",
            "highest r by X within 3 months - r before day",
        ),
        ("n * a / n2", "n * a / n2"),
        (
            "a * (days from day to service_date) / 7 days",
            "a * days from day to service_date / 7 days",
        ),
        ("a * 5%", "a * 5 %"),
    ] {
        let text = |formula: &str| {
            format!(
                "v {{\
                \n/// A\na: quantity in kg or lb from 1 to 9,\
                \n/// B\nb: quantity in kg from 1 to 9,\
                \n/// Twice\ntwice: calculated in kg as a * 2,\
                \n/// N\nn: count,\
                \n/// M\nn2: count from 1 to 9,\
                \n/// Day\nday: date,\
                \n/// R\nr: measurement in kg by [X, Y],\
                \n/// Result\nresult: calculated in kg as {formula},\n}}"
            )
        };
        let vocabulary = read(&text(typed));
        let again = print_vocabulary(&vocabulary, "", "");
        let expected = format!("result: calculated in kg as {printed},");
        assert!(again.contains(&expected), "{typed}: {again}");
        assert_eq!(read(&again), vocabulary, "{typed}");
        assert_eq!(Vocabulary::from_line(&vocabulary.to_line()).as_ref(), Some(&vocabulary));
    }
}
