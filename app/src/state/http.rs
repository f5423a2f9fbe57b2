//! Requests to a component and its answers, as the HTTP pane sees them.

pub mod body;
pub mod compare;
pub mod curl;
pub mod exchange;
pub mod frame;
pub mod json;
pub mod trials;
pub mod words;
