use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" { 1: age >= 18; } => criteria_met for 3 months;
        // corrected: advisory "Young adults." when age between 18 and 25;
        advisory "Young adults." when age >= 18 AND age < 18;
    }
}

fn main() {}
