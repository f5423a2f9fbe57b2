//! Worlds as the page names, filters and draws them.

pub mod choice;
pub mod diagram;
pub mod filter;
pub mod judged;
pub mod lines;
