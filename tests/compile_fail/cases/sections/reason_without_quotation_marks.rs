use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section rest => criteria_not_met "dosed once";
        section rest => criteria_not_met dosed_once;
    }
}

fn main() {}
