//! Other engines, as their own users would write and call them: rules prepared once, the input of
//! each case built in the engine's own types.

pub mod chart;
pub mod rule;

#[cfg(feature = "cedar")]
pub mod cedar;
#[cfg(feature = "cel")]
pub mod cel;
#[cfg(feature = "datalogic")]
pub mod datalogic;
#[cfg(feature = "regorus")]
pub mod rego;
#[cfg(feature = "zen")]
pub mod zen;

use chart::Chart;
use policy_core::Truth;

/// Whether an engine is asked for met or not, or for a third value too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Values {
    Two,
    Three,
}

/// An engine with the rule in it.
pub trait Peer {
    type Input;

    /// The input of a case.
    fn input(&self, chart: &Chart) -> Self::Input;

    /// The engine's answer.
    fn answer(&mut self, input: &Self::Input) -> Truth;
}

/// The answer by its name.
fn named(name: &str) -> Truth {
    match name {
        "met" => Truth::MET,
        "unknown" => Truth::UNKNOWN,
        _ => Truth::NOT_MET,
    }
}
