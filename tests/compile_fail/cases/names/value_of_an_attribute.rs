use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: any prior_hsct where donor = Allogeneic;
            1: any prior_hsct where donor = Alogeneic;
        } => criteria_met for 3 months;
    }
}

fn main() {}
