use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health"; number "EX.1"; source "example.pdf";
        define severe: nyha = VI;
        section early for agee < 18 => case_by_case;
        section all {
            1: at most 3 ways to say this are wrong;
            2: any of { a: age 18; b: severe; }
            3: lvef <= 40 %;
            4: hs_crp >= 2;
        } => criteria_mett for 3 months;
    }
}

fn main() {}
