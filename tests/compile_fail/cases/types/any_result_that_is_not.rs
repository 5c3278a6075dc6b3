use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: NOT any lvef by Echo2d = 40% within 6 months;
            1: any lvef by Echo2d != 40% within 6 months;
        } => criteria_met for 3 months;
    }
}

fn main() {}
