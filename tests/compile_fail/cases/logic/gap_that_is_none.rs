use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected:
        accept gap lvef = 40% because "the source leaves it open";
        section criteria "I" { 1: lvef <= 40%; } => criteria_met for 3 months;
    }
}

fn main() {}
