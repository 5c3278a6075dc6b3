use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health"; number "EX.1"; source "example.pdf";
        section adults { 1: age >= 18 and nyha = II; } => criteria_met for 3 months;
    }
}

fn main() {
    let day = policy_core::NaiveDate::MIN;
    let case = ExampleCase { birth_date: day.into(), nyha: clinical::Nyha::II.into(), ..ExampleCase::new(day, day) };
    println!("{:?}", evaluate_example(&case).outcome());
    println!("{:?} {}", evaluate_example_adults(&case), EXAMPLE.name);
}
