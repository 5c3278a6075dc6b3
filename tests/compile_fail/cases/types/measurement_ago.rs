use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: lvef <= 40% within 1 month;
            1: lvef at least 1 month ago;
        } => criteria_met for 3 months;
    }
}

fn main() {}
