use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: section rest => criteria_not_met "the product is dosed once";
        section rest => denied "the product is dosed once";
    }
}

fn main() {}
