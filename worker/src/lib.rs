//! The engine in a Web Worker, and in others, which are loaded when they are first asked, what makes
//! something of a world and what makes components of sources. There is no thought in any of them.
//!
//! A worker says it is ready with an answer of id 0. A panic is posted as the failure
//! `engine-died` of the question it happened in; whatever else kills it, such as an overflow of
//! the stack, reaches the page as the worker's `error` event. After either the page must start
//! another worker.

#[cfg(feature = "author")]
mod author;
#[cfg(feature = "author")]
mod browser;
#[cfg(feature = "engine")]
mod engine;
mod host;
#[cfg(feature = "bindgen")]
mod maker;

/// The engine listens for questions from now on, and says that it is ready.
#[cfg(feature = "engine")]
pub fn start_engine() {
    host::start::<::engine::Engine>();
}

/// The maker listens for questions from now on, and says that it is ready.
#[cfg(feature = "bindgen")]
pub fn start_maker() {
    host::start::<bindgen::Maker>();
}

/// The author listens for questions from now on, and says that it is ready.
#[cfg(feature = "author")]
pub fn start_author() {
    host::start::<::author::Author<browser::Browser>>();
}
