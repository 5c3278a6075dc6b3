//! The table.

/// How a criterion is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    /// Every number, date and drug of it is in the policy as such.
    Natural,
    /// Part of it is left to a fact.
    Workaround,
    /// It waits for a construct of the language.
    Pending,
}

impl Class {
    /// The word in the table.
    pub fn name(self) -> &'static str {
        match self {
            Class::Natural => "natural",
            Class::Workaround => "workaround",
            Class::Pending => "pending",
        }
    }
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct Row {
    /// The policies that it is from.
    pub policy: String,
    /// The criterion, in our own words.
    pub criterion: String,
    /// The file of the policies in which it is written.
    pub module: String,
    /// The citations of its criteria, or of its sections where these say part of it.
    pub lines: Vec<String>,
    /// How it is written.
    pub class: Class,
    /// Why, if not naturally.
    pub why: String,
}

/// All of them, in the order of the table.
pub fn rows() -> Vec<Row> {
    let mut lines = include_str!("../../criteria.tsv").lines();
    assert_eq!(lines.next(), Some("policy\tcriterion\tmodule\tlines\tclass\twhy"));
    lines.map(row).collect()
}

fn row(line: &str) -> Row {
    let columns = line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let [policy, criterion, module, cited, class, why] =
        <[String; 6]>::try_from(columns).unwrap_or_else(|_| panic!("six columns: {line}"));
    let class = [Class::Natural, Class::Workaround, Class::Pending]
        .into_iter()
        .find(|one| one.name() == class)
        .unwrap_or_else(|| panic!("{class} is not a class"));
    let lines =
        if cited == "-" { Vec::new() } else { cited.split(", ").map(str::to_owned).collect() };
    Row { policy, criterion, module, lines, class, why }
}
