use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: car_t_cell_dose <= 5e2 million cells;
            1: car_t_cell_dose <= 5x10^2 million cells;
        } => criteria_met for 3 months;
    }
}

fn main() {}
