//! Example Health, EX-104.

policy_macros::policy! {
    /// Continuous glucose monitors
    glucose_monitor<crate::vocabulary::equipment> {
        payer "Example Health";
        number "EX-104";
        source "glucose-monitors.pdf";
        reviewed 2026-01;
        effective from 2026-01-01;

        applies when requested_device = GlucoseMonitor
            else "another device was requested";

        define seen_lately: last_visit within 6 months;

        section renewal "B" for request_type = Renewal {
            1: seen_lately;
        } => criteria_met for 12 months, 1 device;

        section first_device "A" {
            1: diabetes in [Type1, Type2]
                interpretation "Diabetes that comes with a pregnancy is not meant.";
            2: age >= 2;
            3 "Need": any of {
                a: insulin;
                b: at least 1 severe_hypoglycemia within 12 months;
                c: hemoglobin_a1c >= 8%;
            }
            4: seen_lately;
            5: trained;
        } => criteria_met for 12 months, 1 device;

        advisory "Sensors are requested apart from the device." on criteria_met;
    }
}
