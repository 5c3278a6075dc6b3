policy_macros::policy! {
    // corrected: example<policies::vocabulary::clinical> {
    example<policies::vocabulary::type> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria { 1: age >= 18; } => criteria_met for 3 months;
    }
}

fn main() {}
