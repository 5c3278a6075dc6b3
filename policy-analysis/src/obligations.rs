//! What a set of cases has to show of a policy, and cases that show it.
//!
//! In: a policy. Out: a [`Suite`]: obligations, each with an id and a sentence, and cases, each
//! with what the reference evaluator says about it. Asked of other cases, it says which obligations
//! they cover.
//!
//! An obligation is about a **predicate** in its place, or about an **end** of the policy.
//!
//! A predicate *decides* in a case if the policy would say one thing were it met, and another were
//! it not, and both are certain: everything else that matters is documented, and nothing masks it
//! (masking MC/DC). Each predicate has to decide
//! - met and not met: where it can be, in two cases that differ in the documentation of its own
//!   fact alone;
//! - at its edges: a number just below, at and just above its threshold, a date on the day before,
//!   the day and the day after, each value of a code, one event too few and one too many;
//! - left open: not documented, a range, a comparator, several candidates, a date that is not known
//!   to the day, an incomplete history.
//!
//! Where one fact is asked about in several places, what leaves a predicate open leaves more open.
//! Then it is enough that the predicate decides its section taken by itself, or whether anything is
//! certain at all.
//!
//! The ends are each section's conclusion with each way through its arms, each advisory, and the
//! days at which a version begins and ends.
//!
//! What no case can show is *impossible*, and the reason is given: the
//! [diagram](policy_core::worlds::diagram)s show that there is nobody.

mod ends;
mod home;
mod lens;
mod search;
mod site;
#[cfg(test)]
mod tests;
mod tree;
mod values;
mod variant;
mod words;

use super::answer::{Answers, conditions};
use super::moments::{Moment, Period, moments};
use super::side::Side;
use super::space::Space;
use chrono::NaiveDate;
use ends::{End, NamedEnd};
use policy_core::case::CaseFacts;
use policy_core::case::Chart;
use policy_core::data::Text;
use policy_core::evaluate::reference::{ReferenceDetermination, determine};
use policy_core::policy::{
    Advisory, DateTest, Day, Expression, Outcome, Policy, Region, Term, Version,
};
use policy_core::worlds::Unanswered;
use search::{Look, Search, Searcher};
use site::Site;
use std::collections::HashMap;
use variant::{Variant, is_built_in, shifted, variants};

/// So many children of diagrams are looked at for one version; Revascor takes a twentieth.
pub const LOOKS: usize = 32_000_000;

/// Something that a set of cases has to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// `I.A.3:met`; behind the version, where there are several: `2025-11/1:met`.
    pub id: String,
    /// What is to be shown, in words.
    pub sentence: String,
    /// Whether it can be.
    pub standing: Standing,
}

/// Whether an obligation can be covered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// A case shows it.
    Possible,
    /// No case can, and why.
    Impossible(&'static str),
    /// None was found, and none was shown to be impossible.
    NotFound,
}

/// A generated case.
#[derive(Clone, PartialEq, Debug)]
pub struct GeneratedCase<'p> {
    /// The policy and the first of the obligations that it was made for.
    pub id: String,
    /// What is documented.
    pub member: CaseFacts,
    /// What the reference evaluator says.
    pub determination: ReferenceDetermination<'p>,
    /// The advisories that are given.
    pub advisories: Vec<Text>,
    /// What it shows, in words.
    pub why: String,
    /// The obligations that it covers, by position.
    pub covers: Vec<usize>,
}

/// What is to be shown of a policy, and cases that show it.
#[derive(Debug)]
pub struct Suite<'p> {
    /// Everything that is to be shown.
    pub obligations: Vec<Obligation>,
    /// Cases that cover every obligation that can be covered.
    pub cases: Vec<GeneratedCase<'p>>,
    scopes: Vec<Scope>,
    demands: Vec<Demand>,
}

/// A version of a policy by itself; or none, for the days on which none is in force.
#[derive(Debug)]
struct Scope {
    /// The version's position in the policy.
    version: Option<u16>,
    policy: Policy,
    sites: Vec<Site>,
    ends: Vec<NamedEnd>,
}

/// What an obligation asks of a case.
#[derive(Clone, Copy, Debug)]
struct Demand {
    scope: usize,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Variant { site: usize, lens: usize, variant: Variant },
    End(usize),
}

impl<'p> Suite<'p> {
    /// The obligations of a policy, or of one of its versions, and the cases for them.
    ///
    /// # Errors
    ///
    /// [`Unanswered`]
    pub fn of(policy: &'p Policy, only: Option<&Version>) -> Result<Suite<'p>, Unanswered> {
        let mut suite = Suite {
            obligations: Vec::new(),
            cases: Vec::new(),
            scopes: Vec::new(),
            demands: Vec::new(),
        };
        let several = policy.versions.len() > 1;
        for (position, version) in (0..).zip(policy.versions.iter()) {
            if only.is_none_or(|only| only == version) {
                let prefix = version
                    .name
                    .as_ref()
                    .filter(|_| several)
                    .map_or_else(String::new, |name| format!("{name}/"));
                let times = moments(
                    Period::of(version),
                    policy.conditions_in(version).flat_map(Expression::predicates),
                );
                suite.add(policy, Some((position, version)), &prefix, times)?;
            }
        }
        let beside = beside_versions(policy);
        let given = |advisory: &Advisory| {
            advisory.outcomes.is_empty() || advisory.outcomes.contains(&Outcome::NotApplicable)
        };
        if only.is_none() && !beside.is_empty() && policy.advisories.iter().any(given) {
            suite.add(policy, None, "not-in-force/", beside)?;
        }
        let members = suite.cases.iter().map(|case| case.member.clone()).collect::<Vec<_>>();
        let charts = members.iter().map(|member| member as &dyn Chart).collect::<Vec<_>>();
        for (position, covering) in suite.coverage(policy, &charts).into_iter().enumerate() {
            for case in covering {
                suite.cases.get_mut(case).into_iter().for_each(|case| case.covers.push(position));
            }
        }
        Ok(suite)
    }

    /// For each obligation the positions of the charts that cover it.
    #[must_use]
    pub fn coverage(&self, policy: &Policy, charts: &[&dyn Chart]) -> Vec<Vec<usize>> {
        let versions = charts
            .iter()
            .map(|chart| policy.version_on(chart.service_date()).map(|(position, _)| position))
            .collect::<Vec<_>>();
        let mut decided = HashMap::new();
        let mut covers = |demand: &Demand, position: usize, chart: &dyn Chart| {
            let Some(scope) = self.scopes.get(demand.scope) else { return false };
            let in_scope = versions.get(position) == Some(&scope.version);
            match demand.what {
                What::End(end) => scope.ends.get(end).is_some_and(|named| {
                    (in_scope || matches!(named.end, End::Day { .. }))
                        && named.end.is_shown(&scope.policy, chart)
                }),
                What::Variant { site: at, lens, variant } => {
                    let Some(site) = scope.sites.get(at).filter(|_| in_scope) else { return false };
                    variant::shown(&site.predicate, &scope.policy.vocabulary, chart).is(variant)
                        && *decided.entry((demand.scope, at, lens, position)).or_insert_with(|| {
                            site.lenses.get(lens).is_some_and(|lens| lens.decides(chart))
                        })
                }
            }
        };
        let of_demand = |demand| {
            (0..)
                .zip(charts)
                .filter(|(position, chart)| covers(demand, *position, **chart))
                .map(|(position, _)| position)
                .collect()
        };
        self.demands.iter().map(of_demand).collect()
    }

    fn add(
        &mut self,
        policy: &'p Policy,
        version: Option<(u16, &Version)>,
        prefix: &str,
        times: Vec<Moment>,
    ) -> Result<(), Unanswered> {
        let copy = tree::copied(policy, version.map(|(_, version)| version));
        let scope = Scope {
            version: version.map(|(position, _)| position),
            sites: site::sites(&copy),
            ends: ends::ends(&copy),
            policy: copy,
        };
        let mut maker = Maker { original: policy, suite: self, prefix };
        maker.make(&scope, times)?;
        self.scopes.push(scope);
        Ok(())
    }
}

/// Days on which no version is in force: those beside the versions.
fn beside_versions(policy: &Policy) -> Vec<Moment> {
    let first =
        policy.versions.iter().filter_map(|version| version.from.and_then(|from| from.pred_opt()));
    let last = policy.versions.iter().filter_map(|version| version.to.and_then(|to| to.succ_opt()));
    let mut days =
        first.chain(last).filter(|day| policy.version_on(*day).is_none()).collect::<Vec<_>>();
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| Moment { request_date: day, service_date: day }).collect()
}

/// Days that predicates on the dates of the request itself tell apart.
fn days_of_the_request<'p>(predicates: impl Iterator<Item = &'p Expression>) -> Vec<Moment> {
    let mut found = Vec::new();
    for predicate in predicates {
        let Expression::Test { term: Term::Date(fact), region: Region::Day(test) } = predicate
        else {
            continue;
        };
        let days = match test {
            DateTest::Compare(_, Day::On(day)) => vec![*day],
            DateTest::Between(first, last) => vec![*first, *last],
            DateTest::Compare(_, Day::Fact(_)) | DateTest::AtLeastAgo(_) | DateTest::Within(_) => {
                Vec::new()
            }
        };
        if is_built_in(*fact) {
            let around = days
                .into_iter()
                .flat_map(|day| [-1, 0, 1].into_iter().filter_map(move |days| shifted(day, days)));
            found.extend(around.map(|day| Moment { request_date: day, service_date: day }));
        }
    }
    found
}

/// Makes the obligations and cases of a scope.
struct Maker<'m, 'p> {
    original: &'p Policy,
    suite: &'m mut Suite<'p>,
    prefix: &'m str,
}

impl Maker<'_, '_> {
    fn make(&mut self, scope: &Scope, mut times: Vec<Moment>) -> Result<(), Unanswered> {
        let position = scope.version;
        let policy = &scope.policy;
        let arms = policy
            .versions
            .first()
            .map(|version| conditions([Side { policy, version }; 2]))
            .unwrap_or_default();
        let chosen = scope.ends.iter().flat_map(|named| {
            if let End::Conclusion { chosen, .. } = &named.end { chosen.as_slice() } else { &[] }
        });
        let chosen = chosen.flat_map(Expression::predicates);
        let predicates = scope
            .sites
            .iter()
            .map(|site| &site.predicate)
            .chain(arms.iter().flat_map(Expression::predicates))
            .chain(chosen)
            .collect::<Vec<_>>();
        for moment in days_of_the_request(predicates.iter().copied()) {
            let in_force =
                self.original.version_on(moment.service_date).map(|(position, _)| position);
            if in_force == position && !times.contains(&moment) {
                times.push(moment);
            }
        }
        let space =
            Space::of_moments(&policy.vocabulary, predicates.iter().copied(), &times, LOOKS)?;
        let mut searcher = Searcher { policy, space, moments: &times, answers: Answers::default() };

        // Pairs first: their cases show much else.
        let mut looks = Vec::new();
        let mut pairs = Vec::new();
        for site in &scope.sites {
            let of_site = site
                .lenses
                .iter()
                .map(|lens| searcher.look(site, lens))
                .collect::<Result<Vec<_>, _>>()?;
            let pair = match (site.lenses.first(), of_site.first()) {
                (Some(lens), Some(look)) => searcher.pair(site, lens, look)?,
                _ => None,
            };
            looks.push(of_site);
            pairs.push(pair);
        }
        let first = self.suite.cases.len();
        for (site, pair) in scope.sites.iter().zip(&pairs) {
            for (variant, member) in
                [Variant::Met, Variant::NotMet].into_iter().zip(pair.iter().flatten())
            {
                let sentence = words::sentence(site, variant, &policy.vocabulary);
                self.case(&words::id(site, variant, &policy.vocabulary), &sentence, member.clone());
            }
        }
        for (at, site) in scope.sites.iter().enumerate() {
            let looks = looks.get(at).map_or(&[][..], Vec::as_slice);
            for variant in [Variant::Met, Variant::NotMet]
                .into_iter()
                .chain(variants(&site.predicate, &policy.vocabulary))
            {
                self.variant(&mut searcher, (at, site), looks, variant, first)?;
            }
        }
        for (at, named) in scope.ends.iter().enumerate() {
            self.end(&mut searcher, &predicates, (at, named), first)?;
        }
        Ok(())
    }

    fn variant(
        &mut self,
        searcher: &mut Searcher<'_, '_>,
        (at, site): (usize, &Site),
        looks: &[Look],
        variant: Variant,
        first: usize,
    ) -> Result<(), Unanswered> {
        let vocabulary = &searcher.policy.vocabulary;
        let (id, sentence) =
            (words::id(site, variant, vocabulary), words::sentence(site, variant, vocabulary));
        let mut found = None;
        for (position, (lens, look)) in site.lenses.iter().zip(looks).enumerate() {
            // What definitely is so has to decide for certain.
            if position > 0 && matches!(variant, Variant::Met | Variant::NotMet) {
                break;
            }
            let mut known = self.suite.cases.iter().skip(first);
            if known.any(|case| {
                search::shows_variant(searcher.policy, site, lens, variant, &case.member)
            }) {
                found = Some(position);
                break;
            }
            if let Some(member) = searcher.variant(site, lens, look, variant) {
                self.case(&id, &sentence, member);
                found = Some(position);
                break;
            }
        }
        let standing = match found {
            Some(_) => Standing::Possible,
            None => searcher
                .why_not(site, looks, variant)?
                .map_or(Standing::NotFound, Standing::Impossible),
        };
        self.obligation(
            &id,
            sentence,
            standing,
            What::Variant { site: at, lens: found.unwrap_or(0), variant },
        );
        Ok(())
    }

    fn end(
        &mut self,
        searcher: &mut Searcher<'_, '_>,
        predicates: &[&Expression],
        (at, named): (usize, &NamedEnd),
        first: usize,
    ) -> Result<(), Unanswered> {
        let mut known = self.suite.cases.iter().skip(first);
        let search = if known.any(|case| named.end.is_shown(searcher.policy, &case.member)) {
            None
        } else if let End::Day { day, other, inside } = named.end {
            Some(Self::on_day(
                searcher.policy,
                predicates,
                &named.end,
                if inside { day } else { other },
            )?)
        } else {
            Some(searcher.end(&named.end)?)
        };
        let standing = match search {
            None => Standing::Possible,
            Some(Search::Found(member)) => {
                self.case(&named.id, &named.sentence, member);
                Standing::Possible
            }
            Some(Search::Impossible(why)) => Standing::Impossible(why),
            Some(Search::NotFound) => Standing::NotFound,
        };
        self.obligation(&named.id, named.sentence.clone(), standing, What::End(at));
        Ok(())
    }

    fn on_day(
        policy: &Policy,
        predicates: &[&Expression],
        end: &End,
        day: NaiveDate,
    ) -> Result<Search, Unanswered> {
        let moments = [Moment { request_date: day, service_date: day }];
        let space =
            Space::of_moments(&policy.vocabulary, predicates.iter().copied(), &moments, LOOKS)?;
        Searcher { policy, space, moments: &moments, answers: Answers::default() }.end(end)
    }

    fn obligation(&mut self, id: &str, sentence: String, standing: Standing, what: What) {
        self.suite.obligations.push(Obligation {
            id: format!("{}{id}", self.prefix),
            sentence,
            standing,
        });
        self.suite.demands.push(Demand { scope: self.suite.scopes.len(), what });
    }

    /// Adds a case, unless there is one like it.
    fn case(&mut self, id: &str, sentence: &str, member: CaseFacts) {
        if self.suite.cases.iter().any(|case| case.member == member) {
            return;
        }
        let determination = determine(self.original, &member);
        let version = determination.version.and_then(|version| self.original.version(version));
        let advisories = self
            .original
            .advisories
            .iter()
            .chain(version.iter().flat_map(|version| version.advisories.iter()));
        let given = advisories.filter(|advisory| {
            lens::is_given(self.original, advisory, determination.outcome, &member)
        });
        let advisories = given.map(|advisory| advisory.text.clone()).collect();
        let id = format!("{}/{}{id}", self.original.name, self.prefix);
        self.suite.cases.push(GeneratedCase {
            id,
            member,
            determination,
            advisories,
            why: format!("{sentence}."),
            covers: Vec::new(),
        });
    }
}
