#![allow(clippy::arithmetic_side_effects, reason = "a test may overflow and fail")]

use super::{CodeSystem::*, *};

/// Every code in the vocabulary, including the ends of its ranges.
const DICTIONARY: &[(CodeSystem, &[&str])] = &[
    (
        Loinc,
        &[
            "30525-0", "18043-0", "77891-0", "88020-3", "33762-6", "33763-4", "30522-7", "2164-2",
            "35591-7", "56888-1", "17121-5", "17109-0", "17110-8",
        ],
    ),
    (
        Snomed,
        &[
            "703272007",
            "420300004",
            "421704003",
            "420913000",
            "422293003",
            "443487006",
            "91857003",
            "109989006",
            "234582006",
            "399957001",
        ],
    ),
    (
        Icd10Cm,
        &[
            "I50.20", "I50.23", "I50.40", "I50.43", "I25.5", "I48.0", "I48.11", "I48.19", "I48.20",
            "I48.21", "I48.91", "Z95.811", "Z94.84", "C83.10", "C83.19", "C91.00", "C91.02",
            "C90.02", "Z92.850", "C90.00", "Z92.86", "Z00.6", "Z94.81", "B18.1", "B18.2", "D71.1",
            "I73.9", "I73.1", "E11.51",
        ],
    ),
    (Hcpcs, &["Q2053", "Q2055", "J3590", "C9399"]),
    (Cpt, &["0263T", "0264T", "0265T"]),
    (Ndc, &["83537-0034"]),
    (Nucc, &["207RC0000X"]),
];

#[test]
fn every_code_of_the_dictionary_is_sound() {
    for (system, codes) in DICTIONARY {
        for code in *codes {
            assert_eq!(system.check(code), Ok(()), "{system:?} {code}");
        }
    }
}

#[test]
fn other_sound_codes() {
    for (system, codes) in [
        (Loinc, &["4548-4", "2160-0", "8480-6", "98979-8", "100898-6"][..]),
        (Snomed, &["73211009", "22298006", "404684003", "900000000000207008", "731000124108"]),
        (Icd10Cm, &["I10", "C4A.9", "Z3A.20", "S72.001A", "T36.0X1A", "M1A.9XX0", "U07.1"]),
        (Rxnorm, &["6", "1991302", "2479140"]),
        (Hcpcs, &["A0021", "V5364"]),
        (Cpt, &["99213", "0001F", "0001U", "0002M", "0001A"]),
        (
            Ndc,
            &[
                "0002-1433",
                "0002-1433-80",
                "50242-040-62",
                "60575-4112-1",
                "00002-1433-80",
                "50242-040",
            ],
        ),
        (Nucc, &["2084N0400X", "101YA0400X", "390200000X"]),
    ] {
        for code in codes {
            assert_eq!(system.check(code), Ok(()), "{system:?} {code}");
        }
    }
}

#[test]
fn wrong_forms_are_refused_in_every_system() {
    for (system, codes) in [
        (Loinc, &["33762", "33762-", "-6", "LA6568-5", "12345678-1", "33762-66", "33762–6"][..]),
        (Snomed, &["12345", "0703272007", "1234567890123456789", "70327200a"]),
        (
            Icd10Cm,
            &[
                "I5",
                "I50.",
                "I50.20.1",
                "i50.20",
                "I50.12345",
                "150.20",
                "IA0",
                "I5020",
                "I50.20-I50.23",
                "I70.2xx",
            ],
        ),
        (Rxnorm, &["0", "01", "123456789", "1a"]),
        (Hcpcs, &["Q205", "W0001", "q2055", "Q20555", "0263T"]),
        (Cpt, &["9921", "992134", "0263X", "Q2055"]),
        (
            Ndc,
            &[
                "83537",
                "83537-00",
                "8353-003",
                "835370034",
                "83537-0034-",
                "83537-0034-111",
                "835371-0034-1",
                "8353-0034-1",
            ],
        ),
        (Nucc, &["207RC0000", "207RC0000Y", "207rc0000X", "207RC00000X"]),
    ] {
        for code in codes.iter().copied().chain(["", " ", "é", "٣٣٧٦٢-٦"]) {
            assert_eq!(system.check(code), Err(CodeProblem::Form { system, code: code.into() }));
        }
    }
}

#[test]
fn one_wrong_digit_and_one_swap_are_always_found_in_snomed_and_a_wrong_digit_in_loinc() {
    for (system, codes) in &DICTIONARY[..2] {
        for code in *codes {
            let signs: Vec<char> = code.chars().collect();
            for (place, sign) in signs.iter().enumerate().filter(|(_, sign)| sign.is_ascii_digit())
            {
                for digit in ('0'..='9').filter(|digit| digit != sign) {
                    let mut wrong = signs.clone();
                    wrong[place] = digit;
                    assert!(system.check(&wrong.iter().collect::<String>()).is_err());
                }
                let mut swapped = signs.clone();
                if *system == Snomed && place > 0 && swapped[place - 1] != *sign {
                    swapped.swap(place - 1, place);
                    assert!(system.check(&swapped.iter().collect::<String>()).is_err());
                }
            }
        }
    }
}

#[test]
fn verhoeff_tables_are_those_of_the_dihedral_group() {
    // The check digits 0 to 9 of one stem are all different: exactly one is right.
    for stem in 0..10_000 {
        assert_eq!(
            (0..10).filter(|digit| verhoeff_holds(&digits(&format!("{stem}{digit}")))).count(),
            1
        );
        assert_eq!(
            (0..10).filter(|digit| mod_10_holds(&digits(&format!("{stem}{digit}")))).count(),
            1
        );
    }
    assert!(verhoeff_holds(&digits("2363"))); // Verhoeff's example as it is commonly given: 236, check digit 3
}

#[test]
fn snomed_descriptions_and_relationships_are_no_concepts() {
    for (stem, names) in [
        ("75487501", "a description"),
        ("10202802", "a relationship"),
        ("12345610", "nothing that SNOMED CT defines"),
        ("12345699", "nothing that SNOMED CT defines"),
    ] {
        let code = (0..10)
            .map(|digit| format!("{stem}{digit}"))
            .find(|code| verhoeff_holds(&digits(code)))
            .unwrap();
        assert_eq!(Snomed.check(&code), Err(CodeProblem::NotAConcept { code, names }));
    }
}

#[test]
fn messages_say_what_is_wrong_and_what_to_write() {
    for (system, code, problem, help) in [
        (
            Loinc,
            "33762-5",
            "the check digit of the LOINC code `33762-5` is wrong",
            "`33762-6` would be right, if the digits before it are",
        ),
        (
            Snomed,
            "703272008",
            "the check digit of the SNOMED CT code `703272008` is wrong",
            "`703272007` would be right, if the digits before it are",
        ),
        (Loinc, "337626", "`337626` does not have the form of a LOINC code", "write `33762-6`"),
        (Loinc, "33762–6", "`33762–6` does not have the form of a LOINC code", "write `33762-6`"),
        (Icd10Cm, "i5020", "`i5020` does not have the form of an ICD-10-CM code", "write `I50.20`"),
        (
            Icd10Cm,
            "Q2055",
            "`Q2055` does not have the form of an ICD-10-CM code",
            "write `Q20.55`, or give `Q2055` as `hcpcs` if it is an HCPCS code",
        ),
        (
            Cpt,
            "Q2055",
            "`Q2055` does not have the form of a CPT code",
            "`Q2055` looks like an HCPCS code: give it as `hcpcs`",
        ),
        (
            Hcpcs,
            "0263T",
            "`0263T` does not have the form of an HCPCS code",
            "`0263T` looks like a CPT code: give it as `cpt`",
        ),
        (
            Hcpcs,
            "99213",
            "`99213` does not have the form of an HCPCS code",
            "`99213` looks like a CPT code: give it as `cpt`",
        ),
        (
            Hcpcs,
            "W0001",
            "`W0001` does not have the form of an HCPCS code",
            "an HCPCS Level II code is a letter from A to V and 4 digits, as in `Q2055`",
        ),
        (
            Nucc,
            " 207rc0000x",
            "` 207rc0000x` does not have the form of a NUCC code",
            "write `207RC0000X`",
        ),
    ] {
        let found = system.check(code).unwrap_err();
        assert_eq!((found.to_string().as_str(), found.help().as_deref()), (problem, Some(help)));
    }
}

#[test]
fn examples_in_the_help_are_sound_and_long_input_is_cut() {
    for system in CodeSystem::ALL {
        let words = system.form_in_words();
        let example = words.split('`').nth(1).unwrap();
        assert_eq!(system.check(example), Ok(()));
        let problem = system.check(&"é".repeat(1_000_000)).unwrap_err();
        assert!(problem.to_string().len() < 200);
        assert_eq!(problem.help().as_deref(), Some(words));
    }
}
