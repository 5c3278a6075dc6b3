// What the other policies leave out. Checked and printed, not compiled: whether it makes sense is
// not the question.

vocabulary! {
    /// Facts with names that are easily mistaken.
    pub rest_facts {
        #[doc = " One line\u{200b} of \"two\"\\"]
        /// A note on `it` \ over
        ///
        ///   two lines, with a blank line between.
        condition_1: flag,
        /// Also taken
        condition_3: attested flag,
        /// Kind
        #[loinc("4548-4")]
        #[snomed("703272007")]
        #[loinc("2823-3", "711-2")]
        #[nucc("207RC0000X")]
        #[cpt("99213", "0263T")]
        #[rxnorm("6809")]
        kind: code [Default, Other, First],
        /// Only one value
        only: code [Alone],
        /// Many values
        several: code [
            Aaaaaaaaaa, Bbbbbbbbbb, Cccccccccc, Dddddddddd, Eeeeeeeeee, Ffffffffff, Gggggggggg, Hhhhhhhhhh, Iiiiiiiiii, Jjjjjjjjjj, Kkkkkkkkkk, Llllllllll,
        ],
        /// A date
        note: date,
        /// Age
        interpretation: age from note,
        /// Age again
        other_age: age from note,
        /// Counted
        number: count from 1_000 to 4_294_967_295,
        /// Counted without a range
        title: count,
        /// Amount
        amount: quantity in lb or kg,
        /// Amount with a range that is as wide as without
        wide: quantity in % from -1_000_000_000 to 1_000_000_000,
        /// Level
        level: measurement in "°C" by [Skin, Ear] from -1.50 to 45.00,
        /// Level by many methods
        levels: measurement in mL/min/1.73 m2 by [
            Aaaaaaaaaa, Bbbbbbbbbb, Cccccccccc, Dddddddddd, Eeeeeeeeee, Ffffffffff, Gggggggggg, Hhhhhhhhhh,
        ] from 0.000_1 to 1e3,
        /// Level of cells
        cells: measurement in million cells or 10*3 or "1" from 0 to 1e6,
        /// Event
        source: events with payer [None, Some],
        /// Event without
        when: events,
        /// Treatment
        treatment: courses with {
            /// Medicine that was given
            ///
            /// Of a combination, the first.
            #[rxnorm("6809")]
            #[loinc("4548-4")]
            medicine: code [
                Aaaaaaaaaa, Bbbbbbbbbb, Cccccccccc, Dddddddddd, Eeeeeeeeee, Ffffffffff, Gggggggggg, Hhhhhhhhhh, Iiiiiiiiii many,
            ],
            /// dose number
            dose_number: count from 1 to 4_000,
            /// Approved “by”\
            #[doc = " \"them\"\\"]
            approved: date,
            asked_for: date,
            dose: quantity in lb or kg from 0.50 to 1_000,
            tolerated: flag,
            promised: attested flag,
            where_: code [Home, Elsewhere many],
        },
        /// Record
        record: records with { degree: code [First, Second], age: count, seen: date, share: quantity in kg },
        /// Records without
        records: records,
        /// Courses with one attribute, whose label is its own
        courses_: courses with { /// Its own
            side: code [Left, Right] },
        /// Courses with one attribute, which is no code
        course: courses with { given: flag },
        /// Words with which statements begin
        section: flag,
        /// The same
        define: date,
        /// The same
        codes: flag,
        /// The same
        version: events,
        /// The same
        accept: flag,
        /// Words that stand behind conditions
        on: flag,
        /// The same
        restated: flag,
        /// The same
        because: flag,
    }
}

policy! {
    rest_of_it<crate::rest_facts> {
        never approves;
        advisory "Before everything" on refer when condition_1;
        source "\"quoted\" \\ and\ttabbed";
        payer "’typographic’ – — “signs” \u{202e}\u{0}";
        title " Two
            lines ";
        number r#"raw "number""#;
        codes loinc ["4548-4"];
        codes ndc ["83537-0034"];
        codes loinc ["2823-3", "711-2"];
        reviewed 2026;
        effective from 0999-01-01 to 9998-12-31;
        note "";
        accept gap number = 1_000 because "nobody is a thousand";
        accept gap amount between 0.50 lb and 2.50 kg because "the source leaves it open";
        accept gap level by Ear = 36.60 degrees Celsius because "fever";
        accept gap interpretation between 17 and 18 because "";
        accept gap note = 2026-01-01 because "the turn of the year";
        accept finding at "Before everything" because "an advisory by its text; and a reason that is too long for it";
        accept finding at "" because "\"quoted\" \\ and\ttabbed";
        accept finding at applies because "";
        interpretation "behind the gaps";

        define taken: NOT condition_1 OR title = 4_294_967_295;
        define free: if only = Alone then several not in [Aaaaaaaaaa] else kind = Default;
        define also_taken: NOT condition_1 OR title = 4_294_967_295;
        define grouped: at least 1 of {
            note "inside the group";
            A: other_age = 3 note "leaf";
            B "": interpretation != 3;
            C restated: amount <= 2.50 lb;
            name_1: kind in [Default, Other];
            D: all of {
                I: note at least 1 day ago;
                II: note within 2 weeks;
                III: note between 2025-01-01 and 2025-12-31;
                IV: none of { a: any level by Skin > 1.0 "°C" within 18 months; }
            }
        }

        section braces "" for kind not in [First] { note "nothing but this"; }
            => refer by kind { Other, Default, First => by taken { true => "1", false => by free { false => "2", true => by also_taken { true, false => "3" } } } };
        section review for taken => not_applicable;
        section many_arms for several in [Aaaaaaaaaa, Bbbbbbbbbb, Cccccccccc, Dddddddddd, Eeeeeeeeee, Ffffffffff, Gggggggggg, Hhhhhhhhhh]
            => not_covered by several {
                Aaaaaaaaaa, Bbbbbbbbbb, Cccccccccc, Dddddddddd, Eeeeeeeeee, Ffffffffff, Gggggggggg, Hhhhhhhhhh, Iiiiiiiiii, Jjjjjjjjjj => by condition_3 {
                    true => does_not_meet_primary_coverage_criteria, false => not_medically_necessary },
                Kkkkkkkkkk => by free { true => does_not_meet_primary_coverage_criteria, false => does_not_meet_primary_coverage_criteria },
            };
        section citations "I.A", "I.A", "with \"quotes\"" for
            any source where payer != None within 1_000 days AND no when AND at least 4_000 source where payer not in [Some, None]
        {
            interpretation "first";
            preamble "AND (OR": grouped;
            a "then else": NOT (if condition_1 then NOT NOT condition_1 else condition_3) AND (condition_1 OR (if condition_3 then condition_1 else NOT condition_3)) AND several not in [Aaaaaaaaaa];
            section: grouped;
            note "last";
        } => criteria_not_met "with a long reason that goes on and on until there is no more room for it on this line, nor on the next";
        section last "Z" {
            1: number between 1_000 and 2_000;
        } => case_by_case "";
    }
}

policy! {
    rest_of_entries<rest_facts> {
        never approves;
        payer "p"; number "n"; source "s";
        define begun(day): any treatment where (approved within 3 months before day) after day;
        define high(limit, least): at least 2 treatment where (dose > limit AND NOT dose_number < least AND (tolerated OR promised)) on different days;
        define own: no courses_ where NOT side in [Left];
        define warmer(day): level after day > level by Ear on or before day;

        section entries "1" for any course where given OR any course where NOT given within 1 year {
            1: begun(note);
            2: high(amount, title);
            3: own AND warmer(define);
            4: no record where (degree = First AND age < 50) AND at most 2 record where seen <= 2020-01-31 AND at least 4 records;
            5: at least 2 treatment where (if medicine in [Aaaaaaaaaa, Bbbbbbbbbb, Cccccccccc, Dddddddddd, Eeeeeeeeee] then approved < asked_for else (dose between 1 and 2.50 lb OR where_ != Home)) before 2026-01-01 at least 2 weeks apart;
            6: any treatment within 2 years where (dose_number between 2 and 1_000);
            7: any treatment where dose at least 1.50 lb below amount within 2 years;
        } => case_by_case;
        section others => case_by_case;
    }
}

policy! {
    /// 	Versions   of it\
    rest_of_versions<rest_facts> {
        payer "p"; number "n"; source "s";
        define rare: cells > 0.50 "10*6" within 1 year;

        version "2\"6" from 2026-01-01 {
            note "n";
            section all { 1: rare; } => criteria_met 1_000 doses per member, review "Board";
            advisory "a" on criteria_met_review_required;
        }
        version "25" from 2025-01-01 to 2025-12-31 {
            define scarce: levels by Aaaaaaaaaa < 0.50 mL/min/1.73 m2;
            section some for condition_1 { 1: scarce; } => criteria_met at most -2.50 mg/dL, for 1 day;
            section more for condition_3 { 1: scarce; } => criteria_met for 100_000 years, 4_294_967_295 x, at most 7e27 million cells/kg, review "A board with a name that is too long for the line";
            section all => refer by scarce { true => "A", false => by rare { true => "B", false => "C" } };
            advisory "A sentence that is too long for a condition to stand behind it" on criteria_met, criteria_not_met, need_information, refer
                when number = 1_000 OR (title = 1 AND title = 2 AND title = 3 AND title = 4 AND title = 5 AND title = 6 AND title = 7);
        }
    }
}
