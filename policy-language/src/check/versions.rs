//! Versions: which one is in force on a day, without gap or overlap.

use super::dates::check_day;
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::naming::version_in_code;
use crate::syntax::literal::DateText;
use crate::syntax::policy::Version;
use crate::text::Place;
use policy_core::NaiveDate;

/// The days that a version governs.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// `from D`, `from D to D`.
pub fn check_period(
    from: &DateText,
    to: Option<&DateText>,
    scope: &mut Scope<'_>,
) -> Option<Period> {
    let first = check_day(from, scope);
    let last = to.map(|to| check_day(to, scope));
    let (first, last) = (first?, last.map_or(Some(None), |last| last.map(Some))?);
    if let (Some(to), Some(last)) = (to, last)
        && last < first
    {
        scope.report(
            Diagnostic::at(
                to.place,
                format!("`{last}` lies before `{first}`: it ends before it begins"),
            )
            .help("write the later date after `to`"),
        );
        return None;
    }
    Some(Period { from: first, to: last })
}

/// Versions follow one another, each from the day after the one before.
pub fn check_sequence(versions: &[(&Version, Option<Period>)], scope: &mut Scope<'_>) {
    for (position, (version, _)) in versions.iter().enumerate() {
        let Some((first, _)) = versions.iter().take(position).find(|(other, _)| {
            version_in_code(&other.name.value) == version_in_code(&version.name.value)
        }) else {
            continue;
        };
        let mistake = if first.name.value == version.name.value {
            Diagnostic::at(
                version.name.place,
                format!("there are two versions \"{}\"", version.name.value),
            )
        } else {
            Diagnostic::at(
                version.name.place,
                format!(
                    "\"{}\" and \"{}\" differ only in capitals or signs",
                    version.name.value, first.name.value
                ),
            )
        };
        scope.report(
            mistake
                .with(first.name.place, "the first one is")
                .help("give each version a name of its own"),
        );
    }
    let mut known = versions
        .iter()
        .filter_map(|(version, period)| Some((version, (*period)?)))
        .collect::<Vec<_>>();
    known.sort_by_key(|(_, period)| period.from);
    for ((earlier, before), (later, after)) in known.iter().zip(known.iter().skip(1)) {
        let (before_name, after_name) = (&earlier.name.value, &later.name.value);
        let last_day = day_before(after.from);
        match before.to {
            None => scope.report(
                Diagnostic::at(
                    earlier.name.place,
                    format!("version \"{before_name}\" has no end, but version \"{after_name}\" begins on {}", after.from),
                )
                .with(start_of(later), "the next one begins")
                .help(format!("end it the day before: `to {last_day}`"))
                .inserting_behind(start_of(earlier), format!("to {last_day}")),
            ),
            Some(last) if last >= after.from => scope.report(
                Diagnostic::at(
                    end_of(earlier),
                    format!("version \"{before_name}\" still holds on {}, when version \"{after_name}\" begins", after.from),
                )
                .with(start_of(later), "the next one begins")
                .help(format!(
                    "write `to {last_day}`, or let version \"{after_name}\" begin on {}",
                    last.succ_opt().unwrap_or(last)
                )),
            ),
            Some(last) if last.succ_opt() != Some(after.from) => scope.report(
                Diagnostic::at(end_of(earlier), match last.succ_opt().unwrap_or(last) {
                        first if first == last_day => format!("no version is in force on {first}"),
                        first => format!("no version is in force from {first} to {last_day}"),
                    })
                    .with(start_of(later), "the next one begins")
                    .help(format!("write `to {last_day}`, or let version \"{after_name}\" begin earlier")),
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

fn end_of(version: &Version) -> Place {
    version.to.as_ref().map_or(version.name.place, |to| to.place)
}
