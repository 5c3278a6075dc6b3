//! What the text looks like: expected as a whole, since it is for people.

use super::{print_policy, print_vocabulary, read, read_vocabulary, tokens};
use policy_core::vocabulary::Vocabulary;

/// However it is written, a vocabulary has one text.
#[test]
fn a_vocabulary() {
    let (vocabulary, visibility, documentation) = read_vocabulary(&tokens(UNTIDY_VOCABULARY));
    assert_eq!(print_vocabulary(&vocabulary, &visibility, &documentation), VOCABULARY);
    assert_eq!(
        print_vocabulary(&vocabulary, "", ""),
        VOCABULARY.replace("/// Facts about requests for an implant.\n/// Made up.\npub ", "")
    );
}

/// Neighbors with one addressee are one block, and lists of codes are written out.
#[test]
fn blocks_and_codes() {
    let typed = r#"facts {
        /// A
        a: flag,
        asked of provider { /// B
            #[suggests codes(shared)] b: flag, }
        asked of provider { /// C
            c: code [One codes(shared, other), Two suggests icd10cm("B18.1")], }
        asked of plan { /// D
            #[icd10cm("Z92.86")] #[suggests icd10cm("Z00.6")] d: flag, }
        codes shared: icd10cm("C90.0*") rxnorm("6809"),
        codes other: rxnorm("8787"),
    }"#;
    let printed = r#"facts {
    /// A
    a: flag,
    asked of provider {
        /// B
        #[suggests icd10cm("C90.0*")]
        #[suggests rxnorm("6809")]
        b: flag,
        /// C
        c: code [One icd10cm("C90.0*") rxnorm("6809", "8787"), Two suggests icd10cm("B18.1")],
    }
    asked of plan {
        /// D
        #[icd10cm("Z92.86")]
        #[suggests icd10cm("Z00.6")]
        d: flag,
    }
}
"#;
    for text in [typed, printed] {
        let (vocabulary, ..) = read_vocabulary(&tokens(text));
        assert_eq!(print_vocabulary(&vocabulary, "", ""), printed);
    }
}

#[test]
fn a_policy() {
    let vocabulary = vocabulary();
    for source in [UNTIDY_POLICY, POLICY] {
        let (policy, path) = read(&tokens(source), &vocabulary);
        assert_eq!(print_policy(&policy, &path), POLICY);
    }
}

#[test]
fn a_policy_with_versions() {
    let vocabulary = vocabulary();
    let (policy, path) = read(&tokens(VERSIONS), &vocabulary);
    assert_eq!(print_policy(&policy, &path), VERSIONS);
}

fn vocabulary() -> Vocabulary {
    read_vocabulary(&tokens(VOCABULARY)).0
}

const UNTIDY_VOCABULARY: &str = r#"
/// Facts about requests for an implant.
/// Made up.
pub implant_facts {
    /// Date of birth
    birth_date: date, /// Age on the date of service
    age: age from birth_date,
    #[icd10cm("I50.22")] #[icd10cm("I50.23")]
    #[snomed("703272007")]
    /// Type of heart failure
    ///
    /// Every code stands for
    /// a reduced ejection fraction.
    failure: code [Reduced, Preserved, None,],
    /// Implant
    implant: code [FirstGenerationImplant, SecondGenerationImplant, ThirdGenerationImplant, ExternalDevice, Other],
    /// Implants before
    implants: count from 0 to 2_0,
    /// Weight
    weight: quantity in pounds or kg,
    /// Ejection fraction
    lvef: measurement in percent by [Echo, Muga] from 1 to 95.5,
    /// Follow-up agreed
    follow_up: attested flag,
    /// Smoker
    smoker: flag,
    /// Hospital stay
    stay: events with ward [Cardiology, Other],
    /// Treatment
    treatment: courses with {
        #[rxnorm("6809")] #[rxnorm("8787")]
        /// Medicine that was given
        ///
        /// Of a combination,
        /// the first.
        medicine: code [Bisoprolol, Other,], /// Highest dose
        highest_dose: quantity in g or mg from 0 to 1_0,
        /// tolerated
        tolerated: attested flag,
        cycles: count from 0 to 12, begun_at_home: flag },
    /// Relative
    relative: records with { degree: code [First, Second] },
    /// Approval of another plan
    approval: records with { /// Plan
        plan: code [Medicare, Other] },
    /// Visit
    visit: events with { date_of_report: date }
}"#;

const VOCABULARY: &str = r#"/// Facts about requests for an implant.
/// Made up.
pub implant_facts {
    /// Date of birth
    birth_date: date,
    /// Age on the date of service
    age: age from birth_date,
    /// Type of heart failure
    ///
    /// Every code stands for a reduced ejection fraction.
    #[icd10cm("I50.22", "I50.23")]
    #[snomed("703272007")]
    failure: code [Reduced, Preserved, None],
    /// Implant
    implant: code [
        FirstGenerationImplant, SecondGenerationImplant, ThirdGenerationImplant, ExternalDevice,
        Other,
    ],
    /// Implants before
    implants: count from 0 to 20,
    /// Weight
    weight: quantity in lb or kg,
    /// Ejection fraction
    lvef: measurement in % by [Echo, Muga] from 1 to 95.5,
    /// Follow-up agreed
    follow_up: attested flag,
    /// Smoker
    smoker: flag,
    /// Hospital stay
    stay: events with ward [Cardiology, Other],
    /// Treatment
    treatment: courses with {
        /// Medicine that was given
        ///
        /// Of a combination, the first.
        #[rxnorm("6809", "8787")]
        medicine: code [Bisoprolol, Other],
        /// Highest dose
        highest_dose: quantity in g or mg from 0 to 10,
        tolerated: attested flag,
        cycles: count from 0 to 12,
        begun_at_home: flag,
    },
    /// Relative
    relative: records with degree [First, Second],
    /// Approval of another plan
    approval: records with {
        /// Plan
        plan: code [Medicare, Other],
    },
    /// Visit
    visit: events with {
        date_of_report: date,
    },
}
"#;

const UNTIDY_POLICY: &str = r#"
/// Implants for heart failure
/// A second line that nobody reads.
implants<crate::facts::implant_facts> {
    advisory "Every request is seen by the board, whose members meet in the first week of each month." on criteria_met_review_required, refer when NOT smoker;
    define ejection: lvef by Echo <= 40.0% OR lvef by Muga <= 35% within 6 months;
    define light: NOT weight > 1000.5 lb;
    define recent: NOT any stay where ward != Other within 1 year;
    source "implants.pdf"; number "EX.1"; payer "Example \u{2028}Health";
    section first "I.A", "I.B" for failure in [Reduced] AND implant not in [ExternalDevice, Other] {
        1 "Ejection": ejection note "Echo or MUGA." interpretation "The latest \"counts\".";
        2: any of { note "One is enough."; a: recent; b: (light AND follow_up AND implants = 0) OR (age >= 18 AND NOT smoker AND implants between 1 and 2); }
        3 restated: failure = Reduced;
        tried: any treatment where ((medicine = Bisoprolol AND NOT tolerated) OR (highest_dose >= 10.0 mg)) within 1 year AND at least 2 relative where degree in [First];
        last: if smoker then follow_up else (recent OR light);
    } => criteria_met review "Board of implants, first floor, second door", 1 implant per lifetime, for 12 months, at most 2_000 g;
    section preserved for failure = Preserved => not_covered by recent { true => investigational, false => not_covered };
    applies when implant != Other else "another implant";
    codes cpt ["0263T"]; codes cpt ["0264T"];
    effective from 2026-01-01;
    section others => refer by implant {
        ThirdGenerationImplant, FirstGenerationImplant, SecondGenerationImplant => "EX.2", ExternalDevice => by light { true => "EX.3", false => "EX.4" } };
    accept finding at "I.A" because "Whoever reads the source finds the disease named in two places.";
    accept gap lvef = 40% because "The source leaves it open.";
    accept finding at applies because "For now.";
    interpretation "Made up.";
}"#;

const POLICY: &str = r#"/// Implants for heart failure
implants<crate::facts::implant_facts> {
    payer "Example \u{2028}Health";
    number "EX.1";
    source "implants.pdf";
    codes cpt ["0263T", "0264T"];
    effective from 2026-01-01;

    interpretation "Made up.";

    applies when implant != Other
        else "another implant";

    accept gap lvef = 40% because "The source leaves it open.";
    accept finding at "I.A"
        because "Whoever reads the source finds the disease named in two places.";
    accept finding at applies because "For now.";

    define condition_1: no stay where ward != Other within 1 year;
    define condition_2: NOT weight > 1_000.5 lb;

    section first "I.A", "I.B" for failure = Reduced AND implant not in [ExternalDevice, Other] {
        1 "Ejection": lvef by Echo <= 40.0% OR lvef by Muga <= 35% within 6 months
            note "Echo or MUGA."
            interpretation "The latest \"counts\".";
        2: any of {
            note "One is enough.";
            a: no stay where ward != Other within 1 year;
            b: (NOT weight > 1_000.5 lb AND follow_up AND implants = 0)
                OR (age >= 18 AND NOT smoker AND implants between 1 and 2);
        }
        3 restated: failure = Reduced;
        tried: any treatment where ((medicine = Bisoprolol AND NOT tolerated)
                OR highest_dose >= 10.0 mg) within 1 year
            AND at least 2 relative where degree = First;
        last: if smoker
            then follow_up
            else no stay where ward != Other within 1 year OR NOT weight > 1_000.5 lb;
    } => criteria_met for 12 months, 1 implant per lifetime, at most 2_000 g,
        review "Board of implants, first floor, second door";

    section preserved for failure = Preserved
        => not_covered by condition_1 { true => investigational, false => not_covered };

    section others
        => refer by implant {
            FirstGenerationImplant, SecondGenerationImplant, ThirdGenerationImplant => "EX.2",
            ExternalDevice => by condition_2 { true => "EX.3", false => "EX.4" },
        };

    advisory "Every request is seen by the board, whose members meet in the first week of each month."
        on criteria_met_review_required, refer when NOT smoker;
}
"#;

const VERSIONS: &str = r#"/// Two versions
two_versions<implant_facts> {
    payer "Example Health";
    number "EX.2";
    source "versions.pdf";
    never approves;

    version "2" from 2026-07-01 {
        note "Only the older version asks about hospital stays.";

        section all => criteria_not_met;
    }

    version "1" from 2025-01-01 to 2026-06-30 {
        section stays "I" {
            interpretation "Stays in any ward count.";
            1: no stay within 6 months;
        } => case_by_case;
    }

    advisory "Everywhere." on criteria_not_met;
}
"#;
