policy_macros::vocabulary! {
    pub members {
        /// Trial of a medicine
        trial: courses with { medicine: code [Topiramate, Other], dose: quantity in mg },
    }
}

policy_macros::policy! {
    example<members> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        section criteria {
            // corrected: 1: any trial where (medicine = Topiramate AND dose > 5 mg);
            1: any trial where medicine = Topiramate AND dose > 5 mg;
            // corrected: 2: no trial where dose > 100 mg;
            2: no trial where dose > 100;
        } => criteria_met for 3 months;
    }
}

fn main() {}
