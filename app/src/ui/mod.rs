//! Primitives on what the platform gives: nothing here knows the playground.

mod badge;
mod beside;
mod button;
mod dialog;
mod empty;
mod field;
pub mod highlight;
mod hue;
mod icon;
mod keys;
mod menu;
mod prose;
mod segments;
mod size;
mod splitter;
mod tabs;
mod ticked;
mod typeset;

pub use badge::{Badge, BadgeTone};
pub use beside::Beside;
pub use button::{Button, ButtonKind, IconButton};
pub use dialog::Dialog;
pub use empty::Empty;
pub use field::{Fault, Field, unique_id};
pub use hue::hue;
pub use icon::{Glyph, Icon};
pub use keys::keys;
pub use menu::{Menu, MenuItem, Popover, place as place_below};
pub use prose::Prose;
pub use segments::{Segment, Segments};
pub use size::use_size;
pub use splitter::{Splitter, SplitterSide};
pub use tabs::{TabItem, Tabs, move_focus};
pub use ticked::Ticked;
pub use typeset::Typeset;
