//! Revascor I.A over a flat record, once, and its printing in the languages of the engines.
//!
//! Each language writes comparisons, connectives and the question whether something is documented
//! in its own way. A rule is printed for one of two readings: that it certainly holds, or that it
//! may hold, which an engine with two values needs for a third.

/// A rule on a record.
pub enum Rule {
    All(Vec<Rule>),
    Any(Vec<Rule>),
    Test(Test),
}

/// A question about one fact.
pub enum Test {
    Yes(&'static str),
    No(&'static str),
    OneOf(&'static str, &'static [&'static str]),
    AtLeast(&'static str, Bound),
    AtMost(&'static str, Bound),
}

/// What a number is compared with.
#[derive(Clone, Copy)]
pub enum Bound {
    Number(i64),
    /// A number of the record that is always there.
    Fact(&'static str),
}

/// What a rule is printed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Where something is not documented, it does not hold.
    Certainly,
    /// Where something is not documented, it may hold.
    Possibly,
    /// As the language has it.
    Plainly,
}

/// How a language writes a rule.
pub trait Language {
    fn test(&self, test: &Test) -> String;
    /// The fact is documented, or is not.
    fn documented(&self, fact: &str, documented: bool) -> String;
    fn all(&mut self, parts: Vec<String>) -> String;
    fn any(&mut self, parts: Vec<String>) -> String;
}

impl Test {
    /// The fact that it asks about.
    #[must_use]
    pub const fn fact(&self) -> &'static str {
        match self {
            Test::Yes(fact) | Test::No(fact) | Test::OneOf(fact, _) | Test::AtLeast(fact, _) | Test::AtMost(fact, _) => fact,
        }
    }
}

impl Rule {
    /// The rule in a language.
    pub fn print(&self, language: &mut impl Language, reading: Reading) -> String {
        match self {
            Rule::All(parts) => {
                let parts = parts.iter().map(|part| part.print(language, reading)).collect();
                language.all(parts)
            }
            Rule::Any(parts) => {
                let parts = parts.iter().map(|part| part.print(language, reading)).collect();
                language.any(parts)
            }
            Rule::Test(test) => {
                let text = language.test(test);
                match reading {
                    Reading::Plainly => text,
                    Reading::Certainly => {
                        let documented = language.documented(test.fact(), true);
                        language.all(vec![documented, text])
                    }
                    Reading::Possibly => {
                        let open = language.documented(test.fact(), false);
                        language.any(vec![open, text])
                    }
                }
            }
        }
    }
}

fn one_of(fact: &'static str, values: &'static [&'static str]) -> Rule {
    Rule::Test(Test::OneOf(fact, values))
}

fn at_least(fact: &'static str, bound: i64) -> Rule {
    Rule::Test(Test::AtLeast(fact, Bound::Number(bound)))
}

fn at_most(fact: &'static str, bound: i64) -> Rule {
    Rule::Test(Test::AtMost(fact, Bound::Number(bound)))
}

fn on_stable_dose(class: &'static str, last_change: &'static str) -> Rule {
    let since = Rule::Test(Test::AtMost(last_change, Bound::Fact("one_month_ago")));
    Rule::All(vec![one_of(class, &["Taking"]), Rule::Test(Test::Yes("gdmt_optimally_tolerated")), since])
}

fn excused(class: &'static str) -> Rule {
    one_of(class, &["AdverseEffect", "Contraindicated"])
}

/// Revascor I.A, guard and criteria.
#[must_use]
pub fn advanced_heart_failure() -> Rule {
    let recent = |event| Rule::Test(Test::AtLeast(event, Bound::Fact("nine_months_ago")));
    let all_excused = Rule::All(vec![excused("arni"), excused("ace_inhibitor"), excused("arb")]);
    Rule::All(vec![
        one_of("heart_failure_type", &["Hfref"]),
        one_of("nyha", &["II", "III"]),
        Rule::Test(Test::Yes("ischemic_cardiomyopathy")),
        Rule::Any(vec![one_of("prescriber_specialty", &["Cardiology"]), Rule::Test(Test::Yes("cardiology_consultation"))]),
        at_least("age", 18),
        at_most("prior_stem_cell_therapy", 0),
        at_most("requested_administrations", 1),
        at_most("prior_administrations", 0),
        one_of("requested_route", &["TransendocardialInjection"]),
        at_least("hs_crp", 2_000),
        Rule::Any(vec![at_most("lvef_by_echo", 40_000), at_most("lvef_by_muga", 35_000)]),
        Rule::Any(vec![
            recent("hf_hospitalization"),
            recent("hf_urgent_iv_visit"),
            at_least("nt_probnp", 1_200_001),
            Rule::All(vec![Rule::Test(Test::No("atrial_fibrillation")), at_least("nt_probnp", 1_000_001)]),
        ]),
        Rule::Any(vec![excused("beta_blocker"), on_stable_dose("beta_blocker", "beta_blocker_last_dose_change")]),
        Rule::Any(vec![
            on_stable_dose("arni", "arni_last_dose_change"),
            on_stable_dose("ace_inhibitor", "ace_inhibitor_last_dose_change"),
            on_stable_dose("arb", "arb_last_dose_change"),
            all_excused,
        ]),
        Rule::Any(vec![excused("mra"), on_stable_dose("mra", "mra_last_dose_change")]),
        Rule::Any(vec![excused("sglt2_inhibitor"), on_stable_dose("sglt2_inhibitor", "sglt2_inhibitor_last_dose_change")]),
    ])
}
