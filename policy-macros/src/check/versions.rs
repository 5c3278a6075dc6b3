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
        if versions.iter().take(position).any(|(other, _)| other.name.value == version.name.value) {
            scope.report(
                Mistake::at(version.name.place, format!("there are two versions \"{}\"", version.name.value))
                    .help("give each version a name of its own"),
            );
        }
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
                .help(format!("end it the day before: `to {}`", day_before(after.from))),
            ),
            Some(last) if last >= after.from => scope.report(
                Mistake::at(
                    end_of(earlier),
                    format!("version \"{before_name}\" still holds on {}, when version \"{after_name}\" begins", after.from),
                )
                .help(format!("write `to {}`", day_before(after.from))),
            ),
            Some(last) if last.succ_opt() != Some(after.from) => scope.report(
                Mistake::at(
                    end_of(earlier),
                    format!("no version is in force from {} to {}", last.succ_opt().unwrap_or(last), day_before(after.from)),
                )
                .help(format!("write `to {}`, or let version \"{after_name}\" begin earlier", day_before(after.from))),
            ),
            Some(_) => {}
        }
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

fn end_of(version: &Version) -> Place {
    version.to.as_ref().map_or(version.name.place, |to| to.place)
}
