//! The cells of courses: every history that a chart may turn out to have is in one of them, and the
//! example of each is in it.

use super::{Atoms, Completeness};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{FactValue, validate};
use crate::evaluate::reference::Documentation;
use crate::fixtures::example::{Dice, day, on};
use crate::fixtures::histories::{SETTING, TREATMENT, vocabulary};
use crate::fixtures::told::concepts;
use crate::policy::{CountTest, Day, Entries, Expression, Region, Term, Window};
use crate::possible::{AttributeValue, Complete, Date, Entry, EntryDay, Extreme, History, Lasting};
use crate::vocabulary::{FactKind, Vocabulary};

const fn days(amount: u32) -> CalendarDuration {
    CalendarDuration::new(amount, CalendarUnit::Days)
}

fn asked() -> Vec<Expression> {
    let all = || Entries::of(TREATMENT).by(EntryDay::Any);
    let within = |amount| Window::looking_back(days(amount), Day::REQUEST);
    let month = CalendarDuration::new(1, CalendarUnit::Months);
    let each = [
        (1, all().lasting(Lasting::AtLeast(days(10)))),
        (1, all().with(SETTING, 0b01).lasting(Lasting::AtMost(days(10)))),
        (1, all().by(EntryDay::First).within(within(30))),
        (1, all().by(EntryDay::Last).within(within(30))),
        (2, all().lasting(Lasting::MoreThan(month)).within(within(60))),
        (
            1,
            all()
                .lasting(Lasting::Between(days(5), days(20)))
                .by(EntryDay::First)
                .within(within(60)),
        ),
        (2, all().different(SETTING).within(within(60))),
        (2, all().within(within(30))),
    ];
    let ask =
        |(number, entries)| Term::Entries(entries).is(Region::Whole(CountTest::at_least(number)));
    let hospital = || Term::Code(SETTING).is(Region::Values(0b01));
    let one = [
        all().choosing(Extreme::Latest, hospital()),
        all().within(within(60)).choosing(Extreme::Earliest, hospital()),
        all().lasting(Lasting::AtLeast(days(10))).choosing(Extreme::Latest, hospital()),
    ];
    let one = one.map(|entries| Term::Entries(entries).is(Region::Yes));
    each.map(ask).into_iter().chain(one).collect()
}

/// A course that may turn out to be there, in one of these settings, in a history that says so much
/// about it.
fn course(dice: &mut Dice, settings: &[u64], documented: Option<&Entry>) -> Option<Entry> {
    let request = day("2026-06-15");
    let ago = dice.pick(&[0, 1, 4, 5, 9, 10, 11, 19, 20, 29, 30, 31, 32, 59, 60, 61, 62, 90]);
    let start = days(ago).before(request);
    let length = dice.pick(&[0, 3, 4, 5, 8, 9, 10, 18, 19, 20, 27, 29, 30, 31, 32, 60]);
    let end = if dice.below(5) == 0 { Date::NEVER } else { days(length).after(start).into() };
    let setting = AttributeValue::Code(dice.pick(settings));
    let entry = Entry { end, ..Entry::on(start) }.with(SETTING, setting);
    let Some(known) = documented else { return Some(entry) };
    let fits =
        |date: Date, known: Date| known == Date::UNKNOWN || known.days().can_be_in(date.days());
    let is_set = known.attribute(SETTING).is_none_or(|known| *known == declared(setting));
    (fits(entry.date, known.date) && fits(entry.end, known.end) && is_set).then_some(entry)
}

/// A setting as far as a vocabulary tells it that has one name for all that are not in a hospital.
fn declared(setting: AttributeValue) -> AttributeValue {
    if setting == AttributeValue::Code(0b01) { setting } else { AttributeValue::Code(0b10) }
}

/// The vocabulary with these settings, of which some, as bits, stand for several.
fn with_settings(names: &[&'static str], many: u64) -> Vocabulary {
    let mut vocabulary = vocabulary();
    let values = concepts(names);
    let position = usize::from(SETTING.attribute_position().unwrap());
    vocabulary.attributes.to_mut()[position].kind = FactKind::Code { values, many };
    vocabulary
}

/// Places that are not in a hospital may be one or several: each world says which they are.
#[test]
fn whatever_a_value_for_several_stands_for_is_in_a_cell() {
    let told = with_settings(&["Hospital", "Elsewhere"], 0b10);
    let worlds = with_settings(&["Hospital", "Home", "Office", "School"], 0);
    let all = || Entries::of(TREATMENT).by(EntryDay::Any);
    let recent = || all().within(Window::looking_back(days(60), Day::REQUEST));
    let asked = [
        (2, all().different(SETTING)),
        (3, all().different(SETTING)),
        (2, recent().different(SETTING)),
        (2, all().different(SETTING).lasting(Lasting::AtLeast(days(10)))),
        (2, recent()),
        (1, all().with(SETTING, 0b01)),
    ];
    let asked = asked.map(|(number, entries)| {
        Term::Entries(entries).is(Region::Whole(CountTest::at_least(number)))
    });
    let mut dice = Dice(29);
    let mut seen = 0_u32;
    for _ in 0..40 {
        let atoms = (0..3).map(|_| dice.pick(&asked)).collect::<Vec<_>>();
        let complete = dice.pick(&[Complete::No, Complete::Yes]);
        let documented = (0..dice.below(3)).map(|number| {
            let mut known = course(&mut dice, &[0b01, 0b10, 0b10], None).unwrap();
            if dice.below(4) == 0 {
                known.attributes.clear();
            }
            known.id = Some(number.to_string().into());
            known
        });
        let documented = documented.collect::<Vec<_>>();
        let case =
            |history| on("2026-06-15", "2026-06-15").with(TREATMENT, FactValue::History(history));
        let known = case(History { complete, entries: documented.clone() });
        let chart = Documentation { vocabulary: &told, chart: &known };
        let atoms = Atoms::of(&atoms, &[chart], Completeness::Decided);
        assert!(atoms.split().is_empty());
        let Some(group) = atoms.groups().first() else { continue };
        for _ in 0..300 {
            let settings = [0b0001, 0b0010, 0b0100, 0b1000];
            let mut entries = Vec::new();
            for known in &documented {
                entries.extend((0..400).find_map(|_| course(&mut dice, &settings, Some(known))));
            }
            if entries.len() < documented.len() {
                continue;
            }
            let further = if complete == Complete::Yes { 0 } else { dice.below(4) };
            entries.extend((0..further).filter_map(|_| course(&mut dice, &settings, None)));
            let history = History { complete: Complete::Yes, entries }.told_apart();
            let world = case(history);
            let documentation = Documentation { vocabulary: &worlds, chart: &world };
            let found = group.atoms.iter().map(|atom| documentation.truth(atom));
            let cell = found.map(|truth| truth == Truth::MET).collect::<Vec<_>>();
            assert!(group.cells.contains(&cell), "{:?} {cell:?} {world:#?}", group.atoms);
            seen += 1;
        }
        // What is so within 60 days is so.
        let position = |asked| group.atoms.iter().position(|atom| *atom == asked);
        if let (Some(ever), Some(recent)) = (position(&asked[0]), position(&asked[2])) {
            assert!(
                group.cells.iter().all(|cell| cell[ever] || !cell[recent]),
                "{:?}",
                group.cells
            );
        }
        for (position, cell) in group.cells.iter().enumerate() {
            let example = group.example(0, position).unwrap();
            let Some(documented) = example.document(&group.facts, &told) else { continue };
            let Some((_, FactValue::History(history))) = documented.into_iter().next() else {
                panic!("another fact")
            };
            let example = case(history.told_apart());
            let documentation = Documentation { vocabulary: &told, chart: &example };
            let found = group.atoms.iter().map(|atom| documentation.truth(atom));
            let met = cell.iter().map(|met| Truth::from(*met));
            assert!(found.eq(met), "{:?} {cell:?} {example:#?}", group.atoms);
        }
    }
    assert!(seen > 4_000, "{seen}");
}

#[test]
fn whatever_courses_there_are_is_in_a_cell() {
    let (vocabulary, asked) = (vocabulary(), asked());
    let mut dice = Dice(23);
    let one = &asked[8..];
    let mut seen = 0_u32;
    for _ in 0..40 {
        let chosen = (0..3).map(|_| dice.pick(&asked)).collect::<Vec<_>>();
        let complete = dice.pick(&[Complete::No, Complete::Yes]);
        let documented = (0..dice.below(2)).map(|_| {
            loop {
                let Some(mut known) = course(&mut dice, &[0b01, 0b10], None) else { continue };
                match dice.below(4) {
                    0 => known.end = Date::UNKNOWN,
                    1 => known.attributes.clear(),
                    2 => known.date = Date::UNKNOWN,
                    _ => {}
                }
                break known;
            }
        });
        let documented = documented.collect::<Vec<_>>();
        let history = History { complete, entries: documented.clone() };
        let case = on("2026-06-15", "2026-06-15").with(TREATMENT, FactValue::History(history));
        let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
        let atoms = Atoms::of(&chosen, &[documentation], Completeness::Decided);
        assert!(atoms.split().is_empty(), "{chosen:?}");
        let truths = |history: History, atoms: &[&Expression]| {
            let value = FactValue::History(history.told_apart());
            let case = on("2026-06-15", "2026-06-15").with(TREATMENT, value);
            assert_eq!(validate(&vocabulary, &case), []);
            let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
            atoms.iter().map(|atom| documentation.truth(atom)).collect::<Vec<_>>()
        };
        let Some(group) = atoms.groups().first() else { continue };
        for _ in 0..300 {
            let mut entries = Vec::new();
            for known in &documented {
                let fitting = (0..200).find_map(|_| course(&mut dice, &[0b01, 0b10], Some(known)));
                entries.extend(fitting);
            }
            if entries.len() < documented.len() {
                continue;
            }
            let further = if complete == Complete::Yes { 0 } else { dice.below(4) };
            entries.extend((0..further).filter_map(|_| course(&mut dice, &[0b01, 0b10], None)));
            let found = truths(History { complete: Complete::Yes, entries }, &group.atoms);
            if found.iter().any(|truth| truth.is_unknown()) {
                continue;
            }
            let cell = found.iter().map(|truth| *truth == Truth::MET).collect::<Vec<_>>();
            assert!(group.cells.contains(&cell), "{:?} {cell:?} {case:#?}", group.atoms);
            seen += 1;
        }
        for (position, cell) in group.cells.iter().enumerate() {
            let example = group.example(0, position).unwrap();
            let documented = example.document(&group.facts, &vocabulary);
            // Of two courses of one day, each may be the latest.
            let Some(documented) = documented else {
                assert!(group.atoms.iter().any(|atom| one.contains(*atom)), "{:#?}", group.atoms);
                continue;
            };
            let Some((_, FactValue::History(history))) = documented.into_iter().next() else {
                panic!("another fact")
            };
            let met = cell.iter().map(|met| Truth::from(*met)).collect::<Vec<_>>();
            assert_eq!(truths(history.clone(), &group.atoms), met, "{history:#?}");
        }
    }
    assert!(seen > 3_000, "{seen}");
}

#[test]
fn joined_courses_have_the_examples_that_the_evaluator_confirms() {
    let vocabulary = vocabulary();
    let refills = Entries::of(TREATMENT)
        .joined(vec![SETTING], days(7))
        .lasting(Lasting::AtLeast(days(90)))
        .by(EntryDay::Any)
        .within(Window::looking_back(days(365), Day::REQUEST));
    let ask =
        |number| Term::Entries(refills.clone()).is(Region::Whole(CountTest::at_least(number)));
    let asked = [ask(1), ask(2), ask(3)];
    let unknown = on("2026-06-15", "2026-06-15");
    let chart = Documentation { vocabulary: &vocabulary, chart: &unknown };
    let atoms = Atoms::of(&asked, &[chart], Completeness::Decided);
    let [group] = atoms.groups() else { panic!("{:?}", atoms.groups()) };
    assert_eq!(group.cells.len(), 4, "{:?}", group.cells);
    let mut confirmed = 0;
    for (position, cell) in group.cells.iter().enumerate() {
        let Some(documented) =
            group.example(0, position).unwrap().document(&group.facts, &vocabulary)
        else {
            // A third long course of two settings would have to lie far from the others.
            assert_eq!(*cell, [true, true, true]);
            continue;
        };
        let case = documented.into_iter().fold(unknown.clone(), |case, (fact, value)| {
            assert_eq!(fact, TREATMENT);
            case.with(fact, value)
        });
        assert_eq!(validate(&vocabulary, &case), []);
        let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
        let truths = group.atoms.iter().map(|atom| documentation.truth(atom));
        assert!(truths.eq(cell.iter().map(|met| Truth::from(*met))), "{case:#?}");
        confirmed += 1;
    }
    assert_eq!(confirmed, 3);
    // Where some are documented, nothing is known of their dependencies.
    let one = Entry { end: Date::UNKNOWN, ..Entry::on(day("2026-01-15")) };
    let history = History { complete: Complete::No, entries: vec![one] };
    let known = unknown.with(TREATMENT, FactValue::History(history));
    let chart = Documentation { vocabulary: &vocabulary, chart: &known };
    let atoms = Atoms::of(&asked, &[chart], Completeness::Decided);
    assert!(atoms.groups().iter().all(|group| group.cells.len() <= 2));
}
