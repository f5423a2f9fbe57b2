//! Values as people and other programs take them.

pub mod bytes;
pub mod difference;
pub mod json;
pub mod tree;
