//! Two terms that are compared: whatever two numbers can come to has an example, however little their
//! ranges have in common.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::fixtures::example::{Dice, day};
use crate::policy::{Comparable, Expression, Operator, Region, Relation, Term};
use crate::possible::{Amount, Count, Distance, Scale, Written};
use crate::unit::Unit;
use crate::vocabulary::{Fact, FactId, FactKind, Vocabulary};
use crate::worlds::atoms::{Atoms, Completeness};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

const OPERATORS: [Operator; 5] = [
    Operator::Equal,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
];

fn fact(name: &'static str, kind: FactKind) -> Fact {
    Fact { name: name.into(), label: name.into(), note: None, codes: vec![].into(), kind }
}

/// Two facts, and the units of quantities.
fn vocabulary(kinds: [FactKind; 2]) -> (Vocabulary, [FactId; 2]) {
    let [one, other] = kinds;
    let facts = vec![
        fact("request_date", FactKind::Date),
        fact("service_date", FactKind::Date),
        fact("one", one),
        fact("other", other),
    ];
    let vocabulary = Vocabulary::of("compared", facts);
    let found = ["one", "other"].map(|name| vocabulary.find(name).unwrap().0);
    (vocabulary, found)
}

fn quantity(unit: Unit, low: Decimal, high: Decimal) -> FactKind {
    let scale = Scale { low, high, ..Scale::without_range(unit, vec![].into()).unwrap() };
    FactKind::Quantity { scale: scale.into() }
}

/// Checks that whatever these numbers come to has an example, which comes to it.
fn check(
    vocabulary: &Vocabulary,
    [one, other]: [FactId; 2],
    relations: &[Relation],
    pairs: impl Iterator<Item = [FactValue; 2]>,
) -> usize {
    let today = day("2026-06-15");
    let nothing = CaseFacts::new(today, today);
    let term = match vocabulary.fact(one).unwrap().kind {
        FactKind::Count { .. } => Term::Count(one),
        _ => Term::Quantity(one),
    };
    let mut atoms = Vec::<Expression>::new();
    for relation in relations {
        let atom = term.clone().is(Region::Than(*relation));
        if !atoms.contains(&atom) {
            atoms.push(atom);
        }
    }
    let chart = Documentation { vocabulary, chart: &nothing };
    let known = Atoms::of(&atoms, &[chart], Completeness::Decided);
    // Of what cannot be negative, all is decided that is 100 % below it.
    let Some(group) = known.groups().first() else { return 0 };
    let answers = |facts: &CaseFacts| {
        let chart = Documentation { vocabulary, chart: facts };
        let truths = group.atoms.iter().map(|atom| chart.truth(atom));
        truths.map(|truth| (!truth.is_unknown()).then(|| truth.can_be_met())).collect::<Option<_>>()
    };
    let mut shown = BTreeSet::<Vec<bool>>::new();
    for (cell, wanted) in group.cells.iter().enumerate() {
        let example = group.example(0, cell).unwrap().document(&group.facts, vocabulary);
        let Some(example) = example else { continue };
        let mut facts = nothing.clone();
        facts.extend(example);
        assert_eq!(answers(&facts).as_ref(), Some(wanted), "{facts:?}");
        shown.insert(wanted.clone());
    }
    let mut possible = BTreeSet::new();
    for [first, second] in pairs {
        let facts = nothing.clone().with(one, first).with(other, second);
        possible.extend(answers(&facts));
    }
    let missing = possible.difference(&shown).collect::<Vec<_>>();
    assert!(missing.is_empty(), "{missing:?} {relations:?} {:?}", vocabulary.facts);
    possible.len()
}

fn relations(dice: &mut Dice, other: Comparable, unit: Option<Unit>) -> Vec<Relation> {
    let in_percent = dice.below(2) == 0;
    let relation = |dice: &mut Dice| {
        let value = Decimal::from(i64::try_from(dice.below(41)).unwrap() - 20);
        let distance = match (dice.below(4), in_percent) {
            (0, _) => Distance::None,
            (_, true) => Distance::Percent(value * Decimal::from(5)),
            (_, false) => Distance::Plus { value, unit },
        };
        Relation { operator: dice.pick(&OPERATORS), distance, other }
    };
    (0..=dice.below(3)).map(|_| relation(dice)).collect()
}

#[test]
fn whatever_two_counts_come_to_has_an_example() {
    let mut cells = 0;
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let mut range = || {
            let low = u32::try_from(dice.pick(&[0, 0, 1, 7, 30, 100])).unwrap();
            let high = low + u32::try_from(dice.pick(&[0, 1, 2, 9, 40])).unwrap();
            [low, high]
        };
        let ranges = [range(), range()];
        let (vocabulary, facts) =
            vocabulary(ranges.map(|[low, high]| FactKind::Count { low, high }));
        let relations = relations(&mut dice, Comparable::Count(facts[1]), None);
        let [[low, high], [least, most]] = ranges;
        let pairs = (low..=high).flat_map(|one| (least..=most).map(move |other| [one, other]));
        let pairs = pairs.map(|pair| pair.map(|count| FactValue::Count(Count::from(count))));
        cells += check(&vocabulary, facts, &relations, pairs);
    }
    assert!(cells > 500, "{cells}");
}

#[test]
fn whatever_two_quantities_come_to_has_an_example() {
    let mut cells = 0;
    for seed in 0..300 {
        let mut dice = Dice(seed);
        // 1 mg is 1,000 ug, and 1 L/h is 50/3 mL/min.
        let [one, other] = dice.pick(&[
            [Unit::Milligram, Unit::Milligram],
            [Unit::Milligram, Unit::Microgram],
            [Unit::Microgram, Unit::Milligram],
            [Unit::MilliliterPerMinute, Unit::LiterPerHour],
            [Unit::LiterPerHour, Unit::MilliliterPerMinute],
        ]);
        let mut range = || {
            let low = Decimal::new(dice.pick(&[0, 0, 5, 95, 100, 9_990, 100_000]), 1);
            let high = low + Decimal::new(dice.pick(&[0, 1, 10, 100, 9_000]), 1);
            [low, high]
        };
        let ranges = [range(), range()];
        let kinds = [(one, ranges[0]), (other, ranges[1])];
        let (vocabulary, facts) =
            vocabulary(kinds.map(|(unit, [low, high])| quantity(unit, low, high)));
        let relations = relations(&mut dice, Comparable::Quantity(facts[1]), Some(one));
        let numbers = |[low, high]: [Decimal; 2]| {
            let part =
                move |part: i64| low + (high - low) * Decimal::from(part) / Decimal::from(30);
            (0..=30).map(part).collect::<BTreeSet<_>>()
        };
        let amount = |fact: FactId, value: Decimal| {
            let scale = vocabulary.fact(fact).unwrap().kind.scale().unwrap();
            FactValue::Quantity(Amount::new(scale, Written::Exactly(value), scale.unit).unwrap())
        };
        let [firsts, seconds] = ranges.map(numbers);
        let pairs = firsts.iter().flat_map(|one| seconds.iter().map(move |other| (*one, *other)));
        let pairs = pairs.map(|(one, other)| [amount(facts[0], one), amount(facts[1], other)]);
        cells += check(&vocabulary, facts, &relations, pairs);
    }
    assert!(cells > 300, "{cells}");
}
