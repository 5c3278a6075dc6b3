//! Values of `policy-core` as the expressions that build them in a constant.

use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::chrono::Datelike as _;
use policy_core::codes::CodeSystem;
use policy_core::data::Text;
use policy_core::unit::Unit;
use policy_core::vocabulary::{CodeMeaning, Coding, Concept, FactId};
use policy_core::worlds::Fault;
use policy_core::{Decimal, NaiveDate};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

pub fn text(text: &Text) -> TokenStream {
    let text = &**text;
    quote!(Borrowed(#text))
}

pub fn list(items: impl IntoIterator<Item = TokenStream>) -> TokenStream {
    let items = items.into_iter();
    quote!(Borrowed(&[#(#items),*]))
}

pub fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

pub fn optional_text(value: Option<&Text>) -> TokenStream {
    option(value.map(text))
}

pub fn date(date: NaiveDate) -> TokenStream {
    let (year, month, day) = (
        Literal::i32_unsuffixed(date.year()),
        Literal::u32_unsuffixed(date.month()),
        Literal::u32_unsuffixed(date.day()),
    );
    quote!(date(#year, #month, #day))
}

pub fn duration(duration: CalendarDuration) -> TokenStream {
    let amount = Literal::u32_unsuffixed(duration.amount);
    let unit = calendar_unit(duration.unit);
    quote!(CalendarDuration::new(#amount, #unit))
}

pub fn calendar_unit(unit: CalendarUnit) -> TokenStream {
    match unit {
        CalendarUnit::Days => quote!(CalendarUnit::Days),
        CalendarUnit::Weeks => quote!(CalendarUnit::Weeks),
        CalendarUnit::Months => quote!(CalendarUnit::Months),
        CalendarUnit::Years => quote!(CalendarUnit::Years),
    }
}

pub fn decimal(value: Decimal) -> TokenStream {
    let Ok(digits) = i64::try_from(value.mantissa()) else {
        return fault("the end of a range has too many digits");
    };
    let digits = Literal::i64_unsuffixed(digits);
    let decimals = Literal::u32_unsuffixed(value.scale());
    quote!(decimal(#digits, #decimals))
}

pub fn unit(unit: Unit) -> TokenStream {
    let variant = format_ident!("{}", format!("{unit:?}"));
    quote!(Unit::#variant)
}

/// A value of a code, or a method.
pub fn concept(Concept { name, given_label, codes }: &Concept) -> TokenStream {
    let name = text(name);
    if given_label.is_none() && codes.is_empty() {
        return quote!(Concept::named(#name));
    }
    let (label, codes) = (optional_text(given_label.as_ref()), list(codes.iter().map(coding)));
    quote!(Concept { name: #name, given_label: #label, codes: #codes })
}

pub fn coding(coding: &Coding) -> TokenStream {
    let system = system(coding.system);
    let code = text(&coding.code);
    let meaning = match coding.meaning {
        CodeMeaning::Answers => quote!(CodeMeaning::Answers),
        CodeMeaning::Suggests => quote!(CodeMeaning::Suggests),
    };
    quote!(Coding { system: #system, code: #code, meaning: #meaning })
}

fn system(system: CodeSystem) -> TokenStream {
    let variant = format_ident!("{}", format!("{system:?}"));
    quote!(CodeSystem::#variant)
}

pub fn fact_id(fact: FactId) -> TokenStream {
    let position = integer(u32::from(fact.0));
    quote!(FactId(#position))
}

pub fn integer(value: u32) -> TokenStream {
    let literal = Literal::u32_unsuffixed(value);
    quote!(#literal)
}

/// A bit mask in binary, so that a reader sees which values it names.
pub fn mask(values: u64) -> TokenStream {
    parsed(&format!("0b{values:b}"))
}

/// A number with its thousands set apart.
pub fn grouped(value: i64) -> TokenStream {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && digits.len().saturating_sub(position).checked_rem(3) == Some(0) {
            text.push('_');
        }
        text.push(digit);
    }
    let number = parsed(&text);
    if value < 0 { quote!(-#number) } else { number }
}

fn parsed(number: &str) -> TokenStream {
    number.parse().unwrap_or_else(|_| fault("a number is no number of Rust"))
}

/// What was proved and yet cannot be written as code, as a mistake of the build.
pub fn fault(what: &str) -> TokenStream {
    let message = format!("internal error: {what}\nhelp: {}", Fault::HELP);
    quote!(::core::compile_error!(#message))
}
