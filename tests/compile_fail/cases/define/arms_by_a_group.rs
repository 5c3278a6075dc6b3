use policies::vocabulary::clinical;

policy_macros::policy! {
    example<clinical> {
        payer "Example Health";
        number "EX.1";
        source "example.pdf";
        // corrected: define severe: nyha = IV OR cns_myeloma;
        define severe: any of { a: nyha = IV; b: cns_myeloma; }
        section all => refer by severe { true => "EX.2", false => "EX.3" };
    }
}

fn main() {}
