//! Steps: every one says what it does and how long it took.

use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result};

/// Does `work` under `title`, says how long it took, and names the step where it fails.
pub(crate) fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {title}");
    let start = Instant::now();
    let value = work().with_context(|| format!("the step failed: {title}"))?;
    println!("    {}", seconds(start.elapsed()));
    Ok(value)
}

/// An error with its causes, a line each, without the backtrace that a variable may ask for.
pub(crate) fn told(error: &Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join("\n  ")
}

/// Says something about the step under way.
pub(crate) fn note(text: &str) {
    println!("    {text}");
}

/// A duration for people: `0.2 s`, `3 min 4 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    if duration < Duration::from_secs(60) {
        return format!("{:.1} s", duration.as_secs_f64());
    }
    let whole = duration.as_secs();
    format!("{} min {} s", whole / 60, whole % 60)
}
