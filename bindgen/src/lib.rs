//! What is made of a world: bindings in many languages, projects to start from, stub components.
//!
//! A world comes with all that it needs, as the engine encodes it. Like the engine this room
//! touches no file, clock, network, environment or randomness, and wraps the libraries that own
//! each job. It is a room of its own because it is large and rarely needed: the page loads it
//! when it is first asked.

#![forbid(unsafe_code)]

mod abi;
mod bindings;
mod componentize;
mod config;
mod core_type;
mod fault;
mod judge;
mod maker;
mod mock;
mod package;
mod project;
mod recipe;
mod shape;
mod stub;
mod world;
mod zip;

pub use maker::Maker;
