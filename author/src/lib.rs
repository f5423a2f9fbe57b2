//! Components made of sources: a JavaScript module and a world, and a component comes of them.
//!
//! A world comes with all that it needs, as the engine encodes it. The QuickJS engine, a core
//! module out of the crate `componentize-qjs`, is linked with bindings of the world; the component
//! that comes of it evaluates the module once, and what is then in its memories becomes part of
//! the result. That one run is left to a [`Machine`]; apart from it this room touches no file,
//! clock, network, environment or randomness, and no JavaScript.

#![forbid(unsafe_code)]

mod author;
mod build;
mod console;
mod detach;
mod dialect;
mod entry;
mod evaluate;
mod example;
mod exports;
mod fault;
mod finish;
mod guards;
mod guest;
mod lacking;
mod limits;
mod link;
mod live;
mod loader;
mod machine;
mod missing;
mod needs;
mod place;
mod plan;
mod prepared;
mod runtime;
mod sections;
mod shim;
mod skeleton;
mod snapshot;
mod sources;
mod starling;
mod sweep;
mod timers;
mod told;
mod type_name;
mod types;
mod wanted;
mod word;
mod world;

pub use author::Author;
pub use machine::{Answer, Guest, HostFunction, Later, Machine, Number, Provider};
