//! Questions about the entries of a history: how many there are, and of which kind.

use super::attributes::{asked_as, entry_of, form_of};
use super::dates::{check_apart, check_duration};
use super::habits::{compared_events, selector_in_words, selector_with_number};
use super::joined::{check_joined, is_known};
use super::operand::whole_number;
use super::parts::{
    METHODS, OfEntries, negate_if, refuse, refuse_wanted, transpose, window, written_otherwise,
};
use super::scope::Scope;
use super::unknown::is_value;
use super::wording::{kind_of, listing};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    Apart, ApartText, DayText, LastingText, Operand, Operator, Predicate, Selector, Side, Test,
    WindowText,
};
use crate::syntax::literal::DurationText;
use crate::text::{Name, Place, Placed};
use crate::words::is_unit_of_time;
use policy_core::data::Link;
use policy_core::policy::{Chosen, CountTest, Entries, Expression, Reach, Region, Term};
use policy_core::possible::{EntryDay, Extreme, Lasting, Spacing};
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};

/// Checks what is asked of the entries of a history.
pub fn entries(
    predicate: &Predicate,
    (id, fact): (FactId, &Fact),
    OfEntries { filter, has }: OfEntries,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    if let Some(method) = &predicate.method {
        refuse_wanted(scope, method.place, "it has no methods to choose with `by`", fact, METHODS);
    }
    let form = form_of(fact);
    if let Some(test) = &predicate.test {
        let mistake = Diagnostic::at(
            test.place,
            format!("{}: {} are counted, not compared", kind_of(fact), form.name()),
        )
        .about(&fact.name);
        if let Some(mistake) =
            attribute_for(predicate, &test.value, (id, fact), scope.vocabulary, &mistake)
        {
            scope.report(mistake);
            return None;
        }
        if form == HistoryForm::Courses
            && let Some(right) = length_for(&test.value)
        {
            scope.report(mistake.replace(right));
            return None;
        }
        let attribute = scope.vocabulary.attributes_of(id).next();
        let example = || match attribute {
            Some((_, attribute)) => format!(
                "compare an attribute, as in `any {} where {}`",
                fact.name,
                asked_as(attribute, None)
            ),
            None => format!(
                "name a fact for the {} that are meant: of {}, no value is known",
                form.name(),
                form.entry()
            ),
        };
        // Two counts have the same window, and all else, each for itself.
        let counted = compared_events(&test.value, &fact.name)
            .filter(|_| predicate.selector.is_none())
            .map(|right| match (&predicate.filter, predicate.within()) {
                (None, Some(DurationText { number, unit, .. })) if right.contains(" AND ") => {
                    let period = format!("within {} {}", number.value, unit.value);
                    right.replace(&*fact.name, &format!("{} {period}", fact.name))
                }
                (Some(_), _) if right.contains(" AND ") => {
                    right.replace(&*fact.name, &format!("{} …", fact.name))
                }
                _ => right,
            });
        scope.report(written_otherwise(mistake, counted, predicate, test, example));
        return None;
    }
    if let (None, Some(Placed { value: ApartText::AtMost(longest), place })) =
        (&predicate.selector, &predicate.apart)
    {
        return gap(predicate, (longest, *place), (id, fact), filter, scope);
    }
    let Some(selector) = &predicate.selector else {
        let name = &fact.name;
        let what = "nothing says how many";
        if predicate.filter.is_some() {
            let help = format!(
                "write `any {name} where …`, `no {name} where …` or `at least 2 {name} where …`"
            );
            refuse_wanted(scope, predicate.subject.place, what, fact, &help);
        } else {
            refuse(scope, predicate.subject.place, what, fact);
        }
        return None;
    };
    if predicate.has.is_some() || matches!(selector.value, Selector::Latest) {
        let has = has?;
        return chosen(
            predicate,
            selector,
            (id, fact),
            OfEntries { filter, has: Some(has) },
            scope,
        );
    }
    if !matches!(filter, Some(None)) && refuse_days_of_records(predicate, fact, scope) {
        return None;
    }
    let number = event_count(selector, fact, scope);
    let window = window(predicate, id, scope);
    let apart = predicate.apart.as_ref().map(|apart| check_apart(apart, scope));
    let lasting = predicate.lasting.as_ref().map(|lasting| check_lasting(lasting, scope));
    let joined = predicate.joined.as_ref().map(|text| check_joined(text, (id, fact), scope));
    let day = entry_day(predicate, fact, scope);
    let different = predicate.different.as_ref();
    let checked = filter.as_ref().and_then(Option::as_ref);
    let different =
        different.map(|name| check_different(name, predicate, checked, (id, fact), scope));
    let (at_least, negated) = number.filter(|_| predicate.method.is_none())?;
    let (filter, window, apart) = (transpose(filter)?, window?, transpose(apart)?);
    if form_of(fact) == HistoryForm::Readings
        && let (Some(Spacing::AtMost(_)), Some(written)) = (apart, &predicate.apart)
    {
        let problem = "readings are counted with a least distance, and not in chains";
        scope.report(Diagnostic::at(written.place, problem).help(format!(
            "write `at least … apart` or `on different days`, as in `at least 2 {} where … on different days`",
            fact.name
        )));
        return None;
    }
    if let Some(different) = predicate.different.as_ref().filter(|_| at_least < 2) {
        let mistake = Diagnostic::at(different.place, "one value alone differs from no other");
        scope.report(mistake.help(format!(
            "ask for at least two, as in `at least 2 different {} of {} …`",
            different.value, fact.name
        )));
        return None;
    }
    if let Some(apart) = predicate.apart.as_ref().filter(|_| at_least < 2) {
        scope.report(alone_and_apart(apart.place, entry_of(fact), &fact.name));
        return None;
    }
    if matches!(selector.value, Selector::No)
        && let Some(mistake) = heard_as_free(predicate, fact)
    {
        scope.report(mistake);
        return None;
    }
    let (different, lasting, day) = (transpose(different)?, transpose(lasting)?, day?);
    let joined = transpose(joined)?.map(Link::from);
    let filter = filter.map(Link::from);
    let entries =
        Entries { filter, different, joined, lasting, day, window, apart, ..all_of(id, fact) };
    if entries.asks_for_file() && negated {
        let problem = "whether there is a reading is met or unknown, never not met";
        scope.report(Diagnostic::at(selector.place, problem).help(format!(
            "say what there must not be, as in `no {0} where …`, or ask for one with `any {0}`",
            fact.name
        )));
        return None;
    }
    if entries.asks_for_file() {
        scope.note_on_file(predicate.subject.place);
    }
    if let (Some(joined), Some(name)) = (&entries.joined, &predicate.different)
        && !is_known(joined, different, name.place, (id, fact), scope)
    {
        return None;
    }
    let expression = Term::Entries(entries).is(Region::Whole(CountTest::at_least(at_least)));
    Some(negate_if(negated, expression))
}

/// `>= 8 weeks` of a course: how long it lasts.
fn length_for(test: &Test) -> Option<String> {
    let Test::Compare { operator, operand: Operand::Quantity(quantity) } = test else {
        return None;
    };
    let unit = quantity.unit.as_ref().filter(|unit| is_unit_of_time(&unit.value))?;
    let reach = match operator.value {
        Operator::Less => "less than",
        Operator::LessOrEqual => "at most",
        Operator::Greater => "more than",
        Operator::GreaterOrEqual => "at least",
        Operator::Equal | Operator::NotEqual => return None,
    };
    Some(format!("lasting {reach} {} {}", quantity.number.value, unit.value))
}

/// All entries of a history, whatever its form.
fn all_of(id: FactId, fact: &Fact) -> Entries {
    if form_of(fact) == HistoryForm::Readings { Entries::readings(id) } else { Entries::of(id) }
}

/// `fill at most 60 days apart since therapy_start`
#[expect(
    clippy::option_option,
    reason = "outside: whether it is there; inside: whether it is right"
)]
fn gap(
    predicate: &Predicate,
    (longest, place): (&DurationText, Place),
    (id, fact): (FactId, &Fact),
    filter: Option<Option<Expression>>,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    if !matches!(filter, Some(None)) && refuse_days_of_records(predicate, fact, scope) {
        return None;
    }
    if form_of(fact) == HistoryForm::Readings {
        let problem = "gaps are asked of events and courses: of readings, others may not be listed";
        scope.report(Diagnostic::at(place, problem).help(format!(
            "count the readings, as in `at least 2 {} where … on different days`",
            fact.name
        )));
        return None;
    }
    let Some(Placed { value: WindowText::Since(_), .. }) = &predicate.window else {
        let name = &fact.name;
        let longest = format!("{} {}", longest.number.value, longest.unit.value);
        let mistake =
            Diagnostic::at(place, "nothing says from which day on there is no longer gap");
        scope.report(mistake.help(format!(
            "write `{name} at most {longest} apart since DAY`, or say how many, as in `at least 3 {name} at most {longest} apart`"
        )));
        return None;
    };
    if let Some(edge) = &predicate.edge {
        let mistake =
            Diagnostic::at(edge.place, "gaps lie between the days on which courses start");
        scope.report(mistake.help("take this out"));
        return None;
    }
    let longest = check_duration(longest, scope);
    let window = window(predicate, id, scope);
    let lasting = predicate.lasting.as_ref().map(|lasting| check_lasting(lasting, scope));
    let filter = transpose(filter)?.map(Link::from);
    let (longest, window, lasting) = (longest?, window?, transpose(lasting)?);
    let entries = Entries { filter, lasting, window, ..Entries::of(id) };
    Some(Term::Entries(entries.apart(Spacing::NoGap(longest))).is(Region::Yes))
}

/// `any visit on different days`
pub fn alone_and_apart(place: Place, entry: &str, name: &str) -> Diagnostic {
    Diagnostic::at(place, format!("one {entry} alone lies apart from no other"))
        .help(format!("ask for at least two, as in `at least 2 {name} …`, or take this out"))
}

/// `latest visit within 6 months has (weight_stable)`
fn chosen(
    predicate: &Predicate,
    selector: &Placed<Selector>,
    (id, fact): (FactId, &Fact),
    OfEntries { filter, has }: OfEntries,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let which = match selector.value {
        Selector::Latest => Extreme::Latest,
        Selector::Earliest => Extreme::Earliest,
        Selector::Any
        | Selector::Every
        | Selector::Highest
        | Selector::Lowest
        | Selector::No
        | Selector::AtLeast(_)
        | Selector::AtMost(_) => {
            if matches!(selector.value, Selector::Every | Selector::Highest | Selector::Lowest) {
                let word = selector_in_words(&selector.value);
                let problem = format!("`{word}` chooses none of the {}", form_of(fact).name());
                scope.report(Diagnostic::at(selector.place, problem).help(format!(
                    "ask for one with `latest {0} has …` or `earliest {0} has …`, or for any with `any {0} where …`",
                    fact.name
                )));
                return None;
            }
            let place = predicate.has.as_ref().map_or(selector.place, |has| has.place);
            let mistake = Diagnostic::at(place, "entries are told apart with `where`, not `has`");
            scope.report(mistake.help(format!(
                "write `where` instead of `has`, or ask for one entry with `latest {0} has …` or `earliest {0} has …`",
                fact.name
            )));
            return None;
        }
    };
    let window = window(predicate, id, scope);
    let lasting = predicate.lasting.as_ref().map(|lasting| check_lasting(lasting, scope));
    let joined = predicate.joined.as_ref().map(|text| check_joined(text, (id, fact), scope));
    let day = entry_day(predicate, fact, scope);
    let is_record = matches!(fact.kind, FactKind::History { form: HistoryForm::Records, .. });
    let counted = predicate.apart.as_ref().map(|apart| apart.place);
    let counted = counted.or_else(|| predicate.different.as_ref().map(|name| name.place));
    if is_record || counted.is_some() {
        let (place, problem) = match counted {
            Some(place) => (place, "one entry is asked about, and none are counted"),
            None => (selector.place, "records have no dates, so none of them is the latest"),
        };
        scope.report(Diagnostic::at(place, problem).help(if is_record {
            format!("write `any {} where …`", fact.name)
        } else {
            "take this out".to_owned()
        }));
        return None;
    }
    let (filter, has) = (transpose(filter)?, has??);
    let (lasting, day, window) = (transpose(lasting)?, day?, window?);
    let joined = transpose(joined)?.map(Link::from);
    if let (Some(joined), Some(written)) = (&joined, &predicate.has) {
        let asked = has.predicates().flat_map(Expression::subjects).collect::<Vec<_>>();
        if !is_known(joined, asked, written.place, (id, fact), scope) {
            return None;
        }
    }
    let chosen = Some(Chosen { which, has: Link::from(has) });
    let entries = Entries { chosen, joined, lasting, day, window, ..all_of(id, fact) };
    let entries = Entries { filter: filter.map(Link::from), ..entries };
    Some(Term::Entries(entries).is(Region::Yes))
}

/// The attribute whose different values are counted.
fn check_different(
    name: &Name,
    predicate: &Predicate,
    filter: Option<&Expression>,
    (id, fact): (FactId, &Fact),
    scope: &mut Scope<'_>,
) -> Option<FactId> {
    if form_of(fact) == HistoryForm::Readings {
        let problem = "different values are counted of events, courses and records";
        scope.report(Diagnostic::at(name.place, problem).help(format!(
            "count the readings, as in `at least 2 {} where …`, or ask for each value in a condition of its own",
            fact.name
        )));
        return None;
    }
    let (attribute, of) = attribute_named(name, (id, fact), scope)?;
    let FactKind::Code { values, many } = &of.kind else {
        let mistake = Diagnostic::at(
            name.place,
            format!("`{}` has no values that could be counted", name.value),
        );
        scope.report(mistake.help("only the values of a code are counted as different"));
        return None;
    };
    let other = (0..64).zip(values.iter()).find(|(_, value)| value.name == "Other");
    let is_left_out = |position: u32| {
        filter.is_some_and(|filter| leaves_out(filter, attribute, 1_u64.rotate_left(position)))
    };
    let is_many = |position: u32| many.rotate_right(position) & 1 == 1;
    if other.is_some_and(|(position, _)| !is_many(position) && !is_left_out(position)) {
        let mistake = Diagnostic::at(
            name.place,
            format!("`Other` of `{}` may stand for one value or for several", name.value),
        );
        scope.report(mistake.help(format!(
            "leave `Other` out with `where {} != Other`, or name every value in the vocabulary, with `Other many` for the rest",
            name.value
        )).note("two entries with a value that is declared `many` may be alike or different, so they count as one or two"));
        return None;
    }
    match &predicate.selector.as_ref().map(|selector| &selector.value) {
        Some(Selector::AtLeast(_) | Selector::AtMost(_)) => {}
        _ => {
            let mistake = Diagnostic::at(name.place, "nothing says how many have to be different");
            scope.report(
                mistake.help(format!(
                    "write `at least 2 different {} of {} …`",
                    name.value, fact.name
                )),
            );
            return None;
        }
    }
    if let Some(apart) = &predicate.apart {
        let mistake = Diagnostic::at(
            apart.place,
            "different values and a distance are asked in two conditions",
        );
        scope.report(mistake.help(format!(
            "ask for the values with `different {}`, and for the days in a second condition",
            name.value
        )));
        return None;
    }
    Some(attribute)
}

/// The attribute of a history that is a code, by its name.
pub fn attribute_named<'v>(
    name: &Name,
    (id, fact): (FactId, &Fact),
    scope: &mut Scope<'v>,
) -> Option<(FactId, &'v Fact)> {
    let vocabulary = scope.vocabulary;
    let attributes = || vocabulary.attributes_of(id);
    let found = attributes().find(|(_, of)| of.name == name.value);
    if found.is_none() {
        let mistake = Diagnostic::at(
            name.place,
            format!("`{}` is not an attribute of `{}`", name.value, fact.name),
        );
        let names = || attributes().map(|(_, of)| &*of.name);
        let near = nearest(&name.value, names());
        scope.report(if near.is_empty() {
            mistake.help(format!(
                "name one of its attributes that are codes; it has {}",
                listing(names())
            ))
        } else {
            mistake.did_you_mean(&near)
        });
    }
    found
}

/// An entry with this value of an attribute never meets the condition.
fn leaves_out(condition: &Expression, attribute: FactId, value: u64) -> bool {
    match condition {
        Expression::Test { term: Term::Code(of), region: Region::Values(values) } => {
            *of == attribute && values & value == 0
        }
        Expression::Not(negated) => match &**negated {
            Expression::Test { term: Term::Code(of), region: Region::Values(values) } => {
                *of == attribute && values & value != 0
            }
            Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. }
            | Expression::Test { .. } => false,
        },
        Expression::AtLeast(needed, parts) => {
            // So many parts have to be left that the condition cannot be met without them.
            let others = parts.iter().filter(|part| !leaves_out(part, attribute, value)).count();
            usize::try_from(*needed).is_ok_and(|needed| others < needed)
        }
        Expression::If { .. } | Expression::Test { .. } => false,
    }
}

/// How long courses have to last.
pub fn check_lasting(text: &Placed<LastingText>, scope: &mut Scope<'_>) -> Option<Lasting> {
    match &text.value {
        LastingText::Compare(reach, duration) => {
            let duration = check_duration(duration, scope)?;
            Some(match reach {
                Reach::AtLeast | Reach::Exactly => Lasting::AtLeast(duration),
                Reach::AtMost => Lasting::AtMost(duration),
                Reach::MoreThan => Lasting::MoreThan(duration),
                Reach::LessThan => Lasting::LessThan(duration),
            })
        }
        LastingText::Between(low, high) => {
            let longest = check_duration(high, scope)?;
            let shortest = DurationText { number: low.clone(), ..high.clone() };
            let shortest = check_duration(&shortest, scope)?;
            if shortest.amount > longest.amount {
                let mistake =
                    Diagnostic::at(text.place, "the second time is shorter than the first");
                let unit = &high.unit.value;
                scope.report(mistake.help(format!(
                    "write `lasting between {} and {} {unit}`",
                    longest.amount, shortest.amount
                )));
                return None;
            }
            Some(Lasting::Between(shortest, longest))
        }
    }
}

/// Which day of an entry has to lie in the window.
pub fn entry_day(predicate: &Predicate, fact: &Fact, scope: &mut Scope<'_>) -> Option<EntryDay> {
    let is_course = matches!(fact.kind, FactKind::History { form: HistoryForm::Courses, .. });
    let Some(edge) = &predicate.edge else {
        return Some(if is_course { EntryDay::Any } else { EntryDay::First });
    };
    if predicate.window.is_none() {
        let (word, after) = match edge.value {
            EntryDay::First | EntryDay::Any => ("started", "started within 6 months"),
            EntryDay::Last => ("ended", "ended on or before request_date"),
        };
        let mistake =
            Diagnostic::at(edge.place, format!("nothing says when it has to have {word}"));
        scope.report(mistake.help(format!("write the time after it, as in `{after}`")));
        return None;
    }
    Some(edge.value)
}

/// A record has no days.
fn refuse_days_of_records(predicate: &Predicate, fact: &Fact, scope: &mut Scope<'_>) -> bool {
    if form_of(fact) != HistoryForm::Records {
        return false;
    }
    let window = predicate.window.as_ref().map(|window| window.place);
    let place = window.or_else(|| predicate.apart.as_ref().map(|apart| apart.place));
    place.is_some_and(|place| {
        let help = "declare the fact as `events` if each one has a date, or ask about an attribute that is a date, as in `where (approved within 6 months)`";
        refuse_wanted(scope, place, "a record has no day", fact, help)
    })
}

/// `no seizure at least 6 months before surgery` is heard as "free of them for six months", and
/// says that there were none earlier.
pub fn heard_as_free(predicate: &Predicate, fact: &Fact) -> Option<Diagnostic> {
    let window = predicate.window.as_ref()?;
    let (duration, day) = match &window.value {
        WindowText::Apart {
            how: Apart::AtLeast | Apart::MoreThan,
            duration,
            side: Side::Before,
            day,
        } => (duration, Some(day)),
        WindowText::Ago(duration) => (duration, None),
        WindowText::Within(_)
        | WindowText::Apart { .. }
        | WindowText::Span { .. }
        | WindowText::Beside { .. }
        | WindowText::Between { .. }
        | WindowText::On(_)
        | WindowText::Since(_) => return None,
    };
    let period = format!("{} {}", duration.number.value, duration.unit.value);
    let day = day.and_then(DayText::name).map(|day| format!(" before {}", day.value));
    let right = format!("no {} within {period}{}", fact.name, day.unwrap_or_default());
    Some(
        Diagnostic::at(
            window.place,
            "`no` with this window would ask for none that long ago or earlier",
        )
        .help(format!("write `{right}` if there must be none in that time"))
        .note("none before a day is written `no … before` and the day"),
    )
}

/// `tb_test = Negative`: what the events are distinguished by, in its place.
fn attribute_for(
    predicate: &Predicate,
    test: &Test,
    (id, fact): (FactId, &Fact),
    vocabulary: &Vocabulary,
    mistake: &Diagnostic,
) -> Option<Diagnostic> {
    let first = match test {
        Test::Compare { operand: Operand::Name(name), .. } => Some(name),
        Test::OneOf { values, .. } => values.first(),
        Test::Compare { .. } | Test::Between { .. } | Test::Apart(_) | Test::WithinNormal => None,
    }?;
    let mut attributes = vocabulary.attributes_of(id).map(|(_, attribute)| attribute);
    let attribute = attributes.find(|attribute| is_value(attribute, &first.value))?;
    let known = |name: &Name| is_value(attribute, &name.value);
    let (values, negated) = match test {
        Test::Compare { operator, operand: Operand::Name(name) } if known(name) => {
            (format!("= {}", name.value), !matches!(operator.value, Operator::Equal))
        }
        Test::OneOf { negated, values } if values.iter().all(known) => {
            let names = values.iter().map(|name| name.value.as_str()).collect::<Vec<_>>();
            (format!("in [{}]", names.join(", ")), *negated)
        }
        Test::Compare { .. }
        | Test::OneOf { .. }
        | Test::Between { .. }
        | Test::Apart(_)
        | Test::WithinNormal => {
            return None;
        }
    };
    let filter = format!("{} where {} {values}", fact.name, attribute.name);
    let selector =
        predicate.selector.as_ref().map(|selector| selector_with_number(&selector.value));
    let subject = predicate.subject.place;
    let first = predicate.selector.as_ref().map_or(subject, |selector| selector.place);
    let alone = subject.last.saturating_add(1) == mistake.place.first;
    let right = match selector {
        _ if negated => {
            return Some(mistake.clone().help(format!("write `no {filter}` if no event may be that, or name with `where` the values that count")));
        }
        None => format!("any {filter}"),
        Some(selector) => format!("{selector} {filter}"),
    };
    let mistake = mistake.clone().help(format!("write `{right}`"));
    Some(
        mistake
            .replacing(first.to(predicate.test.as_ref().map_or(subject, |test| test.place)), right)
            .replaced_if(alone),
    )
}

/// How many events are asked for, and whether the answer is negated (`no`).
fn event_count(
    selector: &Placed<Selector>,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<(u32, bool)> {
    let form = form_of(fact).name();
    match &selector.value {
        Selector::Any | Selector::No | Selector::AtLeast(_) | Selector::AtMost(_) => {
            count(selector, form, &fact.name, scope)
        }
        Selector::Every
        | Selector::Highest
        | Selector::Lowest
        | Selector::Earliest
        | Selector::Latest => {
            let what = format!("{form} have no values to choose from");
            if matches!(selector.value, Selector::Every) {
                let help = format!(
                    "write `no {0} where NOT …` if none may be otherwise, or `any {0} where …`",
                    fact.name
                );
                refuse_wanted(scope, selector.place, &what, fact, &help);
            } else {
                refuse(scope, selector.place, &what, fact);
            }
            None
        }
    }
}

/// How many of these are asked for, and whether the answer is negated (`no`, `at most`).
pub fn count(
    selector: &Placed<Selector>,
    these: &str,
    name: &str,
    scope: &mut Scope<'_>,
) -> Option<(u32, bool)> {
    let (words, number, found) = match &selector.value {
        Selector::AtLeast(number) => {
            ("at least", number, whole_number(number).filter(|count| *count >= 1))
        }
        Selector::AtMost(number) => {
            ("at most", number, whole_number(number).and_then(|count| count.checked_add(1)))
        }
        Selector::No => return Some((1, true)),
        Selector::Any
        | Selector::Every
        | Selector::Highest
        | Selector::Lowest
        | Selector::Earliest
        | Selector::Latest => return Some((1, false)),
    };
    if found.is_none() {
        let problem = format!("`{words} {}` does not count {these}", number.value);
        scope.report(
            Diagnostic::at(number.place, problem)
                .help(format!("write a whole number from 1 on, as in `{words} 1 {name}`")),
        );
    }
    Some((found?, words == "at most"))
}
