//! The verbs of Dovetail: WIT, WAC, WAVE and binaries in, model values out.
//!
//! Runs natively and in the browser. It touches no file, clock, network, environment or
//! randomness and no JavaScript. Between requests it holds the bundled WIT packages, the components
//! it was given, and what it read and resolved of the texts that it was last asked about.
//! Faulty input is not an error: answers hold what is known and diagnostics.

#![forbid(unsafe_code)]

mod analyze;
mod arrange;
mod binary;
mod compare;
mod components;
mod compose;
mod composed;
mod contrast;
mod crowd;
mod decode;
mod diagnostics;
mod encode_world;
mod explain_wire;
mod export;
mod fit;
mod format;
mod handle;
mod inspect;
mod language;
mod link;
mod nesting;
mod open;
mod own_wit;
mod pack;
mod print;
mod prospects;
mod sections;
mod skeleton;
mod strip;
mod structure;
mod suggest;
mod syntax;
mod tokens;
mod transpile;
mod types;
mod wac_name;
mod wat;
mod wave;
mod wiring;
mod wit_text;
mod world;
mod xray;
mod zip;

pub use composed::encode_composition;
pub use handle::Engine;
pub use inspect::inspect;
pub use transpile::{EsModule, transpile, transpile_to_module};
pub use wac_name::wac_packages;
pub use wat::{encode_wat, print_wat};
pub use wave::{parse_wave, print_wave};
pub use xray::{Stub, xray};
pub use zip::{Deflate, zip};
