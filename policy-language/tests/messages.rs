//! What an author reads when a text cannot be read: for each text, what is underlined, the message,
//! the help and the replacement.

use policy_language::scan::scan;

type Expected = (&'static str, &'static str, &'static str, Option<&'static str>);

const MESSAGES: &[(&str, &[Expected])] = &[
    ("age ≥ 18", &[("≥", "`≥` cannot be read", "write `>=`", Some(">="))]),
    (
        "age ≤ 18 AND a ≠ b",
        &[
            ("≤", "`≤` cannot be read", "write `<=`", Some("<=")),
            ("≠", "`≠` cannot be read", "write `!=`", Some("!=")),
        ],
    ),
    (
        "1 × 2 ÷ 3",
        &[
            ("×", "`×` cannot be read", "nothing is computed: write the result in digits", None),
            ("÷", "`÷` cannot be read", "write `/`", Some("/")),
        ],
    ),
    (
        "pasi between 12 – 72;",
        &[("–", "a range is not written with `–`", "write `between 12 and 72`", Some("and"))],
    ),
    (
        "from 2026–05–31;",
        &[
            ("–", "`–` is not a hyphen", "write `-`", Some("-")),
            ("–", "`–` is not a hyphen", "write `-`", Some("-")),
        ],
    ),
    ("a — b", &[("—", "`—` is not a hyphen", "write `-`", Some("-"))]),
    ("a − 1", &[("−", "`−` is not a hyphen", "write `-`", Some("-"))]),
    (
        "  • improvement;",
        &[(
            "•",
            "a bullet cannot begin a line: `•`",
            "delete it, and begin each line of the list with a number or letter and a colon, as in `1:`",
            None,
        )],
    ),
    ("a • b", &[("•", "`•` cannot be used here", "delete it", Some(""))]),
    ("1·5 mg", &[("·", "`·` cannot be read", "write `.`", Some("."))]),
    (
        "mg·kg",
        &[("·", "`·` cannot be read", "write `.` in a number, and `*` or `/` between units", None)],
    ),
    (
        "38 °C",
        &[(
            "°C",
            "a unit with `°` is written in quotation marks",
            "write `\"°C\"`",
            Some("\"°C\""),
        )],
    ),
    ("an angle of 45°", &[("°", "`°` cannot be read", "write `degrees`", Some(" degrees"))]),
    ("kg/m²", &[("²", "a unit cannot be written with `²`", "write `m2`", Some("2"))]),
    ("10⁶ cells", &[("⁶", "a number cannot be written with `⁶`", "write `10^6`", Some("^6"))]),
    ("10⁻³", &[("⁻³", "a number cannot be written with `⁻³`", "write `10^-3`", Some("^-3"))]),
    (
        "²",
        &[(
            "²",
            "a number or unit cannot be written with `²`",
            "write plain digits, as in `m2` and `10^6`",
            None,
        )],
    ),
    ("1½ tablets", &[("½", "a number cannot be written with `½`", "write `1.5`", Some(".5"))]),
    ("½ tablet", &[("½", "a number cannot be written with `½`", "write `0.5`", Some("0.5"))]),
    (
        "d → e ⇒ f",
        &[
            ("→", "`→` cannot be read", "write `=>`", Some("=>")),
            ("⇒", "`⇒` cannot be read", "write `=>`", Some("=>")),
        ],
    ),
    (
        "a ∧ b ∨ ¬ c",
        &[
            ("∧", "`∧` cannot be read", "write `AND`", Some("AND")),
            ("∨", "`∨` cannot be read", "write `OR`", Some("OR")),
            ("¬", "`¬` cannot be read", "write `NOT`", Some("NOT")),
        ],
    ),
    ("a… b", &[("…", "`…` says nothing here", "write what it stands for", None)]),
    (
        "☃☃ §",
        &[
            (
                "☃☃",
                "`☃` cannot be used here",
                "write it out in words; between quotation marks, any character can be used",
                None,
            ),
            (
                "§",
                "`§` cannot be used here",
                "write it out in words; between quotation marks, any character can be used",
                None,
            ),
        ],
    ),
    (
        "a � b",
        &[(
            "�",
            "a character was lost here when the text was copied or saved",
            "type it again",
            None,
        )],
    ),
    (
        "payer “Example Health Plan”;",
        &[(
            "“Example Health Plan”",
            "curly quotation marks cannot be read",
            "write `\"Example Health Plan\"`",
            Some("\"Example Health Plan\""),
        )],
    ),
    (
        "note “the \"index\" event”;",
        &[(
            "“the \"index\" event”",
            "curly quotation marks cannot be read",
            "write `\"the \\\"index\\\" event\"`",
            Some("\"the \\\"index\\\" event\""),
        )],
    ),
    (
        "payer “A\";",
        &[("“A\"", "curly quotation marks cannot be read", "write `\"A\"`", Some("\"A\""))],
    ),
    (
        "payer “A;",
        &[("“A", "the closing quotation mark is missing", "write `\"A\"`", Some("\"A\""))],
    ),
    (
        "payer \"A”;\nnumber \"X\";",
        &[("\"A”", "the closing quotation mark is a curly one", "write `\"A\"`", Some("\"A\""))],
    ),
    (
        "note “a\n b”;",
        &[("“a\n b”", "curly quotation marks cannot be read", "write `\"a…`", Some("\"a\n b\""))],
    ),
    (
        "«a» „b“",
        &[
            ("«a»", "these quotation marks cannot be read", "write `\"a\"`", Some("\"a\"")),
            ("„b“", "curly quotation marks cannot be read", "write `\"b\"`", Some("\"b\"")),
        ],
    ),
    (
        "”",
        &[(
            "”",
            "`”` cannot be used here",
            "delete it, or write a text between `\"` and `\"`",
            Some(""),
        )],
    ),
    (
        "title ‘member’s choice’;",
        &[(
            "‘member’s choice’",
            "curly quotation marks cannot be read",
            "write `\"member’s choice\"`",
            Some("\"member’s choice\""),
        )],
    ),
    (
        "a ’ b",
        &[(
            "’",
            "`’` cannot be used outside of quotation marks",
            "delete it, or write a text between `\"` and `\"`",
            Some(""),
        )],
    ),
    (
        "member’s age",
        &[(
            "member’s",
            "an apostrophe cannot be used outside of quotation marks",
            "write prose in quotation marks, as in `note \"…\"`, and names without apostrophes",
            None,
        )],
    ),
    (
        "member's age",
        &[(
            "member's",
            "an apostrophe cannot be used outside of quotation marks",
            "write prose in quotation marks, as in `note \"…\"`, and names without apostrophes",
            None,
        )],
    ),
    (
        "members' age",
        &[(
            "members'",
            "an apostrophe cannot be used outside of quotation marks",
            "write prose in quotation marks, as in `note \"…\"`, and names without apostrophes",
            None,
        )],
    ),
    (
        "'18 years'",
        &[(
            "'18 years'",
            "a text is written in double quotation marks",
            "write `\"18 years\"`",
            Some("\"18 years\""),
        )],
    ),
    (
        "'Other value'",
        &[(
            "'Other value'",
            "a text is written in double quotation marks",
            "write `\"Other value\"`",
            Some("\"Other value\""),
        )],
    ),
    (
        "'ab'",
        &[(
            "'ab'",
            "a text is written in double quotation marks",
            "write `\"ab\"`",
            Some("\"ab\""),
        )],
    ),
    (
        "'",
        &[(
            "'",
            "an apostrophe cannot be used outside of quotation marks",
            "delete it, or write a text between `\"` and `\"`",
            Some(""),
        )],
    ),
    (
        "b'é'",
        &[(
            "b'é'",
            "a text is written in double quotation marks",
            "write `\"'é\"`",
            Some("\"'é\""),
        )],
    ),
    ("'r#_", &[("'r#_", "`'r#_` cannot be a name", "choose another name", None)]),
    ("'a#b", &[("'a", "a space is missing after `'a`", "write `'a `", Some("'a "))]),
    (
        "age\u{a0}\u{a0}>= 18",
        &[(
            "\u{a0}\u{a0}",
            "this space is not a plain one (it came from a word processor)",
            "type the space again",
            Some(" "),
        )],
    ),
    (
        "a\u{2009}b",
        &[(
            "\u{2009}",
            "this space is not a plain one (it came from a word processor)",
            "type the space again",
            Some(" "),
        )],
    ),
    (
        "a \u{200b} b",
        &[("\u{200b}", "there is an invisible character here", "delete it", Some(""))],
    ),
    (
        "pro\u{ad}cedure",
        &[(
            "pro\u{ad}cedure",
            "`procedure` has an invisible character in it",
            "write `procedure`",
            Some("procedure"),
        )],
    ),
    (
        "\u{feff}a \u{feff}b",
        &[("\u{feff}", "there is an invisible character here", "delete it", Some(""))],
    ),
    (
        "a \u{202e} b",
        &[(
            "\u{202e}",
            "an invisible character reverses the order of the text on the screen",
            "delete it (it came with text that was copied)",
            Some(""),
        )],
    ),
    (
        "// a \u{202e} b",
        &[(
            "\u{202e}",
            "an invisible character reverses the order of the text on the screen",
            "delete it (it came with text that was copied)",
            Some(""),
        )],
    ),
    (
        "\"a \u{202e} b\"",
        &[(
            "\u{202e}",
            "an invisible character reverses the order of the text on the screen",
            "delete it (it came with text that was copied)",
            Some(""),
        )],
    ),
    (
        "（ａｇｅ，ｂ）；",
        &[(
            "（ａｇｅ，ｂ）；",
            "`（ａｇｅ，ｂ）；` is written in full-width characters",
            "write `(age,b);`",
            Some("(age,b);"),
        )],
    ),
    (
        "１８．５",
        &[(
            "１８．５",
            "`１８．５` is written in full-width characters",
            "write `18.5`",
            Some("18.5"),
        )],
    ),
    (
        "e\u{301}t",
        &[(
            "e\u{301}t",
            "`e\u{301}t` has an accent that is separate from its letter",
            "write the word without the accent, or type the letter with its accent again",
            None,
        )],
    ),
    (
        "ℹ",
        &[(
            "ℹ",
            "`ℹ` cannot be part of a name",
            "write names with the letters a to z, digits and `_`",
            None,
        )],
    ),
    (
        "a😀",
        &[(
            "😀",
            "`😀` cannot be used here",
            "write it out in words; between quotation marks, any character can be used",
            None,
        )],
    ),
    (
        "loinc\"1-8\"",
        &[(
            "loinc",
            "a space is missing between `loinc` and `\"`",
            "write `loinc \"`",
            Some("loinc "),
        )],
    ),
    ("x#y", &[("x", "a space is missing between `x` and `#`", "write `x #`", Some("x "))]),
    ("#\"a\"#", &[("#", "a space is missing between `#` and `\"`", "write `# \"`", Some("# "))]),
    ("a ## b", &[("##", "a space is missing between two `#`", "write `# #`", Some("# #"))]),
    (
        "## later\n1: x;",
        &[("##", "a remark does not begin with `##`", "begin it with `//`", Some("// "))],
    ),
    ("r#1", &[("r#", "a space is missing between `r` and `#`", "write `r #`", Some("r #"))]),
    ("r##x", &[("r##", "a space is missing between `r` and `#`", "write `r # #`", Some("r # #"))]),
    ("r#self", &[("r#self", "`r#self` cannot be a name", "choose another name", None)]),
    ("\"a\"_", &[("_", "a space is missing before `_`", "write ` _`", Some(" _"))]),
    (
        "12Eg",
        &[(
            "12Eg",
            "`12Eg` is not a number",
            "write the number and its unit with a space between them: `12 Eg`",
            Some("12 Eg"),
        )],
    ),
    (
        "33e",
        &[(
            "33e",
            "`33e` is not a number",
            "write the number and its unit with a space between them: `33 e`",
            Some("33 e"),
        )],
    ),
    (
        "1.5e+ 3",
        &[(
            "1.5e",
            "`1.5e` is not a number",
            "write the number and its unit with a space between them: `1.5 e`",
            Some("1.5 e"),
        )],
    ),
    (
        "0x",
        &[(
            "0x",
            "`0x` is not a number",
            "write a number in plain digits, a code in quotation marks: `\"0x\"`",
            Some("\"0x\""),
        )],
    ),
    (
        "0b12",
        &[(
            "0b12",
            "`0b12` is not a number",
            "write a number in plain digits, a code in quotation marks: `\"0b12\"`",
            Some("\"0b12\""),
        )],
    ),
    (
        "0x1.5",
        &[(
            "0x1.5",
            "`0x1.5` is not a number",
            "write a number in plain digits, a code in quotation marks: `\"0x1.5\"`",
            Some("\"0x1.5\""),
        )],
    ),
    (
        "\"C:\\policies\"",
        &[(
            "\\p",
            "`\\p` cannot be used in a text",
            "a backslash is typed twice: `\\\\p`",
            Some("\\\\p"),
        )],
    ),
    (
        "\"\\xE9\"",
        &[("\\xE9", "`\\xE9` cannot be used in a text", "write `\\u{E9}`", Some("\\u{E9}"))],
    ),
    (
        "\"\\u41\"",
        &[(
            "\\u",
            "`\\u` cannot be used in a text",
            "a backslash is typed twice: `\\\\u`",
            Some("\\\\u"),
        )],
    ),
    (
        "\"\\u{D800}\"",
        &[(
            "\\u",
            "`\\u` cannot be used in a text",
            "a backslash is typed twice: `\\\\u`",
            Some("\\\\u"),
        )],
    ),
    (
        "b\"é\"",
        &[(
            "é",
            "`é` cannot be used between these quotation marks",
            "take away the letters before the opening quotation mark",
            None,
        )],
    ),
    (
        "c\"\\0\"",
        &[(
            "\\0",
            "a text of this kind cannot have an empty character in it",
            "delete it",
            Some(""),
        )],
    ),
    (
        "\"a\rb\"",
        &[(
            "\r",
            "this text has a damaged line break",
            "delete the break, and press Enter again",
            Some("\n"),
        )],
    ),
    (
        "/// a\rb",
        &[(
            "\r",
            "this comment has a damaged line break",
            "delete the break, and press Enter again",
            Some(" "),
        )],
    ),
    (
        "source \"rx.pdf;\nnumber \"X\";",
        &[(
            "\"rx.pdf",
            "the closing quotation mark is missing",
            "write `\"rx.pdf\"`",
            Some("\"rx.pdf\""),
        )],
    ),
    (
        "3 \"Severity: any of {\na: x;\n}",
        &[(
            "\"Severity",
            "the closing quotation mark is missing",
            "write `\"Severity\"`",
            Some("\"Severity\""),
        )],
    ),
    (
        "section plaque \"I.B for x {\n}",
        &[("\"I.B", "the closing quotation mark is missing", "write `\"I.B\"`", Some("\"I.B\""))],
    ),
    (
        "#[loinc(\"4548-4)]",
        &[(
            "\"4548-4",
            "the closing quotation mark is missing",
            "write `\"4548-4\"`",
            Some("\"4548-4\""),
        )],
    ),
    (
        "refer \"RX (or RY);",
        &[(
            "\"RX (or RY)",
            "the closing quotation mark is missing",
            "write `\"RX (or RY)\"`",
            Some("\"RX (or RY)\""),
        )],
    ),
    (
        "payer Plan\";\nnumber \"X\";",
        &[(
            "\"",
            "this quotation mark has no partner on its line",
            "write the whole text between two quotation marks",
            None,
        )],
    ),
    (
        "codes [\"A, \"B\"];\nnumber \"X\";",
        &[(
            "\"",
            "this quotation mark has no partner on its line",
            "write the whole text between two quotation marks",
            None,
        )],
    ),
    ("r#\"a;", &[("r#\"a", "the closing `\"#` is missing", "write `r#\"a\"#`", Some("r#\"a\"#"))]),
    (
        "\"a\\",
        &[
            ("\"a", "the closing quotation mark is missing", "write `\"a\"`", Some("\"a\"")),
            ("\\", "a backslash cannot be used here", "delete it", Some("")),
        ],
    ),
    (
        "/* a\nb",
        &[(
            "/*",
            "this comment is never closed",
            "end it with `*/`, or begin a remark of one line with `//`",
            None,
        )],
    ),
    (
        "`age`",
        &[
            ("`", "a backtick cannot be used here", "delete it", Some("")),
            ("`", "a backtick cannot be used here", "delete it", Some("")),
        ],
    ),
    ("a \\ b", &[("\\", "a backslash cannot be used here", "delete it", Some(""))]),
    ("a \0 b", &[("\0", "there is an invisible character here", "delete it", Some(""))]),
    ("(", &[("(", "`(` is never closed", "write `)` at the end of the text", None)]),
    (")", &[(")", "`)` closes nothing", "delete it, or write the `(` that it closes", Some(""))]),
    ("1) a;", &[(")", "a label does not end with `)`", "write `1:`", Some(":"))]),
    ("x in [A, B;", &[("[", "`[` is never closed", "write `]` before `;` on line 1", None)]),
    (
        "x in [A, B);",
        &[(")", "`)` does not close `[`", "write `]`: `[` was opened on line 1", Some("]"))],
    ),
    (
        "any of {\n    a: x;\n\nb: y;\n}\n}",
        &[("}", "`}` closes nothing", "delete it, or write the `{` that it closes", Some(""))],
    ),
    ("{ a: (x; }", &[("(", "`(` is never closed", "write `)` before `;` on line 1", None)]),
];

#[test]
fn every_slip_has_its_message() {
    for (text, expected) in MESSAGES {
        let problems = scan(text).problems;
        let found: Vec<_> = problems
            .iter()
            .map(|problem| {
                let place = text.get(problem.range.clone()).unwrap_or_default();
                (
                    place,
                    problem.message.as_str(),
                    problem.help.as_deref().unwrap_or_default(),
                    problem.replacement.as_deref(),
                )
            })
            .collect();
        assert_eq!(&found, expected, "{text:?}");
    }
}

#[test]
fn a_text_with_all_replacements_has_no_problem() {
    for (text, _) in MESSAGES {
        let mut problems = scan(text).problems;
        let complete = problems.iter().all(|problem| problem.replacement.is_some());
        let mut mended = (*text).to_owned();
        while let Some(problem) = problems.pop() {
            if let Some(replacement) = problem.replacement {
                mended.replace_range(problem.range, &replacement);
            }
        }
        let left = scan(&mended).problems;
        // Several words that were one, and were not all separated, are one more problem.
        assert!(!complete || left.is_empty(), "{text:?} becomes {mended:?}: {left:?}");
    }
}

#[test]
fn messages_are_written_in_the_style_of_the_house() {
    for (text, expected) in MESSAGES {
        for (_, message, help, _) in *expected {
            for line in [message, help] {
                assert!(
                    !line.is_empty()
                        && !line.ends_with('.')
                        && !line.starts_with(char::is_uppercase),
                    "{text:?}: {line}"
                );
                for word in [
                    "token",
                    "literal",
                    "parse",
                    "codepoint",
                    "string",
                    "unicode",
                    "identifier",
                    "delimiter",
                ] {
                    assert!(!line.to_lowercase().contains(word), "{text:?}: {line}");
                }
            }
        }
    }
}

#[test]
fn what_is_read_is_what_was_meant() {
    let cases: &[(&str, &str)] = &[
        ("age ≥ 18", "age > = 18"),
        ("pasi between 12 – 72;", "pasi between 12 and 72 ;"),
        ("payer “A \"b\"”;", "payer \"A \\\"b\\\"\" ;"),
        ("• a;", "* a ;"),
        ("a\u{A0}b", "a b"),
        ("pro\u{AD}cedure", "procedure"),
        ("（ａｇｅ ＝ １８）；", "( age = 18 ) ;"),
        ("bmi >= 30 kg/m²", "bmi > = 30 kg / m2"),
        ("10⁻⁶ 1½ ½", "10 ^ - 6 1.5 0.5"),
        ("38 °C, 45°", "38 \"°C\" , 45 degrees"),
        ("'Other value' ‘b’", "\"Other value\" \"b\""),
        ("loinc\"1-8\"", "loinc \"1-8\""),
        ("12Eg 33e", "12 Eg 33 e"),
        ("1) a;", "1 : a ;"),
        ("source \"a;\nnumber \"X\";", "source \"a\" ; number \"X\" ;"),
        ("x in [A, B;", "x in [ A , B ] ;"),
        ("x in [A, B);", "x in [ A , B ] ;"),
        ("a } b", "a b"),
        ("¬ a ∧ b", "NOT a AND b"),
        ("/* a\nb", "b"),
    ];
    for (text, meant) in cases {
        let scanned = scan(text);
        assert!(!scanned.problems.is_empty(), "{text:?}");
        let words: Vec<&str> = scanned.tokens.iter().map(|token| token.text(text)).collect();
        assert_eq!(words.join(" "), *meant, "{text:?}");
    }
}
