//! The text editor: the Rust face of `web/editor`.

mod bindings;
mod component;

pub use component::{Document, Editor};
