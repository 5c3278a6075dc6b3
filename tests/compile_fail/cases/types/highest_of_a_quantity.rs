use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: car_t_cell_dose <= 450 million cells;
            1: highest car_t_cell_dose <= 450 million cells;
        } => criteria_met for 3 months;
    }
}

fn main() {}
