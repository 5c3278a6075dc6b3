//! Sentences, evidence and explanations over a small vocabulary with the labels of the real one.

mod coverage;
mod evidence;
mod explanation;
mod facts;
mod fixture;
mod outline;
mod sentence;
