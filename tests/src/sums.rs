//! A small policy about what entries of histories come to.

policy_macros::vocabulary! {
    /// Histories whose entries have amounts.
    pub amounts {
        /// What is asked for
        asked: code [Total, Range, Course, Anchored, Days, Share, Whole, Opposite],
        /// Injection
        injection: events with {
            site: code [Forehead, Neck, Shoulder],
            units: quantity in U from 1 to 200,
            vials: count from 0 to 10,
        },
        /// Fill
        fill: courses with {
            medicine: code [A, B, Other many],
            dose: quantity in mg or g from 0 to 2_000,
            /// Taken as prescribed
            adherent: flag,
        },
        /// Approval of another plan
        approval: records with { units: quantity in U from 0 to 100 },
        /// Units asked for
        requested_units: quantity in U from 0 to 400,
        /// Start of therapy
        therapy_start: date,
        /// Units of twelve weeks
        all_units: calculated in U as requested_units + total units of injection within 84 days before service_date,
        /// Share of days covered
        covered: calculated in % as days covered by fill where medicine = A within 180 days / 180 days,
        /// Vials in all
        all_vials: calculated in mg as total vials of injection * 10 mg,
    }
}

policy_macros::policy! {
    /// Limits of what entries come to
    sums<amounts> {
        payer "Example Health";
        number "EX.11";
        source "example.txt";

        section totals "1" for asked = Total {
            1: total units of injection where (site in [Neck, Shoulder]) within 84 days <= 300 U;
            2: total units of approval < 60 U;
        } => criteria_met for 1 year;
        section ranges "2" for asked = Range {
            1: total dose of fill where (adherent) within 6 months between 500 and 900 mg;
        } => criteria_met for 6 months;
        section courses "3" for asked = Course {
            1: total dose of fill lasting at least 14 days started within 1 year >= 1.5 g;
        } => criteria_met for 3 months;
        section anchored "4" for asked = Anchored {
            1: total units of injection after therapy_start >= 100 U;
            2: days covered by fill before therapy_start < 60 days;
        } => criteria_met for 3 months;
        section days "5" for asked = Days {
            1: days covered by fill where (medicine in [A, B]) within 180 days >= 144 days;
        } => criteria_met for 3 months;
        section shares "6" for asked = Share {
            1: covered >= 80%;
        } => criteria_met for 3 months;
        section whole "7" for asked = Whole {
            1: all_units <= 400 U AND all_vials < 150 mg;
        } => criteria_met for 3 months;
        section opposite "8" {
            1: NOT total units of injection within 1 year > 500 U;
            2: NOT days covered by fill within 30 days >= 2 weeks;
        } => criteria_met for 3 months;
    }
}
