//! CAR T-cell therapy, after Medicare's NCD 110.24.

policy_macros::vocabulary! {
    /// Facts about requests for CAR T-cell therapy
    pub car_t_facts {
        /// Product requested
        product: code [AutologousCarT "autologous CAR T-cell product", Other],
        /// Treatment of cancer
        cancer: flag,
        /// The facility is enrolled in the REMS
        rems_enrolled: flag,
        /// The label or a listed compendium supports the use
        supported_use: attested flag,
    }
}

policy_macros::policy! {
    /// CAR T-cell therapy for cancer
    car_t<car_t_facts> {
        payer "Medicare";
        number "110.24";
        source "criteria.tsv";

        section criteria "B" {
            1: product = AutologousCarT AND cancer;
            2: rems_enrolled;
            3: supported_use;
            4: service_date >= 2019-08-07;
        } => criteria_met 1 infusion;
    }
}
