//! Keeps a log in memory.

use std::cell::RefCell;

use exports::example::logging::log::{Guest, Level};

wit_bindgen::generate!({ path: "../../wit", world: "logger" });

struct Logger;

export!(Logger);

thread_local! {
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

impl Guest for Logger {
    fn write(level: Level, message: String) {
        let line = match level {
            Level::Debug => format!("debug: {message}"),
            Level::Info => format!("info: {message}"),
            Level::Warning(advice) => format!("warning: {message} ({advice})"),
            Level::Error(number) => format!("error {number}: {message}"),
        };
        LINES.with_borrow_mut(|lines| lines.push(line));
    }

    fn lines() -> Vec<String> {
        LINES.with_borrow(Vec::clone)
    }
}
