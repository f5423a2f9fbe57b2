//! What an editor asks about a place in the texts of a workspace.
//!
//! Answers come from the tolerant trees of [`crate::syntax`], by the scoping rules of WIT and WAC, so
//! that they are there while a text is being written. Whether a workspace is right is told by
//! `analyze`, which asks wit-parser, and by `compose`, which asks wac-parser.

mod code;
mod complete;
mod define;
mod file;
mod hover;
mod index;
mod names;
mod references;
mod rename;
mod target;
mod wac;
mod words;

pub(crate) use complete::complete;
pub(crate) use define::define;
pub(crate) use file::{File, Files};
pub(crate) use hover::hover;
pub(crate) use index::Index;
pub(crate) use references::references;
pub(crate) use rename::{checked, rename};
pub(crate) use wac::Embedded;
