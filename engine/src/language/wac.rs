//! WAC: what its names stand for, beside what it has of WIT.

mod arguments;
mod complete;
mod embedded;
mod hover;
mod names;
mod rename;
mod values;
mod words;

pub(super) use complete::complete;
pub(crate) use embedded::{COMPONENT, Embedded};
pub(super) use hover::{declaration, of_component, of_extern, of_variable, of_word};
pub(super) use rename::rename;
pub(super) use values::short;
