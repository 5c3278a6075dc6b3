use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria "I" {
            1: no prior_hsct;
            // corrected: 2: no prior_car_t_therapy;
            2: any prior_hsct where donor = Autologous;
        } => criteria_met for 3 months;
    }
}

fn main() {}
