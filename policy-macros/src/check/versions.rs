//! Versions: which one is in force on a day, without gap or overlap.

use super::dates::check_day;
use super::scope::Scope;
use crate::report::Mistake;
use crate::syntax::literal::DateText;
use crate::syntax::place::Place;
use crate::syntax::policy::Version;
use policy_core::NaiveDate;

/// The days that a version governs.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// `from D`, `from D to D`.
pub fn check_period(from: &DateText, to: Option<&DateText>, scope: &mut Scope<'_>) -> Option<Period> {
    let first = check_day(from, scope);
    let last = to.map(|to| check_day(to, scope));
    let (first, last) = (first?, last.map_or(Some(None), |last| last.map(Some))?);
    if let (Some(to), Some(last)) = (to, last)
        && last < first
    {
        scope.report(
            Mistake::at(to.place, format!("`{last}` lies before `{first}`: it ends before it begins")).help("write the later date behind `to`"),
        );
        return None;
    }
    Some(Period { from: first, to: last })
}

/// Versions follow one another, each from the day after the one before.
pub fn check_sequence(versions: &[(&Version, Option<Period>)], scope: &mut Scope<'_>) {
    for (position, (version, _)) in versions.iter().enumerate() {
        let Some((first, _)) = versions.iter().take(position).find(|(other, _)| name_in_code(other) == name_in_code(version)) else { continue };
        let mistake = if first.name.value == version.name.value {
            Mistake::at(version.name.place, format!("there are two versions \"{}\"", version.name.value))
        } else {
            Mistake::at(version.name.place, format!("\"{}\" and \"{}\" differ only in capitals or signs", version.name.value, first.name.value))
        };
        scope.report(mistake.with(first.name.place, "first_here").help("give each version a name of its own"));
    }
    let mut known = versions.iter().filter_map(|(version, period)| Some((version, (*period)?))).collect::<Vec<_>>();
    known.sort_by_key(|(_, period)| period.from);
    for ((earlier, before), (later, after)) in known.iter().zip(known.iter().skip(1)) {
        let (before_name, after_name) = (&earlier.name.value, &later.name.value);
        match before.to {
            None => scope.report(
                Mistake::at(
                    earlier.name.place,
                    format!("version \"{before_name}\" has no end, but version \"{after_name}\" begins on {}", after.from),
                )
                .with(start_of(later), "the_next_one_begins_here")
                .help(format!("end it the day before: `to {}`", day_before(after.from))),
            ),
            Some(last) if last >= after.from => scope.report(
                Mistake::at(
                    end_of(earlier),
                    format!("version \"{before_name}\" still holds on {}, when version \"{after_name}\" begins", after.from),
                )
                .with(start_of(later), "the_next_one_begins_here")
                .help(format!("write `to {}`", day_before(after.from))),
            ),
            Some(last) if last.succ_opt() != Some(after.from) => scope.report(
                Mistake::at(
                    end_of(earlier),
                    format!("no version is in force from {} to {}", last.succ_opt().unwrap_or(last), day_before(after.from)),
                )
                .with(start_of(later), "the_next_one_begins_here")
                .help(format!("write `to {}`, or let version \"{after_name}\" begin earlier", day_before(after.from))),
            ),
            Some(_) => {}
        }
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

fn start_of(version: &Version) -> Place {
    version.from.as_ref().map_or(version.name.place, |from| from.place)
}

/// What remains of a version's name in the names of its functions.
pub fn name_in_code(version: &Version) -> String {
    version.name.value.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' }).collect()
}

fn end_of(version: &Version) -> Place {
    version.to.as_ref().map_or(version.name.place, |to| to.place)
}
