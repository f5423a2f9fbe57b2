//! The text editor: the Rust face of `web/editor`.

mod bindings;
mod component;
mod marks;
mod page;
mod view;

pub use component::{Document, Editor};
pub use view::{Program, Structured, TextView, Verb};
