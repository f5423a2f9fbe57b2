//! Values as people and other programs take them.

pub mod bytes;
pub mod json;
pub mod tree;
