use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: no prior_stem_cell_therapy;
            1: no prior stem cell therapy;
        } => criteria_met for 3 months;
    }
}

fn main() {}
