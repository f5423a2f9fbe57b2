//! What a person sees: one file a pane. A pane reads the playground's signals and calls its verbs.

mod act;
mod ask;
mod banner;
mod bring;
mod bundled;
mod canvas;
mod clash;
mod component_menu;
mod components;
mod dock;
mod drop_veil;
mod files;
mod form;
mod header;
mod http;
mod inspector;
mod later;
mod notices;
mod problems;
mod run;
mod samples;
mod screen;
mod share;
mod shell;
mod shortcuts;
mod side;
mod stage;
mod starters;
mod status;
mod text;
mod theme;
mod waiting;

pub use screen::{DockTab, Place, Screen};
pub use shell::Shell;
