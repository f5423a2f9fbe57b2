//! The canvas as plain values: where things stand, what can be joined, and what a gesture comes to.

pub mod caret;
pub mod copied;
pub mod geometry;
pub mod joined;
pub mod links;
pub mod minimap;
pub mod picture;
pub mod splice;
pub mod steps;
pub mod tidy;
pub mod viewport;
