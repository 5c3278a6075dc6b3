use policies::vocabulary::clinical;

policy_macros::policy! {
    first<clinical> {
        payer "Example Health"; number "EX.1"; source "example.pdf";
        section all {
            1: age >= 18 and nyha = II;
            2: lvef <= 400%;
        } => criteria_met for 3 months;
    }
}

policy_macros::policy! {
    second<clinical> {
        payer "Example Health"; number "EX.2"; source "example.pdf";
        section all { 1: agee >= 18; 3: nyha = V; } => criteria_met for 0 months;
    }
}

fn main() {}
