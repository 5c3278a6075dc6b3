//! Blue Cross and Blue Shield of Rhode Island, stem cell therapy for peripheral arterial disease.

policy_macros::policy! {
    /// Stem cell therapy for peripheral arterial disease
    pad_stem_cells<crate::vocabulary::clinical> {
        payer "Blue Cross and Blue Shield of Rhode Island";
        number "Stem Cell Therapy for Peripheral Arterial Disease";
        source "004_c6c3683f7fda1044.txt";
        reviewed 2025-09-17;
        codes cpt ["0263T", "0264T", "0265T"];
        effective from 2026-01-01;
        never approves;

        note "No prior authorization is required.";
        interpretation "Whether the policy is in force is decided by the date of service, not by the date of the request.";
        interpretation "Commercial products are commercial plans, exchange plans, ICHRA and self-insured plans; for a self-insured plan, the group's booklet applies as well.";
        interpretation "Medicare Advantage plans of every kind are meant.";
        interpretation "The text takes precedence over the three procedure codes.";
        interpretation "The disease is the one that the service is meant to treat, not one that the member also has.";
        interpretation "The printed list of stem cell sources is read as including every source.";

        applies when requested_product = StemCellTherapy
            else "another service was requested";
        applies when peripheral_arterial_disease
            else "the service is meant to treat another disease";
        applies when line_of_business in [MedicareAdvantageHmo, MedicareAdvantagePpo, MedicareAdvantageOther, Commercial, HimExchange, Ichra, SelfInsuredAso]
            else "the policy is written for Medicare Advantage and commercial products";

        section policy_statement "Policy Statement"
            => not_covered by line_of_business {
                MedicareAdvantageHmo, MedicareAdvantagePpo, MedicareAdvantageOther => not_covered,
                Commercial, HimExchange, Ichra, SelfInsuredAso => not_medically_necessary,
            }, "studies so far do not show that members are better off with this treatment";

        advisory "The policy asks for no prior authorization. Benefits differ by group and contract."
            on not_covered;

        advisory "Stem cell therapy for an orthopedic indication has its own policy."
            on not_applicable when requested_product = StemCellTherapy AND NOT peripheral_arterial_disease;
    }
}
