//! The words of the language: which may not be names, which end a unit, what people write instead
//! of them.

/// What sources call a result for how it lies to its limits of normal, and how that is written.
const CALLED: [(&[&str], &str); 4] = [
    (&["elevated", "high", "raised", "increased"], "above normal"),
    (&["low", "decreased", "reduced"], "below normal"),
    (&["normal"], "within normal"),
    (&["abnormal"], "above normal"),
];

/// How it is written that a result is `elevated`.
pub fn called(word: &str) -> Option<&'static str> {
    CALLED.into_iter().find_map(|(words, right)| words.contains(&word).then_some(right))
}

/// Words that would make a condition ambiguous if a fact were called so.
const RESERVED: [&str; 35] = [
    "AND",
    "OR",
    "NOT",
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "in",
    "between",
    "within",
    "by",
    "where",
    "any",
    "every",
    "highest",
    "lowest",
    "no",
    "at",
    "earliest",
    "latest",
    "before",
    "after",
    "above",
    "below",
    "lasting",
    "started",
    "ended",
    "different",
    "joined",
    "many",
    "total",
    "has",
    "otherwise",
];

/// Names become names in Rust, where these words are taken.
const RUST: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// Words that are never part of a unit: the language goes on with them, or an author who writes
/// English does.
const BEHIND_UNITS: [&str; 88] = [
    "apart",
    "repeatedly",
    "consecutively",
    "taken",
    "spaced",
    "separated",
    "measured",
    "drawn",
    "obtained",
    "each",
    "until",
    "post",
    "pre",
    "through",
    "throughout",
    "around",
    "several",
    "joined",
    "started",
    "ended",
    "has",
    "before",
    "after",
    "more",
    "less",
    "prior",
    "following",
    "preceding",
    "subsequent",
    "above",
    "below",
    "relative",
    "despite",
    "while",
    "nor",
    "xor",
    "during",
    "otherwise",
    "excluding",
    "once",
    "twice",
    "daily",
    "weekly",
    "monthly",
    "every",
    "bid",
    "tid",
    "since",
    "plus",
    "lasting",
    "as",
    "along",
    "documented",
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "within",
    "in",
    "by",
    "where",
    "note",
    "interpretation",
    "for",
    "per",
    "review",
    "from",
    "to",
    "at",
    "ago",
    "on",
    "when",
    "between",
    "is",
    "are",
    "unless",
    "except",
    "but",
    "with",
    "without",
    "of",
    "has",
    "no",
    "any",
    "restated",
    "because",
];

/// The words with which statements begin.
pub const STATEMENTS: [&str; 17] = [
    "payer",
    "number",
    "source",
    "title",
    "reviewed",
    "codes",
    "effective",
    "applies",
    "define",
    "section",
    "version",
    "advisory",
    "note",
    "interpretation",
    "never",
    "look",
    "accept",
];

/// Words that join the words of a sentence, and are never a name.
const PROSE: [&str; 32] = [
    "ago", "select", "where", "case", "when", "end", "member", "for", "to", "of", "than", "from",
    "via", "per", "the", "who", "which", "that", "be", "been", "being", "due", "as", "on", "under",
    "have", "having", "prior", "are", "this", "these", "using",
];

/// Whether a word belongs to a sentence.
pub fn is_prose(word: &str) -> bool {
    PROSE.iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// `two`, `three`, …: their digits.
pub fn number_in_words(word: &str) -> Option<u32> {
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    (1..).zip(words).find(|(_, own)| own.eq_ignore_ascii_case(word)).map(|(number, _)| number)
}

/// `day`, `months`: what a time is counted in.
pub fn is_unit_of_time(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["day", "week", "month", "year"].contains(&lower.strip_suffix('s').unwrap_or(&lower))
}

/// What people write after a flag, and whether it says that the flag holds.
pub fn yes_or_no(word: &str) -> Option<bool> {
    let among = |words: &[&str]| words.iter().any(|own| own.eq_ignore_ascii_case(word));
    if among(&["true", "yes", "present", "documented", "met"]) {
        return Some(true);
    }
    among(&["false", "no", "absent"]).then_some(false)
}

/// A sign that compares, or that someone takes for one.
pub fn is_comparison(symbol: &str) -> bool {
    symbol.chars().all(|part| "<>=!".contains(part))
}

/// `q4w`, `qd`, `prn`: how often, as prescriptions say it.
pub fn is_frequency(word: &str) -> bool {
    let lower = word.to_lowercase();
    let interval = lower.strip_prefix('q').map(|rest| rest.trim_end_matches(['h', 'd', 'w', 'm']));
    ["qd", "qod", "qhs", "qw", "prn", "bid", "tid", "qid"].contains(&lower.as_str())
        || interval.is_some_and(|digits| {
            !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
        })
}

/// How charts abbreviate units of time.
const ABBREVIATED_TIMES: [(&str, &str); 11] = [
    ("d", "days"),
    ("wk", "weeks"),
    ("wks", "weeks"),
    ("mo", "months"),
    ("mos", "months"),
    ("yr", "years"),
    ("yrs", "years"),
    ("y", "years"),
    ("yo", "years"),
    ("y/o", "years"),
    ("yrs old", "years"),
];

/// The unit of time that a chart abbreviates so.
pub fn abbreviated_time(word: &str) -> Option<&'static str> {
    let abbreviated = |(short, _): &&(&str, &str)| short.eq_ignore_ascii_case(word);
    ABBREVIATED_TIMES.iter().find(abbreviated).map(|(_, unit)| *unit)
}

pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

pub fn is_rust(word: &str) -> bool {
    RUST.contains(&word)
}

/// Whether Rust takes a word for a name.
#[must_use]
pub fn is_name_in_rust(word: &str) -> bool {
    is_name(word) && !is_rust(word)
}

pub fn ends_unit(word: &str) -> bool {
    BEHIND_UNITS.iter().any(|end| end.eq_ignore_ascii_case(word))
        || number_in_words(word).is_some()
        || is_frequency(word)
}

/// Whether a text could be a name without its quotation marks.
pub fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// `1`, `a`, `iii`: what is certainly meant as a label, even if its colon is missing.
pub fn is_outline_number(word: &str) -> bool {
    let single = word.len() == 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
    single
        || word.chars().all(|digit| digit.is_ascii_digit())
        || word.chars().all(|letter| "ivx".contains(letter))
}
