//! The compile-fail suite as a list: what was written, what the compiler says, and what is right.
//!
//! A line `// corrected: …` in a case stands above the line that it replaces; several in a row replace it together, an empty one takes it out.

use std::fs;
use std::path::Path;

const CORRECTED: &str = "// corrected:";

/// A family of mistakes, and what its members have in common.
pub const FAMILIES: [(&str, &str); 15] = [
    ("spelling", "Signs, words and punctuation that other languages, documents and spreadsheets write differently."),
    ("names", "Names that nothing has: facts, values, methods, attributes, definitions, outcomes, keywords."),
    ("types", "Questions that do not fit the kind of fact they ask about."),
    ("units", "Units that are missing, unknown, of another kind, or not accepted by the fact."),
    ("ranges", "Numbers that nobody has."),
    ("precedence", "Conditions that can be read in two ways."),
    ("outline", "Labels and groups."),
    ("dates", "Dates and durations."),
    ("versions", "Versions of a policy."),
    ("sections", "Sections and what they conclude."),
    ("logic", "Each criterion may be right by itself, and yet nobody can mean them together: what the build proves."),
    ("metadata", "Payer, number, source and codes."),
    ("define", "Definitions."),
    ("vocabulary", "The facts themselves."),
    ("together", "Several mistakes at once: each has its own message, and none hides another."),
];

/// One case of the suite.
pub struct Mistake {
    pub family: &'static str,
    /// The name of its file.
    pub name: String,
    /// The whole case.
    pub source: String,
    /// What the compiler prints.
    pub printed: String,
}

/// All cases, family by family.
pub fn mistakes() -> Vec<Mistake> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let known = |name: &str| FAMILIES.iter().any(|(family, _)| *family == name);
    for family in fs::read_dir(&suite).expect("the suite") {
        let name = family.expect("a family").file_name().into_string().expect("a name");
        assert!(known(&name), "the family `{name}` has no description in the catalogue");
    }
    FAMILIES.iter().flat_map(|(family, _)| family_of_mistakes(&suite.join(family), family)).collect()
}

fn family_of_mistakes(folder: &Path, family: &'static str) -> Vec<Mistake> {
    let files = fs::read_dir(folder).expect("a family").map(|file| file.expect("a case").path());
    let mut cases: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "rs")).collect();
    cases.sort();
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mistake = |case: &std::path::PathBuf| Mistake {
        family,
        name: case.file_stem().expect("a name").to_str().expect("a name").to_owned(),
        source: read(case),
        printed: read(&case.with_extension("stderr")),
    };
    cases.iter().map(mistake).collect()
}

impl Mistake {
    /// The lines that are wrong; the whole case where it has several mistakes.
    pub fn written(&self) -> Vec<&str> {
        let lines: Vec<&str> = self.source.lines().collect();
        let follows_correction = |number: &usize| *number > 0 && is_correction(lines[number - 1]) && !is_correction(lines[*number]);
        let mut written: Vec<&str> = (0..lines.len()).filter(follows_correction).map(|number| lines[number].trim()).collect();
        if self.family == "together" {
            written = lines.into_iter().filter(|line| !line.starts_with("use ") && !line.starts_with("fn main")).collect();
        } else if written.is_empty() {
            written = self.shown().collect();
        }
        written
    }

    /// The lines of the case that the compiler shows.
    fn shown(&self) -> impl Iterator<Item = &str> {
        self.printed.lines().filter_map(|line| {
            let (number, shown) = line.split_once('|')?;
            number.trim().parse::<usize>().ok().map(|_| shown.trim_start_matches([' ', '|', '/']).trim())
        })
    }

    /// The right form of those lines, where the case gives it.
    pub fn corrected(&self) -> Vec<&str> {
        self.source.lines().filter(|line| is_correction(line)).map(|line| correction(line).trim()).collect()
    }

    /// The case without its mistake; `None` where it does not say how.
    pub fn corrected_case(&self) -> Option<String> {
        if self.corrected().is_empty() {
            return None;
        }
        let mut case = String::new();
        let mut corrected = false;
        for line in self.source.lines() {
            if !is_correction(line) && corrected {
                corrected = false;
                continue;
            }
            corrected = is_correction(line);
            case += if corrected { correction(line) } else { line };
            case.push('\n');
        }
        Some(case)
    }

    /// What the compiler says, without the places that it shows and the lines that it names.
    pub fn messages(&self) -> Vec<String> {
        let mut messages: Vec<String> = Vec::new();
        let mut reading = false;
        for line in self.printed.lines() {
            if let Some(("error", message)) = line.split_once(": ") {
                messages.push(message.to_owned());
                reading = true;
            } else if line.trim_start().starts_with("-->") {
                reading = false;
            } else if let (true, false, Some(message)) = (reading, names_a_line(line), messages.last_mut()) {
                message.push('\n');
                message.push_str(line.trim());
            }
        }
        messages
    }
}

/// `note: the first one is on line 9`, `note: … is declared at policies/src/vocabulary.rs:74`
fn names_a_line(printed: &str) -> bool {
    let note = printed.trim_start().strip_prefix("note: ");
    note.is_some_and(|note| [" is on line ", " begins on line ", " is declared "].iter().any(|words| note.contains(words)))
}

fn is_correction(line: &str) -> bool {
    line.trim_start().starts_with(CORRECTED)
}

fn correction(line: &str) -> &str {
    line.trim_start().strip_prefix(CORRECTED).unwrap_or(line)
}
