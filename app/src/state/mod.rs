//! The page's logic as plain values: no signal, no browser, ordinary tests.

pub mod calls;
pub mod canvas;
pub mod composing;
pub mod excerpt;
pub mod fault;
pub mod file_edits;
pub mod fold;
pub mod form;
pub mod history;
pub mod hosts;
pub mod http;
pub mod import;
pub mod joint;
pub mod layout;
pub mod mocks;
pub mod notice;
pub mod palette;
pub mod position;
pub mod problems;
pub mod prospects;
pub mod providers;
pub mod run;
pub mod save;
pub mod session;
pub mod share;
pub mod tabs;
pub mod text_edits;
pub mod trace;
pub mod trail;
pub mod tree;
pub mod wire_all;
pub mod wire_report;
pub mod workspace;

pub mod world;
pub mod worlds;
