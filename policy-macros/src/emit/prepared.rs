//! What the conditions of one function share: days, periods, latest results, counts of events. Each
//! is found once, before the conditions are asked.

use super::literal::duration;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::policy::{Day, Entries, Window};
use policy_core::vocabulary::FactId;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeSet, HashSet};

/// What takes a look at the results or events of a fact to find.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Shared {
    /// The latest result, by one method or any.
    Latest { fact: FactId, method: Option<u8>, window: Window },
    /// The number of entries.
    Count(Entries),
}

impl Shared {
    const fn window(&self) -> Window {
        match self {
            Shared::Latest { window, .. } | Shared::Count(Entries { window, .. }) => *window,
        }
    }
}

#[derive(Default)]
pub struct Prepared {
    look_backs: BTreeSet<(CalendarUnit, u32)>,
    looks_at_all_time: bool,
    asks_for_ages: bool,
    /// Windows of other forms, whose days are known: each with its variable.
    windows: Vec<(Window, Ident, TokenStream)>,
    /// What several conditions look at.
    several: HashSet<Shared>,
    /// How it is found, and its variable, in the order in which it was asked for.
    found: Vec<(Shared, Ident, TokenStream)>,
}

impl Prepared {
    /// For conditions that look at all this.
    pub fn sharing(looks: impl Iterator<Item = Shared>) -> Prepared {
        let mut seen = HashSet::new();
        Prepared {
            several: looks.filter(|look| !seen.insert(look.clone())).collect(),
            ..Prepared::default()
        }
    }

    /// The statements for all that was asked for until now.
    pub fn take(&mut self) -> TokenStream {
        let ever = core::mem::take(&mut self.looks_at_all_time);
        let request = !self.look_backs.is_empty();
        let ever = ever.then(|| {
            if request {
                quote!(let ever = request.until();)
            } else {
                quote!(let ever = until(case.request_date);)
            }
        });
        let request = request.then(|| quote!(let request = Anchor::of(case.request_date);));
        let service = core::mem::take(&mut self.asks_for_ages)
            .then(|| quote!(let service = Anchor::of(case.service_date);));
        let look_backs = core::mem::take(&mut self.look_backs).into_iter().map(|(unit, amount)| {
            let span = CalendarDuration::new(amount, unit);
            let (variable, span) = (period_variable(span), duration(span));
            quote!(let #variable = request.look_back(#span);)
        });
        let found = core::mem::take(&mut self.found)
            .into_iter()
            .map(|(_, variable, found)| quote!(let #variable = #found;));
        let windows = core::mem::take(&mut self.windows)
            .into_iter()
            .map(|(_, variable, bounds)| quote!(let #variable = #bounds.known();));
        quote!(#request #service #ever #(#look_backs)* #(#windows)* #(#found)*)
    }

    /// The variable for the date of service as the anchor of ages.
    pub fn service(&mut self) -> Ident {
        self.asks_for_ages = true;
        format_ident!("service")
    }

    /// The variable for a period that looks back from the request.
    pub fn look_back(&mut self, span: CalendarDuration) -> Ident {
        self.look_backs.insert((span.unit, span.amount));
        period_variable(span)
    }

    /// The variable for the days of a window, where these are known; the bounds are asked for where
    /// it is of no common form.
    pub fn period(&mut self, window: Window, bounds: impl FnOnce() -> TokenStream) -> Ident {
        if window == Window::EVER {
            self.looks_at_all_time = true;
            return format_ident!("ever");
        }
        match window.look_back() {
            Some(span) if window.until == Day::REQUEST => self.look_back(span),
            Some(_) | None => {
                let known = self.windows.iter().find(|(known, ..)| *known == window);
                if let Some((_, variable, _)) = known {
                    return variable.clone();
                }
                let variable = format_ident!("window_{}", self.windows.len());
                self.windows.push((window, variable.clone(), bounds()));
                variable
            }
        }
    }

    pub fn is_shared(&self, look: &Shared) -> bool {
        self.several.contains(look)
    }

    /// The variable of what was found before.
    pub fn variable(&self, look: &Shared) -> Option<Ident> {
        self.found.iter().find(|(found, ..)| found == look).map(|(_, variable, _)| variable.clone())
    }

    /// Keeps how it is found, and gives its variable: `latest_lvef_by_Echo2d_within_9_months`.
    pub fn keep(&mut self, look: Shared, name: &str, found: TokenStream) -> Ident {
        let within = look.window().look_back();
        let within = within.map(|span| format!("_{}", period_variable(span))).unwrap_or_default();
        let mut variable = format!("{name}{within}");
        // A fact may be called like another one with its method or values, and windows of other
        // forms have no name.
        while self.found.iter().any(|(_, taken, _)| *taken == variable) {
            variable.push('_');
        }
        let variable = format_ident!("{variable}");
        self.found.push((look, variable.clone(), found));
        variable
    }
}

/// `within_9_months`
fn period_variable(span: CalendarDuration) -> Ident {
    format_ident!("within_{}", span.to_string().replace(' ', "_"))
}
