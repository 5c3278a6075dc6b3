//! Evidence and explanations over a small vocabulary with the labels of the real one.

mod evidence;
mod explanation;
