//! Values that may stand for several things: both evaluators against the enumeration of what they
//! may stand for.

use crate::plain;
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::possible::{Code, CodeSet, Complete, Event, Events};
use policy_core::{NaiveDate, Truth};
use policy_tests::dice::Dice;
use std::collections::BTreeSet;
use tried::TrialMedicine as Medicine;

policy_macros::vocabulary! {
    pub tried {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Other],
        /// Trial of a medicine
        trial: events with medicine [A, B, Other many, Unnamed many],
    }
}

policy_macros::policy! {
    /// Different medicines
    tries<tried> {
        payer "Example Health";
        number "EX.9";
        source "example.txt";

        section q1 for question = Q1 { 1: at least 2 different medicine of trial; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: at least 3 different medicine of trial; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: at least 5 different medicine of trial; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: at most 2 different medicine of trial; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: at least 2 different medicine of trial within 30 days; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: at least 3 different medicine of trial where medicine != A; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: at most 1 different medicine of trial where medicine in [A, B]; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: at least 2 different medicine of trial where medicine in [A, Other] within 30 days; } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// What is asked: the least number, whether it must not be reached, the medicines that count, and
/// whether only recent trials do.
const ASKED: [(usize, bool, &[Medicine], bool); 8] = {
    use Medicine::{A, B, Other, Unnamed};
    [
        (2, false, &[A, B, Other, Unnamed], false),
        (3, false, &[A, B, Other, Unnamed], false),
        (5, false, &[A, B, Other, Unnamed], false),
        (3, true, &[A, B, Other, Unnamed], false),
        (2, false, &[A, B, Other, Unnamed], true),
        (3, false, &[B, Other, Unnamed], false),
        (2, true, &[A, B], false),
        (2, false, &[A, Other], true),
    ]
};

/// A trial in a world: its medicine as it is named, which one that is, and whether it is recent.
type Trial = (Medicine, usize, bool);

/// What a named medicine may be, where there are so many others.
fn meant(named: Medicine, others: usize) -> Vec<usize> {
    match named {
        Medicine::A | Medicine::B => vec![0],
        Medicine::Other | Medicine::Unnamed => (0..others).collect(),
    }
}

fn is_reached(
    trials: &[Trial],
    (needed, _, counted, recent): (usize, bool, &[Medicine], bool),
) -> bool {
    let counts =
        |(named, _, is_recent): &&Trial| counted.contains(named) && (*is_recent || !recent);
    let different = trials.iter().filter(counts).map(|(named, which, _)| (*named as usize, *which));
    different.collect::<BTreeSet<_>>().len() >= needed
}

#[test]
fn values_for_several_agree_with_every_world() {
    let request = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
    let mut dice = Dice::new(43);
    let mut seen = [0_u32; 3];
    let mut open = 0_u32;
    for round in 0..1_500 {
        let complete = [
            Complete::Yes,
            Complete::Yes,
            Complete::No,
            Complete::Since(plain::days_later(request, -30)),
        ];
        let complete = complete[dice.below(4)];
        let (mut events, mut possible) = (Vec::new(), Vec::new());
        for number in 0..dice.below(5) {
            let named = match dice.below(6) {
                0 => Medicine::ALL.to_vec(),
                1 => vec![Medicine::A, Medicine::Other],
                2 => vec![Medicine::A],
                3 => vec![Medicine::B],
                4 => vec![Medicine::Unnamed],
                _ => vec![Medicine::Other],
            };
            let is_recent = dice.chance(60);
            let day = plain::days_later(request, if is_recent { -30 } else { -31 });
            let event = Event::on(day).with(Code::candidates(named.iter().copied()));
            events.push(event.called(number.to_string()));
            let each = named.iter().flat_map(|named| {
                meant(*named, 4).into_iter().map(move |which| (*named, which, is_recent))
            });
            possible.push(each.collect::<Vec<Trial>>());
        }
        let worlds = possible.iter().fold(vec![Vec::new()], |begun: Vec<Vec<Trial>>, each| {
            let longer = |first: &Vec<Trial>| {
                each.iter().map(|it| [first.as_slice(), &[*it]].concat()).collect::<Vec<_>>()
            };
            begun.iter().flat_map(longer).collect()
        });
        let mut case = TriesCase::new(request, request);
        case.trial = match complete {
            Complete::Yes => Events::complete(events),
            Complete::No => Events::incomplete(events),
            Complete::Since(day) => Events::complete_since(day, events),
        };
        let (compiled, reference) = (case.evaluate(), reference::determine(&TRIES, &case));
        let sections = TRIES.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = sections.flat_map(|section| section.criteria.iter());
        for (criterion, asked) in criteria.zip(ASKED) {
            let (_, is_negated, counted, recent) = asked;
            // Further trials may be of anything that counts, and old where the last month is known.
            let further = match complete {
                Complete::Yes => Vec::new(),
                Complete::Since(_) if recent => Vec::new(),
                Complete::No | Complete::Since(_) => {
                    let each = counted.iter().flat_map(|named| {
                        let which = match named {
                            Medicine::A | Medicine::B => vec![0],
                            // None of those above.
                            Medicine::Other | Medicine::Unnamed => (10..16).collect(),
                        };
                        which.into_iter().map(|which| (*named, which, true))
                    });
                    each.collect()
                }
            };
            let possible = worlds.iter().map(|trials| {
                let most = [trials.as_slice(), &further].concat();
                (is_reached(&most, asked), !is_reached(trials, asked))
            });
            let (met, fails) = possible.fold((false, false), |(met, fails), (can, can_fail)| {
                (met || can, fails || can_fail)
            });
            let reached = Truth::from_possibilities(met, fails);
            let expected = if is_negated { !reached } else { reached };
            let found = compiled.truth(criterion.slot).unwrap();
            let place = format!("{round}: {} of {case:?}", criterion.citation);
            assert_eq!(Some(found), reference.truths.get(&criterion.slot).copied(), "{place}");
            assert!(found.is_unknown() || found == expected, "{found} {expected} {place}");
            let is_plain = counted.len() == Medicine::ALL.len() && !recent;
            assert!(!is_plain || found == expected, "{found} {expected} {place}");
            open += u32::from(found != expected);
            seen[usize::from(found.can_be_met()) + usize::from(!found.can_fail())] += 1;
        }
    }
    assert!(seen.iter().all(|seen| *seen > 1_000), "{seen:?}");
    assert!(open < 200, "{open} are unknown although all worlds agree");
}
